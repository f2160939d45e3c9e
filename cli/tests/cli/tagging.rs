//! What the options of the tagger do: dictionaries, vetoes, kinds, confidence, attributes.

use serde_json::{Value, json};

use crate::support::{Folder, Run, mentions};

const TEXT: &str = "Orla Fenwright of Quandex left Velmora after the Velmora Fair to promote the green harvest drive.";

/// The ids of the entities of the mentions of a run with one document, with null where there is none.
fn entities(run: &Run) -> Vec<Value> {
    run.document()["mentions"].as_array().unwrap().iter().map(|mention| mention["entity"]["id"].clone()).collect()
}

#[test]
fn all_five_kinds_are_found() {
    let folder = Folder::new();
    let run = Run::clean(folder.annotate(&[]).write_stdin(TEXT));
    assert_eq!(
        mentions(&run.document()),
        [
            "Orla Fenwright person",
            "Quandex organization",
            "Velmora place",
            "Velmora Fair event",
            "green harvest drive policy"
        ]
    );
}

#[test]
fn kinds_are_reported_as_asked_for() {
    let folder = Folder::new();
    let run = Run::clean(folder.annotate(&["--kinds", "place,policy"]).write_stdin(TEXT));
    // "Velmora" in "Velmora Fair" is no place, though events are not asked for.
    assert_eq!(mentions(&run.document()), ["Velmora place", "green harvest drive policy"]);
    let run = Run::clean(folder.annotate(&["--kinds", "person", "--kinds", "event"]).write_stdin(TEXT));
    assert_eq!(mentions(&run.document()), ["Orla Fenwright person", "Velmora Fair event"]);
}

#[test]
fn mentions_below_the_least_confidence_are_left_out() {
    let folder = Folder::new();
    let all = Run::clean(folder.annotate(&["--min-confidence", "0"]).write_stdin(TEXT)).document();
    let mut confidences: Vec<_> =
        all["mentions"].as_array().unwrap().iter().map(|mention| mention["confidence"].as_f64().unwrap()).collect();
    confidences.sort_by(f64::total_cmp);
    let (least, most) = (confidences[0], confidences[confidences.len() - 1]);
    assert!(least < most, "the text should hold names of different confidence: {confidences:?}");
    let between = f64::midpoint(least, most).to_string();
    let some = Run::clean(folder.annotate(&["--min-confidence", &between]).write_stdin(TEXT)).document();
    let want: Vec<_> =
        all["mentions"].as_array().unwrap().iter().filter(|mention| mention["confidence"] == most).collect();
    assert_eq!(some["mentions"].as_array().unwrap().iter().collect::<Vec<_>>(), want);
    assert_eq!(
        mentions(&Run::clean(folder.annotate(&["--min-confidence", "1"]).write_stdin(TEXT)).document()),
        [""; 0]
    );
}

#[test]
fn attributes_are_written_when_asked_for() {
    let folder = Folder::new();
    let run = Run::clean(folder.annotate(&["--attributes"]).write_stdin("Quandex, Velmora, Velmora Fair."));
    let attributes: Vec<_> = (0..3).map(|i| run.document()["mentions"][i]["entity"]["attributes"].clone()).collect();
    let quandex = json!({"ticker": ["7777.HK", "600777.SH"], "parent": "org:quandex-holding"});
    assert_eq!(attributes, [quandex, json!({"adcode": "990100"}), json!({})]);
    let run = Run::clean(folder.annotate(&[]).write_stdin("Quandex."));
    assert!(run.document()["mentions"][0]["entity"].get("attributes").is_none(), "{}", run.stdout);
}

#[test]
fn entities_that_nothing_decides_between_are_candidates() {
    let folder = Folder::new();
    let run = Run::clean(folder.annotate(&[]).write_stdin("Dunmarsh grew. Velmora did not."));
    let document = run.document();
    let mention = &document["mentions"][0];
    assert_eq!((&mention["text"], &mention["entity"]), (&json!("Dunmarsh"), &json!(null)));
    assert_eq!(mention["candidates"], json!(["place:dunmarsh-north", "place:dunmarsh-south"]));
    assert!(document["mentions"][1].get("candidates").is_none(), "{}", run.stdout);
}

#[test]
fn a_name_that_stands_nowhere_is_found_by_a_rule() {
    let folder = Folder::new();
    let run = Run::clean(folder.annotate(&[]).write_stdin("Farmers in Hollinbeck County sold more wheat."));
    let document = run.document();
    assert_eq!(mentions(&document), ["Hollinbeck County place"]);
    let mention = &document["mentions"][0];
    assert_eq!((&mention["evidence"], &mention["entity"]), (&json!("rule"), &json!(null)));
    assert!(mention["rule"].is_string(), "{}", run.stdout);
}

#[test]
fn the_bundled_dictionaries_are_used_unless_left_out() {
    let folder = Folder::new();
    let bundled = Run::clean(folder.sinotag(&["annotate"]).write_stdin("Chengdu sells more to Velmora."));
    assert_eq!(entities(&bundled)[0], "place:cn-510100");
    let none = Run::clean(folder.annotate(&[]).write_stdin("Chengdu sells more to Velmora."));
    assert!(!entities(&none).contains(&json!("place:cn-510100")), "{}", none.stdout);
    assert!(entities(&none).contains(&json!("place:velmora")), "{}", none.stdout);
}

#[test]
fn a_row_of_the_user_wins_over_a_bundled_one() {
    let folder = Folder::new();
    folder.file(
        "own.tsv",
        "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\norg:own-chengdu\tChengdu\norg:own-trust\tBrimley Trust\n",
    );
    let arguments = ["annotate", "--dictionary", "own.tsv", "--dictionary", "names.tsv"];
    let run = Run::clean(folder.sinotag(&arguments).write_stdin("Chengdu, Brimley Trust, Velmora, Shanghai."));
    assert_eq!(entities(&run), ["org:own-chengdu", "org:own-trust", "place:velmora", "place:cn-310000"]);
}

#[test]
fn bundled_names_can_be_vetoed() {
    let folder = Folder::new();
    let text = "Chengdu and Shanghai sell more.";
    for name in ["Chengdu", "chengdu"] {
        let run = Run::clean(folder.sinotag(&["annotate", "--exclude", name]).write_stdin(text));
        assert_eq!(entities(&run), ["place:cn-310000"], "{name}");
    }
    let run =
        Run::clean(folder.sinotag(&["annotate", "--exclude", "Chengdu", "--exclude", "Shanghai"]).write_stdin(text));
    assert_eq!(entities(&run), [json!(null); 0]);

    folder
        .file("own.tsv", "#! format sinotag-dictionary 1\n#! kind place\nid\tname\tflags\nplace:x\tChengdu\tremove\n");
    let run = Run::clean(folder.sinotag(&["annotate", "--dictionary", "own.tsv"]).write_stdin(text));
    assert_eq!(entities(&run), ["place:cn-310000"]);
}

#[test]
fn the_date_of_a_record_chooses_among_entities() {
    let folder = Folder::new();
    let names = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\tattributes\n\
        org:old\tQuandex\tto=2008\norg:new\tQuandex\tfrom=2009\n";
    folder.file("names.tsv", names);
    let record = |date: &str| format!("{{\"text\": \"Quandex opened.\", \"published\": {date}}}\n");
    let records: String = ["\"2001-02-03T04:05:06Z\"", "20100203", "null", "\"\"", "\"last May\""].map(record).concat();
    let run = Run::of(folder.annotate(&["--date-field", "published", "--from", "jsonl"]).write_stdin(records));
    let ids: Vec<_> = run.documents().iter().map(|d| d["mentions"][0]["entity"]["id"].clone()).collect();
    assert_eq!(ids, [json!("org:old"), json!("org:new"), Value::Null, Value::Null]);
    assert_eq!(run.status, 1);
    let message = "sinotag: -:5: field \"published\": \"last May\" is no date such as 2019, 2019-06 or 2019-06-01";
    assert!(run.stderr.starts_with(message), "{}", run.stderr);
}

#[test]
fn rules_can_be_switched_off_by_the_names_that_the_output_gives() {
    let folder = Folder::new();
    let text = "Wang Zhihong of Belkrane Logistics Co., Ltd. left.";
    let all = Run::clean(folder.annotate(&[]).write_stdin(text)).document();
    assert_eq!(mentions(&all), ["Wang Zhihong person", "Belkrane Logistics Co., Ltd. organization"]);
    let rule = all["mentions"][0]["rule"].as_str().unwrap();
    let some = Run::clean(folder.annotate(&["--disable", rule]).write_stdin(text)).document();
    assert_eq!(mentions(&some), ["Belkrane Logistics Co., Ltd. organization"]);
    let none =
        Run::clean(folder.annotate(&["--disable", "person-rules,organization-rules"]).write_stdin(text)).document();
    assert_eq!(mentions(&none), [""; 0]);
    let wrong = Run::refused(folder.annotate(&["--disable", "person-rule"]).write_stdin(text));
    assert!(
        wrong.stderr.contains("there is no rule or pass \"person-rule\"; there are pinyin-name,"),
        "{}",
        wrong.stderr
    );
}
