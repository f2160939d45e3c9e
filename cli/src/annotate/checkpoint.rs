//! How far a run is, for `--resume`: noted beside the output from time to time, removed when the output is complete.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::args::AnnotateArguments;
use crate::corpus::{Begin, Counts};
use crate::failure::Failure;
use crate::output;

/// What is noted. Everything up to here is on the disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Checkpoint {
    /// Everything that has a say in the output: a run with other options is no continuation.
    options: String,
    pub(super) batches: u64,
    pub(super) checksum: u32,
    pub(super) output_bytes: u64,
    pub(super) errors_bytes: u64,
    pub(super) counts: Counts,
}

impl Checkpoint {
    pub(super) fn begin(&self) -> Begin {
        Begin { batches: self.batches, checksum: self.checksum }
    }
}

/// Writes checkpoints.
pub(super) struct Checkpoints {
    /// None if the output cannot be continued.
    path: Option<PathBuf>,
    options: String,
    interval: Duration,
    last: Instant,
    /// There is one on the disk.
    noted: bool,
}

/// What `--resume` finds.
pub(super) enum Found {
    /// A checkpoint, and what the format of the output needs to go on.
    Checkpoint(Checkpoint, Vec<u8>),
    /// Nothing was begun, or nothing noted.
    Nothing,
    /// The output is there, and nothing tells that it is not complete.
    Complete,
}

impl Checkpoints {
    /// `output` is the file that appears when the output is complete.
    pub(super) fn new(arguments: &AnnotateArguments, output: Option<&Path>) -> Result<Self, Failure> {
        let path = output.and_then(output::checkpoint_path);
        let interval = Duration::from_secs_f64(arguments.running.checkpoint_every);
        // Nothing is noted where nothing can be continued; then the dictionaries need not be read.
        let options = if path.is_some() { fingerprint(arguments)? } else { String::new() };
        Ok(Self { path, options, interval, last: Instant::now(), noted: false })
    }

    /// What an interrupted run noted; an error if it had other options.
    pub(super) fn find(&mut self, output: &Path) -> Result<Found, Failure> {
        let Some(path) = &self.path else {
            return Err(Failure::Message(format!(
                "{}: --resume needs a file or a folder to write, no device",
                output.display()
            )));
        };
        if output.exists() && !output::has_partial(output) {
            // A run that was killed between its last two steps leaves its checkpoint.
            self.remove()?;
            return Ok(Found::Complete);
        }
        let noted = match fs::read(path) {
            Ok(noted) => noted,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(Failure::Message(format!("{}: cannot be read: {error}", path.display()))),
        };
        let wrong = |what: &str| Failure::Message(format!("{}: {what}", path.display()));
        let end = memchr::memchr(b'\n', &noted).ok_or_else(|| wrong("is no checkpoint"))?;
        let checkpoint: Checkpoint = serde_json::from_slice(&noted[..end]).map_err(|_| wrong("is no checkpoint"))?;
        if checkpoint.options != self.options {
            let what = "the interrupted run had other options, dictionaries or another version: use the same, or start \
                        again without --resume";
            return Err(wrong(what));
        }
        self.noted = true;
        Ok(Found::Checkpoint(checkpoint, noted[end + 1..].to_vec()))
    }

    /// Whether it is time for the next one.
    pub(super) fn is_due(&self) -> bool {
        self.path.is_some() && self.last.elapsed() >= self.interval
    }

    pub(super) fn is_possible(&self) -> bool {
        self.path.is_some()
    }

    /// The failure that ended a run, with word of what remains.
    pub(super) fn explain(&self, failure: Failure) -> Failure {
        match failure {
            Failure::Message(message) if self.noted => {
                Failure::Message(format!("{message}; what was done before is kept, --resume continues"))
            }
            failure => failure,
        }
    }

    /// Whether a run can be continued from the disk.
    pub(super) fn noted(&self) -> bool {
        self.noted
    }

    /// Notes a checkpoint. `state` is what the format of the output needs to go on.
    pub(super) fn note(&mut self, checkpoint: Checkpoint, state: &[u8]) -> Result<(), Failure> {
        let Some(path) = &self.path else { return Ok(()) };
        let checkpoint = Checkpoint { options: self.options.clone(), ..checkpoint };
        let write = || -> io::Result<()> {
            let new = output::next_checkpoint_path(path);
            let mut file = File::create(&new)?;
            serde_json::to_writer(&mut file, &checkpoint)?;
            file.write_all(b"\n")?;
            file.write_all(state)?;
            file.sync_data()?;
            fs::rename(new, path)
        };
        write().map_err(|error| Failure::writing(path, &error))?;
        self.noted = true;
        self.last = Instant::now();
        Ok(())
    }

    /// Removes the checkpoint: the output is complete, or begun anew.
    pub(super) fn remove(&mut self) -> Result<(), Failure> {
        self.noted = false;
        let Some(path) = &self.path else { return Ok(()) };
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::writing(path, &error)),
            _ => Ok(()),
        }
    }
}

/// Everything that has a say in the output: version, options, the content of the user's dictionaries.
fn fingerprint(arguments: &AnnotateArguments) -> Result<String, Failure> {
    let AnnotateArguments { files, input, fields, output, key_phrases, running, tagger } = arguments;
    let mut dictionaries = crc32fast::Hasher::new();
    for path in &tagger.dictionaries.dictionary {
        let unreadable = |error| Failure::Message(format!("{}: cannot be read: {error}", path.display()));
        dictionaries.update(&fs::read(path).map_err(unreadable)?);
    }
    let version = env!("CARGO_PKG_VERSION");
    let (errors, dictionaries) = (&running.errors, dictionaries.finalize());
    Ok(format!(
        "{version} {files:?} {input:?} {fields:?} {output:?} {key_phrases:?} {errors:?} {tagger:?} {dictionaries:08x}"
    ))
}
