//! Tagging with a warm [`Scratch`] allocates nothing. A test of its own, since the counter replaces the allocator of the process.
#![cfg(feature = "bundled")]
#![allow(clippy::unwrap_used, reason = "a test may panic, in its helpers, too")]

use sinotag::{Scratch, Tagger};

/// Allocations of this thread, reallocations among them.
fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

#[test]
fn a_warm_scratch_allocates_nothing() {
    let mut articles: Vec<(String, String)> = std::fs::read_dir("tests/articles")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    articles.sort();
    assert!(articles.len() >= 5);
    // Names of people with particles, ambiguous places and courts, characters beyond ASCII.
    articles.push((
        "made up".to_owned(),
        "Ursula von der Leyen met Zhou Xiaoming of the Supreme Court in Suzhou, Anhui. Von der Leyen spoke; Zhou \u{2014} \
         \u{201C}Éamon\u{201D} \u{2014} of 中国银行 agreed. The Xylo Quandary Company (XQC) paid. XQC and BOC fell."
            .to_owned(),
    ));
    let tagger = Tagger::bundled();
    let mut scratch = Scratch::new();
    let mut tag = |text: &str| allocations(|| assert!(tagger.tag_with(&mut scratch, text).mentions().len() > 0));
    let cold: u64 = articles.iter().map(|(_, text)| tag(text)).sum();
    assert!(cold > 0, "the counter counts");
    for (name, text) in &articles {
        assert_eq!(tag(text), 0, "{name}");
    }
    // Smaller texts need no more than larger ones did.
    for (name, text) in &articles {
        for line in text.lines().filter(|line| line.contains("China")) {
            assert_eq!(tag(line), 0, "{name}: {line}");
        }
    }
}
