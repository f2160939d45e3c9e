//! Support for ambiguous dictionary forms: an alias that needs context counts where the document names its entity in full.

use crate::candidate::{Candidate, Link, Source};
use crate::dictionary::EntryId;
use crate::resolve::BELIEVABLE;

use super::Passage;

/// Raises the confidence of dictionary candidates that the document supports.
pub(super) fn support(
    passage: &Passage<'_>,
    mentions: &[Candidate],
    named: &mut Vec<EntryId>,
    candidates: &mut [Candidate],
) {
    named.clear();
    for mention in mentions.iter().filter(|m| m.confidence >= BELIEVABLE && !m.silent) {
        if let Link::Pattern(pattern) = mention.link {
            let sure = passage.lexicon.forms(pattern).iter().filter(|form| !form.needs_context);
            named.extend(sure.map(|form| form.entry));
        }
    }
    named.sort_unstable();
    named.dedup();
    for candidate in candidates.iter_mut().filter(|c| c.source == Source::Dictionary && c.confidence < 0.8) {
        let Link::Pattern(pattern) = candidate.link else { continue };
        let supported =
            passage.lexicon.forms(pattern).iter().find(|form| {
                form.needs_context && form.kind == candidate.kind && named.binary_search(&form.entry).is_ok()
            });
        if let Some(form) = supported {
            candidate.confidence = 0.85;
            candidate.link = Link::Entry(form.entry);
        }
    }
}
