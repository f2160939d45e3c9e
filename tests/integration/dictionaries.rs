//! Checks of the data: what `dictionaries/README.md` promises of every file, and that every name can be found.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use sinotag::{Dictionary, Kind, Span, Tagger};

use crate::{files, stem};

/// A TSV file of either format.
struct File {
    name: String,
    directives: Vec<(String, String)>,
    columns: Vec<String>,
    /// Line numbers and cells.
    rows: Vec<(usize, Vec<String>)>,
}

impl File {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let mut file =
            Self { name: stem(path).to_owned(), directives: Vec::new(), columns: Vec::new(), rows: Vec::new() };
        for (i, line) in text.lines().enumerate() {
            if let Some(directive) = line.strip_prefix("#! ") {
                let (name, value) = directive.split_once(' ').unwrap_or((directive, ""));
                file.directives.push((name.to_owned(), value.to_owned()));
            } else if line.is_empty() || line.starts_with('#') {
            } else if file.columns.is_empty() {
                file.columns = line.split('\t').map(str::to_owned).collect();
            } else {
                file.rows.push((i + 1, line.split('\t').map(str::to_owned).collect()));
            }
        }
        file
    }

    fn directive(&self, name: &str) -> Option<&str> {
        self.directives.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { file: self, line: *line, cells })
    }
}

#[derive(Clone, Copy)]
struct Row<'f> {
    file: &'f File,
    line: usize,
    cells: &'f [String],
}

impl<'f> Row<'f> {
    fn cell(self, column: &str) -> &'f str {
        let at = self.file.columns.iter().position(|c| c == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn id(self) -> &'f str {
        self.cell("id")
    }

    /// The kind that the file or the row says.
    fn kind(self) -> &'f str {
        self.file.directive("kind").unwrap_or_else(|| self.cell("kind"))
    }

    /// Aliases without their markers.
    fn aliases(self) -> Vec<&'f str> {
        let cell = self.cell("aliases");
        cell.split('|').filter(|_| !cell.is_empty()).map(|alias| alias.trim_start_matches(['~', '=', '*'])).collect()
    }

    fn place(self) -> String {
        format!("{}.tsv:{}", self.file.name, self.line)
    }
}

static DICTIONARIES: LazyLock<Vec<File>> =
    LazyLock::new(|| files("dictionaries", "tsv").iter().map(|path| File::read(path)).collect());

static WORD_LISTS: LazyLock<Vec<File>> =
    LazyLock::new(|| files("dictionaries/words", "tsv").iter().map(|path| File::read(path)).collect());

fn rows() -> impl Iterator<Item = Row<'static>> {
    DICTIONARIES.iter().flat_map(File::rows)
}

/// Collects what is wrong, so that one run shows all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, place: impl std::fmt::Display, what: impl std::fmt::Display) {
        self.0.push(format!("{place}: {what}"));
    }

    fn check(self) {
        const SHOWN: usize = 60;
        let mut report = String::new();
        for fault in self.0.iter().take(SHOWN) {
            writeln!(report, "{fault}").unwrap();
        }
        if self.0.len() > SHOWN {
            writeln!(report, "... and {} more", self.0.len() - SHOWN).unwrap();
        }
        assert!(self.0.is_empty(), "{} faults in the dictionaries:\n{report}", self.0.len());
    }
}

fn check_header(file: &File, format: &str, faults: &mut Faults) {
    if file.directives.first() != Some(&("format".to_owned(), format.to_owned())) {
        faults.add(&file.name, format!("the first line is not \"#! format {format}\""));
    }
    for required in ["licence", "source"] {
        if file.directive(required).is_none_or(str::is_empty) {
            faults.add(&file.name, format!("there is no directive {required:?}"));
        }
    }
    for (name, _) in &file.directives {
        if !["format", "kind", "case", "class", "country", "documents", "licence", "source"].contains(&name.as_str()) {
            faults.add(&file.name, format!("unknown directive {name:?}"));
        }
    }
}

fn check_order(file: &File, faults: &mut Faults) {
    for pair in file.rows.windows(2) {
        let (before, after) = (&pair[0].1[0], &pair[1].1[0]);
        if before >= after {
            faults.add(format!("{}.tsv:{}", file.name, pair[1].0), format!("{after:?} must stand before {before:?}"));
        }
    }
}

#[test]
fn dictionaries_have_headers_and_are_sorted() {
    let mut faults = Faults::default();
    for file in DICTIONARIES.iter() {
        check_header(file, "sinotag-dictionary 1", &mut faults);
        if file.directive("kind").is_none_or(|kind| kind.parse::<Kind>().is_err())
            && !file.columns.contains(&"kind".into())
        {
            faults.add(&file.name, "there is no kind");
        }
        check_order(file, &mut faults);
        assert_eq!(file.columns[..2], ["id", "name"], "{}", file.name);
    }
    faults.check();
}

#[test]
fn dictionaries_are_read_as_user_dictionaries_too() {
    for (path, file) in files("dictionaries", "tsv").iter().zip(DICTIONARIES.iter()) {
        assert_eq!(Dictionary::from_path(path).unwrap().len(), file.rows.len(), "{}", file.name);
    }
}

#[test]
fn word_lists_have_headers_and_are_sorted() {
    let mut faults = Faults::default();
    for file in WORD_LISTS.iter() {
        let is_background = file.name == "background";
        check_header(file, if is_background { "sinotag-background 1" } else { "sinotag-words 1" }, &mut faults);
        let says = |column: &str| file.columns.iter().any(|c| c == column);
        if file.directive("class").is_none()
            && !["classes", "capitalised", "letters", "documents"].into_iter().any(says)
        {
            faults.add(&file.name, "nothing says what is known of the words");
        }
        check_order(file, &mut faults);
        let word = if is_background { "term" } else { "word" };
        for row in file.rows() {
            if row.cell(word) != row.cell(word).trim() {
                faults.add(row.place(), "space around the word");
            }
        }
    }
    faults.check();
}

#[test]
fn ids_are_unique_and_fit_their_kind() {
    let mut faults = Faults::default();
    let mut seen: HashMap<&str, Row<'_>> = HashMap::new();
    for row in rows() {
        if let Some(before) = seen.insert(row.id(), row) {
            faults.add(row.place(), format!("id {} also stands at {}", row.id(), before.place()));
        }
        let prefix = if row.kind() == "organization" { "org" } else { row.kind() };
        if row.id().split_once(':').is_none_or(|(p, name)| p != prefix || name.is_empty()) {
            faults.add(row.place(), format!("id {:?} of a row of kind {:?}", row.id(), row.kind()));
        }
    }
    faults.check();
}

#[test]
fn cells_are_clean() {
    let mut faults = Faults::default();
    for row in rows() {
        for (cell, column) in row.cells.iter().zip(&row.file.columns) {
            if cell.trim() != cell || cell.contains("  ") {
                faults.add(row.place(), format!("stray space in {column}: {cell:?}"));
            }
        }
        let name = row.cell("name");
        let mut seen = BTreeSet::new();
        for alias in row.aliases() {
            if alias.trim() != alias {
                faults.add(row.place(), format!("space around alias {alias:?}"));
            }
            if alias.is_empty() {
                faults.add(row.place(), "an empty alias");
            }
            if alias == name {
                faults.add(row.place(), format!("alias {alias:?} is the name"));
            }
            if !seen.insert(alias) {
                faults.add(row.place(), format!("alias {alias:?} stands twice"));
            }
        }
    }
    faults.check();
}

#[test]
fn parents_exist() {
    let ids: BTreeSet<&str> = rows().map(Row::id).collect();
    let mut faults = Faults::default();
    for row in rows() {
        for (key, value) in row.cell("attributes").split(';').filter_map(|pair| pair.split_once('=')) {
            if key == "parent" && !ids.contains(value) {
                faults.add(row.place(), format!("there is no parent {value}"));
            }
            if key == "parent" && value == row.id() {
                faults.add(row.place(), "the row is its own parent");
            }
        }
    }
    faults.check();
}

/// How many forms stand in one text.
const BATCH: usize = 2_000;

/// Forms in sentences of their own: for each, whether a candidate for exactly it names its entity, if perhaps not the best one.
fn reached(tagger: &Tagger, forms: &[(Row<'_>, &str)]) -> Vec<bool> {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(forms.len());
    for (_, form) in forms {
        text += "then we saw ";
        spans.push(Span::new(text.len(), text.len() + form.len()));
        text += form;
        text += " there again\n\n";
    }
    let explanation = tagger.explain(&text);
    let mut found: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
    for considered in explanation.considered() {
        found.entry(considered.span()).or_default().extend(considered.entities().iter().map(String::as_str));
    }
    let names = |(row, _): &(Row<'_>, &str), span| found.get(span).is_some_and(|ids| ids.contains(&row.id()));
    forms.iter().zip(&spans).map(|(form, span)| names(form, span)).collect()
}

#[test]
fn every_name_is_reachable() {
    let tagger = Tagger::bundled();
    let forms: Vec<(Row<'_>, &str)> = rows()
        .flat_map(|row| std::iter::once(row.cell("name")).chain(row.aliases()).map(move |form| (row, form)))
        .collect();
    let mut faults = Faults::default();
    for batch in forms.chunks(BATCH) {
        for (form, reached_in_batch) in batch.iter().zip(reached(&tagger, batch)) {
            // A shared acronym goes to the entity that the batch names in full; alone, it has no such help.
            let found = reached_in_batch || reached(&tagger, std::slice::from_ref(form))[0];
            if !found {
                faults.add(form.0.place(), format!("{:?} is not found by its own name", form.1));
            }
        }
    }
    faults.check();
}

/// Words that are in lower case far more often than not, by the statistics that ship: "target" 0.14, but not "trump" 0.39.
fn ordinary_words() -> Vec<&'static str> {
    let statistics = WORD_LISTS.iter().find(|file| file.name == "word_statistics").unwrap();
    statistics
        .rows()
        .filter(|row| row.cell("capitalised").parse::<f32>().unwrap() < 0.35)
        .map(|row| row.cell("word"))
        .filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()))
        .collect()
}

#[test]
fn no_ordinary_word_is_a_mention_by_itself() {
    let tagger = Tagger::bundled();
    let mut faults = Faults::default();
    let words = ordinary_words();
    assert!(words.len() > 15_000);
    for word in words {
        let capital = word[..1].to_ascii_uppercase() + &word[1..];
        let text = format!("They spoke of {word} and went home.\n\n{capital} has been much discussed.\n");
        for mention in tagger.tag(&text).mentions() {
            faults.add(word, format!("{:?} is a {} by {}", mention.text(), mention.kind(), mention.evidence()));
        }
    }
    faults.check();
}

#[test]
fn times_can_be_read() {
    let mut faults = Faults::default();
    for row in rows() {
        for (key, value) in row.cell("attributes").split(';').filter_map(|pair| pair.split_once('=')) {
            match key {
                "from" | "to" if value.parse::<sinotag::Date>().is_err() => {
                    faults.add(row.place(), format!("{key}={value}"))
                }
                "office" => {
                    for office in value.split('|') {
                        let period = office.rsplit_once('@').map(|(_, period)| period.parse::<sinotag::Period>());
                        if period.is_some_and(|period| period.is_err()) {
                            faults.add(row.place(), office);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    faults.check();
}
