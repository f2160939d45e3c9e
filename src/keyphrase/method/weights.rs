//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.234;

/// The name of each feature, its weight, what is added to it for documents that are e times as long as usual, and what for documents
/// that are full of names.
#[rustfmt::skip]
pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[
    ("count", -0.217, 0.397, -0.922),
    ("free", 1.017, -0.373, 0.738),
    ("nested_only", -1.411, -0.059, 1.204),
    ("sentences", 0.498, -0.748, 0.154),
    ("position", -0.094, -0.203, -0.075),
    ("early", 0.180, 0.552, 0.459),
    ("headline", -0.259, -0.801, -0.355),
    ("headline_only", -0.003, -0.763, -1.489),
    ("headline_words", -3.448, -1.216, -3.559),
    ("headline_words_again", 2.345, 1.553, 3.648),
    ("spread", -0.105, 0.424, -0.047),
    ("one_word", -0.626, -0.086, 2.430),
    ("two_words", -0.017, 0.261, 0.425),
    ("three_words", 0.351, -0.023, 0.126),
    ("rarity", 0.205, -0.028, -0.090),
    ("head_rarity", -0.026, 0.028, -0.019),
    ("least_rarity", 0.064, -0.041, 0.091),
    ("most_rarity", 0.087, 0.028, -0.195),
    ("word_count", 0.217, 0.526, 0.169),
    ("head_count", 0.022, -0.092, 0.014),
    ("most_count", -0.024, -0.073, 0.325),
    ("name", -0.567, -0.115, 0.152),
    ("organization", -0.458, -0.096, 1.213),
    ("place", 0.460, -0.294, -0.138),
    ("person", -0.360, 0.112, -0.304),
    ("policy_or_event", -0.299, 0.171, 2.062),
    ("other_name", -0.275, 0.038, 0.348),
    ("adjective", -0.378, 0.093, 0.658),
    ("common_pair", 0.067, 0.034, -0.044),
    ("hyphen", 0.518, 0.218, -0.705),
    ("acronym", 1.715, 0.080, -1.983),
    ("empty_head", -0.867, 0.162, -0.850),
    ("one_word_rarity", 0.018, 0.034, -0.072),
    ("one_word_count", 0.262, -0.022, -0.498),
    ("one_word_free", -0.728, 0.211, -0.334),
    ("common_word", -0.716, 0.065, 0.572),
    ("common_word_once", -0.133, 0.095, -0.020),
    ("length", 0.000, 0.000, 0.000),
    ("names", 0.000, 0.000, 0.000),
];
