//! [`LexiconBuilder`]: dictionaries on their way into the tables of a [`Lexicon`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::text::{Token, tokens};
use crate::{Error, Kind};

use super::attributes::{self, Value};
use super::classes::Classes;
use super::entry::{Capitals, CasePolicy, EntryData, EntryId, Form, Origin, Words};
use super::lexicon::Lexicon;
use super::matcher::PatternId;
use super::row::Row;
use super::texts::{Slice, Texts};
use super::trie::Trie;
use super::vocabulary::{VocabularyBuilder, WordId};
use super::{Country, bundled, tsv, words};

/// A form before it is numbered.
#[derive(Clone, Copy)]
struct NewForm {
    entry: EntryId,
    kind: Kind,
    country: Country,
    case: CasePolicy,
    needs_context: bool,
    of_user: bool,
}

/// Collects dictionaries, then builds a [`Lexicon`].
#[derive(Debug)]
pub(crate) struct LexiconBuilder {
    vocabulary: VocabularyBuilder,
    entries: Vec<EntryData>,
    files: Vec<PathBuf>,
    texts: Texts,
    names: Trie,
    /// The first two words of each pattern; the second is unknown if it has but one.
    patterns: Vec<[WordId; 2]>,
    /// Forms in the order they came, with their pattern.
    forms: Vec<(PatternId, Form)>,
    /// Patterns that bundled rows must not have.
    vetoed: Vec<PatternId>,
    scratch: Vec<Token>,
    /// The words of the form that was read last, and the same without hyphens.
    words: Vec<WordId>,
    joined: Vec<WordId>,
    hyphen: WordId,
    /// Entries by id, once a user's dictionary comes.
    ids: HashMap<String, EntryId>,
}

impl LexiconBuilder {
    pub(crate) fn new() -> Self {
        let mut vocabulary = VocabularyBuilder::new();
        let hyphen = vocabulary.insert("-");
        Self {
            vocabulary,
            entries: Vec::new(),
            files: Vec::new(),
            texts: Texts::default(),
            names: Trie::new(),
            patterns: Vec::new(),
            forms: Vec::new(),
            vetoed: Vec::new(),
            scratch: Vec::new(),
            words: Vec::new(),
            joined: Vec::new(),
            hyphen,
            ids: HashMap::new(),
        }
    }

    /// Adds the word lists that ship: rules need them whatever dictionary is used.
    pub(crate) fn add_word_lists(&mut self) -> Result<(), Error> {
        for (path, text) in bundled::WORD_LISTS {
            words::add(&mut self.vocabulary, Path::new(path), text)?;
        }
        Ok(())
    }

    /// Adds the dictionaries that ship.
    pub(crate) fn add_bundled(&mut self) -> Result<(), Error> {
        // About as many as there are: growing these tables step by step is a tenth of the start.
        let bytes: usize = bundled::DICTIONARIES.iter().map(|(_, text)| text.len()).sum();
        self.entries.reserve(bytes / 128);
        self.forms.reserve(bytes / 50);
        self.patterns.reserve(bytes / 60);
        for &(path, text) in bundled::DICTIONARIES {
            self.files.push(path.into());
            self.texts.add_bundled(text);
            tsv::dictionary_rows(Path::new(path), text, Cow::Borrowed, |row| self.add_row(row, false))?;
        }
        Ok(())
    }

    /// Adds the rows of a user's file: they hide bundled forms that are written alike.
    pub(super) fn add_user(&mut self, path: PathBuf, rows: Vec<Row>) {
        self.files.push(path);
        for row in rows {
            if row.removes {
                self.veto(&row.name);
                for alias in &row.aliases {
                    self.veto(&alias.surface);
                }
            } else {
                self.add_row(row, true);
            }
        }
    }

    /// Vetoes a surface form of the bundled dictionaries.
    pub(crate) fn veto(&mut self, surface: &str) {
        // Whatever the policy of the forms it vetoes, with and without hyphens.
        self.read_words(surface, CasePolicy::Any);
        let patterns = self.patterns_read();
        self.vetoed.extend(patterns);
    }

    fn add_row(&mut self, row: Row, of_user: bool) {
        let entry = self.entry_of(&row, of_user);
        let mut form = NewForm {
            entry,
            kind: row.kind,
            country: self.entries[entry.0 as usize].country,
            case: row.case,
            needs_context: row.needs_context,
            of_user,
        };
        self.add_form(form, row.name);
        for alias in row.aliases {
            form.case = alias.case.unwrap_or(row.case);
            form.needs_context = alias.needs_context;
            self.add_form(form, alias.surface);
        }
    }

    /// The entry of a row: a new one, or, for a user's row with the id of an entity that is known, that one with the user's fields
    /// in place of its own.
    fn entry_of(&mut self, row: &Row, of_user: bool) -> EntryId {
        let new = EntryData {
            id: self.texts.keep(&row.id),
            name: self.texts.keep(&row.name),
            name_zh: self.texts.keep(&row.name_zh),
            subkind: self.texts.keep(&row.subkind),
            attributes: self.texts.keep(&row.attributes),
            kind: row.kind,
            prominence: row.prominence,
            country: row.country,
            origin: Origin { file: self.files.len() as u32 - 1, line: row.line },
        };
        if of_user {
            if self.ids.is_empty() {
                let id = |entry: &EntryData| self.texts.get(entry.id).to_owned();
                self.ids = (0..).zip(&self.entries).map(|(number, entry)| (id(entry), EntryId(number))).collect();
            }
            let number = EntryId(self.entries.len() as u32);
            let known = *self.ids.entry(row.id.to_string()).or_insert(number);
            if known != number && self.entries[known.0 as usize].kind == row.kind {
                let old = &mut self.entries[known.0 as usize];
                let keep = |new: Slice, old: Slice| if new.is_empty() { old } else { new };
                *old = EntryData {
                    country: if new.country == Country::NONE { old.country } else { new.country },
                    name_zh: keep(new.name_zh, old.name_zh),
                    subkind: keep(new.subkind, old.subkind),
                    attributes: keep(new.attributes, old.attributes),
                    ..new
                };
                return known;
            }
        }
        self.entries.push(new);
        EntryId(self.entries.len() as u32 - 1)
    }

    fn add_form(&mut self, form: NewForm, surface: Words) {
        self.read_words(&surface, form.case);
        // Forms with two spellings have no capitals to compare.
        let capitals = Capitals::of(form.case, &surface, &self.scratch);
        let NewForm { entry, kind, country, case, needs_context, of_user } = form;
        let surface = self.texts.keep(&surface);
        for pattern in self.patterns_read() {
            let form = Form { entry, surface, capitals, case, kind, country, needs_context, of_user, last: false };
            self.forms.push((pattern, form));
        }
    }

    /// The patterns of the sequences that were read last, new or old.
    fn patterns_read(&mut self) -> impl Iterator<Item = PatternId> + use<> {
        let Self { vocabulary, names, patterns, words, joined, .. } = self;
        [&*joined, &*words]
            .map(|words| {
                let new = PatternId(patterns.len() as u32);
                let pattern = match **words {
                    [] => return None,
                    [word] => vocabulary.pattern_or_insert(word, new),
                    _ => names.insert(words, new),
                };
                if pattern == new {
                    patterns.push([words[0], words.get(1).copied().unwrap_or(WordId::UNKNOWN)]);
                }
                Some(pattern)
            })
            .into_iter()
            .flatten()
    }

    /// Reads the sequences of words that a surface form is into `words` and `joined`: slogans come with and without their hyphens
    /// ("high-quality development", "high quality development"). What there is not is empty.
    fn read_words(&mut self, surface: &str, case: CasePolicy) {
        let Self { vocabulary, scratch, words, joined, hyphen, .. } = self;
        tokens::tokenize(surface, scratch);
        words.clear();
        words.extend(scratch.iter().map(|token| vocabulary.insert_hashed(token.text(surface), token.hash)));
        joined.clear();
        if case == CasePolicy::Any && words.contains(hyphen) {
            joined.extend(words.iter().filter(|word| *word != hyphen));
        }
    }

    /// Builds the tables.
    pub(crate) fn build(self) -> Result<Lexicon, Error> {
        let Self {
            mut vocabulary, entries, files, texts, mut names, patterns, forms: mut forms_read, vetoed, ids, ..
        } = self;
        if !ids.is_empty() {
            // A user's row may have said another country of a known entity.
            for (_, form) in &mut forms_read {
                form.country = entries[form.entry.0 as usize].country;
            }
        }
        if patterns.len() >= Trie::MOST {
            return Err(Error::too_large("they hold too many names"));
        }
        if texts.are_too_long() {
            return Err(Error::too_large("they hold more than 4 GiB of text"));
        }
        let mut hidden = vec![false; patterns.len()];
        for pattern in vetoed {
            hidden[pattern.0 as usize] = true;
        }
        for (pattern, form) in &forms_read {
            hidden[pattern.0 as usize] |= form.of_user;
        }
        // Within a pattern, forms stay in the order of the files.
        let kept =
            by_pattern(&forms_read, patterns.len(), |(pattern, form)| form.of_user || !hidden[pattern.0 as usize]);

        // By pattern; none for those without forms, which are hidden.
        let mut first_form = Vec::with_capacity(patterns.len());
        let mut pairs = Vec::with_capacity(patterns.len());
        let mut forms: Vec<Form> = Vec::with_capacity(kept.len());
        let mut kept = kept.into_iter().map(|number| forms_read[number as usize]).peekable();
        let text_of = |form: &Form| texts.get(form.surface);
        for (pattern, [first, second]) in (0..).map(PatternId).zip(patterns.iter().copied()) {
            let before = forms.len();
            while let Some((_, form)) = kept.next_if(|(of, _)| *of == pattern) {
                // An alias that is written like another of its row is one form with it.
                if !forms[before..]
                    .iter()
                    .any(|f| f.entry == form.entry && text_of(f) == text_of(&form) && f.case == form.case)
                {
                    forms.push(form);
                }
            }
            let Some(last) = forms[before..].last_mut() else {
                first_form.push(PatternId::NONE);
                continue;
            };
            last.last = true;
            first_form.push(PatternId(before as u32));
            let lower_case = forms[before..]
                .iter()
                .any(|form| form.case == CasePolicy::Any || text_of(form).starts_with(|c: char| !c.is_uppercase()));
            if second == WordId::UNKNOWN {
                let lower_case = if lower_case { Classes::LOWER_CASE_NAME } else { Classes::NONE };
                vocabulary.add_class(first, lower_case);
            } else {
                let begins = if lower_case { Classes::BEGINS_LOWER_CASE } else { Classes::NONE };
                vocabulary.add_class(first, Classes::BEGINS_NAME | begins);
                vocabulary.add_class(second, Classes::SECOND_IN_NAME);
                pairs.push(([first, second], lower_case));
            }
        }
        names.begin(&pairs);
        names.renumber(|pattern| first_form[pattern.0 as usize]);
        vocabulary.renumber(|pattern| first_form[pattern.0 as usize]);
        let mut demonyms = HashMap::new();
        for entry in entries.iter().filter(|entry| entry.country != Country::NONE) {
            let cell = texts.get(entry.attributes);
            if cell.contains("demonym=")
                && let Some(Value::List(items)) = attributes::value(cell, "demonym")
            {
                demonyms.extend(items.split('|').map(|item| (vocabulary.insert(item), entry.country)));
            }
        }
        let vocabulary = vocabulary.finish();
        Ok(Lexicon { vocabulary, entries, texts, files, forms, names, demonyms, ids: OnceLock::new() })
    }
}

/// The numbers of those forms that are `kept`, ordered by pattern and then as they stand. Counting is three times as fast as sorting.
fn by_pattern(forms: &[(PatternId, Form)], patterns: usize, kept: impl Fn(&(PatternId, Form)) -> bool) -> Vec<u32> {
    let mut next = vec![0u32; patterns + 1];
    for (pattern, _) in forms.iter().filter(|form| kept(form)) {
        next[pattern.0 as usize + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut order = vec![0; next[patterns] as usize];
    for (number, form) in (0..).zip(forms).filter(|(_, form)| kept(form)) {
        let at = &mut next[form.0.0 as usize];
        order[*at as usize] = number;
        *at += 1;
    }
    order
}
