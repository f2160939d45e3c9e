//! YAKE: features of single words, joined to those of phrases.

use super::Analysis;
use crate::keyphrase::grammar::Part;
use crate::keyphrase::words::HashedMap;
use crate::text::Shape;

/// What is counted of a word.
#[derive(Default)]
struct Counts {
    times: f32,
    capitals: f32,
    acronyms: f32,
    sentences: Vec<u32>,
    /// The words that stand before and after it, with repetitions.
    before: Vec<u64>,
    after: Vec<u64>,
}

/// The inverse of YAKE's score, in which less is better.
pub(super) fn scores(analysis: &Analysis<'_>) -> Vec<f32> {
    let (speech, read) = (analysis.speech, analysis.read);
    let mut counts: HashedMap<Counts> = HashedMap::default();
    for (number, sentence) in (0..).zip(&read.sentences) {
        let mut before = None;
        for at in sentence.first as usize..sentence.end as usize {
            if !read.tokens[at].shape.has(Shape::WORD) {
                before = None;
                continue;
            }
            let stem = speech.words[at].stem;
            if speech.parts[at] != Part::Break {
                let word = counts.entry(stem).or_default();
                let shape = read.tokens[at].shape;
                word.times += 1.0;
                word.acronyms += f32::from(u8::from(shape.has(Shape::ALL_CAPS)));
                word.capitals += f32::from(u8::from(shape.has(Shape::CAPITALISED) && at > sentence.first as usize));
                word.sentences.push(number);
                word.before.extend(before);
            }
            if let Some(last) = before.and_then(|last| counts.get_mut(&last)) {
                last.after.push(stem);
            }
            before = Some(stem);
        }
    }
    // Summed in the order of the text: that of a map is another on every run.
    let mut times = Vec::new();
    let mut seen: HashedMap<()> = HashedMap::default();
    for word in &speech.words {
        if let Some(known) = counts.get(&word.stem)
            && seen.insert(word.stem, ()).is_none()
        {
            times.push(known.times);
        }
    }
    let all = times.len().max(1) as f32;
    let mean = times.iter().sum::<f32>() / all;
    let deviation = (times.iter().map(|times| (times - mean).powi(2)).sum::<f32>() / all).sqrt();
    let most = times.iter().copied().fold(1.0, f32::max);
    let sentences = read.sentences.len().max(1) as f32;
    let weights: HashedMap<f32> =
        seen.keys().map(|stem| (*stem, weight(&counts[stem], mean + deviation, most, sentences))).collect();
    (0..analysis.candidates.phrases.len())
        .map(|phrase| {
            let (mut product, mut sum) = (1.0f32, 0.0);
            for weight in analysis.stems(phrase).filter_map(|stem| weights.get(&stem)) {
                product *= weight;
                sum += weight;
            }
            let times = analysis.candidates.phrases[phrase].count as f32;
            times * (1.0 + sum) / product.max(f32::MIN_POSITIVE)
        })
        .collect()
}

/// S(t) of the paper.
fn weight(word: &Counts, usual: f32, most: f32, sentences: f32) -> f32 {
    let casing = word.capitals.max(word.acronyms) / (1.0 + word.times.ln());
    let median = word.sentences[word.sentences.len() / 2] as f32;
    let position = (3.0 + median).ln().ln();
    let frequency = word.times / usual;
    let spread = |words: &[u64]| {
        let mut different = words.to_vec();
        different.sort_unstable();
        different.dedup();
        if words.is_empty() { 0.0 } else { different.len() as f32 / words.len() as f32 }
    };
    let relatedness = 1.0 + (spread(&word.before) + spread(&word.after)) * word.times / most;
    let mut different = word.sentences.clone();
    different.dedup();
    let dispersion = different.len() as f32 / sentences;
    relatedness * position / (casing + frequency / relatedness + dispersion / relatedness).max(f32::MIN_POSITIVE)
}
