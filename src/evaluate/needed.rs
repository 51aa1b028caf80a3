//! What is not needed: a deadline falls away when its condition holds, and a rejection may bring it back.
//!
//! It is decided once: when the condition first holds while the obligation is open, or at its start. What falls away
//! before it is late is neither on time nor late; what was late by then stays late, up to there.

use super::Truth;
use super::live::Close;
use super::run::Run;
use super::verdict::Duty;
use crate::feed::Facts;
use crate::model::{CategoryId, Cond, DeadlineId};
use crate::plan::Role;

impl<'a, F: Facts> Run<'a, F> {
    /// Closes what is not needed by what holds now that the events of this instant are over.
    pub(super) fn let_fall(&mut self) {
        if !self.flow.lets_fall {
            return;
        }
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            let Some(when) = self
                .needless_when(live.duty)
                .filter(|_| live.is_open() && live.is_owed())
            else {
                continue;
            };
            if self.judge(when) != Truth::Yes {
                continue;
            }
            let by = self.held_since(when);
            let pauses = self.pauses(self.lives[index].duty);
            self.lives[index].close(self.now, Close::NotNeeded, by);
            self.lives[index].settle(self.plan, pauses);
        }
    }

    /// Whether a deadline whose clock has not started would not be needed either.
    pub(super) fn is_needless(&self, deadline: DeadlineId) -> bool {
        let when = self.needless_when(Duty::Deadline(deadline));
        when.is_some_and(|when| self.judge(when) == Truth::Yes)
    }

    /// Whether an obligation of this round fell away and is needed again: as things stood then, without what rejections
    /// have taken back since, its condition does not hold.
    pub(super) fn is_needed_again(&mut self, index: usize) -> bool {
        let live = &self.lives[index];
        let fell = live
            .closed
            .filter(|closed| closed.how == Close::NotNeeded && !live.withdrawn);
        let Some((closed, when)) = fell.zip(self.needless_when(live.duty)) else {
            return false;
        };
        let then = self
            .events
            .partition_point(|event| event.at <= closed.at)
            .min(self.past);
        let category = self.category_at(then);
        let category = std::mem::replace(&mut self.category, category);
        let past = std::mem::replace(&mut self.past, then);
        let truth = self.judge(when);
        (self.past, self.category) = (past, category);
        truth != Truth::Yes
    }

    /// The category when the events before a position had happened.
    fn category_at(&self, position: usize) -> Option<CategoryId> {
        let reclassified = self.events[..position].iter().rev().find_map(|event| {
            let told = matches!(self.flow.role[event.event.index()], Role::Reclassify(_));
            event.category.filter(|_| told)
        });
        reclassified.or(self.ticket.category)
    }

    fn needless_when(&self, duty: Duty) -> Option<&'a Cond> {
        let Duty::Deadline(deadline) = duty else { return None };
        let own = &self.plan.rules.deadlines[deadline.index()];
        own.not_needed.as_ref().map(|(when, _)| when)
    }

    /// The event from which on a condition that holds now has held; None: it held before anything had happened.
    fn held_since(&mut self, when: &Cond) -> Option<usize> {
        let past = self.past;
        let mut round = (self.round.first_event..past).rev();
        let since = round.find(|before| {
            self.past = *before;
            self.judge(when) != Truth::Yes
        });
        self.past = past;
        since
    }
}
