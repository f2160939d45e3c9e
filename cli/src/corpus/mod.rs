//! The documents of a corpus, and what a command makes of them on several threads.
//!
//! [`crate::input`] gives batches of raw records. Here each record becomes a text with its id and date ([`Record`]), whatever its format,
//! and goes to the [`Job`] of the command; [`Pipeline`] has the threads, and gives the results in the order of the input.

mod columns;
mod failures;
mod fold;
mod json;
mod pipeline;
mod progress;
mod record;
mod rows;
mod worker;

use std::time::Duration;

use arrow_array::RecordBatch;
use serde::{Deserialize, Serialize};
use sinotag::Scratch;

use crate::input::Place;
use failures::FailedRecord;

pub(crate) use failures::Failures;
pub(crate) use fold::fold;
pub(crate) use json::invalid_json;
pub(crate) use pipeline::{Begin, Next, Pipeline};
pub(crate) use progress::Progress;
pub(crate) use record::{FieldOptions, Record, not_utf8};
pub(crate) use worker::{Finished, Reading};

/// What came of the records.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Counts {
    pub(crate) records: u64,
    pub(crate) failed: u64,
    /// Inputs that could not be opened, or not be read to their end.
    pub(crate) broken_inputs: u64,
}

impl Counts {
    /// Adds what came of a batch.
    pub(crate) fn add(&mut self, records: u64, failures: &[FailedRecord]) {
        self.records += records;
        let failed = failures.iter().filter(|failure| failure.is_record()).count();
        self.failed += failed as u64;
        self.broken_inputs += (failures.len() - failed) as u64;
    }
}

/// A batch is full at this many bytes: large enough that handing it over costs nothing, small enough that the threads end together.
pub(crate) const BATCH_BYTES: usize = 1 << 20;

/// How often signals and progress are looked at while nothing else happens.
pub(crate) const PATIENCE: Duration = Duration::from_millis(100);

/// The number of threads that was asked for, or as many as there are cores.
pub(crate) fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// What a command does with documents. All threads share it.
pub(crate) trait Job: Send + Sync + 'static {
    /// What becomes of a batch.
    type Result: Send + 'static;
    /// A batch in work.
    type Part<'j>: Part<Result = Self::Result>;

    /// Begins a batch.
    fn part(&self) -> Self::Part<'_>;
}

/// One batch in work.
pub(crate) trait Part {
    /// What becomes of it.
    type Result;

    /// Takes a document; the reason if that fails. Then nothing of it is taken.
    fn document(&mut self, scratch: &mut Scratch, record: &Record<'_>, place: &dyn Fn() -> Place)
    -> Result<(), String>;

    /// Takes the rows of Parquet from which the last documents came; `done` tells for each whether it was taken.
    fn rows(&mut self, _rows: &RecordBatch, _done: Vec<bool>) -> Result<(), String> {
        Ok(())
    }

    /// Ends the batch; the error is one of the whole run.
    fn finish(self) -> Result<Self::Result, String>;
}
