//! The events of one ticket by what they are, for tickets on which nothing happens twice.

use super::facts::{Happened, RowId};
use crate::calendar::Moment;
use crate::model::{CategoryId, EventId};

/// When each event of a ticket happened, and where that was told. Reused from ticket to ticket.
#[derive(Debug, Default)]
pub struct Timeline {
    /// By event; [`Timeline::NEVER`] where it has not happened.
    at: Vec<Moment>,
    /// By event: the row that tells it.
    rows: Vec<RowId>,
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

    /// The first moment of all; [`Timeline::NEVER`] where nothing has happened.
    #[inline]
    #[must_use]
    pub fn first(&self) -> Moment {
        self.at.iter().copied().fold(Timeline::NEVER, Moment::min)
    }

    /// Forgets everything; what is noted is told by a row, unless another one is named.
    #[inline]
    pub fn begin(&mut self, row: RowId) {
        self.at.fill(Timeline::NEVER);
        self.rows.fill(row);
    }

    /// Notes an event of the row that it began with; false where it had happened before, or is none of the rule set.
    #[inline]
    pub fn note(&mut self, event: EventId, at: Moment) -> bool {
        match self.at.get_mut(event.index()) {
            Some(known) if *known == Timeline::NEVER => {
                *known = at;
                true
            }
            _ => false,
        }
    }

    /// Notes an event that another row tells.
    #[inline]
    pub fn note_of(&mut self, event: EventId, at: Moment, row: RowId) -> bool {
        if let Some(known) = self.rows.get_mut(event.index()) {
            *known = row;
        }
        self.note(event, at)
    }

    /// Notes events up to a moment; false where one comes twice or tells another category than the ticket's.
    pub fn take(&mut self, events: &[Happened], until: Moment, category: Option<CategoryId>) -> bool {
        self.begin(RowId::default());
        let known = events.iter().filter(|event| event.at <= until);
        known.into_iter().all(|event| {
            event.category.is_none_or(|told| Some(told) == category) && self.note_of(event.event, event.at, event.row)
        })
    }
}
