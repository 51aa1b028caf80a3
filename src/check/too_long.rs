//! A warning, a reminder or an extension that is longer than the limit it belongs to.
//!
//! Lengths of different sorts are compared by what holds on every calendar: n working days take n days at least, and
//! no number of days is enough for a number of working hours. What cannot be told is not told.

use super::context::Check;
use crate::calendar::{Quantity, Unit};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{Counted, Dated, LimitOf, Row, Which};
use crate::source::Span;
use chrono::NaiveDate;

const DAY: i64 = 86_400;
/// By so much a change of the clocks can shorten or lengthen a stretch of days.
const CLOCKS: i64 = 3_600;

/// Tells a warning or a reminder that comes before a case begins: by a row that grants less. `spans` are the rows'.
pub(super) fn before_the_start(
    check: &mut Check<'_>,
    (rows, spans): (&[Row], &[Span]),
    length: &Dated<Quantity>,
    written: Span,
) {
    let shorter = rows.iter().zip(spans).find(|(row, _)| {
        let mut dates = dates(length, &row.limit);
        dates.any(|date| exceeds(*length.on(date), *row.limit.on(date)))
    });
    let Some((_, shorter)) = shorter else { return };
    let text = check.sources.text(written).trim();
    let words = Words::new(
        format!("{text} before the due moment is before the case begins: a row grants less"),
        format!("有一行的期限不到{text}：那时事情还没有起算"),
    );
    check.tell(
        Diagnostic::warning(Code("O2202"), written, words)
            .related(*shorter, Words::new("grants less", "期限更短"))
            .mend(Words::new(
                "make it shorter than the shortest limit",
                "改得比最短的期限短",
            )),
    );
}

/// Tells an extension that is longer than every limit it could lengthen.
pub(super) fn extension(check: &mut Check<'_>, (rows, spans): (&[Row], &[Span]), each: Quantity, written: Span) {
    let limits = rows.iter().flat_map(|row| row.limit.all());
    let mut counted = limits.filter(|limit| **limit != LimitOf::NoDeadline).peekable();
    if counted.peek().is_none() || !counted.all(|limit| exceeds(each, *limit)) {
        return;
    }
    let text = check.sources.text(written).trim();
    let words = Words::new(
        format!("an extension of {text} is longer than every limit of this deadline"),
        format!("每次延期{text}，比这个时限的每一行都长"),
    );
    let told = Diagnostic::warning(Code("O2202"), written, words);
    let told = spans.iter().take(1).fold(told, |told, row| {
        told.related(*row, Words::new("grants less", "期限更短"))
    });
    check.tell(told.mend(Words::new(
        "shorten the extension, or lengthen the limit",
        "缩短延期，或放长期限",
    )));
}

/// The beginning, and every date on which one of two values changes.
fn dates<T, U>(one: &Dated<T>, other: &Dated<U>) -> impl Iterator<Item = Option<NaiveDate>> {
    let changes = one.later.iter().map(|(date, _)| *date);
    let changes = changes.chain(other.later.iter().map(|(date, _)| *date));
    std::iter::once(None).chain(changes.map(Some))
}

/// Whether a length is longer than a limit, on every calendar and from every start.
fn exceeds(length: Quantity, limit: LimitOf) -> bool {
    let over = |clock: Counted| match clock {
        Counted::Quantity(limit) => longer(length, limit),
        Counted::WorkingDay(_) => false,
    };
    match limit {
        LimitOf::Quantity(limit) => longer(length, limit),
        LimitOf::Of(Which::Earlier, one, other) => over(one) || over(other),
        LimitOf::Of(Which::Later, one, other) => over(one) && over(other),
        LimitOf::WorkingDay(_) | LimitOf::Before(..) | LimitOf::Field(_) | LimitOf::NoDeadline => false,
    }
}

fn longer(length: Quantity, limit: Quantity) -> bool {
    if length.unit == limit.unit {
        return length.amount > limit.amount;
    }
    if let (true, Some(length), Some(limit)) = (
        length.unit.is_working() == limit.unit.is_working(),
        seconds(length),
        seconds(limit),
    ) {
        return length > limit;
    }
    longest(limit).is_some_and(|limit| shortest(length) > limit)
}

/// Of a unit of fixed length.
fn seconds(own: Quantity) -> Option<i64> {
    own.unit.seconds().map(|each| own.amount.saturating_mul(each))
}

/// As many seconds as must pass, at least, while a length does.
fn shortest(own: Quantity) -> i64 {
    let days = match own.unit {
        Unit::WorkingDays | Unit::CalendarDays => own.amount,
        Unit::Weeks => own.amount.saturating_mul(7),
        Unit::Months => own.amount.saturating_mul(28),
        _ => return seconds(own).unwrap_or(0),
    };
    days.saturating_mul(DAY).saturating_sub(CLOCKS)
}

/// As many seconds as a length can take; None where no number is enough. A day that is counted to its end may begin
/// with the whole of another one.
fn longest(own: Quantity) -> Option<i64> {
    let days = match own.unit {
        Unit::CalendarDays => own.amount,
        Unit::Weeks => own.amount.saturating_mul(7),
        Unit::Months => own.amount.saturating_mul(31),
        _ if own.unit.is_working() => return None,
        _ => return seconds(own),
    };
    Some(days.saturating_add(1).saturating_mul(DAY).saturating_add(CLOCKS))
}
