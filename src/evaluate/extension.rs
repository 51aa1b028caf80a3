//! What events lengthen: a request before the due moment, and its approval.

use super::live::Live;
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::feed::Facts;
use crate::model::DeadlineId;

impl<F: Facts> Run<'_, F> {
    /// A request for an extension, or its approval. Returns both where the approval comes after a rung was entered:
    /// then the play begins anew with the longer due from the request on.
    pub(super) fn extend(&mut self, position: usize) -> Option<(usize, usize)> {
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
            let open = self.running(deadline);
            if rule.from == event.event {
                let index = open.filter(|index| self.lives[*index].due.is_none_or(|due| event.at < due));
                let Some(index) = index else {
                    self.remark_at(remark::ASKED_TOO_LATE, position);
                    continue;
                };
                match self.grants.iter().find(|grant| grant.0 == position).copied() {
                    Some((_, approval)) => {
                        let granted = self.events[approval].at;
                        let mut live = self.lives[index].clone();
                        self.lengthen(&mut live, deadline);
                        live.granted.push((event.at, granted));
                        live.reckon(self.plan, self.pauses(live.duty));
                        self.lives[index] = live;
                    }
                    None => self.lives[index].asked.push(position),
                }
            }
            if rule.to == event.event && !self.grants.iter().any(|grant| grant.1 == position) {
                let approver = self.party(rule.approver);
                let by_other = event.party.is_some() && approver.is_some() && event.party != approver;
                let asked = self.lives[self.round.first_live..].iter().rev().find_map(|live| {
                    let own = live.duty == Duty::Deadline(deadline) && !live.withdrawn;
                    let room = live.granted.len() < rule.at_most as usize;
                    let runs = live.closed.is_none();
                    (own && room && runs).then(|| live.asked.first().copied()).flatten()
                });
                match asked.filter(|_| !by_other) {
                    Some(asked) => return Some((asked, position)),
                    None => self.remark_at(remark::GRANTS_NOTHING, position),
                }
            }
        }
        None
    }

    fn running(&self, deadline: DeadlineId) -> Option<usize> {
        (self.round.first_live..self.lives.len()).find(|index| {
            let live = &self.lives[*index];
            live.duty == Duty::Deadline(deadline) && live.is_open() && !live.unlimited
        })
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
