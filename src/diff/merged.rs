//! Both rule sets over one set of names: the new rules, and behind their entries what only the old ones have.

use super::pairing::Pairing;
use super::sort::Sort;
use crate::model::{
    CategoryId, Cond, Counted, DeadlineId, Domain, EventId, FieldId, Found, KindId, LimitOf, PartyId, RuleSet,
    ScheduleId, Subject, Target, Value, WordingId,
};

/// The entries of both.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The new rules with what only the old ones have behind it: for names and domains, not to judge by.
    pub rules: RuleSet,
    /// Categories stand below others than before: what asks for categories is not held against each other.
    pub trees_differ: bool,
    parties: Vec<PartyId>,
    kinds: Vec<KindId>,
    categories: Vec<CategoryId>,
    fields: Vec<FieldId>,
    /// By old field: the new places of its values.
    choices: Vec<Vec<u16>>,
    events: Vec<EventId>,
    deadlines: Vec<DeadlineId>,
    schedules: Vec<ScheduleId>,
    findings: Vec<u16>,
    wordings: Vec<WordingId>,
}

/// The place of every old entry: that of its counterpart, or a new one behind all.
fn places<T: Clone, I: From<usize>>(into: &mut Vec<T>, old: &[T], new_of: impl Fn(usize) -> Option<usize>) -> Vec<I> {
    let place = |(at, own): (usize, &T)| match new_of(at) {
        Some(known) => I::from(known),
        None => {
            into.push(own.clone());
            I::from(into.len() - 1)
        }
    };
    old.iter().enumerate().map(place).collect()
}

impl Merged {
    /// Puts the entries of two rule sets together.
    #[must_use]
    pub fn of(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> Merged {
        let mut rules = new.clone();
        let new_of = |sort: Sort| move |at: usize| pairing.new_of(sort, at);
        let parties = places(&mut rules.parties, &old.parties, new_of(Sort::Party));
        let kinds = places(&mut rules.kinds, &old.kinds, new_of(Sort::Kind));
        let fields: Vec<FieldId> = places(&mut rules.fields, &old.fields, new_of(Sort::Field));
        let events = places(&mut rules.events, &old.events, new_of(Sort::Event));
        let deadlines = places(&mut rules.deadlines, &old.deadlines, new_of(Sort::Deadline));
        let schedules = places(&mut rules.schedules, &old.schedules, new_of(Sort::Schedule));
        let wordings = places(&mut rules.wordings, &old.wordings, new_of(Sort::Wording));
        let own = rules.categories.len();
        let categories: Vec<CategoryId> = places(&mut rules.categories, &old.categories, new_of(Sort::Category));
        let mut trees_differ = false;
        for (at, category) in old.categories.iter().enumerate() {
            let parent = category.parent.map(|parent| categories[parent.index()]);
            match rules.categories.get_mut(categories[at].index()) {
                Some(place) if categories[at].index() >= own => place.parent = parent,
                Some(place) => trees_differ |= place.parent != parent,
                None => {}
            }
        }
        let choices = old.fields.iter().enumerate().map(|(at, field)| {
            let place = rules.fields.get_mut(fields[at].index()).map(|own| &mut own.domain);
            match (&field.domain, place) {
                (Domain::OneOf(was), Some(Domain::OneOf(is))) => {
                    let mut place = |value: &String| {
                        let known = is.iter().position(|own| own == value).unwrap_or_else(|| {
                            is.push(value.clone());
                            is.len() - 1
                        });
                        u16::try_from(known).unwrap_or(u16::MAX)
                    };
                    was.iter().map(&mut place).collect()
                }
                _ => Vec::new(),
            }
        });
        let choices = choices.collect();
        let mut findings = rules.findings.clone();
        let findings: Vec<usize> = places(&mut findings, &old.findings, new_of(Sort::Finding));
        Merged {
            rules,
            trees_differ,
            parties,
            kinds,
            categories,
            fields,
            choices,
            events,
            deadlines,
            schedules,
            findings: findings.into_iter().filter_map(|at| u16::try_from(at).ok()).collect(),
            wordings,
        }
    }

    /// A condition of the old rules.
    #[must_use]
    pub fn condition(&self, cond: &Cond) -> Cond {
        let all = |tests: &[Cond]| tests.iter().map(|test| self.condition(test)).collect();
        match cond {
            Cond::And(tests) => Cond::And(all(tests)),
            Cond::Or(tests) => Cond::Or(all(tests)),
            Cond::Compare { subject, op, value } => Cond::Compare {
                subject: self.subject(*subject),
                op: *op,
                value: self.value(*subject, value),
            },
            Cond::In {
                subject,
                values,
                negated,
            } => Cond::In {
                subject: self.subject(*subject),
                values: values.iter().map(|value| self.value(*subject, value)).collect(),
                negated: *negated,
            },
            Cond::Told { field, given } => Cond::Told {
                field: self.field(*field),
                given: *given,
            },
            Cond::Has { event, negated } => Cond::Has {
                event: self.event(*event),
                negated: *negated,
            },
            Cond::EventCount { event, op, number } => Cond::EventCount {
                event: self.event(*event),
                op: *op,
                number: *number,
            },
            Cond::FindingCount { finding, op, number } => Cond::FindingCount {
                finding: match finding {
                    Found::Stated(id) => {
                        let known = self.findings.get(id.index()).copied();
                        Found::Stated(crate::model::FindingId(known.unwrap_or(u16::MAX)))
                    }
                    Found::NotRaised => Found::NotRaised,
                },
                op: *op,
                number: *number,
            },
            Cond::WordingCount { wording, op, number } => Cond::WordingCount {
                wording: at(&self.wordings, wording.index(), *wording),
                op: *op,
                number: *number,
            },
            Cond::Before { first, second } => Cond::Before {
                first: self.event(*first),
                second: self.event(*second),
            },
            Cond::Overdue { target, by } => Cond::Overdue {
                target: self.target(*target),
                by: *by,
            },
            Cond::NotOverdue { target } => Cond::NotOverdue {
                target: self.target(*target),
            },
            Cond::OnTime { target } => Cond::OnTime {
                target: self.target(*target),
            },
            Cond::Recurs { after, within, negated } => Cond::Recurs {
                after: self.event(*after),
                within: *within,
                negated: *negated,
            },
            Cond::Occurrence { .. } | Cond::Resolved { .. } | Cond::AtRung(_) | Cond::Sample { .. } => cond.clone(),
        }
    }

    /// A limit of the old rules.
    #[must_use]
    pub fn limit(&self, limit: LimitOf) -> LimitOf {
        match limit {
            LimitOf::Before(quantity, field) => LimitOf::Before(quantity.plain(), self.field(field)),
            LimitOf::Field(field) => LimitOf::Field(self.field(field)),
            other => plain_limit(other),
        }
    }

    fn subject(&self, subject: Subject) -> Subject {
        match subject {
            Subject::Field(field) => Subject::Field(self.field(field)),
            other => other,
        }
    }

    fn value(&self, subject: Subject, value: &Value) -> Value {
        match (value, subject) {
            (Value::Kind(id), _) => Value::Kind(at(&self.kinds, id.index(), *id)),
            (Value::Category(id), _) => Value::Category(at(&self.categories, id.index(), *id)),
            (Value::Party(id), _) => Value::Party(at(&self.parties, id.index(), *id)),
            (Value::Choice(own), Subject::Field(field)) => {
                let places = self.choices.get(field.index());
                Value::Choice(places.map_or(*own, |places| at(places, usize::from(*own), *own)))
            }
            (other, _) => other.clone(),
        }
    }

    fn field(&self, field: FieldId) -> FieldId {
        at(&self.fields, field.index(), field)
    }

    fn event(&self, event: EventId) -> EventId {
        at(&self.events, event.index(), event)
    }

    fn target(&self, target: Target) -> Target {
        match target {
            Target::Deadline(id) => Target::Deadline(at(&self.deadlines, id.index(), id)),
            Target::Schedule(id) => Target::Schedule(at(&self.schedules, id.index(), id)),
            Target::Rung(rung) => Target::Rung(rung),
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

fn at<T: Copy>(list: &[T], index: usize, else_own: T) -> T {
    list.get(index).copied().unwrap_or(else_own)
}
