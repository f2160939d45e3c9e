//! `sinotag background`: in how many documents of a corpus each word stands.

use std::path::PathBuf;

use clap::Args;
use sinotag::{BackgroundBuilder, Scratch, Tagger};

use crate::Outcome;
use crate::args::CorpusArguments;
use crate::corpus::{self, Job, Part, Record};
use crate::failure::Failure;
use crate::input::Place;
use crate::output::Output;

#[derive(Debug, Args)]
#[command(after_help = "\
Output: a table of words in lower case and the numbers of documents that hold them. Give it to
`sinotag annotate --key-phrases N --background FILE`: what every document of your corpus says is no key phrase then.
Memory grows with the number of different words, not with the corpus.")]
pub(crate) struct BackgroundArguments {
    #[command(flatten)]
    pub(crate) corpus: CorpusArguments,

    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Leave out words that fewer documents hold
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) least: u32,
}

pub(crate) fn run(arguments: &BackgroundArguments) -> Result<Outcome, Failure> {
    let mut output = Output::open(arguments.output.as_deref())?;
    // Words are counted, not names: the tagger needs no dictionaries.
    let job = CountWords { tagger: Tagger::builder().use_bundled(false).build()? };
    let mut all = BackgroundBuilder::new();
    let outcome = corpus::fold(&arguments.corpus, None, job, |batch| all.merge(batch))?;
    if outcome == Outcome::NothingRan {
        output.discard();
    } else {
        output.put(all.build(arguments.least).to_tsv().as_bytes())?;
        output.finish()?;
    }
    Ok(outcome)
}

struct CountWords {
    tagger: Tagger,
}

impl Job for CountWords {
    type Result = BackgroundBuilder;
    type Part<'j> = CountedWords<'j>;

    fn part(&self) -> CountedWords<'_> {
        CountedWords { tagger: &self.tagger, builder: BackgroundBuilder::new() }
    }
}

struct CountedWords<'j> {
    tagger: &'j Tagger,
    builder: BackgroundBuilder,
}

impl Part for CountedWords<'_> {
    type Result = BackgroundBuilder;

    fn document(
        &mut self,
        scratch: &mut Scratch,
        record: &Record<'_>,
        _place: &dyn Fn() -> Place,
    ) -> Result<(), String> {
        self.builder.add(self.tagger.tag_with(scratch, &record.text));
        Ok(())
    }

    fn finish(self) -> Result<BackgroundBuilder, String> {
        Ok(self.builder)
    }
}
