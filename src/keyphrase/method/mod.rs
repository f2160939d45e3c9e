//! Methods that rank candidates. Each gives a score to every phrase; what is taken of them is the same for all.

mod combined;
mod graph;
mod tf_idf;
mod weights;
mod yake;

use std::fmt;
use std::str::FromStr;

use crate::text::Text;

use super::candidates::{Candidates, LONGEST};
use super::features::Features;
use super::speech::{Part, Speech};
use super::words::{HashedMap, join_keys};

/// How key phrases are ranked. `docs/ACCURACY.md` compares them; [`Combined`](Self::Combined), the default, is the most accurate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyPhraseMethod {
    /// A weighted sum of all that is known of a phrase: counts, place, length, rarity, kind of mention.
    #[default]
    Combined,
    /// Term frequency times inverse document frequency: Salton and Buckley, "Term-weighting approaches in automatic text retrieval"
    /// (1988).
    TfIdf,
    /// Campos et al., "YAKE! Keyword extraction from single documents using multiple local features" (2020).
    Yake,
    /// Wan and Xiao, "Single document keyphrase extraction using neighborhood knowledge" (2008): `PageRank` over words that stand near each
    /// other.
    SingleRank,
    /// Florescu and Caragea, "`PositionRank`: an unsupervised approach to keyphrase extraction from scholarly documents" (2017): the same, with
    /// words that come early preferred.
    PositionRank,
}

impl KeyPhraseMethod {
    /// All methods.
    pub const ALL: [Self; 5] = [Self::Combined, Self::TfIdf, Self::Yake, Self::SingleRank, Self::PositionRank];

    /// The name used by the command.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Combined => "combined",
            Self::TfIdf => "tf-idf",
            Self::Yake => "yake",
            Self::SingleRank => "single-rank",
            Self::PositionRank => "position-rank",
        }
    }
}

impl fmt::Display for KeyPhraseMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The text given to [`KeyPhraseMethod::from_str`] names no method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMethod(String);

impl fmt::Display for UnknownMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = KeyPhraseMethod::ALL.map(KeyPhraseMethod::name).join(", ");
        write!(f, "unknown method {:?}; the methods are {names}", self.0)
    }
}

impl std::error::Error for UnknownMethod {}

impl FromStr for KeyPhraseMethod {
    type Err = UnknownMethod;

    fn from_str(name: &str) -> Result<Self, UnknownMethod> {
        Self::ALL.into_iter().find(|method| method.name() == name).ok_or_else(|| UnknownMethod(name.to_owned()))
    }
}

/// What methods see of a document.
pub(super) struct Analysis<'a> {
    pub(super) read: &'a Text,
    pub(super) speech: &'a Speech,
    pub(super) candidates: &'a Candidates,
    pub(super) features: &'a [Features],
}

impl Analysis<'_> {
    /// The stems of the words of a phrase, where it is shown.
    fn stems(&self, phrase: usize) -> impl Iterator<Item = u64> + '_ {
        let shown = self.candidates.occurrences[self.candidates.phrases[phrase].shown as usize];
        let tokens = shown.first as usize..shown.end as usize;
        tokens.filter(|at| self.speech.parts[*at] != Part::Hyphen).map(|at| self.speech.words[at].stem)
    }
}

/// The `n` best phrases, best first: their numbers, and their scores in 0 to 1.
pub(super) fn rank(method: KeyPhraseMethod, analysis: &Analysis<'_>, n: usize) -> Vec<(usize, f32)> {
    let scores = match method {
        KeyPhraseMethod::Combined => return select(analysis, combined::scores(analysis), n, combined::REPEATED),
        KeyPhraseMethod::TfIdf => tf_idf::scores(analysis),
        KeyPhraseMethod::Yake => yake::scores(analysis),
        KeyPhraseMethod::SingleRank => graph::scores(analysis, graph::Start::Even),
        KeyPhraseMethod::PositionRank => graph::scores(analysis, graph::Start::Early),
    };
    // These methods know noun phrases as they stand, not their parts.
    let whole = analysis.candidates.phrases.iter().zip(scores);
    let scores = whole.map(|(phrase, score)| if phrase.free == 0 { 0.0 } else { score / (1.0 + score) }).collect();
    select(analysis, scores, n, 1.0)
}

/// A newspaper or agency that is named less often is the source of the report: "(Xinhua)", "told Reuters".
const NOT_ONLY_SOURCE: u32 = 3;

/// The best phrases by their scores. That of a phrase which is part of a better one is multiplied by `repeated`.
///
/// Phrases that are not asked for count here as well, so that the first ten of twenty are the ten best.
fn select(analysis: &Analysis<'_>, mut scores: Vec<f32>, n: usize, repeated: f32) -> Vec<(usize, f32)> {
    let phrases = &analysis.candidates.phrases;
    let is_source = |phrase: &usize| phrases[*phrase].is_medium && phrases[*phrase].count < NOT_ONLY_SOURCE;
    let mut order: Vec<usize> = (0..scores.len()).filter(|phrase| !is_source(phrase)).collect();
    // By number where scores are equal, so that the first in the text wins.
    let by_score = |scores: &[f32], a: usize, b: usize| scores[b].total_cmp(&scores[a]).then(a.cmp(&b));
    order.sort_unstable_by(|a, b| by_score(&scores, *a, *b));
    if repeated < 1.0 {
        let mut parts: HashedMap<()> = HashedMap::default();
        let mut stems = Vec::new();
        for &phrase in &order {
            stems.clear();
            stems.extend(analysis.stems(phrase));
            if parts.contains_key(&key(&stems)) {
                scores[phrase] *= repeated;
            }
            for length in 1..stems.len().min(LONGEST) {
                for part in stems.windows(length) {
                    parts.insert(key(part), ());
                }
            }
        }
        order.sort_unstable_by(|a, b| by_score(&scores, *a, *b));
    }
    order.into_iter().take(n).map(|phrase| (phrase, scores[phrase])).collect()
}

fn key(stems: &[u64]) -> u64 {
    stems.iter().fold(0, |key, stem| join_keys(key, *stem))
}
