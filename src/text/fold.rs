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

/// Whether the key of `token` is `key`, in bytes.
pub(crate) fn folds_to(token: &str, key: &[u8]) -> bool {
    if token.is_ascii() {
        return token.as_bytes().eq_ignore_ascii_case(key);
    }
    let mut rest = key;
    let mut utf8 = [0; 4];
    for c in folded(token) {
        match rest.strip_prefix(c.encode_utf8(&mut utf8).as_bytes()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// A 64-bit hash of the key of `token`: equal keys have equal hashes.
///
/// Eight bytes at a time, each mixed in by a folded 128-bit multiplication (as in wyhash): tokens are short, and the hash is
/// the one that all consumers of a token share. Not for tables that must resist collisions on purpose: the tables here are
/// filled from dictionaries and verified by comparing keys.
pub(crate) fn hash(token: &str) -> u64 {
    let bytes = token.as_bytes();
    let mut state = Hasher::default();
    if bytes.is_ascii() {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            state.add(lower_case(u64::from_le_bytes(word)));
        }
        let mut rest = 0;
        for (i, byte) in chunks.remainder().iter().enumerate() {
            rest |= u64::from(*byte) << (8 * i);
        }
        return state.finish(lower_case(rest), bytes.len());
    }
    let mut word = [0; 8];
    let mut length = 0;
    let mut utf8 = [0; 4];
    for c in folded(token) {
        for &byte in c.encode_utf8(&mut utf8).as_bytes() {
            word[length % 8] = byte;
            length += 1;
            if length % 8 == 0 {
                state.add(u64::from_le_bytes(word));
                word = [0; 8];
            }
        }
    }
    state.finish(u64::from_le_bytes(word), length)
}

/// What one pass over a word of ASCII letters tells.
pub(crate) struct Letters {
    /// As [`hash`] gives it.
    pub(crate) hash: u64,
    /// The number of upper-case letters.
    pub(crate) upper: usize,
    pub(crate) begins_upper: bool,
}

/// Reads the ASCII letters at `start..end` of `bytes`, eight at a time.
pub(crate) fn letters(bytes: &[u8], start: usize, end: usize) -> Letters {
    let mut state = Hasher::default();
    let mut upper = 0;
    let begins_upper = bytes[start].is_ascii_uppercase();
    let mut at = start;
    loop {
        let left = end - at;
        let word = eight(bytes, at) & if left < 8 { (1 << (8 * left)) - 1 } else { u64::MAX };
        upper += (!word & (ONES * 0x20) & (word >> 1) & (ONES * 0x20)).count_ones() as usize;
        let lower = word | ((word >> 1) & (ONES * 0x20));
        if left < 8 {
            return Letters { hash: state.finish(lower, end - start), upper, begins_upper };
        }
        state.add(lower);
        at += 8;
    }
}

/// Eight bytes from `at` on, zeros beyond the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    match bytes.get(at..at + 8) {
        Some(eight) => word.copy_from_slice(eight),
        None => {
            let rest = &bytes[at..];
            word[..rest.len()].copy_from_slice(rest);
        }
    }
    u64::from_le_bytes(word)
}

const ONES: u64 = u64::MAX / 0xFF;

/// Eight ASCII bytes in lower case at once. Adding to each byte moves its comparison with "A" and "Z" into its high bit.
fn lower_case(word: u64) -> u64 {
    let from_a = word + ONES * (0x80 - b'A' as u64);
    let above_z = word + ONES * (0x7F - b'Z' as u64);
    let upper = (from_a ^ above_z) & (ONES * 0x80);
    word | (upper >> 2)
}

#[derive(Default)]
struct Hasher(u64);

impl Hasher {
    fn add(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word ^ 0x9E37_79B9_7F4A_7C15) * u128::from(0xA076_1D64_78BD_642F_u64);
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }

    fn finish(mut self, rest: u64, length: usize) -> u64 {
        self.add(rest);
        self.add(length as u64);
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
    fn typographic_variants_are_one_key() {
        assert_eq!(fold("Xi\u{2019}an"), "xi'an");
        assert_eq!(fold("\u{2013}"), "-");
        assert_eq!(fold("İ"), "i\u{307}");
        assert!(folds_to("XI\u{2019}AN", b"xi'an"));
        assert!(!folds_to("Xian", b"xi'an"));
        assert_eq!(punctuation("\u{201C}"), Some(b'"'));
        assert_eq!(punctuation("\u{FF08}"), Some(b'('));
        assert_eq!(punctuation("a"), None);
    }

    proptest! {
        #[test]
        fn hash_and_comparison_agree_with_the_key(token in "\\PC{0,24}") {
            let key = fold(&token);
            prop_assert!(folds_to(&token, key.as_bytes()));
            prop_assert_eq!(hash(&token), hash(&key));
        }

        #[test]
        fn letters_are_read_as_by_the_slow_way(before in "[a-z]{0,3}", word in "[A-Za-z]{1,24}", after in "[A-Z. ]{0,9}") {
            let text = format!("{before}{word}{after}");
            let read = letters(text.as_bytes(), before.len(), before.len() + word.len());
            prop_assert_eq!(read.hash, hash(&word));
            prop_assert_eq!(read.upper, word.bytes().filter(u8::is_ascii_uppercase).count());
            prop_assert_eq!(read.begins_upper, word.as_bytes()[0].is_ascii_uppercase());
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
