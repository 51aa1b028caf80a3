//! Indexes into the lists of a [`super::RuleSet`], one type a list so that they cannot be mixed.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u16);

        impl $name {
            /// The position in its list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> $name {
                $name(u16::try_from(index).unwrap_or(u16::MAX))
            }
        }
    )*};
}

ids! {
    /// A calendar.
    CalendarId
    /// A party of the organisation.
    PartyId
    /// A field of a ticket.
    FieldId
    /// A kind.
    KindId
    /// A category.
    CategoryId
    /// A reporting group.
    GroupId
    /// An event.
    EventId
    /// A workflow.
    WorkflowId
    /// A deadline.
    DeadlineId
    /// A ladder.
    LadderId
    /// A schedule.
    ScheduleId
    /// A finding.
    FindingId
    /// A wording.
    WordingId
    /// A metric.
    MetricId
}
