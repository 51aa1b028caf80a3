//! The lines of what the reader tells about rows: those set aside, and what is odd about those that count.

use crate::diagnostic::{Language, feed as codes};
use crate::feed::{DataFinding, SetAside, Table};
use crate::model::RuleSet;
use crate::render::{OddRow, SetAsideRow, odd_line, page_title, set_aside_line};
use crate::report::Context;

/// Rows set aside, in the order of what they tell, so that the order of rows changes nothing but row numbers.
pub fn aside_lines(rules: &RuleSet, table: &Table, values: bool, language: Language) -> Vec<u8> {
    let mut rows: Vec<_> = table.set_aside().iter().collect();
    rows.sort_by(|one, other| {
        let key = |row: &SetAside| (row.row.feed, row.code, row.column);
        (key(one), &one.ticket, &one.value, one.row).cmp(&(key(other), &other.ticket, &other.value, other.row))
    });
    let mut out = Vec::new();
    for row in rows {
        let Some(feed) = rules.feeds.get(usize::from(row.row.feed)) else {
            continue;
        };
        set_aside_line(
            &mut out,
            &SetAsideRow {
                feed: feed.role,
                file: &feed.file,
                row: row.row.line,
                column: column_name(rules, row.row.feed, row.column),
                code: row.code,
                ticket: &row.ticket,
                cure: row.cure.get(language),
                value: if values { &row.value } else { "" },
            },
        );
    }
    out
}

fn column_name(rules: &RuleSet, feed: u16, column: Option<u16>) -> &str {
    let feed = rules.feeds.get(usize::from(feed));
    column
        .and_then(|column| feed?.columns.get(usize::from(column)))
        .map_or("", |column| column.column.as_str())
}

/// What is odd, with the case that a row was joined to, or the column that two rows tell differently.
fn remark(rules: &RuleSet, row: &DataFinding) -> String {
    let title = page_title(row.code).0;
    let about = match row.code {
        codes::JOINED => &row.value,
        codes::ROWS_DIFFER => column_name(rules, row.row.feed, row.column),
        _ => "",
    };
    match about {
        "" => title.to_owned(),
        about => format!("{title}: {about}"),
    }
}

/// What is odd about rows that count, in the same kind of order.
pub fn odd_lines(rules: &RuleSet, table: &Table, context: &Context<'_>) -> Vec<u8> {
    let mut rows: Vec<_> = table.data_findings().iter().collect();
    rows.sort_by(|one, other| {
        (one.row.feed, &one.ticket, one.code, one.event, one.at, one.row).cmp(&(
            other.row.feed,
            &other.ticket,
            other.code,
            other.event,
            other.at,
            other.row,
        ))
    });
    let mut out = Vec::new();
    for row in rows {
        let Some(feed) = rules.feeds.get(usize::from(row.row.feed)) else {
            continue;
        };
        let event = row
            .event
            .and_then(|event| rules.events.get(event.index()))
            .map_or("", |event| event.name.as_str());
        odd_line(
            &mut out,
            &OddRow {
                feed: feed.role,
                file: &feed.file,
                row: row.row.line,
                code: row.code,
                ticket: &row.ticket,
                event,
                moment: row.at,
                remark: &remark(rules, row),
            },
            context.zone,
        );
    }
    out
}
