//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

use crate::keyphrase::features::Features;

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.456;

/// The weight of each feature, what is added to it for documents that are e times as long as usual, and what for documents that are
/// full of names.
pub(super) const WEIGHTS: [(f32, f32, f32); Features::COUNT] = [
    // count
    (-0.244, 0.370, -0.600),
    // free
    (1.070, -0.331, 0.577),
    // nested_only
    (-1.353, 0.008, 1.055),
    // sentences
    (0.415, -0.705, 0.236),
    // position
    (-0.064, -0.210, -0.057),
    // early
    (0.325, 0.501, 0.284),
    // headline
    (-0.222, -0.914, -0.978),
    // spread
    (-0.112, 0.351, -0.004),
    // one_word
    (-1.548, 0.061, 3.065),
    // two_words
    (-0.043, 0.242, 0.556),
    // three_words
    (0.341, -0.028, 0.198),
    // rarity
    (0.205, -0.027, -0.090),
    // head_rarity
    (-0.027, 0.031, -0.031),
    // least_rarity
    (0.069, -0.045, 0.087),
    // most_rarity
    (0.090, 0.031, -0.205),
    // word_count
    (0.206, 0.461, 0.194),
    // head_count
    (0.040, -0.069, -0.031),
    // most_count
    (-0.016, -0.066, 0.263),
    // name
    (-0.546, -0.150, 0.189),
    // organization
    (-0.283, -0.104, 1.110),
    // place
    (1.034, -0.395, -0.514),
    // person
    (-0.364, 0.045, -0.190),
    // policy_or_event
    (0.186, 0.271, 1.391),
    // other_name
    (0.358, -0.096, -0.043),
    // adjective
    (-0.385, 0.086, 0.760),
    // common_pair
    (0.050, 0.040, -0.034),
    // hyphen
    (0.519, 0.197, -0.662),
    // acronym
    (1.904, 0.001, -2.792),
    // empty_head
    (-0.839, 0.177, -0.892),
    // one_word_rarity
    (0.026, 0.029, -0.043),
    // one_word_count
    (0.356, -0.104, -0.471),
    // one_word_free
    (-0.767, 0.213, -0.344),
    // length
    (0.000, 0.000, 0.000),
    // names
    (0.000, 0.000, 0.000),
];
