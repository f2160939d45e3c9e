//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -3.234;

/// The weight of each feature, what is added to it for documents that are e times as long as usual, and what for documents that are
/// full of names.
pub(super) const WEIGHTS: &[(f32, f32, f32)] = &[
    // acronym
    (1.715, 0.080, -1.983),
    // adjective
    (-0.378, 0.093, 0.658),
    // common_pair
    (0.067, 0.034, -0.044),
    // common_word
    (-0.716, 0.065, 0.572),
    // common_word_once
    (-0.133, 0.095, -0.020),
    // count
    (-0.217, 0.397, -0.922),
    // early
    (0.180, 0.552, 0.459),
    // empty_head
    (-0.867, 0.162, -0.850),
    // free
    (1.017, -0.373, 0.738),
    // head_count
    (0.022, -0.092, 0.014),
    // head_rarity
    (-0.026, 0.028, -0.019),
    // headline
    (-0.259, -0.801, -0.355),
    // headline_only
    (-0.003, -0.763, -1.489),
    // headline_words
    (-3.448, -1.216, -3.559),
    // headline_words_again
    (2.345, 1.553, 3.648),
    // hyphen
    (0.518, 0.218, -0.705),
    // least_rarity
    (0.064, -0.041, 0.091),
    // length
    (0.000, 0.000, 0.000),
    // most_count
    (-0.024, -0.073, 0.325),
    // most_rarity
    (0.087, 0.028, -0.195),
    // name
    (-0.567, -0.115, 0.152),
    // names
    (0.000, 0.000, 0.000),
    // nested_only
    (-1.411, -0.059, 1.204),
    // one_word
    (-0.626, -0.086, 2.430),
    // one_word_count
    (0.262, -0.022, -0.498),
    // one_word_free
    (-0.728, 0.211, -0.334),
    // one_word_rarity
    (0.018, 0.034, -0.072),
    // organization
    (-0.458, -0.096, 1.213),
    // other_name
    (-0.275, 0.038, 0.348),
    // person
    (-0.360, 0.112, -0.304),
    // place
    (0.460, -0.294, -0.138),
    // policy_or_event
    (-0.298, 0.171, 2.061),
    // position
    (-0.094, -0.203, -0.075),
    // rarity
    (0.205, -0.028, -0.090),
    // sentences
    (0.498, -0.748, 0.154),
    // spread
    (-0.105, 0.424, -0.047),
    // three_words
    (0.351, -0.023, 0.126),
    // two_words
    (-0.017, 0.261, 0.425),
    // word_count
    (0.217, 0.526, 0.169),
];
