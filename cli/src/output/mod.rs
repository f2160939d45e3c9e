//! From tagged documents to bytes, and from there to a file or a pipe.
//!
//! [`Format`] is what `--to` chose. Each thread encodes whole batches ([`Encoder`]), compression included; one thread puts them
//! one after the other ([`Sink`]). A format that is a sequence of documents is added by implementing [`DocumentFormat`] and
//! naming it in [`document_format`]; one with files for each document is a [`folder::Format`]. [`choice`] tells which format is
//! meant, and what goes with it.

mod choice;
mod compression;
mod file_names;
mod folder;
mod json_lines;
mod parquet;
mod table;
mod tagged;
mod target;

use std::path::{Path, PathBuf};

use arrow_schema::SchemaRef;
use sinotag::output::{DocumentRecord, RecordOptions};
use sinotag::{DocumentRef, KeyPhrases, OffsetUnit};

use crate::args::{OutputArguments, OutputFormat};
use crate::failure::Failure;
use tagged::Tagged;

pub(crate) use choice::{check, chosen, usual_key_phrases};
pub(crate) use compression::Compression;
pub(crate) use parquet::arrow_schema;
pub(crate) use target::{Output, check_unused, checkpoint_path, has_partial, next_checkpoint_path};

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

    /// What stands between two documents.
    fn separator(&self) -> &'static [u8] {
        b""
    }

    /// Writes a document; the reason if it cannot be written.
    fn document(&self, document: &Annotated<'_>, out: &mut Vec<u8>) -> Result<(), String>;

    /// What stands after the last document.
    fn footer(&self, _out: &mut Vec<u8>) {}
}

/// The one place that knows all formats of documents; none for those that are no sequence of them.
fn document_format(format: OutputFormat, options: &FormatOptions) -> Option<Box<dyn DocumentFormat>> {
    Some(match format {
        OutputFormat::Jsonl => Box::new(json_lines::JsonLines::new(options.record)),
        OutputFormat::Csv => Box::new(table::Table::new(b',', options)),
        OutputFormat::Tsv => Box::new(table::Table::new(b'\t', options)),
        OutputFormat::Conll => Box::new(Tagged::Conll),
        OutputFormat::Doccano => Box::new(Tagged::Doccano),
        OutputFormat::Spacy => Box::new(Tagged::Spacy),
        OutputFormat::Inline => Box::new(Tagged::Inline),
        OutputFormat::Html => Box::new(Tagged::Html { title: options.title.clone(), options: options.record }),
        OutputFormat::Terminal => Box::new(Tagged::Terminal { colour: options.colour }),
        OutputFormat::Parquet | OutputFormat::Brat | OutputFormat::Webanno => return None,
    })
}

/// The format of which each document has files of its own, if it is one.
fn folder_format(format: OutputFormat) -> Option<folder::Format> {
    match format {
        OutputFormat::Brat => Some(folder::Format::Brat),
        OutputFormat::Webanno => Some(folder::Format::Webanno),
        _ => None,
    }
}

/// The file that appears when the output at `path` is complete: that itself or, of a folder, the list of its documents.
pub(crate) fn completing_file(format: OutputFormat, path: &Path) -> PathBuf {
    if folder_format(format).is_some() { folder::list_path(path) } else { path.to_owned() }
}

/// What the user chose about the output.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormatOptions {
    pub(crate) record: RecordOptions,
    /// There are several text fields: mentions tell theirs.
    pub(crate) several_fields: bool,
    /// Mentions may stand inside others: they tell whether they do.
    pub(crate) nested: bool,
    /// Key phrases are asked for.
    pub(crate) key_phrases: bool,
    /// The title of a page.
    pub(crate) title: String,
    /// Text may be coloured.
    pub(crate) colour: bool,
}

impl FormatOptions {
    pub(crate) fn new(arguments: &OutputArguments, several_fields: bool, key_phrases: bool, title: String) -> Self {
        let offsets = arguments.offsets.map_or(OffsetUnit::Char, OffsetUnit::from);
        let record = RecordOptions { offsets, attributes: arguments.attributes };
        let colour = target::is_stdout(arguments.output.as_deref()) && choice::colour();
        Self { record, several_fields, nested: arguments.nested, key_phrases, title, colour }
    }
}

/// A format, ready to be used by all threads.
pub(crate) enum Format {
    Documents { format: Box<dyn DocumentFormat>, compression: Compression },
    Parquet(parquet::Format),
    Folder(folder::Format),
}

impl Format {
    /// `kept` are the columns that are carried through to Parquet.
    pub(crate) fn new(
        format: OutputFormat,
        options: &FormatOptions,
        compression: Compression,
        kept: Option<&SchemaRef>,
    ) -> Result<Self, Failure> {
        if let Some(format) = folder_format(format) {
            return Ok(Self::Folder(format));
        }
        Ok(match document_format(format, options) {
            Some(format) => Self::Documents { format, compression },
            None => Self::Parquet(parquet::Format::new(options, kept)?),
        })
    }

    /// Fails if something stands at `path` that is not to be overwritten: documents in a folder.
    pub(crate) fn check_empty(&self, path: Option<&Path>) -> Result<(), Failure> {
        match (self, path) {
            (Self::Folder(_), Some(path)) => folder::check_empty(path),
            _ => Ok(()),
        }
    }

    /// An encoder for the documents of one batch.
    pub(crate) fn encoder(&self) -> Encoder<'_> {
        match self {
            Self::Documents { format, compression } => {
                Encoder::Documents { format: &**format, compression: *compression, bytes: Vec::new() }
            }
            Self::Parquet(format) => Encoder::Parquet(Box::new(format.encoder())),
            Self::Folder(format) => Encoder::Folder { format: *format, documents: Vec::new() },
        }
    }

    /// The writer behind all encoders, to the file or folder at `path`, or to standard output. `resumed` is what [`Sink::state`] was
    /// if a run is continued, of whose file, or list of a folder, so many bytes stand.
    pub(crate) fn sink(&self, path: Option<&Path>, resumed: Option<(u64, &[u8])>) -> Result<Sink, Failure> {
        let position = resumed.map_or(0, |(bytes, _)| bytes);
        let open = || Output::open_at(path, position);
        Ok(match self {
            Self::Documents { format, compression } => {
                let (mut header, mut footer) = (Vec::new(), Vec::new());
                format.header(&mut header);
                format.footer(&mut footer);
                let separator = compression.pack(format.separator().to_vec());
                let (header, footer) = (compression.pack(header), compression.pack(footer));
                Sink::Documents { output: open()?, header, separator, footer }
            }
            Self::Parquet(format) => Sink::Parquet(Box::new(format.sink(open()?, resumed.map(|(_, state)| state))?)),
            Self::Folder(format) => {
                Sink::Folder(folder::Sink::open(*format, path.unwrap_or(Path::new("-")), position)?)
            }
        })
    }
}

/// Encodes the documents of one batch.
pub(crate) enum Encoder<'a> {
    Documents { format: &'a dyn DocumentFormat, compression: Compression, bytes: Vec<u8> },
    Parquet(Box<parquet::Encoder<'a>>),
    Folder { format: folder::Format, documents: Vec<folder::Document> },
}

impl Encoder<'_> {
    /// Takes a document; the reason if it cannot be written. Then nothing of it is.
    pub(crate) fn document(&mut self, document: &Annotated<'_>) -> Result<(), String> {
        match self {
            Self::Documents { format, bytes, .. } => {
                let before = bytes.len();
                if before > 0 {
                    bytes.extend(format.separator());
                }
                format.document(document, bytes).inspect_err(|_| bytes.truncate(before))
            }
            Self::Parquet(encoder) => encoder.document(document),
            Self::Folder { format, documents } => {
                documents.push(format.document(document)?);
                Ok(())
            }
        }
    }

    /// Takes the rows of a table whose columns are carried through; `done` tells for each whether it became a document.
    pub(crate) fn keep_rows(&mut self, rows: &arrow_array::RecordBatch, done: Vec<bool>) -> Result<(), String> {
        match self {
            Self::Documents { .. } | Self::Folder { .. } => Ok(()),
            Self::Parquet(encoder) => encoder.keep_rows(rows, done),
        }
    }

    pub(crate) fn finish(self) -> Result<Encoded, String> {
        match self {
            Self::Documents { compression, bytes, .. } => Ok(Encoded::Bytes(compression.pack(bytes))),
            Self::Parquet(encoder) => Ok(Encoded::RowGroup(encoder.finish()?)),
            Self::Folder { documents, .. } => Ok(Encoded::Files(documents)),
        }
    }
}

/// The documents of a batch, ready to be written.
pub(crate) enum Encoded {
    Bytes(Vec<u8>),
    RowGroup(parquet::RowGroup),
    Files(Vec<folder::Document>),
}

impl Encoded {
    /// Whether these results appear as they are written, so that the run has to be noted before.
    pub(crate) fn is_in_place(&self) -> bool {
        matches!(self, Self::Files(documents) if !documents.is_empty())
    }
}

/// Puts encoded batches one after the other.
pub(crate) enum Sink {
    Documents { output: Output, header: Vec<u8>, separator: Vec<u8>, footer: Vec<u8> },
    Parquet(Box<parquet::Sink>),
    Folder(folder::Sink),
}

impl Sink {
    pub(crate) fn write(&mut self, encoded: Encoded) -> Result<(), Failure> {
        match (self, encoded) {
            // Where no input can be read, not even a header is written.
            (Self::Documents { .. }, Encoded::Bytes(bytes)) if bytes.is_empty() => Ok(()),
            (Self::Documents { output, header, separator, .. }, Encoded::Bytes(bytes)) => {
                output.put(if output.position() == 0 { header } else { separator })?;
                output.put(&bytes)
            }
            (Self::Parquet(sink), Encoded::RowGroup(rows)) => sink.write(rows),
            (Self::Folder(sink), Encoded::Files(documents)) => sink.write(&documents),
            _ => unreachable!("encoders and sink are of one format"),
        }
    }

    /// Where an unfinished file stands, or a folder.
    pub(crate) fn partial(&self) -> Option<&Path> {
        match self {
            Self::Documents { output, .. } => output.partial(),
            Self::Parquet(sink) => sink.output().partial(),
            Self::Folder(sink) => Some(sink.folder()),
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
            Self::Folder(sink) => Ok((sink.listed()?, Vec::new())),
        }
    }

    /// Ends the output; a file appears in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Documents { mut output, header, footer, .. } => {
                if output.position() == 0 {
                    output.put(&header)?;
                }
                output.put(&footer)?;
                output.finish()
            }
            Self::Parquet(sink) => sink.finish(),
            Self::Folder(sink) => sink.finish(),
        }
    }

    /// Leaves everything as it was before the run, but for what stands in a folder.
    pub(crate) fn discard(&mut self) {
        match self {
            Self::Documents { output, .. } => output.discard(),
            Self::Parquet(sink) => sink.discard(),
            Self::Folder(sink) => sink.discard(),
        }
    }
}
