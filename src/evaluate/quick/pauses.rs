//! The pauses of a plain ticket: each statement stops a clock at most once, without a cap.

use super::Desk;
use super::own::Own;
use crate::calendar::Moment;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::{Duty, PauseSpan};
use crate::feed::{Facts, Timeline};

/// A pause: from, to ([`Timeline::NEVER`] while it runs).
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub from: Moment,
    pub to: Moment,
    /// It counts even where it begins at or after the due moment.
    even_late: bool,
    /// It began so: it moves the due moment, and does not keep what is late from being late.
    pub late: bool,
}

/// The pauses of an obligation: a stretch of those of the ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stops {
    first: usize,
    count: usize,
}

impl Stops {
    pub(super) fn is_empty(self) -> bool {
        self.count == 0
    }

    /// Where they stand among those of the ticket.
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }
}

impl Desk {
    pub(super) fn stops(&self, stops: Stops) -> &[Stop] {
        self.stops.get(stops.range()).unwrap_or_default()
    }

    /// Finds what stops the clock of a deadline before it is closed, and how much later it is due for that.
    pub(super) fn pause<'a, F: Facts>(&mut self, run: &Run<'a, F>, one: &mut Own) -> Option<()> {
        let Duty::Deadline(deadline) = one.duty else {
            return Some(());
        };
        let (plan, closed) = (run.plan, one.closed());
        let first = self.stops.len();
        for pause in &plan.rules.deadlines[deadline.index()].pauses {
            let (from, to) = (self.at.at(pause.from), self.at.at(pause.to));
            if from > closed {
                continue;
            }
            if from <= one.start {
                // Over before the clock starts; what is open then stops it from its start on.
                if from < to && to < one.start {
                    continue;
                }
                return None;
            }
            if from == Timeline::NEVER {
                continue;
            }
            // Within one second the workflow's order of events decides.
            if from == closed || from == to {
                return None;
            }
            let to = if to < from { Timeline::NEVER } else { to };
            self.stops.push(Stop {
                from,
                to,
                even_late: pause.even_late,
                late: false,
            });
        }
        one.stops = Stops::default();
        (one.halted, one.due) = (false, one.original);
        if self.stops.len() == first {
            return Some(());
        }
        self.stops[first..].sort_by_key(|stop| stop.from);
        let (mut kept, mut last) = (first, Moment(i64::MIN));
        let (mut late, mut passed) = (false, false);
        for at in first..self.stops.len() {
            let mut stop = self.stops[at];
            // Beside one that began late the play has to tell which counts from where.
            if stop.from == last || stop.from < last && late {
                return None;
            }
            // While an earlier one runs the clock has no due moment that could have passed.
            if stop.from > last {
                self.reckon(run, one, first..kept)?;
                if stop.from >= one.due {
                    if !stop.even_late {
                        passed = true;
                        continue;
                    }
                    // It moves the due moment from the beginning on: behind one that was passed over, or past what ended
                    // the clock, that has to be played.
                    if passed || stop.to > closed || closed != Timeline::NEVER && stop.to == Timeline::NEVER {
                        return None;
                    }
                    (stop.late, late) = (true, true);
                }
            }
            self.stops[kept] = stop;
            kept += 1;
            last = last.max(stop.to);
        }
        self.stops.truncate(kept);
        if kept == first {
            return Some(());
        }
        one.stops = Stops {
            first,
            count: kept - first,
        };
        self.reckon(run, one, first..kept)?;
        let stops = &self.stops[first..kept];
        let in_time = || stops.iter().filter(|stop| !stop.late);
        one.halted = in_time().any(|stop| stop.to > closed || stop.to == Timeline::NEVER);
        // What is due while it is paused, or is done late though it was paused to its end, is left to the play.
        let end = closed.min(run.as_of);
        let around = |stop: &Stop| !one.halted && stop.from <= one.due && one.due < stop.to;
        let uncertain = in_time().any(around) || (one.halted && end > one.due);
        (!uncertain).then_some(())
    }

    /// The due moment with these pauses, up to its end or the moment of the run.
    fn reckon<'a, F: Facts>(&mut self, run: &Run<'a, F>, one: &mut Own, stops: std::ops::Range<usize>) -> Option<()> {
        let plan = run.plan;
        let calendar = plan.keeper(one.keeper).calendar.filter(|_| one.working);
        let calendar = calendar.map(|calendar| plan.calendar(calendar));
        self.join(one.closed().min(run.as_of), stops);
        let mut paused = 0i64;
        for (from, to) in &self.spans {
            paused = paused.saturating_add(match calendar {
                Some(calendar) => calendar.working_seconds(*from, *to).ok()?,
                None => to.0.saturating_sub(from.0),
            });
        }
        one.due = match calendar {
            _ if paused == 0 => one.original,
            Some(calendar) => calendar.add_working_seconds(one.original, paused).ok()?,
            None => Moment(one.original.0.saturating_add(paused)),
        };
        Some(())
    }

    /// The stretches that some pauses cover up to a moment, joined where they touch.
    pub(super) fn join(&mut self, until: Moment, stops: std::ops::Range<usize>) {
        self.spans.clear();
        for stop in &self.stops[stops] {
            let (from, to) = (stop.from, stop.to.min(until));
            if from >= to {
                continue;
            }
            match self.spans.last_mut() {
                Some((_, end)) if from <= *end => *end = (*end).max(to),
                _ => self.spans.push((from, to)),
            }
        }
    }

    /// Writes the pauses of an obligation.
    pub(super) fn write_stops<'a, F: Facts>(
        &mut self,
        run: &Run<'a, F>,
        one: &Own,
        obligation: usize,
        into: &mut Vec<PauseSpan>,
    ) {
        if one.stops.is_empty() {
            return;
        }
        let plan = run.plan;
        let end = one.closed().min(run.as_of);
        self.join(end, one.stops.range());
        let open = one.closed() == Timeline::NEVER;
        let calendar = plan.keeper(one.keeper).calendar.filter(|_| one.working);
        for (from, to) in &self.spans {
            let runs = |stop: &Stop| stop.to == Timeline::NEVER && !stop.late && stop.from <= *from;
            let runs = open && self.stops(one.stops).iter().any(runs);
            into.push(PauseSpan {
                obligation,
                from: *from,
                to: Some(*to).filter(|to| !(runs && *to == end)),
                added: match calendar {
                    Some(calendar) => plan.calendar(calendar).working_seconds(*from, *to).unwrap_or(0),
                    None => to.0.saturating_sub(from.0),
                },
                reasons: Vec::new(),
            });
        }
    }
}
