//! What a thread does with a batch: takes its records apart and hands each to the job.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use encoding_rs::Encoding;
use sinotag::Scratch;

use super::failures::FailedRecord;
use super::record::{FieldOptions, Record, decode};
use super::{Job, Part, columns, json, rows};
use crate::input::{Batch, Content, LineFormat, Place, Segment, is_blank, without_line_end};

/// How records are read.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) fields: FieldOptions,
    pub(crate) lossy: bool,
    /// Nothing is done after the first record that fails.
    pub(crate) strict: bool,
    /// Failed records are kept, not only told.
    pub(crate) keep_failed: bool,
}

/// A batch that is done.
pub(crate) struct Finished<T> {
    /// The records that came to this, failed ones included.
    pub(crate) records: u64,
    pub(crate) failures: Vec<FailedRecord>,
    pub(crate) result: T,
    pub(crate) checksum: u32,
}

/// One of the threads.
pub(super) struct Worker<J> {
    reading: Arc<Reading>,
    job: Arc<J>,
    scratch: Scratch,
}

/// Buffers that grew with a text larger than this are given back: 16 threads may each have met one.
const LARGE_TEXT: usize = 8 << 20;

impl<J: Job> Worker<J> {
    pub(super) fn new(reading: Arc<Reading>, job: Arc<J>) -> Self {
        Self { reading, job, scratch: Scratch::new() }
    }

    /// Works on a batch; the error is one of the whole run.
    pub(super) fn work(&mut self, batch: Batch) -> Result<Finished<J::Result>, String> {
        let mut work = Work {
            settings: &self.reading,
            scratch: &mut self.scratch,
            part: self.job.part(),
            records: 0,
            failures: Vec::new(),
        };
        for segment in &batch.segments {
            work.segment(segment);
        }
        let Work { part, records, failures, .. } = work;
        Ok(Finished { records, failures, result: part.finish()?, checksum: batch.checksum })
    }
}

struct Work<'s, P> {
    settings: &'s Reading,
    scratch: &'s mut Scratch,
    part: P,
    records: u64,
    failures: Vec<FailedRecord>,
}

impl<P: Part> Work<'_, P> {
    fn segment(&mut self, segment: &Segment) {
        let Self { settings, .. } = *self;
        let Segment { file, encoding, .. } = segment;
        match &segment.content {
            Content::Document { line, whole, bytes } => {
                let record = decode(bytes, settings.lossy, *encoding).map(Record::plain);
                // A whole file is kept where it is.
                let raw = || (!whole).then(|| String::from_utf8_lossy(bytes).into_owned());
                self.record(record, || Place { file: file.clone(), line: *line, whole: *whole }, raw);
            }
            Content::Lines { format, line, bytes } => {
                for (line, bytes) in (*line..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
                    if !is_blank(bytes) {
                        self.line(segment, *format, line, without_line_end(bytes), *encoding);
                    }
                }
            }
            Content::Rows { header, rows } => {
                let columns = rows::Columns::new(header, &settings.fields);
                for (line, row) in rows {
                    let record = columns.read(row, settings.lossy, *encoding);
                    let raw = || {
                        let fields: Vec<_> = row.iter().map(String::from_utf8_lossy).collect();
                        serde_json::to_string(&fields).ok()
                    };
                    self.record(record, || Place { file: file.clone(), line: *line, whole: false }, raw);
                }
            }
            Content::Columns { row, batch } => self.columns(segment, *row, batch),
            Content::Broken { reason } => self.failures.push(FailedRecord::input(file, reason.clone())),
        }
    }

    fn line(
        &mut self,
        segment: &Segment,
        format: LineFormat,
        line: usize,
        bytes: &[u8],
        encoding: Option<&'static Encoding>,
    ) {
        let settings = self.settings;
        let place = || Place { file: segment.file.clone(), line, whole: false };
        let raw = || Some(String::from_utf8_lossy(bytes).into_owned());
        match decode(bytes, settings.lossy, encoding) {
            Ok(text) => {
                let record = match format {
                    LineFormat::Json => json::read(&text, &settings.fields),
                    LineFormat::Text => Ok(Record::plain((*text).into())),
                };
                self.record(record, place, raw);
            }
            Err(reason) => self.record(Err(reason), place, raw),
        }
    }

    fn columns(&mut self, segment: &Segment, first_row: usize, batch: &arrow_array::RecordBatch) {
        let columns = match columns::Columns::new(batch, &self.settings.fields) {
            Ok(columns) => columns,
            Err(reason) => {
                let rows = batch.num_rows();
                let reason = format!("rows {first_row} to {} cannot be used: {reason}", first_row + rows - 1);
                self.failures.push(FailedRecord::input(&segment.file, reason));
                return;
            }
        };
        let mut done = Vec::with_capacity(batch.num_rows());
        for (row, record) in (first_row..).zip(columns.rows(batch.num_rows())) {
            let failed = self.failures.len();
            self.record(record, || Place { file: segment.file.clone(), line: row, whole: false }, || None);
            done.push(self.failures.len() == failed && !self.has_stopped());
        }
        if let Err(reason) = self.part.rows(batch, done) {
            self.failures.push(FailedRecord::input(&segment.file, reason));
        }
    }

    fn has_stopped(&self) -> bool {
        self.settings.strict && !self.failures.is_empty()
    }

    fn record(
        &mut self,
        record: Result<Record<'_>, String>,
        place: impl Fn() -> Place,
        raw: impl FnOnce() -> Option<String>,
    ) {
        if self.has_stopped() {
            return;
        }
        self.records += 1;
        if let Err(reason) = record.and_then(|record| self.document(&record, &place)) {
            let record = if self.settings.keep_failed { raw() } else { None };
            self.failures.push(FailedRecord::record(&place(), reason, record));
        }
    }

    fn document(&mut self, record: &Record<'_>, place: &impl Fn() -> Place) -> Result<(), String> {
        let Self { scratch, part, .. } = self;
        let done = caught(|| part.document(scratch, record, place));
        if done.is_err() || record.text.len() > LARGE_TEXT {
            *self.scratch = Scratch::new();
        }
        done.unwrap_or_else(Err)
    }
}

/// The result of `work`; an error if it panics. One record that nobody thought of must not end a night's work.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        format!("an internal error, please report it: {}", message.unwrap_or("unknown"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_reason() {
        assert_eq!(caught(|| 5), Ok(5));
        let reason = caught(|| -> u8 { panic!("index {} of {}", 3, 2) });
        assert_eq!(reason, Err("an internal error, please report it: index 3 of 2".to_owned()));
    }
}
