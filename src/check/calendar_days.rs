//! The lines of a calendar: weekly hours, dated lines and the years covered, each held to its sense.

use super::context::{Check, error};
use super::doubled::doubled;
use crate::calendar::{Change, Dated, Spec, Stretch};
use crate::diagnostic::Words;
use crate::source::Span;
use crate::syntax::tree::{self, CalendarLine, Date, Hours, Name};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Years that a calendar may speak of: far more than anyone needs, few enough for tables.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What the blocks of one calendar say.
#[derive(Default)]
pub(super) struct Days {
    covers: Vec<(NaiveDate, NaiveDate)>,
    all_years: bool,
    states_covers: bool,
    weekly: [Vec<(Stretch, Span)>; 7],
    /// On, work and off: one a date.
    whole: BTreeMap<NaiveDate, (Dated, Span)>,
    /// Hours taken away.
    closed: BTreeMap<NaiveDate, Vec<(Stretch, Option<String>)>>,
    pub off_every: Vec<(u32, u32, Option<String>)>,
}

impl Days {
    /// Takes up the lines of one block.
    pub fn block(&mut self, check: &mut Check<'_>, block: &tree::Calendar) {
        let covered = self.states_covers;
        let before: [usize; 7] = std::array::from_fn(|day| self.weekly[day].len());
        for line in &block.lines {
            self.line(check, block, line);
        }
        if covered == self.states_covers
            && let Some(year) = block.year.filter(|year| in_years(check, *year, block.span))
            && let Some(whole) = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31))
        {
            self.covers.push(whole);
        }
        self.states_covers |= block.year.is_some();
        // A later block may repeat the weekly hours of the first; it cannot change them.
        for (hours, before) in self.weekly.iter_mut().zip(before) {
            let (old, new) = hours.split_at(before);
            let (Some((_, first)), Some((_, again))) = (old.first(), new.first()) else {
                continue;
            };
            if !old
                .iter()
                .map(|(hours, _)| hours)
                .eq(new.iter().map(|(hours, _)| hours))
            {
                check.twice(*again, *first);
            }
            hours.truncate(before);
        }
    }

    fn line(&mut self, check: &mut Check<'_>, block: &tree::Calendar, line: &CalendarLine) {
        let text = |why: &Option<tree::Text>| why.as_ref().map(|why| why.text.clone());
        match line {
            CalendarLine::Covers(from, to, span) => {
                self.states_covers = true;
                if in_order(check, *from, *to, *span) {
                    self.covers.push((from.date, to.date));
                }
            }
            CalendarLine::AllYears(_) => {
                self.states_covers = true;
                self.all_years = true;
            }
            CalendarLine::Weekly { from, to, hours, span } => {
                let stretches = self.hours(check, hours);
                for day in weekdays(*from, *to) {
                    for stretch in &stretches {
                        let clash = self.weekly[day].iter().find(|(old, _)| overlap(*old, *stretch));
                        if let Some((_, first)) = clash.copied() {
                            check.twice(*span, first);
                            return;
                        }
                        self.weekly[day].push((*stretch, *span));
                    }
                }
            }
            CalendarLine::Off { dates, why, span } => {
                let dated = Dated {
                    change: Change::Off,
                    why: text(why),
                };
                self.dates(check, block, dates, &dated, *span);
            }
            CalendarLine::Work {
                dates,
                as_weekday,
                why,
                span,
            } => {
                let change = Change::Work {
                    as_weekday: *as_weekday,
                };
                let dated = Dated { change, why: text(why) };
                self.dates(check, block, dates, &dated, *span);
            }
            CalendarLine::On { date, hours, why, span } => {
                let hours = self.hours(check, hours);
                let dated = Dated {
                    change: Change::On(hours),
                    why: text(why),
                };
                self.dates(check, block, &[(*date, None)], &dated, *span);
            }
            CalendarLine::Closed { date, hours, why, .. } => {
                let stretches = self.hours(check, hours);
                if fits(check, block, *date) {
                    let taken = self.closed.entry(date.date).or_default();
                    taken.extend(stretches.into_iter().map(|stretch| (stretch, text(why))));
                }
            }
            CalendarLine::OffEvery { month, day, why, span } => {
                // 2000 has a 29 February: a day that only leap years have is a day.
                if NaiveDate::from_ymd_opt(2000, *month, *day).is_none() {
                    check.tell(error(
                        "O1309",
                        *span,
                        Words::new(
                            format!("there is no day {month:02}-{day:02} in any year"),
                            format!("哪一年都没有 {month:02}-{day:02} 这一天"),
                        ),
                    ));
                } else {
                    self.off_every.push((*month, *day, text(why)));
                }
            }
            CalendarLine::Import(_)
            | CalendarLine::BuildsOn(_)
            | CalendarLine::TimeZone(_)
            | CalendarLine::Counting(_)
            | CalendarLine::Arrival(_) => {}
        }
    }

    fn dates(
        &mut self,
        check: &mut Check<'_>,
        block: &tree::Calendar,
        dates: &[(Date, Option<Date>)],
        dated: &Dated,
        span: Span,
    ) {
        for (from, to) in dates {
            let last = to.unwrap_or(*from);
            if !in_order(check, *from, last, from.span.to(last.span)) || !fits(check, block, *from) {
                continue;
            }
            if to.is_some() && !fits(check, block, last) {
                continue;
            }
            for date in from.date.iter_days().take_while(|date| *date <= last.date) {
                if let Some((_, first)) = self.whole.get(&date) {
                    twice_dated(check, date, from.span.to(last.span), *first);
                    break;
                }
                self.whole.insert(date, (dated.clone(), span));
            }
        }
    }

    /// Takes up days of a file; where the calendar speaks of a day itself, that holds.
    pub fn import(&mut self, days: Vec<(NaiveDate, Dated)>) {
        for (date, dated) in days {
            self.whole.entry(date).or_insert((dated, Span::default()));
        }
    }

    /// Hours of a day: each ends after it begins, none overlaps another.
    fn hours(&self, check: &mut Check<'_>, hours: &[Hours]) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for stretch in hours {
            let new = Stretch {
                from: stretch.from,
                to: stretch.to.min(86_400),
            };
            if new.from >= new.to {
                check.tell(
                    error(
                        "O1307",
                        stretch.span,
                        Words::new("these hours end before they begin", "这段时间的结束不在开始之后"),
                    )
                    .mend(Words::new(
                        "hours over midnight are two stretches: 22:00-24:00 on the day, 00:00-06:00 on the next",
                        "跨午夜的写成两段：当天 22:00-24:00，次日 00:00-06:00",
                    )),
                );
            } else if stretches.iter().any(|old| overlap(*old, new)) {
                check.tell(
                    error(
                        "O1307",
                        stretch.span,
                        Words::new(
                            "these hours overlap others of the same day",
                            "这段时间与同一天的另一段重叠",
                        ),
                    )
                    .mend(Words::new(
                        "write them apart, for example: 09:00-12:00, 13:00-17:00",
                        "分开写，例如：08:30-12:00、14:00-17:30",
                    )),
                );
            } else {
                stretches.push(new);
            }
        }
        stretches.sort_by_key(|stretch| stretch.from);
        stretches
    }

    /// The covered stretches, sorted and not touching; empty: all years.
    pub fn covers(
        &mut self,
        check: &mut Check<'_>,
        name: &Name,
        layer: bool,
        below: Option<&Spec>,
    ) -> Vec<(NaiveDate, NaiveDate)> {
        if !self.states_covers && layer {
            return below.map(|below| below.covers.clone()).unwrap_or_default();
        }
        if !self.states_covers {
            check.lacks(
                name.span,
                Words::new(
                    format!("which years calendar {} covers", name.text),
                    format!("日历 {} 覆盖哪些年份", name.text),
                ),
                Words::new(
                    "covers 2026-01-01 to 2026-12-31    (or: covers all years)",
                    "覆盖 2026-01-01 至 2026-12-31（或：覆盖 所有年份）",
                ),
            );
        }
        if self.all_years {
            return Vec::new();
        }
        self.covers.sort_unstable();
        let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (from, to) in self.covers.drain(..) {
            match merged.last_mut() {
                Some((_, end)) if end.succ_opt().is_some_and(|next| from <= next) => *end = (*end).max(to),
                _ => merged.push((from, to)),
            }
        }
        merged
    }

    pub fn states_weekly(&self) -> bool {
        self.weekly.iter().any(|hours| !hours.is_empty())
    }

    pub fn weekly(&self) -> [Vec<Stretch>; 7] {
        std::array::from_fn(|day| {
            let mut hours: Vec<Stretch> = self.weekly[day].iter().map(|(stretch, _)| *stretch).collect();
            hours.sort_by_key(|stretch| stretch.from);
            hours
        })
    }

    /// The dated lines in the order of their dates; on one date, closures come last.
    pub fn dated(&mut self, _check: &mut Check<'_>) -> Vec<(NaiveDate, Dated)> {
        let mut all: Vec<(NaiveDate, Dated)> = std::mem::take(&mut self.whole)
            .into_iter()
            .map(|(date, (dated, _))| (date, dated))
            .collect();
        for (date, closed) in std::mem::take(&mut self.closed) {
            for (stretch, why) in closed {
                all.push((
                    date,
                    Dated {
                        change: Change::Closed(vec![stretch]),
                        why,
                    },
                ));
            }
        }
        all.sort_by_key(|(date, dated)| (*date, matches!(dated.change, Change::Closed(_))));
        all
    }
}

fn overlap(one: Stretch, other: Stretch) -> bool {
    one.from < other.to && other.from < one.to
}

/// From one weekday to another; `saturday to monday` goes over the end of the week.
fn weekdays(from: u8, to: u8) -> impl Iterator<Item = usize> {
    let (from, to) = (usize::from(from % 7), usize::from(to % 7));
    (0..7).map(move |step| (from + step) % 7).take((to + 7 - from) % 7 + 1)
}

fn in_years(check: &mut Check<'_>, year: i32, span: Span) -> bool {
    let known = YEARS.contains(&year);
    if !known {
        let (first, last) = (YEARS.start(), YEARS.end());
        check.tell(
            error(
                "O1308",
                span,
                Words::new(
                    format!("a calendar speaks of the years {first} to {last}; this is {year}"),
                    format!("日历只写 {first} 至 {last} 年，这里是 {year} 年"),
                ),
            )
            .mend(Words::new("correct the year", "改正年份")),
        );
    }
    known
}

fn in_order(check: &mut Check<'_>, from: Date, to: Date, span: Span) -> bool {
    if to.date < from.date {
        check.tell(
            error(
                "O1309",
                span,
                Words::new(
                    format!(
                        "{} lies before {}: the end comes before the beginning",
                        to.date, from.date
                    ),
                    format!("{} 在 {} 之前：结束早于开始", to.date, from.date),
                ),
            )
            .mend(Words::new("change one of the two dates", "改正其中一个日期")),
        );
        return false;
    }
    in_years(check, from.date.year(), from.span) && in_years(check, to.date.year(), to.span)
}

/// Whether a date lies in the year its block adds.
fn fits(check: &mut Check<'_>, block: &tree::Calendar, date: Date) -> bool {
    if !in_years(check, date.date.year(), date.span) {
        return false;
    }
    let Some(year) = block.year.filter(|year| *year != date.date.year()) else {
        return true;
    };
    let (name, own) = (&block.name.text, date.date.year());
    check.tell(
        error(
            "O1308",
            date.span,
            Words::new(
                format!(
                    "this block is for {year}; {} belongs to the block of its own year",
                    date.date
                ),
                format!("这一段写的是 {year} 年，{} 应写在它那一年的段里", date.date),
            ),
        )
        .mend(Words::new(
            format!("put it into: calendar {name}, year {own} {{ … }}"),
            format!("写到这里面：日历 {name}，{own}年度 {{ … }}"),
        )),
    );
    false
}

fn twice_dated(check: &mut Check<'_>, date: NaiveDate, again: Span, first: Span) {
    check.tell(
        error(
            "O1305",
            again,
            Words::new(
                format!("{date} stands in two lines of this calendar, so it is unclear whether it is worked"),
                format!("{date} 在这个日历里写了两次，究竟上班还是休息说不清"),
            ),
        )
        .related(first, Words::new("first stated here", "第一次写在这里"))
        .mend(Words::new("keep one of the two", "只留一处"))
        .certain(doubled(check.sources, first, again)),
    );
}
