//! `set_aside.csv`, the data findings of reading, and what an ended run says about a feed that was refused.
//!
//! A row is told by its place; its value only where it was asked for, since it may be a customer's own.

use super::field::Line;
use super::safe::terminal;
use super::words::{pick, thousands};
use crate::diagnostic::{Code, Language};
use crate::feed::{DataFinding, Reason, Rejection, RowId, SetAside};
use crate::model::RuleSet;
use crate::report::Context;
use crate::terms::FeedRole;

/// Appends a line of `set_aside.csv`. `values`: whether values were asked for; they then stand behind the cure.
pub fn set_aside_line(out: &mut Vec<u8>, aside: &SetAside, rules: &RuleSet, language: Language, values: bool) {
    let (feed, file) = source(rules, aside.row);
    let mut cure = aside.cure.get(language).to_owned();
    if values && !aside.value.is_empty() {
        cure.push_str(&format!(" ({})", aside.value));
    }
    let mut line = Line::new(out);
    line.text(feed)
        .text(file)
        .number(Some(i64::from(aside.row.line)))
        .text(column(rules, aside.row.feed, aside.column))
        .text(aside.code.0)
        .text(&aside.ticket)
        .text(&cure);
    line.end();
}

/// Appends a line of `data_findings.csv`. `values` as in [`set_aside_line`].
pub fn data_finding_line(
    out: &mut Vec<u8>,
    finding: &DataFinding,
    context: &Context<'_>,
    language: Language,
    values: bool,
) {
    let rules = context.rules;
    let (feed, file) = source(rules, finding.row);
    let event = finding.event.and_then(|id| rules.events.get(id.index()));
    let title = title(finding.code, language);
    let cure = finding.cure.as_ref().map_or("", |cure| cure.get(language));
    let dot = if title.is_empty() || cure.is_empty() { "" } else { "; " };
    let mut remark = format!("{title}{dot}{cure}");
    if values && !finding.value.is_empty() {
        remark.push_str(&format!(" ({})", finding.value));
    }
    let mut line = Line::new(out);
    line.text(feed)
        .text(file)
        .number(Some(i64::from(finding.row.line)))
        .text(finding.code.0)
        .text(&finding.ticket)
        .text(event.map_or("", |event| event.name.as_str()))
        .moment(finding.at, context.zone)
        .text(&remark);
    line.end();
}

/// What ends a run whose feed lost too many rows: the cures, most rows first, not only a percentage.
#[must_use]
pub fn rejections_text(rejections: &[Rejection], rules: &RuleSet, language: Language, values: bool) -> String {
    let mut out = String::new();
    for one in rejections {
        let feed = rules.feeds.get(usize::from(one.feed));
        let file = feed.map_or("", |feed| feed.file.as_str());
        let column = column(rules, one.feed, one.column);
        let shown = values || !one.personal;
        let value = if one.value.is_empty() || !shown {
            String::new()
        } else {
            format!(
                "{}  ",
                pick(language, "\"…\"", "“…”").replace('…', &terminal(&one.value))
            )
        };
        let rows = thousands(one.count);
        let rows = match language {
            Language::English => format!("{rows} row{}", if one.count == 1 { "" } else { "s" }),
            Language::Chinese => format!("{rows} 行"),
        };
        out.push_str(&format!(
            "  {}  {} {}  {value}{rows}  {}\n",
            one.code,
            terminal(file),
            terminal(column),
            terminal(one.cure.get(language))
        ));
    }
    out
}

/// What ends a run whose feed cannot be read as a whole: every reason with what to do.
#[must_use]
pub fn refused_text(reasons: &[Reason], language: Language) -> String {
    let mut out = String::new();
    for reason in reasons {
        let error = pick(language, "error", "错误");
        out.push_str(&format!(
            "{error} {}  {}\n",
            reason.code,
            terminal(reason.message.get(language))
        ));
        for mend in &reason.mends {
            out.push_str(&format!("  {}\n", terminal(mend.get(language))));
        }
    }
    out
}

/// The word of a feed in lists and on the command line.
#[must_use]
pub fn feed_word(role: FeedRole) -> &'static str {
    match role {
        FeedRole::Tickets => "tickets",
        FeedRole::Events => "events",
        FeedRole::Surveys => "surveys",
        FeedRole::Monitoring => "monitoring",
    }
}

fn source(rules: &RuleSet, row: RowId) -> (&str, &str) {
    let feed = rules.feeds.get(usize::from(row.feed));
    feed.map_or(("", ""), |feed| (feed_word(feed.role), feed.file.as_str()))
}

fn column(rules: &RuleSet, feed: u16, column: Option<u16>) -> &str {
    let columns = rules.feeds.get(usize::from(feed)).map(|feed| &feed.columns);
    column
        .and_then(|at| columns?.get(usize::from(at)))
        .map_or("", |column| column.column.as_str())
}

fn title(code: Code, language: Language) -> &'static str {
    let title = super::page_title(code);
    pick(language, title.0, title.1)
}
