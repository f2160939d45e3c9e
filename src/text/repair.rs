//! Repairs of UAX #29 segments for news: what Unicode's default rules join or cut differently from a newspaper reader.
//!
//! | text | UAX #29 | repaired |
//! |---|---|---|
//! | China's | China's | China, 's |
//! | RMB5.2tn | RMB5.2tn | RMB, 5.2, tn |
//! | U.S. | U.S, . | U.S. |
//! | Inc.'s | Inc, ., ', s | Inc, ., 's |
//! | S&P | S, &, P | S&P |
//! | the end.The | end.The | end, ., The |

use super::fold::Letters;
use super::shape::Shape;
use super::tokens::{Token, token, token_of_letters};

/// Adds a segment of nothing but ASCII letters, which needs no cut.
pub(super) fn push_letters(text: &str, start: usize, letters: Letters, first: usize, tokens: &mut Vec<Token>) {
    let (byte, end) = (text.as_bytes()[start], letters.end);
    if end - start == 1 && matches!(byte, b's' | b'S') && join_clitic(text, start, end, first, tokens) {
        return;
    }
    let after_ampersand = tokens.last().is_some_and(|token| token.is(b'&'));
    tokens.push(token_of_letters(start, byte.is_ascii_uppercase(), letters));
    if after_ampersand {
        join_ampersand(text, first, tokens);
    }
}

/// Adds the segment of bytes `start..end` to `tokens`, split or joined as needed. Tokens before index `first` stand before white
/// space and are not touched.
pub(super) fn push(text: &str, mut start: usize, end: usize, first: usize, tokens: &mut Vec<Token>) {
    if &text[start..end] == "." && join_stop(text, start, end, first, tokens) {
        return;
    }
    if matches!(&text[start..end], "s" | "S") && join_clitic(text, start, end, first, tokens) {
        return;
    }
    // What is left after a cut may need another one ("RMB5.2tn"). A loop, since a hostile segment may need millions.
    while let Some(cut) = cut(&text[start..end]) {
        let middle = start + cut.at();
        tokens.push(token(text, start, middle));
        join_ampersand(text, first, tokens);
        match cut {
            Cut::Clitic(_) => {
                let mut clitic = token(text, middle, end);
                clitic.shape |= Shape::CLITIC;
                tokens.push(clitic);
                return;
            }
            Cut::Amount(_) => start = middle,
            Cut::Stop(_) => {
                tokens.push(token(text, middle, middle + 1));
                start = middle + 1;
            }
        }
    }
    tokens.push(token(text, start, end));
    join_ampersand(text, first, tokens);
}

/// A place to cut a segment in two, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Amount(usize),
    Stop(usize),
    Clitic(usize),
}

impl Cut {
    fn at(self) -> usize {
        match self {
            Self::Amount(at) | Self::Stop(at) | Self::Clitic(at) => at,
        }
    }
}

/// The first cut of `segment` from the left, if it needs one.
fn cut(segment: &str) -> Option<Cut> {
    amount(segment)
        .map(Cut::Amount)
        .or_else(|| missing_space(segment).map(Cut::Stop))
        .or_else(|| clitic(segment).map(Cut::Clitic))
}

/// The byte at which a final "'s" begins.
fn clitic(segment: &str) -> Option<usize> {
    let stem = segment.strip_suffix(['s', 'S'])?;
    let stem = stem.strip_suffix(['\'', '\u{2019}'])?;
    (!stem.is_empty()).then_some(stem.len())
}

const CURRENCIES: [&str; 16] =
    ["AUD", "CAD", "CHF", "CNH", "CNY", "EUR", "GBP", "HKD", "INR", "JPY", "KRW", "NTD", "RMB", "SGD", "TWD", "USD"];

const UNITS: [&str; 22] = [
    "b", "bcm", "bln", "bn", "bps", "cm", "gw", "gwh", "kg", "km", "kph", "kw", "kwh", "m", "mln", "mm", "mn", "mw",
    "t", "tn", "tr", "trn",
];

/// "RMB5.2tn" is cut after the currency, "5.2tn" before the unit. "G20", "5G" and "14th" are whole.
fn amount(segment: &str) -> Option<usize> {
    let bytes = segment.as_bytes();
    if bytes.first()?.is_ascii_digit() {
        let unit = bytes.iter().rposition(|b| !b.is_ascii_lowercase())? + 1;
        return (bytes[unit - 1].is_ascii_digit() && UNITS.binary_search(&&segment[unit..]).is_ok()).then_some(unit);
    }
    let code = segment.get(..3)?;
    (bytes.get(3)?.is_ascii_digit() && CURRENCIES.binary_search(&code).is_ok()).then_some(3)
}

/// The byte of a full stop inside "end.The": a lower-case word, a stop, a capitalised word, which is a sentence end without its
/// space, unless the second word ends a web domain.
fn missing_space(segment: &str) -> Option<usize> {
    let bytes = segment.as_bytes();
    for (at, _) in segment.match_indices('.') {
        let (left, right) = (&bytes[..at], &bytes[at + 1..]);
        let lower_word = left.len() >= 2 && left[left.len() - 2..].iter().all(u8::is_ascii_lowercase);
        let capitalised =
            right.len() >= 2 && right[0].is_ascii_uppercase() && (right[1].is_ascii_lowercase() || right[1] == b'\'');
        let domain = ["com", "cn", "org", "net", "ai", "io"].iter().any(|d| segment[at + 1..].eq_ignore_ascii_case(d));
        if lower_word && capitalised && !domain {
            return Some(at);
        }
    }
    None
}

/// Joins a full stop to "U.S", to an initial ("W") and to "a.m", which it belongs to.
fn join_stop(text: &str, start: usize, end: usize, first: usize, tokens: &mut [Token]) -> bool {
    if tokens.len() <= first {
        return false;
    }
    let Some(last) = tokens.last_mut() else { return false };
    if last.end as usize != start {
        return false;
    }
    let word = last.text(text).as_bytes();
    let single_letters =
        word.iter().enumerate().all(|(i, b)| if i % 2 == 0 { b.is_ascii_alphabetic() } else { *b == b'.' });
    let belongs = single_letters && word.len() % 2 == 1 && (word.len() > 1 || word[0].is_ascii_uppercase());
    if belongs {
        *last = token(text, last.start as usize, end);
    }
    belongs
}

/// Joins the two parts of "'s" that stand after a full stop, as in "Inc.'s".
fn join_clitic(text: &str, start: usize, end: usize, first: usize, tokens: &mut Vec<Token>) -> bool {
    let [.., stop, quote] = tokens.as_slice() else { return false };
    let ends_with_stop = stop.text(text).ends_with('.');
    let joined = tokens.len() >= first + 2
        && quote.is(b'\'')
        && ends_with_stop
        && stop.end == quote.start
        && quote.end as usize == start;
    if joined {
        let mut clitic = token(text, quote.start as usize, end);
        clitic.shape |= Shape::CLITIC;
        tokens.pop();
        tokens.push(clitic);
    }
    joined
}

/// Joins "S", "&", "P" when nothing stands between them and both sides are short and begin with a capital.
fn join_ampersand(text: &str, first: usize, tokens: &mut Vec<Token>) {
    if tokens.len() < first + 3 {
        return;
    }
    let [.., left, and, right] = tokens.as_slice() else { return };
    let short = |t: &Token| {
        let word = t.text(text).as_bytes();
        word.len() <= 4 && word[0].is_ascii_uppercase()
    };
    if and.is(b'&') && left.end == and.start && and.end == right.start && short(left) && short(right) {
        let joined = token(text, left.start as usize, right.end as usize);
        tokens.truncate(tokens.len() - 3);
        tokens.push(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_search() {
        assert!(CURRENCIES.is_sorted());
        assert!(UNITS.is_sorted());
    }

    #[test]
    fn cuts() {
        for (segment, want) in [
            ("China's", Some(Cut::Clitic(5))),
            ("China\u{2019}s", Some(Cut::Clitic(5))),
            ("'s", None),
            ("RMB5.2tn", Some(Cut::Amount(3))),
            ("5.2tn", Some(Cut::Amount(3))),
            ("3M", None),
            ("14th", None),
            ("G20", None),
            ("end.The", Some(Cut::Stop(3))),
            ("Amazon.Com", None),
            ("e.The", None),
        ] {
            assert_eq!(cut(segment), want, "{segment}");
        }
    }

    #[test]
    fn a_segment_of_many_cuts_does_not_exhaust_the_stack() {
        let text = "end.The".repeat(200_000);
        let mut tokens = Vec::new();
        push(&text, 0, text.len(), 0, &mut tokens);
        assert!(tokens.len() > 200_000);
    }
}
