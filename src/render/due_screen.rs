//! What `onus due` prints: when a case that arrives now would be due, with the days counted.

use super::days::counted;
use super::safe::terminal;
use super::words::{pick, spoken};
use crate::calendar::Moment;
use crate::diagnostic::{Language, Words};
use crate::model::Place;
use crate::report::{Civil, Context, DayNote};
use chrono::NaiveDate;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// One deadline of a case that does not exist yet.
#[derive(Debug, Clone, PartialEq)]
pub struct DueLine {
    /// The deadline.
    pub deadline: String,
    /// Whose it is, where several units owe it.
    pub party: Option<String>,
    /// The event from which it runs.
    pub from: String,
    /// Its due moment, or why it has none.
    pub due: Result<Moment, Words>,
    /// From where it counts.
    pub start: Moment,
    /// The days counted and skipped.
    pub days: Vec<DayNote>,
    /// Whether the limit is in days; else the days only say where its hours fall.
    pub in_days: bool,
    /// The line that decides; None where none could be told.
    pub rule: Option<Place>,
}

/// The lines as text: the deadline, the due moment, the days, the rule.
#[must_use]
pub fn due_text(lines: &[DueLine], context: &Context<'_>, language: Language) -> String {
    let cells: Vec<[String; 4]> = lines.iter().map(|line| cells(line, context, language)).collect();
    let width = |at: usize| cells.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for row in &cells {
        let mut text = String::new();
        for (at, cell) in row.iter().enumerate() {
            text.push_str(cell);
            // The first gap is narrower, as between a name and what is said of it.
            let gap = if at == 0 { 3 } else { 4 };
            if let Some(width) = widths.get(at).filter(|width| **width > 0) {
                text.push_str(&" ".repeat(width + gap - cell.width()));
            }
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

fn cells(line: &DueLine, context: &Context<'_>, language: Language) -> [String; 4] {
    let start = Civil::of(context.zone, line.start);
    let date = i32::try_from(start.year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, start.month, start.day));
    let days = counted(&line.days, date, language);
    let due = match &line.due {
        Ok(due) => spoken(Civil::end(context.zone, *due), language),
        Err(why) => terminal(why.get(language)).into_owned(),
    };
    let listed = days.join(pick(language, ", ", "、"));
    let counted = match days.len() {
        0 => String::new(),
        _ if !line.in_days => String::new(),
        _ => format!("{}{listed}", pick(language, "counted: ", "计日：")),
    };
    let rule = line.rule.map_or(String::new(), |place| rule(context, place, language));
    let deadline = terminal(&line.deadline).into_owned();
    let name = match &line.party {
        Some(party) => format!("{deadline} · {}", terminal(party)),
        None => deadline,
    };
    [name, due, counted, rule]
}

fn rule(context: &Context<'_>, place: Place, language: Language) -> String {
    let file = context
        .rules
        .files
        .get(place.file as usize)
        .map_or("", |file| file.name.as_str());
    let file = terminal(file);
    match language {
        Language::English => format!("{file}:{}", place.line),
        Language::Chinese => format!("{file} 第{}行", place.line),
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    deadline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<&'a str>,
    start: String,
    due: Option<String>,
    why_not: Option<&'a str>,
    days: &'a [DayNote],
    rule: Option<String>,
}

/// The lines as json.
///
/// # Errors
/// Where json cannot be written, which does not happen for these values.
pub fn due_json(lines: &[DueLine], context: &Context<'_>, language: Language) -> serde_json::Result<String> {
    let entries: Vec<Entry<'_>> = lines
        .iter()
        .map(|line| Entry {
            deadline: &line.deadline,
            party: line.party.as_deref(),
            start: context.zone.rfc3339(line.start),
            due: line.due.as_ref().ok().map(|due| context.zone.rfc3339(*due)),
            why_not: line.due.as_ref().err().map(|why| why.get(language)),
            days: &line.days,
            rule: line.rule.map(|place| context.rules.place(place)),
        })
        .collect();
    Ok(super::diagnostics::visible(&serde_json::to_string_pretty(&entries)?) + "\n")
}
