//! Reads annotations: JSON Lines as `annotate` writes them.

use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use sinotag::Kind;

use crate::failure::Failure;
use crate::{corpus, input};

/// A file of annotations, read line by line.
pub(crate) struct Annotations {
    file: String,
    reader: BufReader<Box<dyn Read + Send>>,
    line: usize,
}

/// A document: one line.
#[derive(Debug)]
pub(crate) struct AnnotatedDocument {
    /// The id, or `:LINE` of a line without.
    pub(crate) id: String,
    /// None of a record that was never annotated.
    pub(crate) mentions: Option<Vec<AnnotatedMention>>,
    pub(crate) text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct AnnotatedMention {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) kind: Kind,
    #[serde(default)]
    pub(crate) text: String,
    pub(crate) evidence: Option<String>,
    pub(crate) rule: Option<String>,
    pub(crate) entity: Option<AnnotatedEntity>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct AnnotatedEntity {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) name_zh: Option<String>,
}

impl AnnotatedMention {
    pub(crate) fn entity_id(&self) -> Option<&str> {
        self.entity.as_ref().map(|entity| &*entity.id)
    }
}

#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    mentions: Option<Vec<AnnotatedMention>>,
    text: Option<String>,
}

impl Annotations {
    /// Opens a file, or standard input for `-`. What is compressed is unpacked.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let file = path.display().to_string();
        let unpacked = input::open_unpacked(path).map_err(|error| unreadable(&file, &error))?;
        Ok(Self { file, reader: BufReader::with_capacity(1 << 16, unpacked), line: 0 })
    }

    /// Where the last document stands, as file and line.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The next document, or the reason why its line is none, which names file and line; nothing at the end.
    pub(crate) fn next_document(&mut self) -> Result<Option<Result<AnnotatedDocument, String>>, Failure> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = self.reader.read_until(b'\n', &mut bytes).map_err(|error| unreadable(&self.file, &error))?;
            if read == 0 {
                return Ok(None);
            }
            self.line += 1;
            if !input::is_blank(&bytes) {
                let document = parse(&bytes, self.line);
                return Ok(Some(document.map_err(|reason| format!("{}: {reason}", self.place()))));
            }
        }
    }
}

fn parse(bytes: &[u8], number: usize) -> Result<AnnotatedDocument, String> {
    let line = std::str::from_utf8(bytes).map_err(|error| corpus::not_utf8(bytes, error))?;
    let Line { id, mentions, text } = serde_json::from_str(line).map_err(|error| corpus::invalid_json(&error))?;
    let id = match id {
        Some(Value::String(id)) => id,
        Some(Value::Null) | None => format!(":{number}"),
        Some(id) => id.to_string(),
    };
    Ok(AnnotatedDocument { id, mentions, text })
}

fn unreadable(file: &str, error: &io::Error) -> Failure {
    Failure::Message(format!("{file}: cannot be read: {error}"))
}
