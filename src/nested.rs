//! Names inside longer names: "Chongqing" in "Chongqing Municipal People's Government". Reported only on request.
//!
//! Goes in: all candidates and the mentions that won. Comes out: the candidates that stand inside a mention, and are not just
//! another reading of it. They are resolved among themselves by the same order as all others.
//!
//! A place that was not believed because it is a part of a longer name ("Chengdu" in "Chengdu Museum") is believed here: that longer name
//! is the mention in which it stands.

use crate::Kind;
use crate::candidate::{Candidate, Source};
use crate::resolve::BELIEVABLE;
use crate::rules::is_only_fragment;

/// Confidence of a place that is a part of the mention it stands in. Less than the 0.95 of a place by itself: the longer name may be
/// one that has nothing to do with the place, such as a brand.
const PART: f32 = 0.85;

/// Fills `inner` with the candidates that may be nested mentions. `winners` stand in order.
///
/// Names of people hold none: "Chengdu" in "Wang Chengdu" names no place. What passes over the document propose are parts and repeats
/// of other names, no names of their own.
pub(crate) fn find(candidates: &[Candidate], winners: &[Candidate], inner: &mut Vec<Candidate>) {
    inner.clear();
    inner.extend(candidates.iter().map(as_part).filter(|candidate| is_nested(candidate, winners)));
}

fn as_part(candidate: &Candidate) -> Candidate {
    let confidence = if is_only_fragment(candidate) { PART } else { candidate.confidence };
    Candidate { confidence, ..*candidate }
}

fn is_nested(candidate: &Candidate, winners: &[Candidate]) -> bool {
    if candidate.silent
        || candidate.confidence < BELIEVABLE
        || !matches!(candidate.source, Source::Dictionary | Source::Rule(_))
    {
        return false;
    }
    let before = winners.partition_point(|winner| winner.first <= candidate.first);
    let Some(winner) = before.checked_sub(1).map(|at| winners[at]) else { return false };
    let is_inside = candidate.end <= winner.end && candidate.len() < winner.len();
    is_inside && !winner.silent && winner.kind != Kind::Person
}

#[cfg(test)]
mod tests {
    use crate::{Dictionary, Kind, Tagger};

    /// Texts and kinds of the mentions, nested ones in brackets.
    fn mentions(nested: bool, kinds: &[Kind], text: &str) -> Vec<String> {
        let names = "#! format sinotag-dictionary 1\nid\tname\tkind\nplace:velmora\tVelmora\tplace\n\
            org:bank\tBank of Velmora\torganization\norg:union\tBank of Velmora Staff Union\torganization\n\
            person:pell\tOrla Velmora\tperson\n";
        let names = Dictionary::from_tsv("names.tsv", names).unwrap();
        let tagger = Tagger::builder().use_bundled(false).dictionary(names).nested(nested).kinds(kinds.iter().copied());
        let tagger = tagger.build().unwrap();
        let document = tagger.tag(text);
        let show = |m: crate::Mention<'_>| {
            if m.is_nested() { format!("({} {})", m.text(), m.kind()) } else { format!("{} {}", m.text(), m.kind()) }
        };
        document.mentions().map(show).collect()
    }

    #[test]
    fn names_inside_names_are_found_on_request() {
        let text = "Bank of Velmora left Velmora.";
        assert_eq!(mentions(false, &Kind::ALL, text), ["Bank of Velmora organization", "Velmora place"]);
        let want = ["Bank of Velmora organization", "(Velmora place)", "Velmora place"];
        assert_eq!(mentions(true, &Kind::ALL, text), want);
        assert_eq!(mentions(true, &[Kind::Place], text), ["(Velmora place)", "Velmora place"]);
        // The longest inner name wins, as everywhere.
        let want = ["Bank of Velmora Staff Union organization", "(Bank of Velmora organization)"];
        assert_eq!(mentions(true, &Kind::ALL, "The Bank of Velmora Staff Union met."), want);
    }

    #[test]
    fn a_place_that_begins_an_unknown_name_is_found_in_it() {
        let text = "The Velmora Museum opened.";
        assert_eq!(mentions(false, &Kind::ALL, text), ["Velmora Museum organization"]);
        assert_eq!(mentions(true, &Kind::ALL, text), ["Velmora Museum organization", "(Velmora place)"]);
        // Part of a name that is no mention, it is none.
        assert_eq!(mentions(true, &Kind::ALL, "They read the Velmora Gazelle daily."), [""; 0]);
    }

    #[test]
    fn a_name_of_another_kind_is_no_place() {
        let text = "The Bank of Velmora Museum opened.";
        let nested = mentions(true, &Kind::ALL, text);
        assert!(!nested.iter().any(|mention| mention.contains("Bank of Velmora place")), "{nested:?}");
    }

    #[test]
    fn people_hold_no_places() {
        assert_eq!(mentions(true, &Kind::ALL, "Orla Velmora left."), ["Orla Velmora person"]);
    }
}
