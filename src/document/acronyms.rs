//! Acronyms and short names that the text defines in brackets: "Bank of China (BOC)", "Geely Holding Group (\"Geely\")".
//!
//! The test that an acronym stands for a name follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation
//! definitions in biomedical text" (PSB 2003), on the initials of words.

use crate::Kind;
use crate::candidate::{Candidate, Link, Source};
use crate::dictionary::classes::Classes;
use crate::dictionary::{Class, WordId};
use crate::text::Shape;

use super::Passage;
use super::names::Names;

#[derive(Clone, Debug)]
pub(super) struct Definition {
    /// The token at which the definition stands: it holds from there on.
    at: u32,
    kind: Kind,
    link: Link,
    /// An acronym in capitals is found in capitals only: AIM is not "Aim".
    capitals: bool,
}

/// Adds a candidate for every later occurrence of what the text defines.
pub(super) fn propose(
    passage: &Passage<'_>,
    mentions: &[Candidate],
    definitions: &mut Names<Definition>,
    candidates: &mut Vec<Candidate>,
) {
    definitions.clear();
    let tokens = &passage.read.tokens;
    for open in passage.read.brackets.iter().map(|open| *open as usize).filter(|open| *open > 0) {
        let Some((first, end)) = bracketed(passage, open) else { continue };
        let at = mentions.partition_point(|m| m.end as usize <= open);
        let before = at
            .checked_sub(1)
            .map(|i| &mentions[i])
            .filter(|m| m.end as usize == open && stands_for(passage, first, end, m));
        let capitals = tokens[first as usize].shape.has(Shape::ALL_CAPS);
        let definition = if let Some(name) = before {
            Some(Definition { at: first, kind: name.kind, link: name.link, capitals })
        } else if let Some(start) = long_form(passage, first, open) {
            // Nobody knew the name, but the text gives its acronym: that makes it one. Most such names are bodies.
            let kind = at
                .checked_sub(1)
                .map(|i| &mentions[i])
                .filter(|m| m.first >= start && m.end as usize == open)
                .map(|m| m.kind);
            let kind = kind.filter(|kind| !matches!(kind, Kind::Person | Kind::Place)).unwrap_or(Kind::Organization);
            // "First Information Report (FIR)" has an acronym, too: a name must have a word that bodies, plans or events have.
            if kind == Kind::Organization && !has_head(passage, start, open as u32) {
                continue;
            }
            candidates.push(Candidate {
                first: start,
                end: open as u32,
                kind,
                confidence: 0.8,
                source: Source::Acronym,
                link: Link::None,
                silent: false,
            });
            Some(Definition { at: first, kind, link: Link::None, capitals })
        } else {
            None
        };
        if let Some(definition) = definition {
            definitions.entry(passage, first, end, || definition);
        }
    }
    if definitions.is_empty() {
        return;
    }
    for &i in &passage.read.capitals {
        for end in definitions.ends(passage, i) {
            let Some(definition) = definitions.get(passage, i, end) else { continue };
            let case = if definition.capitals { Shape::ALL_CAPS } else { Shape::CAPITALISED };
            if i >= definition.at && tokens[i as usize].shape.has(case) {
                candidates.push(Candidate {
                    first: i,
                    end,
                    kind: definition.kind,
                    confidence: 0.97,
                    source: Source::Acronym,
                    link: definition.link,
                    silent: false,
                });
            }
        }
    }
}

/// Whether tokens `first..end` hold a word that stands in the names of organizations.
fn has_head(passage: &Passage<'_>, first: u32, end: u32) -> bool {
    const HEADS: Classes = Classes::all(&[
        Class::OrganizationHead,
        Class::OrganizationFront,
        Class::OrganizationIndustry,
        Class::CompanySuffix,
    ]);
    passage.matches.classes[first as usize..end as usize].iter().any(|classes| classes.any(HEADS))
}

/// The short form in the brackets that open at token `open`: one or two capitalised words, perhaps after "or" or in quotes.
fn bracketed(passage: &Passage<'_>, open: usize) -> Option<(u32, u32)> {
    let tokens = &passage.read.tokens;
    let mut first = open + 1;
    let or = |i: usize| tokens.get(i).is_some_and(|t| t.text(passage.source).eq_ignore_ascii_case("or"));
    if passage.is(first, b'"') || passage.is(first, b'\'') || or(first) {
        first += 1;
    }
    let mut end = first;
    while end < tokens.len().min(first + 2) && tokens[end].shape.has(Shape::CAPITALISED | Shape::WORD) {
        end += 1;
    }
    let closes = |i| {
        passage.is(i, b')')
            || (passage.is(i, b'"') || passage.is(i, b'\'')) && passage.is(i + 1, b')')
            || passage.is(i, b',')
            || passage.is(i, b';')
    };
    (end > first && closes(end)).then_some((first as u32, end as u32))
}

/// Whether the short form `first..end` may stand for the mention.
fn stands_for(passage: &Passage<'_>, first: u32, end: u32, name: &Candidate) -> bool {
    if name.len() < 2 || name.kind == Kind::Person || name.silent {
        return false;
    }
    let short = passage.text(first as usize);
    let one = end == first + 1;
    // A dictionary may know the pair.
    if one && let Link::Pattern(pattern) = name.link {
        let known = passage.lexicon.forms(pattern).iter().any(|form| {
            let word = passage.matches.words[first as usize];
            passage.lexicon.single(word).is_some_and(|p| passage.lexicon.forms(p).iter().any(|f| f.entry == form.entry))
        });
        if known {
            return true;
        }
    }
    let words = (name.first..name.end).map(|i| passage.text(i as usize));
    // A word of the name itself: Geely.
    if one && short.len() >= 3 && words.clone().any(|word: &str| word == short) {
        return !passage.matches.classes[first as usize].has(Class::Common);
    }
    // Bodies of other languages have short names of other words, "Prosperous Justice Party (PKS)", "Chamber of Commerce and Industry
    // (Kadin)": a word that names nothing else.
    let unknown = passage.matches.words[first as usize] == WordId::UNKNOWN;
    let foreign = name.kind == Kind::Organization
        && name.link == Link::None
        && unknown
        && match passage.read.tokens[first as usize].shape.has(Shape::ALL_CAPS) {
            true => (2..=10).contains(&short.len()),
            false => name.len() >= 3 && (4..=12).contains(&short.len()),
        };
    one && (foreign || is_acronym(short) && initials_fit(short, words))
}

/// Two to ten letters, most of them capitals.
fn is_acronym(short: &str) -> bool {
    let letters = short.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&letters) && capitals * 2 > letters
}

/// Whether the capitals of `short` are, in order, initials of the words, the first that of the first word. Words may be left out
/// ("of", "and"), the acronym's letters may not.
fn initials_fit<'w>(short: &str, words: impl Iterator<Item = &'w str>) -> bool {
    let mut capitals = short.chars().filter(|c| c.is_uppercase()).peekable();
    for (position, word) in words.enumerate() {
        let mut letters = word.chars();
        let Some(initial) = letters.next() else { continue };
        if capitals.next_if(|c| initial.to_uppercase().eq([*c])).is_some() {
            // "MacroTech Co" may give MTC: capitals inside a word count, too.
            for inner in letters.filter(|c| c.is_uppercase()) {
                capitals.next_if_eq(&inner);
            }
        } else if position == 0 {
            return false;
        }
    }
    capitals.peek().is_none()
}

/// The first token of an unknown name before the bracket at `open` whose initials spell the acronym at `short`.
fn long_form(passage: &Passage<'_>, short: u32, open: usize) -> Option<u32> {
    let acronym = passage.text(short as usize);
    let classes = passage.matches.classes[short as usize];
    if !is_acronym(acronym) || acronym.len() < 3 || classes.has(Class::AcronymCommon) {
        return None;
    }
    let tokens = &passage.read.tokens;
    let letters = acronym.chars().filter(|c| c.is_uppercase()).count();
    let mut capitalised = 0;
    // As many words as letters, and a few small ones between them.
    for i in (open.saturating_sub(2 * letters + 2)..open).rev() {
        let token = &tokens[i];
        if token.mark != 0 && !matches!(token.mark, b'-' | b'&' | b',') || token.shape.has(Shape::CLITIC) {
            break;
        }
        if token.shape.has(Shape::CAPITALISED) {
            capitalised += 1;
            if capitalised == letters {
                let words =
                    (i..open).map(|t| passage.text(t)).filter(|word| word.starts_with(|c: char| c.is_uppercase()));
                return initials_fit(acronym, words).then_some(i as u32);
            }
        } else if !passage.matches.classes[i].has(Class::Function) && token.mark == 0 {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials() {
        for (short, name, want) in [
            ("BOC", "Bank of China", true),
            ("CIIE", "China International Import Expo", true),
            ("NDRC", "National Development and Reform Commission", true),
            ("CATL", "Contemporary Amperex Technology Limited", true),
            ("PBoC", "People's Bank of China", true),
            ("MIIT", "Ministry of Industry and Information Technology", true),
            ("BOC", "Construction Bank", false),
            ("USA", "Union Bank", false),
        ] {
            assert_eq!(initials_fit(short, name.split(' ')), want, "{short} {name}");
        }
        assert!(is_acronym("PBoC") && !is_acronym("Geely") && !is_acronym("A"));
    }
}
