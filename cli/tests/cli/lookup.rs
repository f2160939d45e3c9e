//! `sinotag lookup`.

use serde_json::json;

use crate::support::{Folder, Run};

const OFFICES: &str = "\
#! format sinotag-dictionary 1
id\tname\taliases\tname_zh\tkind\tsubkind\tattributes
org:quandex\tQuandex Holding\tQuandex|~QH\t\torganization\tbank\tfrom=1990;to=2008;ticker=7777.HK|600777.SH
org:quandex-power\tQuandex Power\t~QH\t匡德电力\torganization\t\tparent=org:quandex
person:orla-fenwright\tOrla Fenwright\t\t\tperson\t\toffice=Chair of Quandex Holding@1999..2003-06
person:wen-bao\tWen Bao\t\t闻葆\tperson\t\toffice=Chair of Quandex Holding@2003-06..2008
";

fn lookup(arguments: &[&str]) -> Run {
    let folder = Folder::new();
    folder.file("names.tsv", OFFICES);
    Run::of(&mut folder.with_names("lookup", arguments))
}

#[test]
fn all_that_is_known_is_told() {
    let run = lookup(&["Quandex Power"]);
    let want = "Quandex Power  organization\n  id          org:quandex-power\n  name_zh     匡德电力\n  aliases     ~QH\n  \
                parent      org:quandex (Quandex Holding)\n  source      names.tsv:4\n";
    assert_eq!((&*run.stdout, &*run.stderr, run.status), (want, "", 0));
}

#[test]
fn names_are_found_in_any_case_by_alias_id_code_and_in_chinese() {
    for name in ["quandex", "THE Quandex Holding", "org:quandex", "600777.SH"] {
        assert!(lookup(&[name]).stdout.starts_with("Quandex Holding  organization, bank\n"), "{name}");
    }
    assert!(lookup(&["匡德电力"]).stdout.starts_with("Quandex Power  organization\n"));
    let run = lookup(&["QH"]);
    assert_eq!(run.stdout.matches("(by a name that needs context)").count(), 2, "{}", run.stdout);
}

#[test]
fn offices_are_told_at_a_date() {
    let title = "Chair of Quandex Holding";
    let orla = "Orla Fenwright    Chair of Quandex Holding, 1999..2003-06\n";
    let wen = "Wen Bao  闻葆  Chair of Quandex Holding, 2003-06..2008\n";
    assert_eq!(lookup(&[title]).stdout, format!("{orla}{wen}"));
    assert_eq!(lookup(&["--as-of", "2001-05-02", title]).stdout, orla);
    assert_eq!(lookup(&["--as-of", "2007", "Quandex chairwoman"]).stdout, wen);
    let run = lookup(&["--as-of", "2020", title]);
    let message = "sinotag: nobody is known who was \"Chair of Quandex Holding\" at 2020\n";
    assert_eq!((&*run.stdout, &*run.stderr, run.status), ("", message, 1));
}

#[test]
fn bodies_are_told_to_be_active_or_not() {
    assert!(lookup(&["--as-of", "2005", "Quandex"]).stdout.contains("  at 2005     active\n"));
    assert!(lookup(&["--as-of", "2009", "Quandex"]).stdout.contains("  at 2009     not active\n"));
}

#[test]
fn unknown_names_are_named_and_the_others_told() {
    let run = lookup(&["Nobody Anywhere", "Quandex"]);
    assert_eq!((&*run.stderr, run.status), ("sinotag: nothing is known under \"Nobody Anywhere\"\n", 1));
    assert!(run.stdout.starts_with("Quandex Holding"));
}

#[test]
fn json_has_one_line_for_each_name() {
    let run = lookup(&["--json", "--as-of", "2003-06-15", "Quandex Holding", "Chair of Quandex", "nothing"]);
    assert_eq!(run.status, 1);
    let answers = run.documents();
    assert_eq!(
        answers[0],
        json!({
            "name": "Quandex Holding",
            "entities": [{
                "id": "org:quandex", "name": "Quandex Holding", "name_zh": null, "kind": "organization", "subkind": "bank",
                "prominence": 5, "matched": "name", "active": true,
                "surface_forms": [
                    {"text": "Quandex Holding", "needs_context": false}, {"text": "Quandex", "needs_context": false},
                    {"text": "QH", "needs_context": true}
                ],
                "attributes": {"from": "1990", "to": "2008", "ticker": ["7777.HK", "600777.SH"]},
                "source": "names.tsv:3"
            }],
            "office_holders": []
        })
    );
    let holders = answers[1]["office_holders"].as_array().unwrap();
    assert_eq!(holders.len(), 2, "both held it in the month of the change");
    assert_eq!(holders[0]["id"], "person:orla-fenwright");
    assert_eq!((&holders[1]["from"], &holders[1]["to"]), (&json!("2003-06"), &json!("2008")));
    assert_eq!(answers[2], json!({"name": "nothing", "entities": [], "office_holders": []}));
}

#[test]
fn a_wrong_date_is_refused() {
    let run = lookup(&["--as-of", "June 2019", "Quandex"]);
    assert_eq!((&*run.stdout, run.status), ("", 2));
    assert!(run.stderr.contains("\"June 2019\" is no date such as 2019, 2019-06 or 2019-06-01"), "{}", run.stderr);
}

#[test]
fn the_bundled_dictionaries_know_who_held_an_office() {
    let run = Run::clean(&mut Folder::new().sinotag(&[
        "lookup",
        "--as-of",
        "2019-06-01",
        "Governor of the People's Bank of China",
    ]));
    assert_eq!(run.stdout, "Yi Gang  易纲  Governor of the People's Bank of China, 2018-03..2023-07\n");
}
