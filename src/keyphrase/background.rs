//! [`Background`]: how common terms are elsewhere.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::text::{Shape, Text, fold};
use crate::{DocumentRef, Error};

/// How many documents of some large collection hold a word, or a pair of words: what is frequent there says little about a document.
///
/// Its file is a table of terms in lower case and numbers of documents:
///
/// ```
/// let background = sinotag::Background::from_tsv("own.tsv", "\
/// #! format sinotag-background 1
/// #! documents 5000
/// term\tdocuments
/// last year\t900
/// tariff\t40
/// ")?;
/// assert_eq!(background.documents(), 5000);
/// # Ok::<(), sinotag::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Background {
    documents: u32,
    terms: Vec<(Box<str>, u32)>,
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
        let mut terms = Vec::new();
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
            match line.split_once('\t').map(|(term, count)| (term, count.parse::<u32>())) {
                Some((term, Ok(count))) if !term.is_empty() => terms.push((term.into(), count)),
                _ => return fail(number, "a row is a term, a tab and a number of documents".to_owned()),
            }
        }
        match documents {
            Some(documents) => Ok(Self { documents, terms }),
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

    /// The table as [`from_tsv`](Self::from_tsv) reads it, sorted by term.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut text = format!("{FORMAT}\n#! documents {}\n{COLUMNS}\n", self.documents);
        for (term, count) in &self.terms {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{term}\t{count}");
        }
        text
    }

    /// The number of documents of the collection.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Terms with their inverse document frequencies.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, f32)> {
        self.terms.iter().map(|(term, count)| (&**term, self.rarity(*count as f32)))
    }

    /// The natural logarithm of how many documents there are for each of `count`.
    fn rarity(&self, count: f32) -> f32 {
        (self.documents as f32 / count.max(0.5)).ln().max(0.0)
    }

    /// That of a term which the table does not have: it is taken for half as frequent as the rarest.
    pub(super) fn rarity_of_unknown(&self) -> f32 {
        let least = self.terms.iter().map(|(_, count)| *count).min().unwrap_or(1);
        self.rarity(least as f32 / 2.0)
    }
}

/// Counts the documents of a collection that hold each word, and each pair of words that is a phrase.
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
    /// Working space: the terms of one document.
    terms: HashSet<String>,
}

impl BackgroundBuilder {
    /// No documents yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the terms of a document, which takes time linear in its length.
    pub fn add<'a>(&mut self, document: impl Into<DocumentRef<'a>>) {
        let document = document.into();
        let text = document.text();
        let mut read = Text::default();
        read.read(text);
        self.terms.clear();
        let mut before: Option<String> = None;
        for token in &read.tokens {
            let word: String = fold::folded(token.text(text)).collect();
            if !token.shape.has(Shape::WORD) || token.shape.has(Shape::CLITIC) || word.contains(char::is_whitespace) {
                before = None;
                continue;
            }
            if let Some(first) = before.filter(|_| !token.shape.has(Shape::PARAGRAPH_BEFORE)) {
                self.terms.insert(format!("{first} {word}"));
            }
            self.terms.insert(word.clone());
            before = Some(word);
        }
        self.documents = self.documents.saturating_add(1);
        #[allow(clippy::iter_over_hash_type, reason = "each adds one to a count of its own")]
        for term in self.terms.drain() {
            *self.counts.entry(term.into()).or_default() += 1;
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
        for (term, count) in more {
            *counts.entry(term).or_default() += count;
        }
        self.counts = counts;
    }

    /// The table of words that at least `least` documents hold, and of pairs that four times as many do: there are far more of these, and
    /// only the frequent ones tell something.
    #[must_use]
    pub fn build(self, least: u32) -> Background {
        let keeps = |term: &str, count: u32| count >= if term.contains(' ') { least.saturating_mul(4) } else { least };
        let mut terms: Vec<_> = self.counts.into_iter().filter(|(term, count)| keeps(term, *count)).collect();
        terms.sort_unstable();
        Background { documents: self.documents.max(1), terms }
    }
}

const FORMAT: &str = "#! format sinotag-background 1";
const COLUMNS: &str = "term\tdocuments";
