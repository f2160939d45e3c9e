//! From tagged documents to bytes, and from there to a file or a pipe.
//!
//! [`Format`] is what `--to` chose. Each thread encodes whole batches ([`Encoder`]), compression included; one thread puts them
//! one after the other ([`Sink`]). A format that is a sequence of documents is added by implementing [`DocumentFormat`] and
//! naming it in [`document_format`].

mod compression;
mod json_lines;
mod parquet;
mod table;
mod target;

use std::path::Path;

use arrow_schema::SchemaRef;
use sinotag::output::{DocumentRecord, RecordOptions};
use sinotag::{DocumentRef, KeyPhrases, OffsetUnit};

use crate::args::{OutputArguments, OutputFormat};
use crate::failure::Failure;

pub(crate) use compression::Compression;
pub(crate) use parquet::arrow_schema;
pub(crate) use target::{Output, checkpoint_path, has_partial};

/// A document with all that a format may write of it.
pub(crate) struct Annotated<'a> {
    pub(crate) id: &'a str,
    /// Where each text field stands in the text, in bytes; empty unless there are several.
    pub(crate) fields: &'a [FieldSpan<'a>],
    /// Fields of the record to carry through, as members of a JSON object: `,"year":2024`.
    pub(crate) kept: &'a [u8],
    /// The row had a text, though it may be empty; false only for the null of a table that knows nulls.
    pub(crate) has_text: bool,
    pub(crate) document: DocumentRef<'a>,
    /// If they were asked for.
    pub(crate) key_phrases: Option<KeyPhrases<'a>>,
}

impl<'a> Annotated<'a> {
    /// All that the output format has of it.
    fn record(&self, options: RecordOptions) -> DocumentRecord<'a> {
        let record = DocumentRecord::new(self.document, options);
        match &self.key_phrases {
            Some(phrases) => record.with_key_phrases(phrases, self.document.offsets(options.offsets)),
            None => record,
        }
    }
}

/// The part of a text that came from one of several fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldSpan<'a> {
    pub(crate) name: &'a str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A format that writes documents one after the other.
pub(crate) trait DocumentFormat: Send + Sync {
    /// What stands before the first document.
    fn header(&self, _out: &mut Vec<u8>) {}

    /// Writes a document; the reason if it cannot be written.
    fn document(&self, document: &Annotated<'_>, out: &mut Vec<u8>) -> Result<(), String>;

    /// What stands after the last document.
    fn footer(&self, _out: &mut Vec<u8>) {}
}

/// The one place that knows all formats of documents; none for [`OutputFormat::Parquet`], which is no sequence of them.
fn document_format(format: OutputFormat, options: &FormatOptions) -> Option<Box<dyn DocumentFormat>> {
    Some(match format {
        OutputFormat::Jsonl => Box::new(json_lines::JsonLines::new(options.record)),
        OutputFormat::Csv => Box::new(table::Table::new(b',', options)),
        OutputFormat::Tsv => Box::new(table::Table::new(b'\t', options)),
        OutputFormat::Parquet => return None,
    })
}

/// What the user chose about the output.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FormatOptions {
    pub(crate) record: RecordOptions,
    /// There are several text fields: mentions tell theirs.
    pub(crate) several_fields: bool,
    /// Mentions may stand inside others: they tell whether they do.
    pub(crate) nested: bool,
    /// Key phrases are asked for.
    pub(crate) key_phrases: bool,
}

impl FormatOptions {
    pub(crate) fn new(arguments: &OutputArguments, several_fields: bool, key_phrases: bool) -> Self {
        let record = RecordOptions { offsets: OffsetUnit::from(arguments.offsets), attributes: arguments.attributes };
        Self { record, several_fields, nested: arguments.nested, key_phrases }
    }
}

/// The format that `--to` names, or the extension of the file that is written.
pub(crate) fn chosen(arguments: &OutputArguments) -> OutputFormat {
    arguments.to.or_else(|| by_extension(arguments.output.as_deref()?)).unwrap_or(OutputFormat::Jsonl)
}

fn by_extension(path: &Path) -> Option<OutputFormat> {
    let path = match Compression::by_extension(path) {
        Compression::None => path,
        Compression::Gzip | Compression::Zstd => Path::new(path.file_stem()?),
    };
    match path.extension()?.to_ascii_lowercase().to_str()? {
        "jsonl" | "ndjson" => Some(OutputFormat::Jsonl),
        "csv" => Some(OutputFormat::Csv),
        "tsv" | "tab" => Some(OutputFormat::Tsv),
        "parquet" | "pq" => Some(OutputFormat::Parquet),
        _ => None,
    }
}

/// A format, ready to be used by all threads.
pub(crate) enum Format {
    Documents { format: Box<dyn DocumentFormat>, compression: Compression },
    Parquet(parquet::Format),
}

impl Format {
    /// `kept` are the columns that are carried through to Parquet.
    pub(crate) fn new(
        format: OutputFormat,
        options: &FormatOptions,
        compression: Compression,
        kept: Option<&SchemaRef>,
    ) -> Result<Self, Failure> {
        Ok(match document_format(format, options) {
            Some(format) => Self::Documents { format, compression },
            None => Self::Parquet(parquet::Format::new(options, kept)?),
        })
    }

    /// An encoder for the documents of one batch.
    pub(crate) fn encoder(&self) -> Encoder<'_> {
        match self {
            Self::Documents { format, compression } => {
                Encoder::Documents { format: &**format, compression: *compression, bytes: Vec::new() }
            }
            Self::Parquet(format) => Encoder::Parquet(Box::new(format.encoder())),
        }
    }

    /// The writer behind all encoders. `resumed` is what [`Sink::state`] was, if the output is continued.
    pub(crate) fn sink(&self, mut output: Output, resumed: Option<&[u8]>) -> Result<Sink, Failure> {
        match self {
            Self::Documents { format, compression } => {
                if resumed.is_none() {
                    let mut header = Vec::new();
                    format.header(&mut header);
                    output.put(&compression.pack(header))?;
                }
                let mut footer = Vec::new();
                format.footer(&mut footer);
                Ok(Sink::Documents { output, footer: compression.pack(footer) })
            }
            Self::Parquet(format) => Ok(Sink::Parquet(Box::new(format.sink(output, resumed)?))),
        }
    }
}

/// Encodes the documents of one batch.
pub(crate) enum Encoder<'a> {
    Documents { format: &'a dyn DocumentFormat, compression: Compression, bytes: Vec<u8> },
    Parquet(Box<parquet::Encoder<'a>>),
}

impl Encoder<'_> {
    /// Takes a document; the reason if it cannot be written. Then nothing of it is.
    pub(crate) fn document(&mut self, document: &Annotated<'_>) -> Result<(), String> {
        match self {
            Self::Documents { format, bytes, .. } => {
                let before = bytes.len();
                format.document(document, bytes).inspect_err(|_| bytes.truncate(before))
            }
            Self::Parquet(encoder) => encoder.document(document),
        }
    }

    /// Takes the rows of a table whose columns are carried through; `done` tells for each whether it became a document.
    pub(crate) fn keep_rows(&mut self, rows: &arrow_array::RecordBatch, done: Vec<bool>) -> Result<(), String> {
        match self {
            Self::Documents { .. } => Ok(()),
            Self::Parquet(encoder) => encoder.keep_rows(rows, done),
        }
    }

    pub(crate) fn finish(self) -> Result<Encoded, String> {
        match self {
            Self::Documents { compression, bytes, .. } => Ok(Encoded::Bytes(compression.pack(bytes))),
            Self::Parquet(encoder) => Ok(Encoded::RowGroup(encoder.finish()?)),
        }
    }
}

/// The documents of a batch, ready to be written.
pub(crate) enum Encoded {
    Bytes(Vec<u8>),
    RowGroup(parquet::RowGroup),
}

/// Puts encoded batches one after the other.
pub(crate) enum Sink {
    Documents { output: Output, footer: Vec<u8> },
    Parquet(Box<parquet::Sink>),
}

impl Sink {
    pub(crate) fn write(&mut self, encoded: Encoded) -> Result<(), Failure> {
        match (self, encoded) {
            (Self::Documents { output, .. }, Encoded::Bytes(bytes)) => output.put(&bytes),
            (Self::Parquet(sink), Encoded::RowGroup(rows)) => sink.write(rows),
            _ => unreachable!("encoders and sink are of one format"),
        }
    }

    pub(crate) fn output(&self) -> &Output {
        match self {
            Self::Documents { output, .. } => output,
            Self::Parquet(sink) => sink.output(),
        }
    }

    /// Hands over everything so far, and tells where the output stands and what else is needed to continue it there.
    pub(crate) fn state(&mut self) -> Result<(u64, Vec<u8>), Failure> {
        match self {
            Self::Documents { output, .. } => {
                output.sync()?;
                Ok((output.position(), Vec::new()))
            }
            Self::Parquet(sink) => sink.state(),
        }
    }

    /// Ends the output; a file appears in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Documents { mut output, footer } => {
                output.put(&footer)?;
                output.finish()
            }
            Self::Parquet(sink) => sink.finish(),
        }
    }

    /// Leaves everything as it was before the run.
    pub(crate) fn discard(&mut self) {
        match self {
            Self::Documents { output, .. } => output.discard(),
            Self::Parquet(sink) => sink.discard(),
        }
    }
}
