//! One record, ready to be tagged, and what those of all formats have in common.

use std::borrow::Cow;

use encoding_rs::Encoding;
use sinotag::Date;

use crate::output::FieldSpan;

/// What the user chose about the fields of records.
#[derive(Debug)]
pub(crate) struct FieldOptions {
    /// At least one.
    pub(crate) texts: Vec<String>,
    pub(crate) id: Option<String>,
    pub(crate) date: Option<String>,
    /// Other fields are rendered as JSON.
    pub(crate) keep_as_json: bool,
}

impl FieldOptions {
    /// The message for a record in which no text field is.
    pub(super) fn no_text(&self) -> String {
        let names: Vec<_> = self.texts.iter().map(|name| format!("{name:?}")).collect();
        format!("the record has no field {}", names.join(" or "))
    }
}

/// Fields of the output that the input's must not replace.
pub(super) const RESERVED: [&str; 4] = ["id", "mentions", "key_phrases", "key_phrases_absence"];

/// A record, ready to be tagged.
pub(crate) struct Record<'b> {
    /// None if the record has no id of its own.
    pub(crate) id: Option<Cow<'b, str>>,
    pub(crate) text: Cow<'b, str>,
    /// Empty unless there are several text fields.
    pub(crate) fields: Vec<FieldSpan<'b>>,
    pub(crate) date: Option<Date>,
    /// Fields to carry through, as members of a JSON object, each after a comma.
    pub(crate) kept: Vec<u8>,
    pub(crate) has_text: bool,
}

impl<'b> Record<'b> {
    /// A document of plain text.
    pub(crate) fn plain(text: Cow<'b, str>) -> Self {
        Self { id: None, text, fields: Vec::new(), date: None, kept: Vec::new(), has_text: true }
    }
}

/// What stands between two text fields: an empty line, which ends a sentence.
const BETWEEN: &str = "\n\n";

/// Joins the texts of the fields `names`; fields that a record does not have are left out. None if it has none.
pub(super) fn join<'b>(
    names: &'b [String],
    mut texts: Vec<Option<Cow<'b, str>>>,
) -> Option<(Cow<'b, str>, Vec<FieldSpan<'b>>)> {
    if let [text] = texts.as_mut_slice() {
        return Some((text.take()?, Vec::new()));
    }
    let mut joined = String::new();
    let mut fields = Vec::new();
    for (name, text) in names.iter().zip(texts) {
        let Some(text) = text else { continue };
        if !fields.is_empty() {
            joined.push_str(BETWEEN);
        }
        let start = joined.len();
        joined.push_str(&text);
        fields.push(FieldSpan { name, start, end: joined.len() });
    }
    (!fields.is_empty()).then_some((joined.into(), fields))
}

/// The bytes as text; the error names the first bad byte.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    lossy: bool,
    encoding: Option<&'static Encoding>,
) -> Result<Cow<'b, str>, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(_) if lossy => Ok(String::from_utf8_lossy(bytes)),
        Err(error) => {
            let reason = match encoding {
                Some(encoding) => format!("holds bytes that are not {}", encoding.name()),
                None => not_utf8(bytes, error),
            };
            Err(format!("{reason}; --lossy replaces such bytes"))
        }
    }
}

/// Says which byte is wrong, and on which line of a record that has several.
pub(crate) fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> String {
    let at = error.valid_up_to();
    let (byte, value) = (at + 1, bytes[at]);
    match bytes[..at].iter().filter(|byte| **byte == b'\n').count() {
        0 => format!("byte {byte} (0x{value:02X}) is not UTF-8"),
        lines => format!("byte {byte} (0x{value:02X}), in line {} of the document, is not UTF-8", lines + 1),
    }
}

/// The date in the field `name`; none for an empty one.
pub(super) fn date(name: &str, value: &str) -> Result<Option<Date>, String> {
    if value.trim().is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|error| format!("field {name:?}: {error}"))
}

/// Adds `,"name":value` to the members of a JSON object; `value` is JSON.
pub(super) fn keep(kept: &mut Vec<u8>, name: &str, value: &[u8]) {
    kept.push(b',');
    kept.extend(json(name));
    kept.push(b':');
    kept.extend(value);
}

/// A string as JSON.
pub(super) fn json(text: &str) -> Vec<u8> {
    serde_json::to_vec(text).unwrap_or_else(|error| unreachable!("a string is JSON: {error}"))
}
