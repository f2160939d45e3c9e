//! Where results go: standard output, or a file that appears when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;

/// The target of the results.
pub(crate) struct Output {
    path: PathBuf,
    writer: BufWriter<Target>,
}

enum Target {
    Stdout(io::Stdout),
    /// Written aside and renamed at the end, so that the file is never half done, and may be one of the inputs.
    Aside {
        file: NamedTempFile,
        path: PathBuf,
    },
    /// A pipe or device, which cannot be renamed over.
    Direct(File),
}

impl Output {
    /// Opens the file at `path`, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self {
                path: "standard output".into(),
                writer: BufWriter::with_capacity(1 << 16, Target::Stdout(io::stdout())),
            });
        };
        let special = fs::metadata(path).is_ok_and(|metadata| !metadata.is_file());
        let target = if special {
            File::options().write(true).open(path).map(Target::Direct)
        } else {
            // Of a link, the file behind it is replaced.
            let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            aside(&path).map(|file| Target::Aside { file, path })
        };
        let target = target.map_err(|error| Failure::writing(path, &error))?;
        Ok(Self { path: path.to_owned(), writer: BufWriter::with_capacity(1 << 16, target) })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.writer.write_all(bytes).map_err(|error| Failure::writing(&self.path, &error))
    }

    /// Writes what is buffered and puts the file in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Self { path, writer } = self;
        let target = writer.into_inner().map_err(|error| Failure::writing(&path, error.error()))?;
        match target {
            Target::Stdout(mut stdout) => stdout.flush().map_err(|error| Failure::writing(&path, &error)),
            Target::Direct(_) => Ok(()),
            Target::Aside { file, path: place } => {
                if let Ok(replaced) = fs::metadata(&place) {
                    // A file system that knows no permissions is no reason to lose the results.
                    let _ = file.as_file().set_permissions(replaced.permissions());
                }
                file.persist(place).map(drop).map_err(|error| Failure::writing(&path, &error.error))
            }
        }
    }
}

/// A file beside `path`, with the permissions of any new file: those of temporary files are private.
fn aside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".sinotag-").tempfile_in(folder)
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::Aside { file, .. } => file.write(bytes),
            Self::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Aside { file, .. } => file.flush(),
            Self::Direct(file) => file.flush(),
        }
    }
}
