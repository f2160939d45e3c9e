//! Escapes that several formats share.

use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes `text` as content of an HTML element or of an attribute in quotes.
///
/// Control characters other than line ends and tabs, which HTML cannot hold, become U+FFFD.
pub(super) fn html(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_unprintable(c);
    replace(
        text,
        special,
        |c, out| {
            out.write_all(match c {
                '&' => b"&amp;",
                '<' => b"&lt;",
                '>' => b"&gt;",
                '"' => b"&quot;",
                '\'' => b"&#39;",
                _ => "\u{FFFD}".as_bytes(),
            })
        },
        out,
    )
}

/// Control characters that are neither line ends nor tabs.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Writes `text` with each character for which `special` holds replaced by what `write` writes for it.
pub(super) fn replace(
    text: &str,
    special: impl Fn(char) -> bool,
    write: impl Fn(char, &mut dyn Write) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(&special) {
        out.write_all(&rest.as_bytes()[..at])?;
        let mut chars = rest[at..].chars();
        if let Some(c) = chars.next() {
            write(c, out)?;
        }
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())
}

/// `text` with the bytes of each character for which `special` holds as `%XX`, as in URLs; so `%` is always special.
pub(super) fn percent(text: &str, special: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '%' || special(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

/// A name on one line: white space of any kind and control characters become single spaces.
pub(super) fn on_one_line(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::samples::written;
    use super::*;

    #[test]
    fn html_has_no_markup_left() {
        let escaped = written(|out| html("<a href=\"x\">'&\u{0}\u{1b}\n\t", out));
        assert_eq!(escaped, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;\u{FFFD}\u{FFFD}\n\t");
    }

    #[test]
    fn percent_encodes_bytes_of_utf_8() {
        assert_eq!(percent("org:a b%é", |c| !c.is_ascii() || c == ' '), "org:a%20b%25%C3%A9");
    }

    #[test]
    fn a_broken_name_is_joined() {
        assert_eq!(on_one_line(" Bank\r\n of\u{2028}China\u{1}"), "Bank of China");
    }
}
