//! `sinotag stats`.

use serde_json::json;

use crate::support::{Folder, Run};

/// Two documents of annotations, one of them without a mention, and one that is only a text.
const INPUT: &str = r#"{"id":"1","mentions":[{"start":0,"end":7,"text":"Velmora","kind":"place","evidence":"dictionary","rule":null,"entity":{"id":"place:velmora","name":"Velmora","name_zh":"维尔莫拉"}},{"start":9,"end":20,"text":"Ann\nTarrow","kind":"person","evidence":"rule","rule":"titled-name","entity":null}]}
{"id":"2","mentions":[]}
{"id":"3","text":"Port Velmora, Velmora, \"Ltd\" and Dunmarsh"}
"#;

fn stats(arguments: &[&str], input: &str) -> Run {
    let folder = Folder::new();
    Run::of(folder.with_names("stats", arguments).write_stdin(input))
}

#[test]
fn tables_count_kinds_evidence_entities_and_names() {
    let run = stats(&[], INPUT);
    let want = "\
documents: 3, 2 with mentions

kind            mentions    linked  entities
place                  4         3         1
person                 1         0         0
all                    5         3         1

evidence                                      mentions
dictionary                                           4
rule                                                 1

rule                                          mentions
titled-name                                          1

1 of 1 entities: mentions, documents
       3       2  place         Velmora  place:velmora  维尔莫拉

2 of 2 names without an entity: mentions, documents
       1       1  place         Dunmarsh
       1       1  person        Ann Tarrow
";
    assert_eq!((&*run.stdout, &*run.stderr, run.status), (want, "", 0));
}

#[test]
fn json_says_the_same() {
    let counts = |mentions: u8, linked: u8| json!({"mentions": mentions, "linked": linked, "entities": linked.min(1)});
    let want = json!({
        "documents": 3,
        "documents_with_mentions": 2,
        "kinds": {"place": counts(4, 3), "person": counts(1, 0), "all": counts(5, 3)},
        "evidence": {"dictionary": 4, "rule": 1},
        "rules": {"titled-name": 1},
        "entities": [{
            "id": "place:velmora", "name": "Velmora", "name_zh": "维尔莫拉", "kind": "place", "mentions": 3, "documents": 2
        }],
        "names_without_entity": [{"name": "Dunmarsh", "kind": "place", "mentions": 1, "documents": 1}],
    });
    assert_eq!(stats(&["--json", "--top", "1"], INPUT).document(), want);
}

#[test]
fn csv_has_a_row_for_each_entity_and_name() {
    let input = INPUT.replace("Ann\\nTarrow", "Tarrow, Ann");
    let want = "kind,entity_id,name,name_zh,mentions,documents\nplace,place:velmora,Velmora,维尔莫拉,3,2\n\
                place,,Dunmarsh,,1,1\nperson,,\"Tarrow, Ann\",,1,1\n";
    assert_eq!(stats(&["--csv", "--top", "0"], &input).stdout, want);
}

#[test]
fn bad_lines_are_reported_and_the_others_counted() {
    let run = stats(&["--json"], "{\"id\":\"1\"}\n{]\n{\"mentions\":[]}\n");
    let want = "sinotag: -:1: the record has neither mentions nor a text\n\
                sinotag: -:2: invalid JSON at column 2: key must be a string\n";
    assert_eq!((&*run.stderr, run.status), (want, 1));
    assert_eq!(run.document()["documents"], 1);
}

#[test]
fn a_file_that_is_missing_is_no_reason_to_leave_the_others_out() {
    let folder = Folder::new();
    folder.file("in.jsonl", INPUT);
    let run = Run::of(&mut folder.with_names("stats", &["nowhere.jsonl", "in.jsonl", "--json"]));
    assert!(run.stderr.starts_with("sinotag: nowhere.jsonl: cannot be read: "), "{}", run.stderr);
    assert_eq!((run.document()["documents"].clone(), run.status), (json!(3), 1));
    let run = Run::of(&mut folder.with_names("stats", &["nowhere.jsonl"]));
    assert_eq!((&*run.stdout, run.status), ("", 2));
}
