//! Key phrases: what a document is about.
//!
//! Goes in: the tokens and mentions of a document. Comes out: [`KeyPhrases`], ranked.
//!
//! 1. [`words`]: what the lists know of each word, its parts of speech and how rare it is ([`Background`]); of other words their endings
//!    tell the former ([`suffix`]);
//! 2. [`speech`]: what each token is in its sentence ([`grammar`]), the [`dateline`] left out;
//! 3. [`candidates`]: noun phrases and mentions ([`named`]), those that are the same taken together, stop phrases ([`stop`]) left out;
//! 4. [`features`]: what is known of each candidate, as numbers, among them its [`places`];
//! 5. [`method`]: ranks them.
//!
//! Everything takes time linear in the text. The lists are read when first asked for, so that plain tagging pays nothing.

mod background;
mod candidates;
mod dateline;
mod extractor;
mod features;
mod grammar;
mod language;
mod method;
mod named;
mod numbers;
mod phrase;
mod places;
mod speech;
mod stop;
mod suffix;
mod words;

pub use background::{Background, BackgroundBuilder};
pub use extractor::KeyPhraseExtractor;
pub use method::{KeyPhraseMethod, UnknownMethod};
pub use phrase::{Absence, KeyPhrase, KeyPhrases};
