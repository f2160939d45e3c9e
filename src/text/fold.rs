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

/// What one pass over a run of ASCII letters tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    /// The byte after the last letter.
    pub(crate) end: usize,
    /// As [`hash`] gives it.
    pub(crate) hash: u64,
    /// The number of upper-case letters.
    pub(crate) upper: usize,
}

/// Reads the ASCII letters that begin at byte `start`, eight at a time: where they end, their hash and their case, in one pass.
pub(crate) fn letters(bytes: &[u8], start: usize) -> Letters {
    let mut state = Hasher::default();
    let mut upper = 0;
    let mut at = start;
    loop {
        let word = eight(bytes, at);
        let letters = letter_bits(word);
        // Bit 5 tells lower case from upper case.
        let capitals = letters & !(word << 2);
        let lower = word | (ONES * 0x20);
        if letters == ONES * 0x80 {
            upper += capitals.count_ones() as usize;
            state.add(lower);
            at += 8;
            continue;
        }
        let count = ((letters ^ (ONES * 0x80)).trailing_zeros() / 8) as usize;
        let inside = (1u64 << (8 * count)) - 1;
        upper += (capitals & inside).count_ones() as usize;
        let end = at + count;
        return Letters { end, hash: state.finish(lower & inside, end - start), upper };
    }
}

/// The high bit of each byte that is an ASCII letter. No sum crosses into the next byte, since the high bits are cleared first.
fn letter_bits(word: u64) -> u64 {
    let folded = (word | (ONES * 0x20)) & (ONES * 0x7F);
    let from_a = folded + ONES * (0x80 - b'a' as u64);
    let above_z = folded + ONES * (0x7F - b'z' as u64);
    from_a & !above_z & !word & (ONES * 0x80)
}

/// The hashes of the ASCII characters that are tokens by themselves.
pub(crate) const HASHES: [u64; 128] = {
    let mut hashes = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        hashes[byte] = Hasher(0).finish((byte as u8).to_ascii_lowercase() as u64, 1);
        byte += 1;
    }
    hashes
};

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
    const fn add(&mut self, word: u64) {
        let product = (self.0 ^ word ^ 0x9E37_79B9_7F4A_7C15) as u128 * 0xA076_1D64_78BD_642F_u128;
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }

    const fn finish(mut self, rest: u64, length: usize) -> u64 {
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
    fn hashes_of_single_characters_are_those_of_tokens() {
        for byte in 0..128u8 {
            assert_eq!(HASHES[byte as usize], hash(char::from(byte).encode_utf8(&mut [0; 4])), "{byte}");
        }
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
        fn letters_are_read_as_by_the_slow_way(before in "[a-z]{0,3}", word in "[A-Za-z]{1,24}", after in "[^A-Za-z]\\PC{0,9}") {
            let text = format!("{before}{word}{after}");
            let read = letters(text.as_bytes(), before.len());
            let end = text[before.len()..].find(|c: char| !c.is_ascii_alphabetic()).map_or(text.len(), |i| before.len() + i);
            let word = &text[before.len()..end];
            prop_assert_eq!(read.end, end);
            prop_assert_eq!(read.hash, hash(word));
            prop_assert_eq!(read.upper, word.bytes().filter(u8::is_ascii_uppercase).count());
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
