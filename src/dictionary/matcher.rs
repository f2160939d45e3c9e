//! Finds every dictionary match of a text, overlapping ones included.

use crate::kind::KindSet;
use crate::text::{Shape, Text, Token};

use super::image::fixed;
use super::vocabulary::WordId;
use super::{Lexicon, classes::Classes};

/// The number of a pattern, which is all surface forms that are the same words. In a finished lexicon the number of the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PatternId(pub(crate) u32);

fixed!(PatternId { 0: u32 });

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
    /// The tokens that are a name, or begin one, as far as the classes of their words and the next tell.
    possible: Vec<u32>,
    /// Those of them whose two words begin a name, or which are one.
    starts: Vec<Start>,
}

/// A token at which names begin.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    token: u32,
    /// It and the next word begin a name, as a filter says that errs in a few of a hundred.
    begins: bool,
    /// It is a name by itself.
    is: bool,
}

impl Matches {
    /// Looks up every token of `read`, then finds the names. No match crosses an empty line; one may cross what looks like the
    /// end of a sentence ("Yum! Brands", "Jose Sta. Romana") or a line ("Bank\nof China"), since it is a name for certain.
    pub(crate) fn find(&mut self, lexicon: &Lexicon, text: &str, read: &Text) {
        let Self { words, classes, found, possible, starts } = self;
        lexicon.vocabulary.look_up_all(&read.tokens, words, classes);
        list_possible(&read.tokens, classes, possible);
        list_starts(lexicon, &read.tokens, words, classes, possible, starts);
        found.clear();
        for &Start { token, begins, is } in starts.iter() {
            let token = token as usize;
            let before = found.len();
            if begins {
                lexicon.names.find(&words[token..], |length, pattern| {
                    let tokens = &read.tokens[token + 1..token + length];
                    if tokens.iter().all(|token| !token.shape.has(Shape::PARAGRAPH_BEFORE)) {
                        add(lexicon, text, read, token, length, pattern, found);
                    }
                });
                found[before..].reverse();
            }
            if is && let Some(pattern) = lexicon.single(words[token]) {
                add(lexicon, text, read, token, 1, pattern, found);
            }
        }
    }
}

/// A token whose case makes it the start of a name that is written with a capital, or with a digit.
fn is_capital(token: &Token) -> bool {
    token.shape.any(Shape::CAPITALISED | Shape::DIGIT)
}

/// Fills `possible`: most words are lower case and neither are nor begin a name, which is known without looking at names. Each token is
/// written to the list, and kept if it belongs there: which does cannot be foretold, and a wrong guess of the processor costs more
/// than the writing.
fn list_possible(tokens: &[Token], classes: &[Classes], possible: &mut Vec<u32>) {
    possible.resize(tokens.len(), 0);
    let mut count = 0;
    let after = classes.iter().skip(1).chain([&Classes::NONE]);
    for ((i, token), (classes, after)) in (0..).zip(tokens).zip(classes.iter().zip(after)) {
        possible[count] = i;
        count += usize::from(classes.may_start(is_capital(token), *after));
    }
    possible.truncate(count);
}

/// Fills `starts` from `possible`, in the same way: so the waits for the filter overlap.
fn list_starts(
    lexicon: &Lexicon,
    tokens: &[Token],
    words: &[WordId],
    classes: &[Classes],
    possible: &[u32],
    starts: &mut Vec<Start>,
) {
    starts.resize(possible.len(), Start::default());
    let mut count = 0;
    for token in possible.iter().copied() {
        let at = token as usize;
        let capital = is_capital(&tokens[at]);
        let is = classes[at].any(if capital { Classes::IS_NAME } else { Classes::LOWER_CASE_NAME });
        let next = words.get(at + 1).copied().unwrap_or(WordId::UNKNOWN);
        let begins = lexicon.names.may_begin(words[at], next, capital);
        starts[count] = Start { token, begins, is };
        count += usize::from(begins | is);
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
