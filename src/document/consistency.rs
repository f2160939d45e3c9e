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
#[derive(Default)]
struct Votes {
    weight: [f32; Kind::ALL.len()],
    best: f32,
    link: Option<Link>,
}

impl Votes {
    fn winner(&self) -> Option<(Kind, f32)> {
        let mut best: Option<(Kind, f32)> = None;
        for kind in Kind::ALL {
            let weight = self.weight[kind as usize];
            if weight > best.map_or(0.0, |(_, most)| most) {
                best = Some((kind, weight));
            }
        }
        best
    }
}

/// Adds a candidate of the document's kind for every occurrence of a name that a rule found, and for every mention whose kind
/// the rest of the document outvotes.
pub(super) fn propose(passage: &Passage<'_>, mentions: &[Candidate], candidates: &mut Vec<Candidate>) {
    let mut names: Names<Votes> = Names::new();
    for mention in mentions.iter().filter(|m| m.confidence >= BELIEVABLE && spreads(passage, m)) {
        let votes = names.entry(passage, mention.first, mention.end, Votes::default);
        votes.weight[mention.kind as usize] += mention.confidence;
        votes.best = votes.best.max(mention.confidence);
        if mention.link != Link::None {
            votes.link = Some(mention.link);
        }
    }
    if names.is_empty() {
        return;
    }
    for i in 0..passage.read.tokens.len() as u32 {
        if !passage.read.tokens[i as usize].shape.any(Shape::CAPITALISED | Shape::DIGIT) {
            continue;
        }
        for (end, votes) in names.at(passage, i) {
            let Some((kind, _)) = votes.winner() else { continue };
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
                    confidence: (votes.best - 0.02).max(BELIEVABLE),
                    source: Source::Consistency,
                    link: votes.link.unwrap_or(Link::None),
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
