//! JSON Lines: one document a line, as the library serializes it, after its id and the fields that are kept.

use serde::Serialize;
use sinotag::OffsetConverter;
use sinotag::output::{DocumentRecord, MentionRecord, RecordOptions};

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
        let record = DocumentRecord::new(document.document, self.options);
        if document.fields.is_empty() {
            to_json(&mut *out, &record)?;
        } else {
            let mentions = in_fields(document, record, self.options).collect();
            to_json(&mut *out, &InFields { mentions })?;
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
