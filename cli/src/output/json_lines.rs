//! JSON Lines: one document a line, as the library serializes it, after its id and the fields that are kept.

use serde::Serialize;
use sinotag::OffsetConverter;
use sinotag::output::{DocumentRecord, KeyPhraseRecord, MentionRecord, RecordOptions};

use super::{Annotated, DocumentFormat};

pub(super) struct JsonLines {
    options: RecordOptions,
}

impl JsonLines {
    pub(super) fn new(options: RecordOptions) -> Self {
        Self { options }
    }
}

impl DocumentFormat for JsonLines {
    fn document(&self, document: &Annotated<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        out.extend(br#"{"id":"#);
        to_json(&mut *out, &document.id)?;
        out.extend(document.kept);
        // The members of the record follow: its opening brace becomes a comma.
        let brace = out.len();
        let mut record = document.record(self.options);
        if document.fields.is_empty() {
            to_json(&mut *out, &record)?;
        } else {
            let key_phrases =
                record.key_phrases.take().map(|records| phrases_in_fields(document, records, self.options));
            let key_phrases_absence = record.key_phrases_absence;
            let mentions = in_fields(document, record, self.options).collect();
            to_json(&mut *out, &InFields { mentions, key_phrases, key_phrases_absence })?;
        }
        out[brace] = b',';
        out.push(b'\n');
        Ok(())
    }
}

fn to_json(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), String> {
    serde_json::to_writer(out, value).map_err(|error| error.to_string())
}

/// A document of several text fields.
#[derive(Serialize)]
struct InFields<'a> {
    mentions: Vec<InField<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_phrases: Option<Vec<PhraseInFields<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_phrases_absence: Option<&'static str>,
}

/// A key phrase with the field of each of its spans, whose offsets count in it.
#[derive(Serialize)]
struct PhraseInFields<'a> {
    #[serde(flatten)]
    phrase: KeyPhraseRecord<'a>,
    fields: Vec<&'a str>,
}

/// A mention with offsets in its field.
#[derive(Serialize)]
pub(super) struct InField<'a> {
    pub(super) field: &'a str,
    #[serde(flatten)]
    pub(super) mention: MentionRecord<'a>,
}

/// The mentions of a document with several text fields, each counted from the begin of its field. A mention that lies across two
/// fields is none.
pub(super) fn in_fields<'a>(
    document: &Annotated<'a>,
    record: DocumentRecord<'a>,
    options: RecordOptions,
) -> impl Iterator<Item = InField<'a>> {
    let mut offsets = OffsetConverter::new(document.document.text(), options.offsets);
    let spans: Vec<_> = document.document.mentions().map(sinotag::Mention::span).collect();
    let fields = document.fields;
    record.mentions.into_iter().zip(spans).filter_map(move |(mut mention, span)| {
        let field = fields.iter().find(|field| field.start <= span.start() && span.end() <= field.end)?;
        let begin = offsets.convert(field.start);
        mention.start -= begin;
        mention.end -= begin;
        Some(InField { field: field.name, mention })
    })
}

/// The key phrases of a document with several text fields. None lies across two fields, since a field ends a sentence.
fn phrases_in_fields<'a>(
    document: &Annotated<'a>,
    records: Vec<KeyPhraseRecord<'a>>,
    options: RecordOptions,
) -> Vec<PhraseInFields<'a>> {
    let mut offsets = OffsetConverter::new(document.document.text(), options.offsets);
    let begins: Vec<_> = document.fields.iter().map(|field| offsets.convert(field.start)).collect();
    let in_fields = |mut phrase: KeyPhraseRecord<'a>| {
        let mut fields = Vec::with_capacity(phrase.spans.len());
        for span in &mut phrase.spans {
            let field = begins.partition_point(|begin| *begin <= span[0]).saturating_sub(1);
            *span = span.map(|offset| offset - begins[field]);
            fields.push(document.fields[field].name);
        }
        PhraseInFields { phrase, fields }
    };
    records.into_iter().map(in_fields).collect()
}
