//! Document passes: what one part of a document says about another.
//!
//! Goes in: the mentions of a first resolution. Comes out: more candidates, which are resolved together with the first ones.
//!
//! 1. [`context`]: an ambiguous dictionary form counts where the document names its entity in full;
//! 2. [`acronyms`]: "Bank of China (BOC)" defines BOC from there on;
//! 3. [`short_names`]: "Liu" after Liu Liange, "Geely" after Geely Holding Group;
//! 4. [`consistency`]: a name found once is a name wherever it stands, of one kind.
//!
//! [`link`] then chooses the entity of each mention.

pub(crate) mod acronyms;
pub(crate) mod consistency;
pub(crate) mod context;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod short_names;

use crate::Date;
use crate::candidate::Candidate;
use crate::dictionary::matcher::Matches;
use crate::dictionary::{EntryId, Lexicon};
use crate::switches::Switches;
use crate::text::Text;

use acronyms::Definition;
use consistency::Votes;
use names::Names;
use short_names::ShortNames;

/// What the passes see of a document.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) source: &'a str,
    pub(crate) read: &'a Text,
    pub(crate) matches: &'a Matches,
    /// The day of the text, if it is known.
    pub(crate) date: Option<Date>,
}

impl<'a> Passage<'a> {
    pub(crate) fn text(&self, token: usize) -> &'a str {
        self.read.tokens[token].text(self.source)
    }

    pub(crate) fn is(&self, token: usize, mark: u8) -> bool {
        self.read.tokens.get(token).is_some_and(|t| t.is(mark))
    }
}

/// Gives mentions the links that they inherit from known names inside them.
pub(crate) fn inherit_links(passage: &Passage<'_>, mentions: &mut [Candidate]) {
    link::inherit(passage, mentions);
}

/// Working space of the passes, reused from document to document.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocumentScratch {
    named: Vec<EntryId>,
    definitions: Names<Definition>,
    short_names: ShortNames,
    votes: Names<Votes>,
}

/// Adds the candidates of all passes. `mentions` are the winners of the first resolution.
pub(crate) fn propose(
    passage: &Passage<'_>,
    switches: Switches,
    mentions: &[Candidate],
    scratch: &mut DocumentScratch,
    candidates: &mut Vec<Candidate>,
) {
    let DocumentScratch { named, definitions, short_names, votes } = scratch;
    if !switches.context {
        context::support(passage, mentions, named, candidates);
    }
    if !switches.acronyms {
        acronyms::propose(passage, mentions, definitions, candidates);
    }
    if !switches.short_names {
        short_names::propose(passage, mentions, short_names, candidates);
    }
    if !switches.consistency {
        consistency::propose(passage, mentions, votes, candidates);
    }
}
