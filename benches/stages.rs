//! Every stage by itself, start-up, the whole, and the whole with key phrases: by kind of text, by size of document, and in a batch.
//!
//! A stage runs on what the stages before it made of each document, so that its time is its share of the whole. Rules are timed
//! family by family; each of these times holds the way through the tokens and the dictionary matches, which is timed as
//! `rules/none`. `benches/RESULTS.md` records the figures.

mod common;

use std::hint::black_box;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use criterion::{Criterion, criterion_group, criterion_main};
use sinotag::internals::{Families, Stages};
use sinotag::{KeyPhraseExtractor, KeyPhraseMethod, Kind, Scratch, Tagger};

use common::text::{Prose, articles, bytes, corpus};
use common::{names, timing};

/// Bytes of each kind of generated text.
fn size() -> usize {
    if timing::is_timed() { 2_000_000 } else { 100_000 }
}

/// Documents of the size of news, by kind of text.
fn inputs(tagger: &Tagger) -> Vec<(&'static str, Vec<String>)> {
    let forms = names::bundled(tagger);
    let mut inputs = Vec::new();
    for (kind, names, ascii) in [
        ("dense", forms.as_slice(), true),
        ("dense-not-ascii", &forms, false),
        ("plain", &[], true),
        ("plain-not-ascii", &[], false),
    ] {
        inputs.push((kind, Prose::new(names, ascii).documents(size(), 3_000)));
    }
    for (kind, texts) in [("articles", articles()), ("corpus", corpus())] {
        if !texts.is_empty() {
            inputs.push((kind, texts));
        }
    }
    inputs
}

/// A stage: what it is called, and what runs it again on a document and gives the number of things that it makes.
type Stage = (String, Box<dyn Fn(&mut Stages<'_>) -> usize>);

fn all_stages() -> Vec<Stage> {
    fn stage(name: &str, run: impl Fn(&mut Stages<'_>) -> usize + 'static) -> Stage {
        (name.to_owned(), Box::new(run))
    }
    let mut all = vec![
        stage("tokens", |stages| stages.tokens()),
        stage("sentences", |stages| stages.sentences()),
        stage("dictionary", |stages| stages.dictionary()),
        stage("rules/none", |stages| stages.rules(Families::of(&[]))),
    ];
    for kind in Kind::ALL {
        all.push(stage(&format!("rules/{kind}"), move |stages| stages.rules(Families::of(&[kind]))));
    }
    // The last of the rules, since later stages see what they proposed.
    all.push(stage("rules/all", |stages| stages.rules(Families::of(&Kind::ALL))));
    all.push(stage("resolve", |stages| stages.resolve()));
    all.push(stage("document", |stages| stages.document()));
    all.push(stage("link", |stages| stages.link()));
    all
}

fn stages(criterion: &mut Criterion) {
    let tagger = Tagger::bundled();
    for (kind, texts) in inputs(&tagger) {
        let mut documents: Vec<Stages<'_>> = texts.iter().map(|text| Stages::new(&tagger, text)).collect();
        let mut group = criterion.benchmark_group(format!("stages/{kind}"));
        for (name, run) in all_stages() {
            let mut pass = || documents.iter_mut().map(&run).sum::<usize>();
            let made = pass();
            // At least a sentence for every kilobyte and a token for every ten bytes; names where there are some.
            let least = match name.as_str() {
                "tokens" => bytes(&texts) / 10,
                "sentences" => bytes(&texts) / 1_000,
                _ if kind.starts_with("plain") => 0,
                "rules/none" | "rules/all" | "dictionary" | "resolve" | "document" | "link" => bytes(&texts) / 300,
                _ => 1,
            };
            assert!(made >= least, "{name} makes {made} of {kind}");
            timing::throughput(&mut group, &name, bytes(&texts), pass);
        }
    }
}

fn tag_all(tagger: &Tagger, scratch: &mut Scratch, texts: &[String]) -> usize {
    texts.iter().map(|text| tagger.tag_with(scratch, black_box(text)).mentions().len()).sum()
}

fn whole(criterion: &mut Criterion) {
    let tagger = Tagger::bundled();
    let mut group = criterion.benchmark_group("whole");
    for (kind, texts) in inputs(&tagger) {
        let mut scratch = Scratch::new();
        let mentions = tag_all(&tagger, &mut scratch, &texts);
        let per_mention = bytes(&texts) / mentions.max(1);
        if kind.starts_with("plain") {
            assert!(per_mention > 300, "{kind}: a mention for every {per_mention} bytes");
        } else {
            assert!((30..300).contains(&per_mention), "{kind}: a mention for every {per_mention} bytes");
        }
        timing::throughput(&mut group, kind, bytes(&texts), || tag_all(&tagger, &mut scratch, &texts));
    }
}

/// Tagging and key phrases, to be set against `whole` of the same run.
fn key_phrases(criterion: &mut Criterion) {
    const WANTED: usize = 10;
    let tagger = Tagger::bundled();
    let mut group = criterion.benchmark_group("key-phrases");
    for (kind, texts) in inputs(&tagger) {
        for method in KeyPhraseMethod::ALL {
            let extractor = KeyPhraseExtractor::bundled().with_method(method);
            let mut scratch = Scratch::new();
            let mut pass = || -> usize {
                texts.iter().map(|text| extractor.extract(tagger.tag_with(&mut scratch, text), WANTED).len()).sum()
            };
            let found = pass();
            // Of prose that is made at random some is not taken for English.
            let least = if kind == "articles" { WANTED * texts.len() } else { texts.len() };
            assert!(found >= least, "{found} key phrases of {} documents of {kind} by {method}", texts.len());
            timing::throughput(&mut group, &format!("{kind}/{method}"), bytes(&texts), pass);
        }
    }
}

/// The cost of a byte must not depend on the size of the document.
fn document_size(criterion: &mut Criterion) {
    let tagger = Tagger::bundled();
    let forms = names::bundled(&tagger);
    let mut group = criterion.benchmark_group("document-size");
    let sizes = [("1 kB", 1_000), ("100 kB", 100_000), ("10 MB", 10_000_000)];
    let largest = if timing::is_timed() { 3 } else { 2 };
    for (name, size) in &sizes[..largest] {
        let texts = Prose::new(&forms, false).documents(self::size(), *size);
        let mut scratch = Scratch::new();
        assert!(tag_all(&tagger, &mut scratch, &texts) > bytes(&texts) / 300, "{name}");
        timing::throughput(&mut group, name, bytes(&texts), || tag_all(&tagger, &mut scratch, &texts));
    }
}

/// Tags `texts` on `threads` threads that share the tagger, each with its own scratch.
fn tag_on_threads(tagger: &Tagger, texts: &[String], threads: usize) -> usize {
    const BATCH: usize = 16;
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let work = || {
            let (mut scratch, mut mentions) = (Scratch::new(), 0);
            while let Some(batch) = texts.chunks(BATCH).nth(next.fetch_add(1, Ordering::Relaxed)) {
                mentions += tag_all(tagger, &mut scratch, batch);
            }
            mentions
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().expect("tagging does not panic")).sum()
    })
}

fn batch(criterion: &mut Criterion) {
    let tagger = Tagger::bundled();
    let forms = names::bundled(&tagger);
    let mut inputs = vec![("dense", Prose::new(&forms, false).documents(2 * size(), 3_000))];
    let corpus = corpus();
    if !corpus.is_empty() {
        inputs.push(("corpus", corpus));
    }
    for (kind, texts) in inputs {
        let want = tag_all(&tagger, &mut Scratch::new(), &texts);
        let mut group = criterion.benchmark_group(format!("batch/{kind}"));
        for threads in [1, 2] {
            timing::throughput_by(timing::wall_time, &mut group, &format!("{threads} threads"), bytes(&texts), || {
                let mentions = tag_on_threads(&tagger, &texts, threads);
                assert_eq!(mentions, want);
                mentions
            });
        }
    }
}

/// The command, where it has been built beside this bench.
fn command() -> Option<PathBuf> {
    let folder = std::env::current_exe().ok()?.parent()?.parent()?.to_owned();
    Some(folder.join(format!("sinotag{}", std::env::consts::EXE_SUFFIX))).filter(|path| path.exists())
}

fn startup(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("startup");
    group.bench_function("tables from their image", |bencher| {
        bencher.iter(|| Tagger::builder().build().expect("the bundled dictionaries are sound"));
    });
    // With a name excluded, the tables are made anew.
    group.bench_function("parse and build", |bencher| {
        bencher.iter(|| Tagger::builder().exclude("Chengdu").build().expect("the bundled dictionaries are sound"));
    });
    let Some(command) = command() else { return };
    group.bench_function("process to first result", |bencher| {
        bencher.iter(|| {
            let mut child = Command::new(&command)
                .args(["annotate", "--from", "text", "-"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the command starts");
            child.stdin.take().expect("a pipe").write_all(b"Chengdu grew.\n").expect("the command reads");
            let output = child.wait_with_output().expect("the command ends");
            assert!(output.status.success() && output.stdout.windows(7).any(|bytes| bytes == b"Chengdu"));
        });
    });
}

criterion_group!(name = benches; config = timing::criterion(); targets = startup, stages, whole, key_phrases, document_size, batch);
criterion_main!(benches);
