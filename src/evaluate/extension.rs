//! What events lengthen: a request before the due moment, and its approval.

use super::live::Live;
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::feed::Facts;
use crate::model::{DeadlineId, PartyId};

/// An extension that was granted.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    /// What it lengthens: one approval may be told of several deadlines.
    pub deadline: DeadlineId,
    /// The position of the request.
    pub asked: usize,
    /// The position of the approval.
    pub approved: usize,
    /// The co-handlers whose obligations still ran then: it is granted to none of the others.
    pub co_handlers: Vec<PartyId>,
}

impl<F: Facts> Run<'_, F> {
    /// A request for an extension, or its approval. Returns both where the approval comes after a rung was entered:
    /// then the play begins anew with the longer due from the request on.
    pub(super) fn extend(&mut self, position: usize) -> Option<Grant> {
        let event = self.events[position];
        let (rules, flow) = (self.plan.rules, self.flow);
        if !flow.extends {
            return None;
        }
        for versions in &flow.deadlines {
            let Some(deadline) = self.version(versions) else {
                continue;
            };
            let Some(rule) = &rules.deadlines[deadline.index()].extend else {
                continue;
            };
            if rule.from == event.event {
                let mut asked = false;
                for index in self.round.first_live..self.lives.len() {
                    let live = &self.lives[index];
                    let runs = live.duty == Duty::Deadline(deadline) && live.is_open() && !live.unlimited;
                    if runs && live.due.is_none_or(|due| event.at < due) {
                        self.ask(index, deadline, position);
                        asked = true;
                    }
                }
                if !asked {
                    self.remark_at(remark::ASKED_TOO_LATE, position);
                    continue;
                }
            }
            if rule.to == event.event && !self.is_granted(deadline, position) {
                let approver = self.party(rule.approver);
                let by_other = event.party.is_some() && approver.is_some() && event.party != approver;
                let lives = self.lives[self.round.first_live..].iter();
                let may_take = lives.filter(|live| {
                    let own = live.duty == Duty::Deadline(deadline) && !live.withdrawn;
                    own && live.closed.is_none() && live.granted.len() < rule.at_most as usize
                });
                let oldest = may_take.clone().filter_map(|live| live.asked.first().copied()).min();
                let Some(asked) = oldest.filter(|_| !by_other) else {
                    self.remark_at(remark::GRANTS_NOTHING, position);
                    continue;
                };
                let takes = |live: &&Live| live.asked.contains(&asked);
                return Some(Grant {
                    deadline,
                    asked,
                    approved: position,
                    co_handlers: may_take.filter(takes).filter_map(|live| live.co_handler).collect(),
                });
            }
        }
        None
    }

    /// Whether an approval is known to have granted an extension of a deadline.
    fn is_granted(&self, deadline: DeadlineId, position: usize) -> bool {
        let mut grants = self.grants.iter();
        grants.any(|grant| (grant.deadline, grant.approved) == (deadline, position))
    }

    /// An extension is asked for: it lengthens the obligation at once where an earlier play told that it is granted.
    fn ask(&mut self, index: usize, deadline: DeadlineId, position: usize) {
        let unit = self.lives[index].co_handler;
        let known = self.grants.iter().find(|grant| {
            let own = (grant.deadline, grant.asked) == (deadline, position);
            own && unit.is_none_or(|unit| grant.co_handlers.contains(&unit))
        });
        let Some(approved) = known.map(|grant| grant.approved) else {
            self.lives[index].asked.push(position);
            return;
        };
        let mut live = self.lives[index].clone();
        self.lengthen(&mut live, deadline);
        live.granted.push((self.events[position].at, self.events[approved].at));
        live.reckon(self.plan, self.pauses(live.duty));
        self.lives[index] = live;
    }

    /// One extension: of its own clocks, and of the graces it was given before the request.
    pub(super) fn lengthen(&self, live: &mut Live, deadline: DeadlineId) {
        self.lengthen_own(live, deadline);
        let Some(rule) = &self.plan.rules.deadlines[deadline.index()].extend else {
            return;
        };
        let keeper = self.plan.keeper(live.keeper);
        for at in 0..live.graces.len() {
            match keeper.add(self.plan, live.graces[at].due, rule.each) {
                Ok(due) => live.graces[at].due = due,
                Err(uncovered) => live.lose_cover(self.plan, uncovered),
            }
        }
    }

    /// One extension of its own clocks: from the unpaused due, counted like a fresh clock that starts where another ran
    /// out.
    pub(super) fn lengthen_own(&self, live: &mut Live, deadline: DeadlineId) {
        let Some(rule) = &self.plan.rules.deadlines[deadline.index()].extend else {
            return;
        };
        let keeper = self.plan.keeper(live.keeper);
        let Some(unpaused) = live.unpaused else { return };
        let longer = keeper.add(self.plan, unpaused, rule.each).and_then(|due| {
            let beside = live.beside.as_ref();
            let beside = beside.map(|(_, beside)| keeper.add(self.plan, beside.due, rule.each));
            Ok((due, beside.transpose()?))
        });
        match longer {
            Ok((due, longer)) => {
                live.unpaused = Some(due);
                if let Some(((_, beside), due)) = live.beside.as_mut().zip(longer) {
                    beside.due = due;
                }
            }
            Err(uncovered) => live.lose_cover(self.plan, uncovered),
        }
    }
}
