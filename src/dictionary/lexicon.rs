//! [`Lexicon`]: all that the dictionaries know, built once and then only read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::text::{Token, fold, tokens};

use super::Country;
use super::entry::{CasePolicy, Entry, EntryData, EntryId, Form};
use super::matcher::PatternId;
use super::texts::Texts;
use super::trie::Trie;
use super::vocabulary::{Vocabulary, WordId};

/// Entities, their surface forms, and the tables that find them.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) vocabulary: Vocabulary,
    pub(super) entries: Vec<EntryData>,
    /// What entries and forms are slices of.
    pub(super) texts: Texts,
    /// The dictionary files, as errors call them.
    pub(super) files: Vec<PathBuf>,
    /// All forms, those of one pattern side by side.
    pub(super) forms: Vec<Form>,
    /// The patterns of two words or more.
    pub(super) names: Trie,
    /// Countries by the words for what belongs to them and their people: Brazilian.
    pub(super) demonyms: HashMap<WordId, Country>,
    /// Entries by id, made when first asked for: only ambiguous places need it.
    pub(super) ids: OnceLock<HashMap<String, EntryId>>,
}

impl Lexicon {
    pub(crate) fn entry(&self, id: EntryId) -> Entry<'_> {
        self.entries[id.0 as usize].view(&self.texts)
    }

    /// All entries, in the order of the files.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (EntryId, Entry<'_>)> {
        (0..).map(EntryId).zip(self.entries.iter().map(|entry| entry.view(&self.texts)))
    }

    /// The file that an entry comes from.
    pub(crate) fn file_of(&self, entry: Entry<'_>) -> &Path {
        &self.files[entry.origin.file as usize]
    }

    /// All surface forms, those of one pattern side by side.
    pub(crate) fn all_forms(&self) -> &[Form] {
        &self.forms
    }

    /// The pattern whose words are those of `name`, in any case.
    pub(crate) fn pattern_of(&self, name: &str) -> Option<PatternId> {
        let mut read = Vec::new();
        tokens::tokenize(name, &mut read);
        let words: Vec<WordId> = read.iter().map(|token| self.vocabulary.look_up(token.hash).0).collect();
        if let [word] = *words {
            return self.single(word);
        }
        let mut whole = None;
        self.names.find(&words, |length, pattern| {
            if length == words.len() {
                whole = Some(pattern);
            }
        });
        whole
    }

    /// The country that a word for its people or what belongs to it names.
    pub(crate) fn country_of_demonym(&self, word: WordId) -> Option<Country> {
        self.demonyms.get(&word).copied()
    }

    /// The entry whose id is `id`.
    pub(crate) fn by_id(&self, id: &str) -> Option<EntryId> {
        let ids =
            self.ids.get_or_init(|| self.entries().map(|(number, entry)| (entry.id.to_owned(), number)).collect());
        ids.get(id).copied()
    }

    /// The pattern that the single word `word` is.
    pub(crate) fn single(&self, word: WordId) -> Option<PatternId> {
        self.vocabulary.pattern(word)
    }

    /// The surface forms of a pattern, whatever their case policy.
    pub(crate) fn forms(&self, pattern: PatternId) -> &[Form] {
        let forms = &self.forms[pattern.0 as usize..];
        let last = forms.iter().position(|form| form.last).unwrap_or(0);
        &forms[..=last]
    }

    /// The text of a form, as the dictionary writes it.
    pub(crate) fn surface(&self, form: &Form) -> &str {
        self.texts.get(form.surface)
    }

    /// The forms of a pattern whose case policy allows the tokens of `text` that were matched.
    pub(crate) fn allowed_forms<'l>(
        &'l self,
        pattern: PatternId,
        text: &'l str,
        matched: &'l [Token],
    ) -> impl Iterator<Item = &'l Form> {
        self.forms(pattern).iter().filter(move |form| {
            if form.capitals.letters {
                letters_allow(form.case, self.surface(form), text, matched)
            } else {
                form.capitals.allow(matched)
            }
        })
    }
}

/// Compares a surface form with matched tokens, letter by letter.
fn letters_allow(case: CasePolicy, surface: &str, text: &str, matched: &[Token]) -> bool {
    // The tokens of the form, without tokenizing it again: each is found where the one before it ended.
    let mut rest = surface;
    for token in matched {
        rest = rest.trim_start();
        let token = token.text(text);
        // Of another spelling only the first letter can be compared; what follows its letters is the next word.
        let (compared, used) = match same_word(rest, token) {
            Some(length) => (length, length),
            None => (
                rest.chars().next().map_or(0, char::len_utf8),
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            ),
        };
        if !case.allows(&rest[..compared], token) {
            return false;
        }
        rest = &rest[used..];
    }
    true
}

/// The length in bytes of the front of `rest` that is the same word as `token`, but for case and typography.
fn same_word(rest: &str, token: &str) -> Option<usize> {
    if token.is_ascii()
        && let Some(front) = rest.as_bytes().get(..token.len())
        && front.eq_ignore_ascii_case(token.as_bytes())
    {
        return Some(token.len());
    }
    let length = token.chars().count();
    let end = rest.char_indices().nth(length).map_or(rest.len(), |(i, _)| i);
    fold::folded(&rest[..end]).eq(fold::folded(token)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::entry::Capitals;

    #[test]
    fn letters_are_compared_as_the_policy_says() {
        for (surface, case, text, want) in [
            ("Bank of China", CasePolicy::Capitalised, "BANK OF CHINA", true),
            ("Bank of China", CasePolicy::Capitalised, "bank of china", false),
            ("Bank of China", CasePolicy::Capitalised, "Bank of china", false),
            ("Xi'an", CasePolicy::Exact, "Xi\u{2019}an", true),
            ("Xi'an", CasePolicy::Exact, "XI'AN", false),
            ("Trade Centre", CasePolicy::Capitalised, "Trade Center", true),
            ("Trade Centre", CasePolicy::Capitalised, "Trade center", false),
            ("US", CasePolicy::Exact, "Us", false),
            ("NDRC", CasePolicy::Capitalised, "NDRC", true),
            ("NDRC", CasePolicy::Capitalised, "Ndrc", false),
            ("S&P Global", CasePolicy::Capitalised, "S&P Global", true),
            ("S&P Global", CasePolicy::Capitalised, "s&p Global", false),
            ("PBoC", CasePolicy::Capitalised, "PBOC", true),
            ("PBoC", CasePolicy::Capitalised, "Pboc", false),
            ("iPhone City", CasePolicy::Capitalised, "iPhone City", true),
            ("iPhone City", CasePolicy::Capitalised, "iphone City", false),
            ("3M China", CasePolicy::Capitalised, "3m China", false),
            ("Île-de-France", CasePolicy::Capitalised, "île-de-France", false),
        ] {
            let (mut tokens, mut form) = (Vec::new(), Vec::new());
            tokens::tokenize(text, &mut tokens);
            tokens::tokenize(surface, &mut form);
            let capitals = Capitals::of(case, surface, &form);
            assert_eq!(letters_allow(case, surface, text, &tokens), want, "{surface} {text}");
            if !capitals.letters {
                assert_eq!(capitals.allow(&tokens), want, "{surface} {text}");
            }
        }
    }
}
