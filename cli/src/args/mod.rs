//! What the user typed.

mod annotate;
mod input;
mod key_phrases;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sinotag::{Date, Kind};

use crate::background::BackgroundArguments;
use crate::trends::TrendsArguments;

pub(crate) use annotate::{AnnotateArguments, Offsets, OutputArguments, OutputFormat, ProgressMode};
pub(crate) use input::{CorpusArguments, InputArguments, InputFormat, Split};
pub(crate) use key_phrases::{KeyPhraseArguments, RankingArguments};

/// Tags organizations, places, people, policy phrases and events in English news about the Chinese economy.
#[derive(Debug, Parser)]
#[command(name = "sinotag", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Read options from FILE, see `sinotag config` [default: what the variable `SINOTAG_CONFIG` names, else
    /// sinotag/config.toml in the folder for such files]
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long, global = true)]
    pub(crate) no_config: bool,

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
  sinotag diff before.jsonl after.jsonl         what differs between two files of annotations
  sinotag stats tagged.jsonl                    the most frequent entities, and names without one

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
    /// Tell what differs between two files of annotations
    Diff(crate::diff::DiffArguments),
    /// Count kinds, entities, names without an entity, and rules
    Stats(crate::stats::StatsArguments),
    /// Print the schema of the output
    Schema(SchemaArguments),
    /// Work on the configuration file
    Config(ConfigArguments),
    /// Print what a shell needs to complete arguments
    Completions(CompletionsArguments),
    /// Print the manual page
    Man(ManArguments),
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

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// Which schema
    #[arg(default_value = "json")]
    pub(crate) form: SchemaForm,

    /// Of the output with several --text-field (Arrow only)
    #[arg(long)]
    pub(crate) several_fields: bool,

    /// Of the output with --nested (Arrow only)
    #[arg(long)]
    pub(crate) nested: bool,

    /// Of the output with --key-phrases (Arrow only)
    #[arg(long)]
    pub(crate) key_phrases: bool,
}

/// Forms of schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaForm {
    /// JSON Schema of a line of JSON Lines
    Json,
    /// Arrow schema of Parquet, as JSON
    Arrow,
}

#[derive(Debug, Args)]
#[command(after_help = "\
The file is TOML. A key is the name of a long option; keys above the first section count for all subcommands that have the
option. What is typed wins over the file. Paths are relative to it.
  dictionary = [\"names.tsv\"]
  [annotate]
  threads = 8
  attributes = true")]
pub(crate) struct ConfigArguments {
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print where the file is, or would be
    Path,
    /// Check the file, and print what would be typed without it
    Check,
    /// Print a file with every option, each in a comment
    Example,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// Write the page of every subcommand into FOLDER instead of printing that of sinotag
    #[arg(long, value_name = "FOLDER")]
    pub(crate) directory: Option<PathBuf>,
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
