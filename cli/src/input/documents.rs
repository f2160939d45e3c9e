//! Plain text: a file that is one document, or one whose paragraphs are.

use std::io::{self, BufRead as _, BufReader, Read as _};

use super::stream::Stream;
use super::{Content, Source, is_blank, without_line_end};

/// The stream is one document.
pub(super) struct Whole {
    stream: Option<Stream>,
    encoding: Option<&'static encoding_rs::Encoding>,
    has_name: bool,
}

impl Whole {
    pub(super) fn new(stream: Stream, has_name: bool) -> Self {
        Self { encoding: stream.encoding(), stream: Some(stream), has_name }
    }
}

impl Source for Whole {
    fn next(&mut self, _limit: usize) -> io::Result<Option<Content>> {
        let Some(mut stream) = self.stream.take() else { return Ok(None) };
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(Some(Content::Document { line: 1, whole: self.has_name, bytes }))
    }

    fn encoding(&self) -> Option<&'static encoding_rs::Encoding> {
        self.encoding
    }
}

/// Each run of lines between empty lines is a document.
pub(super) struct Paragraphs {
    stream: BufReader<Stream>,
    /// The last line that was read, counted from 1.
    line: usize,
}

impl Paragraphs {
    pub(super) fn new(stream: Stream) -> Self {
        Self { stream: BufReader::with_capacity(1 << 16, stream), line: 0 }
    }
}

impl Source for Paragraphs {
    fn next(&mut self, _limit: usize) -> io::Result<Option<Content>> {
        let mut bytes = Vec::new();
        let mut first = 0;
        loop {
            let before = bytes.len();
            let read = self.stream.read_until(b'\n', &mut bytes)?;
            self.line += usize::from(read > 0);
            if read == 0 || is_blank(&bytes[before..]) {
                bytes.truncate(before);
                if before > 0 {
                    bytes.truncate(without_line_end(&bytes).len());
                    return Ok(Some(Content::Document { line: first, whole: false, bytes }));
                }
                if read == 0 {
                    return Ok(None);
                }
            } else if before == 0 {
                first = self.line;
            }
        }
    }

    fn encoding(&self) -> Option<&'static encoding_rs::Encoding> {
        self.stream.get_ref().encoding()
    }
}
