//! How a corpus is read: options that all commands that read one share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ProgressMode;

/// A corpus, for commands that read all of it before they write.
#[derive(Debug, Args)]
pub(crate) struct CorpusArguments {
    /// Files, folders or patterns such as 'news/**/*.jsonl.gz'; `-` or none is standard input
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Number of threads [default: all cores]. The output is the same for any number
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// Show progress on standard error
    #[arg(long, value_name = "FORM", default_value = "auto")]
    pub(crate) progress: ProgressMode,
}

/// How the input is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArguments {
    /// Format of the input [default: by the extension, else by the first bytes]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<InputFormat>,

    /// Of folders, only files that match PATTERN, whatever their extension; `!PATTERN` leaves files out
    #[arg(short, long, value_name = "PATTERN")]
    pub(crate) glob: Vec<String>,

    /// Cut plain text into documents
    #[arg(long, value_name = "UNIT", default_value = "whole")]
    pub(crate) split: Split,

    /// Encoding of text, JSON Lines, CSV and TSV, by its name on the web: latin1, gb18030, utf-16le [default: UTF-8, or what a
    /// byte order mark says]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,

    /// Replace broken UTF-8 instead of failing the record
    #[arg(long)]
    pub(crate) lossy: bool,

    /// Field or column that holds the text. Several are read as one text, headline first; in JSON Lines, tables and Parquet offsets
    /// are those in the field [default: text]
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Vec<String>,

    /// Character between the columns of CSV [default: `,`; in TSV a tab]
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,

    /// In CSV and TSV, take quotation marks for ordinary characters
    #[arg(long)]
    pub(crate) no_quoting: bool,
}

impl InputArguments {
    /// The fields that hold the text: at least one.
    pub(crate) fn text_fields(&self) -> Vec<String> {
        if self.text_field.is_empty() { vec!["text".to_owned()] } else { self.text_field.clone() }
    }
}

fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_rs::Encoding::for_label(name.as_bytes())
        .ok_or_else(|| "unknown encoding; names are those of the web, such as latin1, gbk or utf-16le".to_owned())
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Ok(*byte),
        _ => Err("must be one ASCII character, or \\t".to_owned()),
    }
}

/// Formats of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Plain text
    Text,
    /// JSON Lines: one JSON object a line
    Jsonl,
    /// Comma-separated values, with a line of column names
    Csv,
    /// Tab-separated values, with a line of column names
    Tsv,
    /// Parquet
    Parquet,
}

/// How plain text is cut into documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Split {
    /// The file is one document
    Whole,
    /// Each line that is not empty is one
    Lines,
    /// Each run of lines between empty lines is one
    Paragraphs,
}
