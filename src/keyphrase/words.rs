//! [`Words`]: what is known of single words: what they can be in a sentence and how rare they are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::{Shape, Text, Token, fold};

use super::grammar::{ClassId, Grammar, Letters, WordClass};
use super::{Background, stop, suffix};

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Singular and plural have the same.
    pub(super) stem: u64,
    /// The inverse document frequency: the natural logarithm of how many documents there are for each that has the word.
    pub(super) rarity: f32,
    class: ClassId,
    facts: Facts,
}

impl Word {
    /// Whether a list has it.
    pub(super) fn known(self) -> bool {
        self.facts.has(Facts::KNOWN)
    }

    /// No phrase begins with it.
    pub(super) fn weak(self) -> bool {
        self.facts.has(Facts::WEAK)
    }

    /// It is no phrase by itself, and with another word before it hardly.
    pub(super) fn empty(self) -> bool {
        self.facts.has(Facts::EMPTY)
    }

    /// It is no phrase by itself.
    pub(super) fn generic(self) -> bool {
        self.facts.has(Facts::GENERIC)
    }

    /// Behind the name of a place it says what the name says.
    pub(super) fn of_places(self) -> bool {
        self.facts.has(Facts::OF_PLACES)
    }
}

/// A set of facts about a word.
#[derive(Clone, Copy, Debug, Default)]
struct Facts(u8);

impl Facts {
    const KNOWN: Self = Self(1);
    const WEAK: Self = Self(1 << 1);
    const EMPTY: Self = Self(1 << 2);
    const GENERIC: Self = Self(1 << 3);
    const OF_PLACES: Self = Self(1 << 4);

    const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Function words that tell what comes next. All others only end a phrase.
///
/// "and" and "of" have letters `a` and `o` as well.
///
/// After these a noun phrase begins or goes on: lower-case letter `d`.
const DETERMINERS: [&str; 36] = [
    "a", "all", "an", "another", "any", "both", "each", "either", "every", "few", "her", "his", "its", "many", "more",
    "most", "much", "my", "neither", "no", "other", "our", "own", "several", "some", "such", "that", "the", "their",
    "these", "this", "those", "various", "what", "whose", "your",
];

/// Those after which stands what has been spoken of: letter `e` as well.
const DEFINITE: [&str; 9] = ["her", "his", "its", "that", "the", "their", "these", "this", "those"];

/// After these a verb comes: letter `t`.
const BEFORE_VERBS: [&str; 30] = [
    "can", "cannot", "could", "did", "do", "does", "he", "i", "it", "let", "may", "might", "must", "n't", "not",
    "ought", "shall", "she", "should", "there", "they", "to", "we", "which", "who", "will", "would", "you", "'ll",
    "'d",
];

/// After these comes a participle, if it is one that comes: letter `b`.
const AUXILIARIES: [&str; 14] =
    ["am", "are", "be", "been", "being", "get", "got", "had", "has", "have", "having", "is", "was", "were"];

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("keys are u64");
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map by keys that are hashes.
pub(super) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// A word in the table: 16 bytes, so that none lies in two lines of cache.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The upper half of the hash; the lower half gave the place.
    tag: u32,
    rarity: f32,
    /// The place of the stem in the list of stems; 0 for a word that is its own.
    stem: u32,
    class: ClassId,
    /// A free slot is not known.
    facts: Facts,
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// All words of the lists.
///
/// As the tagger's vocabulary it is an open-addressing table without keys, frequent words first, so that a token costs one line of
/// cache: with a map, looking words up was a quarter of all that key phrases cost.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<Slot>,
    /// The stems of words that are not their own.
    stems: Vec<u64>,
    grammar: Grammar,
    /// The classes of words that no list has, by the letter that their ending gives them.
    unknown: [ClassId; 128],
}

/// The words while the lists are read.
struct WordsBuilder {
    words: HashedMap<Word>,
    grammar: Grammar,
    rarity: f32,
}

impl Words {
    /// Joins the parts of speech with the figures of a background.
    pub(super) fn new(parts_of_speech: &str, background: &Background) -> Self {
        let mut words = WordsBuilder {
            words: map_with_capacity(1 << 16),
            grammar: Grammar::new(),
            rarity: background.rarity_of_unknown(),
        };
        // The first line that is no comment names the columns.
        for line in parts_of_speech.lines().filter(|line| !line.starts_with('#')).skip(1) {
            if let Some((word, letters)) = line.split_once('\t') {
                words.set_letters(word, Letters::read(letters));
            }
        }
        for (list, letter) in [(&DETERMINERS[..], b'd'), (&BEFORE_VERBS, b't'), (&AUXILIARIES, b'b')] {
            for word in list {
                words.set_letters(word, Letters::one(letter));
            }
        }
        for word in DEFINITE {
            words.set_letters(word, Letters([b'd', b'e', 0]));
        }
        words.set_letters("and", Letters([b'F', b'a', 0]));
        words.set_letters("of", Letters([b'F', b'o', 0]));
        for (list, fact) in [
            (stop::WEAK, Facts::WEAK),
            (stop::EMPTY, Facts::EMPTY),
            (stop::GENERIC, Facts::GENERIC),
            (stop::OF_PLACES, Facts::OF_PLACES),
        ] {
            for word in list {
                words.entry(word).facts.add(fact);
            }
        }
        for word in stop::GENERIC {
            words.entry(&plural(word)).facts.add(Facts::GENERIC);
        }
        for (word, rarity) in background.words() {
            words.entry(word).rarity = rarity;
        }
        words.finish()
    }

    /// What is known of each token of a text; what its ending tells, if no list has it.
    pub(super) fn look_up_all(&self, text: &str, read: &Text, words: &mut Vec<Word>) {
        // The slots of several tokens are asked for before the first is read, so that none waits for another's line of cache.
        const AHEAD: usize = 16;
        let mask = self.slots.len() - 1;
        for tokens in read.tokens.chunks(AHEAD) {
            let mut slots = [self.slots[0]; AHEAD];
            for (slot, token) in slots.iter_mut().zip(tokens) {
                *slot = self.slots[token.hash as usize & mask];
            }
            words.extend(slots.iter().zip(tokens).map(|(slot, token)| self.word(*slot, token, text)));
        }
    }

    /// The word of a token, if its search begins with this slot. Constant time.
    #[inline]
    fn word(&self, mut slot: Slot, token: &Token, text: &str) -> Word {
        let mask = self.slots.len() - 1;
        let mut at = token.hash as usize & mask;
        while slot.tag != tag(token.hash) {
            if !slot.facts.has(Facts::KNOWN) {
                return self.unknown(slot, token, text);
            }
            at = (at + 1) & mask;
            slot = self.slots[at];
        }
        let stem = self.stems[slot.stem as usize];
        let Slot { rarity, class, facts, .. } = slot;
        Word { stem: if slot.stem == 0 { token.hash } else { stem }, rarity, class, facts }
    }

    /// A word that no list has: its ending tells what it can be.
    fn unknown(&self, free: Slot, token: &Token, text: &str) -> Word {
        let Slot { rarity, class, facts, .. } = free;
        if !token.shape.has(Shape::WORD) {
            return Word { stem: token.hash, rarity, class, facts };
        }
        let text = token.text(text);
        let class = self.unknown[usize::from(suffix::letter(text))];
        Word { stem: stem_of(token.hash, text), rarity, class, facts }
    }

    /// What words like this can be.
    #[inline]
    pub(super) fn class(&self, word: &Word) -> &WordClass {
        self.grammar.class(word.class)
    }
}

impl WordsBuilder {
    fn entry(&mut self, word: &str) -> &mut Word {
        let Self { words, grammar, rarity } = self;
        words.entry(fold::hash(word)).or_insert_with(|| Word {
            stem: stem(word),
            rarity: *rarity,
            class: grammar.class_of(Letters::one(suffix::letter(word))),
            facts: Facts::KNOWN,
        })
    }

    fn set_letters(&mut self, word: &str, letters: Letters) {
        let class = self.grammar.class_of(letters);
        self.entry(word).class = class;
    }

    /// The tables; that of words is at most half full.
    fn finish(self) -> Words {
        let Self { words, mut grammar, rarity } = self;
        let noun = grammar.class_of(Letters::one(b'N'));
        let mut unknown = [noun; 128];
        for letter in suffix::LETTERS {
            unknown[usize::from(letter)] = grammar.class_of(Letters::one(letter));
        }
        let mut words: Vec<(u64, Word)> = words.into_iter().collect();
        words.sort_unstable_by(|a, b| a.1.rarity.total_cmp(&b.1.rarity).then(a.0.cmp(&b.0)));
        let free = Slot { tag: 0, rarity, stem: 0, class: noun, facts: Facts::default() };
        let mut slots = vec![free; (words.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut stems = vec![0];
        for (hash, Word { stem, rarity, class, facts }) in words {
            let mut at = hash as usize & mask;
            while slots[at].facts.has(Facts::KNOWN) {
                at = (at + 1) & mask;
            }
            let own = stem == hash;
            slots[at] = Slot { tag: tag(hash), rarity, stem: if own { 0 } else { stems.len() as u32 }, class, facts };
            stems.extend((!own).then_some(stem));
        }
        Words { slots, stems, grammar, unknown }
    }
}

/// A map with room for so many keys.
pub(super) fn map_with_capacity<V>(keys: usize) -> HashedMap<V> {
    HashedMap::with_capacity_and_hasher(keys, BuildHasherDefault::default())
}

/// The hash of the singular.
fn stem(word: &str) -> u64 {
    stem_of(fold::hash(word), word)
}

/// The regular plural.
fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(front) => format!("{front}ies"),
        None => format!("{word}s"),
    }
}

fn stem_of(hash: u64, word: &str) -> u64 {
    match suffix::singular(word) {
        None => hash,
        Some((cut, "")) => fold::hash(&word[..word.len() - cut]),
        Some((cut, add)) => fold::hash(&format!("{}{add}", &word[..word.len() - cut])),
    }
}

/// A key for a sequence of keys: `so_far` of what came before, 0 at the beginning.
pub(super) const fn join_keys(so_far: u64, next: u64) -> u64 {
    let product = (so_far.rotate_left(23) ^ next ^ 0x9E37_79B9_7F4A_7C15) as u128 * 0xA076_1D64_78BD_642F_u128;
    (product as u64) ^ ((product >> 64) as u64)
}
