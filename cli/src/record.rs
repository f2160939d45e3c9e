//! One document on its way from bytes to a line of output: decoding, the fields of a JSON record, writing.

use std::borrow::Cow;
use std::fmt;

use serde_json::value::RawValue;
use sinotag::output::{DocumentRecord, RecordOptions};
use sinotag::{Background, Date, KeyPhraseExtractor, Scratch, Tagger};

use crate::args::{AnnotateArguments, Format, RankingArguments};
use crate::input::RawRecord;

/// A record, ready to be tagged.
struct Record<'b> {
    id: String,
    text: Cow<'b, str>,
    date: Option<Date>,
    /// Fields to carry through, in their order.
    kept: Vec<(Cow<'b, str>, &'b RawValue)>,
}

/// Fields of the output that the input's must not replace.
const RESERVED: [&str; 4] = ["id", "mentions", "key_phrases", "key_phrases_absence"];

/// Tags a record and gives its line of output, line end included, or the reason why it failed.
pub(crate) fn annotate(
    raw: &RawRecord,
    arguments: &AnnotateArguments,
    tagger: &Tagger,
    extractor: Option<&KeyPhraseExtractor>,
    scratch: &mut Scratch,
) -> Result<Vec<u8>, String> {
    let source = decode(&raw.bytes, arguments.lossy)?;
    let record = match raw.format {
        Format::Text => Record { id: raw.place.id(), text: source, date: None, kept: Vec::new() },
        Format::Jsonl => read_json(&source, raw, arguments)?,
    };
    let options = RecordOptions { offsets: arguments.offsets.into(), attributes: arguments.attributes };
    let dated;
    let tagger = match record.date {
        Some(date) => {
            dated = tagger.as_of(date);
            &dated
        }
        None => tagger,
    };
    let tagged = tagger.tag_with(scratch, &record.text);
    let mut document = DocumentRecord::new(tagged, options);
    if let Some((extractor, count)) = extractor.zip(arguments.key_phrases.count) {
        document = document.with_key_phrases(&extractor.extract(tagged, count), tagged.offsets(options.offsets));
    }
    let mut line = Vec::with_capacity(256 + record.text.len() / 2);
    write_line(&record, &document, &mut line).map_err(|error| error.to_string())?;
    Ok(line)
}

fn write_line(record: &Record<'_>, document: &DocumentRecord<'_>, line: &mut Vec<u8>) -> serde_json::Result<()> {
    line.extend(br#"{"id":"#);
    serde_json::to_writer(&mut *line, &record.id)?;
    for (name, value) in &record.kept {
        line.push(b',');
        serde_json::to_writer(&mut *line, name)?;
        line.push(b':');
        line.extend(value.get().as_bytes());
    }
    line.extend(br#","mentions":"#);
    serde_json::to_writer(&mut *line, &document.mentions)?;
    if let Some(key_phrases) = &document.key_phrases {
        line.extend(br#","key_phrases":"#);
        serde_json::to_writer(&mut *line, key_phrases)?;
    }
    if let Some(reason) = document.key_phrases_absence {
        line.extend(br#","key_phrases_absence":"#);
        serde_json::to_writer(&mut *line, reason)?;
    }
    line.extend(b"}\n");
    Ok(())
}

/// What finds key phrases as the arguments ask for.
pub(crate) fn extractor(arguments: &RankingArguments) -> Result<KeyPhraseExtractor, sinotag::Error> {
    let extractor = match &arguments.background {
        Some(path) => KeyPhraseExtractor::new(&Background::from_path(path)?),
        None => KeyPhraseExtractor::bundled(),
    };
    Ok(extractor.with_method(arguments.key_phrase_method))
}

/// The bytes as text; the error names the first bad byte.
pub(crate) fn decode(bytes: &[u8], lossy: bool) -> Result<Cow<'_, str>, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(_) if lossy => Ok(String::from_utf8_lossy(bytes)),
        Err(error) => Err(format!("{}; --lossy replaces such bytes", not_utf8(bytes, error))),
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

fn read_json<'b>(
    source: &'b Cow<'b, str>,
    raw: &RawRecord,
    arguments: &AnnotateArguments,
) -> Result<Record<'b>, String> {
    let mut fields = serde_json::Deserializer::from_str(source);
    let read = Fields { arguments };
    let found = serde::de::DeserializeSeed::deserialize(read, &mut fields)
        .and_then(|found| fields.end().map(|()| found))
        .map_err(|error| invalid_json(&error))?;
    let text = found.text.ok_or_else(|| format!("the record has no field {:?}", arguments.text_field))?;
    Ok(Record { id: found.id.unwrap_or_else(|| raw.place.id()), text, date: found.date, kept: found.kept })
}

/// A record is one line, so that the line which JSON errors name is always 1: the column is what helps.
pub(crate) fn invalid_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    if error.is_data() { message.to_owned() } else { format!("invalid JSON at column {}: {message}", error.column()) }
}

/// Reads the fields that are asked for, and skips the others without building them.
struct Fields<'a> {
    arguments: &'a AnnotateArguments,
}

#[derive(Default)]
struct Found<'b> {
    id: Option<String>,
    date: Option<Date>,
    text: Option<Cow<'b, str>>,
    kept: Vec<(Cow<'b, str>, &'b RawValue)>,
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
        let mut found = Found::default();
        let Self { arguments } = self;
        while let Some(BorrowedText(name)) = map.next_key()? {
            let value: &'b RawValue = map.next_value()?;
            if name == arguments.text_field {
                if !value.get().starts_with('"') {
                    return Err(M::Error::custom(format!("field {name:?} is not a string")));
                }
                let text = serde_json::from_str::<BorrowedText<'b>>(value.get())
                    .map_err(|_| M::Error::custom(lone_surrogate(&name)))?;
                found.text = Some(text.0);
            }
            if arguments.date_field.as_ref().is_some_and(|field| name == *field) {
                found.date = date(&name, value.get()).map_err(M::Error::custom)?;
            }
            if name == arguments.id_field {
                found.id = id(&name, value.get()).map_err(M::Error::custom)?;
            } else if arguments.keep_fields && !RESERVED.contains(&&*name) {
                found.kept.push((name, value));
            }
        }
        Ok(found)
    }
}

/// The date in a JSON value: a string, or a number that is a year or a day (20190601); none for null and for an empty string.
pub(crate) fn date(name: &str, value: &str) -> Result<Option<Date>, String> {
    let text: Cow<'_, str> = match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str::<BorrowedText<'_>>(value).map_err(|_| lone_surrogate(name))?.0,
        Some(b'n') => return Ok(None),
        _ => value.into(),
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error| format!("field {name:?}: {error}"))
}

/// The id in a JSON value: a string, or a number as it is written; none for null.
fn id(name: &str, value: &str) -> Result<Option<String>, String> {
    match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str(value).map(Some).map_err(|_| lone_surrogate(name)),
        Some(b'0'..=b'9' | b'-') => Ok(Some(value.to_owned())),
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
