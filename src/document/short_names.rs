//! Short names: the surname after a full name, the brand after a company's full name.

use crate::Kind;
use crate::candidate::{Candidate, Link, Source};
use crate::dictionary::classes::Classes;
use crate::dictionary::{Class, WordId};
use crate::resolve::BELIEVABLE;
use crate::text::{Shape, sentences};

use super::Passage;
use super::names::Names;

/// A full name that a short one may stand for.
#[derive(Clone, Copy, Debug)]
struct Full {
    at: u32,
    link: Link,
    kind: Kind,
    /// The next full name with the same short one, by its number; its own number if there is none.
    next: u32,
}

/// The full names of one short name: the numbers of the last, and of the one for which the short name stands where the pass is.
#[derive(Clone, Copy, Debug)]
struct FullNames {
    last: u32,
    current: u32,
}

/// Working space, reused from document to document.
#[derive(Clone, Debug, Default)]
pub(super) struct ShortNames {
    names: Names<FullNames>,
    full: Vec<Full>,
}

/// Adds a candidate wherever a surname or a company's short name stands alone.
pub(super) fn propose(
    passage: &Passage<'_>,
    mentions: &[Candidate],
    scratch: &mut ShortNames,
    candidates: &mut Vec<Candidate>,
) {
    let ShortNames { names, full } = scratch;
    names.clear();
    full.clear();
    let mut particles = false;
    for mention in mentions.iter().filter(|m| m.len() > 1 && m.confidence >= BELIEVABLE && !m.silent) {
        let short = match mention.kind {
            Kind::Person => [surname(passage, mention), given_name(passage, mention)],
            Kind::Organization => [company(passage, mention), None],
            _ => [None, None],
        };
        for (first, end) in short.into_iter().flatten() {
            particles |= !passage.read.tokens[first as usize].shape.has(Shape::CAPITALISED);
            let number = full.len() as u32;
            full.push(Full { at: mention.first, link: mention.link, kind: mention.kind, next: number });
            let of_name = names.entry(passage, first, end, || FullNames { last: number, current: number });
            full[of_name.last as usize].next = number;
            of_name.last = number;
        }
    }
    if names.is_empty() {
        return;
    }
    let begins_name = |i: &u32| {
        let capitalised = passage.read.tokens[*i as usize].shape.has(Shape::CAPITALISED);
        capitalised || passage.matches.classes[*i as usize].has(Class::NameParticle)
    };
    // "von der Leyen" begins in lower case; hardly any document has such a name.
    let all = 0..if particles { passage.read.tokens.len() as u32 } else { 0 };
    let capitals = if particles { &[] } else { passage.read.capitals.as_slice() };
    for i in all.chain(capitals.iter().copied()).filter(begins_name) {
        for end in names.ends(passage, i) {
            let Some(FullNames { current, .. }) = names.get(passage, i, end) else { continue };
            // The nearest full name before, otherwise the first after: headlines use surnames, too. Tokens come in order, so that each
            // full name is passed by once.
            let next = |current: u32| full[current as usize].next;
            while next(*current) != *current && full[next(*current) as usize].at < i {
                *current = next(*current);
            }
            let full = &full[*current as usize];
            let confidence = believe(passage, i, end, full, full.at < i);
            candidates.push(Candidate {
                first: i,
                end,
                kind: full.kind,
                confidence,
                source: Source::ShortName,
                link: full.link,
                silent: false,
            });
        }
    }
}

fn believe(passage: &Passage<'_>, first: u32, end: u32, full: &Full, introduced: bool) -> f32 {
    let tokens = &passage.read.tokens;
    let (at, next) = (first as usize, end as usize);
    let classes = passage.matches.classes[at];
    let begins = passage.begins(at);
    let goes_on = tokens.get(next).is_some_and(|t| {
        t.shape.has(Shape::CAPITALISED | Shape::SPACE_BEFORE)
            && !passage.begins(next)
            && !passage.matches.classes[next].any(Classes::all(&[Class::Function, Class::Title]))
    });
    let clitic = tokens.get(next).is_some_and(|t| t.shape.has(Shape::CLITIC));
    let verb = passage.matches.classes.get(next).is_some_and(|c| c.has(Class::SpeechVerb));
    let mut confidence: f32 = if introduced { 0.92 } else { 0.8 };
    if full.kind == Kind::Person {
        // "He said", "You can": an English word at the start of a sentence is that word.
        if classes.has(Class::Function) && !clitic && begins {
            return 0.1;
        }
        if begins && classes.has(Class::Common) && !clitic && !verb {
            confidence = 0.4;
        }
    } else if begins && classes.has(Class::Common) {
        confidence = 0.4;
    }
    if goes_on {
        // "Liu Huan" after "Liu Liange" is somebody else; a longer candidate usually says so.
        confidence -= 0.3;
    }
    confidence
}

/// The token of a person's name that stands for it later.
fn surname(passage: &Passage<'_>, name: &Candidate) -> Option<(u32, u32)> {
    const CHINESE: Classes = Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant]);
    const EASTERN: Classes = Classes::all(&[Class::SurnameChinese, Class::SurnameChineseVariant, Class::SurnameAsian]);
    let classes = |i: u32| passage.matches.classes[i as usize];
    let (first, end) = (name.first, name.end);
    let hyphen = (first..end).find(|i| passage.is(*i as usize, b'-'));
    let surname = match hyphen {
        // "Carrie Lam Cheng Yuet-ngor", "Bonnie Chan Yiting": the first surname after the given name.
        _ if end >= first + 3
            && classes(first).has(Class::NameFirst)
            && classes(first + 1).any(CHINESE)
            && !passage.is(first as usize + 1, b'-') =>
        {
            first + 1
        }
        // "Lee Ka-shing", "Paul Chan Mo-po": the word before the hyphenated given name.
        Some(hyphen) if hyphen >= first + 2 && classes(hyphen - 2).any(EASTERN) => hyphen - 2,
        _ if classes(first).any(CHINESE) && !classes(first).has(Class::NameFirst) => first,
        // "Lei Jun": given names of the West that are surnames of China go by what follows.
        _ if classes(first).any(CHINESE)
            && end == first + 2
            && !classes(end - 1).any(Classes::all(&[
                Class::SurnameWestern,
                Class::SurnameChineseVariant,
                Class::SurnameChinese,
            ])) =>
        {
            first
        }
        _ => {
            let mut last = end - 1;
            while last > first && matches!(passage.text(last as usize), "Jr" | "Sr" | "III" | "II" | ".") {
                last -= 1;
            }
            last
        }
    };
    let text = passage.text(surname as usize);
    let token = |i: u32| &passage.read.tokens[i as usize];
    if text.chars().count() < 2 || token(surname).shape.has(Shape::INITIAL) {
        return None;
    }
    // "dos Santos", "von der Leyen" are called so.
    let mut start = surname;
    while start > first + 1
        && classes(start - 1).has(Class::NameParticle)
        && !token(start - 1).shape.has(Shape::CAPITALISED)
    {
        start -= 1;
    }
    Some((start, surname + 1))
}

/// The first word of a name from a culture that calls people by it: a word that is in no dictionary or a rare given name,
/// since "Michael" alone may be anybody.
fn given_name(passage: &Passage<'_>, name: &Candidate) -> Option<(u32, u32)> {
    let first = name.first as usize;
    let classes = passage.matches.classes[first];
    let rare = classes.has(Class::NameFirst)
        && !classes.any(Classes::all(&[Class::Frequent, Class::SurnameWestern, Class::SurnameChineseVariant]));
    let unknown = rare || passage.matches.words[first] == WordId::UNKNOWN;
    let long = passage.text(first).chars().count() >= 4;
    (unknown && long && !passage.is(first + 1, b'-')).then_some((name.first, name.first + 1))
}

/// The distinctive front of a company's name: what is left without "Group", "Technology", "Co., Ltd.".
fn company(passage: &Passage<'_>, name: &Candidate) -> Option<(u32, u32)> {
    const GENERIC: Classes = Classes::all(&[
        Class::OrganizationHead,
        Class::OrganizationIndustry,
        Class::CompanySuffix,
        Class::OrganizationModifier,
    ]);
    const NEVER: Classes = Classes::all(&[
        Class::Common,
        Class::Function,
        Class::Demonym,
        Class::Direction,
        Class::OrganizationFront,
        Class::OrganizationModifier,
        Class::SurnameWestern,
        Class::NameFirst,
        Class::Ordinal,
    ]);
    let classes = |i: u32| passage.matches.classes[i as usize];
    let mut end = name.end;
    while end > name.first + 1
        && (classes(end - 1).any(GENERIC) || matches!(passage.read.tokens[end as usize - 1].mark, b',' | b'.'))
    {
        end -= 1;
    }
    let front = name.first;
    // One distinctive word: a place in front would make every mention of the place a company.
    let distinctive =
        end == front + 1 && end < name.end && !classes(front).any(NEVER) && !passage.names_something_else(front);
    (distinctive && passage.text(front as usize).chars().count() >= 3).then_some((front, end))
}

impl Passage<'_> {
    /// Whether a sentence, or a quotation or bracket in it, begins at token `i`.
    fn begins(&self, i: usize) -> bool {
        let sentence = self.read.sentences.partition_point(|sentence| sentence.first as usize <= i);
        let first = sentence.checked_sub(1).map_or(0, |at| self.read.sentences[at].first as usize);
        sentences::begins(&self.read.tokens, first, i)
    }

    /// Whether the dictionary knows token `i` as a place or a person's name, by whatever form.
    fn names_something_else(&self, i: u32) -> bool {
        self.lexicon.single(self.matches.words[i as usize]).is_some_and(|pattern| {
            self.lexicon.forms(pattern).iter().any(|form| matches!(form.kind, Kind::Place | Kind::Person))
        })
    }
}
