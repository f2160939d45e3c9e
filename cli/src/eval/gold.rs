//! Reads gold documents.

use std::path::Path;

use serde::Deserialize;
use sinotag::{Kind, Span};

use crate::failure::Failure;
use crate::{corpus, input};

/// An annotated document; spans are bytes.
#[derive(Debug)]
pub(super) struct GoldDocument {
    pub(super) text: String,
    pub(super) mentions: Vec<(Span, Kind)>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    part: Option<String>,
    #[serde(alias = "entities")]
    mentions: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldMention {
    start: usize,
    end: usize,
    #[serde(alias = "label")]
    kind: String,
}

/// Reads the documents of one part, or all. Mentions of other than our five kinds are left out.
pub(super) fn read(path: &Path, part: Option<&str>) -> Result<Vec<GoldDocument>, Failure> {
    let fail = |line: usize, message: String| Failure::Message(format!("{}:{line}: {message}", path.display()));
    let mut content = std::fs::read(path)
        .map_err(|error| Failure::Message(format!("{}: cannot be read: {error}", path.display())))?;
    input::strip_byte_order_mark(&mut content);
    let mut documents = Vec::new();
    for (number, line) in content.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !input::is_blank(line)) {
        let number = number + 1;
        let line = std::str::from_utf8(line).map_err(|error| fail(number, corpus::not_utf8(line, error)))?;
        let line: Line = serde_json::from_str(line).map_err(|error| fail(number, corpus::invalid_json(&error)))?;
        if part.is_some() && line.part.as_deref() != part {
            continue;
        }
        let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
        let mut mentions = Vec::new();
        for mention in &line.mentions {
            let Some(kind) = kind(&mention.kind).map_err(|message| fail(number, message))? else { continue };
            match (bytes.get(mention.start), bytes.get(mention.end)) {
                (Some(&start), Some(&end)) if start < end => mentions.push((Span::new(start, end), kind)),
                _ => {
                    return Err(fail(number, format!("span {}..{} lies outside the text", mention.start, mention.end)));
                }
            }
        }
        documents.push(GoldDocument { text: line.text, mentions });
    }
    if documents.is_empty() {
        let which = part.map(|part| format!(" of part {part:?}")).unwrap_or_default();
        return Err(Failure::Message(format!("{}: there is no document{which}", path.display())));
    }
    Ok(documents)
}

/// Our kind for a label of the usual sets; none for one that names something else.
fn kind(label: &str) -> Result<Option<Kind>, String> {
    Ok(Some(match label.to_ascii_lowercase().as_str() {
        "person" | "per" => Kind::Person,
        "organization" | "organisation" | "org" => Kind::Organization,
        "place" | "loc" | "gpe" | "fac" => Kind::Place,
        "policy" => Kind::Policy,
        "event" => Kind::Event,
        "misc" => return Ok(None),
        _ => return Err(format!("unknown kind {label:?}")),
    }))
}
