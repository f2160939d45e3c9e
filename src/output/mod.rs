//! Output: tagged documents as plain data, ready to be serialized.
//!
//! [`DocumentRecord`] is one line of the JSON Lines output, without the id of the document; with the feature `serde` it derives `Serialize`, so any serde format
//! can write it.

#[cfg(feature = "serde")]
mod kind;
mod record;

pub use record::{DocumentRecord, EntityRecord, KeyPhraseRecord, MentionRecord, RecordOptions};
