//! Clocks that repeat, and those that go on with a case opened again: what cannot stand beside them.

use super::context::{Check, error};
use crate::diagnostic::Words;
use crate::model::{EventId, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, DeadlineLine, Limit};

/// A clock that repeats begins anew with each of its end events, until the case is over.
pub(super) fn in_turns<'a>(check: &mut Check<'a>, deadline: &'a tree::Deadline, workflow: Option<WorkflowId>) {
    let flow = workflow.and_then(|flow| check.set.workflows.get(flow.index()));
    if flow.is_some_and(|flow| flow.resolved_when.is_none()) && !check.any_unread() {
        check.lacks(
            deadline.name.span,
            Words::new(
                "when the case is over and nobody waits for a word",
                "工单何时算了结、不必再联系",
            ),
            Words::new(
                "resolved when has archived    (in the workflow)",
                "解决 当 已 归档（写在流程里）",
            ),
        );
    }
    for line in &deadline.lines {
        match line {
            DeadlineLine::FromTo {
                from, else_from, to, ..
            } => {
                let ends = |name: &&tree::Name| to.iter().any(|to| to.text == name.text);
                if let (Some(end), Some(other)) = (Some(from).filter(ends), else_from.first()) {
                    turns_by_itself(check, end, &other.text);
                }
            }
            DeadlineLine::Extend { span, .. } => check.misplaced(
                *span,
                Words::new(
                    "a clock that repeats is not extended: whoever speaks begins the next turn",
                    "循环时限不能延期：每联系一次就开始下一期",
                ),
            ),
            DeadlineLine::NotNeeded(_, span) => check.misplaced(
                *span,
                Words::new(
                    "a clock that repeats ends with its case: say so in the workflow's `resolved when`",
                    "循环时限随工单了结而止：写在流程的“解决 当”里",
                ),
            ),
            DeadlineLine::NoBreach(span) => check.misplaced(
                *span,
                Words::new(
                    "a clock that repeats is owed to the customer, not a target of the house",
                    "循环时限是对客户的义务，不是内部目标",
                ),
            ),
            DeadlineLine::ResponsibleEach(span) => check.misplaced(
                *span,
                Words::new(
                    "a clock that repeats is one party's: with each word to the customer the next turn begins for all",
                    "循环时限由一个单位负责：谁联系了客户，下一期都重新开始",
                ),
            ),
            DeadlineLine::Continue(_, span) => check.misplaced(
                *span,
                Words::new(
                    "a clock that repeats goes on by itself once the case is no longer over",
                    "循环时限在工单不再算了结后自行继续",
                ),
            ),
            DeadlineLine::Pause(pause) if pause.even_late => check.misplaced(
                pause.span,
                Words::new(
                    "\"even when late\" has no place in a clock that repeats: a turn that was late stays late",
                    "循环时限不写“逾期也算”：迟了的那一期就是迟了",
                ),
            ),
            DeadlineLine::Row(row) => {
                let limits = std::iter::once(&row.limit.first).chain(row.limit.later.iter().map(|(_, limit)| limit));
                for limit in limits {
                    if let Limit::Before(_, name) | Limit::Field(name) = limit {
                        check.misplaced(
                            name.span,
                            Words::new(
                                "the moment a field tells stays the same, but every turn has a due moment of its own",
                                "字段只说一个时刻，而每一期各有到期时间",
                            ),
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

/// An end event needs nothing that stands in for it: it ends the turn that runs and begins the next.
fn turns_by_itself(check: &mut Check<'_>, end: &tree::Name, other: &str) {
    let name = &end.text;
    check.tell(
        error(
            "O1348",
            end.span,
            Words::new(
                format!("\"{name}\" ends every turn and begins the next, so nothing stands in for it"),
                format!("“{name}”结束每一期并开始下一期，不需要别的事件代替"),
            ),
        )
        .mend(Words::new(
            format!("write: from {other} to {name}"),
            format!("请写：从 {other} 至 {name}"),
        )),
    );
}

/// An event by which a clock goes on cannot begin a new round, reject, or leave the ticket out as well.
pub(super) fn acts_already(check: &mut Check<'_>, workflow: Option<WorkflowId>, on: Option<EventId>, span: Span) {
    let flow = workflow.and_then(|flow| check.set.workflows.get(flow.index()));
    let Some((flow, on)) = flow.zip(on) else { return };
    let mut others = flow.new_round.iter().chain(&flow.redo).chain(&flow.leave_out);
    if others.any(|other| *other == on) {
        check.misplaced(
            span,
            Words::new(
                "the workflow says already what this event does: with a new round, a rejection or a ticket left out no clock goes on",
                "流程已写明这个事件的作用：新一轮、返工、不计都不接着原来的时限走",
            ),
        );
    }
}
