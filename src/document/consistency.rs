//! Consistency: a name found once is a name wherever it stands, and has one kind.

use crate::Kind;
use crate::candidate::{Candidate, Link, Source};
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::resolve::BELIEVABLE;
use crate::text::Shape;

use super::Passage;
use super::names::Names;

/// The evidence for each kind of one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Votes {
    weight: [f32; Kind::ALL.len()],
    /// By kind: the best confidence, and a link.
    best: [f32; Kind::ALL.len()],
    link: [Option<Link>; Kind::ALL.len()],
}

impl Votes {
    /// The kind with the most weight; of equals the one that comes first.
    fn winner(&self) -> Option<Kind> {
        let mut best: Option<Kind> = None;
        for kind in Kind::ALL {
            if self.weight[kind as usize] > best.map_or(0.0, |best| self.weight[best as usize]) {
                best = Some(kind);
            }
        }
        best
    }
}

/// Adds a candidate for every occurrence of a name that a rule found, of the kind that most of its finds have. A find of another
/// kind gives way unless it is surer than the best of them.
pub(super) fn propose(
    passage: &Passage<'_>,
    mentions: &[Candidate],
    names: &mut Names<Votes>,
    candidates: &mut Vec<Candidate>,
) {
    names.clear();
    for mention in mentions.iter().filter(|m| m.confidence >= BELIEVABLE && spreads(passage, m)) {
        let votes = names.entry(passage, mention.first, mention.end, Votes::default);
        votes.weight[mention.kind as usize] += mention.confidence;
        let kind = mention.kind as usize;
        votes.best[kind] = votes.best[kind].max(mention.confidence);
        if mention.link != Link::None {
            votes.link[kind] = Some(mention.link);
        }
    }
    if names.is_empty() {
        return;
    }
    for &i in &passage.read.capitals {
        for end in names.ends(passage, i) {
            let Some(votes) = names.get(passage, i, end) else { continue };
            let Some(kind) = votes.winner() else { continue };
            let capitalised = (i..end).all(|t| {
                let token = &passage.read.tokens[t as usize];
                token.shape.any(Shape::CAPITALISED | Shape::NUMBER | Shape::CLITIC)
                    || token.mark != 0
                    || passage.matches.classes[t as usize].has(Class::Function)
            });
            if capitalised {
                candidates.push(Candidate {
                    first: i,
                    end,
                    kind,
                    // Just below what it was found with, so that the find itself keeps its evidence.
                    confidence: (votes.best[kind as usize] - 0.02).max(BELIEVABLE),
                    source: Source::Consistency,
                    link: votes.link[kind as usize].unwrap_or(Link::None),
                    silent: false,
                });
            }
        }
    }
}

/// Whether a mention says something about its other occurrences: found by a rule, and not a single ordinary word.
fn spreads(passage: &Passage<'_>, mention: &Candidate) -> bool {
    const ORDINARY: Classes = Classes::all(&[
        Class::Common,
        Class::Function,
        Class::Title,
        Class::OrganizationHead,
        Class::Month,
        Class::Demonym,
    ]);
    // "Trump" in mid-sentence shows what "Trump" at the start of one is.
    if mention.source == Source::Dictionary && mention.len() == 1 && mention.confidence >= 0.85 {
        return passage.matches.classes[mention.first as usize].has(Class::Common);
    }
    if mention.silent || !matches!(mention.source, Source::Rule(_)) {
        return false;
    }
    mention.len() > 1 || !passage.matches.classes[mention.first as usize].any(ORDINARY)
}
