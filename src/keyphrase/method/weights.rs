//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.262;

/// The name of each feature, its weight, what is added to it for documents that are e times as long as usual, and what for documents
/// that are full of names.
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "what looks like a constant is a weight")]
pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[
    ("count", 0.046, -0.023, -0.350),
    ("free", 0.627, -0.156, 0.208),
    ("nested_only", -0.863, -0.045, 0.755),
    ("sentences", 0.322, -0.230, 0.172),
    ("position", -0.178, -0.116, -0.053),
    ("early", -0.161, 0.311, -0.207),
    ("one_word", -0.623, -0.027, 1.340),
    ("two_words", 0.194, 0.114, 0.156),
    ("three_words", 0.443, -0.128, -0.003),
    ("rarity", 0.135, -0.015, -0.047),
    ("head_rarity", -0.019, 0.010, -0.022),
    ("least_rarity", 0.091, -0.011, 0.030),
    ("most_rarity", 0.084, -0.012, -0.102),
    ("word_count", 0.272, 0.214, 0.489),
    ("name", -0.391, -0.118, -0.076),
    ("organization", -0.279, -0.130, 0.987),
    ("place", 0.517, -0.413, 0.032),
    ("person", -0.543, -0.010, 0.128),
    ("policy_or_event", -0.290, -0.156, 2.190),
    ("other_name", 0.196, -0.090, 0.068),
    ("adjective", -0.216, 0.079, 0.393),
    ("common_pair", 0.039, 0.022, -0.010),
    ("hyphen", 0.415, 0.116, -0.259),
    ("acronym", 1.534, -0.040, -1.462),
    ("empty_head", -0.720, 0.179, -1.041),
    ("one_word_rarity", -0.045, 0.014, 0.050),
    ("one_word_count", 0.148, -0.010, -0.588),
    ("one_word_free", -0.580, 0.119, -0.009),
    ("definite", 0.493, -0.033, 0.320),
    ("indefinite", 0.384, -0.094, 0.507),
    ("after_preposition", 0.791, -0.088, 0.116),
    ("after_verb", 0.221, -0.234, 0.389),
    ("after_and", -0.345, -0.318, -0.248),
    ("begins", 0.724, -0.045, -0.744),
    ("before_of", -0.641, -0.020, 0.468),
    ("before_preposition", 0.082, -0.029, 0.312),
    ("before_verb", 0.444, 0.052, -0.445),
    ("before_and", 0.116, -0.339, -0.275),
    ("before_bracket", 0.562, 0.235, 0.254),
    ("ends", 0.389, -0.130, -0.041),
    ("length", 0.000, 0.000, 0.000),
    ("names", 0.000, 0.000, 0.000),
];
