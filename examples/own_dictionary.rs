//! Adds names of one's own to the bundled ones, and takes one away: `cargo run --example own_dictionary`.
#![allow(clippy::print_stdout, reason = "the example shows its findings")]

use sinotag::{Dictionary, Tagger};

/// The format is described in `dictionaries/README.md`. `~` marks an alias that counts only where the text gives the full name.
const ROWS: &str = "\
#! format sinotag-dictionary 1
#! kind organization
id\tname\taliases\tname_zh\tflags\tattributes
org:lantern-bank\tLantern Rural Bank\t~LRB|Lantern Bank\t灯笼农村银行\t\tticker=0000.HK;parent=org:bank-of-china
org:not-a-firm\tWhale\t\t\tremove\t
";

fn main() -> Result<(), sinotag::Error> {
    // A dictionary may also come from a file: `Dictionary::from_path("banks.tsv")`. Errors name the file and the line.
    let dictionary = Dictionary::from_tsv("banks.tsv", ROWS)?;
    let tagger = Tagger::builder().dictionary(dictionary).build()?;

    let document = tagger.tag("Lantern Rural Bank opened in Chengdu. LRB, which Bank of China owns, sells no Whale.");
    for mention in document.mentions() {
        let entity = mention.entity().map_or("-", |entity| entity.id());
        println!("{:<20} {:<13} {entity}", mention.text(), mention.kind());
    }
    Ok(())
}
