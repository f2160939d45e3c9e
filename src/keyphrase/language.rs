//! Whether a text is English, as far as key phrases need to know: the grammar of noun phrases is that of English.

use crate::text::{Shape, Text};

use super::speech::Speech;
use super::words::Words;

/// Fewer words than this tell nothing.
const ENOUGH_WORDS: u32 = 12;

/// English prose has 30 to 50 % function words among its words in lower case; German, French and Spanish texts 1 to 12 % words that are
/// also English ones ("in", "on", "a").
const FUNCTION_WORDS: f32 = 0.15;

/// Lists and tables in English have few function words, but words that the lists know.
const KNOWN_WORDS: f32 = 0.75;

/// Whether nothing speaks against English.
pub(super) fn is_english(lists: &Words, read: &Text, speech: &Speech) -> bool {
    let (mut words, mut foreign, mut lower, mut function, mut known) = (0u32, 0u32, 0u32, 0u32, 0u32);
    // Sums without branches: which words are in lower case cannot be foretold.
    for (token, word) in read.tokens.iter().zip(&speech.words) {
        let shape = token.shape;
        let is_word = shape.has(Shape::WORD) & !shape.has(Shape::CLITIC);
        let is_foreign = shape.has(Shape::IDEOGRAPH) | !shape.any(Shape::LOWER | Shape::CAPITALISED);
        let is_lower = is_word & !is_foreign & !shape.any(Shape::CAPITALISED | Shape::DIGIT);
        words += u32::from(is_word);
        foreign += u32::from(is_word & is_foreign);
        lower += u32::from(is_lower);
        function += u32::from(is_lower & lists.class(word).is_function);
        known += u32::from(is_lower & word.known());
    }
    if foreign * 2 > words {
        return false;
    }
    let share = |part: u32| part as f32 / lower as f32;
    lower < ENOUGH_WORDS || share(function) >= FUNCTION_WORDS || share(known) >= KNOWN_WORDS
}
