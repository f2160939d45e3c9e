//! `sinotag diff`.

use serde_json::json;

use crate::support::{Folder, Run};

const CAPITAL: &str =
    r#"{"start":0,"end":7,"text":"Velmora","kind":"place","entity":{"id":"place:velmora","name":"Velmora"}}"#;
const BANK: &str = r#"{"start":10,"end":17,"text":"Quandex","kind":"organization","entity":null}"#;
const LONGER: &str = r#"{"start":10,"end":22,"text":"Quandex Bank","kind":"organization","entity":null}"#;
const LINKED: &str =
    r#"{"start":0,"end":7,"text":"Velmora","kind":"place","entity":{"id":"place:other","name":"Other"}}"#;

fn document(id: &str, mentions: &[&str]) -> String {
    format!("{{\"id\":\"{id}\",\"mentions\":[{}]}}\n", mentions.join(","))
}

fn diff(arguments: &[&str], a: &str, b: &str) -> Run {
    let folder = Folder::new();
    folder.file("a.jsonl", a);
    folder.file("b.jsonl", b);
    Run::of(folder.sinotag(&["diff"]).args(arguments).args(["a.jsonl", "b.jsonl"]))
}

#[test]
fn files_in_another_order_are_the_same() {
    let (one, two) = (document("1", &[CAPITAL, BANK]), document("2", &[]));
    let run = diff(&[], &format!("{one}{two}"), &format!("\u{feff}{two}\n{one}"));
    let want = "kind               same  removed    added  changed\norganization          1        0        0        0\n\
                place                 1        0        0        0\nall                   2        0        0        0\n\
                documents: 2 in both, of which 0 differ; 0 only in A, 0 only in B\n";
    assert_eq!((&*run.stdout, &*run.stderr, run.status), (want, "", 0));
}

#[test]
fn mentions_are_removed_added_and_changed() {
    let a =
        document("1", &[CAPITAL, BANK]) + &document("2", &[CAPITAL]) + &document("3", &[BANK]) + &document("5", &[]);
    let b =
        document("1", &[LINKED, LONGER]) + &document("3", &[CAPITAL]) + &document("4", &[BANK]) + &document("5", &[]);
    let run = diff(&[], &a, &b);
    let want = "1\n~ 0..7 place \"Velmora\" place:velmora -> 0..7 place \"Velmora\" place:other\n\
                ~ 10..17 organization \"Quandex\" (no entity) -> 10..22 organization \"Quandex Bank\" (no entity)\n\
                3\n+ 0..7 place \"Velmora\" place:velmora\n- 10..17 organization \"Quandex\" (no entity)\n\
                2  (only in A)\n- 0..7 place \"Velmora\" place:velmora\n\
                4  (only in B)\n+ 10..17 organization \"Quandex\" (no entity)\n\
                kind               same  removed    added  changed\norganization          0        1        1        1\n\
                place                 0        1        1        1\nall                   0        2        2        2\n\
                documents: 3 in both, of which 2 differ; 1 only in A, 1 only in B\n";
    assert_eq!((&*run.stdout, &*run.stderr, run.status), (want, "", 1));
}

#[test]
fn what_is_the_same_is_no_part_of_a_change() {
    let run = diff(&["--json"], &document("1", &[BANK, LONGER]), &document("1", &[LONGER]));
    assert_eq!(run.documents()[0]["removed"][0]["end"], 17);
    assert_eq!(run.documents()[0]["changed"], json!([]));
}

#[test]
fn json_has_a_line_for_each_difference_and_a_summary() {
    let a = document("1", &[CAPITAL]) + &document("2", &[BANK]);
    let b = document("1", &[LINKED]);
    let run = diff(&["--json"], &a, &b);
    let place = |entity: &str| json!({"start": 0, "end": 7, "text": "Velmora", "kind": "place", "entity_id": entity});
    let bank = json!({"start": 10, "end": 17, "text": "Quandex", "kind": "organization", "entity_id": null});
    let counts = |removed: u8, changed: u8| json!({"same": 0, "removed": removed, "added": 0, "changed": changed});
    let want = [
        json!({"id": "1", "removed": [], "added": [], "changed": [{"from": place("place:velmora"), "to": place("place:other")}]}),
        json!({"id": "2", "only_in": "a", "removed": [bank], "added": [], "changed": []}),
        json!({"summary": {
            "documents": {"in_both": 1, "differ": 1, "only_in_a": 1, "only_in_b": 0},
            "mentions": {"organization": counts(1, 0), "place": counts(0, 1), "all": counts(1, 1)}
        }}),
    ];
    assert_eq!(run.documents(), want);
    assert_eq!(diff(&["--json", "--summary"], &a, &b).documents(), want[2..]);
}

#[test]
fn documents_with_one_id_are_paired_in_their_order() {
    let twice = document("1", &[CAPITAL]) + &document("1", &[BANK]);
    assert_eq!(diff(&["-q"], &twice, &twice).status, 0);
    let turned = document("1", &[BANK]) + &document("1", &[CAPITAL]);
    let run = diff(&["-q"], &twice, &turned);
    assert_eq!((&*run.stdout, run.status), ("", 1));
}

#[test]
fn ids_may_be_numbers_or_missing() {
    let a = "{\"id\":7,\"mentions\":[]}\n{\"mentions\":[]}\n";
    assert_eq!(diff(&[], a, a).status, 0);
    assert_eq!(diff(&[], a, "{\"id\":\"7\",\"mentions\":[]}\n{\"mentions\":[]}\n").status, 0);
}

#[test]
fn what_cannot_be_read_is_named() {
    let good = document("1", &[]);
    for (bad, message) in [
        (
            "{\"id\":\"1\",\"mentions\":[]}\n{\"id\":",
            "sinotag: b.jsonl:2: invalid JSON at column 6: EOF while parsing a value\n",
        ),
        (
            r#"{"mentions":[{"start":0,"end":1,"kind":"thing"}]}"#,
            "sinotag: b.jsonl:1: unknown kind \"thing\"; the kinds are person, organization, place, policy and event\n",
        ),
    ] {
        let run = diff(&[], &good, bad);
        assert_eq!((&*run.stderr, run.status), (message, 2));
    }
    let run = Run::of(&mut Folder::new().sinotag(&["diff", "names.tsv", "nowhere.jsonl"]));
    assert!(run.stderr.starts_with("sinotag: nowhere.jsonl: cannot be read: "), "{}", run.stderr);
    assert_eq!((&*run.stdout, run.status), ("", 2));
}

#[test]
fn what_annotate_writes_can_be_compared() {
    let folder = Folder::new();
    folder.file("in.jsonl", "{\"id\":\"1\",\"text\":\"Velmora and Quandex\"}\n{\"id\":\"2\",\"text\":\"Dunmarsh\"}\n");
    Run::clean(&mut folder.annotate(&["in.jsonl", "-o", "a.jsonl"]));
    Run::clean(&mut folder.annotate(&["in.jsonl", "--exclude", "Nothing", "--kinds", "place", "-o", "b.jsonl"]));
    let run = Run::of(&mut folder.sinotag(&["diff", "a.jsonl", "b.jsonl"]));
    assert!(run.stdout.starts_with("1\n- 12..19 organization \"Quandex\" org:quandex\nkind "), "{}", run.stdout);
    assert_eq!(run.status, 1);
}
