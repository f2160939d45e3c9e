//! Rules for the names of people, by what stands beside them: titles, verbs of speech, appositions, bylines.

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::dictionary::vocabulary::known;
use crate::kind::KindSet;
use crate::text::Shape;

use super::organization::HEADS;
use super::person::{CHINESE_SURNAME, NO_NAME, SURNAME, hyphenated_given, is_spaced};
use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

pub(super) const TITLED_NAME: Rule = Rule {
    matches: &[
        "Then Mr [Wang] left with President [Ruvindana].",
        "The premier met Prime Minister [Srettha Thavisin] there.",
        "A paper by analyst [Ting Lu] says so.",
    ],
    ignores: &[
        "The president went home.",
        "General Motors sold it.",
        "Chief Executive Officer",
        "The Justice Department sued.",
        "A next-gen AI server",
    ],
    ..Rule::new(
        "titled-name",
        Kind::Person,
        "One to three name words after a title, an honorific or a role.",
        Trigger::new(Case::Any).classes(Classes::all(&[Class::Title, Class::Honorific, Class::Role])),
        titled_name,
    )
};

fn titled_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    // "next-gen AI" is no general.
    if i > scope.first && scope.is_hyphen(i - 1) && !scope.shape(i).has(Shape::CAPITALISED) {
        return;
    }
    let mut first = i + 1;
    if scope.is(first, b'.') && scope.joined(first) {
        first += 1;
    }
    if !is_spaced(scope, first) || scope.style == Style::AllCaps {
        return;
    }
    let mut end = first;
    while end < first + 3
        && (scope.is_name_word(end)
            || end == first && scope.has(end, Class::SurnameChinese) && scope.shape(end).has(Shape::CAPITALISED))
        && (end == first || is_spaced(scope, end))
        && (scope.shape(end).has(Shape::INITIAL) || is_titled(scope, end))
    {
        end += 1;
        if let Some(given) = hyphenated_given(scope, end) {
            end = given;
            break;
        }
        if scope.is_hyphen(end) && scope.is_name_word(end + 1) {
            end += 2;
        } else if scope.has(end, Class::NameParticle) && is_spaced(scope, end) && is_titled(scope, end + 1) {
            // "da Costa", "van Ndlovu": the particle and the surname after it end the name.
            end += 2;
            break;
        }
    }
    if end == first || scope.shape(end - 1).has(Shape::INITIAL) || scope.is_hyphen(end) {
        return;
    }
    // "Chairman Mao Foundation" and "General Electric Co" are not about a person.
    if scope.is_name_word(end) && (scope.has_any(end, HEADS) || scope.has(end, Class::CompanySuffix)) {
        return;
    }
    let capitalised = scope.shape(i).has(Shape::CAPITALISED) && !scope.begins(i);
    let surname = scope.has_any(end - 1, SURNAME) || scope.has_any(first, SURNAME);
    let known = (first..end).all(|t| !scope.covered[t].without(KindSet::of(Kind::Person)).is_empty());
    let mut confidence: f32 = match (scope.has(i, Class::Honorific), surname, end - first) {
        (true, _, _) => 0.93,
        (_, true, _) => 0.88,
        (_, false, 1) => 0.62,
        (_, false, _) => 0.8,
    };
    if !capitalised && !scope.has(i, Class::Honorific) {
        // "the analyst Wang" is a name; "president China" is not, and lower-case roles stand before many things.
        confidence -= if end - first == 1 { 0.2 } else { 0.08 };
    }
    if known {
        confidence = confidence.min(0.45);
    }
    out.push(scope.candidate(first, end, Kind::Person, confidence));
}

/// A word that may stand in a name after a title.
fn is_titled(scope: &Scope<'_>, i: usize) -> bool {
    // "Mr He": with a capital after a title, even "He" is a surname.
    let capitalised = scope.shape_is(i, Shape::CAPITALISED) && !scope.shape_is(i, Shape::ALL_CAPS);
    if scope.has(i, Class::SurnameChinese) && capitalised && !scope.begins(i) {
        return true;
    }
    scope.is_proper(i) || scope.is_name_word(i) && scope.has_any(i, SURNAME) && !scope.has_any(i, NO_NAME)
}

pub(super) const SPEECH_VERB_NAME: Rule = Rule {
    matches: &["But [Gotabaya Mawella] said no.", "\"Good,\" said [Thandiwe Ncube] of the firm."],
    ignores: &["The Ministry of Commerce said so.", "Beijing said no.", "Analysts said it fell.", "Tencent said no."],
    ..Rule::new(
        "speech-verb-name",
        Kind::Person,
        "Two or three capitalised words, none of them an ordinary word, next to a verb of speech.",
        Trigger::new(Case::Lower).classes(Classes::of(Class::SpeechVerb)),
        speech_verb_name,
    )
};

fn speech_verb_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if scope.style != Style::Prose || scope.shape(i).has(Shape::CAPITALISED) {
        return;
    }
    let start = scope.trim_start(back_over_names(scope, i), i);
    push_unknown_name(scope, start, i, 0.72, out);
    let mut end = i + 1;
    while end < i + 4 && is_unknown_name(scope, end) {
        end += 1;
    }
    push_unknown_name(scope, i + 1, end, 0.72, out);
}

/// The first token of the run of at most three unknown name words that ends before token `i`.
fn back_over_names(scope: &Scope<'_>, i: usize) -> usize {
    let mut start = i;
    while let Some(p) = scope.before(start) {
        if i - start == 3 || !is_unknown_name(scope, p) {
            break;
        }
        start = p;
    }
    start
}

/// A name word that no dictionary knows as anything but a person.
fn is_unknown_name(scope: &Scope<'_>, i: usize) -> bool {
    (scope.is_proper(i) || scope.shape_is(i, Shape::INITIAL))
        && !scope.shape(i).any(Shape::ALL_CAPS | Shape::DIGIT)
        && scope.covered[i].without(KindSet::of(Kind::Person)).is_empty()
}

fn push_unknown_name(scope: &Scope<'_>, start: usize, end: usize, confidence: f32, out: &mut Vec<Candidate>) {
    let whole = scope.before(start).is_none_or(|p| !scope.is_name_word(p) && !scope.is_hyphen(p) && !scope.is(p, b'&'))
        && !scope.is_name_word(end);
    if whole && (2..=3).contains(&(end - start)) && (start + 1..end).all(|t| is_spaced(scope, t)) {
        out.push(scope.candidate(start, end, Kind::Person, confidence));
    }
}

pub(super) const SURNAME_SPEAKS: Rule = Rule {
    matches: &["\"Fine,\" [Wong] said.", "Then [Tsai] told them.", "\"Fine,\" said [Zhou] at once."],
    ignores: &[
        "He said so.",
        "Long said what he thinks.",
        "GE said no.",
        "Bank of Chang said no.",
        "The Wong family said no.",
        "The Qing said no.",
    ],
    ..Rule::new(
        "surname-speaks",
        Kind::Person,
        "A lone Chinese surname, no ordinary word, next to a verb of speech.",
        Trigger::new(Case::Lower).classes(Classes::of(Class::SpeechVerb)),
        surname_speaks,
    )
};

fn surname_speaks(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if scope.style != Style::Prose {
        return;
    }
    if let Some(before) = scope.before(i)
        && is_lone_surname(scope, before)
    {
        out.push(scope.candidate(before, i, Kind::Person, 0.8));
    }
    if is_lone_surname(scope, i + 1) {
        out.push(scope.candidate(i + 1, i + 2, Kind::Person, 0.75));
    }
}

/// A Chinese surname that is no ordinary word and no other name, without an article or a name on either side.
fn is_lone_surname(scope: &Scope<'_>, i: usize) -> bool {
    const ORDINARY: Classes = Classes::all(&[Class::Common, Class::Function, Class::Month, Class::Demonym]);
    let linked = |p: usize| {
        scope.is_name_word(p)
            || scope.is_hyphen(p)
            || scope.is(p, b'&')
            || [known::THE, known::OF, known::AND].contains(&scope.words[p])
    };
    scope.is_name_word(i)
        && scope.has_any(i, CHINESE_SURNAME)
        && !scope.has_any(i, ORDINARY)
        && !scope.shape(i).any(Shape::ALL_CAPS | Shape::DIGIT)
        && scope.covered[i].without(KindSet::of(Kind::Person)).is_empty()
        && !scope.before(i).is_some_and(linked)
        && !scope.is_name_word(i + 1)
        && !scope.is_hyphen(i + 1)
}

pub(super) const AGED_NAME: Rule = Rule {
    matches: &["Police said [Lee], 55, fled.", "[Thabo Mkhize], 31, won it."],
    ignores: &["In Dunmarsh, 12, all told, left.", "On June 3, 25, or 40 of them", "The Report, 55, was long."],
    ..Rule::new(
        "aged-name",
        Kind::Person,
        "A surname, or two or three capitalised words none of which is an ordinary word, before an age between commas.",
        Trigger::new(Case::Lower).shapes(Shape::NUMBER),
        aged_name,
    )
};

fn aged_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    let age = scope.text(i).len() == 2 && scope.text(i).bytes().all(|b| b.is_ascii_digit());
    if !age || scope.style != Style::Prose || !scope.is(i + 1, b',') {
        return;
    }
    let Some(comma) = scope.before(i).filter(|comma| scope.is(*comma, b',')) else { return };
    let start = scope.trim_start(back_over_names(scope, comma), comma);
    if comma == start + 1 && is_lone_surname(scope, start) {
        out.push(scope.candidate(start, comma, Kind::Person, 0.85));
    } else {
        push_unknown_name(scope, start, comma, 0.85, out);
    }
}

pub(super) const APPOSITION_NAME: Rule = Rule {
    matches: &[
        "For [Tamsanqa Mkhize], an analyst at the bank, it is over.",
        "But [Ruslan Ebenov], chief economist of the fund, agreed.",
    ],
    ignores: &["In Chengdu, officials met.", "The bank, a founder of the fund, agreed."],
    ..Rule::new(
        "apposition-name",
        Kind::Person,
        "Two or three capitalised words, none of them an ordinary word, before a comma and a role.",
        Trigger::new(Case::Lower).classes(Classes::of(Class::Role)),
        apposition_name,
    )
};

fn apposition_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if scope.style != Style::Prose || scope.shape(i).has(Shape::CAPITALISED) {
        return;
    }
    // Between the comma and the role stand at most an article and two modifiers: ", a senior research".
    let mut comma = i;
    for _ in 0..4 {
        let Some(p) = scope.before(comma) else { return };
        comma = p;
        if scope.is(comma, b',') {
            let start = scope.trim_start(back_over_names(scope, comma), comma);
            push_unknown_name(scope, start, comma, 0.78, out);
            return;
        }
        if scope.shape(comma).has(Shape::CAPITALISED) || scope.tokens[comma].mark != 0 && !scope.is_hyphen(comma) {
            return;
        }
    }
}

pub(super) const BYLINE_NAME: Rule = Rule {
    matches: &[
        "By [Zheng Yangpeng] and [Thabo Nkosi]",
        "[Photo by [Ayanda Dube]/agency]",
        "Reporting by [Sipho Zulu]; Editing by [Busi Khumalo]",
    ],
    ignores: &["By Monday it was over.", "Photo: the Bund", "The report by Moody's is out."],
    ..Rule::new(
        "byline-name",
        Kind::Person,
        "The names in a byline, a credit or a caption: By, Photo by, Reporting by, Edited by.",
        Trigger::new(Case::Capitalised).classes(Classes::of(Class::Byline)),
        byline_name,
    )
};

fn byline_name(scope: &Scope<'_>, i: usize, out: &mut Vec<Candidate>) {
    if !scope.shape_is(i, Shape::CAPITALISED) {
        return;
    }
    let mut at = i + 1;
    if !scope.is_word(i, known::BY) {
        if !scope.is_word(at, known::BY) && !scope.is(at, b':') {
            return;
        }
        at += 1;
    } else if !scope.begins(i) {
        return;
    }
    loop {
        let mut end = at;
        while end < at + 3 && is_unknown_name(scope, end) {
            end += 1;
        }
        if end < at + 2 {
            return;
        }
        out.push(scope.candidate(at, end, Kind::Person, 0.85));
        at = end;
        if scope.is(at, b',') {
            at += 1;
        }
        if scope.is_word(at, known::AND) {
            at += 1;
        }
        if at == end {
            return;
        }
    }
}
