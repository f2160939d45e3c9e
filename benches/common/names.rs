//! The names to look for: those of the bundled dictionaries, and dictionaries of any size, made up.

use std::collections::HashSet;

use sinotag::{Tagger, internals};

use super::random::Random;
use super::text::word_list;

const PLACES: &[&str] = &[
    "County",
    "District",
    "Township",
    "Village",
    "River",
    "Lake",
    "Bridge",
    "Reservoir",
    "Airport",
    "Harbour",
    "New Area",
    "Industrial Park",
    "Railway Station",
    "Mountain",
    "Canal",
];
const FIELDS: &[&str] = &[
    "Precision Machinery",
    "Biological Technology",
    "New Materials",
    "Cold Chain Logistics",
    "Heavy Industry",
    "Textile",
    "Optical Instruments",
    "Battery",
    "Seed",
    "Shipbuilding",
    "Paper",
    "Cement",
    "Dairy",
    "Semiconductor",
    "Wind Power",
    "Medical Devices",
    "Home Appliance",
    "Coal Chemical",
    "Rare Earth",
    "Rubber",
    "Grain Trading",
    "Port",
    "Steel",
];
const HEADS: &[&str] = &["Co., Ltd.", "Group", "Holdings", "Bank", "Securities", "Institute", "Works", "Corporation"];
const OFFICES: &[&str] = &["Bureau", "Commission", "Office", "Administration", "Committee", "Court"];
const SUBJECTS: &[&str] = &[
    "Commerce",
    "Finance",
    "Water Resources",
    "Civil Affairs",
    "Market Regulation",
    "Transport",
    "Statistics",
    "Forestry",
    "Human Resources",
    "Urban Management",
    "Foreign Affairs",
    "Ecology and Environment",
    "Agriculture and Rural Affairs",
];
const SLOGANS: &[&str] = &[
    "green upgrade plan",
    "rural credit scheme",
    "two-river strategy",
    "talent initiative",
    "clean heating programme",
    "old town renewal",
    "cold-chain action plan",
    "one-window reform",
];

/// The distinct surface forms of a tagger, in no order that means anything: generated prose has the first most often, and is to have
/// names of all kinds and lengths.
pub(crate) fn bundled(tagger: &Tagger) -> Vec<String> {
    let hash = |form: &str| form.bytes().fold(0u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut forms: Vec<String> = internals::surface_forms(tagger).into_iter().map(str::to_owned).collect();
    forms.sort_by_key(|form| hash(form));
    forms
}

/// `count` distinct names of people, places, companies, offices and policies, the same on every run; a larger dictionary begins with
/// the smaller.
pub(crate) fn generated(count: usize) -> Vec<String> {
    let (surnames, syllables) = (word_list("surnames_chinese"), word_list("syllables_pinyin"));
    let mut random = Random::new(1);
    let mut names = Vec::with_capacity(count);
    let mut seen = HashSet::with_capacity(count);
    while names.len() < count {
        let name = invent(&mut random, &surnames, &syllables);
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

fn invent(random: &mut Random, surnames: &[String], syllables: &[String]) -> String {
    // Two or three syllables in one word.
    let word = |random: &mut Random| {
        let count = 2 + usize::from(random.once_in(3));
        capitalised(&(0..count).map(|_| random.choose(syllables)).collect::<String>())
    };
    match random.below(20) {
        0..5 => format!("{} {}", random.choose(surnames), word(random)),
        5..9 => format!("{} {}", word(random), random.choose(PLACES)),
        9..13 => format!("{} {} {}", word(random), random.choose(FIELDS), random.choose(HEADS)),
        13..15 => format!("{} {} {} {}", word(random), word(random), random.choose(FIELDS), random.choose(HEADS)),
        15..17 => format!("{} Municipal {} of {}", word(random), random.choose(OFFICES), random.choose(SUBJECTS)),
        17 => format!("{} {}", word(random).to_ascii_lowercase(), random.choose(SLOGANS)),
        _ => word(random),
    }
}

fn capitalised(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}
