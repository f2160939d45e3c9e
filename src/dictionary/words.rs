//! Reads word lists into a [`Vocabulary`](super::vocabulary::Vocabulary).

use std::path::Path;

use crate::Error;

use super::classes::{Class, Classes};
use super::tsv::{self, WordRow};
use super::vocabulary::VocabularyBuilder;

/// Below this share of capitalised occurrences a word is usually written in lower case ("gap" 0.03, "target" 0.14, "shell" 0.14),
/// so that a capital at the start of a sentence says nothing. "trump" has 0.39 and "twitter" 0.42.
const COMMON_BELOW: f32 = 0.35;

/// Adds the words of one list. Errors name the list's file and line.
pub(super) fn add(vocabulary: &mut VocabularyBuilder, path: &Path, text: &str) -> Result<(), Error> {
    tsv::word_rows(path, text, |row| {
        let (word, frequency, classes) = match row {
            WordRow::Statistics { word, frequency, capitalised } => {
                let casing = if capitalised < COMMON_BELOW { Classes::of(Class::Common) } else { Classes::NONE };
                (word, frequency, casing | Classes::of(Class::Frequent))
            }
            WordRow::Classes(word, names) => {
                let mut classes = Classes::NONE;
                for name in names.split('|') {
                    match Class::from_name(name) {
                        Some(class) => classes |= Classes::of(class),
                        None => return Err(format!("unknown class {name:?}")),
                    }
                }
                (word, 0.0, classes)
            }
        };
        let word = vocabulary.insert(word);
        vocabulary.add_class(word, classes);
        vocabulary.set_frequency(word, frequency);
        Ok(())
    })
}
