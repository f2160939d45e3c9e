//! What the benches of this repository see of the inside: the stages one by one, and the tables that find names by themselves.
//!
//! Only with the feature `internals`, which is no part of the API: anything here may change or go in any version.

use crate::annotation::Tagging;
use crate::candidate::Candidate;
use crate::dictionary::matcher::Matches;
use crate::document::{self, DocumentScratch, Passage};
use crate::resolve::{self, ResolveScratch};
use crate::rules::{self, RuleScratch};
use crate::switches::Switches;
use crate::text::{Text, tokens};
use crate::{Kind, Tagger};

pub use crate::dictionary::tables::{NameTrie, WordNumbers, WordNumbersBuilder, Words};

/// The distinct surface forms of all dictionaries of a tagger, sorted.
#[must_use]
pub fn surface_forms(tagger: &Tagger) -> Vec<&str> {
    let lexicon = tagger.lexicon();
    let mut forms: Vec<&str> = lexicon.all_forms().iter().map(|form| lexicon.surface(form)).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Which families of rules are on.
#[derive(Clone, Copy, Debug)]
pub struct Families(Switches);

impl Families {
    /// The rules of `kinds`, and no others. Dictionary matches are proposed in any case.
    #[must_use]
    pub fn of(kinds: &[Kind]) -> Self {
        let mut switches = Switches::default();
        for kind in Kind::ALL.iter().filter(|kind| !kinds.contains(kind)) {
            let known = switches.turn_off(&format!("{kind}-rules"));
            debug_assert!(known);
        }
        Self(switches)
    }
}

/// One text with what every stage made of it, so that each stage can be run again by itself, on the input that it has in the whole.
#[derive(Clone, Debug)]
pub struct Stages<'a> {
    tagger: &'a Tagger,
    text: &'a str,
    read: Text,
    matches: Matches,
    rules: RuleScratch,
    /// What dictionary and rules propose.
    proposed: Vec<Candidate>,
    resolve: ResolveScratch,
    document: DocumentScratch,
    /// What wins of `proposed`.
    first_winners: Vec<Candidate>,
    /// `proposed` and what the document passes add to it.
    candidates: Vec<Candidate>,
    winners: Vec<Candidate>,
    tagging: Tagging,
}

impl<'a> Stages<'a> {
    /// Runs all stages, in order.
    #[must_use]
    pub fn new(tagger: &'a Tagger, text: &'a str) -> Self {
        let mut stages = Self {
            tagger,
            text,
            read: Text::default(),
            matches: Matches::default(),
            rules: RuleScratch::default(),
            proposed: Vec::new(),
            resolve: ResolveScratch::default(),
            document: DocumentScratch::default(),
            first_winners: Vec::new(),
            candidates: Vec::new(),
            winners: Vec::new(),
            tagging: Tagging::default(),
        };
        stages.read.read(text);
        stages.dictionary();
        stages.rules(Families::of(&Kind::ALL));
        stages.resolve();
        stages.document();
        stages.link();
        stages
    }

    /// The number of bytes of the text.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Cuts the text into tokens; gives their number.
    pub fn tokens(&mut self) -> usize {
        tokens::tokenize(self.text, &mut self.read.tokens);
        self.read.tokens.len()
    }

    /// Finds the sentences; gives their number.
    pub fn sentences(&mut self) -> usize {
        self.read.split(self.text);
        self.read.sentences.len()
    }

    /// Looks the tokens up and finds the names; gives their number.
    pub fn dictionary(&mut self) -> usize {
        self.matches.find(self.tagger.lexicon(), self.text, &self.read);
        self.matches.found.len()
    }

    /// Proposes candidates by dictionary matches and the rules of `families`; gives their number. Later stages see the candidates of
    /// the last call.
    pub fn rules(&mut self, families: Families) -> usize {
        let Self { tagger, text, read, matches, rules, proposed, .. } = self;
        proposed.clear();
        rules::propose(tagger.lexicon(), text, read, matches, families.0, rules, proposed);
        proposed.len()
    }

    /// Resolves the candidates; gives the number of winners.
    pub fn resolve(&mut self) -> usize {
        resolve::resolve(&self.proposed, self.read.tokens.len(), &mut self.resolve, &mut self.first_winners);
        self.first_winners.len()
    }

    /// Runs the document passes and resolves again; gives the number of winners.
    pub fn document(&mut self) -> usize {
        let Self {
            tagger, text, read, matches, proposed, resolve, document, first_winners, candidates, winners, ..
        } = self;
        let passage = Passage { lexicon: tagger.lexicon(), source: text, read, matches, date: None };
        candidates.clear();
        candidates.extend_from_slice(proposed);
        document::propose(&passage, Switches::default(), first_winners, document, candidates);
        resolve::resolve(candidates, read.tokens.len(), resolve, winners);
        winners.len()
    }

    /// Links the winners to entities; gives the number of winners.
    pub fn link(&mut self) -> usize {
        let Self { tagger, text, read, matches, winners, tagging, .. } = self;
        let passage = Passage { lexicon: tagger.lexicon(), source: text, read, matches, date: None };
        document::inherit_links(&passage, winners);
        tagging.fill(&passage, winners, |winner| tagger.reports(winner));
        winners.len()
    }
}
