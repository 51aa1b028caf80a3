//! The numbers that one rule set gives its entries, in those of another.

use super::sort::Sort;
use crate::model::{
    CategoryId, Cond, DeadlineId, Domain, EventId, FieldId, FindingId, Found, KindId, MetricId, PartyId, RuleSet,
    ScheduleId, Subject, Target, Value, WordingId,
};
use crate::terms::CompareOp;

/// By entry of the one the entry of the other; None: the other has none.
#[derive(Debug, Clone)]
pub(super) struct Numbering {
    parties: Vec<Option<PartyId>>,
    kinds: Vec<Option<KindId>>,
    categories: Vec<Option<CategoryId>>,
    fields: Vec<Option<FieldId>>,
    /// By field: the places of its values.
    choices: Vec<Vec<Option<u16>>>,
    events: Vec<Option<EventId>>,
    deadlines: Vec<Option<DeadlineId>>,
    schedules: Vec<Option<ScheduleId>>,
    findings: Vec<Option<FindingId>>,
    wordings: Vec<Option<WordingId>>,
    metrics: Vec<Option<MetricId>>,
    satisfactions: Vec<Option<u16>>,
    /// By category those within it, where a category stands below another than there; else empty.
    within: Vec<Vec<CategoryId>>,
}

impl Numbering {
    /// The numbers of one rule set in another; `place` knows the entries.
    pub fn of(from: &RuleSet, to: &RuleSet, place: impl Fn(Sort, usize) -> Option<usize>) -> Numbering {
        fn each<I: From<usize>>(length: usize, place: impl Fn(usize) -> Option<usize>) -> Vec<Option<I>> {
            (0..length).map(|at| place(at).map(I::from)).collect()
        }
        let of = |sort: Sort| {
            let place = &place;
            move |at: usize| place(sort, at)
        };
        let categories: Vec<Option<CategoryId>> = each(from.categories.len(), of(Sort::Category));
        let parent = |rules: &RuleSet, at: CategoryId| rules.categories.get(at.index()).and_then(|own| own.parent);
        let moved = categories.iter().enumerate().any(|(at, known)| {
            let above = parent(from, at.into()).map(|above| categories[above.index()]);
            known.is_some_and(|known| parent(to, known).map(Some) != above)
        });
        let all = || (0..from.categories.len()).map(CategoryId::from);
        let within = |top: CategoryId| -> Vec<CategoryId> {
            let own = all().filter(|own| from.is_within(*own, top));
            own.filter_map(|own| categories[own.index()]).collect()
        };
        let choices = from.fields.iter().enumerate().map(|(at, field)| {
            let known = place(Sort::Field, at).and_then(|own| to.fields.get(own));
            match (&field.domain, known.map(|own| &own.domain)) {
                (Domain::OneOf(from), Some(Domain::OneOf(to))) => {
                    let place = |value| {
                        to.iter()
                            .position(|own| own == value)
                            .and_then(|at| u16::try_from(at).ok())
                    };
                    from.iter().map(place).collect()
                }
                _ => Vec::new(),
            }
        });
        Numbering {
            parties: each(from.parties.len(), of(Sort::Party)),
            kinds: each(from.kinds.len(), of(Sort::Kind)),
            fields: each(from.fields.len(), of(Sort::Field)),
            choices: choices.collect(),
            events: each(from.events.len(), of(Sort::Event)),
            deadlines: each(from.deadlines.len(), of(Sort::Deadline)),
            schedules: each(from.schedules.len(), of(Sort::Schedule)),
            findings: each(from.findings.len(), of(Sort::Finding)),
            wordings: each(from.wordings.len(), of(Sort::Wording)),
            metrics: each(from.metrics.len(), of(Sort::Metric)),
            satisfactions: (0..from.satisfactions.len())
                .map(|at| u16::try_from(place(Sort::Satisfaction, at)?).ok())
                .collect(),
            within: if moved { all().map(within).collect() } else { Vec::new() },
            categories,
        }
    }

    /// The same condition there; None where it names what the other rule set does not have.
    pub fn condition(&self, cond: &Cond) -> Option<Cond> {
        let all = |tests: &[Cond]| tests.iter().map(|test| self.condition(test)).collect::<Option<_>>();
        Some(match cond {
            Cond::And(tests) => Cond::And(all(tests)?),
            Cond::Or(tests) => Cond::Or(all(tests)?),
            Cond::Compare { subject, op, value } => Cond::Compare {
                subject: self.subject(*subject)?,
                op: *op,
                value: self.value(*subject, value)?,
            },
            Cond::In {
                subject: Subject::Category,
                values,
                negated,
            } if !self.within.is_empty() => self.categories(values, *negated),
            Cond::In {
                subject,
                values,
                negated,
            } => Cond::In {
                subject: self.subject(*subject)?,
                values: values
                    .iter()
                    .map(|value| self.value(*subject, value))
                    .collect::<Option<_>>()?,
                negated: *negated,
            },
            Cond::Told { field, given } => Cond::Told {
                field: self.field(*field)?,
                given: *given,
            },
            Cond::Has { event, negated } => Cond::Has {
                event: self.event(*event)?,
                negated: *negated,
            },
            Cond::EventCount { event, op, number } => Cond::EventCount {
                event: self.event(*event)?,
                op: *op,
                number: *number,
            },
            Cond::FindingCount { finding, op, number } => Cond::FindingCount {
                finding: match finding {
                    Found::Stated(id) => Found::Stated(at(&self.findings, id.index())?),
                    Found::NotRaised => Found::NotRaised,
                },
                op: *op,
                number: *number,
            },
            Cond::WordingCount { wording, op, number } => Cond::WordingCount {
                wording: at(&self.wordings, wording.index())?,
                op: *op,
                number: *number,
            },
            Cond::Before { first, second } => Cond::Before {
                first: self.event(*first)?,
                second: self.event(*second)?,
            },
            Cond::Overdue { target, by } => Cond::Overdue {
                target: self.target(*target)?,
                by: by.map(|by| by.plain()),
            },
            Cond::NotOverdue { target } => Cond::NotOverdue {
                target: self.target(*target)?,
            },
            Cond::OnTime { target } => Cond::OnTime {
                target: self.target(*target)?,
            },
            Cond::Recurs { after, within, negated } => Cond::Recurs {
                after: self.event(*after)?,
                within: within.plain(),
                negated: *negated,
            },
            Cond::Sample { of, op, number } => {
                let of = of.iter().map(|subject| self.subject(*subject));
                let mut of = of.collect::<Option<Vec<Subject>>>()?;
                of.sort_unstable();
                Cond::Sample {
                    of,
                    op: *op,
                    number: *number,
                }
            }
            Cond::Occurrence { .. } | Cond::Resolved { .. } | Cond::AtRung(_) => cond.clone(),
        })
    }

    /// Categories with all that stood below them there.
    fn categories(&self, values: &[Value], negated: bool) -> Cond {
        let tops = values.iter().filter_map(|value| match value {
            Value::Category(id) => self.within.get(id.index()),
            _ => None,
        });
        let each = tops.flatten().map(|own| Cond::Compare {
            subject: Subject::Category,
            op: if negated { CompareOp::NotEqual } else { CompareOp::Equal },
            value: Value::Category(*own),
        });
        if negated {
            Cond::And(each.collect())
        } else {
            Cond::Or(each.collect())
        }
    }

    fn subject(&self, subject: Subject) -> Option<Subject> {
        Some(match subject {
            Subject::Field(field) => Subject::Field(self.field(field)?),
            Subject::Metric(metric) => Subject::Metric(at(&self.metrics, metric.index())?),
            Subject::Satisfaction(own) => Subject::Satisfaction(at(&self.satisfactions, usize::from(own))?),
            other => other,
        })
    }

    fn value(&self, subject: Subject, value: &Value) -> Option<Value> {
        Some(match (value, subject) {
            (Value::Kind(id), _) => Value::Kind(at(&self.kinds, id.index())?),
            (Value::Category(id), _) => Value::Category(at(&self.categories, id.index())?),
            (Value::Party(id), _) => Value::Party(at(&self.parties, id.index())?),
            (Value::Choice(own), Subject::Field(field)) => {
                Value::Choice(at(self.choices.get(field.index())?, usize::from(*own))?)
            }
            (other, _) => other.clone(),
        })
    }

    /// A field.
    pub fn field(&self, field: FieldId) -> Option<FieldId> {
        at(&self.fields, field.index())
    }

    /// An event.
    pub fn event(&self, event: EventId) -> Option<EventId> {
        at(&self.events, event.index())
    }

    fn target(&self, target: Target) -> Option<Target> {
        Some(match target {
            Target::Deadline(id) => Target::Deadline(at(&self.deadlines, id.index())?),
            Target::Schedule(id) => Target::Schedule(at(&self.schedules, id.index())?),
            Target::Rung(rung) => Target::Rung(rung),
        })
    }
}

fn at<T: Copy>(list: &[Option<T>], index: usize) -> Option<T> {
    list.get(index).copied().flatten()
}
