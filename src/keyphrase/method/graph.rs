//! `PageRank` over the words of a document: `SingleRank` and `PositionRank`.

use super::Analysis;
use crate::keyphrase::grammar::Part;
use crate::keyphrase::words::{HashedMap, join_keys};

/// Where the random walk starts anew.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// At any word.
    Even,
    /// At words by the sum of the inverses of their positions.
    Early,
}

/// Words within a window of so many are neighbours, as in both papers.
const WINDOW: usize = 10;
const DAMPING: f32 = 0.85;
const ROUNDS: usize = 30;

/// The sum of the ranks of the words.
pub(super) fn scores(analysis: &Analysis<'_>, start: Start) -> Vec<f32> {
    let speech = analysis.speech;
    let mut numbers: HashedMap<u32> = HashedMap::default();
    let mut words = Vec::new();
    let mut weight = Vec::new();
    for (at, (word, part)) in speech.words.iter().zip(&speech.parts).enumerate() {
        if matches!(part, Part::Break | Part::Hyphen) {
            continue;
        }
        let next = numbers.len() as u32;
        let number = *numbers.entry(word.stem).or_insert(next);
        words.push((at, number));
        if number == next {
            weight.push(0.0);
        }
        weight[number as usize] += if start == Start::Early { 1.0 / (1.0 + at as f32) } else { 0.0 };
    }
    if start == Start::Even {
        weight.fill(1.0);
    }
    let total: f32 = weight.iter().sum();
    weight.iter_mut().for_each(|weight| *weight /= total);
    let edges = edges(&words);
    let mut degree = vec![0.0; weight.len()];
    for &(from, _, weight) in &edges {
        degree[from as usize] += weight;
    }
    let mut rank = weight.clone();
    for _ in 0..ROUNDS {
        let mut next: Vec<f32> = weight.iter().map(|weight| (1.0 - DAMPING) * weight).collect();
        for &(from, to, weight) in &edges {
            next[to as usize] += DAMPING * rank[from as usize] * weight / degree[from as usize];
        }
        rank = next;
    }
    let rank_of = |stem: u64| numbers.get(&stem).map_or(0.0, |number| rank[*number as usize]);
    (0..analysis.candidates.phrases.len()).map(|phrase| analysis.stems(phrase).map(rank_of).sum()).collect()
}

/// Pairs of words with the number of times that they are neighbours, in both directions.
fn edges(words: &[(usize, u32)]) -> Vec<(u32, u32, f32)> {
    let mut counts: HashedMap<usize> = HashedMap::default();
    let mut edges: Vec<(u32, u32, f32)> = Vec::new();
    for (i, &(at, word)) in words.iter().enumerate() {
        for &(_, neighbour) in words[i + 1..].iter().take_while(|(other, _)| other - at < WINDOW) {
            if neighbour == word {
                continue;
            }
            for (from, to) in [(word, neighbour), (neighbour, word)] {
                let edge = *counts.entry(join_keys(u64::from(from), u64::from(to))).or_insert_with(|| {
                    edges.push((from, to, 0.0));
                    edges.len() - 1
                });
                edges[edge].2 += 1.0;
            }
        }
    }
    edges
}
