//! The rows of a deadline: every ticket gets exactly one, and what each grants can be counted.

use super::conditions::{Asked, At};
use super::context::{Check, error};
use super::deadlines::transposed;
use super::doubled::doubled;
use super::names::{Sort, Word};
use super::quantities::Clock;
use super::unreached;
use super::written::Written;
use crate::calendar::{Unit, WorkingDayAt};
use crate::diagnostic::Words;
use crate::model::{Cond, Counted, Dated, Domain, FieldId, LimitOf, Row, Subject, Value, Which, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, CountedLimit, Limit};

/// The rows read so far.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// By row: where it is written.
    pub(super) spans: Vec<Span>,
    otherwise: Option<Span>,
    /// A row after `otherwise` was told.
    told: bool,
    /// The last row written.
    last: Option<Span>,
}

impl Rows {
    pub(super) fn row<'a>(
        &mut self,
        check: &mut Check<'a>,
        clock: &mut Clock,
        flow: Option<WorkflowId>,
        row: &'a tree::Row,
    ) {
        if self.past_otherwise(check, row.span) {
            return;
        }
        self.last = Some(row.span);
        let mut asked = Asked::new(At::Row);
        asked.workflow = flow;
        let when = row.when.as_ref().map(|when| check.cond(when, &asked));
        if when.is_none() {
            self.otherwise = Some(row.span);
        }
        let limit = check.dated(&row.limit, |check, written| limit(check, clock, written));
        let place = check.place(row.span);
        let Some(when) = transposed(when) else { return };
        if let Some(limit) = limit {
            self.rows.push(Row { when, limit, place });
            self.spans.push(row.span);
        }
    }

    pub(super) fn table<'a>(
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
            self.spans.push(row.category.span);
        }
    }

    /// What `every` says is what all other tickets have: no row `otherwise` stands beside it.
    pub(super) fn every<'a>(&mut self, check: &mut Check<'a>, clock: &mut Clock, every: &'a Limit, span: Span) {
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
                if let Some(limit) = limit(check, clock, every).map(Dated::always) {
                    self.rows.push(Row {
                        when: None,
                        limit,
                        place,
                    });
                    self.spans.push(span);
                }
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
                ))
                .certain(doubled(check.sources, otherwise, span)),
            );
        }
        true
    }

    pub(super) fn end(&self, check: &mut Check<'_>, head: Span) {
        if check.proves {
            unreached::tell(check, &self.rows, &self.spans, head);
        }
        if self.otherwise.is_some() || check.fault_within(head) {
            return;
        }
        let (en, zh) = match self.rows.last() {
            Some(_) => (
                "tickets that match no row would have no time limit",
                "哪一行都不符合的工单就没有时限了",
            ),
            None => ("no ticket would have a time limit", "工单就没有时限了"),
        };
        let told = error(
            "O1330",
            head,
            Words::new("this deadline has no row \"otherwise\"", "这个时限没有“其余”一行"),
        )
        .label(Words::new(en, zh))
        .mend(Words::new(
            "add as the last row: otherwise : 9 working days    (or: otherwise : no deadline)",
            "在最后加一行：其余 ： 9个工作日（或：其余 ： 不设时限）",
        ));
        check.tell(match self.last {
            Some(last) => told.related(last, Words::new("it would stand below this row", "应写在这一行下面")),
            None => told,
        });
    }
}

/// What a row grants.
pub(super) fn limit<'a>(check: &mut Check<'a>, clock: &mut Clock, limit: &'a Limit) -> Option<LimitOf> {
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
