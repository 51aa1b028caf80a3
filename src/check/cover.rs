//! Pass 16: how far calendars reach. A deadline that runs past the covered years is undetermined, so the end of
//! each calendar in use is told ahead of time.

use super::context::Check;
use super::written::Written;
use crate::calendar::{Calendar, Quantity, Unit};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::Counted;
use chrono::{Datelike, NaiveDate};

/// Notes the end of every calendar that a working limit is counted along.
pub(super) fn cover<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for at in 0..check.set.calendars.len() {
        let Some((longest, moved)) = longest(check, at) else {
            continue;
        };
        let Some((_, end)) = check.set.calendars[at].covers.last().copied() else {
            continue;
        };
        let name = check.set.calendars[at].name.clone();
        let block = written.calendars.iter().rev().find(|block| block.name.text == name);
        let Some(span) = block.map(|block| block.name.span) else {
            continue;
        };
        let (en, zh) = words(longest);
        let next = end.succ_opt().map_or(end.year(), |next| next.year());
        let (from_en, from_zh) = match first_beyond(check, at, (longest, moved), end) {
            Some(date) => (format!("from {date} on"), format!("{date} 起的")),
            None => ("shortly before".to_string(), "在那之前不久的".to_string()),
        };
        check.tell(
            Diagnostic::note(
                Code("O2103"),
                span,
                Words::new(
                    format!("calendar {name} ends on {end}; {en} {from_en} need {next}"),
                    format!("日历 {name} 只写到 {end}；{from_zh}{zh}要用到 {next} 年"),
                ),
            )
            .mend(Words::new(
                format!("when the holidays of {next} are known, add: calendar {name}, year {next} {{ … }}"),
                format!("{next} 年的放假安排公布后加一段：日历 {name}，{next}年度 {{ … }}"),
            )),
        );
    }
}

/// The longest limit in working time along a calendar, and whether an arrival on a day off is moved for it.
fn longest(check: &Check<'_>, at: usize) -> Option<(Quantity, bool)> {
    let set = &check.set;
    let rows = set
        .deadlines
        .iter()
        .filter(|deadline| deadline.calendar.is_some_and(|own| own.index() == at));
    rows.flat_map(|deadline| deadline.rows.iter().map(move |row| (row, deadline)))
        .flat_map(|(row, deadline)| row.limit.all().map(move |limit| (limit, deadline)))
        .flat_map(|(limit, deadline)| limit.clocks().map(move |clock| (clock, deadline)))
        .filter(|(clock, _)| clock.is_working())
        .map(|(clock, deadline)| {
            let quantity = match clock {
                Counted::Quantity(quantity) => quantity,
                Counted::WorkingDay(when) => Quantity {
                    amount: i64::from(when.days.max(1)),
                    unit: Unit::WorkingDays,
                },
            };
            (quantity, !deadline.counting.arrival.is_empty())
        })
        // A working day is the longest of the working units; the others are compared by their seconds.
        .max_by_key(|(quantity, _)| {
            let each = quantity.unit.seconds().unwrap_or(24 * 3600);
            quantity.amount.saturating_mul(each)
        })
}

/// The first start from which a number of working days leads beyond the end of the cover; None for hours and
/// minutes, and where the whole cover is shorter.
fn first_beyond(check: &Check<'_>, at: usize, (longest, moved): (Quantity, bool), end: NaiveDate) -> Option<NaiveDate> {
    if longest.unit != Unit::WorkingDays {
        return None;
    }
    let calendar = Calendar::build(&check.set.calendars, at);
    let mut left = longest.amount;
    let mut date = end;
    // A start on this date needs the working dates after it.
    loop {
        if calendar.is_working_date(date).ok()? {
            left -= 1;
        }
        if left == 0 {
            break;
        }
        date = date.pred_opt()?;
    }
    // What arrives on a day off before it counts as that date.
    while moved && !calendar.is_working_date(date.pred_opt()?).ok()? {
        date = date.pred_opt()?;
    }
    Some(date)
}

fn words(quantity: Quantity) -> (String, String) {
    let amount = quantity.amount;
    let plural = if amount == 1 { "" } else { "s" };
    match quantity.unit {
        Unit::WorkingSeconds => (format!("{amount} working second{plural}"), format!("{amount}工作秒")),
        Unit::WorkingMinutes => (format!("{amount} working minute{plural}"), format!("{amount}工作分钟")),
        Unit::WorkingHours => (format!("{amount} working hour{plural}"), format!("{amount}工作小时")),
        _ => (format!("{amount} working day{plural}"), format!("{amount}个工作日")),
    }
}
