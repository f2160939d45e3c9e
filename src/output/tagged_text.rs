//! [`TaggedText`]: what every writer of this module takes, and the ways in which they go through it.

use super::record::{self, DocumentRecord, KeyPhraseRecord, MentionRecord, RecordOptions};
use crate::text::Text;
use crate::{DocumentRef, KeyPhrases, OffsetConverter, OffsetUnit};

/// A tagged document with its text and its id, ready to be written in any format.
///
/// Its offsets are bytes; each format converts them into the unit that it counts in.
///
/// ```
/// use sinotag::output::{RecordOptions, TaggedText, inline};
///
/// let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
/// let tagged = TaggedText::new("a1", &document, RecordOptions::default());
/// let mut written = Vec::new();
/// inline::write(&tagged, &mut written)?;
/// assert_eq!(written, b"[Chengdu](place:place:cn-510100) grew.\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TaggedText<'a> {
    id: &'a str,
    text: &'a str,
    /// With offsets in bytes; those that cannot be written as elements of a tree are left out.
    mentions: Vec<MentionRecord<'a>>,
    key_phrases: Vec<KeyPhraseRecord<'a>>,
}

/// A step through a text with its mentions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step<'d> {
    /// A stretch of the text, never empty.
    Text(&'d str),
    /// A mention begins.
    Open(&'d MentionRecord<'d>),
    /// The innermost open mention ends.
    Close(&'d MentionRecord<'d>),
}

impl<'a> TaggedText<'a> {
    /// Takes a document as it was tagged. Of the options, the unit of offsets has no effect.
    #[must_use]
    pub fn new(id: &'a str, document: impl Into<DocumentRef<'a>>, options: RecordOptions) -> Self {
        let document = document.into();
        let record = DocumentRecord::new(document, RecordOptions { offsets: OffsetUnit::Byte, ..options });
        Self::of_mentions(id, document.text(), record.mentions)
    }

    /// The same with key phrases, in their order. [`html`](super::html) and [`terminal`](super::terminal) show them.
    #[must_use]
    pub fn with_key_phrases(self, phrases: &KeyPhrases<'a>) -> Self {
        let offsets = OffsetConverter::new(self.text, OffsetUnit::Byte);
        self.with_phrases(record::key_phrases(phrases, offsets))
    }

    pub(super) fn with_phrases(self, key_phrases: Vec<KeyPhraseRecord<'a>>) -> Self {
        Self { key_phrases, ..self }
    }

    /// Mentions whose offsets are bytes of `text`. They may lie inside each other; one that is empty, or overlaps an earlier one
    /// in part, is left out.
    pub(super) fn of_mentions(id: &'a str, text: &'a str, mut mentions: Vec<MentionRecord<'a>>) -> Self {
        mentions.sort_by_key(|mention| (mention.start, std::cmp::Reverse(mention.end)));
        let mut open: Vec<usize> = Vec::new();
        mentions.retain(|mention| {
            while open.pop_if(|end| *end <= mention.start).is_some() {}
            let kept = mention.start < mention.end
                && text.get(mention.start..mention.end).is_some()
                && open.last().is_none_or(|end| mention.end <= *end);
            if kept {
                open.push(mention.end);
            }
            kept
        });
        Self { id, text, mentions, key_phrases: Vec::new() }
    }

    /// The id of the document.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// The text of the document.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// All mentions, in order, outer ones before those inside them. Their offsets are bytes.
    pub(super) fn mentions(&self) -> &[MentionRecord<'a>] {
        &self.mentions
    }

    /// The mentions that lie in no other, for formats that know no nesting.
    pub(super) fn outermost(&self) -> impl Iterator<Item = &MentionRecord<'a>> {
        let mut end = 0;
        self.mentions.iter().filter(move |mention| {
            let outer = mention.start >= end;
            end = end.max(mention.end);
            outer
        })
    }

    /// The spans of mentions in characters, where mentions are asked for in their order.
    ///
    /// The end is counted from the start: a converter that was asked for the end of the outer mention would begin anew for the
    /// one inside it.
    pub(super) fn char_spans(&self) -> impl FnMut(&MentionRecord<'_>) -> (usize, usize) {
        let mut chars = OffsetConverter::new(self.text, OffsetUnit::Char);
        move |mention| {
            let start = chars.convert(mention.start);
            (start, start + mention.text.chars().count())
        }
    }

    pub(super) fn key_phrases(&self) -> &[KeyPhraseRecord<'a>] {
        &self.key_phrases
    }

    /// The tokens and sentences of the text: those that the rules saw, but that no sentence ends inside a mention. (A known name may
    /// be broken over a line end that looks like the end of a headline.)
    pub(super) fn read(&self) -> Text {
        let mut read = Text::default();
        read.read(self.text);
        let Text { tokens, sentences, .. } = &mut read;
        let mut mentions = self.outermost().peekable();
        sentences.dedup_by(|next, before| {
            let begin = tokens[next.first as usize].start as usize;
            while mentions.next_if(|mention| mention.end <= begin).is_some() {}
            let inside = mentions.peek().is_some_and(|mention| mention.start < begin);
            if inside {
                before.end = next.end;
            }
            inside
        });
        read
    }

    /// Goes through the text and the given mentions, which must be some of [`Self::mentions`], in their order.
    pub(super) fn walk<'d, E>(
        &'d self,
        mentions: impl Iterator<Item = &'d MentionRecord<'a>>,
        mut step: impl FnMut(Step<'d>) -> Result<(), E>,
    ) -> Result<(), E>
    where
        'a: 'd,
    {
        let mut at = 0;
        let mut open: Vec<&'d MentionRecord<'d>> = Vec::new();
        let mut text_to = |end: usize, step: &mut dyn FnMut(Step<'d>) -> Result<(), E>| {
            let between = &self.text[at..end];
            at = end;
            if between.is_empty() { Ok(()) } else { step(Step::Text(between)) }
        };
        for mention in mentions {
            while let Some(ended) = open.pop_if(|open| open.end <= mention.start) {
                text_to(ended.end, &mut step)?;
                step(Step::Close(ended))?;
            }
            text_to(mention.start, &mut step)?;
            step(Step::Open(mention))?;
            open.push(mention);
        }
        while let Some(ended) = open.pop() {
            text_to(ended.end, &mut step)?;
            step(Step::Close(ended))?;
        }
        text_to(self.text.len(), &mut step)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::samples;
    use super::*;
    use crate::Kind;

    fn steps(tagged: &TaggedText<'_>) -> String {
        let mut shown = String::new();
        let Ok(()) = tagged.walk::<Infallible>(tagged.mentions().iter(), |step| {
            match step {
                Step::Text(text) => shown.push_str(text),
                Step::Open(_) => shown.push('<'),
                Step::Close(_) => shown.push('>'),
            }
            Ok(())
        });
        shown
    }

    #[test]
    fn mentions_inside_mentions_are_kept_and_crossing_ones_left_out() {
        let text = "Bank of China in Chengdu";
        let spans = [(8, 13), (0, 13), (17, 24), (10, 20), (3, 3), (20, 99)];
        let mentions = spans.map(|(start, end)| samples::mention(text, start, end, Kind::Place, None)).to_vec();
        let tagged = TaggedText::of_mentions("a", text, mentions);
        assert_eq!(steps(&tagged), "<Bank of <China>> in <Chengdu>");
        let outermost: Vec<_> = tagged.outermost().map(|mention| mention.text).collect();
        assert_eq!(outermost, ["Bank of China", "Chengdu"]);
    }

    #[test]
    fn spans_are_counted_in_characters() {
        let text = "成都 Bank of China";
        let mentions = [(0, 6), (7, 20), (15, 20)]
            .map(|(start, end)| samples::mention(text, start, end, Kind::Place, None))
            .to_vec();
        let tagged = TaggedText::of_mentions("a", text, mentions);
        let spans: Vec<_> = tagged.mentions().iter().map(tagged.char_spans()).collect();
        assert_eq!(spans, [(0, 2), (3, 16), (11, 16)]);
    }

    #[test]
    fn spans_that_cut_characters_are_left_out() {
        let text = "成都";
        let mentions = vec![samples::mention("成都", 0, 3, Kind::Place, None)];
        let mut cut = mentions[0].clone();
        (cut.start, cut.end) = (1, 3);
        assert_eq!(steps(&TaggedText::of_mentions("a", text, mentions)), "<成>都");
        assert_eq!(steps(&TaggedText::of_mentions("a", text, vec![cut])), "成都");
    }
}
