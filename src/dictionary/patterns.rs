//! [`PatternTable`]: numbers sequences of words while dictionaries are read.

use super::matcher::PatternId;
use super::vocabulary::WordId;

/// The distinct sequences so far, numbered in the order in which they came.
///
/// An open-addressing table over one arena. A standard hash map of boxed slices, sorted again at the end, cost a sixth of the
/// start.
#[derive(Debug)]
pub(super) struct PatternTable {
    words: Vec<WordId>,
    /// Where the words of each pattern begin; one more than there are patterns.
    first: Vec<u32>,
    /// 0 is free, otherwise the number of a pattern plus one. At most half are taken.
    slots: Vec<u32>,
}

impl PatternTable {
    pub(super) fn new() -> Self {
        Self { words: Vec::new(), first: vec![0], slots: vec![0; 1 << 10] }
    }

    /// The number of patterns.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The words of a pattern.
    pub(super) fn words(&self, pattern: PatternId) -> &[WordId] {
        let at = pattern.0 as usize;
        &self.words[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// The number of a sequence, new or old.
    pub(super) fn insert(&mut self, words: &[WordId]) -> PatternId {
        let slot = self.slot(words);
        if let Some(pattern) = self.slots[slot].checked_sub(1) {
            return PatternId(pattern);
        }
        let pattern = PatternId(self.len() as u32);
        self.words.extend(words);
        self.first.push(self.words.len() as u32);
        self.slots[slot] = pattern.0 + 1;
        if self.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for pattern in 0..self.len() as u32 {
                let slot = self.slot(self.words(PatternId(pattern)));
                self.slots[slot] = pattern + 1;
            }
        }
        pattern
    }

    #[cfg(test)]
    fn get(&self, words: &[WordId]) -> Option<PatternId> {
        self.slots[self.slot(words)].checked_sub(1).map(PatternId)
    }

    /// The slot that holds `words`, or the free one where they belong.
    fn slot(&self, words: &[WordId]) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(words) as usize & mask;
        loop {
            match self.slots[slot].checked_sub(1) {
                Some(pattern) if self.words(PatternId(pattern)) != words => slot = (slot + 1) & mask,
                _ => return slot,
            }
        }
    }
}

fn hash(words: &[WordId]) -> u64 {
    let mut hash = 0u64;
    for word in words {
        hash = (hash.rotate_left(5) ^ u64::from(word.0)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_places_of_first_arrival(sequences in prop::collection::vec(prop::collection::vec(0u32..40, 1..4), 0..2000)) {
            let mut table = PatternTable::new();
            let mut seen: Vec<Vec<WordId>> = Vec::new();
            for sequence in sequences {
                let words: Vec<_> = sequence.into_iter().map(WordId).collect();
                let place = seen.iter().position(|s| *s == words);
                prop_assert_eq!(table.get(&words), place.map(|p| PatternId(p as u32)));
                let pattern = table.insert(&words);
                prop_assert_eq!(pattern.0 as usize, place.unwrap_or(seen.len()));
                prop_assert_eq!(table.words(pattern), words.as_slice());
                if place.is_none() {
                    seen.push(words);
                }
            }
            prop_assert_eq!(table.len(), seen.len());
        }
    }
}
