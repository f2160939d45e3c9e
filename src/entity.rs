//! [`Entity`]: what a dictionary knows of one thing that has a name.

use std::path::Path;

use crate::dictionary::attributes::{self, Value};
use crate::dictionary::{Entry, EntryId, Lexicon};
use crate::{Date, Kind, Period};

/// A known entity: a row of a dictionary.
#[derive(Clone, Copy, Debug)]
pub struct Entity<'a> {
    lexicon: &'a Lexicon,
    number: EntryId,
}

impl PartialEq for Entity<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.lexicon, other.lexicon) && self.number == other.number
    }
}

impl Eq for Entity<'_> {}

impl<'a> Entity<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, number: EntryId) -> Self {
        Self { lexicon, number }
    }

    fn entry(self) -> Entry<'a> {
        self.lexicon.entry(self.number)
    }

    /// The stable id: `org:bank-of-china`, `place:cn-500000`.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.entry().id
    }

    /// The canonical English name.
    #[must_use]
    pub fn name(self) -> &'a str {
        self.entry().name
    }

    /// The Chinese name, if the dictionary has it.
    #[must_use]
    pub fn name_zh(self) -> Option<&'a str> {
        some(self.entry().name_zh)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// A finer class: `bank`, `province`, `slogan`.
    #[must_use]
    pub fn subkind(self) -> Option<&'a str> {
        some(self.entry().subkind)
    }

    /// From 0 to 9: which entity a shared name means when nothing else decides.
    #[must_use]
    pub fn prominence(self) -> u8 {
        self.entry().prominence
    }

    /// The attributes of the dictionary row, in its order.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Attribute<'a>)> {
        attributes::read(self.entry().attributes).map(|(key, value)| {
            let attribute = match value {
                Value::Text(text) => Attribute::Text(text),
                Value::List(items) => Attribute::List(items.split('|').collect()),
            };
            (key, attribute)
        })
    }

    /// One attribute, by its name.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<Attribute<'a>> {
        self.attributes().find_map(|(key, value)| (key == name).then_some(value))
    }

    /// When a body existed, if the dictionary says anything about it.
    ///
    /// ```
    /// let tagger = sinotag::Tagger::bundled();
    /// let commission = tagger.entity("org:china-banking-regulatory-commission").unwrap();
    /// assert_eq!(commission.existence().unwrap().to_string(), "2003..2018");
    /// ```
    #[must_use]
    pub fn existence(self) -> Option<Period> {
        attributes::existence(self.entry().attributes)
    }

    /// The offices of a person with the time in each, where it is known, in the order of the dictionary row.
    pub fn offices(self) -> impl Iterator<Item = (&'a str, Option<Period>)> {
        attributes::offices(self.entry().attributes)
    }

    /// Whether a body existed, or a person held one of the known offices, on a date; none if the dictionary does not tell.
    #[must_use]
    pub fn was_active(self, date: Date) -> Option<bool> {
        active(self.entry(), date)
    }

    /// All surface forms, the canonical name among them. Takes time linear in the size of the dictionaries.
    pub fn surface_forms(self) -> impl Iterator<Item = SurfaceForm<'a>> {
        let forms = self.lexicon.all_forms().iter().filter(move |form| form.entry == self.number);
        forms.map(move |form| SurfaceForm { text: self.lexicon.surface(form), needs_context: form.needs_context })
    }

    /// The dictionary file of the row, and its line, from 1.
    #[must_use]
    pub fn origin(self) -> (&'a Path, usize) {
        (self.lexicon.file_of(self.entry()), self.entry().origin.line as usize)
    }
}

/// Whether an entry existed or held an office on a date, if its attributes tell.
pub(crate) fn active(entry: Entry<'_>, date: Date) -> Option<bool> {
    if entry.kind == Kind::Person {
        let mut times = attributes::offices(entry.attributes).filter_map(|(_, period)| period).peekable();
        times.peek()?;
        return Some(times.any(|period| period.includes(date)));
    }
    attributes::existence(entry.attributes).map(|period| period.includes(date))
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// One way to write the name of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SurfaceForm<'a> {
    /// The form, as the dictionary writes it.
    pub text: &'a str,
    /// Whether it is ambiguous, so that it counts only where the document supports it.
    pub needs_context: bool,
}

/// The value of an attribute of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum Attribute<'a> {
    /// One value: `parent`, `adcode`.
    Text(&'a str),
    /// Several: `ticker`, `office`.
    List(Vec<&'a str>),
}
