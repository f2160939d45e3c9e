//! Linking: which entity a mention names.
//!
//! Among the entries that have the mention's words as a surface form of its kind:
//!
//! 1. those that need no context before those that do;
//! 2. of places, those whose province, prefecture or country the document names: Suzhou in an article on Anhui;
//! 3. where the date of the text is known, those that existed or held an office then;
//! 4. the most prominent.
//!
//! What is still equal stays open, and the entries are listed. A name that a rule made longer than the dictionary's, by a company's
//! suffix or the class of a place ("BYD Co., Ltd.", "Sichuan Province"), names the same entity.

use crate::Kind;
use crate::candidate::{Candidate, Link};
use crate::dictionary::attributes::{self, Value};
use crate::dictionary::{Class, EntryId, PatternId};
use crate::entity;
use crate::resolve::BELIEVABLE;
use crate::text::Shape;

use super::Passage;

/// The decision for one mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    None,
    Entry(EntryId),
    /// Several are possible; they were pushed to the list given to [`decide`].
    Open,
}

/// Gives mentions without a link that of the known name which they lengthen.
pub(super) fn inherit(passage: &Passage<'_>, mentions: &mut [Candidate]) {
    for mention in mentions.iter_mut().filter(|m| m.link == Link::None && m.len() > 1) {
        let found = &passage.matches.found;
        let from = found.partition_point(|m| m.first < mention.first);
        // Longer matches come first, and the longest name that is lengthened is the entity's.
        let inside = found[from..].iter().take_while(|m| m.first == mention.first).find(|m| {
            m.end < mention.end
                && m.reliable.union(m.ambiguous).has(mention.kind)
                && lengthens(passage, mention.kind, m.end, mention.end)
                && (mention.kind != Kind::Place || is_of_class(passage, m.pattern, passage.text(m.end as usize)))
        });
        if let Some(inside) = inside {
            mention.link = Link::Pattern(inside.pattern);
        }
    }
}

/// Whether tokens `from..end` behind a name add nothing but its class: "Co., Ltd.", "Group", "Province", "2023".
fn lengthens(passage: &Passage<'_>, kind: Kind, from: u32, end: u32) -> bool {
    (from..end).all(|i| {
        let token = &passage.read.tokens[i as usize];
        let classes = passage.matches.classes[i as usize];
        match kind {
            Kind::Organization => {
                let group = ["group", "holding", "holdings", "company"]
                    .iter()
                    .any(|word| passage.text(i as usize).eq_ignore_ascii_case(word));
                matches!(token.mark, b',' | b'.') || classes.has(Class::CompanySuffix) || group
            }
            Kind::Place => end == from + 1 && classes.has(Class::PlaceGeneric),
            Kind::Event => token.shape.has(Shape::NUMBER),
            Kind::Policy | Kind::Person => false,
        }
    })
}

/// Whether a place of this name is of the class: Hailing is a district, and Hailing Island another place.
fn is_of_class(passage: &Passage<'_>, pattern: PatternId, class: &str) -> bool {
    passage.lexicon.forms(pattern).iter().any(|form| has_class(&passage.lexicon.entry(form.entry).subkind, class))
}

/// Whether a subkind such as `prefecture-level-city` has the word `class`.
fn has_class(subkind: &str, class: &str) -> bool {
    subkind.split('-').any(|word| word.eq_ignore_ascii_case(class))
}

/// The places that the document names and that can be told from all others, in order: what narrows down the rest.
pub(crate) fn settled_places(passage: &Passage<'_>, mentions: &[Candidate], places: &mut Vec<EntryId>) {
    places.clear();
    for mention in mentions.iter().filter(|m| m.kind == Kind::Place && m.confidence >= BELIEVABLE && !m.silent) {
        let Link::Pattern(pattern) = mention.link else { continue };
        let forms = passage.lexicon.forms(pattern);
        if let Some(first) = forms.first()
            && forms.iter().all(|form| form.entry == first.entry)
        {
            places.push(first.entry);
        }
    }
    places.sort_unstable();
    places.dedup();
}

/// Chooses the entity of `mention`. Entries between which nothing decides are pushed to `open`.
pub(crate) fn decide(
    passage: &Passage<'_>,
    mention: &Candidate,
    places: &[EntryId],
    open: &mut Vec<EntryId>,
) -> Decision {
    let lexicon = passage.lexicon;
    let pattern = match mention.link {
        Link::None => return Decision::None,
        Link::Entry(entry) => return Decision::Entry(entry),
        Link::Pattern(pattern) => pattern,
    };
    // Most names are the name of one entity.
    if let [form] = lexicon.forms(pattern) {
        return if form.kind == mention.kind { Decision::Entry(form.entry) } else { Decision::None };
    }
    let matched = &passage.read.tokens[mention.first as usize..mention.end as usize];
    // A short or lengthened name has the pattern of another one, whose words are others: then case cannot be compared.
    let same_words = lexicon.allowed_forms(pattern, passage.source, matched).next().is_some();
    let forms = lexicon.forms(pattern).iter().filter(|form| {
        form.kind == mention.kind
            && (!same_words || lexicon.allowed_forms(pattern, passage.source, matched).any(|f| std::ptr::eq(f, *form)))
    });
    let class = passage.text(mention.end as usize - 1);
    let before = open.len();
    let mut best = None;
    for form in forms {
        let entry = lexicon.entry(form.entry);
        let named = mention.kind == Kind::Place && lies_in(passage, form.entry, places);
        // "Jilin City" is the city, "Jilin Province" the province.
        let of_class = !same_words && has_class(&entry.subkind, class);
        let active = passage.date.map_or(0, |date| match entity::active(entry, date) {
            Some(true) => 2,
            None => 1,
            Some(false) => 0,
        });
        let rank = (of_class, !form.needs_context, named, active, entry.prominence);
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

/// Whether an ancestor of `entry` is among `places`, which are sorted.
fn lies_in(passage: &Passage<'_>, entry: EntryId, places: &[EntryId]) -> bool {
    let mut at = entry;
    // County, prefecture, province, country: no place has more than a few ancestors.
    for _ in 0..4 {
        let parent =
            attributes::read(&passage.lexicon.entry(at).attributes).find_map(|(key, value)| match (key, value) {
                ("parent", Value::Text(id)) => passage.lexicon.by_id(id),
                _ => None,
            });
        match parent {
            Some(parent) if places.binary_search(&parent).is_ok() => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}
