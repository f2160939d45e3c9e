//! [`Names`]: names of one document, found again wherever they stand.

use super::Passage;

/// Sequences of tokens, compared by their keys, with a value each. Its tables are reused from document to document.
#[derive(Clone, Debug)]
pub(super) struct Names<V> {
    names: Vec<Name<V>>,
    by_name: Index,
    firsts: Vec<First>,
    by_first: Index,
    /// One bit for each hash of a first token, so that most tokens cost no look-up.
    filter: [u64; 8],
}

#[derive(Clone, Debug)]
struct Name<V> {
    hash: u64,
    /// Where it stands in the document, once.
    first: u32,
    end: u32,
    value: V,
}

/// A token with which names begin.
#[derive(Clone, Copy, Debug)]
struct First {
    hash: u64,
    /// One bit for the length of each name.
    lengths: u32,
}

/// Longer names are not looked for again.
const LONGEST: u32 = 16;

impl<V> Default for Names<V> {
    fn default() -> Self {
        let (by_name, by_first) = (Index::default(), Index::default());
        Self { names: Vec::new(), by_name, firsts: Vec::new(), by_first, filter: [0; 8] }
    }
}

impl<V> Names<V> {
    /// Forgets all names.
    pub(super) fn clear(&mut self) {
        self.names.clear();
        self.by_name.clear();
        self.firsts.clear();
        self.by_first.clear();
        self.filter = [0; 8];
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The value of the name that tokens `first..end` are, or a new one. Constant time, but for the length of the name.
    pub(super) fn entry(&mut self, passage: &Passage<'_>, first: u32, end: u32, new: impl FnOnce() -> V) -> &mut V {
        let hash = hash(passage, first, end);
        let number = match self.number(passage, hash, first, end) {
            Some(number) => number,
            None => {
                self.note_first(passage.read.tokens[first as usize].hash, end - first);
                self.names.push(Name { hash, first, end, value: new() });
                let names = &self.names;
                self.by_name.insert(names.len(), |number| names[number].hash);
                names.len() - 1
            }
        };
        &mut self.names[number].value
    }

    /// The ends of the names that may begin with token `at`, as far as that token tells. At most [`LONGEST`].
    #[inline]
    pub(super) fn ends(&self, passage: &Passage<'_>, at: u32) -> impl Iterator<Item = u32> + use<V> {
        let hash = passage.read.tokens[at as usize].hash;
        let (word, bit) = place(hash);
        let mut lengths = if self.filter[word] & bit == 0 { 0 } else { self.lengths(hash) };
        std::iter::from_fn(move || {
            let length = lengths.trailing_zeros();
            lengths &= lengths.wrapping_sub(1);
            (length <= LONGEST).then(|| at + length)
        })
    }

    /// The value of the name that tokens `first..end` are, if they are in the document and one.
    pub(super) fn get(&mut self, passage: &Passage<'_>, first: u32, end: u32) -> Option<&mut V> {
        if end as usize > passage.read.tokens.len() {
            return None;
        }
        let number = self.number(passage, hash(passage, first, end), first, end)?;
        Some(&mut self.names[number].value)
    }

    fn number(&self, passage: &Passage<'_>, hash: u64, first: u32, end: u32) -> Option<usize> {
        self.by_name.find(hash, |number| {
            let name = &self.names[number];
            name.hash == hash && equal(passage, name.first, name.end, first, end)
        })
    }

    fn lengths(&self, hash: u64) -> u32 {
        self.by_first
            .find(hash, |number| self.firsts[number].hash == hash)
            .map_or(0, |number| self.firsts[number].lengths)
    }

    /// Notes that a name of `length` tokens begins with a token.
    fn note_first(&mut self, hash: u64, length: u32) {
        if length > LONGEST {
            return;
        }
        let (word, bit) = place(hash);
        self.filter[word] |= bit;
        let firsts = &mut self.firsts;
        if let Some(number) = self.by_first.find(hash, |number| firsts[number].hash == hash) {
            firsts[number].lengths |= 1 << length;
        } else {
            firsts.push(First { hash, lengths: 1 << length });
            self.by_first.insert(firsts.len(), |number| firsts[number].hash);
        }
    }
}

/// The numbers of the items of a list by their hashes, in an open-addressing table, at most half full.
#[derive(Clone, Debug)]
struct Index {
    /// Numbers plus one; 0 is free.
    slots: Vec<u32>,
}

/// The slots for a document with few names.
const FEWEST: usize = 64;

impl Default for Index {
    fn default() -> Self {
        Self { slots: vec![0; FEWEST] }
    }
}

impl Index {
    fn clear(&mut self) {
        self.reset(FEWEST);
    }

    fn reset(&mut self, size: usize) {
        self.slots.clear();
        self.slots.resize(size, 0);
    }

    /// The item with this hash that is the one.
    fn find(&self, hash: u64, is: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let number = self.slots[at].checked_sub(1)? as usize;
            if is(number) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds the last of `count` items, the others of which are here.
    fn insert(&mut self, count: usize, hash: impl Fn(usize) -> u64) {
        let mut new = count - 1;
        if count * 2 > self.slots.len() {
            self.reset(2 * self.slots.len());
            new = 0;
        }
        let mask = self.slots.len() - 1;
        for number in new..count {
            let mut at = hash(number) as usize & mask;
            while self.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = number as u32 + 1;
        }
    }
}

/// The word and the bit of a hash in [`Names::filter`].
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 6) as usize % 8, 1 << (hash % 64))
}

fn hash(passage: &Passage<'_>, first: u32, end: u32) -> u64 {
    let tokens = &passage.read.tokens[first as usize..end as usize];
    let hash = tokens
        .iter()
        .fold(0, |hash: u64, token| (hash.rotate_left(7) ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    // The upper bits of a product depend on all bits, the lower ones do not.
    hash ^ hash >> 32
}

fn equal(passage: &Passage<'_>, first: u32, end: u32, other: u32, other_end: u32) -> bool {
    let tokens = &passage.read.tokens;
    end - first == other_end - other
        && (first..end).zip(other..other_end).all(|(a, b)| tokens[a as usize].hash == tokens[b as usize].hash)
}
