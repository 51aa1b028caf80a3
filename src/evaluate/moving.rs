//! What events move: a ticket to another unit or another category, with the grace that either gives.

use super::live::{Close, Missing, Wound};
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{LimitOf, PartyBase, PartyId};
use crate::plan::Role;

impl<F: Facts> Run<'_, F> {
    /// The ticket moves to another unit: what the old one owed and is not late is handed on.
    pub(super) fn hand_over(&mut self, position: usize) {
        let event = self.events[position];
        let Some(to) = event.party else {
            self.remark_at(remark::HANDED_TO_NOBODY, position);
            return;
        };
        if self.handler == Some(to) {
            return;
        }
        self.handler = Some(to);
        self.handlers.push((position, self.handler));
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            let by_handler = live.answers.base == PartyBase::Handler && live.answers.superiors == 0;
            if by_handler && self.can_move(index, event.at) {
                let party = self.party(self.lives[index].answers);
                let next = self.pass_on(index, position, party);
                self.grant_grace(next, position);
            }
        }
    }

    /// The category changes: rows and owners that depend on it are looked up again.
    pub(super) fn reclassify(&mut self, position: usize) {
        let event = self.events[position];
        let Some(to) = event.category.filter(|to| self.category != Some(*to)) else {
            return;
        };
        let accountable = self.accountable();
        self.category = Some(to);
        // The accountable party is that of a rung, which may itself pass on.
        for of_rung in [false, true] {
            for index in self.round.first_live..self.lives.len() {
                let answers = self.lives[index].answers;
                if (answers.base == PartyBase::AccountableParty) != of_rung || !self.can_move(index, event.at) {
                    continue;
                }
                let own = self.lives[index].party;
                // What the category does not decide stays, whatever the organisation or the rung has become since.
                let party = match answers.base {
                    PartyBase::OwningDepartment => self.party(answers),
                    PartyBase::AccountableParty if self.accountable() != accountable => self.party(answers),
                    PartyBase::AccountableParty | PartyBase::Named(_) | PartyBase::Handler => own,
                };
                // What is handed on keeps the due moment that it had.
                let passed = (party != own).then(|| self.pass_on(index, position, party));
                let here = passed.unwrap_or(index);
                if self.row_again(here) || passed.is_some() {
                    self.grant_grace(here, position);
                }
            }
        }
    }

    /// Whether an obligation is open and at or before its due.
    fn can_move(&self, index: usize, at: Moment) -> bool {
        let live = &self.lives[index];
        let in_time = live.due.is_none_or(|due| at <= due) || live.is_paused_past_due(at);
        live.is_open() && live.is_owed() && live.missing.is_none() && in_time
    }

    /// Looks the row of a deadline up again under the facts of now; whether another one decides.
    fn row_again(&mut self, index: usize) -> bool {
        let Duty::Deadline(deadline) = self.lives[index].duty else {
            return false;
        };
        let Some((row, limit)) = self.row(deadline) else {
            return false;
        };
        if row == self.lives[index].row {
            return false;
        }
        let mut live = self.lives[index].clone();
        (live.row, live.rule) = (row, self.plan.rules.deadlines[deadline.index()].rows[row].place);
        live.beside = None;
        match limit {
            Some(limit @ (LimitOf::Quantity(_) | LimitOf::WorkingDay(_) | LimitOf::Of(..))) => {
                self.grant(&mut live, limit);
                let granted = live.granted.len();
                // A grace given before a request is lengthened already, one given later never is.
                for _ in 0..granted {
                    self.lengthen_own(&mut live, deadline);
                }
            }
            Some(LimitOf::NoDeadline) => {
                (live.unlimited, live.unpaused, live.original) = (true, None, None);
                live.graces.clear();
                // Nobody ever owed what the rules give no limit.
                for before in self.lives[self.round.first_live..]
                    .iter_mut()
                    .filter(|before| (before.duty, before.turn) == (live.duty, live.turn))
                {
                    before.withdrawn |= before.closed.is_some_and(|closed| closed.how == Close::HandedOn);
                }
            }
            _ => live.missing = Some(Missing::Fact),
        }
        if live.missing.is_none() {
            live.reckon(self.plan, self.pauses(live.duty));
        }
        self.lives[index] = live;
        true
    }

    /// Closes an obligation as handed on and opens it again for another party, with the same start; where it stands.
    fn pass_on(&mut self, index: usize, position: usize, party: Option<PartyId>) -> usize {
        let mut next = self.lives[index].clone();
        next.party = party;
        self.lives[index].close(self.events[position].at, Close::HandedOn, Some(position));
        self.lives.push(next);
        self.lives.len() - 1
    }

    /// The least time left after an event: a clock of its own.
    fn grant_grace(&mut self, index: usize, position: usize) {
        let event = self.events[position];
        let workflow = &self.plan.rules.workflows[self.ticket.workflow.index()];
        let grace = match self.flow.role[event.event.index()] {
            Role::HandOver(at) => workflow.hand_over[at].grace,
            Role::Reclassify(at) => workflow.reclassify[at].grace,
            _ => None,
        };
        let Some(grace) = grace else { return };
        let id = self.plan.of_grace(self.ticket.workflow);
        let keeper = self.plan.keeper(id);
        let until = keeper
            .arrive(self.plan, event.at, grace)
            .and_then(|from| keeper.add(self.plan, from, grace));
        let pauses = self.pauses(self.lives[index].duty);
        let live = &mut self.lives[index];
        if live.unpaused.is_none() {
            return;
        }
        match until {
            Ok(until) => {
                live.graces.push(Wound {
                    due: until,
                    since: event.at,
                    keeper: id,
                    working: grace.unit.is_working(),
                });
                live.reckon(self.plan, pauses);
            }
            Err(uncovered) => live.lose_cover(self.plan, uncovered),
        }
    }
}
