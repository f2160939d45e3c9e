//! Reads the two TSV formats, with errors that name file and line.

use std::borrow::Cow;
use std::path::Path;

use crate::{Error, Kind};

use super::attributes;
use super::entry::{CasePolicy, Words};

/// One row of a dictionary, as read.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: Words,
    pub(super) kind: Kind,
    pub(super) name: Words,
    pub(super) name_zh: Words,
    pub(super) subkind: Words,
    pub(super) prominence: u8,
    pub(super) attributes: Words,
    pub(super) case: CasePolicy,
    /// The canonical name needs context.
    pub(super) needs_context: bool,
    /// The row vetoes its surface forms instead of adding them.
    pub(super) removes: bool,
    pub(super) aliases: Vec<Alias>,
}

#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub(super) surface: Words,
    pub(super) case: Option<CasePolicy>,
    pub(super) needs_context: bool,
}

/// The rows of one dictionary file, checked and ready to be given to a [`TaggerBuilder`](crate::TaggerBuilder).
///
/// The format is described in `dictionaries/README.md`: a header of directives, a line of column names, one row an entity.
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
    pub(super) rows: Vec<Row>,
}

impl Dictionary {
    /// Reads a dictionary from TSV text. `path` is what errors call it.
    ///
    /// # Errors
    ///
    /// If a directive, column or cell is not as the format says; the message names the line.
    pub fn from_tsv(path: impl AsRef<Path>, text: &str) -> Result<Self, Error> {
        let rows = dictionary_rows(path.as_ref(), text, |cell| Cow::Owned(cell.to_owned()))?;
        Ok(Self { rows })
    }

    /// Reads a dictionary from a TSV file.
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
        Self::from_tsv(path, text)
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

/// The header of a file: its directives and columns.
struct Header<'a> {
    /// Line, name and value of each.
    directives: Vec<(usize, &'a str, &'a str)>,
    columns: Vec<&'a str>,
    /// The line of the column names.
    line: usize,
}

impl<'a> Header<'a> {
    /// The line and the value of a directive.
    fn directive(&self, name: &str) -> Option<(usize, &'a str)> {
        self.directives.iter().find(|(_, n, _)| *n == name).map(|(line, _, value)| (*line, *value))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == name)
    }
}

const DIRECTIVES: [&str; 6] = ["case", "class", "format", "kind", "licence", "source"];

type NumberedLine<'a> = (usize, &'a str);

/// Reads the header and leaves the iterator at the first row.
fn header<'a>(
    path: &Path,
    lines: &mut impl Iterator<Item = NumberedLine<'a>>,
    format: &str,
    columns: &[&str],
) -> Result<Header<'a>, Error> {
    let mut directives = Vec::new();
    let mut last = 1;
    for (number, line) in lines {
        last = number;
        if let Some(directive) = line.strip_prefix("#!") {
            let directive = directive.trim();
            let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
            if !DIRECTIVES.contains(&name) {
                let known = DIRECTIVES.join(", ");
                return Err(Error::format(path, number, format!("unknown directive {name:?}; they are {known}")));
            }
            directives.push((number, name, value));
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if directives.first().is_none_or(|(_, name, value)| (*name, *value) != ("format", format)) {
            return Err(Error::format(path, 1, format!("the first line must be \"#! format {format}\"")));
        }
        let found: Vec<_> = line.split('\t').collect();
        for (i, name) in found.iter().enumerate() {
            if !columns.contains(name) {
                let known = columns.join(", ");
                return Err(Error::format(path, number, format!("unknown column {name:?}; the columns are {known}")));
            }
            if found[..i].contains(name) {
                return Err(Error::format(path, number, format!("column {name:?} stands twice")));
            }
        }
        return Ok(Header { directives, columns: found, line: number });
    }
    Err(Error::format(path, last, "there is no line of column names"))
}

/// Lines with their numbers, without their line ends and a byte order mark.
fn lines(text: &str) -> impl Iterator<Item = NumberedLine<'_>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.lines().enumerate().map(|(i, line)| (i + 1, line))
}

/// The cells of a row, as many as there are columns.
fn cells<'a>(path: &Path, number: usize, line: &'a str, columns: usize, cells: &mut Vec<&'a str>) -> Result<(), Error> {
    cells.clear();
    // Bytes, since a tab is one: splitting by a character costs 5 ms of every start.
    let mut start = 0;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'\t' {
            cells.push(&line[start..at]);
            start = at + 1;
        }
    }
    cells.push(&line[start..]);
    if cells.len() > columns {
        return Err(Error::format(
            path,
            number,
            format!("{} cells, but the header names {columns} columns", cells.len()),
        ));
    }
    // Editors strip trailing tabs: cells that are missing at the end are empty.
    cells.resize(columns, "");
    Ok(())
}

const DICTIONARY_COLUMNS: [&str; 10] =
    ["id", "name", "aliases", "name_zh", "kind", "subkind", "case", "prominence", "flags", "attributes"];

/// Reads a dictionary. `keep` turns a cell into what the rows hold: a borrow for bundled text, a copy for a user's.
pub(super) fn dictionary_rows<'a>(
    path: &Path,
    text: &'a str,
    keep: impl Fn(&'a str) -> Words,
) -> Result<Vec<Row>, Error> {
    let mut lines = lines(text);
    let header = header(path, &mut lines, "sinotag-dictionary 1", &DICTIONARY_COLUMNS)?;
    let fail = |line, message: String| Err(Error::format(path, line, message));
    let require = |name| match header.column(name) {
        Some(column) => Ok(column),
        None => Err(Error::format(path, header.line, format!("the column {name:?} is missing"))),
    };
    let id_column = require("id")?;
    let name_column = require("name")?;
    let kind_of_file = match header.directive("kind") {
        Some((line, name)) => Some(name.parse::<Kind>().map_err(|error| Error::format(path, line, error.to_string()))?),
        None => None,
    };
    let kind_column = header.column("kind");
    if kind_of_file.is_none() && kind_column.is_none() {
        return fail(header.line, "there is neither a column \"kind\" nor a directive \"#! kind ...\"".to_owned());
    }
    let case_of_file = match header.directive("case") {
        Some((line, name)) => Some(case_policy(path, line, name)?),
        None => None,
    };
    let columns =
        ["aliases", "name_zh", "subkind", "case", "prominence", "flags", "attributes"].map(|n| header.column(n));
    let mut rows = Vec::new();
    let mut row = Vec::new();
    for (number, line) in lines {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        cells(path, number, line, header.columns.len(), &mut row)?;
        let [aliases, name_zh, subkind, case, prominence, flags, attributes] =
            columns.map(|c| c.map_or("", |c| row[c]));
        let (id, name) = (row[id_column], row[name_column]);
        if id.is_empty()
            || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b':'))
        {
            return fail(number, format!("id {id:?} must be lower-case ASCII letters, digits, hyphens and a colon"));
        }
        if name.trim().is_empty() {
            return fail(number, format!("row {id:?} has no name"));
        }
        let kind = match kind_column.map(|c| row[c]).filter(|cell| !cell.is_empty()) {
            Some(cell) => cell.parse::<Kind>().map_err(|error| Error::format(path, number, error.to_string()))?,
            None => match kind_of_file {
                Some(kind) => kind,
                None => return fail(number, format!("row {id:?} has no kind")),
            },
        };
        let case = match case {
            "" => case_of_file.unwrap_or(CasePolicy::of(kind)),
            name => case_policy(path, number, name)?,
        };
        let prominence = match prominence {
            "" => 5,
            cell => match cell.parse::<u8>() {
                Ok(value @ 0..=9) => value,
                _ => return fail(number, format!("prominence {cell:?} must be a digit from 0 to 9")),
            },
        };
        let (mut needs_context, mut removes) = (false, false);
        for flag in flags.split('|').filter(|flag| !flag.is_empty()) {
            match flag {
                "context" => needs_context = true,
                "remove" => removes = true,
                _ => return fail(number, format!("unknown flag {flag:?}; the flags are context and remove")),
            }
        }
        if let Err(message) = attributes::check(attributes) {
            return fail(number, message);
        }
        let aliases = aliases
            .split('|')
            .filter(|alias| !alias.is_empty())
            .map(|alias| match alias_of(alias) {
                Some((surface, case, needs_context)) => Ok(Alias { surface: keep(surface), case, needs_context }),
                None => Err(Error::format(path, number, format!("alias {alias:?} is nothing but markers"))),
            })
            .collect::<Result<_, _>>()?;
        rows.push(Row {
            id: keep(id),
            kind,
            name: keep(name),
            name_zh: keep(name_zh),
            subkind: keep(subkind),
            prominence,
            attributes: keep(attributes),
            case,
            needs_context,
            removes,
            aliases,
        });
    }
    Ok(rows)
}

fn case_policy(path: &Path, line: usize, name: &str) -> Result<CasePolicy, Error> {
    CasePolicy::from_name(name).ok_or_else(|| {
        Error::format(path, line, format!("unknown case policy {name:?}; they are exact, capitalised and any"))
    })
}

/// Reads the markers in front of an alias.
fn alias_of(mut alias: &str) -> Option<(&str, Option<CasePolicy>, bool)> {
    let (mut case, mut needs_context) = (None, false);
    loop {
        match alias.chars().next()? {
            '~' => needs_context = true,
            '=' => case = Some(CasePolicy::Exact),
            '*' => case = Some(CasePolicy::Any),
            _ => return Some((alias, case, needs_context)),
        }
        alias = &alias[1..];
    }
}

/// One row of a word list.
pub(super) enum WordRow<'a> {
    /// A word with the names of its classes, separated by vertical bars.
    Classes(&'a str, &'a str),
    /// A word with the share of its occurrences that are capitalised.
    Statistics { word: &'a str, capitalised: f32 },
}

const WORD_COLUMNS: [&str; 6] = ["word", "classes", "characters", "frequency", "capitalised", "all_caps"];

/// Reads a word list and gives each row to `add`; an error that `add` returns is reported at its line.
pub(super) fn word_rows<'a>(
    path: &Path,
    text: &'a str,
    mut add: impl FnMut(WordRow<'a>) -> Result<(), String>,
) -> Result<(), Error> {
    let mut lines = lines(text);
    let header = header(path, &mut lines, "sinotag-words 1", &WORD_COLUMNS)?;
    let Some(word_column) = header.column("word") else {
        return Err(Error::format(path, header.line, "the column \"word\" is missing"));
    };
    let class_of_file = header.directive("class").map(|(_, class)| class);
    let classes_column = header.column("classes");
    let capitalised_column = header.column("capitalised");
    let mut row = Vec::new();
    for (number, line) in lines {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        cells(path, number, line, header.columns.len(), &mut row)?;
        let word = row[word_column];
        if word.is_empty() {
            return Err(Error::format(path, number, "the word is empty"));
        }
        let parsed = if let Some(column) = capitalised_column {
            match row[column].parse() {
                Ok(capitalised) => WordRow::Statistics { word, capitalised },
                Err(_) => return Err(Error::format(path, number, format!("{:?} is no share", row[column]))),
            }
        } else {
            match classes_column.map(|c| row[c]).or(class_of_file) {
                Some(classes) => WordRow::Classes(word, classes),
                None => {
                    return Err(Error::format(
                        path,
                        header.line,
                        "there is neither a class directive nor a classes column",
                    ));
                }
            }
        };
        add(parsed).map_err(|message| Error::format(path, number, message))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
