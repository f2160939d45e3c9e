//! The documents of a corpus, one after the other, for commands that count.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Args;
use serde_json::value::RawValue;
use sinotag::Date;

use crate::Outcome;
use crate::args::{Format, Split};
use crate::failure::report;
use crate::input::{Input, RawRecord};
use crate::record;

/// How the documents of a corpus are read.
#[derive(Debug, Args)]
pub(crate) struct CorpusArguments {
    /// Files to read; `-` or none is standard input
    pub(crate) files: Vec<PathBuf>,

    /// Format of the input [default: .jsonl and .ndjson are JSON Lines, .txt is text, else by the first byte]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<Format>,

    /// Cut plain text into documents
    #[arg(long, value_name = "UNIT", default_value = "whole")]
    pub(crate) split: Split,

    /// Field of a JSON record that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,
}

/// A document that could be read.
pub(crate) struct CorpusDocument<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) date: Option<Date>,
}

/// Gives each document to `each`. Records that fail are reported by file and line, and the others are still given.
pub(crate) fn for_each(
    arguments: &CorpusArguments,
    date_field: Option<&str>,
    mut each: impl FnMut(CorpusDocument<'_>),
) -> Outcome {
    let stdin = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &stdin } else { arguments.files.as_slice() };
    let (mut unreadable, mut broken, mut failed, mut records) = (0, 0, 0, 0usize);
    for path in files {
        let mut input = match Input::open(path, arguments.from, arguments.split) {
            Ok(input) => input,
            Err(error) => {
                report(format_args!("{}: cannot be read: {error}", path.display()));
                unreadable += 1;
                continue;
            }
        };
        loop {
            match input.next_record() {
                Ok(Some(raw)) => {
                    records += 1;
                    match document(&raw, arguments, date_field) {
                        Ok(document) => each(document),
                        Err(reason) => {
                            report(format_args!("{}: {reason}", raw.place));
                            failed += 1;
                        }
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    report(format_args!("{}: cannot be read: {error}", path.display()));
                    broken += 1;
                    break;
                }
            }
        }
    }
    if failed > 0 {
        report(format_args!("{failed} of {records} records failed"));
    }
    match unreadable {
        _ if unreadable == files.len() => Outcome::NothingRan,
        0 if failed + broken == 0 => Outcome::Clean,
        _ => Outcome::SomeFailed,
    }
}

fn document<'b>(
    raw: &'b RawRecord,
    arguments: &CorpusArguments,
    date_field: Option<&str>,
) -> Result<CorpusDocument<'b>, String> {
    let source = record::decode(&raw.bytes, false)?;
    if raw.format == Format::Text {
        return Ok(CorpusDocument { text: source, date: None });
    }
    let fields: std::collections::HashMap<String, Box<RawValue>> =
        serde_json::from_str(&source).map_err(|error| record::invalid_json(&error))?;
    let field = &arguments.text_field;
    let text = fields.get(field).ok_or_else(|| format!("the record has no field {field:?}"))?;
    let text: String = serde_json::from_str(text.get()).map_err(|_| format!("field {field:?} is not a string"))?;
    let date = date_field.and_then(|name| fields.get(name).map(|value| record::date(name, value.get())));
    Ok(CorpusDocument { text: text.into(), date: date.transpose()?.flatten() })
}
