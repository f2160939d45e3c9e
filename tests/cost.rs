//! What tagging a byte costs: no text may cost much more than news does, however strange it is and however long.
//!
//! Instructions are counted, which no load on the machine disturbs. The test runs itself once more under
//! `valgrind --tool=callgrind`, which counts what happens inside [`tag`] and writes the count whenever that function returns.
//! Without valgrind it says that it skipped, unless `SINOTAG_COST` is `required`.
#![cfg(feature = "bundled")]
#![allow(clippy::unwrap_used, reason = "a test may panic, in its helpers, too")]
#![allow(clippy::print_stderr, reason = "whoever runs the test sees the figures, and whether it ran")]

mod texts;

use std::hint::black_box;
use std::process::{Command, Stdio};

use sinotag::Tagger;

/// Set for the process that is counted.
const COUNTED: &str = "SINOTAG_COST_COUNTED";

/// The lengths of the texts in bytes. The longer ones show what grows with length: an algorithm that looks at all earlier tokens
/// again costs several times as much a byte there.
const LENGTHS: [usize; 2] = [8_000, 32_000];

/// How many times the instructions of news a byte of any text may cost.
const BOUND: f64 = 5.0;

/// How many times the instructions a byte may cost in a text of four times the length.
const GROWTH: f64 = 1.5;

#[test]
fn cost_of_a_byte_is_bounded() {
    if std::env::var_os(COUNTED).is_some() {
        return tag_all();
    }
    if !Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        let required = std::env::var_os("SINOTAG_COST").is_some_and(|value| value == "required");
        assert!(!required, "SINOTAG_COST is \"required\", but valgrind cannot be run");
        eprintln!("skipped: valgrind cannot be run");
        return;
    }
    let instructions = count();
    let texts: Vec<_> = LENGTHS.iter().flat_map(|length| texts(*length)).collect();
    assert_eq!(instructions.len(), texts.len());
    let costs: Vec<f64> =
        texts.iter().zip(instructions).map(|((_, text), count)| count as f64 / text.len() as f64).collect();

    let (short, long) = costs.split_at(costs.len() / 2);
    let news = long[0];
    eprintln!("news: {news:.0} instructions a byte");
    let mut failures = Vec::new();
    for (((name, _), short), long) in texts.iter().zip(short).zip(long) {
        let (ratio, growth) = (long / news, long / short);
        eprintln!("{ratio:5.2} times news, {growth:.2} times as much in a longer text: {name}");
        if ratio > BOUND || growth > GROWTH {
            failures.push(format!("{name}: {ratio:.2} times news, growing by {growth:.2}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// News first, then what is compared with it.
fn texts(length: usize) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir("tests/articles")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let articles: String = files.iter().map(|path| std::fs::read_to_string(path).unwrap() + "\n").collect();
    let mut texts = vec![("news".to_owned(), articles.repeat(length.div_ceil(articles.len())))];
    texts.append(&mut texts::pathological(length));
    texts
}

/// What the counted process does.
fn tag_all() {
    let tagger = Tagger::bundled();
    for (_, text) in LENGTHS.iter().flat_map(|length| texts(*length)) {
        tag(&tagger, &text);
    }
}

/// The function whose instructions are counted, found by its name.
#[inline(never)]
fn tag(tagger: &Tagger, text: &str) {
    black_box(tagger.tag(black_box(text)));
}

/// The instructions of each call of [`tag`].
fn count() -> Vec<u64> {
    let folder = std::env::temp_dir().join(format!("sinotag-cost-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let out = folder.join("callgrind.out");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=cost::tag", "--dump-after=cost::tag", "--combine-dumps=yes"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "cost_of_a_byte_is_bounded", "--test-threads=1"])
        .env(COUNTED, "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // A part of the file for each call, which ends with its count, and one for what comes after the last call.
    let counts = std::fs::read_to_string(&out).unwrap();
    let mut counts: Vec<u64> =
        counts.lines().filter_map(|line| line.strip_prefix("totals: ")).map(|count| count.parse().unwrap()).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(counts.pop(), Some(0), "nothing is counted outside the function");
    counts
}
