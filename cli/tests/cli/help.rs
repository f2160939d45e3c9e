//! What the command tells about itself.

use crate::support::{Folder, Run};

const TAGGING: [&str; 6] = [
    "--dictionary <FILE>",
    "--no-bundled",
    "--exclude <NAME>",
    "--kinds <KINDS>",
    "--disable <RULE>",
    "--min-confidence <SHARE>",
];

/// The options that `--help` of a subcommand lists, with the names of their values, sorted.
fn listed(subcommand: &str) -> Vec<String> {
    let run = Run::clean(&mut Folder::new().sinotag(&[subcommand, "--help"]));
    let mut options: Vec<_> = run
        .stdout
        .lines()
        .filter(|line| line.trim_start().starts_with('-') && line.contains("--"))
        .map(|line| {
            // "  -j, --threads <N>   Number of ...": the long form, and its value.
            let option = &line[line.find("--").unwrap()..];
            option.split("  ").next().unwrap().to_owned()
        })
        .collect();
    options.sort();
    options
}

#[track_caller]
fn assert_lists(subcommand: &str, options: &[&str]) {
    let mut want: Vec<_> = options
        .iter()
        .chain(&TAGGING)
        .chain(&["--help", "--config <FILE>", "--no-config"])
        .map(|option| (*option).to_owned())
        .collect();
    want.sort();
    assert_eq!(listed(subcommand), want);
}

// A new option must be added here, and then has a line of help.

#[test]
fn help_of_annotate_lists_its_options() {
    assert_lists(
        "annotate",
        &[
            "--output <FILE>",
            "--from <FORMAT>",
            "--split <UNIT>",
            "--threads <N>",
            "--offsets <UNIT>",
            "--attributes",
            "--lossy",
            "--text-field <NAME>",
            "--id-field <NAME>",
            "--date-field <NAME>",
            "--keep-fields",
            "--to <FORMAT>",
            "--glob <PATTERN>",
            "--nested",
            "--encoding <NAME>",
            "--delimiter <CHARACTER>",
            "--no-quoting",
            "--resume",
            "--checkpoint-every <SECONDS>",
            "--errors <FILE>",
            "--strict",
            "--progress <FORM>",
            "--line-buffered",
            "--key-phrases <N>",
            "--key-phrase-method <NAME>",
            "--background <FILE>",
        ],
    );
}

#[test]
fn help_of_explain_lists_its_options() {
    assert_lists("explain", &["--text <TEXT>", "--only <PHRASE>"]);
}

#[test]
fn help_of_eval_lists_its_options() {
    assert_lists("eval", &["--part <PART>", "--errors <N>", "--json"]);
}

#[test]
fn help_of_stats_lists_its_options() {
    assert_lists("stats", &["--top <N>", "--json", "--csv"]);
}

#[test]
fn help_of_diff_lists_its_options() {
    assert_eq!(listed("diff"), ["--config <FILE>", "--help", "--json", "--no-config", "--quiet", "--summary"]);
}

#[test]
fn help_lists_the_subcommands_and_exit_statuses() {
    let folder = Folder::new();
    let run = Run::clean(&mut folder.sinotag(&["--help"]));
    for word in ["annotate", "explain", "eval", "diff", "stats", "Exit status: 0 ", "--version"] {
        assert!(run.stdout.contains(word), "{word} is missing:\n{}", run.stdout);
    }
    assert_eq!(Run::clean(&mut folder.sinotag(&["-h"])).stdout, run.stdout);
}

#[test]
fn version_names_the_command_and_the_dictionaries() {
    let version = env!("CARGO_PKG_VERSION");
    for option in ["--version", "-V"] {
        let run = Run::clean(&mut Folder::new().sinotag(&[option]));
        assert_eq!(run.stdout, format!("sinotag {version} (bundled dictionaries {version})\n"));
    }
}
