//! [`Texts`]: the files and strings that names, ids and attributes are slices of. Entries hold numbers only, so that forty thousand
//! of them cost no allocation, and a prebuilt [`image`](super::image) can hold them.

use super::entry::Words;
use super::image::fixed;

/// A part of one of the [`Texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slice {
    /// 0 for the text of users, otherwise the number of a bundled file, plus one.
    pub(super) text: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

fixed!(Slice { text: u32, start: u32, end: u32 });

impl Slice {
    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The texts of bundled files, which are part of the program, and a copy of what came from elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    bundled: Vec<&'static str>,
    own: String,
}

impl Texts {
    /// The longest text that slices can tell the bytes of.
    pub(super) const LONGEST: usize = u32::MAX as usize;

    /// The texts of bundled files alone.
    pub(super) fn of_bundled(bundled: Vec<&'static str>) -> Self {
        Self { bundled, own: String::new() }
    }

    /// Adds a bundled file: what is [kept](Self::keep) from here on is a part of it, if it is borrowed.
    pub(super) fn add_bundled(&mut self, text: &'static str) {
        self.bundled.push(text);
    }

    /// The slice that is `words`.
    pub(super) fn keep(&mut self, words: &Words) -> Slice {
        if words.is_empty() {
            return Slice::default();
        }
        if let (Words::Borrowed(words), Some(text)) = (words, self.bundled.last())
            && let Some(start) = (words.as_ptr() as usize).checked_sub(text.as_ptr() as usize)
            && start + words.len() <= text.len()
        {
            return Slice { text: self.bundled.len() as u32, start: start as u32, end: (start + words.len()) as u32 };
        }
        let start = self.own.len();
        self.own.push_str(words);
        Slice { text: 0, start: start as u32, end: self.own.len() as u32 }
    }

    /// Whether there is more text than slices can tell the bytes of.
    pub(super) fn are_too_long(&self) -> bool {
        self.own.len() > Self::LONGEST
    }

    /// The text of a slice.
    #[inline]
    pub(super) fn get(&self, slice: Slice) -> &str {
        let text = match slice.text.checked_sub(1) {
            Some(number) => self.bundled[number as usize],
            None => &self.own,
        };
        &text[slice.start as usize..slice.end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_borrowed_is_not_copied() {
        const TEXT: &str = "id\tname\norg:a\tA Bank";
        let mut texts = Texts::default();
        let owned = texts.keep(&"B Bank".to_owned().into());
        texts.add_bundled(TEXT);
        let slices = [texts.keep(&TEXT[14..].into()), texts.keep(&"C".to_owned().into()), texts.keep(&"".into())];
        assert_eq!(slices.map(|slice| texts.get(slice)), ["A Bank", "C", ""]);
        assert_eq!(slices[0], Slice { text: 1, start: 14, end: 20 });
        assert!(slices[2].is_empty());
        assert_eq!(texts.get(owned), "B Bank");
        assert_eq!(texts.own, "B BankC");
    }
}
