//! What is read and written beside JSON Lines: tables, compressed files, folders, encodings, several text fields.

use std::io::Write as _;

use serde_json::json;

use crate::support::{Folder, Run, mentions, offsets};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const LINES: &str = "{\"id\": 1, \"text\": \"Velmora\"}\n{\"id\": 2, \"text\": \"Quandex\"}\n";

#[test]
fn compressed_input_is_unpacked_whatever_its_name() {
    let folder = Folder::new();
    let want = Run::clean(folder.annotate(&[]).write_stdin(LINES)).stdout;
    // gzip and Zstandard may be several parts that stand one after the other.
    let (first, second) = LINES.split_at(40);
    let gzip = [gzip(first.as_bytes()), gzip(second.as_bytes())].concat();
    let frames = [first, second].map(|part| zstd::encode_all(part.as_bytes(), 1).unwrap());
    for (name, packed) in [("a.jsonl.gz", gzip), ("a.jsonl.zst", frames.concat())] {
        folder.file(name, &packed);
        folder.file("packed", &packed);
        assert_eq!(Run::clean(&mut folder.annotate(&[name])).stdout, want, "{name}");
        assert_eq!(Run::clean(&mut folder.annotate(&["packed"])).stdout, want, "{name}");
        assert_eq!(Run::clean(folder.annotate(&[]).write_stdin(packed)).stdout, want, "{name}");
    }
    // A text file is known by the extension before that of its compression.
    folder.file("a.txt.zst", zstd::encode_all(LINES.as_bytes(), 1).unwrap());
    assert_eq!(Run::clean(&mut folder.annotate(&["a.txt.zst"])).ids(), ["a.txt.zst"]);
}

#[test]
fn a_truncated_file_is_told_and_whole_lines_before_are_done() {
    let folder = Folder::new();
    let lines = LINES.repeat(20_000);
    for (name, packed, what) in [
        ("a.jsonl.gz", gzip(lines.as_bytes()), "its gzip data breaks off: the file is truncated"),
        (
            "a.jsonl.zst",
            zstd::encode_all(lines.as_bytes(), 1).unwrap(),
            "its Zstandard data breaks off: the file is truncated",
        ),
    ] {
        folder.file(name, &packed[..packed.len() - 20]);
        let run = Run::of(&mut folder.annotate(&[name]));
        assert_eq!((run.status, run.stderr.trim_end()), (1, &*format!("sinotag: {name}: cannot be read: {what}")));
        let documents = run.documents();
        assert!(documents.len() < 40_000 && documents.iter().all(|document| !mentions(document).is_empty()), "{name}");
    }
    folder.file("b.gz", [&gzip(LINES.as_bytes())[..], b"no gzip, no gzip at all, no gzip"].concat());
    let run = Run::of(&mut folder.annotate(&["b.gz"]));
    assert_eq!((run.status, run.ids()), (1, vec!["1".to_owned(), "2".to_owned()]));
    assert!(run.stderr.starts_with("sinotag: b.gz: cannot be read: its gzip data is damaged: "), "{}", run.stderr);
}

#[test]
fn output_is_compressed_by_its_extension_in_the_same_bytes_for_any_threads() {
    let folder = Folder::new();
    folder.file("a.jsonl", LINES.repeat(60_000));
    let want = Run::clean(&mut folder.annotate(&["a.jsonl"])).stdout;
    for extension in ["gz", "zst"] {
        let mut packed = Vec::new();
        for threads in ["1", "3"] {
            let name = format!("out.jsonl.{extension}");
            Run::clean(&mut folder.annotate(&["a.jsonl", "-j", threads, "-o", &name]));
            packed.push(std::fs::read(folder.path(&name)).unwrap());
        }
        assert!(packed[0] == packed[1], "{extension}");
        let mut unpacked = String::new();
        let mut reader: Box<dyn std::io::Read> = match extension {
            "gz" => Box::new(flate2::read::MultiGzDecoder::new(&*packed[0])),
            _ => Box::new(zstd::Decoder::new(&*packed[0]).unwrap()),
        };
        reader.read_to_string(&mut unpacked).unwrap();
        assert!(unpacked == want, "{extension}");
    }
}

#[test]
fn rows_of_csv_and_tsv_are_documents() {
    let folder = Folder::new();
    folder.file("a.csv", "\u{FEFF}id,text,year\r\n\r\n7,\"Velmora, \"\"old\"\"\nQuandex\",2024\r\n,Quandex,\r\n");
    let run = Run::clean(&mut folder.annotate(&["--keep-fields", "a.csv"]));
    assert_eq!(run.ids(), ["7", "a.csv:5"]);
    let documents = run.documents();
    assert_eq!(offsets(&documents[0]), [(0, 7), (15, 22)]);
    assert_eq!((&documents[0]["text"], &documents[0]["year"]), (&json!("Velmora, \"old\"\nQuandex"), &json!("2024")));
    folder.file("a.tsv", "name\tbody\nx\tVelmora, Quandex\n");
    let run = Run::clean(&mut folder.annotate(&["--id-field", "name", "--text-field", "body", "a.tsv"]));
    assert_eq!((run.ids(), mentions(&run.document()).len()), (vec!["x".to_owned()], 2));
    folder.file("b.csv", "id;text\n1;\"Velmora\n");
    let run = Run::clean(&mut folder.annotate(&["--delimiter", ";", "--no-quoting", "b.csv"]));
    assert_eq!(offsets(&run.document()), [(1, 8)]);
}

#[test]
fn broken_rows_are_told_and_passed_over() {
    let folder = Folder::new();
    folder.file("a.csv", b"id,text\n1,Velmora\n2\n3,Velmora,4\n4,\xFF\n5,Quandex\n");
    let run = Run::of(&mut folder.annotate(&["a.csv"]));
    assert_eq!((run.status, run.ids()), (1, vec!["1".to_owned(), "5".to_owned()]));
    let want = "sinotag: a.csv:3: the row has 1 fields, the header 2\n\
        sinotag: a.csv:4: the row has 3 fields, the header 2\n\
        sinotag: a.csv:5: field \"text\": byte 1 (0xFF) is not UTF-8; --lossy replaces such bytes\n\
        sinotag: 3 of 5 records failed\n";
    assert_eq!(run.stderr, want);
    folder.file("b.csv", "id,body\n1,Velmora\n");
    let run = Run::refused(&mut folder.annotate(&["b.csv"]));
    assert_eq!(run.stderr, "sinotag: b.csv: cannot be read: has no column \"text\"; its columns are id, body\n");
    folder.file("c.csv", "text,id,text\n");
    let run = Run::refused(&mut folder.annotate(&["c.csv"]));
    assert_eq!(run.stderr, "sinotag: c.csv: cannot be read: two columns have the name \"text\"\n");
}

#[test]
fn tables_of_mentions_have_a_row_for_each() {
    let folder = Folder::new();
    let input = "{\"id\": \"a,1\", \"text\": \"Quandex left Velmora.\"}\n{\"id\": 2, \"text\": \"No name.\"}\n";
    let run = Run::clean(folder.annotate(&["--to", "csv"]).write_stdin(input));
    let want = "id,start,end,text,kind,confidence,evidence,rule,entity_id,name,name_zh\n\
        \"a,1\",0,7,Quandex,organization,0.97,dictionary,,org:quandex,Quandex,\n\
        \"a,1\",13,20,Velmora,place,0.97,dictionary,,place:velmora,Velmora,维尔莫拉\n";
    let without_confidence = |text: &str| {
        text.lines()
            .map(|line| line.split(",0.").map(|part| part.trim_start_matches(char::is_numeric)).collect())
            .collect()
    };
    let (got, want): (Vec<String>, Vec<String>) = (without_confidence(&run.stdout), without_confidence(want));
    assert_eq!(got, want);
    Run::clean(folder.annotate(&["-o", "out.tsv"]).write_stdin(input));
    assert!(folder.read("out.tsv").starts_with("id\tstart\tend\t"), "{}", folder.read("out.tsv"));
    assert_eq!(folder.read("out.tsv").lines().count(), 3);
}

#[test]
fn folders_and_patterns_are_searched() {
    let folder = Folder::new();
    for name in
        ["news/2024/b.txt", "news/2024/a.txt", "news/c.jsonl", "news/skip.txt", "news/.hidden.txt", "news/x.log"]
    {
        std::fs::create_dir_all(folder.path(name).parent().unwrap()).unwrap();
        folder.file(name, LINES);
    }
    folder.file("news/.ignore", "skip.txt\n");
    let ids = |arguments: &[&str]| Run::clean(&mut folder.annotate(arguments)).ids();
    assert_eq!(ids(&["news"]), ["news/2024/a.txt", "news/2024/b.txt", "1", "2"]);
    assert_eq!(ids(&["news/**/*.txt"]), ["news/2024/a.txt", "news/2024/b.txt"]);
    assert_eq!(ids(&["news/*.l?g"]), ["1", "2"]);
    assert_eq!(ids(&["news", "--glob", "*.log"]), ["1", "2"]);
    assert_eq!(ids(&["news", "--glob", "!b.txt", "--glob", "!*.jsonl", "--glob", "!*.log"]), ["news/2024/a.txt"]);
    // The output of an earlier run is no input.
    for _ in 0..2 {
        Run::clean(&mut folder.annotate(&["news/2024", "-o", "news/2024/out.jsonl"]));
        assert_eq!(folder.read("news/2024/out.jsonl").lines().count(), 2);
    }
    let run = Run::refused(&mut folder.annotate(&["news/*.csv"]));
    assert_eq!(run.stderr, "sinotag: news/*.csv: cannot be read: matches no file\n");
}

#[test]
fn other_encodings_are_translated() {
    let folder = Folder::new();
    folder.file("a.txt", b"Caf\xE9 \x96 Velmora");
    let run = Run::clean(&mut folder.annotate(&["--encoding", "latin1", "a.txt"]));
    assert_eq!(offsets(&run.document()), [(7, 14)]);
    let utf16: Vec<u8> = "\u{FEFF}{\"text\": \"é Velmora\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.file("b.jsonl", utf16);
    assert_eq!(offsets(&Run::clean(&mut folder.annotate(&["b.jsonl"])).document()), [(2, 9)]);
    folder.file("c.jsonl", b"{\"text\": \"\xCE\xAC Velmora\"}\n{\"text\": \"\x81\xFF\"}\n");
    let run = Run::of(&mut folder.annotate(&["--encoding", "gb18030", "c.jsonl"]));
    assert_eq!((run.status, offsets(&run.documents()[0])), (1, vec![(2, 9)]));
    let want = "sinotag: c.jsonl:2: holds bytes that are not gb18030; --lossy replaces such bytes\n";
    assert!(run.stderr.starts_with(want), "{}", run.stderr);
    let run = Run::clean(&mut folder.annotate(&["--encoding", "gb18030", "--lossy", "c.jsonl"]));
    assert_eq!(run.ids().len(), 2);
}

#[test]
fn several_text_fields_are_one_text_with_offsets_in_each() {
    let folder = Folder::new();
    let input = "{\"id\": 1, \"body\": \"é Fenwright left Velmora.\", \"title\": \"Orla Fenwright é in Velmora\"}\n\
        {\"id\": 2, \"title\": null, \"body\": \"Velmora\"}\n{\"id\": 3}\n";
    let run = Run::of(folder.annotate(&["--text-field", "title", "--text-field", "body"]).write_stdin(input));
    let documents = run.documents();
    let found = |document: &serde_json::Value| -> Vec<_> {
        let mentions = document["mentions"].as_array().unwrap().iter();
        mentions
            .map(|m| format!("{} {} {}", m["field"].as_str().unwrap(), m["start"], m["text"].as_str().unwrap()))
            .collect()
    };
    // The headline tells who Fenwright is.
    let want = ["title 0 Orla Fenwright", "title 20 Velmora", "body 2 Fenwright", "body 17 Velmora"];
    assert_eq!(found(&documents[0]), want);
    assert_eq!(found(&documents[1]), ["body 0 Velmora"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("sinotag: -:3: the record has no field \"title\" or \"body\"\n"), "{}", run.stderr);
    let csv =
        Run::of(folder.annotate(&["--text-field", "title", "--text-field", "body", "--to", "csv"]).write_stdin(input));
    assert!(csv.stdout.starts_with("id,field,start,"), "{}", csv.stdout);
    assert!(csv.stdout.contains("\n1,body,17,24,Velmora,"), "{}", csv.stdout);
}

#[test]
fn names_inside_names_are_reported_on_request() {
    let folder = Folder::new();
    let input = "{\"id\": 1, \"text\": \"Velmora Fair\"}\n";
    assert_eq!(mentions(&Run::clean(folder.annotate(&[]).write_stdin(input)).document()), ["Velmora Fair event"]);
    let document = Run::clean(folder.annotate(&["--nested"]).write_stdin(input)).document();
    assert_eq!(mentions(&document), ["Velmora Fair event", "Velmora place"]);
    assert_eq!((document["mentions"][0].get("nested"), &document["mentions"][1]["nested"]), (None, &json!(true)));
    let csv = Run::clean(folder.annotate(&["--nested", "--to", "csv"]).write_stdin(input)).stdout;
    let last: Vec<_> = csv.lines().map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(last, ["nested", "false", "true"]);
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let folder = Folder::new();
    for (arguments, cause) in [
        (&["--to", "csv", "--attributes"][..], "--attributes needs JSON Lines"),
        (&["--to", "tsv", "--keep-fields"], "--keep-fields needs JSON Lines or Parquet"),
        (&["-o", "a.parquet.gz"], "Parquet is compressed in itself"),
        (&["--resume"], "--output"),
        (&["--resume", "-o", "-"], "--resume needs a file or a folder to write"),
        (&["--encoding", "klingon"], "unknown encoding"),
        (&["--delimiter", "ab"], "must be one ASCII character"),
        (&["--glob", "[a"], "[a"),
    ] {
        let run = Run::refused(folder.annotate(arguments).write_stdin("Velmora"));
        assert!(run.stderr.contains(cause), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(folder.files(), ["names.tsv"]);
}
