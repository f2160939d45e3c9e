//! sinotag reads English news about the Chinese economy and finds what it names: organizations, places, people, policy
//! phrases and events, linked to known entities with their Chinese names and codes.
//!
//! ```
//! use sinotag::{Kind, Tagger};
//!
//! let tagger = Tagger::bundled();
//! let document = tagger.tag("Bank of China (BOC) helps integrate Chongqing into the \"dual circulation\".");
//!
//! let mentions: Vec<_> = document.mentions().map(|m| (m.text(), m.kind())).collect();
//! assert_eq!(mentions, [
//!     ("Bank of China", Kind::Organization),
//!     ("BOC", Kind::Organization),
//!     ("Chongqing", Kind::Place),
//!     ("dual circulation", Kind::Policy),
//! ]);
//!
//! let boc = document.mentions().nth(1).and_then(|mention| mention.entity()).unwrap();
//! assert_eq!((boc.id(), boc.name_zh()), ("org:bank-of-china", Some("中国银行")));
//! ```
//!
//! It works by dictionaries and rules, without a statistical model, a network or a download: the same text gives the same
//! mentions on every run, [`Tagger::explain`] tells why, and a core reads tens of megabytes a second.
//!
//! # The way of a text
//!
//! 1. **text**: tokens (UAX #29, repaired for news) and sentences. The text is never altered: spans are bytes of the original.
//! 2. **dictionary**: each token is looked up once; a trie over words finds every known name, overlapping
//!    ones included.
//! 3. **rules**: propose candidates for names that no dictionary holds, each with a confidence.
//! 4. **resolve**: ranks all candidates by one total order and keeps those that do not overlap a better one.
//! 5. **document**: acronyms that the text defines, surnames after full names, one kind for one name; then resolves again.
//! 6. **link**: chooses the entity of each mention, or lists those between which nothing decides.
//! 7. **[`output`]**: plain records for JSON, and the formats of other programs.
//!
//! # What to use
//!
//! - [`Tagger`]: build one, share it; [`Tagger::tag`] gives a [`Document`] of [`Mention`]s.
//! - [`Scratch`] and [`Tagger::tag_with`]: for millions of texts, in buffers that are reused.
//! - [`Dictionary`] and [`TaggerBuilder`]: names of your own, vetoes, a choice of kinds; [`Tagger::check`] looks names through.
//! - [`Tagger::lookup`] and [`Tagger::office_holders`]: what the dictionaries know, without a text.
//! - [`Tagger::as_of`]: texts of a known date prefer entities that were active then.
//! - [`OffsetConverter`]: characters or UTF-16 code units instead of bytes.
//! - [`output::DocumentRecord`]: what the `sinotag` command writes of a document, for serde.
//! - [`output::TaggedText`]: CoNLL, brat, WebAnno, HTML and other formats.
//!
//! # Features
//!
//! - `bundled` (default): the dictionaries are part of the library. Without it, give your own to [`Tagger::builder`]; the
//!   word lists that rules are made of (0.9 MB) are always there.
//! - `serde` (default): the types of [`output`] can be serialized.
//! - `formats`: [`Dictionary`] reads CSV, JSON Lines and spaCy's pattern files too, and [`output`] writes JSON Lines for doccano and spaCy.

/// Compiles and runs the examples of the README.
#[cfg(all(doctest, feature = "bundled"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// And those of the guide to dictionaries.
#[cfg(all(doctest, feature = "bundled"))]
#[doc = include_str!("../docs/dictionaries.md")]
struct DictionariesGuide;

mod annotation;
mod candidate;
mod date;
mod dictionary;
mod document;
mod entity;
mod error;
mod explain;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod keyphrase;
mod kind;
mod lookup;
mod nested;
pub mod output;
mod resolve;
mod rules;
mod span;
mod switches;
mod tagger;
mod text;

pub use annotation::{Document, DocumentRef, EntityMentions, Evidence, Mention, Mentions};
pub use date::{Date, InvalidDate, Period};
pub use dictionary::{Dictionary, Remark};
pub use entity::{Attribute, Entity, SurfaceForm};
pub use error::Error;
pub use explain::{Considered, Explanation, Outcome};
pub use keyphrase::{
    Absence, Background, BackgroundBuilder, KeyPhrase, KeyPhraseExtractor, KeyPhraseMethod, KeyPhrases, UnknownMethod,
};
pub use kind::{Kind, UnknownKind};
pub use lookup::{Matched, OfficeHolder};
pub use span::Span;
pub use tagger::{Scratch, Tagger, TaggerBuilder};
pub use text::offsets::{OffsetConverter, OffsetUnit};
