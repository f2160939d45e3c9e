//! Counts of entities and key phrases, by period.

use std::collections::hash_map::Entry;
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
        self.tally(period, Tally { documents: 1, occurrences: occurrences as u64 });
    }

    fn merge(&mut self, other: &Self) {
        for (period, tally) in &other.periods {
            self.tally(*period, *tally);
        }
    }

    fn tally(&mut self, period: Option<i32>, more: Tally) {
        let tally = self.periods.entry(period).or_default();
        tally.documents += more.documents;
        tally.occurrences += more.occurrences;
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
            let kind = phrase.kind().map(sinotag::Kind::name);
            let name = || phrase.text().split_whitespace().collect::<Vec<_>>().join(" ");
            let new = || Term { id: None, name: name(), kind, periods: BTreeMap::new() };
            self.phrases.entry(phrase.normalized()).or_insert_with(new).add(period, phrase.count());
        }
    }

    /// Adds what was counted in later documents: names stay as they were seen first.
    pub(super) fn merge(&mut self, later: Self) {
        for (terms, more) in [(&mut self.entities, later.entities), (&mut self.phrases, later.phrases)] {
            #[allow(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
            for (key, term) in more {
                match terms.entry(key) {
                    Entry::Occupied(mut known) => known.get_mut().merge(&term),
                    Entry::Vacant(new) => {
                        new.insert(term);
                    }
                }
            }
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
