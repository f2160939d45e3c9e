//! Ways to find the names of a dictionary, compared: on the bundled names and on made-up dictionaries of 100,000 and a million.
//!
//! Every engine reports spans. The reference is every sequence of whole tokens that is a name, found by a plain look-up of all
//! sequences: what an engine over tokens must find, and what a scan over bytes with a test of word boundaries finds or loses.
//! Criterion times the passes; then a table is printed for each dictionary, with the time and memory that building took. The tables
//! of `docs/DESIGN.md` come from here.

mod common;

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::time::Duration;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use criterion::Criterion;
use peak_alloc::PeakAlloc;
use sinotag::Tagger;
use sinotag::internals::{NameTrie, WordNumbers, WordNumbersBuilder, Words};

use common::scan::{AhoCorasickScan, Case, DaachorseScan, Finder, Overlaps, RegexScan, patterns};
use common::text::{Prose, bytes, corpus};
use common::{names, timing};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Finds sequences of word numbers.
trait Sequences: Default {
    /// The pattern of two words or more, which is `new` if it has none yet.
    fn insert(&mut self, words: &[u32], new: u32) -> u32;
    fn finish(&mut self, patterns: usize);
    /// Calls `found(first token, length, pattern)`.
    fn find(&mut self, words: &Words, found: &mut dyn FnMut(usize, usize, u32));
}

impl Sequences for NameTrie {
    fn insert(&mut self, words: &[u32], new: u32) -> u32 {
        Self::insert(self, words, new)
    }

    fn finish(&mut self, _: usize) {
        Self::finish(self);
    }

    fn find(&mut self, words: &Words, found: &mut dyn FnMut(usize, usize, u32)) {
        for first in words.starts().iter().map(|first| *first as usize) {
            Self::find(self, words, first, |length, pattern| found(first, length, pattern));
        }
    }
}

/// A hash that is one already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("keys are numbers");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// A hash table of whole names; at each start every length that some name with this first word has at most is tried.
#[derive(Default)]
struct Grams {
    patterns: HashMap<u64, u32, BuildHasherDefault<Ready>>,
    /// By first word, the words of the longest name.
    longest: Vec<u8>,
}

fn mix(hash: u64, word: u32) -> u64 {
    let product = u128::from(hash ^ u64::from(word)) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}

impl Sequences for Grams {
    fn insert(&mut self, words: &[u32], new: u32) -> u32 {
        let first = words[0] as usize;
        if self.longest.len() <= first {
            self.longest.resize(first + 1, 0);
        }
        self.longest[first] = self.longest[first].max(words.len().min(255) as u8);
        *self.patterns.entry(words.iter().fold(1, |hash, word| mix(hash, *word))).or_insert(new)
    }

    fn finish(&mut self, _: usize) {}

    fn find(&mut self, words: &Words, found: &mut dyn FnMut(usize, usize, u32)) {
        for first in words.starts().iter().map(|first| *first as usize) {
            let mut hash = mix(1, words.number(first));
            let longest = self.longest[words.number(first) as usize] as usize;
            for length in 2..=longest.min(words.len() - first) {
                let word = words.number(first + length - 1);
                if word == u32::MAX {
                    break;
                }
                hash = mix(hash, word);
                if let Some(pattern) = self.patterns.get(&hash) {
                    found(first, length, *pattern);
                }
            }
        }
    }
}

/// The automaton of the `aho-corasick` crate over words, each written as three bytes.
#[derive(Default)]
struct Codes {
    sequences: Vec<Vec<u8>>,
    numbers: HashMap<Vec<u8>, u32>,
    /// By sequence, its pattern.
    patterns: Vec<u32>,
    automaton: Option<AhoCorasick>,
    text: Vec<u8>,
}

const WIDTH: usize = 3;

fn code(word: u32) -> [u8; WIDTH] {
    let [a, b, c, _] = word.to_le_bytes();
    [a, b, c]
}

impl Sequences for Codes {
    fn insert(&mut self, words: &[u32], new: u32) -> u32 {
        let sequence: Vec<u8> = words.iter().flat_map(|word| code(*word)).collect();
        *self.numbers.entry(sequence).or_insert_with_key(|sequence| {
            self.sequences.push(sequence.clone());
            self.patterns.push(new);
            new
        })
    }

    fn finish(&mut self, _: usize) {
        self.numbers = HashMap::new();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(std::mem::take(&mut self.sequences));
        self.automaton = Some(automaton.expect("few enough names"));
    }

    fn find(&mut self, words: &Words, found: &mut dyn FnMut(usize, usize, u32)) {
        let Self { automaton: Some(automaton), patterns, text, .. } = self else { return };
        text.clear();
        text.extend((0..words.len()).flat_map(|i| code(words.number(i))));
        for m in automaton.find_overlapping_iter(&*text) {
            // A hit may begin inside a code.
            if m.start() % WIDTH == 0 {
                found(m.start() / WIDTH, m.len() / WIDTH, patterns[m.pattern().as_usize()]);
            }
        }
    }
}

/// An engine over tokens: the word table finds names of one word, the sequences the others.
struct OverTokens<'n, S> {
    names: &'n [String],
    numbers: WordNumbers,
    sequences: S,
    /// Names in the order of their patterns, and where those of each pattern begin.
    order: Vec<u32>,
    first: Vec<u32>,
    words: Words,
    case: Case,
}

impl<'n, S: Sequences> OverTokens<'n, S> {
    fn new(names: &'n [String]) -> Self {
        let mut builder = WordNumbersBuilder::default();
        let mut sequences = S::default();
        let mut words = Vec::new();
        let mut first: Vec<u32> = vec![0];
        let mut of_name = Vec::with_capacity(names.len());
        for (number, name) in (0..).zip(names) {
            builder.read(name, &mut words);
            let new = first.len() as u32 - 1;
            let pattern = match words[..] {
                [] => continue,
                [word] => builder.single(word, new),
                _ => sequences.insert(&words, new),
            };
            if pattern == new {
                first.push(0);
            }
            first[pattern as usize + 1] += 1;
            of_name.push((number, pattern));
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut order = vec![0; of_name.len()];
        let mut next = first.clone();
        for (name, pattern) in of_name {
            order[next[pattern as usize] as usize] = name;
            next[pattern as usize] += 1;
        }
        sequences.finish(first.len());
        let words = Words::default();
        Self { names, numbers: builder.finish(), sequences, order, first, words, case: Case::Exact }
    }
}

impl<S: Sequences> Finder for OverTokens<'_, S> {
    fn find(&mut self, text: &str, found: &mut dyn FnMut(usize, usize)) {
        let Self { names, numbers, sequences, order, first, words, case } = self;
        words.tokenize(text);
        words.look_up(numbers, *case == Case::Exact);
        let mut check = |token: usize, length: usize, pattern: u32| {
            let span = words.span(token, length);
            let mut forms = order[first[pattern as usize] as usize..first[pattern as usize + 1] as usize].iter();
            if *case == Case::Folded || forms.any(|name| same(&names[*name as usize], &text[span.clone()])) {
                found(span.start, span.end);
            }
        };
        for (token, pattern) in words.singles() {
            check(*token as usize, 1, *pattern);
        }
        sequences.find(words, &mut check);
    }
}

/// Whether two names are letter for letter the same, whatever the white space.
fn same(name: &str, text: &str) -> bool {
    name == text || name.split_whitespace().eq(text.split_whitespace())
}

/// Spans by document.
type Spans = HashSet<(usize, usize, usize)>;

fn spans(finder: &mut dyn Finder, texts: &[String]) -> Spans {
    let mut spans = Spans::new();
    for (document, text) in texts.iter().enumerate() {
        finder.find(text, &mut |start, end| {
            spans.insert((document, start, end));
        });
    }
    spans
}

fn count(finder: &mut dyn Finder, texts: &[String]) -> usize {
    let mut count = 0;
    for text in texts {
        finder.find(text, &mut |_, _| count += 1);
    }
    count
}

/// All sequences of tokens that are names, by exact case and folded.
fn reference(names: &[String], texts: &[String]) -> [Spans; 2] {
    let mut words = Words::default();
    let mut known: HashMap<Vec<u64>, Vec<u32>> = HashMap::new();
    for (number, name) in (0..).zip(names) {
        words.tokenize(name);
        let keys: Vec<u64> = (0..words.len()).map(|i| words.key(i)).collect();
        for length in 1..keys.len() {
            known.entry(keys[..length].to_vec()).or_default();
        }
        known.entry(keys).or_default().push(number);
    }
    let [mut exact, mut folded] = [Spans::new(), Spans::new()];
    let mut keys = Vec::new();
    for (document, text) in texts.iter().enumerate() {
        words.tokenize(text);
        for first in 0..words.len() {
            keys.clear();
            for i in first..words.len() {
                keys.push(words.key(i));
                let Some(forms) = known.get(&keys) else { break };
                let span = words.span(first, keys.len());
                if !forms.is_empty() {
                    folded.insert((document, span.start, span.end));
                }
                if forms.iter().any(|name| same(&names[*name as usize], &text[span.clone()])) {
                    exact.insert((document, span.start, span.end));
                }
            }
        }
    }
    [exact, folded]
}

/// What building took.
struct Built<T> {
    engine: T,
    time: Duration,
    live: usize,
    peak: usize,
}

fn built<T>(build: impl FnOnce() -> T) -> Built<T> {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let begin = timing::cpu_time();
    let engine = build();
    let time = timing::cpu_time() - begin;
    Built { engine, time, live: ALLOCATOR.current_usage() - before, peak: ALLOCATOR.peak_usage() - before }
}

/// One row of a table.
struct Row {
    engine: String,
    time: Duration,
    live: usize,
    peak: usize,
    /// By case and then text, MB/s.
    speeds: Vec<Option<f64>>,
    /// By case, what the reference has and the engine has not, and the other way round; hundredths of the reference.
    lost: Vec<f64>,
    more: Vec<f64>,
}

/// A dictionary, the texts to read with it, and the rows so far.
struct Comparison<'n, 'c> {
    title: String,
    names: &'n [String],
    texts: Vec<String>,
    /// The kinds of texts, and which of `texts` they are.
    kinds: Vec<(&'static str, Range<usize>)>,
    references: [Spans; 2],
    rows: Vec<Row>,
    /// How fast tokens are cut, by kind of text.
    cutting: Vec<String>,
    criterion: &'c mut Criterion,
}

const CASES: [Case; 2] = [Case::Exact, Case::Folded];

impl<'n, 'c> Comparison<'n, 'c> {
    /// `texts` are generated, but for the bundled names, which read the corpus, too, where there is one.
    fn new(title: String, names: &'n [String], with_corpus: bool, criterion: &'c mut Criterion) -> Self {
        let size = if timing::is_timed() { 2_000_000 } else { 100_000 };
        let (mut texts, mut kinds) = (Vec::new(), Vec::new());
        let mut add = |kind, more: Vec<String>| {
            let begin = texts.len();
            texts.extend(more);
            kinds.push((kind, begin..texts.len()));
        };
        for (kind, names) in [("dense", names), ("plain", &[])] {
            let mut both = Prose::new(names, true).documents(size, 3_000);
            both.extend(Prose::new(names, false).documents(size, 3_000));
            add(kind, both);
        }
        if with_corpus {
            let corpus = corpus();
            if !corpus.is_empty() {
                add("corpus", corpus);
            }
        }
        let references = reference(names, &texts);
        Self { title, names, texts, kinds, references, rows: Vec::new(), cutting: Vec::new(), criterion }
    }

    /// Measures one engine, as `make` builds it for a case. `most_lost` is the share of the reference that it may lose.
    fn measure<F: Finder>(&mut self, engine: String, most_lost: f64, mut make: impl FnMut(Case) -> Option<Built<F>>) {
        let mut row: Option<Row> = None;
        for (case, reference) in CASES.into_iter().zip(&self.references) {
            let Some(Built { engine: mut finder, time, live, peak }) = make(case) else { return };
            let row = row.get_or_insert_with(|| Row {
                engine: engine.clone(),
                time,
                live,
                peak,
                speeds: Vec::new(),
                lost: Vec::new(),
                more: Vec::new(),
            });
            let found = spans(&mut finder, &self.texts);
            let share = |spans: usize| spans as f64 / reference.len() as f64;
            let lost = share(reference.difference(&found).count());
            assert!(lost <= most_lost, "{engine}, {case}: {lost} of the reference lost");
            row.lost.push(100.0 * lost);
            row.more.push(100.0 * share(found.difference(reference).count()));
            let mut group = self.criterion.benchmark_group(format!("{}/{engine}/{case}", self.title));
            for (kind, range) in &self.kinds {
                let texts = &self.texts[range.clone()];
                let speed = timing::throughput(&mut group, kind, bytes(texts), || count(&mut finder, texts));
                row.speeds.push(speed);
            }
        }
        self.rows.extend(row);
    }

    fn measure_bytes(&mut self) {
        let names = self.names;
        // What leftmost scans lose is much the same with more names, and each build takes ten seconds.
        let small = names.len() <= 120_000;
        for (overlaps, way, most_lost) in
            [(Overlaps::LeftmostLongest, "leftmost-longest", 0.7), (Overlaps::All, "overlapping", 0.05)]
        {
            if overlaps == Overlaps::LeftmostLongest && !small {
                continue;
            }
            self.measure(format!("aho-corasick, {way}"), most_lost, |case| {
                let patterns = patterns(names, case);
                Some(built(|| AhoCorasickScan::new(&patterns, case, overlaps)))
            });
            self.measure(format!("daachorse, {way}"), most_lost, |case| {
                let patterns = patterns(names, case);
                Some(built(|| DaachorseScan::new(&patterns, case, overlaps)))
            });
        }
        // Compiling more takes minutes.
        if small {
            self.measure("regex, alternation".to_owned(), 0.7, |case| {
                let patterns = patterns(names, case);
                let Built { engine, time, live, peak } = built(|| RegexScan::new(&patterns, case));
                engine.map(|engine| Built { engine, time, live, peak })
            });
        }
    }

    fn measure_tokens<S: Sequences>(&mut self, engine: &str) {
        let names = self.names;
        self.measure(engine.to_owned(), 0.0, |case| {
            let mut built = built(|| OverTokens::<S>::new(names));
            built.engine.case = case;
            Some(built)
        });
    }

    /// The part of the engines over tokens that a pipeline does in any case.
    fn measure_cutting(&mut self) {
        let mut group = self.criterion.benchmark_group(format!("{}/tokens", self.title));
        let mut words = Words::default();
        for (kind, range) in &self.kinds {
            let texts = &self.texts[range.clone()];
            let speed = timing::throughput(&mut group, kind, bytes(texts), || {
                let mut tokens = 0;
                for text in texts {
                    words.tokenize(text);
                    tokens += words.len();
                }
                tokens
            });
            self.cutting.push(format!("{kind} {} MB/s", timing::cell(speed)));
        }
    }

    fn print(&self) {
        let megabytes = |bytes: usize| format!("{:.1}", bytes as f64 / 1e6);
        let mut head: Vec<String> = ["engine", "build ms", "live MB", "peak MB"].map(str::to_owned).to_vec();
        for case in CASES {
            head.extend(self.kinds.iter().map(|(kind, _)| format!("{kind} {case} MB/s")));
        }
        head.extend(CASES.map(|case| format!("lost {case} %")));
        head.extend(CASES.map(|case| format!("more {case} %")));
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let build = format!("{:.0}", row.time.as_secs_f64() * 1e3);
                let mut cells = vec![row.engine.clone(), build, megabytes(row.live), megabytes(row.peak)];
                cells.extend(row.speeds.iter().map(|speed| timing::cell(*speed)));
                cells.extend(row.lost.iter().chain(&row.more).map(|share| format!("{share:.2}")));
                cells
            })
            .collect();
        let [exact, folded] = self.references.each_ref().map(HashSet::len);
        let title = format!(
            "{}: {} names; the reference has {exact} spans, {folded} with case folded; tokens alone: {}",
            self.title,
            self.names.len(),
            self.cutting.join(", ")
        );
        timing::print_table(&title, &head.iter().map(String::as_str).collect::<Vec<_>>(), &rows);
    }
}

fn main() {
    let mut criterion = timing::criterion();
    let tagger = Tagger::bundled();
    let bundled = names::bundled(&tagger);
    let sizes: &[usize] = if timing::is_timed() { &[100_000, 1_000_000] } else { &[10_000] };
    let generated = names::generated(sizes.iter().copied().max().unwrap_or_default());
    let mut dictionaries = vec![("bundled".to_owned(), bundled.as_slice())];
    dictionaries.extend(sizes.iter().map(|size| (format!("generated {size}"), &generated[..*size])));
    for (title, names) in dictionaries {
        let with_corpus = title == "bundled";
        let mut comparison = Comparison::new(title, names, with_corpus, &mut criterion);
        comparison.measure_cutting();
        comparison.measure_bytes();
        comparison.measure_tokens::<Codes>("aho-corasick over word codes");
        comparison.measure_tokens::<Grams>("hash of whole names");
        comparison.measure_tokens::<NameTrie>("trie over words");
        comparison.print();
    }
    criterion.final_summary();
}
