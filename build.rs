//! Writes the image of the bundled dictionaries, so that a program need not read them at every start.
//!
//! The code that reads dictionaries is that of the library itself. It is part of this script by its files, since a library cannot be a
//! dependency of its own build script.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    missing_docs,
    reason = "the library uses what this script does not"
)]

#[path = "src/date.rs"]
mod date;
#[path = "src/error.rs"]
mod error;
#[path = "src/kind.rs"]
mod kind;
#[path = "src/text/mod.rs"]
mod text;

#[path = "src/dictionary"]
mod dictionary {
    pub(crate) mod attributes;
    pub(crate) mod builder;
    mod bundled;
    pub(crate) mod classes;
    mod country;
    pub(crate) mod entry;
    mod image;
    pub(crate) mod lexicon;
    pub(crate) mod matcher;
    mod row;
    mod spelling;
    mod texts;
    mod trie;
    mod tsv;
    pub(crate) mod vocabulary;
    mod words;

    pub(crate) use classes::Class;
    pub(crate) use country::Country;
    pub(crate) use entry::{Entry, EntryId};
    pub(crate) use lexicon::Lexicon;
    pub(crate) use matcher::{DictionaryMatch, PatternId};
    pub(crate) use vocabulary::WordId;
}

use std::path::Path;

use date::{Date, Period};
use dictionary::builder::LexiconBuilder;
use error::Error;
use kind::Kind;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in ["build.rs", "dictionaries", "src/date.rs", "src/dictionary", "src/error.rs", "src/kind.rs", "src/text"]
    {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut image = Vec::new();
    if std::env::var_os("CARGO_FEATURE_BUNDLED").is_some() {
        let mut builder = LexiconBuilder::new();
        builder.add_word_lists()?;
        builder.add_bundled()?;
        image = builder.build()?.to_image();
    }
    let folder = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for build scripts")?;
    std::fs::write(Path::new(&folder).join("bundled.image"), image)?;
    Ok(())
}
