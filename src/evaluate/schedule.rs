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

    /// A pause that counts though it began late reaches as far as one looks. What schedules collect is decided as of their
    /// moments, by how far it had come: whoever looks from later changes nothing in what was handed over.
    pub(super) fn decide_schedules(&mut self) {
        let Some(accepted) = self.accepted else { return };
        if self.late_pauses.is_empty() && self.lapsed.is_empty() || self.deciding_schedule {
            return;
        }
        let (as_of, known_from) = (self.as_of, self.known_from);
        let (events, reminders) = (std::mem::take(&mut self.events), std::mem::take(&mut self.reminders));
        let pauses = (self.late_pauses.clone(), self.lapsed.clone());
        let learned = (self.grants.clone(), self.restarts.clone());
        let mut moments: Vec<Moment> = (0..self.plan.rules.schedules.len())
            .filter(|at| self.plan.rules.schedules[*at].in_force.holds(self.governed))
            .flat_map(|at| {
                self.plan
                    .scheduled(at.into(), Moment(accepted.0.saturating_sub(1)), as_of)
            })
            .filter(|at| *at < as_of && !self.collected.iter().any(|known| known.1 == *at))
            .collect();
        moments.sort_unstable();
        moments.dedup();
        self.deciding_schedule = true;
        for at in moments {
            self.as_of = Moment(at.0.saturating_add(1));
            self.events = events.iter().copied().take_while(|event| event.at <= at).collect();
            self.grants.clear();
            self.late_pauses.clear();
            self.lapsed.clear();
            self.restarts.clear();
            self.begin();
            self.play_on();
        }
        self.deciding_schedule = false;
        (self.as_of, self.known_from, self.events, self.reminders) = (as_of, known_from, events, reminders);
        (self.late_pauses, self.lapsed) = pauses;
        (self.grants, self.restarts) = learned;
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
        let unsolved = self.round.entered != 0 && !self.is_solved();
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

    /// Whether nobody waits for the climb any more.
    fn is_solved(&self) -> bool {
        self.round.solved_by.is_some() || self.is_over()
    }

    /// Behind the events of an instant: since when what was left over is solved. What is taken back solved nothing.
    pub(super) fn follow_leftovers(&mut self) {
        if self.leftovers.is_empty() {
            return;
        }
        let (here, now, solved) = (self.round.number, self.now, self.is_solved());
        for own in self.leftovers.iter_mut().filter(|own| own.round == here) {
            own.ended = own.ended.or(Some(now)).filter(|_| solved);
        }
    }

    /// A reopening ends what was left over in the round before, where nothing had solved it.
    pub(super) fn end_leftovers(&mut self, at: Moment) {
        for own in &mut self.leftovers {
            own.ended.get_or_insert(at);
        }
    }

    /// The register as of the run.
    pub(super) fn write_leftovers(&mut self, into: &mut Vec<Leftover>) {
        into.clear();
        if self.left_out.is_none() {
            into.append(&mut self.leftovers);
        }
        self.leftovers.clear();
    }
}
