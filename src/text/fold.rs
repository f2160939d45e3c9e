//! The match key of a token: lower case, straight quotes, plain dashes.
//!
//! Keys are compared and hashed, never sliced, so a fold may change lengths ("İ", "ẞ") without moving any offset: spans come
//! from the original text only. `str::to_lowercase` on whole texts is forbidden by a lint for that reason.

/// The typographic variants that count as one character, besides case.
pub(crate) fn unify(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{FF07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' => '-',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{300C}'..='\u{300F}' | '\u{00AB}' | '\u{00BB}' | '\u{FF02}' => '"',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The characters of the key of `token`, in order.
pub(crate) fn folded(token: &str) -> impl Iterator<Item = char> + '_ {
    token.chars().flat_map(|c| unify(c).to_lowercase())
}

/// The single character that a one-character token folds to, if it is ASCII punctuation after folding.
pub(crate) fn punctuation(token: &str) -> Option<u8> {
    if let [byte] = token.as_bytes() {
        return byte.is_ascii_punctuation().then_some(if *byte == b'`' { b'\'' } else { *byte });
    }
    // No variant of a mark is longer than three bytes.
    if token.len() > 3 || token.is_ascii() {
        return None;
    }
    let mut chars = token.chars();
    let c = unify(chars.next()?);
    (chars.next().is_none() && c.is_ascii_punctuation()).then_some(c as u8)
}

/// A 64-bit hash of the key of `token`: equal keys have equal hashes.
///
/// Sixteen bytes at a time, each mixed in by a folded 128-bit multiplication (as in wyhash): tokens are short, and the hash is
/// the one that all consumers of a token share. Not for tables that must resist collisions on purpose.
pub(crate) fn hash(token: &str) -> u64 {
    if token.is_ascii() {
        return hash_ascii(token.as_bytes());
    }
    let mut state = Hasher::default();
    let mut words = [0; 16];
    let mut length = 0;
    let mut utf8 = [0; 4];
    for c in folded(token) {
        for &byte in c.encode_utf8(&mut utf8).as_bytes() {
            words[length % 16] = byte;
            length += 1;
            if length % 16 == 0 {
                state.add(eight(&words, 0), eight(&words, 8));
                words = [0; 16];
            }
        }
    }
    state.finish(eight(&words, 0), eight(&words, 8), length)
}

fn hash_ascii(token: &[u8]) -> u64 {
    let mut state = Hasher::default();
    let mut chunks = token.chunks_exact(16);
    for chunk in &mut chunks {
        state.add(lower_case(eight(chunk, 0)), lower_case(eight(chunk, 8)));
    }
    let rest = chunks.remainder();
    state.finish(lower_case(eight(rest, 0)), lower_case(eight(rest, 8)), token.len())
}

/// What one pass over a run of ASCII letters tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    /// The byte after the last letter.
    pub(crate) end: usize,
    /// As [`hash`] gives it.
    pub(crate) hash: u64,
    /// Whether one of them is lower case.
    pub(crate) lower: bool,
}

/// Reads the ASCII letters that begin at byte `start`: where they end, their hash and their case, in one pass.
///
/// Eight at a time: nine words in ten have less than eight letters, and cost no loop.
#[inline]
pub(crate) fn letters(bytes: &[u8], start: usize) -> Letters {
    let rest = bytes.get(start..).unwrap_or_default();
    let Some(low) = rest.first_chunk().copied().map(u64::from_le_bytes) else { return long_letters(bytes, start) };
    let end_of_low = !letter_bits(low) & HIGH;
    if end_of_low != 0 {
        let (count, inside) = before(end_of_low);
        let hash = Hasher::default().finish((low | SMALL) & inside, 0, count);
        return Letters { end: start + count, hash, lower: low & SMALL & inside != 0 };
    }
    let Some(high) = rest[8..].first_chunk().copied().map(u64::from_le_bytes) else {
        return long_letters(bytes, start);
    };
    let end_of_high = !letter_bits(high) & HIGH;
    if end_of_high == 0 {
        return long_letters(bytes, start);
    }
    let (count, inside) = before(end_of_high);
    let hash = Hasher::default().finish(low | SMALL, (high | SMALL) & inside, 8 + count);
    Letters { end: start + 8 + count, hash, lower: (low | high & inside) & SMALL != 0 }
}

/// The number of the first byte whose high bit is set in `marks`, which has one, and a mask of the bytes before it.
#[inline]
fn before(marks: u64) -> (usize, u64) {
    let inside = ((marks & marks.wrapping_neg()) >> 7) - 1;
    ((marks.trailing_zeros() / 8) as usize, inside)
}

/// As [`letters`], for long words and at the end of a text.
#[cold]
fn long_letters(bytes: &[u8], start: usize) -> Letters {
    let count = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &bytes[start..start + count];
    Letters { end: start + count, hash: hash_ascii(word), lower: word.iter().any(u8::is_ascii_lowercase) }
}

/// The high bit of each byte that is an ASCII letter. No sum crosses into the next byte, since the high bits are cleared first.
#[inline]
fn letter_bits(word: u64) -> u64 {
    let folded = (word | SMALL) & (ONES * 0x7F);
    let from_a = folded + ONES * (0x80 - b'a' as u64);
    let above_z = folded + ONES * (0x7F - b'z' as u64);
    from_a & !above_z & !word & HIGH
}

/// The hashes of the ASCII characters that are tokens by themselves.
pub(crate) const HASHES: [u64; 128] = {
    let mut hashes = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        hashes[byte] = Hasher(0).finish((byte as u8).to_ascii_lowercase() as u64, 0, 1);
        byte += 1;
    }
    hashes
};

/// The hash of "'s".
pub(crate) const CLITIC_HASH: u64 = Hasher(0).finish(u16::from_le_bytes(*b"'s") as u64, 0, 2);

/// Eight bytes from `at` on, zeros beyond the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        Some(eight) => u64::from_le_bytes(eight),
        None => bytes.get(at..).unwrap_or_default().iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

const ONES: u64 = u64::MAX / 0xFF;
/// The highest bit of each byte.
const HIGH: u64 = ONES * 0x80;
/// The bit of each byte that lower-case letters have and upper-case letters have not.
const SMALL: u64 = ONES * 0x20;

/// Eight ASCII bytes in lower case at once. Adding to each byte moves its comparison with "A" and "Z" into its high bit.
fn lower_case(word: u64) -> u64 {
    let from_a = word + ONES * (0x80 - b'A' as u64);
    let above_z = word + ONES * (0x7F - b'Z' as u64);
    let upper = (from_a ^ above_z) & HIGH;
    word | (upper >> 2)
}

#[derive(Default)]
struct Hasher(u64);

impl Hasher {
    #[inline]
    const fn add(&mut self, low: u64, high: u64) {
        let (low, high) = (self.0 ^ low ^ 0x9E37_79B9_7F4A_7C15, high ^ 0xA076_1D64_78BD_642F);
        let product = low as u128 * high as u128;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }

    /// Adds what is left, less than sixteen bytes, and the length of all.
    #[inline]
    const fn finish(mut self, low: u64, high: u64, length: usize) -> u64 {
        // The highest byte of `high` is free.
        self.add(low, high ^ (length as u64) << 56);
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The key of `token` as a new string.
    fn fold(token: &str) -> String {
        folded(token).collect()
    }

    #[test]
    fn hashes_of_single_characters_are_those_of_tokens() {
        for byte in 0..128u8 {
            assert_eq!(HASHES[byte as usize], hash(char::from(byte).encode_utf8(&mut [0; 4])), "{byte}");
        }
        assert_eq!(CLITIC_HASH, hash("'S"));
    }

    #[test]
    fn typographic_variants_are_one_key() {
        assert_eq!(fold("Xi\u{2019}an"), "xi'an");
        assert_eq!(fold("\u{2013}"), "-");
        assert_eq!(fold("İ"), "i\u{307}");
        assert_eq!(punctuation("\u{201C}"), Some(b'"'));
        assert_eq!(punctuation("\u{FF08}"), Some(b'('));
        assert_eq!(punctuation("a"), None);
    }

    proptest! {
        #[test]
        fn a_token_hashes_like_its_key(token in "\\PC{0,24}") {
            let key = fold(&token);
            prop_assert_eq!(hash(&token), hash(&key));
        }

        #[test]
        fn letters_are_read_as_by_the_slow_way(before in "[a-z]{0,3}", word in "[A-Za-z]{1,40}", after in "[^A-Za-z]\\PC{0,20}") {
            let text = format!("{before}{word}{after}");
            let read = letters(text.as_bytes(), before.len());
            let end = text[before.len()..].find(|c: char| !c.is_ascii_alphabetic()).map_or(text.len(), |i| before.len() + i);
            let word = &text[before.len()..end];
            prop_assert_eq!(read.end, end);
            prop_assert_eq!(read.hash, hash(word));
            prop_assert_eq!(read.lower, word.bytes().any(|b| b.is_ascii_lowercase()));
        }

        #[test]
        fn letters_are_told_from_all_other_bytes(bytes in prop::array::uniform8(any::<u8>())) {
            let found = letter_bits(u64::from_le_bytes(bytes)).to_le_bytes();
            prop_assert_eq!(found, bytes.map(|b| if b.is_ascii_alphabetic() { 0x80 } else { 0 }));
        }

        #[test]
        fn eight_bytes_are_lowered_like_one(bytes in prop::array::uniform8(0u8..0x80)) {
            prop_assert_eq!(lower_case(u64::from_le_bytes(bytes)).to_le_bytes(), bytes.map(|b| b.to_ascii_lowercase()));
        }

        #[test]
        fn ascii_tokens_hash_like_their_lower_case(token in "[ -~]{0,24}") {
            prop_assert_eq!(hash(&token), hash(&token.to_ascii_lowercase()));
        }
    }
}
