//! Schedules: what is collected at their moments, and what they find left over above rung 1.

use super::Truth;
use super::run::Run;
use super::verdict::{Duty, Leftover};
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::ScheduleId;

impl<F: Facts> Run<'_, F> {
    /// The next moment of a schedule.
    pub(super) fn next_scheduled(&self) -> Option<Moment> {
        let from = self.now.max(self.accepted?);
        let schedules = 0..self.plan.rules.schedules.len();
        schedules
            .filter(|at| self.plan.rules.schedules[*at].in_force.holds(self.governed))
            .filter_map(|at| self.plan.scheduled(at.into(), from, self.as_of).next())
            .min()
    }

    /// What schedules collect at this instant.
    pub(super) fn collect(&mut self) {
        for index in 0..self.plan.rules.schedules.len() {
            let own = &self.plan.rules.schedules[index];
            let before = Moment(self.now.0.saturating_sub(1));
            if self.now >= self.as_of
                || !own.in_force.holds(self.governed)
                || self.accepted.is_none_or(|accepted| accepted > self.now)
                || self.plan.scheduled(index.into(), before, self.now).next().is_none()
            {
                continue;
            }
            self.note_leftover(index.into());
            let known = self
                .collected
                .iter()
                .find(|known| known.0 == index.into() && known.1 == self.now);
            let collects = known.map_or_else(|| self.judge(&own.collect) == Truth::Yes, |known| known.2);
            if known.is_none() {
                self.collected.push((index.into(), self.now, collects));
            }
            if !collects {
                continue;
            }
            let answers = self.answering(&own.responsible);
            let party = self.party(answers);
            let keeper = self.plan.of_schedule(index.into(), party);
            let mut live = self.live(Duty::Schedule(index.into()), self.now, keeper, own.within_place);
            (live.party, live.answers, live.rung) = (party, answers, self.round.at);
            self.wind(&mut live, self.now, *own.within.on(self.governed), false);
            self.end_at_once(&mut live);
            self.give_way(&mut live);
            self.lives.push(live);
        }
    }

    /// A ticket that has climbed and is not solved when a schedule comes stands in its leftover register, until the
    /// schedule comes and does not find it so. One on a way back has climbed.
    fn note_leftover(&mut self, schedule: ScheduleId) {
        let climbed = self.round.entered != 0 && self.round.solved_by.is_none();
        let unsolved = climbed && self.judge(&crate::model::Cond::Resolved { negated: false }) != Truth::Yes;
        let before = self.leftovers.iter().position(|own| own.schedule == schedule);
        let before = before.map(|at| self.leftovers.remove(at));
        if !unsolved {
            return;
        }
        let before = before.filter(|own| own.round == self.round.number);
        self.leftovers.push(Leftover {
            schedule,
            round: self.round.number,
            rung: self.round.at,
            party: self.accountable(),
            since: before.map_or(self.now, |own| own.since),
            last: self.now,
            months: before.map_or(1, |own| own.months.saturating_add(1)),
            ended: None,
        });
    }

    /// The register as of the run: with the end of what has ended since the schedule came.
    pub(super) fn write_leftovers(&mut self, into: &mut Vec<Leftover>) {
        into.clear();
        if self.left_out.is_some() {
            self.leftovers.clear();
        }
        for mut own in self.leftovers.drain(..) {
            let solved = self.round.solved_by.map(|by| self.events[by].at);
            own.ended = if own.round == self.round.number {
                solved
            } else {
                self.round.opened
            };
            into.push(own);
        }
    }
}
