//! What callers receive: [`Document`] and its [`Mention`]s.

use std::fmt;

use crate::candidate::{Candidate, Source};
use crate::dictionary::EntryId;
use crate::document::Passage;
use crate::document::link::{self, Decision, Surroundings};
use crate::rules::REGISTRY;
use crate::text::Text;
use crate::{Entity, Kind, OffsetConverter, OffsetUnit, Span, Tagger};

/// How a mention was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Evidence {
    /// A row of a dictionary.
    Dictionary,
    /// A rule, see [`Mention::rule`].
    Rule,
    /// The text defines it: "Bank of China (BOC)".
    Acronym,
    /// A short form of a name that the document gives in full: "Liu" after Liu Liange.
    ShortName,
    /// The same name was found elsewhere in the document.
    Consistency,
}

impl Evidence {
    /// The name used in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dictionary => "dictionary",
            Self::Rule => "rule",
            Self::Acronym => "acronym",
            Self::ShortName => "short-name",
            Self::Consistency => "consistency",
        }
    }

    pub(crate) fn of(source: Source) -> Self {
        match source {
            Source::Dictionary => Self::Dictionary,
            Source::Rule(_) => Self::Rule,
            Source::Acronym => Self::Acronym,
            Source::ShortName => Self::ShortName,
            Source::Consistency => Self::Consistency,
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The name of the rule that stands behind a source, where one does.
pub(crate) fn rule_name(source: Source) -> Option<&'static str> {
    match source {
        Source::Rule(number) => Some(REGISTRY[number as usize].name),
        Source::Acronym => Some("acronym-in-brackets"),
        Source::ShortName => Some("short-name"),
        Source::Consistency => Some("same-name"),
        Source::Dictionary => None,
    }
}

/// The mentions of one document, in numbers. Reused from document to document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagging {
    mentions: Vec<MentionData>,
    /// Entities of open mentions, those of one mention side by side.
    open: Vec<EntryId>,
    /// Working space of the linking.
    surroundings: Surroundings,
}

#[derive(Clone, Copy, Debug)]
struct MentionData {
    start: u32,
    end: u32,
    kind: Kind,
    confidence: f32,
    source: Source,
    nested: bool,
    entity: Option<EntryId>,
    /// The range of [`Tagging::open`] that lists the possible entities.
    open: (u32, u32),
}

impl Tagging {
    /// Takes over those winners, and names inside them, for which `reported` holds. Both stand in order.
    pub(crate) fn fill(
        &mut self,
        passage: &Passage<'_>,
        winners: &[Candidate],
        nested: &[Candidate],
        reported: impl Fn(&Candidate) -> bool,
    ) {
        self.mentions.clear();
        self.open.clear();
        self.surroundings.read(passage, winners);
        let mut nested = nested.iter().filter(|inner| reported(inner)).peekable();
        for winner in winners {
            // A name inside a mention begins with it or after it: first the mention.
            while let Some(inner) = nested.next_if(|inner| inner.first < winner.first) {
                self.add(passage, inner, true);
            }
            if reported(winner) {
                self.add(passage, winner, false);
            }
        }
        for inner in nested {
            self.add(passage, inner, true);
        }
    }

    fn add(&mut self, passage: &Passage<'_>, winner: &Candidate, nested: bool) {
        let before = self.open.len() as u32;
        let decision = link::decide(passage, winner, &self.surroundings, &mut self.open);
        self.mentions.push(MentionData {
            start: passage.read.tokens[winner.first as usize].start,
            end: passage.read.tokens[winner.end as usize - 1].end,
            kind: winner.kind,
            confidence: winner.confidence,
            source: winner.source,
            nested,
            entity: match decision {
                Decision::Entry(entry) => Some(entry),
                Decision::None | Decision::Open => None,
            },
            open: (before, self.open.len() as u32),
        });
    }
}

/// A tagged text. Borrows only the text; holds a clone of the tagger, which is cheap.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    tagger: Tagger,
    text: &'t str,
    tagging: Tagging,
}

impl<'t> Document<'t> {
    pub(crate) fn new(tagger: Tagger, text: &'t str, tagging: Tagging) -> Self {
        Self { tagger, text, tagging }
    }

    /// The text, as it was given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The document as a borrowed view, which has the same methods.
    #[must_use]
    pub fn as_ref(&self) -> DocumentRef<'_> {
        DocumentRef::new(&self.tagger, self.text, &self.tagging)
    }

    /// The mentions, in order; they do not overlap, unless [nested](crate::TaggerBuilder::nested) ones were asked for.
    #[must_use]
    pub fn mentions(&self) -> Mentions<'_> {
        self.as_ref().mentions()
    }

    /// The distinct entities that mentions are linked to, in order of their first mention.
    #[must_use]
    pub fn entities(&self) -> Vec<EntityMentions<'_>> {
        self.as_ref().entities()
    }

    /// A converter of byte offsets of the text into `unit`.
    #[must_use]
    pub fn offsets(&self, unit: OffsetUnit) -> OffsetConverter<'t> {
        OffsetConverter::new(self.text, unit)
    }
}

impl<'d> From<&'d Document<'_>> for DocumentRef<'d> {
    fn from(document: &'d Document<'_>) -> Self {
        document.as_ref()
    }
}

/// A view of a tagged text: what [`Tagger::tag_with`] returns, and [`Document::as_ref`].
#[derive(Clone, Copy, Debug)]
pub struct DocumentRef<'a> {
    tagger: &'a Tagger,
    text: &'a str,
    tagging: &'a Tagging,
    /// The tokens, where they are still at hand.
    tokens: Option<&'a Text>,
}

impl<'a> DocumentRef<'a> {
    pub(crate) fn new(tagger: &'a Tagger, text: &'a str, tagging: &'a Tagging) -> Self {
        Self { tagger, text, tagging, tokens: None }
    }

    /// The same, with the tokens of the text.
    pub(crate) fn with_tokens(self, tokens: &'a Text) -> Self {
        Self { tokens: Some(tokens), ..self }
    }

    /// The tokens of the text, unless they must be read again.
    pub(crate) fn tokens(self) -> Option<&'a Text> {
        self.tokens
    }

    /// The text, as it was given.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.text
    }

    /// The mentions, in order; they do not overlap, unless [nested](crate::TaggerBuilder::nested) ones were asked for.
    #[must_use]
    pub fn mentions(self) -> Mentions<'a> {
        Mentions { document: self, data: self.tagging.mentions.iter() }
    }

    /// The distinct entities that mentions are linked to, in order of their first mention.
    #[must_use]
    pub fn entities(self) -> Vec<EntityMentions<'a>> {
        let mut entities: Vec<EntityMentions<'a>> = Vec::new();
        let mut place_of = std::collections::HashMap::new();
        for mention in self.mentions() {
            let Some(id) = mention.data.entity else { continue };
            let at = *place_of.entry(id).or_insert(entities.len());
            if at == entities.len() {
                entities.push(EntityMentions { entity: self.entity(id), mentions: Vec::new() });
            }
            entities[at].mentions.push(mention);
        }
        entities
    }

    /// A converter of byte offsets of the text into `unit`.
    #[must_use]
    pub fn offsets(self, unit: OffsetUnit) -> OffsetConverter<'a> {
        OffsetConverter::new(self.text, unit)
    }

    fn entity(self, id: EntryId) -> Entity<'a> {
        Entity::new(self.tagger.lexicon(), id)
    }
}

/// An iterator over the mentions of a document.
#[derive(Clone, Debug)]
pub struct Mentions<'a> {
    document: DocumentRef<'a>,
    data: std::slice::Iter<'a, MentionData>,
}

impl<'a> Iterator for Mentions<'a> {
    type Item = Mention<'a>;

    fn next(&mut self) -> Option<Mention<'a>> {
        self.data.next().map(|data| Mention { document: self.document, data })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.data.size_hint()
    }
}

impl ExactSizeIterator for Mentions<'_> {}

/// A span of the text that names something.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    document: DocumentRef<'a>,
    data: &'a MentionData,
}

impl<'a> Mention<'a> {
    /// The mention as it stands in the text.
    #[must_use]
    pub fn text(self) -> &'a str {
        &self.document.text[self.span().range()]
    }

    /// Where it stands, in bytes.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.data.start as usize, self.data.end as usize)
    }

    /// What it names.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.data.kind
    }

    /// In 0 to 1, how sure the evidence is.
    #[must_use]
    pub fn confidence(self) -> f32 {
        self.data.confidence
    }

    /// Whether it stands inside a longer mention, which comes before it. Only if [`TaggerBuilder::nested`](crate::TaggerBuilder::nested)
    /// asks for such mentions.
    #[must_use]
    pub fn is_nested(self) -> bool {
        self.data.nested
    }

    /// How it was found.
    #[must_use]
    pub fn evidence(self) -> Evidence {
        Evidence::of(self.data.source)
    }

    /// The name of the rule or document pass that found it; none for a dictionary match.
    #[must_use]
    pub fn rule(self) -> Option<&'static str> {
        rule_name(self.data.source)
    }

    /// The known entity it names, if one was decided on.
    #[must_use]
    pub fn entity(self) -> Option<Entity<'a>> {
        self.data.entity.map(|id| self.document.entity(id))
    }

    /// A number for that entity, which all mentions of it share.
    pub(crate) fn entity_number(self) -> Option<u32> {
        self.data.entity.map(|id| id.0)
    }

    /// The entities it may name, where several are possible and nothing decides between them, or where the document speaks of other
    /// countries than that of the only one; empty otherwise.
    #[must_use]
    pub fn candidates(self) -> Vec<Entity<'a>> {
        let (first, end) = self.data.open;
        self.document.tagging.open[first as usize..end as usize].iter().map(|id| self.document.entity(*id)).collect()
    }
}

/// An entity with all its mentions in a document.
#[derive(Clone, Debug)]
pub struct EntityMentions<'a> {
    entity: Entity<'a>,
    mentions: Vec<Mention<'a>>,
}

impl<'a> EntityMentions<'a> {
    /// The entity.
    #[must_use]
    pub fn entity(&self) -> Entity<'a> {
        self.entity
    }

    /// Its mentions, in order; at least one.
    #[must_use]
    pub fn mentions(&self) -> &[Mention<'a>] {
        &self.mentions
    }
}
