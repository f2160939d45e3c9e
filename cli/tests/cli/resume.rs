//! Runs that end before their time, and those that continue them.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{Folder, Run, binary};

/// Several batches, with records that fail.
fn corpus(folder: &Folder, megabytes: usize) {
    let text = "Quandex left Velmora for the Velmora Fair, and Orla Fenwright came. ".repeat(30);
    let lines: String = (0..megabytes * 480)
        .map(|id| match id % 50 {
            17 => format!("{{\"id\": {id}, \"text\": 5}}\n"),
            _ => format!("{{\"id\": {id}, \"text\": \"{text}\"}}\n"),
        })
        .collect();
    folder.file("a.jsonl", lines);
}

fn command(folder: &Folder, output: &str, more: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command
        .args([
            "annotate",
            "--no-bundled",
            "--dictionary",
            "names.tsv",
            "a.jsonl",
            "--checkpoint-every",
            "0",
            "-j",
            "2",
        ])
        .args(["-o", output, "--errors", "errors.jsonl"])
        .args(more)
        .env("SINOTAG_CONFIG", "")
        .current_dir(folder.path(""))
        .stderr(Stdio::piped());
    command
}

/// The bytes of the output: of a file, or of all that is in a folder but for what is noted of the run.
fn written(folder: &Folder, output: &str) -> BTreeMap<String, Vec<u8>> {
    let path = folder.path(output);
    if path.is_file() {
        return BTreeMap::from([(output.to_owned(), fs::read(path).unwrap())]);
    }
    let files = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let named = files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()));
    named.filter(|(name, _)| !name.ends_with(".checkpoint")).collect()
}

/// Kills `kills` runs at moments spread over their whole time, continues each until it is done, and compares the result with that
/// of a run that was let alone.
fn kill_and_resume(output: &str, format: &str, megabytes: usize, kills: u32) {
    let folder = Folder::new();
    corpus(&folder, megabytes);
    let begun = Instant::now();
    let anew: &[&str] = &["--to", format];
    let resumed = &["--to", format, "--resume"];
    assert_eq!(command(&folder, output, anew).status().unwrap().code(), Some(1));
    let whole = begun.elapsed();
    let want = (written(&folder, output), folder.read("errors.jsonl"));
    // What appears when all is done.
    let is_folder = folder.path(output).is_dir();
    let done = if is_folder { format!("{output}/documents.ids") } else { output.to_owned() };
    let (checkpoint, partial) = (format!("{done}.checkpoint"), format!("{done}.partial"));
    let (mut continued, mut killed, mut random) = (0, 0, 12_345_u32);
    while killed < kills {
        if is_folder {
            fs::remove_dir_all(folder.path(output)).unwrap();
        } else {
            fs::remove_file(folder.path(output)).unwrap();
        }
        // One begun anew, then continued until it comes to its end.
        let mut arguments = anew;
        loop {
            let mut child = command(&folder, output, arguments).spawn().unwrap();
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if killed == 0 {
                // One at least is to be killed in its midst.
                wait_for(&folder, &checkpoint);
                child.kill().unwrap();
                killed += 1;
            } else if killed < kills {
                sleep(whole.mul_f64(f64::from(random >> 8) / f64::from(1 << 24)));
                child.kill().unwrap();
                killed += 1;
            }
            let status = child.wait().unwrap();
            if folder.path(&done).exists() {
                assert!(status.code().is_none_or(|code| code == 1), "{status:?}");
                break;
            }
            continued += u32::from(folder.path(&checkpoint).exists());
            arguments = resumed;
        }
        assert!(written(&folder, output) == want.0, "after {killed} kills");
        assert!(folder.read("errors.jsonl") == want.1, "after {killed} kills");
        assert!(!folder.path(&partial).exists());
        if folder.path(&checkpoint).exists() {
            // Killed between its last two steps.
            assert_eq!(command(&folder, output, resumed).status().unwrap().code(), Some(0));
            assert!(!folder.path(&checkpoint).exists());
        }
    }
    assert!(continued > 0, "no run was killed in its midst");
}

#[test]
fn a_killed_run_is_continued_where_it_stopped() {
    kill_and_resume("out.jsonl", "jsonl", 6, 4);
}

#[test]
fn a_killed_run_is_continued_in_compressed_output() {
    kill_and_resume("out.jsonl.gz", "jsonl", 6, 3);
}

#[test]
fn a_killed_run_is_continued_in_parquet() {
    kill_and_resume("out.parquet", "parquet", 34, 3);
}

#[test]
fn a_killed_run_is_continued_with_one_header_and_all_separators() {
    kill_and_resume("out.html", "html", 6, 2);
    kill_and_resume("out.txt", "inline", 6, 2);
}

#[test]
fn a_killed_run_is_continued_in_a_folder() {
    kill_and_resume("out", "brat", 3, 4);
    kill_and_resume("out", "webanno", 3, 2);
}

#[test]
fn the_folder_of_an_interrupted_run_is_only_continued() {
    let folder = Folder::new();
    corpus(&folder, 6);
    let mut child = command(&folder, "out", &["--to", "brat"]).spawn().unwrap();
    wait_for(&folder, "out/documents.ids.checkpoint");
    child.kill().unwrap();
    child.wait().unwrap();
    let before = written(&folder, "out");
    let output = command(&folder, "out", &["--to", "brat"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    let want = "sinotag: out: cannot be written: the folder is that of an interrupted run: --resume continues it";
    assert!(message.starts_with(want), "{message}");
    assert!(written(&folder, "out") == before && folder.path("out/documents.ids.checkpoint").exists());
    let complete = command(&folder, "out", &["--to", "brat", "--resume"]).output().unwrap();
    assert_eq!(complete.status.code(), Some(1));
    assert!(folder.read("out/documents.ids").starts_with("{\"file\":\"0\",\"id\":\"0\"}\n"));
    assert_eq!(folder.read("out/documents.ids").lines().count() * 2 + 2, written(&folder, "out").len());
    let again = command(&folder, "out", &["--to", "brat", "--resume"]).output().unwrap();
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(String::from_utf8(again.stderr).unwrap(), "sinotag: out: is complete, there is nothing to resume\n");
}

/// `cargo test -p sinotag-cli --test cli -- --ignored kill`: minutes.
#[test]
#[ignore = "takes minutes"]
fn a_run_killed_fifty_times_is_continued() {
    kill_and_resume("out.jsonl", "jsonl", 20, 50);
    kill_and_resume("out.csv.zst", "csv", 20, 50);
    kill_and_resume("out.parquet", "parquet", 60, 50);
    kill_and_resume("out", "brat", 6, 50);
}

fn wait_for(folder: &Folder, name: &str) {
    let begun = Instant::now();
    while !folder.path(name).exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{name} does not appear");
        sleep(Duration::from_millis(1));
    }
}

/// Stops a run after its first checkpoint.
fn stop(folder: &Folder, output: &str, signal: &str) -> std::process::Output {
    let child = command(folder, output, &[]).spawn().unwrap();
    wait_for(folder, &format!("{output}.checkpoint"));
    let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    child.wait_with_output().unwrap()
}

#[cfg(unix)]
#[test]
fn interrupted_runs_keep_what_is_done() {
    let folder = Folder::new();
    corpus(&folder, 20);
    assert_eq!(command(&folder, "want.jsonl", &[]).status().unwrap().code(), Some(1));
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        let output = stop(&folder, "out.jsonl", signal);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{message}");
        assert!(message.starts_with("sinotag: interrupted: "), "{message}");
        assert!(message.ends_with("--resume continues\n"), "{message}");
        assert!(!folder.path("out.jsonl").exists());
        let done = folder.read("out.jsonl.partial");
        assert!(done.ends_with("}\n") && folder.read("want.jsonl").starts_with(&done));
        let resumed = command(&folder, "out.jsonl", &["--resume"]).output().unwrap();
        assert_eq!(resumed.status.code(), Some(1), "{resumed:?}");
        assert!(folder.read("out.jsonl") == folder.read("want.jsonl"));
        fs::remove_file(folder.path("out.jsonl")).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_run_is_continued_only_with_the_same_options_and_inputs() {
    let folder = Folder::new();
    corpus(&folder, 20);
    stop(&folder, "out.jsonl", "-INT");
    let refused = |more: &[&str], cause: &str| {
        let output = command(&folder, "out.jsonl", more).output().unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && message.contains(cause), "{more:?}: {message}");
        assert!(folder.path("out.jsonl.checkpoint").exists(), "{more:?}");
    };
    refused(&["--resume", "--offsets", "byte"], "the interrupted run had other options");
    let names = folder.read("names.tsv");
    folder.file("names.tsv", format!("{names}place:new\tNewtown\t\t\tplace\t\n"));
    refused(&["--resume"], "the interrupted run had other options, dictionaries");
    folder.file("names.tsv", names);
    let input = folder.read("a.jsonl");
    folder.file("a.jsonl", input.replacen("Quandex", "Quandox", 1));
    refused(&["--resume"], "the inputs are not those of the interrupted run");
    folder.file("a.jsonl", input);
    assert_eq!(command(&folder, "out.jsonl", &["--resume"]).status().unwrap().code(), Some(1));
}

#[test]
fn a_complete_output_is_not_made_again() {
    let folder = Folder::new();
    folder.file("a.txt", "Velmora");
    let arguments = ["a.txt", "-o", "out.jsonl", "--resume"];
    // Nothing to continue: begins at the beginning.
    Run::clean(&mut folder.annotate(&arguments));
    let want = folder.read("out.jsonl");
    folder.file("a.txt", "Quandex");
    let run = Run::of(&mut folder.annotate(&arguments));
    assert_eq!((run.status, &*run.stderr), (0, "sinotag: out.jsonl: is complete, there is nothing to resume\n"));
    assert_eq!(folder.read("out.jsonl"), want);
}
