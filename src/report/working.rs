//! Working time as the plan counts it: by the calendar of the obligation's own rule.

use super::context::WorkingTime;
use crate::calendar::Moment;
use crate::evaluate::{Case, Duty, Obligation};
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
        self.keeper(keeper_of(self, case, obligation)).working_seconds(self, from, to)
    }
}
