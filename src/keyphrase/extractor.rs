//! [`KeyPhraseExtractor`]: background and method, ready for any number of documents.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use crate::text::Text;
use crate::{Document, DocumentRef};

use super::candidates::Candidates;
use super::features::FeatureReader;
use super::method::{self, KeyPhraseMethod};
use super::named::Named;
use super::phrase::{Absence, KeyPhrase, KeyPhrases};
use super::speech::Speech;
use super::words::Words;
use super::{Background, language};

/// Finds key phrases, with a background and a method of choice. Immutable and cheap to clone: clones share one set of tables.
///
/// [`Document::key_phrases`] is the short way, with what ships with the crate.
///
/// ```
/// use sinotag::{KeyPhraseExtractor, KeyPhraseMethod, Tagger};
///
/// let document = Tagger::bundled().tag("Soybean tariffs hit farmers. The soybean tariffs were raised in Beijing.");
/// let phrases = KeyPhraseExtractor::bundled().with_method(KeyPhraseMethod::Yake).extract(&document, 3);
/// assert_eq!(phrases[0].text(), "Soybean tariffs");
/// ```
#[derive(Clone, Debug)]
pub struct KeyPhraseExtractor {
    words: Arc<Words>,
    method: KeyPhraseMethod,
}

const PARTS_OF_SPEECH: &str = include_str!("../../dictionaries/words/parts_of_speech.tsv");

impl KeyPhraseExtractor {
    /// The extractor with the background that ships with the crate. Made on first use, which takes some ten milliseconds, then shared.
    #[must_use]
    pub fn bundled() -> Self {
        static BUNDLED: LazyLock<KeyPhraseExtractor> =
            LazyLock::new(|| KeyPhraseExtractor::new(&Background::bundled()));
        BUNDLED.clone()
    }

    /// An extractor with a background of your own.
    #[must_use]
    pub fn new(background: &Background) -> Self {
        Self { words: Arc::new(Words::new(PARTS_OF_SPEECH, background)), method: KeyPhraseMethod::default() }
    }

    /// This extractor with another method. Cheap: the tables are shared.
    #[must_use]
    pub fn with_method(&self, method: KeyPhraseMethod) -> Self {
        Self { words: Arc::clone(&self.words), method }
    }

    /// The `n` best key phrases of a document, best first. Takes time linear in its length.
    #[must_use]
    pub fn extract<'a>(&self, document: impl Into<DocumentRef<'a>>, n: usize) -> KeyPhrases<'a> {
        let document = document.into();
        let text = document.text();
        let read = match document.tokens() {
            Some(read) => Cow::Borrowed(read),
            None => {
                let mut read = Text::default();
                read.read(text);
                Cow::Owned(read)
            }
        };
        let named = Named::read(document, &read);
        let speech = Speech::read(&self.words, text, &read, &named);
        if !language::is_english(&self.words, &read, &speech) {
            return KeyPhrases { phrases: Vec::new(), absence: Some(Absence::NotEnglish) };
        }
        let candidates = Candidates::find(text, &read, &speech, &named);
        let features = FeatureReader::new(&read, &self.words, &speech, &named, &candidates);
        let analysis = method::Analysis { read: &read, speech: &speech, candidates: &candidates, features: &features };
        let ranked = method::rank(self.method, &analysis, n);
        let phrases = phrases(document, &read, &candidates, &features, &ranked);
        let absence = candidates.phrases.is_empty().then_some(Absence::NoPhrase);
        KeyPhrases { phrases, absence }
    }
}

/// The phrases of `ranked`: their numbers with their scores.
fn phrases<'a>(
    document: DocumentRef<'a>,
    read: &Text,
    candidates: &Candidates,
    features: &FeatureReader<'_>,
    ranked: &[(usize, f32)],
) -> Vec<KeyPhrase<'a>> {
    let mentions: Vec<_> = document.mentions().collect();
    let mut place = vec![usize::MAX; candidates.phrases.len()];
    let mut phrases: Vec<KeyPhrase<'a>> = Vec::with_capacity(ranked.len());
    for &(number, score) in ranked {
        place[number] = phrases.len();
        let phrase = &candidates.phrases[number];
        let mention = phrase.mention.map(|mention| mentions[mention as usize]);
        phrases.push(KeyPhrase {
            text: &document.text()[candidates.occurrences[phrase.shown as usize].span(read).range()],
            score,
            spans: Vec::with_capacity(phrase.count as usize),
            kind: mention.map(|mention| mention.kind()),
            entity: mention.and_then(|mention| mention.entity()),
            features: features.of(number),
        });
    }
    for occurrence in &candidates.occurrences {
        if let Some(phrase) = phrases.get_mut(place[occurrence.phrase as usize]) {
            phrase.spans.push(occurrence.span(read));
        }
    }
    phrases
}

impl<'a> DocumentRef<'a> {
    /// The `n` best key phrases, best first, by the background and method that ship with the crate; [`KeyPhraseExtractor`] has others.
    /// Takes time linear in the text.
    ///
    /// A text that is not English has none, see [`KeyPhrases::absence`].
    ///
    /// ```
    /// let text = "Chongqing expands its land-sea corridor. The land-sea corridor links Chongqing with Singapore by rail and ship.";
    /// let document = sinotag::Tagger::bundled().tag(text);
    /// let phrases = document.key_phrases(5);
    /// let found = |text: &str| phrases.iter().find(|phrase| phrase.text() == text).unwrap();
    /// assert_eq!(found("land-sea corridor").count(), 2);
    /// assert_eq!(found("Chongqing").entity().map(|entity| entity.id()), Some("place:cn-500000"));
    /// ```
    #[must_use]
    pub fn key_phrases(self, n: usize) -> KeyPhrases<'a> {
        KeyPhraseExtractor::bundled().extract(self, n)
    }
}

impl Document<'_> {
    /// The `n` best key phrases, as [`DocumentRef::key_phrases`] gives them.
    #[must_use]
    pub fn key_phrases(&self, n: usize) -> KeyPhrases<'_> {
        self.as_ref().key_phrases(n)
    }
}
