//! What holds for every text, however strange.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sinotag::{Document, DocumentRef, Kind, OffsetUnit, Outcome, Scratch, Span, Tagger};

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

/// Tags a large text within a time that only a quadratic algorithm exceeds.
fn in_time(name: &str, text: &str) {
    let tagger = Tagger::bundled();
    let begun = Instant::now();
    let document = tagger.tag(text);
    let took = begun.elapsed();
    check_spans(&document).unwrap();
    assert!(took < Duration::from_secs(4), "{name}: {} bytes took {took:?}", text.len());
}

/// Many copies of one piece, as no newspaper prints them.
#[test]
fn pathological_texts_take_linear_time() {
    let many = 10_000;
    for piece in [
        "Bank of ",
        "A",
        "A ",
        "THE BANK ",
        "\"",
        "\u{201C}",
        "'",
        "'s",
        "(",
        ")",
        "((A) ",
        "[",
        "-",
        "a-",
        "Zhang-",
        "Zhang ",
        "Zhang Wei ",
        "Zhang Wei, ",
        "President ",
        "and ",
        "of ",
        "of the ",
        "& ",
        "A & ",
        "Ministry of Agriculture, Forestry and ",
        "Agriculture, ",
        "China-",
        "China ",
        "Co., Ltd. ",
        "U.S.",
        "U.S. ",
        "Mr. ",
        "W. ",
        ".",
        ". ",
        "\n",
        "\n\n",
        "A\n",
        "中",
        "é",
        "e\u{301}",
        "\u{200B}",
        "🇨🇳",
        "1",
        "1,",
        "5th ",
        "Fifth ",
        "the 14th Five-Year Plan for ",
        "National People's ",
        "People's ",
        "New International Land-Sea ",
        "Chan Kwok-leung (CKL) ",
        "Acme Bank Company (ABC) ABC ",
        "county, ",
        "$",
        "US$",
        "{",
        "|",
        "\0",
    ] {
        in_time(piece, &piece.repeat(many));
    }
}

#[test]
fn many_different_names_take_linear_time() {
    use std::fmt::Write as _;

    let mut text = String::new();
    for i in 0..5_000u32 {
        let letter = |shift: u32| char::from(b'a' + (i / 26u32.pow(shift) % 26) as u8);
        let name: String = [letter(0), letter(1), letter(2)].iter().collect();
        write!(
            text,
            "Zhou X{name} of Q{name} Steel Group Co., Ltd. (Q{name}) met Wang Z{name} in X{name}qiao County. "
        )
        .unwrap();
    }
    in_time("names", &text);
}

#[test]
fn nested_brackets_and_quotes_take_linear_time() {
    let many = 10_000;
    for (open, close) in
        [("(", ")"), ("[", "]"), ("\u{201C}", "\u{201D}"), ("\"", "\""), ("\u{300C}", "\u{300D}"), ("{", "}")]
    {
        in_time(open, &format!("{}Bank of China{}", open.repeat(many), close.repeat(many)));
        in_time(open, &format!("{}BOC{}", format!("Bank of China {open}").repeat(many), close.repeat(many)));
    }
}

/// A text may take some more time than sixteen texts of a sixteenth of its length, not sixteen times as much. Both sides are
/// the same amount of work, and a slow result is measured again, so that a loaded machine does not fail this.
#[test]
fn time_grows_with_length() {
    use std::fmt::Write as _;

    const GROWTH: usize = 16;
    const MANY: usize = 16_000;
    const BOUND: f64 = 3.0;

    let tagger = Tagger::bundled();
    let took = |text: &str, times: usize| {
        let begun = Instant::now();
        for _ in 0..times {
            std::hint::black_box(tagger.tag(text));
        }
        begun.elapsed().as_secs_f64()
    };
    let mut texts: Vec<String> = [
        "University of ",
        "Third Plenary Session of the ",
        "Lake ",
        "Acme Bank Company (ABC) ABC ",
        "Ministry of Agriculture and ",
        "Ltd ",
        "Plan ",
        "Commerce Bank and ",
        "Zhang Wei ",
    ]
    .map(|piece| piece.repeat(MANY))
    .into();
    // Different names that share a word, which also stands alone.
    for (before, after) in [
        ("Zhang Wei", " met Zhang. "),
        ("President X", " Smith came. Smith said. "),
        ("Hongyun X", " Co., Ltd. grew. Hongyun fell. "),
    ] {
        let mut text = String::new();
        for i in 0..MANY as u32 {
            let letter = |shift: u32| char::from(b'a' + (i / 26u32.pow(shift) % 26) as u8);
            write!(text, "{before}{}{}{}{after}", letter(0), letter(1), letter(2)).unwrap();
        }
        texts.push(text);
    }
    for text in texts {
        let part = &text[..text.len() / GROWTH];
        let mut ratios = Vec::new();
        while ratios.iter().all(|&ratio| ratio >= BOUND) {
            assert!(
                ratios.len() < 5,
                "{:?}: {} bytes take {ratios:.1?} times as long in one text as in {GROWTH}",
                &part[..20],
                text.len()
            );
            ratios.push(took(&text, 1) / took(part, GROWTH));
        }
    }
}
