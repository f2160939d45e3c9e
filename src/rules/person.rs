//! Rules for the names of people.

use crate::Kind;
use crate::candidate::Candidate;
use crate::dictionary::Class;
use crate::dictionary::classes::Classes;
use crate::dictionary::vocabulary::known;
use crate::kind::KindSet;
use crate::text::Shape;

use super::organization::HEADS;
use super::pinyin::{self, Given};
use super::trigger::{Case, Trigger};
use super::{Rule, Scope, Style};

const SURNAME: Classes =
    Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant, Class::SurnameWestern, Class::SurnameAsian]);

const CHINESE_SURNAME: Classes = Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant]);

const SYLLABLE: Classes = Classes::all(&[Class::SyllableRomanised, Class::SyllablePinyin]);

/// Words that end a name to their left or right, though they are capitalised.
const NO_NAME: Classes = Classes::all(&[
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
fn hyphenated_given(scope: &Scope<'_>, at: usize) -> Option<usize> {
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
    // After a particle any capitalised word is a surname: "La Camera".
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

pub(super) const TITLED_NAME: Rule = Rule {
    matches: &[
        "Then Mr [Wang] left with President [Rajapaksa].",
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

/// Whether token `i` is in the sentence and stands after white space, as the parts of a name do.
fn is_spaced(scope: &Scope<'_>, i: usize) -> bool {
    scope.holds(i) && scope.shape(i).has(Shape::SPACE_BEFORE)
}
