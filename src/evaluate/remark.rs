//! What is odd about the events of a ticket. It is kept and told; the ticket stays counted.

use super::Truth;
use super::run::Run;
use super::verdict::Remark;
pub(super) use crate::diagnostic::event::*;
use crate::feed::Facts;

/// Looks over the order of events and the stated kind, after the play.
pub(super) fn order<F: Facts>(run: &mut Run<'_, F>) {
    let flow = run.flow;
    let mut latest: Option<(u16, usize)> = None;
    let mut seen = 0u64;
    let mut steps = std::mem::take(&mut run.steps);
    steps.clear();
    for position in 0..run.events.len() {
        let event = run.events[position].event;
        if flow.role[event.index()] == crate::plan::Role::NewRound {
            (latest, seen) = (None, u64::MAX);
        }
        let Some(step) = flow.step[event.index()] else { continue };
        let bit = 1u64.checked_shl(u32::from(step)).unwrap_or(0);
        if seen & bit == 0 || seen == u64::MAX {
            steps.push((position, step));
        }
        seen |= bit;
        latest = latest.max(Some((step, position)));
    }
    let mut out: Vec<Remark> = Vec::new();
    let mut remark = |run: &Run<'_, F>, code, position: usize| {
        let event = run.events[position];
        out.push(Remark {
            code,
            event: Some(event.event),
            at: Some(event.at),
            row: event.row,
        });
    };
    for (index, (position, step)) in steps.iter().enumerate() {
        let reopened = steps[..index].iter().any(|(_, earlier)| earlier == step);
        if steps[..index].iter().any(|(_, earlier)| earlier > step) && !reopened {
            remark(run, TIME_BACKWARDS, *position);
        }
    }
    if let Some((last, position)) = latest.filter(|_| seen != u64::MAX) {
        let before = (1u64.checked_shl(u32::from(last)).unwrap_or(0)).wrapping_sub(1);
        if seen & before != before {
            remark(run, ORDER_SKIPPED, position);
        }
    }
    run.steps = steps;
    run.remarks.append(&mut out);
    let stated = run
        .ticket
        .kind
        .and_then(|kind| run.plan.rules.kinds[kind.index()].when.as_ref());
    if stated.is_some_and(|when| run.judge(when) == Truth::No) {
        let row = run.facts.row(run.number);
        run.remarks.push(Remark {
            code: KIND_CONTRADICTED,
            event: None,
            at: None,
            row,
        });
    }
}
