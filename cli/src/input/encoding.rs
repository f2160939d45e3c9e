//! Translates other encodings into UTF-8, as a stream.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

/// A byte that is never part of UTF-8: it stands where something could not be translated, so that the record that holds it is
/// found, and told or repaired, as one with broken UTF-8 is.
const BROKEN: u8 = 0xFF;

pub(super) struct Translated<R> {
    reader: R,
    decoder: Decoder,
    /// Bytes that are not translated yet: `read..filled` of the buffer.
    buffer: Box<[u8]>,
    read: usize,
    filled: usize,
    /// The reader has come to its end.
    ended: bool,
    /// And so has the decoder.
    finished: bool,
    /// Translated bytes that did not fit into what the caller gave: at most one character.
    ready: Vec<u8>,
}

impl<R: Read> Translated<R> {
    pub(super) fn new(reader: R, encoding: &'static Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.new_decoder_with_bom_removal(),
            buffer: vec![0; 1 << 16].into(),
            read: 0,
            filled: 0,
            ended: false,
            finished: false,
            ready: Vec::new(),
        }
    }

    /// Translates into `target`, which has room for a character at least. Gives the number of bytes written.
    fn translate(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.read == self.filled && !self.ended {
                self.filled = self.reader.read(&mut self.buffer)?;
                self.read = 0;
                self.ended = self.filled == 0;
            }
            let source = &self.buffer[self.read..self.filled];
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(source, target, self.ended);
            self.read += read;
            match result {
                DecoderResult::InputEmpty => self.finished = self.ended,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) if written < target.len() => {
                    target[written] = BROKEN;
                    return Ok(written + 1);
                }
                DecoderResult::Malformed(..) => self.ready.push(BROKEN),
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// What a decoder needs at least to write one character.
const LEAST_ROOM: usize = 16;

impl<R: Read> Read for Translated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready.is_empty() {
            if buffer.len() >= LEAST_ROOM {
                return self.translate(buffer);
            }
            let mut room = [0; LEAST_ROOM];
            let written = self.translate(&mut room)?;
            self.ready.splice(0..0, room[..written].iter().copied());
        }
        let bytes = self.ready.len().min(buffer.len());
        buffer[..bytes].copy_from_slice(&self.ready[..bytes]);
        self.ready.drain(..bytes);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GB18030, UTF_16LE, WINDOWS_1252};

    /// Reads with buffers of `size` bytes.
    fn read(encoding: &'static Encoding, bytes: &[u8], size: usize) -> Vec<u8> {
        let mut reader = Translated::new(bytes, encoding);
        let (mut all, mut buffer) = (Vec::new(), vec![0; size]);
        loop {
            match reader.read(&mut buffer).unwrap() {
                0 => return all,
                read => all.extend_from_slice(&buffer[..read]),
            }
        }
    }

    #[test]
    fn encodings_are_translated_whatever_the_buffer() {
        for size in [1, 2, 3, 15, 16, 17, 1000] {
            assert_eq!(read(WINDOWS_1252, b"caf\xE9 \x96 na\xEFve", size), "café – naïve".as_bytes());
            let (gb, _, _) = GB18030.encode("维尔莫拉 and 𝒳");
            assert_eq!(read(GB18030, &gb, size), "维尔莫拉 and 𝒳".as_bytes());
            let utf16: Vec<u8> = "\u{FEFF}é维𝒳".encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(read(UTF_16LE, &utf16, size), "é维𝒳".as_bytes());
        }
    }

    #[test]
    fn what_cannot_be_translated_leaves_a_mark() {
        for size in [1, 3, 16, 1000] {
            // A lead byte and what cannot follow it are one broken character.
            assert_eq!(read(GB18030, b"a\x81\xFFb\xFF", size), b"a\xFFb\xFF", "{size}");
            // Half a character at the end.
            assert_eq!(read(UTF_16LE, b"a\0\x3D\xD8", size), b"a\xFF", "{size}");
        }
    }
}
