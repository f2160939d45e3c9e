//! The `sinotag` command: parses arguments, runs one subcommand, and turns its outcome into an exit status.

mod annotate;
mod annotations;
mod args;
mod background;
mod config;
mod corpus;
mod dictionary;
mod diff;
mod eval;
mod explain;
mod failure;
mod input;
mod lookup;
mod output;
mod schema;
mod shell;
mod stats;
mod tagger;
mod trends;

use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

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
    /// A signal ended the run; the exit status tells which.
    Interrupted(u8),
}

fn main() -> ExitCode {
    let typed = Arguments::command().get_matches();
    let outcome = config::apply(typed).and_then(|matches| run(&matches));
    match outcome {
        Ok(Outcome::Clean) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::NothingRan) => ExitCode::from(2),
        Ok(Outcome::Interrupted(status)) => ExitCode::from(status),
        Err(failure) => {
            failure::report(failure);
            ExitCode::from(2)
        }
    }
}

fn run(matches: &ArgMatches) -> Result<Outcome, Failure> {
    let arguments = Arguments::from_arg_matches(matches).map_err(|error| Failure::Message(error.to_string()))?;
    match arguments.command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Trends(arguments) => trends::run(&arguments),
        Command::Background(arguments) => background::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Lookup(arguments) => lookup::run(&arguments),
        Command::Dictionary(arguments) => dictionary::run(&arguments.command),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Config(arguments) => config::run(&arguments.command, matches),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man(arguments) => shell::man(&arguments),
    }
}
