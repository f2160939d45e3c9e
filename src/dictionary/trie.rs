//! [`Trie`]: numbers names, sequences of words, while dictionaries are read, and finds them in texts.
//!
//! A trie over words whose edges stand in one open-addressing table, keyed by node and word. The first two words of a name are one
//! edge: hardly any pair of neighbours in a text begins a name, and a bit set [answers](Trie::may_begin) that for nearly all of
//! them before the table is asked. No failure links as in an Aho-Corasick automaton: a walk begins at every word that begins a name, and ends
//! after a word or two, because names are short. `docs/DESIGN.md` has the comparison by which it was chosen.

use super::image::{fixed, put_list, take_list};
use super::matcher::PatternId;
use super::vocabulary::WordId;

/// The names of two words or more.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The edges, in an open-addressing table, at most two thirds full.
    slots: Vec<Edge>,
    edges: usize,
    /// The first two words of all names, once they are [told](Trie::begin).
    pairs: Pairs,
    /// The first two words of those names that may begin in lower case: a tenth of all, for three quarters of the words of a text.
    lower_case_pairs: Pairs,
}

/// An edge of the trie; one without a key is a free slot.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The node it comes from, or the first word of a name, and the word it is for.
    key: u64,
    /// The node it leads to.
    node: u32,
    end: End,
}

/// The pattern that ends at a node in the upper bits; the lowest tells whether patterns go on from there.
#[derive(Clone, Copy, Debug)]
struct End(u32);

impl End {
    const NONE: u32 = u32::MAX >> 1;

    fn pattern(self) -> Option<PatternId> {
        let number = self.0 >> 1;
        (number != Self::NONE).then_some(PatternId(number))
    }

    fn goes_on(self) -> bool {
        self.0 & 1 != 0
    }
}

impl Edge {
    const FREE: Self = Self { key: u64::MAX, node: 0, end: End(End::NONE << 1) };

    fn is_free(self) -> bool {
        self.key == Self::FREE.key
    }
}

/// Set in the numbers of nodes, which tells them from those of words.
const NODE: u32 = 1 << 31;

fn key(from: u32, word: WordId) -> u64 {
    (u64::from(from) << 32) | u64::from(word.0)
}

fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Trie {
    /// The number of patterns that there is room for.
    pub(super) const MOST: usize = End::NONE as usize;

    /// An empty trie with room for the bundled names, so that the table need not grow for them.
    pub(super) fn new() -> Self {
        Self { slots: vec![Edge::FREE; 1 << 18], edges: 0, pairs: Pairs::default(), lower_case_pairs: Pairs::default() }
    }

    /// The pattern of a sequence of two words or more, which is `new` if it has none yet.
    pub(super) fn insert(&mut self, words: &[WordId], new: PatternId) -> PatternId {
        let Some((first, rest)) = words.split_first() else { return new };
        let mut from = first.0;
        for (i, word) in rest.iter().enumerate() {
            let key = key(from, *word);
            let mut at = place(&self.slots, key);
            if self.slots[at].is_free() {
                self.edges += 1;
                if self.edges * 3 > self.slots.len() * 2 {
                    self.grow();
                    at = place(&self.slots, key);
                }
                self.slots[at] = Edge { key, node: NODE | self.edges as u32, ..Edge::FREE };
            }
            let edge = &mut self.slots[at];
            if i + 1 < rest.len() {
                edge.end.0 |= 1;
            } else if let Some(pattern) = edge.end.pattern() {
                return pattern;
            } else {
                edge.end.0 = new.0 << 1 | edge.end.0 & 1;
            }
            from = edge.node;
        }
        new
    }

    fn grow(&mut self) {
        let larger = vec![Edge::FREE; self.slots.len() * 2];
        for edge in std::mem::replace(&mut self.slots, larger).into_iter().filter(|edge| !edge.is_free()) {
            let at = place(&self.slots, edge.key);
            self.slots[at] = edge;
        }
    }

    /// Says with which two words names begin, and whether some of these names may begin in lower case.
    pub(super) fn begin(&mut self, pairs: &[([WordId; 2], bool)]) {
        self.pairs = Pairs::new(pairs.iter().map(|(pair, _)| *pair));
        self.lower_case_pairs = Pairs::new(pairs.iter().filter(|(_, lower_case)| *lower_case).map(|(pair, _)| *pair));
    }

    /// Appends the trie to an image.
    pub(super) fn put(&self, image: &mut Vec<u8>) {
        put_list(&self.slots, image);
        put_list(&self.pairs.bits, image);
        put_list(&self.lower_case_pairs.bits, image);
    }

    /// Takes a trie off from the front of an image. It cannot be added to.
    pub(super) fn take(image: &mut &[u8]) -> Self {
        let slots: Vec<Edge> = take_list(image);
        Self {
            edges: slots.len(),
            slots,
            pairs: Pairs::of(take_list(image)),
            lower_case_pairs: Pairs::of(take_list(image)),
        }
    }

    /// Gives the patterns new numbers, or none: then they are not found.
    pub(super) fn renumber(&mut self, number: impl Fn(PatternId) -> PatternId) {
        for edge in &mut self.slots {
            if let Some(pattern) = edge.end.pattern() {
                edge.end = End(match number(pattern) {
                    PatternId::NONE => End::NONE,
                    number => number.0,
                } << 1
                    | edge.end.0 & 1);
            }
        }
    }

    /// Whether a name may begin with two words, and may do so in lower case if they are not `capital`. Says yes in a few of a hundred
    /// other cases, too. Constant time.
    #[inline]
    pub(super) fn may_begin(&self, first: WordId, second: WordId, capital: bool) -> bool {
        let pairs = if capital { &self.pairs } else { &self.lower_case_pairs };
        pairs.may_hold(first, second)
    }

    /// Calls `found(length, pattern)` for every pattern with which `words` begin, shorter ones first. Time is linear in the length of
    /// the longest.
    pub(super) fn find(&self, words: &[WordId], mut found: impl FnMut(usize, PatternId)) {
        let [first, ..] = *words else { return };
        let mut from = first.0;
        for (length, word) in (2..).zip(&words[1..]) {
            let edge = self.slots[place(&self.slots, key(from, *word))];
            if edge.is_free() {
                return;
            }
            if let Some(pattern) = edge.end.pattern() {
                found(length, pattern);
            }
            if !edge.end.goes_on() {
                return;
            }
            from = edge.node;
        }
    }
}

fixed!(Edge { key: u64, node: u32, end: End });
fixed!(End { 0: u32 });

/// The slot of a key: its own, or the free one where it would stand.
fn place(slots: &[Edge], key: u64) -> usize {
    let mask = slots.len() - 1;
    let mut at = (hash(key) >> 20) as usize & mask;
    while slots[at].key != key && !slots[at].is_free() {
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

impl Default for Pairs {
    fn default() -> Self {
        Self { bits: vec![0], shift: 58 }
    }
}

impl Pairs {
    /// The set of some pairs, with 16 to 32 bits for each, so that five in a hundred strangers pass.
    fn new(pairs: impl Iterator<Item = [WordId; 2]> + Clone) -> Self {
        let log = (pairs.clone().count() * 16).next_power_of_two().trailing_zeros().max(6);
        let mut set = Self { bits: vec![0; 1 << (log - 6)], shift: 64 - log };
        for [first, second] in pairs {
            set.insert(first, second);
        }
        set
    }

    /// The set with these bits, a power of two of words.
    fn of(bits: Vec<u64>) -> Self {
        Self { shift: 58 - bits.len().trailing_zeros(), bits }
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

    /// A trie of sequences whose patterns are their places.
    fn built(sequences: &[Vec<WordId>]) -> Trie {
        let mut trie = Trie::new();
        for (number, sequence) in (0..).zip(sequences) {
            let pattern = trie.insert(sequence, PatternId(number));
            assert_eq!(trie.insert(sequence, PatternId(u32::MAX / 4)), pattern);
        }
        // Those of an even number may begin in lower case.
        let pairs = sequences.iter().enumerate().map(|(number, words)| ([words[0], words[1]], number % 2 == 0));
        trie.begin(&pairs.collect::<Vec<_>>());
        trie
    }

    fn find_all(trie: &Trie, words: &[WordId]) -> Vec<(usize, usize, usize)> {
        let mut hits = Vec::new();
        for start in 0..words.len() {
            trie.find(&words[start..], |length, pattern| hits.push((start, length, pattern.0 as usize)));
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
            let trie = built(&sequences);
            let mut want = Vec::new();
            for start in 0..text.len() {
                for (number, sequence) in sequences.iter().enumerate() {
                    if text[start..].starts_with(sequence) {
                        want.push((start, sequence.len(), number));
                    }
                }
            }
            for (start, _, number) in &want {
                let lower_case = number % 2 == 0;
                prop_assert!(trie.may_begin(text[*start], text[start + 1], true));
                prop_assert!(!lower_case || trie.may_begin(text[*start], text[start + 1], false));
            }
            prop_assert_eq!(find_all(&trie, &text), want);
        }
    }

    #[test]
    fn many_sequences_are_told_apart() {
        let sequences: Vec<Vec<WordId>> = (0..600_000u32).step_by(2).map(|w| ids(&[w, w + 1])).collect();
        let trie = built(&sequences);
        assert_eq!(find_all(&trie, &ids(&[599_998, 599_999, 256, 257, 258])), [(0, 2, 299_999), (2, 2, 128)]);
    }

    #[test]
    fn a_trie_without_names_finds_nothing() {
        let trie = built(&[]);
        assert!(find_all(&trie, &ids(&[1, 2, 3])).is_empty());
    }
}
