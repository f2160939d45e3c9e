//! [`Scope`]: what a rule sees: the tokens of one sentence with their words and classes, and the questions rules ask of them.

use crate::Kind;
use crate::candidate::{Candidate, Link, Source};
use crate::dictionary::classes::Classes;
use crate::dictionary::matcher::Matches;
use crate::dictionary::vocabulary::known;
use crate::dictionary::{Class, Lexicon, WordId};
use crate::kind::KindSet;
use crate::text::{Sentence, Shape, Text, Token, sentences};

/// What the capitals of a sentence mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// A capital marks a name, save at the start.
    Prose,
    /// A headline that capitalises ordinary words too.
    TitleCase,
    /// A headline or heading in capitals throughout.
    AllCaps,
}

/// No name is longer than this many tokens. The bound keeps the cost of hostile texts linear: "University of University of ..."
/// would otherwise be walked over from each of its heads.
pub(super) const LONGEST_NAME: usize = 32;

/// One sentence, as rules see it. Token indices are those of the document.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) source: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) words: &'a [WordId],
    pub(crate) classes: &'a [Classes],
    /// For each token the kinds of the reliable dictionary matches that cover it.
    pub(crate) covered: &'a [KindSet],
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) style: Style,
}

impl<'a> Scope<'a> {
    /// The scope of one sentence of a document. `capitals` is the number of its tokens that begin with a capital or hold a digit.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        source: &'a str,
        read: &'a Text,
        matches: &'a Matches,
        covered: &'a [KindSet],
        sentence: Sentence,
        capitals: u32,
    ) -> Self {
        let mut scope = Self {
            lexicon,
            source,
            tokens: &read.tokens,
            words: &matches.words,
            classes: &matches.classes,
            covered,
            first: sentence.first as usize,
            end: sentence.end as usize,
            style: Style::Prose,
        };
        scope.style = scope.find_style(capitals);
        scope
    }

    /// Looks at the words that prose would write in lower case: if all of them are capitalised, capitals mean nothing here.
    /// `capitals` is the number of tokens of the sentence that begin with a capital or hold a digit.
    fn find_style(&self, capitals: u32) -> Style {
        let (mut lower, mut upper, mut all_caps, mut words) = (0u32, 0u32, 0u32, 0u32);
        for i in self.first..self.end {
            let shape = self.shape(i);
            if !shape.has(Shape::WORD) || shape.any(Shape::NUMBER | Shape::CLITIC | Shape::IDEOGRAPH) {
                continue;
            }
            words += 1;
            all_caps += u32::from(shape.has(Shape::ALL_CAPS) && !shape.has(Shape::DOTTED));
            if !shape.has(Shape::CAPITALISED) {
                // Headlines leave small words in lower case; verbs and adjectives show prose, however short.
                lower += u32::from(!self.has(i, Class::SmallWord));
                // Even if all capitals were still to come they could not outweigh these, so that a few words tell.
                if 8 * lower > capitals && 7 * lower > 3 * capitals {
                    return Style::Prose;
                }
            } else if i != self.first && self.has(i, Class::Common) && !self.has(i, Class::Function) {
                upper += 1;
            }
        }
        if words >= 3 && all_caps * 10 >= words * 7 {
            Style::AllCaps
        } else if upper >= 2 && upper >= 8 * lower {
            Style::TitleCase
        } else {
            Style::Prose
        }
    }

    pub(crate) fn text(&self, i: usize) -> &'a str {
        self.tokens[i].text(self.source)
    }

    pub(crate) fn shape(&self, i: usize) -> Shape {
        self.tokens[i].shape
    }

    /// Whether token `i` lies in the sentence and is the word `word`.
    pub(crate) fn is_word(&self, i: usize, word: WordId) -> bool {
        self.holds(i) && self.words[i] == word
    }

    /// Whether token `i` lies in the sentence and is the mark `mark`.
    pub(crate) fn is(&self, i: usize, mark: u8) -> bool {
        self.holds(i) && self.tokens[i].is(mark)
    }

    /// Whether token `i` lies in the sentence and its word has `class`.
    pub(crate) fn has(&self, i: usize, class: Class) -> bool {
        self.holds(i) && self.classes[i].has(class)
    }

    /// Whether token `i` lies in the sentence and its word has one of `classes`.
    pub(crate) fn has_any(&self, i: usize, classes: Classes) -> bool {
        self.holds(i) && self.classes[i].any(classes)
    }

    pub(crate) fn holds(&self, i: usize) -> bool {
        (self.first..self.end).contains(&i)
    }

    /// The token before `i` in the sentence.
    pub(crate) fn before(&self, i: usize) -> Option<usize> {
        (i > self.first).then(|| i - 1)
    }

    /// Whether nothing stands between token `i` and the one before it.
    pub(crate) fn joined(&self, i: usize) -> bool {
        self.holds(i) && !self.shape(i).has(Shape::SPACE_BEFORE)
    }

    /// A hyphen or dash without space on either side.
    pub(crate) fn is_hyphen(&self, i: usize) -> bool {
        self.is(i, b'-') && self.joined(i) && self.joined(i + 1)
    }

    /// Whether token `i` is a year of four digits in `years`.
    pub(crate) fn is_year(&self, i: usize, years: std::ops::RangeInclusive<u16>) -> bool {
        self.shape_is(i, Shape::NUMBER)
            && self.text(i).len() == 4
            && self.text(i).parse().is_ok_and(|year| years.contains(&year))
    }

    /// "1st", "22nd", "14th".
    pub(crate) fn is_numeric_ordinal(&self, i: usize) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        self.shape_is(i, Shape::NUMBER | Shape::LOWER)
            && ["st", "nd", "rd", "th"].iter().any(|end| self.text(i).strip_suffix(end).is_some_and(digits))
    }

    /// Whether token `i` begins the sentence, or a quotation or bracket in it.
    pub(crate) fn begins(&self, i: usize) -> bool {
        sentences::begins(self.tokens, self.first, i)
    }

    /// Whether token `i` is covered by a reliable dictionary match of `kind`.
    pub(crate) fn is_known(&self, i: usize, kind: Kind) -> bool {
        self.holds(i) && self.covered[i].has(kind)
    }

    /// A capitalised word that may be part of a name: no article, preposition, pronoun, clitic or ideograph.
    pub(crate) fn is_name_word(&self, i: usize) -> bool {
        self.holds(i)
            && self.shape(i).has(Shape::CAPITALISED | Shape::WORD)
            && !self.shape(i).any(Shape::CLITIC | Shape::IDEOGRAPH)
            && !self.has(i, Class::Function)
            && (self.style == Style::Prose || !self.is_ordinary(i))
    }

    /// A word that would be lower case if its place did not ask for a capital: common, and no part of a dictionary name.
    pub(crate) fn is_ordinary(&self, i: usize) -> bool {
        self.has(i, Class::Common) && self.covered[i].is_empty()
    }

    /// A capitalised word that looks like a proper name by itself: unknown or usually capitalised, and no head, title, month ...
    pub(crate) fn is_proper(&self, i: usize) -> bool {
        const NEVER: Classes = Classes::all(&[
            Class::Common,
            Class::Function,
            Class::OrganizationHead,
            Class::PlaceHead,
            Class::PolicyHead,
            Class::EventHead,
            Class::Month,
            Class::Weekday,
            Class::Demonym,
            Class::Direction,
            Class::Title,
            Class::Honorific,
            Class::AcronymCommon,
            Class::CompanySuffix,
        ]);
        self.is_name_word(i) && !self.has_any(i, NEVER)
    }

    /// The end of a company's tail that begins at token `end`: "Co., Ltd.", "Inc", "Corp.".
    pub(crate) fn company_tail(&self, mut end: usize) -> usize {
        let from = end;
        loop {
            let mut at = end;
            if self.is(at, b',') {
                at += 1;
            }
            let suffix = self.has(at, Class::CompanySuffix) && self.shape(at).has(Shape::CAPITALISED);
            if !suffix || end > from + LONGEST_NAME {
                return end;
            }
            end = at + 1;
            // The stop belongs to the abbreviation, unless it ends the sentence.
            if self.is(end, b'.') && self.joined(end) && end + 1 < self.end {
                end += 1;
            }
        }
    }

    /// The first token of the run of name words that ends before token `i`, over hyphens, ampersands and possessives inside names.
    pub(crate) fn run_before(&self, i: usize) -> usize {
        let mut start = i;
        while let Some(p) = self.before(start).filter(|p| i - p <= LONGEST_NAME) {
            if self.is_name_word(p) && !self.ends_name(p) {
                start = p;
            } else if p > self.first && self.is_name_word(p - 1) && self.joins_names(p) {
                start = p - 1;
            } else {
                break;
            }
        }
        self.trim_start(start, i)
    }

    /// Words at which a name to their right begins: a title, a weekday, a month.
    fn ends_name(&self, i: usize) -> bool {
        const BORDER: Classes = Classes::all(&[Class::Honorific, Class::Month, Class::Weekday]);
        let in_names = Classes::all(&[Class::OrganizationModifier, Class::TitleInName]);
        self.has_any(i, BORDER) || self.has(i, Class::Title) && !self.has_any(i, in_names)
    }

    /// Drops openers and ordinary sentence-initial words from the front of `start..end`.
    pub(crate) fn trim_start(&self, mut start: usize, end: usize) -> usize {
        const OPENERS: Classes = Classes::all(&[Class::Opener, Class::Function, Class::SpeechVerb]);
        while start < end && self.begins(start) && self.has_any(start, OPENERS) && self.covered[start].is_empty() {
            start += 1;
            if start < end && self.is(start, b'-') {
                start += 1;
            }
        }
        start
    }

    /// The end of the run of name words from token `i` on, over hyphens and ampersands.
    pub(crate) fn run_after(&self, i: usize) -> usize {
        let mut end = i;
        loop {
            if end > i + LONGEST_NAME {
                return end;
            }
            if self.is_name_word(end) {
                end += 1;
            } else if end > i && self.is_name_word(end + 1) && self.joins_names(end) {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// Whether token `i`, between two name words, belongs to one name with both: a hyphen, "&", the "'s" of "People's Bank".
    fn joins_names(&self, i: usize) -> bool {
        self.is_hyphen(i)
            || self.is(i, b'&')
            || self.shape_is(i, Shape::CLITIC) && i > self.first && self.has(i - 1, Class::PossessiveInName)
    }

    pub(crate) fn shape_is(&self, i: usize, shape: Shape) -> bool {
        self.holds(i) && self.shape(i).has(shape)
    }

    /// The end of "of X", "of the X", "for X and Y" chains that begin at token `i`; `i` itself if there is none.
    /// `subjects` allows lists of subject words, as ministries have them: "of Agriculture, Forestry and Fisheries".
    pub(crate) fn chain_after(&self, i: usize, links: &[WordId], subjects: bool) -> usize {
        let mut end = i;
        while self.holds(end) && links.contains(&self.words[end]) && end < i + LONGEST_NAME {
            let mut at = end + 1;
            if self.is_word(at, known::THE) {
                at += 1;
            }
            let mut stop = self.run_after(at);
            if stop == at {
                break;
            }
            while subjects && self.is_subject(stop - 1) {
                let mut next = stop;
                if self.is(next, b',') {
                    next += 1;
                }
                if self.is_word(next, known::AND) || self.is(next, b'&') {
                    next += 1;
                }
                if next == stop || !self.is_subject(next) {
                    break;
                }
                stop = self.run_after(next);
            }
            end = stop;
        }
        end
    }

    /// A field of work, as it stands in the names of ministries and schools: Commerce, Fisheries, Information.
    fn is_subject(&self, i: usize) -> bool {
        self.is_name_word(i)
            && self.has_any(i, Classes::all(&[Class::Subject, Class::Common, Class::OrganizationModifier]))
            && (self.has(i, Class::Subject) || !self.has_any(i, Classes::all(&[Class::Title, Class::OrganizationHead])))
    }

    /// Whether tokens `start..end` hold a word that is not merely generic: a name must have one.
    pub(crate) fn has_specific(&self, start: usize, end: usize) -> bool {
        const GENERIC: Classes = Classes::all(&[
            Class::OrganizationModifier,
            Class::Direction,
            Class::Ordinal,
            Class::Demonym,
            Class::Function,
            Class::OrganizationHead,
            Class::PlaceHead,
        ]);
        (start..end).any(|i| {
            self.shape(i).has(Shape::CAPITALISED)
                && (!self.covered[i].without(KindSet::of(Kind::Policy)).is_empty() || !self.has_any(i, GENERIC))
        })
    }

    /// Whether tokens `start..end` hold a word that is no common word: unknown, a name, or in a dictionary.
    pub(crate) fn has_proper(&self, start: usize, end: usize) -> bool {
        const ORDINARY: Classes =
            Classes::all(&[Class::Common, Class::Function, Class::Demonym, Class::Direction, Class::Ordinal]);
        (start..end).any(|i| {
            self.shape(i).has(Shape::CAPITALISED) && (!self.covered[i].is_empty() || !self.has_any(i, ORDINARY))
        })
    }

    /// A candidate of a rule, without a link.
    pub(crate) fn candidate(&self, first: usize, end: usize, kind: Kind, confidence: f32) -> Candidate {
        debug_assert!(first < end && self.holds(first) && end <= self.end);
        // The driver fills in the rule.
        Candidate {
            first: first as u32,
            end: end as u32,
            kind,
            confidence,
            source: Source::Rule(u16::MAX),
            link: Link::None,
            silent: false,
        }
    }
}
