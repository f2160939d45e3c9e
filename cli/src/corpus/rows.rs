//! A row of CSV or TSV as a record.

use std::borrow::Cow;

use csv::ByteRecord;
use encoding_rs::Encoding;

use super::record::{self, FieldOptions, RESERVED, Record, decode};
use crate::input::Header;

/// Where the fields that are asked for stand in the rows of a table.
pub(super) struct Columns<'a> {
    header: &'a Header,
    options: &'a FieldOptions,
    texts: Vec<Option<usize>>,
    id: Option<usize>,
    date: Option<usize>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(header: &'a Header, options: &'a FieldOptions) -> Self {
        Self {
            header,
            options,
            texts: options.texts.iter().map(|name| header.position(name)).collect(),
            id: options.id.as_ref().and_then(|name| header.position(name)),
            date: options.date.as_ref().and_then(|name| header.position(name)),
        }
    }

    pub(super) fn read(
        &self,
        row: &'a ByteRecord,
        lossy: bool,
        encoding: Option<&'static Encoding>,
    ) -> Result<Record<'a>, String> {
        let (names, options) = (&self.header.names, self.options);
        if row.len() != names.len() {
            return Err(format!("the row has {} fields, the header {}", row.len(), names.len()));
        }
        let value = |column: usize| -> Result<Cow<'a, str>, String> {
            // Rows end at a line feed; before it Windows has a carriage return.
            let field = &row[column];
            let field = if column + 1 == row.len() { field.strip_suffix(b"\r").unwrap_or(field) } else { field };
            decode(field, lossy, encoding).map_err(|reason| format!("field {:?}: {reason}", names[column]))
        };
        let texts: Result<Vec<_>, _> = self.texts.iter().map(|column| column.map(value).transpose()).collect();
        let (text, fields) = record::join(&options.texts, texts?).ok_or_else(|| options.no_text())?;
        let id = self.id.map(value).transpose()?.filter(|id| !id.is_empty());
        let date = match self.date {
            Some(column) => record::date(&names[column], &value(column)?)?,
            None => None,
        };
        let mut kept = Vec::new();
        if options.keep_as_json {
            for (column, name) in names.iter().enumerate() {
                if Some(column) != self.id && !RESERVED.contains(&&**name) {
                    record::keep(&mut kept, name, &record::json(&value(column)?));
                }
            }
        }
        Ok(Record { id, text, fields, date, kept, has_text: true })
    }
}
