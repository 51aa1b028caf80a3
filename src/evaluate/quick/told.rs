//! What was seen at a glance of a ticket of which something is to be told: all of it was done in time, and its case is
//! written from what was seen.

use super::Desk;
use super::own::Own;
use super::punctual::{AskedOf, Punctual};
use crate::calendar::Moment;
use crate::evaluate::Within;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::Case;
use crate::feed::{Facts, Ticket};
use crate::model::{DeadlineId, EventId, LadderId, PartyId};
use chrono::NaiveDate;
use std::ops::Range;

/// Tickets that were seen to be in time. Reused from chunk to chunk.
#[derive(Default)]
pub(super) struct Told {
    tickets: Vec<One>,
    owns: Vec<Own>,
    /// Deadlines whose start has not come, with their party.
    waiting: Vec<(DeadlineId, Option<PartyId>)>,
}

/// One of them.
struct One {
    ticket: Ticket,
    governed: Option<NaiveDate>,
    ladder: Option<LadderId>,
    accepted: Option<Moment>,
    /// What decides its metrics, where it may be known by that.
    asked: Option<AskedOf>,
    owns: Range<usize>,
    waiting: Range<usize>,
}

impl Told {
    pub(super) fn clear(&mut self) {
        self.tickets.clear();
        self.owns.clear();
        self.waiting.clear();
    }

    /// Takes in what was seen of the ticket that the run has before it; its number here.
    pub(super) fn push<F: Facts>(
        &mut self,
        run: &Run<'_, F>,
        (owns, waiting): (&[Own], &[(DeadlineId, Option<PartyId>)]),
        asked: Option<AskedOf>,
    ) -> usize {
        let begin = (self.owns.len(), self.waiting.len());
        self.owns.extend_from_slice(owns);
        self.waiting.extend_from_slice(waiting);
        self.tickets.push(One {
            ticket: run.ticket,
            governed: run.governed,
            ladder: run.ladder,
            accepted: run.accepted,
            asked,
            owns: begin.0..self.owns.len(),
            waiting: begin.1..self.waiting.len(),
        });
        self.tickets.len() - 1
    }

    /// Writes the case of a ticket, unless `known` says by now that it is not needed. None: it has to be played.
    pub(super) fn write<'a, F: Facts>(
        &self,
        desk: &mut Desk,
        run: &mut Run<'a, F>,
        (number, at): (usize, usize),
        has: &dyn Fn(EventId) -> bool,
        known: &mut dyn FnMut(&Punctual<'_>) -> bool,
        case: &mut Case,
    ) -> Option<Within> {
        let one = self.tickets.get(at)?;
        let owns = self.owns.get(one.owns.clone())?;
        let told = (&one.ticket, one.accepted);
        if one.asked.is_some_and(|asked| known(&Punctual::of(told, asked, owns))) {
            return Some(Within::Known);
        }
        run.ticket = one.ticket;
        run.flow = &run.plan.flows[run.ticket.workflow.index()];
        desk.open(run, number)?;
        (run.governed, run.ladder, run.accepted) = (one.governed, one.ladder, one.accepted);
        run.remarks.clear();
        desk.clear();
        desk.owns.extend_from_slice(owns);
        desk.waiting.extend_from_slice(self.waiting.get(one.waiting.clone())?);
        // Nothing that is in time enters a rung above the first.
        desk.write(run, u8::from(one.ladder.is_some()), has, case)?;
        Some(Within::Written(one.asked))
    }
}
