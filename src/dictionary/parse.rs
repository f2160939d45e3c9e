//! [`Dictionary`]: the rows of one file, in any of the formats that are read.

use std::path::{Path, PathBuf};

use crate::Error;

use super::builder::LexiconBuilder;
use super::row::{self, Row};
use super::tsv;

/// The rows of one dictionary file, checked and ready to be given to a [`TaggerBuilder`](crate::TaggerBuilder).
///
/// The TSV format is described in `dictionaries/README.md`: a header of directives, a line of column names, one row an entity.
/// The other formats, for which the feature `formats` must be on, in `docs/dictionaries.md`.
///
/// ```
/// use sinotag::Dictionary;
///
/// let text = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\taliases\norg:acme-bank\tAcme Bank\tAcme\n";
/// assert_eq!(Dictionary::from_tsv("acme.tsv", text)?.len(), 1);
///
/// let error = Dictionary::from_tsv("acme.tsv", "#! format sinotag-dictionary 1\nid\tname\norg:acme\tAcme\n").unwrap_err();
/// assert!(error.to_string().starts_with("acme.tsv:2:"));
/// # Ok::<(), sinotag::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dictionary {
    pub(super) path: PathBuf,
    pub(super) rows: Vec<Row>,
}

impl Dictionary {
    /// Reads a dictionary from TSV text. `path` is what errors call it.
    ///
    /// # Errors
    ///
    /// If a directive, column or cell is not as the format says; the message names the line.
    pub fn from_tsv(path: impl AsRef<Path>, text: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        let mut rows = Vec::new();
        tsv::dictionary_rows(path, text, row::copied, |row| rows.push(row))?;
        Ok(Self { path: path.to_owned(), rows })
    }

    /// Reads a dictionary from CSV text: the columns of the TSV format under the names in the first line. `name` is
    /// required, and `kind`; an `id` that is missing is made from the name, so that "Bank of China" adds to what is known of it.
    ///
    /// ```
    /// let text = "name,kind,aliases\n\"Acme Holding, Ltd.\",organization,Acme|~AHL\n";
    /// assert_eq!(sinotag::Dictionary::from_csv("acme.csv", text)?.len(), 1);
    /// # Ok::<(), sinotag::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`from_tsv`](Self::from_tsv).
    #[cfg(feature = "formats")]
    pub fn from_csv(path: impl AsRef<Path>, text: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        Ok(Self { path: path.to_owned(), rows: super::csv::rows(path, text)? })
    }

    /// Reads a dictionary from JSON Lines: objects with the columns of the TSV format as fields, lists as lists, attributes as an
    /// object; or the pattern files of spaCy's `EntityRuler`.
    ///
    /// ```
    /// let text = r#"{"name": "Acme Bank", "kind": "organization", "aliases": ["Acme", "~AB"]}
    /// {"label": "GPE", "pattern": "Velmora"}
    /// {"label": "ORG", "pattern": [{"LOWER": "quandex"}, {"LOWER": "group"}], "id": "quandex"}"#;
    /// assert_eq!(sinotag::Dictionary::from_json_lines("names.jsonl", text)?.len(), 3);
    /// # Ok::<(), sinotag::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If a line is no such object; the message names the line. Of spaCy's token patterns, those are read that name one sequence
    /// of words.
    #[cfg(feature = "formats")]
    pub fn from_json_lines(path: impl AsRef<Path>, text: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        Ok(Self { path: path.to_owned(), rows: super::json_lines::rows(path, text)? })
    }

    /// Reads a dictionary from a file: `.csv` as CSV, `.jsonl`, `.ndjson` and `.json` as JSON Lines (both with the feature
    /// `formats`), all others as TSV.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is not UTF-8, or is not as the format says.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count();
            Error::format(path, line, "is not UTF-8")
        })?;
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            #[cfg(feature = "formats")]
            "csv" => Self::from_csv(path, text),
            #[cfg(feature = "formats")]
            "jsonl" | "ndjson" | "json" => Self::from_json_lines(path, text),
            #[cfg(not(feature = "formats"))]
            "csv" | "jsonl" | "ndjson" | "json" => {
                Err(Error::format(path, 1, "such files are read by sinotag with its feature \"formats\""))
            }
            _ => Self::from_tsv(path, text),
        }
    }

    /// Adds the rows to a lexicon.
    pub(crate) fn add_to(self, builder: &mut LexiconBuilder) {
        builder.add_user(self.path, self.rows);
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::entry::CasePolicy;

    const HEAD: &str = "#! format sinotag-dictionary 1\n#! kind organization\n";

    fn error(text: &str) -> String {
        Dictionary::from_tsv("x.tsv", text).unwrap_err().to_string()
    }

    #[test]
    fn errors_name_file_line_and_cause() {
        for (text, want) in [
            ("", "x.tsv:1: there is no line of column names"),
            ("id\tname\n", "x.tsv:1: the first line must be"),
            (&format!("{HEAD}id\taliases\norg:a\tA\n"), "x.tsv:3: the column \"name\" is missing"),
            (&format!("{HEAD}id\tname\tnick\n"), "x.tsv:3: unknown column \"nick\""),
            (&format!("{HEAD}id\tname\tname\n"), "x.tsv:3: column \"name\" stands twice"),
            (&format!("{HEAD}id\tname\norg:A\tA\n"), "x.tsv:4: id \"org:A\" must be"),
            (&format!("{HEAD}id\tname\norg:a\n"), "x.tsv:4: row \"org:a\" has no name"),
            (&format!("{HEAD}id\tname\norg:a\tA\tB\n"), "x.tsv:4: 3 cells, but the header names 2 columns"),
            (&format!("{HEAD}id\tname\taliases\norg:a\tA\t~\n"), "x.tsv:4: alias \"~\" is nothing but markers"),
            (&format!("{HEAD}id\tname\tcase\norg:a\tA\tlower\n"), "x.tsv:4: unknown case policy \"lower\""),
            (&format!("{HEAD}id\tname\tprominence\norg:a\tA\t12\n"), "x.tsv:4: prominence \"12\" must be"),
            (&format!("{HEAD}id\tname\tflags\norg:a\tA\tx\n"), "x.tsv:4: unknown flag \"x\""),
            (&format!("{HEAD}id\tname\tattributes\norg:a\tA\tx\n"), "x.tsv:4: attribute \"x\" has no '='"),
            ("#! format sinotag-dictionary 1\n#! kind company\nid\tname\n", "x.tsv:2: unknown kind \"company\""),
            ("#! format sinotag-dictionary 1\n#! cas exact\nid\tname\n", "x.tsv:2: unknown directive \"cas\""),
        ] {
            assert!(error(text).starts_with(want), "{:?} should start with {want:?}", error(text));
        }
    }

    #[test]
    fn an_unreadable_file_is_named() {
        let error = Dictionary::from_path("no/such/file.tsv").unwrap_err();
        assert!(error.is_io());
        assert!(error.to_string().starts_with("no/such/file.tsv: cannot be read"));
    }

    #[test]
    fn markers_and_defaults() {
        let text = format!("{HEAD}# a comment\nid\tname\taliases\nid:a\tA Bank\t~AB|=a-Bank|*~abk\n");
        let rows = Dictionary::from_tsv("x.tsv", &text).unwrap().rows;
        let aliases: Vec<_> = rows[0].aliases.iter().map(|a| (&*a.surface, a.case, a.needs_context)).collect();
        assert_eq!(
            aliases,
            [("AB", None, true), ("a-Bank", Some(CasePolicy::Exact), false), ("abk", Some(CasePolicy::Any), true)]
        );
        assert_eq!((rows[0].prominence, rows[0].case), (5, CasePolicy::Capitalised));
    }
}
