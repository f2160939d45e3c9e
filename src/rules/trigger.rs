//! [`Trigger`]: at which tokens a rule is called, and the tables that find the rules of a token.

use std::sync::LazyLock;

use crate::dictionary::classes::Classes;
use crate::kind::KindSet;
use crate::text::{Shape, Token};

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

    /// Fills `points` with the tokens that may trigger a rule: capitals, and others by their
    /// classes and shapes, since no rule is called at others for a dictionary match. Each is written to the list, and kept if it belongs there; guessing which does costs more.
    pub(super) fn list_points(&self, tokens: &[Token], classes: &[Classes], points: &mut Vec<u32>) {
        debug_assert!(self.lower.any.kinds.is_empty());
        points.resize(tokens.len(), 0);
        let mut count = 0;
        let shapes = self.lower.any.shapes | Shape::CAPITALISED;
        for (i, (token, classes)) in (0..).zip(tokens.iter().zip(classes)) {
            points[count] = i;
            count += usize::from(token.shape.any(shapes) | classes.any(self.lower.any.classes));
        }
        points.truncate(count);
    }

    /// The table for tokens of a shape.
    pub(super) fn of(&self, shape: Shape) -> &Table {
        if shape.has(Shape::CAPITALISED) { &self.capitalised } else { &self.lower }
    }
}

/// The rules that capitalised tokens can trigger, or the others: one bit a rule, by its place in the registry.
pub(super) struct Table {
    /// What triggers any of them.
    any: Trigger,
    /// The rules that each class, shape and kind triggers, by their bits.
    by_class: [u64; 64],
    by_shape: [u64; 16],
    by_kind: [u64; 8],
}

impl Table {
    fn new(case: Case) -> Self {
        let mut table = Self { any: Trigger::new(case), by_class: [0; 64], by_shape: [0; 16], by_kind: [0; 8] };
        for (number, rule) in REGISTRY.iter().enumerate() {
            let trigger = &rule.trigger;
            if trigger.case != case && trigger.case != Case::Any {
                continue;
            }
            table.any = Trigger {
                case,
                classes: table.any.classes | trigger.classes,
                shapes: table.any.shapes | trigger.shapes,
                kinds: table.any.kinds.union(trigger.kinds),
            };
            let rule = 1 << number;
            for bit in bits(trigger.classes.bits()) {
                table.by_class[bit] |= rule;
            }
            for bit in bits(trigger.shapes.bits().into()) {
                table.by_shape[bit] |= rule;
            }
            for bit in bits(trigger.kinds.bits().into()) {
                table.by_kind[bit] |= rule;
            }
        }
        table
    }

    /// The numbers of the rules that a token triggers, in the order of the registry.
    pub(super) fn triggered(&self, classes: Classes, shape: Shape, covered: KindSet) -> impl Iterator<Item = u16> {
        let mut rules = 0;
        for bit in bits(classes.bits() & self.any.classes.bits()) {
            rules |= self.by_class[bit];
        }
        for bit in bits((shape.bits() & self.any.shapes.bits()).into()) {
            rules |= self.by_shape[bit];
        }
        for bit in bits((covered.bits() & self.any.kinds.bits()).into()) {
            rules |= self.by_kind[bit];
        }
        bits(rules).map(|number| number as u16)
    }
}

/// The places of the bits that are set, lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (bit < 64).then_some(bit as usize)
    })
}
