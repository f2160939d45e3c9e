//! Records that failed, and inputs that could not be read: told on standard error, or kept in a file.

use std::fs::File;
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::failure::{Failure, report};
use crate::input::Place;

/// A record or input that failed.
#[derive(Debug, Serialize)]
pub(crate) struct FailedRecord {
    pub(crate) file: String,
    /// None if it is the input that failed, not one of its records.
    pub(crate) line: Option<usize>,
    pub(crate) reason: String,
    /// The record as it was read, where it stands on lines of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<String>,
}

impl FailedRecord {
    pub(crate) fn record(place: &Place, reason: String, record: Option<String>) -> Self {
        Self { file: place.file.to_string(), line: Some(place.line), reason, record }
    }

    pub(crate) fn input(file: &str, reason: String) -> Self {
        Self { file: file.to_owned(), line: None, reason, record: None }
    }

    pub(crate) fn is_record(&self) -> bool {
        self.line.is_some()
    }

    fn message(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}: {}", self.file, self.reason),
            None => format!("{}: {}", self.file, self.reason),
        }
    }
}

/// Where failures go.
pub(crate) enum Failures {
    StandardError,
    File { file: File, path: PathBuf, position: u64 },
}

impl Failures {
    /// Opens the file at `path`, or standard error. If `position` is not 0, what an interrupted run wrote up to there is kept.
    pub(crate) fn open(path: Option<&Path>, position: u64) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::StandardError) };
        let open = || -> io::Result<File> {
            let mut file = File::options().write(true).create(true).truncate(false).open(path)?;
            // A device has no length.
            if file.metadata()?.is_file() {
                file.set_len(position)?;
                file.seek(io::SeekFrom::Start(position))?;
            }
            Ok(file)
        };
        let file = open().map_err(|error| Failure::writing(path, &error))?;
        Ok(Self::File { file, path: path.to_owned(), position })
    }

    pub(crate) fn add(&mut self, failure: &FailedRecord) -> Result<(), Failure> {
        match self {
            Self::StandardError => report(failure.message()),
            Self::File { file, path, position } => {
                let mut line = serde_json::to_vec(failure)
                    .unwrap_or_else(|error| unreachable!("strings and numbers are JSON: {error}"));
                line.push(b'\n');
                file.write_all(&line).map_err(|error| Failure::writing(path, &error))?;
                *position += line.len() as u64;
            }
        }
        Ok(())
    }

    /// How many bytes of the file are written.
    pub(crate) fn position(&self) -> u64 {
        match self {
            Self::StandardError => 0,
            Self::File { position, .. } => *position,
        }
    }

    /// The file, for messages.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::StandardError => None,
            Self::File { path, .. } => Some(path),
        }
    }
}
