//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.415;

/// The weight of each feature, what is added to it for documents that are e times as long as usual, and what for documents that are
/// full of names.
pub(super) const WEIGHTS: &[(f32, f32, f32)] = &[
    // count
    (-0.208, 0.464, -0.794),
    // free
    (1.018, -0.312, 0.603),
    // nested_only
    (-1.396, 0.003, 1.070),
    // sentences
    (0.468, -0.809, 0.164),
    // position
    (-0.069, -0.214, -0.055),
    // early
    (0.299, 0.492, 0.537),
    // headline
    (-0.310, -0.918, -0.597),
    // headline_only
    (-0.075, -1.019, -1.982),
    // spread
    (-0.088, 0.398, -0.083),
    // one_word
    (-1.471, 0.056, 3.055),
    // two_words
    (-0.008, 0.281, 0.414),
    // three_words
    (0.358, -0.004, 0.112),
    // rarity
    (0.205, -0.029, -0.094),
    // head_rarity
    (-0.023, 0.029, -0.034),
    // least_rarity
    (0.063, -0.042, 0.099),
    // most_rarity
    (0.091, 0.031, -0.195),
    // word_count
    (0.196, 0.477, 0.213),
    // head_count
    (0.037, -0.077, -0.020),
    // most_count
    (-0.024, -0.078, 0.280),
    // name
    (-0.579, -0.126, 0.218),
    // organization
    (-0.112, -0.133, 0.916),
    // place
    (0.969, -0.400, -0.461),
    // person
    (-0.362, 0.050, -0.206),
    // policy_or_event
    (-0.188, 0.241, 1.792),
    // other_name
    (0.413, -0.091, -0.138),
    // adjective
    (-0.384, 0.073, 0.722),
    // common_pair
    (0.053, 0.042, -0.044),
    // hyphen
    (0.521, 0.223, -0.672),
    // acronym
    (1.770, 0.014, -2.012),
    // empty_head
    (-0.830, 0.182, -0.885),
    // one_word_rarity
    (0.019, 0.030, -0.070),
    // one_word_count
    (0.371, -0.050, -0.567),
    // one_word_free
    (-0.735, 0.232, -0.337),
    // length
    (0.000, 0.000, 0.000),
    // names
    (0.000, 0.000, 0.000),
];
