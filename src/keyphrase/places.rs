//! Where phrases stand: in the headline or behind it, and between which words.

use crate::text::{Sentence, Shape, Text};

use super::candidates::{Candidates, Occurrence};
use super::grammar::Side;
use super::speech::Speech;
use super::words::Words;

/// The number of the first token behind the headline: a first sentence without a full stop, behind which a paragraph begins. Other
/// texts have none, which is 0.
pub(super) fn headline_end(read: &Text) -> u32 {
    let [first, second, ..] = &read.sentences[..] else { return 0 };
    let ends = !read.tokens[first.end as usize - 1].is(b'.');
    if ends && read.tokens[second.first as usize].shape.has(Shape::PARAGRAPH_BEFORE) { first.end } else { 0 }
}

/// Where a phrase stands behind the headline. Editors write headlines last, to please: fitted weights take back what a place in them
/// adds to the counts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// How often it stands there.
    pub(super) count: u32,
    /// How often not as a part of a longer phrase.
    pub(super) free: u32,
    /// Its first token, and the number of its sentence, both counted from the end of the headline.
    pub(super) first: Option<(u32, u32)>,
    pub(super) beside: Beside,
}

/// How often what stands before and after a phrase, where it is no part of a longer one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    pub(super) before: Counts,
    pub(super) after: Counts,
    /// How often no word stands before it,
    pub(super) begins: u16,
    /// and behind it.
    pub(super) ends: u16,
    /// How often a bracket opens behind it.
    pub(super) before_bracket: u16,
}

/// How often a word of each [`Side`] stands there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts([u16; Side::COUNT]);

impl Counts {
    fn add(&mut self, side: Side) {
        increase(&mut self.0[side as usize]);
    }

    pub(super) fn of(&self, side: Side) -> u32 {
        self.0[side as usize].into()
    }
}

fn increase(count: &mut u16) {
    *count = count.saturating_add(1);
}

/// The places of all phrases, in their order.
pub(super) fn places(
    words: &Words,
    read: &Text,
    speech: &Speech,
    candidates: &Candidates,
    headline_end: u32,
) -> Vec<Place> {
    let mut places = vec![Place::default(); candidates.phrases.len()];
    let headlines = u32::from(headline_end > 0);
    let mut sentence = 0;
    for occurrence in candidates.occurrences.iter().skip_while(|occurrence| occurrence.first < headline_end) {
        while read.sentences[sentence as usize].end <= occurrence.first {
            sentence += 1;
        }
        let place = &mut places[occurrence.phrase as usize];
        place.first.get_or_insert((occurrence.first - headline_end, sentence - headlines));
        place.count += 1;
        if !occurrence.nested {
            place.free += 1;
            place.beside.add(words, read, speech, read.sentences[sentence as usize], *occurrence);
        }
    }
    places
}

impl Beside {
    /// Adds what stands before and after an occurrence.
    fn add(&mut self, words: &Words, read: &Text, speech: &Speech, sentence: Sentence, occurrence: Occurrence) {
        let (first, end) = (occurrence.first as usize, occurrence.end as usize);
        let is_word = |at: usize| read.tokens[at].shape.has(Shape::WORD);
        if first > sentence.first as usize && is_word(first - 1) {
            self.before.add(words.class(&speech.words[first - 1]).side);
        } else {
            increase(&mut self.begins);
        }
        if end == sentence.end as usize {
            increase(&mut self.ends);
        } else if is_word(end) {
            self.after.add(words.class(&speech.words[end]).side);
        } else {
            increase(&mut self.ends);
            self.before_bracket = self.before_bracket.saturating_add(u16::from(read.tokens[end].is(b'(')));
        }
    }
}
