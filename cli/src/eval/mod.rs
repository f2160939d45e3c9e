//! `sinotag eval`: scores the tagger against annotated documents.

mod gold;
mod score;

use std::fmt::Write as _;

use sinotag::{Kind, Scratch};

use crate::args::EvalArguments;
use crate::failure::Failure;
use crate::output::Output;
use crate::{Outcome, tagger};
use score::{Counts, Scores};

/// The order of kinds in the table.
const KINDS: [Kind; 5] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Policy, Kind::Event];

pub(crate) fn run(arguments: &EvalArguments) -> Result<Outcome, Failure> {
    let documents = gold::read(&arguments.gold, arguments.part.as_deref())?;
    let tagger = tagger::build(&arguments.tagger)?;
    let kinds: Vec<Kind> = KINDS
        .into_iter()
        .filter(|kind| arguments.tagger.kinds.is_empty() || arguments.tagger.kinds.contains(kind))
        .collect();
    let mut scores = Scores::default();
    let mut scratch = Scratch::new();
    for document in &documents {
        let predicted: Vec<_> = tagger
            .tag_with(&mut scratch, &document.text)
            .mentions()
            .map(|m| (m.span(), m.kind(), m.confidence()))
            .collect();
        scores.add(&document.text, &document.mentions, &predicted, &kinds);
    }
    let shown = if arguments.json { json(&scores, &kinds) } else { table(&scores, &kinds, arguments.errors) };
    let mut output = Output::open(None)?;
    output.put(shown.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Clean)
}

fn table(scores: &Scores, kinds: &[Kind], errors: usize) -> String {
    let mut table = format!("{:14}{:>6}{:>8}{:>8}{:>8}   overlap F1\n", "kind", "gold", "P", "R", "F1");
    let mut row = |name: &str, exact: Counts, overlap: Counts| {
        let _ = writeln!(
            table,
            "{name:14}{:6}{:8.2}{:8.2}{:8.2}   {:8.2}",
            exact.gold(),
            100.0 * exact.precision(),
            100.0 * exact.recall(),
            100.0 * exact.f1(),
            100.0 * overlap.f1()
        );
    };
    for &kind in kinds {
        row(kind.name(), scores.exact(kind), scores.overlap(kind));
    }
    row("all", kinds.iter().map(|k| scores.exact(*k)).sum(), kinds.iter().map(|k| scores.overlap(*k)).sum());
    for (least, mentions, right) in scores.calibration().filter(|(_, mentions, _)| *mentions > 0) {
        let _ = writeln!(table, "confidence >= {least:.1}: {mentions} mentions, {:.2} right", 100.0 * right);
    }
    if errors > 0 {
        for (name, wrong) in [("missed", false), ("wrong", true)] {
            for &kind in kinds {
                let most: Vec<_> =
                    scores.errors(kind, wrong, errors).map(|(text, n)| format!("{text:?} x{n}")).collect();
                let _ = writeln!(table, "{name} {kind}: {}", most.join("; "));
            }
        }
    }
    table
}

fn json(scores: &Scores, kinds: &[Kind]) -> String {
    let row = |exact: Counts, overlap: Counts| {
        serde_json::json!({
            "gold": exact.gold(),
            "precision": exact.precision(),
            "recall": exact.recall(),
            "f1": exact.f1(),
            "overlap_f1": overlap.f1(),
        })
    };
    let mut rows = serde_json::Map::new();
    for &kind in kinds {
        rows.insert(kind.name().to_owned(), row(scores.exact(kind), scores.overlap(kind)));
    }
    let all = row(kinds.iter().map(|k| scores.exact(*k)).sum(), kinds.iter().map(|k| scores.overlap(*k)).sum());
    rows.insert("all".to_owned(), all);
    let bands = scores.calibration().map(|(least, mentions, right)| {
        serde_json::json!({"at_least": (f64::from(least) * 10.0).round() / 10.0, "mentions": mentions, "right": right})
    });
    rows.insert("calibration".to_owned(), bands.collect());
    format!("{}\n", serde_json::Value::Object(rows))
}
