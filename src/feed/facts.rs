//! What the feeds told, in columns: the only thing evaluation sees of a feed.

use super::chunk::Chunk;
use super::timeline::Timeline;
use crate::calendar::Moment;
use crate::model::{CategoryId, EventId, FieldId, KindId, PartyId, Place, Target, Value, WorkflowId};
use std::ops::Range;

/// What one ticket tells, apart from its events. Cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ticket {
    /// The workflow it runs through.
    pub workflow: WorkflowId,
    /// The stated kind.
    pub kind: Option<KindId>,
    /// The category at acceptance.
    pub category: Option<CategoryId>,
    /// The handler at acceptance.
    pub handler: Option<PartyId>,
    /// The customer, as an index that is equal exactly where the customer is the same.
    pub customer: Option<u32>,
}

/// One event of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Moment,
    /// What.
    pub event: EventId,
    /// Who acted, or to whom it was handed over.
    pub party: Option<PartyId>,
    /// The category it tells, if any.
    pub category: Option<CategoryId>,
    /// Where it was told.
    pub row: RowId,
}

/// A row of another feed that is the same case as a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Its own number.
    pub number: String,
    /// The row.
    pub row: RowId,
    /// The line that says that it is the same case.
    pub rule: Place,
}

/// What was decided about an obligation, or said against it, beside the events of its ticket.
///
/// It counts from its moment on. It never makes late what is in time, nor in time what is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it was recorded.
    pub at: Moment,
    /// What it is.
    pub kind: DecisionKind,
    /// Who decided, or who objects; None: not told.
    pub by: Option<PartyId>,
    /// Which obligations: those of a deadline, a schedule, a rung; None: all that are late by then.
    pub about: Option<Target>,
    /// Of this round alone; None: of any.
    pub round: Option<u16>,
    /// Of this party alone; None: of any.
    pub party: Option<PartyId>,
    /// What it refers to, as the feed writes it: the number of the decision, a reason.
    pub reference: String,
    /// Where it was told.
    pub row: RowId,
}

/// What a [`Decision`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionKind {
    /// A breach is excused: it stays late in every list, is marked, and is counted apart.
    Excuse,
    /// The party objects: recorded and shown, it changes nothing.
    Objection,
}

impl DecisionKind {
    /// The word in machine-read lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DecisionKind::Excuse => "excuse",
            DecisionKind::Objection => "objection",
        }
    }
}

/// A row of a feed file: the feed's index in the rule set, and the line of the file on which the row begins
/// (1 is the header line).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RowId {
    /// Index into the rule set's feeds.
    pub feed: u16,
    /// Line in the file, from 1, the header included.
    pub line: u32,
}

/// The facts of a run as evaluation asks for them.
///
/// Tickets are numbered in the byte order of their ticket numbers, so that nothing depends on the order of rows.
pub trait Facts: Sync {
    /// The number of tickets.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// What a ticket tells.
    fn ticket(&self, ticket: usize) -> Ticket;
    /// The workflow of a ticket, which alone is asked of many.
    fn workflow(&self, ticket: usize) -> WorkflowId {
        self.ticket(ticket).workflow
    }
    /// Its number as the feed writes it.
    fn number(&self, ticket: usize) -> &str;
    /// A ticket by its number: tickets are in the order of their bytes.
    fn find(&self, number: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.number(middle).as_bytes().cmp(number.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
    /// Its row.
    fn row(&self, ticket: usize) -> RowId;
    /// Its events, all of them, in order: moment, then the workflow's order of events, then party and category.
    /// Equal events are told once. `into` is cleared first.
    fn events(&self, ticket: usize, into: &mut Vec<Happened>);
    /// The events of a ticket up to a moment, by what they are; false where one of them comes twice or tells another
    /// category than the ticket's. `into` is cleared first, and worthless after false.
    fn timeline(&self, ticket: usize, until: Moment, into: &mut Timeline) -> bool {
        let mut events = Vec::new();
        self.events(ticket, &mut events);
        into.take(&events, until, self.ticket(ticket).category)
    }
    /// The same of some tickets in a row, column by column. `into` is begun anew.
    fn chunk(&self, tickets: Range<usize>, until: Moment, into: &mut Chunk) {
        into.tell_each(self, tickets, until);
    }
    /// The first moment of an event of a ticket.
    fn first(&self, ticket: usize, event: EventId) -> Option<Moment> {
        let mut events = Vec::new();
        self.events(ticket, &mut events);
        events.iter().find(|own| own.event == event).map(|own| own.at)
    }
    /// The value of a field: `event` is the position in [`Facts::events`] for fields known with an event
    /// (the value told by that very event), None for timeless fields.
    fn field(&self, ticket: usize, field: FieldId, event: Option<usize>) -> Option<Value>;
    /// The units that work on it beside its handler, each once.
    fn co_handlers(&self, _ticket: usize) -> &[PartyId] {
        &[]
    }
    /// The rows of other feeds that are the same case, by their numbers.
    fn joined(&self, _ticket: usize) -> Vec<Joined> {
        Vec::new()
    }
    /// What was decided about its obligations, or said against them: oldest first, those of one moment in the order of
    /// their rows. None where no feed tells any.
    fn decisions(&self, _ticket: usize) -> &[Decision] {
        &[]
    }
}
