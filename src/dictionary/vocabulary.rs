//! [`Vocabulary`]: every word that any dictionary, word list or rule knows, with one number and one set of classes each.
//!
//! A token is looked up once, by the hash it already carries; all consumers share the answer. The cost is in lines of cache, not
//! in instructions: one for the slot of an open-addressing table, at most half full, which holds half of the hash, and one for the
//! record of the spelling, which holds its key and all that is known of the word. No allocation.

use crate::text::{Token, fold};

use super::classes::Classes;
use super::matcher::PatternId;
use super::spelling;

/// The number of a word. Different spellings of one word ("centre", "center") share a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// The word is in no dictionary and no list.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);
}

/// Words that rules ask for by name. Their numbers are their places in `KEYS`.
pub(crate) mod known {
    use super::WordId;

    macro_rules! known {
        ($($name:ident = $key:literal,)*) => {
            #[repr(u32)]
            #[allow(clippy::upper_case_acronyms, reason = "an index, not a name that anybody reads")]
            enum Index { $($name,)* }
            $(pub(crate) const $name: WordId = WordId(Index::$name as u32);)*
            pub(super) const KEYS: &[&str] = &[$($key,)*];
        };
    }

    known! {
    THE = "the",
            OF = "of",
            AND = "and",
            FOR = "for",
        IN = "in",
            ON = "on",
            BY = "by",
            MINISTRY = "ministry",
            GOVERNMENT = "government",
            FIVE = "five",
            YEAR = "year",
            PLAN = "plan",
        }
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The upper half of the hash; the lower half gave the place.
    tag: u32,
    /// 0 is free, otherwise where the record of a spelling begins, plus one.
    record: u32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) classes: Classes,
    /// The pattern that the word is by itself.
    pattern: PatternId,
    /// Whether that pattern has a form in lower case.
    pub(super) lower_case: bool,
}

impl Word {
    const UNKNOWN: Self = Self { classes: Classes::NONE, pattern: PatternId::NONE, lower_case: false };

    /// The pattern that the word is by itself.
    pub(super) fn pattern(&self) -> Option<PatternId> {
        (self.pattern != PatternId::NONE).then_some(self.pattern)
    }
}

/// The word table. Built once, then only read.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// One record for each spelling: hash, number of the word, length of the key, classes, pattern, whether that has a form in lower
    /// case, key. [`Vocabulary::finish`] writes what is known of the words into them.
    records: Vec<u8>,
    spellings: usize,
    slots: Vec<Slot>,
    words: Vec<Word>,
}

/// Bytes of a record before its key.
const HEAD: usize = 32;

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut vocabulary =
            Self { records: Vec::new(), spellings: 0, slots: vec![Slot::default(); 1 << 12], words: Vec::new() };
        for (i, key) in known::KEYS.iter().enumerate() {
            let word = vocabulary.insert(key);
            debug_assert_eq!(word.0 as usize, i);
        }
        vocabulary
    }

    /// The number of the word whose key is the fold of `token`, new or old. A new word comes with its other spelling.
    pub(super) fn insert(&mut self, token: &str) -> WordId {
        let hash = fold::hash(token);
        if let Some(record) = self.find(token, hash) {
            return self.record(record).word;
        }
        let word = WordId(self.words.len() as u32);
        self.words.push(Word::UNKNOWN);
        self.add_spelling(token, hash, word);
        if token.is_ascii()
            && let Some(other) = spelling::other(&token.to_ascii_lowercase())
        {
            self.add_spelling(&other, fold::hash(&other), word);
        }
        word
    }

    fn add_spelling(&mut self, token: &str, hash: u64, word: WordId) {
        let at = self.records.len();
        self.records.extend(hash.to_le_bytes());
        self.records.extend(word.0.to_le_bytes());
        self.records.extend([0; HEAD - 12]);
        let mut utf8 = [0; 4];
        for c in fold::folded(token) {
            self.records.extend(c.encode_utf8(&mut utf8).as_bytes());
        }
        let len = (self.records.len() - at - HEAD) as u32;
        self.records[at + 12..at + 16].copy_from_slice(&len.to_le_bytes());
        self.spellings += 1;
        if self.spellings * 2 > self.slots.len() {
            self.slots = vec![Slot::default(); self.slots.len() * 2];
            let mut record = 0;
            while record < self.records.len() {
                self.place(record);
                record += HEAD + self.record(record).key.len();
            }
        } else {
            self.place(at);
        }
    }

    fn place(&mut self, record: usize) {
        let mask = self.slots.len() - 1;
        let hash = self.record(record).hash;
        let mut at = hash as usize & mask;
        while self.slots[at].record != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot { tag: (hash >> 32) as u32, record: record as u32 + 1 };
    }

    fn record(&self, at: usize) -> Record<'_> {
        let hash = self.number(at);
        let numbers = self.number(at + 8);
        let key = at + HEAD..at + HEAD + (numbers >> 32) as usize;
        Record { hash, word: WordId(numbers as u32), key: &self.records[key] }
    }

    fn number(&self, at: usize) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.records[at..at + 8]);
        u64::from_le_bytes(bytes)
    }

    /// Where the record of a token begins.
    fn find(&self, token: &str, hash: u64) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let tag = (hash >> 32) as u32;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let record = slot.record.checked_sub(1)? as usize;
            if slot.tag == tag {
                let Record { hash: found, key, .. } = self.record(record);
                if found == hash && fold::folds_to(token, key) {
                    return Some(record);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Copies what is known of the words to where look-ups find it. To be called when nothing more is added.
    pub(super) fn finish(&mut self) {
        let mut at = 0;
        while at < self.records.len() {
            let Record { word, key, .. } = self.record(at);
            let next = at + HEAD + key.len();
            let word = self.words[word.0 as usize];
            self.records[at + 16..at + 24].copy_from_slice(&word.classes.bits().to_le_bytes());
            self.records[at + 24..at + 28].copy_from_slice(&word.pattern.0.to_le_bytes());
            self.records[at + 28] = u8::from(word.lower_case);
            at = next;
        }
    }

    /// The word of a token whose hash is `hash`, and what is known of it. Constant time. For use after [`finish`](Self::finish).
    pub(crate) fn look_up(&self, token: &str, hash: u64) -> (WordId, Word) {
        self.find(token, hash).map_or((WordId::UNKNOWN, Word::UNKNOWN), |at| self.known(at))
    }

    /// Looks up all `tokens` of `text` and gives each its word, in order.
    ///
    /// A look-up waits for two lines of cache, one after the other. Doing the first step for a block of tokens before the second
    /// lets the waits overlap, which a loop of whole look-ups, each with its branches, does not: tagging takes 5 % less.
    pub(super) fn look_up_all(&self, text: &str, tokens: &[Token], mut found: impl FnMut(usize, WordId, Word)) {
        const BLOCK: usize = 32;
        let mask = self.slots.len() - 1;
        let mut slots = [Slot::default(); BLOCK];
        let mut hashes = [0u64; BLOCK];
        for (block, tokens) in tokens.chunks(BLOCK).enumerate() {
            for (slot, token) in slots.iter_mut().zip(tokens) {
                *slot = self.slots[token.hash as usize & mask];
            }
            for (hash, slot) in hashes.iter_mut().zip(&slots[..tokens.len()]) {
                *hash = self.number(slot.record.saturating_sub(1) as usize);
            }
            for (i, token) in tokens.iter().enumerate() {
                let here = slots[i].record.wrapping_sub(1) as usize;
                let word = token.text(text);
                // The first slot nearly always decides: it is free, or holds the word.
                let at = match slots[i].record {
                    0 => None,
                    _ if hashes[i] == token.hash && fold::folds_to(word, self.record(here).key) => Some(here),
                    _ => self.find(word, token.hash),
                };
                let (number, word) = at.map_or((WordId::UNKNOWN, Word::UNKNOWN), |at| self.known(at));
                found(block * BLOCK + i, number, word);
            }
        }
    }

    /// What the record at `at` tells.
    fn known(&self, at: usize) -> (WordId, Word) {
        let numbers = self.number(at + 24);
        let word = Word {
            classes: Classes::from_bits(self.number(at + 16)),
            pattern: PatternId(numbers as u32),
            lower_case: numbers >> 32 != 0,
        };
        (WordId(self.number(at + 8) as u32), word)
    }

    pub(super) fn add_class(&mut self, word: WordId, classes: Classes) {
        self.words[word.0 as usize].classes |= classes;
    }

    /// Makes `pattern` what the word is by itself. `lower_case` tells whether it has a form in lower case.
    pub(super) fn set_pattern(&mut self, word: WordId, pattern: PatternId, lower_case: bool) {
        let word = &mut self.words[word.0 as usize];
        (word.pattern, word.lower_case) = (pattern, lower_case);
    }

    /// The pattern that a word is by itself.
    pub(super) fn pattern(&self, word: WordId) -> Option<PatternId> {
        self.words.get(word.0 as usize).and_then(Word::pattern)
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

struct Record<'v> {
    hash: u64,
    word: WordId,
    key: &'v [u8],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Class;

    #[test]
    fn words_are_found_in_any_case_and_spelling() {
        let mut vocabulary = Vocabulary::new();
        let centre = vocabulary.insert("Centre");
        let many: Vec<_> = (0..5000).map(|i| vocabulary.insert(&format!("word{i}"))).collect();
        vocabulary.finish();
        let look = |token: &str| vocabulary.look_up(token, fold::hash(token)).0;
        assert_eq!(look("CENTER"), centre);
        assert_eq!(look("centre"), centre);
        assert_eq!(look("the"), known::THE);
        assert_eq!(look("word4999"), many[4999]);
        assert_eq!(look("word5000"), WordId::UNKNOWN);
    }

    #[test]
    fn looking_all_up_is_looking_each_up() {
        let mut vocabulary = Vocabulary::new();
        for i in 0..300 {
            let word = vocabulary.insert(&format!("word{i}"));
            vocabulary.add_class(word, Classes::of(Class::Common));
        }
        vocabulary.finish();
        let text: String = (0..500).map(|i| format!("Word{} ", i * 7 % 600)).collect();
        let mut tokens = Vec::new();
        crate::text::tokens::tokenize(&text, &mut tokens);
        let mut next = 0;
        vocabulary.look_up_all(&text, &tokens, |i, number, word| {
            let (one, known) = vocabulary.look_up(tokens[i].text(&text), tokens[i].hash);
            assert_eq!((i, number, word.classes), (next, one, known.classes));
            next += 1;
        });
        assert_eq!(next, tokens.len());
    }

    #[test]
    fn what_is_known_is_found_by_every_spelling() {
        let mut vocabulary = Vocabulary::new();
        let centre = vocabulary.insert("centre");
        vocabulary.add_class(centre, Classes::of(Class::OrganizationHead));
        vocabulary.add_class(centre, Classes::of(Class::Common));
        vocabulary.set_pattern(centre, PatternId(7), true);
        vocabulary.finish();
        for spelling in ["centre", "Center"] {
            let (_, word) = vocabulary.look_up(spelling, fold::hash(spelling));
            assert!(word.classes.has(Class::OrganizationHead) && word.classes.has(Class::Common));
            assert_eq!((word.pattern(), word.lower_case), (Some(PatternId(7)), true));
        }
        let (_, unknown) = vocabulary.look_up("nobody", fold::hash("nobody"));
        assert_eq!((unknown.pattern(), unknown.classes), (None, Classes::NONE));
    }
}
