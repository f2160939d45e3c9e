//! [`Row`]: one entity as a dictionary file gives it. What the cells of a row mean, whatever the format of the file.

use std::borrow::Cow;

use crate::Kind;

use super::entry::{CasePolicy, Words};
use super::{Country, attributes};

/// One row of a dictionary, as read.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The line of the file, from 1.
    pub(super) line: u32,
    pub(super) id: Words,
    pub(super) kind: Kind,
    pub(super) name: Words,
    pub(super) name_zh: Words,
    pub(super) subkind: Words,
    pub(super) prominence: u8,
    pub(super) attributes: Words,
    pub(super) country: Country,
    pub(super) case: CasePolicy,
    /// The canonical name needs context.
    pub(super) needs_context: bool,
    /// The row vetoes its surface forms instead of adding them.
    pub(super) removes: bool,
    pub(super) aliases: Vec<Alias>,
}

#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub(super) surface: Words,
    pub(super) case: Option<CasePolicy>,
    pub(super) needs_context: bool,
}

/// The cells of a row but for its aliases; empty where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cells<'a> {
    /// None where the format lets it be made from the name.
    pub(super) id: Option<&'a str>,
    pub(super) name: &'a str,
    pub(super) name_zh: &'a str,
    pub(super) kind: &'a str,
    pub(super) subkind: &'a str,
    pub(super) case: &'a str,
    pub(super) prominence: &'a str,
    pub(super) flags: &'a str,
    pub(super) attributes: &'a str,
}

/// What the header of a file says for all its rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Defaults {
    pub(super) kind: Option<Kind>,
    pub(super) case: Option<CasePolicy>,
    /// The country of rows that name none.
    pub(super) country: Country,
}

impl Row {
    /// Checks the cells. `keep` turns a cell into what the row holds: a borrow for bundled text, a copy for a user's.
    pub(super) fn read<'a>(
        line: usize,
        cells: Cells<'a>,
        aliases: impl Iterator<Item = &'a str>,
        defaults: Defaults,
        keep: impl Fn(&'a str) -> Words,
    ) -> Result<Self, String> {
        let name = cells.name;
        if let Some(id) = cells.id
            && (id.is_empty()
                || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b':')))
        {
            return Err(format!("id {id:?} must be lower-case ASCII letters, digits, hyphens and a colon"));
        }
        if name.trim().is_empty() {
            return Err(match cells.id {
                Some(id) => format!("row {id:?} has no name"),
                None => "the row has no name".to_owned(),
            });
        }
        let kind = match cells.kind {
            "" => defaults.kind.ok_or_else(|| format!("row {:?} has no kind", cells.id.unwrap_or(name)))?,
            cell => cell.parse::<Kind>().map_err(|error| error.to_string())?,
        };
        let case = match cells.case {
            "" => defaults.case.unwrap_or(CasePolicy::of(kind)),
            cell => case_policy(cell)?,
        };
        let prominence = match cells.prominence {
            "" => 5,
            cell => match cell.parse::<u8>() {
                Ok(value @ 0..=9) => value,
                _ => return Err(format!("prominence {cell:?} must be a digit from 0 to 9")),
            },
        };
        let (mut needs_context, mut removes) = (false, false);
        for flag in cells.flags.split('|').filter(|flag| !flag.is_empty()) {
            match flag {
                "context" => needs_context = true,
                "remove" => removes = true,
                _ => return Err(format!("unknown flag {flag:?}; the flags are context and remove")),
            }
        }
        attributes::check(cells.attributes)?;
        let aliases = aliases
            .filter(|alias| !alias.is_empty())
            .map(|alias| match markers(alias) {
                Some((surface, case, needs_context)) => Ok(Alias { surface: keep(surface), case, needs_context }),
                None => Err(format!("alias {alias:?} is nothing but markers")),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            line: line as u32,
            id: match cells.id {
                Some(id) => keep(id),
                None => Cow::Owned(id_from(kind, name)?),
            },
            kind,
            name: keep(name),
            name_zh: keep(cells.name_zh),
            subkind: keep(cells.subkind),
            prominence,
            attributes: keep(cells.attributes),
            country: match Country::of_attributes(cells.attributes) {
                Country::NONE => defaults.country,
                country => country,
            },
            case,
            needs_context,
            removes,
            aliases,
        })
    }
}

/// A cell of a user's file, which does not outlive its reading.
pub(super) fn copied(cell: &str) -> Words {
    Cow::Owned(cell.to_owned())
}

pub(super) fn case_policy(name: &str) -> Result<CasePolicy, String> {
    CasePolicy::from_name(name)
        .ok_or_else(|| format!("unknown case policy {name:?}; they are exact, capitalised and any"))
}

/// Reads the markers in front of an alias.
fn markers(mut alias: &str) -> Option<(&str, Option<CasePolicy>, bool)> {
    let (mut case, mut needs_context) = (None, false);
    loop {
        match alias.chars().next()? {
            '~' => needs_context = true,
            '=' => case = Some(CasePolicy::Exact),
            '*' => case = Some(CasePolicy::Any),
            _ => return Some((alias, case, needs_context)),
        }
        alias = &alias[1..];
    }
}

/// What the ids of a kind begin with.
pub(super) fn id_prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Organization => "org",
        Kind::Policy => "policy",
        Kind::Event => "event",
        Kind::Place => "place",
        Kind::Person => "person",
    }
}

/// The id that a name gives: `org:bank-of-china`. So a row without an id whose name is that of a bundled entity adds to it.
pub(super) fn id_from(kind: Kind, name: &str) -> Result<String, String> {
    let mut id = format!("{}:", id_prefix(kind));
    let bare = id.len();
    for c in name.chars().filter(|c| !matches!(c, '\'' | '\u{2019}' | '.')) {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if id.len() > bare && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.len() > bare { Ok(id) } else { Err(format!("no id can be made from the name {name:?}: give the row one")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_from_names() {
        for (name, want) in [
            ("Bank of China", Ok("org:bank-of-china")),
            ("Yum! Brands", Ok("org:yum-brands")),
            ("U.S. People's Bank (Ltd.)", Ok("org:us-peoples-bank-ltd")),
            ("中国银行", Err(())),
        ] {
            assert_eq!(id_from(Kind::Organization, name).as_deref().map_err(drop), want, "{name}");
        }
    }
}
