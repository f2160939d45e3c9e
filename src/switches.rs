//! [`Switches`]: which rules and document passes are off.

use crate::Kind;
use crate::annotation::rule_name;
use crate::candidate::Source;
use crate::rules::REGISTRY;

/// The pass that gives ambiguous dictionary forms support; it proposes nothing of its own, and so is no evidence of a mention.
const CONTEXT: &str = "context";

/// Rules and document passes that are off; none by default.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Switches {
    /// A bit for each rule of the registry.
    rules: u64,
    pub(crate) context: bool,
    pub(crate) acronyms: bool,
    pub(crate) short_names: bool,
    pub(crate) consistency: bool,
}

const _: () = assert!(REGISTRY.len() <= 64);

impl Switches {
    /// Switches off what is named: a rule or a pass as the output names it, or all rules of a kind ("person-rules"). False if
    /// there is nothing of that name.
    pub(crate) fn turn_off(&mut self, name: &str) -> bool {
        let mut rules = 0;
        for (number, rule) in REGISTRY.iter().enumerate() {
            let of_kind = name.strip_suffix("-rules").is_some_and(|kind| kind == rule.kind.name());
            if rule.name == name || of_kind {
                rules |= 1 << number;
            }
        }
        self.rules |= rules;
        let named = |source: Source| rule_name(source) == Some(name);
        let mut found = rules != 0;
        for (switch, is_named) in [
            (&mut self.context, name == CONTEXT),
            (&mut self.acronyms, named(Source::Acronym)),
            (&mut self.short_names, named(Source::ShortName)),
            (&mut self.consistency, named(Source::Consistency)),
        ] {
            *switch |= is_named;
            found |= is_named;
        }
        found
    }

    pub(crate) fn rule_is_off(self, number: u16) -> bool {
        self.rules & (1 << number) != 0
    }

    /// All names that can be switched off.
    pub(crate) fn names() -> Vec<String> {
        let passes = [Source::Acronym, Source::ShortName, Source::Consistency].into_iter().filter_map(rule_name);
        let families = Kind::ALL.iter().map(|kind| format!("{kind}-rules"));
        let rules = REGISTRY.iter().map(|rule| rule.name);
        rules.chain(passes).chain([CONTEXT]).map(str::to_owned).chain(families).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_switches_something_off() {
        for name in Switches::names() {
            let mut switches = Switches::default();
            assert!(switches.turn_off(&name), "{name}");
        }
        assert!(!Switches::default().turn_off("no-such-rule"));
        let mut person = Switches::default();
        assert!(person.turn_off("person-rules"));
        for (number, rule) in (0..).zip(REGISTRY) {
            assert_eq!(person.rule_is_off(number), rule.kind == Kind::Person, "{}", rule.name);
        }
    }
}
