//! The case of a plain ticket: states, lateness, and the order in which they are told.

use super::Desk;
use super::own::Own;
use crate::calendar::{Moment, Quantity};
use crate::evaluate::Truth;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::{Case, Duty, Obligation, State};
use crate::feed::{Facts, Timeline};
use crate::model::{Cond, EventId};

impl Desk {
    /// Writes everything into the case, in a fixed order; `has`: whether an event has come.
    pub(super) fn write<'a, F: Facts>(
        &mut self,
        run: &mut Run<'a, F>,
        at_rung: u8,
        has: &dyn Fn(EventId) -> bool,
        case: &mut Case,
    ) -> Option<()> {
        case.ticket = run.number;
        (case.kind, case.accepted) = (run.ticket.kind, run.accepted);
        (case.outside, case.left_out) = (None, None);
        case.ladder = run.ladder;
        case.round = 1;
        (case.rung, case.highest_rung) = (at_rung, at_rung);
        case.occurrence = run.occurrence;
        case.governed = run.governed;
        case.decisions.clear();
        (case.handler, case.category) = (run.handler, run.category);
        run.write_chain(case);
        case.hits.clear();
        case.extensions.clear();
        case.reminders.clear();
        case.remarks.clear();
        case.remarks.append(&mut run.remarks);
        case.pauses.clear();
        case.obligations.clear();
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        order.extend(0..self.owns.len());
        if order.len() > 1 {
            order.sort_by_key(|at| {
                let own = &self.owns[*at];
                (own.start, own.duty, own.party, own.closed())
            });
        }
        for at in order.iter().copied() {
            let own = self.owns[at];
            case.obligations.push(obligation(run, &own));
            self.write_stops(run, &own, case.obligations.len() - 1, &mut case.pauses);
        }
        self.order = order;
        for (deadline, party) in self.waiting.drain(..) {
            case.obligations.push(run.not_started(1, deadline, party));
        }
        case.held.clear();
        if run.holding {
            self.hold(run, &mut case.held);
        }
        case.entries.clear();
        for mut entry in self.entries.drain(..) {
            let same = |own: &Obligation| own.duty == Duty::Rung(entry.rung) && own.start == Some(entry.at);
            entry.obligation = case.obligations.iter().position(same)?;
            case.entries.push(entry);
        }
        run.measure_by(&|cond| judge(run, cond, has), case);
        Some(())
    }
}

/// Whether what a metric asks of a ticket holds.
fn judge<F: Facts>(run: &Run<'_, F>, cond: &Cond, has: &dyn Fn(EventId) -> bool) -> Truth {
    match cond {
        Cond::And(tests) => Truth::all(tests.iter().map(|test| judge(run, test, has))),
        Cond::Or(tests) => Truth::any(tests.iter().map(|test| judge(run, test, has))),
        Cond::Has { event, negated } => Truth::of(has(*event) != *negated),
        fixed => run.judge(fixed),
    }
}

fn obligation<F: Facts>(run: &Run<'_, F>, own: &Own) -> Obligation {
    let plan = run.plan;
    let keeper = plan.keeper(own.keeper);
    let closed = Some(own.closed()).filter(|at| *at != Timeline::NEVER);
    let end = closed.unwrap_or(run.as_of);
    let warn = match own.duty {
        Duty::Deadline(deadline) => plan.rules.deadlines[deadline.index()].warn.as_ref(),
        _ => None,
    };
    let warn_at = warn.and_then(|(by, _)| {
        let by = by.on(run.governed);
        let back = Quantity {
            amount: -by.amount,
            unit: by.unit,
        };
        keeper.add(plan, own.due, back).ok()
    });
    let state = match closed {
        Some(_) if own.taken != Timeline::NEVER => State::TakenOver,
        Some(_) if end > own.due => State::DoneLate,
        Some(_) => State::DoneOnTime,
        None if end > own.due && !own.halted => State::Overdue,
        None if warn_at.is_some_and(|warn| end >= warn) => State::Warned,
        None => State::Running,
    };
    let state = if own.is_target { state.of_target() } else { state };
    let missed = state == State::TargetMissed;
    let late = state.is_late();
    let until = |end: Moment| keeper.working_seconds(plan, own.due, end.max(own.due));
    let late_working = if late { until(end) } else { None };
    let charged = own.charge_end.filter(|charge| *charge < end);
    Obligation {
        duty: own.duty,
        round: 1,
        turn: 0,
        seq: 0,
        party: own.party,
        start: Some(own.start),
        counted_from: own.counted_from,
        due: Some(own.due),
        original_due: Some(own.original),
        done: closed,
        state,
        late_working,
        late_elapsed: late.then(|| end.0 - own.due.0),
        charged_working: match charged {
            Some(charge) => late_working.and_then(|_| until(charge)),
            None => late_working,
        },
        missed_working: if missed { until(end) } else { None },
        missed_elapsed: missed.then(|| end.0 - own.due.0),
        rung: own.rung,
        missing_year: None,
        rule: own.rule,
        start_row: own.start_row,
        done_row: if own.taken == Timeline::NEVER {
            own.done_row
        } else {
            None
        },
        warn_at,
        excused: None,
        fell_away: false,
    }
}
