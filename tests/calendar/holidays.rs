//! What the laws say of holidays, worked out from the rule and not from a list: Easter, the n-th Monday, substitute days.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeSet;

pub type Dates = BTreeSet<NaiveDate>;

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn plus(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

pub fn minus(day: NaiveDate, days: u64) -> NaiveDate {
    day - Days::new(days)
}

pub fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn sunday(day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun
}

/// Easter Sunday of the Gregorian calendar.
pub fn easter(year: i32) -> NaiveDate {
    let (golden, century) = (year % 19, year / 100);
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
    let after = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let from_march = moon - after;
    let month = 3 + (from_march + 40) / 44;
    day(year, month as u32, (from_march + 28 - 31 * (month / 4)) as u32)
}

/// The n-th weekday of a month.
fn nth(year: i32, month: u32, weekday: Weekday, n: u8) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, weekday, n).unwrap()
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .unwrap_or_else(|| nth(year, month, Weekday::Mon, 4))
}

/// The days and, for each that `lost` tells, the next one that is neither lost nor taken.
fn with_substitutes(days: &[NaiveDate], lost: impl Fn(NaiveDate) -> bool) -> Dates {
    let mut all: Dates = days.iter().copied().collect();
    for one in days.iter().filter(|one| lost(**one)) {
        let mut next = plus(*one, 1);
        while lost(next) || all.contains(&next) {
            next = plus(next, 1);
        }
        all.insert(next);
    }
    all
}

/// England and Wales, without what was proclaimed for one year.
pub fn england(year: i32) -> Dates {
    let easter = easter(year);
    let days = [
        day(year, 1, 1),
        minus(easter, 2),
        plus(easter, 1),
        nth(year, 5, Weekday::Mon, 1),
        last_monday(year, 5),
        last_monday(year, 8),
        day(year, 12, 25),
        day(year, 12, 26),
    ];
    with_substitutes(&days, weekend)
}

/// Scotland, without what was proclaimed for one year.
pub fn scotland(year: i32) -> Dates {
    let days = [
        day(year, 1, 1),
        day(year, 1, 2),
        minus(easter(year), 2),
        nth(year, 5, Weekday::Mon, 1),
        last_monday(year, 5),
        nth(year, 8, Weekday::Mon, 1),
        day(year, 11, 30),
        day(year, 12, 25),
        day(year, 12, 26),
    ];
    with_substitutes(&days, weekend)
}

/// What the federal law and that of Massachusetts share.
fn united_states(year: i32) -> Vec<NaiveDate> {
    let mut days = vec![
        day(year, 1, 1),
        nth(year, 1, Weekday::Mon, 3),
        nth(year, 2, Weekday::Mon, 3),
        last_monday(year, 5),
        day(year, 7, 4),
        nth(year, 9, Weekday::Mon, 1),
        nth(year, 10, Weekday::Mon, 2),
        day(year, 11, 11),
        nth(year, 11, Weekday::Thu, 4),
        day(year, 12, 25),
    ];
    if year >= 2021 {
        days.push(day(year, 6, 19));
    }
    days
}

/// Federal holidays: a Saturday's is kept on Friday, perhaps of the year before, a Sunday's on Monday.
pub fn us_federal(year: i32) -> Dates {
    let mut all = Dates::new();
    for one in united_states(year).into_iter().chain([day(year + 1, 1, 1)]) {
        all.insert(one);
        match one.weekday() {
            Weekday::Sat => all.insert(minus(one, 1)),
            Weekday::Sun => all.insert(plus(one, 1)),
            _ => false,
        };
    }
    all.retain(|one| one.year() == year);
    all
}

/// Massachusetts: a Sunday's is kept on Monday, a Saturday's is not moved.
pub fn massachusetts(year: i32) -> Dates {
    let mut days = united_states(year);
    days.push(nth(year, 4, Weekday::Mon, 3));
    with_substitutes(&days, sunday)
}

/// New South Wales, without what was declared for one year.
pub fn new_south_wales(year: i32) -> Dates {
    let easter = easter(year);
    let mut all = with_substitutes(&[day(year, 1, 1), day(year, 12, 25), day(year, 12, 26)], weekend);
    let australia = day(year, 1, 26);
    all.insert(match australia.weekday() {
        Weekday::Sat => plus(australia, 2),
        Weekday::Sun => plus(australia, 1),
        _ => australia,
    });
    all.extend([
        minus(easter, 2),
        minus(easter, 1),
        easter,
        plus(easter, 1),
        day(year, 4, 25),
        nth(year, 6, Weekday::Mon, 2),
        nth(year, 10, Weekday::Mon, 1),
    ]);
    all
}

/// Hong Kong's general holidays that follow no moon: the first of January, Easter, May, July, October, Christmas. A
/// Sunday's is kept on the next day that is no holiday, where `moon` (the others) are holidays too.
pub fn hong_kong(year: i32, moon: &Dates) -> Dates {
    let easter = easter(year);
    let christmas = day(year, 12, 25);
    let mut all: Dates = moon.iter().copied().filter(|one| !sunday(*one)).collect();
    all.extend([minus(easter, 2), minus(easter, 1), plus(easter, 1)]);
    for one in [day(year, 1, 1), day(year, 5, 1), day(year, 7, 1), day(year, 10, 1)] {
        let mut kept = one;
        while sunday(kept) || all.contains(&kept) {
            kept = plus(kept, 1);
        }
        all.insert(kept);
    }
    // Christmas Day and the first weekday after it; a Sunday's Christmas has the second weekday too.
    let mut kept = christmas;
    for _ in 0..2 {
        while sunday(kept) || all.contains(&kept) {
            kept = plus(kept, 1);
        }
        all.insert(kept);
    }
    all
}
