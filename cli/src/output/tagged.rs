//! The formats of other programs, and those to read, that hold many documents: the library writes them.
//!
//! Each takes the text of a document as one, however many fields it came from, and its offsets count in that text.

use std::io;

use sinotag::output::{RecordOptions, TaggedText, conll, doccano, html, inline, spacy, terminal};

use super::{Annotated, DocumentFormat};

pub(super) enum Tagged {
    Conll,
    Doccano,
    Spacy,
    Inline,
    Html { title: String, options: RecordOptions },
    Terminal { colour: bool },
}

/// The document as the writers of the library take it.
pub(super) fn tagged_text<'a>(document: &Annotated<'a>, options: RecordOptions) -> TaggedText<'a> {
    let text = TaggedText::new(document.id, document.document, options);
    match &document.key_phrases {
        Some(phrases) => text.with_key_phrases(phrases),
        None => text,
    }
}

impl DocumentFormat for Tagged {
    fn header(&self, out: &mut Vec<u8>) {
        in_memory(match self {
            Self::Html { title, .. } => html::write_header(title, out),
            Self::Terminal { colour } => terminal::write_legend(*colour, out),
            Self::Conll | Self::Doccano | Self::Spacy | Self::Inline => Ok(()),
        });
    }

    fn separator(&self) -> &'static [u8] {
        match self {
            Self::Inline => inline::SEPARATOR.as_bytes(),
            _ => b"",
        }
    }

    fn document(&self, document: &Annotated<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        let options = if let Self::Html { options, .. } = self { *options } else { RecordOptions::default() };
        let document = tagged_text(document, options);
        let written = match self {
            Self::Conll => conll::write(&document, out),
            Self::Doccano => doccano::write(&document, out),
            Self::Spacy => spacy::write(&document, out),
            Self::Inline => inline::write(&document, out),
            Self::Html { .. } => html::write_document(&document, out),
            Self::Terminal { colour } => terminal::write(&document, *colour, out),
        };
        written.map_err(|error| error.to_string())
    }

    fn footer(&self, out: &mut Vec<u8>) {
        if let Self::Html { .. } = self {
            in_memory(html::write_footer(out));
        }
    }
}

fn in_memory(written: io::Result<()>) {
    written.unwrap_or_else(|error| unreachable!("memory can be written: {error}"));
}
