//! The spelling of Chinese given names in pinyin.

use crate::dictionary::{Class, Lexicon};
use crate::text::fold;

/// How a word reads as a pinyin given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    One,
    Two,
}

/// Reads `word` as one or two syllables of pinyin that occur in given names. Apostrophes may stand between syllables
/// ("Yong'an"). Tries each split, so at most seven look-ups.
pub(super) fn given_name(lexicon: &Lexicon, word: &str) -> Option<Given> {
    if let Some(at) = word.find(['\'', '\u{2019}']) {
        let width = word[at..].chars().next().map_or(1, char::len_utf8);
        return (is_given(lexicon, &word[..at]) && is_syllable(lexicon, &word[at + width..])).then_some(Given::Two);
    }
    // The longest syllable is six letters ("zhuang").
    if !word.is_ascii() || word.len() > 12 {
        return None;
    }
    if is_given(lexicon, word) {
        return Some(Given::One);
    }
    let splits = 1..word.len().min(7);
    splits.into_iter().any(|at| is_given(lexicon, &word[..at]) && is_given(lexicon, &word[at..])).then_some(Given::Two)
}

/// Whether `word` is a syllable that occurs in Chinese given names.
fn is_given(lexicon: &Lexicon, word: &str) -> bool {
    has(lexicon, word, Class::SyllableGiven)
}

/// Whether `word` is a legal syllable of Mandarin.
pub(super) fn is_syllable(lexicon: &Lexicon, word: &str) -> bool {
    has(lexicon, word, Class::SyllablePinyin)
}

fn has(lexicon: &Lexicon, word: &str, class: Class) -> bool {
    let vocabulary = &lexicon.vocabulary;
    !word.is_empty() && word.len() <= 6 && vocabulary.look_up(fold::hash(word)).1.has(class)
}
