//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.

/// The logarithm of the number of words of a usual document.
pub(super) const USUAL_LENGTH: f32 = 5.5;

/// From this share of names on a document counts as news.
pub(super) const MANY_NAMES: f32 = 0.3;

pub(super) const BIAS: f32 = -2.974;

/// The name of each feature, its weight, what is added to it for documents that are e times as long as usual, and what for documents
/// that are full of names.
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "what looks like a constant is a weight")]
pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[
    ("count", 0.351, -0.215, -0.264),
    ("free", 0.309, -0.026, 0.144),
    ("position", -0.168, -0.090, -0.070),
    ("early", -0.034, 0.304, -0.113),
    ("one_word", -0.563, 0.054, 1.305),
    ("two_words", 0.222, 0.112, 0.238),
    ("three_words", 0.436, -0.091, -0.046),
    ("rarity", 0.121, -0.019, -0.070),
    ("head_rarity", -0.004, 0.006, -0.029),
    ("least_rarity", 0.099, -0.016, 0.003),
    ("most_rarity", 0.080, -0.012, -0.095),
    ("word_count", 0.359, 0.151, 0.487),
    ("name", -0.141, -0.153, -0.004),
    ("organization", -0.224, -0.078, 0.525),
    ("place", 0.159, -0.269, 0.352),
    ("person", -0.748, -0.000, 0.507),
    ("policy_or_event", -0.446, 0.094, 1.693),
    ("other_name", 0.048, -0.013, -0.017),
    ("adjective", -0.244, 0.032, 0.499),
    ("hyphen", 0.487, 0.086, -0.360),
    ("acronym", 1.592, -0.032, -1.450),
    ("empty_head", -0.602, 0.130, -1.106),
    ("one_word_rarity", -0.049, 0.026, 0.080),
    ("one_word_count", 0.005, -0.261, -0.861),
    ("one_word_free", -0.402, 0.271, 0.512),
    ("definite", 0.416, -0.061, 0.504),
    ("indefinite", 0.284, -0.144, 0.726),
    ("after_preposition", 0.688, -0.106, 0.196),
    ("after_verb", 0.147, -0.218, 0.551),
    ("after_and", -0.457, -0.422, 0.043),
    ("begins", 0.484, -0.062, -0.500),
    ("before_of", -0.746, -0.084, 0.567),
    ("before_preposition", 0.024, -0.040, 0.353),
    ("before_verb", 0.283, -0.046, -0.203),
    ("before_and", 0.021, -0.430, -0.199),
    ("before_bracket", 0.630, 0.194, -0.061),
    ("ends", 0.281, -0.136, -0.000),
    ("length", 0.000, 0.000, 0.000),
    ("names", 0.000, 0.000, 0.000),
];
