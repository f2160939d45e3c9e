//! The public surface: options of the builder, user dictionaries, and the shape of the output.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use serde_json::{Value, json};
use sinotag::output::{DocumentRecord, RecordOptions};
use sinotag::{
    Attribute, Dictionary, Document, DocumentRef, Entity, Error, Evidence, Explanation, Kind, Mention, OffsetUnit,
    Outcome, Scratch, Tagger, TaggerBuilder,
};

const HEAD: &str = "#! format sinotag-dictionary 1\n";

/// A user dictionary with the columns that tests need.
fn dictionary(rows: &str) -> Dictionary {
    let columns = "id\tkind\tname\taliases\tprominence\tflags\tattributes\n";
    Dictionary::from_tsv("test.tsv", &format!("{HEAD}{columns}{rows}")).unwrap()
}

fn with(rows: &str) -> Tagger {
    Tagger::builder().dictionary(dictionary(rows)).build().unwrap()
}

fn texts<'t>(document: &Document<'t>) -> Vec<&'t str> {
    document.mentions().map(|mention| &document.text()[mention.span().range()]).collect()
}

fn ids(document: &Document<'_>) -> Vec<Option<String>> {
    document.mentions().map(|mention| mention.entity().map(|entity| entity.id().to_owned())).collect()
}

#[test]
fn types_are_as_shareable_as_they_look() {
    fn shareable<T: Send + Sync + Clone + Debug + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}
    fn view<T: Send + Sync + Copy + Debug>() {}
    shareable::<Tagger>();
    shareable::<TaggerBuilder>();
    shareable::<Dictionary>();
    shareable::<Scratch>();
    shareable::<Document<'static>>();
    shareable::<Explanation<'static>>();
    view::<DocumentRef<'static>>();
    view::<Mention<'static>>();
    view::<Entity<'static>>();
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
    // A pointer and the date of the texts.
    assert_eq!(size_of::<Tagger>(), 2 * size_of::<usize>());
}

#[test]
fn taggers_and_documents_go_to_threads() {
    let tagger = Tagger::bundled();
    let text = String::from("Bank of China came to Chengdu.");
    let found = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..4).map(|_| scope.spawn(|| texts(&tagger.tag(&text)))).collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(found.iter().all(|texts| *texts == ["Bank of China", "Chengdu"]));
}

#[test]
fn a_document_outlives_its_tagger() {
    let document = with("org:acme\torganization\tAcme Rural\t\t\t\t\n").tag("We saw Acme Rural there.");
    assert_eq!(ids(&document), [Some("org:acme".to_owned())]);
}

#[test]
fn kinds_choose_what_is_reported_and_hide_nothing() {
    let text = "Liu Liange of Bank of China (BOC) spoke of the dual circulation in Chengdu.";
    let only = |kinds: &[Kind]| {
        let tagger = Tagger::builder().kinds(kinds.iter().copied()).build().unwrap();
        texts(&tagger.tag(text)).join("|")
    };
    assert_eq!(only(&Kind::ALL), "Liu Liange|Bank of China|BOC|dual circulation|Chengdu");
    // "China" is no place of its own, although organizations are not asked for.
    assert_eq!(only(&[Kind::Place]), "Chengdu");
    assert_eq!(only(&[Kind::Person, Kind::Policy]), "Liu Liange|dual circulation");
    assert_eq!(only(&[]), "");
}

#[test]
fn min_confidence_drops_the_doubtful() {
    let text = "Bank of China (BOC) met Zhou Xiaomin of Yunlin Steel Group Co., Ltd. in Qiaotou county.";
    let at_least = |confidence| {
        let tagger = Tagger::builder().min_confidence(confidence).build().unwrap();
        let document = tagger.tag(text);
        assert!(document.mentions().all(|mention| mention.confidence() >= confidence));
        document.mentions().len()
    };
    assert!(at_least(0.0) >= at_least(0.5));
    assert!(at_least(0.5) > at_least(0.96));
    assert!(at_least(0.96) > 0);
    assert_eq!(at_least(1.1), 0);
    assert_eq!(at_least(0.5), Tagger::bundled().tag(text).mentions().len());
}

#[test]
fn excluded_names_are_no_mentions() {
    let tagger = Tagger::builder().exclude("Bank of China").exclude("CHENGDU").build().unwrap();
    let document = tagger.tag("She left Chengdu for Shanghai.");
    assert_eq!(texts(&document), ["Shanghai"]);
    // The veto is of the dictionary's form: rules may still see a bank.
    let explained = tagger.explain("We met Bank of China there.");
    assert!(explained.considered().iter().all(|c| !c.entities().iter().any(|id| id == "org:bank-of-china")));
}

#[test]
fn user_rows_win_over_bundled_rows() {
    let tagger = with("person:chengdu\tperson\tChengdu\t\t\t\t\norg:boc\torganization\tBank of China\tBOC\t\t\t\n");
    let document = tagger.tag("We met Chengdu at Bank of China and at BOC.");
    let found: Vec<_> = document.mentions().map(|m| (m.text(), m.kind(), m.entity().unwrap().id())).collect();
    assert_eq!(
        found,
        [
            ("Chengdu", Kind::Person, "person:chengdu"),
            ("Bank of China", Kind::Organization, "org:boc"),
            ("BOC", Kind::Organization, "org:boc"),
        ]
    );
}

#[test]
fn user_rows_add_names() {
    let tagger = with("policy:seven-bridges\tpolicy\tseven bridges doctrine\t*Seven B\t\t\t\n");
    let document = tagger.tag("The Seven Bridges Doctrine, or seven b, is new.");
    assert_eq!(texts(&document), ["Seven Bridges Doctrine", "seven b"]);
    assert!(document.mentions().all(|m| m.evidence() == Evidence::Dictionary && m.rule().is_none()));
}

#[test]
fn remove_rows_veto_bundled_names_only() {
    let remove = "place:x\tplace\tChengdu\tWuhan\t\tremove\t\n";
    let text = "We saw Chengdu, Wuhan and Shanghai there.";
    assert_eq!(texts(&with(remove).tag(text)), ["Shanghai"]);
    let both = format!("{remove}place:mine\tplace\tWuhan\t\t\t\t\n");
    let document_ids = ids(&with(&both).tag(text));
    assert_eq!(document_ids[0], Some("place:mine".to_owned()));
    assert_eq!(document_ids.len(), 2);
}

#[test]
fn without_the_bundled_dictionaries_rules_and_user_rows_remain() {
    let tagger = Tagger::builder()
        .use_bundled(false)
        .dictionary(dictionary("place:sichuan\tplace\tSichuan\t\t\t\t\n"))
        .build()
        .unwrap();
    let document = tagger.tag("Bank of Xiling, Yunlin Steel Group Co., Ltd. and Huawei went to Sichuan.");
    let known: Vec<_> = document.entities().iter().map(|e| e.entity().id().to_owned()).collect();
    assert_eq!(known, ["place:sichuan"]);
    assert!(texts(&document).contains(&"Yunlin Steel Group Co., Ltd."));
    assert!(!texts(&document).contains(&"Huawei"));
}

#[test]
fn entities_are_listed_once_in_order_of_their_first_mention() {
    let document = Tagger::bundled().tag("Chengdu and Bank of China (BOC) agreed. BOC left Chengdu. Chengdu stayed.");
    let listed: Vec<_> = document
        .entities()
        .iter()
        .map(|e| (e.entity().name().to_owned(), e.mentions().iter().map(|m| m.text()).collect::<Vec<_>>().join("|")))
        .collect();
    assert_eq!(
        listed,
        [
            ("Chengdu".to_owned(), "Chengdu|Chengdu|Chengdu".to_owned()),
            ("Bank of China".to_owned(), "Bank of China|BOC|BOC".to_owned()),
        ]
    );
}

#[test]
fn ambiguous_names_list_their_candidates() {
    let twins = "place:east-lake\tplace\tZorblatt\t\t3\t\t\nplace:west-lake\tplace\tZorblatt\t\t3\t\t\n";
    let document = with(twins).tag("We went to Zorblatt again.");
    let mention = document.mentions().next().unwrap();
    assert!(mention.entity().is_none());
    assert_eq!(mention.candidates().iter().map(|e| e.id()).collect::<Vec<_>>(), ["place:east-lake", "place:west-lake"]);
    assert!(document.entities().is_empty());

    let unequal = twins.replacen("\t3\t", "\t8\t", 1);
    let document = with(&unequal).tag("We went to Zorblatt again.");
    let mention = document.mentions().next().unwrap();
    assert_eq!(mention.entity().unwrap().id(), "place:east-lake");
    assert!(mention.candidates().is_empty());
}

#[test]
fn entities_carry_attributes() {
    let row = "org:acme\torganization\tAcme Rural\t\t\t\tticker=1.HK|2.SZ;parent=org:bank-of-china;from=1999\n";
    let document = with(row).tag("We saw Acme Rural there.");
    let entity = document.mentions().next().unwrap().entity().unwrap();
    assert_eq!(entity.attribute("ticker"), Some(Attribute::List(vec!["1.HK", "2.SZ"])));
    assert_eq!(entity.attribute("from"), Some(Attribute::Text("1999")));
    assert_eq!(entity.attribute("none"), None);
    assert_eq!(entity.attributes().map(|(key, _)| key).collect::<Vec<_>>(), ["ticker", "parent", "from"]);
    assert_eq!((entity.name_zh(), entity.subkind(), entity.kind()), (None, None, Kind::Organization));

    let document = Tagger::bundled().tag("We saw Bank of China there.");
    let bank = document.mentions().next().unwrap().entity().unwrap();
    assert_eq!((bank.name(), bank.name_zh()), ("Bank of China", Some("中国银行")));
    assert!(matches!(bank.attribute("ticker"), Some(Attribute::List(tickers)) if tickers.contains(&"3988.HK")));
}

fn record(text: &str, options: RecordOptions) -> Value {
    let document = Tagger::bundled().tag(text);
    serde_json::to_value(DocumentRecord::new(document.as_ref(), options)).unwrap()
}

/// The example of the contract, field by field.
#[test]
fn records_are_as_the_contract_says() {
    let got = record("Bank of China (BOC) grew.", RecordOptions::default());
    let entity = json!({"id": "org:bank-of-china", "name": "Bank of China", "name_zh": "中国银行"});
    assert_eq!(
        got,
        json!({"mentions": [
            {"start": 0, "end": 13, "text": "Bank of China", "kind": "organization", "confidence": got["mentions"][0]["confidence"],
             "evidence": "dictionary", "rule": null, "entity": entity},
            {"start": 15, "end": 18, "text": "BOC", "kind": "organization", "confidence": got["mentions"][1]["confidence"],
             "evidence": "acronym", "rule": "acronym-in-brackets", "entity": entity},
        ]})
    );
    for mention in got["mentions"].as_array().unwrap() {
        let confidence = mention["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&confidence));
        // Two decimals, so that the text is short and the same everywhere.
        assert!(mention["confidence"].to_string().len() <= 4, "{confidence}");
    }
}

#[test]
fn fields_of_records_keep_the_order_of_the_contract() {
    let document = Tagger::bundled().tag("Zhou Xiaomin spoke.");
    let text = serde_json::to_string(&DocumentRecord::new(document.as_ref(), RecordOptions::default())).unwrap();
    let at = |field: &str| text.find(&format!("\"{field}\":")).unwrap_or_else(|| panic!("no {field} in {text}"));
    let fields = ["start", "end", "text", "kind", "confidence", "evidence", "rule", "entity"].map(at);
    assert!(fields.is_sorted(), "{text}");
    assert!(text.contains("\"entity\":null") && !text.contains("candidates"), "{text}");
}

#[test]
fn records_count_in_the_unit_asked_for() {
    let text = "\u{1F600}中 Chengdu grew.";
    for (offsets, want) in [(OffsetUnit::Char, 3), (OffsetUnit::Byte, 8), (OffsetUnit::Utf16, 4)] {
        let got = record(text, RecordOptions { offsets, ..RecordOptions::default() });
        assert_eq!((&got["mentions"][0]["start"], &got["mentions"][0]["end"]), (&json!(want), &json!(want + 7)));
    }
}

#[test]
fn attributes_are_a_map_with_lists() {
    let got = record("We saw Bank of China there.", RecordOptions { attributes: true, ..RecordOptions::default() });
    let attributes = &got["mentions"][0]["entity"]["attributes"];
    assert!(attributes["ticker"].as_array().unwrap().contains(&json!("3988.HK")), "{attributes}");
    let without = record("We saw Bank of China there.", RecordOptions::default());
    assert!(without["mentions"][0]["entity"].get("attributes").is_none());
}

#[test]
fn open_mentions_are_written_with_their_candidates() {
    let tagger = with("place:a\tplace\tZorblatt\t\t\t\t\nplace:b\tplace\tZorblatt\t\t\t\t\n");
    let document = tagger.tag("We went to Zorblatt again.");
    let got = serde_json::to_value(DocumentRecord::new(document.as_ref(), RecordOptions::default())).unwrap();
    assert_eq!(got["mentions"][0]["entity"], Value::Null);
    assert_eq!(got["mentions"][0]["candidates"], json!(["place:a", "place:b"]));
}

#[test]
fn every_kind_and_evidence_is_written_by_its_name() {
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(kind.name()));
        assert_eq!(kind.name().parse(), Ok(kind));
        assert_eq!(kind.to_string(), kind.name());
    }
    for evidence in
        [Evidence::Dictionary, Evidence::Rule, Evidence::Acronym, Evidence::ShortName, Evidence::Consistency]
    {
        assert_eq!(serde_json::to_value(evidence).unwrap(), json!(evidence.name()));
        assert_eq!(evidence.to_string(), evidence.name());
    }
    assert!("company".parse::<Kind>().is_err());
}

#[test]
fn empty_texts_are_documents_without_mentions() {
    for text in ["", " ", "\n\n", "\u{FEFF}"] {
        assert_eq!(record(text, RecordOptions::default()), json!({"mentions": []}));
        assert!(Tagger::bundled().tag(text).entities().is_empty());
        assert!(Tagger::bundled().explain(text).considered().is_empty());
    }
}

#[test]
fn explanations_name_the_winner_and_the_reason() {
    let text = "We saw Bank of China there.";
    let explanation = Tagger::bundled().explain(text);
    let span = sinotag::Span::new(text.find("China").unwrap(), text.find(" there").unwrap());
    let country = explanation.overlapping(span).find(|c| c.text() == "China" && c.kind() == Kind::Place).unwrap();
    assert_eq!(
        *country.outcome(),
        Outcome::Lost { to: "Bank of China", kind: Kind::Organization, because: "the other is longer" }
    );
    let places = Tagger::builder().kinds([Kind::Place]).build().unwrap().explain(text);
    let bank = places.considered().iter().find(|c| c.text() == "Bank of China").unwrap();
    assert_eq!(*bank.outcome(), Outcome::Doubtful);
}

#[test]
fn errors_name_their_file_and_line() {
    let error = Dictionary::from_path("no/such/file.tsv").unwrap_err();
    assert!(error.is_io() && error.line().is_none());
    assert_eq!(error.path(), std::path::Path::new("no/such/file.tsv"));
    assert!(std::error::Error::source(&error).is_some());
    let error = Dictionary::from_tsv("x.tsv", &format!("{HEAD}#! kind place\nid\tname\nplace:a\t\n")).unwrap_err();
    assert!(!error.is_io());
    assert_eq!((error.line(), error.to_string()), (Some(4), "x.tsv:4: row \"place:a\" has no name".to_owned()));
}

#[test]
fn a_veto_covers_the_spelling_without_hyphens() {
    let tagger = Tagger::builder().exclude("high-quality development").build().unwrap();
    for text in ["We want high-quality development.", "We want high quality development."] {
        assert_eq!(tagger.tag(text).mentions().len(), 0, "{text}");
    }
}

#[test]
fn explain_names_what_is_recognised_and_not_reported() {
    let explanation = Tagger::bundled().explain("The Shanghai Composite Index fell.");
    let silent = explanation.considered().iter().find(|c| *c.outcome() == sinotag::Outcome::Silent);
    assert_eq!(silent.map(sinotag::Considered::text), Some("Shanghai Composite Index"));
}

#[test]
fn explain_names_the_entity_that_a_longer_name_inherits() {
    let explanation = Tagger::bundled().explain("Shares of BYD Co., Ltd. rose.");
    let mention = explanation.considered().iter().find(|c| *c.outcome() == sinotag::Outcome::Mention).unwrap();
    assert_eq!((mention.text(), mention.entities()), ("BYD Co., Ltd.", ["org:byd".to_owned()].as_slice()));
}

#[test]
fn a_date_prefers_who_was_active_then() {
    let text = "#! format sinotag-dictionary 1\nid\tname\taliases\tkind\tprominence\tattributes\n\
        org:old-bureau\tVelmora Trade Bureau\tVTB\torganization\t7\tfrom=1990;to=2008\n\
        org:new-bureau\tVelmora Tax Bureau\tVTB\torganization\t5\tfrom=2008-03\n\
        org:other\tVelmora Tea Board\tVTB\torganization\t6\t\n\
        person:orla-1\tOrla Fenwright\t\tperson\t5\toffice=Mayor of Velmora@1999..2003|Mayor of Dunmarsh@2010-05..\n\
        person:orla-2\tOrla Fenwright\t\tperson\t5\toffice=Mayor of Velmora@2004..2009\n";
    let dictionary = Dictionary::from_tsv("x.tsv", text).unwrap();
    let tagger = Tagger::builder().use_bundled(false).dictionary(dictionary).build().unwrap();
    let ids = |date: Option<&str>| {
        let tagger = date.map_or_else(|| tagger.clone(), |date| tagger.as_of(date.parse().unwrap()));
        let document = tagger.tag("VTB met Orla Fenwright.");
        document.mentions().map(|m| m.entity().map(|entity| entity.id().to_owned())).collect::<Vec<_>>()
    };
    let some = |id: &str| Some(id.to_owned());
    assert_eq!(ids(None), [some("org:old-bureau"), None]);
    assert_eq!(ids(Some("1989")), [some("org:other"), None]);
    assert_eq!(ids(Some("2001-01-01")), [some("org:old-bureau"), some("person:orla-1")]);
    assert_eq!(ids(Some("2009")), [some("org:new-bureau"), some("person:orla-2")]);
    assert_eq!(ids(Some("2020")), [some("org:new-bureau"), some("person:orla-1")]);
}

#[cfg(feature = "formats")]
#[test]
fn rows_without_an_id_add_to_the_entity_of_their_name() {
    let text = "name,kind,aliases\nBank of China,organization,Quandex Bank of All\n";
    let tagger = Tagger::builder().dictionary(Dictionary::from_csv("x.csv", text).unwrap()).build().unwrap();
    let document = tagger.tag("Quandex Bank of All opened.");
    let entity = document.mentions().next().unwrap().entity().unwrap();
    assert_eq!((entity.id(), entity.name_zh()), ("org:bank-of-china", Some("中国银行")));
    assert_eq!(entity.origin(), (std::path::Path::new("x.csv"), 2));
}
