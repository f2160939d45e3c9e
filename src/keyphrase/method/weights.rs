//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

use crate::keyphrase::features::Features;

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.433;

/// The weight of each feature, what is added to it for documents that are e times as long as usual, and what for documents that are
/// full of names.
pub(super) const WEIGHTS: [(f32, f32, f32); Features::COUNT] = [
    // count
    (-0.252, 0.441, -0.761),
    // free
    (1.062, -0.329, 0.545),
    // nested_only
    (-1.359, -0.011, 1.014),
    // sentences
    (0.436, -0.802, 0.392),
    // position
    (-0.068, -0.207, -0.051),
    // early
    (0.347, 0.517, 0.387),
    // headline
    (-0.220, -0.917, -1.101),
    // spread
    (-0.122, 0.388, 0.012),
    // one_word
    (-1.522, 0.017, 3.091),
    // two_words
    (-0.000, 0.280, 0.411),
    // three_words
    (0.383, 0.008, 0.068),
    // rarity
    (0.209, -0.036, -0.095),
    // head_rarity
    (-0.023, 0.030, -0.039),
    // least_rarity
    (0.055, -0.043, 0.115),
    // most_rarity
    (0.089, 0.033, -0.197),
    // word_count
    (0.207, 0.435, 0.242),
    // head_count
    (0.037, -0.071, -0.017),
    // most_count
    (-0.024, -0.050, 0.229),
    // name
    (-0.596, -0.140, 0.240),
    // organization
    (-0.137, -0.137, 0.976),
    // place
    (0.976, -0.410, -0.462),
    // person
    (-0.302, 0.043, -0.301),
    // policy_or_event
    (-0.037, 0.235, 1.685),
    // other_name
    (0.432, -0.091, -0.157),
    // adjective
    (-0.392, 0.072, 0.747),
    // common_pair
    (0.048, 0.041, -0.034),
    // hyphen
    (0.501, 0.207, -0.603),
    // acronym
    (1.765, -0.030, -2.078),
    // empty_head
    (-0.835, 0.177, -0.895),
    // one_word_rarity
    (0.028, 0.038, -0.078),
    // one_word_count
    (0.378, -0.049, -0.570),
    // one_word_free
    (-0.717, 0.224, -0.366),
    // length
    (0.000, 0.000, 0.000),
    // names
    (0.000, 0.000, 0.000),
];
