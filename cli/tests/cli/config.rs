//! The configuration file.

use crate::support::{Folder, Run, mentions};

const TEXT: &str = "Orla Fenwright of Quandex left Velmora.";

#[test]
fn options_come_from_the_file_unless_they_are_typed() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("etc")).unwrap();
    // Paths are relative to the file.
    folder.file(
        "etc/sinotag.toml",
        "no-bundled = true\ndictionary = [\"../names.tsv\"]\n[annotate]\nkinds = [\"person\", \"place\"]\nthreads = 2\n",
    );
    let annotate = |arguments: &[&str]| {
        let mut command = folder.sinotag(&["annotate"]);
        command.args(arguments).write_stdin(TEXT);
        command
    };
    let found = |mut command: assert_cmd::Command| mentions(&Run::clean(&mut command).document());
    let want = ["Orla Fenwright person", "Velmora place"];
    assert_eq!(found(annotate(&["--config", "etc/sinotag.toml"])), want);
    let mut by_variable = annotate(&[]);
    by_variable.env("SINOTAG_CONFIG", "etc/sinotag.toml");
    assert_eq!(found(by_variable), want);
    std::fs::create_dir_all(folder.path("home/.config/sinotag")).unwrap();
    folder.file("home/.config/sinotag/config.toml", "no-bundled = true\ndictionary = \"../../../names.tsv\"\n");
    let mut by_place = annotate(&[]);
    by_place.env_remove("SINOTAG_CONFIG").env_remove("XDG_CONFIG_HOME").env("HOME", folder.path("home"));
    assert_eq!(found(by_place), ["Orla Fenwright person", "Quandex organization", "Velmora place"]);
    // What is typed wins, also over a list.
    assert_eq!(found(annotate(&["--config", "etc/sinotag.toml", "--kinds", "organization"])), ["Quandex organization"]);
    let none = annotate(&["--no-config", "--config", "etc/sinotag.toml", "--no-bundled"]);
    assert!(!found(none).contains(&"Quandex organization".to_owned()));
}

#[test]
fn a_wrong_file_is_told_by_what_is_wrong() {
    let folder = Folder::new();
    for (content, want) in [
        ("threads = 1\nthreads = 2\n", "c.toml:2: "),
        ("[annotate]\nthread = 1\n", "c.toml: annotate.thread: there is no such option"),
        ("colour = 1\n", "c.toml: colour: there is no such option"),
        ("[anotate]\n", "c.toml: anotate: there is no such section"),
        ("threads = 0\n", "c.toml: threads: invalid value '0' for '--threads <N>'"),
        ("attributes = 1\n", "c.toml: attributes: must be true or false"),
        ("threads = [[1]]\n", "c.toml: threads: must be a string or a number, or an array of them"),
    ] {
        folder.file("c.toml", content);
        for command in [&["annotate"][..], &["config", "check"]] {
            let run = Run::refused(folder.sinotag(command).args(["--config", "c.toml"]).write_stdin(TEXT));
            assert!(run.stderr.starts_with(&format!("sinotag: {want}")), "{content}: {}", run.stderr);
        }
    }
    let run = Run::refused(folder.sinotag(&["annotate", "--config", "no.toml"]).write_stdin(TEXT));
    assert!(run.stderr.starts_with("sinotag: no.toml: cannot be read: "), "{}", run.stderr);
}

#[test]
fn config_tells_about_the_file() {
    let folder = Folder::new();
    folder.file("c.toml", "exclude = [\"Chengdu\"]\n[annotate]\nattributes = true\nlossy = false\n");
    let with =
        |arguments: &[&str]| Run::clean(folder.sinotag(&["config", "--config", "c.toml"]).args(arguments)).stdout;
    assert_eq!(with(&["path"]), "c.toml\n");
    let want = "# c.toml\nsinotag annotate --exclude=Chengdu --attributes\nsinotag explain --exclude=Chengdu\n\
        sinotag lookup --exclude=Chengdu\nsinotag eval --exclude=Chengdu\n";
    assert_eq!(with(&["check"]), want);
    // The example is a file that says nothing, and one that says what it shows where a value is a value.
    let example = with(&["example"]);
    assert!(example.contains("\n# threads = "), "{example}");
    folder.file("c.toml", &example);
    assert_eq!(with(&["check"]), "# c.toml\n");
    folder.file("c.toml", example.replace("# split = ", "split = ").replace("# keep-fields = ", "keep-fields = "));
    assert_eq!(with(&["check"]), "# c.toml\nsinotag annotate --keep-fields --split=whole\n");
}
