//! What holds for every text, however strange.

use proptest::prelude::*;
use sinotag::{Document, DocumentRef, Kind, OffsetUnit, Outcome, Scratch, Span, Tagger};

use crate::texts;

/// A mention in plain values, to be compared.
type Plain = (Span, Kind, u32, Option<&'static str>, Option<String>, Vec<String>);

fn plain(document: DocumentRef<'_>) -> Vec<Plain> {
    document
        .mentions()
        .map(|mention| {
            (
                mention.span(),
                mention.kind(),
                mention.confidence().to_bits(),
                mention.rule(),
                mention.entity().map(|entity| entity.id().to_owned()),
                mention.candidates().iter().map(|entity| entity.id().to_owned()).collect(),
            )
        })
        .collect()
}

fn check_spans(document: &Document<'_>) -> Result<(), TestCaseError> {
    let text = document.text();
    let mut end = 0;
    for mention in document.mentions() {
        let span = mention.span();
        prop_assert!(span.start() >= end, "{:?} begins before {end}, where the mention before it ends", mention.text());
        prop_assert!(span.start() < span.end(), "an empty mention at {}", span.start());
        prop_assert_eq!(text.get(span.range()), Some(mention.text()));
        prop_assert_eq!(mention.text().trim(), mention.text());
        prop_assert!((0.5..=1.0).contains(&mention.confidence()));
        prop_assert!(mention.entity().is_none_or(|entity| entity.kind() == mention.kind()));
        prop_assert!(mention.entity().is_none() || mention.candidates().is_empty());
        end = span.end();
    }
    Ok(())
}

fn check_offsets(document: &Document<'_>) -> Result<(), TestCaseError> {
    let text = document.text();
    let mut chars = document.as_ref().offsets(OffsetUnit::Char);
    let mut utf16 = document.as_ref().offsets(OffsetUnit::Utf16);
    let units: Vec<u16> = text.encode_utf16().collect();
    for mention in document.mentions() {
        let (start, end) = (mention.span().start(), mention.span().end());
        let (first, last) = (chars.convert(start), chars.convert(end));
        prop_assert_eq!(text.chars().skip(first).take(last - first).collect::<String>(), mention.text());
        let (first, last) = (utf16.convert(start), utf16.convert(end));
        prop_assert_eq!(String::from_utf16(&units[first..last]).unwrap(), mention.text());
    }
    Ok(())
}

/// Tagging again, in buffers that held other texts, and explaining give the same mentions.
fn check_agreement(document: &Document<'_>, before: &str) -> Result<(), TestCaseError> {
    let tagger = Tagger::bundled();
    let text = document.text();
    let fresh = plain(document.as_ref());
    prop_assert_eq!(&plain(tagger.tag(text).as_ref()), &fresh);
    let mut scratch = Scratch::new();
    tagger.tag_with(&mut scratch, before);
    prop_assert_eq!(&plain(tagger.tag_with(&mut scratch, text)), &fresh);
    let explained: Vec<(Span, Kind)> = tagger
        .explain(text)
        .considered()
        .iter()
        .filter(|considered| *considered.outcome() == Outcome::Mention)
        .map(|considered| (considered.span(), considered.kind()))
        .collect();
    let tagged: Vec<(Span, Kind)> = fresh.iter().map(|mention| (mention.0, mention.1)).collect();
    prop_assert_eq!(explained, tagged);
    Ok(())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let document = Tagger::bundled().tag(text);
    check_spans(&document)?;
    check_offsets(&document)?;
    check_agreement(&document, "Liu Liange of Bank of China (BOC) came to Chengdu, Liu said.\n\nBOC grew.")
}

/// What news is made of, names and what stands around them.
const FRAGMENTS: [&str; 95] = [
    "Bank of China",
    "BOC",
    "Chongqing",
    "Xi'an",
    "Xi\u{2019}an",
    "Liu Liange",
    "Liu",
    "Li Ka-shing",
    "Chan Kwok-leung",
    "Ouyang Xiaoming",
    "George W. Bush",
    "Xi Jinping",
    "Xi",
    "He",
    "You",
    "U.S.",
    "US",
    "US$",
    "U.K.",
    "EU",
    "WTO",
    "Federal Reserve",
    "People's Bank of China",
    "PBoC",
    "Geely Holding Group Co., Ltd.",
    "Geely",
    "Co.",
    "Ltd",
    "Inc.",
    "Huawei",
    "Amazon.com",
    "Sichuan Province",
    "Sichuan",
    "Liangjiang New Area",
    "Yangtze River Delta",
    "Hong Kong",
    "Guangdong-Hong Kong-Macao Greater Bay Area",
    "Chengdu-Chongqing Economic Circle",
    "Belt and Road Initiative",
    "dual circulation",
    "high-quality development",
    "14th Five-Year Plan",
    "Two Sessions",
    "CIIE",
    "Ministry",
    "Minister",
    "China International Import Expo",
    "Third Plenary Session",
    "University",
    "Party",
    "Committee",
    "Governor",
    "Mr.",
    "President",
    "said",
    "the",
    "The",
    "of",
    "and",
    "at",
    "for",
    "in",
    "on",
    "County",
    "River",
    "'s",
    "\u{2019}s",
    "s'",
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "&",
    "/",
    ",",
    ".",
    "!",
    ":",
    ";",
    "\"",
    "\u{201C}",
    "\u{201D}",
    "'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "\n\n",
    "\r\n",
    "\u{A0}",
    "\u{3000}",
    "\u{200B}",
];

fn fragments() -> impl Strategy<Value = String> {
    let more = prop_oneof![
        Just("5.2"),
        Just("2023"),
        Just("(3988.HK)"),
        Just("中国银行"),
        Just("É"),
        Just("İstanbul"),
        Just("e\u{301}"),
        Just("🇨🇳"),
        Just("ﬀ"),
        Just("ZHONGGUANCUN"),
        Just("iPhone"),
        Just("$"),
        Just("%"),
        Just("…"),
        Just("`"),
    ];
    let fragment = prop_oneof![8 => prop::sample::select(&FRAGMENTS[..]), 1 => more];
    // Most pieces stand apart, some do not.
    let glue = prop_oneof![4 => Just(" "), 1 => Just("")];
    prop::collection::vec((fragment, glue), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, glue)| [piece, glue]).collect())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        // Integration tests have no place of their own for failures; a failing text belongs into `tests/cases` anyway.
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn any_text_is_tagged_soundly(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn printable_text_is_tagged_soundly(text in "[A-Z][a-z]{1,8}( ?[A-Za-z\\PC]{1,8}){0,20}") {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(config(5000))]

    #[test]
    fn assembled_news_is_tagged_soundly(text in fragments()) {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(config(1000))]

    /// Documents are independent: what one scratch saw before does not show.
    #[test]
    fn order_of_documents_does_not_matter(texts in prop::collection::vec(fragments(), 1..5)) {
        let tagger = Tagger::bundled();
        let mut scratch = Scratch::new();
        for text in &texts {
            prop_assert_eq!(plain(tagger.tag_with(&mut scratch, text)), plain(tagger.tag(text).as_ref()));
        }
    }

    /// Two unrelated kinds of white space between words change no mention, as long as there is one of them.
    #[test]
    fn kinds_of_blanks_are_equal(words in prop::collection::vec(prop::sample::select(&FRAGMENTS[..60]), 1..15)) {
        let tagger = Tagger::bundled();
        let spaced = words.join(" ");
        let wide = words.join(" \t ");
        let texts = |text: &str| {
            tagger.tag(text).mentions().map(|m| (m.text().split_whitespace().collect::<String>(), m.kind())).collect::<Vec<_>>()
        };
        prop_assert_eq!(texts(&spaced), texts(&wide));
    }
}

/// What these texts cost is counted by `tests/cost.rs`.
#[test]
fn pathological_texts_are_tagged_soundly() {
    let tagger = Tagger::bundled();
    for (name, text) in texts::pathological(50_000) {
        check_spans(&tagger.tag(&text)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
