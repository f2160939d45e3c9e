//! Where phrases stand: in the headline or behind it, and between which words.

use crate::text::{Sentence, Shape, Text, fold};

use super::candidates::{Candidates, Occurrence};
use super::speech::Speech;

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
    /// The number of sentences that hold it.
    pub(super) sentences: u16,
    /// One more than the number of the last of them so far.
    last: u32,
    /// Its first token, and the number of its sentence, both counted from the end of the headline.
    pub(super) first: Option<(u32, u32)>,
    pub(super) beside: Beside,
}

/// How often what stands before and after a phrase, where it is no part of a longer one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside {
    pub(super) definite: u16,
    pub(super) indefinite: u16,
    pub(super) after_preposition: u16,
    pub(super) after_verb: u16,
    pub(super) after_and: u16,
    pub(super) begins: u16,
    pub(super) before_of: u16,
    pub(super) before_preposition: u16,
    pub(super) before_verb: u16,
    pub(super) before_and: u16,
    pub(super) before_bracket: u16,
    pub(super) ends: u16,
}

/// The places of all phrases, in their order.
pub(super) fn places(read: &Text, speech: &Speech, candidates: &Candidates, headline_end: u32) -> Vec<Place> {
    let mut places = vec![Place::default(); candidates.phrases.len()];
    let joints = Joints { of: fold::hash("of"), and: fold::hash("and") };
    let headlines = u32::from(headline_end > 0);
    let mut sentence = 0;
    for occurrence in candidates.occurrences.iter().skip_while(|occurrence| occurrence.first < headline_end) {
        while read.sentences[sentence as usize].end <= occurrence.first {
            sentence += 1;
        }
        let place = &mut places[occurrence.phrase as usize];
        if place.last != sentence + 1 {
            (place.last, place.sentences) = (sentence + 1, place.sentences.saturating_add(1));
        }
        place.first.get_or_insert((occurrence.first - headline_end, sentence - headlines));
        place.count += 1;
        if !occurrence.nested {
            place.free += 1;
            joints.add(read, speech, read.sentences[sentence as usize], *occurrence, &mut place.beside);
        }
    }
    places
}

/// The hashes of words that join phrases.
struct Joints {
    of: u64,
    and: u64,
}

impl Joints {
    /// Adds what stands before and after an occurrence.
    fn add(&self, read: &Text, speech: &Speech, sentence: Sentence, occurrence: Occurrence, beside: &mut Beside) {
        let (first, end) = (occurrence.first as usize, occurrence.end as usize);
        let is_word = |at: usize| {
            (sentence.first as usize..sentence.end as usize).contains(&at) && read.tokens[at].shape.has(Shape::WORD)
        };
        let add = |count: &mut u16, holds: bool| *count = count.saturating_add(u16::from(holds));
        if let Some(at) = first.checked_sub(1).filter(|at| is_word(*at)) {
            let letters = speech.words[at].letters;
            let determiner = letters.likeliest() == b'd';
            add(&mut beside.definite, determiner && letters.has(b'e'));
            add(&mut beside.indefinite, determiner && !letters.has(b'e'));
            add(&mut beside.after_preposition, letters.likeliest() == b'F');
            add(&mut beside.after_verb, matches!(letters.likeliest(), b'V' | b'D' | b'G' | b'b'));
            add(&mut beside.after_and, read.tokens[at].hash == self.and);
        } else {
            add(&mut beside.begins, true);
        }
        if is_word(end) {
            let letters = speech.words[end].letters;
            let is_of = read.tokens[end].hash == self.of;
            add(&mut beside.before_of, is_of);
            add(&mut beside.before_preposition, !is_of && letters.likeliest() == b'F');
            add(&mut beside.before_verb, matches!(letters.likeliest(), b'V' | b'D' | b'G' | b'b' | b'M'));
            add(&mut beside.before_and, read.tokens[end].hash == self.and);
        } else {
            add(&mut beside.before_bracket, end < sentence.end as usize && read.tokens[end].is(b'('));
            add(&mut beside.ends, true);
        }
    }
}
