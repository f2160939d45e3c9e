//! Where results go: standard output, or a file that appears when it is complete.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The target of the results. Not buffered: callers write large pieces.
#[derive(Debug)]
pub(crate) struct Output {
    /// As messages name it.
    name: PathBuf,
    target: Target,
    /// How many bytes have been written.
    position: u64,
    /// The first error, for those who get it only through a library.
    error: Option<(io::ErrorKind, String)>,
}

#[derive(Debug)]
enum Target {
    Stdout(io::Stdout),
    /// Written beside its place and renamed at the end, so that the file is never half done, and may be one of the inputs.
    Aside(Aside),
    /// A pipe or device, which cannot be renamed over.
    Direct(File),
}

/// A file on its way.
#[derive(Debug)]
struct Aside {
    file: File,
    /// Where it is written: the name of its place with `.partial` after it.
    partial: PathBuf,
    place: PathBuf,
}

impl Output {
    /// Opens the file at `path`, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        Self::open_at(path, 0)
    }

    /// Opens the file at `path`, or standard output. If `position` is not 0, what an interrupted run wrote up to there is kept.
    pub(crate) fn open_at(path: Option<&Path>, position: u64) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| !is_stdout(Some(path))) else {
            return Ok(Self {
                name: "standard output".into(),
                target: Target::Stdout(io::stdout()),
                position,
                error: None,
            });
        };
        let target = if is_special(path) {
            File::options().write(true).open(path).map(Target::Direct)
        } else {
            Aside::open(path, position).map(Target::Aside)
        };
        let target = target.map_err(|error| Failure::writing(path, &error))?;
        Ok(Self { name: path.to_owned(), target, position, error: None })
    }

    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// Writes all of `bytes`.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.write_all(bytes).map_err(|error| Failure::writing(&self.name, &error))
    }

    /// The failure that stands behind an error of a library that writes here.
    pub(crate) fn failure(&self, message: &dyn std::fmt::Display) -> Failure {
        let error = match &self.error {
            Some((kind, message)) => io::Error::new(*kind, message.clone()),
            None => io::Error::other(message.to_string()),
        };
        Failure::writing(&self.name, &error)
    }

    /// Makes sure that what was written outlives a loss of power.
    pub(crate) fn sync(&mut self) -> Result<(), Failure> {
        match &self.target {
            Target::Aside(aside) => aside.file.sync_data().map_err(|error| Failure::writing(&self.name, &error)),
            Target::Stdout(_) | Target::Direct(_) => Ok(()),
        }
    }

    /// Where an unfinished file stands.
    pub(crate) fn partial(&self) -> Option<&Path> {
        match &self.target {
            Target::Aside(aside) => Some(&aside.partial),
            Target::Stdout(_) | Target::Direct(_) => None,
        }
    }

    /// Hands everything over, and puts the file in its place.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        let finished = match &mut self.target {
            Target::Stdout(stdout) => stdout.flush(),
            Target::Direct(_) => Ok(()),
            Target::Aside(aside) => aside.finish(),
        };
        finished.map_err(|error| Failure::writing(&self.name, &error))
    }

    /// Leaves everything as it was before the run.
    pub(crate) fn discard(&mut self) {
        if let Target::Aside(aside) = &self.target {
            // It may have been removed by someone else, which is as good.
            let _ = fs::remove_file(&aside.partial);
        }
    }
}

impl Aside {
    fn open(path: &Path, position: u64) -> io::Result<Self> {
        let place = place(path);
        let partial = beside(&place, PARTIAL);
        let mut options = File::options();
        // Read, too: Parquet looks at what it wrote before it goes on.
        options.read(true).write(true).create(position == 0);
        let mut file = locked(&options, &partial)?;
        let length = file.metadata()?.len();
        if length < position {
            return Err(io::Error::other(format!("{} is shorter than it was", partial.display())));
        }
        file.set_len(position)?;
        file.seek(io::SeekFrom::Start(position))?;
        Ok(Self { file, partial, place })
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Ok(replaced) = fs::metadata(&self.place) {
            // A file system that knows no permissions is no reason to lose the results.
            let _ = self.file.set_permissions(replaced.permissions());
        }
        fs::rename(&self.partial, &self.place)
    }
}

/// Opens an unfinished file for this run alone.
fn locked(options: &fs::OpenOptions, partial: &Path) -> io::Result<File> {
    loop {
        let file = options.open(partial)?;
        match file.try_lock() {
            // A file system that knows no locks is no reason not to write.
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(TryLockError::WouldBlock) => return Err(io::Error::other("another run is writing it")),
        }
        // Between opening and locking the other run may have put its file in place: that one is not to be touched.
        if partial.exists() {
            return Ok(file);
        }
    }
}

/// Fails if another run is writing the file `path`.
pub(crate) fn check_unused(path: &Path) -> Result<(), Failure> {
    if is_stdout(Some(path)) || is_special(path) || !has_partial(path) {
        return Ok(());
    }
    match locked(File::options().write(true), &partial_path(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::writing(path, &error)),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// What the name of an unfinished file has after that of its place.
const PARTIAL: &str = ".partial";

/// Where the unfinished file of `path` stands.
pub(super) fn partial_path(path: &Path) -> PathBuf {
    beside(&place(path), PARTIAL)
}

/// Whether an unfinished file stands beside `path`.
pub(crate) fn has_partial(path: &Path) -> bool {
    partial_path(path).exists()
}

/// The file that stands at `path`: of a link, the file behind it.
fn place(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether `path` is something that cannot be renamed over.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

/// The path with something added to its name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Whether results go to standard output: no file is named, or `-`.
pub(super) fn is_stdout(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path == Path::new("-"))
}

/// Where a run that writes the file `path` notes how far it is; none if that is something that cannot be resumed.
pub(crate) fn checkpoint_path(path: &Path) -> Option<PathBuf> {
    (!is_stdout(Some(path)) && !is_special(path)).then(|| beside(&place(path), ".checkpoint"))
}

/// Where a checkpoint is written before it takes the place of the one at `checkpoint`.
pub(crate) fn next_checkpoint_path(checkpoint: &Path) -> PathBuf {
    beside(checkpoint, ".new")
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.target {
            Target::Stdout(stdout) => stdout.write(bytes),
            Target::Aside(aside) => aside.file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        };
        match &written {
            Ok(bytes) => self.position += *bytes as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => self.error = Some((error.kind(), error.to_string())),
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(stdout) => stdout.flush(),
            Target::Aside(aside) => aside.file.flush(),
            Target::Direct(file) => file.flush(),
        }
    }
}
