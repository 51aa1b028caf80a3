//! Pauses: which stretches of time stop a clock, with their caps.

use crate::calendar::{Moment, Uncovered, Unit};
use crate::model::Pause;
use crate::plan::{Plan, Timekeeper};

/// A pause as it happened: which statement of the deadline, from, to (None: still open).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    pub statement: usize,
    pub from: Moment,
    pub to: Option<Moment>,
    /// It began at or after the due moment: it moves that moment, and does not keep a late obligation from being late.
    pub late: bool,
}

/// A stretch that really stops the clock; `to` None: without end.
pub(super) type Span = (Moment, Option<Moment>);

/// The stretches that count after the caps, joined where they overlap, oldest first. An open pause counts up to
/// `until`, or, where that is None, as long as its cap allows.
pub(super) fn effective(
    plan: &Plan<'_>,
    keeper: &Timekeeper,
    pauses: &[Pause],
    stops: &[Stop],
    until: Option<Moment>,
) -> Result<Vec<Span>, Uncovered> {
    let mut spans: Vec<Span> = Vec::new();
    for (statement, pause) in pauses.iter().enumerate() {
        let own = stops.iter().filter(|stop| stop.statement == statement);
        let own = own.map(|stop| {
            let to = match (stop.to, until) {
                (Some(to), Some(until)) => Some(to.min(until)),
                (to, until) => to.or(until),
            };
            (stop.from, to)
        });
        let own = own.filter(|(from, to)| to.is_none_or(|to| to > *from));
        match pause.at_most {
            None => spans.extend(own),
            Some(most) if matches!(most.unit, Unit::WorkingDays | Unit::CalendarDays) => {
                cap_dates(
                    plan,
                    keeper,
                    own,
                    most.amount,
                    most.unit == Unit::WorkingDays,
                    &mut spans,
                )?;
            }
            Some(most) => cap_length(plan, keeper, own, most, &mut spans)?,
        }
    }
    spans.sort();
    Ok(joined(spans))
}

/// What the stretches add to a clock after a moment, in seconds of its family; None: they never end.
pub(super) fn added(
    plan: &Plan<'_>,
    keeper: &Timekeeper,
    working: bool,
    spans: &[Span],
    since: Moment,
) -> Result<Option<i64>, Uncovered> {
    let mut sum = 0i64;
    for (from, to) in spans {
        let Some(to) = *to else { return Ok(None) };
        let from = (*from).max(since);
        if to > from {
            sum = sum.saturating_add(match keeper.calendar {
                Some(calendar) if working => plan.calendar(calendar).working_seconds(from, to)?,
                _ => to.0.saturating_sub(from.0),
            });
        }
    }
    Ok(Some(sum))
}

/// A cap in days: the distinct dates touched count, and the cap ends with the end of the last date it allows.
fn cap_dates(
    plan: &Plan<'_>,
    keeper: &Timekeeper,
    own: impl Iterator<Item = Span>,
    most: i64,
    working: bool,
    into: &mut Vec<Span>,
) -> Result<(), Uncovered> {
    let zone = plan.zone_of(keeper.calendar);
    let (mut last, mut used) = (None, 0i64);
    for (from, to) in own {
        let mut at = from;
        let mut end = None;
        while to.is_none_or(|to| at < to) {
            let date = zone.local(at).date();
            let Some(next) = date.succ_opt() else { break };
            let midnight = zone.moment(next.and_time(chrono::NaiveTime::MIN));
            let stop = to.map_or(midnight, |to| to.min(midnight));
            if used == most && last != Some(date) {
                break;
            }
            let touched = match keeper.calendar {
                Some(calendar) if working => plan.calendar(calendar).working_seconds(at, stop)? > 0,
                _ => true,
            };
            if touched && last != Some(date) {
                used += 1;
                last = Some(date);
            }
            end = Some(stop);
            at = midnight;
        }
        if let Some(end) = end.filter(|end| *end > from) {
            into.push((from, Some(end)));
        }
    }
    Ok(())
}

/// A cap in a length of time, shared by all pauses of the obligation.
fn cap_length(
    plan: &Plan<'_>,
    keeper: &Timekeeper,
    own: impl Iterator<Item = Span>,
    most: crate::calendar::Quantity,
    into: &mut Vec<Span>,
) -> Result<(), Uncovered> {
    let calendar = keeper
        .calendar
        .filter(|_| most.unit.is_working())
        .map(|calendar| plan.calendar(calendar));
    let mut left = match most.unit.seconds() {
        Some(seconds) => most.amount.saturating_mul(seconds),
        None => {
            // Weeks and months have no fixed length: they run from the first pause.
            let mut own = own.peekable();
            let Some((first, _)) = own.peek().copied() else {
                return Ok(());
            };
            let end = keeper.add(plan, first, most)?;
            into.extend(
                own.filter(|(from, _)| *from < end)
                    .map(|(from, to)| (from, Some(to.map_or(end, |to| to.min(end))))),
            );
            return Ok(());
        }
    };
    for (from, to) in own {
        if left <= 0 {
            break;
        }
        let longest = match calendar {
            Some(calendar) => calendar.add_working_seconds(from, left)?,
            None => Moment(from.0.saturating_add(left)),
        };
        let end = to.map_or(longest, |to| to.min(longest));
        left -= match calendar {
            Some(calendar) => calendar.working_seconds(from, end)?,
            None => end.0 - from.0,
        };
        into.push((from, Some(end)));
    }
    Ok(())
}

fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match out.last_mut() {
            Some((_, end)) if end.is_none_or(|end| from <= end) => {
                *end = match (*end, to) {
                    (Some(end), Some(to)) => Some(end.max(to)),
                    _ => None,
                };
            }
            _ => out.push((from, to)),
        }
    }
    out
}
