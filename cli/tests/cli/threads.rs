//! The same bytes, whatever the number of threads.

use std::fmt::Write as _;

use crate::support::{Folder, Run, mentions};

/// Records of very different length, so that threads finish out of order, some of which fail. More than one batch of 4 MB.
fn records() -> String {
    let mut lines = String::new();
    for number in 0..600_usize {
        let text = "Quandex left Velmora for the Velmora Fair. ".repeat(1 + (number * 7919) % 500);
        let _ = match number % 50 {
            13 => writeln!(lines, "{{\"id\": {number}, \"text\": "),
            29 => writeln!(lines, "{{\"id\": {number}}}"),
            _ => writeln!(lines, "{{\"id\": {number}, \"text\": \"{text}\"}}"),
        };
    }
    lines
}

#[test]
fn output_and_messages_do_not_depend_on_the_number_of_threads() {
    let folder = Folder::new();
    let records = records();
    assert!(records.len() > 5_000_000, "one batch is no test of the order of batches: {}", records.len());
    folder.file("a.jsonl", records);
    let one = Run::of(&mut folder.annotate(&["-j", "1", "a.jsonl"]));
    assert_eq!(one.status, 1);
    for arguments in [&["-j", "2"][..], &["-j", "5"], &["--threads", "32"], &[]] {
        let several = Run::of(folder.annotate(arguments).arg("a.jsonl"));
        // Not `assert_eq!`, which would print megabytes.
        assert!(several == one, "{arguments:?}: status {}, {} bytes", several.status, several.stdout.len());
    }

    let want: Vec<_> = (0..600).filter(|n| !matches!(n % 50, 13 | 29)).map(|n: usize| n.to_string()).collect();
    assert_eq!(one.ids(), want);
    let messages: Vec<_> = one.stderr.lines().collect();
    assert_eq!(messages.len(), 25, "{}", one.stderr);
    assert!(messages[0].starts_with("sinotag: a.jsonl:14: invalid JSON"), "{}", messages[0]);
    assert!(messages[1].starts_with("sinotag: a.jsonl:30: the record has no field"), "{}", messages[1]);
    assert_eq!(messages[24], "sinotag: 24 of 600 records failed");
}

#[test]
fn a_document_owes_nothing_to_the_one_before() {
    let folder = Folder::new();
    // The first document tells who Fenwright is; the others, tagged with the same buffers, must not know it.
    let mut lines = String::from("{\"text\": \"Orla Fenwright came. Then Fenwright left.\"}\n");
    lines.push_str(&"{\"text\": \"Tea grew in Velmora, and Fenwright left.\"}\n".repeat(20));
    folder.file("together.jsonl", lines);
    folder.file("alone.txt", "Tea grew in Velmora, and Fenwright left.");
    let alone = Run::clean(&mut folder.annotate(&["alone.txt"]));
    assert!(!alone.stdout.contains("person:orla-fenwright"), "{}", alone.stdout);
    for threads in ["1", "2", "5"] {
        let together = Run::clean(&mut folder.annotate(&["-j", threads, "together.jsonl"])).documents();
        assert_eq!(mentions(&together[0]), ["Orla Fenwright person", "Fenwright person"]);
        for document in &together[1..] {
            assert_eq!(document["mentions"], alone.document()["mentions"], "{threads} threads");
        }
    }
}

#[test]
fn no_format_depends_on_the_number_of_threads() {
    let folder = Folder::new();
    // Several batches; one of all failures, one of a single document. Many ids are one file name.
    let mut lines = String::new();
    for number in 0..900_usize {
        let text = "Quandex left Velmora for the Velmora Fair. ".repeat(1 + (number * 7919) % 150);
        let _ = match number {
            300..500 => writeln!(lines, "{{\"id\": {number}, \"body\": \"{text}\"}}"),
            _ => {
                writeln!(lines, "{{\"id\": \"{}/{}\", \"text\": \"{text}\"}}", ["a", "A", "a?"][number % 3], number % 7)
            }
        };
    }
    assert!(lines.len() > 2_500_000, "too few batches: {}", lines.len());
    folder.file("a.jsonl", lines);
    for format in ["conll", "doccano", "spacy", "inline", "html", "terminal"] {
        let run = |threads: &str, output: &str| {
            let run = Run::of(&mut folder.annotate(&["-j", threads, "--to", format, "a.jsonl", "-o", output]));
            assert_eq!(run.status, 1, "{format}");
            std::fs::read(folder.path(output)).unwrap()
        };
        let one = run("1", "one");
        assert!(one == run("4", "four"), "{format}");
        assert!(run("1", "one.zst") == run("4", "four.zst"), "{format}");
        assert!(one == zstd::decode_all(std::fs::File::open(folder.path("one.zst")).unwrap()).unwrap(), "{format}");
        if format == "inline" {
            assert_eq!(one.iter().filter(|byte| **byte == 0x0C).count(), 699);
        }
    }
    for format in ["brat", "webanno"] {
        let files = |threads: &str| {
            let name = format!("{format}{threads}");
            Run::of(&mut folder.annotate(&["-j", threads, "--to", format, "a.jsonl", "-o", &name]));
            let entries = std::fs::read_dir(folder.path(&name)).unwrap().map(Result::unwrap);
            let read = entries.map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap()));
            read.collect::<std::collections::BTreeMap<_, _>>()
        };
        let one = files("1");
        assert_eq!(one.len(), if format == "brat" { 1402 } else { 701 });
        assert!(one == files("4"), "{format}");
    }
}
