//! Documents for the tests of the writers.

use super::{EntityRecord, KeyPhraseRecord, MentionRecord, TaggedText};
use crate::{Evidence, Kind};

/// The id and the English name of an entity, if there is one.
pub(super) type Known<'a> = Option<(&'a str, &'a str)>;

/// A mention of bytes `start..end`.
pub(super) fn mention<'a>(text: &'a str, start: usize, end: usize, kind: Kind, entity: Known<'a>) -> MentionRecord<'a> {
    MentionRecord {
        start,
        end,
        text: text.get(start..end).unwrap_or_default(),
        kind,
        confidence: 0.9,
        evidence: Evidence::Dictionary,
        rule: None,
        entity: entity.map(|(id, name)| EntityRecord { id, name, name_zh: None, attributes: None }),
        candidates: Vec::new(),
        nested: false,
    }
}

/// A key phrase that occurs twice.
pub(super) fn phrase<'a>(text: &'a str, entity_id: Option<&'a str>) -> KeyPhraseRecord<'a> {
    KeyPhraseRecord { text, score: 0.834, count: 2, entity_id, spans: vec![[0, 1], [2, 3]] }
}

/// A document named `a1` in which each of `names` is a mention wherever it stands.
pub(super) fn tagged<'a>(text: &'a str, names: &[(&str, Kind, Known<'a>)]) -> TaggedText<'a> {
    let mut mentions = Vec::new();
    for (name, kind, entity) in names {
        for (start, found) in text.match_indices(name) {
            mentions.push(mention(text, start, start + found.len(), *kind, *entity));
        }
    }
    TaggedText::of_mentions("a1", text, mentions)
}

pub(super) const BANK: Known<'_> = Some(("org:bank-of-china", "Bank of China"));

/// What `write` writes, as text.
pub(super) fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Texts that break careless writers: markup, quotes, control characters, both directions, characters outside the BMP, line ends.
pub(super) const HOSTILE: [&str; 8] = [
    "",
    " \n\n ",
    "<script>alert(\"1\")</script> & 'Bank of China' &amp; ]]> <!-- \u{0}\u{1}\u{8}\u{1b}[31m\u{7f}\u{9b}",
    "Bank of\r\nChina and Bank\tof\nChina\rBank  of\u{a0}China\u{2028}",
    "\u{202e}Bank of China\u{202c} بنك الصين 中国银行 😊😊Bank of China😊 e\u{301}Bank of China",
    "a_b [Bank of China](x) \\[ \\ * | ; -> [1] _ # -DOCSTART- \u{c}\u{b}\u{85}",
    "\u{feff}Bank of China\u{200b}BOC",
    "1-1\t0-5\tx\n#Text=x\nT1\tplace 0 1\tx",
];

/// For formats in which each document is a line of JSON with its text.
pub(super) fn assert_one_line_whatever_the_text(
    write: impl Fn(&TaggedText<'_>, &mut dyn std::io::Write) -> std::io::Result<()>,
) {
    for text in HOSTILE {
        let line = written(|out| write(&tagged(text, &[]), out));
        assert_eq!(line.lines().count(), 1);
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["text"], text);
    }
}
