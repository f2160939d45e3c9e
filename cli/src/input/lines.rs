//! Blocks of whole lines: JSON Lines, and plain text of which each line is a document.
//!
//! Only the last line end of a block is looked for here; its lines are told apart by the thread that works on them.

use std::io::{self, Read};

use super::stream::Stream;
use super::{Content, LineFormat, Source};

pub(super) struct Lines {
    stream: Stream,
    format: LineFormat,
    line_buffered: bool,
    /// The begin of a line that is not all read.
    rest: Vec<u8>,
    /// The number of the next line.
    line: usize,
    /// What ended the reading, told after the lines before it.
    error: Option<io::Error>,
    done: bool,
}

impl Lines {
    pub(super) fn new(stream: Stream, format: LineFormat, line_buffered: bool) -> Self {
        Self { stream, format, line_buffered, rest: Vec::new(), line: 1, error: None, done: false }
    }

    /// Reads on, up to `bytes` or, line-buffered, what has arrived. False at the end.
    fn read(&mut self, block: &mut Vec<u8>, bytes: usize) -> io::Result<bool> {
        if !self.line_buffered {
            let read = (&mut self.stream).take(bytes as u64).read_to_end(block)?;
            return Ok(read == bytes);
        }
        let before = block.len();
        block.resize(before + bytes, 0);
        let read = loop {
            match self.stream.read(&mut block[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        block.truncate(before + *read.as_ref().unwrap_or(&0));
        read.map(|read| read > 0)
    }

    fn content(&mut self, bytes: Vec<u8>) -> Content {
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count();
        Content::Lines { format: self.format, line, bytes }
    }
}

impl Source for Lines {
    fn next(&mut self, limit: usize) -> io::Result<Option<Content>> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if self.done {
            return Ok(None);
        }
        let mut block = std::mem::take(&mut self.rest);
        loop {
            let searched = block.len();
            let wanted = limit.saturating_sub(searched).max(limit / 2);
            let more = self.read(&mut block, wanted);
            let end = memchr::memrchr(b'\n', &block[searched..]).map(|at| searched + at + 1);
            match (more, end) {
                (Ok(true), Some(end)) => {
                    self.rest = block.split_off(end);
                    return Ok(Some(self.content(block)));
                }
                (Ok(true), None) => {}
                (Ok(false), _) => {
                    self.done = true;
                    return Ok((!block.is_empty()).then(|| self.content(block)));
                }
                // Half a line is no record.
                (Err(error), end) => {
                    self.done = true;
                    block.truncate(end.unwrap_or(0));
                    if block.is_empty() {
                        return Err(error);
                    }
                    self.error = Some(error);
                    return Ok(Some(self.content(block)));
                }
            }
        }
    }

    fn encoding(&self) -> Option<&'static encoding_rs::Encoding> {
        self.stream.encoding()
    }
}
