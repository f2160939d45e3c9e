//! `sinotag background`: in how many documents of a corpus each term stands.

use std::path::PathBuf;

use clap::Args;
use sinotag::{BackgroundBuilder, Scratch, Tagger};

use crate::Outcome;
use crate::corpus::{self, CorpusArguments};
use crate::failure::Failure;
use crate::output::Output;

#[derive(Debug, Args)]
#[command(after_help = "\
Output: a table of terms and the numbers of documents that hold them, words and pairs of words, in lower case. Give it to
`sinotag annotate --key-phrases N --background FILE`: what every document of your corpus says is no key phrase then.")]
pub(crate) struct BackgroundArguments {
    #[command(flatten)]
    pub(crate) corpus: CorpusArguments,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Leave out words that fewer documents hold, and pairs that fewer than four times as many do
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) least: u32,
}

pub(crate) fn run(arguments: &BackgroundArguments) -> Result<Outcome, Failure> {
    let output = Output::open(arguments.output.as_deref())?;
    // Words are counted, not names: the tagger needs no dictionaries.
    let tagger = Tagger::builder().use_bundled(false).build()?;
    let mut scratch = Scratch::new();
    let mut builder = BackgroundBuilder::new();
    let outcome = corpus::for_each(&arguments.corpus, None, |document| {
        builder.add(tagger.tag_with(&mut scratch, &document.text));
    });
    if outcome != Outcome::NothingRan {
        let mut output = output;
        output.write(builder.build(arguments.least).to_tsv().as_bytes())?;
        output.finish()?;
    }
    Ok(outcome)
}
