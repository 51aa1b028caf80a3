//! An obligation of a plain ticket: where it starts and ends, and when it is due.

use super::pauses::Stops;
use super::plain::Plain;
use super::{Desk, Granted};
use crate::calendar::{Moment, Quantity};
use crate::evaluate::run::Run;
use crate::evaluate::verdict::Duty;
use crate::feed::{Facts, RowId, Timeline};
use crate::model::{Dated, Deadline, DeadlineId, EventId, LimitOf, PartyId, PartyRef, Place, Target};
use crate::plan::{KeeperId, Plan};

/// An obligation of a plain ticket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own {
    pub duty: Duty,
    /// Its rung: 0 beside the ladder.
    pub rung: u8,
    /// A target of the house: never late.
    pub is_target: bool,
    pub party: Option<PartyId>,
    pub keeper: KeeperId,
    pub start: Moment,
    pub start_row: Option<RowId>,
    pub counted_from: Option<Moment>,
    pub rule: Place,
    /// Whether its limit is in working units.
    pub working: bool,
    /// The due moment before pauses.
    pub original: Moment,
    /// The due moment with what was paused up to its end, or the moment of the run.
    pub due: Moment,
    /// Its pauses.
    pub stops: Stops,
    /// A pause without end keeps it from ever being late.
    pub halted: bool,
    /// Done; [`Timeline::NEVER`] where it is not.
    pub done: Moment,
    pub done_row: Option<RowId>,
    /// Taken over by a higher rung; [`Timeline::NEVER`] where it was not.
    pub taken: Moment,
    /// The entry of a higher rung.
    pub charge_end: Option<Moment>,
}

impl Own {
    /// One that starts at a moment and is not wound up yet: nothing has ended it.
    pub(super) fn begun(
        (duty, rung): (Duty, u8),
        (party, keeper): (Option<PartyId>, KeeperId),
        start: Moment,
        rule: Place,
    ) -> Own {
        Own {
            duty,
            rung,
            is_target: false,
            party,
            keeper,
            start,
            start_row: None,
            counted_from: None,
            rule,
            working: false,
            original: start,
            due: start,
            stops: Stops::default(),
            halted: false,
            done: Timeline::NEVER,
            done_row: None,
            taken: Timeline::NEVER,
            charge_end: None,
        }
    }

    /// When it was closed; [`Timeline::NEVER`] while it is open.
    pub(super) fn closed(&self) -> Moment {
        self.done.min(self.taken)
    }

    /// Whether it runs at a moment, all that happens then included.
    pub(super) fn is_open(&self, at: Moment) -> bool {
        self.start <= at && at < self.closed()
    }

    /// Whether a target means it.
    pub(super) fn is_meant(&self, plan: &Plan<'_>, target: Target) -> bool {
        match (target, self.duty) {
            (Target::Deadline(_), Duty::Deadline(own)) => plan.same_name(own, target),
            (Target::Rung(1), Duty::Deadline(_)) => self.rung == 1,
            (Target::Rung(rung), Duty::Rung(own)) => rung == own,
            _ => false,
        }
    }

    /// The moment from which it is late, or late for a time; [`Timeline::NEVER`] where it never was.
    pub(super) fn late_from<F: Facts>(&self, run: &Run<'_, F>, by: Option<Quantity>) -> Moment {
        if self.is_target || self.halted || self.taken != Timeline::NEVER || self.done <= self.due {
            return Timeline::NEVER;
        }
        let Some(by) = by else {
            return if self.due < run.as_of {
                self.due
            } else {
                Timeline::NEVER
            };
        };
        if self.due > run.as_of {
            return Timeline::NEVER;
        }
        let keeper = match (self.rung, run.ladder) {
            (1.., Some(ladder)) => run.plan.of_ladder(ladder, self.party),
            _ => self.keeper,
        };
        match run.plan.keeper(keeper).add(run.plan, self.due, by) {
            Ok(at) if at <= run.as_of && at <= self.done => at,
            _ => Timeline::NEVER,
        }
    }
}

impl Desk {
    /// Starts a deadline, or notes that its start has not come.
    pub(super) fn start<'a, F: Facts>(
        &mut self,
        plain: &Plain<'a>,
        run: &mut Run<'a, F>,
        deadline: DeadlineId,
    ) -> Option<()> {
        let plan = run.plan;
        let own = &plan.rules.deadlines[deadline.index()];
        // Only a ticket without co-handlers has a short answer: nobody owes what is each one's.
        let Some(responsible) = own.responsible.one() else {
            return Some(());
        };
        let (from, start) = self.start_of(own);
        let granted = self.row(plain, run, deadline);
        if start == Timeline::NEVER {
            let awaited = self.awaited(run, granted, responsible);
            self.waiting.extend(awaited.map(|party| (deadline, party)));
            return Some(());
        }
        run.now = start;
        let rung = u8::from(run.is_first_rung(deadline));
        // An end before the start is told of the ticket.
        if own.to.iter().any(|event| self.at.at(*event) < start) {
            return None;
        }
        let (done, done_row) = self.first_end(&own.to, start)?;
        let quantity = match granted? {
            (_, Some(LimitOf::Quantity(quantity))) => quantity,
            // Nobody owes it, and the ladder does not ask for it.
            (_, Some(LimitOf::NoDeadline)) if rung == 0 => return Some(()),
            _ => return None,
        };
        if rung > 0 && done == start {
            return None;
        }
        let row = granted?.0;
        let party = run.party(run.answering(responsible));
        let answers = (party, plan.of_deadline(deadline, party));
        let mut one = Own {
            is_target: own.no_breach.is_some(),
            start_row: Some(self.at.row(from)),
            done,
            done_row,
            ..Own::begun((Duty::Deadline(deadline), rung), answers, start, own.rows[row].place)
        };
        wind(plan, &mut one, quantity, true)?;
        if !own.pauses.is_empty() {
            self.pause(run, &mut one)?;
        }
        self.owns.push(one);
        Some(())
    }

    /// The event from which a deadline runs, and when it came.
    fn start_of(&self, own: &Deadline) -> (EventId, Moment) {
        let mut starts = own.starts().map(|event| (event, self.at.at(event)));
        let told = starts.find(|(_, at)| *at != Timeline::NEVER);
        told.unwrap_or((own.from, Timeline::NEVER))
    }

    /// Who is to answer for a deadline whose start has not come; None: nobody owes it.
    pub(super) fn awaited<'a, F: Facts>(
        &self,
        run: &mut Run<'a, F>,
        granted: Granted,
        responsible: &Dated<PartyRef>,
    ) -> Option<Option<PartyId>> {
        if matches!(granted, Some((_, Some(LimitOf::NoDeadline)))) {
            return None;
        }
        run.now = run.as_of;
        Some(run.party(run.answering(responsible)))
    }

    /// The first of some events that ends what started at a moment, and its row; None: two of them come at once.
    pub(super) fn first_end(&self, to: &[EventId], start: Moment) -> Option<(Moment, Option<RowId>)> {
        let mut first = (Timeline::NEVER, None);
        for event in to {
            let at = self.at.at(*event);
            if at == first.0 && at != Timeline::NEVER {
                return None;
            }
            if at >= start && at < first.0 {
                first = (at, Some(self.at.row(*event)));
            }
        }
        Some(first)
    }
}

/// Winds a clock up at its start; None: it leaves the covered years, or is due at once.
pub(super) fn wind(plan: &Plan<'_>, one: &mut Own, quantity: Quantity, at_event: bool) -> Option<()> {
    let keeper = plan.keeper(one.keeper);
    one.working = quantity.unit.is_working();
    let from = match at_event {
        true => keeper.arrive(plan, one.start, quantity).ok()?,
        false => one.start,
    };
    let due = keeper.add(plan, from, quantity).ok()?;
    one.counted_from = (from != one.start).then_some(from);
    (one.original, one.due) = (due, due);
    (due > one.start).then_some(())
}
