//! From the arguments to batches of raw records.
//!
//! Goes in: paths, folders, patterns. Comes out: [`Batch`]es of about [`InputOptions::batch_bytes`] bytes, cut at the same places
//! on every run, whatever the threads or the speed of a pipe: what is compressed, grouped or noted for `--resume` by the batch is
//! the same, too. Nothing here looks into a record further than is needed to find its end.

mod documents;
mod encoding;
mod files;
mod lines;
mod parquet;
mod stream;
mod table;

use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;

use crate::args::{InputArguments, InputFormat, Split};

pub(crate) use files::{FileList, find};
pub(crate) use parquet::first_schema;
pub(crate) use stream::{Position, open_unpacked};
pub(crate) use table::Header;

/// How inputs are read.
#[derive(Debug)]
pub(crate) struct InputOptions {
    pub(crate) from: Option<InputFormat>,
    pub(crate) split: Split,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    pub(crate) delimiter: Option<u8>,
    pub(crate) quoting: bool,
    /// A batch is full at this many bytes.
    pub(crate) batch_bytes: usize,
    /// A batch is full when nothing more has arrived.
    pub(crate) line_buffered: bool,
    pub(crate) text_fields: Vec<String>,
    /// Columns that are read of Parquet beside those of the text; none is all.
    pub(crate) columns: Option<Vec<String>>,
    /// All inputs must be Parquet with these columns, which are carried through.
    pub(crate) schema: Option<arrow_schema::SchemaRef>,
}

impl InputOptions {
    /// Options that read all columns.
    pub(crate) fn new(arguments: &InputArguments, text_fields: &[String], batch_bytes: usize) -> Self {
        Self {
            from: arguments.from,
            split: arguments.split,
            encoding: arguments.encoding,
            delimiter: arguments.delimiter,
            quoting: !arguments.no_quoting,
            batch_bytes,
            line_buffered: false,
            text_fields: text_fields.to_vec(),
            schema: None,
            columns: None,
        }
    }
}

/// Where a record stands: a file, and a line of it unless the record is the whole file.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) file: Arc<str>,
    /// The line, counted from 1, at which the record begins; of Parquet, the row.
    pub(crate) line: usize,
    /// The record is all of a file that has a name: its id needs no line.
    pub(crate) whole: bool,
}

impl Place {
    /// The id of a record that has none of its own.
    pub(crate) fn id(&self) -> String {
        if self.whole { self.file.to_string() } else { format!("{}:{}", self.file, self.line) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Raw records of one input that stand side by side.
pub(crate) struct Segment {
    pub(crate) file: Arc<str>,
    /// The encoding from which the bytes were translated; none if they are as they stand in the file.
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    /// A document of plain text.
    Document { line: usize, whole: bool, bytes: Vec<u8> },
    /// Whole lines; the first has the number `line`.
    Lines { format: LineFormat, line: usize, bytes: Vec<u8> },
    /// Rows of CSV or TSV, with the lines at which they begin.
    Rows { header: Arc<table::Header>, rows: Vec<(usize, csv::ByteRecord)> },
    /// Rows of Parquet; the first has the number `row`.
    Columns { row: usize, batch: RecordBatch },
    /// The input could not be opened, or not be read further.
    Broken { reason: String },
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineFormat {
    /// A record of JSON Lines.
    Json,
    /// A document of plain text.
    Text,
}

impl Content {
    fn bytes(&self) -> usize {
        match self {
            Self::Document { bytes, .. } | Self::Lines { bytes, .. } => bytes.len(),
            Self::Rows { rows, .. } => rows.iter().map(|(_, row)| row.as_slice().len()).sum(),
            Self::Columns { batch, .. } => batch.get_array_memory_size(),
            Self::Broken { .. } => 0,
        }
    }

    /// Adds what was read to a checksum.
    fn add_to(&self, checksum: &mut crc32fast::Hasher) {
        match self {
            Self::Document { bytes, .. } | Self::Lines { bytes, .. } => checksum.update(bytes),
            Self::Rows { rows, .. } => rows.iter().for_each(|(_, row)| checksum.update(row.as_slice())),
            Self::Columns { batch, .. } => {
                for column in batch.columns() {
                    for buffer in column.to_data().buffers() {
                        checksum.update(buffer.as_slice());
                    }
                }
            }
            Self::Broken { reason } => checksum.update(reason.as_bytes()),
        }
    }
}

/// Raw records that are worked on together.
pub(crate) struct Batch {
    pub(crate) segments: Vec<Segment>,
    /// A checksum over everything up to the end of this batch: `--resume` compares it.
    pub(crate) checksum: u32,
}

/// One open input: gives segments of at most about `limit` bytes, but always whole records.
trait Source: Send {
    fn next(&mut self, limit: usize) -> io::Result<Option<Content>>;

    /// The encoding from which the bytes are translated.
    fn encoding(&self) -> Option<&'static encoding_rs::Encoding> {
        None
    }
}

/// Reads all inputs, one after the other.
pub(crate) struct Reader {
    files: std::vec::IntoIter<files::Found>,
    options: InputOptions,
    position: Position,
    current: Option<(Arc<str>, Box<dyn Source>)>,
    opened: u64,
    checksum: crc32fast::Hasher,
}

/// Smaller pieces than this are not asked for, though the batch then grows a little too large.
const LEAST_SEGMENT: usize = 1 << 16;

impl Reader {
    pub(crate) fn new(files: FileList, options: InputOptions, position: Position) -> Self {
        let files = files.found.into_iter();
        Self { files, options, position, current: None, opened: 0, checksum: crc32fast::Hasher::new() }
    }

    /// The next batch; none at the end of all inputs.
    pub(crate) fn next_batch(&mut self) -> Option<Batch> {
        let mut segments = Vec::new();
        let mut bytes = 0;
        while bytes < self.options.batch_bytes {
            let limit = (self.options.batch_bytes - bytes).max(LEAST_SEGMENT);
            let Some(segment) = self.next_segment(limit) else { break };
            bytes += segment.content.bytes();
            segment.content.add_to(&mut self.checksum);
            segments.push(segment);
            if self.options.line_buffered {
                break;
            }
        }
        if segments.is_empty() {
            return None;
        }
        Some(Batch { segments, checksum: self.checksum.clone().finalize() })
    }

    /// How many inputs could be opened so far.
    pub(crate) fn opened(&self) -> u64 {
        self.opened
    }

    fn next_segment(&mut self, limit: usize) -> Option<Segment> {
        loop {
            let Some((file, source)) = &mut self.current else {
                let next = self.files.next()?;
                let file: Arc<str> = next.name.into();
                match next.path.and_then(|path| self.open(&path)) {
                    Ok(source) => {
                        self.opened += 1;
                        self.current = Some((file, source));
                        continue;
                    }
                    Err(error) => return Some(broken(file, &error)),
                }
            };
            let file = file.clone();
            match source.next(limit) {
                Ok(Some(content)) => return Some(Segment { file, encoding: source.encoding(), content }),
                Ok(None) => self.current = None,
                Err(error) => {
                    self.current = None;
                    return Some(broken(file, &error));
                }
            }
        }
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Source>> {
        let options = &self.options;
        let (stream, format) = stream::open(path, options, &self.position)?;
        let encoding = stream.encoding();
        if options.schema.is_some() && format != InputFormat::Parquet {
            return Err(io::Error::other("is not Parquet, and to Parquet only the columns of Parquet can be carried"));
        }
        Ok(match (format, options.split) {
            (InputFormat::Jsonl, _) => Box::new(lines::Lines::new(stream, LineFormat::Json, options.line_buffered)),
            (InputFormat::Text, Split::Lines) => {
                Box::new(lines::Lines::new(stream, LineFormat::Text, options.line_buffered))
            }
            (InputFormat::Text, Split::Paragraphs) => Box::new(documents::Paragraphs::new(stream)),
            (InputFormat::Text, Split::Whole) => Box::new(documents::Whole::new(stream, !is_stdin(path))),
            (InputFormat::Csv, _) => {
                Box::new(table::Table::new(stream, encoding, options.delimiter.unwrap_or(b','), options)?)
            }
            (InputFormat::Tsv, _) => {
                Box::new(table::Table::new(stream, encoding, options.delimiter.unwrap_or(b'\t'), options)?)
            }
            (InputFormat::Parquet, _) => {
                drop(stream);
                Box::new(parquet::Rows::open(path, options, &self.position)?)
            }
        })
    }
}

/// A table without a text is an error of the whole file, not of each row.
fn check_text_columns<'a>(names: impl Iterator<Item = &'a str>, options: &InputOptions) -> io::Result<()> {
    let names: Vec<_> = names.collect();
    if options.text_fields.iter().any(|field| names.contains(&field.as_str())) {
        return Ok(());
    }
    let wanted: Vec<_> = options.text_fields.iter().map(|field| format!("{field:?}")).collect();
    let message = format!("has no column {}; its columns are {}", wanted.join(" or "), names.join(", "));
    Err(io::Error::other(message))
}

fn broken(file: Arc<str>, error: &io::Error) -> Segment {
    let reason = format!("cannot be read: {error}");
    Segment { file, encoding: None, content: Content::Broken { reason } }
}

/// Whether a path on the command line means standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// The line without the characters that end it.
pub(crate) fn without_line_end(mut line: &[u8]) -> &[u8] {
    while let [rest @ .., b'\n' | b'\r'] = line {
        line = rest;
    }
    line
}

pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub(crate) fn strip_byte_order_mark(bytes: &mut Vec<u8>) {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
}
