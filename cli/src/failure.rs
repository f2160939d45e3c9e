//! What can go wrong in the command, and how it is told.

use std::fmt;
use std::io::{self, Write as _};
use std::path::Path;

/// The run cannot begin or go on: one line on standard error, exit status 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever read the output has gone: no failure at all, but nothing is left to do.
    ClosedPipe,
    /// A message for the user.
    Message(String),
}

impl Failure {
    pub(crate) fn writing(target: &Path, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Message(format!("{}: cannot be written: {error}", target.display()))
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedPipe => f.write_str("the output was closed"),
            Self::Message(message) => f.write_str(message),
        }
    }
}

impl From<sinotag::Error> for Failure {
    fn from(error: sinotag::Error) -> Self {
        Self::Message(error.to_string())
    }
}

/// Writes a message to standard error, as every message of the command.
pub(crate) fn report(message: impl fmt::Display) {
    // Not `eprintln!`, which panics when whoever read the messages has gone.
    let _ = io::stderr().write_all(format!("sinotag: {message}\n").as_bytes());
}
