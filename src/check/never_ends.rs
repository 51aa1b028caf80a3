//! A deadline that nothing in the feeds ends: whatever comes is late once it is due.

use super::context::Check;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{EventId, FeedField};
use crate::syntax::tree::DeadlineLine;
use crate::terms::FeedRole;

/// The code of a deadline whose end no feed tells.
pub const NEVER_ENDS: Code = Code("O2208");

/// Tells every deadline whose ends no column of the feeds tells. A feed of events may tell any.
pub(super) fn never_ends(check: &mut Check<'_>, written: &Written<'_>) {
    if check.deadlines_left_out || check.set.feeds.len() != written.feeds.len() {
        return;
    }
    let mut told = Vec::new();
    for (own, deadline) in written.deadlines.iter().zip(&check.set.deadlines) {
        let feeds = check.set.feeds.iter().filter(|feed| feed.workflow == deadline.workflow);
        if feeds.clone().any(|feed| feed.role == FeedRole::Events) || deadline.not_needed.is_some() {
            continue;
        }
        let columns = feeds.flat_map(|feed| &feed.columns);
        let told_of = |event: EventId| columns.clone().any(|column| column.field == FeedField::At(event));
        if !deadline.starts().any(told_of) || deadline.to.iter().copied().any(told_of) {
            continue;
        }
        let span = own.lines.iter().find_map(|line| match line {
            DeadlineLine::FromTo { span, .. } => Some(*span),
            _ => None,
        });
        let ends: Vec<String> = deadline
            .to
            .iter()
            .map(|event| check.set.events[event.index()].name.clone())
            .collect();
        told.push((span.unwrap_or(own.name.span), ends));
    }
    for (span, ends) in told {
        let (any, every, first) = (
            ends.join(" or "),
            ends.join("、"),
            ends.first().map_or("", String::as_str),
        );
        let words = Words::new(
            format!("no feed tells {any}: every case is late once this is due, answered or not"),
            format!("取数里没有{every}：办没办，一到期都算逾期"),
        );
        check.tell(Diagnostic::warning(NEVER_ENDS, span, words).mend(Words::new(
            format!("add the column that tells it to the feed: {first} from column \"header\""),
            format!("在取数里加上写有它的那一列：{first} 取自列 “列名”"),
        )));
    }
}
