//! CSV and TSV: a line of column names, then a record a row.

use std::io::{self, Read};
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

/// A row that grows longer than this has a quotation mark that is not closed. Without a limit the rest of the file would be read into
/// memory as one field; documents are smaller by far.
const LONGEST_ROW: usize = 1 << 28;

/// The input, as far as a row may reach. Beyond it is an error; [`io::Take`] would have the table end there, and the row with it.
struct Capped<R> {
    reader: R,
    /// How much may be read before the row has to end.
    left: usize,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.left);
        if most == 0 && !buffer.is_empty() {
            return Err(io::Error::other("row too long"));
        }
        let read = self.reader.read(&mut buffer[..most])?;
        self.left -= read;
        Ok(read)
    }
}

/// The rows of a table, of which none is longer than `longest`.
struct Rows<R> {
    reader: csv::Reader<Capped<R>>,
    longest: usize,
}

impl<R: Read> Rows<R> {
    fn new(reader: R, delimiter: u8, quoting: bool, longest: usize) -> Self {
        // Rows of another length are errors of their own, told where they are worked on.
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quoting)
            .flexible(true)
            // By default a row may begin with the second half of a line end of Windows, and have the line before as its own.
            .terminator(csv::Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_reader(Capped { reader, left: longest });
        Self { reader, longest }
    }

    fn header(&mut self) -> io::Result<Vec<String>> {
        let header = self.reader.headers().map(|names| names.iter().map(|name| name.trim().to_owned()).collect());
        header.map_err(|error| self.told(1, error))
    }

    /// Reads the next row. False at the end.
    fn read(&mut self, row: &mut csv::ByteRecord) -> io::Result<bool> {
        let line = self.reader.position().line();
        self.reader.get_mut().left = self.longest;
        self.reader.read_byte_record(row).map_err(|error| self.told(line, error))
    }

    /// The error as users are told it, of a row that begins at `line`.
    fn told(&self, line: u64, error: csv::Error) -> io::Error {
        if self.reader.get_ref().left > 0 {
            return error.into();
        }
        io::Error::other(format!(
            "the row at line {line} is longer than {} bytes: is a quotation mark not closed (see --no-quoting)?",
            self.longest
        ))
    }
}

pub(super) struct Table {
    rows: Rows<Stream>,
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
        let mut rows = Rows::new(stream, delimiter, options.quoting, LONGEST_ROW);
        let names = rows.header()?;
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                return Err(io::Error::other(format!("two columns have the name {name:?}")));
            }
        }
        check_text_columns(names.iter().map(String::as_str), options)?;
        Ok(Self { rows, header: Arc::new(Header { names }), encoding, error: None })
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
            match self.rows.read(&mut row) {
                Ok(true) if row.len() == 1 && &row[0] == b"\r" => continue,
                Ok(true) => {}
                Ok(false) => break,
                Err(error) if rows.is_empty() => return Err(error),
                Err(error) => {
                    self.error = Some(error);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_that_is_not_closed_ends_the_reading() {
        const LONGEST: usize = 1_000_000;
        let begin = "id,text\n1,one\n2,\"two\nlines\"\n3,\"";
        let mut rows = Rows::new(begin.as_bytes().chain(io::repeat(b'\n')), b',', true, LONGEST);
        let mut row = csv::ByteRecord::new();
        assert_eq!(rows.header().unwrap(), ["id", "text"]);
        for text in ["one", "two\nlines"] {
            assert!(rows.read(&mut row).unwrap());
            assert_eq!(&row[1], text.as_bytes());
        }
        let error = rows.read(&mut row).unwrap_err().to_string();
        assert!(error.starts_with("the row at line 5 is longer than 1000000 bytes"), "{error}");
        // Many rows may be longer than one.
        let line = format!("1,{}\n", "x".repeat(LONGEST / 3));
        let lines = line.repeat(11);
        let mut rows = Rows::new(lines.as_bytes(), b',', true, LONGEST);
        assert!((0..10).all(|_| rows.read(&mut row).unwrap()));
    }
}
