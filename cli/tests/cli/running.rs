//! How a run goes: failed records in a file, strictness, progress, lines at once, full disks.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{Folder, Run, binary};

const LINES: &str =
    "{\"id\": 1, \"text\": \"Velmora\"}\n{\"id\": 2}\n{\"id\": 3, \"text\": \"\"}\n{\"id\": 4, \"text\": 5}\n";

#[test]
fn failed_records_are_kept_in_a_file() {
    let folder = Folder::new();
    folder.file("a.jsonl", LINES);
    folder.file("b.csv", "id,text\n1\n");
    let arguments = ["--errors", "errors.jsonl", "a.jsonl", "no-such-file.txt", "b.csv"];
    let run = Run::of(&mut folder.annotate(&arguments));
    assert_eq!((run.status, run.ids()), (1, vec!["1".to_owned(), "3".to_owned()]));
    assert_eq!(run.stderr, "sinotag: 3 of 5 records failed, see errors.jsonl\n");
    let errors: Vec<Value> =
        folder.read("errors.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let want =
        json!({"file": "a.jsonl", "line": 2, "reason": "the record has no field \"text\"", "record": "{\"id\": 2}"});
    assert_eq!(errors[0], want);
    assert_eq!((&errors[1]["line"], &errors[1]["record"]), (&json!(4), &json!("{\"id\": 4, \"text\": 5}")));
    assert_eq!((&errors[2]["file"], &errors[2]["line"]), (&json!("no-such-file.txt"), &json!(null)));
    assert_eq!((&errors[3]["line"], &errors[3]["record"]), (&json!(2), &json!("[\"1\"]")));
    // A new run begins a new file, even if nothing fails.
    Run::clean(folder.annotate(&["--errors", "errors.jsonl"]).write_stdin("Velmora"));
    assert_eq!(folder.read("errors.jsonl"), "");
}

#[test]
fn strict_stops_at_the_first_failure() {
    let folder = Folder::new();
    // The first failure is in the third batch; others are in later ones.
    let line = format!("{{\"id\": 1, \"text\": \"{}\"}}\n", "Velmora left. ".repeat(100));
    let input = format!("{}{{\"id\": 2}}\n{}", line.repeat(2000), format!("{line}{{\n").repeat(1000));
    folder.file("a.jsonl", input);
    for threads in ["1", "4"] {
        let run = Run::of(&mut folder.annotate(&["--strict", "-j", threads, "a.jsonl"]));
        assert_eq!((run.status, run.stdout.lines().count()), (1, 2000), "{}", run.stderr);
        assert!(run.stderr.starts_with("sinotag: a.jsonl:2001: the record has no field \"text\"\n"), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
    }
    // Of a file, what is done is kept; the repaired input is continued.
    let run = Run::of(&mut folder.annotate(&["--strict", "a.jsonl", "-o", "out.jsonl"]));
    assert!(run.status == 1 && run.stderr.contains("out.jsonl.partial; --resume continues"), "{}", run.stderr);
    let repaired =
        folder.read("a.jsonl").replace("{\"id\": 2}\n", "{\"text\": \"\"}\n").replace("{\n", "{\"text\": \"\"}\n");
    folder.file("a.jsonl", repaired);
    Run::clean(&mut folder.annotate(&["a.jsonl", "-o", "want.jsonl"]));
    // --strict has no say in what is written.
    Run::clean(&mut folder.annotate(&["--resume", "a.jsonl", "-o", "out.jsonl"]));
    assert!(folder.read("out.jsonl") == folder.read("want.jsonl"));
}

#[test]
fn progress_is_told_as_json_when_asked_for() {
    let folder = Folder::new();
    folder.file("a.jsonl", LINES);
    let run = Run::of(&mut folder.annotate(&["--progress", "json", "--errors", "e.jsonl", "a.jsonl"]));
    let last: Value = serde_json::from_str(run.stderr.lines().next().unwrap()).unwrap();
    let size = LINES.len();
    assert_eq!((&last["records"], &last["failed"], &last["done"]), (&json!(4), &json!(2), &json!(true)));
    assert_eq!((&last["bytes"], &last["total_bytes"]), (&json!(size), &json!(size)));
    // By default nothing is told where nobody looks.
    assert_eq!(Run::of(&mut folder.annotate(&["--errors", "e.jsonl", "a.jsonl"])).stderr.lines().count(), 1);
}

#[test]
fn lines_are_answered_at_once_when_asked_for() {
    let folder = Folder::new();
    let mut child = Command::new(binary())
        .args(["annotate", "--no-bundled", "--dictionary", "names.tsv", "--from", "jsonl", "--line-buffered"])
        .current_dir(folder.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut ask, mut answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in 1..=3 {
        ask.write_all(format!("{{\"id\": {id}, \"text\": \"Velmora\"}}\n").as_bytes()).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":\"{id}\",\"mentions\":[{{")), "{answer}");
    }
    drop(ask);
    assert!(child.wait().unwrap().success());
}

#[test]
fn two_runs_do_not_write_the_same_file() {
    let folder = Folder::new();
    let arguments = ["annotate", "--no-config", "--from", "jsonl", "-", "-o"];
    let output = folder.path("out.jsonl");
    let mut first = Command::new(binary()).args(arguments).arg(&output).stdin(Stdio::piped()).spawn().unwrap();
    let partial = folder.path("out.jsonl.partial");
    while !partial.exists() {
        assert!(first.try_wait().unwrap().is_none(), "the first run ended");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    for more in [&["-o", "out.jsonl"][..], &["--resume", "-o", "out.jsonl"]] {
        let run = Run::of(folder.annotate(more).write_stdin("Harbin"));
        assert_eq!(run.status, 2);
        assert_eq!(run.stderr, "sinotag: out.jsonl: cannot be written: another run is writing it\n");
    }
    first.stdin.take().unwrap().write_all(b"{\"id\": 1, \"text\": \"Velmora\"}\n").unwrap();
    assert!(first.wait().unwrap().success());
    assert_eq!(folder.read("out.jsonl").lines().count(), 1);
    // The next run may.
    Run::clean(folder.annotate(&["-o", "out.jsonl"]).write_stdin("Harbin"));
}

/// A small file system in memory: only for those who may mount one.
#[cfg(target_os = "linux")]
struct SmallDisk {
    folder: tempfile::TempDir,
}

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(folder.path()).output();
        mount.is_ok_and(|output| output.status.success()).then_some(Self { folder })
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_loses_nothing_that_was_done() {
    let Some(disk) = SmallDisk::new() else { return };
    let folder = Folder::new();
    folder
        .file("a.jsonl", format!("{{\"id\": 1, \"text\": \"Velmora. {}\"}}\n", "It grew. ".repeat(60)).repeat(20_000));
    Run::clean(&mut folder.annotate(&["a.jsonl", "-o", "want.jsonl.zst"]));
    let ballast = disk.folder.path().join("ballast");
    let output = disk.folder.path().join("out.jsonl");
    let output = output.to_str().unwrap();
    std::fs::write(&ballast, vec![1; 100_000]).unwrap();
    let arguments = ["a.jsonl", "--checkpoint-every", "0", "-o", output];
    let run = Run::of(&mut folder.annotate(&arguments));
    assert_eq!(run.status, 2);
    let message = "No space left on device (os error 28); what was done before is kept, --resume continues";
    assert!(run.stderr.trim_end().ends_with(message), "{}", run.stderr);
    let partial = std::fs::read(format!("{output}.partial")).unwrap();
    assert!(partial.len() > 1_000_000);
    // With room again, the rest is done.
    std::fs::remove_file(ballast).unwrap();
    let grown = Command::new("mount").args(["-o", "remount,size=100m"]).arg(disk.folder.path()).status();
    assert!(grown.unwrap().success());
    Run::clean(folder.annotate(&arguments).arg("--resume"));
    Run::clean(&mut folder.annotate(&["a.jsonl", "-o", "want.jsonl"]));
    assert!(std::fs::read(output).unwrap() == std::fs::read(folder.path("want.jsonl")).unwrap());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_on_a_full_disk_holds_whole_documents_only() {
    let Some(disk) = SmallDisk::new() else { return };
    let folder = Folder::new();
    let lines = format!("{{\"text\": \"Velmora. {}\"}}\n", "It grew. ".repeat(6_000)).repeat(100);
    folder.file("a.jsonl", lines);
    let output = disk.folder.path().join("out");
    let run = Run::refused(&mut folder.annotate(&["a.jsonl", "--to", "brat", "-o", output.to_str().unwrap()]));
    let named = run.stderr.starts_with(&format!("sinotag: {}/a.jsonl_", output.display()));
    let message = "No space left on device (os error 28); what was done before is kept, --resume continues";
    assert!(named && run.stderr.trim_end().ends_with(message), "{}", run.stderr);
    let mut documents = std::collections::BTreeMap::<_, Vec<_>>::new();
    for entry in std::fs::read_dir(output).unwrap() {
        let path = entry.unwrap().path();
        documents.entry(path.file_stem().unwrap().to_owned()).or_default().push(std::fs::metadata(path).unwrap().len());
    }
    for other in ["annotation", "documents.ids"] {
        documents.remove(std::ffi::OsStr::new(other));
    }
    assert!(documents.len() > 20, "{}", documents.len());
    assert!(documents.values().all(|sizes| sizes.len() == 2 && sizes.iter().all(|size| *size > 0)), "{documents:?}");
}
