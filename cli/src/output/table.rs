//! CSV and TSV: one mention a row.

use sinotag::output::{DocumentRecord, MentionRecord, RecordOptions};

use super::json_lines::in_fields;
use super::{Annotated, DocumentFormat, FormatOptions};

pub(super) struct Table {
    delimiter: u8,
    options: RecordOptions,
    several_fields: bool,
    nested: bool,
}

impl Table {
    pub(super) fn new(delimiter: u8, options: &FormatOptions) -> Self {
        Self { delimiter, options: options.record, several_fields: options.several_fields, nested: options.nested }
    }

    fn writer<'o>(&self, out: &'o mut Vec<u8>) -> csv::Writer<&'o mut Vec<u8>> {
        csv::WriterBuilder::new().delimiter(self.delimiter).buffer_capacity(1 << 10).from_writer(out)
    }

    fn row(
        &self,
        rows: &mut csv::Writer<&mut Vec<u8>>,
        id: &str,
        field: Option<&str>,
        mention: &MentionRecord<'_>,
    ) -> csv::Result<()> {
        rows.write_field(id)?;
        if let Some(field) = field {
            rows.write_field(field)?;
        }
        rows.write_field(mention.start.to_string())?;
        rows.write_field(mention.end.to_string())?;
        rows.write_field(mention.text)?;
        rows.write_field(mention.kind.name())?;
        rows.write_field(mention.confidence.to_string())?;
        rows.write_field(mention.evidence.name())?;
        rows.write_field(mention.rule.unwrap_or_default())?;
        let entity = mention.entity.as_ref();
        rows.write_field(entity.map_or("", |entity| entity.id))?;
        rows.write_field(entity.map_or("", |entity| entity.name))?;
        rows.write_field(entity.and_then(|entity| entity.name_zh).unwrap_or_default())?;
        if self.nested {
            rows.write_field(mention.nested.to_string())?;
        }
        rows.write_record(None::<&[u8]>)
    }

    fn rows(&self, document: &Annotated<'_>, out: &mut Vec<u8>) -> csv::Result<()> {
        let mut rows = self.writer(out);
        let record = DocumentRecord::new(document.document, self.options);
        if self.several_fields {
            for mention in in_fields(document, record, self.options) {
                self.row(&mut rows, document.id, Some(mention.field), &mention.mention)?;
            }
        } else {
            for mention in &record.mentions {
                self.row(&mut rows, document.id, None, mention)?;
            }
        }
        Ok(rows.flush()?)
    }
}

/// The columns that tell of a mention, as in Parquet.
const COLUMNS: [&str; 10] =
    ["start", "end", "text", "kind", "confidence", "evidence", "rule", "entity_id", "name", "name_zh"];

impl DocumentFormat for Table {
    fn header(&self, out: &mut Vec<u8>) {
        let separator = char::from(self.delimiter).to_string();
        let field = self.several_fields.then_some("field");
        let nested = self.nested.then_some("nested");
        let columns: Vec<_> = ["id"].into_iter().chain(field).chain(COLUMNS).chain(nested).collect();
        out.extend(columns.join(&separator).as_bytes());
        out.push(b'\n');
    }

    fn document(&self, document: &Annotated<'_>, out: &mut Vec<u8>) -> Result<(), String> {
        self.rows(document, out).map_err(|error| error.to_string())
    }
}
