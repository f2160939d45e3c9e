//! Looking things up in the dictionaries, without a text: [`Tagger::entity`], [`Tagger::lookup`], [`Tagger::office_holders`].

use std::cmp::Reverse;

use crate::dictionary::attributes::{self, Value};
use crate::dictionary::{Class, EntryId, Lexicon};
use crate::text::fold;
use crate::{Date, Entity, Kind, Period, Tagger};

/// What of an entity is as asked for. In the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Matched {
    /// Its id.
    Id,
    /// Its canonical English name.
    Name,
    /// Another surface form that counts wherever it stands.
    Alias,
    /// A surface form that counts only where the document supports it.
    AmbiguousAlias,
    /// Its Chinese name.
    ChineseName,
    /// A code or ticker.
    Code,
}

/// A person in an office.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OfficeHolder<'a> {
    /// The person.
    pub person: Entity<'a>,
    /// The title of the office, as the dictionary writes it.
    pub title: &'a str,
    /// The time in the office, if the dictionary tells.
    pub period: Option<Period>,
}

/// Attributes that name an entity to other systems.
const CODES: [&str; 5] = ["ticker", "adcode", "iso2", "iso3", "geonames"];

impl Tagger {
    /// The entity with an id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<Entity<'_>> {
        self.lexicon().by_id(id).map(|number| Entity::new(self.lexicon(), number))
    }

    /// All entities that have `name` as a surface form (in any case), Chinese name, id, code or ticker; the likeliest first. Takes
    /// time linear in the size of the dictionaries.
    ///
    /// ```
    /// use sinotag::{Matched, Tagger};
    ///
    /// let tagger = Tagger::bundled();
    /// let ids = |name: &str| tagger.lookup(name).iter().map(|(entity, _)| entity.id().to_owned()).collect::<Vec<_>>();
    /// assert_eq!(ids("bank of china"), ["org:bank-of-china"]);
    /// assert_eq!(ids("中国银行"), ["org:bank-of-china"]);
    /// assert_eq!(ids("3988.HK"), ["org:bank-of-china"]);
    /// assert_eq!(tagger.lookup("BOC")[0].1, Matched::AmbiguousAlias);
    /// assert!(ids("Nobody at All").is_empty());
    /// ```
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<(Entity<'_>, Matched)> {
        let name = name.trim();
        let lexicon = self.lexicon();
        let mut found: Vec<(EntryId, Matched)> = Vec::new();
        let mut add = |number: EntryId, matched: Matched| match found.iter_mut().find(|(known, _)| *known == number) {
            Some((_, known)) => *known = matched.min(*known),
            None => found.push((number, matched)),
        };
        let bare = without_article(name);
        for pattern in [name, bare].into_iter().filter_map(|name| lexicon.pattern_of(name)) {
            for form in lexicon.forms(pattern) {
                add(
                    form.entry,
                    match (form.needs_context, lexicon.surface(form) == lexicon.entry(form.entry).name) {
                        (false, true) => Matched::Name,
                        (false, false) => Matched::Alias,
                        (true, _) => Matched::AmbiguousAlias,
                    },
                );
            }
        }
        for (number, entry) in lexicon.entries() {
            if entry.id == name {
                add(number, Matched::Id);
            } else if !name.is_ascii() && is_chinese_name(entry.name_zh, name) {
                add(number, Matched::ChineseName);
            } else if CODES.iter().any(|code| has_code(entry.attributes, code, name)) {
                add(number, Matched::Code);
            }
        }
        if found.is_empty()
            && let Some(place) = without_class(lexicon, bare)
        {
            return self.lookup(place).into_iter().filter(|(entity, _)| entity.kind() == Kind::Place).collect();
        }
        found.sort_by_key(|(number, matched)| (*matched, Reverse(lexicon.entry(*number).prominence), *number));
        found.into_iter().map(|(number, matched)| (Entity::new(lexicon, number), matched)).collect()
    }

    /// Who held an office, in order of time; at `date` only, where one is given, and then only people whose time is known. The title
    /// may be written in other ways than in the dictionary: "PBOC Governor" is "Governor of the People's Bank of China". Takes time
    /// linear in the size of the dictionaries.
    ///
    /// ```
    /// let tagger = sinotag::Tagger::bundled();
    /// let holders = tagger.office_holders("Governor of the People's Bank of China", Some("2019-06-01".parse()?));
    /// assert_eq!(holders.iter().map(|holder| holder.person.name()).collect::<Vec<_>>(), ["Yi Gang"]);
    /// # Ok::<(), sinotag::InvalidDate>(())
    /// ```
    #[must_use]
    pub fn office_holders(&self, title: &str, date: Option<Date>) -> Vec<OfficeHolder<'_>> {
        let lexicon = self.lexicon();
        let asked = Office::read(lexicon, title);
        let mut holders: Vec<OfficeHolder<'_>> = lexicon
            .entries()
            .filter(|(_, entry)| entry.kind == Kind::Person)
            .flat_map(|(number, entry)| {
                attributes::offices(entry.attributes).map(move |(title, period)| (number, title, period))
            })
            .filter(|(_, _, period)| date.is_none_or(|date| period.is_some_and(|period| period.includes(date))))
            .filter(|(_, title, _)| asked.iter().any(|asked| asked.is(lexicon, title)))
            .map(|(number, title, period)| OfficeHolder { person: Entity::new(lexicon, number), title, period })
            .collect();
        holders.sort_by_key(|holder| holder.period.map(Period::begin));
        holders
    }
}

/// Whether `name` is the Chinese name of an entry, with or without its class: 北京, 北京市.
fn is_chinese_name(known: &str, name: &str) -> bool {
    const CLASSES: [char; 6] = ['省', '市', '县', '区', '州', '盟'];
    known == name || known.strip_suffix(CLASSES).is_some_and(|bare| bare == name && bare.chars().count() > 1)
}

/// Whether an attribute is `code`, or has it in its list.
fn has_code(cell: &str, name: &str, code: &str) -> bool {
    match attributes::value(cell, name) {
        Some(Value::Text(text)) => text.eq_ignore_ascii_case(code),
        Some(Value::List(items)) => items.split('|').any(|item| item.eq_ignore_ascii_case(code)),
        None => false,
    }
}

/// The name of a place without the word for its class: "Anji county".
fn without_class<'n>(lexicon: &Lexicon, name: &'n str) -> Option<&'n str> {
    let (place, class) = name.rsplit_once(' ')?;
    let (_, classes) = lexicon.vocabulary.look_up(fold::hash(class));
    classes.has(Class::PlaceGeneric).then_some(place)
}

fn without_article(name: &str) -> &str {
    match name.get(..4) {
        Some(article) if article.eq_ignore_ascii_case("the ") => name[4..].trim_start(),
        _ => name,
    }
}

/// An office as a role and the body or place it belongs to: governor, People's Bank of China.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Office {
    /// Lower case, in the words that stand for all others of the same meaning.
    role: String,
    /// Lower case, without an article; empty for offices such as "General Secretary".
    body: String,
    /// The entities that the body names.
    entities: Vec<EntryId>,
}

/// Words for one role. The first stands for all.
const ROLES: [&[&str]; 5] = [
    &["chairman", "chair", "chairwoman", "chairperson"],
    &["party secretary", "party chief", "party committee secretary"],
    &["chief executive", "ceo", "chief executive officer"],
    &["foreign minister", "minister of foreign affairs"],
    &["finance minister", "minister of finance"],
];

impl Office {
    /// The ways to read a title: "Governor of the People's Bank of China", "PBOC Governor", "General Secretary".
    fn read(lexicon: &Lexicon, title: &str) -> Vec<Self> {
        let title = without_article(title.trim()).replace('\u{2019}', "'");
        let mut readings = vec![Self::new(lexicon, &title, "")];
        readings.extend(
            title.match_indices(" of ").map(|(at, of)| Self::new(lexicon, &title[..at], &title[at + of.len()..])),
        );
        for (at, _) in title.match_indices(' ') {
            let body = title[..at].trim_end_matches("'s");
            if lexicon.pattern_of(body).is_some() {
                readings.push(Self::new(lexicon, &title[at + 1..], body));
            }
        }
        readings
    }

    fn new(lexicon: &Lexicon, role: &str, body: &str) -> Self {
        let role = role.trim().to_ascii_lowercase();
        let role = ROLES.iter().find(|words| words.contains(&&*role)).map_or(role, |words| words[0].to_owned());
        let body = without_article(body.trim());
        let mut entities: Vec<EntryId> = Vec::new();
        if let Some(pattern) = lexicon.pattern_of(body) {
            entities.extend(lexicon.forms(pattern).iter().map(|form| form.entry));
        }
        Self { role, body: body.to_ascii_lowercase(), entities }
    }

    /// Whether the title of a dictionary row means this office.
    fn is(&self, lexicon: &Lexicon, title: &str) -> bool {
        // Most titles have another role, which is seen without looking anything up.
        let first = self.role.split(' ').next_back().unwrap_or_default();
        let written = ROLES.iter().find(|words| words[0] == self.role).copied().unwrap_or_default();
        let lower = title.to_ascii_lowercase();
        if !lower.contains(first) && !written.iter().any(|words| lower.contains(words)) {
            return false;
        }
        Self::read(lexicon, title).iter().any(|known| {
            known.role == self.role
                && (known.body == self.body || known.entities.iter().any(|entity| self.entities.contains(entity)))
        })
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;

    #[test]
    fn offices_are_understood_in_other_words() {
        let tagger = Tagger::bundled();
        let date = "2019-06-01".parse().unwrap();
        let at = |title: &str| {
            tagger.office_holders(title, Some(date)).iter().map(|h| h.person.name().to_owned()).collect::<Vec<_>>()
        };
        for title in [
            "Governor of the People's Bank of China",
            "governor of the PBOC",
            "PBOC Governor",
            "the PBoC\u{2019}s governor",
        ] {
            assert_eq!(at(title), ["Yi Gang"], "{title}");
        }
        assert_eq!(at("US President"), ["Donald Trump"]);
        assert!(at("Governor of Nowhere").is_empty());
    }

    #[test]
    fn holders_come_in_order_of_time() {
        let tagger = Tagger::bundled();
        let holders = tagger.office_holders("Governor of the People's Bank of China", None);
        assert!(holders.len() > 4, "{holders:?}");
        assert!(holders.is_sorted_by_key(|holder| holder.period.map(Period::begin)));
    }

    #[test]
    fn look_ups_are_ranked() {
        let tagger = Tagger::bundled();
        let first =
            |name: &str| tagger.lookup(name).first().map(|(entity, matched)| (entity.id().to_owned(), *matched));
        for (name, id, matched) in [
            ("org:bank-of-china", "org:bank-of-china", Matched::Id),
            ("the Bank of China", "org:bank-of-china", Matched::Name),
            ("Peking", "place:cn-110000", Matched::Alias),
            ("500000", "place:cn-500000", Matched::Code),
            ("北京", "place:cn-110000", Matched::ChineseName),
            ("Anji county", "place:cn-330523", Matched::Name),
            ("the Jilin province", "place:cn-220000", Matched::Name),
        ] {
            assert_eq!(first(name), Some((id.to_owned(), matched)), "{name}");
        }
        assert!(tagger.lookup("").is_empty());
        assert!(tagger.lookup("Yi Gang county").is_empty());
    }
}
