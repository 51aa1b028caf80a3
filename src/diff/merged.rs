//! Both rule sets over one set of names: the new rules, and behind their entries what only the old ones have.

use super::numbering::Numbering;
use super::pairing::Pairing;
use super::sort::Sort;
use crate::model::{CategoryId, Cond, Counted, Domain, EventId, LimitOf, RuleSet};
use std::collections::BTreeMap;

/// The entries of both.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The new rules with what only the old ones have behind it: for names and domains, not to judge by.
    pub rules: RuleSet,
    /// The numbers of the old rules in the merged ones.
    was: Numbering,
    /// Those of the new rules: their own.
    is: Numbering,
}

/// The place of every old entry: that of its counterpart, or a new one behind all.
fn places<T: Clone>(into: &mut Vec<T>, old: &[T], new_of: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let place = |(at, own): (usize, &T)| {
        new_of(at).unwrap_or_else(|| {
            into.push(own.clone());
            into.len() - 1
        })
    };
    old.iter().enumerate().map(place).collect()
}

impl Merged {
    /// Puts the entries of two rule sets together.
    #[must_use]
    pub fn of(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> Merged {
        let mut rules = new.clone();
        let mut all: BTreeMap<Sort, Vec<usize>> = BTreeMap::new();
        macro_rules! put {
            ($($sort:ident $list:ident)*) => {$(
                let own = places(&mut rules.$list, &old.$list, |at| pairing.new_of(Sort::$sort, at));
                all.insert(Sort::$sort, own);
            )*};
        }
        put!(Party parties Kind kinds Field fields Event events Deadline deadlines Schedule schedules);
        put!(Wording wordings Finding findings Metric metrics Satisfaction satisfactions Category categories);
        let place = |sort: Sort, at: usize| all.get(&sort)?.get(at).copied();
        for (at, category) in old.categories.iter().enumerate() {
            let parent = category.parent.and_then(|parent| place(Sort::Category, parent.index()));
            let own = place(Sort::Category, at).filter(|own| *own >= new.categories.len());
            if let Some(own) = own.and_then(|own| rules.categories.get_mut(own)) {
                own.parent = parent.map(CategoryId::from);
            }
        }
        for (at, field) in old.fields.iter().enumerate() {
            let known = place(Sort::Field, at).and_then(|own| rules.fields.get_mut(own));
            if let (Domain::OneOf(was), Some(Domain::OneOf(is))) = (&field.domain, known.map(|own| &mut own.domain)) {
                let more = was
                    .iter()
                    .filter(|value| !is.contains(value))
                    .cloned()
                    .collect::<Vec<_>>();
                is.extend(more);
            }
        }
        let was = Numbering::of(old, &rules, place);
        let is = Numbering::of(new, &rules, |_, at| Some(at));
        Merged { rules, was, is }
    }

    /// A condition of the old rules.
    #[must_use]
    pub fn old(&self, cond: &Cond) -> Cond {
        // Everything of the old rules has a number.
        self.was.condition(cond).unwrap_or_else(|| cond.clone())
    }

    /// A condition of the new rules, its lengths in units that are alike where they mean the same.
    #[must_use]
    pub fn new(&self, cond: &Cond) -> Cond {
        self.is.condition(cond).unwrap_or_else(|| cond.clone())
    }

    /// The numbers of the new rules in the old ones.
    pub(super) fn back(&self, old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> Numbering {
        Numbering::of(new, old, |sort, at| pairing.old_of(sort, at))
    }

    /// An event of the old rules.
    pub(super) fn event(&self, event: EventId) -> EventId {
        self.was.event(event).unwrap_or(event)
    }

    /// A limit of the old rules.
    #[must_use]
    pub fn limit(&self, limit: LimitOf) -> LimitOf {
        let field = |own| self.was.field(own).unwrap_or(own);
        match limit {
            LimitOf::Before(quantity, own) => LimitOf::Before(quantity.plain(), field(own)),
            LimitOf::Field(own) => LimitOf::Field(field(own)),
            other => plain_limit(other),
        }
    }
}

/// A limit in units that are alike where they mean the same: `24 hours` is `1440 minutes`.
#[must_use]
pub fn plain_limit(limit: LimitOf) -> LimitOf {
    let counted = |own: Counted| match own {
        Counted::Quantity(quantity) => Counted::Quantity(quantity.plain()),
        day => day,
    };
    match limit {
        LimitOf::Quantity(quantity) => LimitOf::Quantity(quantity.plain()),
        LimitOf::Of(which, one, other) => LimitOf::Of(which, counted(one), counted(other)),
        LimitOf::Before(quantity, field) => LimitOf::Before(quantity.plain(), field),
        other => other,
    }
}
