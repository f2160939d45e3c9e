//! [`Background`]: how common words are elsewhere.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::text::{Shape, Text, fold};
use crate::{DocumentRef, Error};

/// How many documents of some large collection hold a word: what is frequent there says little about a document.
///
/// Its file is a table of words in lower case and numbers of documents:
///
/// ```
/// let background = sinotag::Background::from_tsv("own.tsv", "\
/// #! format sinotag-background 1
/// #! documents 5000
/// word\tdocuments
/// year\t900
/// tariff\t40
/// ")?;
/// assert_eq!(background.documents(), 5000);
/// # Ok::<(), sinotag::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Background {
    documents: u32,
    words: Vec<(Box<str>, u32)>,
}

impl Background {
    /// Reads the table in `text`; errors call it `path`.
    ///
    /// # Errors
    ///
    /// If a line is not as the format says.
    pub fn from_tsv(path: impl AsRef<Path>, text: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        let fail = |line: usize, message: String| Err(Error::format(path, line, message));
        let mut documents = None;
        let mut words = Vec::new();
        let mut columns = false;
        for (number, line) in (1..).zip(text.strip_prefix('\u{FEFF}').unwrap_or(text).lines()) {
            if number == 1 && line.trim_end() != FORMAT {
                return fail(1, format!("the first line must be {FORMAT:?}"));
            }
            if let Some(count) = line.strip_prefix("#! documents ") {
                documents = count.trim().parse().ok().filter(|count| *count > 0);
                if documents.is_none() {
                    return fail(number, "the number of documents must be a whole number above 0".to_owned());
                }
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if !columns {
                if line != COLUMNS {
                    return fail(number, format!("the columns must be {COLUMNS:?}"));
                }
                columns = true;
                continue;
            }
            match line.split_once('\t').map(|(word, count)| (word, count.parse::<u32>())) {
                Some((word, Ok(count))) if !word.is_empty() => words.push((word.into(), count)),
                _ => return fail(number, "a row is a word, a tab and a number of documents".to_owned()),
            }
        }
        match documents {
            Some(documents) => Ok(Self { documents, words }),
            None => fail(1, "there is no line \"#! documents NUMBER\"".to_owned()),
        }
    }

    /// Reads the table in the file at `path`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is not UTF-8, or a line is not as the format says.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        Self::from_tsv(path, &text)
    }

    /// The table that ships with the crate: an estimate from word frequencies of the web and of American prose and business news.
    ///
    /// # Panics
    ///
    /// Never: the table is part of the crate, and a test reads it.
    #[must_use]
    pub fn bundled() -> Self {
        match Self::from_tsv("words/background.tsv", include_str!("../../dictionaries/words/background.tsv")) {
            Ok(background) => background,
            Err(error) => unreachable!("the bundled table is read by a test: {error}"),
        }
    }

    /// The table as [`from_tsv`](Self::from_tsv) reads it, sorted by word.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut text = format!("{FORMAT}\n#! documents {}\n{COLUMNS}\n", self.documents);
        for (word, count) in &self.words {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{word}\t{count}");
        }
        text
    }

    /// The number of documents of the collection.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Words with their inverse document frequencies.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, f32)> {
        self.words.iter().map(|(word, count)| (&**word, self.rarity(*count as f32)))
    }

    /// The natural logarithm of how many documents there are for each of `count`.
    fn rarity(&self, count: f32) -> f32 {
        (self.documents as f32 / count.max(0.5)).ln().max(0.0)
    }

    /// That of a word which the table does not have: it is taken for half as frequent as the rarest.
    pub(super) fn rarity_of_unknown(&self) -> f32 {
        let least = self.words.iter().map(|(_, count)| *count).min().unwrap_or(1);
        self.rarity(least as f32 / 2.0)
    }
}

/// Counts the documents of a collection that hold each word.
///
/// ```
/// let tagger = sinotag::Tagger::bundled();
/// let mut builder = sinotag::BackgroundBuilder::new();
/// builder.add(&tagger.tag("Soybean tariffs rose."));
/// builder.add(&tagger.tag("The tariffs fell."));
/// let background = builder.build(1);
/// assert!(background.to_tsv().contains("\ntariffs\t2\n"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct BackgroundBuilder {
    documents: u32,
    counts: HashMap<Box<str>, u32>,
    /// Working space: the words of one document.
    words: HashSet<String>,
}

impl BackgroundBuilder {
    /// No documents yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the words of a document, which takes time linear in its length.
    pub fn add<'a>(&mut self, document: impl Into<DocumentRef<'a>>) {
        let document = document.into();
        let text = document.text();
        let mut read = Text::default();
        read.read(text);
        self.words.clear();
        for token in &read.tokens {
            let word: String = fold::folded(token.text(text)).collect();
            if !token.shape.has(Shape::WORD) || token.shape.has(Shape::CLITIC) || word.contains(char::is_whitespace) {
                continue;
            }
            self.words.insert(word);
        }
        self.documents = self.documents.saturating_add(1);
        #[allow(clippy::iter_over_hash_type, reason = "each adds one to a count of its own")]
        for word in self.words.drain() {
            *self.counts.entry(word.into()).or_default() += 1;
        }
    }

    /// Adds what another builder has counted, as if its documents had been added here.
    pub fn merge(&mut self, other: Self) {
        self.documents = self.documents.saturating_add(other.documents);
        let (mut counts, mut more) = (std::mem::take(&mut self.counts), other.counts);
        // The larger one stays.
        if counts.len() < more.len() {
            std::mem::swap(&mut counts, &mut more);
        }
        #[allow(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (word, count) in more {
            *counts.entry(word).or_default() += count;
        }
        self.counts = counts;
    }

    /// The table of words that at least `least` documents hold.
    #[must_use]
    pub fn build(self, least: u32) -> Background {
        let mut words: Vec<_> = self.counts.into_iter().filter(|(_, count)| *count >= least).collect();
        words.sort_unstable();
        Background { documents: self.documents.max(1), words }
    }
}

const FORMAT: &str = "#! format sinotag-background 1";
const COLUMNS: &str = "word\tdocuments";
