//! Rules for policies: plans, laws, initiatives and slogans that no dictionary lists.

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::dictionary::vocabulary::known;
use crate::text::Shape;

use super::organization::HEADS;
use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

pub(super) const FIVE_YEAR_PLAN: Rule = Rule {
    matches: &[
        "Under the [14th Five-Year Plan] it grew.",
        "The [Thirteenth Five-Year Plan] ended.",
        "In the [14th five-year plan] period",
        "Its [Three-Year Action Plan] failed.",
    ],
    ignores: &["A five year old plan", "His plan failed.", "A three-year plan was made."],
    ..Rule::new(
        "five-year-plan",
        Kind::Policy,
        "A plan of so many years, with its ordinal: 14th Five-Year Plan.",
        Trigger::new(Case::Any).classes(Classes::of(Class::PolicyHead)),
        five_year_plan,
    )
};

fn five_year_plan(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.is_word(i, known::PLAN) {
        return;
    }
    let mut at = i;
    while let Some(p) = scope
        .before(at)
        .filter(|&p| i - p < 8 && scope.shape(p).has(Shape::CAPITALISED) && !scope.is_word(p, known::YEAR))
    {
        at = p;
    }
    let Some(year) = scope.before(at).filter(|&p| scope.is_word(p, known::YEAR)) else { return };
    let Some(mut number) = scope.before(year) else { return };
    if scope.is_hyphen(number) {
        let Some(p) = scope.before(number) else { return };
        number = p;
    }
    if !scope.has(number, Class::NumberWord) && !scope.shape(number).has(Shape::NUMBER) {
        return;
    }
    let mut start = number;
    let ordinal = scope.before(number).filter(|&p| scope.has(p, Class::Ordinal) || scope.is_numeric_ordinal(p));
    if let Some(p) = ordinal {
        start = p;
    }
    // In lower case only the numbered plans of the state are a name.
    let capitalised = scope.shape(i).has(Shape::CAPITALISED);
    let five = scope.is_word(number, known::FIVE);
    let numbered = five && ordinal.is_some();
    if !(capitalised || numbered) {
        return;
    }
    let confidence = if numbered { 0.97 } else { 0.85 };
    out.push(scope.candidate(start, i + 1, Kind::Policy, confidence));
}

pub(super) const POLICY_HEAD: Rule = Rule {
    matches: &[
        "The [Foreign Trade Law] and the [Lancang Prosperity Initiative] helped.",
        "The [Agreement on Agriculture] is old.",
        "It joined the [Pacific Green Growth Agenda 2030] late.",
    ],
    ignores: &["The law is new.", "His Plan failed.", "The Act was old.", "Chinese Law is old."],
    ..Rule::new(
        "policy-head",
        Kind::Policy,
        "A run of name words that ends in the head of a policy's name: Initiative, Strategy, Law, Agreement, Corridor.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::PolicyHead)),
        policy_head,
    )
};

fn policy_head(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) {
        return;
    }
    let mut start = scope.run_before(i);
    // "Silk Road Economic Belt and Maritime Route": fields joined by "and" in front of the head.
    if start >= scope.first + 2
        && start < i
        && scope.is_word(start - 1, known::AND)
        && scope.is_name_word(start - 2)
        && scope.has(start - 2, Class::Common)
        && scope.has(start, Class::Common)
        && !scope.begins(start - 2)
    {
        start = scope.run_before(start - 1);
    }
    while start < i && scope.has_any(start, Classes::of(Class::Demonym)) {
        start += 1;
    }
    let chain = scope.chain_after(i + 1, &[known::ON, known::FOR, known::OF], true);
    let mut end = if chain > i + 1 && !scope.has(i + 2, Class::Title) { chain } else { i + 1 };
    if start == i && end == i + 1 {
        return;
    }
    // A year that a plan may be named after.
    if scope.is_year(end, 2015..=2070) {
        end += 1;
    }
    let mut confidence: f32 = if start == i { 0.6 } else { 0.82 };
    if scope.is_name_word(end) && scope.style == Style::Prose {
        confidence -= if scope.has_any(end, HEADS) { 0.45 } else { 0.3 };
    }
    if scope.begins(start) && start + 1 == i && scope.is_ordinary(start) {
        confidence -= 0.3;
    }
    if scope.style != Style::Prose {
        confidence -= 0.15;
    }
    out.push(scope.candidate(start, end, Kind::Policy, confidence));
}

pub(super) const QUOTED_SLOGAN: Rule = Rule {
    matches: &[
        "The \"[one-river and nine-bridge]\" strategy of the province",
        "Under the \"[two wings]\" initiative it grew.",
    ],
    ignores: &[
        "The \"big\" plan",
        "He called it a strategy.",
        "\"We will see what comes of it in time and then decide,\" policy makers said.",
    ],
    ..Rule::new(
        "quoted-slogan",
        Kind::Policy,
        "A short phrase in quotation marks before strategy, initiative, policy, campaign or the like.",
        Trigger::new(Case::Lower).classes(Classes::of(Class::PolicyHead)),
        quoted_slogan,
    )
};

fn quoted_slogan(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    let Some(close) = scope.before(i).filter(|&p| scope.is(p, b'"') || scope.is(p, b'\'')) else { return };
    let mark = scope.tokens[close].mark;
    let Some(open) = (scope.first..close).rev().take(9).find(|&t| scope.is(t, mark)) else { return };
    let inside = open + 1..close;
    let words = inside.clone().filter(|&t| scope.shape(t).has(Shape::WORD)).count();
    let speech = inside.clone().any(|t| matches!(scope.tokens[t].mark, b'.' | b',' | b'?' | b'!'));
    if !(2..=6).contains(&words) || speech || scope.shape(i).has(Shape::CAPITALISED) {
        return;
    }
    out.push(scope.candidate(open + 1, close, Kind::Policy, 0.66));
}
