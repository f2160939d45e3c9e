//! Candidates: noun phrases and mentions, and which of them are the same phrase.
//!
//! A phrase is a candidate where it stands by itself somewhere in the text. Its places inside of longer phrases are counted, but what
//! stands only there ("soybean" in "soybean oil") is none unless the text is as short as a headline: without such parts two fifths of
//! the candidates are gone, and of the key phrases of editors the best ten find more, not fewer. Nor is a single word or a person that
//! a longer text names only once ("lunch", "London"): up to two candidates in five, of the key phrases of editors one in twenty-four.
//! `docs/DESIGN.md` has the figures.

use crate::text::{Shape, Text};
use crate::{Kind, Span};

use super::grammar::Part;
use super::named::{Named, NamedMention};
use super::numbers::Numbers;
use super::speech::Speech;
use super::stop;
use super::words::join_keys;

/// The longest noun phrase, in words. A mention may be longer.
pub(super) const LONGEST: usize = 5;

/// From so many tokens on, single words and people must be named twice. In shorter texts, such as abstracts, hardly any word does.
const LONGER_TEXT: usize = 250;

/// In texts of fewer tokens, such as headlines, parts of longer phrases are candidates too: without other sentences to compare,
/// "soybean imports" in "Soybean imports rise" may be taken for a part.
const SHORT_TEXT: usize = 40;

/// Where a phrase stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) phrase: u32,
    /// It is part of a longer noun phrase.
    pub(super) nested: bool,
}

/// Everything that is the same phrase: singular and plural, or the names of one entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase {
    /// How often it stands in the text.
    pub(super) count: u32,
    /// How often not as a part of a longer phrase.
    pub(super) free: u32,
    /// The mention that it is, by its number.
    pub(super) mention: Option<u32>,
    /// The longest occurrence of a mention, the first one of a noun phrase; not one in capitals if there are others.
    pub(super) shown: u32,
    /// It names a newspaper or agency.
    pub(super) is_medium: bool,
}

/// The candidates of a document.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) phrases: Vec<Phrase>,
    pub(super) occurrences: Vec<Occurrence>,
}

impl Candidates {
    pub(super) fn find(text: &str, read: &Text, speech: &Speech, named: &Named) -> Self {
        // Half as many as tokens are more than most texts have.
        let mut finder = Finder { text, read, speech, named, found: Vec::with_capacity(read.tokens.len() / 2) };
        for sentence in &read.sentences {
            let mut at = sentence.first as usize;
            let limit = sentence.end as usize;
            while let Some(skipped) = speech.parts[at..limit].iter().position(|part| *part != Part::Break) {
                at += skipped;
                let end = run_end(read, speech, named, at, limit);
                finder.read_run(at, end);
                at = end.min(limit);
            }
        }
        let mut found = finder.found;
        let is_longer = read.tokens.len() >= LONGER_TEXT;
        let with_parts = read.tokens.len() < SHORT_TEXT;
        let numbers = number(&mut found, with_parts, |place| {
            let (first, end) = (place.first as usize, place.end as usize);
            let kind = named.over(first, end).map(|mention| mention.kind);
            let is_passing = match kind {
                Some(Kind::Policy | Kind::Event) => false,
                Some(Kind::Person) => true,
                _ => end - first == 1,
            };
            is_longer && is_passing
        });
        let mut candidates =
            Self { phrases: vec![Phrase::default(); numbers], occurrences: Vec::with_capacity(found.len()) };
        for place in &found {
            if let Some(phrase) = place.phrase {
                candidates.add(read, named, *place, phrase);
            }
        }
        candidates
    }

    fn add(&mut self, read: &Text, named: &Named, place: Found, phrase: u32) {
        let Found { first, end, nested, .. } = place;
        let number = self.occurrences.len() as u32;
        self.occurrences.push(Occurrence { first, end, phrase, nested });
        let known = &mut self.phrases[phrase as usize];
        let mention = named.over(first as usize, end as usize);
        let mention_number = mention.map(|mention| mention.number);
        known.free += u32::from(!nested);
        known.count += 1;
        if known.count == 1 {
            known.shown = number;
            known.mention = mention_number;
            known.is_medium = mention.is_some_and(|mention| mention.is_medium);
            return;
        }
        let shown = self.occurrences[known.shown as usize];
        let (length, shown_length) = (end - first, shown.end - shown.first);
        let capitals = |first: u32, end: u32| {
            read.tokens[first as usize..end as usize].iter().all(|token| !token.shape.has(Shape::LOWER))
        };
        if mention.is_some() && (known.mention.is_none() || length > shown_length) {
            known.shown = number;
            known.mention = mention_number;
        } else if length == shown_length
            && capitals(shown.first, shown.end)
            && !capitals(first, end)
            && mention.is_some() == known.mention.is_some()
        {
            known.shown = number;
        }
    }
}

/// A place of what may be a candidate.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// What all places of the same phrase share.
    key: u64,
    first: u32,
    end: u32,
    nested: bool,
    /// The number of the phrase, once it is known.
    phrase: Option<u32>,
}

/// Gives every phrase a number that stands by itself somewhere or, `with_parts`, only inside of longer ones, and twice if it
/// `must_recur`: the same to all its places. How many there are.
fn number(found: &mut [Found], with_parts: bool, must_recur: impl Fn(&Found) -> bool) -> usize {
    let mut keys = Numbers::with_capacity(found.len());
    for place in found.iter_mut().filter(|place| with_parts || !place.nested) {
        place.phrase = Some(keys.number(place.key));
    }
    let mut counts = vec![0u32; keys.len()];
    for place in found.iter_mut() {
        if place.nested {
            place.phrase = keys.get(place.key);
        }
        if let Some(phrase) = place.phrase {
            counts[phrase as usize] += 1;
        }
    }
    // The number of each phrase that is kept.
    let mut numbers: Vec<Option<u32>> = vec![None; keys.len()];
    let mut kept = 0;
    for place in found.iter_mut() {
        let Some(phrase) = place.phrase else { continue };
        let number = &mut numbers[phrase as usize];
        if number.is_none() && (counts[phrase as usize] > 1 || !must_recur(place)) {
            *number = Some(kept);
            kept += 1;
        }
        place.phrase = *number;
    }
    kept as usize
}

/// Finds the places of all that may be candidates.
struct Finder<'a> {
    text: &'a str,
    read: &'a Text,
    speech: &'a Speech,
    named: &'a Named,
    found: Vec<Found>,
}

impl Finder<'_> {
    /// Finds what stands in the noun phrase of tokens `from..to`: itself and its parts, as far as they can be phrases.
    fn read_run(&mut self, from: usize, to: usize) {
        if to - from == 1 {
            // Nearly half of all.
            self.read_from(from, to);
            return;
        }
        let before = self.found.len();
        for first in from..to {
            let inside_compound = first > from && self.speech.parts[first - 1] == Part::Hyphen;
            if !inside_compound {
                self.read_from(first, to);
            }
        }
        // Everything but the longest is a part of it, unless it reaches beyond.
        let Some(Found { first, end, .. }) =
            self.found[before..].iter().copied().max_by_key(|place| place.end - place.first)
        else {
            return;
        };
        for place in &mut self.found[before..] {
            let inside = place.first >= first && place.end <= end;
            place.nested = inside && place.end - place.first < end - first;
        }
    }

    /// Finds what begins with token `first` of a noun phrase that ends at `to`.
    fn read_from(&mut self, first: usize, to: usize) {
        let Self { text, read, speech, named, .. } = *self;
        if !begins(speech, named, first) {
            return;
        }
        let mut key = 0;
        let mut words = 0;
        for last in first..to {
            if speech.parts[last] == Part::Hyphen {
                continue;
            }
            words += 1;
            key = join_keys(key, speech.words[last].stem);
            let mention = named.over(first, last + 1);
            if words > LONGEST && mention.is_none() {
                if named.at(last).is_none() {
                    break;
                }
                continue;
            }
            if !ends(speech, named, to, last)
                || mention.is_none() && stop::is_stop_phrase(speech, read, text, first, last + 1)
            {
                continue;
            }
            // "Guizhou province" says what "Guizhou" says.
            if speech.words[last].of_places()
                && named.over(first, last).is_some_and(|mention| mention.kind == Kind::Place)
            {
                continue;
            }
            let key = mention.and_then(|mention: &NamedMention| mention.key).unwrap_or(key);
            self.found.push(Found { key, first: first as u32, end: last as u32 + 1, nested: false, phrase: None });
        }
    }
}

/// The end of the noun phrase that begins at token `at`.
fn run_end(read: &Text, speech: &Speech, named: &Named, at: usize, limit: usize) -> usize {
    let mut end = at;
    while end < limit && speech.parts[end] != Part::Break {
        if end > at && splits(read, speech, named, end) {
            break;
        }
        end = named.at(end).map_or(end + 1, |mention| mention.end as usize);
    }
    end
}

/// Whether a noun phrase ends before token `at`, though it might go on: "administrator | Jeannie Baker", "China | Premier Li".
fn splits(read: &Text, speech: &Speech, named: &Named, at: usize) -> bool {
    let before = speech.parts[at - 1];
    let is_lower = |token: usize| !read.tokens[token].shape.has(Shape::CAPITALISED);
    match named.at(at) {
        Some(mention) => {
            mention.kind == Kind::Person
                && before != Part::Adjective
                && (is_lower(at - 1) || named.at(at - 1).is_some())
                || before == Part::Noun && is_lower(at - 1)
                || named.at(at - 1).is_some()
        }
        None => speech.parts[at] == Part::Name && before == Part::Noun && is_lower(at - 1),
    }
}

/// Whether a phrase can begin at a token, as far as that token tells.
fn begins(speech: &Speech, named: &Named, at: usize) -> bool {
    let inside_mention = named.at(at).is_some_and(|mention| mention.first as usize != at);
    speech.parts[at] != Part::Hyphen && !inside_mention && !speech.words[at].weak()
}

/// Whether a phrase can end with a token of the noun phrase that ends at `to`.
fn ends(speech: &Speech, named: &Named, to: usize, at: usize) -> bool {
    let inside_compound = at + 1 < to && speech.parts[at + 1] == Part::Hyphen;
    let inside_mention = named.at(at).is_some_and(|mention| mention.end as usize != at + 1);
    matches!(speech.parts[at], Part::Noun | Part::Name) && !inside_compound && !inside_mention
}

impl Occurrence {
    pub(super) fn span(self, read: &Text) -> Span {
        Span::new(read.tokens[self.first as usize].start as usize, read.tokens[self.end as usize - 1].end as usize)
    }
}
