//! `sinotag trends`: how many documents of each day, week, month or year name an entity or are about a key phrase.

mod count;
mod period;
mod plot;

use std::path::{Path, PathBuf};

use clap::Args;
use sinotag::{KeyPhraseExtractor, Scratch, Tagger};

use crate::Outcome;
use crate::args::{CorpusArguments, RankingArguments, TaggerArguments};
use crate::corpus::{self, Job, Part, Record};
use crate::failure::Failure;
use crate::input::Place;
use crate::output::Output;
use crate::tagger;

use count::{Counts, Term};
use period::Period;

#[derive(Debug, Args)]
#[command(after_help = "\
Output: CSV, a row for each term and period: period, type (entity or key-phrase), id, name, kind, documents, occurrences. Records
without a date are counted under the period \"undated\".")]
pub(crate) struct TrendsArguments {
    #[command(flatten)]
    pub(crate) corpus: CorpusArguments,

    /// Write the table to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Draw the terms of most documents into FILE, as SVG
    #[arg(long, value_name = "FILE")]
    pub(crate) plot: Option<PathBuf>,

    /// Length of the periods
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    pub(crate) by: Period,

    /// Field or column that holds the date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,

    /// Key phrases of each document that are counted
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) key_phrases: usize,

    /// Only the N entities and the N key phrases of most documents
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) top: usize,

    #[command(flatten)]
    pub(crate) ranking: RankingArguments,

    #[command(flatten)]
    pub(crate) tagger: TaggerArguments,
}

pub(crate) fn run(arguments: &TrendsArguments) -> Result<Outcome, Failure> {
    let job = CountTerms {
        tagger: tagger::build(&arguments.tagger)?,
        extractor: arguments.ranking.extractor()?,
        key_phrases: arguments.key_phrases,
        by: arguments.by,
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    let mut plot = arguments.plot.as_deref().map(|path| Output::open(Some(path))).transpose()?;
    let mut counts = Counts::default();
    let outcome =
        corpus::fold(&arguments.corpus, Some(&arguments.date_field), job, |batch: Counts| counts.merge(batch))?;
    if outcome == Outcome::NothingRan {
        output.discard();
        plot.iter_mut().for_each(Output::discard);
        return Ok(outcome);
    }
    let terms = counts.top(arguments.top);
    write_table(output, arguments.by, &terms, arguments.output.as_deref())?;
    if let Some(file) = &mut plot {
        file.put(plot::draw(&terms, arguments.by).as_bytes())?;
        file.finish()?;
    }
    Ok(outcome)
}

/// What documents are counted with.
struct CountTerms {
    tagger: Tagger,
    extractor: KeyPhraseExtractor,
    key_phrases: usize,
    by: Period,
}

impl Job for CountTerms {
    type Result = Counts;
    type Part<'j> = CountedTerms<'j>;

    fn part(&self) -> CountedTerms<'_> {
        CountedTerms { job: self, counts: Counts::default() }
    }
}

/// A batch of documents in count.
struct CountedTerms<'j> {
    job: &'j CountTerms,
    counts: Counts,
}

impl Part for CountedTerms<'_> {
    type Result = Counts;

    fn document(
        &mut self,
        scratch: &mut Scratch,
        record: &Record<'_>,
        _place: &dyn Fn() -> Place,
    ) -> Result<(), String> {
        let CountTerms { tagger, extractor, key_phrases, by } = self.job;
        let period = record.date.and_then(|date| by.of(date));
        let dated = record.date.map(|date| tagger.as_of(date));
        let document = dated.as_ref().unwrap_or(tagger).tag_with(scratch, &record.text);
        self.counts.add(period, document, &extractor.extract(document, *key_phrases));
        Ok(())
    }

    fn finish(self) -> Result<Counts, String> {
        Ok(self.counts)
    }
}

fn write_table(mut output: Output, by: Period, terms: &[Term], path: Option<&Path>) -> Result<(), Failure> {
    let mut rows: Vec<_> =
        terms.iter().flat_map(|term| term.periods.iter().map(move |(at, tally)| (at, term, tally))).collect();
    // By period, and in it as the terms are ordered; what has no date comes last.
    rows.sort_by_key(|(at, _, _)| (at.is_none(), **at));
    let mut table = csv::Writer::from_writer(Vec::new());
    let header = ["period", "type", "id", "name", "kind", "documents", "occurrences"];
    let mut done = table.write_record(header);
    for (at, term, tally) in rows {
        let period = at.map_or_else(|| "undated".to_owned(), |at| by.label(at));
        let (documents, occurrences) = (tally.documents.to_string(), tally.occurrences.to_string());
        let kind = if term.id.is_some() { "entity" } else { "key-phrase" };
        let id = term.id.as_deref().unwrap_or_default();
        done = done.and_then(|()| {
            table.write_record([
                &*period,
                kind,
                id,
                &term.name,
                term.kind.unwrap_or_default(),
                &documents,
                &occurrences,
            ])
        });
    }
    let target = path.unwrap_or(Path::new("standard output"));
    let bytes =
        done.map_err(std::io::Error::from).and_then(|()| table.into_inner().map_err(|error| error.into_error()));
    output.put(&bytes.map_err(|error| Failure::writing(target, &error))?)?;
    output.finish()
}
