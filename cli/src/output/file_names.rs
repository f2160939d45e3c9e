//! Names of files that are made of ids, which may hold anything.

use std::collections::HashMap;

/// Gives each document a name, without an extension, that every file system takes and that no other document has.
///
/// Letters and digits of all scripts, `-`, `_` and `.` stay, and everything else becomes `_`: so a name never leads out of its folder. Names
/// that differ in upper and lower case only are one file on some systems: the second gets a number, as does any name that was
/// given before.
#[derive(Clone, Debug, Default)]
pub(super) struct FileNames {
    /// The names that were given, in lower case, with the last number that was tried after each.
    given: HashMap<String, u64>,
}

/// File systems take 255 bytes, encrypted ones 143; a number and an extension come after it.
const MOST_BYTES: usize = 120;

impl FileNames {
    /// The name for a document with this id. Names depend on the ids that came before.
    pub(super) fn of(&mut self, id: &str) -> String {
        let name = safe(id);
        let folded = in_lower_case(&name);
        let Some(mut number) = self.given.get(&folded).copied() else {
            self.given.insert(folded, 1);
            return name;
        };
        loop {
            number += 1;
            let numbered = format!("{folded}-{number}");
            if !self.given.contains_key(&numbered) {
                self.given.insert(numbered, 1);
                self.given.insert(folded, number);
                return format!("{name}-{number}");
            }
        }
    }
}

/// The id as a name; that of a text file without its extension, which the files of the document have themselves.
fn safe(id: &str) -> String {
    let stem = id.len().checked_sub(4).and_then(|end| id.split_at_checked(end));
    let id = stem.filter(|(_, extension)| extension.eq_ignore_ascii_case(".txt")).map_or(id, |(stem, _)| stem);
    let mut name = String::new();
    for c in id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }) {
        if name.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        name.push(c);
    }
    // A name that begins with a full stop is hidden, one with a hyphen is an option to most commands.
    if name.starts_with(['.', '-']) {
        name.replace_range(..1, "_");
    }
    if name.is_empty() || is_device(&name) {
        name.insert(0, '_');
    }
    name
}

/// Whether Windows takes the name for a device, whatever its extension: `con`, `nul.old`, `COM1`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let numbered = |device: &str| {
        let (name, number) = stem.split_at_checked(3).unwrap_or_default();
        name.eq_ignore_ascii_case(device) && number.chars().count() == 1 && number.starts_with(|c: char| c.is_numeric())
    };
    ["con", "prn", "aux", "nul"].iter().any(|device| stem.eq_ignore_ascii_case(device))
        || numbered("com")
        || numbered("lpt")
}

fn in_lower_case(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn names<const N: usize>(ids: [&str; N]) -> [String; N] {
        let mut names = FileNames::default();
        ids.map(|id| names.of(id))
    }

    #[test]
    fn ids_that_are_names_stay() {
        let ids = ["a1", "2024-05-06_17.3", "新闻", "Ärger"];
        assert_eq!(names(ids), ids);
    }

    #[test]
    fn no_name_leads_anywhere_else() {
        let ids = ["../../etc/passwd", "..", "/root", "C:\\x", "a\0b\nc", "-rf", "", " ", "~", "a b", "é\u{301}"];
        let want = ["_._.._etc_passwd", "_.", "_root", "C__x", "a_b_c", "_rf", "_", "_-2", "_-3", "a_b", "é_"];
        assert_eq!(names(ids), want);
    }

    #[test]
    fn no_character_leads_anywhere_else_wherever_it_stands() {
        for c in char::MIN..='\u{2FFFF}' {
            for id in [format!("{c}"), format!("{c}a"), format!("a{c}a"), format!("a{c}"), format!("..{c}..")] {
                let name = safe(&id);
                let is_harmless = |c: char| c.is_alphanumeric() || "-_.".contains(c);
                assert!(name.chars().all(is_harmless) && !name.starts_with(['.', '-']), "{id:?}: {name:?}");
            }
        }
    }

    #[test]
    fn names_of_devices_are_none() {
        let ids = ["CON", "nul.txt", "com1", "lpt9.tar.gz", "console", "com10", "com"];
        assert_eq!(names(ids), ["_CON", "_nul", "_com1", "_lpt9.tar.gz", "console", "com10", "com"]);
    }

    #[test]
    fn names_that_some_systems_take_for_the_same_get_a_number() {
        let ids = ["a", "A", "a-2", "a.txt", "a", "A-2", "ÄB", "äb"];
        assert_eq!(names(ids), ["a", "A-2", "a-2-2", "a-3", "a-4", "A-2-3", "ÄB", "äb-2"]);
    }

    #[test]
    fn long_names_are_cut() {
        let long = "新".repeat(200);
        let [first, second] = names([&long, &(long.clone() + "闻")]);
        assert_eq!((first.len(), second), (MOST_BYTES, format!("{first}-2")));
    }

    #[test]
    fn many_documents_of_one_id_do_not_take_forever() {
        let mut given = FileNames::default();
        let names: HashSet<_> = (0..100_000).map(|_| given.of("x")).collect();
        assert_eq!(names.len(), 100_000);
    }
}
