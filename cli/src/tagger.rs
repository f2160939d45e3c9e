//! Builds the tagger that the arguments ask for.

use sinotag::{Dictionary, Tagger, TaggerBuilder};

use crate::args::{DictionaryOptions, TaggerArguments};
use crate::failure::Failure;

pub(crate) fn build(arguments: &TaggerArguments) -> Result<Tagger, Failure> {
    Ok(builder(arguments)?.build()?)
}

pub(crate) fn builder(arguments: &TaggerArguments) -> Result<TaggerBuilder, Failure> {
    let mut builder = with_dictionaries(&arguments.dictionaries)?.min_confidence(arguments.min_confidence);
    for name in &arguments.disable {
        builder = builder.disable(name);
    }
    if !arguments.kinds.is_empty() {
        builder = builder.kinds(arguments.kinds.iter().copied());
    }
    Ok(builder)
}

pub(crate) fn with_dictionaries(options: &DictionaryOptions) -> Result<TaggerBuilder, Failure> {
    let mut builder = Tagger::builder().use_bundled(!options.no_bundled);
    for path in &options.dictionary {
        builder = builder.dictionary(Dictionary::from_path(path)?);
    }
    for name in &options.exclude {
        builder = builder.exclude(name);
    }
    Ok(builder)
}
