//! The integration tests of the library: see `tests/README.md` for what belongs where.
#![allow(clippy::unwrap_used, reason = "a test may panic, in its helpers, too")]

mod api;
mod articles;
mod cases;
mod dictionaries;
mod formats;
mod key_phrases;
mod properties;
#[path = "../texts/mod.rs"]
mod texts;

use std::path::{Path, PathBuf};

/// A file or folder of the repository.
fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The files of a folder that end in `.extension`, sorted.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no .{extension} files in {folder}");
    files
}

/// The name of a file without its extension.
fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap()
}
