//! Reads dictionaries from JSON Lines, and the pattern files of spaCy's `EntityRuler`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{Error, Kind};

use super::row::{self, Cells, Defaults, Row};

pub(super) fn rows(path: &Path, text: &str) -> Result<Vec<Row>, Error> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut rows = Vec::new();
    for (line, json) in (1..).zip(text.lines()).filter(|(_, json)| !json.trim().is_empty()) {
        let row = serde_json::from_str::<Line>(json)
            .map_err(|error| reason(json, &error))
            .and_then(|read| match read {
                Line::Pattern(pattern) => pattern.row(line),
                Line::Entity(entity) => entity.row(line),
            })
            .map_err(|message| Error::format(path, line, message))?;
        rows.push(row);
    }
    Ok(rows)
}

/// What is wrong with a line. Which of the two forms was meant is seen by its fields: serde only tells that neither fits.
fn reason(json: &str, error: &serde_json::Error) -> String {
    let fields = match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(json) {
        Ok(fields) => fields,
        Err(error) if error.is_data() => return "is no JSON object".to_owned(),
        Err(error) => return format!("invalid JSON: {error}"),
    };
    let closer = if fields.contains_key("pattern") {
        serde_json::from_str::<Pattern>(json).err()
    } else {
        serde_json::from_str::<Entity>(json).err()
    };
    let message = closer.as_ref().unwrap_or(error).to_string();
    message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message).to_owned()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Pattern(Pattern),
    Entity(Entity),
}

/// A row in the fields of the TSV format.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entity {
    id: Option<String>,
    name: String,
    kind: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    name_zh: Option<String>,
    #[serde(default)]
    subkind: Option<String>,
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    prominence: Option<u8>,
    #[serde(default)]
    flags: Vec<String>,
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(serde_json::Number),
    List(Vec<String>),
}

impl Entity {
    fn row(&self, line: usize) -> Result<Row, String> {
        let mut pairs = Vec::with_capacity(self.attributes.len());
        for (key, value) in &self.attributes {
            let items: Vec<Cow<'_, str>> = match value {
                Value::Text(text) => vec![text.into()],
                Value::Number(number) => vec![number.to_string().into()],
                Value::List(items) => items.iter().map(Into::into).collect(),
            };
            if items.iter().any(|item| item.contains([';', '|'])) {
                return Err(format!("attribute {key:?} holds ';' or '|', which separate attributes"));
            }
            pairs.push(format!("{key}={}", items.join("|")));
        }
        let prominence = self.prominence.map_or(String::new(), |prominence| prominence.to_string());
        let cells = Cells {
            id: self.id.as_deref(),
            name: &self.name,
            name_zh: self.name_zh.as_deref().unwrap_or_default(),
            kind: &self.kind,
            subkind: self.subkind.as_deref().unwrap_or_default(),
            case: self.case.as_deref().unwrap_or_default(),
            prominence: &prominence,
            flags: &self.flags.join("|"),
            attributes: &pairs.join(";"),
        };
        Row::read(line, cells, self.aliases.iter().map(String::as_str), Defaults::default(), row::copied)
    }
}

/// A line of spaCy's pattern files.
#[derive(Deserialize)]
struct Pattern {
    label: String,
    pattern: Phrase,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Phrase {
    Text(String),
    Tokens(Vec<BTreeMap<String, serde_json::Value>>),
}

impl Pattern {
    fn row(&self, line: usize) -> Result<Row, String> {
        let kind = self.kind()?;
        let (name, case) = match &self.pattern {
            // As spaCy matches phrases: letter for letter.
            Phrase::Text(text) => (text.clone(), "exact"),
            Phrase::Tokens(tokens) => words_of(tokens)?,
        };
        let id = match &self.id {
            Some(id) if id.starts_with(row::id_prefix(kind)) && id.contains(':') => id.clone(),
            Some(id) => row::id_from(kind, id)?,
            None => row::id_from(kind, &name)?,
        };
        let cells = Cells { id: Some(&id), name: &name, kind: kind.name(), case, ..Cells::default() };
        Row::read(line, cells, std::iter::empty(), Defaults::default(), row::copied)
    }

    /// The kind that a label of spaCy's English models, or of ours, means.
    fn kind(&self) -> Result<Kind, String> {
        match self.label.to_ascii_uppercase().as_str() {
            "PERSON" | "PER" => Ok(Kind::Person),
            "ORG" | "ORGANIZATION" => Ok(Kind::Organization),
            "GPE" | "LOC" | "FAC" | "PLACE" => Ok(Kind::Place),
            "LAW" | "POLICY" => Ok(Kind::Policy),
            "EVENT" => Ok(Kind::Event),
            _ => Err(format!("label {:?} is none of PERSON, ORG, GPE, LOC, FAC, LAW, EVENT", self.label)),
        }
    }
}

/// The words of a token pattern, and how their case is compared. Only patterns of one sequence of words have them.
fn words_of(tokens: &[BTreeMap<String, serde_json::Value>]) -> Result<(String, &'static str), String> {
    let mut words = Vec::with_capacity(tokens.len());
    let mut lower = 0;
    for token in tokens {
        let mut attributes = token.iter();
        let (Some((key, serde_json::Value::String(word))), None) = (attributes.next(), attributes.next()) else {
            return Err("only tokens with one of LOWER, TEXT and ORTH, and nothing else, can be read".to_owned());
        };
        match key.to_ascii_uppercase().as_str() {
            "LOWER" => lower += 1,
            "TEXT" | "ORTH" => {}
            _ => return Err(format!("the token attribute {key:?} is none of LOWER, TEXT and ORTH")),
        }
        words.push(word.as_str());
    }
    match lower {
        0 => Ok((words.join(" "), "exact")),
        all if all == words.len() => Ok((words.join(" "), "any")),
        _ => Err("a pattern must have either LOWER or TEXT in all its tokens".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dictionary, Kind};

    fn error(text: &str) -> String {
        Dictionary::from_json_lines("x.jsonl", text).unwrap_err().to_string()
    }

    #[test]
    fn errors_name_file_line_and_cause() {
        for (text, want) in [
            ("\n{\"name\": \"A\"", "x.jsonl:2: invalid JSON"),
            ("[]", "x.jsonl:1: is no JSON object"),
            (r#"{"name": "A Bank"}"#, "x.jsonl:1: missing field `kind`"),
            (r#"{"name": "A Bank", "kind": "bank"}"#, "x.jsonl:1: unknown kind \"bank\""),
            (r#"{"name": "A", "kind": "place", "nick": "B"}"#, "x.jsonl:1: unknown field `nick`"),
            (r#"{"name": "A", "kind": "place", "prominence": 11}"#, "x.jsonl:1: prominence \"11\" must be"),
            (r#"{"name": "A", "kind": "place", "attributes": {"a": "b;c"}}"#, "x.jsonl:1: attribute \"a\" holds ';'"),
            (r#"{"label": "MONEY", "pattern": "A"}"#, "x.jsonl:1: label \"MONEY\" is none of"),
            (r#"{"label": "ORG", "pattern": [{"LEMMA": "be"}]}"#, "x.jsonl:1: the token attribute \"LEMMA\""),
            (r#"{"label": "ORG", "pattern": [{"LOWER": "a", "OP": "?"}]}"#, "x.jsonl:1: only tokens with one of"),
            (r#"{"label": "ORG", "pattern": [{"LOWER": "a"}, {"TEXT": "B"}]}"#, "x.jsonl:1: a pattern must have"),
        ] {
            assert!(error(text).starts_with(want), "{:?} should start with {want:?}", error(text));
        }
    }

    #[test]
    fn fields_mean_what_columns_mean_in_tsv() {
        let text = r#"{"name": "Acme Bank", "kind": "organization", "aliases": ["Acme", "~AB"], "flags": ["context"],
            "attributes": {"ticker": ["1.HK", "2.SZ"], "from": 1990}}"#
            .replace('\n', " ");
        let rows = Dictionary::from_json_lines("x.jsonl", &text).unwrap().rows;
        assert_eq!((&*rows[0].id, &*rows[0].attributes), ("org:acme-bank", "from=1990;ticker=1.HK|2.SZ"));
        assert!(rows[0].needs_context && rows[0].aliases[1].needs_context);
    }

    #[test]
    fn patterns_of_spacy() {
        let text = "{\"label\": \"GPE\", \"pattern\": \"New Velmora\"}\n\
                    {\"label\": \"LAW\", \"pattern\": [{\"LOWER\": \"green\"}, {\"LOWER\": \"act\"}], \"id\": \"green-act\"}\n";
        let rows = Dictionary::from_json_lines("x.jsonl", text).unwrap().rows;
        assert_eq!((&*rows[0].id, rows[0].kind), ("place:new-velmora", Kind::Place));
        assert_eq!((&*rows[1].id, &*rows[1].name, rows[1].line), ("policy:green-act", "green act", 2));
    }
}
