//! Key phrases, backgrounds and trends.

use serde_json::Value;

use crate::support::{Folder, Run};

fn phrases(document: &Value) -> Vec<&str> {
    document["key_phrases"].as_array().unwrap().iter().map(|phrase| phrase["text"].as_str().unwrap()).collect()
}

const NEWS: &str = "\
{\"id\": \"a\", \"date\": \"2023-01-31\", \"text\": \"Quandex sells soybean oil in Velmora. The soybean oil is cheap.\"}\n\
{\"id\": \"b\", \"date\": \"2023-03-01\", \"text\": \"Velmora taxes soybean oil.\"}\n\
{\"id\": \"c\", \"text\": \"Velmora waits for rain.\"}\n";

#[test]
fn key_phrases_are_there_when_asked_for() {
    let folder = Folder::new();
    folder.file("a.jsonl", NEWS);
    let plain = Run::clean(&mut folder.annotate(&["a.jsonl"])).documents();
    assert!(plain[0].get("key_phrases").is_none());
    let documents = Run::clean(&mut folder.annotate(&["--key-phrases", "3", "a.jsonl"])).documents();
    let oil = &documents[0]["key_phrases"].as_array().unwrap().iter().find(|p| p["text"] == "soybean oil").unwrap();
    let keys: Vec<_> = oil.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["text", "score", "count", "entity_id", "spans"]);
    assert_eq!((&oil["count"], &oil["entity_id"]), (&2.into(), &Value::Null));
    assert_eq!(oil["spans"].to_string(), "[[14,25],[42,53]]");
    assert_eq!(documents[0]["mentions"], plain[0]["mentions"]);
}

#[test]
fn spans_count_in_the_field_that_holds_them() {
    let folder = Folder::new();
    let input = "{\"id\": 1, \"title\": \"Soybean oil\", \"body\": \"Velmora: soybean oil is cheap.\"}\n";
    let arguments = ["--key-phrases", "5", "--text-field", "title", "--text-field", "body"];
    let document = Run::clean(folder.annotate(&arguments).write_stdin(input)).document();
    let oil = document["key_phrases"].as_array().unwrap().iter().find(|p| p["text"] == "Soybean oil").unwrap();
    assert_eq!(
        (oil["spans"].to_string(), oil["fields"].to_string()),
        ("[[0,11],[9,20]]".into(), r#"["title","body"]"#.into())
    );
}

#[test]
fn pages_for_people_have_key_phrases_and_rows_of_mentions_none() {
    let folder = Folder::new();
    folder.file("a.txt", "Soybean oil is cheap.");
    let page = |arguments: &[&str]| Run::clean(folder.annotate(&["--to", "html"]).args(arguments).arg("a.txt")).stdout;
    assert!(page(&[]).contains("Soybean oil <span>"));
    assert!(!page(&["--key-phrases", "0"]).contains("Soybean oil <span>"));
    let run = Run::refused(&mut folder.annotate(&["--to", "csv", "--key-phrases", "2", "a.txt"]));
    assert!(run.stderr.contains("--key-phrases needs JSON Lines"), "{}", run.stderr);
}

#[test]
fn a_text_without_key_phrases_says_why() {
    let folder = Folder::new();
    folder.file("a.txt", "中国银行在重庆开设分行。");
    let document = Run::clean(&mut folder.annotate(&["--key-phrases", "3", "a.txt"])).document();
    assert_eq!((phrases(&document).len(), &document["key_phrases_absence"]), (0, &"not-english".into()));
}

#[test]
fn methods_go_by_their_names() {
    let folder = Folder::new();
    folder.file("a.txt", "Soybean oil is cheap.");
    for method in ["combined", "tf-idf", "yake", "single-rank", "position-rank"] {
        let run = Run::clean(&mut folder.annotate(&["--key-phrases", "1", "--key-phrase-method", method, "a.txt"]));
        assert_eq!(phrases(&run.document()), ["Soybean oil"], "{method}");
    }
    let run = Run::refused(&mut folder.annotate(&["--key-phrase-method", "magic", "a.txt"]));
    assert!(run.stderr.contains("the methods are combined, tf-idf"), "{}", run.stderr);
}

#[test]
fn a_background_is_counted_and_used() {
    let folder = Folder::new();
    folder.file("a.jsonl", NEWS);
    let run = Run::clean(&mut folder.sinotag(&["background", "a.jsonl", "--least", "1", "-o", "own.tsv"]));
    assert_eq!(run.stdout, "");
    let table = folder.read("own.tsv");
    assert!(table.starts_with("#! format sinotag-background 1\n#! documents 3\nword\tdocuments\n"), "{table}");
    assert!(
        table.contains("\nvelmora\t3\n") && table.contains("\noil\t2\n") && !table.contains("soybean oil"),
        "{table}"
    );
    let arguments = ["--key-phrases", "1", "--background", "own.tsv", "a.jsonl"];
    assert_eq!(Run::clean(&mut folder.annotate(&arguments)).documents().len(), 3);
    folder.file("bad.tsv", "soybean\n");
    let run = Run::refused(&mut folder.annotate(&["--key-phrases", "1", "--background", "bad.tsv", "a.jsonl"]));
    assert!(run.stderr.contains("bad.tsv:1:"), "{}", run.stderr);
}

#[test]
fn trends_count_documents_by_period() {
    let folder = Folder::new();
    folder.file("a.jsonl", NEWS);
    let run = Run::clean(&mut folder.with_names("trends", &["a.jsonl", "--plot", "plot.svg"]));
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines[0], "period,type,id,name,kind,documents,occurrences");
    for line in [
        "2023-01,entity,place:velmora,Velmora,place,1,1",
        "2023-03,entity,place:velmora,Velmora,place,1,1",
        "undated,entity,place:velmora,Velmora,place,1,1",
        "2023-01,key-phrase,,soybean oil,,1,2",
        "2023-03,key-phrase,,soybean oil,,1,1",
    ] {
        assert!(lines.contains(&line), "{line} is not in {lines:#?}");
    }
    assert!(lines.last().unwrap().starts_with("undated,"));
    let plot = folder.read("plot.svg");
    assert!(
        plot.starts_with("<svg ") && plot.ends_with("</svg>\n") && plot.contains("<title>2023-03: 1</title>"),
        "{plot}"
    );
}

#[test]
fn trends_by_other_periods_and_fields() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"day\": \"2023-05-17\", \"text\": \"Velmora\"}\n");
    for (by, period) in [("day", "2023-05-17"), ("week", "2023-05-15"), ("month", "2023-05"), ("year", "2023")] {
        let run = Run::clean(&mut folder.with_names("trends", &["--date-field", "day", "--by", by, "a.jsonl"]));
        assert!(run.stdout.contains(&format!("\n{period},entity,place:velmora,")), "{}", run.stdout);
    }
}

#[test]
fn records_that_fail_are_told_and_the_others_counted() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"text\": \"Velmora\"}\n{\"text\": 1}\n{\"date\": \"soon\", \"text\": \"Velmora\"}\n");
    let run = Run::of(&mut folder.with_names("trends", &["a.jsonl"]));
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("a.jsonl:2: field \"text\" is not a string"), "{}", run.stderr);
    assert!(run.stderr.contains("a.jsonl:3: field \"date\""), "{}", run.stderr);
    assert!(run.stdout.contains("undated,entity,place:velmora,Velmora,place,1,1"), "{}", run.stdout);
    assert_eq!(Run::refused(&mut folder.with_names("trends", &["missing.jsonl"])).status, 2);
}
