//! [`Shape`]: what the letters of a token look like and what stands before it.

use std::ops::{BitOr, BitOrAssign};

/// A set of facts about a token that need no dictionary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape(u16);

impl Shape {
    pub(crate) const NONE: Self = Self(0);
    /// Holds a letter.
    pub(crate) const WORD: Self = Self(1);
    /// The first letter or digit is an upper-case letter.
    pub(crate) const CAPITALISED: Self = Self(1 << 1);
    /// Two letters or more, all of them upper case.
    pub(crate) const ALL_CAPS: Self = Self(1 << 2);
    /// Holds a lower-case letter.
    pub(crate) const LOWER: Self = Self(1 << 3);
    /// The first character is a digit.
    pub(crate) const NUMBER: Self = Self(1 << 4);
    /// Holds a digit.
    pub(crate) const DIGIT: Self = Self(1 << 5);
    /// A possessive "'s", split from the word before it.
    pub(crate) const CLITIC: Self = Self(1 << 6);
    /// One upper-case letter, with or without a full stop ("W", "W.").
    pub(crate) const INITIAL: Self = Self(1 << 7);
    /// Letters with full stops between them ("U.S.", "a.m.").
    pub(crate) const DOTTED: Self = Self(1 << 8);
    /// White space stands before the token, or the text begins with it.
    pub(crate) const SPACE_BEFORE: Self = Self(1 << 9);
    /// That white space holds a line end.
    pub(crate) const LINE_BEFORE: Self = Self(1 << 10);
    /// That white space holds an empty line.
    pub(crate) const PARAGRAPH_BEFORE: Self = Self(1 << 11);
    /// A Chinese, Japanese or Korean character.
    pub(crate) const IDEOGRAPH: Self = Self(1 << 12);

    /// Words with full stops inside, as web domains have them ("chinadaily.com.cn").
    pub(crate) const DOMAIN: Self = Self(1 << 13);

    pub(crate) const fn bits(self) -> u16 {
        self.0
    }

    /// Whether all facts of `other` hold.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether at least one fact of `other` holds.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The shape of the letters of `token`; what stands before it is added by the tokenizer.
    pub(crate) fn of(token: &str) -> Self {
        let mut letters = 0usize;
        let mut upper = 0usize;
        let mut lower = 0usize;
        let mut shape = Self::default();
        let mut first_seen = false;
        let mut dots = 0usize;
        // Half of all words are lower case throughout, and need no more than this.
        if token.bytes().all(|byte| byte.is_ascii_lowercase()) && !token.is_empty() {
            return Self::WORD | Self::LOWER;
        }
        for c in token.chars() {
            if c.is_ascii_lowercase() {
                letters += 1;
                lower += 1;
                first_seen = true;
            } else if c.is_ascii_uppercase() {
                letters += 1;
                upper += 1;
                if !first_seen {
                    shape |= Self::CAPITALISED;
                }
                first_seen = true;
            } else if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) {
                shape |= Self::DIGIT;
                if !first_seen {
                    shape |= Self::NUMBER;
                }
                first_seen = true;
            } else if c.is_alphabetic() {
                letters += 1;
                if c.is_uppercase() {
                    upper += 1;
                    if !first_seen {
                        shape |= Self::CAPITALISED;
                    }
                } else if c.is_lowercase() {
                    lower += 1;
                } else if is_ideograph(c) {
                    shape |= Self::IDEOGRAPH;
                }
                first_seen = true;
            } else if c == '.' {
                dots += 1;
            }
        }
        if letters > 0 {
            shape |= Self::WORD;
        }
        if lower > 0 {
            shape |= Self::LOWER;
        }
        if upper >= 2 && upper == letters {
            shape |= Self::ALL_CAPS;
        }
        if upper == 1 && letters == 1 && !shape.has(Self::DIGIT) && token.len() <= 2 {
            shape |= Self::INITIAL;
        }
        if dots > 0
            && letters >= 5
            && token.is_ascii()
            && !token.ends_with('.')
            && token.contains(|c: char| c.is_ascii_lowercase())
        {
            shape |= Self::DOMAIN;
        }
        if letters >= 2 && dots >= letters - 1 && token.is_ascii() && token.len() <= 2 * letters {
            shape |= Self::DOTTED;
        }
        shape
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{20000}'..='\u{3FFFF}')
}

impl BitOr for Shape {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Shape {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_news_tokens() {
        for (token, has, not) in [
            ("Chengdu", Shape::CAPITALISED | Shape::WORD | Shape::LOWER, Shape::ALL_CAPS | Shape::DIGIT),
            ("NDRC", Shape::ALL_CAPS | Shape::CAPITALISED, Shape::LOWER | Shape::DOTTED | Shape::INITIAL),
            ("PBoC", Shape::CAPITALISED | Shape::LOWER, Shape::ALL_CAPS),
            ("U.S.", Shape::DOTTED | Shape::ALL_CAPS, Shape::LOWER),
            ("W.", Shape::INITIAL | Shape::CAPITALISED, Shape::ALL_CAPS | Shape::DOTTED),
            ("a.m.", Shape::DOTTED | Shape::LOWER, Shape::CAPITALISED),
            ("G20", Shape::CAPITALISED | Shape::DIGIT, Shape::ALL_CAPS | Shape::NUMBER | Shape::INITIAL),
            ("14th", Shape::NUMBER | Shape::WORD | Shape::LOWER, Shape::CAPITALISED),
            ("5.2", Shape::NUMBER | Shape::DIGIT, Shape::WORD | Shape::DOTTED),
            ("Amazon.com", Shape::DOMAIN | Shape::CAPITALISED, Shape::DOTTED),
            ("Éire", Shape::CAPITALISED | Shape::WORD, Shape::ALL_CAPS),
            ("环", Shape::WORD | Shape::IDEOGRAPH, Shape::CAPITALISED),
            ("iPhone", Shape::WORD | Shape::LOWER, Shape::CAPITALISED),
        ] {
            let shape = Shape::of(token);
            assert!(shape.has(has), "{token}: {shape:?} lacks {has:?}");
            assert!(!shape.any(not), "{token}: {shape:?} should have nothing of {not:?}");
        }
    }
}
