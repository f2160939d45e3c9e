//! What the user typed after `sinotag annotate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sinotag::OffsetUnit;

use super::{InputArguments, KeyPhraseArguments, TaggerArguments};

#[derive(Debug, Args)]
#[command(after_help = "\
Input: a plain-text file is one document (see --split); each line of a JSON Lines file is one, such as
  {\"id\": \"a1\", \"text\": \"Bank of China (BOC) opened in Chengdu.\"}
and so is each row of CSV, TSV and Parquet. Of a folder all files are read whose names end in .txt, .md, .jsonl, .ndjson, .csv,
.tsv or .parquet, compressed ones too, except those that .gitignore or .ignore exclude. gzip and zstd are unpacked.
Output: one line for each document, in the order of the input, whatever --threads:
  {\"id\": \"a1\", \"mentions\": [{\"start\": 0, \"end\": 13, \"text\": \"Bank of China\", \"kind\": \"organization\", ...}]}
On a terminal, without --to and --output, it is a view of the text with its names in colour, unless options ask for more.
Records that fail are reported on standard error by file and line; all others are still done.
Exit status: 0 all is done; 1 done, but some records failed; 2 nothing could run, or wrong usage; 130 interrupted.")]
pub(crate) struct AnnotateArguments {
    /// Files, folders or patterns such as 'news/**/*.jsonl.gz'; `-` or none is standard input
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    #[command(flatten)]
    pub(crate) fields: FieldArguments,

    #[command(flatten)]
    pub(crate) output: OutputArguments,

    #[command(flatten)]
    pub(crate) key_phrases: KeyPhraseArguments,

    #[command(flatten)]
    pub(crate) running: RunningArguments,

    #[command(flatten)]
    pub(crate) tagger: TaggerArguments,
}

/// Fields of records beside their texts.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct FieldArguments {
    /// Field or column that holds the id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// Field or column that holds the date: entities that existed or held an office then are preferred
    #[arg(long, value_name = "NAME")]
    pub(crate) date_field: Option<String>,
}

/// What is written, and where.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArguments {
    /// Write to FILE instead of standard output; the file appears when all is done. What ends in .gz or .zst is compressed. For brat and
    /// WebAnno TSV, a folder that is new or empty
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Format of the output [default: by the extension of --output, else on a terminal the view, anywhere else JSON Lines]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<OutputFormat>,

    /// Unit of offsets, in formats that do not fix it [default: char]
    #[arg(long, value_name = "UNIT")]
    pub(crate) offsets: Option<Offsets>,

    /// Write the attributes of entities: codes, tickers, parents (JSON Lines and HTML only)
    #[arg(long)]
    pub(crate) attributes: bool,

    /// Report names inside longer names, too: the place in the name of a bank (not in CoNLL, spaCy, inline and terminal)
    #[arg(long)]
    pub(crate) nested: bool,

    /// Carry the fields of a record through to the output, its text too: from any format to JSON Lines, from Parquet to Parquet
    #[arg(long)]
    pub(crate) keep_fields: bool,
}

/// How the work is done.
#[derive(Debug, Args)]
#[command(next_help_heading = "Running")]
pub(crate) struct RunningArguments {
    /// Number of threads [default: all cores]. The output is the same for any number
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// Continue the run that was to write --output and was interrupted, with the same options and inputs
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// How often a run with --output notes how far it is, for --resume; 0 is as often as possible
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds)]
    pub(crate) checkpoint_every: f64,

    /// Write records that fail to FILE, as JSON Lines with file, line, reason and record, instead of reporting each
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,

    /// Stop at the first record that fails
    #[arg(long)]
    pub(crate) strict: bool,

    /// Show progress on standard error
    #[arg(long, value_name = "FORM", default_value = "auto")]
    pub(crate) progress: ProgressMode,

    /// Write the results of each line as soon as it is read: for programs that talk to sinotag through pipes
    #[arg(long)]
    pub(crate) line_buffered: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("must be a number of seconds, at most a day".to_owned()),
    }
}

/// Formats of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// JSON Lines: one document a line
    Jsonl,
    /// Comma-separated values: one mention a row
    Csv,
    /// Tab-separated values: one mention a row
    Tsv,
    /// Parquet: one document a row, with a list of mentions
    Parquet,
    /// CoNLL-2003: one token a line, with IOB2 labels
    Conll,
    /// brat stand-off: a folder with two files for each document
    Brat,
    /// WebAnno TSV 3.3 for INCEpTION: a folder with a file for each document
    Webanno,
    /// JSON Lines for doccano: texts with labelled spans
    Doccano,
    /// JSON Lines to train spaCy: texts with entities
    Spacy,
    /// The texts, with names as links: [Bank of China](organization:org:bank-of-china)
    Inline,
    /// One page to read, with all documents
    Html,
    /// Coloured text to read; without colour where it does not go to a terminal
    Terminal,
}

/// Forms of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressMode {
    /// A bar if standard error is a terminal and standard output is not
    Auto,
    /// A bar
    Bar,
    /// A line of JSON a second
    Json,
    /// Nothing
    None,
}

/// Units of offsets.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points, as Python counts
    Char,
    /// Bytes of UTF-8
    Byte,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Char => Self::Char,
            Offsets::Byte => Self::Byte,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}
