//! CoNLL-2003: a token a line with its label in the IOB2 scheme, an empty line after each sentence.
//!
//! There are the four columns of the shared task, parted by single spaces: the token, part of speech and chunk (neither is known:
//! `-X-` and `_`), the label. A line `-DOCSTART- -X- O O` stands before each document. Ids, entities and the white space of the text have no
//! place in the format.
//!
//! Labels are `PER`, `ORG` and `LOC`, as in the task, and `POLICY` and `EVENT`, of which the task has the latter as `MISC`. Tokens and
//! sentences are those of the tagger (but none ends inside a mention), so mentions begin and end with tokens; a token that a mention covers in part would carry its
//! label too. Of mentions inside each other only the outermost is written. Characters that readers take for white space, and control
//! characters, become U+FFFD.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, conll};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu's GDP grew.");
//! let mut written = Vec::new();
//! conll::write(&TaggedText::new("a1", &document, RecordOptions::default()), &mut written)?;
//! assert!(written.starts_with(b"-DOCSTART- -X- O O\n\nChengdu -X- _ B-LOC\n's -X- _ O\n"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::TaggedText;
use super::escape;
use crate::Kind;

/// Writes a document. Documents may follow each other in one file.
///
/// # Errors
///
/// Those of `out`.
pub fn write(document: &TaggedText<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"-DOCSTART- -X- O O\n\n")?;
    let read = document.read();
    let mut mentions = document.outermost().peekable();
    for sentence in &read.sentences {
        // Where the mention that the token before belongs to begins.
        let mut before = None;
        for token in &read.tokens[sentence.first as usize..sentence.end as usize] {
            while mentions.next_if(|mention| mention.end <= token.start as usize).is_some() {}
            let inside = mentions.peek().filter(|mention| mention.start < token.end as usize);
            let text = token.text(document.text());
            escape::replace(text, is_taken_for_space, |_, out| out.write_all("\u{FFFD}".as_bytes()), out)?;
            match inside {
                Some(mention) => {
                    let position = if before == Some(mention.start) { 'I' } else { 'B' };
                    writeln!(out, " -X- _ {position}-{}", label(mention.kind))?;
                }
                None => out.write_all(b" -X- _ O\n")?,
            }
            before = inside.map(|mention| mention.start);
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The name of a kind in the shared task, and its like for the kinds that the task does not tell apart.
const fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PER",
        Kind::Organization => "ORG",
        Kind::Place => "LOC",
        Kind::Policy => "POLICY",
        Kind::Event => "EVENT",
    }
}

/// Python takes some control characters for line ends or white space, such as U+001F.
fn is_taken_for_space(c: char) -> bool {
    c.is_control() || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{self, BANK, HOSTILE, tagged, written};
    use super::*;

    fn conll(document: &TaggedText<'_>) -> String {
        written(|out| write(document, out))
    }

    #[test]
    fn tokens_carry_labels() {
        let names = [("Bank of China", Kind::Organization, BANK), ("Chengdu", Kind::Place, None)];
        let document = tagged("Bank of China Chengdu's shares rose. It grew.", &names);
        let want = "-DOCSTART- -X- O O\n\nBank -X- _ B-ORG\nof -X- _ I-ORG\nChina -X- _ I-ORG\nChengdu -X- _ B-LOC\n's -X- _ O\n\
                    shares -X- _ O\nrose -X- _ O\n. -X- _ O\n\nIt -X- _ O\ngrew -X- _ O\n. -X- _ O\n\n";
        assert_eq!(conll(&document), want);
    }

    #[test]
    fn neighbours_of_one_kind_are_told_apart() {
        let names = [("Chengdu", Kind::Place, None), ("Sichuan", Kind::Place, None)];
        let document = tagged("Chengdu Sichuan", &names);
        assert!(conll(&document).ends_with("Chengdu -X- _ B-LOC\nSichuan -X- _ B-LOC\n\n"));
    }

    #[test]
    fn the_outermost_mention_counts() {
        let names = [("Bank of China", Kind::Organization, None), ("China", Kind::Place, None)];
        assert!(conll(&tagged("Bank of China", &names)).ends_with("China -X- _ I-ORG\n\n"));
    }

    #[test]
    fn a_token_that_is_covered_in_part_carries_the_label() {
        let text = "Chengdu grew";
        let mentions = vec![samples::mention(text, 3, 7, Kind::Place, None)];
        assert!(conll(&TaggedText::of_mentions("a", text, mentions)).contains("Chengdu -X- _ B-LOC\ngrew -X- _ O\n"));
    }

    #[test]
    fn no_sentence_ends_inside_a_mention() {
        let text = "It grew. China grew. Yes";
        let mentions = vec![samples::mention(text, 3, 14, Kind::Place, None)];
        let written = conll(&TaggedText::of_mentions("a", text, mentions));
        assert!(
            written.ends_with(". -X- _ I-LOC\nChina -X- _ I-LOC\ngrew -X- _ O\n. -X- _ O\n\nYes -X- _ O\n\n"),
            "{written}"
        );
    }

    #[test]
    fn every_line_has_four_columns_whatever_the_text() {
        for text in HOSTILE {
            let written = conll(&tagged(text, &[("Bank of China", Kind::Organization, None)]));
            for line in written.lines().filter(|line| !line.is_empty()) {
                assert_eq!(line.split(char::is_whitespace).count(), 4, "{line:?}");
                assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
            }
            assert_eq!(written.matches("-DOCSTART-").count(), 1, "{text:?}");
        }
    }
}
