//! [`Engine`]: finds sequences of word numbers, the only part that knows how.
//!
//! An Aho-Corasick automaton over words. Each word that occurs in a sequence gets a code of fixed width in bytes, so that the
//! crate's byte automaton works at word level: it is asked for matches only where a word ends, and since all codes are equally
//! long, a match that ends with a word begins with one. That gives exact word boundaries for free, and loses no name inside
//! another, which a byte scan followed by a boundary check does.
//!
//! In its start state the automaton need not be run: words that begin no sequence are skipped by their class, and those that
//! begin none together with the word after them by one look at a bit set.

use aho_corasick::automaton::{Automaton as _, StateID};
use aho_corasick::nfa::{contiguous, noncontiguous};
use aho_corasick::{Anchored, MatchKind};

use super::classes::Classes;
use super::vocabulary::WordId;

/// The automaton over all names of two words or more.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    automaton: contiguous::NFA,
    start: StateID,
    /// The code of each word, by word number: 0 for words in no sequence.
    codes: Vec<u32>,
    /// Bytes of a code that are fed to the automaton.
    width: usize,
    /// The first two words of all sequences.
    pairs: Pairs,
    /// The length in words of each sequence.
    lengths: Vec<u32>,
}

/// The sequences are too many for the automaton's state numbers.
#[derive(Debug)]
pub(super) struct TooLarge(String);

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the dictionaries are too large for one automaton: {}", self.0)
    }
}

impl Engine {
    /// Builds the automaton for `sequences`; their numbers are their places. `words` is the number of words there are.
    pub(super) fn new(sequences: &[&[WordId]], words: usize) -> Result<Self, TooLarge> {
        let mut codes = vec![0u32; words];
        let mut pairs = Pairs::new(sequences.len());
        let mut last = 0;
        for sequence in sequences {
            if let [first, second, ..] = sequence {
                pairs.insert(*first, *second);
            }
            for word in *sequence {
                let code = &mut codes[word.0 as usize];
                if *code == 0 {
                    last += 1;
                    *code = last;
                }
            }
        }
        let width = match last {
            0..=0xFFFF => 2,
            0x1_0000..=0xFF_FFFF => 3,
            _ => return Err(TooLarge(format!("{last} different words in names of several words"))),
        };
        let encoded = sequences.iter().map(|sequence| {
            let mut bytes = Vec::with_capacity(sequence.len() * width);
            for word in *sequence {
                bytes.extend(&codes[word.0 as usize].to_le_bytes()[..width]);
            }
            bytes
        });
        let too_large = |error: aho_corasick::BuildError| TooLarge(error.to_string());
        let states = noncontiguous::Builder::new()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            // Dense states below the root cost 40 MB and save no time: 83 against 47 MB, 185 against 167 ms to start.
            .dense_depth(1)
            .build(encoded)
            .map_err(too_large)?;
        let automaton = contiguous::Builder::new().build_from_noncontiguous(&states).map_err(too_large)?;
        let start = automaton.start_state(Anchored::No).map_err(|error| TooLarge(error.to_string()))?;
        let lengths = sequences.iter().map(|sequence| sequence.len() as u32).collect();
        Ok(Self { automaton, start, codes, width, pairs, lengths })
    }

    /// Calls `found(first_word, length, sequence)` for every occurrence in `words`, overlapping ones included. `classes` are those of
    /// the words; they tell which begin a sequence.
    /// Time is linear in the words and the matches.
    pub(super) fn find(&self, words: &[WordId], classes: &[Classes], mut found: impl FnMut(usize, usize, usize)) {
        let mut state = self.start;
        for (i, (word, classes)) in words.iter().zip(classes).enumerate() {
            if state == self.start && !classes.any(Classes::BEGINS_NAME) {
                continue;
            }
            if state == self.start && !words.get(i + 1).is_some_and(|next| self.pairs.may_hold(*word, *next)) {
                continue;
            }
            let code = self.codes.get(word.0 as usize).copied().unwrap_or(0);
            if code == 0 {
                state = self.start;
                continue;
            }
            for byte in &code.to_le_bytes()[..self.width] {
                state = self.automaton.next_state(Anchored::No, state, *byte);
            }
            if self.automaton.is_match(state) {
                for at in 0..self.automaton.match_len(state) {
                    let sequence = self.automaton.match_pattern(state, at).as_usize();
                    let length = self.lengths[sequence] as usize;
                    found(i + 1 - length, length, sequence);
                }
            }
        }
    }
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

    fn find_all(engine: &Engine, words: &[WordId]) -> Vec<(usize, usize, usize)> {
        let mut hits = Vec::new();
        let classes = vec![Classes::BEGINS_NAME; words.len()];
        engine.find(words, &classes, |start, len, pattern| hits.push((start, len, pattern)));
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
            let engine = Engine::new(&sequences.iter().map(Vec::as_slice).collect::<Vec<_>>(), 18).unwrap();
            let mut want = Vec::new();
            for start in 0..text.len() {
                for (number, sequence) in sequences.iter().enumerate() {
                    if text[start..].starts_with(sequence) {
                        want.push((start, sequence.len(), number));
                    }
                }
            }
            prop_assert_eq!(find_all(&engine, &text), want);
        }
    }

    #[test]
    fn codes_of_three_bytes_are_not_found_out_of_step() {
        // More words than two bytes can number.
        let sequences: Vec<Vec<WordId>> = (0..70_000u32).step_by(2).map(|w| ids(&[w, w + 1])).collect();
        let engine = Engine::new(&sequences.iter().map(Vec::as_slice).collect::<Vec<_>>(), 70_000).unwrap();
        assert_eq!(engine.width, 3);
        assert_eq!(find_all(&engine, &ids(&[69_998, 69_999, 256, 257, 258])), [(0, 2, 34_999), (2, 2, 128)]);
    }

    #[test]
    fn an_engine_without_names_finds_nothing() {
        let engine = Engine::new(&[], 4).unwrap();
        assert!(find_all(&engine, &ids(&[1, 2, 3])).is_empty());
    }
}
