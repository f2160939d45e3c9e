//! x
use sinotag::{Scratch, Tagger, output::*};
fn main() {
    let t = std::time::Instant::now();
    let tagger = Tagger::bundled();
    eprintln!("build {:?}", t.elapsed());
    let mut scratch = Scratch::new();
    let t = std::time::Instant::now();
    let mut n = 0;
    for f in std::env::args().skip(1) {
        for l in std::fs::read_to_string(&f).unwrap().lines() {
            let v: serde_json::Value = serde_json::from_str(l).unwrap();
            let text = v["text"].as_str().unwrap();
            n += text.len();
            let d = tagger.tag_with(&mut scratch, text);
            let r = serde_json::to_value(DocumentRecord::new(d, RecordOptions::default())).unwrap();
            println!("{}", serde_json::json!({"id":v["id"],"mentions":r["mentions"]}));
        }
    }
    eprintln!("{} MB/s", n as f64 / 1e6 / t.elapsed().as_secs_f64());
}
