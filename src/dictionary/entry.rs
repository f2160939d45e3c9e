//! [`Entry`]: one known entity; [`Form`]: one way to write its name.

use std::borrow::Cow;

use super::Country;
use super::image::{Bytes, Fixed, fixed};
use super::texts::{Slice, Texts};
use crate::Kind;
use crate::text::{Shape, Token, fold};

/// Text of a row: borrowed from a bundled file, owned for a user's.
pub(crate) type Words = Cow<'static, str>;

/// The number of an entry in its [`Lexicon`](super::Lexicon).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryId(pub(crate) u32);

/// One entity, as its row gives it. A view: the lexicon holds [`EntryData`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'l> {
    pub(crate) id: &'l str,
    pub(crate) name: &'l str,
    pub(crate) name_zh: &'l str,
    pub(crate) kind: Kind,
    pub(crate) subkind: &'l str,
    /// 0 to 9: which entity a shared name means when nothing else decides.
    pub(crate) prominence: u8,
    /// `key=value;key=value`, read on demand by [`attributes`](super::attributes).
    pub(crate) attributes: &'l str,
    pub(crate) origin: Origin,
}

/// An entry in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryData {
    pub(super) id: Slice,
    pub(super) name: Slice,
    pub(super) name_zh: Slice,
    pub(super) subkind: Slice,
    pub(super) attributes: Slice,
    pub(super) kind: Kind,
    pub(super) prominence: u8,
    /// The country it belongs to.
    pub(super) country: Country,
    pub(super) origin: Origin,
}

impl EntryData {
    pub(super) fn view(self, texts: &Texts) -> Entry<'_> {
        Entry {
            id: texts.get(self.id),
            name: texts.get(self.name),
            name_zh: texts.get(self.name_zh),
            kind: self.kind,
            subkind: texts.get(self.subkind),
            prominence: self.prominence,
            attributes: texts.get(self.attributes),
            origin: self.origin,
        }
    }
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What the case policy of a form asks of the shapes of the tokens that it matches, one bit a token. It saves comparing letters for
/// all names but those like `PBoC` and `iPhone`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Capitals {
    /// Tokens that must begin with a capital.
    first: u32,
    /// Tokens that must have nothing but capitals.
    all: u32,
    /// Letters have to be compared.
    pub(super) letters: bool,
}

impl Capitals {
    /// What a form asks whose tokens are `tokens`.
    pub(super) fn of(case: CasePolicy, surface: &str, tokens: &[Token]) -> Self {
        const LETTERS: Capitals = Capitals { first: 0, all: 0, letters: true };
        match case {
            CasePolicy::Any => return Self::default(),
            CasePolicy::Exact => return LETTERS,
            CasePolicy::Capitalised if tokens.len() > 32 => return LETTERS,
            CasePolicy::Capitalised => {}
        }
        let mut capitals = Self::default();
        for (i, token) in tokens.iter().enumerate() {
            let text = token.text(surface);
            let upper = text.chars().filter(|c| c.is_uppercase()).count();
            if upper == 0 {
            } else if text.is_ascii() && upper == 1 && text.as_bytes()[0].is_ascii_uppercase() {
                capitals.first |= 1 << i;
            } else if text.is_ascii() && token.shape.has(Shape::ALL_CAPS) {
                capitals.all |= 1 << i;
            } else {
                return LETTERS;
            }
        }
        capitals
    }

    /// Whether tokens of a text with the same words have the shapes.
    pub(super) fn allow(self, matched: &[Token]) -> bool {
        let (mut first, mut all) = (self.first, self.all);
        for token in matched {
            if first & 1 != 0 && !token.shape.has(Shape::CAPITALISED)
                || all & 1 != 0 && !token.shape.has(Shape::ALL_CAPS)
            {
                return false;
            }
            first >>= 1;
            all >>= 1;
        }
        true
    }
}

/// One surface form of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) entry: EntryId,
    /// The form as the dictionary writes it.
    pub(super) surface: Slice,
    pub(super) capitals: Capitals,
    pub(super) case: CasePolicy,
    /// The kind of its entry.
    pub(crate) kind: Kind,
    /// The country of its entry: linking asks for it at every mention, and the entry itself is far away in memory.
    pub(crate) country: Country,
    /// The form is ambiguous: it counts only where the document supports it.
    pub(crate) needs_context: bool,
    /// The form comes from a user's dictionary, and hides bundled forms that are written alike.
    pub(crate) of_user: bool,
    /// It is the last form of its pattern.
    pub(super) last: bool,
}

fixed!(Origin { file: u32, line: u32 });
fixed!(Capitals { first: u32, all: u32, letters: bool });
fixed!(EntryData {
    id: Slice,
    name: Slice,
    name_zh: Slice,
    subkind: Slice,
    attributes: Slice,
    kind: Kind,
    prominence: u8,
    country: Country,
    origin: Origin,
});
fixed!(Form {
    entry: EntryId,
    surface: Slice,
    capitals: Capitals,
    case: CasePolicy,
    kind: Kind,
    country: Country,
    needs_context: bool,
    of_user: bool,
    last: bool,
});

impl Fixed for Kind {
    const SIZE: usize = 1;

    fn put(&self, image: &mut Vec<u8>) {
        image.push(*self as u8);
    }

    #[inline]
    fn get(bytes: &mut Bytes<'_>) -> Self {
        Self::ALL[usize::from(u8::get(bytes))]
    }
}

impl Fixed for CasePolicy {
    const SIZE: usize = 1;

    fn put(&self, image: &mut Vec<u8>) {
        image.push(*self as u8);
    }

    #[inline]
    fn get(bytes: &mut Bytes<'_>) -> Self {
        [Self::Exact, Self::Capitalised, Self::Any][usize::from(u8::get(bytes))]
    }
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
