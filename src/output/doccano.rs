//! doccano: JSON Lines for a project of sequence labeling, `{"id": ..., "text": ..., "label": [[0, 13, "organization"]]}`.
//!
//! The names of the fields are those that doccano's import suggests; it keeps other fields, here `id`, as metadata of the example. Offsets
//! are characters. Mentions inside each other are written; doccano drops all but the first unless the project allows overlapping
//! spans. Entities have no place in the format.
//!
//! Needs the feature `formats`.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, doccano};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
//! let mut written = Vec::new();
//! doccano::write(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written)?;
//! assert_eq!(written, b"{\"id\":\"a1\",\"text\":\"Chengdu grew.\",\"label\":[[0,7,\"place\"]]}\n");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::{MentionRecord, TaggedText};
use crate::Kind;

#[derive(serde::Serialize)]
struct Example<'a> {
    id: &'a str,
    text: &'a str,
    label: Vec<(usize, usize, Kind)>,
}

/// Writes a document as one line.
///
/// # Errors
///
/// Those of `out`.
pub fn write(document: &TaggedText<'_>, mut out: &mut dyn Write) -> io::Result<()> {
    let mut span = document.char_spans();
    let label = |mention: &MentionRecord<'_>| {
        let (start, end) = span(mention);
        (start, end, mention.kind)
    };
    let label = document.mentions().iter().map(label).collect();
    serde_json::to_writer(&mut out, &Example { id: document.id(), text: document.text(), label })?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{BANK, assert_one_line_whatever_the_text, tagged, written};
    use super::*;

    #[test]
    fn offsets_are_characters() {
        let names = [("Bank of China", Kind::Organization, BANK), ("China", Kind::Place, None)];
        let document = tagged("中国 😊 Bank of China\u{0}\"", &names);
        let want = "{\"id\":\"a1\",\"text\":\"中国 😊 Bank of China\\u0000\\\"\",\"label\":[[5,18,\"organization\"],[13,18,\"place\"]]}\n";
        assert_eq!(written(|out| write(&document, out)), want);
    }

    #[test]
    fn a_document_is_one_line_whatever_the_text() {
        assert_one_line_whatever_the_text(|document, out| write(document, out));
    }
}
