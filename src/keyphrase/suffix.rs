//! What an unknown word is, by its ending, and the singular of a plural.

/// Endings, the first that fits decides. `tools/generator/parts_of_speech.py` has the same table: the word list holds the words for
/// which this one is wrong.
const ENDINGS: [(&str, u8); 13] = [
    ("ly", b'R'),
    ("ing", b'G'),
    ("ed", b'D'),
    ("ous", b'J'),
    ("ful", b'J'),
    ("less", b'J'),
    ("able", b'J'),
    ("ible", b'J'),
    ("al", b'J'),
    ("ic", b'J'),
    ("ive", b'J'),
    ("ary", b'J'),
    ("ish", b'J'),
];

/// The letters that endings give.
pub(super) const LETTERS: [u8; 5] = [b'N', b'R', b'G', b'D', b'J'];

/// The part of speech of a word that no list has; a noun unless its ending says otherwise.
pub(super) fn letter(word: &str) -> u8 {
    let last = word.as_bytes().last().map_or(0, u8::to_ascii_lowercase);
    // The last letter tells of most endings that they do not fit.
    let fits = |ending: &str| {
        ending.as_bytes()[ending.len() - 1] == last && word.len() >= ending.len() + 3 && ends_with(word, ending)
    };
    let found = ENDINGS.iter().find(|(ending, _)| fits(ending));
    found.map_or(b'N', |(_, letter)| *letter)
}

fn ends_with(word: &str, ending: &str) -> bool {
    let (word, ending) = (word.as_bytes(), ending.as_bytes());
    word.len() >= ending.len() && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

/// How the singular of a word ends, if the word looks like a plural: so many bytes are cut off, and these are added.
///
/// The "S stemmer" of Harman, "How effective is suffixing?" (1991): three rules, of which the first that fits decides.
pub(super) fn singular(word: &str) -> Option<(usize, &'static str)> {
    if word.len() < 4 || !matches!(word.as_bytes().last(), Some(b's' | b'S')) {
        return None;
    }
    if ends_with(word, "ies") {
        return (!ends_with(word, "eies") && !ends_with(word, "aies")).then_some((3, "y"));
    }
    if ends_with(word, "es") {
        let keeps_e = !["aes", "ees", "oes", "sses", "xes", "ches", "shes", "zzes"].iter().any(|e| ends_with(word, e));
        return Some(if keeps_e { (1, "") } else { (2, "") });
    }
    (!ends_with(word, "us") && !ends_with(word, "ss") && !ends_with(word, "is")).then_some((1, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_part_of_speech() {
        for (word, letter) in [
            ("blockchained", b'D'),
            ("greenwashing", b'G'),
            ("renminbi", b'N'),
            ("geostrategic", b'J'),
            ("fed", b'N'),
            ("Ing", b'N'),
        ] {
            assert!(super::letter(word) == letter && LETTERS.contains(&letter), "{word}");
        }
    }

    #[test]
    fn plurals_become_singulars() {
        for (word, want) in [
            ("policies", "policy"),
            ("exports", "export"),
            ("prices", "price"),
            ("taxes", "tax"),
            ("branches", "branch"),
            ("potatoes", "potato"),
            ("census", "census"),
            ("crisis", "crisis"),
            ("loss", "loss"),
            ("gas", "gas"),
        ] {
            let made =
                singular(word).map_or(word.to_owned(), |(cut, add)| format!("{}{add}", &word[..word.len() - cut]));
            assert_eq!(made, want);
        }
    }
}
