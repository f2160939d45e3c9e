//! [`Error`]: what can go wrong before tagging starts. Tagging itself cannot fail.

use std::fmt;
use std::path::PathBuf;

/// What went wrong while dictionaries were read or a [`Tagger`](crate::Tagger) was built.
///
/// The message names the file and, where there is one, the line: `extra.tsv:3: ...`. The type is opaque so that new causes
/// are no breaking change; ask it by [`is_io`](Error::is_io), [`path`](Error::path) and [`line`](Error::line).
#[derive(Debug)]
pub struct Error {
    // Boxed, because the error is rare and a `Result` that carries it should be small.
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    line: Option<usize>,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    Io(std::io::Error),
    Format(String),
}

impl Error {
    pub(crate) fn io(path: impl Into<PathBuf>, error: std::io::Error) -> Self {
        Self { inner: Box::new(Inner { path: path.into(), line: None, cause: Cause::Io(error) }) }
    }

    pub(crate) fn format(path: impl Into<PathBuf>, line: usize, message: impl Into<String>) -> Self {
        Self { inner: Box::new(Inner { path: path.into(), line: Some(line), cause: Cause::Format(message.into()) }) }
    }

    /// The dictionaries together are too large: no one file is to blame.
    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner { path: "dictionaries".into(), line: None, cause: Cause::Format(message.into()) }),
        }
    }

    /// An option of the builder makes no sense.
    pub(crate) fn options(message: impl Into<String>) -> Self {
        Self { inner: Box::new(Inner { path: "options".into(), line: None, cause: Cause::Format(message.into()) }) }
    }

    /// Whether the file could not be read at all.
    #[must_use]
    pub fn is_io(&self) -> bool {
        matches!(self.inner.cause, Cause::Io(_))
    }

    /// The file that the error is about, as it was named by the caller.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.inner.path
    }

    /// The line of the file, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.inner.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.inner.path.display())?;
        if let Some(line) = self.inner.line {
            write!(f, "{line}:")?;
        }
        match &self.inner.cause {
            Cause::Io(error) => write!(f, " cannot be read: {error}"),
            Cause::Format(message) => write!(f, " {message}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.inner.cause {
            Cause::Io(error) => Some(error),
            Cause::Format(_) => None,
        }
    }
}
