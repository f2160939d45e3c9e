//! Linking: which entity a mention names.
//!
//! Among the entries that have the mention's words as a surface form of its kind: those that need no context before those that
//! do, then the most prominent, then, of places, the one whose province or country the document names. What is still equal stays
//! open, and the entries are listed.

use crate::candidate::{Candidate, Link};
use crate::dictionary::{EntryId, Lexicon};
use crate::text::Text;

/// The decision for one mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    None,
    Entry(EntryId),
    /// Several are possible; they were pushed to the list given to [`decide`].
    Open,
}

/// Chooses the entity of `mention`. Entries between which nothing decides are pushed to `open`.
pub(crate) fn decide(
    lexicon: &Lexicon,
    source: &str,
    read: &Text,
    mention: &Candidate,
    open: &mut Vec<EntryId>,
) -> Decision {
    let pattern = match mention.link {
        Link::None => return Decision::None,
        Link::Entry(entry) => return Decision::Entry(entry),
        Link::Pattern(pattern) => pattern,
    };
    let matched = &read.tokens[mention.first as usize..mention.end as usize];
    // A short name inherits the pattern of its full name, whose words are others: then case cannot be compared.
    let same_words = lexicon.allowed_forms(pattern, source, matched).next().is_some();
    let forms = lexicon.forms(pattern).iter().filter(|form| {
        lexicon.entry(form.entry).kind == mention.kind
            && (!same_words || lexicon.allowed_forms(pattern, source, matched).any(|f| std::ptr::eq(f, *form)))
    });
    let before = open.len();
    let mut best = None;
    for form in forms {
        let entry = lexicon.entry(form.entry);
        let rank = (!form.needs_context, entry.prominence);
        if best.is_none_or(|b| rank > b) {
            best = Some(rank);
            open.truncate(before);
        }
        if best == Some(rank) && !open[before..].contains(&form.entry) {
            open.push(form.entry);
        }
    }
    match open[before..] {
        [] => Decision::None,
        [entry] => {
            open.truncate(before);
            Decision::Entry(entry)
        }
        _ => Decision::Open,
    }
}
