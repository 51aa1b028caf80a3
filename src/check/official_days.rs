//! Days off of mainland China as the State Council has them, against a calendar that lists its own.
//!
//! A calendar that builds on the table that ships takes its days from there, and what it changes is meant. One that
//! lists most of a year's official days off by itself means them too, and is compared with the table.

use super::context::Check;
use super::written::Written;
use crate::calendar::{Calendar, Change, Spec};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::shipped::shipped;
use crate::source::{FileId, Span};
use crate::syntax::{
    self,
    tree::{self, CalendarLine, Item},
};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// The file of the table, as rules import it.
const TABLE: &str = "onus/calendars/china.onus";
/// The zone of the calendars that are compared.
const ZONE: Tz = Tz::Asia__Shanghai;
/// Days named in a message, at most.
const NAMED: usize = 5;

/// Compares every calendar in the zone that lists its own days.
pub(super) fn official_days(check: &mut Check<'_>, written: &Written<'_>) {
    let specs = &check.set.calendars;
    let lists_days = |spec: &Spec| spec.zone == ZONE && spec.builds_on.is_none() && !spec.dated.is_empty();
    let own: Vec<usize> = (0..specs.len()).filter(|at| lists_days(&specs[*at])).collect();
    if own.is_empty() {
        return;
    }
    let official = official();
    for at in own {
        let spec = &check.set.calendars[at];
        let blocks = written.calendars.iter().filter(|block| block.name.text == spec.name);
        let blocks: Vec<&tree::Calendar> = blocks.copied().collect();
        let Some(first) = blocks.first() else { continue };
        // The table itself, as it is imported.
        if check.sources.name(first.span.file) == TABLE {
            continue;
        }
        let own = Own::of(spec, Calendar::build(&check.set.calendars, at));
        let mut found = Vec::new();
        for (year, days) in &official {
            let differing = own.differing(days);
            if !differing.is_empty() {
                let block = blocks.iter().find(|block| block.year == Some(*year));
                found.push((*year, differing, block.unwrap_or(first).name.span));
            }
        }
        for (year, differing, span) in found {
            tell(check, year, &differing, span);
        }
    }
}

/// What a calendar itself says of days.
struct Own<'s> {
    spec: &'s Spec,
    calendar: Calendar,
    /// By date: whether it is worked.
    dated: BTreeMap<NaiveDate, bool>,
}

impl<'s> Own<'s> {
    fn of(spec: &'s Spec, calendar: Calendar) -> Own<'s> {
        let whole = |change: &Change| !matches!(change, Change::Closed(_));
        let dated = spec.dated.iter().filter(|(_, dated)| whole(&dated.change));
        Own {
            spec,
            calendar,
            dated: dated.map(|(day, dated)| (*day, dated.change != Change::Off)).collect(),
        }
    }

    /// The days of a year on which it differs from the table, where it lists most of those off.
    fn differing(&self, days: &[(NaiveDate, bool)]) -> Vec<(NaiveDate, bool)> {
        let covered = days.iter().filter(|(day, _)| self.calendar.covers_date(*day));
        let days: Vec<(NaiveDate, bool)> = covered.copied().collect();
        let off = days.iter().filter(|(_, off)| *off);
        let listed = off.clone().filter(|(day, _)| self.dated.get(day) == Some(&false));
        if listed.count() * 2 <= off.count() {
            return Vec::new();
        }
        days.into_iter().filter(|(day, off)| self.works(*day) == *off).collect()
    }

    /// Whether a day is worked; of a calendar that holds days alone, by the ordinary week.
    fn works(&self, day: NaiveDate) -> bool {
        let every_year = |(month, date, _): &(u32, u32, Option<String>)| (*month, *date) == (day.month(), day.day());
        match self.dated.get(&day) {
            Some(works) => *works,
            None if self.spec.off_every.iter().any(every_year) => false,
            None if self.spec.states_weekly => self.calendar.is_working_date(day).unwrap_or(false),
            None => day.weekday().number_from_monday() <= 5,
        }
    }
}

/// By year: the days that the table speaks of, and whether they are off.
fn official() -> BTreeMap<i32, Vec<(NaiveDate, bool)>> {
    let mut years: BTreeMap<i32, Vec<(NaiveDate, bool)>> = BTreeMap::new();
    let (tree, _) = syntax::parse(FileId(0), shipped(TABLE).unwrap_or_default());
    let blocks = tree.items.iter().filter_map(|item| match item {
        Item::Calendar(calendar) => Some(calendar),
        _ => None,
    });
    for line in blocks.flat_map(|block| &block.lines) {
        let (dates, off) = match line {
            CalendarLine::Off { dates, .. } => (dates, true),
            CalendarLine::Work { dates, .. } => (dates, false),
            _ => continue,
        };
        for (from, to) in dates {
            let last = to.map_or(from.date, |to| to.date);
            for day in from.date.iter_days().take_while(|day| *day <= last) {
                years.entry(day.year()).or_default().push((day, off));
            }
        }
    }
    years
}

fn tell(check: &mut Check<'_>, year: i32, differing: &[(NaiveDate, bool)], span: Span) {
    let days = |wanted: bool, mark: &str| {
        let days = differing.iter().filter(|(_, off)| *off == wanted);
        let days: Vec<String> = days.take(NAMED).map(|(day, _)| day.to_string()).collect();
        (!days.is_empty()).then(|| days.join(mark))
    };
    let off = (days(true, ", "), days(true, "、"));
    let worked = (days(false, ", "), days(false, "、"));
    let en = [
        off.0.map(|days| format!("{days} off")),
        worked.0.map(|days| format!("{days} worked")),
    ];
    let zh = [
        off.1.map(|days| format!("{days} 放假")),
        worked.1.map(|days| format!("{days} 上班")),
    ];
    let joined = |parts: [Option<String>; 2], mark: &str| parts.into_iter().flatten().collect::<Vec<_>>().join(mark);
    let words = Words::new(
        format!(
            "{year}: the State Council's notice has {}; here it is otherwise",
            joined(en, " and ")
        ),
        format!("{year}年：国务院办公厅的通知里 {}，这里不是", joined(zh, "，")),
    );
    check.tell(Diagnostic::warning(Code("O2204"), span, words).mend(Words::new(
        format!("correct the days, or import \"{TABLE}\" and say: builds on 中国大陆"),
        format!("改正这些日子；或写一行 引入 “{TABLE}”，日历里写：基于 中国大陆"),
    )));
}
