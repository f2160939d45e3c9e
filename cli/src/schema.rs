//! `sinotag schema`: what the output looks like, for machines.

use arrow_schema::{DataType, Field};
use serde_json::{Value, json};

use crate::Outcome;
use crate::args::{SchemaArguments, SchemaForm};
use crate::failure::Failure;
use crate::output::{FormatOptions, Output, arrow_schema};

/// Grows when a program that reads the output might have to change.
const VERSION: u32 = 1;

const DOCUMENT: &str = include_str!("../schema/document.schema.json");

pub(crate) fn run(arguments: &SchemaArguments) -> Result<Outcome, Failure> {
    let text = match arguments.form {
        SchemaForm::Json => DOCUMENT.to_owned(),
        SchemaForm::Arrow => arrow(FormatOptions {
            several_fields: arguments.several_fields,
            nested: arguments.nested,
            key_phrases: arguments.key_phrases,
            ..FormatOptions::default()
        }),
    };
    let mut output = Output::open(None)?;
    output.put(text.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Clean)
}

fn arrow(options: FormatOptions) -> String {
    let schema = arrow_schema(&options, None);
    let fields: Vec<_> = schema.fields().iter().map(|column| field(column)).collect();
    format!("{:#}\n", json!({ "schema_version": VERSION, "fields": fields }))
}

/// A field with the names that Arrow's own JSON form has.
fn field(field: &Field) -> Value {
    let (kind, children): (_, Vec<_>) = match field.data_type() {
        DataType::List(element) => ("list".to_owned(), vec![element]),
        DataType::Struct(fields) => ("struct".to_owned(), fields.iter().collect()),
        kind => (format!("{kind:?}").to_ascii_lowercase(), Vec::new()),
    };
    let mut value = json!({ "name": field.name(), "type": kind, "nullable": field.is_nullable() });
    if !children.is_empty() {
        value["children"] = children.into_iter().map(|child| self::field(child)).collect();
    }
    value
}
