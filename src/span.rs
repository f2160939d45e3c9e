//! [`Span`]: a half-open byte range of the original text.

use std::ops::Range;

/// A half-open range of **bytes** of the original text.
///
/// Every span that this crate returns lies on character boundaries of the text it was made from, so `&text[span.range()]`
/// never panics. Offsets in characters or UTF-16 code units come from [`OffsetConverter`](crate::OffsetConverter).
///
/// ```
/// let span = sinotag::Span::new(5, 12);
/// assert_eq!(&"from Chengdu on"[span.range()], "Chengdu");
/// assert_eq!(span.len(), 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`. An `end` before `start` gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The first byte of the span.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// The first byte after the span.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// The length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a standard range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}
