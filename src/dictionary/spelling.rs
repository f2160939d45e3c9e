//! British and American spellings of one word.

/// Pairs that no ending explains.
const PAIRS: [(&str, &str); 22] = [
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("centres", "centers"),
    ("colour", "color"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("fibre", "fiber"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("judgement", "judgment"),
    ("labour", "labor"),
    ("licence", "license"),
    ("neighbour", "neighbor"),
    ("neighbourhood", "neighborhood"),
    ("neighbouring", "neighboring"),
    ("offence", "offense"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("theatre", "theater"),
    ("towards", "toward"),
];

/// Endings that differ. Longest first, since the first that fits is taken.
const ENDINGS: [(&str, &str); 6] = [
    ("isations", "izations"),
    ("isation", "ization"),
    ("alising", "alizing"),
    ("alised", "alized"),
    ("alise", "alize"),
    ("ised", "ized"),
];

/// Words that end in one of [`ENDINGS`] and have no other spelling.
const EXCEPTIONS: [&str; 8] =
    ["advised", "exercised", "promised", "raised", "revised", "supervised", "surprised", "televised"];

/// The other spelling of the lower-case word `key`, if it has one.
pub(super) fn other(key: &str) -> Option<String> {
    if key.len() < 5 {
        return None;
    }
    for (british, american) in PAIRS {
        if key == british {
            return Some(american.to_owned());
        }
        if key == american {
            return Some(british.to_owned());
        }
    }
    if EXCEPTIONS.contains(&key) {
        return None;
    }
    for (british, american) in ENDINGS {
        if let Some(stem) = key.strip_suffix(british) {
            return (stem.len() > 1).then(|| format!("{stem}{american}"));
        }
        if let Some(stem) = key.strip_suffix(american) {
            return (stem.len() > 1).then(|| format!("{stem}{british}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_go_both_ways() {
        for (a, b) in [
            ("centre", "center"),
            ("programme", "program"),
            ("revitalisation", "revitalization"),
            ("specialised", "specialized"),
        ] {
            assert_eq!(other(a).as_deref(), Some(b));
            assert_eq!(other(b).as_deref(), Some(a));
        }
        for word in ["revised", "bank", "raised", "size"] {
            assert_eq!(other(word), None, "{word}");
        }
    }
}
