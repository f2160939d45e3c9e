//! Counts of entities and key phrases, by period.

use std::collections::{BTreeMap, HashMap};

use sinotag::{DocumentRef, KeyPhrases};

/// What is counted of one term in one period.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) documents: u64,
    pub(super) occurrences: u64,
}

/// An entity or a key phrase.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// The id of an entity.
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) kind: Option<&'static str>,
    /// By the number of the period; none for what has no date.
    pub(super) periods: BTreeMap<Option<i32>, Tally>,
}

impl Term {
    /// Documents of all periods.
    pub(super) fn documents(&self) -> u64 {
        self.periods.values().map(|tally| tally.documents).sum()
    }

    fn add(&mut self, period: Option<i32>, occurrences: usize) {
        let tally = self.periods.entry(period).or_default();
        tally.documents += 1;
        tally.occurrences += occurrences as u64;
    }
}

/// All terms of a corpus.
#[derive(Debug, Default)]
pub(super) struct Counts {
    entities: HashMap<String, Term>,
    phrases: HashMap<String, Term>,
}

impl Counts {
    /// Counts a document. A key phrase that is a known entity counts among the entities only.
    pub(super) fn add(&mut self, period: Option<i32>, document: DocumentRef<'_>, phrases: &KeyPhrases<'_>) {
        for found in document.entities() {
            let entity = found.entity();
            let term = self.entities.entry(entity.id().to_owned()).or_insert_with(|| Term {
                id: Some(entity.id().to_owned()),
                name: entity.name().to_owned(),
                kind: Some(entity.kind().name()),
                periods: BTreeMap::new(),
            });
            term.add(period, found.mentions().len());
        }
        for phrase in phrases.iter().filter(|phrase| phrase.entity().is_none()) {
            // Wrapped lines and capitals make no other phrase.
            let name = phrase.text().split_whitespace().collect::<Vec<_>>().join(" ");
            let key = name.chars().flat_map(char::to_lowercase).collect();
            let kind = phrase.kind().map(sinotag::Kind::name);
            let new = || Term { id: None, name, kind, periods: BTreeMap::new() };
            self.phrases.entry(key).or_insert_with(new).add(period, phrase.count());
        }
    }

    /// The `n` entities and the `n` key phrases of most documents; by name where these are equal.
    pub(super) fn top(self, n: usize) -> Vec<Term> {
        let best = |terms: HashMap<String, Term>| {
            let mut terms: Vec<_> = terms.into_iter().collect();
            terms.sort_by(|(a, first), (b, second)| second.documents().cmp(&first.documents()).then_with(|| a.cmp(b)));
            terms.into_iter().take(n).map(|(_, term)| term)
        };
        best(self.entities).chain(best(self.phrases)).collect()
    }
}
