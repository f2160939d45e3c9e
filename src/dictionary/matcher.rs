//! Finds every dictionary match of a text, overlapping ones included.

use crate::kind::KindSet;
use crate::text::{Shape, Text, Token};

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
    /// The tokens that are a name, or begin one of several words, as far as they and the token after them tell.
    starts: Vec<u32>,
}

impl Matches {
    /// Looks up every token of `read`, then finds the names. No match crosses an empty line; one may cross what looks like the
    /// end of a sentence ("Yum! Brands", "Jose Sta. Romana") or a line ("Bank\nof China"), since it is a name for certain.
    pub(crate) fn find(&mut self, lexicon: &Lexicon, text: &str, read: &Text) {
        let Self { words, classes, found, starts } = self;
        lexicon.vocabulary.look_up_all(&read.tokens, words, classes);
        list_starts(&read.tokens, classes, starts);
        found.clear();
        for first in starts.iter().map(|first| *first as usize) {
            let capital = is_capital(&read.tokens[first]);
            let before = found.len();
            lexicon.names.find(&words[first..], capital, |length, pattern| {
                let tokens = &read.tokens[first + 1..first + length];
                if tokens.iter().all(|token| !token.shape.has(Shape::PARAGRAPH_BEFORE)) {
                    add(lexicon, text, read, first, length, pattern, found);
                }
            });
            found[before..].reverse();
            if classes[first].any(if capital { Classes::IS_NAME } else { Classes::LOWER_CASE_NAME })
                && let Some(pattern) = lexicon.single(words[first])
            {
                add(lexicon, text, read, first, 1, pattern, found);
            }
        }
    }
}

/// A token whose case makes it the start of a name that is written with a capital, or with a digit.
fn is_capital(token: &Token) -> bool {
    token.shape.any(Shape::CAPITALISED | Shape::DIGIT)
}

/// Fills `starts`. Each token is written to the list, and kept if it belongs there: which does cannot be foretold, and a wrong guess of the
/// processor costs more than the writing.
fn list_starts(tokens: &[Token], classes: &[Classes], starts: &mut Vec<u32>) {
    starts.resize(tokens.len(), 0);
    let mut count = 0;
    let after = classes.iter().skip(1).chain([&Classes::NONE]);
    for ((i, token), (classes, after)) in (0..).zip(tokens).zip(classes.iter().zip(after)) {
        // Most words are lower case and neither are nor begin a name; that is known without looking at names.
        let (begins, is) = if is_capital(token) {
            (Classes::BEGINS_NAME, Classes::IS_NAME)
        } else {
            (Classes::BEGINS_LOWER_CASE, Classes::LOWER_CASE_NAME)
        };
        starts[count] = i;
        count += usize::from(classes.any(is) | classes.any(begins) & after.any(Classes::SECOND_IN_NAME));
    }
    starts.truncate(count);
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
