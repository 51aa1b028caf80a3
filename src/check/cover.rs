//! Pass 16: how far calendars reach. A deadline that runs past the covered years is undetermined, so the end of
//! each calendar in use is told ahead of time.

use super::context::Check;
use super::written::Written;
use crate::calendar::{Quantity, Unit};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::LimitOf;
use chrono::Datelike;

/// Notes the end of every calendar that a working limit is counted along.
pub(super) fn cover<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for at in 0..check.set.calendars.len() {
        let Some(longest) = longest(check, at) else { continue };
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
        check.tell(
            Diagnostic::note(
                Code("O2103"),
                span,
                Words::new(
                    format!("calendar {name} ends on {end}; {en} that begin shortly before need {next}"),
                    format!("日历 {name} 只写到 {end}；在那之前不久起算的{zh}要用到 {next} 年"),
                ),
            )
            .mend(Words::new(
                format!("when the holidays of {next} are known, add: calendar {name}, year {next} {{ … }}"),
                format!("{next} 年的放假安排公布后加一段：日历 {name}，{next}年度 {{ … }}"),
            )),
        );
    }
}

/// The longest limit in working time along a calendar.
fn longest(check: &Check<'_>, at: usize) -> Option<Quantity> {
    let set = &check.set;
    let rows = set
        .deadlines
        .iter()
        .filter(|deadline| deadline.calendar.is_some_and(|own| own.index() == at));
    rows.flat_map(|deadline| &deadline.rows)
        .filter_map(|row| match row.limit {
            LimitOf::Quantity(quantity) if quantity.unit.is_working() => Some(quantity),
            _ => None,
        })
        // A working day is the longest of the working units; the others are compared by their seconds.
        .max_by_key(|quantity| {
            let each = quantity.unit.seconds().unwrap_or(24 * 3600);
            quantity.amount.saturating_mul(each)
        })
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
