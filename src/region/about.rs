//! What a dimension is about: what of a ticket a test looks at.

use crate::model::{Cond, Domain, EventId, FieldId, Found, RuleSet, Subject, Value, WordingId};
use crate::terms::CompareOp;

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
    /// How often a finding holds.
    Findings(Found),
    /// How many forbidden wordings a field holds.
    Wordings(WordingId),
    /// A rate or a score of a month.
    Measure(Subject),
    /// How many these rates and scores are of.
    Sample(Vec<Subject>),
    /// The rung at which it stands.
    Rung,
    /// Whatever this condition asks: it holds, it does not, or that is unknown.
    Atom(Cond),
    /// Something that is no condition: the dates on which values change.
    Other,
}

impl About {
    /// Whether every value goes with every value of the others of this sort: what a ticket tells of itself. Events,
    /// counts and lateness bear on each other.
    #[must_use]
    pub fn is_free(&self) -> bool {
        matches!(
            self,
            About::Kind | About::Category | About::Handler | About::Field(_) | About::Other
        )
    }
}

/// The order of dimensions.
pub(super) fn rank(about: &About) -> u8 {
    match about {
        About::Other => 0,
        About::Kind => 1,
        About::Category => 2,
        About::Handler => 3,
        About::Field(_) => 4,
        About::Occurrence => 5,
        About::Has(_) => 6,
        About::Count(_) => 7,
        About::Findings(_) => 8,
        About::Wordings(_) => 9,
        About::Measure(_) => 10,
        About::Sample(_) => 11,
        About::Rung => 12,
        About::Atom(_) => 13,
    }
}

/// What a test is about.
pub(super) fn about(rules: &RuleSet, test: &Cond) -> About {
    match test {
        Cond::Compare { subject, op, value } => match subject {
            Subject::Kind => About::Kind,
            Subject::Category => About::Category,
            Subject::Handler => About::Handler,
            Subject::Field(field) if is_compared(rules, *field, *op, value) => About::Field(*field),
            Subject::Metric(_) | Subject::Satisfaction(_) if matches!(value, Value::Number(_)) => {
                About::Measure(*subject)
            }
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
        Cond::FindingCount { finding, .. } => About::Findings(*finding),
        Cond::WordingCount { wording, .. } => About::Wordings(*wording),
        Cond::Sample { of, .. } => About::Sample(of.clone()),
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
pub(super) fn positive(test: &Cond) -> (Cond, bool) {
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
        Cond::NotOverdue { target } => (
            Cond::Overdue {
                target: *target,
                by: None,
            },
            true,
        ),
        other => (other.clone(), false),
    }
}
