//! The tokenizer: UAX #29 words, repaired for news.
//!
//! White space cuts the text into chunks. Nine chunks in ten are a word, or a word and a mark, and read eight bytes at a time. Another
//! chunk of ASCII and typographic quotes is cut by a small state machine that follows the rules of UAX #29 for these characters;
//! any other by the `unicode-segmentation` crate. All give the same segments
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
    loop {
        let (start, before) = skip_space(text, at);
        if start == bytes.len() {
            return;
        }
        if fast && let Some(end) = common_chunk(bytes, start, before, tokens) {
            at = end;
            continue;
        }
        let first = tokens.len();
        let plain_end = if fast { plain_chunk(text, start, first, tokens) } else { None };
        at = plain_end.unwrap_or_else(|| {
            tokens.truncate(first);
            let end = chunk_end(text, start);
            for (from, segment) in text[start..end].split_word_bound_indices() {
                repair::push(text, start + from, start + from + segment.len(), first, tokens);
            }
            end
        });
        if let Some(token) = tokens.get_mut(first) {
            token.shape |= before;
        }
    }
}

/// The end of the white space that begins at byte `at`, and what it says about the token after it.
#[inline]
fn skip_space(text: &str, at: usize) -> (usize, Shape) {
    // Most words stand after a single space.
    match text.as_bytes().get(at..) {
        Some([b' ', next, ..]) if next.is_ascii_graphic() => (at + 1, Shape::SPACE_BEFORE),
        _ => skip_any_space(text, at),
    }
}

fn skip_any_space(text: &str, mut at: usize) -> (usize, Shape) {
    let mut before = if at == 0 { Shape::SPACE_BEFORE } else { Shape::NONE };
    let mut lines = 0;
    while let Some(width) = white_space(text, at) {
        before |= Shape::SPACE_BEFORE;
        lines += usize::from(text.as_bytes()[at] == b'\n');
        at += width;
    }
    match lines {
        0 => {}
        1 => before |= Shape::LINE_BEFORE,
        _ => before |= Shape::LINE_BEFORE | Shape::PARAGRAPH_BEFORE,
    }
    (at, before)
}

/// Adds the tokens of the chunk at byte `start` if it is one of those that nine in ten are: letters alone, or letters and one mark,
/// or letters and "'s". The end of the chunk, or none if it is another.
#[inline]
fn common_chunk(bytes: &[u8], start: usize, before: Shape, tokens: &mut Vec<Token>) -> Option<usize> {
    let letters = fold::letters(bytes, start);
    let end = letters.end;
    let [first, after @ ..] = bytes.get(end..)? else { return None };
    if end == start {
        return None;
    }
    let mut word = token_of_letters(start, bytes[start].is_ascii_uppercase(), letters);
    word.shape |= before;
    if is_ascii_space(*first) {
        tokens.push(word);
        return Some(end);
    }
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| is_ascii_space(*byte));
    if is_end(after.first()) {
        // "W." is one token, and an underscore is part of the word.
        if !first.is_ascii_punctuation() || *first == b'_' || *first == b'.' && end == start + 1 {
            return None;
        }
        tokens.push(word);
        tokens.push(token_of_mark(end, *first));
        return Some(end + 1);
    }
    if *first == b'\'' && after[0] == b's' && is_end(after.get(1)) {
        tokens.push(word);
        let shape = Shape::WORD | Shape::LOWER | Shape::CLITIC;
        tokens.push(Token { start: end as u32, end: end as u32 + 2, hash: fold::CLITIC_HASH, shape, mark: 0 });
        return Some(end + 2);
    }
    None
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
    shape |= match (letters.lower, length) {
        (true, _) => Shape::LOWER,
        (false, 1) => Shape::INITIAL,
        (false, _) => Shape::ALL_CAPS,
    };
    Token { start: start as u32, end: letters.end as u32, hash: letters.hash, shape, mark: 0 }
}

/// The token of the ASCII punctuation mark at byte `at`.
fn token_of_mark(at: usize, mark: u8) -> Token {
    let hash = fold::HASHES[mark as usize];
    let mark = if mark == b'`' { b'\'' } else { mark };
    Token { start: at as u32, end: at as u32 + 1, hash, shape: Shape::default(), mark }
}

/// Adds the tokens of the UAX #29 segments from byte `start` to the next white space. `first` is the number of the first of them.
/// The end of the chunk; none if it holds anything but ASCII and the quotes and dashes of news, which may change the segments
/// before it.
fn plain_chunk(text: &str, start: usize, first: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        let from = at;
        let (class, width) = Class::at(bytes, at);
        match class {
            Class::Space => return Some(at),
            Class::Foreign => return None,
            Class::Letter => {
                let letters = fold::letters(bytes, at);
                // Most words are letters alone: what follows them neither is part of the word nor joins it to the next.
                let (next, width) = Class::at(bytes, letters.end);
                let alone = match next {
                    Class::Space | Class::Comma | Class::Other => true,
                    Class::Colon | Class::Stop | Class::Quote => {
                        Class::at(bytes, letters.end + width).0 != Class::Letter
                    }
                    Class::Letter | Class::Digit | Class::Underscore => false,
                    Class::Foreign => return None,
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
                at += width;
                if width > 1 {
                    let mark = typographic_mark(bytes[from + 2]);
                    tokens.push(Token { end: at as u32, ..token_of_mark(from, mark) });
                } else if bytes[from] == b'.' || !bytes[from].is_ascii_punctuation() {
                    repair::push(text, from, at, first, tokens);
                } else {
                    tokens.push(token_of_mark(from, bytes[from]));
                }
            }
        }
        // What follows may change the segment ("a" and a combining accent): then the chunk is read anew.
        if Class::at(bytes, at).0 == Class::Foreign {
            return None;
        }
    }
}

/// The end of the segment of letters, digits and marks between them that begins at byte `from`.
fn word_end(bytes: &[u8], from: usize) -> usize {
    let (mut class, _) = Class::at(bytes, from);
    let mut at = from + 1;
    loop {
        let (next, width) = Class::at(bytes, at);
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
                if !joins || Class::at(bytes, at + width).0 != class {
                    return at;
                }
                at += width + 1;
            }
            Class::Space | Class::Foreign | Class::Other => return at,
        }
    }
}

/// The ASCII mark that counts as the same as the quote or dash whose last byte is `last`.
fn typographic_mark(last: u8) -> u8 {
    match last {
        0x93 | 0x94 => b'-',
        0x98 | 0x99 => b'\'',
        _ => b'"',
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

/// The word-break classes of ASCII, and of the quotes and dashes of news.
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
    Other,
    /// Anything else.
    Foreign,
}

impl Class {
    /// The class of the character at byte `at`, and its width in bytes. The end of the text counts as white space.
    #[inline]
    fn at(bytes: &[u8], at: usize) -> (Self, usize) {
        match bytes.get(at) {
            None => (Self::Space, 1),
            Some(byte) if *byte < 0x80 => (Self::of(*byte), 1),
            Some(_) => match bytes[at..] {
                // U+2018 and U+2019: MidNumLet, as the full stop
                [0xE2, 0x80, 0x98 | 0x99, ..] => (Self::Stop, 3),
                // U+2013, U+2014, U+201C and U+201D
                [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D, ..] => (Self::Other, 3),
                _ => (Self::Foreign, 1),
            },
        }
    }

    fn of(byte: u8) -> Self {
        const TABLE: [Class; 256] = {
            let mut table = [Class::Foreign; 256];
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
        fn fast_path_is_the_slow_path_on_punctuated_words(text in "[aAs1_.,;:' &$\"\n-]{0,30}") {
            agree(&text)?;
        }

        #[test]
        fn fast_path_is_the_slow_path_on_typographic_marks(text in "[aAs1.,:' ‘’“”–—\u{301}é\u{200D}環\u{2026}-]{0,30}") {
            agree(&text)?;
        }

        #[test]
        fn fast_path_is_the_slow_path_on_news(text in "(([A-Za-z]{1,20}|[0-9]{1,4}|U\\.S\\.)('s|’s|’|-[a-z]{2}|[.,!?;:)\"”_])?( |  |\n|\n\n|\u{A0})){0,12}") {
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
