//! CSV and TSV: a line of column names, then a record a row.

use std::io;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::stream::Stream;
use super::{Content, InputOptions, Source, check_text_columns};

/// The names of the columns.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) names: Vec<String>,
}

impl Header {
    /// The place of the column `name`.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == name)
    }
}

pub(super) struct Table {
    reader: csv::Reader<Stream>,
    header: Arc<Header>,
    encoding: Option<&'static Encoding>,
    /// What ended the reading, told after the rows before it.
    error: Option<io::Error>,
}

impl Table {
    pub(super) fn new(
        stream: Stream,
        encoding: Option<&'static Encoding>,
        delimiter: u8,
        options: &InputOptions,
    ) -> io::Result<Self> {
        // Rows of another length are errors of their own, told where they are worked on.
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(options.quoting)
            .flexible(true)
            // By default a row may begin with the second half of a line end of Windows, and have the line before as its own.
            .terminator(csv::Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(stream);
        let names: Vec<String> = reader.headers()?.iter().map(|name| name.trim().to_owned()).collect();
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                return Err(io::Error::other(format!("two columns have the name {name:?}")));
            }
        }
        check_text_columns(names.iter().map(String::as_str), options)?;
        Ok(Self { reader, header: Arc::new(Header { names }), encoding, error: None })
    }
}

impl Source for Table {
    fn next(&mut self, limit: usize) -> io::Result<Option<Content>> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let (mut rows, mut bytes) = (Vec::new(), 0);
        let mut row = csv::ByteRecord::new();
        while bytes < limit {
            match self.reader.read_byte_record(&mut row) {
                Ok(true) if row.len() == 1 && &row[0] == b"\r" => continue,
                Ok(true) => {}
                Ok(false) => break,
                Err(error) if rows.is_empty() => return Err(error.into()),
                Err(error) => {
                    self.error = Some(error.into());
                    break;
                }
            }
            let line = row.position().map_or(0, |position| position.line() as usize);
            bytes += row.as_slice().len();
            rows.push((line, row.clone()));
        }
        Ok((!rows.is_empty()).then(|| Content::Rows { header: self.header.clone(), rows }))
    }

    fn encoding(&self) -> Option<&'static Encoding> {
        self.encoding
    }
}
