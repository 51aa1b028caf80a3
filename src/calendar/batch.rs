//! One line of `onus clock --batch` in, one line out.
//!
//! Comes in: tab-separated `calendar, add, start, quantity` or `calendar, between, start, end`, moments in RFC 3339.
//! Goes out: a moment in RFC 3339 in the calendar's zone, or whole working seconds. How a quantity is spelled is the
//! caller's affair.

use super::rfc3339::parse_rfc3339;
use super::{Calendar, Clock, ClockError, Counting, Moment, Quantity, Uncovered};
use crate::diagnostic::{Language, Words};

/// A calendar by its name, with the counting and arrival lines that hold for it.
pub type Lookup<'a> = dyn Fn(&str) -> Option<(&'a Calendar, &'a Counting)> + 'a;

/// The result of one line. `add` counts as the file says, its arrival lines included.
///
/// Whoever prints must print one line for each line read: `undetermined YEAR` for a clock that leaves the covered
/// years is a result like any other, and an error prints as [`error_line`].
///
/// # Errors
/// What is wrong with the line, in both languages.
pub fn batch(line: &str, calendars: &Lookup<'_>, quantity: &dyn Fn(&str) -> Option<Quantity>) -> Result<String, Words> {
    let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').map(str::trim).collect();
    let [name, verb, start, last] = cells[..] else {
        return Err(Words::new(
            format!("expected 4 cells parted by tabs, found {}", cells.len()),
            format!("应有用制表符隔开的 4 格，实有 {} 格", cells.len()),
        ));
    };
    let (calendar, counting) =
        calendars(name).ok_or_else(|| Words::new("there is no calendar of this name", "没有叫这个名字的日历"))?;
    let start = parse_rfc3339(start)?;
    let clock = Clock {
        zone: calendar.zone(),
        calendar: Some(calendar),
        counting,
    };
    let result = match verb {
        "add" => {
            let quantity = quantity(last).ok_or_else(|| {
                Words::new(
                    "this is not a quantity of time; write it as 4 working days",
                    "这不是时长；请写成 4个工作日",
                )
            })?;
            add(&clock, start, quantity).map(|due| calendar.zone().rfc3339(due))
        }
        "between" => calendar
            .working_seconds(start, parse_rfc3339(last)?)
            .map(|seconds| seconds.to_string())
            .map_err(ClockError::Uncovered),
        _ => {
            return Err(Words::new(
                "the second cell is add or between",
                "第二格应是 add 或 between",
            ));
        }
    };
    match result {
        Ok(text) => Ok(text),
        Err(ClockError::Uncovered(Uncovered { year })) => Ok(format!("undetermined {year}")),
        Err(error) => Err(error.words()),
    }
}

/// How a bad line prints.
#[must_use]
pub fn error_line(error: &Words, language: Language) -> String {
    match language {
        Language::English => format!("error: {}", error.en),
        Language::Chinese => format!("error: {}", error.zh),
    }
}

fn add(clock: &Clock<'_>, start: Moment, quantity: Quantity) -> Result<Moment, ClockError> {
    clock.add(clock.arrive(start, quantity)?, quantity)
}

impl ClockError {
    /// What is said of it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            ClockError::Uncovered(Uncovered { year }) => Words::new(
                format!("the calendar does not cover {year}"),
                format!("日历没有覆盖 {year} 年"),
            ),
            ClockError::NoCalendar => Words::new("a working unit needs a calendar", "以工作时间计的时长要有日历"),
            ClockError::Undeclared => Words::new(
                "the file does not say how these days count; add a line such as: working days count from next day, until close of business",
                "文件没有说明这种日子怎么起算；请加一行，例如：工作日 起算 次日，截至 下班",
            ),
            ClockError::NotTime => Words::new("this is not a unit of time", "这不是时间单位"),
        }
    }
}
