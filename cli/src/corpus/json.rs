//! A line of JSON Lines as a record.

use std::borrow::Cow;
use std::fmt;

use serde_json::value::RawValue;
use sinotag::Date;

use super::record::{self, FieldOptions, RESERVED, Record};

pub(super) fn read<'b>(source: &'b str, options: &'b FieldOptions) -> Result<Record<'b>, String> {
    // In a hurry first, then, to say what is wrong, again with care.
    let found = deserialize(source, options, !options.keep_as_json)
        .or_else(|_| deserialize(source, options, false))
        .map_err(|error| invalid_json(&error))?;
    let (text, fields) = record::join(&options.texts, found.texts).ok_or_else(|| options.no_text())?;
    Ok(Record { id: found.id, text, fields, date: found.date, kept: found.kept, has_text: true })
}

fn deserialize<'b>(source: &'b str, options: &'b FieldOptions, hurry: bool) -> serde_json::Result<Found<'b>> {
    let mut fields = serde_json::Deserializer::from_str(source);
    let found = serde::de::DeserializeSeed::deserialize(Fields { options, hurry }, &mut fields)?;
    fields.end()?;
    Ok(found)
}

/// A record is one line, so that the line which JSON errors name is always 1: the column is what helps.
pub(crate) fn invalid_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    if error.is_data() { message.to_owned() } else { format!("invalid JSON at column {}: {message}", error.column()) }
}

/// Reads the fields that are asked for, and skips the others without building them.
#[derive(Clone, Copy)]
struct Fields<'a> {
    options: &'a FieldOptions,
    /// Text is read at once instead of being measured first: twice as fast, but errors are serde's, not ours.
    hurry: bool,
}

#[derive(Default)]
struct Found<'b> {
    id: Option<Cow<'b, str>>,
    date: Option<Date>,
    /// In the order of the options.
    texts: Vec<Option<Cow<'b, str>>>,
    kept: Vec<u8>,
}

impl<'b> serde::de::DeserializeSeed<'b> for Fields<'_> {
    type Value = Found<'b>;

    fn deserialize<D: serde::Deserializer<'b>>(self, deserializer: D) -> Result<Found<'b>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'b> serde::de::Visitor<'b> for Fields<'_> {
    type Value = Found<'b>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<M: serde::de::MapAccess<'b>>(self, mut map: M) -> Result<Found<'b>, M::Error> {
        use serde::de::Error as _;
        let Self { options, hurry } = self;
        let mut found = Found { texts: vec![None; options.texts.len()], ..Found::default() };
        while let Some(BorrowedText(name)) = map.next_key()? {
            let text = options.texts.iter().position(|field| *field == name);
            let is_date = options.date.as_ref().is_some_and(|field| *field == name);
            let is_id = options.id.as_ref().is_some_and(|field| *field == name);
            if !(text.is_some() || is_date || is_id || options.keep_as_json) {
                map.next_value::<serde::de::IgnoredAny>()?;
                continue;
            }
            if let (Some(text), true, false, false) = (text, hurry, is_date, is_id) {
                found.texts[text] = Some(map.next_value::<BorrowedText<'b>>()?.0);
                continue;
            }
            let value: &'b RawValue = map.next_value()?;
            if let Some(text) = text {
                found.texts[text] = string(&name, value, options.texts.len() > 1).map_err(M::Error::custom)?;
            }
            if is_date {
                found.date = date(&name, value.get()).map_err(M::Error::custom)?;
            }
            if is_id {
                found.id = id(&name, value.get()).map_err(M::Error::custom)?;
            } else if options.keep_as_json && !RESERVED.contains(&&*name) {
                record::keep(&mut found.kept, &name, value.get().as_bytes());
            }
        }
        Ok(found)
    }
}

/// The text in a JSON value; with `or_null`, none for null.
fn string<'b>(name: &str, value: &'b RawValue, or_null: bool) -> Result<Option<Cow<'b, str>>, String> {
    match value.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str::<BorrowedText<'b>>(value.get())
            .map(|text| Some(text.0))
            .map_err(|_| lone_surrogate(name)),
        Some(b'n') if or_null => Ok(None),
        _ => Err(format!("field {name:?} is not a string")),
    }
}

/// The date in a JSON value: a string, or a number that is a year or a day (20190601); none for null and for an empty string.
fn date(name: &str, value: &str) -> Result<Option<Date>, String> {
    match value.as_bytes().first() {
        Some(b'"') => {
            let text = serde_json::from_str::<BorrowedText<'_>>(value).map_err(|_| lone_surrogate(name))?;
            record::date(name, &text.0)
        }
        Some(b'n') => Ok(None),
        _ => record::date(name, value),
    }
}

/// The id in a JSON value: a string, or a number as it is written; none for null.
fn id<'b>(name: &str, value: &'b str) -> Result<Option<Cow<'b, str>>, String> {
    match value.as_bytes().first() {
        Some(b'"') => {
            serde_json::from_str::<BorrowedText<'b>>(value).map(|id| Some(id.0)).map_err(|_| lone_surrogate(name))
        }
        Some(b'0'..=b'9' | b'-') => Ok(Some(value.into())),
        Some(b'n') => Ok(None),
        _ => Err(format!("field {name:?} is neither a string nor a number")),
    }
}

/// The one thing that can be wrong with a string that has been found to be valid JSON: an escape that is half a character.
fn lone_surrogate(name: &str) -> String {
    format!("field {name:?} holds a lone surrogate (\\uD800 to \\uDFFF), which is no character")
}

/// A string that borrows from the input where it holds no escapes.
#[derive(serde::Deserialize)]
struct BorrowedText<'b>(#[serde(borrow)] Cow<'b, str>);
