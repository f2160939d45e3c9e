//! Key phrases: what holds for every text, and what is expected of texts of all sorts.

use std::time::Instant;

use proptest::prelude::*;
use sinotag::{Absence, Background, Document, KeyPhraseExtractor, KeyPhraseMethod, KeyPhrases, Scratch, Span, Tagger};

fn texts<'a>(phrases: &KeyPhrases<'a>) -> Vec<&'a str> {
    phrases.iter().map(|phrase| phrase.text()).collect()
}

/// What can be compared of phrases.
fn plain(phrases: &KeyPhrases<'_>) -> Vec<(String, u32, Vec<Span>, Option<String>)> {
    let id = |entity: sinotag::Entity<'_>| entity.id().to_owned();
    phrases.iter().map(|p| (p.text().to_owned(), p.score().to_bits(), p.spans().to_vec(), p.entity().map(id))).collect()
}

fn check(document: &Document<'_>) -> Result<(), TestCaseError> {
    let text = document.text();
    let all = document.key_phrases(usize::MAX);
    let mut last = f32::INFINITY;
    for phrase in &all {
        prop_assert!(phrase.score() <= last && (0.0..=1.0).contains(&phrase.score()));
        last = phrase.score();
        prop_assert!(phrase.count() > 0);
        prop_assert!(phrase.spans().iter().any(|span| text.get(span.range()) == Some(phrase.text())));
        prop_assert!(phrase.spans().is_sorted());
        for span in phrase.spans() {
            let slice = text.get(span.range());
            prop_assert!(slice.is_some_and(|slice| !slice.is_empty() && slice.trim() == slice));
            let mention = document.mentions().find(|mention| mention.span() == *span);
            // A mention may hold what it likes; any other phrase no bracket, and no end of a sentence.
            // Strange marks may join a bracket to a word, which then is one word by Unicode.
            prop_assert!(
                !text.is_ascii()
                    || mention.is_some()
                    || !slice.unwrap().contains(['(', ')', '[', ']', '!', '?', ';', ','])
            );
            for mention in document.mentions().map(|mention| mention.span()) {
                prop_assert!(!mention.overlaps(*span) || span.contains(mention), "{slice:?} cuts a mention");
            }
        }
    }
    for method in KeyPhraseMethod::ALL {
        let extractor = KeyPhraseExtractor::bundled().with_method(method);
        let (few, many) = (plain(&extractor.extract(document, 3)), plain(&extractor.extract(document, 50)));
        prop_assert_eq!(&few[..], &many[..few.len()]);
        prop_assert_eq!(plain(&extractor.extract(document, 50)), many);
    }
    let mut scratch = Scratch::new();
    let tagger = Tagger::bundled();
    prop_assert_eq!(plain(&tagger.tag_with(&mut scratch, text).key_phrases(20)), plain(&document.key_phrases(20)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn phrases_keep_to_sentences_brackets_and_mentions(
        text in "((Bank of China|BOC|Liu Liange|Liu|Chongqing|the|of|said|new|trade|fairs|trade fair|rose|steel|exports|a|Ministry of Commerce|clean-up|U\\.S\\.|2022)(| |, |\\. |\\.\n\n| \\(|\\) |-|'s |; |! |\n)){0,60}"
    ) {
        check(&Tagger::bundled().tag(&text))?;
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,120}") {
        check(&Tagger::bundled().tag(&text))?;
    }
}

#[test]
fn names_of_one_entity_are_one_phrase() {
    let text = "Bank of China (BOC) lends to farmers. The Bank of China's branches opened, and BOC hired clerks.";
    let document = Tagger::bundled().tag(text);
    let phrases = document.key_phrases(10);
    let bank = phrases.iter().find(|phrase| phrase.text() == "Bank of China").unwrap();
    assert_eq!(bank.count(), 4);
    assert_eq!(bank.entity().unwrap().id(), "org:bank-of-china");
    assert!(!texts(&phrases).contains(&"BOC"));
}

#[test]
fn singular_and_plural_are_one_phrase_and_short_names_too() {
    let text = "Trade fairs help. A trade fair in Harbin drew Tang Wenbiao, and Tang liked the trade fair.";
    let document = Tagger::bundled().tag(text);
    let phrases = document.key_phrases(20);
    let count = |text: &str| phrases.iter().find(|phrase| phrase.text() == text).map(|phrase| phrase.count());
    assert_eq!(count("Trade fairs"), Some(3));
    assert_eq!(count("Tang Wenbiao"), Some(2));
    assert_eq!(count("Tang"), None);
}

#[test]
fn what_news_always_says_is_no_key_phrase() {
    let text = "The company said in a statement last year that officials would comment on Monday. (Xinhua)";
    let document = Tagger::bundled().tag(text);
    let phrases = document.key_phrases(20);
    for stop in ["company", "statement", "a statement", "last year", "year", "officials", "Monday", "Xinhua"] {
        assert!(!texts(&phrases).contains(&stop), "{stop}");
    }
}

#[test]
fn tickers_and_their_exchanges_are_no_key_phrase() {
    let text = "Xpeng (NYSE: XPEV) cut prices in a price war with BYD (1211.HK). The price war hurt BYD too.";
    let document = Tagger::bundled().tag(text);
    let phrases = document.key_phrases(usize::MAX);
    assert!(texts(&phrases).contains(&"price war"), "{:?}", texts(&phrases));
    assert!(!phrases.iter().any(|phrase| ["NYSE", "HK"].contains(&phrase.text())), "{:?}", texts(&phrases));
    let text = "The NYSE: a stock exchange in New York. Shares rose on the NYSE.";
    let document = Tagger::bundled().tag(text);
    assert!(texts(&document.key_phrases(9)).contains(&"NYSE"));
}

#[test]
fn a_phrase_may_hold_a_mention() {
    let document = Tagger::bundled().tag("The Chongqing accident was discussed. Nobody forgot the Chongqing accident.");
    assert!(texts(&document.key_phrases(3)).contains(&"Chongqing accident"));
}

#[test]
fn texts_in_other_languages_have_no_phrases_and_say_so() {
    for text in [
        "重庆市人民政府与中国银行签署协议，支持西部陆海新通道建设。",
        "Die Volksbank eröffnet im nächsten Jahr eine neue Filiale in der Hauptstadt, wie der Vorstand gestern vor Journalisten sagte.",
        "La banque centrale a annoncé hier que les taux resteraient inchangés pendant toute la durée du plan quinquennal du pays.",
        "El banco central anunció ayer que los tipos de interés no cambiarían durante el próximo año para los pequeños comercios.",
    ] {
        let document = Tagger::bundled().tag(text);
        let phrases = document.key_phrases(5);
        assert_eq!((phrases.len(), phrases.absence()), (0, Some(Absence::NotEnglish)), "{text}: {:?}", texts(&phrases));
    }
}

#[test]
fn headlines_lists_and_tables_have_phrases() {
    for (text, phrase) in [
        ("Soybean Imports Rise", "Soybean Imports"),
        ("soybeans", "soybeans"),
        (
            "- soybean imports\n- rare earths\n- electric cars\n- solar panels\n- crude oil\n- iron ore\n- natural gas\n",
            "soybean imports",
        ),
        ("product\tshare\nsolar panels\t12.5\nelectric cars\t8.1\n", "solar panels"),
    ] {
        let document = Tagger::bundled().tag(text);
        let phrases = document.key_phrases(30);
        assert!(texts(&phrases).contains(&phrase), "{text}: {:?}", texts(&phrases));
    }
    for text in ["", " \n", "12.5 8.1", "The."] {
        let document = Tagger::bundled().tag(text);
        assert_eq!(document.key_phrases(3).absence(), Some(Absence::NoPhrase), "{text:?}");
    }
}

#[test]
fn a_background_of_ones_own_decides_what_is_common() {
    let table =
        "#! format sinotag-background 1\n#! documents 1000\nword\tdocuments\nsoybean\t900\ntariffs\t900\nlithium\t1\n";
    let background = Background::from_tsv("own.tsv", table).unwrap();
    let extractor = KeyPhraseExtractor::new(&background).with_method(KeyPhraseMethod::TfIdf);
    let document = Tagger::bundled().tag("Soybean tariffs and lithium were discussed.");
    assert_eq!(extractor.extract(&document, 1)[0].text(), "lithium");
}

#[test]
fn errors_of_a_background_name_the_line() {
    for (table, line) in [
        ("word\tdocuments\n", 1),
        ("#! format sinotag-background 1\n#! documents none\nword\tdocuments\n", 2),
        ("#! format sinotag-background 1\nword\tdocuments\n", 1),
        ("#! format sinotag-background 1\n#! documents 5\nword\tcount\n", 3),
        ("#! format sinotag-background 1\n#! documents 5\nword\tdocuments\nsteel\tmany\n", 4),
    ] {
        let error = Background::from_tsv("own.tsv", table).unwrap_err();
        assert_eq!((error.path().to_str(), error.line()), (Some("own.tsv"), Some(line)), "{error}");
    }
    let bundled = Background::bundled();
    assert_eq!(Background::from_tsv("again.tsv", &bundled.to_tsv()).unwrap().to_tsv(), bundled.to_tsv());
}

#[test]
fn a_megabyte_takes_its_share_of_time() {
    let paragraph = |i: usize| {
        format!("Steel exports to region{i} rose, and the port of town{} opened a new coal wharf.\n\n", i * 7)
    };
    let text: String = (0..12_000).map(paragraph).collect();
    let tagger = Tagger::bundled();
    let time = |text: &str| {
        let document = tagger.tag(text);
        let start = Instant::now();
        assert_eq!(document.key_phrases(10).len(), 10);
        start.elapsed()
    };
    time(&text[..1000]);
    let (small, large) = (time(&text[..text.len() / 8]), time(&text));
    assert!(large < small * 40, "{large:?} for the whole, {small:?} for an eighth");
}
