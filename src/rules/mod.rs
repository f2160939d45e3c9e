//! Rules: what a name looks like when no dictionary holds it, and what makes a dictionary match believable.
//!
//! Goes in: tokens, words, classes and dictionary matches. Comes out: [`Candidate`]s with a confidence. A rule never decides:
//! candidates may overlap and contradict each other, and [`resolve`](crate::resolve) sorts them out.
//!
//! One rule, one [`Rule`] value, with examples that must match and examples that must not; a test runs them all. A rule names
//! the classes of words that [trigger](trigger::Trigger) it and is called for tokens of these classes only, so that an ordinary
//! sentence costs one look at each token. To add a rule: write it in the file of its kind, in the form of its neighbours, and add it to
//! [`REGISTRY`]; `docs/RULES.md` is generated from the registry.

mod dictionary_names;
mod event;
mod organization;
mod person;
mod person_context;
mod pinyin;
mod place;
mod policy;
mod scope;
mod trigger;

#[cfg(all(test, feature = "bundled"))]
mod tests;

use crate::Kind;
use crate::candidate::{Candidate, Source};
use crate::dictionary::Lexicon;
use crate::dictionary::matcher::Matches;
use crate::kind::KindSet;
use crate::switches::Switches;
use crate::text::Text;

pub(crate) use dictionary_names::is_only_fragment;
pub(crate) use scope::{Scope, Style};
use trigger::{Tables, Trigger};

/// A rule: what triggers it, what it does, and what it must and must not find.
#[cfg_attr(
    not(all(test, feature = "bundled")),
    expect(dead_code, reason = "documentation and examples are read by tests, which write docs/RULES.md")
)]
pub(crate) struct Rule {
    /// Names the pattern, with hyphens. Stable: it appears in output.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What it finds and why, in one or two sentences.
    pub(crate) summary: &'static str,
    /// At which tokens the rule is called.
    trigger: Trigger,
    /// Called with the index of such a token.
    apply: fn(&Scope<'_>, usize, &mut Vec<Candidate>),
    /// Sentences in which this rule proposes exactly the spans in square brackets.
    pub(crate) matches: &'static [&'static str],
    /// Sentences in which this rule proposes nothing.
    pub(crate) ignores: &'static [&'static str],
}

impl Rule {
    /// A rule without examples, to be completed by struct update.
    const fn new(
        name: &'static str,
        kind: Kind,
        summary: &'static str,
        trigger: Trigger,
        apply: fn(&Scope<'_>, usize, &mut Vec<Candidate>),
    ) -> Self {
        Self { name, kind, summary, trigger, apply, matches: &[], ignores: &[] }
    }
}

/// All rules, in the order in which they are tried at a token. The order decides only which of two rules that say the same is
/// named as the evidence.
pub(crate) const REGISTRY: &[&Rule] = &[
    &person::PINYIN_NAME,
    &person::ROMANISED_NAME,
    &person::GIVEN_NAME_FIRST,
    &person_context::TITLED_NAME,
    &person_context::SPEECH_VERB_NAME,
    &person_context::SURNAME_SPEAKS,
    &person_context::AGED_NAME,
    &person_context::APPOSITION_NAME,
    &person_context::BYLINE_NAME,
    &organization::ORGANIZATION_HEAD,
    &organization::ORGANIZATION_OF,
    &organization::COMPANY_SUFFIX,
    &organization::INDEX_NAME,
    &organization::WEB_DOMAIN,
    &place::PLACE_HEAD,
    &place::BUILDING_HEAD,
    &place::PLACE_FRONT,
    &place::PLACE_WITH_DIRECTION,
    &place::PLACE_BEFORE_GENERIC,
    &place::PLACE_APPOSITION,
    &place::DATELINE,
    &policy::FIVE_YEAR_PLAN,
    &policy::POLICY_HEAD,
    &policy::QUOTED_SLOGAN,
    &event::EVENT_HEAD,
    &event::EVENT_WITH_YEAR,
    &event::PARTY_CONGRESS,
];

/// Working space of the rules, reused from document to document.
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleScratch {
    /// For each token the kinds of the reliable dictionary matches that cover it.
    covered: Vec<KindSet>,
    /// The tokens that may trigger a rule, in order.
    points: Vec<u32>,
}

/// Adds the candidates of dictionary matches and rules to `candidates`.
pub(crate) fn propose(
    lexicon: &Lexicon,
    source: &str,
    read: &Text,
    matches: &Matches,
    switches: Switches,
    scratch: &mut RuleScratch,
    candidates: &mut Vec<Candidate>,
) {
    let RuleScratch { covered, points } = scratch;
    let tables = Tables::get();
    dictionary_names::cover(read, matches, covered);
    tables.list_points(&read.tokens, &matches.classes, points);
    let mut found = matches.found.as_slice();
    let mut capitals = read.capitals.as_slice();
    let mut points = points.as_slice();
    for sentence in &read.sentences {
        let capitals_here = split_before(&mut capitals, |i| *i < sentence.end).len();
        let scope = Scope::new(lexicon, source, read, matches, covered, *sentence, capitals_here as u32);
        dictionary_names::propose(&scope, split_before(&mut found, |m| m.first < sentence.end), candidates);
        for i in split_before(&mut points, |i| *i < sentence.end).iter().map(|i| *i as usize) {
            let shape = scope.shape(i);
            for number in tables.of(shape).triggered(scope.classes[i], shape, scope.covered[i]) {
                if !switches.rule_is_off(number) {
                    apply(number, &scope, i, candidates);
                }
            }
        }
    }
}

/// Cuts off the front of `list`, for all of which `inside` holds.
fn split_before<'l, T>(list: &mut &'l [T], inside: impl Fn(&T) -> bool) -> &'l [T] {
    // Few stand in one sentence, of all in the document.
    let end = list.iter().position(|item| !inside(item)).unwrap_or(list.len());
    let (front, rest) = list.split_at(end);
    *list = rest;
    front
}

fn apply(number: u16, scope: &Scope<'_>, i: usize, candidates: &mut Vec<Candidate>) {
    let before = candidates.len();
    (REGISTRY[number as usize].apply)(scope, i, candidates);
    for candidate in &mut candidates[before..] {
        candidate.source = Source::Rule(number);
    }
}
