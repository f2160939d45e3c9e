//! `sinotag explain`.

use crate::support::{Folder, Run};

/// The line end in the middle of a name is none of a heading.
const TEXT: &str = "Quandex opened a branch and met a great number of merchants at the Velmora\nFair in Dunmarsh.";

/// The lines of an explanation that begin with `mark`.
fn marked(run: &Run, mark: char) -> Vec<&str> {
    run.stdout.lines().filter(|line| line.starts_with(mark)).collect()
}

#[test]
fn mentions_and_their_rivals_are_told_with_reasons() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let run = Run::clean(&mut folder.with_names("explain", &["a.txt"]));
    let found = marked(&run, '+');
    assert_eq!(found.len(), 3, "{}", run.stdout);
    assert!(found[0].starts_with("+ 0..7 organization \"Quandex\" 0."), "{}", run.stdout);
    assert!(found[0].ends_with(" by dictionary -> org:quandex"), "{}", run.stdout);
    assert!(found[1].starts_with("+ 67..79 event \"Velmora Fair\" 0."), "{}", run.stdout);
    assert!(found[2].ends_with(" by dictionary -> place:dunmarsh-north, place:dunmarsh-south"), "{}", run.stdout);
    let rival = run.stdout.lines().position(|line| line.starts_with("- 67..74 place \"Velmora\" 0.")).unwrap();
    assert_eq!(run.stdout.lines().nth(rival + 1), Some("    lost to event \"Velmora Fair\": the other is longer"));
}

#[test]
fn a_rule_is_named() {
    let folder = Folder::new();
    let run = Run::clean(&mut folder.with_names("explain", &["--text", "They left Hollinbeck County."]));
    let found = marked(&run, '+');
    assert!(found[0].starts_with("+ 10..27 place \"Hollinbeck County\" 0."), "{}", run.stdout);
    assert!(found[0].contains(" by rule ("), "{}", run.stdout);
}

#[test]
fn the_text_comes_from_a_file_an_argument_or_standard_input() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("bom.txt", format!("\u{FEFF}{TEXT}"));
    let from_file = Run::clean(&mut folder.with_names("explain", &["a.txt"]));
    assert_eq!(Run::clean(&mut folder.with_names("explain", &["--text", TEXT])), from_file);
    assert_eq!(Run::clean(folder.with_names("explain", &["-"]).write_stdin(TEXT)), from_file);
    assert_eq!(Run::clean(folder.with_names("explain", &[]).write_stdin(TEXT)), from_file);
    assert_eq!(Run::clean(&mut folder.with_names("explain", &["bom.txt"])), from_file);
    assert!(!from_file.stdout.is_empty());
}

#[test]
fn only_candidates_that_overlap_a_phrase_are_shown() {
    let folder = Folder::new();
    let only = |phrase: &str| {
        let run = Run::clean(&mut folder.with_names("explain", &["--text", TEXT, "--only", phrase]));
        run.stdout.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect::<Vec<_>>()
    };
    let fair = only("Fair");
    assert!(fair.iter().any(|line| line.contains("\"Velmora Fair\"")), "{fair:?}");
    assert!(fair.iter().all(|line| !line.contains("Quandex") && !line.contains("Dunmarsh")), "{fair:?}");
    let velmora = only("Velmora");
    assert!(velmora.iter().any(|line| line.starts_with("- 67..74 place")), "{velmora:?}");
    assert_eq!(only("Shanghai"), [""; 0]);
}

#[test]
fn candidates_that_are_not_reported_are_marked() {
    let folder = Folder::new();
    let reason = "    not reported: confidence too low, or its kind not asked for";
    for option in [["--kinds", "place"], ["--min-confidence", "1"]] {
        let run = Run::clean(folder.with_names("explain", &["--text", "Quandex grew."]).args(option));
        assert_eq!(marked(&run, '+'), [""; 0]);
        assert!(marked(&run, '?')[0].starts_with("? 0..7 organization \"Quandex\""), "{}", run.stdout);
        assert_eq!(run.stdout.lines().nth(1), Some(reason));
    }
}

#[test]
fn an_unreadable_text_is_refused() {
    let folder = Folder::new();
    let run = Run::refused(&mut folder.with_names("explain", &["no-such-file.txt"]));
    assert!(run.stderr.starts_with("sinotag: no-such-file.txt: cannot be read: "), "{}", run.stderr);
    let run = Run::refused(&mut folder.with_names("explain", &["."]));
    assert!(run.stderr.starts_with("sinotag: .: cannot be read: "), "{}", run.stderr);
    folder.file("a.txt", b"ab\n\xFF");
    let run = Run::refused(&mut folder.with_names("explain", &["a.txt"]));
    assert_eq!(run.stderr, "sinotag: a.txt: byte 4 (0xFF), in line 2 of the document, is not UTF-8\n");
}

#[test]
fn an_empty_text_has_no_candidates() {
    let folder = Folder::new();
    assert_eq!(Run::clean(&mut folder.with_names("explain", &["--text", ""])).stdout, "");
}
