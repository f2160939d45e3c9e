//! What the user typed.

use std::path::PathBuf;

use crate::background::BackgroundArguments;
use crate::trends::TrendsArguments;
use clap::{Args, Parser, Subcommand, ValueEnum};
use sinotag::{Date, KeyPhraseMethod, Kind, OffsetUnit};

/// Tags organizations, places, people, policy phrases and events in English news about the Chinese economy.
#[derive(Debug, Parser)]
#[command(name = "sinotag", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The version of the command; the dictionaries are part of it.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (bundled dictionaries ", env!("CARGO_PKG_VERSION"), ")");

const EXAMPLES: &str = "\
Examples:
  sinotag annotate article.txt                  one line of JSON for the article
  sinotag annotate news.jsonl -o tagged.jsonl   one line of JSON for each record
  zcat news.jsonl.gz | sinotag annotate         what a pipe delivers
  sinotag explain article.txt                   why each mention was found, and why not its rivals
  sinotag lookup BOC                            what the dictionaries know under a name
  sinotag lookup --as-of 2019-06 'PBOC Governor'  who held the office then
  sinotag dictionary check names.tsv            what in a dictionary of your own is probably not meant
  sinotag trends news.jsonl --date-field date --plot trends.svg
                                                what is named and written about more, month by month
  sinotag eval gold.jsonl                       precision, recall and F1 against annotated documents

Exit status: 0 all is done; 1 done, but some records failed; 2 nothing could run, or wrong usage.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Tag documents and write one line of JSON for each
    Annotate(AnnotateArguments),
    /// Count entities and key phrases over documents and time
    Trends(TrendsArguments),
    /// Count in how many documents of a corpus each term stands, for `--background`
    Background(BackgroundArguments),
    /// Tell for each candidate in a text why it is a mention, or what beat it
    Explain(ExplainArguments),
    /// Tell what the dictionaries know under a name, or who held an office
    Lookup(LookupArguments),
    /// Work on dictionaries of your own
    Dictionary(DictionaryArguments),
    /// Score against gold mentions: exact and overlapping precision, recall and F1 for each kind
    Eval(EvalArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Input: a plain-text file is one document (see --split); each line of a JSON Lines file is one, such as
  {\"id\": \"a1\", \"text\": \"Bank of China (BOC) opened in Chengdu.\"}
Output: one line for each document, in the order of the input, whatever --threads:
  {\"id\": \"a1\", \"mentions\": [{\"start\": 0, \"end\": 13, \"text\": \"Bank of China\", \"kind\": \"organization\", ...}]}
Records that fail are reported on standard error by file and line; all others are still done.")]
pub(crate) struct AnnotateArguments {
    /// Files to read; `-` or none is standard input
    pub(crate) files: Vec<PathBuf>,

    /// Write to FILE instead of standard output; the file appears when all is done
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Format of the input [default: .jsonl and .ndjson are JSON Lines, .txt is text, else by the first byte]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<Format>,

    /// Cut plain text into documents
    #[arg(long, value_name = "UNIT", default_value = "whole")]
    pub(crate) split: Split,

    /// Number of threads [default: all cores]. The output is the same for any number
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,

    /// Unit of the offsets `start` and `end`
    #[arg(long, value_name = "UNIT", default_value = "char")]
    pub(crate) offsets: Offsets,

    /// Write the attributes of entities: codes, tickers, parents
    #[arg(long)]
    pub(crate) attributes: bool,

    /// Replace broken UTF-8 instead of failing the record
    #[arg(long)]
    pub(crate) lossy: bool,

    /// Field of a JSON record that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// Field of a JSON record that holds its id
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// Field of a JSON record that holds its date: entities that existed or held an office then are preferred
    #[arg(long, value_name = "NAME")]
    pub(crate) date_field: Option<String>,

    /// Carry the fields of a JSON record through to the output, its text too
    #[arg(long)]
    pub(crate) keep_fields: bool,

    #[command(flatten)]
    pub(crate) key_phrases: KeyPhraseArguments,

    #[command(flatten)]
    pub(crate) tagger: TaggerArguments,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Key phrases")]
pub(crate) struct KeyPhraseArguments {
    /// Write the N best key phrases of each document
    #[arg(id = "key_phrases", long = "key-phrases", value_name = "N")]
    pub(crate) count: Option<usize>,

    #[command(flatten)]
    pub(crate) ranking: RankingArguments,
}

/// How key phrases are ranked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Key phrases")]
pub(crate) struct RankingArguments {
    /// How many documents elsewhere hold a term, as `sinotag background` writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) background: Option<PathBuf>,

    /// How key phrases are ranked: combined, tf-idf, yake, single-rank or position-rank
    #[arg(long, value_name = "NAME", default_value_t)]
    pub(crate) key_phrase_method: KeyPhraseMethod,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// Plain-text file to read; `-` or none is standard input
    pub(crate) file: Option<PathBuf>,

    /// The text itself, instead of a file
    #[arg(long, value_name = "TEXT", conflicts_with = "file")]
    pub(crate) text: Option<String>,

    /// Only candidates that overlap an occurrence of PHRASE
    #[arg(long, value_name = "PHRASE")]
    pub(crate) only: Option<String>,

    #[command(flatten)]
    pub(crate) tagger: TaggerArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A name is looked for in any case, among English and Chinese names, ids, codes and tickers; all entities that have it are
told, the likeliest first. A title (\"PBOC Governor\") tells who held the office.
Exit status: 0 all names are known; 1 some are not.")]
pub(crate) struct LookupArguments {
    /// Names, ids, codes, tickers or titles of offices
    #[arg(required = true, value_name = "NAME")]
    pub(crate) names: Vec<String>,

    /// Tell who held the office at DATE (2019, 2019-06 or 2019-06-01), and whether a body existed then
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,

    /// Print each name as one line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) tagger: DictionaryOptions,
}

#[derive(Debug, Args)]
pub(crate) struct DictionaryArguments {
    #[command(subcommand)]
    pub(crate) command: DictionaryCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DictionaryCommand {
    /// Read dictionaries and tell what in them is wrong, or probably not meant
    ///
    /// Exit status: 0 nothing to tell; 1 there are remarks; 2 a file cannot be read, or is not as its format says.
    Check {
        /// Dictionaries: TSV, CSV, JSON Lines, or pattern files of spaCy
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,

        /// Do not compare with the bundled dictionaries
        #[arg(long)]
        no_bundled: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    /// JSON Lines with `id`, `text` and `mentions` (or `entities`) of `start`, `end` in characters and `kind` (or `label`)
    pub(crate) gold: PathBuf,

    /// Only documents whose field `part` is PART
    #[arg(long, value_name = "PART")]
    pub(crate) part: Option<String>,

    /// Print the N most frequent misses and false alarms of each kind
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,

    /// Print the scores as one line of JSON
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) tagger: TaggerArguments,
}

/// Which dictionaries are used.
#[derive(Debug, Args)]
pub(crate) struct DictionaryOptions {
    /// Add a dictionary (TSV, CSV, JSON Lines or spaCy patterns, see docs/dictionaries.md); its rows win over bundled ones
    #[arg(long, value_name = "FILE")]
    pub(crate) dictionary: Vec<PathBuf>,

    /// Leave the bundled dictionaries out
    #[arg(long)]
    pub(crate) no_bundled: bool,

    /// Veto a name of the bundled dictionaries
    #[arg(long, value_name = "NAME")]
    pub(crate) exclude: Vec<String>,
}

/// Options of the tagger itself, the same for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tagging")]
pub(crate) struct TaggerArguments {
    #[command(flatten)]
    pub(crate) dictionaries: DictionaryOptions,

    /// Kinds to report, separated by commas [default: all]
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub(crate) kinds: Vec<Kind>,

    /// Switch a rule or pass off, as the output's field `rule` names it; all rules of a kind are `person-rules` and the like
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) disable: Vec<String>,

    /// Least confidence of a mention, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = share)]
    pub(crate) min_confidence: f32,
}

fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("must be a number from 0 to 1".to_owned()),
    }
}

/// Formats of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Plain text
    Text,
    /// JSON Lines: one JSON object a line
    Jsonl,
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
