//! [`Explanation`]: every candidate of a text, and why it won or lost.

use crate::annotation::{Evidence, rule_name};
use crate::candidate::{Candidate, Link};
use crate::resolve;
use crate::text::Token;
use crate::{Kind, Span, Tagger};

/// Everything that was considered in one text, in the order of the text; of candidates that begin at the same place, better ones first.
#[derive(Clone, Debug)]
pub struct Explanation<'t> {
    considered: Vec<Considered<'t>>,
}

/// One candidate for a mention.
#[derive(Clone, Debug)]
pub struct Considered<'t> {
    text: &'t str,
    span: Span,
    kind: Kind,
    confidence: f32,
    evidence: Evidence,
    rule: Option<&'static str>,
    entities: Vec<String>,
    outcome: Outcome<'t>,
}

/// What became of a candidate.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Outcome<'t> {
    /// It is a mention.
    Mention,
    /// It is a name of no kind that is reported, such as a stock index; it keeps others from being found inside it.
    Silent,
    /// Nothing overlaps it, but its confidence is below the tagger's least confidence, or its kind is not asked for.
    Doubtful,
    /// It overlaps a better candidate.
    Lost {
        /// The text of the better candidate.
        to: &'t str,
        /// The kind of the better candidate.
        kind: Kind,
        /// Why that one is better.
        because: &'static str,
    },
}

impl<'t> Explanation<'t> {
    pub(crate) fn new(
        tagger: &Tagger,
        text: &'t str,
        tokens: &[Token],
        candidates: &[Candidate],
        winners: &[Candidate],
    ) -> Self {
        let span =
            |c: &Candidate| Span::new(tokens[c.first as usize].start as usize, tokens[c.end as usize - 1].end as usize);
        let mut ordered: Vec<&Candidate> = candidates.iter().collect();
        ordered.sort_by(|a, b| a.first.cmp(&b.first).then(resolve::rank(a, b)));
        ordered.dedup_by_key(|c| (c.first, c.end, c.kind, c.source, c.confidence.to_bits(), c.link));
        let mut considered: Vec<Considered<'t>> = Vec::with_capacity(ordered.len());
        for candidate in ordered {
            let same = |w: &&Candidate| {
                (w.first, w.end, w.kind, w.source) == (candidate.first, candidate.end, candidate.kind, candidate.source)
                    && w.confidence.to_bits() == candidate.confidence.to_bits()
            };
            // Winners do not overlap, so the rival is among the few around the candidate's place.
            let from = winners.partition_point(|w| w.end <= candidate.first);
            let near = winners[from..].iter().take_while(|w| w.first < candidate.end);
            let itself = near.clone().find(same);
            let outcome = if itself.is_some() {
                match candidate.silent {
                    true => Outcome::Silent,
                    false if tagger.reports(candidate) => Outcome::Mention,
                    false => Outcome::Doubtful,
                }
            } else {
                match near.min_by(|a, b| resolve::rank(a, b)) {
                    Some(winner) => Outcome::Lost {
                        to: &text[span(winner).range()],
                        kind: winner.kind,
                        because: resolve::reason(winner, candidate),
                    },
                    None => Outcome::Doubtful,
                }
            };
            let lexicon = tagger.lexicon();
            // A winner may have inherited the link of a rival or of a name inside it.
            let entities = match itself.unwrap_or(candidate).link {
                Link::None => Vec::new(),
                Link::Entry(entry) => vec![lexicon.entry(entry).id.to_string()],
                Link::Pattern(pattern) => {
                    let mut ids: Vec<String> = Vec::new();
                    for form in lexicon.forms(pattern) {
                        let entry = lexicon.entry(form.entry);
                        if entry.kind == candidate.kind && !ids.iter().any(|id| *id == *entry.id) {
                            ids.push(entry.id.to_string());
                        }
                    }
                    ids
                }
            };
            considered.push(Considered {
                text: &text[span(candidate).range()],
                span: span(candidate),
                kind: candidate.kind,
                confidence: candidate.confidence,
                evidence: Evidence::of(candidate.source),
                rule: rule_name(candidate.source),
                entities,
                outcome,
            });
        }
        Self { considered }
    }

    /// All candidates.
    #[must_use]
    pub fn considered(&self) -> &[Considered<'t>] {
        &self.considered
    }

    /// The candidates that share at least one byte with `span`.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &Considered<'t>> {
        self.considered.iter().filter(move |c| c.span.overlaps(span))
    }
}

impl<'t> Considered<'t> {
    /// The candidate as it stands in the text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where it stands, in bytes.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it would name.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// In 0 to 1, how sure its proposer was.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// How it was found.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// The rule or document pass that proposed it.
    #[must_use]
    pub fn rule(&self) -> Option<&'static str> {
        self.rule
    }

    /// The ids of the entities that it may name.
    #[must_use]
    pub fn entities(&self) -> &[String] {
        &self.entities
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> &Outcome<'t> {
        &self.outcome
    }
}
