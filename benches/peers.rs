//! The whole of tagging beside bare scans for the same surface forms in the same texts, in one run.
//!
//! The aim: tokens, sentences, dictionary, rules, document passes and links together take no more than four times as long as the
//! bare scan of `aho-corasick`, which finds byte sequences and knows nothing else.

mod common;

use criterion::Criterion;
use sinotag::{Scratch, Tagger};

use common::scan::{AhoCorasickScan, Case, DaachorseScan, Overlaps, RegexScan};
use common::text::{Prose, bytes, corpus};
use common::{names, timing};

/// MB/s by name.
type Speeds = Vec<(String, Option<f64>)>;

fn compare(kind: &str, tagger: &Tagger, forms: &[String], texts: &[String], criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(format!("peers/{kind}"));
    let mut speeds = Speeds::new();
    let mut scratch = Scratch::new();
    let mut tag = || texts.iter().map(|text| tagger.tag_with(&mut scratch, text).mentions().len()).sum();
    speeds.push(("sinotag, the whole".into(), timing::throughput(&mut group, "sinotag", bytes(texts), &mut tag)));
    let mentions: usize = tag();
    type Scan = Box<dyn Fn(&str) -> usize>;
    let aho_corasick = AhoCorasickScan::new(forms, Case::Exact, Overlaps::LeftmostLongest);
    let daachorse = DaachorseScan::new(forms, Case::Exact, Overlaps::LeftmostLongest);
    let mut scans: Vec<(&str, Scan)> = vec![
        ("aho-corasick", Box::new(move |text| aho_corasick.hits(text))),
        ("daachorse", Box::new(move |text| daachorse.hits(text))),
    ];
    if let Some(regex) = RegexScan::new(forms, Case::Exact) {
        scans.push(("regex", Box::new(move |text| regex.hits(text))));
    }
    for (name, scan) in scans {
        let count = || texts.iter().map(|text| scan(text)).sum();
        let hits: usize = count();
        // Most mentions are names of the dictionaries; a scan also finds ambiguous names and parts of words.
        assert!(hits > mentions / 2, "{name} finds {hits} names where there are {mentions} mentions");
        speeds.push((format!("{name}, scan alone"), timing::throughput(&mut group, name, bytes(texts), count)));
    }
    drop(group);
    let whole = speeds[0].1;
    let rows: Vec<_> = speeds
        .into_iter()
        .map(|(name, speed)| {
            let ratio = whole.zip(speed).map_or_else(|| "-".into(), |(whole, speed)| format!("{:.2}", whole / speed));
            vec![name, timing::cell(speed), ratio]
        })
        .collect();
    let title = format!("{kind}: {:.1} MB, {} forms, {mentions} mentions", bytes(texts) as f64 / 1e6, forms.len());
    timing::print_table(&title, &["", "MB/s", "speed of the whole to it"], &rows);
}

fn main() {
    let mut criterion = timing::criterion();
    let tagger = Tagger::bundled();
    let forms = names::bundled(&tagger);
    let size = if timing::is_timed() { 4_000_000 } else { 100_000 };
    compare("generated", &tagger, &forms, &Prose::new(&forms, true).documents(size, 3_000), &mut criterion);
    let corpus = corpus();
    if !corpus.is_empty() {
        compare("corpus", &tagger, &forms, &corpus, &mut criterion);
    }
    criterion.final_summary();
}
