//! Which files the arguments mean: files, folders, patterns.

use std::io;
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::{is_stdin, stream};

/// What was found, in the order in which it is read.
pub(crate) struct FileList {
    pub(super) found: Vec<Found>,
}

/// A file, or why there is none.
pub(super) struct Found {
    /// As ids and messages name it.
    pub(super) name: String,
    pub(super) path: io::Result<PathBuf>,
}

impl FileList {
    /// The size of all files together; none where it cannot be known.
    pub(crate) fn bytes(&self) -> Option<u64> {
        let size = |found: &Found| {
            let path = found.path.as_ref().ok().filter(|path| !is_stdin(path))?;
            std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len())
        };
        self.found.iter().map(size).sum()
    }
}

/// Finds the files of `arguments`; none is standard input. Files of a folder are sorted by their paths.
///
/// # Errors
///
/// If one of `globs` is no pattern.
pub(crate) fn find(
    arguments: &[PathBuf],
    globs: &[String],
    any_extension: bool,
    output: Option<&Path>,
) -> Result<FileList, String> {
    // The results of an earlier run may stand among the inputs.
    let output = output.filter(|path| !is_stdin(path)).and_then(|path| path.canonicalize().ok());
    let mut search = Search { globs, any_extension, output, found: Vec::new() };
    if arguments.is_empty() {
        search.add(PathBuf::from("-"));
    }
    if !globs.is_empty() {
        search.overrides(Path::new("."))?;
    }
    for path in arguments {
        search.argument(path)?;
    }
    Ok(FileList { found: search.found })
}

struct Search<'a> {
    globs: &'a [String],
    any_extension: bool,
    output: Option<PathBuf>,
    found: Vec<Found>,
}

impl Search<'_> {
    fn argument(&mut self, path: &Path) -> Result<(), String> {
        if is_stdin(path) || path.is_file() {
            self.add(path.to_owned());
        } else if path.is_dir() {
            let overrides = self.overrides(path)?;
            let any = self.any_extension || !self.globs.is_empty();
            let wanted = |file: &Path| any || stream::by_extension(file).is_some();
            self.walk(path, path, overrides, &wanted, "holds no file to read");
        } else if let Some((folder, pattern)) = pattern_of(path) {
            let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
            let matcher = glob.map_err(|error| error.to_string())?.compile_matcher();
            let overrides = self.overrides(&folder)?;
            self.walk(path, &folder, overrides, &|file| matcher.is_match(file), "matches no file");
        } else {
            self.add(path.to_owned());
        }
        Ok(())
    }

    fn add(&mut self, path: PathBuf) {
        self.found.push(Found { name: path.display().to_string(), path: Ok(path) });
    }

    fn overrides(&self, folder: &Path) -> Result<Override, String> {
        let mut overrides = OverrideBuilder::new(folder);
        for glob in self.globs {
            overrides.add(glob).map_err(|error| error.to_string())?;
        }
        overrides.build().map_err(|error| error.to_string())
    }

    /// Adds the files of `folder` that are `wanted`; if there are none, `argument` is told to mean `nothing`.
    fn walk(
        &mut self,
        argument: &Path,
        folder: &Path,
        overrides: Override,
        wanted: &dyn Fn(&Path) -> bool,
        nothing: &str,
    ) {
        let before = self.found.len();
        let walk =
            WalkBuilder::new(folder).overrides(overrides).follow_links(true).sort_by_file_path(Path::cmp).build();
        for entry in walk {
            match entry {
                Ok(entry) => {
                    let path = plain(entry.path());
                    let is_output = || self.output.is_some() && path.canonicalize().ok() == self.output;
                    if entry.file_type().is_some_and(|kind| kind.is_file()) && wanted(&path) && !is_output() {
                        self.add(path);
                    }
                }
                Err(error) => {
                    let name = argument.display().to_string();
                    self.found.push(Found { name, path: Err(io::Error::other(error)) });
                }
            }
        }
        if self.found.len() == before {
            let name = argument.display().to_string();
            self.found.push(Found { name, path: Err(io::Error::other(nothing)) });
        }
    }
}

/// "./a.txt" as "a.txt".
fn plain(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

/// A path with wildcards, as the folder before them and the whole pattern; none if it has no wildcards.
fn pattern_of(path: &Path) -> Option<(PathBuf, String)> {
    let is_pattern = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let folder: PathBuf = path.components().take_while(|part| !is_pattern(part)).collect();
    if folder == path {
        return None;
    }
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    Some((folder, plain(path).to_str()?.to_owned()))
}
