//! Pass 8: deadlines, one block with its lines. Their rows are read in `rows`, clocks that repeat in `turns`.

use super::conditions::{Asked, At};
use super::context::{Check, Once};
use super::head;
use super::organisation::calendar;
use super::pauses::{extension, needs_calendar, pause};
use super::quantities::Clock;
use super::reminders::reminder;
use super::rows::Rows;
use super::too_long;
use super::turns::{acts_already, in_turns};
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, Cond, Dated, EventId, InForce, Responsible, TrialDeadline, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, DeadlineLine};

/// Resolves all deadlines; a faulty one leaves a gap.
pub(super) fn deadlines<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for deadline in &written.deadlines {
        let resolved = one(check, written, deadline);
        check.deadlines_left_out |= resolved.is_none();
        check.set.deadlines.extend(resolved);
    }
}

fn one<'a>(check: &mut Check<'a>, written: &Written<'a>, deadline: &'a tree::Deadline) -> Option<model::Deadline> {
    let head = deadline.name.span;
    let (mut flow, mut own_calendar) = (Once::default(), Once::default());
    let (mut counting, mut arrival) = (Vec::new(), Vec::new());
    for line in &deadline.lines {
        match line {
            DeadlineLine::Workflow(name) => flow.put(check, name, name.span),
            DeadlineLine::Calendar(name) => {
                let found = calendar(check, name);
                own_calendar.put(check, found, name.span);
            }
            DeadlineLine::Counting(line) => counting.push(*line),
            DeadlineLine::Arrival(line) => arrival.push(*line),
            _ => {}
        }
    }
    let workflow = check.workflow(flow.take(), head);
    let own = head::counting(check, &counting, &arrival);
    let named = own_calendar.get().is_some();
    let mut clock = Clock::new(check, head, (own_calendar.take().flatten(), named), Some(own));
    let (mut between, mut responsible) = (Once::default(), Once::default());
    let (mut warn, mut extend, mut continue_on) = (Once::default(), Once::default(), Once::default());
    let (mut not_needed, mut no_breach, mut on_trial) = (Once::default(), Once::default(), Once::default());
    let mut rows = Rows::default();
    let (mut pauses, mut reminders) = (Vec::new(), Vec::new());
    let mut turns = None;
    // What comes so long before the due moment, and what lengthens it by so much, with its place.
    let (mut ahead, mut lengthens) = (Vec::new(), None);
    for line in &deadline.lines {
        match line {
            DeadlineLine::FromTo {
                every,
                from,
                else_from,
                to,
                when,
                span,
            } => {
                let starts = starts(check, workflow, from, else_from);
                let to: Vec<Option<EventId>> = to.iter().map(|to| check.event(to, workflow)).collect();
                let to: Option<Vec<EventId>> = to.into_iter().collect();
                let asked = Asked {
                    workflow,
                    ..Asked::new(At::End)
                };
                let when = transposed(when.as_ref().map(|when| check.cond(when, &asked)));
                let place = check.place(*span);
                let when = when.map(|when| when.map(|when| (when, place)));
                between.put(check, starts.zip(to.zip(when)), *span);
                turns = every.as_ref().map(|every| (every, *span)).or(turns);
            }
            DeadlineLine::Responsible(party) => {
                let resolved = check.answering(party).map(Responsible::One);
                responsible.put(check, resolved, party.first.span);
            }
            DeadlineLine::ResponsibleEach(span) => responsible.put(check, Some(Responsible::EachCoHandler), *span),
            DeadlineLine::Row(row) => rows.row(check, &mut clock, workflow, row),
            DeadlineLine::RowsFrom(name, span) => rows.table(check, written, &mut clock, name, *span),
            DeadlineLine::Warn(quantity, span) => {
                let length = check.dated(quantity, |check, quantity| {
                    let length = check.length(quantity)?;
                    needs_calendar(check, &clock, length, quantity.span);
                    Some(length)
                });
                ahead.extend(length.clone().map(|length| (length, quantity.first.span)));
                let place = check.place(*span);
                warn.put(check, length.map(|length| (length, place)), *span);
            }
            DeadlineLine::NotNeeded(when, span) => {
                let asked = Asked {
                    workflow,
                    ..Asked::new(At::NotNeeded)
                };
                let place = check.place(*span);
                let when = check.cond(when, &asked).map(|when| (when, place));
                not_needed.put(check, when, *span);
            }
            DeadlineLine::NoBreach(span) => {
                let place = check.place(*span);
                no_breach.put(check, place, *span);
            }
            DeadlineLine::OnTrial(span) => {
                let place = check.place(*span);
                on_trial.put(check, place, *span);
            }
            DeadlineLine::Remind(line) => {
                let resolved = reminder(check, &mut clock, workflow, line);
                let before = resolved.iter().filter(|own| own.before);
                ahead.extend(before.map(|own| (Dated::always(own.by), line.by.span)));
                reminders.extend(resolved);
            }
            DeadlineLine::Pause(line) => pauses.extend(pause(check, &clock, workflow, line)),
            DeadlineLine::Extend {
                from,
                to,
                at_most,
                each,
                approver,
                span,
            } => {
                let resolved = extension(
                    check,
                    &mut clock,
                    workflow,
                    (from, to),
                    (at_most.as_ref(), each.as_ref(), approver.as_ref()),
                    *span,
                );
                lengthens = resolved
                    .as_ref()
                    .map(|own| own.each)
                    .zip(each.as_ref().map(|each| each.span));
                extend.put(check, resolved, *span);
            }
            DeadlineLine::Continue(on, span) => {
                let on = check.event(on, workflow);
                acts_already(check, workflow, on, *span);
                continue_on.put(check, on, *span);
            }
            DeadlineLine::Workflow(_)
            | DeadlineLine::Calendar(_)
            | DeadlineLine::Counting(_)
            | DeadlineLine::Arrival(_) => {}
        }
    }
    if between.get().is_none() {
        check.lacks(
            head,
            Words::new("from which event to which it runs", "从哪个环节到哪个环节"),
            Words::new("from accepted to answered", "从 受理 至 答复"),
        );
    }
    if responsible.get().is_none() {
        check.lacks(
            head,
            Words::new("who is responsible", "由谁负责"),
            Words::new("responsible handler", "责任 承办单位"),
        );
    }
    if let Some((every, span)) = turns {
        in_turns(check, deadline, workflow);
        rows.every(check, &mut clock, every, span);
    }
    rows.end(check, head);
    let granted = (rows.rows.as_slice(), rows.spans.as_slice());
    for (length, written) in &ahead {
        too_long::before_the_start(check, granted, length, *written);
    }
    if let Some((each, written)) = lengthens {
        too_long::extension(check, granted, each, written);
    }
    let ((from, else_from), (to, ends_when)) = between.take().flatten()?;
    let in_force = in_force(check, deadline.span, (deadline.from_date, deadline.until_date));
    let on_trial = on_trial.take().map(|place| TrialDeadline { in_force, place });
    Some(model::Deadline {
        name: deadline.name.text.clone(),
        in_force: if on_trial.is_some() { InForce::never() } else { in_force },
        workflow: workflow?,
        from,
        else_from,
        to,
        ends_when,
        in_turns: turns.is_some(),
        responsible: responsible.take().flatten()?,
        calendar: clock.calendar,
        counting: clock.counting,
        rows: rows.rows,
        not_needed: not_needed.take().flatten(),
        no_breach: no_breach.take(),
        on_trial,
        warn: warn.take().flatten(),
        reminders,
        pauses,
        extend: extend.take().flatten(),
        continue_on: continue_on.take().flatten(),
        place: check.place(deadline.span),
    })
}

/// When a block judges: while its version is in force, from its own first day to its own last.
pub(super) fn in_force(
    check: &Check<'_>,
    block: Span,
    (from, until): (Option<tree::Date>, Option<tree::Date>),
) -> InForce {
    let own = InForce {
        from: from.map(|from| from.date),
        until: until.map(|until| until.date),
    };
    check.chain.in_force(block).and(own)
}

/// The events from which a clock may run: the one it waits for, and those that stand in until it comes.
fn starts<'a>(
    check: &mut Check<'a>,
    workflow: Option<WorkflowId>,
    from: &'a tree::Name,
    else_from: &'a [tree::Name],
) -> Option<(EventId, Vec<EventId>)> {
    for (at, again) in else_from.iter().enumerate() {
        let mut before = std::iter::once(from).chain(else_from.iter().take(at));
        if let Some(first) = before.find(|first| first.text == again.text) {
            check.twice(again.span, first.span);
        }
    }
    let first = check.event(from, workflow);
    let others: Vec<Option<EventId>> = else_from.iter().map(|other| check.event(other, workflow)).collect();
    first.zip(others.into_iter().collect())
}

/// A test that may be left out, where it is not at fault.
pub(super) fn transposed(test: Option<Option<Cond>>) -> Option<Option<Cond>> {
    match test {
        Some(None) => None,
        read => Some(read.flatten()),
    }
}
