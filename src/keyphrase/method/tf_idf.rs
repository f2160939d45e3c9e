//! TF-IDF over noun phrases.

use super::Analysis;

/// Occurrences times the sum of the inverse document frequencies of the words.
pub(super) fn scores(analysis: &Analysis<'_>) -> Vec<f32> {
    analysis
        .candidates
        .phrases
        .iter()
        .enumerate()
        .map(|(number, phrase)| {
            phrase.free as f32 * analysis.features.of(number).rarity * analysis.stems(number).count() as f32
        })
        .collect()
}
