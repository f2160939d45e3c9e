//! What is known of each candidate, as numbers: what the methods rank by.

use std::sync::LazyLock;

use crate::Kind;
use crate::text::{Shape, Text};

use super::candidates::{Candidates, Occurrence, Phrase};
use super::grammar::{Part, Side};
use super::named::Named;
use super::places::{Beside, Place, headline_end, places};
use super::speech::Speech;
use super::words::Words;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The features of one phrase. Counts are natural logarithms, facts are 0 or 1.
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct Features {
            $($(#[$doc])* pub(super) $name: f32,)*
        }

        impl Features {
            /// How many there are.
            pub(super) const COUNT: usize = [$(stringify!($name)),*].len();

            /// Their names, in order.
            pub(super) const NAMES: [&str; Self::COUNT] = [$(stringify!($name)),*];

            /// The values, in order.
            pub(super) fn values(&self) -> [f32; Self::COUNT] {
                [$(self.$name),*]
            }
        }
    };
}

features! {
    /// How often it stands in the text.
    count,
    /// How often not as a part of a longer phrase, and one more.
    free,
    /// The number of words before it, the headline left out, and one more.
    position,
    /// 1 for the first sentence behind the headline, 1/2 for the second, 1/3 for the third.
    early,
    one_word,
    two_words,
    three_words,
    /// The inverse document frequency of its words, on average.
    rarity,
    /// That of its last word.
    head_rarity,
    /// That of its most common word.
    least_rarity,
    /// That of its rarest word.
    most_rarity,
    /// How often its words stand in the text, on average.
    word_count,
    /// It ends with a name.
    name,
    /// It is a mention of an organization.
    organization,
    /// It is a mention of a place.
    place,
    /// It is a mention of a person.
    person,
    /// It is a mention of a policy or an event.
    policy_or_event,
    /// It is made of capitalised words, but no mention.
    other_name,
    /// It begins with an adjective.
    adjective,
    /// It holds a hyphen.
    hyphen,
    /// It is one word in capitals.
    acronym,
    /// Its last word says little.
    empty_head,
    /// [`rarity`](Self::rarity) of a single word, 0 for longer phrases.
    one_word_rarity,
    /// [`word_count`](Self::word_count) of a single word.
    one_word_count,
    /// [`free`](Self::free) of a single word.
    one_word_free,
    /// How often, as a share of its places, "the" or "its" stands before it: it has been spoken of, or all know it.
    definite,
    /// How often "a", "many" or "no" does.
    indefinite,
    /// How often a preposition does.
    after_preposition,
    /// How often a verb does.
    after_verb,
    /// How often "and" does.
    after_and,
    /// How often no word does: a sentence or clause begins.
    begins,
    /// How often "of" follows: "the number of ...".
    before_of,
    /// How often another preposition follows.
    before_preposition,
    /// How often a verb follows.
    before_verb,
    /// How often "and" follows.
    before_and,
    /// How often a bracket opens behind it: "... (CATL)".
    before_bracket,
    /// How often no word follows: a sentence or clause ends.
    ends,
    /// Of the whole document: the number of its words.
    length,
    /// Of the whole document: the share of its phrases that end with a name.
    names,
}

/// What the features of a document are read from, one phrase at a time: few of the candidates are ever asked for all of theirs twice.
#[derive(Debug)]
pub(super) struct FeatureReader<'a> {
    read: &'a Text,
    speech: &'a Speech,
    named: &'a Named,
    candidates: &'a Candidates,
    /// By phrase.
    places: Vec<Place>,
    length: f32,
    names: f32,
}

impl<'a> FeatureReader<'a> {
    pub(super) fn new(
        read: &'a Text,
        words: &'a Words,
        speech: &'a Speech,
        named: &'a Named,
        candidates: &'a Candidates,
    ) -> Self {
        let ends_with_name = |phrase: &&Phrase| {
            let shown = candidates.occurrences[phrase.shown as usize];
            speech.parts[shown.end as usize - 1] == Part::Name
        };
        let names = candidates.phrases.iter().filter(ends_with_name).count();
        Self {
            read,
            speech,
            named,
            candidates,
            places: places(words, read, speech, candidates, headline_end(read)),
            length: logarithm(read.tokens.len() as u32),
            names: names as f32 / candidates.phrases.len().max(1) as f32,
        }
    }

    /// [`Features::length`] and [`Features::names`], which all phrases share.
    pub(super) fn of_document(&self) -> (f32, f32) {
        (self.length, self.names)
    }

    /// The features of a phrase.
    pub(super) fn of(&self, phrase: usize) -> Features {
        let (place, phrase) = (&self.places[phrase], &self.candidates.phrases[phrase]);
        let mut features = Features { length: self.length, names: self.names, ..Features::default() };
        self.add_words(self.candidates.occurrences[phrase.shown as usize], &mut features);
        self.add_places(phrase, place, &mut features);
        if let Some(mention) = phrase.mention {
            add_kind(self.named.kind(mention), &mut features);
        }
        features.one_word_rarity = features.one_word * features.rarity;
        features.one_word_count = features.one_word * features.word_count;
        features.one_word_free = features.one_word * features.free;
        features
    }

    /// What the words of a phrase tell, where it is `shown`.
    fn add_words(&self, shown: Occurrence, features: &mut Features) {
        let (first, end) = (shown.first as usize, shown.end as usize);
        features.least_rarity = f32::MAX;
        let mut length = 0u16;
        let parts = &self.speech.parts[first..end];
        for at in (first..end).filter(|at| self.speech.parts[*at] != Part::Hyphen) {
            let word = &self.speech.words[at];
            length += 1;
            features.rarity += word.rarity;
            features.least_rarity = features.least_rarity.min(word.rarity);
            features.most_rarity = features.most_rarity.max(word.rarity);
            features.head_rarity = word.rarity;
            features.word_count += logarithm(self.speech.count(at));
        }
        features.rarity /= f32::from(length);
        features.word_count /= f32::from(length);
        features.one_word = fact(length == 1);
        features.two_words = fact(length == 2);
        features.three_words = fact(length == 3);
        features.name = fact(parts.last() == Some(&Part::Name));
        features.other_name = fact(parts.iter().all(|part| *part == Part::Name));
        features.adjective = fact(parts[0] == Part::Adjective);
        features.hyphen = fact(parts.contains(&Part::Hyphen));
        features.acronym = fact(length == 1 && self.read.tokens[first].shape.has(Shape::ALL_CAPS));
        features.empty_head = fact(self.speech.words[end - 1].empty());
    }

    /// What the places of a phrase tell.
    fn add_places(&self, phrase: &Phrase, place: &Place, features: &mut Features) {
        let end = || (self.read.tokens.len() as u32, self.read.sentences.len() as u32);
        let (first, sentence) = place.first.unwrap_or_else(end);
        features.position = logarithm(1 + first);
        features.early = 1.0 / (1.0 + sentence as f32);
        let (count, free) = if place.count == 0 { (phrase.count, phrase.free) } else { (place.count, place.free) };
        features.count = logarithm(count);
        features.free = logarithm(1 + free);
        if place.free == 0 {
            return;
        }
        let share = |places: u32| places as f32 / count as f32;
        let Beside { before, after, begins, ends, before_bracket } = &place.beside;
        features.definite = share(before.of(Side::Definite));
        features.indefinite = share(before.of(Side::Indefinite));
        features.after_preposition = share(before.of(Side::Preposition) + before.of(Side::And) + before.of(Side::Of));
        features.after_verb = share(before.of(Side::Verb));
        features.after_and = share(before.of(Side::And));
        features.begins = share((*begins).into());
        features.before_of = share(after.of(Side::Of));
        features.before_preposition = share(after.of(Side::Preposition) + after.of(Side::And));
        features.before_verb = share(after.of(Side::Verb) + after.of(Side::Number));
        features.before_and = share(after.of(Side::And));
        features.before_bracket = share((*before_bracket).into());
        features.ends = share((*ends).into());
    }
}

/// The natural logarithm of a count; 0 for none. Those of news are read from a table: they were a fortieth of all key phrases cost.
fn logarithm(count: u32) -> f32 {
    static LOGARITHMS: LazyLock<[f32; 1024]> =
        LazyLock::new(|| std::array::from_fn(|count| (count.max(1) as f32).ln()));
    LOGARITHMS.get(count as usize).copied().unwrap_or_else(|| (count as f32).ln())
}

fn fact(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// What the kind of a mention tells.
fn add_kind(kind: Kind, features: &mut Features) {
    features.other_name = 0.0;
    match kind {
        Kind::Organization => features.organization = 1.0,
        Kind::Place => features.place = 1.0,
        Kind::Person => features.person = 1.0,
        Kind::Policy | Kind::Event => features.policy_or_event = 1.0,
    }
}
