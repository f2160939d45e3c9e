//! Texts to read: the articles of the repository, a corpus of the caller, and generated prose of any amount.
//!
//! Megabytes of distinct text: a small one that is read over and over flatters every cache.

use std::path::{Path, PathBuf};

use super::random::Random;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The articles of `tests/articles`.
pub(crate) fn articles() -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder("tests/articles"))
        .expect("the articles are part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("a readable article")).collect()
}

/// The fields `text` of the JSON Lines files in the folder that `SINOTAG_CORPUS` names; nothing if it names none.
pub(crate) fn corpus() -> Vec<String> {
    let Some(folder) = std::env::var_os("SINOTAG_CORPUS") else { return Vec::new() };
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("SINOTAG_CORPUS must name a folder")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
        .collect();
    files.sort();
    let mut texts = Vec::new();
    for path in files {
        for line in std::fs::read_to_string(path).expect("a readable file").lines() {
            let record: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            texts.push(record["text"].as_str().expect("a field text").to_owned());
        }
    }
    texts
}

/// The bytes of all texts.
pub(crate) fn bytes(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

/// The words of `dictionaries/words/NAME.tsv`.
pub(crate) fn word_list(name: &str) -> Vec<String> {
    rows(name).into_iter().map(|row| row.split('\t').next().unwrap_or_default().to_owned()).collect()
}

/// The rows of a word list, without its head.
fn rows(name: &str) -> Vec<String> {
    let path = folder("dictionaries/words").join(name).with_extension("tsv");
    let text = std::fs::read_to_string(path).expect("the word lists are part of the repository");
    text.lines().filter(|line| !line.starts_with('#')).skip(1).map(str::to_owned).collect()
}

/// Words of lower case, the most frequent first.
fn plain_words() -> Vec<String> {
    let mut words: Vec<(f32, String)> = rows("word_statistics")
        .iter()
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (word, frequency, capitalised) = (cells.next()?, cells.next()?, cells.next()?);
            let plain = capitalised.parse::<f32>().ok()? < 0.2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            plain.then_some((frequency.parse().ok()?, word.to_owned()))
        })
        .collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    words.into_iter().map(|(_, word)| word).collect()
}

const ACCENTED: &[&str] = &["café", "façade", "naïve", "décor", "résumé", "première", "protégé", "coöperate"];
const IDEOGRAPHS: &[&str] = &["经济", "发展", "合作", "城市", "银行", "规划", "创新", "贸易", "水利", "论坛"];

/// Generated prose: frequent English words in the proportions of Zipf's law, numbers, commas, sentences, paragraphs.
pub(crate) struct Prose<'n> {
    random: Random,
    words: Vec<String>,
    /// Names to be strewn in; prose without names is all lower case but for the first words of sentences.
    names: &'n [String],
    ascii: bool,
}

impl<'n> Prose<'n> {
    /// Prose with a name for every ten words, the first names most often, and none if there are no `names`. Unless it is to be `ascii`,
    /// it has curly quotes, dashes, accents and Chinese in brackets: three bytes in a hundred are then not ASCII.
    pub(crate) fn new(names: &'n [String], ascii: bool) -> Self {
        Self { random: Random::new(2), words: plain_words(), names, ascii }
    }

    /// Documents of about `size` bytes, `total` bytes in all.
    pub(crate) fn documents(&mut self, total: usize, size: usize) -> Vec<String> {
        (0..(total / size).max(1)).map(|_| self.document(size)).collect()
    }

    fn document(&mut self, size: usize) -> String {
        let mut text = String::with_capacity(size + 300);
        while text.len() < size {
            for _ in 0..3 + self.random.below(4) {
                self.sentence(&mut text);
                text.push(' ');
            }
            text.pop();
            text.push_str("\n\n");
        }
        text
    }

    fn sentence(&mut self, text: &mut String) {
        let begin = text.len();
        let count = 8 + self.random.below(20);
        for i in 0..count {
            if !self.names.is_empty() && self.random.once_in(10) {
                self.name(text);
            } else if self.random.once_in(25) {
                self.number(text);
            } else if !self.ascii && self.random.once_in(40) {
                text.push_str(self.random.choose(ACCENTED));
            } else {
                text.push_str(self.random.choose_ranked(&self.words));
            }
            if i + 1 == count {
                text.push('.');
            } else if self.random.once_in(12) {
                text.push_str(if self.ascii || self.random.once_in(2) { ", " } else { " \u{2013} " });
            } else {
                text.push(' ');
            }
        }
        if let Some(first) = text.get_mut(begin..begin + 1) {
            first.make_ascii_uppercase();
        }
    }

    fn name(&mut self, text: &mut String) {
        let Self { random, names, ascii, .. } = self;
        let name = random.choose_ranked(names);
        if *ascii {
            text.push_str(name);
            return;
        }
        match random.below(8) {
            0 => text.extend(["\u{201C}", name, "\u{201D}"]),
            1 => text.extend([name, " (", random.choose(IDEOGRAPHS), random.choose(IDEOGRAPHS), ")"]),
            2 => text.extend([name, "\u{2019}s"]),
            _ => text.push_str(name),
        }
    }

    fn number(&mut self, text: &mut String) {
        let (whole, part) = (1 + self.random.below(900), self.random.below(10));
        text.push_str(&match self.random.below(4) {
            0 => format!("{whole}.{part} percent"),
            1 => format!("RMB{whole}.{part}bn"),
            2 => (1990 + whole % 40).to_string(),
            _ => format!("{whole},{part}00"),
        });
    }
}
