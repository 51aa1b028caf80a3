//! Pass 9: ladders. Rungs go up without a gap, every way up enters a rung, every ladder can be reached.

use super::choice::choice;
use super::conditions::{Asked, At};
use super::context::{Check, error};
use super::organisation::calendar;
use super::quantities::Clock;
use super::rising;
use super::rungs::{self, Within};
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, RungLine};

/// Resolves all ladders; a faulty one leaves a gap.
pub(super) fn ladders<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for ladder in &written.ladders {
        let resolved = one(check, ladder);
        check.set.ladders.extend(resolved);
    }
    never_reached(check, written);
    // A faulty ladder leaves a gap: nothing is proved around it.
    if check.proves && check.set.ladders.len() == written.ladders.len() {
        choice(check, written);
    }
}

fn one<'a>(check: &mut Check<'a>, ladder: &'a tree::Ladder) -> Option<model::Ladder> {
    let own = ladder.calendar.as_ref().and_then(|name| calendar(check, name));
    let clock = Clock::new(check, ladder.name.span, (own, ladder.calendar.is_some()), None);
    let (counting, named) = (clock.counting.clone(), clock.calendar);
    let workflow = workflow_of(check, ladder);
    let mut within = Within {
        top: ladder.rungs.iter().map(|rung| rung.number).max().unwrap_or(0),
        workflow,
        clock,
    };
    let applies_when = ladder.applies_when.as_ref().map(|when| {
        let mut asked = Asked::new(At::Applies);
        asked.workflow = workflow;
        check.cond(when, &asked)
    });
    numbers(check, ladder);
    ways_up(check, ladder);
    late_without_limit(check, ladder);
    let rungs: Vec<Option<model::Rung>> = ladder
        .rungs
        .iter()
        .map(|rung| rungs::rung(check, &mut within, rung))
        .collect();
    let applies_when = match applies_when {
        Some(None) => return None,
        Some(when) => when,
        None => None,
    };
    let rungs = rungs.into_iter().collect::<Option<Vec<_>>>()?;
    rising::rising(check, ladder, &rungs);
    Some(model::Ladder {
        name: ladder.name.text.clone(),
        in_force: super::deadlines::in_force(check, ladder.span, (ladder.from_date, ladder.until_date)),
        workflow: workflow?,
        calendar: named,
        counting,
        applies_when,
        rungs,
        place: check.place(ladder.span),
    })
}

/// The workflow of the deadline that rung 1 stands for; the file's first where it stands for none.
fn workflow_of(check: &Check<'_>, ladder: &tree::Ladder) -> Option<WorkflowId> {
    let lines = ladder.rungs.iter().flat_map(|rung| &rung.lines);
    let Some(name) = lines.into_iter().find_map(|line| match line {
        RungLine::WithinAs { deadline, .. } => Some(deadline),
        _ => None,
    }) else {
        return (!check.set.workflows.is_empty()).then_some(WorkflowId(0));
    };
    // A faulty deadline leaves a gap in the list, so it is looked up by name.
    check
        .set
        .deadlines
        .iter()
        .find(|deadline| deadline.name == name.text)
        .map(|deadline| deadline.workflow)
}

fn numbers(check: &mut Check<'_>, ladder: &tree::Ladder) {
    for (at, rung) in ladder.rungs.iter().enumerate() {
        let expected = at as i64 + 1;
        if rung.number != expected {
            let number = rung.number;
            if !check.unread_within(ladder.name.span) && !check.any_unread() {
                check.tell(
                    error(
                        "O1340",
                        rung.span,
                        Words::new(
                            format!(
                                "rung {number} stands where rung {expected} is due: rungs go up from 1 without a gap"
                            ),
                            format!("这里应是第{expected}级，写的是第{number}级：各级从1起依次向上，不能跳号"),
                        ),
                    )
                    .mend(Words::new(
                        format!("write: rung {expected}"),
                        format!("改成：第{expected}级"),
                    )),
                );
            }
            return;
        }
    }
    if ladder.rungs.is_empty() {
        check.lacks(
            ladder.name.span,
            Words::new("any rung", "任何一级"),
            Words::new("rung 1 \"unit\" { … }", "第1级 “业务单位” { … }"),
        );
    }
    if ladder.rungs.len() > 100 {
        check.tell(error(
            "O1324",
            ladder.name.span,
            Words::new("a ladder has at most 100 rungs", "阶梯最多100级"),
        ));
    }
}

/// A way up leads to a rung that its event enters, or nobody would have the case.
fn ways_up(check: &mut Check<'_>, ladder: &tree::Ladder) {
    for rung in &ladder.rungs {
        for line in &rung.lines {
            let RungLine::Exit {
                event,
                to_rung: Some((number, _)),
                span,
                ..
            } = line
            else {
                continue;
            };
            let Some(target) = ladder.rungs.iter().find(|other| other.number == *number) else {
                continue;
            };
            let enters = target.lines.iter().any(|line| match line {
                RungLine::EnterWhen(when, _) => asks_for(when, &event.text),
                _ => false,
            });
            if *number <= rung.number || enters || check.unread_within(target.span) {
                continue;
            }
            let name = &event.text;
            check.tell(
                error(
                    "O1347",
                    *span,
                    Words::new(
                        format!(
                            "{name} leads up to rung {number}, but does not enter it there: nobody would have the case"
                        ),
                        format!("{name} 通往第{number}级，但那里没有写它作进入条件，事情会没人管"),
                    ),
                )
                .related(target.span, Words::new("this rung", "这一级"))
                .mend(Words::new(
                    format!("add to rung {number}: enter when has {name}"),
                    format!("在第{number}级加上：进入 当 已 {name}"),
                )),
            );
        }
    }
}

/// A rung 1 without a limit of its own is never late.
fn late_without_limit(check: &mut Check<'_>, ladder: &tree::Ladder) {
    let as_deadline = |line: &RungLine| matches!(line, RungLine::WithinAs { .. });
    let ends = |line: &RungLine| matches!(line, RungLine::To(..));
    let first = ladder.rungs.iter().find(|rung| rung.number == 1);
    if !first.is_some_and(|first| first.lines.iter().any(ends) && !first.lines.iter().any(as_deadline)) {
        return;
    }
    for line in ladder.rungs.iter().flat_map(|rung| &rung.lines) {
        let RungLine::EnterWhen(when, _) = line else { continue };
        if let Some(span) = asks_whether_first_is_late(when) {
            check.misplaced(
                span,
                Words::new(
                    "rung 1 has no limit of its own, so it is never late; name the deadline: answer overdue",
                    "第1级没有自己的限，不会逾期；请写时限的名字：处理答复 逾期",
                ),
            );
        }
    }
}

/// Where a condition asks about the lateness of rung 1.
fn asks_whether_first_is_late(when: &tree::Cond) -> Option<Span> {
    use tree::{Target, Test};
    match &when.test {
        Test::And(parts) | Test::Or(parts) => parts.iter().find_map(asks_whether_first_is_late),
        Test::Overdue { target, .. } | Test::NotOverdue { target } | Test::OnTime { target } => match target {
            Target::Rung(1, span) => Some(*span),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a condition asks for an event that has happened.
fn asks_for(when: &tree::Cond, event: &str) -> bool {
    match &when.test {
        tree::Test::And(parts) | tree::Test::Or(parts) => parts.iter().any(|part| asks_for(part, event)),
        tree::Test::Has {
            event: has,
            negated: false,
        } => has.text == event,
        _ => false,
    }
}

/// A ladder for all tickets takes them from every ladder below it of the same workflow.
fn never_reached<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut open: Vec<(Option<WorkflowId>, &'a tree::Ladder)> = Vec::new();
    for ladder in &written.ladders {
        let flow = workflow_of(check, ladder);
        let before = open
            .iter()
            .filter(|(_, other)| check.chain.edition(other.span) == check.chain.edition(ladder.span))
            .find(|(of, other)| *of == flow && other.name.text != ladder.name.text);
        if let Some((_, first)) = before.copied() {
            let (name, other) = (&ladder.name.text, &first.name.text);
            check.tell(
                error(
                    "O1372",
                    ladder.name.span,
                    Words::new(
                        format!("ladder {name} is never used: {other} above it takes every ticket"),
                        format!("阶梯 {name} 永远用不上：它前面的 {other} 已经收下所有工单"),
                    ),
                )
                .related(first.name.span, Words::new("this one takes all", "这一个不分工单"))
                .mend(Words::new(
                    format!("say in {other} which tickets it is for: applies when kind = …"),
                    format!("在 {other} 里写明用于哪些工单：适用 当 性质 = ……"),
                )),
            );
        }
        if ladder.applies_when.is_none() {
            open.push((flow, ladder));
        }
    }
}
