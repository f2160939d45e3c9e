//! `sinotag annotate`: records in, lines of JSON out, in the order of the input whatever the number of threads.
//!
//! Records are read in batches of a bounded number of bytes, tagged by all threads, and written in order: memory does not grow
//! with the corpus.

use std::path::PathBuf;

use rayon::prelude::*;
use sinotag::{KeyPhraseExtractor, Scratch, Tagger};

use crate::Outcome;
use crate::args::AnnotateArguments;
use crate::failure::{Failure, report};
use crate::input::{Input, Place, RawRecord};
use crate::output::Output;
use crate::{record, tagger};

/// A batch is full at this many bytes. Large enough to keep all threads busy, small enough to show results soon.
const BATCH_BYTES: usize = 1 << 22;

pub(crate) fn run(arguments: &AnnotateArguments) -> Result<Outcome, Failure> {
    let tagger = tagger::build(&arguments.tagger)?;
    let threads = arguments.threads.map_or_else(available_threads, usize::from);
    let ranking = &arguments.key_phrases.ranking;
    let extractor = arguments.key_phrases.count.map(|_| record::extractor(ranking)).transpose()?;
    let workers = Workers::new(tagger, extractor, threads)?;
    let mut run = Run {
        arguments,
        workers,
        output: Output::open(arguments.output.as_deref())?,
        batch: Vec::new(),
        bytes: 0,
        counts: Counts::default(),
    };
    let stdin = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &stdin } else { arguments.files.as_slice() };
    let mut unreadable = 0;
    for path in files {
        match Input::open(path, arguments.from, arguments.split) {
            Ok(input) => run.input(input, path)?,
            Err(error) => {
                report(format_args!("{}: cannot be read: {error}", path.display()));
                unreadable += 1;
            }
        }
    }
    run.flush()?;
    let Run { output, counts, .. } = run;
    if unreadable == files.len() {
        return Ok(Outcome::NothingRan);
    }
    output.finish()?;
    if counts.failed > 0 {
        report(format_args!("{} of {} records failed", counts.failed, counts.records));
    }
    Ok(if counts.failed > 0 || unreadable > 0 || counts.broken_inputs > 0 {
        Outcome::SomeFailed
    } else {
        Outcome::Clean
    })
}

/// Not `rayon::current_num_threads`, which starts a pool of its own to count.
fn available_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[derive(Default)]
struct Counts {
    records: usize,
    failed: usize,
    /// Inputs that could be opened but not read to their end.
    broken_inputs: usize,
}

struct Run<'a> {
    arguments: &'a AnnotateArguments,
    workers: Workers,
    output: Output,
    batch: Vec<RawRecord>,
    bytes: usize,
    counts: Counts,
}

impl Run<'_> {
    fn input(&mut self, mut input: Input, path: &std::path::Path) -> Result<(), Failure> {
        loop {
            match input.next_record() {
                Ok(Some(record)) => {
                    self.bytes += record.bytes.len();
                    self.batch.push(record);
                    if self.bytes >= BATCH_BYTES {
                        self.flush()?;
                    }
                }
                Ok(None) => return Ok(()),
                Err(error) => {
                    report(format_args!("{}: cannot be read: {error}", path.display()));
                    self.counts.broken_inputs += 1;
                    return Ok(());
                }
            }
        }
    }

    /// Tags and writes the records of the batch.
    fn flush(&mut self) -> Result<(), Failure> {
        let lines = self.workers.annotate(&self.batch, self.arguments);
        for (record, line) in self.batch.iter().zip(lines) {
            self.counts.records += 1;
            match line {
                Ok(line) => self.output.write(&line)?,
                Err(reason) => {
                    self.counts.failed += 1;
                    self.failed(&record.place, &reason);
                }
            }
        }
        self.batch.clear();
        self.bytes = 0;
        Ok(())
    }

    fn failed(&self, place: &Place, reason: &str) {
        report(format_args!("{place}: {reason}"));
    }
}

/// Tags batches, by one thread or several.
struct Workers {
    tagger: Tagger,
    /// Present if key phrases are asked for.
    extractor: Option<KeyPhraseExtractor>,
    /// Absent for one thread: then everything happens on the thread that reads and writes.
    pool: Option<rayon::ThreadPool>,
}

impl Workers {
    fn new(tagger: Tagger, extractor: Option<KeyPhraseExtractor>, threads: usize) -> Result<Self, Failure> {
        let pool = if threads == 1 {
            None
        } else {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            Some(pool.map_err(|error| Failure::Message(format!("threads cannot be started: {error}")))?)
        };
        Ok(Self { tagger, extractor, pool })
    }

    fn annotate(&self, batch: &[RawRecord], arguments: &AnnotateArguments) -> Vec<Result<Vec<u8>, String>> {
        let extractor = self.extractor.as_ref();
        let one =
            |scratch: &mut Scratch, raw: &RawRecord| record::annotate(raw, arguments, &self.tagger, extractor, scratch);
        match &self.pool {
            Some(pool) if batch.len() > 1 => pool.install(|| batch.par_iter().map_init(Scratch::new, one).collect()),
            _ => {
                let mut scratch = Scratch::new();
                batch.iter().map(|raw| one(&mut scratch, raw)).collect()
            }
        }
    }
}
