//! A weighted sum of all features, which was fitted to annotated documents.
//!
//! What a feature is worth depends on the document: in a long article repetition tells more than in a note, and in news, which is full of
//! names, single words tell more than in an abstract. So each feature has three weights, two of which count with the length of the
//! document and with its share of names. `docs/DESIGN.md` has what simpler sums reached.

use super::Analysis;
use super::weights::{BIAS, MANY_NAMES, USUAL_LENGTH, WEIGHTS};
use crate::keyphrase::features::Features;

/// What is left of the score of a phrase that is part of a better one.
const REPEATED: f32 = 0.6;

/// The weighted sums, which are the logarithms of odds.
pub(super) fn sums(analysis: &Analysis<'_>) -> Vec<f32> {
    let weights = weights(analysis.features.of_document());
    let sum = |phrase| BIAS + product(&analysis.features.of(phrase).values(), &weights);
    (0..analysis.candidates.phrases.len()).map(sum).collect()
}

/// The score, in 0 to 1: the logistic function.
pub(super) fn score(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// The sum for a phrase that is part of a better one.
pub(super) fn repeated(sum: f32) -> f32 {
    let score = REPEATED * score(sum);
    (score / (1.0 - score)).ln()
}

/// The weights for a document of this length and share of names.
fn weights((length, names): (f32, f32)) -> [f32; Features::COUNT] {
    let length = length - USUAL_LENGTH;
    let names = (names / MANY_NAMES).min(1.0);
    std::array::from_fn(|feature| {
        let (_, weight, with_length, with_names) = WEIGHTS[feature];
        weight + length * with_length + names * with_names
    })
}

/// The scalar product, in sums of every eighth so that eight are added in one step.
fn product(values: &[f32; Features::COUNT], weights: &[f32; Features::COUNT]) -> f32 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    for (values, weights) in values.chunks(LANES).zip(weights.chunks(LANES)) {
        for ((sum, value), weight) in sums.iter_mut().zip(values).zip(weights) {
            *sum += value * weight;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_weights() {
        let names: Vec<_> = WEIGHTS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(names, Features::NAMES, "run tools/fit_key_phrases.py --write");
    }
}
