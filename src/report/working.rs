//! Working time as the plan counts it: by the calendar of the obligation's own rule.

use super::context::WorkingTime;
use super::why::{Clocks, deciding, limit_of};
use crate::calendar::{Day, Moment};
use crate::evaluate::{Case, Duty, Obligation};
use crate::model::{Counted, LimitOf};
use crate::plan::{KeeperId, Plan};

/// The way of telling time of an obligation.
#[must_use]
pub fn keeper_of(plan: &Plan<'_>, case: &Case, obligation: &Obligation) -> KeeperId {
    match (obligation.duty, case.ladder) {
        (Duty::Deadline(deadline), _) => plan.of_deadline(deadline, obligation.party),
        (Duty::Schedule(schedule), _) => plan.of_schedule(schedule, obligation.party),
        (Duty::Rung(_) | Duty::WayBack(_) | Duty::Must(..), Some(ladder)) => plan.of_ladder(ladder, obligation.party),
        (_, None) => plan.of_file(),
    }
}

impl WorkingTime for Plan<'_> {
    fn between(&self, case: &Case, obligation: &Obligation, from: Moment, to: Moment) -> Option<i64> {
        self.by(keeper_of(self, case, obligation), from, to)
    }

    fn by(&self, keeper: KeeperId, from: Moment, to: Moment) -> Option<i64> {
        self.keeper(keeper).working_seconds(self, from, to)
    }
}

impl Clocks for Plan<'_> {
    fn days(&self, case: &Case, obligation: &Obligation) -> Vec<Day> {
        let limit = limit_of(self.rules, case, obligation);
        let counted = limit.and_then(|limit| deciding(limit, self.two(case, obligation)));
        let (Some(counted), Some(start)) = (counted, obligation.counted_from.or(obligation.start)) else {
            return Vec::new();
        };
        let clock = self.keeper(keeper_of(self, case, obligation)).clock(self);
        match counted {
            Counted::Quantity(quantity) => clock.days(start, quantity).map(Iterator::collect).unwrap_or_default(),
            Counted::WorkingDay(when) => clock
                .on_working_day(start, when)
                .map(|due| clock.working_dates(start, due).collect())
                .unwrap_or_default(),
        }
    }

    fn two(&self, case: &Case, obligation: &Obligation) -> Option<[Moment; 2]> {
        let limit = limit_of(self.rules, case, obligation);
        let Some(LimitOf::Of(_, first, second)) = limit else {
            return None;
        };
        let keeper = self.keeper(keeper_of(self, case, obligation));
        let due = |one: Counted| Some(keeper.wind(self, obligation.start?, one).ok()?.1);
        Some([due(first)?, due(second)?])
    }

    fn extended(&self, case: &Case, index: usize) -> Option<Moment> {
        let obligation = case.obligations.get(index)?;
        let Duty::Deadline(deadline) = obligation.duty else {
            return None;
        };
        let extend = self.rules.deadlines.get(deadline.index())?.extend.as_ref()?;
        let keeper = self.keeper(keeper_of(self, case, obligation));
        let granted = case.extensions.iter().filter(|one| one.obligation == index).count();
        if granted >= extend.at_most as usize {
            return None;
        }
        // The due moment without its pauses, as it was counted: the original one and what was granted.
        let mut unpaused = obligation.original_due?;
        for _ in 0..granted {
            unpaused = keeper.add(self, unpaused, extend.each).ok()?;
        }
        let own = case.pauses.iter().filter(|pause| pause.obligation == index);
        let paused: i64 = own.map(|pause| pause.added).sum();
        let limit = limit_of(self.rules, case, obligation)?;
        let working = match limit {
            // Another of the two may decide once it is longer.
            LimitOf::Of(..) => return None,
            LimitOf::Before(by, _) => by.unit.is_working(),
            _ => limit.clocks().any(Counted::is_working),
        };
        let lengthen = |due: Moment| match keeper.clock(self).calendar {
            _ if paused == 0 => Some(due),
            Some(calendar) if working => calendar.add_working_seconds(due, paused).ok(),
            _ => Some(Moment(due.0.saturating_add(paused))),
        };
        // Another moment is in force where a grace moved it: how far it would move is not told here.
        if lengthen(unpaused) != obligation.due {
            return None;
        }
        lengthen(keeper.add(self, unpaused, extend.each).ok()?)
    }
}
