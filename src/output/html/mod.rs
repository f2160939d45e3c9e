//! HTML: a page to read, with the mentions of each kind in a colour and tables of what the documents name.
//!
//! A page is [`write_header`], [`write_document`] for any number of documents, [`write_footer`]; it is written as it comes, so the memory
//! needed is that of one document. It stands alone: styles are inside, nothing is loaded, and there is no script. The
//! switches of the legend that hide a kind, and the notes at mentions, are CSS (`:has`, in browsers since 2023); without it
//! everything is there to read. Colours follow the light or dark mode of the reader.
//!
//! All text is escaped, in content and attributes; control characters that HTML cannot hold become U+FFFD. Taking the tags out of
//! the element of class `text` gives the text of the document. Mentions inside each other become elements inside each other.
//!
//! ```
//! use sinotag::output::{RecordOptions, TaggedText, html};
//!
//! let document = sinotag::Tagger::bundled().tag("Chengdu grew.");
//! let mut page = Vec::new();
//! html::write_header("News of today", &mut page)?;
//! html::write_document(&TaggedText::new("a1", &document, RecordOptions::default()), &mut page)?;
//! html::write_footer(&mut page)?;
//! assert!(page.starts_with(b"<!doctype html>"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::fmt::Write as _;
use std::io::{self, Write};

use super::summary::{self, Row};
use super::tagged_text::Step;
use super::{KeyPhraseRecord, MentionRecord, TaggedText, escape};
use crate::{Attribute, Kind};

const STYLE: &str = include_str!("style.css");

/// The kinds in the order of the legend, with their names there and at mentions.
const KINDS: [(Kind, &str, &str); 5] = [
    (Kind::Organization, "Organizations", "ORG"),
    (Kind::Place, "Places", "PLACE"),
    (Kind::Person, "People", "PERSON"),
    (Kind::Policy, "Policies", "POLICY"),
    (Kind::Event, "Events", "EVENT"),
];

/// Writes the beginning of a page, up to the legend.
///
/// # Errors
///
/// Those of `out`.
pub fn write_header(title: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
          <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
          <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
          <meta name=\"generator\" content=\"sinotag\">\n<title>",
    )?;
    escape::html(title, out)?;
    writeln!(out, "</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n<header>", switches())?;
    out.write_all(b"<h1>")?;
    escape::html(title, out)?;
    out.write_all(b"</h1>\n<fieldset><legend>Show</legend>\n")?;
    for (kind, name, _) in KINDS {
        writeln!(out, "<label class=\"{kind}\"><input type=\"checkbox\" id=\"show-{kind}\" checked>{name}</label>")?;
    }
    out.write_all(
        b"<label><input type=\"checkbox\" id=\"show-labels\" checked>Labels</label>\n</fieldset>\n</header>\n<main>\n",
    )
}

/// The rules by which the legend hides a kind.
fn switches() -> String {
    KINDS.iter().fold(String::new(), |mut rules, (kind, _, _)| {
        let off = format!("body:has(#show-{kind}:not(:checked))");
        let _ =
            writeln!(rules, "{off} mark.{kind} {{ background: none; box-shadow: none; outline: none; padding: 0; }}");
        let _ = writeln!(rules, "{off} mark.{kind}::before, {off} mark.{kind}::after {{ content: none !important; }}");
        let _ = writeln!(rules, "{off} tr.{kind} {{ display: none; }}");
        rules
    })
}

/// Writes a document: its text, a table of what it names, and its key phrases if it has some.
///
/// # Errors
///
/// Those of `out`.
pub fn write_document(document: &TaggedText<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rows = summary::rows(document);
    out.write_all(b"<article>\n<h2><bdi>")?;
    escape::html(document.id(), out)?;
    write!(out, "</bdi><small>{}</small></h2>\n<div class=\"text\" dir=\"auto\">", totals(document, &rows))?;
    document.walk(document.mentions().iter(), |step| match step {
        Step::Text(text) => escape::html(text, out),
        Step::Open(mention) => open(mention, out),
        Step::Close(_) => out.write_all(b"</mark>"),
    })?;
    out.write_all(b"</div>\n")?;
    write_key_phrases(document.key_phrases(), out)?;
    write_table(document, &rows, out)?;
    out.write_all(b"</article>\n")
}

/// Writes the end of a page.
///
/// # Errors
///
/// Those of `out`.
pub fn write_footer(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

fn totals(document: &TaggedText<'_>, rows: &[Row<'_>]) -> String {
    let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let entities = rows.iter().filter(|row| row.id.is_some()).count();
    format!("{}, {}", plural(document.mentions().len(), "mention", "mentions"), plural(entities, "entity", "entities"))
}

fn open(mention: &MentionRecord<'_>, out: &mut dyn Write) -> io::Result<()> {
    let label = KINDS.iter().find(|(kind, _, _)| *kind == mention.kind).map_or("", |(_, _, label)| label);
    write!(out, "<mark class=\"{}\" tabindex=\"0\" data-label=\"{label}\"", mention.kind)?;
    if mention.entity.is_some() {
        out.write_all(b" data-linked")?;
    }
    out.write_all(b" aria-description=\"")?;
    escape::html(&note(mention), out)?;
    out.write_all(b"\">")
}

/// What is known of a mention, in lines: its entity, the evidence, attributes.
fn note(mention: &MentionRecord<'_>) -> String {
    let mut note = String::new();
    if let Some(entity) = &mention.entity {
        note.push_str(entity.name);
        if let Some(name_zh) = entity.name_zh {
            let _ = write!(note, " · {name_zh}");
        }
        let _ = writeln!(note, "\n{}", entity.id);
    } else if mention.candidates.is_empty() {
        note.push_str("no known entity\n");
    } else {
        let _ = writeln!(note, "one of {}", mention.candidates.join(", "));
    }
    let _ = write!(note, "{}, by {}", mention.kind, mention.evidence);
    if let Some(rule) = mention.rule {
        let _ = write!(note, " ({rule})");
    }
    let _ = write!(note, ", confidence {:.2}", mention.confidence);
    for (name, value) in mention.entity.iter().flat_map(|entity| entity.attributes.iter().flatten()) {
        let value = match value {
            Attribute::Text(text) => (*text).to_owned(),
            Attribute::List(items) => items.join(", "),
        };
        let _ = write!(note, "\n{name}: {value}");
    }
    note
}

fn write_table(document: &TaggedText<'_>, rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    // The table may be wider than the window: as a section with a name it can be scrolled by keys.
    out.write_all(
        b"<h3>Entities and names</h3>\n<section class=\"scroll\" tabindex=\"0\" aria-label=\"Entities and names of ",
    )?;
    escape::html(document.id(), out)?;
    out.write_all(
        b"\"><table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Chinese name</th><th scope=\"col\">Kind</th>\
          <th scope=\"col\">Id</th><th scope=\"col\" class=\"number\">Mentions</th></tr></thead>\n<tbody>\n",
    )?;
    for row in rows {
        write!(out, "<tr class=\"{}\"><th scope=\"row\">", row.kind)?;
        escape::html(&row.name, out)?;
        let others: Vec<&str> = row.forms.iter().map(String::as_str).filter(|form| *form != row.name).collect();
        if !others.is_empty() {
            out.write_all(b" <span class=\"forms\">")?;
            escape::html(&others.join(", "), out)?;
            out.write_all(b"</span>")?;
        }
        out.write_all(b"</th><td lang=\"zh\">")?;
        escape::html(row.name_zh.unwrap_or_default(), out)?;
        write!(out, "</td><td><span class=\"kind\">{}</span></td><td>", row.kind)?;
        if let Some(id) = row.id {
            out.write_all(b"<code>")?;
            escape::html(id, out)?;
            out.write_all(b"</code>")?;
        }
        writeln!(out, "</td><td class=\"number\">{}</td></tr>", row.count)?;
    }
    out.write_all(b"</tbody>\n</table></section>\n")
}

fn write_key_phrases(phrases: &[KeyPhraseRecord<'_>], out: &mut dyn Write) -> io::Result<()> {
    if phrases.is_empty() {
        return Ok(());
    }
    out.write_all(b"<h3>Key phrases</h3>\n<ol class=\"phrases\">\n")?;
    for phrase in phrases {
        write!(out, "<li title=\"score {:.2}", phrase.score)?;
        if let Some(id) = phrase.entity_id {
            out.write_all(b", ")?;
            escape::html(id, out)?;
        }
        out.write_all(b"\">")?;
        escape::html(phrase.text, out)?;
        writeln!(out, " <span>\u{D7}{}</span></li>", phrase.count)?;
    }
    out.write_all(b"</ol>\n")
}

#[cfg(test)]
mod tests;
