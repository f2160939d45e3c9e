//! [`Candidate`]: something that may become a mention. Rooms propose candidates; only [`resolve`](crate::resolve) decides.

use crate::Kind;
use crate::dictionary::{EntryId, PatternId};

/// Tokens `first..end` may be a mention of `kind`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) first: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// In 0 to 1, how sure the proposer is.
    pub(crate) confidence: f32,
    pub(crate) source: Source,
    pub(crate) link: Link,
    /// It is a name, but of no kind that is reported, such as a stock index: it keeps others from being found inside it.
    pub(crate) silent: bool,
}

/// Who proposed a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Dictionary,
    /// A rule, by its place in the registry.
    Rule(u16),
    Acronym,
    ShortName,
    Consistency,
}

/// What a candidate says about the entity it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    None,
    /// One of the entries that have this pattern as a surface form, still to be chosen.
    Pattern(PatternId),
    Entry(EntryId),
}

impl Candidate {
    pub(crate) fn len(&self) -> u32 {
        self.end - self.first
    }

    #[cfg(test)]
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.first < other.end && other.first < self.end
    }
}
