//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -2.975;

/// The name of each feature, its weight, what is added to it for documents that are e times as long as usual, and what for documents
/// that are full of names.
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "what looks like a constant is a weight")]
pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[
    ("count", 0.371, -0.231, -0.220),
    ("free", 0.319, -0.053, 0.212),
    ("position", -0.174, -0.095, -0.054),
    ("early", -0.027, 0.346, -0.298),
    ("one_word", -0.685, -0.067, 0.977),
    ("two_words", 0.213, 0.139, 0.149),
    ("three_words", 0.461, -0.083, -0.119),
    ("rarity", 0.128, -0.016, -0.051),
    ("head_rarity", -0.014, 0.001, -0.025),
    ("least_rarity", 0.099, -0.013, 0.009),
    ("most_rarity", 0.077, -0.012, -0.087),
    ("word_count", 0.315, 0.172, 0.491),
    ("name", -0.171, -0.147, -0.023),
    ("organization", -0.119, -0.098, 0.404),
    ("place", 0.588, -0.379, -0.247),
    ("person", -0.655, -0.082, 0.295),
    ("policy_or_event", 0.066, 0.087, 1.379),
    ("other_name", 0.045, -0.051, -0.011),
    ("adjective", -0.212, 0.085, 0.339),
    ("hyphen", 0.548, 0.131, -0.418),
    ("acronym", 1.643, -0.138, -1.388),
    ("empty_head", -0.482, 0.123, -1.323),
    ("one_word_rarity", -0.038, 0.011, 0.064),
    ("one_word_count", 0.081, -0.119, -0.664),
    ("one_word_free", -0.546, 0.227, 0.557),
    ("definite", 0.403, -0.110, 0.455),
    ("indefinite", 0.270, -0.174, 0.660),
    ("after_preposition", 0.700, -0.138, 0.135),
    ("after_verb", 0.185, -0.256, 0.335),
    ("after_and", -0.390, -0.339, -0.036),
    ("begins", 0.497, -0.073, -0.489),
    ("before_of", -0.633, -0.035, 0.453),
    ("before_preposition", 0.072, -0.050, 0.287),
    ("before_verb", 0.322, -0.011, -0.241),
    ("before_and", 0.094, -0.303, -0.182),
    ("before_bracket", 0.516, 0.230, 0.299),
    ("ends", 0.334, -0.133, -0.011),
    ("length", 0.000, 0.000, 0.000),
    ("names", 0.000, 0.000, 0.000),
];
