//! [`Engine`]: finds sequences of word numbers, the only part that knows how.
//!
//! An Aho-Corasick automaton over word numbers. Each number is written as three bytes, the first with its high bit set and the
//! others without, so that a match can begin only where a word begins; the crate's byte automaton then works at word level: exact
//! word boundaries for free, and no name lost inside another, which a byte scan followed by a boundary check loses.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input, MatchKind, automaton::OverlappingState};

use super::vocabulary::WordId;

const WIDTH: usize = 3;

/// Word numbers that the code can hold: 7 bits in each of three bytes.
const MAX_WORDS: u32 = 1 << 21;

/// The automaton over all names of two words or more.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    /// Absent where there is no name.
    automaton: Option<AhoCorasick>,
    /// The length in words of each sequence.
    lengths: Vec<u32>,
}

/// Encoded words of the text being searched. Its buffer is reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoded(Vec<u8>);

/// The sequences are too many for the automaton's state numbers.
#[derive(Debug)]
pub(super) struct TooLarge(String);

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the dictionaries are too large for one automaton: {}", self.0)
    }
}

impl Engine {
    /// Builds the automaton for `sequences`; their numbers are their places.
    pub(super) fn new<'s>(sequences: impl Iterator<Item = &'s [WordId]>) -> Result<Self, TooLarge> {
        let mut lengths = Vec::new();
        let mut encoded = Vec::new();
        for sequence in sequences {
            let mut bytes = Vec::with_capacity(sequence.len() * WIDTH);
            for word in sequence {
                if word.0 >= MAX_WORDS {
                    return Err(TooLarge(format!("more than {MAX_WORDS} different words")));
                }
                bytes.extend(encode(*word));
            }
            lengths.push(sequence.len() as u32);
            encoded.push(bytes);
        }
        if encoded.is_empty() {
            return Ok(Self { automaton: None, lengths });
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            // Never the DFA: at this size it takes a hundred times the memory and is no faster.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .build(&encoded)
            .map_err(|error| TooLarge(error.to_string()))?;
        Ok(Self { automaton: Some(automaton), lengths })
    }

    /// Calls `found(first_word, length, sequence)` for every occurrence in `words`, overlapping ones included.
    /// Time is linear in the words and the matches.
    pub(super) fn find(&self, words: &[WordId], encoded: &mut Encoded, mut found: impl FnMut(usize, usize, usize)) {
        let Some(automaton) = &self.automaton else { return };
        let Encoded(bytes) = encoded;
        bytes.clear();
        for word in words {
            bytes.extend(encode(*word));
        }
        let input = Input::new(bytes.as_slice());
        let mut state = OverlappingState::start();
        loop {
            automaton.find_overlapping(input.clone(), &mut state);
            let Some(hit) = state.get_match() else { break };
            let sequence = hit.pattern().as_usize();
            found(hit.start() / WIDTH, self.lengths[sequence] as usize, sequence);
        }
    }

    /// Bytes on the heap.
    pub(super) fn memory(&self) -> usize {
        self.automaton.as_ref().map_or(0, AhoCorasick::memory_usage) + self.lengths.len() * 4
    }
}

fn encode(word: WordId) -> [u8; WIDTH] {
    if word.0 >= MAX_WORDS {
        // An unknown word: no name holds it, and it begins none.
        return [0; WIDTH];
    }
    let part = |shift: u32| ((word.0 >> shift) & 0x7F) as u8;
    [0x80 | part(14), part(7), part(0)]
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
        engine.find(words, &mut Encoded::default(), |start, len, pattern| hits.push((start, len, pattern)));
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
            // Numbers that need all three bytes.
            let spread = |words: &[u32]| ids(&words.iter().map(|w| if *w == u32::MAX { *w } else { w * 16_500 }).collect::<Vec<_>>());
            let sequences: Vec<_> = sequences.iter().map(|s| spread(s)).collect();
            let text = spread(&text);
            let engine = Engine::new(sequences.iter().map(Vec::as_slice)).unwrap();
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
    fn an_engine_without_names_finds_nothing() {
        let engine = Engine::new(std::iter::empty()).unwrap();
        assert!(find_all(&engine, &ids(&[1, 2, 3])).is_empty());
    }
}
