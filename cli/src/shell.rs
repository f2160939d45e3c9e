//! `sinotag completions` and `sinotag man`: what shells and `man` want to know, generated from the arguments.

use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::Outcome;
use crate::args::{Arguments, CompletionsArguments, ManArguments};
use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn completions(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "sinotag", &mut script);
    print(&script)
}

pub(crate) fn man(arguments: &ManArguments) -> Result<Outcome, Failure> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &arguments.directory else { return print(&page(command)) };
    for subcommand in command.get_subcommands() {
        write_pages(folder, subcommand)?;
    }
    write(folder, "sinotag", &page(command))?;
    Ok(Outcome::Clean)
}

/// Writes the page of a subcommand, and those of its own subcommands.
fn write_pages(folder: &Path, command: &clap::Command) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    for subcommand in command.get_subcommands() {
        write_pages(folder, subcommand)?;
    }
    write(folder, &name, &page(command.clone()))
}

fn write(folder: &Path, name: &str, page: &[u8]) -> Result<(), Failure> {
    let path = folder.join(format!("{name}.1"));
    std::fs::write(&path, page).map_err(|error| Failure::writing(&path, &error))
}

fn page(command: clap::Command) -> Vec<u8> {
    let mut page = Vec::new();
    // Memory can be written.
    let _ = Man::new(command).render(&mut page);
    page
}

fn print(text: &[u8]) -> Result<Outcome, Failure> {
    let mut output = Output::open(None)?;
    output.put(text)?;
    output.finish()?;
    Ok(Outcome::Clean)
}
