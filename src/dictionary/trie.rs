//! [`Trie`]: finds sequences of word numbers, the only part that knows how.
//!
//! A trie over words whose edges stand in one open-addressing table, keyed by node and word. The first two words of a name are one
//! edge: hardly any pair of neighbours in a text begins a name, and a bit set answers that for nearly all of them before the
//! table is asked. No failure links as in an Aho-Corasick automaton: a walk begins at every word that begins a name, and ends
//! after a word or two, because names are short. `docs/DESIGN.md` has the comparison by which it was chosen.

use super::vocabulary::WordId;

/// The names of two words or more.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    slots: Vec<Edge>,
    /// The first two words of all sequences.
    pairs: Pairs,
}

/// An edge of the trie; one without a key is a free slot.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The node it comes from, or the first word of a name, and the word it is for.
    key: u64,
    /// The node it leads to. Numbers of nodes begin where those of words end.
    node: u32,
    /// The sequence that ends at that node, and whether edges leave it.
    end: End,
}

/// The number of a sequence in the upper bits, the lowest tells whether sequences go on from here.
#[derive(Clone, Copy, Debug)]
struct End(u32);

impl End {
    const NONE: u32 = u32::MAX >> 1;

    fn sequence(self) -> Option<usize> {
        let number = self.0 >> 1;
        (number != Self::NONE).then_some(number as usize)
    }

    fn goes_on(self) -> bool {
        self.0 & 1 != 0
    }
}

impl Edge {
    const FREE: Self = Self { key: u64::MAX, node: 0, end: End(u32::MAX - 1) };
}

/// The sequences are too many to be numbered.
#[derive(Debug)]
pub(super) struct TooLarge;

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the dictionaries hold too many words for one table of names")
    }
}

fn key(from: u32, word: WordId) -> u64 {
    (u64::from(from) << 32) | u64::from(word.0)
}

fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Trie {
    /// Builds the trie of `sequences` of two words or more; their numbers are their places. `words` is the number of words there are.
    pub(super) fn new(sequences: &[&[WordId]], words: usize) -> Result<Self, TooLarge> {
        let most: usize = sequences.iter().map(|sequence| sequence.len() - 1).sum();
        if words + most >= End::NONE as usize {
            return Err(TooLarge);
        }
        let mut slots = vec![Edge::FREE; (most * 2).next_power_of_two().max(2)];
        let mut pairs = Pairs::new(sequences.len());
        let mut next_node = words as u32;
        for (number, sequence) in sequences.iter().enumerate() {
            let (first, rest) = sequence.split_first().map_or((0, *sequence), |(first, rest)| (first.0, rest));
            let mut from = first;
            if let [first, second, ..] = **sequence {
                pairs.insert(first, second);
            }
            for (i, word) in rest.iter().enumerate() {
                let key = key(from, *word);
                let at = place(&slots, key);
                let edge = &mut slots[at];
                if edge.key == Edge::FREE.key {
                    *edge = Edge { key, node: next_node, ..Edge::FREE };
                    next_node += 1;
                }
                if i + 1 == rest.len() {
                    edge.end = End((number as u32) << 1 | edge.end.0 & 1);
                } else {
                    edge.end.0 |= 1;
                }
                from = edge.node;
            }
        }
        Ok(Self { slots, pairs })
    }

    /// Calls `found(length, sequence)` for every sequence with which `words` begin, shorter ones first. Time is linear in the length
    /// of the longest sequence.
    pub(super) fn find(&self, words: &[WordId], mut found: impl FnMut(usize, usize)) {
        let [first, second, ..] = *words else { return };
        if !self.pairs.may_hold(first, second) {
            return;
        }
        let mut from = first.0;
        for (length, word) in (2..).zip(&words[1..]) {
            let edge = self.slots[place(&self.slots, key(from, *word))];
            if edge.key == Edge::FREE.key {
                return;
            }
            if let Some(sequence) = edge.end.sequence() {
                found(length, sequence);
            }
            if !edge.end.goes_on() {
                return;
            }
            from = edge.node;
        }
    }
}

/// The slot of a key: its own, or the free one where it would stand. At most half of all are taken.
fn place(slots: &[Edge], key: u64) -> usize {
    let mask = slots.len() - 1;
    let mut at = (hash(key) >> 20) as usize & mask;
    while slots[at].key != key && slots[at].key != Edge::FREE.key {
        at = (at + 1) & mask;
    }
    at
}

/// A set of pairs of words that may say yes to a pair it does not hold, never no to one it holds: a Bloom filter of one hash.
#[derive(Clone, Debug)]
struct Pairs {
    bits: Vec<u64>,
    shift: u32,
}

impl Pairs {
    /// A set for about `pairs` pairs, of 32 bits for each, so that three in a hundred strangers pass.
    fn new(pairs: usize) -> Self {
        let log = (pairs * 32).next_power_of_two().trailing_zeros().max(6);
        Self { bits: vec![0; 1 << (log - 6)], shift: 64 - log }
    }

    fn place(&self, first: WordId, second: WordId) -> u64 {
        let pair = (u64::from(first.0) << 32) | u64::from(second.0);
        pair.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift
    }

    fn insert(&mut self, first: WordId, second: WordId) {
        let place = self.place(first, second);
        self.bits[(place / 64) as usize] |= 1 << (place % 64);
    }

    fn may_hold(&self, first: WordId, second: WordId) -> bool {
        let place = self.place(first, second);
        self.bits[(place / 64) as usize] & (1 << (place % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(words: &[u32]) -> Vec<WordId> {
        words.iter().map(|w| WordId(*w)).collect()
    }

    fn find_all(trie: &Trie, words: &[WordId]) -> Vec<(usize, usize, usize)> {
        let mut hits = Vec::new();
        for start in 0..words.len() {
            trie.find(&words[start..], |length, sequence| hits.push((start, length, sequence)));
        }
        hits.sort_unstable();
        hits
    }

    proptest! {
        /// The oracle: every sequence tried at every word.
        #[test]
        fn finds_what_a_nested_loop_finds(
            mut sequences in prop::collection::vec(prop::collection::vec(0u32..6, 2..5), 0..12),
            text in prop::collection::vec(prop_oneof![0u32..6, Just(u32::MAX)], 0..40),
        ) {
            sequences.sort();
            sequences.dedup();
            // Numbers with words between them that no sequence has.
            let spread = |words: &[u32]| ids(&words.iter().map(|w| if *w == u32::MAX { *w } else { w * 3 }).collect::<Vec<_>>());
            let sequences: Vec<_> = sequences.iter().map(|s| spread(s)).collect();
            let text = spread(&text);
            let trie = Trie::new(&sequences.iter().map(Vec::as_slice).collect::<Vec<_>>(), 18).unwrap();
            let mut want = Vec::new();
            for start in 0..text.len() {
                for (number, sequence) in sequences.iter().enumerate() {
                    if text[start..].starts_with(sequence) {
                        want.push((start, sequence.len(), number));
                    }
                }
            }
            prop_assert_eq!(find_all(&trie, &text), want);
        }
    }

    #[test]
    fn many_sequences_are_told_apart() {
        let sequences: Vec<Vec<WordId>> = (0..70_000u32).step_by(2).map(|w| ids(&[w, w + 1])).collect();
        let trie = Trie::new(&sequences.iter().map(Vec::as_slice).collect::<Vec<_>>(), 70_000).unwrap();
        assert_eq!(find_all(&trie, &ids(&[69_998, 69_999, 256, 257, 258])), [(0, 2, 34_999), (2, 2, 128)]);
    }

    #[test]
    fn a_trie_without_names_finds_nothing() {
        let trie = Trie::new(&[], 4).unwrap();
        assert!(find_all(&trie, &ids(&[1, 2, 3])).is_empty());
    }
}
