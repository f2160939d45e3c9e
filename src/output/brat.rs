//! brat stand-off: the text in one file (`ID.txt`), the mentions in another beside it (`ID.ann`).
//!
//! Each mention is a line `T1⇥organization 0 13⇥Bank of China` with offsets in characters, and its entity a normalization
//! `N1⇥Reference T1 sinotag:org:bank-of-china⇥Bank of China`. A mention that is broken over lines is written in fragments
//! (`0 7;8 13`), since brat allows no line end inside one. Mentions inside each other are all written.
//!
//! brat shows a folder only with an `annotation.conf` that lists the kinds: [`ANNOTATION_CONF`]. For normalizations it also asks
//! for a data base named `sinotag` in its `tools.conf`; without it the ids are kept, but not looked up.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, brat};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
//! let mut written = Vec::new();
//! brat::write_annotations(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written)?;
//! assert_eq!(written, b"T1\tplace 0 7\tChengdu\nN1\tReference T1 sinotag:place:cn-510100\tChengdu\n");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::TaggedText;
use super::escape;
use crate::{OffsetConverter, OffsetUnit};

/// The file `annotation.conf` of a folder of documents.
pub const ANNOTATION_CONF: &str = "\
[entities]
person
organization
place
policy
event

[relations]

[events]

[attributes]
";

/// Writes the text of a document, for `ID.txt`.
///
/// Readers that open the file as Python does by default take `\r\n` for one character, which would move all offsets behind it.
/// So a carriage return is written as a space before a line feed, and as a line feed elsewhere: the length stays.
///
/// # Errors
///
/// Those of `out`.
pub fn write_text(document: &TaggedText<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = document.text().split("\r\n").peekable();
    while let Some(line) = lines.next() {
        escape::replace(line, |c| c == '\r', |_, out| out.write_all(b"\n"), out)?;
        if lines.peek().is_some() {
            out.write_all(b" \n")?;
        }
    }
    Ok(())
}

/// Writes the mentions of a document, for `ID.ann`.
///
/// # Errors
///
/// Those of `out`.
pub fn write_annotations(document: &TaggedText<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut span = document.char_spans();
    for (number, mention) in (1..).zip(document.mentions()) {
        write!(out, "T{number}\t{} ", mention.kind)?;
        let (begin, _) = span(mention);
        let mut chars = OffsetConverter::new(mention.text, OffsetUnit::Char);
        let fragments = fragments(mention.text);
        for (at, (start, end)) in fragments.iter().enumerate() {
            let separator = if at == 0 { "" } else { ";" };
            let (start, end) = (begin + chars.convert(*start), begin + chars.convert(*end));
            write!(out, "{separator}{start} {end}")?;
        }
        for (at, (start, end)) in fragments.iter().enumerate() {
            let separator = if at == 0 { "\t" } else { " " };
            write!(out, "{separator}{}", &mention.text[*start..*end])?;
        }
        out.write_all(b"\n")?;
        if let Some(entity) = &mention.entity {
            let id = escape::percent(entity.id, |c| c.is_whitespace() || c.is_control());
            writeln!(out, "N{number}\tReference T{number} sinotag:{id}\t{}", escape::on_one_line(entity.name))?;
        }
    }
    Ok(())
}

/// The parts of a mention between line ends and tabs, in bytes of it; white space around these belongs to neither part.
fn fragments(mention: &str) -> Vec<(usize, usize)> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut parts = Vec::new();
    let mut start = 0;
    for part in mention.split(breaks) {
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            let first = start + part.len() - part.trim_start().len();
            parts.push((first, first + trimmed.len()));
        }
        start += part.len() + mention[start + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    if parts.is_empty() { vec![(0, mention.len())] } else { parts }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{self, BANK, HOSTILE, tagged, written};
    use super::*;
    use crate::Kind;

    fn annotations(document: &TaggedText<'_>) -> String {
        written(|out| write_annotations(document, out))
    }

    #[test]
    fn offsets_are_characters_and_entities_are_references() {
        let names = [("Bank of China", Kind::Organization, BANK), ("Chengdu", Kind::Place, None)];
        let document = tagged("中国银行 😊 Bank of China, Chengdu", &names);
        let want = "T1\torganization 7 20\tBank of China\nN1\tReference T1 sinotag:org:bank-of-china\tBank of China\n\
                    T2\tplace 22 29\tChengdu\n";
        assert_eq!(annotations(&document), want);
    }

    #[test]
    fn broken_mentions_come_in_fragments() {
        let text = "x Bank of \r\n  China\tLtd";
        let document =
            TaggedText::of_mentions("a", text, vec![samples::mention(text, 2, text.len(), Kind::Organization, None)]);
        assert_eq!(annotations(&document), "T1\torganization 2 9;14 19;20 23\tBank of China Ltd\n");
    }

    #[test]
    fn nested_mentions_are_written() {
        let names = [("Bank of China", Kind::Organization, None), ("China", Kind::Place, None)];
        let want = "T1\torganization 0 13\tBank of China\nT2\tplace 8 13\tChina\n";
        assert_eq!(annotations(&tagged("Bank of China", &names)), want);
    }

    #[test]
    fn ids_of_users_may_hold_anything() {
        let document = tagged("Acme", &[("Acme", Kind::Organization, Some(("org:a b%\n", "Ac\nme")))]);
        assert!(annotations(&document).ends_with("N1\tReference T1 sinotag:org:a%20b%25%0A\tAc me\n"));
    }

    #[test]
    fn the_text_keeps_its_length_without_carriage_returns() {
        let document = TaggedText::of_mentions("a", "a\r\nb\rc\r", Vec::new());
        assert_eq!(written(|out| write_text(&document, out)), "a \nb\nc\n");
    }

    /// Reads annotations as brat does: fragments, joined by spaces, must be the text of the line.
    #[test]
    fn annotations_agree_with_the_text_file() {
        for text in HOSTILE {
            let document =
                tagged(text, &[("Bank of China", Kind::Organization, BANK), ("BOC", Kind::Organization, BANK)]);
            let file: Vec<char> = written(|out| write_text(&document, out)).chars().collect();
            assert_eq!(file.len(), text.chars().count());
            let annotations = annotations(&document);
            assert_eq!(annotations.lines().filter(|line| line.starts_with('T')).count(), document.mentions().len());
            for line in annotations.lines().filter(|line| line.starts_with('T')) {
                let [_, place, shown] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
                let offsets = place.split_once(' ').unwrap().1;
                let parts: Vec<String> = offsets
                    .split(';')
                    .map(|span| {
                        let (start, end) = span.split_once(' ').unwrap();
                        file[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
                    })
                    .collect();
                assert_eq!(parts.join(" "), shown);
            }
        }
    }

    #[test]
    fn the_configuration_lists_every_kind() {
        for kind in Kind::ALL {
            assert!(ANNOTATION_CONF.lines().any(|line| line == kind.name()), "{kind}");
        }
    }
}
