//! Whether a text is English, as far as key phrases need to know: the grammar of noun phrases is that of English.

use crate::text::{Shape, Text};

use super::speech::Speech;

/// Fewer words than this tell nothing.
const ENOUGH_WORDS: usize = 12;

/// English prose has 30 to 50 % function words among its words in lower case; German, French and Spanish texts 1 to 12 % words that are
/// also English ones ("in", "on", "a").
const FUNCTION_WORDS: f32 = 0.15;

/// Lists and tables in English have few function words, but words that the lists know.
const KNOWN_WORDS: f32 = 0.75;

/// Whether nothing speaks against English.
pub(super) fn is_english(read: &Text, speech: &Speech) -> bool {
    let (mut words, mut foreign, mut lower, mut function, mut known) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for (token, word) in read.tokens.iter().zip(&speech.words) {
        if !token.shape.has(Shape::WORD) || token.shape.has(Shape::CLITIC) {
            continue;
        }
        words += 1;
        if token.shape.has(Shape::IDEOGRAPH) || !token.shape.any(Shape::LOWER | Shape::CAPITALISED) {
            foreign += 1;
        } else if !token.shape.any(Shape::CAPITALISED | Shape::DIGIT) {
            lower += 1;
            function += usize::from(word.letters.is_function());
            known += usize::from(word.known);
        }
    }
    if foreign * 2 > words {
        return false;
    }
    let share = |part: usize| part as f32 / lower as f32;
    lower < ENOUGH_WORDS || share(function) >= FUNCTION_WORDS || share(known) >= KNOWN_WORDS
}
