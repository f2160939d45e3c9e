//! The match key of a token: lower case, straight quotes, plain dashes.
//!
//! Keys are compared and hashed, never sliced, so a fold may change lengths ("İ", "ẞ") without moving any offset: spans come
//! from the original text only. `str::to_lowercase` on whole texts is forbidden by a lint for that reason.

/// The typographic variants that count as one character, besides case.
fn unify(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '\u{FF07}' | '`' => '\'',
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

/// Whether the key of `token` is `key`.
pub(crate) fn folds_to(token: &str, key: &str) -> bool {
    if token.is_ascii() && !token.contains('`') {
        return token.eq_ignore_ascii_case(key);
    }
    folded(token).eq(key.chars())
}

/// A 64-bit hash of the key of `token`: equal keys have equal hashes.
///
/// A multiply-and-rotate hash over eight bytes at a time ("Fx", as in rustc): tokens are short, and the hash is the one that all
/// consumers of a token share. Not for untrusted tables that must resist collisions on purpose: the tables here are verified by
/// comparing keys and filled from dictionaries only.
pub(crate) fn hash(token: &str) -> u64 {
    let bytes = token.as_bytes();
    if bytes.is_ascii() {
        let mut state = Hasher::default();
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = fold_ascii(*from);
            }
            state.add(u64::from_le_bytes(word));
        }
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(chunks.remainder()) {
            *to = fold_ascii(*from);
        }
        return state.finish(u64::from_le_bytes(word), bytes.len());
    }
    let mut state = Hasher::default();
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

fn fold_ascii(byte: u8) -> u8 {
    if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() }
}

#[derive(Default)]
struct Hasher(u64);

impl Hasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(mut self, rest: u64, length: usize) -> u64 {
        self.add(rest);
        self.add(length as u64);
        // The multiplication leaves the low bits weak, and tables take the low bits.
        self.0 ^ (self.0 >> 32)
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
        assert!(folds_to("XI\u{2019}AN", "xi'an"));
        assert!(!folds_to("Xian", "xi'an"));
        assert_eq!(punctuation("\u{201C}"), Some(b'"'));
        assert_eq!(punctuation("\u{FF08}"), Some(b'('));
        assert_eq!(punctuation("a"), None);
    }

    proptest! {
        #[test]
        fn hash_and_comparison_agree_with_the_key(token in "\\PC{0,24}") {
            let key = fold(&token);
            prop_assert!(folds_to(&token, &key));
            prop_assert_eq!(hash(&token), hash(&key));
        }

        #[test]
        fn ascii_tokens_hash_like_their_lower_case(token in "[ -~]{0,24}") {
            prop_assert_eq!(hash(&token), hash(&token.to_ascii_lowercase()));
        }
    }
}
