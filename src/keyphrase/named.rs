//! [`Named`]: the mentions of a document by the tokens they stand on, and which of them name the same.

use crate::text::Text;
use crate::{DocumentRef, Entity, Evidence, Kind};

use super::words::{HashedMap, join_keys};

/// What the dictionaries call organizations that report.
const MEDIA: [&str; 5] = ["broadcaster", "news-agency", "news-website", "newspaper", "newswire"];

/// A mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedMention {
    pub(super) number: u32,
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
    /// It names a newspaper, agency or broadcaster, which is more often the source of a report than its subject.
    pub(super) is_medium: bool,
    /// What all names of the same thing share; none where the words themselves tell.
    pub(super) key: Option<u64>,
}

/// All mentions.
#[derive(Debug, Default)]
pub(super) struct Named {
    mentions: Vec<NamedMention>,
    /// The number of its mention for each token, from 1; 0 for none.
    of_token: Vec<u32>,
}

impl Named {
    pub(super) fn read(document: DocumentRef<'_>, read: &Text) -> Self {
        let mut named =
            Self { mentions: Vec::with_capacity(document.mentions().len()), of_token: vec![0; read.tokens.len()] };
        let mut at = 0;
        for (number, mention) in (0..).zip(document.mentions()) {
            let span = mention.span();
            while at < read.tokens.len() && (read.tokens[at].start as usize) < span.start() {
                at += 1;
            }
            let first = at;
            while at < read.tokens.len() && read.tokens[at].end as usize <= span.end() {
                at += 1;
                named.of_token[at - 1] = number + 1;
            }
            let is_medium = mention.kind() == Kind::Organization
                && mention.entity().and_then(Entity::subkind).is_some_and(|subkind| MEDIA.contains(&subkind));
            named.mentions.push(NamedMention {
                number,
                first: first as u32,
                end: at as u32,
                kind: mention.kind(),
                is_medium,
                key: mention.entity_number().map(|entity| join_keys(2, entity.into())),
            });
        }
        named.join_short_names(document, read);
        named
    }

    /// "Liu" after Liu Liange, and "CLB" after "Coastal Lending Bank (CLB)", where no dictionary knows the name.
    fn join_short_names(&mut self, document: DocumentRef<'_>, read: &Text) {
        let mut full: HashedMap<u64> = HashedMap::default();
        let mut before: Option<NamedMention> = None;
        for (mention, found) in self.mentions.iter_mut().zip(document.mentions()) {
            let tokens = &read.tokens[mention.first as usize..mention.end as usize];
            let [start, .., end] = tokens else {
                if let ([token], None) = (tokens, mention.key) {
                    let defined = before.filter(|b| {
                        found.evidence() == Evidence::Acronym
                            && mention.first == b.end + 1
                            && read.tokens[b.end as usize].is(b'(')
                    });
                    if let Some(definition) = defined {
                        let key = definition.key.unwrap_or_else(|| key_of(read, definition));
                        full.insert(token.hash, key);
                    }
                    mention.key = full.get(&token.hash).copied();
                }
                before = Some(*mention);
                continue;
            };
            if mention.kind == Kind::Person {
                let key = mention.key.unwrap_or_else(|| key_of(read, *mention));
                mention.key = Some(key);
                full.entry(start.hash).or_insert(key);
                full.entry(end.hash).or_insert(key);
            }
            before = Some(*mention);
        }
    }

    /// The kind of a mention, by its number.
    pub(super) fn kind(&self, mention: u32) -> Kind {
        self.mentions[mention as usize].kind
    }

    /// The mention that stands on tokens `first..end`.
    pub(super) fn over(&self, first: usize, end: usize) -> Option<&NamedMention> {
        self.at(first).filter(|mention| mention.first as usize == first && mention.end as usize == end)
    }

    /// The mention on a token.
    pub(super) fn at(&self, token: usize) -> Option<&NamedMention> {
        self.of_token[token].checked_sub(1).map(|number| &self.mentions[number as usize])
    }
}

fn key_of(read: &Text, mention: NamedMention) -> u64 {
    read.tokens[mention.first as usize..mention.end as usize].iter().fold(1, |key, token| join_keys(key, token.hash))
}
