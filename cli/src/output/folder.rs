//! Formats whose documents have files of their own: brat and WebAnno TSV, written into a folder.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sinotag::output::{RecordOptions, brat, webanno};

use super::Annotated;
use super::file_names::FileNames;
use super::tagged::tagged_text;
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

/// The folder that is written.
#[derive(Debug)]
pub(crate) struct Sink {
    format: Format,
    folder: PathBuf,
    /// The folder was not there before this run.
    is_new: bool,
    configured: bool,
    names: FileNames,
}

impl Sink {
    /// Makes the folder, or takes one that is empty: nothing is overwritten, and all that stands in it is of one run.
    pub(super) fn open(format: Format, folder: &Path) -> Result<Self, Failure> {
        let is_new = match fs::create_dir(folder) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
            Err(error) => return Err(Failure::writing(folder, &error)),
        };
        let mut entries = fs::read_dir(folder).map_err(|error| Failure::writing(folder, &error))?;
        if entries.next().is_some() {
            let reason = io::Error::other("the folder is not empty: name a new one, or empty it");
            return Err(Failure::writing(folder, &reason));
        }
        Ok(Self { format, folder: folder.to_owned(), is_new, configured: false, names: FileNames::default() })
    }

    pub(super) fn write(&mut self, documents: &[Document]) -> Result<(), Failure> {
        if !documents.is_empty() {
            self.configure()?;
        }
        documents.iter().try_for_each(|document| self.write_document(document))
    }

    /// Writes all files of a document, or none.
    fn write_document(&mut self, document: &Document) -> Result<(), Failure> {
        let name = self.names.of(&document.id);
        let paths: Vec<_> =
            self.format.extensions().iter().map(|extension| self.folder.join(format!("{name}.{extension}"))).collect();
        for (path, content) in paths.iter().zip(&document.files) {
            write_new(path, content).inspect_err(|_| {
                for path in &paths {
                    // Those behind it are not there yet.
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

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.configure()
    }

    /// Takes the folder away if it is new and nothing stands in it; documents that were written are kept.
    pub(super) fn discard(&self) {
        if self.is_new {
            // Only an empty one can be removed.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

fn write_new(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let write = || File::create_new(path)?.write_all(content);
    write().map_err(|error| Failure::writing(path, &error))
}
