//! A tagger with a million names of a user: how long it takes to build, what it holds, and how fast it tags compared with the
//! bundled dictionaries alone. `benches/RESULTS.md` records the figures.
//!
//! Plain, without criterion: one build takes seconds, and the two taggers are timed in turns on the same text.
//! `SINOTAG_NAMES` sets another number of names.

#![allow(clippy::print_stdout, reason = "a program that prints figures")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use sinotag::{Dictionary, Scratch, Tagger};

/// A syllable for each of 400 numbers, as Chinese names have them.
fn syllable(number: usize) -> String {
    const INITIALS: [&str; 20] =
        ["b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c"];
    const FINALS: [&str; 20] = [
        "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "i", "ia", "ian", "iang", "in", "ing", "ong", "ou", "u",
        "ui", "un",
    ];
    format!("{}{}", INITIALS[number / 20 % 20], FINALS[number % 20])
}

fn capitalised(word: &str) -> String {
    word[..1].to_ascii_uppercase() + &word[1..]
}

/// Company number `i`, another for every number up to some millions: a brand of two or three syllables, half of them with a place in
/// front, an industry, and a legal form or none.
fn name(i: usize) -> String {
    const PLACES: [&str; 8] = ["Chengdu", "Wuhan", "Shenzhen", "Hangzhou", "Jinan", "Dalian", "Xiamen", "Hefei"];
    const INDUSTRIES: [&str; 10] = [
        "Steel",
        "Textile",
        "Logistics",
        "Pharmaceutical",
        "Semiconductor",
        "New Energy",
        "Machinery",
        "Food",
        "Chemical",
        "Network Technology",
    ];
    const FORMS: [&str; 4] = ["Co Ltd", "Group", "Holdings", "Company"];
    // An odd multiplier spreads neighbours over all brands; 2^21 numbers stay different.
    let spread = i * 1_000_003 % (1 << 21);
    let (low, high) = (spread % 160_000, spread / 160_000);
    let mut brand = capitalised(&(syllable(low % 400) + &syllable(low / 400)));
    if high > 0 {
        brand.push_str(&syllable(high * 29));
    }
    let place = if i.is_multiple_of(2) { String::new() } else { format!("{} ", PLACES[i / 2 % PLACES.len()]) };
    format!("{place}{brand} {} {}", INDUSTRIES[i % INDUSTRIES.len()], FORMS[i / 7 % FORMS.len()])
}

fn dictionary(names: usize) -> String {
    let mut text = String::from("#! format sinotag-dictionary 1\n#! kind organization\nid\tname\n");
    for i in 0..names {
        writeln!(text, "user:{i}\t{}", name(i)).expect("a string takes all");
    }
    text
}

/// The articles of the repository, or those of `SINOTAG_CORPUS`, each with a sentence that has one of the names.
fn texts(names: usize) -> Vec<String> {
    let folder = std::env::var_os("SINOTAG_CORPUS");
    let folder = folder.as_deref().map_or(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles")), Path::new);
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let read = || std::fs::read_to_string(&file).expect("a readable file");
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("txt") => texts.push(read()),
            Some("jsonl") => texts.extend(read().lines().map(|line| {
                let record: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
                record["text"].as_str().expect("a field text").to_owned()
            })),
            _ => {}
        }
    }
    for (i, text) in texts.iter_mut().enumerate() {
        write!(text, "\nNew orders came to {}.\n", name(i * 7919 % names)).expect("a string takes all");
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

fn tag_all(tagger: &Tagger, scratch: &mut Scratch, texts: &[String]) -> (Duration, usize) {
    let begun = Instant::now();
    let mentions = texts.iter().map(|text| tagger.tag_with(scratch, black_box(text)).mentions().len()).sum();
    (begun.elapsed(), mentions)
}

fn main() {
    // As `cargo test --bench user_names` runs it: a look whether it works, not a measurement.
    let measured = std::env::args().any(|argument| argument == "--bench");
    let default = if measured { 1_000_000 } else { 20_000 };
    let names = std::env::var("SINOTAG_NAMES").map_or(default, |number| number.parse().expect("a number"));

    let bundled = Tagger::bundled();
    report_memory("bundled");
    let text = dictionary(names);
    println!("{names} names, {:.1} MB of TSV", text.len() as f64 / 1e6);

    let begun = Instant::now();
    let dictionary = Dictionary::from_tsv("names.tsv", &text).expect("the rows are sound");
    println!("from_tsv: {:.2} s", begun.elapsed().as_secs_f64());
    assert_eq!(dictionary.len(), names);
    drop(text);
    report_memory("parsed");

    let begun = Instant::now();
    let tagger = Tagger::builder().dictionary(dictionary).build().expect("a million names are not too many");
    println!("build: {:.2} s", begun.elapsed().as_secs_f64());
    report_memory("built");

    // Every hundredth name is found, whole and as the entity that it is.
    for i in (0..names).step_by(100) {
        let name = name(i);
        let text = format!("Sales of {name} fell.");
        let document = tagger.tag(&text);
        let ids: Vec<_> = document
            .mentions()
            .filter(|mention| mention.text() == name)
            .filter_map(|mention| Some(mention.entity()?.id().to_owned()))
            .collect();
        assert_eq!(ids, [format!("user:{i}")], "{name}");
    }

    let texts = texts(names);
    let bytes: usize = texts.iter().map(String::len).sum();
    let rounds = if measured { 9.max(40_000_000 / bytes) } else { 1 };
    let mut scratch = Scratch::new();
    let (mut without, mut with): (Vec<_>, Vec<_>) = (0..rounds)
        .map(|_| (tag_all(&bundled, &mut scratch, &texts).0, tag_all(&tagger, &mut scratch, &texts).0))
        .unzip();
    without.sort();
    with.sort();
    let [without, with] = [without, with].map(|times| bytes as f64 / 1e6 / times[rounds / 2].as_secs_f64());
    println!(
        "tagging {:.2} MB: {without:.1} MB/s with the bundled dictionaries, {with:.1} MB/s with the names, ratio {:.2}",
        bytes as f64 / 1e6,
        with / without
    );
}
