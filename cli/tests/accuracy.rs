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
