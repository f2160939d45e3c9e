//! [`KeyPhrases`] and [`KeyPhrase`]: what callers receive.

use std::ops::Deref;

use crate::{Entity, Kind, Span};

use super::features::Features;
use super::suffix;

/// A phrase that says what a document is about.
#[derive(Clone, Debug)]
pub struct KeyPhrase<'a> {
    pub(super) text: &'a str,
    pub(super) score: f32,
    pub(super) spans: Vec<Span>,
    pub(super) kind: Option<Kind>,
    pub(super) entity: Option<Entity<'a>>,
    pub(super) features: Features,
}

impl<'a> KeyPhrase<'a> {
    /// The phrase as it stands in the text: of a mention its longest name there, of another phrase its first occurrence. May hold a line
    /// end, where the text is wrapped.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The phrase in lower case and in the singular, in one line: the same for all forms that count as one noun phrase, also in other
    /// documents. Not meant to be read: endings are cut by rule, as in "new serie".
    ///
    /// ```
    /// let document = sinotag::Tagger::bundled().tag("The EU will impose soybean\ntariffs on Monday.");
    /// assert!(document.key_phrases(10).iter().any(|phrase| phrase.normalized() == "soybean tariff"));
    /// ```
    #[must_use]
    pub fn normalized(&self) -> String {
        let mut normalized = String::with_capacity(self.text.len());
        for word in self.text.split_whitespace() {
            if !normalized.is_empty() {
                normalized.push(' ');
            }
            let (cut, ending) = suffix::singular(word).unwrap_or_default();
            normalized.extend(word[..word.len() - cut].chars().flat_map(char::to_lowercase));
            normalized.push_str(ending);
        }
        normalized
    }

    /// How well it says what the document is about, in 0 to 1. Comparable within a document, and between documents as far as one method
    /// and one background are used.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// Where it stands, in bytes and in order: in singular or plural, and for an entity under any of its names. At least one.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// How often it stands in the text, also as a part of longer phrases.
    #[must_use]
    pub fn count(&self) -> usize {
        self.spans.len()
    }

    /// What it names, if it is a mention.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// The known entity that it names, if it is a mention that is linked to one.
    #[must_use]
    pub fn entity(&self) -> Option<Entity<'a>> {
        self.entity
    }

    /// What the ranking saw: names and values of the features, for those who want to know why, or to fit weights of their own. The set
    /// of features may change with any version.
    #[must_use]
    pub fn features(&self) -> impl ExactSizeIterator<Item = (&'static str, f32)> {
        Features::NAMES.into_iter().zip(self.features.values())
    }
}

/// Why a document has no key phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Absence {
    /// There is nothing in it that could be one: it is empty, or numbers, or one word.
    NoPhrase,
    /// It is not written in English.
    NotEnglish,
}

impl Absence {
    /// The name used in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoPhrase => "no-phrase",
            Self::NotEnglish => "not-english",
        }
    }
}

/// The key phrases of a document, best first: a slice of them, and the reason if there are none.
#[derive(Clone, Debug)]
pub struct KeyPhrases<'a> {
    pub(super) phrases: Vec<KeyPhrase<'a>>,
    pub(super) absence: Option<Absence>,
}

impl KeyPhrases<'_> {
    /// Why there are none; none if there are some, or none were asked for.
    #[must_use]
    pub fn absence(&self) -> Option<Absence> {
        self.absence
    }
}

impl<'a> Deref for KeyPhrases<'a> {
    type Target = [KeyPhrase<'a>];

    fn deref(&self) -> &Self::Target {
        &self.phrases
    }
}

impl<'a> IntoIterator for KeyPhrases<'a> {
    type Item = KeyPhrase<'a>;
    type IntoIter = std::vec::IntoIter<KeyPhrase<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.phrases.into_iter()
    }
}

impl<'a, 'k> IntoIterator for &'k KeyPhrases<'a> {
    type Item = &'k KeyPhrase<'a>;
    type IntoIter = std::slice::Iter<'k, KeyPhrase<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.phrases.iter()
    }
}
