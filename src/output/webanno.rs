//! WebAnno TSV 3.3, which INCEpTION imports and exports as "WebAnno TSV v3.3 (WebAnno v3.x)": one file a document.
//!
//! Mentions are annotations of the layer `NamedEntity` that every project has: the feature `value` is the kind, `identifier` the id of
//! the entity. Offsets are UTF-16 code units, as the format demands. Sentences and tokens are those of the tagger, but no sentence ends inside a mention; a mention that
//! begins or ends inside a token is widened to whole tokens. Mentions inside each other are stacked (`place[2]|organization[1]`).
//!
//! The format records no text between sentences: white space there is read back as line ends and spaces, of the same length, so that all
//! offsets hold. Escapes are those of INCEpTION's exporter: in the text a backslash before a backslash, `\t`, `\r` and the like; in values
//! one before each character that the format reserves. A text without a single token gives a header only, which INCEpTION
//! refuses, as it does its own export of such a document.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, webanno};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
//! let mut written = Vec::new();
//! webanno::write(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written)?;
//! assert!(String::from_utf8(written).unwrap().contains("\n#Text=Chengdu grew.\n1-1\t0-7\tChengdu\tplace:cn-510100\tplace\t\n"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::{MentionRecord, TaggedText, escape};
use crate::{OffsetConverter, OffsetUnit};

const HEADER: &str = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value

";

/// Writes a document. It must have a file of its own.
///
/// # Errors
///
/// Those of `out`.
pub fn write(document: &TaggedText<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let text = document.text();
    let read = document.read();
    let layer = Layer::new(document, read.tokens.iter().map(|token| (token.start as usize, token.end as usize)));
    let mut utf16 = OffsetConverter::new(text, OffsetUnit::Utf16);
    for (number, sentence) in (1..).zip(&read.sentences) {
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        let tokens = &read.tokens[first..end];
        let (Some(begin), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        out.write_all(b"\n")?;
        for line in text[begin.start as usize..last.end as usize].split('\n') {
            out.write_all(b"#Text=")?;
            write_text(line, out)?;
            out.write_all(b"\n")?;
        }
        for (at, token) in tokens.iter().enumerate() {
            let (start, end) = (utf16.convert(token.start as usize), utf16.convert(token.end as usize));
            write!(out, "{number}-{}\t{start}-{end}\t{}\t", at + 1, token.text(text))?;
            let cell = layer.of_token(first + at);
            layer.write_column(cell, |mention| mention.entity.as_ref().map(|entity| entity.id), out)?;
            layer.write_column(cell, |mention| Some(mention.kind.name()), out)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// The mentions of each token.
struct Layer<'d> {
    mentions: &'d [MentionRecord<'d>],
    /// The numbers of the mentions that each token belongs to.
    of_tokens: Vec<Vec<usize>>,
    /// The disambiguation ids of mentions that stand in several rows, or in one row with others.
    ids: Vec<Option<usize>>,
}

impl<'d> Layer<'d> {
    fn new(document: &'d TaggedText<'_>, tokens: impl Iterator<Item = (usize, usize)>) -> Self {
        let mentions = document.mentions();
        let mut rows = vec![0usize; mentions.len()];
        let mut shared = vec![false; mentions.len()];
        let mut first = 0;
        let of_tokens: Vec<Vec<usize>> = tokens
            .map(|(start, end)| {
                // All before the first that is not over are over, too; of those behind it some may be, if they lie in it.
                while mentions.get(first).is_some_and(|mention| mention.end <= start) {
                    first += 1;
                }
                let reached = mentions[first..].iter().take_while(|mention| mention.start < end).enumerate();
                let cell: Vec<usize> =
                    reached.filter(|(_, mention)| mention.end > start).map(|(at, _)| first + at).collect();
                for &mention in &cell {
                    rows[mention] += 1;
                    shared[mention] |= cell.len() > 1;
                }
                cell
            })
            .collect();
        let mut ids = 0;
        let ids = rows.iter().zip(shared).map(|(rows, shared)| {
            (*rows > 1 || shared).then(|| {
                ids += 1;
                ids
            })
        });
        Self { mentions, of_tokens, ids: ids.collect() }
    }

    fn of_token(&self, token: usize) -> &[usize] {
        self.of_tokens.get(token).map_or(&[], Vec::as_slice)
    }

    /// Writes a feature of the mentions of a token: `_` where there is none, `*` for one without a value.
    fn write_column(
        &self,
        cell: &[usize],
        feature: impl Fn(&MentionRecord<'d>) -> Option<&'d str>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if cell.is_empty() {
            out.write_all(b"_")?;
        }
        for (at, &mention) in cell.iter().enumerate() {
            if at > 0 {
                out.write_all(b"|")?;
            }
            match feature(&self.mentions[mention]) {
                Some(value) => write_value(value, out)?,
                None => out.write_all(b"*")?,
            }
            if let Some(id) = self.ids[mention] {
                write!(out, "[{id}]")?;
            }
        }
        out.write_all(b"\t")
    }
}

/// A line of the text, in which the exporter of INCEpTION escapes control characters but no vertical tab.
fn write_text(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let special = |c: char| c == '\\' || (c < ' ' && c != '\u{B}');
    escape::replace(
        line,
        special,
        |c, out| match c {
            '\t' => out.write_all(b"\\t"),
            '\r' => out.write_all(b"\\r"),
            '\u{C}' => out.write_all(b"\\f"),
            '\u{8}' => out.write_all(b"\\b"),
            _ => write!(out, "\\{c}"),
        },
        out,
    )
}

fn write_value(value: &str, out: &mut dyn Write) -> io::Result<()> {
    // The format reserves `->` as a whole; ids hold no line ends, but those of users might.
    let value = escape::on_one_line(value).replace("->", "\u{0}>");
    escape::replace(
        &value,
        |c| matches!(c, '\\' | '[' | ']' | '|' | '_' | ';' | '*' | '\u{0}'),
        |c, out| if c == '\u{0}' { out.write_all(b"\\-") } else { write!(out, "\\{c}") },
        out,
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::{self, BANK, HOSTILE, tagged, written};
    use super::*;
    use crate::Kind;

    fn webanno(document: &TaggedText<'_>) -> String {
        written(|out| write(document, out))
    }

    #[test]
    fn a_document_is_sentences_of_tokens() {
        let names = [("Bank of China", Kind::Organization, BANK), ("Chengdu", Kind::Place, None)];
        let document = tagged("😊 Bank of China grew.\n\nIn Chengdu", &names);
        let want = "#FORMAT=WebAnno TSV 3.3\n\
                    #T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n\
                    #Text=😊 Bank of China grew.\n\
                    1-1\t0-2\t😊\t_\t_\t\n\
                    1-2\t3-7\tBank\torg:bank-of-china[1]\torganization[1]\t\n\
                    1-3\t8-10\tof\torg:bank-of-china[1]\torganization[1]\t\n\
                    1-4\t11-16\tChina\torg:bank-of-china[1]\torganization[1]\t\n\
                    1-5\t17-21\tgrew\t_\t_\t\n\
                    1-6\t21-22\t.\t_\t_\t\n\n\
                    #Text=In Chengdu\n\
                    2-1\t24-26\tIn\t_\t_\t\n\
                    2-2\t27-34\tChengdu\t*\tplace\t\n";
        assert_eq!(webanno(&document), want);
    }

    #[test]
    fn mentions_inside_each_other_are_stacked() {
        let names = [("Bank of China", Kind::Organization, BANK), ("China", Kind::Place, None)];
        let written = webanno(&tagged("Bank of China China", &names));
        assert!(
            written.contains("1-3\t8-13\tChina\torg:bank-of-china[1]|*[2]\torganization[1]|place[2]\t\n"),
            "{written}"
        );
        assert!(written.ends_with("1-4\t14-19\tChina\t*\tplace\t\n"), "{written}");
    }

    #[test]
    fn mentions_are_widened_to_tokens() {
        let text = "Chengdu";
        let document = TaggedText::of_mentions("a", text, vec![samples::mention(text, 2, 5, Kind::Place, None)]);
        assert!(webanno(&document).ends_with("1-1\t0-7\tChengdu\t*\tplace\t\n"));
    }

    #[test]
    fn no_sentence_ends_inside_a_mention() {
        let text = "It grew. China";
        let document = TaggedText::of_mentions("a", text, vec![samples::mention(text, 3, 14, Kind::Place, None)]);
        assert_eq!(webanno(&document).matches("#Text=").count(), 1);
    }

    #[test]
    fn lines_and_reserved_characters_are_escaped() {
        let text = "On Tuesday the lender said in a statement, as the market had expected of\r\nit, that a\\b\tgrew.";
        let written = webanno(&tagged(text, &[("lender", Kind::Place, Some(("x:[a]_b|c->d-e;*\\", "x")))]));
        assert!(written.contains("had expected of\\r\n#Text=it, that a\\\\b\\tgrew.\n1-1\t"), "{written}");
        assert!(written.contains("\tx:\\[a\\]\\_b\\|c\\->d-e\\;\\*\\\\\tplace\t\n"), "{written}");
    }

    /// Reads a document as INCEpTION does, and compares text and offsets.
    #[test]
    fn the_text_can_be_read_back() {
        for text in HOSTILE {
            let document =
                tagged(text, &[("Bank of China", Kind::Organization, BANK), ("BOC", Kind::Organization, None)]);
            let written = webanno(&document);
            let mut read: Vec<u16> = Vec::new();
            let mut sentence = String::new();
            for line in written.strip_prefix(HEADER).unwrap().split('\n') {
                if let Some(part) = line.strip_prefix("#Text=") {
                    sentence.push_str(&unescaped(part));
                    sentence.push('\n');
                } else if !line.is_empty() {
                    let fields: Vec<&str> = line.split('\t').collect();
                    assert_eq!(fields.len(), 6, "{line:?}");
                    let (start, end) = fields[1].split_once('-').unwrap();
                    let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
                    if !sentence.is_empty() {
                        read.truncate(start.max(read.len().saturating_sub(1)));
                        read.resize(start, u16::from(b' '));
                        read.extend(std::mem::take(&mut sentence).encode_utf16());
                    }
                    assert_eq!(String::from_utf16(&read[start..end]).unwrap(), fields[2]);
                }
            }
            let words = |text: &str| {
                text.replace(['\u{feff}', '\u{200b}', '\u{85}'], " ").split_whitespace().collect::<String>()
            };
            assert_eq!(words(&String::from_utf16(&read).unwrap()), words(text));
        }
    }

    fn unescaped(line: &str) -> String {
        let mut chars = line.chars();
        let mut text = String::new();
        while let Some(c) = chars.next() {
            text.push(if c != '\\' {
                c
            } else {
                match chars.next().unwrap() {
                    't' => '\t',
                    'r' => '\r',
                    'f' => '\u{C}',
                    'b' => '\u{8}',
                    other => other,
                }
            });
        }
        text
    }
}
