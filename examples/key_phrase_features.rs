//! All candidates of documents with their features, for fitting weights: `tools/fit_key_phrases.py` reads what this writes.
//!
//! Lines of JSON with `id` and `text` come in on standard input.

use std::io::{BufRead as _, Write as _};

use sinotag::Tagger;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tagger = Tagger::bundled();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().ok_or("a record without text")?;
        let document = tagger.tag(text);
        let phrases = document.key_phrases(usize::MAX);
        let phrases: Vec<_> = phrases
            .iter()
            .map(|phrase| {
                // Pairs, since an object need not keep their order, which is that of the weights.
                let features: Vec<_> = phrase.features().collect();
                serde_json::json!({"text": phrase.text(), "start": phrase.spans()[0].start(), "features": features})
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": record["id"], "phrases": phrases}))?;
    }
    Ok(())
}
