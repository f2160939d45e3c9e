//! [`Tagger`]: the only file that knows the order of the stages.

use std::sync::Arc;

use crate::annotation::{Document, DocumentRef, Tagging};
use crate::candidate::Candidate;
use crate::dictionary::builder::LexiconBuilder;
use crate::dictionary::matcher::Matches;
#[cfg(feature = "bundled")]
use crate::dictionary::prebuilt;
use crate::dictionary::{Dictionary, Lexicon};
use crate::document::{self, DocumentScratch, Passage};
use crate::resolve::{self, ResolveScratch};
use crate::rules::{self, RuleScratch};
use crate::switches::Switches;
use crate::text::Text;
use crate::{Date, Error, Explanation, Kind, nested};

/// Tags texts. Immutable, and cheap to clone: clones share one set of tables.
///
/// Building the bundled tagger takes some milliseconds, one with dictionaries of your own a tenth of a second, so build one and
/// share it between threads. Tagging is
/// infallible, depends on nothing but the text, the dictionaries and the options, and takes time linear in the text.
///
/// ```
/// use sinotag::{Kind, Tagger};
///
/// let tagger = Tagger::bundled();
/// let document = tagger.tag("Chongqing and Bank of China (BOC) signed an agreement.");
/// let found: Vec<_> = document.mentions().map(|mention| (mention.text(), mention.kind())).collect();
/// assert_eq!(found, [
///     ("Chongqing", Kind::Place),
///     ("Bank of China", Kind::Organization),
///     ("BOC", Kind::Organization),
/// ]);
/// ```
#[derive(Clone, Debug)]
pub struct Tagger {
    inner: Arc<Inner>,
    /// The day of the texts, if it is known.
    date: Option<Date>,
}

#[derive(Debug)]
struct Inner {
    lexicon: Lexicon,
    kinds: Vec<Kind>,
    min_confidence: f32,
    nested: bool,
    switches: Switches,
}

/// Buffers of [`Tagger::tag_with`], reused from document to document. One per thread.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    read: Text,
    matches: Matches,
    rules: RuleScratch,
    resolve: ResolveScratch,
    document: DocumentScratch,
    candidates: Vec<Candidate>,
    winners: Vec<Candidate>,
    /// Candidates inside winners, and those of them that won.
    inside: Vec<Candidate>,
    nested: Vec<Candidate>,
    tagging: Tagging,
}

impl Scratch {
    /// Empty buffers, which grow to the size of the largest document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Tagger {
    /// The tagger with the dictionaries that ship with the crate. Built on first use, then shared.
    ///
    /// # Panics
    ///
    /// Never: the dictionaries are part of the crate, and a test reads them.
    #[cfg(feature = "bundled")]
    #[must_use]
    pub fn bundled() -> Self {
        static BUNDLED: std::sync::LazyLock<Tagger> = std::sync::LazyLock::new(|| match Tagger::builder().build() {
            Ok(tagger) => tagger,
            Err(error) => unreachable!("the bundled dictionaries are read by a test: {error}"),
        });
        BUNDLED.clone()
    }

    /// A builder, for dictionaries and options of your own.
    #[must_use]
    pub fn builder() -> TaggerBuilder {
        TaggerBuilder::default()
    }

    /// Tags `text`. Of a text beyond 4 GiB the first 4 GiB are read.
    #[must_use]
    pub fn tag<'t>(&self, text: &'t str) -> Document<'t> {
        let mut scratch = Scratch::new();
        self.run(&mut scratch, text);
        Document::new(self.clone(), text, scratch.tagging)
    }

    /// Tags `text` in buffers of the caller, for hot loops: the document borrows the scratch as well as the text.
    ///
    /// ```
    /// let tagger = sinotag::Tagger::bundled();
    /// let mut scratch = sinotag::Scratch::new();
    /// for text in ["Chengdu grew.", "Sichuan grew."] {
    ///     assert_eq!(tagger.tag_with(&mut scratch, text).mentions().len(), 1);
    /// }
    /// ```
    pub fn tag_with<'a>(&'a self, scratch: &'a mut Scratch, text: &'a str) -> DocumentRef<'a> {
        self.run(scratch, text);
        DocumentRef::new(self, text, &scratch.tagging).with_tokens(&scratch.read)
    }

    /// Tags `text` and tells, for everything that was considered, why it won or lost.
    #[must_use]
    pub fn explain<'t>(&self, text: &'t str) -> Explanation<'t> {
        let mut scratch = Scratch::new();
        self.run(&mut scratch, text);
        Explanation::new(self, text, &scratch.read.tokens, &scratch.candidates, &scratch.winners)
    }

    /// This tagger for texts of a known date: among the entities that a name may mean, those are preferred that existed, or held an
    /// office, at that date. Cheap: the tables are shared.
    ///
    /// ```
    /// let tagger = sinotag::Tagger::bundled().as_of("2016-03-05".parse()?);
    /// assert_eq!(tagger.tag("Chengdu grew.").mentions().len(), 1);
    /// # Ok::<(), sinotag::InvalidDate>(())
    /// ```
    #[must_use]
    pub fn as_of(&self, date: Date) -> Self {
        Self { inner: Arc::clone(&self.inner), date: Some(date) }
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.inner.lexicon
    }

    /// Whether a candidate that won is a mention for this tagger.
    pub(crate) fn reports(&self, winner: &Candidate) -> bool {
        !winner.silent && winner.confidence >= self.inner.min_confidence && self.inner.kinds.contains(&winner.kind)
    }

    /// All stages, in order.
    fn run(&self, scratch: &mut Scratch, text: &str) {
        let Scratch { read, matches, rules, resolve, document, candidates, winners, inside, nested, tagging } = scratch;
        let lexicon = &self.inner.lexicon;
        candidates.clear();
        read.read(text);
        matches.find(lexicon, text, read);
        rules::propose(lexicon, text, read, matches, self.inner.switches, rules, candidates);
        resolve::resolve(candidates, read.tokens.len(), resolve, winners);
        let passage = Passage { lexicon, source: text, read, matches, date: self.date };
        document::propose(&passage, self.inner.switches, winners, document, candidates);
        resolve::resolve(candidates, read.tokens.len(), resolve, winners);
        document::inherit_links(&passage, winners);
        nested.clear();
        if self.inner.nested {
            nested::find(candidates, winners, inside);
            resolve::resolve(inside, read.tokens.len(), resolve, nested);
            document::inherit_links(&passage, nested);
        }
        tagging.fill(&passage, winners, nested, |winner| self.reports(winner));
    }
}

/// Builds a [`Tagger`].
///
/// ```
/// use sinotag::{Dictionary, Tagger};
///
/// let banks = "#! format sinotag-dictionary 1\n#! kind organization\nid\tname\norg:acme\tAcme Rural Bank\n";
/// let tagger = Tagger::builder().dictionary(Dictionary::from_tsv("banks.tsv", banks)?).exclude("Chengdu").build()?;
/// let document = tagger.tag("Acme Rural Bank came to Chengdu.");
/// assert_eq!(document.mentions().map(|m| m.entity().unwrap().id().to_owned()).collect::<Vec<_>>(), ["org:acme"]);
/// # Ok::<(), sinotag::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TaggerBuilder {
    bundled: bool,
    dictionaries: Vec<Dictionary>,
    exclude: Vec<String>,
    kinds: Vec<Kind>,
    min_confidence: f32,
    nested: bool,
    disable: Vec<String>,
}

impl Default for TaggerBuilder {
    fn default() -> Self {
        Self {
            bundled: true,
            dictionaries: Vec::new(),
            exclude: Vec::new(),
            kinds: Kind::ALL.to_vec(),
            min_confidence: resolve::BELIEVABLE,
            nested: false,
            disable: Vec::new(),
        }
    }
}

impl TaggerBuilder {
    /// Adds a dictionary. Its rows win over bundled rows of the same surface form.
    #[must_use]
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionaries.push(dictionary);
        self
    }

    /// Whether the bundled dictionaries are used; they are by default, where the feature `bundled` is on.
    #[must_use]
    pub fn use_bundled(mut self, bundled: bool) -> Self {
        self.bundled = bundled;
        self
    }

    /// Vetoes a surface form of the bundled dictionaries, in any case.
    #[must_use]
    pub fn exclude(mut self, surface: impl Into<String>) -> Self {
        self.exclude.push(surface.into());
        self
    }

    /// The kinds of mentions to report; all by default. Others are still recognised, so that "Bank of China" holds no place
    /// when organizations are not asked for.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// The least confidence of a mention, 0.5 by default.
    #[must_use]
    pub fn min_confidence(mut self, confidence: f32) -> Self {
        self.min_confidence = confidence;
        self
    }

    /// Whether names inside longer names are mentions, too: the place in the name of a bank. They are not by default;
    /// [`Mention::is_nested`](crate::Mention::is_nested) tells them apart.
    ///
    /// ```
    /// use sinotag::Tagger;
    ///
    /// let tagger = Tagger::builder().nested(true).build()?;
    /// let document = tagger.tag("Bank of China grew.");
    /// let mentions: Vec<_> = document.mentions().map(|mention| (mention.text(), mention.is_nested())).collect();
    /// assert_eq!(mentions, [("Bank of China", false), ("China", true)]);
    /// # Ok::<(), sinotag::Error>(())
    /// ```
    #[must_use]
    pub fn nested(mut self, nested: bool) -> Self {
        self.nested = nested;
        self
    }

    /// Switches a rule or a pass over the document off: by the name that [`Mention::rule`](crate::Mention::rule) gives and
    /// `docs/RULES.md` explains, or all rules of a kind as `person-rules`.
    ///
    /// ```
    /// use sinotag::Tagger;
    ///
    /// let text = "Belkrane Logistics Co., Ltd. grew.";
    /// let tagger = Tagger::builder().use_bundled(false).build()?;
    /// assert_eq!(tagger.tag(text).mentions().len(), 1);
    /// let tagger = Tagger::builder().use_bundled(false).disable("organization-rules").build()?;
    /// assert_eq!(tagger.tag(text).mentions().len(), 0);
    /// assert!(Tagger::builder().disable("no-such-rule").build().is_err());
    /// # Ok::<(), sinotag::Error>(())
    /// ```
    #[must_use]
    pub fn disable(mut self, name: impl Into<String>) -> Self {
        self.disable.push(name.into());
        self
    }

    /// Builds the tagger.
    ///
    /// # Errors
    ///
    /// If the dictionaries together are too large (some hundred million names, or 4 GiB of text), or nothing has a name that
    /// is to be [disabled](Self::disable).
    pub fn build(mut self) -> Result<Tagger, Error> {
        let mut switches = Switches::default();
        if let Some(name) = self.disable.iter().find(|name| !switches.turn_off(name)) {
            let names = Switches::names().join(", ");
            return Err(Error::options(format!("there is no rule or pass {name:?}; there are {names}")));
        }
        let lexicon = self.lexicon()?;
        let Self { kinds, min_confidence, nested, .. } = self;
        let inner = Inner { lexicon, kinds, min_confidence, nested, switches };
        Ok(Tagger { inner: Arc::new(inner), date: None })
    }

    fn lexicon(&mut self) -> Result<Lexicon, Error> {
        #[cfg(feature = "bundled")]
        if self.bundled && self.dictionaries.is_empty() && self.exclude.is_empty() {
            return Ok(prebuilt::lexicon());
        }
        let mut builder = LexiconBuilder::new();
        builder.add_word_lists()?;
        for surface in &self.exclude {
            builder.veto(surface);
        }
        if self.bundled {
            builder.add_bundled()?;
        }
        for dictionary in std::mem::take(&mut self.dictionaries) {
            dictionary.add_to(&mut builder);
        }
        builder.build()
    }
}
