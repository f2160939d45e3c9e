//! Dictionaries: what is known, and where it stands in a text.
//!
//! Goes in: files of rows ([`parse`]; [`row`] says what their cells mean). Comes out, by the [`builder`]: one immutable
//! [`Lexicon`] that knows words ([`vocabulary`]) and names ([`matcher`]), and reports **every** dictionary match of a text,
//! overlapping ones included: deciding is not done here.
//!
//! Matching works on whole words. Each token is looked up once; a name is a sequence of word numbers, and the
//! [`trie`] finds such sequences. The formats are described in `dictionaries/README.md`.

pub(crate) mod attributes;
pub(crate) mod builder;
mod bundled;
mod check;
pub(crate) mod classes;
mod country;
#[cfg(feature = "formats")]
mod csv;
pub(crate) mod entry;
mod image;
#[cfg(feature = "formats")]
mod json_lines;
pub(crate) mod lexicon;
pub(crate) mod matcher;
pub(crate) mod parse;
#[cfg(feature = "bundled")]
pub(crate) mod prebuilt;
mod row;
mod spelling;
#[cfg(feature = "internals")]
pub(crate) mod tables;
mod texts;
mod trie;
mod tsv;
pub(crate) mod vocabulary;
mod words;

pub use check::Remark;
pub use parse::Dictionary;

pub(crate) use classes::Class;
pub(crate) use country::Country;
pub(crate) use entry::{Entry, EntryId};
pub(crate) use lexicon::Lexicon;
pub(crate) use matcher::{DictionaryMatch, PatternId};
pub(crate) use vocabulary::WordId;
