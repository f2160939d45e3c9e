//! `sinotag eval`: the figures were computed by hand.

use serde_json::{Value, json};

use crate::support::{Folder, Run};

/// Two documents. The tagger finds Quandex, Port Velmora and Dunmarsh in the first, Velmora and Quandex in the second.
///
/// The gold of the first agrees on Quandex (but for "the" and "'s"), has Velmora within Port Velmora, misses Dunmarsh, and
/// has a person of which the tagger knows nothing. That of the second agrees on Velmora and calls Quandex a place.
/// - organization: 1 of 1 gold, 2 predictions: P 1/2, R 1, F1 2/3; overlap the same.
/// - place: gold Velmora, Velmora, Quandex; predicted Port Velmora, Dunmarsh, Velmora: P 1/3, R 1/3, F1 1/3.
///   Overlap: 2 of 3 predictions, 1 gold without any: P 2/3, R 2/3, F1 2/3.
/// - person: 1 gold, none predicted: all 0.
/// - all: 5 gold, 5 predictions, 2 right: P, R and F1 2/5. Overlap: 3 right, 2 wrong, 2 missed: 3/5.
const GOLD: &str = r#"{"id": 1, "part": "tune", "text": "The Quandex's ferry — Port Velmora to Dunmarsh — met a clerk.", "mentions": [{"start": 0, "end": 13, "kind": "organization"}, {"start": 27, "end": 34, "kind": "place"}, {"start": 53, "end": 60, "kind": "person"}]}

{"id": 2, "part": "check", "text": "Velmora and Quandex grew.", "entities": [{"start": 0, "end": 7, "label": "GPE"}, {"start": 12, "end": 19, "label": "LOC"}, {"start": 20, "end": 24, "label": "MISC"}]}
"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("gold.jsonl", GOLD);
    folder
}

/// Runs `sinotag eval --json` with more arguments.
fn scores(folder: &Folder, arguments: &[&str]) -> Value {
    Run::clean(folder.with_names("eval", &["gold.jsonl", "--json"]).args(arguments)).document()
}

/// Compares a row of scores with gold, precision, recall, F1 and overlapping F1.
#[track_caller]
fn assert_row(scores: &Value, row: &str, gold: u64, want: [f64; 4]) {
    assert_eq!(scores[row]["gold"], gold, "{row}: {scores}");
    for (name, want) in ["precision", "recall", "f1", "overlap_f1"].into_iter().zip(want) {
        let is = scores[row][name].as_f64().unwrap();
        assert!((is - want).abs() < 1e-9, "{name} of {row} is {is}, not {want}: {scores}");
    }
}

#[test]
fn scores_are_those_computed_by_hand() {
    let folder = folder();
    let scores = scores(&folder, &[]);
    let third = 1.0 / 3.0;
    assert_row(&scores, "organization", 1, [0.5, 1.0, 2.0 * third, 2.0 * third]);
    assert_row(&scores, "place", 3, [third, third, third, 2.0 * third]);
    assert_row(&scores, "person", 1, [0.0; 4]);
    assert_row(&scores, "policy", 0, [0.0; 4]);
    assert_row(&scores, "event", 0, [0.0; 4]);
    assert_row(&scores, "all", 5, [0.4, 0.4, 0.4, 0.6]);
    let rows: Vec<_> = scores.as_object().unwrap().keys().collect();
    assert_eq!(rows, ["person", "organization", "place", "policy", "event", "all", "calibration"]);
    let band =
        |least: f64, mentions: usize, right: f64| json!({"at_least": least, "mentions": mentions, "right": right});
    let bands = [band(0.9, 5, 0.4), band(0.7, 0, 0.0), band(0.5, 0, 0.0), band(0.0, 0, 0.0)];
    assert_eq!(scores["calibration"], json!(bands));
}

#[test]
fn the_table_shows_the_same_in_percent() {
    let folder = folder();
    let table = Run::clean(&mut folder.with_names("eval", &["gold.jsonl"])).stdout;
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["kind", "gold", "P", "R", "F1", "overlap", "F1"]);
    assert_eq!(rows[2], ["organization", "1", "50.00", "100.00", "66.67", "66.67"]);
    assert_eq!(rows[3], ["place", "3", "33.33", "33.33", "33.33", "66.67"]);
    assert_eq!(rows[6], ["all", "5", "40.00", "40.00", "40.00", "60.00"]);
    assert_eq!(rows[7].join(" "), "confidence >= 0.9: 5 mentions, 40.00 right");
    assert_eq!(rows.len(), 8, "{table}");
}

#[test]
fn one_part_can_be_scored_alone() {
    let folder = folder();
    let tune = scores(&folder, &["--part", "tune"]);
    assert_row(&tune, "place", 1, [0.0, 0.0, 0.0, 2.0 / 3.0]);
    assert_row(&tune, "all", 3, [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 4.0 / 6.0]);
    let check = scores(&folder, &["--part", "check"]);
    assert_row(&check, "place", 2, [1.0, 0.5, 2.0 / 3.0, 2.0 / 3.0]);
    assert_row(&check, "all", 2, [0.5; 4]);
}

#[test]
fn options_of_the_tagger_count() {
    let folder = folder();
    let places = scores(&folder, &["--kinds", "place"]);
    assert_eq!(places.as_object().unwrap().keys().collect::<Vec<_>>(), ["place", "all", "calibration"]);
    assert_eq!(places["all"], places["place"]);
    assert_row(&scores(&folder, &["--min-confidence", "1"]), "all", 5, [0.0; 4]);
}

#[test]
fn the_most_frequent_errors_are_listed() {
    let folder = folder();
    let errors = |n: &str| Run::clean(&mut folder.with_names("eval", &["gold.jsonl", "--errors", n])).stdout;
    let lines = errors("5");
    let lines: Vec<_> = lines.lines().skip(8).collect();
    assert_eq!(
        lines,
        [
            "missed person: \"a clerk\" x1",
            "missed organization: ",
            "missed place: \"Quandex\" x1; \"Velmora\" x1",
            "missed policy: ",
            "missed event: ",
            "wrong person: ",
            "wrong organization: \"Quandex\" x1",
            "wrong place: \"Dunmarsh\" x1; \"Port Velmora\" x1",
            "wrong policy: ",
            "wrong event: ",
        ]
    );
    assert!(errors("1").contains("wrong place: \"Dunmarsh\" x1\n"));
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_are_no_errors() {
    let folder = folder();
    let want = scores(&folder, &[]);
    folder.file("gold.jsonl", format!("\u{FEFF}{}", GOLD.replace('\n', "\r\n")));
    assert_eq!(scores(&folder, &[]), want);
}

#[test]
fn a_mention_that_is_only_an_article_is_a_miss_like_any_other() {
    let folder = folder();
    folder.file("gold.jsonl", r#"{"text": "The rest.", "mentions": [{"start": 0, "end": 3, "kind": "place"}]}"#);
    let table = Run::clean(&mut folder.with_names("eval", &["gold.jsonl", "--errors", "1"])).stdout;
    assert!(table.contains("missed place: \"The\" x1\n"), "{table}");
}

#[test]
fn errors_of_the_gold_file_are_told_by_line() {
    let folder = Folder::new();
    let mention = |mention: Value| json!({"text": "Velmora é", "mentions": [mention]}).to_string();
    let place = |start: i32, end: i32| mention(json!({"start": start, "end": end, "kind": "place"}));
    for (line, want) in [
        ("{\"text\": \"\"".to_owned(), "invalid JSON at column 11: EOF while parsing an object"),
        ("{\"mentions\": []}".to_owned(), "missing field `text`"),
        ("{\"text\": \"\"}".to_owned(), "missing field `mentions`"),
        ("{\"text\": 5, \"mentions\": []}".to_owned(), "invalid type: integer `5`, expected a string"),
        (mention(json!({"start": 0, "kind": "place"})), "missing field `end`"),
        (mention(json!({"start": 0, "end": 7})), "missing field `kind`"),
        (mention(json!({"start": 0, "end": 7, "kind": "river"})), "unknown kind \"river\""),
        (place(0, 10), "span 0..10 lies outside the text"),
        (place(7, 7), "span 7..7 lies outside the text"),
        (place(-1, 7), "invalid value: integer `-1`, expected usize"),
    ] {
        folder.file("gold.jsonl", format!("{}\n\n{line}\n", place(0, 9)));
        let run = Run::refused(&mut folder.with_names("eval", &["gold.jsonl"]));
        assert_eq!(run.stderr, format!("sinotag: gold.jsonl:3: {want}\n"));
    }
    folder.file("gold.jsonl", b"\n{\"text\": \"\xFF\", \"mentions\": []}\n");
    let run = Run::refused(&mut folder.with_names("eval", &["gold.jsonl"]));
    assert_eq!(run.stderr, "sinotag: gold.jsonl:2: byte 11 (0xFF) is not UTF-8\n");
}

#[test]
fn without_documents_there_are_no_scores() {
    let folder = folder();
    let run = Run::refused(&mut folder.with_names("eval", &["gold.jsonl", "--part", "chekc"]));
    assert_eq!(run.stderr, "sinotag: gold.jsonl: there is no document of part \"chekc\"\n");
    folder.file("empty.jsonl", "\n");
    let run = Run::refused(&mut folder.with_names("eval", &["empty.jsonl"]));
    assert_eq!(run.stderr, "sinotag: empty.jsonl: there is no document\n");
    let run = Run::refused(&mut folder.with_names("eval", &["no-such-file.jsonl"]));
    assert!(run.stderr.starts_with("sinotag: no-such-file.jsonl: cannot be read: "), "{}", run.stderr);
}
