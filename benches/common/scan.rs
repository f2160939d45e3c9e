//! Scans over bytes that find names, and then ask whether they stand between word boundaries.

use std::fmt;

use aho_corasick::{AhoCorasick, MatchKind};
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder};
use regex::Regex;

/// Finds names in a text.
pub(crate) trait Finder {
    /// Calls `found(start, end)` for each name that is found, in bytes of `text`.
    fn find(&mut self, text: &str, found: &mut dyn FnMut(usize, usize));
}

/// Which of several hits that overlap are reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overlaps {
    /// The leftmost, and of these the longest.
    LeftmostLongest,
    All,
}

/// How case counts. Folding is of ASCII: automata read a copy of the text in lower case, which costs next to nothing and is several
/// times as fast as the option of `aho-corasick`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Exact,
    Folded,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Exact { "exact" } else { "folded" })
    }
}

/// What an automaton is built of: distinct names, in lower case if case is folded.
pub(crate) fn patterns(names: &[String], case: Case) -> Vec<String> {
    let mut patterns = names.to_vec();
    if case == Case::Folded {
        patterns.iter_mut().for_each(|name| name.make_ascii_lowercase());
    }
    patterns.sort_unstable();
    patterns.dedup();
    patterns
}

/// Whether no letter or digit touches `start..end`.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !(alphanumeric(text[..start].chars().next_back()) || alphanumeric(text[end..].chars().next()))
}

/// The text as automata read it.
#[derive(Default)]
struct Folder(String);

impl Folder {
    fn fold<'t>(&'t mut self, text: &'t str, case: Case) -> &'t str {
        if case == Case::Exact {
            return text;
        }
        self.0.clear();
        self.0.push_str(text);
        self.0.make_ascii_lowercase();
        &self.0
    }
}

/// The automaton of the `aho-corasick` crate, which chooses its kind by itself: a contiguous automaton for that many names.
pub(crate) struct AhoCorasickScan {
    automaton: AhoCorasick,
    overlaps: Overlaps,
    case: Case,
    folder: Folder,
}

impl AhoCorasickScan {
    pub(crate) fn new(patterns: &[String], case: Case, overlaps: Overlaps) -> Self {
        let kind = if overlaps == Overlaps::All { MatchKind::Standard } else { MatchKind::LeftmostLongest };
        let automaton = AhoCorasick::builder().match_kind(kind).build(patterns).expect("few enough names");
        Self { automaton, overlaps, case, folder: Folder::default() }
    }

    /// The number of leftmost hits in the text as it stands, boundaries or not: the bare scan.
    pub(crate) fn hits(&self, text: &str) -> usize {
        self.automaton.find_iter(text).count()
    }
}

impl Finder for AhoCorasickScan {
    fn find(&mut self, text: &str, found: &mut dyn FnMut(usize, usize)) {
        let folded = self.folder.fold(text, self.case);
        let mut check = |m: aho_corasick::Match| {
            if is_whole(text, m.start(), m.end()) {
                found(m.start(), m.end());
            }
        };
        match self.overlaps {
            Overlaps::All => self.automaton.find_overlapping_iter(folded).for_each(&mut check),
            Overlaps::LeftmostLongest => self.automaton.find_iter(folded).for_each(&mut check),
        }
    }
}

/// The double-array automaton of `daachorse`, over bytes.
pub(crate) struct DaachorseScan {
    automaton: DoubleArrayAhoCorasick<u32>,
    overlaps: Overlaps,
    case: Case,
    folder: Folder,
}

impl DaachorseScan {
    pub(crate) fn new(patterns: &[String], case: Case, overlaps: Overlaps) -> Self {
        let kind = match overlaps {
            Overlaps::All => daachorse::MatchKind::Standard,
            Overlaps::LeftmostLongest => daachorse::MatchKind::LeftmostLongest,
        };
        let automaton =
            DoubleArrayAhoCorasickBuilder::new().match_kind(kind).build(patterns).expect("distinct names, few enough");
        Self { automaton, overlaps, case, folder: Folder::default() }
    }

    /// The number of leftmost hits in the text as it stands, boundaries or not: the bare scan.
    pub(crate) fn hits(&self, text: &str) -> usize {
        self.automaton.leftmost_find_iter(text).count()
    }
}

impl Finder for DaachorseScan {
    fn find(&mut self, text: &str, found: &mut dyn FnMut(usize, usize)) {
        let folded = self.folder.fold(text, self.case);
        let mut check = |m: daachorse::Match<u32>| {
            if is_whole(text, m.start(), m.end()) {
                found(m.start(), m.end());
            }
        };
        match self.overlaps {
            Overlaps::All => self.automaton.find_overlapping_iter(folded).for_each(&mut check),
            Overlaps::LeftmostLongest => self.automaton.leftmost_find_iter(folded).for_each(&mut check),
        }
    }
}

/// One regular expression, all names between bars, the longest first since the first that fits is taken.
pub(crate) struct RegexScan {
    expression: Regex,
    case: Case,
    folder: Folder,
}

impl RegexScan {
    /// None if the expression is larger than the crate compiles in a gigabyte.
    pub(crate) fn new(patterns: &[String], case: Case) -> Option<Self> {
        let mut names: Vec<String> = patterns.iter().map(|name| regex::escape(name)).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let expression = regex::RegexBuilder::new(&names.join("|")).size_limit(1 << 30).build().ok()?;
        Some(Self { expression, case, folder: Folder::default() })
    }

    /// The number of leftmost hits in the text as it stands, boundaries or not: the bare scan.
    pub(crate) fn hits(&self, text: &str) -> usize {
        self.expression.find_iter(text).count()
    }
}

impl Finder for RegexScan {
    fn find(&mut self, text: &str, found: &mut dyn FnMut(usize, usize)) {
        for m in self.expression.find_iter(self.folder.fold(text, self.case)) {
            if is_whole(text, m.start(), m.end()) {
                found(m.start(), m.end());
            }
        }
    }
}
