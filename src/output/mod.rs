//! Output: tagged documents as plain data, ready to be serialized.
//!
//! [`DocumentRecord`] is one line of the JSON Lines output; with the feature `serde` it derives `Serialize`, so any serde format
//! can write it.

mod record;

pub use record::{DocumentRecord, EntityRecord, MentionRecord, RecordOptions};
