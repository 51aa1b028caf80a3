//! The named things of a rule set, by what they are: what can be renamed.

use crate::model::RuleSet;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Sort {
    Calendar,
    Party,
    Field,
    Kind,
    Category,
    Group,
    Event,
    Workflow,
    Deadline,
    Ladder,
    Schedule,
    Finding,
    Wording,
    Quota,
    Satisfaction,
    Metric,
    Notice,
}

impl Sort {
    /// All, in the order of the rules.
    pub const ALL: [Sort; 17] = [
        Sort::Calendar,
        Sort::Party,
        Sort::Field,
        Sort::Kind,
        Sort::Category,
        Sort::Group,
        Sort::Event,
        Sort::Workflow,
        Sort::Deadline,
        Sort::Ladder,
        Sort::Schedule,
        Sort::Finding,
        Sort::Wording,
        Sort::Quota,
        Sort::Satisfaction,
        Sort::Metric,
        Sort::Notice,
    ];

    /// The field of [`RuleSet`] that lists them.
    #[must_use]
    pub fn list(self) -> &'static str {
        match self {
            Sort::Calendar => "calendars",
            Sort::Party => "parties",
            Sort::Field => "fields",
            Sort::Kind => "kinds",
            Sort::Category => "categories",
            Sort::Group => "groups",
            Sort::Event => "events",
            Sort::Workflow => "workflows",
            Sort::Deadline => "deadlines",
            Sort::Ladder => "ladders",
            Sort::Schedule => "schedules",
            Sort::Finding => "findings",
            Sort::Wording => "wordings",
            Sort::Quota => "quotas",
            Sort::Satisfaction => "satisfactions",
            Sort::Metric => "metrics",
            Sort::Notice => "notices",
        }
    }

    /// Their names, in order.
    pub fn names(self, rules: &mut RuleSet) -> Vec<&mut String> {
        fn of<T>(entries: &mut [T], name: impl Fn(&mut T) -> &mut String) -> Vec<&mut String> {
            entries.iter_mut().map(name).collect()
        }
        match self {
            Sort::Calendar => of(&mut rules.calendars, |own| &mut own.name),
            Sort::Party => of(&mut rules.parties, |own| &mut own.name),
            Sort::Field => of(&mut rules.fields, |own| &mut own.name),
            Sort::Kind => of(&mut rules.kinds, |own| &mut own.name),
            Sort::Category => of(&mut rules.categories, |own| &mut own.name),
            Sort::Group => of(&mut rules.groups, |own| &mut own.name),
            Sort::Event => of(&mut rules.events, |own| &mut own.name),
            Sort::Workflow => of(&mut rules.workflows, |own| &mut own.name),
            Sort::Deadline => of(&mut rules.deadlines, |own| &mut own.name),
            Sort::Ladder => of(&mut rules.ladders, |own| &mut own.name),
            Sort::Schedule => of(&mut rules.schedules, |own| &mut own.name),
            Sort::Finding => of(&mut rules.findings, |own| &mut own.name),
            Sort::Wording => of(&mut rules.wordings, |own| &mut own.name),
            Sort::Quota => of(&mut rules.quotas, |own| &mut own.name),
            Sort::Satisfaction => of(&mut rules.satisfactions, |own| &mut own.name),
            Sort::Metric => of(&mut rules.metrics, |own| &mut own.name),
            Sort::Notice => of(&mut rules.notices, |own| &mut own.name),
        }
    }

    /// Whether one says enough by itself to be known again under another name; an event or a kind is nothing but its
    /// name and what others say of it.
    #[must_use]
    pub fn speaks_for_itself(self) -> bool {
        !matches!(self, Sort::Field | Sort::Kind | Sort::Group | Sort::Event | Sort::Party)
    }
}
