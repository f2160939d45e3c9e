//! What each token is in its sentence: the word lists tell what it can be, its neighbours what it is here.
//!
//! A handful of rules in the manner of Brill, "A simple rule-based part of speech tagger" (1992), for the one question that matters here:
//! is the word part of a noun phrase?

use crate::text::{Sentence, Shape, Text, Token};

use super::dateline;
use super::named::Named;
use super::words::{Letters, Word, Words};

/// What a token is for noun phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A common noun.
    Noun,
    /// Part of a name, by its capital or because it stands in a mention.
    Name,
    /// An adjective, or a participle in the place of one.
    Adjective,
    /// A hyphen between two words.
    Hyphen,
    /// Anything else: no noun phrase goes on beyond it.
    Break,
}

/// Tokens as they are read.
#[derive(Debug, Default)]
pub(super) struct Speech {
    pub(super) parts: Vec<Part>,
    pub(super) words: Vec<Word>,
}

/// Above this share of capitalised words a sentence is a headline in title case, where capitals tell nothing.
const TITLE_CASE: f32 = 0.65;

impl Speech {
    /// Reads all tokens.
    pub(super) fn read(words: &Words, text: &str, read: &Text, named: &Named) -> Self {
        let tokens = &read.tokens;
        let look_up = |token: &Token| words.look_up(token.hash, token.text(text));
        let mut speech = Self { parts: Vec::with_capacity(tokens.len()), words: tokens.iter().map(look_up).collect() };
        for sentence in &read.sentences {
            speech.read_sentence(text, tokens, *sentence, named);
        }
        speech
    }

    fn read_sentence(&mut self, text: &str, tokens: &[Token], sentence: Sentence, named: &Named) {
        let (mut first, end) = (sentence.first as usize, sentence.end as usize);
        // Where a report was written is not what it is about, and after it the sentence begins.
        let dateline = dateline::length(text, &tokens[first..end]);
        self.parts.extend(std::iter::repeat_n(Part::Break, dateline));
        first += dateline;
        let title_case = is_title_case(&tokens[first..end]);
        for i in first..end {
            let part = if named.at(i).is_some() {
                Part::Name
            } else {
                let begins = crate::text::sentences::begins(tokens, first, i);
                self.part(&tokens[first..end], i - first, first, begins || title_case)
            };
            self.parts.push(part);
        }
    }

    /// `offset` is the number of the first token of the sentence; `capital_is_idle`, whether a capital tells nothing here.
    fn part(&self, tokens: &[Token], i: usize, offset: usize, capital_is_idle: bool) -> Part {
        let token = &tokens[i];
        let shape = token.shape;
        if !shape.has(Shape::WORD) {
            return if is_joint(tokens, i) && i > 0 && self.parts[offset + i - 1] != Part::Break {
                Part::Hyphen
            } else {
                Part::Break
            };
        }
        let in_front = is_joint(tokens, i + 1);
        if shape.any(Shape::CLITIC | Shape::NUMBER | Shape::IDEOGRAPH | Shape::DOMAIN)
            || shape.has(Shape::INITIAL) && !in_front
            || shape.has(Shape::DOTTED | Shape::LOWER)
        {
            return Part::Break;
        }
        let word = self.words[offset + i];
        let letters = word.letters;
        let closed = letters.is_function() || letters.likeliest() == b'M';
        if shape.has(Shape::CAPITALISED) && !closed {
            if !capital_is_idle || !word.known && !shape.has(Shape::ALL_CAPS) {
                return Part::Name;
            }
        } else if shape.has(Shape::DIGIT) {
            return Part::Noun;
        }
        let behind = i > 0 && self.parts[offset + i - 1] == Part::Hyphen;
        if in_front && (behind || letters.likeliest() != b'd') {
            return Part::Adjective;
        }
        if closed && !behind {
            return Part::Break;
        }
        let before = self.before(tokens, i, offset);
        let after = tokens.get(i + 1).map_or(After::Other, |next| self.after(next, offset + i + 1));
        if behind {
            // "clean-up efforts", "the build-up", "well-known".
            let adjective =
                after == After::Noun && letters.likeliest() != b'N' || matches!(letters.likeliest(), b'D' | b'J');
            return if adjective { Part::Adjective } else { Part::Noun };
        }
        in_context(letters, before, after)
    }

    fn before(&self, tokens: &[Token], i: usize, offset: usize) -> Before {
        let Some(i) = i.checked_sub(1) else { return Before::Start };
        if tokens[i].shape.has(Shape::CLITIC) {
            return Before::Determiner;
        }
        match self.parts[offset + i] {
            Part::Noun | Part::Name => Before::Noun,
            Part::Adjective | Part::Hyphen => Before::Adjective,
            Part::Break => match self.words[offset + i].letters.likeliest() {
                _ if !tokens[i].shape.has(Shape::WORD) => Before::Start,
                b'd' => Before::Determiner,
                b't' => Before::VerbTrigger,
                b'b' => Before::Auxiliary,
                b'F' => Before::Preposition,
                _ => Before::Other,
            },
        }
    }

    fn after(&self, next: &Token, at: usize) -> After {
        if !next.shape.has(Shape::WORD) {
            return if next.is(b'-') { After::Noun } else { After::Other };
        }
        match self.words[at].letters.likeliest() {
            b'd' => After::Determiner,
            b'N' | b'J' => After::Noun,
            b'G' | b'D' if self.words[at].letters.has(b'N') => After::Noun,
            _ if next.shape.has(Shape::CAPITALISED) => After::Noun,
            _ => After::Other,
        }
    }
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The sentence, a bracket or a comma begins.
    Start,
    Determiner,
    Adjective,
    Noun,
    Preposition,
    /// "to", "will", "they": a verb comes.
    VerbTrigger,
    /// "was", "has".
    Auxiliary,
    Other,
}

/// What stands after a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Determiner,
    Noun,
    Other,
}

fn in_context(letters: Letters, before: Before, after: After) -> Part {
    let nominal = matches!(before, Before::Determiner | Before::Adjective);
    match letters.likeliest() {
        b'N' if letters.has(b'V') => {
            let verb = before == Before::VerbTrigger || before == Before::Noun && after == After::Determiner;
            if verb { Part::Break } else { Part::Noun }
        }
        b'N' => Part::Noun,
        b'V' | b'R'
            if letters.has(b'N')
                && (nominal || before == Before::Noun && after == After::Other)
                && after != After::Determiner =>
        {
            Part::Noun
        }
        b'V' if letters.has(b'D') && before == Before::Determiner && after == After::Noun => Part::Adjective,
        b'V' | b'R' if letters.has(b'J') && nominal && after == After::Noun => Part::Adjective,
        b'J' if letters.has(b'N')
            && after != After::Noun
            && matches!(before, Before::Determiner | Before::Adjective | Before::Noun) =>
        {
            Part::Noun
        }
        b'J' => Part::Adjective,
        b'D' => {
            let adjective = nominal || before == Before::Preposition || before == Before::Start && letters.has(b'J');
            if adjective && after == After::Noun { Part::Adjective } else { Part::Break }
        }
        b'G' if letters.has(b'N') && after != After::Determiner => Part::Noun,
        b'G' if nominal && after == After::Noun => Part::Adjective,
        _ => Part::Break,
    }
}

/// Whether token `i` is a hyphen between two words.
fn is_joint(tokens: &[Token], i: usize) -> bool {
    let touches = |token: &Token| !token.shape.has(Shape::SPACE_BEFORE);
    let [before, hyphen, after] = tokens.get(i.wrapping_sub(1)..i + 2).unwrap_or_default() else { return false };
    hyphen.is(b'-')
        && touches(hyphen)
        && touches(after)
        && [before, after].iter().all(|token| token.shape.has(Shape::WORD))
}

fn is_title_case(tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|token| token.shape.has(Shape::WORD));
    let capitals = words().filter(|token| token.shape.has(Shape::CAPITALISED)).count();
    capitals as f32 > TITLE_CASE * words().count() as f32
}
