//! Which key phrases are found, and how they are ranked.

use std::path::PathBuf;

use clap::Args;
use sinotag::{Background, KeyPhraseExtractor, KeyPhraseMethod};

use crate::failure::Failure;

#[derive(Debug, Args)]
#[command(next_help_heading = "Key phrases")]
pub(crate) struct KeyPhraseArguments {
    /// Write the N best key phrases of each document [default: 10 in HTML and on a terminal, else none]
    #[arg(id = "key_phrases", long = "key-phrases", value_name = "N")]
    pub(crate) count: Option<usize>,

    #[command(flatten)]
    pub(crate) ranking: RankingArguments,
}

/// How key phrases are ranked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Key phrases")]
pub(crate) struct RankingArguments {
    /// How many documents elsewhere hold a term, as `sinotag background` writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) background: Option<PathBuf>,

    /// How key phrases are ranked: combined, tf-idf, yake, single-rank or position-rank
    #[arg(long, value_name = "NAME", default_value_t)]
    pub(crate) key_phrase_method: KeyPhraseMethod,
}

impl RankingArguments {
    /// What finds key phrases as the arguments ask for.
    pub(crate) fn extractor(&self) -> Result<KeyPhraseExtractor, Failure> {
        let extractor = match &self.background {
            Some(path) => KeyPhraseExtractor::new(&Background::from_path(path)?),
            None => KeyPhraseExtractor::bundled(),
        };
        Ok(extractor.with_method(self.key_phrase_method))
    }
}
