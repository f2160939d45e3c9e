//! The formats of other programs, and those to read: one file with all documents, or a folder with files for each.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Folder, Run};

/// Two documents with ids and texts that mean something to one format or another.
const INPUT: &str = "{\"id\": \"../A b\", \"text\": \"Orla Fenwright [left] 中 Velmora.\"}\n\
    {\"id\": \"<i>\\u001B[2J\", \"text\": \"😊 Quandex\\u001B[31m & co\\n\"}\n";

fn written(options: &[&str]) -> String {
    Run::clean(Folder::new().annotate(options).write_stdin(INPUT)).stdout
}

#[test]
fn conll_has_a_token_a_line() {
    let want = "-DOCSTART- -X- O O\n\nOrla -X- _ B-PER\nFenwright -X- _ I-PER\n[ -X- _ O\nleft -X- _ O\n] -X- _ O\n中 -X- _ O\n\
        Velmora -X- _ B-LOC\n. -X- _ O\n\n-DOCSTART- -X- O O\n\n😊 -X- _ O\nQuandex -X- _ B-ORG\n\u{FFFD} -X- _ O\n[ -X- _ O\n\
        31 -X- _ O\nm -X- _ O\n& -X- _ O\nco -X- _ O\n\n";
    assert_eq!(written(&["--to", "conll"]), want);
}

#[test]
fn doccano_and_spacy_count_in_characters() {
    let lines = |format: &str| -> Vec<Value> {
        written(&["--to", format]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let texts = ["Orla Fenwright [left] 中 Velmora.", "😊 Quandex\u{1B}[31m & co\n"];
    let spans = [json!([[0, 14, "person"], [24, 31, "place"]]), json!([[2, 9, "organization"]])];
    let ids = ["../A b", "<i>\u{1B}[2J"];
    let entities = [json!(["person:orla-fenwright", "place:velmora"]), json!(["org:quandex"])];
    for at in 0..2 {
        assert_eq!(lines("doccano")[at], json!({"id": ids[at], "text": texts[at], "label": spans[at]}));
        let want = json!({"id": ids[at], "text": texts[at], "entities": spans[at], "entity_ids": entities[at]});
        assert_eq!(lines("spacy")[at], want);
    }
}

#[test]
fn inline_documents_are_parted_by_form_feeds() {
    let want = "[Orla Fenwright](person:person:orla-fenwright) \\[left\\] 中 [Velmora](place:place:velmora).\n\u{C}\n\
        😊 [Quandex](organization:org:quandex)\u{1B}\\[31m & co\n";
    assert_eq!(written(&["--to", "inline"]), want);
}

#[test]
fn html_is_one_page_with_all_documents() {
    let folder = Folder::new();
    folder.file("a&b.jsonl", INPUT);
    // The extension names the format.
    Run::clean(&mut folder.annotate(&["a&b.jsonl", "--attributes", "--nested", "-o", "out.html"]));
    let page = folder.read("out.html");
    for (part, times) in [
        ("<!doctype html>", 1),
        ("<title>a&amp;b.jsonl</title>", 1),
        ("<article>", 2),
        ("<bdi>../A b</bdi>", 1),
        ("<bdi>&lt;i&gt;\u{FFFD}[2J</bdi>", 1),
        (">Quandex</mark>\u{FFFD}[31m &amp; co\n</div>", 1),
        ("ticker: 7777.HK, 600777.SH", 1),
        ("</html>\n", 1),
    ] {
        assert_eq!(page.matches(part).count(), times, "{part}\n{page}");
    }
    assert!(page.ends_with("</html>\n") && !page.contains('\u{1B}'));
    assert!(written(&["--to", "html"]).contains("<title>sinotag</title>"));
}

#[test]
fn text_for_terminals_has_no_colour_in_a_pipe() {
    let want = "../A b\n\n[Orla Fenwright](person) [left] 中 [Velmora](place).\n\n    \
        1  person        Orla Fenwright  person:orla-fenwright\n    \
        1  place         Velmora         place:velmora          维尔莫拉\n\n\
        <i> [2J\n\n😊 [Quandex](organization)␛[31m & co\n\n    1  organization  Quandex  org:quandex\n\n";
    assert_eq!(written(&["--to", "terminal", "--key-phrases", "0"]), want);
    assert!(written(&["--to", "terminal"]).contains("\n\nkey phrases\n    1  Quandex\n"));
}

#[test]
fn several_fields_are_one_text() {
    let folder = Folder::new();
    let input = "{\"id\": 1, \"body\": \"in Velmora\", \"title\": \"Quandex\"}\n";
    let options = ["--to", "doccano", "--text-field", "title", "--text-field", "body"];
    let document = Run::clean(folder.annotate(&options).write_stdin(input)).document();
    let want =
        json!({"id": "1", "text": "Quandex\n\nin Velmora", "label": [[0, 7, "organization"], [12, 19, "place"]]});
    assert_eq!(document, want);
}

#[test]
fn names_inside_names_are_written_where_a_format_has_a_place_for_them() {
    let folder = Folder::new();
    let input = "{\"id\": 1, \"text\": \"Velmora Fair\"}\n";
    let document = Run::clean(folder.annotate(&["--to", "doccano", "--nested"]).write_stdin(input)).document();
    assert_eq!(document["label"], json!([[0, 12, "event"], [0, 7, "place"]]));
}

#[test]
fn nothing_is_written_where_nothing_can_be_read() {
    let folder = Folder::new();
    for format in ["html", "csv", "inline", "terminal"] {
        Run::refused(&mut folder.annotate(&["--to", format, "no-such-file.txt"]));
    }
    for format in ["brat", "webanno"] {
        Run::refused(&mut folder.annotate(&["--to", format, "no-such-file.txt", "-o", "out"]));
        assert_eq!(folder.files(), ["names.tsv"]);
    }
    // No document is not the same as no input.
    let page = Run::clean(folder.annotate(&["--to", "html", "--from", "jsonl"]).write_stdin("")).stdout;
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
}

/// The files of a folder, by their names.
fn files(folder: &Folder, name: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder.path(name)).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn brat_has_two_files_for_each_document() {
    let folder = Folder::new();
    folder.file("a.jsonl", INPUT);
    folder.file("b.txt", "Velmora");
    Run::clean(&mut folder.annotate(&["a.jsonl", "b.txt", "--to", "brat", "-o", "out"]));
    let files = files(&folder, "out");
    let names: Vec<_> = files.keys().collect();
    let want = [
        "_._A_b.ann",
        "_._A_b.txt",
        "_i___2J.ann",
        "_i___2J.txt",
        "annotation.conf",
        "b.ann",
        "b.txt",
        "documents.ids",
    ];
    assert_eq!(names, want);
    let text = |name: &str| std::str::from_utf8(&files[name]).unwrap();
    assert_eq!(text("_._A_b.txt"), "Orla Fenwright [left] 中 Velmora.");
    let want = "T1\tperson 0 14\tOrla Fenwright\nN1\tReference T1 sinotag:person:orla-fenwright\tOrla Fenwright\n\
        T2\tplace 24 31\tVelmora\nN2\tReference T2 sinotag:place:velmora\tVelmora\n";
    assert_eq!(text("_._A_b.ann"), want);
    assert!(text("annotation.conf").contains("\norganization\n"));
    // The ids as they were.
    let want = "{\"file\":\"_._A_b\",\"id\":\"../A b\"}\n";
    assert!(text("documents.ids").contains(want), "{}", text("documents.ids"));
    // What was written before is not touched, and nothing is mixed with it.
    let run = Run::refused(&mut folder.annotate(&["b.txt", "--to", "brat", "-o", "out"]));
    assert!(run.stderr.starts_with("sinotag: out: cannot be written: the folder is not empty"), "{}", run.stderr);
    assert_eq!(folder.files(), ["a.jsonl", "b.txt", "names.tsv", "out"]);
}

#[test]
fn webanno_has_a_file_for_each_document() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("out")).unwrap();
    let input = INPUT.to_owned() + "{\"id\": \"../a B.txt\", \"text\": \"\"}\n{\"id\": 4}\n";
    let run = Run::of(folder.annotate(&["--to", "webanno", "-o", "out", "--offsets", "utf16"]).write_stdin(input));
    assert_eq!((run.status, &*run.stdout), (1, ""), "{}", run.stderr);
    let files = files(&folder, "out");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["_._A_b.tsv", "_._a_B-2.tsv", "_i___2J.tsv", "documents.ids"]);
    let text = std::str::from_utf8(&files["_i___2J.tsv"]).unwrap();
    assert!(text.contains("\n1-2\t3-10\tQuandex\torg:quandex\torganization\t\n"), "{text}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    for target in ["no-such-folder/out", "names.tsv"] {
        let run = Run::refused(folder.annotate(&["--to", "brat", "-o", target]).write_stdin(INPUT));
        assert!(run.stderr.starts_with(&format!("sinotag: {target}: cannot be written: ")), "{}", run.stderr);
    }
    assert_eq!(folder.files(), ["names.tsv"]);
}

#[test]
fn options_that_a_format_has_no_place_for_are_refused() {
    let folder = Folder::new();
    for (arguments, cause) in [
        (&["--to", "brat"][..], "name a folder for them with -o FOLDER"),
        (&["--to", "webanno", "-o", "-"], "name a folder for them with -o FOLDER"),
        (&["--to", "brat", "-o", "out.gz"], "write a folder, which is not compressed"),
        (&["-o", "/dev/null", "--resume"], "--resume needs a file or a folder to write, no device"),
        (&["--to", "doccano", "--offsets", "byte"], "doccano, spaCy and brat count in characters"),
        (&["--to", "brat", "-o", "out", "--offsets", "utf16"], "doccano, spaCy and brat count in characters"),
        (&["--to", "webanno", "-o", "out", "--offsets", "char"], "WebAnno TSV counts in UTF-16 code units"),
        (&["--to", "html", "--offsets", "char"], "CoNLL, inline, HTML and terminal have none"),
        (&["--to", "conll", "--nested"], "--nested does not go with CoNLL"),
        (&["--to", "spacy", "--keep-fields"], "--keep-fields needs JSON Lines or Parquet"),
        (&["--to", "inline", "--attributes"], "--attributes needs JSON Lines or HTML"),
    ] {
        let run = Run::refused(folder.annotate(arguments).write_stdin(INPUT));
        assert!(run.stderr.contains(cause), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(folder.files(), ["names.tsv"]);
}
