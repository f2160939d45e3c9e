//! What a document names and how often: the rows below the text in [`html`](super::html) and [`terminal`](super::terminal).

use std::collections::HashMap;

use super::{TaggedText, escape};
use crate::Kind;

/// An entity, or a name without one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row<'d> {
    pub(super) kind: Kind,
    /// The canonical name of the entity, or the name as it stands in the text.
    pub(super) name: String,
    pub(super) name_zh: Option<&'d str>,
    pub(super) id: Option<&'d str>,
    /// The number of mentions.
    pub(super) count: usize,
    /// The ways in which the text writes it, in order.
    pub(super) forms: Vec<String>,
}

/// The rows of a document: the most frequent first, those of one frequency in the order of their first mention.
pub(super) fn rows<'d>(document: &'d TaggedText<'_>) -> Vec<Row<'d>> {
    let mut rows: Vec<Row<'d>> = Vec::new();
    let mut places: HashMap<(Option<&str>, Kind, String), usize> = HashMap::new();
    for mention in document.mentions() {
        let form = escape::on_one_line(mention.text);
        let entity = mention.entity.as_ref();
        let unlinked = if entity.is_some() { String::new() } else { form.clone() };
        let at = *places.entry((entity.map(|entity| entity.id), mention.kind, unlinked)).or_insert(rows.len());
        if at == rows.len() {
            rows.push(Row {
                kind: mention.kind,
                name: entity.map_or_else(|| form.clone(), |entity| escape::on_one_line(entity.name)),
                name_zh: entity.and_then(|entity| entity.name_zh),
                id: entity.map(|entity| entity.id),
                count: 0,
                forms: Vec::new(),
            });
        }
        let row = &mut rows[at];
        row.count += 1;
        if !row.forms.contains(&form) {
            row.forms.push(form);
        }
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::samples::{BANK, tagged};
    use super::*;

    #[test]
    fn entities_are_counted_by_id_and_names_by_themselves() {
        let names = [
            ("Bank of\nChina", Kind::Organization, BANK),
            ("BOC", Kind::Organization, BANK),
            ("Liu", Kind::Person, None),
            ("Chengdu", Kind::Place, None),
        ];
        let document = tagged("Chengdu, Liu, Bank of\nChina, Liu, BOC, BOC", &names);
        let rows = rows(&document);
        let shown: Vec<_> = rows.iter().map(|row| (&*row.name, row.count, row.forms.join("|"))).collect();
        let want = [("Bank of China", 3, "Bank of China|BOC"), ("Liu", 2, "Liu"), ("Chengdu", 1, "Chengdu")];
        assert_eq!(shown, want.map(|(name, count, forms)| (name, count, forms.to_owned())));
    }
}
