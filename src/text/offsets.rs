//! [`OffsetConverter`]: byte offsets to characters or UTF-16 code units, in order, without a table.

/// The unit in which offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OffsetUnit {
    /// Unicode code points, as Python's `str` and the output format count.
    #[default]
    Char,
    /// Bytes of UTF-8, as Rust counts.
    Byte,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Converts byte offsets of one text into another unit.
///
/// Offsets that do not decrease from call to call cost one walk over the text in all; a smaller offset starts again from the
/// beginning. Pure ASCII texts are found out at construction and cost nothing per call.
///
/// ```
/// use sinotag::{OffsetConverter, OffsetUnit};
///
/// let text = "习近平 visited São Paulo";
/// let mut chars = OffsetConverter::new(text, OffsetUnit::Char);
/// assert_eq!(chars.convert(text.find("São").unwrap()), 12);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetConverter<'t> {
    text: &'t str,
    unit: OffsetUnit,
    byte: usize,
    converted: usize,
}

impl<'t> OffsetConverter<'t> {
    /// A converter for byte offsets of `text` into `unit`.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let unit = if text.is_ascii() { OffsetUnit::Byte } else { unit };
        Self { text, unit, byte: 0, converted: 0 }
    }

    /// The offset, in this converter's unit, of the byte offset `byte`.
    ///
    /// An offset inside a character counts as the start of that character, one beyond the text as its end.
    pub fn convert(&mut self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        if self.unit == OffsetUnit::Byte {
            return byte;
        }
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if byte < self.byte {
            (self.byte, self.converted) = (0, 0);
        }
        let between = &self.text[self.byte..byte];
        self.converted += match self.unit {
            OffsetUnit::Utf16 => between.chars().map(char::len_utf16).sum(),
            OffsetUnit::Char | OffsetUnit::Byte => between.chars().count(),
        };
        self.byte = byte;
        self.converted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting_from_the_start(text in "\\PC{0,40}", offsets in prop::collection::vec(0usize..200, 0..8)) {
            let mut chars = OffsetConverter::new(&text, OffsetUnit::Char);
            let mut utf16 = OffsetConverter::new(&text, OffsetUnit::Utf16);
            for offset in offsets {
                let mut floor = offset.min(text.len());
                while !text.is_char_boundary(floor) {
                    floor -= 1;
                }
                prop_assert_eq!(chars.convert(floor), text[..floor].chars().count());
                prop_assert_eq!(utf16.convert(floor), text[..floor].encode_utf16().count());
            }
        }
    }
}
