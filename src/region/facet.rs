//! A region in conditions: what of each dimension belongs to it, as one would write it.

use super::about::About;
use super::regions::Region;
use super::space::{Dimension, Space};
use super::values::{Base, Bound};
use crate::model::{CategoryId, Cond, RuleSet, Subject, Value};
use crate::terms::CompareOp;

/// What of one dimension belongs to a region.
#[derive(Debug, Clone, PartialEq)]
pub enum Facet {
    /// Where a condition holds.
    Holds(Cond),
    /// Where it does not.
    HoldsNot(Cond),
    /// Where it holds, and where what it asks is not told.
    HoldsOrUntold(Cond),
    /// Where something is told, by a condition that asks it.
    Told(Cond),
    /// Where something is not told, by a condition that asks it.
    Untold(Cond),
    /// Classes of the caller's own dimension.
    Own(Vec<bool>),
}

impl Space<'_> {
    /// A region in conditions, dimension by dimension.
    #[must_use]
    pub fn facets(&self, of: &Region) -> Vec<Facet> {
        let each = of.iter().filter_map(|(at, classes)| {
            let dimension = self.dimensions.get(*at)?;
            match dimension.about {
                About::Other => Some(Facet::Own(classes.clone())),
                _ => facet(self.rules, dimension, classes),
            }
        });
        each.collect()
    }
}

fn facet(rules: &RuleSet, dimension: &Dimension, classes: &[bool]) -> Option<Facet> {
    let is_in = |at: usize| classes.get(dimension.class_of[at]).copied().unwrap_or(false);
    let at = |base: &Base| dimension.bases.iter().position(|own| own == base).is_some_and(is_in);
    let untold = at(&Base::Untold);
    if let About::Atom(cond) = &dimension.about {
        return Some(match (at(&Base::Is(true)), at(&Base::Is(false)), at(&Base::Unknown)) {
            (true, false, false) => Facet::Holds(cond.clone()),
            (true, false, true) => Facet::HoldsOrUntold(cond.clone()),
            (false, true, _) => Facet::HoldsNot(cond.clone()),
            (false, false, true) => Facet::Untold(cond.clone()),
            _ => return None,
        });
    }
    let told: Vec<usize> = (0..dimension.bases.len())
        .filter(|at| dimension.bases[*at] != Base::Untold)
        .collect();
    let inside: Vec<usize> = told.iter().copied().filter(|at| is_in(*at)).collect();
    let outside: Vec<usize> = told.iter().copied().filter(|at| !is_in(*at)).collect();
    let bases = |places: &[usize]| -> Vec<Base> { places.iter().map(|at| dimension.bases[*at].clone()).collect() };
    let field = |given: bool| match dimension.about {
        About::Field(field) => Some(Facet::Holds(Cond::Told { field, given })),
        _ => None,
    };
    let any = || any(rules, &dimension.about, &bases(&told));
    let cond = match (inside.is_empty(), outside.is_empty()) {
        (true, _) if untold => return field(false).or_else(|| any().map(Facet::Untold)),
        (_, true) if !untold => return field(true).or_else(|| any().map(Facet::Told)),
        (true, _) | (_, true) => return None,
        _ => match among(rules, &dimension.about, &bases(&inside), &bases(&outside)) {
            Some(cond) => cond,
            None => return among(rules, &dimension.about, &bases(&outside), &[]).map(Facet::HoldsNot),
        },
    };
    Some(if untold {
        Facet::HoldsOrUntold(cond)
    } else {
        Facet::Holds(cond)
    })
}

/// Any condition that asks a dimension.
fn any(rules: &RuleSet, about: &About, bases: &[Base]) -> Option<Cond> {
    let first = bases.first().cloned()?;
    among(rules, about, &[first], &[])
}

/// A condition that holds for some values and not for the others, by whichever are fewer.
fn among(rules: &RuleSet, about: &About, inside: &[Base], outside: &[Base]) -> Option<Cond> {
    let subject = match about {
        About::Kind => Subject::Kind,
        About::Category => return Some(categories(rules, inside, outside)),
        About::Handler => Subject::Handler,
        About::Field(field) => Subject::Field(*field),
        About::Has(event) => {
            return Some(Cond::Has {
                event: *event,
                negated: !inside.contains(&Base::Is(true)),
            });
        }
        About::Count(_) | About::Findings(_) | About::Wordings(_) | About::Sample(_) | About::Occurrence => {
            return Some(ranges(inside, &|op, bound| match bound {
                Bound::Count(number) => count(about, op, *number),
                _ => None,
            }));
        }
        About::Rung => return rungs(inside),
        About::Measure(subject) => *subject,
        About::Atom(_) | About::Other => return None,
    };
    let ordered = inside
        .iter()
        .any(|base| matches!(base, Base::At(_) | Base::Between(..)));
    if ordered {
        return Some(ranges(inside, &|op, bound| {
            let value = match bound {
                Bound::Number(number) => Value::Number(*number),
                Bound::Moment(at) => Value::Moment(*at),
                Bound::Text(text) => Value::Text(text.clone()),
                Bound::Count(_) => return None,
            };
            Some(Cond::Compare { subject, op, value })
        }));
    }
    let negated = !outside.is_empty() && outside.len() < inside.len();
    let values: Vec<Value> = if negated { outside } else { inside }
        .iter()
        .filter_map(value)
        .collect();
    Some(match values.as_slice() {
        [only] => Cond::Compare {
            subject,
            op: if negated { CompareOp::NotEqual } else { CompareOp::Equal },
            value: only.clone(),
        },
        _ => Cond::In {
            subject,
            values,
            negated,
        },
    })
}

/// A comparison of what a dimension counts.
fn count(about: &About, op: CompareOp, number: i64) -> Option<Cond> {
    Some(match about {
        About::Count(event) => Cond::EventCount {
            event: *event,
            op,
            number,
        },
        About::Findings(finding) => Cond::FindingCount {
            finding: *finding,
            op,
            number,
        },
        About::Wordings(wording) => Cond::WordingCount {
            wording: *wording,
            op,
            number,
        },
        About::Sample(of) => Cond::Sample {
            of: of.clone(),
            op,
            number,
        },
        About::Occurrence => Cond::Occurrence { op, number },
        _ => return None,
    })
}

/// A condition that holds at some rungs; None where no such condition can be written: at any but some.
fn rungs(inside: &[Base]) -> Option<Cond> {
    let each = inside.iter().map(|base| match base {
        Base::At(Bound::Count(rung)) => u8::try_from(*rung).ok().map(Cond::AtRung),
        _ => None,
    });
    each.collect::<Option<Vec<Cond>>>().map(one_or)
}

fn value(base: &Base) -> Option<Value> {
    match base {
        Base::Kind(id) => Some(Value::Kind(*id)),
        Base::Category(id) => Some(Value::Category(*id)),
        Base::Party(id) => Some(Value::Party(*id)),
        Base::Choice(at) => Some(Value::Choice(*at)),
        Base::Is(is) => Some(Value::YesNo(*is)),
        _ => None,
    }
}

/// Categories by the highest of them of which all below belong to it.
fn categories(rules: &RuleSet, inside: &[Base], outside: &[Base]) -> Cond {
    let ids = |bases: &[Base]| -> Vec<CategoryId> {
        let ids = bases.iter().filter_map(|base| match base {
            Base::Category(id) => Some(*id),
            _ => None,
        });
        ids.collect()
    };
    let (inside, outside) = (ids(inside), ids(outside));
    // Whole trees, and single categories of which not all that is below belongs to it.
    let told = |own: &[CategoryId], other: &[CategoryId]| -> (Vec<CategoryId>, Vec<CategoryId>) {
        let whole = |id: CategoryId| !other.iter().any(|other| rules.is_within(*other, id));
        let parent_whole = |id: CategoryId| {
            let parent = rules.categories.get(id.index()).and_then(|own| own.parent);
            parent.is_some_and(|parent| own.contains(&parent) && whole(parent))
        };
        let trees = own
            .iter()
            .copied()
            .filter(|id| whole(*id) && !parent_whole(*id))
            .collect();
        (trees, own.iter().copied().filter(|id| !whole(*id)).collect())
    };
    let (yes, no) = (told(&inside, &outside), told(&outside, &inside));
    let size = |told: &(Vec<CategoryId>, Vec<CategoryId>)| told.0.len() + 2 * told.1.len();
    let negated = !outside.is_empty() && size(&no) < size(&yes);
    let (trees, single) = if negated { no } else { yes };
    let mut tests = Vec::new();
    if !trees.is_empty() {
        tests.push(Cond::In {
            subject: Subject::Category,
            values: trees.into_iter().map(Value::Category).collect(),
            negated,
        });
    }
    tests.extend(single.into_iter().map(|id| Cond::Compare {
        subject: Subject::Category,
        op: if negated { CompareOp::NotEqual } else { CompareOp::Equal },
        value: Value::Category(id),
    }));
    match (tests.len(), negated) {
        (1, _) | (_, false) => one_or(tests),
        _ => Cond::And(tests),
    }
}

/// Values in order as comparisons: each stretch of neighbours is one.
fn ranges(inside: &[Base], test: &dyn Fn(CompareOp, &Bound) -> Option<Cond>) -> Cond {
    // Neighbours share a bound.
    let ends = |base: &Base| match base {
        Base::At(bound) => (Some((bound.clone(), true)), Some((bound.clone(), true))),
        Base::Between(low, high) => (
            low.clone().map(|bound| (bound, false)),
            high.clone().map(|bound| (bound, false)),
        ),
        _ => (None, None),
    };
    type End = Option<(Bound, bool)>;
    let mut stretches: Vec<(End, End)> = Vec::new();
    for (low, high) in inside.iter().map(ends) {
        let joins = stretches.last().is_some_and(|(_, end)| match (end, &low) {
            // One of the two has the bound itself, else it lies between them.
            (Some((end, has)), Some((low, had))) => end == low && has != had,
            _ => false,
        });
        match stretches.last_mut().filter(|_| joins) {
            Some(last) => last.1 = high,
            None => stretches.push((low, high)),
        }
    }
    let each = stretches.into_iter().map(|(low, high)| {
        if let (Some((low, true)), Some((high, true))) = (&low, &high)
            && low == high
        {
            return one_or(test(CompareOp::Equal, low).into_iter().collect());
        }
        let from = low.and_then(|(bound, at)| test(if at { CompareOp::AtLeast } else { CompareOp::Greater }, &bound));
        let to = high.and_then(|(bound, at)| test(if at { CompareOp::AtMost } else { CompareOp::Less }, &bound));
        match (from, to) {
            (Some(from), Some(to)) => Cond::And(vec![from, to]),
            (from, to) => one_or(from.into_iter().chain(to).collect()),
        }
    });
    one_or(each.collect())
}

fn one_or(mut tests: Vec<Cond>) -> Cond {
    match tests.len() {
        1 => tests.swap_remove(0),
        _ => Cond::Or(tests),
    }
}
