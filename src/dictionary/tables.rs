//! The word table and the trie by themselves, for the bench that compares ways to find names (feature `internals`).

use std::ops::Range;

use crate::text::{Shape, Token, tokens};

use super::classes::Classes;
use super::matcher::PatternId;
use super::trie::Trie;
use super::vocabulary::{Vocabulary, VocabularyBuilder, WordId};

/// Numbers the words of names.
#[derive(Debug)]
pub struct WordNumbersBuilder {
    vocabulary: VocabularyBuilder,
    tokens: Vec<Token>,
}

impl Default for WordNumbersBuilder {
    fn default() -> Self {
        Self { vocabulary: VocabularyBuilder::new(), tokens: Vec::new() }
    }
}

impl WordNumbersBuilder {
    /// Fills `numbers` with the words of `name`.
    pub fn read(&mut self, name: &str, numbers: &mut Vec<u32>) {
        let Self { vocabulary, tokens } = self;
        tokens::tokenize(name, tokens);
        numbers.clear();
        numbers.extend(tokens.iter().map(|token| vocabulary.insert_hashed(token.text(name), token.hash).0));
        let lower_case = !name.starts_with(char::is_uppercase);
        if let [first, second, ..] = numbers[..] {
            let begins = if lower_case { Classes::BEGINS_LOWER_CASE } else { Classes::NONE };
            vocabulary.add_class(WordId(first), Classes::BEGINS_NAME | begins);
            vocabulary.add_class(WordId(second), Classes::SECOND_IN_NAME);
        }
    }

    /// The pattern that a word is by itself, which is `new` if it has none yet.
    pub fn single(&mut self, word: u32, new: u32) -> u32 {
        self.vocabulary.pattern_or_insert(WordId(word), PatternId(new)).0
    }

    /// The finished table.
    #[must_use]
    pub fn finish(self) -> WordNumbers {
        WordNumbers(self.vocabulary.finish())
    }
}

/// Knows the numbers of words.
#[derive(Debug)]
pub struct WordNumbers(Vocabulary);

/// The tokens of a text, their words, and where names may begin.
#[derive(Debug, Default)]
pub struct Words {
    tokens: Vec<Token>,
    words: Vec<WordId>,
    classes: Vec<Classes>,
    starts: Vec<u32>,
    singles: Vec<(u32, u32)>,
}

impl Words {
    /// Cuts `text` into tokens.
    pub fn tokenize(&mut self, text: &str) {
        tokens::tokenize(text, &mut self.tokens);
    }

    /// Looks the tokens up. With `exact_case`, names that do not begin in lower case are not expected where the text does.
    pub fn look_up(&mut self, numbers: &WordNumbers, exact_case: bool) {
        let Self { tokens, words, classes, starts, singles } = self;
        numbers.0.look_up_all(tokens, words, classes);
        starts.clear();
        singles.clear();
        let after = classes.iter().skip(1).chain([&Classes::NONE]);
        for (i, (classes, after)) in classes.iter().zip(after).enumerate() {
            let capital = !exact_case || tokens[i].shape.any(Shape::CAPITALISED | Shape::DIGIT);
            let begins = if capital { Classes::BEGINS_NAME } else { Classes::BEGINS_LOWER_CASE };
            if classes.any(begins) && after.any(Classes::SECOND_IN_NAME) {
                starts.push(i as u32);
            }
            if classes.any(Classes::IS_NAME)
                && let Some(pattern) = numbers.0.pattern(words[i])
            {
                singles.push((i as u32, pattern.0));
            }
        }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The hash of the key of token `i`.
    #[must_use]
    pub fn key(&self, i: usize) -> u64 {
        self.tokens[i].hash
    }

    /// The word of token `i`; `u32::MAX` if it is unknown.
    #[must_use]
    pub fn number(&self, i: usize) -> u32 {
        self.words[i].0
    }

    /// The tokens that begin a name of several words, and stand before one that is the second of some name.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The tokens that are names by themselves, with their patterns.
    #[must_use]
    pub fn singles(&self) -> &[(u32, u32)] {
        &self.singles
    }

    /// The bytes of `length` tokens from token `first` on.
    #[must_use]
    pub fn span(&self, first: usize, length: usize) -> Range<usize> {
        self.tokens[first].start as usize..self.tokens[first + length - 1].end as usize
    }
}

/// Finds sequences of words.
#[derive(Debug)]
pub struct NameTrie {
    trie: Trie,
    words: Vec<WordId>,
    pairs: Vec<([WordId; 2], bool)>,
}

impl Default for NameTrie {
    fn default() -> Self {
        Self { trie: Trie::new(), words: Vec::new(), pairs: Vec::new() }
    }
}

impl NameTrie {
    /// The pattern of a sequence of two words or more, which is `new` if it has none yet.
    pub fn insert(&mut self, numbers: &[u32], new: u32) -> u32 {
        self.words.clear();
        self.words.extend(numbers.iter().copied().map(WordId));
        if let [first, second, ..] = self.words[..] {
            self.pairs.push(([first, second], true));
        }
        self.trie.insert(&self.words, PatternId(new)).0
    }

    /// Makes ready for finding.
    pub fn finish(&mut self) {
        self.trie.begin(&std::mem::take(&mut self.pairs));
    }

    /// Calls `found(length, pattern)` for every pattern that begins at token `first`.
    pub fn find(&self, words: &Words, first: usize, mut found: impl FnMut(usize, u32)) {
        let next = words.words.get(first + 1).copied().unwrap_or(WordId::UNKNOWN);
        if !self.trie.may_begin(words.words[first], next, true) {
            return;
        }
        self.trie.find(&words.words[first..], |length, pattern| found(length, pattern.0));
    }
}
