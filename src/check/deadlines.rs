//! Pass 8: deadlines. Every ticket gets exactly one row, every row can be counted.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::head;
use super::names::{Sort, Word};
use super::organisation::calendar;
use super::pauses::{extension, needs_calendar, pause};
use super::quantities::Clock;
use super::reminders::reminder;
use super::written::Written;
use crate::calendar::{Unit, WorkingDayAt};
use crate::diagnostic::Words;
use crate::model::{
    self, Cond, Counted, Dated, Domain, EventId, FieldId, InForce, LimitOf, Row, Subject, Value, Which, WorkflowId,
};
use crate::source::Span;
use crate::syntax::tree::{self, CountedLimit, DeadlineLine, Limit};

/// Resolves all deadlines; a faulty one leaves a gap.
pub(super) fn deadlines<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for deadline in &written.deadlines {
        let resolved = one(check, written, deadline);
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
    let (mut not_needed, mut no_breach) = (Once::default(), Once::default());
    let mut rows = Rows::default();
    let (mut pauses, mut reminders) = (Vec::new(), Vec::new());
    let mut turns = None;
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
                let resolved = check.answering(party);
                responsible.put(check, resolved, party.first.span);
            }
            DeadlineLine::Row(row) => rows.row(check, &mut clock, workflow, row),
            DeadlineLine::RowsFrom(name, span) => rows.table(check, written, &mut clock, name, *span),
            DeadlineLine::Warn(quantity, span) => {
                let length = check.dated(quantity, |check, quantity| {
                    let length = check.length(quantity)?;
                    needs_calendar(check, &clock, length, quantity.span);
                    Some(length)
                });
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
            DeadlineLine::Remind(line) => reminders.extend(reminder(check, &mut clock, workflow, line)),
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
    let ((from, else_from), (to, ends_when)) = between.take().flatten()?;
    Some(model::Deadline {
        name: deadline.name.text.clone(),
        in_force: in_force(check, deadline.span, (deadline.from_date, deadline.until_date)),
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

/// An event by which a clock goes on cannot begin a new round, reject, or leave the ticket out as well.
fn acts_already(check: &mut Check<'_>, workflow: Option<WorkflowId>, on: Option<EventId>, span: Span) {
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

/// A clock that repeats begins anew with each of its end events, until the case is over.
fn in_turns<'a>(check: &mut Check<'a>, deadline: &'a tree::Deadline, workflow: Option<WorkflowId>) {
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

/// A test that may be left out, where it is not at fault.
fn transposed(test: Option<Option<Cond>>) -> Option<Option<Cond>> {
    match test {
        Some(None) => None,
        read => Some(read.flatten()),
    }
}

/// The rows read so far.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    otherwise: Option<Span>,
    /// A row after `otherwise` was told.
    told: bool,
}

impl Rows {
    fn row<'a>(&mut self, check: &mut Check<'a>, clock: &mut Clock, flow: Option<WorkflowId>, row: &'a tree::Row) {
        if self.past_otherwise(check, row.span) {
            return;
        }
        let mut asked = Asked::new(At::Row);
        asked.workflow = flow;
        let when = row.when.as_ref().map(|when| check.cond(when, &asked));
        if when.is_none() {
            self.otherwise = Some(row.span);
        }
        let limit = check.dated(&row.limit, |check, written| limit(check, clock, written));
        let place = check.place(row.span);
        let Some(when) = transposed(when) else { return };
        self.rows.extend(limit.map(|limit| Row { when, limit, place }));
    }

    fn table<'a>(
        &mut self,
        check: &mut Check<'a>,
        written: &Written<'a>,
        clock: &mut Clock,
        name: &'a tree::Name,
        span: Span,
    ) {
        if self.past_otherwise(check, span) {
            return;
        }
        // A version's own table comes before the newest one's.
        let edition = check.chain.edition(name.span);
        let own = |table: &&tree::Table| table.name.text == name.text && check.chain.edition(table.span) == edition;
        let Some(id) = (written.tables.iter().position(own)).or_else(|| check.find(Sort::Table, name)) else {
            return;
        };
        let (Some(table), Some(rows)) = (written.tables.get(id), written.table_rows.get(id)) else {
            return;
        };
        if table.within.is_none() {
            check.lacks(
                table.span,
                Words::new("which column holds the limit", "期限在哪一列"),
                Words::new("within from column \"limit\"", "限 取自列 “期限”"),
            );
            return;
        }
        for row in &rows.rows {
            let category = check.category_named(row.category);
            let Some(within) = row.within else { continue };
            let limit = cell(check, clock, within);
            let (Some(category), Some(limit)) = (category, limit) else {
                continue;
            };
            self.rows.push(Row {
                when: Some(Cond::In {
                    subject: Subject::Category,
                    values: vec![Value::Category(category)],
                    negated: false,
                }),
                limit: Dated::always(limit),
                place: check.place(row.category.span),
            });
        }
    }

    /// What `every` says is what all other tickets have: no row `otherwise` stands beside it.
    fn every<'a>(&mut self, check: &mut Check<'a>, clock: &mut Clock, every: &'a Limit, span: Span) {
        match self.otherwise.replace(span) {
            Some(otherwise) => check.misplaced(
                otherwise,
                Words::new(
                    "\"every\" says already how long all other tickets have",
                    "“每”后面写的就是其余工单的期限",
                ),
            ),
            None => {
                let place = check.place(span);
                let limit = limit(check, clock, every).map(Dated::always);
                self.rows.extend(limit.map(|limit| Row {
                    when: None,
                    limit,
                    place,
                }));
            }
        }
    }

    fn past_otherwise(&mut self, check: &mut Check<'_>, span: Span) -> bool {
        let Some(otherwise) = self.otherwise else { return false };
        if !self.told {
            self.told = true;
            let line = check.line(otherwise);
            check.tell(
                error(
                    "O1331",
                    span,
                    Words::new(
                        "this row stands after \"otherwise\" and is never reached",
                        "这一行在“其余”之后，永远轮不到",
                    ),
                )
                .mend(Words::new(
                    format!("move it above line {line}"),
                    format!("请移到第{line}行之前"),
                )),
            );
        }
        true
    }

    fn end(&self, check: &mut Check<'_>, head: Span) {
        if self.otherwise.is_some() || check.unread_within(head) {
            return;
        }
        let (en, zh) = match self.rows.last() {
            Some(_) => (
                "tickets that match no row would have no time limit",
                "哪一行都不符合的工单就没有时限了",
            ),
            None => ("no ticket would have a time limit", "工单就没有时限了"),
        };
        check.tell(
            error(
                "O1330",
                head,
                Words::new("this deadline has no row \"otherwise\"", "这个时限没有“其余”一行"),
            )
            .label(Words::new(en, zh))
            .mend(Words::new(
                "add as the last row: otherwise : 9 working days    (or: otherwise : no deadline)",
                "在最后加一行：其余 ： 9个工作日（或：其余 ： 不设时限）",
            )),
        );
    }
}

fn limit<'a>(check: &mut Check<'a>, clock: &mut Clock, limit: &'a Limit) -> Option<LimitOf> {
    match limit {
        Limit::Counted(one) => counted(check, clock, one).map(|one| match one {
            Counted::Quantity(quantity) => LimitOf::Quantity(quantity),
            Counted::WorkingDay(when) => LimitOf::WorkingDay(when),
        }),
        Limit::Two {
            later,
            both: [first, second],
            span,
        } => {
            let (first, second) = (counted(check, clock, first), counted(check, clock, second));
            let (first, second) = (first?, second?);
            if always_in_order(first, second) {
                one_decides(check, *span);
            }
            let which = if *later { Which::Later } else { Which::Earlier };
            Some(LimitOf::Of(which, first, second))
        }
        Limit::Before(quantity, name) => {
            let (by, field) = (clock.limit(check, quantity), moment_field(check, name));
            Some(LimitOf::Before(by?, field?))
        }
        Limit::NoDeadline(_) => Some(LimitOf::NoDeadline),
        Limit::Field(name) => moment_field(check, name).map(LimitOf::Field),
    }
}

/// What is counted from the start.
fn counted(check: &mut Check<'_>, clock: &mut Clock, written: &CountedLimit) -> Option<Counted> {
    match written {
        CountedLimit::Quantity(quantity) => clock.limit(check, quantity).map(Counted::Quantity),
        CountedLimit::WorkingDay { days, at, span } => {
            clock.working(check, *span);
            let days = check.whole(*days, 0..=36_525, *span)?;
            Some(Counted::WorkingDay(WorkingDayAt { days, at: *at }))
        }
    }
}

/// Whether of two clocks from one start the same one always runs out first: lengths of one family, or the same twice.
fn always_in_order(first: Counted, second: Counted) -> bool {
    let (Counted::Quantity(one), Counted::Quantity(other)) = (first, second) else {
        return first == second;
    };
    let family = |unit: Unit| match unit {
        Unit::Seconds | Unit::Minutes | Unit::Hours => 0,
        Unit::WorkingSeconds | Unit::WorkingMinutes | Unit::WorkingHours => 1,
        Unit::WorkingDays => 2,
        Unit::CalendarDays | Unit::Weeks => 3,
        _ => 4,
    };
    family(one.unit) == family(other.unit)
}

fn one_decides(check: &mut Check<'_>, span: Span) {
    check.tell(
        error(
            "O1336",
            span,
            Words::new("of these two the same one always decides", "这两个期限总是同一个起作用"),
        )
        .mend(Words::new(
            "write that one alone, or two that are counted in different ways: later of 24 hours, 1 working day",
            "只写那一个，或写两个计法不同的：取迟 24小时、1个工作日",
        )),
    );
}

/// A field that holds a moment.
fn moment_field<'a>(check: &mut Check<'a>, name: &'a tree::Name) -> Option<FieldId> {
    let field = FieldId::from(check.find(Sort::Field, name)?);
    let known = check.set.fields.get(field.index())?;
    if known.domain == Domain::PointInTime {
        return Some(field);
    }
    let text = &name.text;
    check.refuse(
        error(
            "O1338",
            name.span,
            Words::new(
                format!("{text} is no point in time, so nothing can be due at it"),
                format!("{text} 不是时间点，不能作到期时间"),
            ),
        )
        .mend(Words::new(
            format!("declare it as: field {text} point in time"),
            format!("把它定义为：字段 {text} 时间点"),
        )),
    )
}

/// The limit in a cell of a table.
fn cell(check: &mut Check<'_>, clock: &mut Clock, cell: Word<'_>) -> Option<LimitOf> {
    if matches!(cell.text, "no deadline" | "不设时限") {
        return Some(LimitOf::NoDeadline);
    }
    match crate::syntax::quantity(cell.text) {
        Some(quantity) => {
            let written = tree::Quantity {
                amount: quantity.amount,
                unit: quantity.unit,
                span: cell.span,
            };
            clock.limit(check, &written).map(LimitOf::Quantity)
        }
        None => {
            let text = cell.text;
            check.refuse(
                error(
                    "O1214",
                    cell.span,
                    Words::new(format!("\"{text}\" is no time limit"), format!("“{text}”不是时限")),
                )
                .mend(Words::new(
                    "write it as in a row: 3 working days, 30 calendar days, no deadline",
                    "写法与规则相同：3个工作日、30个自然日、不设时限",
                )),
            )
        }
    }
}
