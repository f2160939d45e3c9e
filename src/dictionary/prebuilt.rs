//! The lexicon of the bundled dictionaries, from the image that the build script made of them.

use super::Lexicon;

/// The lexicon of all bundled dictionaries and word lists.
pub(crate) fn lexicon() -> Lexicon {
    Lexicon::from_image(IMAGE)
}

const IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundled.image"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::builder::LexiconBuilder;

    #[test]
    fn the_image_is_that_of_the_files() {
        let mut builder = LexiconBuilder::new();
        builder.add_word_lists().unwrap();
        builder.add_bundled().unwrap();
        // Not `assert_eq`, which would print megabytes.
        assert!(builder.build().unwrap().to_image() == IMAGE);
        assert!(lexicon().to_image() == IMAGE);
    }
}
