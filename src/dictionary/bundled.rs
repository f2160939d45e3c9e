//! The files that ship with the crate, as they stand in `dictionaries/`.
//!
//! Text, which a reader can see, and from which the build script makes the [`image`](super::image) that programs start with: no
//! stale binary can disagree with its source.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../dictionaries/", $path)))),*]
    };
}

/// Dictionaries, as pairs of path and text. None without the feature `bundled`.
#[cfg(not(feature = "bundled"))]
pub(super) const DICTIONARIES: &[(&str, &str)] = &[];

/// Dictionaries, as pairs of path and text.
#[cfg(feature = "bundled")]
pub(super) const DICTIONARIES: &[(&str, &str)] = files![
    "companies.tsv",
    "companies_listed.tsv",
    "companies_world.tsv",
    "events.tsv",
    "organizations_china.tsv",
    "organizations_world.tsv",
    "people.tsv",
    "places_china.tsv",
    "places_china_more.tsv",
    "places_countries.tsv",
    "places_world_cities.tsv",
    "places_world_more.tsv",
    "policies.tsv",
];

/// Word lists, as pairs of path and text. Always there: rules are made of them.
pub(super) const WORD_LISTS: &[(&str, &str)] = files![
    "words/cue_words.tsv",
    "words/first_names.tsv",
    "words/name_particles.tsv",
    "words/surnames_asian.tsv",
    "words/surnames_chinese.tsv",
    "words/surnames_chinese_variants.tsv",
    "words/surnames_western.tsv",
    "words/syllables_given.tsv",
    "words/syllables_other.tsv",
    "words/syllables_pinyin.tsv",
    "words/word_statistics.tsv",
];
