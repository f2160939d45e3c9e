//! Output: tagged documents as plain data, and in the formats of other programs.
//!
//! [`DocumentRecord`] is one line of the JSON Lines output, without the id of the document; with the feature `serde` it derives
//! `Serialize`, so any serde format can write it.
//!
//! The other formats take a [`TaggedText`] and write it to anything that is [`std::io::Write`]:
//!
//! | module | format | documents in one file |
//! |---|---|---|
//! | [`conll`] | CoNLL-2003 with IOB2 labels | many |
//! | [`brat`] | brat stand-off | one, with a second file |
//! | [`webanno`] | WebAnno TSV 3.3 of INCEpTION | one |
//! | `doccano`, `spacy` (feature `formats`) | JSON Lines for doccano, and to train spaCy | many |
//! | [`inline`] | the text, mentions as links | many |
//! | [`html`] | a page to read | many |
//! | [`terminal`] | coloured text | many |
//!
//! A writer needs memory for its one document only, and writes the same bytes for the same document. It writes in small pieces: give it
//! a `Vec<u8>` or a [`BufWriter`](std::io::BufWriter).

pub mod brat;
pub mod conll;
#[cfg(feature = "formats")]
pub mod doccano;
mod escape;
pub mod html;
pub mod inline;
#[cfg(feature = "serde")]
mod kind;
mod record;
#[cfg(test)]
mod samples;
#[cfg(feature = "formats")]
pub mod spacy;
mod summary;
mod tagged_text;
pub mod terminal;
pub mod webanno;

pub use record::{DocumentRecord, EntityRecord, KeyPhraseRecord, MentionRecord, RecordOptions};
pub use tagged_text::TaggedText;
