//! `set_aside.csv` and the data findings that are about rows rather than tickets.
//!
//! A row is told by its place; its value only where it was asked for.

use super::field::Line;
use crate::calendar::{Moment, Zone};
use crate::diagnostic::Code;
use crate::terms::FeedRole;

/// A row that was set aside.
#[derive(Debug, Clone, Copy)]
pub struct SetAsideRow<'a> {
    /// What the feed holds.
    pub feed: FeedRole,
    /// Its file.
    pub file: &'a str,
    /// The line on which the row begins.
    pub row: u32,
    /// The column at fault, empty if the whole row is.
    pub column: &'a str,
    /// Why.
    pub code: Code,
    /// The ticket's number, empty if it has none.
    pub ticket: &'a str,
    /// What to write so that it counts.
    pub cure: &'a str,
    /// The value at fault, empty unless it was asked for.
    pub value: &'a str,
}

/// Something odd about a row that counts, found while reading.
#[derive(Debug, Clone, Copy)]
pub struct OddRow<'a> {
    /// What the feed holds.
    pub feed: FeedRole,
    /// Its file.
    pub file: &'a str,
    /// The line on which the row begins.
    pub row: u32,
    /// What is odd.
    pub code: Code,
    /// The ticket's number.
    pub ticket: &'a str,
    /// The event, empty if it is about none.
    pub event: &'a str,
    /// Its moment.
    pub moment: Option<Moment>,
    /// In words.
    pub remark: &'a str,
}

/// Appends a line of `set_aside.csv`.
pub fn set_aside_line(out: &mut Vec<u8>, row: &SetAsideRow<'_>) {
    let mut line = Line::new(out);
    line.text(feed_word(row.feed))
        .text(row.file)
        .number(Some(i64::from(row.row)))
        .text(row.column)
        .text(row.code.0)
        .text(row.ticket)
        .text(row.cure)
        .text(row.value);
    line.end();
}

/// Appends a line of `data_findings.csv`.
pub fn odd_line(out: &mut Vec<u8>, row: &OddRow<'_>, zone: &Zone) {
    let mut line = Line::new(out);
    line.text(feed_word(row.feed))
        .text(row.file)
        .number(Some(i64::from(row.row)))
        .text(row.code.0)
        .text(row.ticket)
        .text(row.event)
        .moment(row.moment, zone)
        .text(row.remark);
    line.end();
}

/// The word of a feed in lists and on the command line.
#[must_use]
pub fn feed_word(role: FeedRole) -> &'static str {
    match role {
        FeedRole::Tickets => "tickets",
        FeedRole::Events => "events",
        FeedRole::Surveys => "surveys",
        FeedRole::Monitoring => "monitoring",
        FeedRole::Decisions => "decisions",
        FeedRole::Objections => "objections",
    }
}
