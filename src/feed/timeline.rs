//! The events of one ticket by what they are, for tickets on which nothing happens twice.

use super::facts::{Happened, RowId};
use crate::calendar::Moment;
use crate::model::{CategoryId, EventId};

/// When each event of a ticket happened, and where that was told. Reused from ticket to ticket.
#[derive(Debug, Default)]
pub struct Timeline {
    /// By event; [`Timeline::NEVER`] where it has not happened.
    at: Vec<Moment>,
    /// By event; left over from another ticket where it has not happened.
    rows: Vec<RowId>,
    /// The events that happened, in no order.
    told: Vec<EventId>,
}

impl Timeline {
    /// Later than every moment: what has not happened.
    pub const NEVER: Moment = Moment(i64::MAX);

    /// Room for so many events of the rule set.
    #[must_use]
    pub fn new(events: usize) -> Timeline {
        Timeline {
            at: vec![Timeline::NEVER; events],
            rows: vec![RowId::default(); events],
            told: Vec::with_capacity(events),
        }
    }

    /// When an event happened; [`Timeline::NEVER`] where it has not.
    #[inline]
    #[must_use]
    pub fn at(&self, event: EventId) -> Moment {
        self.at.get(event.index()).copied().unwrap_or(Timeline::NEVER)
    }

    /// The row that told an event that happened.
    #[inline]
    #[must_use]
    pub fn row(&self, event: EventId) -> RowId {
        self.rows.get(event.index()).copied().unwrap_or_default()
    }

    /// The events that happened, in no order.
    #[must_use]
    pub fn told(&self) -> &[EventId] {
        &self.told
    }

    /// Forgets everything.
    #[inline]
    pub fn clear(&mut self) {
        for event in self.told.drain(..) {
            self.at[event.index()] = Timeline::NEVER;
        }
    }

    /// Notes an event; false where it had happened before, or is none of the rule set.
    #[inline]
    pub fn note(&mut self, event: EventId, at: Moment, row: RowId) -> bool {
        let Some(known) = self.at.get_mut(event.index()) else {
            return false;
        };
        if *known != Timeline::NEVER {
            return false;
        }
        *known = at;
        self.rows[event.index()] = row;
        self.told.push(event);
        true
    }

    /// Notes events up to a moment; false where one comes twice or tells another category than the ticket's.
    pub fn take(&mut self, events: &[Happened], until: Moment, category: Option<CategoryId>) -> bool {
        self.clear();
        let known = events.iter().filter(|event| event.at <= until);
        known.into_iter().all(|event| {
            event.category.is_none_or(|told| Some(told) == category) && self.note(event.event, event.at, event.row)
        })
    }
}
