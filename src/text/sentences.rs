//! Sentences: runs of tokens between which no name stretches.
//!
//! A sentence ends after a full stop, question or exclamation mark that is followed by what can begin one, unless the stop
//! belongs to an abbreviation; at an empty line; and at a line end that is not a mere wrap of running text. Headlines,
//! datelines and list items therefore come out as sentences of their own.

use super::{Shape, Token};

/// A half-open range of token indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// Abbreviations that are followed by more of the sentence, whatever comes next.
const NEVER_FINAL: [&str; 32] = [
    "adm", "apr", "aug", "brig", "capt", "col", "cmdr", "dec", "dr", "feb", "gen", "gov", "hon", "jan", "jul", "jun",
    "lt", "maj", "mar", "messrs", "mr", "mrs", "ms", "nov", "oct", "prof", "rep", "rev", "sen", "sep", "sept", "st",
];

/// Abbreviations that can end a sentence: it ends there if a word follows that begins one.
const MAYBE_FINAL: [&str; 14] =
    ["bros", "co", "corp", "dept", "est", "etc", "inc", "intl", "jr", "ltd", "mt", "plc", "sr", "vs"];

/// Words that, capitalised after an abbreviation, show that a sentence began.
const OPENERS: [&str; 32] = [
    "a",
    "according",
    "after",
    "all",
    "also",
    "an",
    "and",
    "as",
    "at",
    "both",
    "but",
    "by",
    "for",
    "he",
    "her",
    "his",
    "however",
    "if",
    "in",
    "it",
    "its",
    "meanwhile",
    "on",
    "she",
    "that",
    "the",
    "their",
    "these",
    "they",
    "this",
    "we",
    "when",
];

/// Cuts `tokens` into sentences that cover them all, in order. `breaks` are the tokens that do not follow a [plain](is_plain) one, or
/// [may](may_end_before) begin a sentence though they do.
pub(super) fn split(text: &str, tokens: &[Token], breaks: &[u32], sentences: &mut Vec<Sentence>) {
    sentences.clear();
    let mut first = 0;
    let mut line_start = 0;
    for next in breaks.iter().map(|next| *next as usize).skip_while(|next| *next == 0) {
        let shape = tokens[next].shape;
        let ends = if shape.has(Shape::PARAGRAPH_BEFORE) {
            true
        } else if shape.has(Shape::LINE_BEFORE) {
            line_ends_sentence(text, tokens, line_start, next)
        } else {
            stop_ends_sentence(text, tokens, next) || is_bullet(text, &tokens[next])
        };
        if shape.has(Shape::LINE_BEFORE) {
            line_start = next;
        }
        if ends {
            sentences.push(Sentence { first: first as u32, end: next as u32 });
            first = next;
        }
    }
    if first < tokens.len() {
        sentences.push(Sentence { first: first as u32, end: tokens.len() as u32 });
    }
}

/// Lines of wrapped text are about this long in bytes; shorter ones are headlines or list items, longer ones paragraphs.
const WRAPPED_LINE: std::ops::RangeInclusive<u32> = 45..=140;

/// A line after a wrapped one is at most this much longer: words are wrapped at one width, and a headline stands before a longer line.
const WRAP_SLACK: u32 = 20;

fn line_ends_sentence(text: &str, tokens: &[Token], line_start: usize, next: usize) -> bool {
    let (last, following) = (&tokens[next - 1], &tokens[next]);
    if is_terminal(last) || stop_ends_sentence(text, tokens, next) {
        return true;
    }
    let begins_lower = following.shape.has(Shape::LOWER) && !following.shape.any(Shape::CAPITALISED | Shape::NUMBER);
    let open = last.is(b',') || last.is(b'-') || begins_lower;
    let length = last.end - tokens[line_start].start;
    let next_fits = || {
        tokens[next..]
            .iter()
            .skip(1)
            .find(|t| t.shape.has(Shape::LINE_BEFORE) || t.end - following.start > length + WRAP_SLACK)
    };
    let wrapped = WRAPPED_LINE.contains(&length) && next_fits().is_none_or(|t| t.shape.has(Shape::LINE_BEFORE));
    !open && !wrapped
}

/// A word or number that ends with no stop of its own.
#[inline]
pub(super) fn is_plain(shape: Shape) -> bool {
    shape.any(Shape::WORD | Shape::DIGIT) & !shape.any(Shape::DOTTED | Shape::INITIAL)
}

/// Whether a sentence may end before a token of this shape, even after a plain word.
#[inline]
pub(super) fn may_end_before(shape: Shape) -> bool {
    !shape.any(Shape::WORD | Shape::DIGIT) | shape.has(Shape::LINE_BEFORE)
}

fn is_terminal(token: &Token) -> bool {
    matches!(token.mark, b'.' | b'!' | b'?')
}

fn is_closer(token: &Token) -> bool {
    matches!(token.mark, b'"' | b'\'' | b')' | b']')
}

fn is_bullet(text: &str, token: &Token) -> bool {
    let symbol = token.mark == 0 && !token.shape.any(Shape::WORD | Shape::DIGIT);
    symbol && matches!(token.text(text), "•" | "●" | "▪" | "■" | "◆" | "※" | "►")
}

/// Whether a sentence ends just before the token `next` because of punctuation.
fn stop_ends_sentence(text: &str, tokens: &[Token], next: usize) -> bool {
    if is_plain(tokens[next - 1].shape) {
        return false;
    }
    let mut at = next - 1;
    // "... confidence." and "... (BOC.)": the stop may stand before closing quotes and brackets.
    while at > 0 && next - at <= 2 && is_closer(&tokens[at]) && !tokens[at].shape.has(Shape::SPACE_BEFORE) {
        at -= 1;
    }
    let (stop, following) = (&tokens[at], &tokens[next]);
    if matches!(stop.text(text), "。" | "！" | "？") {
        return true;
    }
    let begins = following.shape.any(Shape::CAPITALISED | Shape::NUMBER | Shape::IDEOGRAPH)
        || matches!(following.mark, b'"' | b'\'' | b'(' | b'[')
        || following.text(text).starts_with(|c: char| !c.is_ascii() && !c.is_alphanumeric());
    if !begins {
        return false;
    }
    if stop.shape.any(Shape::DOTTED | Shape::INITIAL) && stop.text(text).ends_with('.') {
        return at + 1 == next && is_opener(text, following) && !stop.shape.has(Shape::INITIAL);
    }
    match stop.mark {
        b'!' | b'?' => following.shape.has(Shape::SPACE_BEFORE),
        b'.' => {
            let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return false };
            let word = before.text(text);
            if before.end != stop.start {
                return following.shape.has(Shape::SPACE_BEFORE);
            }
            // "No. 2 Hospital", but "The bank said no. He left."
            if word.eq_ignore_ascii_case("no") {
                return !following.shape.has(Shape::NUMBER);
            }
            if before.shape.has(Shape::CAPITALISED) && is_listed(&NEVER_FINAL, word) {
                return false;
            }
            if is_listed(&MAYBE_FINAL, word) {
                return is_opener(text, following);
            }
            // "opening-up.To some": the space is missing, but the words show the end. "3988.HK" shows none.
            let missing_space = before.shape.has(Shape::LOWER) && !before.shape.any(Shape::CAPITALISED | Shape::NUMBER);
            following.shape.has(Shape::SPACE_BEFORE) || missing_space && following.shape.has(Shape::CAPITALISED)
        }
        _ => false,
    }
}

fn is_opener(text: &str, token: &Token) -> bool {
    matches!(token.mark, b'"' | b'\'') || token.shape.has(Shape::CAPITALISED) && is_listed(&OPENERS, token.text(text))
}

/// Whether token `i` begins the sentence whose first token is `first`, or a quotation or bracket in it: then its capital says
/// nothing.
pub(crate) fn begins(tokens: &[Token], first: usize, i: usize) -> bool {
    if i <= first {
        return true;
    }
    let before = &tokens[i - 1];
    let bullet = i - 1 == first && !before.shape.any(Shape::WORD | Shape::DIGIT);
    bullet || matches!(before.mark, b'"' | b'(' | b'[' | b'*' | b':')
}

fn is_listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use crate::text::Text;
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut read = Text::default();
        read.read(text);
        read.sentences
            .iter()
            .map(|s| &text[read.tokens[s.first as usize].start as usize..read.tokens[s.end as usize - 1].end as usize])
            .collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        for text in [
            "Mr. Wang met Dr. Li on Jan. 5 in the U.S. Senate.",
            "Geely Co., Ltd. bought Volvo Corp. shares.",
            "It grew by 5.2 percent in No. 2 Hospital.",
            "George W. Bush came.",
        ] {
            assert_eq!(sentences(text), [text], "{text}");
        }
        assert_eq!(sentences("He works at Geely Co. The firm grew."), ["He works at Geely Co.", "The firm grew."]);
        assert_eq!(sentences("He lives in the U.S. The firm grew."), ["He lives in the U.S.", "The firm grew."]);
    }

    #[test]
    fn stops_quotes_and_lines_end_sentences() {
        assert_eq!(sentences("It grew. \"Good,\" he said."), ["It grew.", "\"Good,\" he said."]);
        assert_eq!(sentences("He said \"Good.\" It grew."), ["He said \"Good.\"", "It grew."]);
        assert_eq!(sentences("Reform and opening-up.To some"), ["Reform and opening-up.", "To some"]);
        assert_eq!(sentences("Banks rise\n\nBEIJING: Banks rose"), ["Banks rise", "BEIJING: Banks rose"]);
        assert_eq!(
            sentences("Banks rise again\nBEIJING (Xinhua) -- Banks rose"),
            ["Banks rise again", "BEIJING (Xinhua) -- Banks rose"]
        );
        assert_eq!(sentences("The bank said no. He left."), ["The bank said no.", "He left."]);
        assert_eq!(sentences("Shares (3988.HK) rose"), ["Shares (3988.HK) rose"]);
        assert_eq!(sentences("Really? Yes! Fine"), ["Really?", "Yes!", "Fine"]);
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        let text = "The agreement between the municipal government and the Bank\nof China was signed in the city on Monday afternoon and the\nChengdu office will carry it out.";
        assert_eq!(sentences(text).len(), 1);
        let headline = "Banks in the western provinces open their branches again\n";
        let body = "The agreement between the municipal government and the Bank of China was signed in the city on Monday afternoon.";
        assert_eq!(sentences(&format!("{headline}{body}")).len(), 2);
    }

    proptest! {
        #[test]
        fn sentences_cover_the_tokens_in_order(text in "([A-Za-z .?!\"'\n]|Mr\\. |U\\.S\\. |[0-9。（]){0,80}") {
            let mut read = Text::default();
            read.read(&text);
            let mut at = 0;
            for sentence in &read.sentences {
                prop_assert_eq!(sentence.first, at);
                prop_assert!(sentence.end > sentence.first);
                at = sentence.end;
            }
            prop_assert_eq!(at as usize, read.tokens.len());
        }
    }
}
