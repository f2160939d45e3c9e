//! [`Vocabulary`]: every word that any dictionary, word list or rule knows, with one number and one set of classes each.
//!
//! A token is looked up once, by the hash it already carries; all consumers share the answer. The cost is in lines of cache, not
//! in instructions: one for the slot of an open-addressing table, at most half full, which holds half of the hash; one for the
//! record of the spelling, key included; one for what is known of the word. No allocation.

use crate::text::fold;

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
struct Word {
    classes: Classes,
    /// The pattern that the word is by itself.
    pattern: PatternId,
    /// Whether that pattern has a form in lower case.
    lower_case: bool,
}

/// The word table. Built once, then only read.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// One record for each spelling: hash, word, length of the key, key.
    records: Vec<u8>,
    spellings: usize,
    slots: Vec<Slot>,
    words: Vec<Word>,
}

/// Bytes of a record before its key.
const HEAD: usize = 16;

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
        if let Some(word) = self.find(token, hash) {
            return word;
        }
        let word = WordId(self.words.len() as u32);
        self.words.push(Word { classes: Classes::NONE, pattern: PatternId::NONE, lower_case: false });
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
        self.records.extend([0; 4]);
        let mut utf8 = [0; 4];
        for c in fold::folded(token) {
            self.records.extend(c.encode_utf8(&mut utf8).as_bytes());
        }
        let len = (self.records.len() - at - HEAD) as u32;
        self.records[at + 12..at + HEAD].copy_from_slice(&len.to_le_bytes());
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
        let number = |from: usize| {
            let mut bytes = [0; 4];
            bytes.copy_from_slice(&self.records[from..from + 4]);
            u32::from_le_bytes(bytes)
        };
        let hash = u64::from(number(at)) | u64::from(number(at + 4)) << 32;
        let key = at + HEAD..at + HEAD + number(at + 12) as usize;
        Record { hash, word: WordId(number(at + 8)), key: &self.records[key] }
    }

    fn find(&self, token: &str, hash: u64) -> Option<WordId> {
        let mask = self.slots.len() - 1;
        let tag = (hash >> 32) as u32;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let record = slot.record.checked_sub(1)?;
            if slot.tag == tag {
                let record = self.record(record as usize);
                if record.hash == hash && fold::folds_to(token, record.key) {
                    return Some(record.word);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// The word of a token whose hash is `hash`. Constant time.
    pub(crate) fn word(&self, token: &str, hash: u64) -> WordId {
        self.find(token, hash).unwrap_or(WordId::UNKNOWN)
    }

    pub(super) fn add_class(&mut self, word: WordId, classes: Classes) {
        self.words[word.0 as usize].classes |= classes;
    }

    /// Makes `pattern` what the word is by itself. `lower_case` tells whether it has a form in lower case.
    pub(super) fn set_pattern(&mut self, word: WordId, pattern: PatternId, lower_case: bool) {
        let word = &mut self.words[word.0 as usize];
        (word.pattern, word.lower_case) = (pattern, lower_case);
    }

    /// The classes of a word, none for an unknown one.
    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.words.get(word.0 as usize).map_or(Classes::NONE, |word| word.classes)
    }

    /// The pattern that a word is by itself, and whether that has a form in lower case.
    pub(super) fn pattern(&self, word: WordId) -> Option<(PatternId, bool)> {
        let word = self.words.get(word.0 as usize)?;
        (word.pattern != PatternId::NONE).then_some((word.pattern, word.lower_case))
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
        let look = |token: &str| vocabulary.word(token, fold::hash(token));
        assert_eq!(look("CENTER"), centre);
        assert_eq!(look("centre"), centre);
        assert_eq!(look("the"), known::THE);
        assert_eq!(look("word4999"), many[4999]);
        assert_eq!(look("word5000"), WordId::UNKNOWN);
        assert_eq!(vocabulary.classes(WordId::UNKNOWN), Classes::NONE);
    }

    #[test]
    fn classes_add_up() {
        let mut vocabulary = Vocabulary::new();
        let bank = vocabulary.insert("bank");
        vocabulary.add_class(bank, Classes::of(Class::OrganizationHead));
        vocabulary.add_class(bank, Classes::of(Class::Common));
        assert!(vocabulary.classes(bank).has(Class::OrganizationHead));
        assert!(vocabulary.classes(bank).has(Class::Common));
    }
}
