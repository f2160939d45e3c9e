//! What the command tells machines about itself: schemas, completions, manual pages.

use std::path::Path;

use serde_json::Value;

use crate::support::{Folder, Run};

/// Whether `value` is as `schema` says; the words of JSON Schema that ours uses, no others.
fn check(schema: &Value, root: &Value, value: &Value) -> Result<(), String> {
    let error = |what: &str| Err(format!("{what}: {value}"));
    for (word, rule) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "$id" | "$comment" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                check(&root["$defs"][name], root, value)?;
            }
            "type" => {
                let names = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                let is = |name: &str| match name {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64(),
                    "number" => value.is_number(),
                    "null" => value.is_null(),
                    _ => panic!("unknown type {name}"),
                };
                if !names.iter().any(|name| is(name.as_str().unwrap())) {
                    return error("wrong type");
                }
            }
            "required" => {
                if rule.as_array().unwrap().iter().any(|name| value.get(name.as_str().unwrap()).is_none()) {
                    return error("a member is missing");
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    value.get(name).map_or(Ok(()), |member| check(rule, root, member))?;
                }
            }
            "additionalProperties" => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    if schema.get("properties").and_then(|known| known.get(name)).is_none() {
                        match rule {
                            Value::Bool(false) => return error(&format!("unknown member {name}")),
                            Value::Bool(true) => {}
                            rule => check(rule, root, member)?,
                        }
                    }
                }
            }
            "items" => value.as_array().into_iter().flatten().try_for_each(|item| check(rule, root, item))?,
            "enum" if !rule.as_array().unwrap().contains(value) => return error("none of the values"),
            "const" if rule != value => return error("another value"),
            "anyOf" => {
                if !rule.as_array().unwrap().iter().any(|rule| check(rule, root, value).is_ok()) {
                    return error("none of the forms");
                }
            }
            "minimum" if value.as_f64() < rule.as_f64() => return error("too small"),
            "maximum" if value.as_f64() > rule.as_f64() => return error("too large"),
            "enum" | "const" | "minimum" | "maximum" | "minItems" | "maxItems" => {}
            _ => panic!("unknown word {word}"),
        }
    }
    Ok(())
}

#[test]
fn the_output_is_as_the_schema_says() {
    let folder = Folder::new();
    let schema: Value = serde_json::from_str(&Run::clean(&mut folder.sinotag(&["schema"])).stdout).unwrap();
    let text = "Orla Fenwright of Quandex left Velmora and Dunmarsh for the Velmora Fair. Fenwright met Wang Zhihong.";
    let input = serde_json::json!({"id": 1, "title": "Velmora", "text": text, "extra": [1]}).to_string();
    for options in [
        &[][..],
        &["--attributes", "--nested", "--keep-fields"],
        &["--text-field", "title", "--text-field", "text", "--offsets", "byte"],
    ] {
        let document = Run::clean(folder.annotate(options).write_stdin(&*input)).document();
        assert!(document["mentions"].as_array().unwrap().len() > 5, "{document}");
        assert_eq!(check(&schema, &schema, &document), Ok(()), "{options:?}");
        let mut wrong = document.clone();
        wrong["mentions"][0]["kind"] = "company".into();
        assert!(check(&schema, &schema, &wrong).is_err());
    }
}

#[test]
fn the_arrow_schema_is_that_of_the_files() {
    let folder = Folder::new();
    for (annotate, schema) in [
        (&[][..], &[][..]),
        (&["--nested", "--text-field", "title", "--text-field", "text"], &["--nested", "--several-fields"]),
    ] {
        let input = "{\"title\": \"Velmora\"}\n{\"text\": \"Velmora\"}\n";
        Run::clean(
            folder.annotate(&["-o", "a.parquet", "--errors", "e"]).args(annotate).write_stdin("{\"text\": \"\"}"),
        );
        Run::of(folder.annotate(&["-o", "a.parquet"]).args(annotate).write_stdin(input));
        let told = Run::clean(folder.sinotag(&["schema", "arrow"]).args(schema)).stdout;
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["schema_version"], 1);
        let file = std::fs::File::open(folder.path("a.parquet")).unwrap();
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        let mentions = reader.schema().field_with_name("mentions").unwrap();
        let arrow_schema::DataType::List(element) = mentions.data_type() else { panic!("{mentions}") };
        let arrow_schema::DataType::Struct(fields) = element.data_type() else { panic!("{element}") };
        let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
        let children = told["fields"][1]["children"][0]["children"].as_array().unwrap();
        assert_eq!(children.iter().map(|child| child["name"].as_str().unwrap()).collect::<Vec<_>>(), names);
        assert_eq!(told["fields"][1]["children"][0]["name"], element.name().as_str());
    }
}

#[test]
fn shells_get_completions() {
    let folder = Folder::new();
    for (shell, word) in [("bash", "_sinotag()"), ("zsh", "#compdef sinotag"), ("fish", "complete -c sinotag")] {
        let script = Run::clean(&mut folder.sinotag(&["completions", shell])).stdout;
        assert!(script.contains(word) && script.contains("checkpoint-every"), "{shell}");
    }
}

/// The package holds the manual pages. `SINOTAG_UPDATE=1 cargo test -p sinotag-cli` writes them anew.
#[test]
fn the_manual_pages_are_up_to_date() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("man")).unwrap();
    Run::clean(&mut folder.sinotag(&["man", "--directory", "man"]));
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    if std::env::var_os("SINOTAG_UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&committed);
        std::fs::create_dir_all(&committed).unwrap();
    }
    let mut pages = 0;
    for entry in std::fs::read_dir(folder.path("man")).unwrap() {
        let entry = entry.unwrap();
        let (page, place) = (std::fs::read(entry.path()).unwrap(), committed.join(entry.file_name()));
        if std::env::var_os("SINOTAG_UPDATE").is_some() {
            std::fs::write(&place, &page).unwrap();
        }
        let name = entry.file_name();
        assert!(
            std::fs::read(&place).is_ok_and(|old| old == page),
            "{name:?}: run SINOTAG_UPDATE=1 cargo test -p sinotag-cli"
        );
        pages += 1;
    }
    assert_eq!(pages, std::fs::read_dir(committed).unwrap().count(), "a page of a subcommand that is no more");
    let page = Run::clean(&mut folder.sinotag(&["man"])).stdout;
    assert_eq!(page, folder.read("man/sinotag.1"));
}
