//! [`Words`]: what is known of single words, their parts of speech and how rare they are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::fold;

use super::{Background, stop, suffix};

/// What a word can be in a sentence, the likeliest first: up to three letters, as `dictionaries/words/parts_of_speech.tsv` explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters([u8; 3]);

impl Letters {
    pub(super) const fn one(letter: u8) -> Self {
        Self([letter, 0, 0])
    }

    fn read(text: &str) -> Self {
        let mut letters = [0; 3];
        for (letter, byte) in letters.iter_mut().zip(text.bytes()) {
            *letter = byte;
        }
        Self(letters)
    }

    /// A function word, whatever comes after it.
    pub(super) const fn is_function(self) -> bool {
        matches!(self.0[0], b'F' | b'd' | b't' | b'b')
    }

    pub(super) const fn likeliest(self) -> u8 {
        self.0[0]
    }

    pub(super) fn has(self, letter: u8) -> bool {
        self.0.contains(&letter)
    }
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) letters: Letters,
    /// Whether a list has it.
    pub(super) known: bool,
    /// No phrase begins with it.
    pub(super) weak: bool,
    /// It is no phrase by itself, and with another word before it hardly.
    pub(super) empty: bool,
    /// It is no phrase by itself.
    pub(super) generic: bool,
    /// Behind the name of a place it says what the name says.
    pub(super) of_places: bool,
    /// The inverse document frequency: the natural logarithm of how many documents there are for each that has the word.
    pub(super) rarity: f32,
    /// Singular and plural have the same.
    pub(super) stem: u64,
}

/// Function words that tell what comes next. All others only end a phrase.
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

/// All words of the lists.
#[derive(Debug)]
pub(super) struct Words {
    words: HashedMap<Word>,
    pairs: HashedMap<f32>,
    /// The rarity of a word that the background does not have.
    unknown: f32,
}

impl Words {
    /// Joins the parts of speech with the figures of a background.
    pub(super) fn new(parts_of_speech: &str, background: &Background) -> Self {
        let mut words = Self {
            words: HashedMap::with_capacity_and_hasher(1 << 16, BuildHasherDefault::default()),
            pairs: HashedMap::default(),
            unknown: background.rarity_of_unknown(),
        };
        // The first line that is no comment names the columns.
        for line in parts_of_speech.lines().filter(|line| !line.starts_with('#')).skip(1) {
            if let Some((word, letters)) = line.split_once('\t') {
                words.entry(word).letters = Letters::read(letters);
            }
        }
        for (list, letter) in [(&DETERMINERS[..], b'd'), (&BEFORE_VERBS, b't'), (&AUXILIARIES, b'b')] {
            for word in list {
                words.entry(word).letters = Letters::one(letter);
            }
        }
        for word in DEFINITE {
            words.entry(word).letters = Letters([b'd', b'e', 0]);
        }
        for word in stop::WEAK {
            words.entry(word).weak = true;
        }
        for word in stop::EMPTY {
            words.entry(word).empty = true;
        }
        for word in stop::GENERIC {
            words.entry(word).generic = true;
            words.entry(&plural(word)).generic = true;
        }
        for word in stop::OF_PLACES {
            words.entry(word).of_places = true;
        }
        for (term, rarity) in background.terms() {
            match term.split_once(' ') {
                None => words.entry(term).rarity = rarity,
                Some((first, second)) if !second.contains(' ') => {
                    words.pairs.insert(pair_key(fold::hash(first), fold::hash(second)), rarity);
                }
                Some(_) => {}
            }
        }
        words
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        let unknown = self.unknown;
        self.words.entry(fold::hash(word)).or_insert_with(|| Word {
            letters: suffix::letters(word),
            known: true,
            weak: false,
            empty: false,
            generic: false,
            of_places: false,
            rarity: unknown,
            stem: stem(word),
        })
    }

    /// What is known of the word with this hash and text; what its ending tells, if no list has it.
    pub(super) fn look_up(&self, hash: u64, word: &str) -> Word {
        self.words.get(&hash).copied().unwrap_or_else(|| Word {
            letters: suffix::letters(word),
            known: false,
            weak: false,
            empty: false,
            generic: false,
            of_places: false,
            rarity: self.unknown,
            stem: stem_of(hash, word),
        })
    }

    /// The rarity of two words side by side, if the background has them.
    pub(super) fn pair(&self, first: u64, second: u64) -> Option<f32> {
        self.pairs.get(&pair_key(first, second)).copied()
    }
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

fn pair_key(first: u64, second: u64) -> u64 {
    join_keys(join_keys(0, first), second)
}
