//! [`Vocabulary`]: every word that any dictionary, word list or rule knows, with one number and one set of classes each.
//!
//! A token is looked up once, by the hash it already carries; all consumers share the answer. An open-addressing table of
//! 32-bit slots, at most half full, over one arena of keys: about 20 bytes a word, no allocation a look-up.

use crate::text::fold;

use super::classes::Classes;

/// The number of a word. Different spellings of one word ("centre", "center") share a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// The word is in no dictionary and no list.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);
}

/// Words that rules ask for by name. Their numbers are their places in [`KNOWN`].
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
            ON = "on",
            BY = "by",
            MINISTRY = "ministry",
            GOVERNMENT = "government",
            FIVE = "five",
            YEAR = "year",
            PLAN = "plan",
        }
}

#[derive(Clone, Debug)]
struct Spelling {
    hash: u64,
    start: u32,
    len: u32,
    word: WordId,
}

/// The word table. Built once, then only read.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    keys: String,
    spellings: Vec<Spelling>,
    /// 0 is free, otherwise the number of a spelling plus one.
    slots: Vec<u32>,
    classes: Vec<Classes>,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut vocabulary =
            Self { keys: String::new(), spellings: Vec::new(), slots: vec![0; 1 << 12], classes: Vec::new() };
        for (i, key) in known::KEYS.iter().enumerate() {
            let word = vocabulary.insert(key);
            debug_assert_eq!(word.0 as usize, i);
        }
        vocabulary
    }

    /// The number of the word whose key is the fold of `token`, new or old.
    pub(super) fn insert(&mut self, token: &str) -> WordId {
        let hash = fold::hash(token);
        if let Some(word) = self.find(token, hash) {
            return word;
        }
        let word = WordId(self.classes.len() as u32);
        self.classes.push(Classes::NONE);
        self.add_spelling(token, hash, word);
        word
    }

    /// Makes `token` another spelling of `word`, unless it is a word already.
    pub(super) fn insert_spelling(&mut self, token: &str, word: WordId) {
        let hash = fold::hash(token);
        if self.find(token, hash).is_none() {
            self.add_spelling(token, hash, word);
        }
    }

    fn add_spelling(&mut self, token: &str, hash: u64, word: WordId) {
        let start = self.keys.len();
        self.keys.extend(fold::folded(token));
        let len = self.keys.len() - start;
        self.spellings.push(Spelling { hash, start: start as u32, len: len as u32, word });
        if self.spellings.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for i in 0..self.spellings.len() {
                self.place(i);
            }
        } else {
            self.place(self.spellings.len() - 1);
        }
    }

    fn place(&mut self, spelling: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.spellings[spelling].hash as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = spelling as u32 + 1;
    }

    fn find(&self, token: &str, hash: u64) -> Option<WordId> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let index = self.slots[slot].checked_sub(1)?;
            let spelling = &self.spellings[index as usize];
            if spelling.hash == hash {
                let key = &self.keys[spelling.start as usize..(spelling.start + spelling.len) as usize];
                if fold::folds_to(token, key) {
                    return Some(spelling.word);
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The word of a token whose hash is `hash`. Constant time.
    pub(crate) fn word(&self, token: &str, hash: u64) -> WordId {
        self.find(token, hash).unwrap_or(WordId::UNKNOWN)
    }

    pub(super) fn add_class(&mut self, word: WordId, classes: Classes) {
        self.classes[word.0 as usize] |= classes;
    }

    /// The classes of a word, none for an unknown one.
    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.classes.get(word.0 as usize).copied().unwrap_or(Classes::NONE)
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Class;

    #[test]
    fn words_are_found_in_any_case_and_spelling() {
        let mut vocabulary = Vocabulary::new();
        let centre = vocabulary.insert("Centre");
        vocabulary.insert_spelling("center", centre);
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
