//! Counts what was found, missed and invented, exactly and by overlap.
//!
//! Before comparing, both sides lose a leading "the " and a trailing "'s" of a span, so that habits at the border of a name
//! cost nothing. Exact: same span and kind. Overlap: a mention counts if one of its kind on the other side shares a character.

use std::collections::{BTreeMap, BTreeSet};

use sinotag::{Kind, Span};

/// Found, invented and missed mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    found: usize,
    invented: usize,
    missed: usize,
}

impl Counts {
    pub(super) fn gold(self) -> usize {
        self.found + self.missed
    }

    pub(super) fn precision(self) -> f64 {
        share(self.found, self.found + self.invented)
    }

    pub(super) fn recall(self) -> f64 {
        share(self.found, self.gold())
    }

    pub(super) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of mentions are far below 2^53")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |a, b| Self {
            found: a.found + b.found,
            invented: a.invented + b.invented,
            missed: a.missed + b.missed,
        })
    }
}

/// The lower ends of the bands of confidence in which mentions are counted.
const BANDS: [f32; 4] = [0.9, 0.7, 0.5, 0.0];

/// The counts of all documents so far.
#[derive(Debug, Default)]
pub(super) struct Scores {
    exact: BTreeMap<Kind, Counts>,
    overlap: BTreeMap<Kind, Counts>,
    /// Right and wrong mentions of each [`BAND`](BANDS) of confidence.
    bands: [(usize, usize); BANDS.len()],
    /// By kind, whether the mention was invented, and text.
    errors: BTreeMap<(Kind, bool), BTreeMap<String, usize>>,
}

impl Scores {
    /// Adds a document. `predicted` are spans with their kinds and confidence.
    pub(super) fn add(&mut self, text: &str, gold: &[(Span, Kind)], predicted: &[(Span, Kind, f32)], kinds: &[Kind]) {
        let sure: Vec<(Span, Kind, f32)> =
            predicted.iter().map(|(span, kind, confidence)| (trim(text, *span), *kind, *confidence)).collect();
        let predicted: Vec<(Span, Kind)> = predicted.iter().map(|(span, kind, _)| (*span, *kind)).collect();
        let trimmed = |mentions: &[(Span, Kind)]| -> BTreeSet<(Span, Kind)> {
            mentions
                .iter()
                .filter(|(_, kind)| kinds.contains(kind))
                .map(|(span, kind)| (trim(text, *span), *kind))
                .collect()
        };
        let (gold, predicted) = (trimmed(gold), trimmed(&predicted));
        for (span, kind, confidence) in sure.iter().filter(|(_, kind, _)| kinds.contains(kind)) {
            let band = BANDS.iter().position(|least| confidence >= least).unwrap_or(BANDS.len() - 1);
            let (right, wrong) = &mut self.bands[band];
            *if gold.contains(&(*span, *kind)) { right } else { wrong } += 1;
        }
        let overlaps = |(span, kind): &(Span, Kind), others: &BTreeSet<(Span, Kind)>| {
            others.iter().any(|(other, other_kind)| other_kind == kind && other.overlaps(*span))
        };
        for mention in &predicted {
            let exact = self.exact.entry(mention.1).or_default();
            if gold.contains(mention) {
                exact.found += 1;
            } else {
                exact.invented += 1;
                self.note(text, mention, true);
            }
            let overlap = self.overlap.entry(mention.1).or_default();
            if overlaps(mention, &gold) {
                overlap.found += 1;
            } else {
                overlap.invented += 1;
            }
        }
        for mention in &gold {
            if !predicted.contains(mention) {
                self.exact.entry(mention.1).or_default().missed += 1;
                self.note(text, mention, false);
            }
            if !overlaps(mention, &predicted) {
                self.overlap.entry(mention.1).or_default().missed += 1;
            }
        }
    }

    fn note(&mut self, text: &str, (span, kind): &(Span, Kind), invented: bool) {
        let texts = self.errors.entry((*kind, invented)).or_default();
        *texts.entry(text[span.range()].to_owned()).or_default() += 1;
    }

    /// For each band of confidence its lower end, the number of mentions, and the share of them that is right.
    pub(super) fn calibration(&self) -> impl Iterator<Item = (f32, usize, f64)> {
        BANDS
            .into_iter()
            .zip(self.bands)
            .map(|(least, (right, wrong))| (least, right + wrong, share(right, right + wrong)))
    }

    pub(super) fn exact(&self, kind: Kind) -> Counts {
        self.exact.get(&kind).copied().unwrap_or_default()
    }

    pub(super) fn overlap(&self, kind: Kind) -> Counts {
        self.overlap.get(&kind).copied().unwrap_or_default()
    }

    /// The most frequent missed or invented texts of a kind, at most `most`.
    pub(super) fn errors(&self, kind: Kind, invented: bool, most: usize) -> impl Iterator<Item = (&str, usize)> {
        let mut texts: Vec<_> =
            self.errors.get(&(kind, invented)).into_iter().flatten().map(|(text, n)| (text.as_str(), *n)).collect();
        texts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        texts.into_iter().take(most)
    }
}

/// The span without a leading "the " and a trailing possessive.
fn trim(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start(), span.end());
    if text[start..end].get(..4).is_some_and(|front| front.eq_ignore_ascii_case("the ")) {
        start += 4;
    }
    if text[start..end].ends_with("'s") {
        end -= 2;
    } else if text[start..end].ends_with("\u{2019}s") {
        end -= "\u{2019}s".len();
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_and_overlap_are_counted_apart() {
        let text = "The Bank of China's branch in Chengdu city met Liu.";
        let gold = [
            (Span::new(4, 17), Kind::Organization),
            (Span::new(30, 37), Kind::Place),
            (Span::new(47, 50), Kind::Person),
        ];
        // "The Bank of China's", "Chengdu city", nothing, and a false alarm.
        let predicted = [
            (Span::new(0, 19), Kind::Organization, 0.9),
            (Span::new(30, 42), Kind::Place, 0.95),
            (Span::new(20, 26), Kind::Place, 0.6),
        ];
        let mut scores = Scores::default();
        scores.add(text, &gold, &predicted, &Kind::ALL);
        assert_eq!(scores.exact(Kind::Organization), Counts { found: 1, invented: 0, missed: 0 });
        assert_eq!(scores.exact(Kind::Place), Counts { found: 0, invented: 2, missed: 1 });
        assert_eq!(scores.overlap(Kind::Place), Counts { found: 1, invented: 1, missed: 0 });
        assert_eq!(scores.exact(Kind::Person), Counts { found: 0, invented: 0, missed: 1 });
        let all: Counts = Kind::ALL.iter().map(|k| scores.exact(*k)).sum();
        assert!((all.f1() - 1.0 / 3.0).abs() < 1e-9);
        let bands: Vec<_> = scores.calibration().collect();
        assert_eq!(bands, [(0.9, 2, 0.5), (0.7, 0, 0.0), (0.5, 1, 0.0), (0.0, 0, 0.0)]);
        assert_eq!(scores.errors(Kind::Place, true, 5).collect::<Vec<_>>(), [("Chengdu city", 1), ("branch", 1)]);
    }
}
