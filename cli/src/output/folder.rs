//! Formats whose documents have files of their own: brat and WebAnno TSV, written into a folder.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sinotag::output::{RecordOptions, brat, webanno};

use super::Annotated;
use super::file_names::FileNames;
use super::tagged::tagged_text;
use super::target::{Output, checkpoint_path, has_partial, next_checkpoint_path, partial_path};
use crate::failure::Failure;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    Brat,
    Webanno,
}

/// The files of a document, which are named when its turn has come.
pub(crate) struct Document {
    id: String,
    /// In the order of [`Format::extensions`].
    files: Vec<Vec<u8>>,
}

impl Format {
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Brat => &["txt", "ann"],
            Self::Webanno => &["tsv"],
        }
    }

    /// The files of the document `name`.
    fn paths(self, folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
        self.extensions().iter().map(move |extension| folder.join(format!("{name}.{extension}")))
    }

    /// A file that stands beside those of the documents.
    fn configuration(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Brat => Some(("annotation.conf", brat::ANNOTATION_CONF)),
            Self::Webanno => None,
        }
    }

    pub(super) fn document(self, document: &Annotated<'_>) -> Result<Document, String> {
        let tagged = tagged_text(document, RecordOptions::default());
        let mut files = vec![Vec::new(); self.extensions().len()];
        let written = match (self, files.as_mut_slice()) {
            (Self::Brat, [text, annotations]) => {
                brat::write_text(&tagged, text).and_then(|()| brat::write_annotations(&tagged, annotations))
            }
            (Self::Webanno, [file]) => webanno::write(&tagged, file),
            _ => unreachable!("as many files as extensions"),
        };
        written.map_err(|error| error.to_string())?;
        Ok(Document { id: document.id.to_owned(), files })
    }
}

/// The list of the documents in a folder, a line of JSON each: which files have which id. It appears when all are written. Its name has no
/// extension that is read as an input, since the texts of brat may well be.
const LIST: &str = "documents.ids";

/// A line of the list.
#[derive(Deserialize, Serialize)]
struct Listed<'a> {
    /// The name of the files, without their extensions.
    file: Cow<'a, str>,
    id: Cow<'a, str>,
}

pub(super) fn list_path(folder: &Path) -> PathBuf {
    folder.join(LIST)
}

/// Fails unless the folder is new, or holds nothing but what a run leaves that was killed before its first document: nothing is
/// overwritten, and all that stands in it is of one run.
pub(super) fn check_empty(folder: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::writing(folder, &error)),
    };
    let list = list_path(folder);
    let (partial, checkpoint) = (partial_path(&list), checkpoint_path(&list).map(|path| next_checkpoint_path(&path)));
    let (partial, checkpoint) = (partial.file_name(), checkpoint.as_deref().and_then(Path::file_name));
    let (mut is_interrupted, mut is_empty) = (false, true);
    for entry in entries {
        let name = entry.map_err(|error| Failure::writing(folder, &error))?.file_name();
        let name = Some(&*name);
        is_interrupted |= name == partial;
        is_empty &= name == partial || name == checkpoint;
    }
    let reason = match (is_empty, is_interrupted) {
        (true, _) => return Ok(()),
        (false, true) => "the folder is that of an interrupted run: --resume continues it, or name a new one",
        (false, false) => "the folder is not empty: name a new one, or empty it",
    };
    Err(Failure::writing(folder, &io::Error::other(reason)))
}

/// The folder that is written.
#[derive(Debug)]
pub(crate) struct Sink {
    format: Format,
    folder: PathBuf,
    /// The folder was not there before this run.
    is_new: bool,
    configured: bool,
    names: FileNames,
    list: Output,
}

impl Sink {
    /// Makes the folder if it is not there. Of an interrupted run the first `listed` bytes of the list are kept, with their documents.
    pub(super) fn open(format: Format, folder: &Path, listed: u64) -> Result<Self, Failure> {
        let is_new = match fs::create_dir(folder) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
            Err(error) => return Err(Failure::writing(folder, &error)),
        };
        let list = list_path(folder);
        let names = if has_partial(&list) { take_back(format, folder, listed)? } else { FileNames::default() };
        let list = Output::open_at(Some(&list), listed)?;
        Ok(Self { format, folder: folder.to_owned(), is_new, configured: false, names, list })
    }

    pub(super) fn write(&mut self, documents: &[Document]) -> Result<(), Failure> {
        if documents.is_empty() {
            return Ok(());
        }
        self.configure()?;
        let names: Vec<_> = documents.iter().map(|document| self.names.of(&document.id)).collect();
        // The list goes first, so that all that was begun can be taken back.
        let mut lines = Vec::new();
        for (file, document) in names.iter().zip(documents) {
            let written = serde_json::to_writer(&mut lines, &Listed { file: file.into(), id: (&document.id).into() });
            written.map_err(|error| Failure::writing(&self.folder, &error.into()))?;
            lines.push(b'\n');
        }
        self.list.put(&lines)?;
        names.iter().zip(documents).try_for_each(|(name, document)| self.write_document(name, document))
    }

    /// Writes all files of a document, or none.
    fn write_document(&self, name: &str, document: &Document) -> Result<(), Failure> {
        let paths: Vec<_> = self.format.paths(&self.folder, name).collect();
        for (done, (path, content)) in paths.iter().zip(&document.files).enumerate() {
            write_new(path, content).inspect_err(|_| {
                for path in &paths[..done] {
                    let _ = fs::remove_file(path);
                }
            })?;
        }
        Ok(())
    }

    fn configure(&mut self) -> Result<(), Failure> {
        match self.format.configuration() {
            Some((name, content)) if !self.configured => {
                self.configured = true;
                write_new(&self.folder.join(name), content.as_bytes())
            }
            _ => Ok(()),
        }
    }

    /// Where the folder is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Hands the list over, and tells how long it is. The documents themselves are left to the system: to wait for each would take
    /// longer than all else, so they outlive the death of the program, and not always that of the machine.
    pub(super) fn listed(&mut self) -> Result<u64, Failure> {
        self.list.sync()?;
        Ok(self.list.position())
    }

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.configure()?;
        self.list.finish()
    }

    /// Takes the folder away if it is new and nothing stands in it; documents that were written are kept.
    pub(super) fn discard(&mut self) {
        self.list.discard();
        if self.is_new {
            // Only an empty one can be removed.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Takes an interrupted run back to where the first `listed` bytes of its list stood: removes what it wrote after it. The names that
/// were given up to there.
fn take_back(format: Format, folder: &Path, listed: u64) -> Result<FileNames, Failure> {
    let path = partial_path(&list_path(folder));
    let (mut names, mut kept) = (FileNames::default(), None);
    let mut read = || -> io::Result<()> {
        let (mut list, mut line, mut at) = (BufReader::new(File::open(&path)?), Vec::new(), 0);
        // What follows the last line end was never acted upon; it may break off within a character.
        while list.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
            let Listed { file, id } = &serde_json::from_slice(&line)?;
            if at == listed {
                kept = Some(names.clone());
            }
            // What is removed is named by the same rules again, not by the list, which could name anything.
            let name = names.of(id);
            if name != **file {
                return Err(io::Error::other("is not the list of this folder"));
            }
            if at >= listed {
                for path in format.paths(folder, &name) {
                    remove(&path)?;
                }
            }
            at += line.len() as u64;
            line.clear();
        }
        format.configuration().map_or(Ok(()), |(name, _)| remove(&folder.join(name)))
    };
    read().map_err(|error| Failure::Message(format!("{}: cannot be continued: {error}", path.display())))?;
    Ok(kept.unwrap_or(names))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a file that is not there yet, whole or not at all.
fn write_new(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(content).inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
    };
    write().map_err(|error| Failure::writing(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, content: &[u8]) -> Document {
        Document { id: id.to_owned(), files: vec![content.to_vec(), content.to_vec()] }
    }

    #[test]
    fn a_document_whose_file_is_there_already_leaves_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = Sink::open(Format::Brat, folder.path(), 0).unwrap();
        sink.write(&[document("a", b"first")]).unwrap();
        // As where the system takes two names for one.
        for (file, other) in [("a.txt", "a.ann"), ("b.ann", "b.txt")] {
            fs::write(folder.path().join(file), "first").unwrap();
            assert!(sink.write_document(&file[..1], &document("x", b"second")).is_err());
            assert_eq!(fs::read(folder.path().join(file)).unwrap(), b"first");
            assert_eq!(folder.path().join(other).exists(), other == "a.ann");
        }
    }

    #[test]
    fn only_documents_of_the_list_are_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut sink = Sink::open(Format::Brat, folder.path(), 0).unwrap();
        sink.write(&[document("a", b"")]).unwrap();
        let listed = sink.listed().unwrap();
        sink.write(&[document("a", b""), document("b", b"")]).unwrap();
        drop(sink);
        // The disk was full in the midst of the next line.
        let path = folder.path().join("documents.ids.partial");
        let torn = [&fs::read(&path).unwrap(), &b"{\"file\":\"\xE4\xB8"[..]].concat();
        fs::write(path, torn).unwrap();
        let mut names = take_back(Format::Brat, folder.path(), listed).unwrap();
        assert_eq!([names.of("A"), names.of("b")], ["A-2", "b"]);
        let exists = |name: &str| folder.path().join(name).exists();
        assert!(exists("a.ann") && !exists("a-2.ann") && !exists("b.txt"));
        // A list that names what no id has led to.
        let outside = folder.path().join("x.txt");
        fs::write(&outside, "").unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("documents.ids.partial"), "{\"file\":\"../x\",\"id\":\"../x\"}\n").unwrap();
        assert!(take_back(Format::Brat, &inner, 0).is_err());
        assert!(outside.exists());
    }
}
