//! `sinotag dictionary check`, and dictionaries in other formats than TSV.

use crate::support::{Folder, NAMES, Run, mentions};

fn check(folder: &Folder, files: &[&str]) -> Run {
    Run::of(folder.sinotag(&["dictionary", "check"]).args(files))
}

#[test]
fn a_good_dictionary_gives_no_remarks() {
    let folder = Folder::new();
    folder.file("good.csv", "name,kind\nQuandex Holding,organization\n");
    assert_eq!(check(&folder, &["good.csv"]), Run { stdout: String::new(), stderr: String::new(), status: 0 });
}

#[test]
fn remarks_name_file_and_line() {
    let folder = Folder::new();
    folder.file("names.tsv", NAMES);
    folder.file("words.csv", "name,kind,attributes\nReport,organization,\nBank of China,organization,from=soon\n");
    let run = check(&folder, &["names.tsv", "words.csv"]);
    let want = "names.tsv:5: there is no entity \"org:quandex-holding\" to be the parent\n\
        names.tsv:10: \"Dunmarsh\" also names \"place:dunmarsh-north\" in line 9\n\
        words.csv:2: \"Report\" is an ordinary word as well; mark it with ~ (needs context)\n\
        words.csv:3: attribute \"from\": \"soon\" is no date such as 2019, 2019-06 or 2019-06-01\n";
    assert_eq!((&*run.stdout, &*run.stderr, run.status), (want, "", 1));
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_others_checked() {
    let folder = Folder::new();
    folder.file("broken.jsonl", "{\"name\": \"A Bank\", \"kind\": \"organization\"}\n{\"name\": 5}\n");
    folder.file("words.csv", "name,kind\nReport,organization\n");
    let run = check(&folder, &["broken.jsonl", "missing.tsv", "words.csv"]);
    assert_eq!(run.status, 2);
    assert!(run.stdout.starts_with("words.csv:2: "), "{}", run.stdout);
    let errors: Vec<_> = run.stderr.lines().collect();
    assert!(errors[0].starts_with("sinotag: broken.jsonl:2: "), "{}", run.stderr);
    assert!(errors[1].starts_with("sinotag: missing.tsv: cannot be read"), "{}", run.stderr);
}

#[test]
fn dictionaries_of_all_formats_are_merged() {
    let folder = Folder::new();
    folder.file("a.csv", "name,kind\nVelmora,place\n");
    folder.file("b.jsonl", "{\"name\": \"Quandex\", \"kind\": \"organization\", \"aliases\": [\"Quandex Power\"]}\n");
    folder.file("c.jsonl", "{\"label\": \"LAW\", \"pattern\": [{\"LOWER\": \"green\"}, {\"LOWER\": \"harvest\"}]}\n");
    let mut command = folder.sinotag(&["annotate", "--no-bundled"]);
    for file in ["a.csv", "b.jsonl", "c.jsonl"] {
        command.args(["--dictionary", file]);
    }
    let run = Run::clean(command.write_stdin("Quandex Power of Velmora began a Green Harvest."));
    assert_eq!(mentions(&run.document()), ["Quandex Power organization", "Velmora place", "Green Harvest policy"]);
}
