//! `sinotag lookup`: what the dictionaries know under a name, and who held an office.

use std::fmt::Write as _;

use serde::Serialize;
use sinotag::{Attribute, Date, Entity, Matched, OfficeHolder, Tagger};

use crate::Outcome;
use crate::args::LookupArguments;
use crate::failure::{Failure, report};
use crate::output::Output;
use crate::tagger;

pub(crate) fn run(arguments: &LookupArguments) -> Result<Outcome, Failure> {
    let tagger = tagger::with_dictionaries(&arguments.tagger)?.build()?;
    let mut output = Output::open(None)?;
    let mut unknown = 0;
    for name in &arguments.names {
        let entities = tagger.lookup(name);
        let holders = tagger.office_holders(name, arguments.as_of);
        if entities.is_empty() && holders.is_empty() {
            unknown += 1;
        }
        let text = if arguments.json {
            json(name, &entities, &holders, arguments.as_of)
        } else if entities.is_empty() && holders.is_empty() {
            report(not_known(&tagger, name, arguments.as_of));
            continue;
        } else {
            text(&tagger, &entities, &holders, arguments.as_of)
        };
        output.put(text.as_bytes())?;
    }
    output.finish()?;
    Ok(if unknown > 0 { Outcome::SomeFailed } else { Outcome::Clean })
}

fn not_known(tagger: &Tagger, name: &str, date: Option<Date>) -> String {
    match date {
        Some(date) if !tagger.office_holders(name, None).is_empty() => {
            format!("nobody is known who was {name:?} at {date}")
        }
        _ => format!("nothing is known under {name:?}"),
    }
}

fn text(
    tagger: &Tagger,
    entities: &[(Entity<'_>, Matched)],
    holders: &[OfficeHolder<'_>],
    date: Option<Date>,
) -> String {
    let mut text = String::new();
    for holder in holders {
        let name_zh = holder.person.name_zh().unwrap_or_default();
        let _ = write!(text, "{}  {name_zh}  {}", holder.person.name(), holder.title);
        text.push_str(&holder.period.map_or("\n".to_owned(), |period| format!(", {period}\n")));
    }
    for (entity, matched) in entities {
        if !text.is_empty() {
            text.push('\n');
        }
        describe(tagger, *entity, *matched, date, &mut text);
    }
    text
}

/// A paragraph: the name and class, then one line for each thing that is known.
fn describe(tagger: &Tagger, entity: Entity<'_>, matched: Matched, date: Option<Date>, text: &mut String) {
    let _ = write!(text, "{}  {}", entity.name(), entity.kind());
    if let Some(subkind) = entity.subkind() {
        let _ = write!(text, ", {subkind}");
    }
    if matched == Matched::AmbiguousAlias {
        text.push_str("  (by a name that needs context)");
    }
    text.push('\n');
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "  {key:<12}{value}");
    };
    line("id", entity.id());
    if let Some(name_zh) = entity.name_zh() {
        line("name_zh", name_zh);
    }
    let names: Vec<String> = entity
        .surface_forms()
        .filter(|form| form.text != entity.name())
        .map(|form| if form.needs_context { format!("~{}", form.text) } else { form.text.to_owned() })
        .collect();
    if !names.is_empty() {
        line("aliases", &names.join(" | "));
    }
    for (key, value) in entity.attributes() {
        match value {
            Attribute::Text(id) if key == "parent" => match tagger.entity(id) {
                Some(parent) => line(key, &format!("{id} ({})", parent.name())),
                None => line(key, id),
            },
            Attribute::Text(value) => line(key, value),
            Attribute::List(items) => line(key, &items.join(" | ")),
            _ => {}
        }
    }
    if let Some(date) = date
        && let Some(active) = entity.was_active(date)
    {
        line(&format!("at {date}"), if active { "active" } else { "not active" });
    }
    let (file, number) = entity.origin();
    line("source", &format!("{}:{number}", file.display()));
}

/// One name with all that is known under it.
#[derive(Serialize)]
struct Answer<'a> {
    name: &'a str,
    entities: Vec<Known<'a>>,
    office_holders: Vec<Holder<'a>>,
}

#[derive(Serialize)]
struct Known<'a> {
    id: &'a str,
    name: &'a str,
    name_zh: Option<&'a str>,
    kind: &'static str,
    subkind: Option<&'a str>,
    prominence: u8,
    matched: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    surface_forms: Vec<Form<'a>>,
    attributes: serde_json::Map<String, serde_json::Value>,
    source: String,
}

#[derive(Serialize)]
struct Form<'a> {
    text: &'a str,
    needs_context: bool,
}

#[derive(Serialize)]
struct Holder<'a> {
    id: &'a str,
    name: &'a str,
    name_zh: Option<&'a str>,
    title: &'a str,
    from: Option<String>,
    to: Option<String>,
}

impl<'a> Known<'a> {
    fn new(entity: Entity<'a>, matched: Matched, date: Option<Date>) -> Self {
        let (file, line) = entity.origin();
        let forms = entity.surface_forms();
        let attributes = entity.attributes();
        Self {
            id: entity.id(),
            name: entity.name(),
            name_zh: entity.name_zh(),
            kind: entity.kind().name(),
            subkind: entity.subkind(),
            prominence: entity.prominence(),
            matched: match matched {
                Matched::Id => "id",
                Matched::Name => "name",
                Matched::Alias => "alias",
                Matched::AmbiguousAlias => "ambiguous-alias",
                Matched::ChineseName => "name_zh",
                _ => "code",
            },
            active: date.and_then(|date| entity.was_active(date)),
            surface_forms: forms.map(|form| Form { text: form.text, needs_context: form.needs_context }).collect(),
            attributes: attributes
                .filter_map(|(key, value)| Some((key.to_owned(), serde_json::to_value(value).ok()?)))
                .collect(),
            source: format!("{}:{line}", file.display()),
        }
    }
}

impl<'a> Holder<'a> {
    fn new(holder: &OfficeHolder<'a>) -> Self {
        Self {
            id: holder.person.id(),
            name: holder.person.name(),
            name_zh: holder.person.name_zh(),
            title: holder.title,
            from: holder.period.and_then(|period| period.from()).map(|date| date.to_string()),
            to: holder.period.and_then(|period| period.to()).map(|date| date.to_string()),
        }
    }
}

fn json(name: &str, entities: &[(Entity<'_>, Matched)], holders: &[OfficeHolder<'_>], date: Option<Date>) -> String {
    let answer = Answer {
        name,
        entities: entities.iter().map(|(entity, matched)| Known::new(*entity, *matched, date)).collect(),
        office_holders: holders.iter().map(Holder::new).collect(),
    };
    // Strings, numbers and lists of them: nothing that JSON cannot hold.
    serde_json::to_string(&answer).unwrap_or_default() + "\n"
}
