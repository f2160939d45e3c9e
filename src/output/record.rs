//! [`DocumentRecord`] and its parts: the fields of the output format, in its order.

use crate::{
    Absence, Attribute, DocumentRef, Entity, Evidence, KeyPhrase, KeyPhrases, Kind, Mention, OffsetConverter,
    OffsetUnit,
};

/// Options of [`DocumentRecord::new`].
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordOptions {
    /// The unit of `start` and `end`; characters by default.
    pub offsets: OffsetUnit,
    /// Whether entities carry their attributes.
    pub attributes: bool,
}

/// One tagged document: a line of the command's output, but for the id, which the caller knows.
///
/// ```
/// use sinotag::output::{DocumentRecord, RecordOptions};
///
/// let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
/// let record = DocumentRecord::new(&document, RecordOptions::default());
/// let json = serde_json::to_string(&record).unwrap();
/// assert!(json.starts_with(r#"{"mentions":[{"start":0,"end":7,"text":"Chengdu","kind":"place""#));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DocumentRecord<'a> {
    /// The mentions, in order.
    pub mentions: Vec<MentionRecord<'a>>,
    /// The key phrases, best first, if they were [asked for](Self::with_key_phrases).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub key_phrases: Option<Vec<KeyPhraseRecord<'a>>>,
    /// Why there are no key phrases, by the name of its [`Absence`].
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub key_phrases_absence: Option<&'static str>,
}

/// One key phrase.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct KeyPhraseRecord<'a> {
    /// The phrase as it stands in the text.
    pub text: &'a str,
    /// In 0 to 1, rounded to three decimals.
    pub score: f64,
    /// How often it stands in the text.
    pub count: usize,
    /// The entity that it names.
    pub entity_id: Option<&'a str>,
    /// Where it stands: first unit and first unit after it, in order.
    pub spans: Vec<[usize; 2]>,
}

/// One mention.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MentionRecord<'a> {
    /// First unit of the mention.
    pub start: usize,
    /// First unit after it.
    pub end: usize,
    /// The mention as it stands in the text.
    pub text: &'a str,
    /// What it names.
    pub kind: Kind,
    /// In 0 to 1, rounded to two decimals.
    pub confidence: f64,
    /// How it was found.
    pub evidence: Evidence,
    /// The rule or document pass that found it.
    pub rule: Option<&'static str>,
    /// The entity it names.
    pub entity: Option<EntityRecord<'a>>,
    /// It stands inside a longer mention, which comes before it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub nested: bool,
    /// Ids of entities between which nothing decided.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub candidates: Vec<&'a str>,
}

/// The entity of a mention.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EntityRecord<'a> {
    /// Its stable id.
    pub id: &'a str,
    /// Its canonical English name.
    pub name: &'a str,
    /// Its Chinese name.
    pub name_zh: Option<&'a str>,
    /// Its attributes, where they are asked for, as pairs of name and value; a map when serialized.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none", serialize_with = "as_map"))]
    pub attributes: Option<Vec<(&'a str, Attribute<'a>)>>,
}

#[cfg(feature = "serde")]
#[allow(clippy::ref_option, reason = "serde's signature")]
fn as_map<S: serde::Serializer>(pairs: &Option<Vec<(&str, Attribute<'_>)>>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().flatten().map(|(key, value)| (key, value)))
}

impl<'a> DocumentRecord<'a> {
    /// The record of a document.
    #[must_use]
    pub fn new(document: impl Into<DocumentRef<'a>>, options: RecordOptions) -> Self {
        let document = document.into();
        let mut offsets = document.offsets(options.offsets);
        let mentions = document
            .mentions()
            .map(|mention| {
                let start = offsets.convert(mention.span().start());
                // A nested mention begins before the end of the one that holds it: count its length, not from the begin of the text.
                let end = offsets.clone().convert(mention.span().end());
                MentionRecord::new(mention, start, end, options.attributes)
            })
            .collect();
        Self { mentions, key_phrases: None, key_phrases_absence: None }
    }

    /// The same with key phrases, whose spans are counted by `offsets`.
    ///
    /// ```
    /// use sinotag::OffsetUnit;
    /// use sinotag::output::{DocumentRecord, RecordOptions};
    ///
    /// let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
    /// let record = DocumentRecord::new(&document, RecordOptions::default())
    ///     .with_key_phrases(&document.key_phrases(3), document.offsets(OffsetUnit::Char));
    /// assert_eq!(record.key_phrases.unwrap()[0].spans, [[0, 7]]);
    /// ```
    #[must_use]
    pub fn with_key_phrases(mut self, phrases: &KeyPhrases<'a>, offsets: OffsetConverter<'_>) -> Self {
        self.key_phrases = Some(key_phrases(phrases, offsets));
        self.key_phrases_absence = phrases.absence().map(Absence::name);
        self
    }
}

/// The records of key phrases, whose spans are counted by `offsets`.
pub(super) fn key_phrases<'a>(phrases: &KeyPhrases<'a>, mut offsets: OffsetConverter<'_>) -> Vec<KeyPhraseRecord<'a>> {
    // All offsets in the order of the text, since the converter would begin anew for each step back.
    let mut spans: Vec<Vec<[usize; 2]>> = phrases.iter().map(|phrase| vec![[0, 0]; phrase.count()]).collect();
    let mut places: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (number, phrase) in phrases.iter().enumerate() {
        for (at, span) in phrase.spans().iter().enumerate() {
            places.extend([(span.start(), number, at, 0), (span.end(), number, at, 1)]);
        }
    }
    places.sort_unstable();
    for (byte, number, at, side) in places {
        spans[number][at][side] = offsets.convert(byte);
    }
    let record = |(phrase, spans): (&KeyPhrase<'a>, _)| KeyPhraseRecord {
        text: phrase.text(),
        score: (f64::from(phrase.score()) * 1000.0).round() / 1000.0,
        count: phrase.count(),
        entity_id: phrase.entity().map(Entity::id),
        spans,
    };
    phrases.iter().zip(spans).map(record).collect()
}

impl<'a> MentionRecord<'a> {
    fn new(mention: Mention<'a>, start: usize, end: usize, attributes: bool) -> Self {
        Self {
            start,
            end,
            text: mention.text(),
            kind: mention.kind(),
            confidence: (f64::from(mention.confidence()) * 100.0).round() / 100.0,
            evidence: mention.evidence(),
            rule: mention.rule(),
            entity: mention.entity().map(|entity| EntityRecord::new(entity, attributes)),
            nested: mention.is_nested(),
            candidates: mention.candidates().into_iter().map(Entity::id).collect(),
        }
    }
}

impl<'a> EntityRecord<'a> {
    fn new(entity: Entity<'a>, attributes: bool) -> Self {
        Self {
            id: entity.id(),
            name: entity.name(),
            name_zh: entity.name_zh(),
            attributes: attributes.then(|| entity.attributes().collect()),
        }
    }
}
