//! The tokenizer: UAX #29 words, repaired for news.
//!
//! White space cuts the text into chunks. A chunk of ASCII is cut by a small state machine that follows the rules of UAX #29 for
//! the ASCII characters; any other chunk by the `unicode-segmentation` crate. Both give the same segments
//! (`unicode_segmentation` alone reads about 70 MB/s, which would be the whole cost of tagging). [`repair`]
//! then splits and joins segments where news differs from Unicode's default.

use unicode_segmentation::UnicodeSegmentation as _;

use super::fold::{self, Letters};
use super::{repair, shape::Shape};

/// One word, number, punctuation mark or symbol. White space is no token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte in the text.
    pub(crate) start: u32,
    /// First byte after the token.
    pub(crate) end: u32,
    /// Hash of the match key, see [`fold::hash`].
    pub(crate) hash: u64,
    pub(crate) shape: Shape,
    /// The ASCII punctuation mark that the token is, or counts as ("“" counts as `"`); 0 for anything else.
    pub(crate) mark: u8,
}

impl Token {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether the token is the mark `mark`, or a typographic variant of it.
    pub(crate) fn is(&self, mark: u8) -> bool {
        self.mark == mark
    }
}

/// Tokens of the first 4 GiB of `text`, in order. Tokens of more text than that would not be addressable.
pub(crate) fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    read(text, tokens, true);
}

fn read(text: &str, tokens: &mut Vec<Token>, fast: bool) {
    tokens.clear();
    let text = limit(text);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut before = if at == 0 { Shape::SPACE_BEFORE } else { Shape::default() };
        let mut lines = 0;
        // Most words stand after a single space.
        if bytes[at] == b' ' && bytes.get(at + 1).is_some_and(|next| Class::of(*next) != Class::Space) {
            before |= Shape::SPACE_BEFORE;
            at += 1;
        }
        while let Some(width) = white_space(text, at) {
            before |= Shape::SPACE_BEFORE;
            lines += usize::from(bytes[at] == b'\n');
            at += width;
        }
        match lines {
            0 => {}
            1 => before |= Shape::LINE_BEFORE,
            _ => before |= Shape::LINE_BEFORE | Shape::PARAGRAPH_BEFORE,
        }
        if at == bytes.len() {
            break;
        }
        let first = tokens.len();
        let ascii_end = if fast { ascii_chunk(text, at, first, tokens) } else { None };
        at = ascii_end.unwrap_or_else(|| {
            tokens.truncate(first);
            let end = chunk_end(text, at);
            for (from, segment) in text[at..end].split_word_bound_indices() {
                repair::push(text, at + from, at + from + segment.len(), first, tokens);
            }
            end
        });
        if let Some(token) = tokens.get_mut(first) {
            token.shape |= before;
        }
    }
}

/// The token of bytes `start..end`, with its shape and hash.
pub(super) fn token(text: &str, start: usize, end: usize) -> Token {
    let slice = &text[start..end];
    let mark = fold::punctuation(slice).unwrap_or(0);
    let shape = if mark == 0 { Shape::of(slice) } else { Shape::default() };
    // `limit` keeps offsets within 32 bits.
    Token { start: start as u32, end: end as u32, hash: fold::hash(slice), shape, mark }
}

/// The token of ASCII letters that were read from byte `start` on.
pub(super) fn token_of_letters(start: usize, begins_upper: bool, letters: Letters) -> Token {
    let length = letters.end - start;
    let mut shape = Shape::WORD;
    if begins_upper {
        shape |= Shape::CAPITALISED;
    }
    if letters.upper < length {
        shape |= Shape::LOWER;
    } else if length > 1 {
        shape |= Shape::ALL_CAPS;
    } else {
        shape |= Shape::INITIAL;
    }
    Token { start: start as u32, end: letters.end as u32, hash: letters.hash, shape, mark: 0 }
}

/// The token of the ASCII punctuation mark at byte `at`.
fn token_of_mark(at: usize, mark: u8) -> Token {
    let hash = fold::HASHES[mark as usize];
    let mark = if mark == b'`' { b'\'' } else { mark };
    Token { start: at as u32, end: at as u32 + 1, hash, shape: Shape::default(), mark }
}

/// Adds the tokens of the UAX #29 segments from byte `start` to the next white space. `first` is the number of the first of them.
/// The end of the chunk; none if it holds anything but ASCII, which may change the segments before it.
fn ascii_chunk(text: &str, start: usize, first: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let bytes = text.as_bytes();
    let class_at = |at: usize| bytes.get(at).map_or(Class::Space, |byte| Class::of(*byte));
    let mut at = start;
    loop {
        let from = at;
        match class_at(at) {
            Class::Space => return Some(at),
            Class::NotAscii => return None,
            Class::Letter => {
                let letters = fold::letters(bytes, at);
                // Most words are letters alone: what follows them neither is part of the word nor joins it to the next.
                let next = class_at(letters.end);
                let alone = match next {
                    Class::Space | Class::Comma | Class::Other => true,
                    Class::Colon | Class::Stop | Class::Quote => class_at(letters.end + 1) != Class::Letter,
                    Class::Letter | Class::Digit | Class::Underscore => false,
                    Class::NotAscii => return None,
                };
                if alone {
                    at = letters.end;
                    repair::push_letters(text, from, letters, first, tokens);
                } else {
                    at = word_end(bytes, from);
                    repair::push(text, from, at, first, tokens);
                }
            }
            Class::Digit | Class::Underscore => {
                at = word_end(bytes, from);
                repair::push(text, from, at, first, tokens);
            }
            Class::Colon | Class::Stop | Class::Quote | Class::Comma | Class::Other => {
                at += 1;
                if bytes[from] == b'.' || !bytes[from].is_ascii_punctuation() {
                    repair::push(text, from, at, first, tokens);
                } else {
                    tokens.push(token_of_mark(from, bytes[from]));
                }
            }
        }
        // What follows may change the segment ("a" and a combining accent): then the chunk is read anew.
        if class_at(at) == Class::NotAscii {
            return None;
        }
    }
}

/// The end of the segment of letters, digits and marks between them that begins at byte `from`.
fn word_end(bytes: &[u8], from: usize) -> usize {
    let class_at = |at: usize| bytes.get(at).map_or(Class::Space, |byte| Class::of(*byte));
    let mut class = class_at(from);
    let mut at = from + 1;
    loop {
        let next = class_at(at);
        match next {
            // WB5, WB8 to WB10, WB13a, WB13b
            Class::Letter | Class::Digit | Class::Underscore => {
                class = next;
                at += 1;
            }
            // WB6, WB7, WB11, WB12: a mark between two letters or two digits joins them
            Class::Colon | Class::Stop | Class::Quote | Class::Comma => {
                let joins = match class {
                    Class::Letter => next != Class::Comma,
                    Class::Digit => next != Class::Colon,
                    _ => false,
                };
                if !joins || class_at(at + 1) != class {
                    return at;
                }
                at += 2;
            }
            Class::Space | Class::NotAscii | Class::Other => return at,
        }
    }
}

/// The end of the chunk that begins at byte `at`: the next white space, or the end of the text.
fn chunk_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() && white_space(text, at).is_none() {
        at += if bytes[at] < 0x80 { 1 } else { utf8_width(bytes[at]) };
    }
    at
}

/// The word-break classes of ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    Colon,
    Stop,
    Quote,
    Comma,
    Space,
    NotAscii,
    Other,
}

impl Class {
    fn of(byte: u8) -> Self {
        const TABLE: [Class; 256] = {
            let mut table = [Class::NotAscii; 256];
            let mut byte = 0;
            while byte < 128 {
                table[byte] = match byte as u8 {
                    b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
                    b'0'..=b'9' => Class::Digit,
                    b'_' => Class::Underscore,
                    b':' => Class::Colon,
                    b'.' => Class::Stop,
                    b'\'' => Class::Quote,
                    b',' | b';' => Class::Comma,
                    b' ' | b'\t'..=b'\r' => Class::Space,
                    _ => Class::Other,
                };
                byte += 1;
            }
            table
        };
        TABLE[byte as usize]
    }
}

/// The width in bytes of the white space character at byte `at`, if there is one.
fn white_space(text: &str, at: usize) -> Option<usize> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 {
        return is_ascii_space(byte).then_some(1);
    }
    let c = text[at..].chars().next()?;
    // Zero-width space and byte order mark separate words in web text and show nothing.
    (c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')).then(|| c.len_utf8())
}

fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn utf8_width(lead: u8) -> usize {
    match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        _ => 2,
    }
}

fn limit(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn news_is_cut_as_readers_cut_it() {
        for (text, want) in [
            ("China's GDP", "China|'s|GDP"),
            ("Kong\u{2019}s", "Kong|\u{2019}s"),
            ("RMB5.2tn", "RMB|5.2|tn"),
            ("US$3.6bn", "US|$|3.6|bn"),
            ("the U.S. and U.K.", "the|U.S.|and|U.K."),
            ("A-share", "A|-|share"),
            ("US-China", "US|-|China"),
            ("S&P and AT&T", "S&P|and|AT&T"),
            ("Geely Co., Ltd.", "Geely|Co|.|,|Ltd|."),
            ("Xi'an", "Xi'an"),
            ("Inc.'s and U.S.\u{2019}s", "Inc|.|'s|and|U.S.|\u{2019}s"),
            ("opening-up.To some", "opening|-|up|.|To|some"),
            ("Baidu.com", "Baidu.com"),
            ("G20, 5G, 14th, 3M", "G20|,|5G|,|14th|,|3M"),
            ("George W. Bush", "George|W.|Bush"),
            ("1,300.5", "1,300.5"),
            ("(双循环)", "(|双|循|环|)"),
            ("a\u{A0}b\u{3000}c", "a|b|c"),
            ("People's Bank", "People|'s|Bank"),
        ] {
            assert_eq!(words(text).join("|"), want, "{text}");
        }
    }

    #[test]
    fn line_ends_are_told_apart() {
        let mut tokens = Vec::new();
        tokenize("a b\nc\r\n\r\nd", &mut tokens);
        let lines: Vec<_> =
            tokens.iter().map(|t| (t.shape.has(Shape::LINE_BEFORE), t.shape.has(Shape::PARAGRAPH_BEFORE))).collect();
        assert_eq!(lines, [(false, false), (false, false), (true, false), (true, true)]);
    }

    fn agree(text: &str) -> Result<(), TestCaseError> {
        let (mut fast, mut slow) = (Vec::new(), Vec::new());
        read(text, &mut fast, true);
        read(text, &mut slow, false);
        let shown =
            |tokens: &[Token]| tokens.iter().map(|t| (t.start, t.end, t.hash, t.shape, t.mark)).collect::<Vec<_>>();
        prop_assert_eq!(shown(&fast), shown(&slow));
        let mut end = 0;
        for token in &fast {
            prop_assert!(token.start as usize >= end && token.start < token.end);
            end = token.end as usize;
            prop_assert!(text.get(token.start as usize..end).is_some());
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn fast_path_is_the_slow_path_on_ascii(text in "[ -~\n\t]{0,60}") {
            agree(&text)?;
        }

        #[test]
        fn fast_path_is_the_slow_path_on_punctuated_words(text in "[aA1_.,;:' &$\"\n-]{0,30}") {
            agree(&text)?;
        }

        #[test]
        fn fast_path_is_the_slow_path_on_any_text(text in any::<String>()) {
            agree(&text)?;
        }

        #[test]
        fn no_letter_is_lost(text in "\\PC{0,60}") {
            let mut tokens = Vec::new();
            tokenize(&text, &mut tokens);
            let kept: String = tokens.iter().map(|token| token.text(&text)).collect();
            let all: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}')).collect();
            prop_assert_eq!(kept, all);
        }
    }
}
