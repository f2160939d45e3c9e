//! Opens a file or standard input: unpacks what is compressed, translates what is not UTF-8, tells the format.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::encoding::Translated;
use super::{BYTE_ORDER_MARK, InputOptions, is_stdin};
use crate::args::InputFormat;

/// How many bytes of the inputs have been read, as they are stored: compressed, where they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Position(Arc<AtomicU64>);

impl Position {
    pub(crate) fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// An open input: plain bytes, without a byte order mark.
pub(super) struct Stream {
    reader: Box<dyn Read + Send>,
    encoding: Option<&'static encoding_rs::Encoding>,
}

impl Stream {
    /// The encoding from which the bytes are translated; none if they are as they stand in the file.
    pub(super) fn encoding(&self) -> Option<&'static encoding_rs::Encoding> {
        self.encoding
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

/// Opens `path`, or standard input for `-`, and unpacks what is compressed.
fn open_stored(path: &Path, position: &Position) -> io::Result<(Peek, Option<Compression>)> {
    let stored: Box<dyn Read + Send> = if is_stdin(path) {
        Box::new(io::stdin())
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::other("is a directory"));
        }
        Box::new(file)
    };
    let mut reader = Peek::new(Box::new(Counted { reader: stored, position: position.clone() }));
    let compression = compression(reader.peek(4)?)?;
    if let Some(compression) = compression {
        reader = Peek::new(Box::new(Unpacked::new(reader, compression)?));
    }
    Ok((reader, compression))
}

/// Opens a file of UTF-8, or standard input for `-`: its bytes as they were before they were compressed, without a byte order mark.
pub(crate) fn open_unpacked(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    let (mut reader, _) = open_stored(path, &Position::default())?;
    reader.skip(BYTE_ORDER_MARK)?;
    Ok(Box::new(reader))
}

/// Opens `path`, or standard input for `-`.
pub(super) fn open(path: &Path, options: &InputOptions, position: &Position) -> io::Result<(Stream, InputFormat)> {
    let (mut reader, compression) = open_stored(path, position)?;
    let named = if is_stdin(path) { None } else { by_extension(path) };
    let format = options.from.or(named);
    if format == Some(InputFormat::Parquet) || format.is_none() && reader.peek(4)?.starts_with(b"PAR1") {
        if is_stdin(path) || compression.is_some() {
            let what = "is Parquet, which is read from its end: give it as a file that is not compressed as a whole";
            return Err(io::Error::other(what));
        }
        return Ok((Stream { reader: Box::new(reader), encoding: None }, InputFormat::Parquet));
    }
    let encoding = options.encoding.or(by_byte_order_mark(reader.peek(3)?)).filter(|e| *e != encoding_rs::UTF_8);
    if let Some(encoding) = encoding {
        reader = Peek::new(Box::new(Translated::new(reader, encoding)));
    }
    reader.skip(BYTE_ORDER_MARK)?;
    let is_json = extension(path).is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if is_json && options.from.is_none() && first_visible(&mut reader)? == Some(b'[') {
        return Err(io::Error::other("is a JSON array: give one object a line, as `jq -c '.[]'` writes it"));
    }
    let format = match format {
        Some(format) => format,
        None if first_visible(&mut reader)? == Some(b'{') => InputFormat::Jsonl,
        None => InputFormat::Text,
    };
    Ok((Stream { reader: Box::new(reader), encoding }, format))
}

/// The extension of a file, without that of its compression.
fn extension(path: &Path) -> Option<&OsStr> {
    let extension = path.extension()?;
    if extension.eq_ignore_ascii_case("gz") || extension.eq_ignore_ascii_case("zst") {
        return Path::new(path.file_stem()?).extension();
    }
    Some(extension)
}

/// The format that the extension of a file names; none for extensions that name none.
pub(super) fn by_extension(path: &Path) -> Option<InputFormat> {
    match extension(path)?.to_ascii_lowercase().to_str()? {
        "jsonl" | "ndjson" => Some(InputFormat::Jsonl),
        "txt" | "text" | "md" => Some(InputFormat::Text),
        "csv" => Some(InputFormat::Csv),
        "tsv" | "tab" => Some(InputFormat::Tsv),
        "parquet" | "pq" => Some(InputFormat::Parquet),
        _ => None,
    }
}

/// UTF-16 cannot be taken for anything else where it has its mark.
fn by_byte_order_mark(first: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_bom(first).map(|(encoding, _)| encoding)
}

/// The first byte that is no white space. What a pipe delivers first may be no more than an empty line: reads on until something
/// stands there.
fn first_visible(reader: &mut Peek) -> io::Result<Option<u8>> {
    let mut wanted = 1;
    loop {
        let seen = reader.peek(wanted)?;
        let first = seen.iter().find(|byte| !byte.is_ascii_whitespace());
        if first.is_some() || seen.len() < wanted {
            return Ok(first.copied());
        }
        wanted = seen.len() + 1;
    }
}

#[derive(Clone, Copy, Debug)]
enum Compression {
    Gzip,
    Zstd,
}

/// How a stream is compressed that begins so. An error if it must be unpacked by another tool: its bytes would be told as broken
/// UTF-8.
fn compression(first: &[u8]) -> io::Result<Option<Compression>> {
    const UNKNOWN: [(&[u8], &str); 2] = [(b"BZh9", "bzcat"), (b"\xFD7zX", "xzcat")];
    if first.starts_with(b"\x1F\x8B") {
        return Ok(Some(Compression::Gzip));
    }
    if first.starts_with(b"\x28\xB5\x2F\xFD") {
        return Ok(Some(Compression::Zstd));
    }
    match UNKNOWN.iter().find(|(magic, _)| first.starts_with(magic)) {
        Some((_, tool)) => Err(io::Error::other(format!("is compressed: give it through {tool}"))),
        None => Ok(None),
    }
}

/// An unpacked stream: all members of gzip, all frames of Zstandard.
struct Unpacked {
    reader: Box<dyn Read + Send>,
    name: &'static str,
}

impl Unpacked {
    fn new(packed: Peek, compression: Compression) -> io::Result<Self> {
        let packed = io::BufReader::with_capacity(1 << 16, packed);
        Ok(match compression {
            Compression::Gzip => Self { reader: Box::new(flate2::bufread::MultiGzDecoder::new(packed)), name: "gzip" },
            Compression::Zstd => Self { reader: Box::new(zstd::Decoder::with_buffer(packed)?), name: "Zstandard" },
        })
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            io::ErrorKind::UnexpectedEof => {
                io::Error::other(format!("its {} data breaks off: the file is truncated", self.name))
            }
            _ => io::Error::other(format!("its {} data is damaged: {error}", self.name)),
        })
    }
}

/// Counts what is read.
struct Counted {
    reader: Box<dyn Read + Send>,
    position: Position,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.position.add(read);
        Ok(read)
    }
}

/// A stream whose begin can be looked at before it is read.
pub(super) struct Peek {
    seen: Vec<u8>,
    /// How much of `seen` has been read.
    read: usize,
    reader: Box<dyn Read + Send>,
}

impl Peek {
    fn new(reader: Box<dyn Read + Send>) -> Self {
        Self { seen: Vec::new(), read: 0, reader }
    }

    /// What comes next: at least `wanted` bytes, fewer only at the end.
    fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.seen.len() - self.read < wanted {
            let before = self.seen.len();
            self.seen.resize(before + (1 << 13), 0);
            let read = match self.reader.read(&mut self.seen[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    self.seen.truncate(before);
                    continue;
                }
                read => read,
            };
            self.seen.truncate(before + *read.as_ref().unwrap_or(&0));
            if read? == 0 {
                break;
            }
        }
        Ok(&self.seen[self.read..])
    }

    /// Passes over `mark`, if it comes next.
    fn skip(&mut self, mark: &[u8]) -> io::Result<()> {
        if self.peek(mark.len())?.starts_with(mark) {
            self.read += mark.len();
        }
        Ok(())
    }
}

impl Read for Peek {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read == self.seen.len() {
            return self.reader.read(buffer);
        }
        let bytes = (self.seen.len() - self.read).min(buffer.len());
        buffer[..bytes].copy_from_slice(&self.seen[self.read..self.read + bytes]);
        self.read += bytes;
        Ok(bytes)
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
    fn what_is_looked_at_is_read_all_the_same() {
        for (bytes, first) in [
            (&b"{\"text\":\"\"}\n"[..], Some(b'{')),
            (b"\n \r\n{\"text\":\"\"}\n", Some(b'{')),
            (b"\xEF\xBB\xBF{\"text\":\"\"}\n", Some(b'{')),
            (b"\xEF\xBB\xBF\n {", Some(b'{')),
            (b"\xEF\xBB\xBF\n a {", Some(b'a')),
            (b"\xEF\xBB", Some(b'\xEF')),
            (b"\xEF\xBB\xBF", None),
            (b"words {", Some(b'w')),
            (b" \n", None),
            (b"", None),
        ] {
            for slow in [false, true] {
                let stream: Box<dyn Read + Send> = if slow { Box::new(Drops(bytes)) } else { Box::new(bytes) };
                let mut reader = Peek::new(stream);
                reader.skip(BYTE_ORDER_MARK).unwrap();
                assert_eq!(first_visible(&mut reader).unwrap(), first, "{bytes:?}, slow: {slow}");
                let mut all = Vec::new();
                reader.read_to_end(&mut all).unwrap();
                assert_eq!(all, bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes), "slow: {slow}");
            }
        }
    }
}
