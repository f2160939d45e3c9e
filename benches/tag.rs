//! How fast the library starts and tags. `benches/RESULTS.md` records the figures.
//!
//! Text: the articles of `tests/articles`, and, where `SINOTAG_CORPUS` names a folder of JSON Lines files with a field `text`,
//! all of them: a few megabytes of distinct text, since a small text that is tagged over and over flatters every cache.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sinotag::{Scratch, Tagger};

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the articles are part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("a readable article")).collect()
}

fn corpus() -> Vec<String> {
    let Some(folder) = std::env::var_os("SINOTAG_CORPUS") else { return Vec::new() };
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).expect("SINOTAG_CORPUS must name a folder") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            for line in std::fs::read_to_string(path).expect("a readable file").lines() {
                let record: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
                texts.push(record["text"].as_str().expect("a field text").to_owned());
            }
        }
    }
    texts
}

fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("startup");
    group.sample_size(20);
    group.bench_function("build", |bencher| {
        bencher.iter(|| Tagger::builder().build().expect("the bundled dictionaries are sound"));
    });
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let tagger = Tagger::bundled();
    let mut group = criterion.benchmark_group("whole");
    group.sample_size(10);
    for (name, texts) in [("articles", articles()), ("corpus", corpus())] {
        if texts.is_empty() {
            continue;
        }
        let bytes: usize = texts.iter().map(String::len).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        let mut scratch = Scratch::new();
        let mut tag_all =
            || texts.iter().map(|text| tagger.tag_with(&mut scratch, black_box(text)).mentions().len()).sum::<usize>();
        // A mention for every 30 to 300 bytes: an empty result would be very fast.
        let mentions = tag_all();
        assert!((bytes / 300..bytes / 30).contains(&mentions), "{mentions} mentions in {bytes} bytes");
        group.bench_function(name, |bencher| bencher.iter(|| assert_eq!(tag_all(), mentions)));
    }
    group.finish();
}

criterion_group!(benches, startup, whole);
criterion_main!(benches);
