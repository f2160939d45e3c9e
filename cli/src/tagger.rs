//! Builds the tagger that the arguments ask for.

use sinotag::{Dictionary, Tagger};

use crate::args::TaggerArguments;
use crate::failure::Failure;

pub(crate) fn build(arguments: &TaggerArguments) -> Result<Tagger, Failure> {
    let mut builder = Tagger::builder().use_bundled(!arguments.no_bundled).min_confidence(arguments.min_confidence);
    for path in &arguments.dictionary {
        builder = builder.dictionary(Dictionary::from_path(path)?);
    }
    for name in &arguments.exclude {
        builder = builder.exclude(name);
    }
    if !arguments.kinds.is_empty() {
        builder = builder.kinds(arguments.kinds.iter().copied());
    }
    Ok(builder.build()?)
}
