//! Finds every dictionary match of a text, overlapping ones included.

use crate::text::{Text, Token};

use super::engine::Encoded;
use super::vocabulary::WordId;
use super::{Lexicon, classes::Classes};

/// The number of a pattern: all surface forms that are the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PatternId(pub(crate) u32);

impl PatternId {
    pub(super) const NONE: Self = Self(u32::MAX);
}

/// Tokens `first..end` are the words of a pattern, in a case that at least one of its forms allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DictionaryMatch {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) pattern: PatternId,
}

/// What the lexicon says of one text: the word, the classes of each token, and all matches. Buffers are reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    pub(crate) words: Vec<WordId>,
    pub(crate) classes: Vec<Classes>,
    /// In order of their first token, longer ones first.
    pub(crate) found: Vec<DictionaryMatch>,
    encoded: Encoded,
}

impl Matches {
    /// Looks up every token of `read`, then finds the names. No match crosses a sentence.
    pub(crate) fn find(&mut self, lexicon: &Lexicon, text: &str, read: &Text) {
        let Self { words, classes, found, encoded } = self;
        words.clear();
        classes.clear();
        found.clear();
        for token in &read.tokens {
            let word = lexicon.vocabulary.word(token.text(text), token.hash);
            words.push(word);
            classes.push(lexicon.vocabulary.classes(word));
        }
        let mut add = |first: usize, len: usize, pattern: PatternId| {
            let matched: &[Token] = &read.tokens[first..first + len];
            if lexicon.allowed_forms(pattern, text, matched).next().is_some() {
                found.push(DictionaryMatch { first: first as u32, end: (first + len) as u32, pattern });
            }
        };
        for (i, word) in words.iter().enumerate() {
            if let Some(pattern) = lexicon.single(*word) {
                add(i, 1, pattern);
            }
        }
        for sentence in &read.sentences {
            let (first, end) = (sentence.first as usize, sentence.end as usize);
            lexicon.engine.find(&words[first..end], encoded, |at, len, sequence| {
                add(first + at, len, lexicon.sequences[sequence]);
            });
        }
        found.sort_unstable_by_key(|m| (m.first, std::cmp::Reverse(m.end)));
    }
}
