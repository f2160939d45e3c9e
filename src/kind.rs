//! [`Kind`]: the five kinds of mentions.

use std::fmt;
use std::str::FromStr;

/// What a mention names. The order is the order of preference when nothing else decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A strategy, plan, law, agreement or set slogan: "Belt and Road Initiative", "dual circulation".
    Policy,
    /// A fair, forum, congress, meeting, crisis or war: "China International Import Expo", "Two Sessions".
    Event,
    /// A company, bank, ministry, court, medium, university or other body: "Bank of China", "NDRC".
    Organization,
    /// A country, province, city, zone, river, airport or building: "Chengdu", "Liangjiang New Area".
    Place,
    /// A person, by full name or surname, without titles: "Liu Liange", "Liu".
    Person,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Self; 5] = [Self::Policy, Self::Event, Self::Organization, Self::Place, Self::Person];

    /// The lower-case name used in files and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Event => "event",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Person => "person",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KindSet(u8);

impl KindSet {
    pub(crate) const EMPTY: Self = Self(0);

    /// The set of one kind.
    pub(crate) const fn of(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }

    pub(crate) fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u8;
    }

    pub(crate) const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of this set that are not in `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// The text given to [`Kind::from_str`] names no kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown kind {:?}; the kinds are person, organization, place, policy and event", self.0)
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    /// Reads a kind by its name, in lower case.
    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| UnknownKind(name.to_owned()))
    }
}
