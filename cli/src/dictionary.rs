//! `sinotag dictionary check`: what in a user's dictionaries is wrong, or probably not meant.

use sinotag::{Dictionary, Tagger};

use crate::Outcome;
use crate::args::DictionaryCommand;
use crate::failure::{Failure, report};
use crate::output::Output;

pub(crate) fn run(command: &DictionaryCommand) -> Result<Outcome, Failure> {
    let DictionaryCommand::Check { files, no_bundled } = command;
    let tagger = Tagger::builder().use_bundled(!no_bundled).build()?;
    let mut output = Output::open(None)?;
    let (mut remarks, mut broken) = (0, false);
    for path in files {
        let dictionary = match Dictionary::from_path(path) {
            Ok(dictionary) => dictionary,
            Err(error) => {
                report(error);
                broken = true;
                continue;
            }
        };
        for remark in tagger.check(&dictionary) {
            remarks += 1;
            output.put(format!("{}:{}: {}\n", path.display(), remark.line, remark.message).as_bytes())?;
        }
    }
    output.finish()?;
    Ok(match (broken, remarks) {
        (true, _) => Outcome::NothingRan,
        (false, 0) => Outcome::Clean,
        (false, _) => Outcome::SomeFailed,
    })
}
