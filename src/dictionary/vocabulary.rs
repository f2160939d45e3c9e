//! [`Vocabulary`]: every word that any dictionary, word list or rule knows, with one number and one set of classes each.
//!
//! A token is looked up once, by the hash it already carries; all consumers share the answer. The cost is in lines of cache, not
//! in instructions: one for nearly every word, in an open-addressing table, at most two thirds full, that holds half of the hash and
//! what is known of the word side by side. No allocation.
//!
//! A word is known by its hash, and no key is kept: comparing keys cost a tenth of all time and of the start. 32 bits of the hash
//! are compared and 18 more or less found the place, so that one in 10^9 different words that no dictionary holds is taken for
//! one that it holds. That two words of dictionaries have one hash is noticed while the table is built.

use crate::text::{Token, fold};

use super::classes::Classes;
use super::image::{fixed, put_list, take_list};
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

/// A spelling with what is known of its word.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// The upper half of the hash; the lower half gave the place.
    tag: u32,
    /// [`WordId::UNKNOWN`] if the slot is free.
    word: WordId,
    classes: Classes,
}

impl Known {
    const FREE: Self = Self { tag: 0, word: WordId::UNKNOWN, classes: Classes::NONE };

    fn is_free(&self) -> bool {
        self.word == WordId::UNKNOWN
    }
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The words while dictionaries are read.
#[derive(Clone, Debug)]
pub(super) struct VocabularyBuilder {
    /// The spellings in an open-addressing table, at most half full.
    slots: Vec<Spelling>,
    spellings: usize,
    classes: Vec<Classes>,
    /// The patterns that words are by themselves.
    patterns: Vec<PatternId>,
    /// By word, how frequent it is; on a scale of its own, 0 if unknown. Shorter than `words` where no more is known.
    frequencies: Vec<f32>,
}

#[derive(Clone, Copy, Debug)]
struct Spelling {
    hash: u64,
    /// [`WordId::UNKNOWN`] if the slot is free.
    word: WordId,
}

impl Spelling {
    const FREE: Self = Self { hash: 0, word: WordId::UNKNOWN };

    fn is_free(self) -> bool {
        self.word == WordId::UNKNOWN
    }
}

/// The word table, which is only read.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    slots: Vec<Known>,
    /// By word, the pattern that it is by itself.
    patterns: Vec<PatternId>,
}

impl VocabularyBuilder {
    pub(super) fn new() -> Self {
        // Room for the bundled words, so that the table need not grow.
        let slots = vec![Spelling::FREE; 1 << 18];
        let mut builder =
            Self { slots, spellings: 0, classes: Vec::new(), patterns: Vec::new(), frequencies: Vec::new() };
        for (i, key) in known::KEYS.iter().enumerate() {
            let word = builder.insert(key);
            debug_assert_eq!(word.0 as usize, i);
        }
        builder
    }

    /// The number of the word whose key is the fold of `token`, new or old. A new word comes with its other spelling.
    pub(super) fn insert(&mut self, token: &str) -> WordId {
        self.insert_hashed(token, fold::hash(token))
    }

    /// As [`insert`](Self::insert), for a token whose hash is known.
    pub(super) fn insert_hashed(&mut self, token: &str, hash: u64) -> WordId {
        let slot = self.slots[self.place(hash)];
        if !slot.is_free() {
            return slot.word;
        }
        let word = WordId(self.classes.len() as u32);
        self.classes.push(Classes::NONE);
        self.patterns.push(PatternId::NONE);
        self.add_spelling(hash, word);
        if token.is_ascii()
            && let Some(other) = spelling::other(&token.to_ascii_lowercase())
        {
            self.add_spelling(fold::hash(&other), word);
        }
        word
    }

    /// The slot of a hash, or the free one where it would stand.
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while !self.slots[at].is_free() && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Adds a spelling, unless it is known.
    fn add_spelling(&mut self, hash: u64, word: WordId) {
        let at = self.place(hash);
        if !self.slots[at].is_free() {
            return;
        }
        self.slots[at] = Spelling { hash, word };
        self.spellings += 1;
        if self.spellings * 2 > self.slots.len() {
            let larger = vec![Spelling::FREE; self.slots.len() * 2];
            for spelling in std::mem::replace(&mut self.slots, larger).into_iter().filter(|slot| !slot.is_free()) {
                let at = self.place(spelling.hash);
                self.slots[at] = spelling;
            }
        }
    }

    pub(super) fn add_class(&mut self, word: WordId, classes: Classes) {
        self.classes[word.0 as usize] |= classes;
    }

    pub(super) fn set_frequency(&mut self, word: WordId, frequency: f32) {
        let at = word.0 as usize;
        if self.frequencies.len() <= at {
            self.frequencies.resize(at + 1, 0.0);
        }
        self.frequencies[at] = self.frequencies[at].max(frequency);
    }

    /// The pattern that a word is by itself, which is `new` if it has none yet.
    pub(super) fn pattern_or_insert(&mut self, word: WordId, new: PatternId) -> PatternId {
        let pattern = &mut self.patterns[word.0 as usize];
        if *pattern == PatternId::NONE {
            *pattern = new;
        }
        *pattern
    }

    /// Gives the patterns new numbers, or none.
    pub(super) fn renumber(&mut self, number: impl Fn(PatternId) -> PatternId) {
        for pattern in self.patterns.iter_mut().filter(|pattern| **pattern != PatternId::NONE) {
            *pattern = number(*pattern);
        }
    }

    /// The finished table.
    pub(super) fn finish(mut self) -> Vocabulary {
        for (classes, pattern) in self.classes.iter_mut().zip(&self.patterns) {
            if *pattern != PatternId::NONE {
                *classes |= Classes::IS_NAME;
            }
        }
        // Frequent words first, so that they stand where they are looked for.
        let frequency = |word: WordId| self.frequencies.get(word.0 as usize).copied().unwrap_or(0.0);
        let (mut frequent, rare): (Vec<Spelling>, Vec<Spelling>) =
            self.slots.iter().filter(|slot| !slot.is_free()).partition(|slot| frequency(slot.word) > 0.0);
        frequent
            .sort_unstable_by(|a, b| frequency(b.word).total_cmp(&frequency(a.word)).then_with(|| a.hash.cmp(&b.hash)));
        let mut size = (self.spellings * 3 / 2).next_power_of_two();
        let slots = loop {
            match self.slots_of(size, frequent.iter().chain(&rare)) {
                Some(slots) => break slots,
                // Two words would be one: once in 10^5 times they have one tag. A larger table parts them.
                None => size *= 2,
            }
        };
        Vocabulary { slots, patterns: self.patterns }
    }

    /// A table with `size` slots; none if it could not tell two of the spellings apart.
    fn slots_of<'s>(&self, size: usize, spellings: impl Iterator<Item = &'s Spelling>) -> Option<Vec<Known>> {
        let mut slots = vec![Known::FREE; size];
        for &Spelling { hash, word } in spellings {
            let mut at = hash as usize & (size - 1);
            while !slots[at].is_free() {
                if slots[at].tag == tag(hash) {
                    return None;
                }
                at = (at + 1) & (size - 1);
            }
            slots[at] = Known { tag: tag(hash), word, classes: self.classes[word.0 as usize] };
        }
        Some(slots)
    }
}

fixed!(WordId { 0: u32 });
fixed!(Known { tag: u32, word: WordId, classes: Classes });

impl Vocabulary {
    /// Appends the tables to an image.
    pub(super) fn put(&self, image: &mut Vec<u8>) {
        put_list(&self.slots, image);
        put_list(&self.patterns, image);
    }

    /// Takes the tables off from the front of an image.
    pub(super) fn take(image: &mut &[u8]) -> Self {
        Self { slots: take_list(image), patterns: take_list(image) }
    }

    /// The word of a token whose hash is `hash`, and its classes. Constant time.
    #[inline]
    pub(crate) fn look_up(&self, hash: u64) -> (WordId, Classes) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = &self.slots[at];
            // A free slot has no classes.
            if slot.tag == tag(hash) || slot.is_free() {
                return (slot.word, slot.classes);
            }
            at = (at + 1) & mask;
        }
    }

    /// Looks up all `tokens` and puts the word and the classes of each into `words` and `classes`.
    pub(super) fn look_up_all(&self, tokens: &[Token], words: &mut Vec<WordId>, classes: &mut Vec<Classes>) {
        words.resize(tokens.len(), WordId::UNKNOWN);
        classes.resize(tokens.len(), Classes::NONE);
        for ((token, word), classes) in tokens.iter().zip(words).zip(classes) {
            (*word, *classes) = self.look_up(token.hash);
        }
    }

    /// The pattern that a word is by itself.
    pub(super) fn pattern(&self, word: WordId) -> Option<PatternId> {
        self.patterns.get(word.0 as usize).copied().filter(|pattern| *pattern != PatternId::NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Class;

    #[test]
    fn words_are_found_in_any_case_and_spelling() {
        let mut builder = VocabularyBuilder::new();
        let centre = builder.insert("Centre");
        let many: Vec<_> = (0..200_000).map(|i| builder.insert(&format!("word{i}"))).collect();
        assert_eq!(builder.insert("CENTER"), centre);
        assert_eq!(builder.insert("Word199999"), many[199_999]);
        let vocabulary = builder.finish();
        let look = |token: &str| vocabulary.look_up(fold::hash(token)).0;
        assert_eq!(look("CENTER"), centre);
        assert_eq!(look("centre"), centre);
        assert_eq!(look("the"), known::THE);
        assert_eq!(look("word199999"), many[199_999]);
        assert_eq!(look("word200000"), WordId::UNKNOWN);
    }

    #[test]
    fn a_spelling_that_is_known_stays_what_it_is() {
        let mut builder = VocabularyBuilder::new();
        builder.add_spelling(fold::hash("center"), known::THE);
        assert_ne!(builder.insert("centre"), known::THE);
        assert_eq!(builder.insert("center"), known::THE);
    }

    #[test]
    fn looking_all_up_is_looking_each_up() {
        let mut builder = VocabularyBuilder::new();
        for i in 0..300 {
            let word = builder.insert(&format!("word{i}"));
            builder.add_class(word, Classes::of(Class::Common));
        }
        let vocabulary = builder.finish();
        let text: String = (0..500).map(|i| format!("Word{} ", i * 7 % 600)).collect();
        let mut tokens = Vec::new();
        crate::text::tokens::tokenize(&text, &mut tokens);
        let (mut words, mut classes) = (Vec::new(), Vec::new());
        vocabulary.look_up_all(&tokens, &mut words, &mut classes);
        let each: Vec<_> = tokens.iter().map(|token| vocabulary.look_up(token.hash)).collect();
        assert_eq!(words.into_iter().zip(classes).collect::<Vec<_>>(), each);
        assert_eq!(each.len(), 500);
    }

    #[test]
    fn words_of_one_tag_are_told_apart_by_a_larger_table() {
        let mut builder = VocabularyBuilder::new();
        // Neighbours in a table of 64 slots, far from each other in one of 2^18.
        let hashes = [5, 5 + (1 << 17)];
        let words = hashes.map(|hash| builder.insert_hashed("any", hash | 7 << 32));
        let vocabulary = builder.finish();
        assert_eq!(hashes.map(|hash| vocabulary.look_up(hash | 7 << 32).0), words);
    }

    #[test]
    fn what_is_known_is_found_by_every_spelling() {
        let mut builder = VocabularyBuilder::new();
        let centre = builder.insert("centre");
        builder.add_class(centre, Classes::of(Class::OrganizationHead));
        builder.add_class(centre, Classes::of(Class::Common));
        assert_eq!(builder.pattern_or_insert(centre, PatternId(7)), PatternId(7));
        assert_eq!(builder.pattern_or_insert(centre, PatternId(8)), PatternId(7));
        let vocabulary = builder.finish();
        for spelling in ["centre", "Center"] {
            let (word, classes) = vocabulary.look_up(fold::hash(spelling));
            assert!(
                classes.has(Class::OrganizationHead) && classes.has(Class::Common) && classes.any(Classes::IS_NAME)
            );
            assert_eq!(vocabulary.pattern(word), Some(PatternId(7)));
        }
        let (unknown, classes) = vocabulary.look_up(fold::hash("nobody"));
        assert_eq!((unknown, vocabulary.pattern(unknown), classes), (WordId::UNKNOWN, None, Classes::NONE));
    }
}
