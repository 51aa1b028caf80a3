//! What stops or lengthens the clock of a deadline: pauses and extensions.

use super::asked::{Asked, At};
use super::context::{Check, error};
use super::names::Sort;
use super::organisation::party_ref;
use super::quantities::Clock;
use super::suggest;
use crate::calendar::{Quantity, Unit};
use crate::diagnostic::Words;
use crate::model::{EventId, Extend, Pause, WorkflowId};
use crate::source::Span;
use crate::syntax::tree;

/// A working unit that is no limit of its own (a warning, a cap) needs the calendar too.
pub(super) fn needs_calendar(check: &mut Check<'_>, clock: &Clock, length: Quantity, span: Span) {
    if length.unit.is_working() && !clock.names_calendar() {
        super::quantities::no_calendar(check, span);
    }
}

/// A pause: both its events are in the workflow, or it would never end.
pub(super) fn pause<'a>(
    check: &mut Check<'a>,
    clock: &Clock,
    flow: Option<WorkflowId>,
    written: &'a tree::Pause,
) -> Option<Pause> {
    let tree::Pause { from, to, at_most, .. } = written;
    let begins = check.event(from, flow);
    let known = check
        .names
        .get(Sort::Event, &to.text)
        .map(|known| EventId::from(known.id));
    let missing = flow.is_some_and(|flow| known.is_none_or(|event| !check.has_event(flow, event)));
    let mistyped = known.is_none() && suggest::nearest(&to.text, check.names.of(Sort::Event)).is_some();
    let ends = if mistyped {
        check.event(to, flow)
    } else if missing && !check.perhaps_unread(&to.text) {
        let (from, to_text) = (&from.text, &to.text);
        check.refuse(
            error(
                "O1337",
                to.span,
                Words::new(
                    format!(
                        "the pause begins with {from}, but \"{to_text}\", which is to end it, is not in the workflow"
                    ),
                    format!("暂停从“{from}”开始，但流程里没有让它结束的“{to_text}”"),
                ),
            )
            .mend(Words::new(
                format!("add it to the workflow: may have {to_text}"),
                format!("在流程里加上：可有 {to_text}"),
            )),
        )
    } else {
        known
    };
    let asked = Asked {
        workflow: flow,
        ..Asked::new(At::Pause)
    };
    let when = written.when.as_ref().map(|when| check.cond(when, &asked));
    let at_most = match at_most {
        Some(quantity) => {
            let length = check.length(quantity)?;
            needs_calendar(check, clock, length, quantity.span);
            Some(length)
        }
        None => None,
    };
    let when = match when {
        Some(when) => Some(when?),
        None => None,
    };
    Some(Pause {
        from: begins?,
        to: ends?,
        at_most,
        even_late: written.even_late,
        reason: written.reason.as_ref().map(|reason| reason.text.clone()),
        when,
        place: check.place(written.span),
    })
}

/// An extension: it says how often, how long and by whose leave.
pub(super) fn extension<'a>(
    check: &mut Check<'a>,
    clock: &mut Clock,
    flow: Option<WorkflowId>,
    (from, to): (&'a tree::Name, &'a tree::Name),
    (at_most, each, approver): (
        Option<&'a tree::Quantity>,
        Option<&'a tree::Quantity>,
        Option<&'a tree::PartyRef>,
    ),
    span: Span,
) -> Option<Extend> {
    let (from, to) = (check.event(from, flow), check.event(to, flow));
    let times = at_most.and_then(|most| check.number_of(most, Unit::Times, Words::new("1 time", "1次")));
    let length = each.and_then(|each| clock.limit(check, each));
    let approver_ref = approver.and_then(|approver| party_ref(check, approver));
    let lacking = [
        (
            at_most.is_none(),
            ("how often it can be granted", "最多延几次"),
            ("at most 1 time", "最多 1次"),
        ),
        (
            each.is_none(),
            ("how long each extension is", "每次延多久"),
            ("each 3 working days", "每次 3个工作日"),
        ),
        (
            approver.is_none(),
            ("who approves it", "由谁批准"),
            ("approver owning department", "批准 归口部门"),
        ),
    ];
    for (_, (en, zh), (typed_en, typed_zh)) in lacking.into_iter().filter(|(lacks, ..)| *lacks) {
        check.lacks(
            span,
            Words::new(en, zh),
            Words::new(
                format!("…, at most 1 time, each 3 working days, approver owning department (here: {typed_en})"),
                format!("……，最多 1次，每次 3个工作日，批准 归口部门（这里缺：{typed_zh}）"),
            ),
        );
    }
    Some(Extend {
        from: from?,
        to: to?,
        at_most: times?,
        each: length?,
        approver: approver_ref?,
        place: check.place(span),
    })
}
