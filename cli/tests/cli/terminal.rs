//! What somebody sees who runs the command at a terminal.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::support::{Folder, Run, binary};

/// Both ends of a terminal: what programs write to the second can be read from the first.
fn terminal() -> (File, File) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = File::options().read(true).write(true).open(Path::new(std::ffi::OsStr::from_bytes(name.to_bytes())));
    (File::from(ours), theirs.unwrap())
}

/// What `sinotag annotate` shows of `a.txt` where standard output and standard error are a terminal.
fn shown(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let (mut ours, theirs) = terminal();
    let mut child = colourless()
        .args(["annotate", "--no-bundled", "--dictionary", "names.tsv", "a.txt"])
        .args(arguments)
        .current_dir(folder.path(""))
        .env("TERM", "xterm-256color")
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .stdout(theirs.try_clone().unwrap())
        .stderr(theirs)
        .spawn()
        .unwrap();
    let mut shown = Vec::new();
    // When nobody writes any more, Linux calls it an error.
    let _ = ours.read_to_end(&mut shown);
    assert!(child.wait().unwrap().success());
    String::from_utf8(shown).unwrap().replace("\r\n", "\n")
}

/// The command, where no variable tells anything about colours.
fn colourless() -> Command {
    let mut command = Command::new(binary());
    command.env("SINOTAG_CONFIG", "");
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "TERM"] {
        command.env_remove(variable);
    }
    command
}

fn article() -> Folder {
    let folder = Folder::new();
    folder.file("a.txt", "Quandex left Velmora.");
    folder
}

const COLOURED: &str =
    "\u{1B}[1ma.txt\u{1B}[0m\n\n\u{1B}[1;36;4mQuandex\u{1B}[0m left \u{1B}[1;32;4mVelmora\u{1B}[0m.\n";
const PLAIN: &str = "a.txt\n\n[Quandex](organization) left [Velmora](place).\n";

#[test]
fn a_terminal_shows_colours_with_a_legend_first() {
    let shown = shown(&article(), &[], &[]);
    let (legend, text) = shown.split_once("\n\n").unwrap();
    assert!(legend.starts_with("\u{1B}[1;36morganization\u{1B}[0m"), "{legend}");
    assert!(text.starts_with(COLOURED), "{text}");
}

#[test]
fn colours_can_be_declined() {
    let folder = article();
    for variable in [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("TERM", "dumb")] {
        let shown = shown(&folder, &[], &[variable]);
        assert!(shown.starts_with(PLAIN) && !shown.contains('\u{1B}'), "{variable:?}: {shown}");
    }
    // An empty variable says nothing.
    assert!(shown(&folder, &[], &[("NO_COLOR", "")]).contains(COLOURED));
}

#[test]
fn other_formats_are_shown_when_they_are_asked_for() {
    let folder = article();
    for arguments in [&["--to", "jsonl"][..], &["-o", "-"], &["--attributes"]] {
        let shown = shown(&folder, arguments, &[]);
        assert!(shown.starts_with("{\"id\":\"a.txt\",\"mentions\":[{"), "{arguments:?}: {shown}");
    }
    assert_eq!(shown(&folder, &["-o", "out.jsonl"], &[]), "");
    assert!(folder.read("out.jsonl").starts_with("{\"id\""));
    assert_eq!(shown(&folder, &["--to", "terminal", "-o", "out.txt"], &[]), "");
    assert!(folder.read("out.txt").starts_with(PLAIN));
}

#[test]
fn no_bar_stands_in_the_view() {
    let folder = article();
    // A run long enough for a bar.
    folder.file("a.txt", "Quandex left Velmora.\n".repeat(150_000));
    let shown = shown(&folder, &["--split", "lines", "-j", "1"], &[]);
    assert_eq!(shown.matches("Quandex\u{1B}[0m left").count(), 150_000);
    assert!(!shown.contains(" records") && !shown.contains("\u{1B}[2K"));
}

#[test]
fn the_bar_tells_the_mean_pace_from_the_first() {
    let folder = Folder::new();
    let (mut ours, theirs) = terminal();
    let mut child = colourless()
        .args(["annotate", "--no-bundled", "--from", "jsonl"])
        .env("TERM", "xterm")
        .current_dir(folder.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(theirs)
        .spawn()
        .unwrap();
    let mut records = child.stdin.take().unwrap();
    let lines = "{\"text\": \"Tea grew.\"}\n".repeat(100_000);
    records.write_all(lines.as_bytes()).unwrap();
    // The bar appears after half a second, when all this is read.
    std::thread::sleep(Duration::from_millis(1200));
    drop(records);
    let mut shown = Vec::new();
    let _ = ours.read_to_end(&mut shown);
    assert!(child.wait().unwrap().success());
    let shown = String::from_utf8(shown).unwrap();
    let rates: Vec<&str> =
        shown.split("/s, ").filter_map(|frame| frame.rsplit_once("B ").map(|(_, rate)| rate)).collect();
    assert!(!rates.is_empty(), "no bar: {shown:?}");
    for rate in rates.iter().filter(|rate| rate.ends_with("iB")) {
        let (number, unit) = rate.split_once(' ').unwrap();
        let unit = match unit {
            "KiB" => 1024.0,
            "MiB" => 1_048_576.0,
            _ => panic!("{rate} a second"),
        };
        // All of the text in half a second.
        assert!(number.parse::<f64>().unwrap() * unit <= lines.len() as f64 / 0.5, "{rate} a second");
    }
}

#[test]
fn a_pipe_gets_colours_only_by_force() {
    let folder = article();
    let piped = |variables: &[(&str, &str)]| {
        let mut command = colourless();
        command.args(["annotate", "--no-bundled", "--dictionary", "names.tsv", "a.txt", "--to", "terminal"]);
        command.current_dir(folder.path("")).envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(piped(&[("TERM", "xterm")]).starts_with(PLAIN));
    assert!(piped(&[("CLICOLOR_FORCE", "1")]).contains(COLOURED));
    assert!(Run::clean(&mut folder.annotate(&["a.txt"])).stdout.starts_with("{\"id\""));
}
