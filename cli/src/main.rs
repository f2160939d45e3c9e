//! The `sinotag` command: parses arguments, runs one subcommand, and turns its outcome into an exit status.

mod annotate;
mod args;
mod background;
mod corpus;
mod dictionary;
mod eval;
mod explain;
mod failure;
mod input;
mod lookup;
mod output;
mod record;
mod tagger;
mod trends;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use failure::Failure;

/// How a run ended that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is done.
    Clean,
    /// Done, but some records failed; each was reported.
    SomeFailed,
    /// Nothing could be done; each reason was reported.
    NothingRan,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Trends(arguments) => trends::run(&arguments),
        Command::Background(arguments) => background::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Lookup(arguments) => lookup::run(&arguments),
        Command::Dictionary(arguments) => dictionary::run(&arguments.command),
        Command::Eval(arguments) => eval::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Clean) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::NothingRan) => ExitCode::from(2),
        Err(failure) => {
            failure::report(failure);
            ExitCode::from(2)
        }
    }
}
