//! Finds every dictionary match of a text, overlapping ones included.

use crate::kind::KindSet;
use crate::text::{Shape, Text};

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
    /// The kinds of the allowed forms that need no context.
    pub(crate) reliable: KindSet,
    /// The kinds of the allowed forms that do.
    pub(crate) ambiguous: KindSet,
}

/// What the lexicon says of one text: the word, the classes of each token, and all matches. Buffers are reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    pub(crate) words: Vec<WordId>,
    pub(crate) classes: Vec<Classes>,
    /// In order of their first token, longer ones first.
    pub(crate) found: Vec<DictionaryMatch>,
    starts: Vec<Start>,
}

/// A token that is a name, or begins one of several words, as far as it tells by itself.
#[derive(Clone, Copy, Debug)]
struct Start {
    token: u32,
    /// The pattern that it is by itself.
    single: PatternId,
    begins: bool,
}

impl Matches {
    /// Looks up every token of `read`, then finds the names. No match crosses an empty line; one may cross what looks like the
    /// end of a sentence ("Yum! Brands", "Jose Sta. Romana") or a line ("Bank\nof China"), since it is a name for certain.
    pub(crate) fn find(&mut self, lexicon: &Lexicon, text: &str, read: &Text) {
        let Self { words, classes, found, starts } = self;
        words.clear();
        classes.clear();
        found.clear();
        starts.clear();
        lexicon.vocabulary.look_up_all(&read.tokens, |i, number, word| {
            words.push(number);
            classes.push(word.classes);
            // Most words are lower case and neither are nor begin a name; that is known without looking at names.
            let capital = read.tokens[i].shape.any(Shape::CAPITALISED | Shape::DIGIT);
            let begins = word.classes.any(if capital { Classes::BEGINS_NAME } else { Classes::BEGINS_LOWER_CASE });
            let single = word.pattern().filter(|_| capital || word.classes.any(Classes::LOWER_CASE_NAME));
            if begins || single.is_some() {
                starts.push(Start { token: i as u32, single: single.unwrap_or(PatternId::NONE), begins });
            }
        });
        for start in starts.iter() {
            let first = start.token as usize;
            let before = found.len();
            if start.begins && classes.get(first + 1).is_some_and(|next| next.any(Classes::SECOND_IN_NAME)) {
                lexicon.names.find(&words[first..], |length, pattern| {
                    let tokens = &read.tokens[first + 1..first + length];
                    if tokens.iter().all(|token| !token.shape.has(Shape::PARAGRAPH_BEFORE)) {
                        add(lexicon, text, read, first, length, pattern, found);
                    }
                });
                found[before..].reverse();
            }
            if start.single != PatternId::NONE {
                add(lexicon, text, read, first, 1, start.single, found);
            }
        }
    }
}

/// Adds the match of `pattern` at tokens `first..first + len`, if the case of the text allows any of its forms.
fn add(
    lexicon: &Lexicon,
    text: &str,
    read: &Text,
    first: usize,
    len: usize,
    pattern: PatternId,
    found: &mut Vec<DictionaryMatch>,
) {
    let (mut reliable, mut ambiguous) = (KindSet::EMPTY, KindSet::EMPTY);
    for form in lexicon.allowed_forms(pattern, text, &read.tokens[first..first + len]) {
        let kinds = if form.needs_context { &mut ambiguous } else { &mut reliable };
        kinds.insert(form.kind);
    }
    if reliable != KindSet::EMPTY || ambiguous != KindSet::EMPTY {
        found.push(DictionaryMatch { first: first as u32, end: (first + len) as u32, pattern, reliable, ambiguous });
    }
}
