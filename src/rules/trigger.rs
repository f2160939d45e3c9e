//! [`Trigger`]: at which tokens a rule is called, and the tables that find the rules of a token.

use std::sync::LazyLock;

use crate::dictionary::classes::Classes;
use crate::kind::KindSet;
use crate::text::Shape;

use super::REGISTRY;

/// A rule is called at tokens of its case that have one of its classes or shapes, or are covered by a dictionary match of one
/// of its kinds.
#[derive(Clone, Copy)]
pub(super) struct Trigger {
    pub(super) case: Case,
    pub(super) classes: Classes,
    pub(super) shapes: Shape,
    pub(super) kinds: KindSet,
}

/// The case of the tokens at which a rule is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Capitalised,
    Lower,
    Any,
}

impl Trigger {
    /// Called nowhere; to be completed by the methods below.
    pub(super) const fn new(case: Case) -> Self {
        Self { case, classes: Classes::NONE, shapes: Shape::NONE, kinds: KindSet::EMPTY }
    }

    pub(super) const fn classes(self, classes: Classes) -> Self {
        Self { classes, ..self }
    }

    pub(super) const fn shapes(self, shapes: Shape) -> Self {
        Self { shapes, ..self }
    }

    pub(super) const fn kinds(self, kinds: KindSet) -> Self {
        Self { kinds, ..self }
    }

    /// Whether a token of the right case calls for the rule.
    fn fits(&self, classes: Classes, shape: Shape, covered: KindSet) -> bool {
        self.classes.any(classes) || self.shapes.any(shape) || self.kinds.any(covered)
    }
}

/// Two tables, since most tokens are lower case and most rules want a capital: a token is then tested against a third of the rules.
pub(super) struct Tables {
    lower: Table,
    capitalised: Table,
}

impl Tables {
    /// The tables of the registry, made once.
    pub(super) fn get() -> &'static Self {
        static TABLES: LazyLock<Tables> =
            LazyLock::new(|| Tables { lower: Table::new(Case::Lower), capitalised: Table::new(Case::Capitalised) });
        &TABLES
    }

    /// The table for tokens of a shape.
    pub(super) fn of(&self, shape: Shape) -> &Table {
        if shape.has(Shape::CAPITALISED) { &self.capitalised } else { &self.lower }
    }
}

/// The rules that capitalised tokens can trigger, or the others, with one trigger that tells whether any of them fits.
pub(super) struct Table {
    any: Trigger,
    rules: Vec<(u16, Trigger)>,
}

impl Table {
    fn new(case: Case) -> Self {
        let wanted = |trigger: &Trigger| trigger.case == case || trigger.case == Case::Any;
        let rules: Vec<_> = REGISTRY
            .iter()
            .enumerate()
            .filter(|(_, rule)| wanted(&rule.trigger))
            .map(|(number, rule)| (number as u16, rule.trigger))
            .collect();
        let any = rules.iter().fold(Trigger::new(case), |any, (_, trigger)| Trigger {
            case,
            classes: any.classes | trigger.classes,
            shapes: any.shapes | trigger.shapes,
            kinds: any.kinds.union(trigger.kinds),
        });
        Self { any, rules }
    }

    /// The numbers of the rules that a token triggers, in the order of the registry.
    pub(super) fn triggered(&self, classes: Classes, shape: Shape, covered: KindSet) -> impl Iterator<Item = u16> {
        let rules = if self.any.fits(classes, shape, covered) { self.rules.as_slice() } else { &[] };
        rules.iter().filter(move |(_, trigger)| trigger.fits(classes, shape, covered)).map(|(number, _)| *number)
    }
}
