//! Conditions, resolved. A test whose facts are not told is *unknown*, not false.

use super::report::Decimal;
use super::{CategoryId, DeadlineId, EventId, FieldId, Found, KindId, MetricId, PartyId, ScheduleId, WordingId};
use crate::calendar::{Moment, Quantity};
use crate::terms::CompareOp;
use serde::{Deserialize, Serialize};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Cond {
    /// All hold.
    And(Vec<Cond>),
    /// One holds.
    Or(Vec<Cond>),
    /// A field compared with a constant. Kind, category and handler know only `Equal` and `NotEqual`;
    /// a category equals only itself, not those below it.
    Compare {
        /// What is compared.
        subject: Subject,
        /// How.
        op: CompareOp,
        /// With what.
        value: Value,
    },
    /// One of several; for the category those below them included.
    In {
        /// What is looked for.
        subject: Subject,
        /// Among these.
        values: Vec<Value>,
        /// `not in`.
        negated: bool,
    },
    /// The field is told (`given`) or not (`missing`).
    Told {
        /// The field.
        field: FieldId,
        /// `given`, else `missing`.
        given: bool,
    },
    /// The event has happened in this round and was not taken back.
    Has {
        /// The event.
        event: EventId,
        /// `has not`.
        negated: bool,
    },
    /// How often an event happened in this round.
    EventCount {
        /// The event.
        event: EventId,
        /// The comparison.
        op: CompareOp,
        /// The number.
        number: i64,
    },
    /// How many findings of a name the ticket (or, in a notice, the unit) has.
    FindingCount {
        /// The finding.
        finding: Found,
        /// The comparison.
        op: CompareOp,
        /// The number.
        number: i64,
    },
    /// How many forbidden wordings a field holds.
    WordingCount {
        /// The wording.
        wording: WordingId,
        /// The comparison.
        op: CompareOp,
        /// The number.
        number: i64,
    },
    /// One event before another, by their first moments in the round.
    Before {
        /// The earlier.
        first: EventId,
        /// The later.
        second: EventId,
    },
    /// An obligation is late, done or open (for at least a quantity).
    Overdue {
        /// Which.
        target: Target,
        /// For at least this long.
        by: Option<Quantity>,
    },
    /// An obligation that is not late.
    NotOverdue {
        /// Which.
        target: Target,
    },
    /// An obligation that was done in time.
    OnTime {
        /// Which.
        target: Target,
    },
    /// The number of this ticket among its repeats, first = 1.
    Occurrence {
        /// The comparison.
        op: CompareOp,
        /// The number.
        number: i64,
    },
    /// The customer comes back with the same matter within a time after an event.
    Recurs {
        /// Counted from this event.
        after: EventId,
        /// For this long.
        within: Quantity,
        /// `not recurs`.
        negated: bool,
    },
    /// The workflow's own test holds.
    Resolved {
        /// `unresolved`.
        negated: bool,
    },
    /// The ticket stands at this rung.
    AtRung(u8),
    /// The number of cases behind a rate (notices only); of several, behind the one with the fewest.
    Sample {
        /// The rates and scores that its line compares, in order; none: those that count answers. No dump states
        /// it: it follows from the line.
        #[serde(skip)]
        of: Vec<Subject>,
        /// The comparison.
        op: CompareOp,
        /// The number.
        number: i64,
    },
}

/// What a comparison is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// The stated kind.
    Kind,
    /// The category.
    Category,
    /// Whoever holds the ticket.
    Handler,
    /// The customer.
    Customer,
    /// A declared field.
    Field(FieldId),
    /// A metric (notices only).
    Metric(MetricId),
    /// A satisfaction measure by its position (notices only).
    Satisfaction(u16),
}

/// What a subject is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// A kind.
    Kind(KindId),
    /// A category.
    Category(CategoryId),
    /// A party.
    Party(PartyId),
    /// The value of a `one of` field, by position.
    Choice(u16),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// A moment.
    Moment(Moment),
    /// A text.
    Text(String),
}

/// An obligation by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A deadline: the first entry of that name; versions of it share the name.
    Deadline(DeadlineId),
    /// A schedule's hand-over.
    Schedule(ScheduleId),
    /// A rung of the ticket's ladder, from 1.
    Rung(u8),
}

impl Cond {
    /// The tests it is made of, as they are written.
    pub fn each_test<'c>(&'c self, to: &mut impl FnMut(&'c Cond)) {
        match self {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().for_each(|test| test.each_test(to)),
            test => to(test),
        }
    }

    /// Whether any of the tests it is made of is such a one.
    #[must_use]
    pub fn any_test(&self, is: impl Fn(&Cond) -> bool) -> bool {
        let mut any = false;
        self.each_test(&mut |test| any |= is(test));
        any
    }

    /// The same with every sample being of all that is compared in it, each once and in order.
    #[must_use]
    pub fn with_samples(mut self) -> Cond {
        let mut all = Vec::new();
        self.each_test(&mut |test| all.extend(test.compared()));
        all.sort_unstable();
        all.dedup();
        self.sample(&all);
        self
    }

    fn compared(&self) -> Option<Subject> {
        match self {
            Cond::Compare { subject, .. } => Some(*subject),
            _ => None,
        }
    }

    fn sample(&mut self, all: &[Subject]) {
        match self {
            Cond::And(tests) | Cond::Or(tests) => tests.iter_mut().for_each(|test| test.sample(all)),
            Cond::Sample { of, .. } => *of = all.to_vec(),
            _ => {}
        }
    }

    /// The obligations and rungs it asks for.
    pub fn each_target(&self, to: &mut impl FnMut(Target)) {
        self.each_test(&mut |test| match test {
            Cond::Overdue { target, .. } | Cond::NotOverdue { target } | Cond::OnTime { target } => to(*target),
            Cond::AtRung(rung) => to(Target::Rung(*rung)),
            _ => {}
        });
    }

    /// The condition that holds where this one does not, and is unknown where this one is; None where none can be written.
    #[must_use]
    pub fn negation(&self) -> Option<Cond> {
        let all = |tests: &[Cond]| tests.iter().map(Cond::negation).collect::<Option<Vec<Cond>>>();
        Some(match self.clone() {
            Cond::And(tests) => Cond::Or(all(&tests)?),
            Cond::Or(tests) => Cond::And(all(&tests)?),
            Cond::Compare { subject, op, value } => Cond::Compare {
                subject,
                op: op.opposite(),
                value,
            },
            Cond::In {
                subject,
                values,
                negated,
            } => Cond::In {
                subject,
                values,
                negated: !negated,
            },
            Cond::Told { field, given } => Cond::Told { field, given: !given },
            Cond::Has { event, negated } => Cond::Has {
                event,
                negated: !negated,
            },
            Cond::EventCount { event, op, number } => Cond::EventCount {
                event,
                op: op.opposite(),
                number,
            },
            Cond::FindingCount { finding, op, number } => Cond::FindingCount {
                finding,
                op: op.opposite(),
                number,
            },
            Cond::WordingCount { wording, op, number } => Cond::WordingCount {
                wording,
                op: op.opposite(),
                number,
            },
            Cond::Occurrence { op, number } => Cond::Occurrence {
                op: op.opposite(),
                number,
            },
            Cond::Overdue { target, by: None } => Cond::NotOverdue { target },
            Cond::NotOverdue { target } => Cond::Overdue { target, by: None },
            Cond::Recurs { after, within, negated } => Cond::Recurs {
                after,
                within,
                negated: !negated,
            },
            Cond::Before { .. }
            | Cond::Overdue { .. }
            | Cond::OnTime { .. }
            | Cond::Resolved { .. }
            | Cond::AtRung(_)
            | Cond::Sample { .. } => return None,
        })
    }
}
