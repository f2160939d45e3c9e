//! The configuration file: options that need not be typed each time.
//!
//! A key is the name of a long option. Keys at the top count for every subcommand that has the option, those of a section
//! (`[annotate]`) for that subcommand. What is typed wins over the file, option by option.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory as _, ValueHint};
use toml::{Table, Value};

use crate::Outcome;
use crate::args::{Arguments, ConfigCommand};
use crate::failure::Failure;
use crate::output::Output;

/// Subcommands that read the file.
const SUBCOMMANDS: [&str; 4] = ["annotate", "explain", "lookup", "eval"];

/// The arguments as they are after the file had its say: those that were typed if there is no file.
pub(crate) fn apply(typed: ArgMatches) -> Result<ArgMatches, Failure> {
    let Some((subcommand, options)) = typed.subcommand().filter(|(name, _)| SUBCOMMANDS.contains(name)) else {
        return Ok(typed);
    };
    let Some(path) = path(&typed).filter(|path| path.is_asked_for || path.file.exists()) else { return Ok(typed) };
    let file = File::read(path.file)?;
    let mut added = Vec::new();
    for setting in file.settings(subcommand)? {
        if options.value_source(setting.argument.get_id().as_str()) != Some(ValueSource::CommandLine) {
            added.extend(setting.arguments);
        }
    }
    if added.is_empty() {
        return Ok(typed);
    }
    let mut arguments: Vec<OsString> = env::args_os().collect();
    let at = arguments.iter().skip(1).position(|argument| argument == subcommand).map_or(1, |at| at + 2);
    arguments.splice(at..at, added);
    Ok(Arguments::command().get_matches_from(arguments))
}

struct Location {
    file: PathBuf,
    /// Somebody said so: then it must be there.
    is_asked_for: bool,
}

/// Where the file is: `--config`, else the variable `SINOTAG_CONFIG` (empty for none), else the usual place.
fn path(typed: &ArgMatches) -> Option<Location> {
    if typed.get_flag("no_config") {
        return None;
    }
    if let Some(file) = typed.get_one::<PathBuf>("config") {
        return Some(Location { file: file.clone(), is_asked_for: true });
    }
    if let Some(file) = env::var_os("SINOTAG_CONFIG") {
        return (!file.is_empty()).then(|| Location { file: file.into(), is_asked_for: true });
    }
    Some(Location { file: usual_place()?, is_asked_for: false })
}

fn usual_place() -> Option<PathBuf> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        variable("APPDATA")?
    } else {
        variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))?
    };
    Some(folder.join("sinotag").join("config.toml"))
}

struct File {
    path: PathBuf,
    content: Table,
    command: Command,
}

/// An option that the file sets.
struct Setting<'a> {
    argument: &'a Arg,
    /// As they would have been typed.
    arguments: Vec<OsString>,
}

impl File {
    fn read(path: PathBuf) -> Result<Self, Failure> {
        let wrong = |what: String| Failure::Message(format!("{}: {what}", path.display()));
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
        let content: Table = text.parse().map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            Failure::Message(format!("{}:{line}: {}", path.display(), error.message()))
        })?;
        let file = Self { path, content, command: Arguments::command() };
        file.check_sections()?;
        Ok(file)
    }

    /// Every key must be a section, or an option of some subcommand.
    fn check_sections(&self) -> Result<(), Failure> {
        for (key, value) in &self.content {
            let is_known = match value {
                Value::Table(_) => SUBCOMMANDS.contains(&&**key),
                _ => SUBCOMMANDS.iter().any(|name| self.option(name, key).is_some()),
            };
            if !is_known {
                let what = if value.is_table() { "section" } else { "option" };
                return Err(self.wrong(key, &format!("there is no such {what}")));
            }
        }
        Ok(())
    }

    fn wrong(&self, key: &str, what: &str) -> Failure {
        Failure::Message(format!("{}: {key}: {what}", self.path.display()))
    }

    fn option(&self, subcommand: &str, key: &str) -> Option<&Arg> {
        let command = self.command.find_subcommand(subcommand)?;
        command.get_arguments().find(|argument| argument.get_long() == Some(key))
    }

    /// What the file says for `subcommand`.
    fn settings(&self, subcommand: &str) -> Result<Vec<Setting<'_>>, Failure> {
        let mut settings = Vec::new();
        let section = self.content.get(subcommand).and_then(Value::as_table);
        for (key, value) in self.content.iter().filter(|(_, value)| !value.is_table()) {
            let in_section = section.is_some_and(|section| section.contains_key(key));
            if let Some(argument) = self.option(subcommand, key).filter(|_| !in_section) {
                settings.push(self.setting(subcommand, key, argument, value)?);
            }
        }
        for (key, value) in section.into_iter().flatten() {
            let Some(argument) = self.option(subcommand, key) else {
                return Err(self.wrong(&format!("{subcommand}.{key}"), "there is no such option"));
            };
            settings.push(self.setting(subcommand, key, argument, value)?);
        }
        Ok(settings)
    }

    fn setting<'a>(
        &self,
        subcommand: &str,
        key: &str,
        argument: &'a Arg,
        value: &Value,
    ) -> Result<Setting<'a>, Failure> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let mut arguments = Vec::new();
        for value in values {
            let text = match value {
                Value::Boolean(true) if !argument.get_action().takes_values() => {
                    arguments.push(OsString::from(format!("--{key}")));
                    continue;
                }
                Value::Boolean(false) if !argument.get_action().takes_values() => continue,
                _ if !argument.get_action().takes_values() => return Err(self.wrong(key, "must be true or false")),
                // What the file names stands beside it.
                Value::String(text) if is_path(argument) => self.beside(text).into_os_string(),
                Value::String(text) => text.into(),
                Value::Integer(number) => number.to_string().into(),
                Value::Float(number) => number.to_string().into(),
                _ => return Err(self.wrong(key, "must be a string or a number, or an array of them")),
            };
            let mut typed = OsString::from(format!("--{key}="));
            typed.push(text);
            arguments.push(typed);
        }
        let alone = [OsString::from("sinotag"), subcommand.into()].into_iter().chain(arguments.iter().cloned());
        if let Err(error) = self.command.clone().try_get_matches_from(alone)
            && matches!(
                error.kind(),
                ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::ArgumentConflict
            )
        {
            let message = error.to_string();
            let reason = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
            return Err(self.wrong(key, reason));
        }
        Ok(Setting { argument, arguments })
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(name)
    }
}

fn is_path(argument: &Arg) -> bool {
    argument.get_value_hint() == ValueHint::AnyPath
}

/// `sinotag config`.
pub(crate) fn run(command: &ConfigCommand, typed: &ArgMatches) -> Result<Outcome, Failure> {
    let text = match command {
        ConfigCommand::Path => match path(typed) {
            Some(location) => format!("{}\n", location.file.display()),
            None => return Ok(Outcome::SomeFailed),
        },
        ConfigCommand::Check => return check(typed),
        ConfigCommand::Example => example(),
    };
    let mut output = Output::open(None)?;
    output.put(text.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Clean)
}

fn check(typed: &ArgMatches) -> Result<Outcome, Failure> {
    let Some(location) = path(typed) else { return Ok(Outcome::SomeFailed) };
    let file = File::read(location.file)?;
    let mut shown = format!("# {}\n", file.path.display());
    for subcommand in SUBCOMMANDS {
        let arguments: Vec<_> = file
            .settings(subcommand)?
            .into_iter()
            .flat_map(|setting| setting.arguments)
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect();
        if !arguments.is_empty() {
            shown.push_str(&format!("sinotag {subcommand} {}\n", arguments.join(" ")));
        }
    }
    let mut output = Output::open(None)?;
    output.put(shown.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Clean)
}

/// A file with every option, each in a comment.
fn example() -> String {
    let command = Arguments::command();
    let mut text = String::from(
        "# Options of sinotag that need not be typed each time. Remove the # before those that you want.\n\
         # Paths are relative to this file. Options above the first section count for all subcommands.\n",
    );
    for name in SUBCOMMANDS {
        let Some(subcommand) = command.find_subcommand(name) else { continue };
        text.push_str(&format!("\n[{name}]\n"));
        for argument in subcommand.get_arguments().filter(|argument| !argument.is_positional()) {
            let Some(long) = argument.get_long().filter(|long| *long != "help") else { continue };
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let default = argument.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
            let value = match default {
                _ if !argument.get_action().takes_values() => "true".to_owned(),
                Some(number) if number.parse::<f64>().is_ok() => number,
                Some(word) => format!("{word:?}"),
                None => "\"...\"".to_owned(),
            };
            text.push_str(&format!("# {}\n# {long} = {value}\n", help.lines().next().unwrap_or_default()));
        }
    }
    text
}
