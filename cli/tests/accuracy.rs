//! Accuracy on annotated articles, which are no part of the repository: `SINOTAG_GOLD` names the folder that holds
//! `economy-dev.jsonl` and `newswire-dev.jsonl`. The floors are only ever raised.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn gold() -> Option<PathBuf> {
    std::env::var_os("SINOTAG_GOLD").map(PathBuf::from)
}

/// Scores one part of a gold file and compares the F1 of all its kinds, and of each kind that has a floor.
fn assert_floors(folder: &Path, file: &str, part: &str, kinds: &str, floors: &[(&str, f64)]) {
    let output = Command::new(env!("CARGO_BIN_EXE_sinotag"))
        .args(["eval", "--json", "--part", part, "--kinds", kinds])
        .arg(folder.join(file))
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let scores: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a line of JSON");
    for (kind, floor) in floors {
        let f1 = 100.0 * scores[kind]["f1"].as_f64().expect("a score for each kind");
        assert!(f1 >= *floor, "{file} {part}: F1 of {kind} fell to {f1:.2}, below its floor of {floor}");
    }
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn accuracy_does_not_fall() {
    let Some(folder) = gold() else {
        eprintln!("SKIPPED: SINOTAG_GOLD is not set, so accuracy is not measured");
        return;
    };
    let five = "person,organization,place,policy,event";
    let three = "person,organization,place";
    assert_floors(&folder, "economy-dev.jsonl", "tune", five, &[("all", 95.0), ("policy", 87.0)]);
    assert_floors(&folder, "economy-dev.jsonl", "check", five, &[("all", 93.5), ("policy", 80.0)]);
    assert_floors(&folder, "newswire-dev.jsonl", "tune", three, &[("all", 89.4)]);
    assert_floors(&folder, "newswire-dev.jsonl", "check", three, &[("all", 86.4)]);
}

/// Key phrases of a set that are found, as a share of those said and wanted: F1 of the `count` best of each document, in percent. Compared
/// in lower case without stemming, so that figures are lower than those of docs/ACCURACY.md.
fn key_phrase_f1(file: &Path, count: &str) -> f64 {
    let output = Command::new(env!("CARGO_BIN_EXE_sinotag"))
        .args(["annotate", "--key-phrases", count])
        .arg(file)
        .output()
        .expect("the command runs");
    let parse = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON");
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    let (mut hits, mut all) = (0, 0);
    let gold = std::fs::read_to_string(file).expect("the set can be read");
    let found = String::from_utf8(output.stdout).expect("UTF-8");
    for (gold, found) in gold.lines().map(parse).zip(found.lines().map(parse)) {
        let strings = gold["keyphrases"].as_array().expect("key phrases").iter().filter_map(|phrase| phrase.as_str());
        let wanted: std::collections::BTreeSet<_> = strings.map(folded).collect();
        let said = found["key_phrases"].as_array().expect("key phrases");
        hits +=
            said.iter().filter(|phrase| wanted.contains(&folded(phrase["text"].as_str().unwrap_or_default()))).count();
        all += wanted.len() + said.len();
    }
    200.0 * hits as f64 / all as f64
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn accuracy_of_key_phrases_does_not_fall() {
    let Some(folder) = gold().map(|folder| folder.join("keyphrases")).filter(|folder| folder.exists()) else {
        eprintln!("SKIPPED: SINOTAG_GOLD names no folder with key phrases");
        return;
    };
    for (set, floor) in [("duc2001", 33.6), ("inspec", 35.3), ("semeval2017", 32.5), ("500n", 9.8)] {
        let f1 = key_phrase_f1(&folder.join(format!("{set}-dev.jsonl")), "10");
        assert!(f1 >= floor, "{set}: F1 at 10 fell to {f1:.2}, below its floor of {floor}");
    }
}
