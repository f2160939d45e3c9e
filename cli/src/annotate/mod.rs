//! `sinotag annotate`: records in, documents out, in the order of the input whatever the number of threads.
//!
//! [`crate::input`] finds and reads batches of raw records, [`worker`] turns a batch into encoded documents, [`pipeline`] has the
//! threads, [`crate::output`] the formats. What remains here is the order of things: what is written, noted, told, and when the
//! run ends.

mod checkpoint;
mod columns;
mod failures;
mod json;
mod pipeline;
mod progress;
mod record;
mod rows;
mod signals;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::args::{AnnotateArguments, OutputFormat};
use crate::failure::{Failure, report};
use crate::input::{self, InputOptions, Position, Reader};
use crate::output::{self, Compression, Format, FormatOptions, Sink};
use crate::{Outcome, tagger};
use checkpoint::{Checkpoint, Checkpoints, Counts, Found};
use failures::Failures;
use pipeline::{Next, Pipeline};
use progress::Progress;
use record::FieldOptions;
use signals::Signals;
use worker::{Finished, Settings};

pub(crate) use json::invalid_json;
pub(crate) use record::not_utf8;

/// A batch is full at this many bytes: large enough that handing it over costs nothing, small enough that the threads end together.
const BATCH_BYTES: usize = 1 << 20;

/// A batch is a row group of Parquet, which readers like larger.
const PARQUET_BATCH_BYTES: usize = 1 << 23;

/// How often signals and progress are looked at while nothing else happens.
const PATIENCE: Duration = Duration::from_millis(100);

pub(crate) fn run(arguments: &AnnotateArguments) -> Result<Outcome, Failure> {
    let AnnotateArguments { input, output: writing, running, .. } = arguments;
    let format = output::chosen(writing);
    output::check(writing, format).map_err(|reason| Failure::Message(reason.to_owned()))?;
    let target = writing.output.as_deref();
    let files = input::find(&arguments.files, &input.glob, input.from.is_some(), target).map_err(Failure::Message)?;
    let texts = if input.text_field.is_empty() { vec!["text".to_owned()] } else { input.text_field.clone() };

    let mut checkpoints = Checkpoints::new(arguments, format)?;
    let mut resumed = None;
    if let (true, Some(target)) = (running.resume, target) {
        match checkpoints.find(target)? {
            Found::Checkpoint(checkpoint, state) => resumed = Some((checkpoint, state)),
            Found::Nothing => {}
            Found::Complete => {
                report(format_args!("{}: is complete, there is nothing to resume", target.display()));
                return Ok(Outcome::Clean);
            }
        }
    }
    let (checkpoint, state) = resumed.unzip();
    let checkpoint = checkpoint.unwrap_or_default();

    let to_parquet = format == OutputFormat::Parquet;
    let batch_bytes = if to_parquet { PARQUET_BATCH_BYTES } else { BATCH_BYTES };
    let mut options = InputOptions::new(arguments, &texts, batch_bytes);
    if to_parquet && writing.keep_fields {
        options.schema = Some(input::first_schema(&files).unwrap_or_else(|| Arc::new(arrow_schema::Schema::empty())));
    }
    let format_options = FormatOptions::new(writing, texts.len() > 1, title(&arguments.files));
    let compression = target.map_or(Compression::None, Compression::by_extension);
    let settings = Arc::new(Settings {
        tagger: tagger::builder(&arguments.tagger)?.nested(writing.nested).build()?,
        fields: FieldOptions {
            texts,
            id: input.id_field.clone(),
            date: input.date_field.clone(),
            keep_as_json: writing.keep_fields && !to_parquet,
        },
        format: Format::new(format, &format_options, compression, options.schema.as_ref())?,
        lossy: input.lossy,
        strict: running.strict,
        keep_failed: running.errors.is_some(),
    });

    let signals = Signals::listen().map_err(|error| Failure::Message(format!("signals cannot be caught: {error}")))?;
    if state.is_none() {
        checkpoints.remove()?;
    }
    let failures = Failures::open(running.errors.as_deref(), checkpoint.errors_bytes)?;
    let resumed = state.as_ref().map(|state| (checkpoint.output_bytes, &**state));
    let sink = settings.format.sink(target, resumed)?;
    let position = Position::default();
    let progress = Progress::new(running.progress, &files, position.clone(), checkpoint.counts);
    let threads = running.threads.map_or_else(available_threads, usize::from);
    let pipeline = Pipeline::start(Reader::new(files, options, position), settings, threads, checkpoint.begin());
    Run { pipeline, sink, failures, checkpoints, checkpoint, opened: 0, progress, signals, strict: running.strict }
        .run()
}

/// The title of a page: what was read, if that has one name.
fn title(files: &[PathBuf]) -> String {
    match files {
        [path] if path != Path::new("-") => path.display().to_string(),
        _ => "sinotag".to_owned(),
    }
}

fn available_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

struct Run {
    pipeline: Pipeline,
    sink: Sink,
    failures: Failures,
    checkpoints: Checkpoints,
    /// How far the run is.
    checkpoint: Checkpoint,
    /// How many inputs could be opened; known at the end.
    opened: u64,
    progress: Progress,
    signals: Signals,
    strict: bool,
}

/// Why the run ends.
enum End {
    /// All is done.
    Done,
    /// A signal came, with this exit status.
    Signal(u8),
    /// The first record failed, and that was not to be.
    Strict,
}

impl Run {
    fn run(mut self) -> Result<Outcome, Failure> {
        let end = match self.work() {
            Ok(end) => end,
            Err(failure) => {
                self.progress.finish(self.checkpoint.counts);
                return Err(self.give_up(failure));
            }
        };
        self.progress.finish(self.checkpoint.counts);
        match end {
            End::Done => self.finish(),
            End::Signal(status) => {
                self.stop("interrupted")?;
                Ok(Outcome::Interrupted(status))
            }
            End::Strict => {
                self.stop("stopped at the first failure (--strict)")?;
                Ok(Outcome::SomeFailed)
            }
        }
    }

    fn work(&mut self) -> Result<End, Failure> {
        loop {
            if let Some(status) = self.signals.status() {
                return Ok(End::Signal(status));
            }
            match self.pipeline.next(PATIENCE).map_err(Failure::Message)? {
                Next::Batch(batch) => {
                    if self.strict && !batch.failures.is_empty() {
                        self.stop_at(batch)?;
                        return Ok(End::Strict);
                    }
                    self.write(batch)?;
                    self.pipeline.written();
                }
                Next::Waiting => {}
                Next::End { opened } => {
                    self.opened = opened;
                    return Ok(End::Done);
                }
            }
            self.progress.tell(self.checkpoint.counts);
        }
    }

    fn write(&mut self, batch: Finished) -> Result<(), Failure> {
        self.sink.write(batch.encoded)?;
        for failure in &batch.failures {
            self.progress.suspend(|| self.failures.add(failure))?;
            let Counts { failed, broken_inputs, .. } = &mut self.checkpoint.counts;
            *(if failure.is_record() { failed } else { broken_inputs }) += 1;
        }
        self.checkpoint.counts.records += batch.records;
        self.checkpoint.batches += 1;
        self.checkpoint.checksum = batch.checksum;
        if self.checkpoints.is_due() { self.note() } else { Ok(()) }
    }

    /// Notes how far the run is.
    fn note(&mut self) -> Result<(), Failure> {
        let (output_bytes, state) = self.sink.state()?;
        self.checkpoint.output_bytes = output_bytes;
        self.checkpoint.errors_bytes = self.failures.position();
        self.checkpoints.note(self.checkpoint.clone(), &state)
    }

    /// With `--strict`: the batch of the first failure. A file ends before it, so that it can be continued there.
    fn stop_at(&mut self, batch: Finished) -> Result<(), Failure> {
        if self.checkpoints.is_possible() {
            self.note()?;
        } else {
            self.sink.write(batch.encoded)?;
        }
        match batch.failures.first() {
            Some(failure) => self.progress.suspend(|| self.failures.add(failure)),
            None => Ok(()),
        }
    }

    /// All is read and written.
    fn finish(mut self) -> Result<Outcome, Failure> {
        let Counts { records, failed, broken_inputs } = self.checkpoint.counts;
        if self.opened == 0 {
            self.sink.discard();
            self.checkpoints.remove()?;
            return Ok(Outcome::NothingRan);
        }
        let finished = self.sink.finish();
        if let Err(failure) = finished {
            return Err(self.checkpoints.explain(failure));
        }
        self.checkpoints.remove()?;
        if failed > 0 {
            let see = self.failures.path().map(|path| format!(", see {}", path.display())).unwrap_or_default();
            report(format_args!("{failed} of {records} records failed{see}"));
        } else if let (true, Some(path)) = (broken_inputs > 0, self.failures.path()) {
            report(format_args!("{broken_inputs} inputs failed, see {}", path.display()));
        }
        Ok(if failed > 0 || broken_inputs > 0 { Outcome::SomeFailed } else { Outcome::Clean })
    }

    /// Ends before all is done: what is done is kept.
    fn stop(mut self, why: &str) -> Result<(), Failure> {
        let records = self.checkpoint.counts.records;
        if !self.checkpoints.is_possible() {
            report(format_args!("{why} after {records} records"));
            return self.sink.finish();
        }
        self.note()?;
        let partial = self.sink.partial().map(|path| path.display().to_string()).unwrap_or_default();
        report(format_args!("{why}: {records} records are done and kept in {partial}; --resume continues"));
        Ok(())
    }

    /// The run cannot go on.
    fn give_up(mut self, failure: Failure) -> Failure {
        if !self.checkpoints.noted() {
            self.sink.discard();
        }
        self.checkpoints.explain(failure)
    }
}
