//! The output formats as users see them: the examples of `docs/formats.md`, and what holds for every text.
//!
//! `SINOTAG_UPDATE_DOCS=1 cargo test --test integration formats` writes the examples into the guide.

use std::fs;
use std::io::{self, Write};

use proptest::prelude::*;
use sinotag::Tagger;
use sinotag::output::{RecordOptions, TaggedText, brat, conll, html, inline, terminal, webanno};

const TEXT: &str = "Bank of China (BOC) opened in Chengdu.\n\"We serve small firms,\" said Liu Liange.\n";

fn tagged(text: &str, write: impl FnOnce(&TaggedText<'_>, &mut dyn Write) -> io::Result<()>) -> String {
    let document = Tagger::bundled().tag(text);
    let mut written = Vec::new();
    write(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

fn examples() -> Vec<(&'static str, String)> {
    let page = tagged(TEXT, html::write_document);
    let sentence = page.split_once("dir=\"auto\">").unwrap().1.split_inclusive(".\n").next().unwrap();
    vec![
        ("conll", tagged(TEXT, conll::write)),
        ("brat", tagged(TEXT, brat::write_annotations)),
        ("webanno", tagged(TEXT, webanno::write)),
        ("inline", tagged(TEXT, inline::write)),
        ("html", sentence.to_owned()),
        ("terminal", tagged(TEXT, |document, out| terminal::write(document, false, out))),
        #[cfg(feature = "formats")]
        ("json", {
            let document = Tagger::bundled().tag(TEXT);
            let record = sinotag::output::DocumentRecord::new(&document, RecordOptions::default());
            let json = serde_json::to_string(&record).unwrap();
            json.replacen('{', "{\"id\":\"a1\",", 1) + "\n"
        }),
        #[cfg(feature = "formats")]
        ("doccano", tagged(TEXT, sinotag::output::doccano::write)),
        #[cfg(feature = "formats")]
        ("spacy", tagged(TEXT, sinotag::output::spacy::write)),
    ]
}

#[test]
fn the_guide_shows_what_the_code_writes() {
    let path = crate::path("docs/formats.md");
    let guide = fs::read_to_string(&path).unwrap();
    assert!(guide.contains(TEXT));
    let mut updated = guide.clone();
    for (name, example) in examples() {
        let (before, rest) = updated.split_once(&format!("<!-- {name} -->\n```")).unwrap();
        let (language, rest) = rest.split_once('\n').unwrap();
        let rest = rest.strip_prefix("```").or_else(|| rest.split_once("\n```").map(|(_, rest)| rest)).unwrap();
        updated = format!("{before}<!-- {name} -->\n```{language}\n{}\n```{rest}", example.trim_end());
    }
    if std::env::var_os("SINOTAG_UPDATE_DOCS").is_some() {
        fs::write(path, updated).unwrap();
    } else {
        assert!(guide == updated, "docs/formats.md is out of date:\n{updated}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Names among fragments that break careless writers.
    #[test]
    fn every_text_can_be_written_and_read_back(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "Bank of China", "Bank of\r\nChina", "Chengdu", "Liu Liange said", "(BOC)", " ", "\n\n", ". ", "<b>&amp;", "[x](y)", "\\",
                "😊", "中国银行", "بنك", "\u{202e}", "\u{0}", "\u{1b}[31m", "\t", "\r", "\u{85}", "\"'", "#Text=", "-DOCSTART-", "_|*;->",
            ]),
            0..12,
        )
    ) {
        let text = parts.concat();
        let mentions = Tagger::bundled().tag(&text).mentions().len();
        let inline = tagged(&text, inline::write);
        let mut stripped = String::new();
        let mut chars = inline.chars();
        let mut links = 0;
        while let Some(c) = chars.next() {
            match c {
                '\\' => stripped.extend(chars.next()),
                '[' => links += 1,
                ']' => prop_assert!(chars.by_ref().any(|c| c == ')')),
                _ => stripped.push(c),
            }
        }
        prop_assert_eq!(links, mentions);
        prop_assert_eq!(stripped.strip_suffix('\n').unwrap_or(&stripped), text.strip_suffix('\n').unwrap_or(&text));
        let page = tagged(&text, html::write_document);
        prop_assert_eq!(page.matches("<mark ").count(), mentions);
        let annotations = tagged(&text, brat::write_annotations);
        prop_assert_eq!(annotations.lines().filter(|line| line.starts_with('T')).count(), mentions);
        prop_assert_eq!(tagged(&text, conll::write).matches(" -X- _ B-").count(), mentions);
        tagged(&text, webanno::write);
        let shown = tagged(&text, |document, out| terminal::write(document, false, out));
        prop_assert!(!shown.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
    }
}
