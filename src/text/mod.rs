//! Text: tokens, shapes, sentences and offsets.
//!
//! Goes in: the original text, which is never altered or copied. Comes out: a [`Text`] of tokens and sentences whose spans are
//! bytes of the original, on character boundaries. Invariants, each held by a property test: tokens are in order, do not
//! overlap and slice the text; sentences cover all tokens in order; the fast path for ASCII gives what the slow path gives.
//!
//! This room knows letters and punctuation, never names: what a word *means* is for [`dictionary`](crate::dictionary).

pub(crate) mod fold;
pub(crate) mod offsets;
mod repair;
pub(crate) mod sentences;
pub(crate) mod shape;
pub(crate) mod tokens;

pub(crate) use sentences::Sentence;
pub(crate) use shape::Shape;
pub(crate) use tokens::Token;

/// The tokens and sentences of one document. Its buffers are reused from document to document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    /// The tokens that begin with a capital or hold a digit, in order: one in five, and all that most passes look at.
    pub(crate) capitals: Vec<u32>,
    /// The opening brackets, in order.
    pub(crate) brackets: Vec<u32>,
    /// The tokens before which a sentence may end, in order.
    breaks: Vec<u32>,
}

impl Text {
    /// Reads `text`, replacing what was here. Takes time linear in the length of the text.
    pub(crate) fn read(&mut self, text: &str) {
        tokens::tokenize(text, &mut self.tokens);
        self.split(text);
    }

    /// Finds the sentences and lists, once the tokens of `text` are here.
    pub(crate) fn split(&mut self, text: &str) {
        self.list();
        sentences::split(text, &self.tokens, &self.breaks, &mut self.sentences);
    }

    /// Lists the tokens that are looked at more closely. Each is written to both lists and kept in those where it belongs: which
    /// it is cannot be foretold, and a wrong guess of the processor costs more than the writing.
    fn list(&mut self) {
        let Self { tokens, capitals, brackets, breaks, .. } = self;
        brackets.clear();
        capitals.resize(tokens.len(), 0);
        breaks.resize(tokens.len(), 0);
        let (mut capital, mut open) = (0, 0);
        let mut plain = true;
        for (i, token) in (0..).zip(tokens.iter()) {
            capitals[capital] = i;
            capital += usize::from(token.shape.any(Shape::CAPITALISED | Shape::DIGIT));
            breaks[open] = i;
            open += usize::from(!plain | sentences::may_end_before(token.shape));
            plain = sentences::is_plain(token.shape);
            if token.is(b'(') {
                brackets.push(i);
            }
        }
        capitals.truncate(capital);
        breaks.truncate(open);
    }
}
