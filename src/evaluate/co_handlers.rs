//! Co-handlers: one deadline, and an obligation of it for each unit that the ticket names beside its handler.
//!
//! All of them start with the one event; each is ended by the end event that its own unit did. What is asked for or
//! happens to the ticket concerns every one of them that is open.

use super::live::Live;
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::feed::Facts;
use crate::model::{DeadlineId, PartyBase, PartyId, PartyRef};

/// A unit that the ticket names, as one who answers: not whoever comes to hold the ticket.
pub(super) fn named(unit: PartyId) -> PartyRef {
    PartyRef {
        base: PartyBase::Named(unit),
        superiors: 0,
    }
}

impl<F: Facts> Run<'_, F> {
    /// Starts a clock for each co-handler for whom none runs in this round.
    pub(super) fn start_for_each(&mut self, deadline: DeadlineId, position: usize) {
        let facts = self.facts;
        for unit in facts.co_handlers(self.number) {
            if !self.owes(deadline, *unit) {
                self.start_deadline(deadline, Some(*unit), position);
            }
        }
    }

    /// Notes the co-handlers for whom a deadline has not started.
    pub(super) fn note_each_waiting(&mut self, deadline: DeadlineId) {
        let facts = self.facts;
        for unit in facts.co_handlers(self.number) {
            let told = (self.round.number, deadline, self.party(named(*unit)));
            if !self.owes(deadline, *unit) && !self.waiting.contains(&told) {
                self.waiting.push(told);
            }
        }
    }

    /// Whether an obligation of a deadline is a unit's in this round: its own, or that of a unit whose duties it took on.
    fn owes(&self, deadline: DeadlineId, unit: PartyId) -> bool {
        let party = self.party(named(unit));
        let mut lives = self.lives[self.round.first_live..].iter();
        lives.any(|live| {
            // Whoever answered for it when the clock began does so still.
            let then = || self.in_force(Some(unit), live.start);
            let same = live.co_handler == Some(unit) || live.party.is_some() && [party, then()].contains(&live.party);
            !live.withdrawn && live.duty == Duty::Deadline(deadline) && same
        })
    }

    /// Whether an event is one that may end an obligation, by who did it: a co-handler's is ended by that unit alone,
    /// by the one that has taken on its duties, or by another whose duties that one has taken on too.
    pub(super) fn is_its_own(&self, live: &Live, position: usize) -> bool {
        let Some(unit) = live.co_handler else { return true };
        let now = self.party(named(unit));
        let by = self.events[position].party;
        by.is_some_and(|by| {
            let answers = [Some(unit), live.party, now].contains(&Some(by));
            answers || now.is_some() && self.party(named(by)) == now
        })
    }

    /// Remarks upon an end event by which no co-handler's obligation ends, though some are open: it names no unit, or
    /// one that works on the ticket in no part.
    pub(super) fn note_end_for_nobody(&mut self, position: usize) {
        let by = self.events[position].party;
        let mut units = self.facts.co_handlers(self.number).iter();
        let works_on_it = |by: PartyId| {
            self.handler == Some(by) || units.any(|unit| *unit == by || self.party(named(*unit)) == Some(by))
        };
        if !by.is_some_and(works_on_it) {
            self.remark_at(remark::ENDS_FOR_NOBODY, position);
        }
    }
}
