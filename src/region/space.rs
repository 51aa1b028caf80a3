//! The dimensions of a space: what conditions ask for, and the classes of values that none of them tells apart.

use super::condition::{NO, UNKNOWN, YES};
use super::diagram::Table;
use crate::calendar::Moment;
use crate::model::{CategoryId, Cond, Decimal, Domain, EventId, FieldId, KindId, PartyId, RuleSet, Subject, Value};
use crate::terms::CompareOp;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// What a dimension is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// The stated kind.
    Kind,
    /// The category.
    Category,
    /// Whoever holds the ticket.
    Handler,
    /// A declared field.
    Field(FieldId),
    /// Whether an event has happened.
    Has(EventId),
    /// How often an event happened.
    Count(EventId),
    /// The number of the ticket among its repeats.
    Occurrence,
    /// The rung at which it stands.
    Rung,
    /// Whatever this condition asks: it holds, it does not, or that is unknown.
    Atom(Cond),
    /// Something that is no condition: the dates on which values change.
    Other,
}

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

/// A test of one dimension: by class whether it holds (1), does not (0), or is unknown (2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The dimension.
    pub dimension: usize,
    /// By class.
    pub truths: Vec<u32>,
}

/// A dimension.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// What it is about.
    pub about: About,
    /// Its values.
    pub bases: Vec<Base>,
    /// By value: its class.
    pub class_of: Vec<usize>,
    /// The number of classes.
    pub classes: usize,
}

/// The space that some conditions span.
#[derive(Debug)]
pub struct Space<'r> {
    /// The rules whose names the conditions use.
    pub rules: &'r RuleSet,
    /// Its dimensions; the first is left to the caller.
    pub dimensions: Vec<Dimension>,
    /// The tests of the conditions, by position of the test among them.
    tests: HashMap<Cond, usize>,
    found: Vec<(usize, Vec<u32>)>,
}

impl<'r> Space<'r> {
    /// The space of some conditions; its first dimension has so many classes of the caller's own.
    #[must_use]
    pub fn of<'c>(rules: &'r RuleSet, first: usize, conditions: impl Iterator<Item = &'c Cond>) -> Space<'r> {
        let mut space = Space {
            rules,
            dimensions: vec![Dimension {
                about: About::Other,
                bases: Vec::new(),
                class_of: (0..first).collect(),
                classes: first,
            }],
            tests: HashMap::new(),
            found: Vec::new(),
        };
        let mut tests: Vec<&Cond> = Vec::new();
        let mut seen = HashSet::new();
        for condition in conditions {
            each_test(condition, &mut |test| {
                if seen.insert(test) {
                    tests.push(test);
                }
            });
        }
        // What tickets tell from the beginning comes first: most rows ask it.
        let mut groups: Vec<(About, Vec<usize>)> = Vec::new();
        let mut at: HashMap<About, usize> = HashMap::new();
        for (number, test) in tests.iter().enumerate() {
            let about = about(rules, test);
            let group = *at.entry(about.clone()).or_insert_with(|| {
                groups.push((about, Vec::new()));
                groups.len() - 1
            });
            groups[group].1.push(number);
        }
        groups.sort_by_key(|(about, _)| rank(about));
        for (about, own) in groups {
            let asked: Vec<&Cond> = own.iter().map(|number| tests[*number]).collect();
            space.add(about, &asked);
        }
        space
    }

    /// The number of classes of each dimension.
    #[must_use]
    pub fn widths(&self) -> Vec<usize> {
        self.dimensions.iter().map(|own| own.classes).collect()
    }

    /// A test that is no conjunction and no alternative.
    #[must_use]
    pub fn test(&self, cond: &Cond) -> Option<Test> {
        let (dimension, truths) = self.found.get(*self.tests.get(cond)?)?;
        Some(Test {
            dimension: *dimension,
            truths: truths.clone(),
        })
    }

    fn add(&mut self, about: About, asked: &[&Cond]) {
        let bases = bases(self.rules, &about, asked);
        let truths: Vec<Vec<u32>> = asked
            .iter()
            .map(|test| bases.iter().map(|base| truth(self.rules, &about, test, base)).collect())
            .collect();
        // Values stay in one class as long as every test says the same of them.
        let mut class_of = vec![0usize; bases.len()];
        let mut classes = usize::from(!bases.is_empty());
        for told in &truths {
            let mut split: Table<(usize, u32), usize> = Table::default();
            for (class, truth) in class_of.iter_mut().zip(told) {
                let next = split.len();
                *class = *split.entry((*class, *truth)).or_insert(next);
            }
            classes = split.len();
        }
        let dimension = self.dimensions.len();
        for (test, told) in asked.iter().zip(truths) {
            let mut by_class = vec![0; classes];
            for (class, truth) in class_of.iter().zip(told) {
                by_class[*class] = truth;
            }
            self.tests.insert((*test).clone(), self.found.len());
            self.found.push((dimension, by_class));
        }
        self.dimensions.push(Dimension {
            about,
            bases,
            class_of,
            classes,
        });
    }
}

/// The tests a condition is made of.
fn each_test<'c>(cond: &'c Cond, to: &mut impl FnMut(&'c Cond)) {
    match cond {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().for_each(|test| each_test(test, to)),
        test => to(test),
    }
}

/// The order of dimensions.
fn rank(about: &About) -> u8 {
    match about {
        About::Other => 0,
        About::Kind => 1,
        About::Category => 2,
        About::Handler => 3,
        About::Field(_) => 4,
        About::Occurrence => 5,
        About::Has(_) => 6,
        About::Count(_) => 7,
        About::Rung => 8,
        About::Atom(_) => 9,
    }
}

fn about(rules: &RuleSet, test: &Cond) -> About {
    match test {
        Cond::Compare { subject, op, value } => match subject {
            Subject::Kind => About::Kind,
            Subject::Category => About::Category,
            Subject::Handler => About::Handler,
            Subject::Field(field) if is_compared(rules, *field, *op, value) => About::Field(*field),
            _ => About::Atom(test.clone()),
        },
        Cond::In { subject, .. } => match subject {
            Subject::Kind => About::Kind,
            Subject::Category => About::Category,
            Subject::Handler => About::Handler,
            Subject::Field(field) => About::Field(*field),
            _ => About::Atom(positive(test).0),
        },
        Cond::Told { field, .. } => About::Field(*field),
        Cond::Has { event, .. } => About::Has(*event),
        Cond::EventCount { event, .. } => About::Count(*event),
        Cond::Occurrence { .. } => About::Occurrence,
        Cond::AtRung(_) => About::Rung,
        other => About::Atom(positive(other).0),
    }
}

/// Whether a comparison of a field is one that its values decide.
fn is_compared(rules: &RuleSet, field: FieldId, op: CompareOp, value: &Value) -> bool {
    let domain = rules.fields.get(field.index()).map(|own| &own.domain);
    let named = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
    match (domain, value) {
        (Some(Domain::Number), Value::Number(_)) | (Some(Domain::PointInTime), Value::Moment(_)) => true,
        (Some(Domain::YesOrNo), Value::YesNo(_)) | (Some(Domain::OneOf(_)), Value::Choice(_)) => named,
        (Some(Domain::Text), Value::Text(_)) => named,
        _ => false,
    }
}

/// A test without its negation, and whether it had one.
fn positive(test: &Cond) -> (Cond, bool) {
    match test {
        Cond::Recurs { after, within, negated } => (
            Cond::Recurs {
                after: *after,
                within: *within,
                negated: false,
            },
            *negated,
        ),
        Cond::Resolved { negated } => (Cond::Resolved { negated: false }, *negated),
        other => (other.clone(), false),
    }
}

fn bases(rules: &RuleSet, about: &About, asked: &[&Cond]) -> Vec<Base> {
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
        About::Count(_) => between(bounds(asked), Some(0)),
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
            Cond::EventCount { number, .. } | Cond::Occurrence { number, .. } => all.push(Bound::Count(*number)),
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
fn truth(rules: &RuleSet, about: &About, test: &Cond, base: &Base) -> u32 {
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
        (Cond::EventCount { op, number, .. } | Cond::Occurrence { op, number }, base) => {
            compared(base, *op, &Bound::Count(*number))
        }
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
