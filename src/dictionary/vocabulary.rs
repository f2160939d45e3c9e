//! [`Vocabulary`]: every word that any dictionary, word list or rule knows, with one number and one set of classes each.
//!
//! A token is looked up once, by the hash it already carries; all consumers share the answer. The cost is in lines of cache, not
//! in instructions: one for the slot of an open-addressing table, at most half full, which holds half of the hash, and one for
//! what is known of the word. No allocation.
//!
//! A word is known by the 64 bits of its hash, and no key is kept: comparing keys cost a tenth of all time and of the start. Of
//! 100,000 words in dictionaries two have one hash once in 4 * 10^9 times, and a word that is in none of them has the hash of one
//! that is once in 2 * 10^14 different words.

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
    /// 0 is free, otherwise the number of a spelling, plus one.
    spelling: u32,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) classes: Classes,
    /// The pattern that the word is by itself.
    pattern: PatternId,
}

impl Word {
    const UNKNOWN: Self = Self { classes: Classes::NONE, pattern: PatternId::NONE };

    /// The pattern that the word is by itself.
    pub(super) fn pattern(&self) -> Option<PatternId> {
        (self.pattern != PatternId::NONE).then_some(self.pattern)
    }
}

/// A spelling with all that is known of its word, as look-ups want it.
#[derive(Clone, Copy, Debug)]
struct Known {
    hash: u64,
    classes: Classes,
    word: WordId,
    pattern: PatternId,
}

impl Known {
    fn read(&self) -> (WordId, Word) {
        (self.word, Word { classes: self.classes, pattern: self.pattern })
    }
}

/// The words while dictionaries are read.
#[derive(Clone, Debug)]
pub(super) struct VocabularyBuilder {
    /// The spellings in an open-addressing table, at most half full.
    slots: Vec<Spelling>,
    spellings: usize,
    words: Vec<Word>,
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
    slots: Vec<Slot>,
    spellings: Vec<Known>,
    words: Vec<Word>,
}

impl VocabularyBuilder {
    pub(super) fn new() -> Self {
        // Room for the bundled words, so that the table need not grow.
        let slots = vec![Spelling::FREE; 1 << 18];
        let mut builder = Self { slots, spellings: 0, words: Vec::new(), frequencies: Vec::new() };
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
        let word = WordId(self.words.len() as u32);
        self.words.push(Word::UNKNOWN);
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
        self.words[word.0 as usize].classes |= classes;
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
        let word = &mut self.words[word.0 as usize];
        if word.pattern == PatternId::NONE {
            word.pattern = new;
        }
        word.pattern
    }

    /// The finished table. What is known of frequent words stands side by side in it: two thousand of them are four in five of
    /// all words of a text, and then fit into the nearest cache.
    pub(super) fn finish(self) -> Vocabulary {
        let frequency = |word: WordId| self.frequencies.get(word.0 as usize).copied().unwrap_or(0.0);
        let (mut frequent, rare): (Vec<Spelling>, Vec<Spelling>) =
            self.slots.iter().filter(|slot| !slot.is_free()).partition(|slot| frequency(slot.word) > 0.0);
        frequent
            .sort_unstable_by(|a, b| frequency(b.word).total_cmp(&frequency(a.word)).then_with(|| a.hash.cmp(&b.hash)));
        let mut slots = vec![Slot::default(); (self.spellings * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut spellings = Vec::with_capacity(self.spellings);
        for (number, Spelling { hash, word }) in (1..).zip(frequent.into_iter().chain(rare)) {
            let Word { classes, pattern } = self.words[word.0 as usize];
            spellings.push(Known { hash, classes, word, pattern });
            let mut at = hash as usize & mask;
            while slots[at].spelling != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = Slot { tag: (hash >> 32) as u32, spelling: number };
        }
        Vocabulary { slots, spellings, words: self.words }
    }
}

impl Vocabulary {
    /// The word of a token whose hash is `hash`, and what is known of it. Constant time.
    pub(crate) fn look_up(&self, hash: u64) -> (WordId, Word) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let Some(number) = slot.spelling.checked_sub(1) else { return (WordId::UNKNOWN, Word::UNKNOWN) };
            let spelling = &self.spellings[number as usize];
            if slot.tag == (hash >> 32) as u32 && spelling.hash == hash {
                return spelling.read();
            }
            at = (at + 1) & mask;
        }
    }

    /// Looks up all `tokens` and gives each its word, in order.
    ///
    /// A look-up waits for two lines of cache, one after the other. Doing the first step for a block of tokens before the second
    /// lets the waits overlap, which a loop of whole look-ups, each with its branches, does not.
    pub(super) fn look_up_all(&self, tokens: &[Token], mut found: impl FnMut(usize, WordId, Word)) {
        const BLOCK: usize = 32;
        let mask = self.slots.len() - 1;
        let mut first = [0u32; BLOCK];
        for (block, tokens) in tokens.chunks(BLOCK).enumerate() {
            for (first, token) in first.iter_mut().zip(tokens) {
                *first = self.slots[token.hash as usize & mask].spelling;
            }
            for (i, token) in tokens.iter().enumerate() {
                // The first slot nearly always decides: it is free, or holds the word.
                let (word, known) = match first[i] {
                    0 => (WordId::UNKNOWN, Word::UNKNOWN),
                    number => {
                        let spelling = &self.spellings[number as usize - 1];
                        if spelling.hash == token.hash { spelling.read() } else { self.look_up(token.hash) }
                    }
                };
                found(block * BLOCK + i, word, known);
            }
        }
    }

    /// The pattern that a word is by itself.
    pub(super) fn pattern(&self, word: WordId) -> Option<PatternId> {
        self.words.get(word.0 as usize).and_then(Word::pattern)
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
        let mut next = 0;
        vocabulary.look_up_all(&tokens, |i, number, word| {
            let (one, known) = vocabulary.look_up(tokens[i].hash);
            assert_eq!((i, number, word.classes), (next, one, known.classes));
            next += 1;
        });
        assert_eq!(next, tokens.len());
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
            let (_, word) = vocabulary.look_up(fold::hash(spelling));
            assert!(word.classes.has(Class::OrganizationHead) && word.classes.has(Class::Common));
            assert_eq!(word.pattern(), Some(PatternId(7)));
        }
        let (_, unknown) = vocabulary.look_up(fold::hash("nobody"));
        assert_eq!((unknown.pattern(), unknown.classes), (None, Classes::NONE));
    }
}
