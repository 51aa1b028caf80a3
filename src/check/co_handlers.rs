//! Deadlines of each co-handler: no ladder stands on one, and some feed has to tell who the co-handlers are.

use super::context::{Check, error};
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{Deadline, FeedField, Responsible};
use crate::source::Span;
use crate::syntax::tree::{DeadlineLine, RungLine};
use crate::terms::FeedRole;

/// Refuses a ladder whose rung 1 is such a deadline, and warns where no ticket can have co-handlers.
pub(super) fn co_handlers(check: &mut Check<'_>, written: &Written<'_>) {
    let rungs = written.ladders.iter().flat_map(|ladder| &ladder.rungs);
    for line in rungs.flat_map(|rung| &rung.lines) {
        let RungLine::WithinAs { deadline, span } = line else {
            continue;
        };
        let each = |own: &Deadline| own.name == deadline.text && own.responsible == Responsible::EachCoHandler;
        if check.set.deadlines.iter().any(each) {
            no_rung(check, &deadline.text, *span);
        }
    }
    let lines = written.deadlines.iter().flat_map(|deadline| &deadline.lines);
    let said = lines.clone().find_map(|line| match line {
        DeadlineLine::ResponsibleEach(span) => Some(*span),
        _ => None,
    });
    if let Some(span) = said.filter(|_| !told_by_some_feed(check)) {
        untold(check, span);
    }
}

/// Whether the rows that tell tickets tell their co-handlers too; true where no feed tells tickets at all.
fn told_by_some_feed(check: &Check<'_>) -> bool {
    let tells = |role: FeedRole| check.set.feeds.iter().filter(move |feed| feed.role == role);
    let mut tickets = tells(FeedRole::Tickets).peekable();
    let has = |feed: &crate::model::Feed| feed.columns.iter().any(|column| column.field == FeedField::CoHandlers);
    if tickets.peek().is_some() {
        return tickets.any(has);
    }
    let mut events = tells(FeedRole::Events).peekable();
    events.peek().is_none() || events.any(has)
}

fn no_rung(check: &mut Check<'_>, name: &str, span: Span) {
    check.tell(
        error(
            "O1349",
            span,
            Words::new(
                format!("rung 1 cannot be {name}: it is each co-handler's, and the case climbs from one party"),
                format!("第1级不能同 {name}：它由每个协办单位各自负责，而提级只从一个责任方开始"),
            ),
        )
        .mend(Words::new(
            "name the deadline of the handler, who leads the case",
            "写主办的承办单位那个时限",
        )),
    );
}

fn untold(check: &mut Check<'_>, span: Span) {
    check.tell(
        Diagnostic::warning(
            Code("O2111"),
            span,
            Words::new(
                "no feed tells the co-handlers of a ticket, so nobody will ever owe this",
                "没有取数说明工单的协办单位，这个时限永远不会有人负责",
            ),
        )
        .mend(Words::new(
            "add to the feed of tickets: co_handlers from column \"…\"",
            "在工单表的取数里加一行：协办单位 取自列 “……”",
        )),
    );
}
