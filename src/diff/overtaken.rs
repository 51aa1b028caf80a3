//! Cases that come later and are due before earlier ones: what a limit that is shortened from a day on does around it.

use super::limits::{Granted, LimitChange};
use crate::calendar::Moment;
use crate::model::{DeadlineId, LimitOf};
use crate::plan::Plan;
use chrono::{Days, NaiveDate, NaiveTime};

/// Days before the change that are looked at.
const MOST: u64 = 400;

/// A later case that is due before an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overtaken {
    /// The deadline.
    pub deadline: String,
    /// The first day on which a case starts that is due after the one of the day of the change.
    pub since: NaiveDate,
    /// The last case of the old limit: its start, and when it is due.
    pub earlier: (Moment, Moment),
    /// The first case of the new limit.
    pub later: (Moment, Moment),
}

/// Whether the limit of some tickets is shortened from a day on so that what starts on it at noon is due before what
/// started at noon the day before.
#[must_use]
pub(super) fn overtaken(plan: &Plan<'_>, deadline: &str, change: &LimitChange) -> Option<Overtaken> {
    let (Granted::Limit(old), Granted::Limit(new)) = (change.old, change.new) else {
        return None;
    };
    let from = change.regions.iter().find_map(|region| region.dates.first()?.0)?;
    let own = |own: &crate::model::Deadline| own.name == deadline && own.in_force.holds(Some(from));
    let id = DeadlineId::from(plan.rules.deadlines.iter().position(own)?);
    let due = |date: NaiveDate, limit: LimitOf| -> Option<(Moment, Moment)> {
        let mut clocks = limit.clocks();
        let (clock, None) = (clocks.next()?, clocks.next()) else {
            return None;
        };
        let keeper = plan.keeper(plan.of_deadline(id, None));
        let noon = plan.zone.moment(date.and_time(NaiveTime::from_hms_opt(12, 0, 0)?));
        Some((noon, keeper.wind(plan, noon, clock).ok()?.1))
    };
    let later = due(from, new)?;
    let earlier = due(from.pred_opt()?, old)?;
    let overtakes = |date: NaiveDate| due(date, old).is_some_and(|own| own.1 > later.1);
    if earlier.1 <= later.1 {
        return None;
    }
    let before = (1..=MOST).map_while(|back| from.checked_sub_days(Days::new(back)));
    Some(Overtaken {
        deadline: deadline.to_owned(),
        since: before.take_while(|date| overtakes(*date)).last()?,
        earlier,
        later,
    })
}
