//! [`Names`]: names of one document, found again wherever they stand.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Passage;

/// Sequences of tokens, compared by their keys, with a value each.
#[derive(Debug)]
pub(super) struct Names<V> {
    /// By the hash of all tokens: where names of this hash stand in the document, and their values. Hardly ever more than one.
    by_name: HashMap<u64, Vec<(u32, u32, V)>, BuildHasherDefault<Hashed>>,
    /// By the hash of the first token: the lengths of the names that begin with it, at most [`LONGEST`].
    lengths: HashMap<u64, Vec<u32>, BuildHasherDefault<Hashed>>,
    /// One bit for each hash of a first token, so that most tokens cost no look-up.
    first: [u64; 8],
}

impl<V> Names<V> {
    pub(super) fn new() -> Self {
        Self { by_name: HashMap::default(), lengths: HashMap::default(), first: [0; 8] }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The value of the name that tokens `first..end` are, or a new one.
    pub(super) fn entry(&mut self, passage: &Passage<'_>, first: u32, end: u32, new: impl FnOnce() -> V) -> &mut V {
        let (word, bit) = place(passage.read.tokens[first as usize].hash);
        self.first[word] |= bit;
        let lengths = self.lengths.entry(passage.read.tokens[first as usize].hash).or_default();
        let length = end - first;
        if length <= LONGEST && !lengths.contains(&length) {
            lengths.push(length);
        }
        let same = self.by_name.entry(hash(passage, first, end)).or_default();
        let at = match same.iter().position(|(f, e, _)| equal(passage, *f, *e, first, end)) {
            Some(at) => at,
            None => {
                same.push((first, end, new()));
                same.len() - 1
            }
        };
        &mut same[at].2
    }

    /// The names that begin at token `at`, with their ends. Time does not grow with the number of names.
    pub(super) fn at<'n>(&'n self, passage: &'n Passage<'_>, at: u32) -> impl Iterator<Item = (u32, &'n V)> {
        let tokens = &passage.read.tokens;
        let (word, bit) = place(tokens[at as usize].hash);
        let lengths = if self.first[word] & bit == 0 { None } else { self.lengths.get(&tokens[at as usize].hash) };
        lengths.into_iter().flatten().filter_map(move |length| {
            let stop = at + length;
            if stop as usize > tokens.len() {
                return None;
            }
            let same = self.by_name.get(&hash(passage, at, stop))?;
            let (_, _, value) = same.iter().find(|(first, end, _)| equal(passage, *first, *end, at, stop))?;
            Some((stop, value))
        })
    }
}

/// Longer names are not looked for again.
const LONGEST: u32 = 16;

/// The word and the bit of a hash in [`Names::first`].
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 6) as usize % 8, 1 << (hash % 64))
}

fn hash(passage: &Passage<'_>, first: u32, end: u32) -> u64 {
    let tokens = &passage.read.tokens[first as usize..end as usize];
    tokens.iter().fold(0, |hash: u64, token| (hash.rotate_left(7) ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

fn equal(passage: &Passage<'_>, first: u32, end: u32, other: u32, other_end: u32) -> bool {
    let tokens = &passage.read.tokens;
    end - first == other_end - other
        && (first..end).zip(other..other_end).all(|(a, b)| tokens[a as usize].hash == tokens[b as usize].hash)
}

/// Passes on keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
