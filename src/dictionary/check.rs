//! [`Tagger::check`]: what in a user's dictionary is legal and probably not meant.

use std::collections::HashMap;

use crate::Tagger;
use crate::text::{Token, tokens};

use super::entry::CasePolicy;
use super::parse::Dictionary;
use super::row::{self, Row};
use super::{Class, Lexicon, attributes};

/// Something in a row that is probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remark {
    /// The line of the file, from 1.
    pub line: usize,
    /// What it is, and what to do.
    pub message: String,
}

impl Tagger {
    /// Looks through a dictionary that is to be added to this tagger: ids that clash, names that are ordinary words, names that hide
    /// others or cannot be found, attributes that cannot be read. In order of lines; empty if all is well.
    ///
    /// ```
    /// use sinotag::{Dictionary, Tagger};
    ///
    /// let text = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\norg:report\tReport\n";
    /// let remarks = Tagger::bundled().check(&Dictionary::from_tsv("names.tsv", text)?);
    /// assert_eq!(remarks[0].line, 4);
    /// assert!(remarks[0].message.contains("ordinary word"));
    /// # Ok::<(), sinotag::Error>(())
    /// ```
    #[must_use]
    pub fn check(&self, dictionary: &Dictionary) -> Vec<Remark> {
        let mut checker = Checker { lexicon: self.lexicon(), tokens: Vec::new(), remarks: Vec::new() };
        let lines: HashMap<&str, u32> = dictionary.rows.iter().rev().map(|row| (&*row.id, row.line)).collect();
        let mut forms: HashMap<String, &Row> = HashMap::new();
        for row in &dictionary.rows {
            checker.ids(row, &lines);
            checker.attributes(row, &lines);
            if row.removes {
                checker.vetoes(row);
                continue;
            }
            checker.form(row, &row.name, row.case, row.needs_context, &mut forms);
            for alias in &row.aliases {
                checker.form(row, &alias.surface, alias.case.unwrap_or(row.case), alias.needs_context, &mut forms);
            }
        }
        checker.remarks.sort_by_key(|remark| remark.line);
        checker.remarks
    }
}

struct Checker<'l> {
    lexicon: &'l Lexicon,
    tokens: Vec<Token>,
    remarks: Vec<Remark>,
}

impl<'l> Checker<'l> {
    fn remark(&mut self, row: &Row, message: String) {
        self.remarks.push(Remark { line: row.line as usize, message });
    }

    fn ids(&mut self, row: &Row, lines: &HashMap<&str, u32>) {
        let prefix = row::id_prefix(row.kind);
        if !row.id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(':') && rest.len() > 1) {
            self.remark(row, format!("id {:?} of a row of kind {} should begin with \"{prefix}:\"", row.id, row.kind));
        }
        if let Some(&first) = lines.get(&*row.id)
            && first != row.line
        {
            self.remark(row, format!("id {:?} also stands in line {first}; the last row counts", row.id));
        }
        if let Some(known) = self.lexicon.by_id(&row.id) {
            let known = self.lexicon.entry(known);
            if known.kind != row.kind {
                let message = format!("id {:?} is known as that of a {}, {:?}", row.id, known.kind, known.name);
                self.remark(row, message);
            }
        }
    }

    fn attributes(&mut self, row: &Row, lines: &HashMap<&str, u32>) {
        for (key, value) in attributes::read(&row.attributes) {
            match (key, value) {
                ("parent", attributes::Value::Text(parent))
                    if !lines.contains_key(parent) && self.lexicon.by_id(parent).is_none() =>
                {
                    self.remark(row, format!("there is no entity {parent:?} to be the parent"));
                }
                ("from" | "to", attributes::Value::Text(date)) => {
                    if let Err(error) = date.parse::<crate::Date>() {
                        self.remark(row, format!("attribute {key:?}: {error}"));
                    }
                }
                ("office", attributes::Value::List(items)) => {
                    for item in items.split('|') {
                        if let Some((_, period)) = item.rsplit_once('@')
                            && let Err(error) = period.parse::<crate::Period>()
                        {
                            self.remark(row, format!("office {item:?}: {error}"));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn vetoes(&mut self, row: &Row) {
        for surface in std::iter::once(&row.name).chain(row.aliases.iter().map(|alias| &alias.surface)) {
            if self.lexicon.pattern_of(surface).is_none() {
                self.remark(row, format!("{surface:?} is no known name, so that there is nothing to remove"));
            }
        }
    }

    fn form<'d>(
        &mut self,
        row: &'d Row,
        surface: &str,
        case: CasePolicy,
        needs_context: bool,
        forms: &mut HashMap<String, &'d Row>,
    ) {
        tokens::tokenize(surface, &mut self.tokens);
        if !self.tokens.iter().any(|token| token.text(surface).chars().any(char::is_alphanumeric)) {
            self.remark(row, format!("{surface:?} holds no letter or digit, and will not be found"));
            return;
        }
        if let [token] = *self.tokens {
            let (_, classes) = self.lexicon.vocabulary.look_up(token.hash);
            let acronym = surface.chars().all(char::is_uppercase) && case != CasePolicy::Any;
            if !needs_context && !acronym && classes.has(Class::Common) {
                self.remark(row, format!("{surface:?} is an ordinary word as well; mark it with ~ (needs context)"));
            }
        }
        let key = surface.to_ascii_lowercase();
        match forms.get(&key) {
            Some(other) if other.id != row.id => {
                let message = format!("{surface:?} also names {:?} in line {}", other.id, other.line);
                self.remark(row, message);
            }
            _ => {
                forms.insert(key, row);
            }
        }
        if let Some(pattern) = self.lexicon.pattern_of(surface) {
            let hidden: Vec<&str> = self
                .lexicon
                .forms(pattern)
                .iter()
                .map(|form| self.lexicon.entry(form.entry).id)
                .filter(|id| *id != row.id)
                .collect();
            if !hidden.is_empty() {
                self.remark(row, format!("{surface:?} hides {}", hidden.join(", ")));
            }
        }
    }
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::*;

    #[test]
    fn remarks_name_line_and_cause() {
        let text = "#! format sinotag-dictionary 1\nid\tname\taliases\tkind\tflags\tattributes\n\
            org:quandex\tQuandex Holding\tQuandex\torganization\t\t\n\
            quandex\tQuandex Power\t\torganization\t\t\n\
            org:quandex\tQuandex Steel\tQuandex Holding\torganization\t\t\n\
            place:cn-110000\tQuandex City\t\torganization\t\t\n\
            org:gate\tGate\t~Report|*drive\torganization\t\t\n\
            org:marks\t!!!\t\torganization\t\t\n\
            org:other-bank\tBank of China\t\torganization\t\t\n\
            org:known\tQuandex Oil\t\torganization\t\tparent=org:nobody;from=lately\n\
            person:q\tOrla Fenwright\t\tperson\t\toffice=Mayor of Velmora@2019-2020\n\
            org:veto\tVelmora Unheard Of\t\torganization\tremove\t\n";
        let remarks = Tagger::bundled().check(&Dictionary::from_tsv("x.tsv", text).unwrap());
        let found: Vec<(usize, &str)> = remarks.iter().map(|remark| (remark.line, &*remark.message)).collect();
        let want = [
            (4, "id \"quandex\" of a row of kind organization should begin with \"org:\""),
            (5, "id \"org:quandex\" also stands in line 3; the last row counts"),
            (6, "id \"place:cn-110000\" of a row of kind organization should begin"),
            (6, "id \"place:cn-110000\" is known as that of a place, \"Beijing\""),
            (7, "\"Gate\" is an ordinary word as well"),
            (7, "\"drive\" is an ordinary word as well"),
            (8, "\"!!!\" holds no letter or digit"),
            (9, "\"Bank of China\" hides org:bank-of-china"),
            (10, "there is no entity \"org:nobody\" to be the parent"),
            (10, "attribute \"from\": \"lately\" is no date"),
            (11, "office \"Mayor of Velmora@2019-2020\":"),
            (12, "\"Velmora Unheard Of\" is no known name"),
        ];
        assert_eq!(found.len(), want.len(), "{found:#?}");
        for ((line, message), (want_line, begin)) in found.into_iter().zip(want) {
            assert_eq!(line, want_line, "{message}");
            assert!(message.starts_with(begin), "{message:?} should start with {begin:?}");
        }
    }

    #[test]
    fn a_good_dictionary_gives_no_remarks() {
        let text = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\taliases\nqx\tx\n";
        assert!(!Tagger::bundled().check(&Dictionary::from_tsv("x.tsv", text).unwrap()).is_empty());
        let text = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\taliases\norg:quandex\tQuandex Holding\tQuandex|~QDX\n";
        assert_eq!(Tagger::bundled().check(&Dictionary::from_tsv("x.tsv", text).unwrap()), []);
    }
}
