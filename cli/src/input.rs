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

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The tool that unpacks a stream which begins so, if it is a compressed one: its bytes would be told as broken UTF-8.
fn compressed_by(first: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 4] =
        [(b"\x1F\x8B", "zcat"), (b"\x28\xB5\x2F\xFD", "zstdcat"), (b"BZh9", "bzcat"), (b"\xFD7zXZ", "xzcat")];
    MAGIC.iter().find(|(magic, _)| first.starts_with(magic)).map(|(_, tool)| *tool)
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
        if let Some(tool) = compressed_by(reader.fill_buf()?) {
            return Err(io::Error::other(format!("is compressed: give it through {tool}")));
        }
        let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_json && format.is_none() && reader.fill_buf()?.trim_ascii_start().starts_with(b"[") {
            return Err(io::Error::other("is a JSON array: give one object a line, as `jq -c '.[]'` writes it"));
        }
        let named = if is_stdin { None } else { by_extension(path) };
        let (format, reader) = match format.or(named) {
            Some(format) => (format, reader),
            None => by_first_byte(reader)?,
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

pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

fn strip_line_end(bytes: &mut Vec<u8>) {
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
}

pub(crate) fn strip_byte_order_mark(bytes: &mut Vec<u8>) {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
}

/// The format that the extension of a file names; none for extensions that name neither.
fn by_extension(path: &Path) -> Option<Format> {
    let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase)?;
    match extension.to_str()? {
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "txt" | "text" | "md" => Some(Format::Text),
        _ => None,
    }
}

/// A stream that begins with an opening brace is JSON Lines. Gives the stream back with what was read of it.
///
/// A pipe delivers what was written so far, perhaps no more than an empty line: read on until something stands there.
fn by_first_byte(mut reader: Box<dyn BufRead>) -> io::Result<(Format, Box<dyn BufRead>)> {
    let mut seen = Vec::new();
    loop {
        let bytes = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        let (read, end) = (bytes.len(), bytes.is_empty());
        let known = seen.len();
        seen.extend_from_slice(bytes);
        reader.consume(read);
        if !end && BYTE_ORDER_MARK.starts_with(&seen) {
            continue;
        }
        let begin = if known <= BYTE_ORDER_MARK.len() && seen.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            known
        };
        let first = seen[begin..].iter().find(|byte| !byte.is_ascii_whitespace());
        if end || first.is_some() {
            let format = if first == Some(&b'{') { Format::Jsonl } else { Format::Text };
            return Ok((format, Box::new(io::Cursor::new(seen).chain(reader))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Delivers one byte at a time, as the slowest of pipes.
    struct Drops(&'static [u8]);

    impl Read for Drops {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (now, later) = self.0.split_at(self.0.len().min(buffer.len()).min(1));
            buffer[..now.len()].copy_from_slice(now);
            self.0 = later;
            Ok(now.len())
        }
    }

    #[test]
    fn the_format_of_a_stream_does_not_depend_on_how_it_arrives() {
        for (bytes, want) in [
            (&b"{\"text\":\"\"}\n"[..], Format::Jsonl),
            (b"\n \r\n{\"text\":\"\"}\n", Format::Jsonl),
            (b"\xEF\xBB\xBF{\"text\":\"\"}\n", Format::Jsonl),
            (b"\xEF\xBB\xBF\n {", Format::Jsonl),
            (b"\xEF\xBB\xBF\n a {", Format::Text),
            (b"\xEF\xBB", Format::Text),
            (b"\xEF\xBB\xBF", Format::Text),
            (b"words {", Format::Text),
            (b" \n", Format::Text),
            (b"", Format::Text),
        ] {
            for slow in [false, true] {
                let stream: Box<dyn BufRead> =
                    if slow { Box::new(BufReader::with_capacity(1, Drops(bytes))) } else { Box::new(bytes) };
                let (format, mut reader) = by_first_byte(stream).unwrap();
                let mut all = Vec::new();
                reader.read_to_end(&mut all).unwrap();
                assert_eq!((format, &*all), (want, bytes), "slow: {slow}");
            }
        }
    }
}
