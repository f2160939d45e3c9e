//! `sinotag annotate`: records in, documents out, in the order of the input whatever the number of threads.
//!
//! [`crate::input`] finds and reads batches of raw records, [`crate::corpus`] has the threads that take them apart, [`encode`] tags
//! and encodes, [`crate::output`] has the formats. What remains here is the order of things: what is written, noted, told, and when the
//! run ends.

mod checkpoint;
mod encode;
mod signals;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::args::{AnnotateArguments, OutputFormat};
use crate::corpus::{self, Counts, Failures, FieldOptions, Finished, Next, Pipeline, Progress, Reading};
use crate::failure::{Failure, report};
use crate::input::{self, InputOptions, Position, Reader};
use crate::output::{self, Compression, Encoded, Format, FormatOptions, Sink};
use crate::{Outcome, tagger};
use checkpoint::{Checkpoint, Checkpoints, Found};
use encode::Annotate;
use signals::Signals;

/// A batch is a row group of Parquet, which readers like larger.
const PARQUET_BATCH_BYTES: usize = 1 << 23;

pub(crate) fn run(arguments: &AnnotateArguments) -> Result<Outcome, Failure> {
    let AnnotateArguments { input, fields, output: writing, key_phrases, running, .. } = arguments;
    let format = output::chosen(writing);
    output::check(writing, key_phrases.count.is_some(), format)
        .map_err(|reason| Failure::Message(reason.to_owned()))?;
    let target = writing.output.as_deref();
    let files = input::find(&arguments.files, &input.glob, input.from.is_some(), target).map_err(Failure::Message)?;
    let texts = input.text_fields();

    let completing = target.map(|target| output::completing_file(format, target));
    if let Some(file) = &completing {
        // Before the checkpoint of the other run is looked at or removed.
        output::check_unused(file)?;
    }
    let mut checkpoints = Checkpoints::new(arguments, completing.as_deref())?;
    let mut resumed = None;
    if let (true, Some(target), Some(file)) = (running.resume, target, &completing) {
        match checkpoints.find(file)? {
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
    let batch_bytes = if to_parquet { PARQUET_BATCH_BYTES } else { corpus::BATCH_BYTES };
    let mut options = InputOptions::new(input, &texts, batch_bytes);
    options.line_buffered = running.line_buffered;
    if !writing.keep_fields {
        options.columns =
            Some([Some(&fields.id_field), fields.date_field.as_ref()].into_iter().flatten().cloned().collect());
    }
    if to_parquet && writing.keep_fields {
        options.schema = Some(input::first_schema(&files).unwrap_or_else(|| Arc::new(arrow_schema::Schema::empty())));
    }
    let phrases = match key_phrases.count.unwrap_or_else(|| output::usual_key_phrases(format)) {
        0 => None,
        n => Some((key_phrases.ranking.extractor()?, n)),
    };
    let format_options = FormatOptions::new(writing, texts.len() > 1, phrases.is_some(), title(&arguments.files));
    let compression = target.map_or(Compression::None, Compression::by_extension);
    let reading = Reading {
        fields: FieldOptions {
            texts,
            id: Some(fields.id_field.clone()),
            date: fields.date_field.clone(),
            keep_as_json: writing.keep_fields && !to_parquet,
        },
        lossy: input.lossy,
        strict: running.strict,
        keep_failed: running.errors.is_some(),
    };
    let job = Annotate {
        tagger: tagger::builder(&arguments.tagger)?.nested(writing.nested).build()?,
        key_phrases: phrases,
        format: Format::new(format, &format_options, compression, options.schema.as_ref())?,
    };

    let signals = Signals::listen().map_err(|error| Failure::Message(format!("signals cannot be caught: {error}")))?;
    if state.is_none() {
        job.format.check_empty(target)?;
        checkpoints.remove()?;
    }
    let failures = Failures::open(running.errors.as_deref(), checkpoint.errors_bytes)?;
    let resumed = state.as_ref().map(|state| (checkpoint.output_bytes, &**state));
    let sink = job.format.sink(target, resumed)?;
    let position = Position::default();
    let progress = Progress::new(running.progress, &files, position.clone(), checkpoint.counts);
    let reader = Reader::new(files, options, position);
    let pipeline = Pipeline::start(reader, reading, job, corpus::threads(running.threads), checkpoint.begin());
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

struct Run {
    pipeline: Pipeline<Encoded>,
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
            match self.pipeline.next(corpus::PATIENCE).map_err(Failure::Message)? {
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

    fn write(&mut self, batch: Finished<Encoded>) -> Result<(), Failure> {
        if batch.result.is_in_place() && !self.checkpoints.noted() {
            self.note()?;
        }
        self.sink.write(batch.result)?;
        for failure in &batch.failures {
            self.progress.suspend(|| self.failures.add(failure))?;
        }
        self.checkpoint.counts.add(batch.records, &batch.failures);
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
    fn stop_at(&mut self, batch: Finished<Encoded>) -> Result<(), Failure> {
        if self.checkpoints.is_possible() {
            self.note()?;
        } else {
            self.sink.write(batch.result)?;
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
