//! [`Classes`]: what single words are good for, as one bit set a word.

use std::ops::{BitOr, BitOrAssign};

use super::image::fixed;

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// One class of words. The names are those of the word lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class {
            $($(#[$doc])* $variant,)*
        }

        impl Class {
            /// The class that word lists call `name`.
            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// A Chinese surname in pinyin: Liu, Ouyang.
    SurnameChinese = "surname-chinese",
    /// A Chinese surname in another romanisation: Wong, Tsai.
    SurnameChineseVariant = "surname-chinese-variant",
    SurnameWestern = "surname-western",
    /// Japanese, Korean, Vietnamese surnames.
    SurnameAsian = "surname-asian",
    /// A given name that stands first: Janet, Shinzo, Joko.
    NameFirst = "name-first",
    /// van, de, bin, al.
    NameParticle = "name-particle",
    /// A syllable of Mandarin in pinyin, lower-case.
    SyllablePinyin = "syllable-pinyin",
    /// A syllable that occurs in Chinese given names.
    SyllableGiven = "syllable-given",
    /// A syllable of Chinese or Korean given names in other romanisations.
    SyllableRomanised = "syllable-romanised",
    /// Mr, Ms, Sir: only before names.
    Honorific = "honorific",
    /// President, Premier, Chairman: a role that may stand before a name, capitalised or not.
    Title = "title",
    /// General, King, Major, Chief: a title that is a word of other names, too.
    TitleInName = "title-in-name",
    /// analyst, economist, professor: a role that explains a name.
    Role = "role",
    /// said, told, added.
    SpeechVerb = "speech-verb",
    /// The last word of an organization's name: Bank, Group, Ministry, Daily.
    OrganizationHead = "organization-head",
    /// A word that begins an organization's name and is followed by "of" or "for": Ministry, Bank, Department.
    OrganizationFront = "organization-front",
    /// Ltd, Inc, Corp, Co: closes a company's name.
    CompanySuffix = "company-suffix",
    /// Technology, Pharmaceutical, Securities: the last word of a company's name if its other words are no common words.
    OrganizationIndustry = "organization-industry",
    /// The last word of a place name: Province, Bridge, Port.
    PlaceHead = "place-head",
    /// frigate, carrier, USS: names a ship, which may be called after a place or a person.
    Ship = "ship",
    /// Center, Plant, Complex: the head of a building's name if a [`PlaceQualifier`](Self::PlaceQualifier) stands before it.
    BuildingHead = "building-head",
    /// Exhibition, Power, Sports: what a building is for.
    PlaceQualifier = "place-qualifier",
    /// Stands before a place name: Mount, Lake, Fort.
    PlaceFront = "place-front",
    /// A lower-case word that shows its left neighbour to be a place: province, county, city.
    PlaceGeneric = "place-generic",
    /// in, at, from, near.
    PlacePreposition = "place-preposition",
    /// The last word of a policy's name: Initiative, Law, Agreement.
    PolicyHead = "policy-head",
    /// The last word of an event's name: Expo, Summit, Games.
    EventHead = "event-head",
    /// The last word of the name of a stock index, which is no mention: Index, Composite, Average.
    IndexHead = "index-head",
    /// The first word of the names of indices with a number: CSI, S&P, FTSE.
    IndexFamily = "index-family",
    Month = "month",
    Weekday = "weekday",
    /// north, southern, central.
    Direction = "direction",
    /// Chinese, American, Sino: never a mention by itself.
    Demonym = "demonym",
    /// first, second, third ... tenth.
    Ordinal = "ordinal",
    NumberWord = "number-word",
    /// Articles, prepositions, conjunctions, pronouns, auxiliaries: never inside a name, save "of", "and", "for", "the".
    Function = "function",
    /// of, and, in: headlines in title case leave it in lower case.
    SmallWord = "small-word",
    /// GDP, CEO, IPO: an acronym that names no entity.
    AcronymCommon = "acronym-common",
    /// The word is usually written in lower case.
    Common = "common",
    /// The word occurs in the statistics at all.
    Frequent = "frequent",
    /// People, Women, King, Children: "People's Bank" is one name though it has a possessive.
    PossessiveInName = "possessive-in-name",
    /// Adverbs and openers that are capitalised only because they begin a sentence: Meanwhile, However.
    Opener = "opener",
    /// Municipal, Provincial, National, General: stands in front of a head inside an organization's name.
    OrganizationModifier = "organization-modifier",
    /// A field of work, as ministries and schools are named after: agriculture, commerce, information.
    Subject = "subject",
    /// By, Photo, Reporting, Editing: stands before a name in a byline or caption.
    Byline = "byline",
    /// currency codes and words after which a country is no mention: dollar, yuan.
    Currency = "currency",
    /// listed, based, backed: "Shanghai-listed" names a place.
    HyphenTail = "hyphen-tail",
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

impl Classes {
    pub(crate) const NONE: Self = Self(0);

    // Not classes of any list, but facts about the names that a word begins or is. Those for lower case stand one place below
    // those for capitals, see `may_start`.

    /// The word is the first of a name of several words.
    pub(super) const BEGINS_NAME: Self = Self(1 << 63);
    /// The word is the first of a name of several words, and may be in lower case there.
    pub(super) const BEGINS_LOWER_CASE: Self = Self(1 << 62);
    /// The word is a name by itself.
    pub(super) const IS_NAME: Self = Self(1 << 61);
    /// The word is a name, and may be in lower case there.
    pub(super) const LOWER_CASE_NAME: Self = Self(1 << 60);
    /// The word is the second of a name of several words.
    pub(super) const SECOND_IN_NAME: Self = Self(1 << 59);

    /// Whether a word is a name, or begins one whose second word may be `after`. No branches: the answer cannot be foretold.
    #[inline]
    pub(super) const fn may_start(self, capital: bool, after: Self) -> bool {
        let facts = self.0 << (!capital as u32);
        (facts & Self::IS_NAME.0 | facts & Self::BEGINS_NAME.0 & after.0 << 4) != 0
    }

    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    pub(crate) const fn of(class: Class) -> Self {
        Self(1 << class as u8)
    }

    /// The set of several classes.
    pub(crate) const fn all(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether the two sets share a class.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

fixed!(Classes { 0: u64 });

impl BitOr for Classes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
