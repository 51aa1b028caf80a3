//! iCalendar (RFC 5545): the whole-day events of a calendar.

use super::date::date;
use super::{DaysEntry, DaysFile, DaysRemark, kind};
use crate::diagnostic::Words;
use chrono::{Datelike, Days, NaiveDate};

/// A content line: name, parameters and value, with the line of the file it begins on.
struct Content {
    name: String,
    value: String,
    line: u32,
}

/// The lines of an event.
#[derive(Default)]
struct Event {
    line: u32,
    lines: Vec<Content>,
}

impl Event {
    fn value(&self, name: &str) -> Option<&str> {
        self.lines
            .iter()
            .find(|content| content.name == name)
            .map(|content| content.value.as_str())
    }
}

pub(super) fn read(text: &str) -> DaysFile {
    let mut file = DaysFile::default();
    let mut event: Option<Event> = None;
    // Components inside an event, such as its alarms, tell nothing about days.
    let mut inside = 0u32;
    for content in unfolded(text) {
        let component = content.value.trim().to_ascii_uppercase();
        match (content.name.as_str(), &mut event) {
            ("BEGIN", None) if component == "VEVENT" => {
                event = Some(Event {
                    line: content.line,
                    lines: Vec::new(),
                });
            }
            ("BEGIN", Some(_)) => inside += 1,
            ("END", Some(_)) if inside > 0 => inside -= 1,
            ("END", Some(_)) => {
                if let Some(event) = event.take() {
                    take(&event, &mut file);
                }
            }
            (_, Some(event)) if inside == 0 => event.lines.push(content),
            _ => {}
        }
    }
    if let Some(event) = event {
        remark(
            &mut file,
            event.line,
            ("this event has no end; it was left out", "这个事件没有结尾，没有采用"),
        );
    }
    if file.entries.is_empty() && file.remarks.is_empty() {
        remark(&mut file, 1, ("the calendar holds no events", "日历里没有事件"));
    }
    file
}

fn remark(file: &mut DaysFile, line: u32, words: (&str, &str)) {
    file.remarks.push(DaysRemark {
        line,
        words: Words::new(words.0, words.1),
        lost: true,
    });
}

/// As [`remark`], of what is understood and is no day off.
fn no_day_off(file: &mut DaysFile, line: u32, words: (&str, &str)) {
    remark(file, line, words);
    if let Some(last) = file.remarks.last_mut() {
        last.lost = false;
    }
}

/// The content lines with folded ones put together.
fn unfolded(text: &str) -> Vec<Content> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((at as u32 + 1, line.to_string())),
        }
    }
    lines
        .into_iter()
        .filter_map(|(line, text)| content(line, &text))
        .collect()
}

fn content(line: u32, text: &str) -> Option<Content> {
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = text.split_at_checked(colon?.0)?;
    let name = head.split(';').next().unwrap_or_default().trim();
    Some(Content {
        name: name.to_ascii_uppercase(),
        value: value.strip_prefix(':').unwrap_or(value).to_string(),
        line,
    })
}

/// Takes up an event, or tells why not.
fn take(event: &Event, file: &mut DaysFile) {
    let line = event.line;
    let name = event.value("SUMMARY").map(unescaped).unwrap_or_default();
    if event
        .value("STATUS")
        .is_some_and(|status| status.trim().eq_ignore_ascii_case("CANCELLED"))
    {
        return no_day_off(
            file,
            line,
            ("this event is cancelled; it was left out", "这个事件已取消，没有采用"),
        );
    }
    let about = event.value("DESCRIPTION").unwrap_or_default().trim_start();
    if about
        .get(..10)
        .is_some_and(|begin| begin.eq_ignore_ascii_case("observance"))
    {
        return no_day_off(
            file,
            line,
            (
                "this is an observance, not a day off; it was left out",
                "这是纪念性的日子，不放假，没有采用",
            ),
        );
    }
    let Some(from) = event.value("DTSTART").and_then(whole_day) else {
        return remark(
            file,
            line,
            (
                "this event does not begin on a whole day; it was left out",
                "这个事件不是从一整天开始的，没有采用",
            ),
        );
    };
    let Some(to) = last_day(event, from) else {
        return remark(
            file,
            line,
            (
                "the end of this event cannot be read; it was left out",
                "看不懂这个事件到哪天为止，没有采用",
            ),
        );
    };
    let mut yearly_until = None;
    if let Some(rule) = event.value("RRULE") {
        yearly_until = yearly(rule, from);
        if yearly_until.is_none() {
            remark(
                file,
                line,
                (
                    "this event repeats in a way that is not worked out; only its first days were taken",
                    "这个事件的重复方式没有展开，只采用了第一次",
                ),
            );
        }
    }
    for odd in event
        .lines
        .iter()
        .filter(|content| matches!(content.name.as_str(), "RDATE" | "EXDATE"))
    {
        remark(
            file,
            odd.line,
            (
                "further or excepted dates of an event are not worked out",
                "事件另加或除去的日期没有展开",
            ),
        );
    }
    file.entries.push(DaysEntry {
        from,
        to,
        work: kind::of_name(&name),
        name,
        yearly_until,
        line,
    });
}

/// A date, or a moment at midnight.
fn whole_day(value: &str) -> Option<NaiveDate> {
    let (day, time) = value.trim().split_once('T').unwrap_or((value.trim(), ""));
    (day.len() == 8 && matches!(time, "" | "000000")).then(|| date(day))?
}

/// The last day: iCalendar writes the day after it.
fn last_day(event: &Event, from: NaiveDate) -> Option<NaiveDate> {
    if let Some(end) = event.value("DTEND") {
        let end = whole_day(end)?;
        // Some programs write the same day twice for one day.
        let last = if end == from { end } else { end.pred_opt()? };
        let length = (last - from).num_days();
        return (0..=366).contains(&length).then_some(last);
    }
    let Some(duration) = event.value("DURATION") else {
        return Some(from);
    };
    let (number, unit) = duration
        .trim()
        .strip_prefix('P')?
        .split_at_checked(duration.trim().len().checked_sub(2)?)?;
    let number: u64 = number.parse().ok().filter(|number| (1..=52).contains(number))?;
    let days = match unit {
        "D" => number,
        "W" => number * 7,
        _ => return None,
    };
    from.checked_add_days(Days::new(days - 1))
}

/// The last day of a plain yearly repetition; None where the rule says more than that.
fn yearly(rule: &str, from: NaiveDate) -> Option<NaiveDate> {
    let mut until = NaiveDate::from_ymd_opt(2200, 12, 31)?;
    let mut is_yearly = false;
    for part in rule.trim().split(';') {
        let (name, value) = part.split_once('=')?;
        match (name.to_ascii_uppercase().as_str(), value) {
            ("FREQ", value) => is_yearly = value.eq_ignore_ascii_case("YEARLY"),
            ("INTERVAL", "1") | ("WKST", _) => {}
            ("COUNT", count) => {
                let count: i32 = count.parse().ok().filter(|count| (1..=1000).contains(count))?;
                let last = from.year().checked_add(count - 1)?;
                until = until.min(NaiveDate::from_ymd_opt(last, 12, 31)?);
            }
            ("UNTIL", value) => until = until.min(date(value.get(..8)?)?),
            ("BYMONTH", month) if month.parse() == Ok(from.month()) => {}
            ("BYMONTHDAY", day) if day.parse() == Ok(from.day()) => {}
            _ => return None,
        }
    }
    is_yearly.then_some(until)
}

/// A text value with its escapes taken off.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.trim().chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') | None => out.push(' '),
                Some(other) => out.push(other),
            },
            other => out.push(other),
        }
    }
    out.trim().to_string()
}
