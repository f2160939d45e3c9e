//! Training data for spaCy: JSON Lines, `{"id": ..., "text": ..., "entities": [[0, 13, "organization"]], "entity_ids": [...]}`.
//!
//! `text` and `entities` are what `Example.from_dict(nlp.make_doc(text), {"entities": entities})` takes; `entity_ids` has the id of the entity of
//! each, or null, in the same order, for `links` or a knowledge base. Offsets are characters. spaCy's entities cannot lie inside each
//! other, so only the outermost mentions are written. An entity that does not begin and end with tokens of spaCy's own is skipped in
//! training with a warning (W030).
//!
//! Needs the feature `formats`.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, spacy};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
//! let mut written = Vec::new();
//! spacy::write(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written)?;
//! let line = r#"{"id":"a1","text":"Chengdu grew.","entities":[[0,7,"place"]],"entity_ids":["place:cn-510100"]}"#;
//! assert_eq!(String::from_utf8(written).unwrap().trim_end(), line);
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::TaggedText;
use crate::Kind;

#[derive(serde::Serialize)]
struct Example<'a> {
    id: &'a str,
    text: &'a str,
    entities: Vec<(usize, usize, Kind)>,
    entity_ids: Vec<Option<&'a str>>,
}

/// Writes a document as one line.
///
/// # Errors
///
/// Those of `out`.
pub fn write(document: &TaggedText<'_>, mut out: &mut dyn Write) -> io::Result<()> {
    let mut span = document.char_spans();
    let (entities, entity_ids) = document
        .outermost()
        .map(|mention| {
            let (start, end) = span(mention);
            ((start, end, mention.kind), mention.entity.as_ref().map(|entity| entity.id))
        })
        .unzip();
    serde_json::to_writer(&mut out, &Example { id: document.id(), text: document.text(), entities, entity_ids })?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{BANK, assert_one_line_whatever_the_text, tagged, written};
    use super::*;

    #[test]
    fn only_the_outermost_mentions_are_entities() {
        let names =
            [("Bank of China", Kind::Organization, BANK), ("China", Kind::Place, None), ("Liu", Kind::Person, None)];
        let document = tagged("中国 😊 Bank of China, Liu", &names);
        let want = "{\"id\":\"a1\",\"text\":\"中国 😊 Bank of China, Liu\",\
                    \"entities\":[[5,18,\"organization\"],[20,23,\"person\"]],\"entity_ids\":[\"org:bank-of-china\",null]}\n";
        assert_eq!(written(|out| write(&document, out)), want);
    }

    #[test]
    fn a_document_is_one_line_whatever_the_text() {
        assert_one_line_whatever_the_text(|document, out| write(document, out));
    }
}
