//! From candidates to mentions that do not overlap: the only place where anything is decided.
//!
//! Candidates are ranked by one total order, and taken in that order unless they overlap one that was taken before:
//!
//! 1. believable ones (confidence of [`BELIEVABLE`] or more) before the others;
//! 2. more tokens before fewer: "Bank of China" before "China", a whole name before its parts;
//! 3. higher confidence before lower;
//! 4. the dictionary before rules, rules before document passes;
//! 5. the kind that comes first in [`Kind::ALL`](crate::Kind::ALL);
//! 6. the one that begins earlier;
//! 7. the link with the lower number, then those that are reported, then the rule that stands first in the registry, so that
//!    equal candidates stand in one order, too.
//!
//! The result depends on the set of candidates, not on the order in which they were proposed.

use std::cmp::Ordering;

use crate::candidate::{Candidate, Link, Source};

/// Candidates below this confidence give way to any that reaches it, however long they are.
pub(crate) const BELIEVABLE: f32 = 0.5;

/// The total order: `Less` is taken first.
pub(crate) fn rank(a: &Candidate, b: &Candidate) -> Ordering {
    strength(b)
        .cmp(&strength(a))
        .then_with(|| source_rank(a.source).cmp(&source_rank(b.source)))
        .then_with(|| a.kind.cmp(&b.kind))
        .then_with(|| a.first.cmp(&b.first))
        .then_with(|| link_rank(a.link).cmp(&link_rank(b.link)))
        .then_with(|| a.silent.cmp(&b.silent))
        .then_with(|| rule_number(a.source).cmp(&rule_number(b.source)))
}

fn rule_number(source: Source) -> u16 {
    if let Source::Rule(number) = source { number } else { 0 }
}

/// The first three steps of the order in one number: believable, tokens, confidence. Sorting compares little else.
fn strength(candidate: &Candidate) -> u64 {
    let believable = u64::from(candidate.confidence >= BELIEVABLE) << 63;
    let tokens = u64::from(candidate.len().min(i32::MAX as u32)) << 32;
    // The bits of floats that are not negative are in the order of the floats.
    believable | tokens | u64::from(candidate.confidence.max(0.0).to_bits())
}

/// Why `winner` stands before `loser`, in words.
pub(crate) fn reason(winner: &Candidate, loser: &Candidate) -> &'static str {
    if (winner.confidence >= BELIEVABLE) != (loser.confidence >= BELIEVABLE) {
        "it is not believable enough"
    } else if winner.len() != loser.len() {
        "the other is longer"
    } else if winner.confidence.total_cmp(&loser.confidence) != Ordering::Equal {
        "the other has more confidence"
    } else if source_rank(winner.source) != source_rank(loser.source) {
        "the other has better evidence"
    } else if winner.kind != loser.kind {
        "the other's kind comes first"
    } else {
        "the other begins earlier, or is the same"
    }
}

fn source_rank(source: Source) -> u8 {
    match source {
        Source::Dictionary => 0,
        Source::Rule(_) => 1,
        Source::Acronym => 2,
        Source::ShortName => 3,
        Source::Consistency => 4,
    }
}

fn link_rank(link: Link) -> (u8, u32) {
    match link {
        Link::Entry(entry) => (0, entry.0),
        Link::Pattern(pattern) => (1, pattern.0),
        Link::None => (2, 0),
    }
}

/// Working space, reused from document to document.
#[derive(Clone, Debug, Default)]
pub(crate) struct ResolveScratch {
    /// For each token the last candidate that begins there, by its number plus one; all zero between runs.
    last_at: Vec<u32>,
    /// The tokens at which candidates begin, one bit each.
    starts: Vec<u64>,
    /// For each candidate the one before it that begins at the same token, by its number plus one.
    before: Vec<u32>,
    cluster: Vec<u32>,
    taken: Vec<u64>,
}

/// Fills `winners` with the candidates that are taken, in order of their first token. `tokens` is the number of tokens.
///
/// A winner without a link takes the link of a candidate for the same tokens and kind: a rule may be surer of a name than the
/// dictionary, which knows whom it names.
///
/// Candidates that overlap, directly or by others between them, form a cluster. Only within a cluster is anything compared, and
/// most hold one to three: sorting all candidates of a document took a tenth of all time.
pub(crate) fn resolve(
    candidates: &[Candidate],
    tokens: usize,
    scratch: &mut ResolveScratch,
    winners: &mut Vec<Candidate>,
) {
    let ResolveScratch { last_at, starts, before, cluster, taken } = scratch;
    winners.clear();
    taken.clear();
    taken.resize(tokens.div_ceil(64), 0);
    starts.clear();
    starts.resize(tokens.div_ceil(64), 0);
    if last_at.len() < tokens {
        last_at.resize(tokens, 0);
    }
    before.clear();
    for (number, candidate) in (1..).zip(candidates) {
        let first = candidate.first as usize;
        starts[first / 64] |= 1 << (first % 64);
        let last = &mut last_at[first];
        before.push(*last);
        *last = number;
    }
    cluster.clear();
    let mut cluster_end = 0;
    for (block, bits) in (0..).zip(starts.iter()) {
        let mut bits = *bits;
        while bits != 0 {
            let token = block * 64 + bits.trailing_zeros();
            bits &= bits - 1;
            if token >= cluster_end && !cluster.is_empty() {
                resolve_cluster(candidates, cluster, taken, winners);
                cluster.clear();
            }
            let mut next = std::mem::take(&mut last_at[token as usize]);
            while let Some(number) = next.checked_sub(1) {
                cluster.push(number);
                cluster_end = cluster_end.max(candidates[number as usize].end);
                next = before[number as usize];
            }
        }
    }
    resolve_cluster(candidates, cluster, taken, winners);
}

/// Adds the winners among the candidates with the numbers `cluster` to `winners`.
fn resolve_cluster(candidates: &[Candidate], cluster: &mut [u32], taken: &mut [u64], winners: &mut Vec<Candidate>) {
    let from = winners.len();
    if let [number] = *cluster {
        winners.push(candidates[number as usize]);
        return;
    }
    cluster.sort_unstable_by(|a, b| rank(&candidates[*a as usize], &candidates[*b as usize]));
    for &number in cluster.iter() {
        let candidate = candidates[number as usize];
        let range = candidate.first as usize..candidate.end as usize;
        if !range.clone().any(|t| taken[t / 64] & (1 << (t % 64)) != 0) {
            range.for_each(|t| taken[t / 64] |= 1 << (t % 64));
            winners.push(candidate);
        }
    }
    let winners = &mut winners[from..];
    winners.sort_unstable_by_key(|winner| winner.first);
    if winners.iter().all(|winner| winner.link != Link::None) {
        return;
    }
    // In rank order the best link comes first, and is kept.
    for other in cluster.iter().map(|number| &candidates[*number as usize]).filter(|c| c.link != Link::None) {
        if let Ok(at) = winners.binary_search_by_key(&other.first, |winner| winner.first) {
            let winner = &mut winners[at];
            if winner.link == Link::None && winner.end == other.end && winner.kind == other.kind {
                winner.link = other.link;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::dictionary::PatternId;
    use proptest::prelude::*;

    fn candidate(first: u32, end: u32, kind: Kind, confidence: f32, source: Source) -> Candidate {
        Candidate { first, end, kind, confidence, source, link: Link::None, silent: false }
    }

    fn resolved(candidates: &[Candidate]) -> Vec<Candidate> {
        let mut winners = Vec::new();
        resolve(candidates, 64, &mut ResolveScratch::default(), &mut winners);
        winners
    }

    #[test]
    fn the_order_is_the_documented_one() {
        let place = candidate(2, 3, Kind::Place, 0.95, Source::Dictionary);
        let bank = candidate(0, 3, Kind::Organization, 0.6, Source::Rule(3));
        assert_eq!(resolved(&[place, bank]), [bank]);
        let doubtful = Candidate { confidence: 0.4, ..bank };
        assert_eq!(resolved(&[place, doubtful]), [place]);
        let person = candidate(2, 3, Kind::Person, 0.95, Source::Rule(1));
        assert_eq!(resolved(&[person, place]), [place]);
    }

    #[test]
    fn a_link_is_inherited_from_a_rival_for_the_same_name() {
        let rule = candidate(0, 2, Kind::Person, 0.9, Source::Rule(0));
        let known =
            Candidate { confidence: 0.3, source: Source::Dictionary, link: Link::Pattern(PatternId(7)), ..rule };
        assert_eq!(resolved(&[rule, known]), [Candidate { link: Link::Pattern(PatternId(7)), ..rule }]);
    }

    prop_compose! {
        fn any_candidate()(first in 0u32..20, len in 1u32..5, kind in 0usize..5, confidence in 0u8..=10, rule in 0u16..4) -> Candidate {
            candidate(first, first + len, Kind::ALL[kind], f32::from(confidence) / 10.0, Source::Rule(rule))
        }
    }

    proptest! {
        #[test]
        fn winners_never_overlap_and_losers_always_do(candidates in prop::collection::vec(any_candidate(), 0..30)) {
            let winners = resolved(&candidates);
            for pair in winners.windows(2) {
                prop_assert!(pair[0].end <= pair[1].first);
            }
            for loser in candidates.iter().filter(|c| !winners.contains(c)) {
                prop_assert!(winners.iter().any(|w| w.overlaps(loser) && rank(w, loser) != Ordering::Greater));
            }
        }

        #[test]
        fn the_order_of_proposal_does_not_matter(candidates in prop::collection::vec(any_candidate(), 0..30)) {
            let mut reversed = candidates.clone();
            reversed.reverse();
            prop_assert_eq!(resolved(&candidates), resolved(&reversed));
        }

        #[test]
        fn resolving_again_changes_nothing(candidates in prop::collection::vec(any_candidate(), 0..30)) {
            let winners = resolved(&candidates);
            prop_assert_eq!(resolved(&winners), winners);
        }
    }
}
