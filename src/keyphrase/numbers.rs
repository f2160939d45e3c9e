//! [`Numbers`]: the different keys of a document, numbered as they come.

/// Keys that are hashes, with numbers from 0 in the order of their first appearance.
///
/// An open-addressing table of one document: keys and numbers lie side by side, and what is kept of a key lies in a list of the
/// caller, by its number. Half the time of a general map, of which key phrases asked twice a word.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    /// At most half full.
    slots: Vec<(u64, u32)>,
    count: u32,
}

const FREE: u32 = u32::MAX;

impl Numbers {
    /// Room for about so many keys; it grows when there are more.
    pub(super) fn with_capacity(keys: usize) -> Self {
        Self { slots: vec![(0, FREE); (keys * 2).next_power_of_two().max(16)], count: 0 }
    }

    /// How many different keys there are.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// The number of a key, which is a new one if there was no such key yet. Constant time.
    #[inline]
    pub(super) fn number(&mut self, key: u64) -> u32 {
        let at = self.place(key);
        let (_, number) = self.slots[at];
        if number != FREE {
            return number;
        }
        let number = self.count;
        self.slots[at] = (key, number);
        self.count += 1;
        if self.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// The number of a key, if there is one.
    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let (_, number) = self.slots[self.place(key)];
        (number != FREE).then_some(number)
    }

    /// The slot of a key, or the free one where it would stand.
    #[inline]
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].1 != FREE && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![(0, FREE); self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|(_, number)| *number != FREE) {
            let at = self.place(slot.0);
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;
    use crate::keyphrase::words::join_keys;

    #[test]
    fn keys_are_numbered_as_they_come_however_many() {
        let mut numbers = Numbers::with_capacity(0);
        for round in 0..2 {
            for number in 0..1000u32 {
                let key = join_keys(0, u64::from(number));
                assert_eq!(numbers.get(key).is_some(), round > 0);
                assert_eq!(numbers.number(key), number);
                assert_eq!(numbers.get(key), Some(number));
            }
        }
        assert_eq!(numbers.len(), 1000);
        assert_eq!(numbers.number(0), 1000, "0 is a key as any other");
    }
}
