//! The image of a [`Lexicon`]: its tables as bytes, as the build script writes those of the bundled dictionaries.
//!
//! Reading the files and building the tables takes 85 ms; reading the image takes less than ten, and gives the same
//! lexicon, as a test makes sure. The texts themselves are not in it: entries and forms are slices of the files.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::entry::{EntryData, EntryId, Form};
use super::lexicon::Lexicon;
use super::texts::Texts;
use super::trie::Trie;
use super::vocabulary::{Vocabulary, WordId};
use super::{Country, bundled};

/// A value of as many bytes as all of its type.
pub(super) trait Fixed: Sized {
    const SIZE: usize;

    /// Appends its bytes.
    fn put(&self, image: &mut Vec<u8>);

    /// The value of `SIZE` bytes.
    fn get(bytes: &mut Bytes<'_>) -> Self;
}

/// The bytes of one value, which are taken off from the front.
pub(super) struct Bytes<'i>(&'i [u8]);

impl Bytes<'_> {
    #[inline]
    fn take<const N: usize>(&mut self) -> [u8; N] {
        match self.0.split_first_chunk() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => unreachable!("the image has been written by the same types"),
        }
    }
}

macro_rules! fixed_numbers {
    ($($type:ty)*) => {$(
        impl Fixed for $type {
            const SIZE: usize = size_of::<$type>();

            fn put(&self, image: &mut Vec<u8>) {
                image.extend(self.to_le_bytes());
            }

            #[inline]
            fn get(bytes: &mut Bytes<'_>) -> Self {
                Self::from_le_bytes(bytes.take())
            }
        }
    )*};
}

fixed_numbers!(u8 u32 u64);

impl Fixed for [u8; 2] {
    const SIZE: usize = 2;

    fn put(&self, image: &mut Vec<u8>) {
        image.extend(self);
    }

    #[inline]
    fn get(bytes: &mut Bytes<'_>) -> Self {
        bytes.take()
    }
}

impl Fixed for bool {
    const SIZE: usize = 1;

    fn put(&self, image: &mut Vec<u8>) {
        image.push(u8::from(*self));
    }

    #[inline]
    fn get(bytes: &mut Bytes<'_>) -> Self {
        u8::get(bytes) != 0
    }
}

/// Makes a struct [`Fixed`] whose fields are.
macro_rules! fixed {
    ($type:ty { $($field:tt: $of:ty),* $(,)? }) => {
        impl $crate::dictionary::image::Fixed for $type {
            const SIZE: usize = 0 $(+ <$of as $crate::dictionary::image::Fixed>::SIZE)*;

            fn put(&self, image: &mut Vec<u8>) {
                $($crate::dictionary::image::Fixed::put(&self.$field, image);)*
            }

            #[inline]
            fn get(bytes: &mut $crate::dictionary::image::Bytes<'_>) -> Self {
                Self { $($field: <$of as $crate::dictionary::image::Fixed>::get(bytes),)* }
            }
        }
    };
}
pub(super) use fixed;

/// Appends a list.
pub(super) fn put_list<T: Fixed>(list: &[T], image: &mut Vec<u8>) {
    (list.len() as u32).put(image);
    for item in list {
        item.put(image);
    }
}

/// Takes a list off from the front of an image.
pub(super) fn take_list<T: Fixed>(image: &mut &[u8]) -> Vec<T> {
    let mut bytes = Bytes(image);
    let count = u32::get(&mut bytes) as usize;
    let (list, rest) = bytes.0.split_at(count * T::SIZE);
    *image = rest;
    list.chunks_exact(T::SIZE).map(|item| T::get(&mut Bytes(item))).collect()
}

impl Lexicon {
    /// The image of a lexicon of bundled dictionaries.
    #[allow(dead_code, reason = "for the build script, and the test of what it makes")]
    pub(crate) fn to_image(&self) -> Vec<u8> {
        let mut image = Vec::new();
        self.vocabulary.put(&mut image);
        self.names.put(&mut image);
        put_list(&self.entries, &mut image);
        put_list(&self.forms, &mut image);
        let mut demonyms: Vec<_> = self.demonyms.iter().map(|(&word, &country)| Demonym { word, country }).collect();
        demonyms.sort_unstable_by_key(|demonym| demonym.word);
        put_list(&demonyms, &mut image);
        image
    }

    /// The lexicon of all bundled dictionaries, from its image.
    #[allow(dead_code, reason = "without the feature `bundled` there is no image")]
    pub(crate) fn from_image(mut image: &[u8]) -> Self {
        let image = &mut image;
        Self {
            vocabulary: Vocabulary::take(image),
            names: Trie::take(image),
            entries: take_list::<EntryData>(image),
            forms: take_list::<Form>(image),
            demonyms: HashMap::from_iter(take_list(image).iter().map(|Demonym { word, country }| (*word, *country))),
            texts: Texts::of_bundled(bundled::DICTIONARIES.iter().map(|(_, text)| *text).collect()),
            files: bundled::DICTIONARIES.iter().map(|(path, _)| path.into()).collect(),
            ids: OnceLock::new(),
        }
    }
}

struct Demonym {
    word: WordId,
    country: Country,
}

fixed!(Demonym { word: WordId, country: Country });
fixed!(EntryId { 0: u32 });
