//! The job of `sinotag annotate`: tags documents and encodes them in the format of the output.

use sinotag::{KeyPhraseExtractor, Scratch, Tagger};

use crate::corpus::{Job, Part, Record};
use crate::input::Place;
use crate::output::{Annotated, Encoded, Encoder, Format};

/// What documents are tagged and written with.
pub(super) struct Annotate {
    pub(super) tagger: Tagger,
    /// If key phrases are asked for, with their number.
    pub(super) key_phrases: Option<(KeyPhraseExtractor, usize)>,
    pub(super) format: Format,
}

impl Job for Annotate {
    type Result = Encoded;
    type Part<'j> = Annotating<'j>;

    fn part(&self) -> Annotating<'_> {
        Annotating { job: self, encoder: self.format.encoder() }
    }
}

/// A batch of documents on their way.
pub(super) struct Annotating<'j> {
    job: &'j Annotate,
    encoder: Encoder<'j>,
}

impl Part for Annotating<'_> {
    type Result = Encoded;

    fn document(
        &mut self,
        scratch: &mut Scratch,
        record: &Record<'_>,
        place: &dyn Fn() -> Place,
    ) -> Result<(), String> {
        let dated;
        let tagger = match record.date {
            Some(date) => {
                dated = self.job.tagger.as_of(date);
                &dated
            }
            None => &self.job.tagger,
        };
        let own;
        let id = match &record.id {
            Some(id) => id,
            None => {
                own = place().id();
                own.as_str()
            }
        };
        let document = tagger.tag_with(scratch, &record.text);
        let key_phrases = self.job.key_phrases.as_ref().map(|(extractor, n)| extractor.extract(document, *n));
        let Record { fields, kept, has_text, .. } = record;
        self.encoder.document(&Annotated { id, fields, kept, has_text: *has_text, document, key_phrases })
    }

    fn rows(&mut self, rows: &arrow_array::RecordBatch, done: Vec<bool>) -> Result<(), String> {
        self.encoder.keep_rows(rows, done)
    }

    fn finish(self) -> Result<Encoded, String> {
        self.encoder.finish()
    }
}
