//! Linking: which entity a mention names.
//!
//! Among the entries that have the mention's words as a surface form of its kind:
//!
//! 1. those that need no context before those that do;
//! 2. of places, those whose province, prefecture or country the document names: Suzhou in an article on Anhui; of courts, ministries
//!    and acronyms, those whose country it names most often;
//! 3. where the date of the text is known, those that existed or held an office then;
//! 4. the most prominent.
//!
//! What is still equal stays open, and the entries are listed; so does a name that bodies or towns of many countries have, where the
//! document names countries but not that of the entry: a Supreme Court in an article on Kenya alone is not that of the United
//! States. A name that a rule made longer than the dictionary's, by a company's suffix or the class of a place ("BYD Co., Ltd.",
//! "Sichuan Province"), names the same entity.

use crate::Kind;
use crate::candidate::{Candidate, Link};
use crate::dictionary::attributes::{self, Value};
use crate::dictionary::classes::Classes;
use crate::dictionary::entry::Form;
use crate::dictionary::{Class, Country, DictionaryMatch, Entry, EntryId, PatternId};
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
    passage.lexicon.forms(pattern).iter().any(|form| has_class(passage.lexicon.entry(form.entry).subkind, class))
}

/// Whether a subkind such as `prefecture-level-city` has the word `class`.
fn has_class(subkind: &str, class: &str) -> bool {
    subkind.split('-').any(|word| word.eq_ignore_ascii_case(class))
}

/// What the document names for certain, and what narrows down the rest. Reused from document to document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    /// The places that can be told from all others, in order, each as often as it is named.
    places: Vec<EntryId>,
    /// How often each country is named, itself, by a place in it, or by a demonym.
    countries: Vec<u32>,
    /// How often any is.
    named: u32,
}

impl Surroundings {
    /// Looks at the places among the mentions, and at demonyms.
    pub(crate) fn read(&mut self, passage: &Passage<'_>, mentions: &[Candidate]) {
        self.places.clear();
        self.countries.clear();
        self.countries.resize(Country::COUNT, 0);
        self.named = 0;
        let lexicon = passage.lexicon;
        for mention in mentions.iter().filter(|m| m.kind == Kind::Place && m.confidence >= BELIEVABLE && !m.silent) {
            let Link::Pattern(pattern) = mention.link else { continue };
            let forms = lexicon.forms(pattern);
            if let Some(first) = forms.first()
                && forms.iter().all(|form| form.entry == first.entry)
            {
                self.places.push(first.entry);
                self.note(first.country);
            }
        }
        for &i in &passage.read.capitals {
            if passage.matches.classes[i as usize].has(Class::Demonym)
                && let Some(country) = lexicon.country_of_demonym(passage.matches.words[i as usize])
            {
                self.note(country);
            }
        }
        self.places.sort_unstable();
    }

    fn note(&mut self, country: Country) {
        if let Some(number) = country.number() {
            self.countries[number] += 1;
            self.named += 1;
        }
    }

    /// How often a place is named.
    fn count(&self, place: EntryId) -> u32 {
        let from = self.places.partition_point(|p| *p < place);
        (self.places.partition_point(|p| *p <= place) - from) as u32
    }

    /// How often the document names the country of the entry of a form, by other names than its own, and other countries.
    fn countries_beside(&self, form: &Form) -> (u32, u32) {
        let same = form.country.number().map_or(0, |country| self.countries[country]);
        let own = if form.kind == Kind::Place { self.count(form.entry) } else { 0 };
        (same.saturating_sub(own), self.named - same)
    }

    /// Whether the document names countries, but not that of an entry whose name is one that others have, too.
    fn speak_against(&self, passage: &Passage<'_>, mention: &Candidate, form: &Form) -> bool {
        if form.country == Country::NONE {
            return false;
        }
        // Nearly always this decides, without a look at the entry.
        let (same, others) = self.countries_beside(form);
        if same > 0 || others == 0 {
            return false;
        }
        let entry = passage.lexicon.entry(form.entry);
        is_common_city(entry) || is_of_public_body(entry.subkind) && is_generic(passage, mention)
    }
}

/// Whether bodies of this class exist in every country, under the same names.
fn is_of_public_body(subkind: &str) -> bool {
    const PUBLIC: [&str; 17] = [
        "administration",
        "agency",
        "association",
        "central-bank",
        "commission",
        "court",
        "government",
        "government-department",
        "legislature",
        "military",
        "ministry",
        "party",
        "police",
        "political-party",
        "procuratorate",
        "regulator",
        "trade-union",
    ];
    PUBLIC.contains(&subkind)
}

/// Whether a name holds nothing that tells its country: "Supreme Court", "Ministry of the Interior", "EC".
fn is_generic(passage: &Passage<'_>, mention: &Candidate) -> bool {
    let (first, end) = (mention.first as usize, mention.end as usize);
    let acronym =
        end == first + 1 && passage.text(first).len() <= 4 && passage.read.tokens[first].shape.has(Shape::ALL_CAPS);
    let place = |m: &DictionaryMatch| m.end <= mention.end && m.reliable.union(m.ambiguous).has(Kind::Place);
    let from = passage.matches.found.partition_point(|m| m.first < mention.first);
    let names_place = passage.matches.found[from..].iter().take_while(|m| m.first < mention.end).any(place);
    let ordinary =
        Classes::all(&[Class::Frequent, Class::Common, Class::Function, Class::OrganizationHead, Class::Subject]);
    let words = || passage.matches.classes[first..end].iter();
    acronym || !names_place && words().all(|classes| classes.any(ordinary) && !classes.has(Class::Demonym))
}

/// Whether many places have the name of a city, as far as its name and size tell.
fn is_common_city(entry: Entry<'_>) -> bool {
    let saint = || ["San ", "Santa ", "Santo ", "St "].iter().any(|saint| entry.name.starts_with(saint));
    entry.subkind == "city" && entry.id.starts_with("place:gn-") && (entry.prominence <= 4 || saint())
}

/// Chooses the entity of `mention`. Entries between which nothing decides are pushed to `open`.
pub(crate) fn decide(
    passage: &Passage<'_>,
    mention: &Candidate,
    surroundings: &Surroundings,
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
        if form.kind != mention.kind {
            return Decision::None;
        }
        if surroundings.speak_against(passage, mention, form) {
            open.push(form.entry);
            return Decision::Open;
        }
        return Decision::Entry(form.entry);
    }
    let matched = &passage.read.tokens[mention.first as usize..mention.end as usize];
    // A short or lengthened name has the pattern of another one, whose words are others: then case cannot be compared.
    let same_words = lexicon.allowed_forms(pattern, passage.source, matched).next().is_some();
    let forms = lexicon.forms(pattern).iter().filter(|form| {
        form.kind == mention.kind
            && (!same_words || lexicon.allowed_forms(pattern, passage.source, matched).any(|f| std::ptr::eq(f, *form)))
    });
    let class = passage.text(mention.end as usize - 1);
    // Where a body of no country may be meant, countries decide nothing.
    let generic = mention.kind == Kind::Organization
        && is_generic(passage, mention)
        && lexicon.forms(pattern).iter().all(|form| form.country != Country::NONE);
    let before = open.len();
    let mut best = None;
    let mut last = None;
    for form in forms {
        let entry = lexicon.entry(form.entry);
        let named = match mention.kind {
            Kind::Place => u32::from(lies_in(passage, form.entry, &surroundings.places)),
            Kind::Organization if generic => surroundings.countries_beside(form).0,
            _ => 0,
        };
        // "Jilin City" is the city, "Jilin Province" the province.
        let of_class = !same_words && has_class(entry.subkind, class);
        let active = passage.date.map_or(0, |date| match entity::active(entry, date) {
            Some(true) => 2,
            None => 1,
            Some(false) => 0,
        });
        // A court or ministry is that of the country that the document is about, whoever has its name without context.
        let rank = (of_class, if generic { named } else { 0 }, !form.needs_context, named, active, entry.prominence);
        if best.is_none_or(|b| rank > b) {
            best = Some(rank);
            last = Some(form);
            open.truncate(before);
        }
        if best == Some(rank) && !open[before..].contains(&form.entry) {
            open.push(form.entry);
        }
    }
    match (last, &open[before..]) {
        (Some(form), [_]) if !surroundings.speak_against(passage, mention, form) => {
            open.truncate(before);
            Decision::Entry(form.entry)
        }
        (Some(_), _) => Decision::Open,
        (None, _) => Decision::None,
    }
}

/// Whether an ancestor of `entry` is among `places`, which are sorted.
fn lies_in(passage: &Passage<'_>, entry: EntryId, places: &[EntryId]) -> bool {
    let mut at = entry;
    // County, prefecture, province, country: no place has more than a few ancestors.
    for _ in 0..4 {
        let parent =
            attributes::read(passage.lexicon.entry(at).attributes).find_map(|(key, value)| match (key, value) {
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
