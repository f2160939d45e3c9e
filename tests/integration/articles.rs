//! Snapshots of all mentions of whole articles. The articles are our own; the snapshots stand beside them.
//!
//! A change of a snapshot is no failure by itself: read the difference, then accept it by `INSTA_UPDATE=always cargo test -p sinotag`.

use std::fmt::Write as _;

use insta::{Settings, assert_snapshot};
use sinotag::Tagger;

use crate::{files, stem};

/// One line a mention: `start..end kind "text" -> entity [evidence rule confidence]`, offsets in bytes.
fn mentions(tagger: &Tagger, text: &str) -> String {
    let mut lines = String::new();
    for mention in tagger.tag(text).mentions() {
        let entity = match mention.entity() {
            Some(entity) => entity.id().to_owned(),
            None => match mention.candidates().iter().map(|entity| entity.id()).collect::<Vec<_>>().as_slice() {
                [] => "-".to_owned(),
                open => format!("? {}", open.join(" ")),
            },
        };
        let rule = mention.rule().map(|rule| format!(" {rule}")).unwrap_or_default();
        writeln!(
            lines,
            "{}..{} {} {:?} -> {entity} [{}{rule} {:.2}]",
            mention.span().start(),
            mention.span().end(),
            mention.kind(),
            mention.text(),
            mention.evidence(),
            mention.confidence(),
        )
        .unwrap();
    }
    lines
}

#[test]
fn mentions_of_articles_are_as_they_were() {
    let tagger = Tagger::bundled();
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../articles");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        let mut changed = Vec::new();
        for file in files("tests/articles", "txt") {
            let name = stem(&file);
            let lines = mentions(&tagger, &std::fs::read_to_string(&file).unwrap());
            // All articles are compared before the test fails, so that one run shows every difference.
            if std::panic::catch_unwind(|| assert_snapshot!(name, lines)).is_err() {
                changed.push(name.to_owned());
            }
        }
        assert!(changed.is_empty(), "snapshots changed: {changed:?}");
    });
}
