//! A weighted sum of all features, which was fitted to annotated documents.
//!
//! What a feature is worth depends on the document: in a long article repetition tells more than in a note, and in news, which is full of
//! names, single words tell more than in an abstract. So each feature has three weights, two of which count with the length of the
//! document and with its share of names. `docs/DESIGN.md` has what simpler sums reached.

use super::Analysis;
use super::weights::{BIAS, MANY_NAMES, USUAL_LENGTH, WEIGHTS};
use crate::keyphrase::features::Features;

/// What is left of the score of a phrase that is part of a better one.
pub(super) const REPEATED: f32 = 0.7;

/// Scores in 0 to 1: the logistic function of the sum.
pub(super) fn scores(analysis: &Analysis<'_>) -> Vec<f32> {
    analysis.features.iter().map(|features| 1.0 / (1.0 + (-sum(features)).exp())).collect()
}

fn sum(features: &Features) -> f32 {
    let length = features.length - USUAL_LENGTH;
    let names = (features.names / MANY_NAMES).min(1.0);
    let values = features.values();
    let weighted = values.iter().zip(WEIGHTS);
    BIAS + weighted
        .map(|(value, (_, weight, with_length, with_names))| {
            value * (weight + length * with_length + names * with_names)
        })
        .sum::<f32>()
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
