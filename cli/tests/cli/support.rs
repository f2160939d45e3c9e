//! A folder with a dictionary, the command run in it, and what came of it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Entities that exist nowhere else. "Dunmarsh" names two between which nothing decides.
pub(crate) const NAMES: &str = "\
#! format sinotag-dictionary 1
#! licence CC0-1.0
id\tname\taliases\tname_zh\tkind\tattributes
place:velmora\tVelmora\tPort Velmora\t维尔莫拉\tplace\tadcode=990100
org:quandex\tQuandex\t\t\torganization\tticker=7777.HK|600777.SH;parent=org:quandex-holding
policy:green-harvest\tgreen harvest drive\t\t\tpolicy\t
event:velmora-fair\tVelmora Fair\t\t\tevent\t
person:orla-fenwright\tOrla Fenwright\t\t\tperson\t
place:dunmarsh-north\tDunmarsh\t\t\tplace\t
place:dunmarsh-south\tDunmarsh\t\t\tplace\t
";

/// A temporary folder in which the command runs, so that messages and ids name files without a path.
pub(crate) struct Folder {
    folder: TempDir,
}

impl Folder {
    /// A folder that holds [`NAMES`] as `names.tsv`.
    pub(crate) fn new() -> Self {
        let folder = Self { folder: tempfile::tempdir().unwrap() };
        folder.file("names.tsv", NAMES);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command, with all options up to the caller.
    pub(crate) fn sinotag(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        // What the user of this machine has configured is no part of a test.
        command.current_dir(self.folder.path()).env("SINOTAG_CONFIG", "").args(arguments);
        command
    }

    /// A subcommand that knows the names of `names.tsv` and no bundled ones.
    pub(crate) fn with_names(&self, subcommand: &str, arguments: &[&str]) -> Command {
        let mut command = self.sinotag(&[subcommand, "--no-bundled", "--dictionary", "names.tsv"]);
        command.args(arguments);
        command
    }

    /// `sinotag annotate`, which knows the names of `names.tsv` and no bundled ones.
    pub(crate) fn annotate(&self, arguments: &[&str]) -> Command {
        self.with_names("annotate", arguments)
    }
}

/// The command, as cargo built it for this test.
pub(crate) fn binary() -> &'static Path {
    assert_cmd::cargo::cargo_bin!("sinotag")
}

/// What a run printed, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: i32,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap(),
        }
    }

    /// Runs a command that must succeed without a word on standard error.
    pub(crate) fn clean(command: &mut Command) -> Self {
        let run = Self::of(command);
        assert_eq!((run.status, &*run.stderr), (0, ""), "{}", run.stdout);
        run
    }

    /// Runs a command that must end with status 2, without results.
    pub(crate) fn refused(command: &mut Command) -> Self {
        let run = Self::of(command);
        assert_eq!((run.status, &*run.stdout), (2, ""), "{}", run.stderr);
        run
    }

    /// The lines of output, as JSON.
    pub(crate) fn documents(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The only line of output, as JSON.
    pub(crate) fn document(&self) -> Value {
        let [document] = <[Value; 1]>::try_from(self.documents()).unwrap();
        document
    }

    /// The ids of all documents.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.documents().iter().map(|document| document["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// Texts and kinds of the mentions of a document: `["Velmora place"]`.
pub(crate) fn mentions(document: &Value) -> Vec<String> {
    list(document)
        .iter()
        .map(|mention| format!("{} {}", mention["text"].as_str().unwrap(), mention["kind"].as_str().unwrap()))
        .collect()
}

/// `start` and `end` of the mentions of a document.
pub(crate) fn offsets(document: &Value) -> Vec<(u64, u64)> {
    list(document)
        .iter()
        .map(|mention| (mention["start"].as_u64().unwrap(), mention["end"].as_u64().unwrap()))
        .collect()
}

fn list(document: &Value) -> &[Value] {
    document["mentions"].as_array().unwrap()
}
