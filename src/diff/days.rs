//! The days of a calendar that are worked otherwise.

use crate::calendar::Calendar;
use crate::model::RuleSet;
use chrono::NaiveDate;

/// The days on which a calendar differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChanges {
    /// Its name.
    pub calendar: String,
    /// The days, in order.
    pub days: Vec<DayChange>,
}

/// A day that is worked otherwise; hours in seconds from midnight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// The day.
    pub date: NaiveDate,
    /// Its hours under the old rules; None: not covered.
    pub old: Option<Vec<(u32, u32)>>,
    /// Its hours under the new rules.
    pub new: Option<Vec<(u32, u32)>>,
}

/// The days on which the calendars at two positions differ, of all that either covers in the years that rules are made for.
#[must_use]
pub(super) fn days(old: (&RuleSet, usize), new: (&RuleSet, usize)) -> Vec<DayChange> {
    let build = |(rules, at): (&RuleSet, usize)| Calendar::build(&rules.calendars, at);
    let (was, is) = (build(old), build(new));
    let Some((first, last)) = span(&[old, new]) else {
        return Vec::new();
    };
    let each = first.iter_days().take_while(|date| *date <= last);
    let differing = each.filter_map(|date| {
        let change = DayChange {
            date,
            old: hours(&was, date),
            new: hours(&is, date),
        };
        (change.old != change.new).then_some(change)
    });
    differing.collect()
}

/// The days that the covers of some calendars name, and where one has no end the years around now that any of them tells
/// a day of.
fn span(calendars: &[(&RuleSet, usize)]) -> Option<(NaiveDate, NaiveDate)> {
    let specs = || calendars.iter().flat_map(|(rules, at)| layers(rules, *at));
    let covers = specs().flat_map(|spec| spec.covers.iter().flat_map(|(from, to)| [*from, *to]));
    let dated = specs().flat_map(|spec| spec.dated.iter().map(|(date, _)| *date));
    let told: Vec<NaiveDate> = covers.chain(dated).collect();
    match (told.iter().min(), told.iter().max()) {
        (Some(first), Some(last)) => Some((*first, *last)),
        // Covers without an end and no dated day: any year shows the weekly hours.
        _ => Some((
            NaiveDate::from_ymd_opt(2024, 1, 1)?,
            NaiveDate::from_ymd_opt(2027, 12, 31)?,
        )),
    }
}

fn layers(rules: &RuleSet, at: usize) -> impl Iterator<Item = &crate::calendar::Spec> {
    let mut next = rules.calendars.get(at);
    std::iter::from_fn(move || {
        let own = next?;
        next = own.builds_on.and_then(|below| rules.calendars.get(below));
        Some(own)
    })
}

fn hours(calendar: &Calendar, date: NaiveDate) -> Option<Vec<(u32, u32)>> {
    if !calendar.covers_date(date) {
        return None;
    }
    let zone = calendar.zone();
    let second = |at| zone.day_and_second(at).1;
    let spans = calendar.spans_on(date).iter();
    Some(spans.map(|span| (second(span.start()), second(span.end()))).collect())
}
