//! The named things of a rule set, by what they are: what can be renamed.

use crate::model::RuleSet;

/// One of the lists of a rule set, by what stands in it.
macro_rules! each_list {
    ($sort:expr, $of:ident) => {
        match $sort {
            Sort::Calendar => $of!(calendars),
            Sort::Party => $of!(parties),
            Sort::Field => $of!(fields),
            Sort::Kind => $of!(kinds),
            Sort::Category => $of!(categories),
            Sort::Group => $of!(groups),
            Sort::Event => $of!(events),
            Sort::Workflow => $of!(workflows),
            Sort::Deadline => $of!(deadlines),
            Sort::Ladder => $of!(ladders),
            Sort::Schedule => $of!(schedules),
            Sort::Finding => $of!(findings),
            Sort::Wording => $of!(wordings),
            Sort::Quota => $of!(quotas),
            Sort::Satisfaction => $of!(satisfactions),
            Sort::Metric => $of!(metrics),
            Sort::Notice => $of!(notices),
        }
    };
}

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
    #[must_use]
    pub fn names(self, rules: &RuleSet) -> Vec<&str> {
        macro_rules! of {
            ($list:ident) => {
                rules.$list.iter().map(|own| own.name.as_str()).collect()
            };
        }
        each_list!(self, of)
    }

    /// Their names, in order, to be changed.
    pub fn names_mut(self, rules: &mut RuleSet) -> Vec<&mut String> {
        macro_rules! of {
            ($list:ident) => {
                rules.$list.iter_mut().map(|own| &mut own.name).collect()
            };
        }
        each_list!(self, of)
    }

    /// Whether one says enough by itself to be known again under another name; an event or a kind is nothing but its
    /// name and what others say of it.
    #[must_use]
    pub fn speaks_for_itself(self) -> bool {
        !matches!(self, Sort::Field | Sort::Kind | Sort::Group | Sort::Event | Sort::Party)
    }
}
