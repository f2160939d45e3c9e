//! Small cases that say what should come out, whatever the engine does to find it: `tests/cases/*.toml`.
//!
//! A text marks its mentions as `{kind|Bank of China}`. Everything else must not be tagged.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use sinotag::{Dictionary, Document, Kind, Tagger};

use crate::{files, path, stem};

/// Cases that are known to go wrong: each must still fail, so that whoever repairs it notices and moves it to its file.
const KNOWN_FAILURES: &str = "known_failures";

#[derive(Debug)]
struct Case {
    name: String,
    /// The text with its marks.
    marked: String,
    /// Entity ids by mention text; `""` for a mention that must stay without an entity.
    links: BTreeMap<String, String>,
    /// A user dictionary, as TSV.
    dictionary: Option<String>,
}

impl Case {
    fn read(table: &toml::Table) -> Self {
        let text = |key: &str| table.get(key).map(|value| value.as_str().unwrap().to_owned());
        for key in table.keys() {
            assert!(matches!(key.as_str(), "name" | "text" | "links" | "dictionary"), "unknown key {key:?}");
        }
        let links = table.get("links").map(|links| {
            let pairs = links.as_table().unwrap().iter();
            pairs.map(|(text, id)| (text.clone(), id.as_str().unwrap().to_owned())).collect()
        });
        Self {
            name: text("name").unwrap(),
            marked: text("text").unwrap(),
            links: links.unwrap_or_default(),
            dictionary: text("dictionary"),
        }
    }

    /// What is wrong with the result, if anything is.
    fn failure(&self, taggers: &mut Taggers) -> Option<String> {
        let text = unmarked(&self.marked);
        let document = taggers.get(self.dictionary.as_deref()).tag(&text);
        let got = marked(&document);
        let mut wrong = String::new();
        if got != self.marked {
            writeln!(wrong, "    want {}\n    got  {got}", self.marked).unwrap();
        }
        for (mention_text, want) in &self.links {
            let mut found = false;
            for mention in document.mentions().filter(|mention| mention.text() == mention_text) {
                found = true;
                let id = mention.entity().map_or("", |entity| entity.id());
                if id != want {
                    writeln!(wrong, "    {mention_text:?} should be linked to {want:?}, is linked to {id:?}").unwrap();
                }
            }
            if !found {
                writeln!(wrong, "    {mention_text:?} should be linked to {want:?}, is no mention").unwrap();
            }
        }
        (!wrong.is_empty()).then_some(wrong)
    }
}

/// One tagger for each dictionary that cases use.
#[derive(Default)]
struct Taggers {
    own: HashMap<String, Tagger>,
}

impl Taggers {
    fn get(&mut self, dictionary: Option<&str>) -> Tagger {
        let Some(rows) = dictionary else { return Tagger::bundled() };
        let build = || {
            let dictionary = Dictionary::from_tsv("case.tsv", rows).unwrap();
            Tagger::builder().dictionary(dictionary).build().unwrap()
        };
        self.own.entry(rows.to_owned()).or_insert_with(build).clone()
    }
}

/// The kind and length of the mark that `text` begins with: `{kind|`.
fn mark(text: &str) -> Option<usize> {
    let (kind, _) = text.strip_prefix('{')?.split_once('|')?;
    kind.parse::<Kind>().is_ok().then_some(kind.len() + 2)
}

/// The text without its marks.
fn unmarked(mut marked: &str) -> String {
    let (mut text, mut open) = (String::new(), false);
    while let Some(c) = marked.chars().next() {
        if let Some(length) = mark(marked) {
            assert!(!open, "marks must not be nested: {marked}");
            open = true;
            marked = &marked[length..];
            continue;
        }
        if open && c == '}' {
            open = false;
        } else {
            text.push(c);
        }
        marked = &marked[c.len_utf8()..];
    }
    assert!(!open, "a mark is not closed: {text}");
    text
}

/// The text with marks around its mentions.
fn marked(document: &Document<'_>) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for mention in document.mentions() {
        let span = mention.span();
        let before = &document.text()[at..span.start()];
        write!(text, "{before}{{{}|{}}}", mention.kind(), mention.text()).unwrap();
        at = span.end();
    }
    text + &document.text()[at..]
}

fn cases(file: &std::path::Path) -> Vec<Case> {
    let table: toml::Table =
        std::fs::read_to_string(file).unwrap().parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    table["case"].as_array().unwrap().iter().map(|case| Case::read(case.as_table().unwrap())).collect()
}

#[test]
fn cases_come_out_as_marked() {
    let mut taggers = Taggers::default();
    let (mut report, mut number) = (String::new(), 0);
    for file in files("tests/cases", "toml").iter().filter(|file| stem(file) != KNOWN_FAILURES) {
        for case in cases(file) {
            number += 1;
            if let Some(wrong) = case.failure(&mut taggers) {
                writeln!(report, "{}: {}\n{wrong}", stem(file), case.name).unwrap();
            }
        }
    }
    assert!(report.is_empty(), "of {number} cases, these failed:\n\n{report}");
}

#[test]
fn known_failures_still_fail() {
    let mut taggers = Taggers::default();
    let repaired: Vec<String> = cases(&path("tests/cases/known_failures.toml"))
        .into_iter()
        .filter(|case| case.failure(&mut taggers).is_none())
        .map(|case| case.name)
        .collect();
    assert!(repaired.is_empty(), "these come out right now, so move them to the file of their stage: {repaired:?}");
}

#[test]
fn names_of_cases_are_unique_and_marks_are_read() {
    let mut names = std::collections::BTreeSet::new();
    for file in files("tests/cases", "toml") {
        for case in cases(&file) {
            assert!(names.insert(case.name.clone()), "two cases are named {:?}", case.name);
        }
    }
    assert_eq!(unmarked("{place|Xi'an} {x|y} {a} ({person|Liu})"), "Xi'an {x|y} {a} (Liu)");
}
