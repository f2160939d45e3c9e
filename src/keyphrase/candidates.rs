//! Candidates: noun phrases and mentions, and which of them are the same phrase.

use crate::text::{Shape, Text};
use crate::{Kind, Span};

use super::named::{Named, NamedMention};
use super::numbers::Numbers;
use super::grammar::Part;
use super::speech::Speech;
use super::stop;
use super::words::join_keys;

/// The longest noun phrase, in words. A mention may be longer.
pub(super) const LONGEST: usize = 5;

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
#[derive(Clone, Debug)]
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
        let mut candidates = Self::default();
        // A phrase for every third token is common.
        let mut numbers = Numbers::with_capacity(read.tokens.len() / 2);
        candidates.phrases.reserve(read.tokens.len() / 2);
        candidates.occurrences.reserve(read.tokens.len() / 2);
        for sentence in &read.sentences {
            let mut at = sentence.first as usize;
            while at < sentence.end as usize {
                let end = run_end(read, speech, named, at, sentence.end as usize);
                if end > at {
                    candidates.add_run(text, read, speech, named, at, end, &mut numbers);
                }
                at = end.max(at + 1);
            }
        }
        candidates
    }

    /// Adds what stands in the noun phrase of tokens `from..to`: itself and its parts, as far as they can be phrases.
    #[allow(clippy::too_many_arguments, reason = "all of them views of one document")]
    fn add_run(
        &mut self,
        text: &str,
        read: &Text,
        speech: &Speech,
        named: &Named,
        from: usize,
        to: usize,
        numbers: &mut Numbers,
    ) {
        let before = self.occurrences.len();
        for first in from..to {
            if !begins(speech, named, from, first) {
                continue;
            }
            let mut key = 0;
            let mut words = 0;
            for last in first..to {
                if speech.parts[last] == Part::Hyphen {
                    continue;
                }
                words += 1;
                key = join_keys(key, speech.words[last].stem);
                let mention = named
                    .at(last)
                    .filter(|mention| mention.first as usize == first && mention.end as usize == last + 1);
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
                    && named.at(first).is_some_and(|place| place.kind == Kind::Place && place.end as usize == last)
                {
                    continue;
                }
                let key = mention.map_or(key, |mention| mention.key.unwrap_or(key));
                self.add(read, key, first, last + 1, mention, numbers);
            }
        }
        // Everything but the longest from the first word on is a part of it.
        let longest =
            self.occurrences[before..].iter().map(|o| (o.end - o.first, o.first)).max_by_key(|(length, _)| *length);
        let Some((length, first)) = longest else { return };
        for at in before..self.occurrences.len() {
            let occurrence = &mut self.occurrences[at];
            let inside = occurrence.first >= first && occurrence.end <= first + length;
            if inside && occurrence.end - occurrence.first < length {
                occurrence.nested = true;
            } else {
                self.phrases[occurrence.phrase as usize].free += 1;
            }
        }
    }

    fn add(
        &mut self,
        read: &Text,
        key: u64,
        first: usize,
        end: usize,
        mention: Option<&NamedMention>,
        numbers: &mut Numbers,
    ) {
        let number = self.occurrences.len() as u32;
        let is_medium = mention.is_some_and(|mention| mention.is_medium);
        let mention = mention.map(|mention| mention.number);
        let phrase = numbers.number(key);
        if phrase as usize == self.phrases.len() {
            self.phrases.push(Phrase { count: 0, free: 0, mention, shown: number, is_medium });
        }
        self.occurrences.push(Occurrence { first: first as u32, end: end as u32, phrase, nested: false });
        let known = &mut self.phrases[phrase as usize];
        known.count += 1;
        let shown = self.occurrences[known.shown as usize];
        let (length, shown_length) = (end - first, (shown.end - shown.first) as usize);
        let capitals = |first: usize, end: usize| read.tokens[first..end].iter().all(|t| !t.shape.has(Shape::LOWER));
        if mention.is_some() && (known.mention.is_none() || length > shown_length) {
            known.shown = number;
            known.mention = mention;
        } else if length == shown_length
            && capitals(shown.first as usize, shown.end as usize)
            && !capitals(first, end)
            && mention.is_some() == known.mention.is_some()
        {
            known.shown = number;
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
            mention.kind == Kind::Person && before != Part::Adjective && (is_lower(at - 1) || named.at(at - 1).is_some())
                || before == Part::Noun && is_lower(at - 1)
                || named.at(at - 1).is_some()
        }
        None => speech.parts[at] == Part::Name && before == Part::Noun && is_lower(at - 1),
    }
}

/// Whether a phrase can begin at a token of the noun phrase that begins at `from`.
fn begins(speech: &Speech, named: &Named, from: usize, at: usize) -> bool {
    let inside_compound = at > from && speech.parts[at - 1] == Part::Hyphen;
    let inside_mention = named.at(at).is_some_and(|mention| mention.first as usize != at);
    speech.parts[at] != Part::Hyphen && !inside_compound && !inside_mention && !speech.words[at].weak()
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
