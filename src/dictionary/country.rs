//! [`Country`]: which country an entity belongs to, as far as its row tells.

use super::attributes::{self, Value};
use super::image::fixed;

/// A country by its ISO 3166 code. Hong Kong, Macao and Taiwan count as China: what belongs to them is at home in texts on China.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Country([u8; 2]);

impl Country {
    /// The entity belongs to none, or its row does not tell.
    pub(crate) const NONE: Self = Self([0; 2]);

    /// One more than the largest [`number`](Self::number).
    pub(crate) const COUNT: usize = 26 * 26;

    /// A small number for a country, for tables.
    pub(crate) fn number(self) -> Option<usize> {
        let Self([a, b]) = self;
        let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
        Some(letter(a)? * 26 + letter(b)?)
    }

    /// The country of a two-letter code.
    pub(super) fn of_code(code: &str) -> Self {
        match *code.as_bytes() {
            [b'H', b'K'] | [b'M', b'O'] | [b'T', b'W'] => Self(*b"CN"),
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Self([a, b]),
            _ => Self::NONE,
        }
    }

    /// The country that attributes tell: their `country`, the `iso2` code of a country itself, or China for an `adcode`.
    pub(super) fn of_attributes(cell: &str) -> Self {
        // Most rows have no attribute of these names, which is seen without taking the cell apart.
        if !cell.contains("country=") && !cell.contains("iso2=") && !cell.contains("adcode=") {
            return Self::NONE;
        }
        attributes::read(cell)
            .find_map(|(key, value)| match (key, value) {
                ("country" | "iso2", Value::Text(code)) => Some(Self::of_code(code)),
                ("adcode", _) => Some(Self(*b"CN")),
                _ => None,
            })
            .unwrap_or(Self::NONE)
    }
}

fixed!(Country { 0: [u8; 2] });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_of_rows() {
        for (cell, want) in [
            ("", Country::NONE),
            ("ticker=1.HK;country=HK", Country(*b"CN")),
            ("iso2=BR;iso3=BRA;demonym=Brazilian", Country(*b"BR")),
            ("adcode=500000", Country(*b"CN")),
            ("from=1990", Country::NONE),
            ("country=Global", Country::NONE),
        ] {
            assert_eq!(Country::of_attributes(cell), want, "{cell}");
        }
    }
}
