//! A whole corpus becomes one thing: for commands that count.

use super::{BATCH_BYTES, Begin, Counts, Failures, FieldOptions, Job, Next, PATIENCE, Pipeline, Progress, Reading};
use crate::Outcome;
use crate::args::CorpusArguments;
use crate::failure::{Failure, report};
use crate::input::{self, InputOptions, Position, Reader};

/// Reads all documents, and gives what became of each batch to `take`, in the order of the input. Records that fail are reported by file
/// and line, and the others are still taken.
pub(crate) fn fold<J: Job>(
    arguments: &CorpusArguments,
    date_field: Option<&str>,
    job: J,
    mut take: impl FnMut(J::Result),
) -> Result<Outcome, Failure> {
    let CorpusArguments { input, .. } = arguments;
    let files = input::find(&arguments.files, &input.glob, input.from.is_some(), None).map_err(Failure::Message)?;
    let texts = input.text_fields();
    let mut options = InputOptions::new(input, &texts, BATCH_BYTES);
    options.columns = Some(date_field.map(str::to_owned).into_iter().collect());
    let fields = FieldOptions { texts, id: None, date: date_field.map(str::to_owned), keep_as_json: false };
    let reading = Reading { fields, lossy: input.lossy, strict: false, keep_failed: false };
    let position = Position::default();
    let mut progress = Progress::new(arguments.progress, &files, position.clone(), Counts::default());
    let reader = Reader::new(files, options, position);
    let threads = super::threads(arguments.threads);
    let mut pipeline = Pipeline::start(reader, reading, job, threads, Begin::default());
    let mut failures = Failures::open(None, 0)?;
    let mut counts = Counts::default();
    let opened = loop {
        match pipeline.next(PATIENCE).map_err(Failure::Message)? {
            Next::Batch(batch) => {
                for failure in &batch.failures {
                    progress.suspend(|| failures.add(failure))?;
                }
                counts.add(batch.records, &batch.failures);
                take(batch.result);
                pipeline.written();
            }
            Next::Waiting => {}
            Next::End { opened } => break opened,
        }
        progress.tell(counts);
    };
    progress.finish(counts);
    let Counts { records, failed, broken_inputs } = counts;
    if opened == 0 {
        return Ok(Outcome::NothingRan);
    }
    if failed > 0 {
        report(format_args!("{failed} of {records} records failed"));
    }
    Ok(if failed + broken_inputs == 0 { Outcome::Clean } else { Outcome::SomeFailed })
}
