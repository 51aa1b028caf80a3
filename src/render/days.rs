//! Days in words: those that a clock counted and those that it skipped, each with its reason.

use super::safe::terminal;
use super::words::{pick, weekday_of};
use crate::diagnostic::Language;
use crate::report::DayNote;
use chrono::{Datelike, NaiveDate};

/// More counted days than these are told as stretches.
const MOST: usize = 12;

/// The counted days: `Tue 3`, `03-03 周二`; the month is told in English where it changes. Neighbours are told as one
/// stretch where there are many.
pub(crate) fn counted(days: &[DayNote], start: Option<NaiveDate>, language: Language) -> Vec<String> {
    let count = days.iter().filter(|day| day.counted).count();
    stretches(days, true, count > MOST, start, language)
}

/// The skipped days; neighbours that are skipped for the same reason are told as one stretch.
pub(crate) fn skipped(days: &[DayNote], start: Option<NaiveDate>, language: Language) -> Vec<String> {
    stretches(days, false, true, start, language)
}

fn stretches(
    days: &[DayNote],
    counted: bool,
    joined: bool,
    start: Option<NaiveDate>,
    language: Language,
) -> Vec<String> {
    let mut stretches: Vec<(&DayNote, NaiveDate)> = Vec::new();
    let mut before: Option<&DayNote> = None;
    for day in days {
        let of_kind = day.counted == counted;
        let goes_on = of_kind
            && joined
            && before.is_some_and(|one| {
                one.counted == counted
                    && one.reason == day.reason
                    && one.name == day.name
                    && one.date.succ_opt() == Some(day.date)
            });
        match stretches.last_mut() {
            Some((_, last)) if goes_on => *last = day.date,
            _ if of_kind => stretches.push((day, day.date)),
            _ => {}
        }
        before = Some(day);
    }
    let mut month = start.map(|date| date.month());
    stretches
        .into_iter()
        .map(|(first, last)| {
            let from = name(first.date, month, language);
            month = Some(first.date.month());
            let to = if last > first.date {
                let to = name(last, month, language);
                month = Some(last.month());
                format!("{}{to}", pick(language, "–", "至"))
            } else {
                String::new()
            };
            format!("{from}{to}{}", reason(first, language))
        })
        .collect()
}

fn name(date: NaiveDate, month: Option<u32>, language: Language) -> String {
    let weekday = weekday_of(date.weekday().num_days_from_monday() as usize, language);
    match language {
        Language::Chinese => format!("{:02}-{:02} {weekday}", date.month(), date.day()),
        Language::English if month == Some(date.month()) => format!("{weekday} {}", date.day()),
        Language::English => format!("{weekday} {} {}", date.day(), date.format("%b")),
    }
}

/// Why, behind the day; the weekday itself says enough of a weekly day off.
fn reason(day: &DayNote, language: Language) -> String {
    let word = match day.reason {
        None | Some("weekly day off") => return String::new(),
        Some("make-up day") => pick(language, "make-up day", "调休上班"),
        Some("day off") => pick(language, "day off", "休息"),
        Some("own hours") => pick(language, "hours of its own", "当日另定时间"),
        Some("closed") => pick(language, "partly closed", "部分停班"),
        Some("skipped by the zone") => pick(language, "no such date in this zone", "本时区没有这一天"),
        Some(other) => other,
    };
    let why = match &day.name {
        Some(name) if day.reason == Some("day off") => terminal(name).into_owned(),
        Some(name) => format!("{word}{}{}", pick(language, ", ", "，"), terminal(name)),
        None => word.to_owned(),
    };
    match language {
        Language::English => format!(" ({why})"),
        Language::Chinese => format!("（{why}）"),
    }
}
