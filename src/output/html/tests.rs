use proptest::prelude::*;

use super::super::samples::{self, BANK, HOSTILE, phrase, tagged, written};
use super::*;
use crate::Evidence;

fn document(document: &TaggedText<'_>) -> String {
    written(|out| write_document(document, out))
}

/// The content of the element of class `text`, without tags, and with references resolved.
fn stripped(html: &str) -> String {
    let content = html.split_once("dir=\"auto\">").unwrap().1.split_once("</div>").unwrap().0;
    let mut text = String::new();
    for (at, part) in content.split('<').enumerate() {
        text.push_str(if at == 0 { part } else { part.split_once('>').unwrap().1 });
    }
    ["lt <", "gt >", "quot \"", "#39 '", "amp &"].iter().fold(text, |text, reference| {
        text.replace(&format!("&{};", &reference[..reference.len() - 2]), &reference[reference.len() - 1..])
    })
}

fn printable(text: &str) -> String {
    text.replace(escape::is_unprintable, "\u{FFFD}")
}

#[test]
fn a_document_is_text_phrases_and_a_table() {
    let text = "Bank of China (BOC) and Liu <met>\nin \"Chengdu\".";
    let names = [
        ("Bank of China", Kind::Organization, BANK),
        ("China", Kind::Place, None),
        ("BOC", Kind::Organization, BANK),
        ("Liu", Kind::Person, None),
        ("Chengdu", Kind::Place, Some(("place:cn-510100", "Chengdu"))),
    ];
    let mut tagged = tagged(text, &names);
    tagged = tagged.with_phrases(vec![phrase("inclusive <finance>", None), phrase("lending", Some("policy:lending"))]);
    insta::assert_snapshot!(document(&tagged));
}

#[test]
fn a_page_has_a_header_and_a_footer() {
    let page = written(|out| {
        write_header("A & B", out)?;
        write_document(&tagged("Chengdu", &[("Chengdu", Kind::Place, None)]), out)?;
        write_footer(out)
    });
    let (before, rest) = page.split_once("<style>\n").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{before}<style>...</style>{after}"));
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let page = written(|out| write_header("x", out));
    for forbidden in ["http:", "https:", "url(", "@import", "<script", "<link", "src=", "javascript:"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_kind_has_a_style_and_a_switch() {
    let page = written(|out| write_header("x", out));
    for kind in Kind::ALL {
        assert!(page.contains(&format!("\n.{kind} {{ --fill: var(--{kind}); --edge: var(--{kind}-ink); }}")), "{kind}");
        assert!(page.contains(&format!("body:has(#show-{kind}:not(:checked)) tr.{kind}")), "{kind}");
        assert!(page.contains(&format!("id=\"show-{kind}\"")), "{kind}");
        assert_eq!(STYLE.matches(&format!(" --{kind}: #")).count(), 2, "{kind}: light and dark");
    }
}

/// The contrast of text and background as WCAG 2 defines it; 4.5 is its level AA.
#[test]
fn text_stands_out_from_its_background() {
    let luminance = |colour: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (light, dark) = STYLE.split_once("@media (prefers-color-scheme: dark)").unwrap();
    for (mode, style) in [("light", light), ("dark", dark)] {
        let colour =
            |name: &str| luminance(style.split_once(&format!(" --{name}: ")).unwrap().1.split(';').next().unwrap());
        let assert_contrast = |ink: &str, background: &str| {
            let (one, other) = (colour(ink) + 0.05, colour(background) + 0.05);
            assert!(
                one.max(other) / one.min(other) >= 4.5,
                "{mode}: {ink} on {background}: {}",
                one.max(other) / one.min(other)
            );
        };
        for kind in Kind::ALL {
            assert_contrast("ink", kind.name());
            assert_contrast(&format!("{kind}-ink"), kind.name());
        }
        for (ink, background) in
            [("ink", "page"), ("ink", "card"), ("faint", "page"), ("faint", "card"), ("tip-ink", "tip")]
        {
            assert_contrast(ink, background);
        }
    }
}

#[test]
fn a_note_tells_what_is_known() {
    let mut mention = samples::mention("BOC", 0, 3, Kind::Organization, BANK);
    mention.evidence = Evidence::Acronym;
    mention.rule = Some("acronym-in-brackets");
    let entity = mention.entity.as_mut().unwrap();
    entity.name_zh = Some("中国银行");
    entity.attributes =
        Some(vec![("ticker", Attribute::List(vec!["3988.HK", "601988.SH"])), ("from", Attribute::Text("1912"))]);
    let want = "Bank of China · 中国银行\norg:bank-of-china\norganization, by acronym (acronym-in-brackets), confidence 0.90\n\
                ticker: 3988.HK, 601988.SH\nfrom: 1912";
    assert_eq!(note(&mention), want);
    mention.entity = None;
    assert!(note(&mention).starts_with("no known entity\norganization, by acronym"));
    mention.candidates = vec!["org:a", "org:b"];
    assert!(note(&mention).starts_with("one of org:a, org:b\norganization, by acronym"));
}

#[test]
fn hostile_texts_are_text() {
    for text in HOSTILE {
        let names =
            [("Bank of China", Kind::Organization, Some(("x\"><script>", "</mark>"))), ("China", Kind::Place, None)];
        let mut tagged = tagged(text, &names);
        tagged = tagged.with_phrases(vec![phrase(text, Some("\"'><b>"))]);
        let html = document(&tagged);
        assert_eq!(stripped(&html), printable(text));
        for tag in html.split('<').skip(1).map(|part| part.split(['>', ' ']).next().unwrap()) {
            let ours = [
                "article", "section", "h2", "h3", "bdi", "small", "div", "mark", "ol", "li", "span", "table", "thead",
                "tbody", "tr", "th", "td", "code",
            ];
            assert!(ours.contains(&tag.trim_start_matches('/')), "<{tag}> in {html}");
        }
    }
}

proptest! {
    #[test]
    fn without_tags_it_is_the_text(text in "[a<>&;\"'l#3\n\u{0}\u{7f}é😊]{0,30}") {
        let names = [("a", Kind::Place, BANK), ("a<", Kind::Event, None), ("&", Kind::Person, None)];
        prop_assert_eq!(stripped(&document(&tagged(&text, &names))), printable(&text));
    }
}
