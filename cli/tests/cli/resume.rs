//! Runs that end before their time, and those that continue them.

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
    let want = (fs::read(folder.path(output)).unwrap(), folder.read("errors.jsonl"));
    let (checkpoint, partial) = (format!("{output}.checkpoint"), format!("{output}.partial"));
    let (mut continued, mut killed, mut random) = (0, 0, 12_345_u32);
    while killed < kills {
        fs::remove_file(folder.path(output)).unwrap();
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
            if folder.path(output).exists() {
                assert!(status.code().is_none_or(|code| code == 1), "{status:?}");
                break;
            }
            continued += u32::from(folder.path(&checkpoint).exists());
            arguments = resumed;
        }
        assert!(fs::read(folder.path(output)).unwrap() == want.0, "after {killed} kills");
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

/// `cargo test -p sinotag-cli --test cli -- --ignored kill`: minutes.
#[test]
#[ignore = "takes minutes"]
fn a_run_killed_fifty_times_is_continued() {
    kill_and_resume("out.jsonl", "jsonl", 20, 50);
    kill_and_resume("out.csv.zst", "csv", 20, 50);
    kill_and_resume("out.parquet", "parquet", 60, 50);
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
