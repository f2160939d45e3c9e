//! `sinotag stats`: how often kinds, entities, names without an entity and rules occur.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sinotag::output::{DocumentRecord, RecordOptions};
use sinotag::{Kind, Tagger};

use crate::Outcome;
use crate::annotations::{AnnotatedDocument, AnnotatedEntity, AnnotatedMention, Annotations};
use crate::args::TaggerArguments;
use crate::failure::{Failure, report};
use crate::output::Output;
use crate::tagger;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Input is JSON Lines. A record with `mentions` is counted as it stands; one without is tagged by its
`text`, on one thread: for more than a few megabytes `sinotag annotate ... | sinotag stats` is
faster. Names without an entity are what a dictionary of your own might hold.
Memory grows with the number of different entities and names, not with the corpus.")]
pub(crate) struct StatsArguments {
    /// Files of annotations, or of texts; `-` or none is standard input
    files: Vec<PathBuf>,

    /// Tell the N most frequent entities, and names without one; 0 is all
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// Print the entities and names as CSV, a row each
    #[arg(long, conflicts_with = "json")]
    csv: bool,

    #[command(flatten)]
    tagger: TaggerArguments,
}

pub(crate) fn run(arguments: &StatsArguments) -> Result<Outcome, Failure> {
    let stdin = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() { &stdin } else { arguments.files.as_slice() };
    let mut stats = Stats::default();
    let mut tagger = None;
    let (mut failed, mut unreadable) = (false, 0);
    for path in files {
        match count_file(path, arguments, &mut tagger, &mut stats)? {
            Outcome::Clean => {}
            Outcome::SomeFailed => failed = true,
            _ => unreadable += 1,
        }
    }
    if unreadable == files.len() {
        return Ok(Outcome::NothingRan);
    }
    let top = if arguments.top == 0 { usize::MAX } else { arguments.top };
    let shown = match arguments {
        StatsArguments { json: true, .. } => stats.json(top),
        StatsArguments { csv: true, .. } => stats.csv(top)?,
        _ => stats.tables(top),
    };
    let mut output = Output::open(None)?;
    output.put(shown.as_bytes())?;
    output.finish()?;
    Ok(if failed || unreadable > 0 { Outcome::SomeFailed } else { Outcome::Clean })
}

fn count_file(
    path: &Path,
    arguments: &StatsArguments,
    tagger: &mut Option<Tagger>,
    stats: &mut Stats,
) -> Result<Outcome, Failure> {
    let mut file = match Annotations::open(path) {
        Ok(file) => file,
        Err(failure) => {
            report(failure);
            return Ok(Outcome::NothingRan);
        }
    };
    let mut outcome = Outcome::Clean;
    loop {
        let mentions = match file.next_document() {
            Ok(None) => return Ok(outcome),
            Ok(Some(document)) => match document {
                Ok(AnnotatedDocument { mentions: Some(mentions), .. }) => Ok(mentions),
                Ok(AnnotatedDocument { text: Some(text), .. }) => {
                    if tagger.is_none() {
                        *tagger = Some(tagger::build(&arguments.tagger)?);
                    }
                    Ok(tagger.as_ref().map(|tagger| tag(tagger, &text)).unwrap_or_default())
                }
                Ok(_) => Err(format!("{}: the record has neither mentions nor a text", file.place())),
                Err(reason) => Err(reason),
            },
            Err(failure) => {
                report(failure);
                return Ok(Outcome::SomeFailed);
            }
        };
        match mentions {
            Ok(mentions) => stats.count(&mentions),
            Err(reason) => {
                report(reason);
                outcome = Outcome::SomeFailed;
            }
        }
    }
}

fn tag(tagger: &Tagger, text: &str) -> Vec<AnnotatedMention> {
    let document = tagger.tag(text);
    let record = DocumentRecord::new(&document, RecordOptions::default());
    let mentions = record.mentions.iter().map(|mention| AnnotatedMention {
        start: mention.start as u64,
        end: mention.end as u64,
        kind: mention.kind,
        text: mention.text.to_owned(),
        evidence: Some(mention.evidence.name().to_owned()),
        rule: mention.rule.map(str::to_owned),
        entity: mention.entity.as_ref().map(|entity| AnnotatedEntity {
            id: entity.id.to_owned(),
            name: entity.name.to_owned(),
            name_zh: entity.name_zh.map(str::to_owned),
        }),
    });
    mentions.collect()
}

#[derive(Default)]
struct Stats {
    documents: u64,
    /// Documents with a mention.
    tagged: u64,
    kinds: [KindCounts; Kind::ALL.len()],
    evidence: BTreeMap<String, u64>,
    rules: BTreeMap<String, u64>,
    entities: HashMap<String, Counted>,
    /// Names without an entity, by kind.
    names: HashMap<(Kind, String), Counted>,
}

#[derive(Clone, Copy, Default)]
struct KindCounts {
    mentions: u64,
    linked: u64,
    entities: u64,
}

/// An entity or a name, and how often it occurs.
struct Counted {
    kind: Kind,
    id: Option<String>,
    name: String,
    name_zh: Option<String>,
    mentions: u64,
    documents: u64,
    /// The number of the last document that has it.
    last: u64,
}

impl Counted {
    fn new(kind: Kind, name: String, entity: Option<&AnnotatedEntity>) -> Self {
        let id = entity.map(|entity| entity.id.clone());
        let name_zh = entity.and_then(|entity| entity.name_zh.clone());
        Self { kind, id, name, name_zh, mentions: 0, documents: 0, last: 0 }
    }
}

impl Stats {
    fn count(&mut self, mentions: &[AnnotatedMention]) {
        self.documents += 1;
        self.tagged += u64::from(!mentions.is_empty());
        for mention in mentions {
            let Some(at) = Kind::ALL.iter().position(|kind| *kind == mention.kind) else { continue };
            let of_kind = &mut self.kinds[at];
            of_kind.mentions += 1;
            *self.evidence.entry(mention.evidence.clone().unwrap_or_default()).or_default() += 1;
            if let Some(rule) = &mention.rule {
                *self.rules.entry(rule.clone()).or_default() += 1;
            }
            let counted = match &mention.entity {
                Some(entity) => {
                    of_kind.linked += 1;
                    self.entities.entry(entity.id.clone()).or_insert_with(|| {
                        of_kind.entities += 1;
                        Counted::new(mention.kind, entity.name.clone(), Some(entity))
                    })
                }
                None => {
                    // A name may be broken over a line end.
                    let name = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
                    let new = || Counted::new(mention.kind, name.clone(), None);
                    self.names.entry((mention.kind, name.clone())).or_insert_with(new)
                }
            };
            counted.mentions += 1;
            if counted.last != self.documents {
                counted.last = self.documents;
                counted.documents += 1;
            }
        }
    }

    fn entities(&self, top: usize) -> Vec<&Counted> {
        most_frequent(self.entities.values().collect(), top)
    }

    fn names(&self, top: usize) -> Vec<&Counted> {
        most_frequent(self.names.values().collect(), top)
    }

    /// The kinds that occur, and all together.
    fn kinds(&self) -> Vec<(&'static str, KindCounts)> {
        let mut all = KindCounts::default();
        let mut rows = Vec::new();
        for (kind, counts) in Kind::ALL.into_iter().zip(self.kinds).filter(|(_, counts)| counts.mentions > 0) {
            all.mentions += counts.mentions;
            all.linked += counts.linked;
            all.entities += counts.entities;
            rows.push((kind.name(), counts));
        }
        rows.push(("all", all));
        rows
    }

    fn tables(&self, top: usize) -> String {
        let mut tables = format!("documents: {}, {} with mentions\n\n", self.documents, self.tagged);
        let _ = writeln!(tables, "{:14}{:>10}{:>10}{:>10}", "kind", "mentions", "linked", "entities");
        for (name, KindCounts { mentions, linked, entities }) in self.kinds() {
            let _ = writeln!(tables, "{name:14}{mentions:10}{linked:10}{entities:10}");
        }
        for (title, counts) in [("evidence", &self.evidence), ("rule", &self.rules)] {
            if !counts.is_empty() {
                let _ = writeln!(tables, "\n{title:44}{:>10}", "mentions");
            }
            for (name, mentions) in by_frequency(counts) {
                let _ = writeln!(tables, "{:44}{mentions:10}", if name.is_empty() { "(none)" } else { name });
            }
        }
        for (title, rows, of) in [
            ("entities", self.entities(top), self.entities.len()),
            ("names without an entity", self.names(top), self.names.len()),
        ] {
            if !rows.is_empty() {
                let _ = writeln!(tables, "\n{} of {of} {title}: mentions, documents", rows.len());
            }
            for Counted { kind, id, name, name_zh, mentions, documents, .. } in rows {
                let mut row = format!("{mentions:8}{documents:8}  {kind:14}{name}");
                for part in [id, name_zh].into_iter().flatten() {
                    let _ = write!(row, "  {part}");
                }
                let _ = writeln!(tables, "{row}");
            }
        }
        tables
    }

    fn json(&self, top: usize) -> String {
        let kinds: serde_json::Map<String, Value> = self
            .kinds()
            .into_iter()
            .map(|(name, KindCounts { mentions, linked, entities })| {
                (name.to_owned(), json!({"mentions": mentions, "linked": linked, "entities": entities}))
            })
            .collect();
        let entity = |row: &&Counted| {
            let Counted { kind, id, name, name_zh, mentions, documents, .. } = row;
            json!({"id": id, "name": name, "name_zh": name_zh, "kind": kind, "mentions": mentions, "documents": documents})
        };
        let name = |row: &&Counted| {
            let Counted { kind, name, mentions, documents, .. } = row;
            json!({"name": name, "kind": kind, "mentions": mentions, "documents": documents})
        };
        let stats = json!({
            "documents": self.documents,
            "documents_with_mentions": self.tagged,
            "kinds": kinds,
            "evidence": self.evidence,
            "rules": self.rules,
            "entities": self.entities(top).iter().map(entity).collect::<Vec<_>>(),
            "names_without_entity": self.names(top).iter().map(name).collect::<Vec<_>>(),
        });
        format!("{stats}\n")
    }

    fn csv(&self, top: usize) -> Result<String, Failure> {
        let failure = |error: csv::Error| Failure::Message(format!("CSV cannot be written: {error}"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["kind", "entity_id", "name", "name_zh", "mentions", "documents"]).map_err(failure)?;
        for row in self.entities(top).into_iter().chain(self.names(top)) {
            let Counted { kind, id, name, name_zh, mentions, documents, .. } = row;
            let (id, name_zh) = (id.as_deref().unwrap_or_default(), name_zh.as_deref().unwrap_or_default());
            writer
                .write_record([kind.name(), id, name, name_zh, &mentions.to_string(), &documents.to_string()])
                .map_err(failure)?;
        }
        let bytes = writer.into_inner().map_err(|error| failure(error.into_error().into()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The most frequent first; of those of one frequency by kind, name and id.
fn most_frequent(mut counted: Vec<&Counted>, top: usize) -> Vec<&Counted> {
    counted.sort_by(|one, other| {
        let ties = |row: &Counted| (row.kind, row.name.clone(), row.id.clone());
        other.mentions.cmp(&one.mentions).then_with(|| ties(one).cmp(&ties(other)))
    });
    counted.truncate(top);
    counted
}

fn by_frequency(counts: &BTreeMap<String, u64>) -> Vec<(&str, u64)> {
    let mut rows: Vec<_> = counts.iter().map(|(name, count)| (&**name, *count)).collect();
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rows
}
