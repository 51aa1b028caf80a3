//! The rungs that a plain ticket enters: the first trigger that holds, then those above it.

use super::Desk;
use super::own::{Own, wind};
use super::pauses::Stops;
use super::plain::{Climb, Plain, Trigger};
use crate::calendar::Moment;
use crate::evaluate::Truth;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::{Duty, Entry};
use crate::feed::{Facts, Timeline};
use crate::model::{PartyId, RungLimit};

impl Trigger<'_> {
    /// Whether what is decided at acceptance holds.
    pub(super) fn holds<F: Facts>(&self, run: &Run<'_, F>) -> bool {
        self.fixed.iter().all(|test| run.judge(test) == Truth::Yes)
    }
}

impl Desk {
    /// Climbs as far as the triggers reach by the moment of the run; the rung at which the ticket stands then.
    pub(super) fn climb<'a, F: Facts>(&mut self, plain: &Plain<'a>, run: &mut Run<'a, F>) -> Option<u8> {
        let Some(ladder) = run.ladder else {
            return Some(0);
        };
        let climb = plain.ladders.get(ladder.index())?.as_ref()?;
        let (mut here, mut now) = (1usize, Moment(i64::MIN));
        loop {
            let mut next = (Timeline::NEVER, 0);
            let late = self.owns.iter().any(|own| own.done > own.due);
            for rung in here + 1..=climb.triggers.len() {
                let may_hold = |trigger: &&Trigger<'_>| late || trigger.late.is_none();
                for trigger in climb.triggers[rung - 1].iter().filter(may_hold) {
                    let at = self.when(run, trigger);
                    // At one instant the highest rung wins.
                    if at <= next.0 && at != Timeline::NEVER {
                        next = (at, rung);
                    }
                }
            }
            let (at, rung) = next;
            if at == Timeline::NEVER || at >= self.solved(climb) {
                return u8::try_from(here).ok();
            }
            // What holds already when a rung is entered waits for the next instant.
            if climb.hinders || at <= now {
                return None;
            }
            now = at;
            here = self.enter(run, climb, (here, rung), at)?;
        }
    }

    /// The first moment at which a trigger holds.
    fn when<'a, F: Facts>(&self, run: &Run<'a, F>, trigger: &Trigger<'a>) -> Moment {
        let from = match trigger.late {
            None => run.accepted.unwrap_or(Timeline::NEVER),
            Some((target, by)) => {
                let meant = self.owns.iter().filter(|own| own.is_meant(run.plan, target));
                meant.map(|own| own.late_from(run, by)).min().unwrap_or(Timeline::NEVER)
            }
        };
        let holds = from == Timeline::NEVER || trigger.holds(run);
        if holds { from } else { Timeline::NEVER }
    }

    /// When the case is answered: from then on it climbs no more.
    fn solved(&self, climb: &Climb<'_>) -> Moment {
        let rungs = self
            .owns
            .iter()
            .filter(|own| own.rung > 0 && own.taken == Timeline::NEVER);
        let until = climb.until.into_iter().flatten().map(|event| self.at.at(*event));
        rungs.map(|own| own.done).chain(until).min().unwrap_or(Timeline::NEVER)
    }

    /// Enters a rung, or the next above it whose party can answer; the rung entered.
    fn enter<'a, F: Facts>(
        &mut self,
        run: &mut Run<'a, F>,
        climb: &Climb<'a>,
        (from, rung): (usize, usize),
        at: Moment,
    ) -> Option<usize> {
        let plan = run.plan;
        let ladder = run.ladder?;
        run.now = at;
        let (line, ran_out) = self.cause(run, &climb.triggers[rung - 1], at)?;
        let rungs = run.rungs();
        let from_party = self.accountable(run, from, at);
        let mut number = rung;
        let mut party = run.party(run.answering(&rungs[number - 1].responsible));
        while number < rungs.len() && (party.is_none() || party == run.handler) {
            number += 1;
            party = run.party(run.answering(&rungs[number - 1].responsible));
        }
        let RungLimit::Own { to, within, place } = &rungs[number - 1].limit else {
            return None;
        };
        self.take_over(run, number as u8, at)?;
        let (done, done_row) = self.first_end(to, at)?;
        let duty = (Duty::Rung(number as u8), number as u8);
        let mut one = Own {
            done,
            done_row,
            ..Own::begun(duty, (party, plan.of_ladder(ladder, party)), at, *place)
        };
        wind(plan, &mut one, *within.on(run.governed), !ran_out)?;
        self.owns.push(one);
        self.entries.push(Entry {
            round: 1,
            rung: number as u8,
            at,
            from_rung: from as u8,
            from_party,
            party,
            trigger: line,
            obligation: 0,
        });
        Some(number)
    }

    /// The line of the trigger that moves the ticket at an instant, and whether a clock ran out: of those that hold one
    /// that ran out goes before the others, else the first.
    fn cause<'a, F: Facts>(
        &self,
        run: &Run<'a, F>,
        triggers: &[Trigger<'a>],
        at: Moment,
    ) -> Option<(crate::model::Place, bool)> {
        let mut cause: Option<(crate::model::Place, bool)> = None;
        for trigger in triggers.iter().filter(|trigger| self.when(run, trigger) <= at) {
            let ran_out = trigger.late.is_some();
            if cause.is_none_or(|(_, before)| ran_out && !before) {
                cause = Some((trigger.place, ran_out));
            }
        }
        cause
    }

    /// The party of the rung at which the ticket stands.
    fn accountable<'a, F: Facts>(&self, run: &Run<'a, F>, rung: usize, at: Moment) -> Option<PartyId> {
        let mut owns = self.owns.iter().rev();
        match owns.find(|own| usize::from(own.rung) == rung && own.start <= at) {
            Some(own) => own.party,
            None => run.first_rung(rung as u8),
        }
    }

    /// The entry of a rung takes over what is owed below it and not yet due; what starts there later gives way at once.
    fn take_over<'a, F: Facts>(&mut self, run: &Run<'a, F>, number: u8, at: Moment) -> Option<()> {
        for index in 0..self.owns.len() {
            let mut one = self.owns[index];
            if one.rung == 0 || one.rung >= number {
                continue;
            }
            let from = one.start.max(at);
            if one.closed() > from && (one.halted || one.due > from) {
                // Whether a late pause that begins only then counts has to be played.
                if self.stops(one.stops).iter().any(|stop| stop.late && stop.from > from) {
                    return None;
                }
                one.taken = from;
                if one.stops != Stops::default() {
                    self.pause(run, &mut one)?;
                }
            }
            one.charge_end.get_or_insert(from);
            self.owns[index] = one;
        }
        Some(())
    }
}
