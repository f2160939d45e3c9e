//! Dictionary matches as candidates: how far each is to be believed, by its form, its capitals and its neighbours.
//!
//! Not a rule of the registry, since its examples are the dictionaries themselves; it stands here because it asks the questions
//! that rules ask.

use crate::Kind;
use crate::candidate::{Candidate, Link, Source};
use crate::dictionary::classes::Classes;
use crate::dictionary::matcher::Matches;
use crate::dictionary::{Class, DictionaryMatch, WordId};
use crate::kind::KindSet;
use crate::text::{Shape, Text};

use super::{Scope, Style};

/// Notes for each token which kinds of reliable matches cover it.
pub(super) fn cover(read: &Text, matches: &Matches, covered: &mut Vec<KindSet>) {
    covered.clear();
    covered.resize(read.tokens.len(), KindSet::EMPTY);
    for found in matches.found.iter().filter(|found| !found.reliable.is_empty()) {
        for kinds in &mut covered[found.first as usize..found.end as usize] {
            *kinds = kinds.union(found.reliable);
        }
    }
}

/// Adds a candidate for each kind of each match.
pub(super) fn propose(scope: &Scope<'_>, matches: &[DictionaryMatch], out: &mut Vec<Candidate>) {
    for found in matches {
        let (first, end) = (found.first as usize, found.end as usize);
        for kind in Kind::ALL {
            let believed = if found.reliable.has(kind) {
                believe(scope, first, end, kind)
            } else if found.ambiguous.has(kind) {
                believe_ambiguous(scope, first, end, kind, found.reliable.union(found.ambiguous))
            } else {
                continue;
            };
            let confidence = if is_fragment(scope, first, end, kind) { believed.min(FRAGMENT) } else { believed };
            out.push(Candidate {
                first: found.first,
                end: found.end,
                kind,
                confidence,
                source: Source::Dictionary,
                link: Link::Pattern(found.pattern),
                silent: is_part_of_code(scope, first, end, kind),
            });
        }
    }
}

/// Below what is believed: no mention by itself, but the link of one that a rule makes longer.
const FRAGMENT: f32 = 0.45;

/// Whether nothing speaks against a place but that it is a part of a longer name: "Chengdu" in "Chengdu Museum".
pub(crate) fn is_only_fragment(candidate: &Candidate) -> bool {
    candidate.kind == Kind::Place && candidate.source == Source::Dictionary && candidate.confidence == FRAGMENT
}

/// Whether a place, or a person by one word, is a part of a longer name that nobody knows: "Venture Taranaki", "Borneo Bulletin",
/// "Mubarak Al-Hajraf"; or a ship is named after it.
fn is_fragment(scope: &Scope<'_>, first: usize, end: usize, kind: Kind) -> bool {
    const BESIDE: Classes = Classes::all(&[
        Class::Title,
        Class::Role,
        Class::Direction,
        Class::Demonym,
        Class::Month,
        Class::Weekday,
        Class::Function,
        Class::Opener,
        Class::Ordinal,
        Class::Byline,
        Class::AcronymCommon,
        Class::SpeechVerb,
    ]);
    const PERSON: Classes = Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant, Class::NameFirst]);
    let place = kind == Kind::Place;
    if !place && kind != Kind::Person || scope.style != Style::Prose {
        return false;
    }
    let prior = scope.before(first);
    if prior.is_some_and(|p| scope.has(p, Class::Ship)) {
        return true;
    }
    if !place && end > first + 1 {
        return false;
    }
    let spaced = |i: usize| scope.shape_is(i, Shape::SPACE_BEFORE);
    let all_caps = |i: usize| scope.shape(i).has(Shape::ALL_CAPS);
    let unknown = |i: usize| {
        scope.is_name_word(i)
            && scope.covered[i].is_empty()
            && !scope.has_any(i, BESIDE)
            && !scope.shape(i).any(Shape::DIGIT | Shape::INITIAL)
    };
    // "Mr Jordan" and "Miss Namibia" are people; before a person's name an honorific belongs. "BRAC Uganda" is one name, but an acronym
    // that some list holds says nothing.
    let before = |p: usize| {
        spaced(first) && unknown(p) && !scope.begins(p) && !(all_caps(p) && scope.words[p] != WordId::UNKNOWN)
    };
    // "ambassador to Namibia Zhao Weiping": a person follows. "U.S. Trade Representative": the place stands before a title.
    let title = || (end..scope.run_after(end)).any(|i| scope.has_any(i, Classes::all(&[Class::Title, Class::Role])));
    let after = || spaced(end) && unknown(end) && !all_caps(end) && !(place && scope.has_any(end, PERSON)) && !title();
    place && prior.is_some_and(before) || after()
}

/// Confidence of a match that has an unambiguous form.
fn believe(scope: &Scope<'_>, first: usize, end: usize, kind: Kind) -> f32 {
    if end > first + 1 {
        return 0.97;
    }
    // "In May, Theresa May came."
    if kind == Kind::Person
        && scope.has(first, Class::Month)
        && scope.before(first).is_none_or(|p| !scope.has(p, Class::Title))
    {
        return 0.3;
    }
    // "Target", "Visa": a capital that the place in the sentence explains says nothing.
    let capital_explained = scope.begins(first) || scope.style != Style::Prose;
    if kind != Kind::Policy && scope.has(first, Class::Common) && !scope.shape(first).any(Shape::DOTTED | Shape::DIGIT)
    {
        let acronym = scope.shape(first).has(Shape::ALL_CAPS) && scope.style != Style::AllCaps;
        return match (acronym, capital_explained) {
            (true, _) => 0.93,
            (false, true) => 0.4,
            (false, false) => 0.85,
        };
    }
    0.95
}

/// Whether the name is part of an amount, a stock code or an index, and so no mention.
fn is_part_of_code(scope: &Scope<'_>, first: usize, end: usize, kind: Kind) -> bool {
    const INDEX_SIZES: [&str; 9] = ["50", "100", "180", "200", "225", "300", "500", "1000", "2000"];
    let number = |i: usize| scope.shape_is(i, Shape::NUMBER);
    match kind {
        // "Hong Kong dollars", "US$5", "US $6"; "3988.HK"
        Kind::Place => {
            let currency = scope.has(end, Class::Currency) && !scope.shape(end).has(Shape::CAPITALISED);
            let sign = scope.is(end, b'$') && (scope.joined(end) || number(end + 1));
            let stop = first >= scope.first + 2 && scope.is(first - 1, b'.') && scope.joined(first);
            currency || sign || stop && number(first - 2)
        }
        // "(NYSE: NIO)"; "CSI 300", "S&P 500"
        Kind::Organization => {
            let colon = first >= scope.first + 3 && scope.is(first - 1, b':') && scope.is(end, b')');
            let index =
                scope.has(first, Class::IndexFamily) && scope.holds(end) && INDEX_SIZES.contains(&scope.text(end));
            index || colon && scope.is_known(first - 2, Kind::Organization)
        }
        _ => false,
    }
}

/// Confidence of a match whose forms all need context: what the neighbours say.
fn believe_ambiguous(scope: &Scope<'_>, first: usize, end: usize, kind: Kind, kinds: KindSet) -> f32 {
    const WEAK: f32 = 0.3;
    if scope.style != Style::Prose && scope.has(first, Class::Common) {
        return 0.1;
    }
    match kind {
        Kind::Place if supports_place(scope, first, end) => 0.78,
        Kind::Person if supports_person(scope, first, end) => 0.78,
        // An acronym that several bodies share is a body all the same, whichever it is.
        Kind::Organization
            if kinds == KindSet::of(Kind::Organization)
                && end == first + 1
                && scope.style != Style::AllCaps
                && scope.shape(first).has(Shape::ALL_CAPS)
                && !scope.has(first, Class::AcronymCommon) =>
        {
            0.72
        }
        _ => WEAK,
    }
}

/// "in X", "X, Sichuan", "X county", "X-based".
fn supports_place(scope: &Scope<'_>, first: usize, end: usize) -> bool {
    let preposition = scope.before(first).is_some_and(|p| scope.has(p, Class::PlacePreposition));
    let apposition = scope.is(end, b',') && scope.is_known(end + 1, Kind::Place);
    let member =
        scope.before(first).is_some_and(|p| scope.is(p, b',') && p > scope.first && scope.is_known(p - 1, Kind::Place));
    let generic = scope.has(end, Class::PlaceGeneric) && !scope.shape(end).has(Shape::CAPITALISED);
    let tail = scope.is_hyphen(end) && scope.has(end + 1, Class::HyphenTail);
    let ordinary = scope.has(first, Class::Common) && scope.begins(first);
    !ordinary && !scope.is_name_word(end) && (preposition || apposition || member || generic || tail)
}

/// "President X", "X said".
fn supports_person(scope: &Scope<'_>, first: usize, end: usize) -> bool {
    let title = scope.before(first).is_some_and(|p| scope.has_any(p, Classes::all(&[Class::Title, Class::Honorific])));
    let speech = scope.has(end, Class::SpeechVerb);
    let ordinary = scope.begins(first) && scope.has_any(first, Classes::all(&[Class::Function, Class::Common]));
    !scope.is_name_word(end) && (title || speech && !ordinary)
}
