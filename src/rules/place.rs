//! Rules for the names of places.

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::dictionary::vocabulary::known;
use crate::kind::KindSet;
use crate::text::Shape;

use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

pub(super) const PLACE_HEAD: Rule = Rule {
    matches: &[
        "The [Liangjiang New Area] lies near the [Wujiang River] there.",
        "A bus from [Guangdong-Macao Cooperation Zone] left.",
        "The [Port of Piraeus] is far.",
        "They met at [Zhuzhou West Railway Station] again.",
    ],
    ignores: &["The River was high.", "A New Area of work", "Park Geun-hye won.", "The Free Trade Zone grew."],
    ..Rule::new(
        "place-head",
        Kind::Place,
        "A run of name words that ends in the head of a place name: Province, New Area, River, Airport, Bridge, Road.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::PlaceHead)),
        place_head,
    )
};

fn place_head(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) || scope.has(i, Class::SurnameAsian) && scope.is_hyphen(i + 2) {
        return;
    }
    let of = scope.chain_after(i + 1, &[known::OF], false);
    if of > i + 1 && scope.has(i, Class::PlaceFront) && scope.has_proper(i + 2, of) {
        out.push(scope.candidate(i, of, Kind::Place, 0.85));
    }
    let start = scope.run_before(i);
    // Of several heads the last one ends the name: "West Railway Station".
    if scope.is_name_word(i + 1) && scope.has(i + 1, Class::PlaceHead) {
        return;
    }
    if start == i || !scope.has_proper(start, i) || !scope.has_specific(start, i) {
        return;
    }
    let mut start = start;
    if scope.has(start, Class::Demonym) && start + 1 < i {
        start += 1;
    }
    let mut confidence: f32 = 0.88;
    if scope.is_name_word(i + 1)
        && scope.style == Style::Prose
        && !scope.has_any(i + 1, Classes::all(&[Class::Title, Class::Honorific]))
    {
        confidence -= 0.3;
    }
    if scope.begins(start) && scope.is_ordinary(start) {
        confidence -= 0.15;
    }
    if scope.style != Style::Prose {
        confidence -= 0.1;
    }
    out.push(scope.candidate(start, i + 1, Kind::Place, confidence));
}

pub(super) const BUILDING_HEAD: Rule = Rule {
    matches: &[
        "The [Dunmarsh Nuclear Power Plant] lies near the [Velmora Exhibition Center] there.",
        "They met at the [Second Belkrane Sports Centre] again.",
    ],
    ignores: &["The Belkrane Research Center grew.", "The Power Plant was old.", "A power plant in Dunmarsh"],
    ..Rule::new(
        "building-head",
        Kind::Place,
        "A run of name words that ends in what a building is for and a word for buildings: Power Plant, Exhibition Center.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::BuildingHead)),
        building_head,
    )
};

fn building_head(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    let qualified = scope.before(i).filter(|p| scope.has(*p, Class::PlaceQualifier) && scope.is_name_word(*p));
    let Some(qualifier) = qualified.filter(|_| scope.is_name_word(i)) else { return };
    let start = scope.run_before(i);
    let numbered = (start..qualifier).any(|w| scope.has(w, Class::Ordinal));
    if start >= qualifier || !numbered && !scope.has_proper(start, qualifier) {
        return;
    }
    // Just above the rule for organizations, which knows the same heads.
    let confidence = if scope.is_name_word(i + 1) && scope.style == Style::Prose { 0.58 } else { 0.88 };
    out.push(scope.candidate(start, i + 1, Kind::Place, confidence));
}

pub(super) const PLACE_FRONT: Rule = Rule {
    matches: &["They climbed [Mount Gongga] and swam in [Lake Lugu] there."],
    ignores: &["The lake is deep.", "North of the river", "Greater China sales", "Central Bank"],
    ..Rule::new(
        "place-front",
        Kind::Place,
        "Mount, Lake, Cape or Fort and the name after it.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::PlaceFront)),
        place_front,
    )
};

fn place_front(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    // Directions and "New" stand before names of every kind; only dictionaries know those that belong to a place's name.
    if !scope.has(i, Class::PlaceHead)
        || !scope.is_name_word(i)
        || !scope.is_proper(i + 1)
        || !scope.shape_is(i + 1, Shape::SPACE_BEFORE)
    {
        return;
    }
    if scope.run_before(i) == i && !scope.is_name_word(i + 2) {
        out.push(scope.candidate(i, i + 2, Kind::Place, 0.8));
    }
}

pub(super) const PLACE_WITH_DIRECTION: Rule = Rule {
    matches: &["He left [Southwest China] for [Northern Shaanxi] then."],
    ignores: &["He left southwest China.", "Southwest University grew.", "The North grew.", "North Korean troops"],
    ..Rule::new(
        "place-with-direction",
        Kind::Place,
        "A capitalised direction and the known place it stands before: Southwest China. In lower case it is no part of the name.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::Direction)),
        place_with_direction,
    )
};

fn place_with_direction(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    let place = i + 1;
    let alone = scope.before(i).is_none_or(|p| !scope.is_name_word(p)) && !scope.is_name_word(place + 1);
    if scope.style == Style::Prose
        && alone
        && scope.is_name_word(i)
        && scope.is_known(place, Kind::Place)
        && scope.shape_is(place, Shape::SPACE_BEFORE)
    {
        // At the start of a sentence the capital may be the sentence's own.
        out.push(scope.candidate(i, place + 1, Kind::Place, if scope.begins(i) { 0.6 } else { 0.9 }));
    }
}

pub(super) const PLACE_BEFORE_GENERIC: Rule = Rule {
    matches: &["In [Qingtuan] county and the [Wudalin] district it rained."],
    ignores: &["The capital city grew.", "In Tencent city trials", "Each county pays.", "Chinese cities grew."],
    ..Rule::new(
        "place-before-generic",
        Kind::Place,
        "A name that a lower-case generic word shows to be a place: Qingtuan county.",
        Trigger::new(Case::Lower).classes(Classes::of(Class::PlaceGeneric)),
        place_before_generic,
    )
};

fn place_before_generic(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if scope.shape(i).has(Shape::CAPITALISED) || !scope.shape(i).has(Shape::SPACE_BEFORE) {
        return;
    }
    let start = scope.run_before(i);
    let known_otherwise = (start..i)
        .any(|t| !scope.covered[t].without(KindSet::of(Kind::Place).union(KindSet::of(Kind::Person))).is_empty());
    if start == i
        || i - start > 2
        || !(start..i).all(|t| scope.is_proper(t))
        || known_otherwise
        || scope.has(i - 1, Class::AcronymCommon)
    {
        return;
    }
    let weak = scope.shape(i - 1).has(Shape::ALL_CAPS) && scope.style == Style::Prose;
    out.push(scope.candidate(start, i, Kind::Place, if weak { 0.4 } else { 0.84 }));
}

pub(super) const PLACE_APPOSITION: Rule = Rule {
    matches: &["He was born in [Longtanpu], Sichuan, long ago."],
    ignores: &[
        "He met Tencent, China's firm.",
        "After that, China grew.",
        "Liu Liange, China's banker",
        "In June, Sichuan grew.",
    ],
    ..Rule::new(
        "place-apposition",
        Kind::Place,
        "An unknown name before a comma and the province or country it lies in.",
        Trigger::new(Case::Capitalised).kinds(KindSet::of(Kind::Place)),
        place_apposition,
    )
};

fn place_apposition(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    let Some(comma) = scope.before(i).filter(|&p| scope.is(p, b',')) else { return };
    let start = scope.run_before(comma);
    // "China's": what follows is about China, not the place that the name lies in.
    if start == comma
        || comma - start > 2
        || scope.shape_is(i + 1, Shape::CLITIC)
        || scope.is_word(i + 1, known::AND)
        || !(scope.is(i + 1, b',') || scope.is(i + 1, b'.') || scope.end == i + 1 || scope.is(i + 1, b')'))
    {
        return;
    }
    let Some(p) = scope.before(start) else { return };
    let unknown = (start..comma)
        .all(|t| scope.is_proper(t) && scope.covered[t].is_empty() && !scope.shape(t).has(Shape::ALL_CAPS));
    if unknown && scope.has(p, Class::PlacePreposition) {
        out.push(scope.candidate(start, comma, Kind::Place, 0.86));
    }
}

pub(super) const DATELINE: Rule = Rule {
    matches: &["[ZHANGMUTOU], China, June 3 (Xinhua) -- It rained.", "[LONGTANPU] (Reuters) - It rained."],
    ignores: &["NDRC (Beijing) said so.", "It rained in CHENGDU, China.", "GDP, CPI and PMI fell."],
    ..Rule::new(
        "dateline",
        Kind::Place,
        "A word in capitals that begins a sentence and is followed by what follows a dateline.",
        Trigger::new(Case::Capitalised).shapes(Shape::ALL_CAPS),
        dateline,
    )
};

fn dateline(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if i != scope.first
        || !scope.covered[i].is_empty()
        || !scope.is_proper(i)
        || scope.shape(i).any(Shape::DOTTED | Shape::DIGIT)
        || scope.text(i).len() < 4
    {
        return;
    }
    let mut end = i + 1;
    while end < i + 3 && scope.shape_is(end, Shape::ALL_CAPS) {
        end += 1;
    }
    // ", June 3 (Xinhua)", "(Reuters) -", ", China": within a few tokens there is a bracketed agency or a dash with spaces.
    let window =
        (end..scope.end.min(end + 10)).any(|t| scope.is(t, b')') && (scope.is(t + 1, b'-') || scope.is(t + 1, b':')));
    let opens = scope.is(end, b',') || scope.is(end, b'(');
    if opens && window {
        out.push(scope.candidate(i, end, Kind::Place, 0.85));
    }
}
