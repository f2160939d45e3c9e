//! What is known of each candidate, as numbers: what the methods rank by.

use crate::text::{Shape, Text};
use crate::{DocumentRef, Kind};

use super::candidates::{Candidates, Occurrence, Phrase};
use super::places::{Place, headline_end, places};
use super::speech::{Part, Speech};
use super::words::{HashedMap, Words};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The features of one phrase. Counts are natural logarithms, facts are 0 or 1.
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct Features {
            $($(#[$doc])* pub(super) $name: f32,)*
        }

        impl Features {
            /// How many there are.
            const COUNT: usize = [$(stringify!($name)),*].len();

            /// Their names, in order.
            pub(super) const NAMES: [&str; Self::COUNT] = [$(stringify!($name)),*];

            /// The values, in order.
            pub(super) fn values(&self) -> [f32; Self::COUNT] {
                [$(self.$name),*]
            }
        }

        /// The features with their names.
        pub(super) fn named(features: &Features) -> Vec<(&'static str, f32)> {
            Features::NAMES.into_iter().zip(features.values()).collect()
        }
    };
}

features! {
    /// How often it stands in the text.
    count,
    /// How often not as a part of a longer phrase, and one more.
    free,
    /// It stands only inside longer phrases.
    nested_only,
    /// In how many sentences.
    sentences,
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
    /// How common its last two words are side by side; 0 if the background does not have them.
    common_pair,
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

/// A phrase of two words that one document in so many has, by the logarithm, counts as not common at all.
const RAREST_PAIR: f32 = 13.0;

/// The features of all phrases, in their order.
pub(super) fn all(
    document: DocumentRef<'_>,
    read: &Text,
    words: &Words,
    speech: &Speech,
    candidates: &Candidates,
) -> Vec<Features> {
    let counts = word_counts(speech);
    let headline_end = headline_end(read);
    let places = places(read, speech, candidates, headline_end);
    let kinds: Vec<Kind> = document.mentions().map(|mention| mention.kind()).collect();
    let mut all: Vec<Features> = candidates
        .phrases
        .iter()
        .zip(places)
        .map(|(phrase, place)| {
            let mut features = of_words(read, words, speech, &counts, candidates.occurrences[phrase.shown as usize]);
            of_places(read, phrase, place, &mut features);
            of_kind(phrase.mention.map(|mention| kinds[mention as usize]), &mut features);
            features
        })
        .collect();
    let names = all.iter().map(|features| features.name).sum::<f32>() / all.len().max(1) as f32;
    for features in &mut all {
        features.length = (read.tokens.len() as f32).ln();
        features.names = names;
        features.one_word_rarity = features.one_word * features.rarity;
        features.one_word_count = features.one_word * features.word_count;
        features.one_word_free = features.one_word * features.free;
    }
    all
}

/// How often each word of noun phrases stands in the text, by its stem.
fn word_counts(speech: &Speech) -> HashedMap<u32> {
    let mut counts: HashedMap<u32> = HashedMap::default();
    for (word, part) in speech.words.iter().zip(&speech.parts) {
        if !matches!(part, Part::Break | Part::Hyphen) {
            *counts.entry(word.stem).or_default() += 1;
        }
    }
    counts
}

fn fact(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// What the words of a phrase tell, where it is `shown`.
fn of_words(read: &Text, words: &Words, speech: &Speech, counts: &HashedMap<u32>, shown: Occurrence) -> Features {
    let (first, end) = (shown.first as usize, shown.end as usize);
    let mut features = Features { least_rarity: f32::MAX, ..Features::default() };
    let mut length = 0u16;
    for (word, _) in
        speech.words[first..end].iter().zip(&speech.parts[first..end]).filter(|(_, part)| **part != Part::Hyphen)
    {
        // Function words inside names are not counted.
        let count = counts.get(&word.stem).map_or(0.0, |count| (*count as f32).ln());
        length += 1;
        features.rarity += word.rarity;
        features.least_rarity = features.least_rarity.min(word.rarity);
        features.most_rarity = features.most_rarity.max(word.rarity);
        features.head_rarity = word.rarity;
        features.word_count += count;
    }
    features.rarity /= f32::from(length);
    features.word_count /= f32::from(length);
    features.one_word = fact(length == 1);
    features.two_words = fact(length == 2);
    features.three_words = fact(length == 3);
    let parts = &speech.parts[first..end];
    features.name = fact(parts.last() == Some(&Part::Name));
    features.other_name = fact(parts.iter().all(|part| *part == Part::Name));
    features.adjective = fact(parts[0] == Part::Adjective);
    features.hyphen = fact(parts.contains(&Part::Hyphen));
    features.acronym = fact(length == 1 && read.tokens[first].shape.has(Shape::ALL_CAPS));
    features.empty_head = fact(speech.words[end - 1].empty);
    if length > 1
        && let Some(rarity) = words.pair(read.tokens[end - 2].hash, read.tokens[end - 1].hash)
    {
        features.common_pair = (RAREST_PAIR - rarity).max(0.0);
    }
    features
}

/// What the places of a phrase tell.
fn of_places(read: &Text, phrase: &Phrase, place: Place, features: &mut Features) {
    let end = || (read.tokens.len() as u32, read.sentences.len() as u32);
    let (first, sentence) = place.first.unwrap_or_else(end);
    features.position = (1.0 + first as f32).ln();
    features.early = 1.0 / (1.0 + sentence as f32);
    let (count, free) = if place.count == 0 { (phrase.count, phrase.free) } else { (place.count, place.free) };
    features.count = (count as f32).ln();
    features.free = (1.0 + free as f32).ln();
    features.nested_only = fact(free == 0);
    features.sentences = f32::from(place.sentences.max(1)).ln();
    let share = |places: u16| f32::from(places) / count as f32;
    features.definite = share(place.beside.definite);
    features.indefinite = share(place.beside.indefinite);
    features.after_preposition = share(place.beside.after_preposition);
    features.after_verb = share(place.beside.after_verb);
    features.after_and = share(place.beside.after_and);
    features.begins = share(place.beside.begins);
    features.before_of = share(place.beside.before_of);
    features.before_preposition = share(place.beside.before_preposition);
    features.before_verb = share(place.beside.before_verb);
    features.before_and = share(place.beside.before_and);
    features.before_bracket = share(place.beside.before_bracket);
    features.ends = share(place.beside.ends);
}

fn of_kind(kind: Option<Kind>, features: &mut Features) {
    let Some(kind) = kind else { return };
    features.other_name = 0.0;
    match kind {
        Kind::Organization => features.organization = 1.0,
        Kind::Place => features.place = 1.0,
        Kind::Person => features.person = 1.0,
        Kind::Policy | Kind::Event => features.policy_or_event = 1.0,
    }
}
