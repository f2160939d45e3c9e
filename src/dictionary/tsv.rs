//! Reads the two TSV formats, with errors that name file and line. They are described in `dictionaries/README.md`.

use std::path::Path;

use crate::{Error, Kind};

use super::Country;
use super::entry::Words;
use super::row::{self, Cells, Defaults, Row};

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

const DIRECTIVES: [&str; 7] = ["case", "class", "country", "format", "kind", "licence", "source"];

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
        check_columns(&found, columns).map_err(|message| Error::format(path, number, message))?;
        return Ok(Header { directives, columns: found, line: number });
    }
    Err(Error::format(path, last, "there is no line of column names"))
}

/// Says what is wrong with the names of columns, if anything is. What a format requires is for the caller to check.
pub(super) fn check_columns(found: &[&str], known: &[&str]) -> Result<(), String> {
    for (i, name) in found.iter().enumerate() {
        if !known.contains(name) {
            let known = known.join(", ");
            return Err(format!("unknown column {name:?}; the columns are {known}"));
        }
        if found[..i].contains(name) {
            return Err(format!("column {name:?} stands twice"));
        }
    }
    Ok(())
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

/// The columns of a dictionary.
pub(super) const DICTIONARY_COLUMNS: [&str; 10] =
    ["id", "name", "aliases", "name_zh", "kind", "subkind", "case", "prominence", "flags", "attributes"];

/// Reads a dictionary and gives each row to `add`. `keep` turns a cell into what the rows hold: a borrow for bundled text, a copy for
/// a user's.
pub(super) fn dictionary_rows<'a>(
    path: &Path,
    text: &'a str,
    keep: impl Fn(&'a str) -> Words,
    mut add: impl FnMut(Row),
) -> Result<(), Error> {
    let mut lines = lines(text);
    let header = header(path, &mut lines, "sinotag-dictionary 1", &DICTIONARY_COLUMNS)?;
    let fail = |line, message: String| Error::format(path, line, message);
    let require = |name| match header.column(name) {
        Some(column) => Ok(column),
        None => Err(fail(header.line, format!("the column {name:?} is missing"))),
    };
    let id = require("id")?;
    let name = require("name")?;
    let mut defaults = Defaults::default();
    if let Some((line, kind)) = header.directive("kind") {
        defaults.kind = Some(kind.parse::<Kind>().map_err(|error| fail(line, error.to_string()))?);
    }
    if defaults.kind.is_none() && header.column("kind").is_none() {
        return Err(fail(header.line, "there is neither a column \"kind\" nor a directive \"#! kind ...\"".to_owned()));
    }
    if let Some((line, case)) = header.directive("case") {
        defaults.case = Some(row::case_policy(case).map_err(|message| fail(line, message))?);
    }
    if let Some((line, code)) = header.directive("country") {
        defaults.country = Country::of_code(code);
        if defaults.country == Country::NONE {
            return Err(fail(line, format!("country {code:?} is no code of two letters")));
        }
    }
    let columns = ["aliases", "name_zh", "kind", "subkind", "case", "prominence", "flags", "attributes"]
        .map(|name| header.column(name));
    let mut row = Vec::new();
    for (number, line) in lines {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        cells(path, number, line, header.columns.len(), &mut row)?;
        let [aliases, name_zh, kind, subkind, case, prominence, flags, attributes] =
            columns.map(|column| column.map_or("", |column| row[column]));
        let (id, name) = (Some(row[id]), row[name]);
        let cells = Cells { id, name, name_zh, kind, subkind, case, prominence, flags, attributes };
        let read = Row::read(number, cells, aliases.split('|'), defaults, &keep);
        add(read.map_err(|message| fail(number, message))?);
    }
    Ok(())
}

/// One row of a word list.
pub(super) enum WordRow<'a> {
    /// A word with the names of its classes, separated by vertical bars.
    Classes(&'a str, &'a str),
    /// A word with the logarithm of how frequent it is, and the share of its occurrences that are capitalised.
    Statistics { word: &'a str, frequency: f32, capitalised: f32 },
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
    let statistics_columns = header.column("frequency").zip(header.column("capitalised"));
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
        let parsed = if let Some((frequency, capitalised)) = statistics_columns {
            match (row[frequency].parse(), row[capitalised].parse()) {
                (Ok(frequency), Ok(capitalised)) => WordRow::Statistics { word, frequency, capitalised },
                _ => return Err(Error::format(path, number, "frequency and capitalised must be numbers")),
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
