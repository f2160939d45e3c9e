//! Rules for events: fairs, forums, congresses, games, crises.

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::dictionary::vocabulary::known;
use crate::kind::KindSet;
use crate::text::Shape;

use super::organization::HEADS;
use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

pub(super) const EVENT_HEAD: Rule = Rule {
    matches: &[
        "The [2021 Hunan Tea Culture Festival] and the [Second Lancang Trade Expo] closed.",
        "At the [Pujiang Innovation Forum 2023] he spoke.",
        "The [Asia Rail Finance (ARF) Summit] opened.",
    ],
    ignores: &[
        "The Forum closed.",
        "The annual Conference was long.",
        "A cup of tea",
        "Day by day it grew.",
        "The Chinese Games",
    ],
    ..Rule::new(
        "event-head",
        Kind::Event,
        "A run of name words, with a year or ordinal around it, that ends in the head of an event's name: Expo, Summit, Games.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::EventHead)),
        event_head,
    )
};

fn event_head(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) {
        return;
    }
    let mut start = scope.run_before(i);
    // "Economic Cooperation (APEC) Summit": a bracketed acronym inside the name.
    if start == i
        && i >= scope.first + 4
        && scope.is(i - 1, b')')
        && scope.shape(i - 2).has(Shape::ALL_CAPS)
        && scope.is(i - 3, b'(')
    {
        start = scope.run_before(i - 3);
    }
    if start >= scope.first + 2
        && start < i
        && scope.is_word(start - 1, known::AND)
        && !scope.has(start - 2, Class::EventHead)
        && scope.is_name_word(start - 2)
        && !scope.begins(start - 2)
        && scope.has(start, Class::Common)
    {
        start = scope.run_before(start - 1);
    }
    if start == i || !scope.has_specific(start, i) {
        return;
    }
    let proper = scope.has_proper(start, i);
    while let Some(p) = scope.before(start).filter(|&p| is_year_or_ordinal(scope, p)) {
        start = p;
    }
    let mut end = i + 1;
    if scope.is_year(end, YEARS) {
        end += 1;
    }
    let mut confidence: f32 = if proper { 0.82 } else { 0.62 };
    if scope.is_name_word(end) && scope.style == Style::Prose && !scope.has(end, Class::Title) {
        confidence -= if scope.has_any(end, HEADS) { 0.45 } else { 0.3 };
    }
    if scope.style != Style::Prose {
        confidence -= 0.1;
    }
    out.push(scope.candidate(start, end, Kind::Event, confidence));
}

pub(super) const EVENT_WITH_YEAR: Rule = Rule {
    matches: &[
        "They met at the [2023 China International Import Expo] and the [Boao Forum for Asia Annual Conference 2023].",
    ],
    ignores: &[
        "At the China International Import Expo they met.",
        "In 2023, CIIE opened.",
        "In World War II 1945 was the last year.",
    ],
    ..Rule::new(
        "event-with-year",
        Kind::Event,
        "A known event with its year in front or behind: 2023 CIIE, Boao Forum for Asia Annual Conference 2023.",
        Trigger::new(Case::Capitalised).kinds(KindSet::of(Kind::Event)),
        event_with_year,
    )
};

fn event_with_year(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if scope.is_known(i + 1, Kind::Event) || !scope.shape(i).has(Shape::CAPITALISED) || scope.text(i).len() < 4 {
        return;
    }
    let mut start = i;
    while start > scope.first && i - start < 12 && scope.is_known(start - 1, Kind::Event) {
        start -= 1;
    }
    if scope.before(start).is_some_and(|p| scope.is_year(p, YEARS)) {
        out.push(scope.candidate(start - 1, i + 1, Kind::Event, 0.9));
    } else if scope.is_year(i + 1, YEARS) {
        out.push(scope.candidate(start, i + 2, Kind::Event, 0.9));
    }
}

/// "2021", "12th", and "Second" with a capital.
fn is_year_or_ordinal(scope: &Scope<'_>, i: usize) -> bool {
    scope.is_year(i, YEARS)
        || scope.is_numeric_ordinal(i)
        || scope.has(i, Class::Ordinal) && scope.shape(i).has(Shape::CAPITALISED) && !scope.begins(i)
}

/// Years that events are named after.
const YEARS: std::ops::RangeInclusive<u16> = 1840..=2070;

pub(super) const PARTY_CONGRESS: Rule = Rule {
    matches: &[
        "After the [20th CPC National Congress] it grew.",
        "The [Third Plenary Session of the 20th CPC Central Committee] closed.",
        "The [19th National Congress of the Communist Party of China] opened.",
        "Since the [12th Party Congress] it grew.",
    ],
    ignores: &["The plenary session was long.", "The National People's Congress met.", "The US Congress met."],
    ..Rule::new(
        "party-congress",
        Kind::Event,
        "A numbered congress or plenary session of the Party: 20th National Congress, Third Plenary Session of the 20th CPC Central Committee.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::EventHead)),
        party_congress,
    )
};

fn party_congress(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) {
        return;
    }
    // Back over "CPC National", "Party", "Plenary" to the ordinal.
    let mut start = i;
    while let Some(p) =
        scope.before(start).filter(|&p| i - p <= 3 && scope.is_name_word(p) && !is_year_or_ordinal(scope, p))
    {
        start = p;
    }
    if start == i {
        return;
    }
    let Some(ordinal) =
        scope.before(start).filter(|&p| is_year_or_ordinal(scope, p) && !scope.is_year(p, YEARS)).or_else(|| {
            // "Third" is a name word itself when it begins the sentence.
            is_year_or_ordinal(scope, start).then_some(start)
        })
    else {
        return;
    };
    let inside = |words: &[&str]| (start..=i).any(|t| words.iter().any(|w| scope.text(t).eq_ignore_ascii_case(w)));
    if !(inside(&["congress"]) && inside(&["national", "party", "cpc"]) && !inside(&["people"])
        || inside(&["plenary", "plenum"]))
    {
        return;
    }
    let mut end = i + 1;
    // "of the 20th CPC Central Committee", "of the Communist Party of China", "of the CPC".
    if scope.is_word(end, known::OF) {
        let mut at = end + 1;
        if scope.is_word(at, known::THE) {
            at += 1;
        }
        if scope.holds(at) && is_year_or_ordinal(scope, at) {
            at += 1;
        }
        let after = scope.run_after(at);
        if after > at {
            end = scope.chain_after(after, &[known::OF], false);
        }
    }
    out.push(scope.candidate(ordinal, end, Kind::Event, 0.92));
}
