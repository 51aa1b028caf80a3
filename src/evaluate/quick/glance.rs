//! What is seen at a glance: that every clock of a plain ticket was stopped well in time.
//!
//! Most tickets are like that. No due moment is reckoned for them: that less was worked between start and end than is
//! granted says enough. Whatever takes a closer look is laid out as any other ticket.

use super::Desk;
use super::held::held;
use super::plain::Plain;
use crate::calendar::Moment;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::InTime;
use crate::feed::{Facts, Timeline};
use crate::model::{EventId, LimitOf};

/// A stretch of time: from, to.
type Stretch = (Moment, Moment);

impl Desk {
    /// Counts a ticket on which every clock was stopped in time; None: that is not to be seen at a glance.
    pub(super) fn glance<'a, F: Facts>(&mut self, plain: &Plain<'a>, run: &mut Run<'a, F>) -> Option<()> {
        if self.may_climb_in_time(plain, run) {
            return None;
        }
        let mut counted = std::mem::take(&mut self.in_time);
        counted.clear();
        let seen = self.look(plain, run, &mut counted);
        counted.remarks = run.remarks.len();
        self.in_time = counted;
        seen
    }

    /// Whether a rung may be entered though nothing is late.
    fn may_climb_in_time<'a, F: Facts>(&self, plain: &Plain<'a>, run: &Run<'a, F>) -> bool {
        let Some(ladder) = run.ladder else {
            return false;
        };
        let Some(climb) = plain.ladders.get(ladder.index()).and_then(Option::as_ref) else {
            return true;
        };
        let mut triggers = climb.triggers.iter().flatten();
        triggers.any(|trigger| trigger.late.is_none() && trigger.holds(run))
    }

    fn look<'a, F: Facts>(&mut self, plain: &Plain<'a>, run: &mut Run<'a, F>, counted: &mut InTime) -> Option<()> {
        let plan = run.plan;
        self.ran.clear();
        self.spans.clear();
        for at in 0..self.day.as_ref()?.deadlines.len() {
            let deadline = self.day.as_ref()?.deadlines[at];
            let own = &plan.rules.deadlines[deadline.index()];
            let Some(responsible) = own.responsible.one() else {
                continue;
            };
            let (_, start) = self.start_of(own);
            let granted = self.row(plain, run, deadline);
            if start == Timeline::NEVER {
                counted.not_started.extend(self.awaited(run, granted, responsible));
                continue;
            }
            run.now = start;
            let done = self.only_end(&own.to, start).filter(|_| own.no_breach.is_none())?;
            let (_, Some(LimitOf::Quantity(quantity))) = granted? else {
                return None;
            };
            let party = run.party(run.answering(responsible));
            // What is in time without its pauses is so with them: they move the due moment back.
            let keeper = plan.keeper(plan.of_deadline(deadline, party));
            if !keeper.outlasts(plan, start, done, quantity) {
                return None;
            }
            for pause in &own.pauses {
                let (from, to) = (self.at.at(pause.from), self.at.at(pause.to));
                if from > done {
                    continue;
                }
                // What touches an end, another pause or what else runs takes a closer look.
                let touches = |(one, other): &Stretch| from <= *other && *one <= to;
                if from <= start || to <= from || to >= done || self.spans.iter().any(touches) {
                    return None;
                }
                self.spans.push((from, to));
                counted.paused.push((party, to.0 - from.0));
            }
            self.ran.push((start, done));
            counted.done.push(party);
        }
        match run.holding {
            true => self.held_by_one(run, counted),
            false => Some(()),
        }
    }

    /// The end of what started at a moment, where one of some events came, and after it.
    fn only_end(&self, to: &[EventId], start: Moment) -> Option<Moment> {
        let mut told = to
            .iter()
            .map(|event| self.at.at(*event))
            .filter(|at| *at != Timeline::NEVER);
        told.next().filter(|done| *done > start && told.next().is_none())
    }

    /// Who held the ticket, where it was one party, but for pauses of what alone ran then.
    fn held_by_one<'a, F: Facts>(&mut self, run: &Run<'a, F>, counted: &mut InTime) -> Option<()> {
        let Some((mut from, mut to)) = self.ran.first().copied() else {
            return Some(());
        };
        let party = counted.done.first().copied()??;
        for (start, done) in &self.ran {
            if *start > to || *done < from {
                return None;
            }
            (from, to) = (from.min(*start), to.max(*done));
        }
        let alone = |pause: &Stretch| self.ran.iter().filter(|ran| ran.1 > pause.0).count() == 1;
        if counted.done.iter().any(|other| *other != Some(party)) || !self.spans.iter().all(alone) {
            return None;
        }
        let holder = (Some(party), run.plan.of_ladder(run.ladder?, Some(party)));
        self.spans.sort_unstable();
        for (pause, back) in &self.spans {
            counted.held.push(held(run, holder, from, *pause));
            from = *back;
        }
        counted.held.push(held(run, holder, from, to));
        Some(())
    }
}
