//! Methods that rank candidates. Each gives a score to every phrase; what is taken of them is the same for all.

mod combined;
mod graph;
mod tf_idf;
mod weights;
mod yake;

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fmt;
use std::str::FromStr;

use crate::text::Text;

use super::candidates::{Candidates, LONGEST, Phrase};
use super::features::FeatureReader;
use super::grammar::Part;
use super::numbers::Numbers;
use super::speech::Speech;
use super::words::join_keys;

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
    pub(super) features: &'a FeatureReader<'a>,
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
        KeyPhraseMethod::Combined => {
            let mut ranked = select(analysis, &combined::sums(analysis), n, Some(combined::repeated));
            for (_, score) in &mut ranked {
                *score = combined::score(*score);
            }
            return ranked;
        }
        KeyPhraseMethod::TfIdf => tf_idf::scores(analysis),
        KeyPhraseMethod::Yake => yake::scores(analysis),
        KeyPhraseMethod::SingleRank => graph::scores(analysis, graph::Start::Even),
        KeyPhraseMethod::PositionRank => graph::scores(analysis, graph::Start::Early),
    };
    // These methods know noun phrases as they stand, not their parts.
    let whole = analysis.candidates.phrases.iter().zip(scores);
    let scores: Vec<f32> =
        whole.map(|(phrase, score)| if phrase.free == 0 { 0.0 } else { score / (1.0 + score) }).collect();
    select(analysis, &scores, n, None)
}

/// A newspaper or agency that is named less often is the source of the report: "(Xinhua)", "told Reuters".
const NOT_ONLY_SOURCE: u32 = 3;

/// A phrase that waits for its place in the order.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    score: f32,
    phrase: u32,
    /// Its score is the last one.
    is_settled: bool,
}

impl Ord for Waiting {
    /// By number where scores are equal, so that the first in the text wins.
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(other.phrase.cmp(&self.phrase))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Waiting {}

/// The best phrases by their scores. That of a phrase which is part of a better one becomes what `repeated` makes of it.
///
/// Only the best are ordered, by a heap: a phrase whose score falls goes back into it.
fn select(analysis: &Analysis<'_>, scores: &[f32], n: usize, repeated: Option<fn(f32) -> f32>) -> Vec<(usize, f32)> {
    let phrases = &analysis.candidates.phrases;
    let is_source = |phrase: &Phrase| phrase.is_medium && phrase.count < NOT_ONLY_SOURCE;
    let mut heap: BinaryHeap<Waiting> = (0..)
        .zip(phrases.iter().zip(scores))
        .filter(|(_, (phrase, _))| !is_source(phrase))
        .map(|(phrase, (_, &score))| Waiting { score, phrase, is_settled: repeated.is_none() })
        .collect();
    let mut selected = Vec::with_capacity(n.min(heap.len()));
    let mut parts = Numbers::with_capacity(64);
    let mut stems = Vec::new();
    while selected.len() < n
        && let Some(best) = heap.pop()
    {
        if let Some(repeated) = repeated.filter(|_| !best.is_settled) {
            stems.clear();
            stems.extend(analysis.stems(best.phrase as usize));
            let is_part = parts.get(key(&stems)).is_some();
            for length in 1..stems.len().min(LONGEST) {
                for part in stems.windows(length) {
                    parts.number(key(part));
                }
            }
            if is_part {
                heap.push(Waiting { score: repeated(best.score), is_settled: true, ..best });
                continue;
            }
        }
        selected.push((best.phrase as usize, best.score));
    }
    selected
}

fn key(stems: &[u64]) -> u64 {
    stems.iter().fold(0, |key, stem| join_keys(key, *stem))
}
