//! Writes text files in one of the output formats:
//! `cargo run --example formats --features formats -- FORMAT FILE...`

use std::error::Error;
use std::io::{self, Write};

use sinotag::output::{
    DocumentRecord, RecordOptions, TaggedText, brat, conll, doccano, html, inline, spacy, terminal, webanno,
};
use sinotag::{Scratch, Tagger};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let format = arguments.next().ok_or("usage: formats FORMAT FILE...")?;
    let tagger = Tagger::bundled();
    let mut scratch = Scratch::new();
    let out: &mut dyn Write = &mut io::BufWriter::new(io::stdout().lock());
    match format.as_str() {
        "html" => html::write_header("sinotag", out)?,
        "terminal" => terminal::write_legend(true, out)?,
        _ => {}
    }
    for path in arguments {
        let text = std::fs::read_to_string(&path)?;
        let document = tagger.tag_with(&mut scratch, &text);
        let tagged = TaggedText::new(&path, document, RecordOptions::default());
        match format.as_str() {
            "json" => serde_json::to_writer(&mut *out, &DocumentRecord::new(document, RecordOptions::default()))?,
            "conll" => conll::write(&tagged, out)?,
            "brat" => brat::write_annotations(&tagged, out)?,
            "brat-text" => brat::write_text(&tagged, out)?,
            "webanno" => webanno::write(&tagged, out)?,
            "doccano" => doccano::write(&tagged, out)?,
            "spacy" => spacy::write(&tagged, out)?,
            "inline" => inline::write(&tagged, out)?,
            "html" => html::write_document(&tagged, out)?,
            "terminal" => terminal::write(&tagged, true, out)?,
            other => return Err(format!("unknown format {other}").into()),
        }
    }
    if format == "html" {
        html::write_footer(out)?;
    }
    out.flush()?;
    Ok(())
}
