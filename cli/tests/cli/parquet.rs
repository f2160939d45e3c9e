//! Parquet in and out.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float32Type, Int32Type};
use arrow_array::{
    Array as _, ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, StringViewArray,
};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;
use serde_json::json;

use crate::support::{Folder, Run, mentions};

/// Writes columns, in row groups of two rows.
fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, c)| (name, c, true))).unwrap();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(2)).build();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// Reads a whole file.
fn read(path: &Path) -> RecordBatch {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = builder.schema().clone();
    let batches: Vec<_> = builder.build().unwrap().map(Result::unwrap).collect();
    arrow_select::concat::concat_batches(&schema, &batches).unwrap()
}

fn news(path: &Path) {
    write(
        path,
        vec![
            ("id", Arc::new(Int64Array::from(vec![Some(7), None, Some(-1)]))),
            ("text", Arc::new(StringArray::from(vec![Some("Quandex left Velmora."), None, Some("é Velmora")]))),
            ("score", Arc::new(Float64Array::from(vec![Some(0.5), Some(1.5), None]))),
        ],
    );
}

#[test]
fn rows_of_parquet_are_documents() {
    let folder = Folder::new();
    news(&folder.path("a.parquet"));
    let run = Run::clean(&mut folder.annotate(&["a.parquet"]));
    assert_eq!(run.ids(), ["7", "a.parquet:2", "-1"]);
    let documents = run.documents();
    assert_eq!(mentions(&documents[0]), ["Quandex organization", "Velmora place"]);
    assert_eq!(documents[1]["mentions"], json!([]));
    let run = Run::clean(&mut folder.annotate(&["--keep-fields", "a.parquet"]));
    let documents = run.documents();
    assert_eq!((&documents[0]["score"], &documents[2]["score"]), (&json!(0.5), &json!(null)));
    assert_eq!((&documents[1]["text"], &documents[2]["text"]), (&json!(null), &json!("é Velmora")));
    // What it is shows without an extension, too; from a pipe it cannot be read.
    std::fs::copy(folder.path("a.parquet"), folder.path("a")).unwrap();
    assert_eq!(Run::clean(&mut folder.annotate(&["a"])).ids().len(), 3);
    let run = Run::refused(folder.annotate(&[]).write_stdin(std::fs::read(folder.path("a")).unwrap()));
    assert!(run.stderr.starts_with("sinotag: -: cannot be read: is Parquet, which"), "{}", run.stderr);
}

#[test]
fn strings_and_dates_are_read_in_all_their_forms() {
    let folder = Folder::new();
    let dictionary: arrow_array::DictionaryArray<Int32Type> = vec!["x", "y", "x"].into_iter().collect();
    write(
        &folder.path("a.parquet"),
        vec![
            ("key", Arc::new(dictionary)),
            ("body", Arc::new(StringViewArray::from(vec!["Quandex opened."; 3]))),
            ("day", Arc::new(Date32Array::from(vec![Some(11_323), Some(14_642), None]))),
        ],
    );
    let names = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\tattributes\n\
        org:old\tQuandex\tto=2008\norg:new\tQuandex\tfrom=2009\n";
    folder.file("names.tsv", names);
    let run = Run::clean(
        folder.annotate(&["--id-field", "key", "--text-field", "body", "--date-field", "day"]).arg("a.parquet"),
    );
    assert_eq!(run.ids(), ["x", "y", "x"]);
    let entities: Vec<_> = run.documents().iter().map(|d| d["mentions"][0]["entity"]["id"].clone()).collect();
    assert_eq!(entities, [json!("org:old"), json!("org:new"), json!(null)]);
}

#[test]
fn what_cannot_be_read_or_used_is_told() {
    let folder = Folder::new();
    news(&folder.path("a.parquet"));
    let run = Run::refused(folder.annotate(&["--text-field", "body"]).arg("a.parquet"));
    assert_eq!(
        run.stderr,
        "sinotag: a.parquet: cannot be read: has no column \"body\"; its columns are id, text, score\n"
    );
    let run = Run::of(folder.annotate(&["--text-field", "score"]).arg("a.parquet"));
    assert_eq!(run.status, 1);
    let want = "sinotag: a.parquet: rows 1 to 2 cannot be used: column \"score\" holds no strings but Float64\n";
    assert!(run.stderr.starts_with(want), "{}", run.stderr);

    let bytes = std::fs::read(folder.path("a.parquet")).unwrap();
    folder.file("short.parquet", &bytes[..bytes.len() - 10]);
    let run = Run::of(&mut folder.annotate(&["short.parquet", "a.parquet"]));
    assert_eq!((run.status, run.ids().len()), (1, 3));
    assert!(
        run.stderr.starts_with("sinotag: short.parquet: cannot be read: is no whole Parquet file: "),
        "{}",
        run.stderr
    );
    // A row group that is damaged does not keep the next one from being read.
    let mut damaged = bytes;
    damaged[4..40].fill(0xFF);
    folder.file("damaged.parquet", damaged);
    let run = Run::of(&mut folder.annotate(&["damaged.parquet"]));
    assert_eq!((run.status, run.ids()), (1, vec!["-1".to_owned()]));
    assert!(run.stderr.starts_with("sinotag: damaged.parquet: rows 1 to 2 cannot be read: "), "{}", run.stderr);
}

#[test]
fn parquet_has_the_columns_of_the_schema() {
    let folder = Folder::new();
    news(&folder.path("a.parquet"));
    Run::clean(&mut folder.annotate(&["a.parquet", "-o", "out.parquet"]));
    let rows = read(&folder.path("out.parquet"));
    let names: Vec<_> = rows.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["id", "mentions"]);
    assert_eq!(rows.column(0).as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["7", "a.parquet:2", "-1"]);
    let lists = rows.column(1).as_list::<i32>();
    let lengths: Vec<_> = (0..3).map(|row| lists.is_valid(row).then(|| lists.value_length(row))).collect();
    assert_eq!(lengths, [Some(2), None, Some(1)]);
    let mentions = lists.values().as_struct();
    let text = |name: &str| -> Vec<_> {
        let column = mentions.column_by_name(name).unwrap().as_string::<i32>();
        column.iter().map(|text| text.map(str::to_owned)).collect()
    };
    assert_eq!(mentions.column_by_name("start").unwrap().as_primitive::<Int32Type>().values(), &[0, 13, 2]);
    assert_eq!(text("entity_id")[0].as_deref(), Some("org:quandex"));
    assert_eq!(
        (&text("name_zh")[0], text("name_zh")[1].as_deref(), &text("rule")[0]),
        (&None, Some("维尔莫拉"), &None)
    );
    assert!(mentions.column_by_name("confidence").unwrap().as_primitive::<Float32Type>().value(0) > 0.5);
}

#[test]
fn other_columns_pass_through_without_failed_rows() {
    let folder = Folder::new();
    news(&folder.path("a.parquet"));
    Run::clean(&mut folder.annotate(&["--keep-fields", "a.parquet", "a.parquet", "-o", "out.parquet"]));
    let rows = read(&folder.path("out.parquet"));
    let names: Vec<_> = rows.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!((names.join(" "), rows.num_rows()), ("id text score mentions".to_owned(), 6));
    let scores: &Float64Array = rows.column(2).as_primitive();
    assert_eq!(scores.iter().collect::<Vec<_>>()[..3], [Some(0.5), Some(1.5), None]);

    write(
        &folder.path("b.parquet"),
        vec![
            ("text", Arc::new(StringArray::from(vec!["Velmora", "Quandex"]))),
            ("day", Arc::new(StringArray::from(vec!["2024-13-01", "2024-12-01"]))),
        ],
    );
    let run = Run::of(&mut folder.annotate(&["--keep-fields", "--date-field", "day", "b.parquet", "-o", "b2.parquet"]));
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("sinotag: b.parquet:1: field \"day\": "), "{}", run.stderr);
    assert_eq!(read(&folder.path("b2.parquet")).column(1).as_string::<i32>().value(0), "Quandex");
    let run = Run::of(&mut folder.annotate(&["--keep-fields", "a.parquet", "b.parquet", "-o", "out.parquet"]));
    assert_eq!(run.status, 1);
    assert!(run.stderr.starts_with("sinotag: b.parquet: cannot be read: has other columns"), "{}", run.stderr);
}

#[test]
fn parquet_is_the_same_for_any_threads() {
    let folder = Folder::new();
    let text = "Quandex left Velmora for the Velmora Fair. ".repeat(40);
    let lines: String = (0..12_000).map(|id| format!("{{\"id\": {id}, \"text\": \"{text}\"}}\n")).collect();
    folder.file("a.jsonl", lines);
    for threads in ["1", "3"] {
        Run::clean(&mut folder.annotate(&["a.jsonl", "-j", threads, "-o", &format!("{threads}.parquet")]));
    }
    let [one, three] = ["1.parquet", "3.parquet"].map(|name| std::fs::read(folder.path(name)).unwrap());
    assert!(one == three);
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(folder.path("1.parquet")).unwrap()).unwrap();
    assert!(builder.metadata().num_row_groups() > 1, "one row group is no test of their order");
    assert_eq!(read(&folder.path("1.parquet")).num_rows(), 12_000);
}

#[test]
fn key_phrases_are_a_list_of_structs() {
    let folder = Folder::new();
    news(&folder.path("a.parquet"));
    Run::clean(&mut folder.annotate(&["--key-phrases", "2", "--keep-fields", "a.parquet", "-o", "b.parquet"]));
    let written = read(&folder.path("b.parquet"));
    let names: Vec<_> = written.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names, ["id", "text", "score", "mentions", "key_phrases"]);
    let lists = written.column_by_name("key_phrases").unwrap().as_list::<i32>();
    assert_eq!((lists.value_length(0), lists.is_null(1), lists.value_length(2)), (2, true, 1));
    let phrases = lists.values().as_struct();
    let ids = phrases.column_by_name("entity_id").unwrap().as_string::<i32>();
    assert_eq!(ids.iter().flatten().collect::<Vec<_>>(), ["place:velmora", "org:quandex", "place:velmora"]);
    let counts = phrases.column_by_name("count").unwrap().as_primitive::<Int32Type>();
    assert_eq!(counts.values(), &[1, 1, 1]);
}
