//! What goes wrong, what is told about it, and what is done all the same.

use crate::support::{Folder, Run, mentions, offsets};

#[test]
fn broken_utf8_fails_its_record_and_names_the_byte() {
    let folder = Folder::new();
    folder.file(
        "a.jsonl",
        b"{\"id\": 1, \"text\": \"Velmora\"}\n{\"id\": 2, \"text\": \"\xFF\"}\n{\"id\": 3, \"text\": \"\"}\n",
    );
    let run = Run::of(&mut folder.annotate(&["a.jsonl"]));
    assert_eq!((run.status, run.ids()), (1, vec!["1".to_owned(), "3".to_owned()]));
    assert_eq!(
        run.stderr,
        "sinotag: a.jsonl:2: byte 20 (0xFF) is not UTF-8; --lossy replaces such bytes\nsinotag: 1 of 3 records failed\n"
    );
}

#[test]
fn broken_utf8_of_a_text_is_found_by_its_line_too() {
    let folder = Folder::new();
    folder.file("a.txt", b"Velmora\n\nQuandex \xE4\xB8 left");
    let run = Run::of(&mut folder.annotate(&["a.txt"]));
    assert_eq!((run.status, &*run.stdout), (1, ""));
    let want =
        "sinotag: a.txt:1: byte 18 (0xE4), in line 3 of the document, is not UTF-8; --lossy replaces such bytes\n";
    assert!(run.stderr.starts_with(want), "{}", run.stderr);
    let run = Run::of(&mut folder.annotate(&["--split", "lines", "a.txt"]));
    assert_eq!((run.status, run.ids()), (1, vec!["a.txt:1".to_owned()]));
    assert!(run.stderr.starts_with("sinotag: a.txt:3: byte 9 (0xE4) is not UTF-8;"), "{}", run.stderr);
}

#[test]
fn lossy_replaces_broken_bytes() {
    let folder = Folder::new();
    folder.file("a.txt", b"\xFF Velmora");
    folder.file("a.jsonl", b"{\"id\": \"x\", \"text\": \"\xE4\xB8 Velmora\"}\n");
    let run = Run::clean(&mut folder.annotate(&["--lossy", "a.txt", "a.jsonl"]));
    assert_eq!(run.ids(), ["a.txt", "x"]);
    for document in run.documents() {
        assert_eq!(mentions(&document), ["Velmora place"]);
        assert_eq!(offsets(&document), [(2, 9)]);
    }
}

#[test]
fn records_that_are_no_records_are_told_and_passed_over() {
    let folder = Folder::new();
    for (line, reason) in [
        ("{\"text\": \"Velmora\"", "invalid JSON at column 18: EOF while parsing an object"),
        ("{\"text\": \"Velmora\"} {}", "invalid JSON at column 21: trailing characters"),
        ("Velmora", "invalid JSON at column 1: expected value"),
        ("[\"Velmora\"]", "invalid type: sequence, expected a JSON object"),
        ("\"turn at line 3 of it\"", "invalid type: string \"turn at line 3 of it\", expected a JSON object"),
        ("{\"id\": \"x\"}", "the record has no field \"text\""),
        ("{\"id\": \"x\", \"Text\": \"\"}", "the record has no field \"text\""),
        ("{\"text\": 5}", "field \"text\" is not a string"),
        ("{\"text\": null}", "field \"text\" is not a string"),
        ("{\"text\": [\"Velmora\"]}", "field \"text\" is not a string"),
        (
            "{\"text\": \"a \\ud800 b\"}",
            "field \"text\" holds a lone surrogate (\\uD800 to \\uDFFF), which is no character",
        ),
        (
            "{\"id\": \"\\udc00\", \"text\": \"\"}",
            "field \"id\" holds a lone surrogate (\\uD800 to \\uDFFF), which is no character",
        ),
        ("{\"id\": true, \"text\": \"\"}", "field \"id\" is neither a string nor a number"),
        ("{\"id\": [1], \"text\": \"\"}", "field \"id\" is neither a string nor a number"),
    ] {
        let good = "{\"text\": \"Velmora\"}";
        folder.file("a.jsonl", format!("{good}\n\n{line}\n{good}\n"));
        let run = Run::of(&mut folder.annotate(&["a.jsonl"]));
        assert_eq!(run.stderr, format!("sinotag: a.jsonl:3: {reason}\nsinotag: 1 of 3 records failed\n"), "{line}");
        assert_eq!((run.status, run.ids()), (1, vec!["a.jsonl:1".to_owned(), "a.jsonl:4".to_owned()]), "{line}");
    }
}

#[test]
fn a_missing_field_is_told_by_the_name_that_was_asked_for() {
    let folder = Folder::new();
    let run = Run::of(folder.annotate(&["--text-field", "body"]).write_stdin("{\"text\": \"Velmora\"}\n"));
    assert_eq!((run.status, &*run.stdout), (1, ""));
    assert!(run.stderr.starts_with("sinotag: -:1: the record has no field \"body\"\n"), "{}", run.stderr);
}

#[test]
fn an_unreadable_file_among_readable_ones_is_told_and_passed_over() {
    let folder = Folder::new();
    folder.file("a.txt", "Velmora");
    folder.file("b.txt", "Quandex");
    std::fs::create_dir(folder.path("empty")).unwrap();
    let run = Run::of(&mut folder.annotate(&["a.txt", "no-such-file.txt", "empty", "b.txt"]));
    assert_eq!((run.status, run.ids()), (1, vec!["a.txt".to_owned(), "b.txt".to_owned()]));
    let messages: Vec<_> = run.stderr.lines().collect();
    assert_eq!(messages.len(), 2, "{}", run.stderr);
    assert!(messages[0].starts_with("sinotag: no-such-file.txt: cannot be read: "), "{}", run.stderr);
    assert_eq!(messages[1], "sinotag: empty: cannot be read: holds no file to read");
}

#[test]
fn input_that_another_tool_must_unpack_is_told_as_such() {
    let folder = Folder::new();
    folder.file("a.txt", "Velmora");
    folder.file("b.jsonl.bz2", b"BZh91AY&SYrest");
    let run = Run::of(&mut folder.annotate(&["a.txt", "b.jsonl.bz2"]));
    assert_eq!((run.status, run.ids()), (1, vec!["a.txt".to_owned()]));
    assert_eq!(run.stderr.trim_end(), "sinotag: b.jsonl.bz2: cannot be read: is compressed: give it through bzcat");
}

#[test]
fn a_json_array_is_told_as_such() {
    let folder = Folder::new();
    folder.file("a.json", "\n[{\"id\": 1, \"text\": \"Velmora\"}]\n");
    let run = Run::refused(&mut folder.annotate(&["a.json"]));
    assert!(run.stderr.starts_with("sinotag: a.json: cannot be read: is a JSON array: "), "{}", run.stderr);
    // Asked for as text, it is text.
    assert_eq!(Run::clean(&mut folder.annotate(&["--from", "text", "a.json"])).ids(), ["a.json"]);
}

#[test]
fn without_a_readable_input_nothing_can_run() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("empty")).unwrap();
    for files in [&["no-such-file.txt"][..], &["empty"], &["no-such-file.txt", "empty"], &["*.jsonl"]] {
        let run = Run::refused(&mut folder.annotate(files));
        assert_eq!(run.stderr.matches(": cannot be read: ").count(), files.len(), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_as_standard_input_is_unreadable() {
    let folder = Folder::new();
    let output = std::process::Command::new(crate::support::binary())
        .args(["annotate", "--no-bundled"])
        .stdin(std::fs::File::open(folder.path("")).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.starts_with(b"sinotag: -: cannot be read: "), "{output:?}");
}

#[test]
fn a_bad_dictionary_is_told_by_file_and_line() {
    let folder = Folder::new();
    folder.file("gold.jsonl", "{\"text\": \"\", \"mentions\": []}");
    for (content, want) in [
        (
            "#! format sinotag-dictionary 1\n#! kind place\nid\taliases\nplace:x\tX\n",
            "d.tsv:3: the column \"name\" is missing",
        ),
        ("#! format sinotag-dictionary 1\n#! kind place\nid\tname\tnick\n", "d.tsv:3: unknown column \"nick\""),
        (
            "#! format sinotag-dictionary 1\n#! kind place\nid\tname\nplace:x\tX\nplace:y\n",
            "d.tsv:5: row \"place:y\" has no name",
        ),
        ("id\tname\n", "d.tsv:1: the first line must be"),
    ] {
        folder.file("d.tsv", content);
        for command in [&["annotate", "names.tsv"][..], &["explain", "names.tsv"], &["eval", "gold.jsonl"]] {
            let run = Run::refused(folder.sinotag(command).args(["--dictionary", "d.tsv"]));
            assert!(run.stderr.starts_with(&format!("sinotag: {want}")), "{command:?}: {}", run.stderr);
        }
    }
    let run = Run::refused(&mut folder.sinotag(&["annotate", "--dictionary", "no-such-file.tsv", "names.tsv"]));
    assert!(run.stderr.starts_with("sinotag: no-such-file.tsv: cannot be read: "), "{}", run.stderr);
}

#[test]
fn wrong_usage_is_refused() {
    let folder = Folder::new();
    folder.file("gold.jsonl", "{\"text\": \"\", \"mentions\": []}");
    for (arguments, cause) in [
        (&[][..], "Usage: sinotag [OPTIONS] <COMMAND>"),
        (&["tag"], "unrecognized subcommand 'tag'"),
        (&["annotate", "--no-such-option"], "unexpected argument '--no-such-option'"),
        (&["annotate", "--from", "xml"], "invalid value 'xml' for '--from"),
        (&["annotate", "--split", "words"], "invalid value 'words' for '--split"),
        (&["annotate", "--offsets", "utf32"], "invalid value 'utf32' for '--offsets"),
        (&["annotate", "--kinds", "place,company"], "unknown kind \"company\"; the kinds are person, organization"),
        (&["annotate", "--kinds", ""], "unknown kind \"\""),
        (&["annotate", "-j", "0"], "invalid value '0' for '--threads"),
        (&["annotate", "-j", "many"], "invalid value 'many' for '--threads"),
        (&["annotate", "--min-confidence", "1.1"], "must be a number from 0 to 1"),
        (&["annotate", "--min-confidence", "NaN"], "must be a number from 0 to 1"),
        (&["annotate", "--min-confidence=-0.1"], "must be a number from 0 to 1"),
        (&["explain", "--text", "Velmora", "names.tsv"], "cannot be used with"),
        (&["explain", "names.tsv", "names.tsv"], "unexpected argument 'names.tsv'"),
        (&["eval"], "<GOLD>"),
        (&["eval", "gold.jsonl", "--errors", "-1"], "unexpected argument '-1'"),
    ] {
        let run = Run::refused(&mut folder.sinotag(arguments));
        assert!(run.stderr.contains(cause), "{arguments:?}: {}", run.stderr);
    }
}

/// Fifty megabytes of sentences without a line end, with a name at each end, and the number of characters.
fn long_line() -> (String, u64) {
    let sentence = "The lender said on Tuesday that exports of grain grew by 4.2 percent, more than a year before. ";
    let line = format!("Velmora. {}Quandex", sentence.repeat(50_000_000 / sentence.len()));
    let length = line.len() as u64;
    (line, length)
}

#[test]
fn a_line_of_fifty_megabytes_is_a_text_as_any_other() {
    let folder = Folder::new();
    let (line, length) = long_line();
    folder.file("a.txt", line);
    let document = Run::clean(&mut folder.annotate(&["a.txt"])).document();
    assert_eq!(mentions(&document), ["Velmora place", "Quandex organization"]);
    assert_eq!(offsets(&document), [(0, 7), (length - 7, length)]);
}

#[test]
fn a_line_of_fifty_megabytes_is_a_record_as_any_other() {
    let folder = Folder::new();
    let (line, length) = long_line();
    folder.file("a.jsonl", format!("{{\"id\": 1, \"text\": \"é {line}\"}}\n{{\"id\": 2, \"text\": \"Velmora\"}}\n"));
    let run = Run::clean(&mut folder.annotate(&["a.jsonl"]));
    assert_eq!(run.ids(), ["1", "2"]);
    assert_eq!(offsets(&run.documents()[0]), [(2, 9), (length - 5, length + 2)]);
    assert_eq!(offsets(&run.documents()[1]), [(0, 7)]);
}
