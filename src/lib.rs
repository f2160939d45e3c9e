//! sinotag
#![cfg_attr(docsrs, feature(doc_cfg))]

mod annotation;
mod candidate;
mod dictionary;
mod document;
mod error;
mod explain;
mod kind;
pub mod output;
mod resolve;
mod rules;
mod span;
mod tagger;
mod text;

pub use annotation::{Attribute, Document, DocumentRef, Entity, EntityMentions, Evidence, Mention, Mentions};
pub use dictionary::Dictionary;
pub use error::Error;
pub use explain::{Considered, Explanation, Outcome};
pub use kind::{Kind, UnknownKind};
pub use span::Span;
pub use tagger::{Scratch, Tagger, TaggerBuilder};
pub use text::offsets::{OffsetConverter, OffsetUnit};
