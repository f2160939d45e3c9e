//! `sinotag explain`: every candidate of a text, in its order, with what became of it.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use sinotag::{Considered, Outcome as Fate, Span};

use crate::args::ExplainArguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::{Outcome, corpus, input, tagger};

pub(crate) fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let text = match &arguments.text {
        Some(text) => text.clone(),
        None => read(arguments.file.as_deref().unwrap_or(Path::new("-")))?,
    };
    let tagger = tagger::build(&arguments.tagger)?;
    let explanation = tagger.explain(&text);
    let wanted: Option<Vec<Span>> = arguments
        .only
        .as_ref()
        .map(|phrase| text.match_indices(phrase.as_str()).map(|(at, found)| Span::new(at, at + found.len())).collect());
    let mut shown = String::new();
    for candidate in explanation.considered() {
        if wanted.as_ref().is_none_or(|spans| spans.iter().any(|span| span.overlaps(candidate.span()))) {
            shown.push_str(&describe(candidate));
        }
    }
    let mut output = Output::open(None)?;
    output.put(shown.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Clean)
}

fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if input::is_stdin(path) {
        std::io::stdin().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| Failure::Message(format!("{}: cannot be read: {error}", path.display())))?;
    input::strip_byte_order_mark(&mut bytes);
    String::from_utf8(bytes).map_err(|error| {
        let reason = corpus::not_utf8(error.as_bytes(), error.utf8_error());
        Failure::Message(format!("{}: {reason}", path.display()))
    })
}

/// Two lines: what the candidate is, and what became of it.
fn describe(candidate: &Considered<'_>) -> String {
    let span = candidate.span();
    let mut line = String::new();
    let mark = match candidate.outcome() {
        Fate::Mention => '+',
        Fate::Doubtful => '?',
        Fate::Silent => '.',
        _ => '-',
    };
    let text = on_one_line(candidate.text());
    let _ = write!(
        line,
        "{mark} {}..{} {} {text:?} {:.2}",
        span.start(),
        span.end(),
        candidate.kind(),
        candidate.confidence()
    );
    match candidate.rule() {
        Some(rule) => {
            let _ = write!(line, " by {} ({rule})", candidate.evidence());
        }
        None => {
            let _ = write!(line, " by {}", candidate.evidence());
        }
    }
    if !candidate.entities().is_empty() {
        let _ = write!(line, " -> {}", candidate.entities().join(", "));
    }
    line.push('\n');
    match candidate.outcome() {
        Fate::Mention => {}
        Fate::Silent => line.push_str("    a name of no kind that is reported\n"),
        Fate::Lost { to, kind, because } => {
            let _ = writeln!(line, "    lost to {kind} {:?}: {because}", on_one_line(to));
        }
        _ => line.push_str("    not reported: confidence too low, or its kind not asked for\n"),
    }
    line
}

/// A name may be broken over a line end; shown is the name.
fn on_one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
