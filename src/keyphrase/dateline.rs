//! Datelines: "BEIJING, Oct. 13 (Xinhua) -- ", the place where a report was written.

use crate::text::{Shape, Token};

/// The longest dateline in tokens: "WASHINGTON, D.C., September 13, 2021 (Agency One and Agency Two) -- ".
const LONGEST: usize = 24;

/// The number of tokens of the dateline that `sentence` begins with, the dash included; 0 if it begins with none.
///
/// A dateline begins a paragraph with a place in capitals and ends with a dash; between them stand a date, the name of an agency in
/// brackets, or nothing.
pub(super) fn length(text: &str, sentence: &[Token]) -> usize {
    let Some(first) = sentence.first() else { return 0 };
    let capitals = sentence.iter().take_while(|token| token.shape.has(Shape::ALL_CAPS) && token.end - token.start > 1);
    let capitals = capitals.count();
    if capitals == 0 || first.start > 0 && !first.shape.has(Shape::PARAGRAPH_BEFORE) {
        return 0;
    }
    let mut brackets = 0;
    let mut at = capitals;
    while let Some(token) = sentence.get(at).filter(|_| at < LONGEST) {
        let word = token.text(text);
        let next_is_hyphen = sentence.get(at + 1).is_some_and(|next| next.is(b'-'));
        match word {
            "(" => brackets += 1,
            ")" => brackets -= 1,
            "--" | "\u{2013}" | "\u{2014}" => return at + 1,
            "-" if next_is_hyphen => return at + 2,
            // A hyphen inside of a word has no space before it.
            "-" if token.shape.has(Shape::SPACE_BEFORE) => return at + 1,
            "," | "." => {}
            // A sentence in which words in lower case stand is a sentence.
            _ if brackets == 0 && !token.shape.any(Shape::CAPITALISED | Shape::DIGIT | Shape::NUMBER) => return 0,
            _ => {}
        }
        at += 1;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::length;
    use crate::text::Text;

    fn dateline(text: &str) -> &str {
        let mut read = Text::default();
        read.read(text);
        let sentence = read.sentences[0];
        let length = length(text, &read.tokens[..sentence.end as usize]);
        length.checked_sub(1).map_or("", |last| &text[..read.tokens[last].end as usize])
    }

    #[test]
    fn datelines_are_known_by_capitals_and_a_dash() {
        for (text, want) in [
            ("GENEVA -- Negotiators met.", "GENEVA --"),
            ("BEIJING, Oct. 13 (Xinhua) -- The bank lends.", "BEIJING, Oct. 13 (Xinhua) --"),
            ("HONG KONG \u{2014} Shares rose.", "HONG KONG \u{2014}"),
            ("NEW YORK (AP) - Shares rose.", "NEW YORK (AP) -"),
        ] {
            assert_eq!(dateline(text), want);
        }
    }

    #[test]
    fn other_sentences_have_none() {
        for text in ["Geneva -- a city -- is calm.", "BYD sells cars -- many of them.", "CO-OP shops close.", "PBOC."] {
            assert_eq!(dateline(text), "");
        }
    }
}
