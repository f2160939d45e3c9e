//! Reads files and standard input as a stream of raw records: bytes with the place they came from.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::args::{Format, Split};

/// The bytes of one document or JSON record, and where they stand.
#[derive(Debug)]
pub(crate) struct RawRecord {
    pub(crate) place: Place,
    pub(crate) format: Format,
    pub(crate) bytes: Vec<u8>,
}

/// Where a record stands: a file, and a line of it unless the record is the whole file.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) file: std::sync::Arc<str>,
    /// The line, counted from 1, at which the record begins.
    pub(crate) line: usize,
    /// The record is all of a file that has a name: its id needs no line.
    pub(crate) whole: bool,
}

impl Place {
    /// The id of a record that has none of its own.
    pub(crate) fn id(&self) -> String {
        if self.whole { self.file.to_string() } else { format!("{}:{}", self.file, self.line) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One open input.
pub(crate) struct Input {
    reader: Box<dyn BufRead>,
    file: std::sync::Arc<str>,
    format: Format,
    split: Split,
    /// The last line that was read, counted from 1.
    line: usize,
    is_stdin: bool,
    done: bool,
}

/// Whether a path on the command line means standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

impl Input {
    /// Opens `path`, or standard input for `-`.
    pub(crate) fn open(path: &PathBuf, format: Option<Format>, split: Split) -> io::Result<Self> {
        let is_stdin = is_stdin(path);
        let mut reader: Box<dyn BufRead> = if is_stdin {
            Box::new(BufReader::with_capacity(1 << 16, io::stdin()))
        } else {
            let file = File::open(path)?;
            if file.metadata()?.is_dir() {
                return Err(io::Error::other("is a directory"));
            }
            Box::new(BufReader::with_capacity(1 << 16, file))
        };
        let format = match format {
            Some(format) => format,
            None if is_stdin => by_first_byte(&mut reader)?,
            None => by_extension(path),
        };
        Ok(Self { reader, file: path.to_string_lossy().into(), format, split, line: 0, is_stdin, done: false })
    }

    /// The next record, or none at the end. After an error the input is at its end.
    pub(crate) fn next_record(&mut self) -> io::Result<Option<RawRecord>> {
        if self.done {
            return Ok(None);
        }
        let record = match (self.format, self.split) {
            (Format::Jsonl, _) | (Format::Text, Split::Lines) => self.next_line(),
            (Format::Text, Split::Paragraphs) => self.next_paragraph(),
            (Format::Text, Split::Whole) => self.whole(),
        };
        if !matches!(record, Ok(Some(_))) {
            self.done = true;
        }
        record
    }

    fn record(&self, line: usize, whole: bool, bytes: Vec<u8>) -> RawRecord {
        let place = Place { file: self.file.clone(), line, whole };
        RawRecord { place, format: self.format, bytes }
    }

    fn whole(&mut self) -> io::Result<Option<RawRecord>> {
        let mut bytes = Vec::new();
        self.reader.read_to_end(&mut bytes)?;
        strip_byte_order_mark(&mut bytes);
        self.done = true;
        Ok(Some(self.record(1, !self.is_stdin, bytes)))
    }

    fn next_line(&mut self) -> io::Result<Option<RawRecord>> {
        loop {
            let mut bytes = Vec::new();
            if self.read_line(&mut bytes)? == 0 {
                return Ok(None);
            }
            if !is_blank(&bytes) {
                strip_line_end(&mut bytes);
                return Ok(Some(self.record(self.line, false, bytes)));
            }
        }
    }

    fn next_paragraph(&mut self) -> io::Result<Option<RawRecord>> {
        let mut bytes = Vec::new();
        let mut first = 0;
        loop {
            let before = bytes.len();
            let read = self.read_line(&mut bytes)?;
            if read == 0 || is_blank(&bytes[before..]) {
                bytes.truncate(before);
                if before > 0 {
                    strip_line_end(&mut bytes);
                    return Ok(Some(self.record(first, false, bytes)));
                }
                if read == 0 {
                    return Ok(None);
                }
            } else if before == 0 {
                first = self.line;
            }
        }
    }

    fn read_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let before = bytes.len();
        let read = self.reader.read_until(b'\n', bytes)?;
        self.line += usize::from(read > 0);
        if self.line == 1 && before == 0 {
            strip_byte_order_mark(bytes);
        }
        Ok(read)
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

fn strip_line_end(bytes: &mut Vec<u8>) {
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
}

fn strip_byte_order_mark(bytes: &mut Vec<u8>) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
}

fn by_extension(path: &Path) -> Format {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl" | "ndjson") => Format::Jsonl,
        _ => Format::Text,
    }
}

/// A stream that begins with an opening brace is JSON Lines.
fn by_first_byte(reader: &mut impl BufRead) -> io::Result<Format> {
    let bytes = reader.fill_buf()?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    Ok(if first == Some(&b'{') { Format::Jsonl } else { Format::Text })
}
