//! Where results go: a file that is whole or not there, links, devices, pipes that close.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use crate::support::{Folder, Run, binary};

const LINE: &str = "{\"id\":\"-:1\",\"mentions\":[]}\n";

#[test]
fn results_go_to_the_file_that_is_named() {
    let folder = Folder::new();
    for option in ["-o", "--output"] {
        let run = Run::clean(folder.annotate(&[option, "out.jsonl"]).write_stdin("no name"));
        assert_eq!((&*run.stdout, &*folder.read("out.jsonl")), ("", LINE));
        folder.file("out.jsonl", "something longer than the results, to be replaced");
    }
    assert_eq!(Run::clean(folder.annotate(&["-o", "-"]).write_stdin("no name")).stdout, LINE);
    assert_eq!(folder.files(), ["names.tsv", "out.jsonl"]);
}

#[test]
fn the_output_may_be_one_of_the_inputs() {
    let folder = Folder::new();
    folder.file("a.jsonl", "{\"id\": 1, \"text\": \"Velmora\"}\n".repeat(3));
    let want = Run::clean(&mut folder.annotate(&["--keep-fields", "a.jsonl"])).stdout;
    Run::clean(&mut folder.annotate(&["--keep-fields", "a.jsonl", "-o", "a.jsonl"]));
    assert_eq!(folder.read("a.jsonl"), want);
    assert_eq!(want.lines().count(), 3);
}

#[test]
fn a_run_that_fails_leaves_the_old_file_and_no_other() {
    let folder = Folder::new();
    folder.file("out.jsonl", "old");
    Run::refused(&mut folder.annotate(&["no-such-file.txt", "-o", "out.jsonl"]));
    assert_eq!(folder.read("out.jsonl"), "old");
    Run::refused(&mut folder.annotate(&["no-such-file.txt", "-o", "new.jsonl"]));
    assert_eq!(folder.files(), ["names.tsv", "out.jsonl"]);
}

#[test]
fn records_that_fail_do_not_keep_the_others_out_of_the_file() {
    let folder = Folder::new();
    let run = Run::of(folder.annotate(&["--from", "jsonl", "-o", "out.jsonl"]).write_stdin("{\n{\"text\": \"\"}\n"));
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(folder.read("out.jsonl"), "{\"id\":\"-:2\",\"mentions\":[]}\n");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    for target in ["no-such-folder/out.jsonl", "."] {
        let run = Run::refused(folder.annotate(&["-o", target]).write_stdin("no name"));
        assert!(run.stderr.starts_with(&format!("sinotag: {target}: cannot be written: ")), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_that_the_umask_leaves() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let mode = |name: &str| std::fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777;
    for (umask, want) in [("077", 0o600), ("022", 0o644), ("002", 0o664)] {
        let script = format!("umask {umask}; exec \"$0\" annotate --no-bundled --from text names.tsv -o {umask}.jsonl");
        let status = Command::new("sh")
            .args(["-c", &script])
            .arg(binary())
            .current_dir(folder.path(""))
            .stderr(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        assert_eq!(mode(&format!("{umask}.jsonl")), want, "umask {umask}");
    }
    std::fs::set_permissions(folder.path("022.jsonl"), std::fs::Permissions::from_mode(0o606)).unwrap();
    Run::clean(folder.annotate(&["-o", "022.jsonl"]).write_stdin(""));
    assert_eq!((mode("022.jsonl"), &*folder.read("022.jsonl")), (0o606, LINE));
}

#[cfg(unix)]
#[test]
fn of_a_link_the_file_behind_it_is_written() {
    let folder = Folder::new();
    folder.file("real.jsonl", "old");
    std::os::unix::fs::symlink("real.jsonl", folder.path("link.jsonl")).unwrap();
    Run::clean(folder.annotate(&["-o", "link.jsonl"]).write_stdin("no name"));
    assert_eq!(folder.read("real.jsonl"), LINE);
    assert!(std::fs::symlink_metadata(folder.path("link.jsonl")).unwrap().is_symlink());
}

/// The device that is always full, where there is one.
fn full_device() -> Option<std::fs::File> {
    std::fs::File::options().write(true).open("/dev/full").ok()
}

#[test]
fn a_full_disk_is_told() {
    let folder = Folder::new();
    if full_device().is_none() {
        return;
    }
    let run = Run::refused(folder.annotate(&["-o", "/dev/full"]).write_stdin("no name"));
    assert!(run.stderr.starts_with("sinotag: /dev/full: cannot be written: "), "{}", run.stderr);
    folder.file("gold.jsonl", "{\"text\": \"\", \"mentions\": []}");
    for arguments in [
        &["annotate", "--no-bundled", "--from", "text", "names.tsv"][..],
        &["explain", "--no-bundled", "names.tsv"],
        &["eval", "--no-bundled", "gold.jsonl"],
    ] {
        let output = Command::new(binary())
            .args(arguments)
            .current_dir(folder.path(""))
            .stdout(full_device().unwrap())
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.starts_with("sinotag: standard output: cannot be written: "), "{arguments:?}: {message}");
    }
}

/// Starts `sinotag annotate` on a file of `folder`, with all three streams piped.
fn start(folder: &Folder, file: &str) -> Child {
    Command::new(binary())
        .args(["annotate", "--no-bundled", "--dictionary", "names.tsv", file])
        .current_dir(folder.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let folder = Folder::new();
    // Ten times what a pipe and the buffers on both sides hold.
    folder.file("a.jsonl", "{\"id\": 1, \"text\": \"Quandex left Velmora for Dunmarsh.\"}\n".repeat(20_000));
    let mut child = start(&folder, "a.jsonl");
    let mut first = String::new();
    BufReader::with_capacity(1024, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"id\":\"1\""), "{first}");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &*String::from_utf8(output.stderr).unwrap()), (Some(0), ""));
}

#[test]
fn nobody_needs_to_read_the_messages() {
    let folder = Folder::new();
    let mut child = start(&folder, "-");
    drop(child.stderr.take());
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"text\": \"\"}\n{\n{\"text\": \"\"}\n").unwrap();
    drop(stdin);
    let mut results = String::new();
    child.stdout.take().unwrap().read_to_string(&mut results).unwrap();
    assert_eq!(results, "{\"id\":\"-:1\",\"mentions\":[]}\n{\"id\":\"-:3\",\"mentions\":[]}\n");
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
