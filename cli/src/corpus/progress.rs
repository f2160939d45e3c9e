//! How far the run is, on standard error: a bar for people, lines of JSON for programs.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};
use serde::Serialize;

use super::Counts;
use crate::args::ProgressMode;
use crate::input::{FileList, Position};

pub(crate) struct Progress {
    form: Form,
    position: Position,
    /// The size of all inputs, where it is known.
    bytes: Option<u64>,
    started: Instant,
    told: Instant,
    begun: Begun,
}

/// From where the pace is measured.
enum Begun {
    /// A run that is continued first passes over what is done, much faster than it works: nothing is known until so many records are
    /// done.
    After(u64),
    At(Instant, u64),
}

/// How fast the run is.
#[derive(Clone, Copy)]
struct Pace {
    bytes_per_second: f64,
    /// None where the size of the inputs is not known.
    remaining_seconds: Option<f64>,
}

enum Form {
    Nothing,
    /// Not shown for the first moments: most runs are over by then.
    BarLater,
    Bar(ProgressBar),
    Json,
}

const FIRST_SHOWN: Duration = Duration::from_millis(500);
const JSON_INTERVAL: Duration = Duration::from_secs(1);

/// A line of `--progress json`.
#[derive(Serialize)]
struct Line {
    records: u64,
    failed: u64,
    /// As they are stored.
    bytes: u64,
    total_bytes: Option<u64>,
    elapsed_seconds: f64,
    bytes_per_second: u64,
    remaining_seconds: Option<f64>,
    done: bool,
}

impl Progress {
    /// `done` is what an interrupted run had done.
    pub(crate) fn new(mode: ProgressMode, files: &FileList, position: Position, done: Counts) -> Self {
        let form = match mode {
            ProgressMode::None => Form::Nothing,
            ProgressMode::Json => Form::Json,
            ProgressMode::Bar => Form::BarLater,
            // On a terminal that shows the results, a bar would stand in their way.
            ProgressMode::Auto if io::stderr().is_terminal() && !io::stdout().is_terminal() => Form::BarLater,
            ProgressMode::Auto => Form::Nothing,
        };
        let bytes = if matches!(form, Form::Nothing) { None } else { files.bytes() };
        let now = Instant::now();
        let begun = if done.records > 0 { Begun::After(done.records) } else { Begun::At(now, 0) };
        Self { form, position, bytes, started: now, told: now, begun }
    }

    /// Tells how far the run is, if it is time to.
    pub(crate) fn tell(&mut self, counts: Counts) {
        if let Begun::After(records) = self.begun
            && counts.records > records
        {
            self.begun = Begun::At(Instant::now(), self.position.bytes());
        }
        match &self.form {
            Form::Nothing => {}
            Form::BarLater if self.started.elapsed() < FIRST_SHOWN => {}
            Form::BarLater => {
                self.form = Form::Bar(bar(self.bytes));
                self.tell(counts);
            }
            Form::Bar(bar) => {
                bar.set_position(self.position.bytes());
                let failed = if counts.failed > 0 { format!(", {} failed", counts.failed) } else { String::new() };
                let pace = self.pace().map(|pace| pace.to_string()).unwrap_or_default();
                bar.set_message(format!("{pace}{} records{failed}", counts.records));
            }
            Form::Json if self.told.elapsed() >= JSON_INTERVAL => self.line(counts, false),
            Form::Json => {}
        }
    }

    /// Does something to standard error while no bar stands there.
    pub(crate) fn suspend<T>(&self, action: impl FnOnce() -> T) -> T {
        match &self.form {
            Form::Bar(bar) => bar.suspend(action),
            Form::Nothing | Form::BarLater | Form::Json => action(),
        }
    }

    pub(crate) fn finish(&mut self, counts: Counts) {
        match &self.form {
            Form::Bar(bar) => bar.finish_and_clear(),
            Form::Json => self.line(counts, true),
            Form::Nothing | Form::BarLater => {}
        }
    }

    /// The mean since work began. The bar's own estimate knows nothing of the time before it was shown, and began with gigabytes a
    /// second.
    fn pace(&self) -> Option<Pace> {
        let Begun::At(begun, from) = self.begun else { return None };
        let bytes = self.position.bytes();
        let bytes_per_second = bytes.saturating_sub(from) as f64 / begun.elapsed().as_secs_f64().max(1e-9);
        let left = self.bytes.map(|total| total.saturating_sub(bytes) as f64);
        let remaining_seconds = left.filter(|_| bytes_per_second > 0.0).map(|left| left / bytes_per_second);
        Some(Pace { bytes_per_second, remaining_seconds })
    }

    fn line(&mut self, counts: Counts, done: bool) {
        self.told = Instant::now();
        let pace = self.pace();
        let line = Line {
            records: counts.records,
            failed: counts.failed,
            bytes: self.position.bytes(),
            total_bytes: self.bytes,
            elapsed_seconds: (self.started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
            bytes_per_second: pace.map_or(0, |pace| pace.bytes_per_second as u64),
            remaining_seconds: pace
                .and_then(|pace| pace.remaining_seconds)
                .map(|seconds| (seconds * 10.0).round() / 10.0),
            done,
        };
        if let Ok(mut line) = serde_json::to_vec(&line) {
            line.push(b'\n');
            // Nobody needs to read it.
            let _ = io::stderr().write_all(&line);
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/s, ", HumanBytes(self.bytes_per_second as u64))?;
        match self.remaining_seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
            Some(remaining) => write!(f, "{:#} left, ", HumanDuration(remaining)),
            None => Ok(()),
        }
    }
}

fn bar(bytes: Option<u64>) -> ProgressBar {
    let (bar, template) = match bytes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {bytes}/{total_bytes} {msg}"),
        None => (ProgressBar::no_length(), "{spinner} {bytes} {msg}"),
    };
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}
