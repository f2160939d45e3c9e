//! Inline: the text with each mention as a link of Markdown, `[Bank of China](organization:org:bank-of-china)`.
//!
//! Between the round brackets stand the kind and, if it is known, the id of the entity. In the text `\`, `[` and `]` have a backslash before
//! them, as Markdown has it; in ids white space, brackets, `%` and control characters are percent-encoded as in URLs. So the text and its
//! mentions can be read back exactly: drop each `](...)` and unescaped `[`, then the backslashes. Of mentions inside each other only the
//! outermost is written.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, inline};
//!
//! let document = sinotag::Tagger::bundled().tag("Bank of China [sic] grew in Q1.");
//! let mut written = Vec::new();
//! inline::write(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written)?;
//! assert_eq!(written, br"[Bank of China](organization:org:bank-of-china) \[sic\] grew in Q1.
//! ");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::tagged_text::Step;
use super::{TaggedText, escape};

/// What parts documents in one file: a line with a form feed, the ASCII character for a new page.
pub const SEPARATOR: &str = "\u{C}\n";

/// Writes a document, and a line end after one that has none. Documents in one file should be parted by [`SEPARATOR`].
///
/// # Errors
///
/// Those of `out`.
pub fn write(document: &TaggedText<'_>, out: &mut dyn Write) -> io::Result<()> {
    document.walk(document.outermost(), |step| match step {
        Step::Text(text) => {
            escape::replace(text, |c| matches!(c, '\\' | '[' | ']'), |c, out| write!(out, "\\{c}"), out)
        }
        Step::Open(_) => out.write_all(b"["),
        Step::Close(mention) => match &mention.entity {
            Some(entity) => {
                let special = |c: char| c.is_whitespace() || c.is_control() || "()[]<>\\".contains(c);
                write!(out, "]({}:{})", mention.kind, escape::percent(entity.id, special))
            }
            None => write!(out, "]({})", mention.kind),
        },
    })?;
    if document.text().ends_with('\n') { Ok(()) } else { out.write_all(b"\n") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{BANK, HOSTILE, tagged, written};
    use super::*;
    use crate::Kind;

    fn inline(document: &TaggedText<'_>) -> String {
        written(|out| write(document, out))
    }

    /// The text without markup, by the recipe of the documentation.
    fn stripped(inline: &str) -> String {
        let mut text = String::new();
        let mut chars = inline.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.extend(chars.next()),
                '[' => {}
                ']' => assert_eq!(chars.by_ref().take_while(|c| *c != ')').filter(|c| *c == '(').count(), 1),
                _ => text.push(c),
            }
        }
        text
    }

    #[test]
    fn mentions_are_links() {
        let names = [
            ("Bank of China", Kind::Organization, BANK),
            ("China", Kind::Place, None),
            ("Acme", Kind::Organization, Some(("org:a (b)", "Acme"))),
            ("Liu", Kind::Person, None),
        ];
        let written = inline(&tagged("Bank of China [or Acme], said \\Liu", &names));
        let want = "[Bank of China](organization:org:bank-of-china) \\[or [Acme](organization:org:a%20%28b%29)\\], \
                    said \\\\[Liu](person)\n";
        assert_eq!(written, want);
    }

    #[test]
    fn hostile_texts_can_be_read_back() {
        for text in HOSTILE {
            let written = inline(&tagged(text, &[("Bank of China", Kind::Organization, BANK)]));
            let text = if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
            assert_eq!(stripped(&written), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_read_back(text in "[\\[\\]()\\\\ab\n]{0,20}Bank[\\[\\]()\\\\ab\n]{0,20}") {
            let document = tagged(&text, &[("Bank", Kind::Organization, BANK), ("a", Kind::Place, None)]);
            let text = if text.ends_with('\n') { text.clone() } else { format!("{text}\n") };
            prop_assert_eq!(stripped(&inline(&document)), text);
        }
    }
}
