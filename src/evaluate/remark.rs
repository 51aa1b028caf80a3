//! What is odd about the events of a ticket. It is kept and told; the ticket stays counted.

use super::Truth;
use super::run::Run;
use super::verdict::Remark;
pub(super) use crate::diagnostic::event::*;
use crate::feed::Facts;
use crate::model::EventId;
use crate::plan::Role;

impl<F: Facts> Run<'_, F> {
    /// Notes something odd about an event.
    pub(super) fn remark_at(&mut self, code: crate::diagnostic::Code, position: usize) {
        let event = self.events[position];
        let row = event.row;
        self.remarks.push(Remark {
            code,
            event: Some(event.event),
            at: Some(event.at),
            row,
        });
    }

    /// Looks over the order of events and the stated kind, after the play.
    pub(super) fn look_over(&mut self) {
        // Steps of the workflow's order by bit: seen at all, and seen since the order last began afresh.
        let (mut seen, mut since) = (0u64, 0u64);
        let mut last = None;
        let mut reopened = false;
        for position in 0..self.events.len() {
            let event = self.events[position].event;
            match self.flow.role[event.index()] {
                Role::NewRound => (since, reopened) = (0, true),
                // What a rejection sends back is gone through again.
                Role::Redo => since = 0,
                _ => {}
            }
            let Some(bit) = self.flow.step[event.index()].and_then(|step| 1u64.checked_shl(u32::from(step))) else {
                continue;
            };
            if since & bit == 0 && since > bit {
                self.remark_at(TIME_BACKWARDS, position);
            }
            if bit > seen {
                last = Some((position, bit));
            }
            (seen, since) = (seen | bit, since | bit);
        }
        let skipped = last.filter(|(_, bit)| !reopened && seen & (bit - 1) != bit - 1);
        if let Some((position, _)) = skipped.filter(|(at, _)| !self.is_foreseen(seen, self.events[*at].event)) {
            self.remark_at(ORDER_SKIPPED, position);
        }
        let stated = self
            .ticket
            .kind
            .and_then(|kind| self.plan.rules.kinds[kind.index()].when.as_ref());
        if stated.is_some_and(|when| self.judge(when) == Truth::No) {
            let row = self.facts.row(self.number);
            self.remarks.push(Remark {
                code: KIND_CONTRADICTED,
                event: None,
                at: None,
                row,
            });
        }
    }

    /// Whether the rules foresee that an event comes instead of a step of the order: a deadline ends in the one or the
    /// other. What lies between them is then left out with the step.
    pub(super) fn is_foreseen(&self, seen: u64, instead: EventId) -> bool {
        let workflow = &self.plan.rules.workflows[self.ticket.workflow.index()];
        let Some(step) = workflow.in_order.get(seen.trailing_ones() as usize) else {
            return false;
        };
        let mut deadlines = self.flow.deadlines.iter().flatten();
        deadlines.any(|deadline| {
            let ends = &self.plan.rules.deadlines[deadline.index()].to;
            ends.contains(step) && ends.contains(&instead)
        })
    }

    /// An event that tells another category than the ticket has: neither it nor one above it.
    pub(super) fn note_category(&mut self, position: usize) {
        let (Some(told), Some(own)) = (self.events[position].category, self.category) else {
            return;
        };
        if told != own && !self.plan.rules.is_within(own, told) {
            self.remark_at(OTHER_CATEGORY, position);
        }
    }
}
