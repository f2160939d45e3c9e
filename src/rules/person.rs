//! Rules for the names of people, by their form: surnames and syllables, given names and surnames.
//!
//! Names that only their surroundings show to be names are found in [`person_context`](super::person_context).

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::classes::Classes;
use crate::dictionary::{Class, WordId};
use crate::text::Shape;

use super::pinyin::{self, Given};
use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

pub(super) const SURNAME: Classes =
    Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant, Class::SurnameWestern, Class::SurnameAsian]);

pub(super) const CHINESE_SURNAME: Classes = Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant]);

const SYLLABLE: Classes = Classes::all(&[Class::SyllableRomanised, Class::SyllablePinyin]);

/// Words that end a name to their left or right, though they are capitalised.
pub(super) const NO_NAME: Classes = Classes::all(&[
    Class::Month,
    Class::Weekday,
    Class::Demonym,
    Class::Direction,
    Class::Title,
    Class::Honorific,
    Class::OrganizationHead,
    Class::PlaceHead,
    Class::PolicyHead,
    Class::EventHead,
    Class::AcronymCommon,
    Class::CompanySuffix,
    Class::Opener,
]);

pub(super) const PINYIN_NAME: Rule = Rule {
    matches: &[
        "On Friday [Liu Liange] spoke in Chengdu.",
        "The mayor, [Ouyang Zhiwei], met [Lu Yong'an] there.",
        "It was [Wang Yi] who called.",
    ],
    ignores: &[
        "He said so.",
        "You can go.",
        "The bank sent Liu home.",
        "Long March rockets rose.",
        "An Introduction to trade",
    ],
    ..Rule::new(
        "pinyin-name",
        Kind::Person,
        "A Chinese surname followed by one or two syllables of pinyin written as one word.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::SurnameChinese)),
        pinyin_name,
    )
};

fn pinyin_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    let given = i + 1;
    if !scope.shape_is(i, Shape::CAPITALISED) || !scope.shape_is(given, Shape::CAPITALISED) || !is_spaced(scope, given)
    {
        return;
    }
    // "Li in Beijing", "Sun Microsystems": the given name must be pinyin and, if it is an English word, in a place for names.
    let Some(syllables) = pinyin::given_name(scope.lexicon, scope.text(given)) else { return };
    if scope.has(given, Class::Function) && scope.has(i, Class::Function) {
        return;
    }
    let english = |i: usize| scope.has_any(i, Classes::all(&[Class::Common, Class::Function]));
    let mut confidence: f32 = match syllables {
        Given::Two => 0.94,
        Given::One => 0.88,
    };
    if english(given) && (english(i) || scope.style != Style::Prose) {
        confidence = 0.35;
    } else if english(i) && scope.begins(i) || english(given) || scope.has_any(given, NO_NAME) {
        confidence -= 0.25;
    }
    if scope.style == Style::AllCaps && syllables == Given::One {
        confidence -= 0.3;
    }
    out.push(scope.candidate(i, given + 1, Kind::Person, confidence));
}

pub(super) const ROMANISED_NAME: Rule = Rule {
    matches: &[
        "Then [Tsai Ing-wen] and [Lee Ka-shing] met [Kim Jong-un] again.",
        "Founder [Lee Kuan Yew] led the island.",
        "The minister [Cheung Kin-chung] agreed.",
    ],
    ignores: &["The Wong family owned it.", "Ho Chi Minh City grew.", "The Park Chung-hee-era plans"],
    ..Rule::new(
        "romanised-name",
        Kind::Person,
        "A surname followed by a hyphenated given name (Ing-wen, Ka-shing, Jong-un) or by two capitalised syllables (Kuan Yew).",
        Trigger::new(Case::Capitalised).classes(SURNAME),
        romanised_name,
    )
};

fn romanised_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) || scope.has(i, Class::Function) && scope.begins(i) {
        return;
    }
    if let Some(end) = hyphenated_given(scope, i + 1) {
        if scope.is_hyphen(end) {
            return;
        }
        out.push(scope.candidate(i, end, Kind::Person, 0.95));
        return;
    }
    let two_syllables = (i + 1..i + 3).all(|s| {
        scope.is_name_word(s)
            && is_spaced(scope, s)
            && scope.has_any(s, SYLLABLE)
            && !scope.has_any(s, Classes::of(Class::Common) | NO_NAME)
    });
    if two_syllables && scope.has_any(i, CHINESE_SURNAME) && !scope.is_name_word(i + 3) {
        out.push(scope.candidate(i, i + 3, Kind::Person, 0.85));
    }
}

/// The end of a given name of two syllables with a hyphen, the second in either case: "Ing-wen", "Chi-Chung".
pub(super) fn hyphenated_given(scope: &Scope<'_>, at: usize) -> Option<usize> {
    let hyphenated = scope.shape_is(at, Shape::CAPITALISED)
        && is_spaced(scope, at)
        && scope.is_hyphen(at + 1)
        && scope.shape_is(at + 2, Shape::WORD);
    let syllables = || [at, at + 2].iter().all(|&s| scope.has_any(s, SYLLABLE));
    // "Eun-woo": no list holds all syllables, but hardly anything else has a small letter after the hyphen. "Jong-era" has.
    let short = |s: usize| (2..=6).contains(&scope.text(s).len());
    let looks = || {
        scope.shape(at + 2).has(Shape::LOWER)
            && !scope.shape(at + 2).has(Shape::CAPITALISED)
            && short(at)
            && short(at + 2)
            && !scope
                .has_any(at + 2, Classes::all(&[Class::Frequent, Class::Common, Class::HyphenTail, Class::Function]))
    };
    (hyphenated && (syllables() || looks())).then_some(at + 3)
}

pub(super) const GIVEN_NAME_FIRST: Rule = Rule {
    matches: &[
        "Then [Janet Yellen] and [Jack Ma] spoke.",
        "A speech by [George W. Bush] followed.",
        "The head of the body, [Ursula von der Leyen], agreed.",
        "It named [Carrie Lam Cheng Yuet-ngor] again.",
        "Then [Michael Quandara Ebenovic] left.",
    ],
    ignores: &[
        "Jack went home.",
        "Victoria Harbour was calm.",
        "The Morgan Stanley Building burned.",
        "In May April sales rose.",
    ],
    ..Rule::new(
        "given-name-first",
        Kind::Person,
        "A known given name, initials and particles, and a surname that is known or no ordinary word.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::NameFirst)),
        given_name_first,
    )
};

fn given_name_first(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.is_name_word(i) || scope.has_any(i, Classes::all(&[Class::Month, Class::Opener])) {
        return;
    }
    // "Mary Jane Smith" is found from "Mary" on.
    if let Some(p) = scope.before(i)
        && scope.has(p, Class::NameFirst)
        && scope.is_name_word(p)
        && is_spaced(scope, i)
    {
        return;
    }
    let mut end = i + 1;
    if scope.is_hyphen(end) && scope.is_name_word(end + 1) {
        end += 2;
    }
    let mut firsts = 0;
    while scope.shape_is(end, Shape::INITIAL)
        || firsts < 2
            && scope.has(end, Class::NameFirst)
            && scope.is_name_word(end)
            && is_surname(scope, end + 1).is_some()
    {
        firsts += usize::from(!scope.shape(end).has(Shape::INITIAL));
        end += 1;
    }
    let mut particles = 0;
    while particles < 3 && scope.has(end, Class::NameParticle) && is_spaced(scope, end) {
        particles += 1;
        end += 1;
    }
    // After a particle any capitalised word is a surname: "La Torre".
    let after_particle = (particles > 0 && scope.is_name_word(end)).then_some(0.85);
    let Some(mut confidence) = is_surname(scope, end).or(after_particle) else { return };
    if particles > 0 || end > i + 1 {
        confidence = confidence.max(0.85);
    }
    end += 1;
    if scope.is_hyphen(end) && scope.is_proper(end + 1) {
        end += 2;
    } else if let Some(given) = hyphenated_given(scope, end) {
        end = given;
    } else if scope.has_any(end, CHINESE_SURNAME)
        && scope.is_name_word(end)
        && let Some(given) = hyphenated_given(scope, end + 1)
    {
        end = given;
    } else if scope.is_proper(end)
        && is_spaced(scope, end)
        && scope.has_any(end, SURNAME)
        && scope.covered[end].is_empty()
    {
        end += 1;
    }
    // "Ismael Quandara Ebenov": a second surname that no list holds.
    if end == i + 2 && is_spaced(scope, end) && is_more_of_name(scope, end) && !scope.is_name_word(end + 1) {
        end += 1;
    }
    if scope.is_known(i, Kind::Organization) && scope.is_known(end - 1, Kind::Organization) {
        // "Morgan Stanley"
        confidence = 0.4;
    } else if scope.is_known(i, Kind::Place) || scope.is_known(i, Kind::Organization) {
        confidence -= 0.1;
    }
    if scope.begins(i) && scope.has(i, Class::Common) {
        confidence -= 0.2;
    }
    // "Morgan Stanley Building", "Jack Ma Foundation": the name goes on, and another rule knows it.
    out.push(scope.candidate(i, end, Kind::Person, confidence));
}

/// A capitalised word that no list or dictionary holds.
fn is_more_of_name(scope: &Scope<'_>, i: usize) -> bool {
    scope.is_name_word(i)
        && scope.words[i] == WordId::UNKNOWN
        && scope.style == Style::Prose
        && !scope.shape(i).any(Shape::ALL_CAPS | Shape::DIGIT | Shape::INITIAL)
}

/// How well token `i` serves as the surname after a given name.
fn is_surname(scope: &Scope<'_>, i: usize) -> Option<f32> {
    if !scope.is_name_word(i) || !is_spaced(scope, i) || scope.shape(i).has(Shape::INITIAL) {
        return None;
    }
    if scope.has_any(i, SURNAME) && !scope.has_any(i, Classes::all(&[Class::Month, Class::Weekday, Class::Honorific])) {
        let ordinary = scope.has_any(i, NO_NAME) || scope.has(i, Class::Common);
        return Some(if ordinary { 0.7 } else { 0.93 });
    }
    if scope.shape(i).any(Shape::ALL_CAPS) && scope.style == Style::Prose || !scope.is_proper(i) {
        return None;
    }
    Some(if !scope.covered[i].is_empty() { 0.55 } else { 0.85 })
}

/// Whether token `i` is in the sentence and stands after white space, as the parts of a name do.
pub(super) fn is_spaced(scope: &Scope<'_>, i: usize) -> bool {
    scope.holds(i) && scope.shape(i).has(Shape::SPACE_BEFORE)
}
