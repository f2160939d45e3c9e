//! The command as its users meet it: arguments, files and pipes in; output, messages and exit status out.
//!
//! One module a topic. Texts name invented entities of a small dictionary (see [`support`]), so that no edit of the bundled
//! dictionaries changes a result here; the few tests about the bundled ones say so.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod annotate;
mod config;
mod dictionary;
mod diff;
mod eval;
mod explain;
mod failures;
mod formats;
mod help;
mod key_phrases;
mod lookup;
mod other_formats;
mod output;
mod parquet;
mod resume;
mod running;
mod self_description;
mod stats;
mod support;
mod tagging;
#[cfg(unix)]
mod terminal;
mod threads;
