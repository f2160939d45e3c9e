//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.122;

/// The name of each feature, its weight, what is added to it for documents that are e times as long as usual, and what for documents
/// that are full of names.
#[rustfmt::skip]
pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[
    ("count", -0.109, 0.280, -1.279),
    ("free", 0.879, -0.363, 1.314),
    ("nested_only", -1.518, -0.070, 1.454),
    ("sentences", 0.348, -0.876, 0.702),
    ("position", -0.104, -0.213, -0.115),
    ("early", 0.161, -0.000, -0.560),
    ("headline", -1.209, 2.000, -2.645),
    ("headline_only", -3.314, -0.847, -3.779),
    ("headline_words", -0.739, -0.546, -0.257),
    ("headline_words_again", 0.661, -0.411, 1.918),
    ("spread", -0.189, 0.617, 0.205),
    ("one_word", -1.188, -0.008, 2.679),
    ("two_words", 0.031, 0.335, 0.285),
    ("three_words", 0.373, 0.021, 0.124),
    ("rarity", 0.226, -0.038, -0.086),
    ("head_rarity", -0.033, 0.036, 0.001),
    ("least_rarity", 0.052, -0.036, 0.090),
    ("most_rarity", 0.080, 0.029, -0.200),
    ("word_count", 0.222, 0.585, 0.133),
    ("head_count", 0.013, -0.098, 0.073),
    ("most_count", 0.017, -0.064, 0.160),
    ("name", -0.505, -0.108, -0.075),
    ("organization", -0.679, -0.102, 1.591),
    ("place", 0.193, -0.332, 0.283),
    ("person", -0.713, 0.230, -0.375),
    ("policy_or_event", -0.177, 0.284, 1.623),
    ("other_name", -0.124, -0.046, 0.157),
    ("adjective", -0.366, 0.143, 0.544),
    ("common_pair", 0.071, 0.029, -0.032),
    ("hyphen", 0.458, 0.145, -0.354),
    ("acronym", 1.684, -0.001, -1.716),
    ("empty_head", -0.776, 0.283, -1.162),
    ("one_word_rarity", 0.061, 0.038, -0.103),
    ("one_word_count", 0.310, -0.069, -0.492),
    ("one_word_free", -0.694, 0.200, -0.390),
    ("common_word", -0.542, 0.057, 0.209),
    ("common_word_once", -0.093, 0.063, -0.154),
    ("length", 0.000, 0.000, 0.000),
    ("names", 0.000, 0.000, 0.000),
];
