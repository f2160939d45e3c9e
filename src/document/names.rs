//! [`Names`]: names of one document, found again wherever they stand.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Passage;

/// Sequences of tokens, compared by their keys, with a value each.
#[derive(Debug)]
pub(super) struct Names<V> {
    /// By the hash of the first token: where the name stands in the document, and its value.
    by_first: HashMap<u64, Vec<(u32, u32, V)>, BuildHasherDefault<Hashed>>,
}

impl<V> Names<V> {
    pub(super) fn new() -> Self {
        Self { by_first: HashMap::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// The value of the name that tokens `first..end` are, or a new one.
    pub(super) fn entry(&mut self, passage: &Passage<'_>, first: u32, end: u32, new: impl FnOnce() -> V) -> &mut V {
        let same = self.by_first.entry(passage.read.tokens[first as usize].hash).or_default();
        let at = match same.iter().position(|(f, e, _)| equal(passage, *f, *e, first, end)) {
            Some(at) => at,
            None => {
                same.push((first, end, new()));
                same.len() - 1
            }
        };
        &mut same[at].2
    }

    /// The names that begin at token `at`, with their ends, in the order in which they came.
    pub(super) fn at<'n>(&'n self, passage: &'n Passage<'_>, at: u32) -> impl Iterator<Item = (u32, &'n V)> {
        let same = self.by_first.get(&passage.read.tokens[at as usize].hash);
        same.into_iter().flatten().filter_map(move |(first, end, value)| {
            let stop = at + (end - first);
            (stop as usize <= passage.read.tokens.len() && equal(passage, *first, *end, at, stop))
                .then_some((stop, value))
        })
    }
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
