//! The values of a dimension, as far as its tests tell them apart, and what a test says of each.

use super::about::{About, positive};
use super::condition::{NO, UNKNOWN, YES};
use crate::calendar::Moment;
use crate::model::{CategoryId, Cond, Decimal, Domain, KindId, PartyId, RuleSet, Value};
use crate::terms::CompareOp;
use std::cmp::Ordering;

/// A value at which a comparison turns.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Bound {
    Number(Decimal),
    Moment(Moment),
    Count(i64),
    Text(String),
}

impl Bound {
    fn of(value: &Value) -> Option<Bound> {
        match value {
            Value::Number(number) => Some(Bound::Number(*number)),
            Value::Moment(at) => Some(Bound::Moment(*at)),
            Value::Text(text) => Some(Bound::Text(text.clone())),
            _ => None,
        }
    }

    fn order(&self, other: &Bound) -> Ordering {
        match (self, other) {
            (Bound::Number(one), Bound::Number(other)) => one.compare(*other),
            (Bound::Moment(one), Bound::Moment(other)) => one.cmp(other),
            (Bound::Count(one), Bound::Count(other)) => one.cmp(other),
            (Bound::Text(one), Bound::Text(other)) => one.cmp(other),
            _ => Ordering::Equal,
        }
    }
}

/// A value of a dimension, or several that no comparison can tell apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Base {
    /// Nothing is told.
    Untold,
    /// A kind.
    Kind(KindId),
    /// A category.
    Category(CategoryId),
    /// A party.
    Party(PartyId),
    /// A value of a `one of` field.
    Choice(u16),
    /// Yes or no; whether an event has happened.
    Is(bool),
    /// Exactly a bound.
    At(Bound),
    /// What lies strictly between two bounds; None: without end.
    Between(Option<Bound>, Option<Bound>),
    /// Of an atom: unknown.
    Unknown,
}

/// The values that some tests of one dimension tell apart.
pub(super) fn bases(rules: &RuleSet, about: &About, asked: &[&Cond]) -> Vec<Base> {
    let untold = || std::iter::once(Base::Untold);
    match about {
        About::Kind => (0..rules.kinds.len())
            .map(|at| Base::Kind(at.into()))
            .chain(untold())
            .collect(),
        About::Category => {
            let all = 0..rules.categories.len();
            all.map(|at| Base::Category(at.into())).chain(untold()).collect()
        }
        About::Handler => (0..rules.parties.len())
            .map(|at| Base::Party(at.into()))
            .chain(untold())
            .collect(),
        About::Field(field) => match rules.fields.get(field.index()).map(|own| &own.domain) {
            Some(Domain::YesOrNo) => [Base::Is(true), Base::Is(false)].into_iter().chain(untold()).collect(),
            Some(Domain::OneOf(values)) => {
                let all = 0..values.len();
                all.filter_map(|at| u16::try_from(at).ok())
                    .map(Base::Choice)
                    .chain(untold())
                    .collect()
            }
            _ => between(bounds(asked), None).into_iter().chain(untold()).collect(),
        },
        About::Has(_) => vec![Base::Is(true), Base::Is(false)],
        About::Count(_) | About::Findings(_) | About::Sample(_) => between(bounds(asked), Some(0)),
        About::Wordings(_) => between(bounds(asked), Some(0)).into_iter().chain(untold()).collect(),
        About::Measure(_) => between(bounds(asked), None).into_iter().chain(untold()).collect(),
        About::Occurrence => between(bounds(asked), Some(1)),
        About::Rung => between(bounds(asked), Some(0)),
        About::Atom(_) => vec![Base::Is(true), Base::Is(false), Base::Unknown],
        About::Other => Vec::new(),
    }
}

/// The values at which the tests turn, in order.
fn bounds(asked: &[&Cond]) -> Vec<Bound> {
    let mut all: Vec<Bound> = Vec::new();
    for test in asked {
        match test {
            Cond::Compare { value, .. } => all.extend(Bound::of(value)),
            Cond::In { values, .. } => all.extend(values.iter().filter_map(Bound::of)),
            Cond::EventCount { number, .. }
            | Cond::FindingCount { number, .. }
            | Cond::WordingCount { number, .. }
            | Cond::Sample { number, .. }
            | Cond::Occurrence { number, .. } => all.push(Bound::Count(*number)),
            Cond::AtRung(rung) => all.push(Bound::Count(i64::from(*rung))),
            _ => {}
        }
    }
    all.sort_by(Bound::order);
    all.dedup_by(|one, other| one.order(other).is_eq());
    all
}

/// Bounds, and what lies between them; of whole numbers nothing between neighbours, and nothing below the least.
fn between(bounds: Vec<Bound>, least: Option<i64>) -> Vec<Base> {
    let mut out = Vec::new();
    let mut below: Option<Bound> = None;
    let empty = |low: &Option<Bound>, high: &Bound| match (least, low, high) {
        (Some(least), None, Bound::Count(high)) => *high <= least,
        (Some(_), Some(Bound::Count(low)), Bound::Count(high)) => low.saturating_add(1) >= *high,
        _ => false,
    };
    for bound in bounds {
        if !empty(&below, &bound) {
            out.push(Base::Between(below.clone(), Some(bound.clone())));
        }
        let is_there = |least: i64| !matches!(bound, Bound::Count(number) if number < least);
        if least.is_none_or(is_there) {
            out.push(Base::At(bound.clone()));
        }
        below = Some(bound);
    }
    out.push(Base::Between(below, None));
    out
}

fn of(holds: bool) -> u32 {
    if holds { YES } else { NO }
}

/// What a test says of a value.
pub(super) fn truth(rules: &RuleSet, about: &About, test: &Cond, base: &Base) -> u32 {
    if let (About::Atom(_), base) = (about, base) {
        return match base {
            Base::Is(is) => of(*is != positive(test).1),
            _ => UNKNOWN,
        };
    }
    match (test, base) {
        (Cond::Told { given, .. }, base) => of((*base != Base::Untold) == *given),
        (_, Base::Untold | Base::Unknown) => UNKNOWN,
        (Cond::Has { negated, .. }, Base::Is(has)) => of(has != negated),
        (Cond::Compare { op, value, .. }, Base::At(_) | Base::Between(..)) => {
            Bound::of(value).map_or(UNKNOWN, |bound| compared(base, *op, &bound))
        }
        (Cond::Compare { op, value, .. }, base) => of(same(base, value) == (*op != CompareOp::NotEqual)),
        (Cond::In { values, negated, .. }, base) => {
            let among = values.iter().any(|value| match (base, value) {
                (Base::Category(own), Value::Category(other)) => rules.is_within(*own, *other),
                (Base::At(_) | Base::Between(..), value) => {
                    Bound::of(value).is_some_and(|bound| compared(base, CompareOp::Equal, &bound) == YES)
                }
                (base, value) => same(base, value),
            });
            of(among != *negated)
        }
        (
            Cond::EventCount { op, number, .. }
            | Cond::FindingCount { op, number, .. }
            | Cond::WordingCount { op, number, .. }
            | Cond::Sample { op, number, .. }
            | Cond::Occurrence { op, number },
            base,
        ) => compared(base, *op, &Bound::Count(*number)),
        (Cond::AtRung(rung), base) => compared(base, CompareOp::Equal, &Bound::Count(i64::from(*rung))),
        _ => UNKNOWN,
    }
}

fn same(base: &Base, value: &Value) -> bool {
    match (base, value) {
        (Base::Kind(own), Value::Kind(other)) => own == other,
        (Base::Category(own), Value::Category(other)) => own == other,
        (Base::Party(own), Value::Party(other)) => own == other,
        (Base::Choice(own), Value::Choice(other)) => own == other,
        (Base::Is(own), Value::YesNo(other)) => own == other,
        _ => false,
    }
}

/// A comparison of all that a base stands for with a bound: of a stretch, every value lies on one side of it.
fn compared(base: &Base, op: CompareOp, bound: &Bound) -> u32 {
    let order = match base {
        Base::At(own) => own.order(bound),
        Base::Between(_, Some(high)) if high.order(bound).is_le() => Ordering::Less,
        Base::Between(..) => Ordering::Greater,
        _ => return UNKNOWN,
    };
    of(op.holds(order))
}
