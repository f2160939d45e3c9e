//! `sinotag diff`: what differs between two files of annotations.
//!
//! Documents are paired by id, so that their order does not matter: the files are read side by side, and what has no partner yet
//! waits for it. Memory grows only with how far the orders differ.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::ops::AddAssign;
use std::path::PathBuf;

use serde_json::{Map, Value, json};
use sinotag::Kind;

use crate::Outcome;
use crate::annotations::{AnnotatedDocument, AnnotatedMention, Annotations};
use crate::failure::Failure;
use crate::output::Output;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Documents are paired by id, in any order; of those with the same id the first of A goes with the
first of B. Mentions are compared by span, kind and entity. In the output `-` stands before a
mention of A only, `+` of B only, `~` before one that changed: one in A and one in B that overlap.
Both files must have been written with the same --offsets.
Exit status, as that of diff: 0 no difference; 1 there are some; 2 a file cannot be read, or a line
is no annotation.")]
pub(crate) struct DiffArguments {
    /// JSON Lines as `sinotag annotate` writes them; `-` is standard input
    a: PathBuf,

    /// The file to compare with
    b: PathBuf,

    /// Print a line of JSON for each document that differs, and one with the summary
    #[arg(long)]
    json: bool,

    /// Print the summary only
    #[arg(long)]
    summary: bool,

    /// Print nothing: the exit status tells
    #[arg(short, long, conflicts_with_all = ["json", "summary"])]
    quiet: bool,
}

pub(crate) fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let mut files = [Annotations::open(&arguments.a)?, Annotations::open(&arguments.b)?];
    let mut waiting = [Waiting::default(), Waiting::default()];
    let mut summary = Summary::default();
    let mut output = Output::open(None)?;
    let mut open = [true, true];
    while open[0] || open[1] {
        for side in [0, 1] {
            if !open[side] {
                continue;
            }
            let Some(document) = files[side].next_document()? else {
                open[side] = false;
                continue;
            };
            let document = document.map_err(Failure::Message)?;
            let Some(partner) = waiting[1 - side].take(&document.id) else {
                waiting[side].put(document);
                continue;
            };
            let (a, b) = if side == 0 { (document, partner) } else { (partner, document) };
            let id = a.id.clone();
            let difference = compare(a.mentions.unwrap_or_default(), b.mentions.unwrap_or_default(), &mut summary);
            summary.compared += 1;
            if !difference.is_empty() {
                summary.differing += 1;
                output.put(arguments.shown(&id, None, &difference).as_bytes())?;
            }
        }
    }
    for (side, waiting) in waiting.into_iter().enumerate() {
        for document in waiting.into_documents() {
            summary.only_in[side] += 1;
            let mentions = document.mentions.unwrap_or_default();
            let (a, b) = if side == 0 { (mentions, Vec::new()) } else { (Vec::new(), mentions) };
            let difference = compare(a, b, &mut summary);
            output.put(arguments.shown(&document.id, Some(side), &difference).as_bytes())?;
        }
    }
    if !arguments.quiet {
        let shown = if arguments.json { summary.json() } else { summary.table() };
        output.put(shown.as_bytes())?;
    }
    output.finish()?;
    // 1 for differences, as diff has it.
    Ok(if summary.is_same() { Outcome::Clean } else { Outcome::SomeFailed })
}

impl DiffArguments {
    fn shown(&self, id: &str, only_in: Option<usize>, difference: &Difference) -> String {
        match self {
            Self { quiet: true, .. } | Self { summary: true, .. } => String::new(),
            Self { json: true, .. } => difference.json(id, only_in),
            _ => difference.lines(id, only_in),
        }
    }
}

/// The file of a side, as it is named in the output.
const SIDES: [&str; 2] = ["a", "b"];

/// Documents of one file whose partner has not been read.
#[derive(Default)]
struct Waiting {
    documents: HashMap<String, VecDeque<(u64, AnnotatedDocument)>>,
    read: u64,
}

impl Waiting {
    fn put(&mut self, document: AnnotatedDocument) {
        self.read += 1;
        self.documents.entry(document.id.clone()).or_default().push_back((self.read, document));
    }

    fn take(&mut self, id: &str) -> Option<AnnotatedDocument> {
        let queue = self.documents.get_mut(id)?;
        let document = queue.pop_front();
        if queue.is_empty() {
            self.documents.remove(id);
        }
        document.map(|(_, document)| document)
    }

    /// All that are left, as they were read.
    fn into_documents(self) -> impl Iterator<Item = AnnotatedDocument> {
        let mut left: Vec<_> = self.documents.into_values().flatten().collect();
        left.sort_by_key(|(number, _)| *number);
        left.into_iter().map(|(_, document)| document)
    }
}

/// What differs between two annotations of a document.
#[derive(Default)]
struct Difference {
    /// Mentions of A that B does not have, those of B that A does not have, and pairs that overlap.
    changes: Vec<(Option<AnnotatedMention>, Option<AnnotatedMention>)>,
}

fn compare(mut a: Vec<AnnotatedMention>, mut b: Vec<AnnotatedMention>, summary: &mut Summary) -> Difference {
    fn key(mention: &AnnotatedMention) -> (u64, u64, Kind, Option<&str>) {
        (mention.start, mention.end, mention.kind, mention.entity_id())
    }
    a.sort_by(|one, other| key(one).cmp(&key(other)));
    b.sort_by(|one, other| key(one).cmp(&key(other)));
    // First all that are the same are taken out: one of them may overlap one that is not.
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        let order = match (a.peek(), b.peek()) {
            (Some(one), Some(other)) => key(one).cmp(&key(other)),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => break,
        };
        if order.is_le() {
            let mention = a.next();
            if order.is_eq() {
                b.next();
                summary.count(mention.as_ref(), |counts| counts.same += 1);
            } else {
                left.extend(mention);
            }
        } else {
            right.extend(b.next());
        }
    }
    let mut difference = Difference::default();
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    loop {
        let (from, to) = match (left.peek(), right.peek()) {
            (Some(one), Some(other)) if one.start < other.end && other.start < one.end => (left.next(), right.next()),
            (Some(one), Some(other)) if (one.start, one.end) < (other.start, other.end) => (left.next(), None),
            (Some(_), None) => (left.next(), None),
            (_, Some(_)) => (None, right.next()),
            (None, None) => break,
        };
        match (&from, &to) {
            (Some(_), Some(_)) => summary.count(from.as_ref(), |counts| counts.changed += 1),
            (Some(_), None) => summary.count(from.as_ref(), |counts| counts.removed += 1),
            _ => summary.count(to.as_ref(), |counts| counts.added += 1),
        }
        difference.changes.push((from, to));
    }
    difference
}

impl Difference {
    fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn lines(&self, id: &str, only_in: Option<usize>) -> String {
        let mut lines = match only_in {
            Some(side) => format!("{id}  (only in {})\n", SIDES[side].to_ascii_uppercase()),
            None => format!("{id}\n"),
        };
        for change in &self.changes {
            let _ = match change {
                (Some(from), Some(to)) => writeln!(lines, "~ {} -> {}", shown(from), shown(to)),
                (Some(from), None) => writeln!(lines, "- {}", shown(from)),
                (None, Some(to)) => writeln!(lines, "+ {}", shown(to)),
                (None, None) => Ok(()),
            };
        }
        lines
    }

    fn json(&self, id: &str, only_in: Option<usize>) -> String {
        let mut line = Map::new();
        line.insert("id".to_owned(), id.into());
        if let Some(side) = only_in {
            line.insert("only_in".to_owned(), SIDES[side].into());
        }
        let (mut removed, mut added, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        for change in &self.changes {
            match change {
                (Some(from), Some(to)) => changed.push(json!({"from": plain(from), "to": plain(to)})),
                (Some(from), None) => removed.push(plain(from)),
                (None, Some(to)) => added.push(plain(to)),
                (None, None) => {}
            }
        }
        for (name, list) in [("removed", removed), ("added", added), ("changed", changed)] {
            line.insert(name.to_owned(), list.into());
        }
        format!("{}\n", Value::Object(line))
    }
}

fn shown(mention: &AnnotatedMention) -> String {
    let AnnotatedMention { start, end, kind, text, .. } = mention;
    format!("{start}..{end} {kind} {text:?} {}", mention.entity_id().unwrap_or("(no entity)"))
}

fn plain(mention: &AnnotatedMention) -> Value {
    let AnnotatedMention { start, end, kind, text, .. } = mention;
    json!({"start": start, "end": end, "text": text, "kind": kind, "entity_id": mention.entity_id()})
}

#[derive(Clone, Copy, Default)]
struct Counts {
    same: u64,
    removed: u64,
    added: u64,
    changed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.same += other.same;
        self.removed += other.removed;
        self.added += other.added;
        self.changed += other.changed;
    }
}

#[derive(Default)]
struct Summary {
    compared: u64,
    differing: u64,
    only_in: [u64; 2],
    kinds: [Counts; Kind::ALL.len()],
}

impl Summary {
    /// Counts a mention; one that changed by what it was.
    fn count(&mut self, mention: Option<&AnnotatedMention>, count: impl FnOnce(&mut Counts)) {
        if let Some(at) = mention.and_then(|mention| Kind::ALL.iter().position(|kind| *kind == mention.kind)) {
            count(&mut self.kinds[at]);
        }
    }

    fn is_same(&self) -> bool {
        self.differing == 0 && self.only_in == [0, 0]
    }

    /// The kinds that occur, and all together.
    fn rows(&self) -> Vec<(&'static str, Counts)> {
        let mut all = Counts::default();
        let mut rows = Vec::new();
        for (kind, counts) in Kind::ALL.into_iter().zip(self.kinds) {
            all += counts;
            if counts.same + counts.removed + counts.added + counts.changed > 0 {
                rows.push((kind.name(), counts));
            }
        }
        rows.push(("all", all));
        rows
    }

    fn table(&self) -> String {
        let mut table = format!("{:14}{:>9}{:>9}{:>9}{:>9}\n", "kind", "same", "removed", "added", "changed");
        for (name, Counts { same, removed, added, changed }) in self.rows() {
            let _ = writeln!(table, "{name:14}{same:9}{removed:9}{added:9}{changed:9}");
        }
        let [a, b] = self.only_in;
        let _ = writeln!(
            table,
            "documents: {} in both, of which {} differ; {a} only in A, {b} only in B",
            self.compared, self.differing
        );
        table
    }

    fn json(&self) -> String {
        let mentions: Map<String, Value> = self
            .rows()
            .into_iter()
            .map(|(name, Counts { same, removed, added, changed })| {
                (name.to_owned(), json!({"same": same, "removed": removed, "added": added, "changed": changed}))
            })
            .collect();
        let [a, b] = self.only_in;
        let documents = json!({"in_both": self.compared, "differ": self.differing, "only_in_a": a, "only_in_b": b});
        format!("{}\n", json!({"summary": {"documents": documents, "mentions": mentions}}))
    }
}
