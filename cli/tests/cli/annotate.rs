//! From bytes to documents: formats, fields and ids.

use serde_json::json;

use crate::support::{Folder, Run, mentions, offsets};

#[test]
fn a_line_of_output_has_the_fields_of_the_contract_in_their_order() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"id\": \"a1\", \"text\": \"Quandex left Velmora.\"}\n");
    let run = Run::clean(&mut folder.annotate(&["a.jsonl"]));
    assert!(
        run.stdout.starts_with(r#"{"id":"a1","mentions":[{"start":0,"end":7,"text":"Quandex","kind":"organization","#)
    );
    let document = run.document();
    let mention = &document["mentions"][1];
    let keys: Vec<_> = mention.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["start", "end", "text", "kind", "confidence", "evidence", "rule", "entity"]);
    let entity = json!({"id": "place:velmora", "name": "Velmora", "name_zh": "维尔莫拉"});
    assert_eq!(mention["entity"], entity);
    assert_eq!((&mention["evidence"], &mention["rule"]), (&json!("dictionary"), &json!(null)));
    let confidence = mention["confidence"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&confidence), "{confidence}");
    assert_eq!(document["mentions"][0]["entity"]["name_zh"], json!(null));
}

#[test]
fn a_text_file_is_one_document_named_by_its_path() {
    let folder = Folder::new();
    folder.file("a.txt", "Quandex left.\n\nVelmora stayed.\n");
    let document = Run::clean(&mut folder.annotate(&["a.txt"])).document();
    assert_eq!(document["id"], "a.txt");
    assert_eq!(mentions(&document), ["Quandex organization", "Velmora place"]);
    assert_eq!(offsets(&document), [(0, 7), (15, 22)]);
}

#[test]
fn several_inputs_are_read_in_the_order_of_the_arguments() {
    let folder = Folder::new();
    folder.file("z.txt", "Velmora.");
    folder.file("a.jsonl", "{\"text\": \"Quandex.\"}\n{\"id\": \"second\", \"text\": \"\"}\n");
    folder.file("b.txt", "");
    let run = Run::clean(folder.annotate(&["z.txt", "a.jsonl", "-", "b.txt"]).write_stdin("Velmora Fair."));
    assert_eq!(run.ids(), ["z.txt", "a.jsonl:1", "second", "-:1", "b.txt"]);
    assert_eq!(mentions(&run.documents()[3]), ["Velmora Fair event"]);
}

#[test]
fn the_extension_tells_the_format_of_a_file() {
    let folder = Folder::new();
    let line = "{\"id\": \"x\", \"text\": \"Velmora\"}\n";
    for name in ["a.jsonl", "a.ndjson", "A.JSONL"] {
        folder.file(name, line);
        assert_eq!(Run::clean(&mut folder.annotate(&[name])).ids(), ["x"], "{name}");
    }
    // An extension that names no format leaves it to the first byte.
    for (name, text, id) in
        [("a.txt", line, "a.txt"), ("a.json", line, "x"), ("jsonl", line, "x"), ("a.log", "Velmora", "a.log")]
    {
        folder.file(name, text);
        assert_eq!(Run::clean(&mut folder.annotate(&[name])).ids(), [id]);
    }
}

#[test]
fn from_overrides_the_extension_and_the_first_byte() {
    let folder = Folder::new();
    let line = "{\"id\": \"x\", \"text\": \"Velmora\"}\n";
    folder.file("a.txt", line);
    folder.file("a.jsonl", line);
    assert_eq!(Run::clean(&mut folder.annotate(&["--from", "jsonl", "a.txt"])).ids(), ["x"]);
    assert_eq!(Run::clean(&mut folder.annotate(&["--from", "text", "a.jsonl"])).ids(), ["a.jsonl"]);
    let run = Run::clean(folder.annotate(&["--from", "text"]).write_stdin(line));
    assert_eq!(run.ids(), ["-:1"]);
    assert_eq!(offsets(&run.document()), [(21, 28)]);
}

#[test]
fn the_first_byte_tells_the_format_of_standard_input() {
    let folder = Folder::new();
    for arguments in [&[][..], &["-"]] {
        for (input, ids) in [
            ("{\"id\": 5, \"text\": \"Velmora\"}\n{\"text\": \"\"}\n", &["5", "-:2"][..]),
            ("\n  \r\n  {\"text\": \"Velmora\"}\n", &["-:3"]),
            ("\u{FEFF}{\"id\": \"x\", \"text\": \"Velmora\"}", &["x"]),
            ("Velmora {\"text\": \"\"}\n", &["-:1"]),
            ("[1]\nVelmora\n", &["-:1"]),
        ] {
            let run = Run::clean(folder.annotate(arguments).write_stdin(input));
            assert_eq!(run.ids(), ids, "{input:?}");
            assert_eq!(mentions(&run.documents()[0]), ["Velmora place"], "{input:?}");
        }
    }
}

#[test]
fn split_lines_makes_each_line_with_text_a_document() {
    let folder = Folder::new();
    folder.file("a.txt", "\u{FEFF}Velmora.\r\n\r\n \t\n  Quandex in Velmora.\r\nno name");
    let run = Run::clean(&mut folder.annotate(&["--split", "lines", "a.txt"]));
    assert_eq!(run.ids(), ["a.txt:1", "a.txt:4", "a.txt:5"]);
    let documents = run.documents();
    assert_eq!(offsets(&documents[0]), [(0, 7)]);
    assert_eq!(offsets(&documents[1]), [(2, 9), (13, 20)]);
    assert_eq!(documents[2]["mentions"], json!([]));
}

#[test]
fn split_paragraphs_cuts_at_empty_lines() {
    let folder = Folder::new();
    folder.file("a.txt", "\n\nQuandex\nleft Velmora.\n \n\nVelmora Fair\nopened.\n");
    let run = Run::clean(&mut folder.annotate(&["--split", "paragraphs", "a.txt"]));
    assert_eq!(run.ids(), ["a.txt:3", "a.txt:7"]);
    let documents = run.documents();
    assert_eq!(mentions(&documents[0]), ["Quandex organization", "Velmora place"]);
    assert_eq!(offsets(&documents[0]), [(0, 7), (13, 20)]);
    assert_eq!(mentions(&documents[1]), ["Velmora Fair event"]);

    folder.file("b.txt", "\u{FEFF}\r\nQuandex\r\n\r\nVelmora");
    let run = Run::clean(&mut folder.annotate(&["--split", "paragraphs", "b.txt"]));
    assert_eq!(run.ids(), ["b.txt:2", "b.txt:4"]);
}

#[test]
fn split_leaves_json_records_whole() {
    let folder = Folder::new();
    let input = "{\"id\": \"x\", \"text\": \"Velmora\\n\\nVelmora\"}\n";
    for unit in ["whole", "lines", "paragraphs"] {
        let run = Run::clean(folder.annotate(&["--split", unit]).write_stdin(input));
        assert_eq!(run.ids(), ["x"]);
        assert_eq!(offsets(&run.document()), [(0, 7), (9, 16)]);
    }
}

#[test]
fn ids_are_strings_numbers_as_written_or_the_place_of_the_record() {
    let folder = Folder::new();
    folder.file(
        "a.jsonl",
        "{\"id\": \"a \\\"b\\\"\", \"text\": \"\"}\n{\"id\": 17, \"text\": \"\"}\n{\"id\": -1.50, \"text\": \"\"}\n\
         {\"id\": 12345678901234567890123, \"text\": \"\"}\n\n{\"id\": null, \"text\": \"\"}\n{\"text\": \"\"}\n\
         {\"id\": \"\", \"text\": \"\"}\n",
    );
    let run = Run::clean(&mut folder.annotate(&["a.jsonl"]));
    assert_eq!(run.ids(), ["a \"b\"", "17", "-1.50", "12345678901234567890123", "a.jsonl:6", "a.jsonl:7", ""]);
}

#[test]
fn fields_can_have_other_names() {
    let folder = Folder::new();
    let input = "{\"id\": \"no\", \"text\": \"Quandex\", \"url\": \"yes\", \"body\": \"Velmora\"}\n";
    let run = Run::clean(folder.annotate(&["--text-field", "body", "--id-field", "url"]).write_stdin(input));
    assert_eq!(run.ids(), ["yes"]);
    assert_eq!(mentions(&run.document()), ["Velmora place"]);
}

#[test]
fn other_fields_are_dropped_unless_kept() {
    let folder = Folder::new();
    let input = "{\"z\": [1.50, {\"b\" : null}], \"id\": 1, \"text\": \"Vel\\u006dora\", \"mentions\": 7, \"é\": \"\\u00e9\"}\n";
    let keys = |run: &Run| run.document().as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let run = Run::clean(folder.annotate(&[]).write_stdin(input));
    assert_eq!(keys(&run), ["id", "mentions"]);
    let run = Run::clean(folder.annotate(&["--keep-fields"]).write_stdin(input));
    assert_eq!(keys(&run), ["id", "z", "text", "é", "mentions"]);
    // As they were written, number for number and escape for escape; the results win over fields of the same name.
    let kept =
        r#"{"id":"1","z":[1.50, {"b" : null}],"text":"Vel\u006dora","é":"\u00e9","mentions":[{"start":0,"end":7,"#;
    assert!(run.stdout.starts_with(kept), "{}", run.stdout);
}

#[test]
fn offsets_count_characters_bytes_or_utf16_units() {
    let folder = Folder::new();
    folder.file("a.txt", "维尔 𝒳é: Velmora — “Quandex”");
    for (arguments, want) in [
        (&[][..], [(7, 14), (18, 25)]),
        (&["--offsets", "char"], [(7, 14), (18, 25)]),
        (&["--offsets", "byte"], [(15, 22), (30, 37)]),
        (&["--offsets", "utf16"], [(8, 15), (19, 26)]),
    ] {
        let run = Run::clean(folder.annotate(arguments).arg("a.txt"));
        assert_eq!(mentions(&run.document()), ["Velmora place", "Quandex organization"]);
        assert_eq!(offsets(&run.document()), want, "{arguments:?}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = Folder::new();
    folder.file("a.txt", "\u{FEFF}Velmora");
    folder.file("a.jsonl", "\u{FEFF}{\"id\": \"x\", \"text\": \"Velmora\"}\n");
    let run = Run::clean(&mut folder.annotate(&["--offsets", "byte", "a.txt", "a.jsonl"]));
    assert_eq!(run.ids(), ["a.txt", "x"]);
    for document in run.documents() {
        assert_eq!(offsets(&document), [(0, 7)]);
    }
}

#[test]
fn line_ends_of_windows_belong_to_no_record() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"text\": \"Velmora\"}\r\n\r\n{\"text\": \"Quandex\"}\r\n");
    assert_eq!(Run::clean(&mut folder.annotate(&["a.jsonl"])).ids(), ["a.jsonl:1", "a.jsonl:3"]);
    folder.file("a.txt", "Velmora\r\nQuandex\r\n");
    assert_eq!(offsets(&Run::clean(&mut folder.annotate(&["a.txt"])).document()), [(0, 7), (9, 16)]);
}

#[test]
fn empty_texts_are_documents_without_mentions() {
    let folder = Folder::new();
    folder.file("empty.txt", "");
    folder.file("blank.txt", " \n\n");
    folder.file("empty.jsonl", "");
    folder.file("blank.jsonl", "\n \r\n");
    let run = Run::clean(&mut folder.annotate(&["empty.txt", "blank.txt", "empty.jsonl", "blank.jsonl"]));
    assert_eq!(run.stdout, "{\"id\":\"empty.txt\",\"mentions\":[]}\n{\"id\":\"blank.txt\",\"mentions\":[]}\n");
    for unit in ["lines", "paragraphs"] {
        assert_eq!(Run::clean(&mut folder.annotate(&["--split", unit, "empty.txt", "blank.txt"])).stdout, "");
    }
    let run = Run::clean(folder.annotate(&[]).write_stdin("{\"id\": 1, \"text\": \"\"}"));
    assert_eq!(run.stdout, "{\"id\":\"1\",\"mentions\":[]}\n");
    assert_eq!(Run::clean(folder.annotate(&[]).write_stdin("")).stdout, "{\"id\":\"-:1\",\"mentions\":[]}\n");
}

#[test]
fn a_last_line_needs_no_line_end() {
    let folder = Folder::new();
    let run = Run::clean(folder.annotate(&[]).write_stdin("{\"id\": 1, \"text\": \"\"}\n{\"id\": 2, \"text\": \"\"}"));
    assert_eq!(run.ids(), ["1", "2"]);
    assert!(run.stdout.ends_with("}\n"));
}
