//! Until when a month may still change: moments of the month after it, as a notice states them.

use super::month::Month;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model;
use crate::plan::Plan;

/// Until when data of a month may come in: the moment that the block states, else the end of the month.
#[must_use]
pub fn data_until(plan: &Plan<'_>, block: &model::Notice, month: Month) -> Moment {
    let begin_of_next = || month.plus(1).begin(&plan.zone);
    day_of_next(plan, block.data_until, month).unwrap_or_else(begin_of_next)
}

/// Until when units may object to the draft of a month.
#[must_use]
pub fn objections_until(plan: &Plan<'_>, block: &model::Notice, month: Month) -> Option<Moment> {
    day_of_next(plan, block.objections_until, month)
}

/// Until when who is named writes back.
#[must_use]
pub fn replies_until(plan: &Plan<'_>, block: &model::Notice, month: Month) -> Option<Moment> {
    day_of_next(plan, block.replies_until, month)
}

/// A moment of the next month, where one is stated.
fn day_of_next(plan: &Plan<'_>, until: Option<(u32, u32)>, month: Month) -> Option<Moment> {
    let (day, second) = until?;
    Some(month.plus(1).day(&plan.zone, day, second))
}

/// Whether nothing of a ticket is known yet as of a moment: it stands on no list.
pub fn is_later<F: Facts>(plan: &Plan<'_>, facts: &F, ticket: usize, as_of: Moment) -> bool {
    let rules = plan.rules;
    let first = rules.first_event(facts.workflow(ticket));
    let governing = rules.effective.map(|(_, event)| event);
    first
        .filter(|first| governing.is_none_or(|event| event == *first))
        .and_then(|first| facts.first(ticket, first))
        .is_some_and(|accepted| accepted > as_of)
}
