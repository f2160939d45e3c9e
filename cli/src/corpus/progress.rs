//! How far the run is, on standard error: a bar for people, lines of JSON for programs.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
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
    pub(crate) fn new(mode: ProgressMode, files: &FileList, position: Position) -> Self {
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
        Self { form, position, bytes, started: now, told: now }
    }

    /// Tells how far the run is, if it is time to.
    pub(crate) fn tell(&mut self, counts: Counts) {
        match &self.form {
            Form::Nothing => {}
            Form::BarLater if self.started.elapsed() < FIRST_SHOWN => {}
            Form::BarLater => {
                self.form = Form::Bar(bar(self.bytes, self.started.elapsed()));
                self.tell(counts);
            }
            Form::Bar(bar) => {
                bar.set_position(self.position.bytes());
                let failed = if counts.failed > 0 { format!(", {} failed", counts.failed) } else { String::new() };
                bar.set_message(format!("{} records{failed}", counts.records));
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

    fn line(&mut self, counts: Counts, done: bool) {
        self.told = Instant::now();
        let (bytes, elapsed) = (self.position.bytes(), self.started.elapsed().as_secs_f64());
        let rate = bytes as f64 / elapsed.max(1e-9);
        let line = Line {
            records: counts.records,
            failed: counts.failed,
            bytes,
            total_bytes: self.bytes,
            elapsed_seconds: (elapsed * 1000.0).round() / 1000.0,
            bytes_per_second: rate as u64,
            remaining_seconds: self
                .bytes
                .filter(|_| bytes > 0)
                .map(|total| (total.saturating_sub(bytes) as f64 / rate * 10.0).round() / 10.0),
            done,
        };
        if let Ok(mut line) = serde_json::to_vec(&line) {
            line.push(b'\n');
            // Nobody needs to read it.
            let _ = io::stderr().write_all(&line);
        }
    }
}

fn bar(bytes: Option<u64>, elapsed: Duration) -> ProgressBar {
    let (bar, template) = match bytes {
        Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left, {msg}"),
        None => (ProgressBar::no_length(), "{spinner} {bytes} {bytes_per_sec}, {elapsed}, {msg}"),
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_elapsed(elapsed)
}
