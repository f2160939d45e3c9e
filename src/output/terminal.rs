//! Coloured text for a terminal: the mentions of each kind in a colour, those linked to an entity underlined.
//!
//! Colours are the eight that every terminal has (ANSI SGR 31 to 36), so they follow the reader's theme. Without colour mentions are
//! written as `[Bank of China](organization)`. Control characters of the text, which could move the cursor or change colours, are
//! shown as their pictures (`␛`). Of mentions inside each other only the outermost is coloured.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, terminal};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
//! let tagged = TaggedText::new("a1", &document, RecordOptions::default());
//! let mut written = Vec::new();
//! terminal::write(&tagged, true, &mut written)?;
//! assert!(written.starts_with(b"\x1b[1ma1\x1b[0m\n\n\x1b[1;32;4mChengdu\x1b[0m grew.\n"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::tagged_text::Step;
use super::{MentionRecord, TaggedText, escape, summary};
use crate::Kind;

/// The kinds in the order of the legend, with the SGR parameters of their colours. Not 34: blue is hardly to be read on black.
const COLOURS: [(Kind, &str); 5] = [
    (Kind::Organization, "1;36"),
    (Kind::Place, "1;32"),
    (Kind::Person, "1;33"),
    (Kind::Policy, "1;35"),
    (Kind::Event, "1;31"),
];

const RESET: &str = "\u{1B}[0m";

/// Writes a line that names the colours. Nothing without colour.
///
/// # Errors
///
/// Those of `out`.
pub fn write_legend(colour: bool, out: &mut dyn Write) -> io::Result<()> {
    if colour {
        for (kind, sgr) in COLOURS {
            write!(out, "\u{1B}[{sgr}m{kind}{RESET}  ")?;
        }
        writeln!(out, "\u{1B}[4mlinked to an entity{RESET}\n")?;
    }
    Ok(())
}

/// Writes a document: its id, its text, what it names and how often, and its key phrases if it has some; then an empty line.
///
/// # Errors
///
/// Those of `out`.
pub fn write(document: &TaggedText<'_>, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let bold = |text: &str, out: &mut dyn Write| {
        let (on, off) = if colour { ("\u{1B}[1m", RESET) } else { ("", "") };
        writeln!(out, "{on}{text}{off}")
    };
    bold(&escape::on_one_line(document.id()), out)?;
    out.write_all(b"\n")?;
    let mut inside = false;
    document.walk(document.outermost(), |step| match step {
        Step::Open(mention) => {
            inside = true;
            if colour { write_coloured(mention, out) } else { out.write_all(b"[") }
        }
        Step::Text(_) if inside && colour => Ok(()),
        Step::Text(text) => write_text(text, out),
        Step::Close(mention) => {
            inside = false;
            if colour { Ok(()) } else { write!(out, "]({})", mention.kind) }
        }
    })?;
    if !document.text().ends_with('\n') {
        out.write_all(b"\n")?;
    }
    write_rows(document, colour, out)?;
    if !document.key_phrases().is_empty() {
        out.write_all(b"\n")?;
        bold("key phrases", out)?;
        for phrase in document.key_phrases() {
            writeln!(out, "{:5}  {}", phrase.count, escape::on_one_line(phrase.text))?;
        }
    }
    out.write_all(b"\n")
}

fn write_coloured(mention: &MentionRecord<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sgr = sgr(mention.kind, mention.entity.is_some());
    // A pager forgets colours at the end of a line: each line of a mention has its own.
    for (at, line) in mention.text.split('\n').enumerate() {
        let line_end = if at == 0 { "" } else { "\n" };
        write!(out, "{line_end}\u{1B}[{sgr}m")?;
        write_text(line, out)?;
        out.write_all(RESET.as_bytes())?;
    }
    Ok(())
}

fn sgr(kind: Kind, linked: bool) -> String {
    let colour = COLOURS.iter().find(|(of, _)| *of == kind).map_or("1", |(_, sgr)| sgr);
    format!("{colour}{}", if linked { ";4" } else { "" })
}

fn write_rows(document: &TaggedText<'_>, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let rows = summary::rows(document);
    let widest = |lengths: &mut dyn Iterator<Item = usize>, most: usize| lengths.max().unwrap_or(0).min(most);
    let name_width = widest(&mut rows.iter().map(|row| row.name.chars().count()), 48);
    let id_width = widest(&mut rows.iter().filter_map(|row| row.id).map(|id| id.chars().count()), 48);
    for (at, row) in rows.iter().enumerate() {
        if at == 0 {
            out.write_all(b"\n")?;
        }
        let kind = format!("{:12}", row.kind);
        let kind = if colour { format!("\u{1B}[{}m{kind}{RESET}", sgr(row.kind, false)) } else { kind };
        // Chinese characters are two columns wide, so their name stands last.
        let id = row.id.map(escape::on_one_line).unwrap_or_default();
        let name_zh = row.name_zh.map(escape::on_one_line).unwrap_or_default();
        let line = format!("{:5}  {kind}  {:name_width$}  {id:id_width$}  {name_zh}", row.count, row.name);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_text(text: &str, out: &mut dyn Write) -> io::Result<()> {
    escape::replace(
        text,
        |c| c.is_control() && !matches!(c, '\n' | '\t'),
        |c, out| match c {
            '\r' => Ok(()),
            '\u{7F}' => out.write_all("\u{2421}".as_bytes()),
            c => {
                let picture = char::from_u32(0x2400 + u32::from(c)).filter(|_| c < ' ').unwrap_or('\u{FFFD}');
                write!(out, "{picture}")
            }
        },
        out,
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::{BANK, HOSTILE, Known, phrase, tagged, written};
    use super::*;

    fn names() -> [(&'static str, Kind, Known<'static>); 3] {
        [("Bank of\nChina", Kind::Organization, BANK), ("China", Kind::Place, None), ("Liu", Kind::Person, None)]
    }

    #[test]
    fn mentions_are_coloured_line_by_line() {
        let document = tagged("Bank of\nChina and Liu\r\n", &names());
        let want = "\u{1B}[1ma1\u{1B}[0m\n\n\u{1B}[1;36;4mBank of\u{1B}[0m\n\u{1B}[1;36;4mChina\u{1B}[0m and \
                    \u{1B}[1;33mLiu\u{1B}[0m\n\n";
        assert!(written(|out| write(&document, true, out)).starts_with(want));
    }

    #[test]
    fn without_colour_there_is_no_escape() {
        let phrases = vec![phrase("lending", None)];
        let document = tagged("Bank of\nChina and Liu", &names()).with_phrases(phrases);
        let want = "a1\n\n[Bank of\nChina](organization) and [Liu](person)\n\n    \
                    1  organization  Bank of China  org:bank-of-china\n    1  place         China\n    \
                    1  person        Liu\n\nkey phrases\n    2  lending\n\n";
        assert_eq!(written(|out| write(&document, false, out)), want);
        assert_eq!(written(|out| write_legend(false, out)), "");
    }

    #[test]
    fn the_legend_names_every_kind() {
        let legend = written(|out| write_legend(true, out));
        for kind in Kind::ALL {
            assert!(legend.contains(&format!("\u{1B}[{}m{kind}", sgr(kind, false))), "{kind}");
        }
    }

    #[test]
    fn no_control_character_of_a_text_gets_through() {
        for text in HOSTILE {
            let document = tagged(text, &[("Bank of China", Kind::Organization, BANK)]);
            let plain = written(|out| write(&document, false, out));
            assert!(!plain.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{plain:?}");
            let coloured = written(|out| write(&document, true, out));
            let escapes = coloured.matches('\u{1B}').count();
            assert_eq!(escapes, coloured.matches("\u{1B}[1").count() + coloured.matches(RESET).count(), "{coloured:?}");
        }
    }
}
