//! A tagger with a million names of a user: how long it takes to build, what it holds, and how fast it tags compared with the
//! bundled dictionaries alone. `benches/RESULTS.md` records the figures.
//!
//! Plain, without criterion: one build takes seconds, and the two taggers are timed in turns on the same text.
//! `SINOTAG_NAMES` sets another number of names.

#![allow(clippy::print_stdout, reason = "a program that prints figures")]

mod common;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use sinotag::{Dictionary, Scratch, Tagger};

use common::{names, text, timing};

fn dictionary(names: &[String]) -> String {
    let mut text = String::from("#! format sinotag-dictionary 1\n#! kind organization\nid\tname\n");
    for (i, name) in names.iter().enumerate() {
        writeln!(text, "user:{i}\t{name}").expect("a string takes all");
    }
    text
}

/// The articles of the repository and those of `SINOTAG_CORPUS`, each with a sentence that has one of the names.
fn texts(names: &[String]) -> Vec<String> {
    let mut texts = [text::articles(), text::corpus()].concat();
    for (i, text) in texts.iter_mut().enumerate() {
        write!(text, "\nNew orders came to {}.\n", names[i * 7919 % names.len()]).expect("a string takes all");
    }
    texts
}

/// Resident memory in MB, now or at its highest; none where the system does not say.
fn memory(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? * 1024.0 / 1e6)
}

fn report_memory(when: &str) {
    if let Some((now, most)) = memory("VmRSS").zip(memory("VmHWM")) {
        println!("{when}: {now:.0} MB resident, {most:.0} MB at most so far");
    }
}

/// The CPU time of one pass over all texts, in seconds.
fn tag_all(tagger: &Tagger, scratch: &mut Scratch, texts: &[String]) -> f64 {
    let begun = timing::cpu_time();
    for text in texts {
        black_box(tagger.tag_with(scratch, text).mentions().len());
    }
    (timing::cpu_time() - begun).as_secs_f64()
}

fn main() {
    let default = if timing::is_timed() { 1_000_000 } else { 20_000 };
    let count = std::env::var("SINOTAG_NAMES").map_or(default, |number| number.parse().expect("a number"));
    let bundled = Tagger::bundled();
    let names = names::generated(count);
    let tsv = dictionary(&names);
    println!("{count} names, {:.1} MB of TSV", tsv.len() as f64 / 1e6);
    report_memory("before");

    let begun = Instant::now();
    let dictionary = Dictionary::from_tsv("names.tsv", &tsv).expect("the rows are sound");
    println!("from_tsv: {:.2} s", begun.elapsed().as_secs_f64());
    assert_eq!(dictionary.len(), count);
    report_memory("parsed");

    let begun = Instant::now();
    let tagger = Tagger::builder().dictionary(dictionary).build().expect("a million names are not too many");
    println!("build: {:.2} s", begun.elapsed().as_secs_f64());
    report_memory("built");

    // Every hundredth name is found, whole and as the entity that it is.
    for (i, name) in names.iter().enumerate().step_by(100) {
        let text = format!("It said that {name} fell.");
        let document = tagger.tag(&text);
        let ids: Vec<_> = document
            .mentions()
            .filter(|mention| mention.text() == name)
            .filter_map(|mention| Some(mention.entity()?.id().to_owned()))
            .collect();
        assert_eq!(ids, [format!("user:{i}")], "{name}");
    }

    let texts = texts(&names);
    let bytes = text::bytes(&texts);
    let rounds = if timing::is_timed() { 9.max(40_000_000 / bytes) } else { 1 };
    let mut scratch = Scratch::new();
    let (mut without, mut with): (Vec<_>, Vec<_>) =
        (0..rounds).map(|_| (tag_all(&bundled, &mut scratch, &texts), tag_all(&tagger, &mut scratch, &texts))).unzip();
    without.sort_by(f64::total_cmp);
    with.sort_by(f64::total_cmp);
    let [without, with] = [without, with].map(|seconds| bytes as f64 / 1e6 / seconds[rounds / 2]);
    println!(
        "tagging {:.2} MB: {without:.1} MB/s with the bundled dictionaries, {with:.1} MB/s with the names, ratio {:.2}",
        bytes as f64 / 1e6,
        with / without
    );
}
