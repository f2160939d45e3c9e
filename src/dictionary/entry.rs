//! [`Entry`]: one known entity; [`Form`]: one way to write its name.

use std::borrow::Cow;

use crate::Kind;
use crate::text::fold;

/// Text of an entry: borrowed from a bundled file, owned for a user's.
pub(crate) type Words = Cow<'static, str>;

/// The number of an entry in its [`Lexicon`](super::Lexicon).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryId(pub(crate) u32);

/// One row of a dictionary.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) id: Words,
    pub(crate) name: Words,
    pub(crate) name_zh: Words,
    pub(crate) kind: Kind,
    pub(crate) subkind: Words,
    /// 0 to 9: which entity a shared name means when nothing else decides.
    pub(crate) prominence: u8,
    /// `key=value;key=value`, read on demand by [`attributes`](super::attributes).
    pub(crate) attributes: Words,
    pub(crate) origin: Origin,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    /// The number of the file in its [`Lexicon`](super::Lexicon).
    pub(crate) file: u32,
    /// The line, from 1.
    pub(crate) line: u32,
}

/// How the case of a text is compared with the case of a name. See `dictionaries/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CasePolicy {
    Exact,
    Capitalised,
    Any,
}

impl CasePolicy {
    pub(super) fn of(kind: Kind) -> Self {
        if kind == Kind::Policy { Self::Any } else { Self::Capitalised }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "exact" => Some(Self::Exact),
            "capitalised" => Some(Self::Capitalised),
            "any" => Some(Self::Any),
            _ => None,
        }
    }

    /// Whether the token `text` may stand for the token `name`, given that both fold to the same word.
    pub(super) fn allows(self, name: &str, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact => name == text || name.chars().map(fold::unify).eq(text.chars().map(fold::unify)),
            Self::Capitalised if name.is_ascii() && text.is_ascii() => {
                name.bytes().zip(text.bytes()).all(|(n, t)| !n.is_ascii_uppercase() || t.is_ascii_uppercase())
            }
            // Another spelling of the word ("centre") may be shorter: its first letters have been compared.
            Self::Capitalised => name.chars().zip(text.chars()).all(|(n, t)| !n.is_uppercase() || t.is_uppercase()),
        }
    }
}

/// One surface form of an entry.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) entry: EntryId,
    pub(crate) surface: Words,
    pub(crate) case: CasePolicy,
    /// The form is ambiguous: it counts only where the document supports it.
    pub(crate) needs_context: bool,
    /// The form comes from a user's dictionary, and hides bundled forms that are written alike.
    pub(crate) of_user: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_policies() {
        use CasePolicy::*;
        for (policy, name, text, want) in [
            (Exact, "BRI", "BRI", true),
            (Exact, "BRI", "Bri", false),
            (Exact, "Xi'an", "Xi\u{2019}an", true),
            (Exact, "Qu\u{2019}fu", "Qu'fu", true),
            (Capitalised, "Bank", "BANK", true),
            (Capitalised, "Bank", "bank", false),
            (Capitalised, "of", "Of", true),
            (Capitalised, "WHO", "Who", false),
            (Capitalised, "PBoC", "PBOC", true),
            (Capitalised, "Centre", "Center", true),
            (Any, "dual", "DUAL", true),
        ] {
            assert_eq!(policy.allows(name, text), want, "{policy:?} {name} {text}");
        }
    }
}
