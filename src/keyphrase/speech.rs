//! What each token is in its sentence: its [`grammar`](super::grammar) tells of words in lower case, capitals and hyphens tell of others.

use crate::text::sentences::begins;
use crate::text::{Sentence, Shape, Text, Token};

use super::dateline;
use super::grammar::{After, Before, Part, WordClass};
use super::named::Named;
use super::numbers::Numbers;
use super::words::{Word, Words};

/// Tokens as they are read.
#[derive(Debug)]
pub(super) struct Speech {
    pub(super) parts: Vec<Part>,
    pub(super) words: Vec<Word>,
    /// The number of the stem of each word of a noun phrase, and of other tokens [`NO_STEM`].
    stems: Vec<u32>,
    /// By that number, how often the stem stands in noun phrases.
    counts: Vec<u32>,
}

const NO_STEM: u32 = u32::MAX;

/// Above this share of capitalised words a sentence is a headline in title case, where capitals tell nothing.
const TITLE_CASE: f32 = 0.65;

impl Speech {
    /// Reads all tokens.
    pub(super) fn read(words: &Words, text: &str, read: &Text, named: &Named) -> Self {
        let tokens = &read.tokens;
        let mut speech = Self {
            parts: Vec::with_capacity(tokens.len()),
            words: Vec::with_capacity(tokens.len()),
            stems: Vec::with_capacity(tokens.len()),
            counts: Vec::with_capacity(tokens.len() / 2),
        };
        words.look_up_all(text, read, &mut speech.words);
        for sentence in &read.sentences {
            speech.read_sentence(words, text, tokens, *sentence, named);
        }
        speech.count_stems();
        speech
    }

    fn read_sentence(&mut self, words: &Words, text: &str, tokens: &[Token], sentence: Sentence, named: &Named) {
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        // Where a report was written is not what it is about, and after it the sentence begins.
        let dateline = dateline::length(text, &tokens[first..end]);
        self.parts.extend(std::iter::repeat_n(Part::Break, dateline));
        let range = first + dateline..end;
        let reader = SentenceReader {
            lists: words,
            title_case: is_title_case(&tokens[range.clone()]),
            tokens: &tokens[range.clone()],
            words: &self.words[range.clone()],
        };
        let mut last = Last { part: Part::Break, before: Before::Start };
        for (i, token) in range.enumerate() {
            last = reader.next(i, last, named.at(token).is_some());
            self.parts.push(last.part);
        }
    }

    fn count_stems(&mut self) {
        let mut numbers = Numbers::with_capacity(self.words.len() / 2);
        self.stems.resize(self.words.len(), NO_STEM);
        for ((word, part), stem) in self.words.iter().zip(&self.parts).zip(&mut self.stems) {
            if matches!(part, Part::Break | Part::Hyphen) {
                continue;
            }
            let number = numbers.number(word.stem);
            *stem = number;
            if number as usize == self.counts.len() {
                self.counts.push(0);
            }
            self.counts[number as usize] += 1;
        }
    }

    /// How often the word at a token stands in noun phrases of the text, in singular or plural.
    pub(super) fn count(&self, token: usize) -> u32 {
        self.counts.get(self.stems[token] as usize).copied().unwrap_or(0)
    }
}

/// A sentence.
struct SentenceReader<'a> {
    lists: &'a Words,
    tokens: &'a [Token],
    words: &'a [Word],
    title_case: bool,
}

/// The token before the next one.
#[derive(Clone, Copy)]
struct Last {
    part: Part,
    /// What it is to the next one.
    before: Before,
}

impl SentenceReader<'_> {
    /// What token `i` is.
    #[inline]
    fn next(&self, i: usize, last: Last, is_in_mention: bool) -> Last {
        let shape = self.tokens[i].shape;
        let class = self.lists.class(&self.words[i]);
        let next_is_hyphen = self.tokens.get(i + 1).is_some_and(|next| next.is(b'-'));
        let part = if is_in_mention {
            if self.is_exchange_of_ticker(i) { Part::Break } else { Part::Name }
        } else if is_plain(shape) && !next_is_hyphen && last.part != Part::Hyphen {
            class.part(last.before, self.after(i))
        } else {
            self.special(i, class, last)
        };
        let before = match part {
            _ if shape.has(Shape::CLITIC) => Before::Determiner,
            Part::Noun | Part::Name => Before::Noun,
            Part::Adjective | Part::Hyphen => Before::Adjective,
            Part::Break if shape.has(Shape::WORD) => class.before,
            Part::Break => Before::Start,
        };
        Last { part, before }
    }

    /// What a token is that is capitalised, or no word, or stands beside a hyphen.
    fn special(&self, i: usize, class: &WordClass, last: Last) -> Part {
        let shape = self.tokens[i].shape;
        if !shape.has(Shape::WORD) {
            return if last.part != Part::Break && is_joint(self.tokens, i) { Part::Hyphen } else { Part::Break };
        }
        let behind = last.part == Part::Hyphen;
        let in_front = is_joint(self.tokens, i + 1);
        if shape.any(Shape::CLITIC | Shape::NUMBER | Shape::IDEOGRAPH | Shape::DOMAIN)
            || shape.has(Shape::INITIAL) && !in_front
            || shape.has(Shape::DOTTED | Shape::LOWER)
            || self.is_exchange_in_ticker(i)
        {
            return Part::Break;
        }
        if shape.has(Shape::CAPITALISED) && !class.is_closed {
            let is_idle = self.title_case || begins(self.tokens, 0, i);
            if !is_idle || !self.words[i].known() && !shape.has(Shape::ALL_CAPS) {
                return Part::Name;
            }
        } else if shape.has(Shape::DIGIT) {
            return Part::Noun;
        }
        let likeliest = class.letters.likeliest();
        if in_front && (behind || likeliest != b'd') {
            return Part::Adjective;
        }
        if class.is_closed && !behind {
            return Part::Break;
        }
        let after = self.after(i);
        if behind {
            // "clean-up efforts", "the build-up", "well-known".
            let adjective = after == After::Noun && likeliest != b'N' || matches!(likeliest, b'D' | b'J');
            return if adjective { Part::Adjective } else { Part::Noun };
        }
        class.part(last.before, after)
    }

    /// Whether token `i` stands before a ticker in brackets: "(NYSE: BABA)".
    fn is_exchange_of_ticker(&self, i: usize) -> bool {
        let is = |i: usize, byte: u8| self.tokens.get(i).is_some_and(|token| token.is(byte));
        i > 0 && is(i - 1, b'(') && is(i + 1, b':')
    }

    /// Whether token `i` ends a ticker: "0700.HK".
    fn is_exchange_in_ticker(&self, i: usize) -> bool {
        let touches = |token: &Token| !token.shape.has(Shape::SPACE_BEFORE);
        match self.tokens[..=i].last_chunk() {
            Some([code, dot, exchange]) => {
                dot.is(b'.') && touches(dot) && touches(exchange) && code.shape.any(Shape::DIGIT | Shape::NUMBER)
            }
            None => false,
        }
    }

    /// What stands behind token `i`.
    #[inline]
    fn after(&self, i: usize) -> After {
        match self.tokens.get(i + 1) {
            Some(next) if next.shape.has(Shape::WORD) => match self.lists.class(&self.words[i + 1]).after {
                After::Other if next.shape.has(Shape::CAPITALISED) => After::Noun,
                after => after,
            },
            Some(next) if next.is(b'-') => After::Noun,
            _ => After::Other,
        }
    }
}

/// Whether a token is a word in lower case, with nothing special about it.
fn is_plain(shape: Shape) -> bool {
    let special = Shape::CAPITALISED
        | Shape::DIGIT
        | Shape::NUMBER
        | Shape::CLITIC
        | Shape::INITIAL
        | Shape::DOTTED
        | Shape::IDEOGRAPH
        | Shape::DOMAIN;
    shape.has(Shape::WORD) && !shape.any(special)
}

/// Whether token `i` is a hyphen between two words.
fn is_joint(tokens: &[Token], i: usize) -> bool {
    let touches = |token: &Token| !token.shape.has(Shape::SPACE_BEFORE);
    if !tokens.get(i).is_some_and(|token| token.is(b'-')) {
        return false;
    }
    let [before, hyphen, after] = tokens.get(i.wrapping_sub(1)..i + 2).unwrap_or_default() else { return false };
    touches(hyphen) && touches(after) && [before, after].iter().all(|token| token.shape.has(Shape::WORD))
}

fn is_title_case(tokens: &[Token]) -> bool {
    let (mut words, mut capitals) = (0u32, 0u32);
    for token in tokens {
        words += u32::from(token.shape.has(Shape::WORD));
        capitals += u32::from(token.shape.has(Shape::WORD | Shape::CAPITALISED));
    }
    capitals as f32 > TITLE_CASE * words as f32
}
