//! Tags a file, or a text of its own: `cargo run --example tag [FILE]`.
#![allow(clippy::print_stdout, reason = "the example shows its findings")]

use sinotag::Tagger;

const TEXT: &str = "Bank of China (BOC) and the Chongqing Municipal People's Government signed an agreement to set up a trade \
                    finance centre in Liangjiang New Area. \"Finance helps Chongqing join the dual circulation,\" said Zhou \
                    Xiaomin of Yunlin Steel Group Co., Ltd. Zhou added that BOC would lend more.";

fn main() -> std::io::Result<()> {
    let text = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => TEXT.to_owned(),
    };
    // Built once and shared: `Tagger::bundled()` is cheap from its second call on.
    let tagger = Tagger::bundled();
    let document = tagger.tag(&text);

    println!("Mentions:");
    for mention in document.mentions() {
        // Spans count bytes; `document.as_ref().offsets(..)` converts them into characters or UTF-16 units.
        let span = mention.span();
        let entity = mention.entity().map_or("-", |entity| entity.id());
        println!("  {:>5}..{:<5} {:<13} {:?} -> {entity}", span.start(), span.end(), mention.kind(), mention.text());
    }

    println!("Entities:");
    for found in document.entities() {
        let entity = found.entity();
        let name_zh = entity.name_zh().unwrap_or("-");
        println!("  {}x {} ({name_zh})", found.mentions().len(), entity.name());
    }
    Ok(())
}
