//! Runs the examples of every rule, and holds the registry to its promises.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{REGISTRY, Rule};
use crate::candidate::{Candidate, Source};
use crate::dictionary::Lexicon;
use crate::dictionary::builder::LexiconBuilder;
use crate::dictionary::matcher::Matches;
use crate::text::Text;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut builder = LexiconBuilder::new();
    builder.add_word_lists().unwrap();
    builder.add_bundled().unwrap();
    builder.build().unwrap()
});

/// The spans that rule `number` proposes with believable confidence.
fn found(number: usize, text: &str) -> BTreeSet<(usize, usize)> {
    let mut read = Text::default();
    read.read(text);
    let mut matches = Matches::default();
    matches.find(&LEXICON, text, &read);
    let mut candidates: Vec<Candidate> = Vec::new();
    super::propose(&LEXICON, text, &read, &matches, Default::default(), &mut Default::default(), &mut candidates);
    candidates
        .iter()
        .filter(|c| c.source == Source::Rule(number as u16) && c.confidence >= crate::resolve::BELIEVABLE)
        .map(|c| (read.tokens[c.first as usize].start as usize, read.tokens[c.end as usize - 1].end as usize))
        .collect()
}

/// Takes the square brackets out of an example; the spans are those that they enclosed. Brackets that hold brackets are text.
fn marked(example: &str) -> (String, BTreeSet<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), BTreeSet::new(), Vec::new());
    let chars: Vec<char> = example.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        match c {
            '[' if chars[i + 1..].iter().find(|c| matches!(c, '[' | ']')) == Some(&']') => open.push(text.len()),
            ']' if !open.is_empty() => {
                spans.insert((open.pop().unwrap(), text.len()));
            }
            _ => text.push(*c),
        }
    }
    (text, spans)
}

#[test]
fn rules_find_what_their_examples_mark() {
    let mut wrong = String::new();
    for (number, rule) in REGISTRY.iter().enumerate() {
        for example in rule.matches {
            let (text, want) = marked(example);
            let got = found(number, &text);
            if got != want {
                let shown: Vec<_> = got.iter().map(|(start, end)| &text[*start..*end]).collect();
                wrong += &format!("{}: {example}\n    found {shown:?}\n", rule.name);
            }
        }
        for text in rule.ignores {
            let got = found(number, text);
            if !got.is_empty() {
                let shown: Vec<_> = got.iter().map(|(start, end)| &text[*start..*end]).collect();
                wrong += &format!("{}: {text}\n    should find nothing, found {shown:?}\n", rule.name);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_rule_is_documented_and_has_examples_of_both_kinds() {
    let names: BTreeSet<_> = REGISTRY.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), REGISTRY.len(), "two rules share a name");
    for Rule { name, summary, matches, ignores, .. } in REGISTRY {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{name}");
        assert!(summary.ends_with('.') && !matches.is_empty() && !ignores.is_empty(), "{name}");
    }
}

/// `docs/RULES.md` is rendered from the registry. `SINOTAG_UPDATE=1 cargo test` writes it anew.
#[test]
fn rules_are_documented_as_they_are() {
    let mut page = String::from(
        "# Rules\n\nGenerated from the registry in `src/rules`; do not edit. Square brackets mark what the rule itself finds; what \
         is reported is decided later, when all rules and dictionaries have had their say.\n",
    );
    for rule in REGISTRY {
        page += &format!("\n## {}\n\nKind: {}. {}\n\nFinds:\n\n", rule.name, rule.kind, rule.summary);
        for example in rule.matches {
            page += &format!("- {example}\n");
        }
        page += "\nFinds nothing in:\n\n";
        for example in rule.ignores {
            page += &format!("- {example}\n");
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/RULES.md");
    if std::env::var_os("SINOTAG_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == page, "docs/RULES.md is not up to date: run SINOTAG_UPDATE=1 cargo test");
}
