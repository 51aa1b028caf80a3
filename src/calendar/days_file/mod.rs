//! Days off and make-up days as other programs write them: iCalendar, or a table with a line a day.
//!
//! Comes in: the text of a file. Goes out: its entries with their lines, and what was not understood. It opens no
//! file, and it decides nothing: what cannot be read in one way is told and left out.

mod date;
mod icalendar;
mod kind;
mod sheet;

use crate::diagnostic::Words;
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// What a file of days told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysFile {
    /// Its entries, in the order of the file.
    pub entries: Vec<DaysEntry>,
    /// What was left out, or taken in part, with the line it begins on.
    pub remarks: Vec<DaysRemark>,
}

/// A stretch of days with one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysEntry {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// They are worked, though the week says otherwise; else they are off.
    pub work: bool,
    /// What they are called; may be empty.
    pub name: String,
    /// Comes again every year, up to the end of this day.
    pub yearly_until: Option<NaiveDate>,
    /// The line it begins on, from 1.
    pub line: u32,
}

/// Something that was not taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysRemark {
    /// Its line, from 1.
    pub line: u32,
    /// What became of it.
    pub words: Words,
    /// It was not understood; else it was understood and is no day off.
    pub lost: bool,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDay {
    /// The day.
    pub date: NaiveDate,
    /// See [`DaysEntry::work`].
    pub work: bool,
    /// Its names; several of one day are joined.
    pub name: String,
    /// The line of the first entry that tells it.
    pub line: u32,
}

impl DaysFile {
    /// Reads a file of days: iCalendar where it begins as such, else a table.
    #[must_use]
    pub fn read(text: &str) -> DaysFile {
        let begins = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).get(..15);
        if begins.is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
            icalendar::read(text)
        } else {
            sheet::read(text)
        }
    }

    /// The years in which an entry begins, repetitions aside.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.entries.iter().map(|entry| entry.from.year()).collect();
        years.extend(self.entries.iter().map(|entry| entry.to.year()));
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The days of some years in their order, each once. A day that one entry calls off and another worked is
    /// neither: it is told.
    #[must_use]
    pub fn days(&self, years: RangeInclusive<i32>) -> (Vec<FileDay>, Vec<DaysRemark>) {
        let mut days: Vec<FileDay> = Vec::new();
        for entry in &self.entries {
            for (from, to) in entry.stretches(&years) {
                let within = from.iter_days().take_while(|date| *date <= to);
                days.extend(within.filter(|date| years.contains(&date.year())).map(|date| FileDay {
                    date,
                    work: entry.work,
                    name: entry.name.clone(),
                    line: entry.line,
                }));
            }
        }
        days.sort_by_key(|day| (day.date, day.line));
        let mut remarks = Vec::new();
        let mut once: Vec<FileDay> = Vec::new();
        for same in days.chunk_by(|one, other| one.date == other.date) {
            let (Some(first), rest) = (same.first(), same.get(1..).unwrap_or_default()) else {
                continue;
            };
            if let Some(other) = rest.iter().find(|other| other.work != first.work) {
                let (date, line) = (first.date, first.line);
                remarks.push(DaysRemark {
                    line: other.line,
                    lost: true,
                    words: Words::new(
                        format!(
                            "{date} is called off in one entry and worked in another (line {line}); it was left out"
                        ),
                        format!("{date} 一处说休息、一处说上班（第{line}行），没有采用"),
                    ),
                });
                continue;
            }
            let mut day = first.clone();
            for other in rest.iter().filter(|other| !other.name.is_empty()) {
                if day.name.is_empty() {
                    day.name.clone_from(&other.name);
                } else if !day.name.split(" / ").any(|name| name == other.name) {
                    day.name = format!("{} / {}", day.name, other.name);
                }
            }
            once.push(day);
        }
        (once, remarks)
    }
}

impl DaysEntry {
    /// Its stretches that touch some years.
    fn stretches(&self, years: &RangeInclusive<i32>) -> Vec<(NaiveDate, NaiveDate)> {
        let Some(until) = self.yearly_until else {
            return vec![(self.from, self.to)];
        };
        let length = self.to - self.from;
        let first = self.from.year().max(years.start().saturating_sub(1));
        let again = (first..=(*years.end()).min(until.year())).filter_map(|year| self.from.with_year(year));
        again
            .take_while(|from| *from <= until)
            .filter_map(|from| Some((from, from.checked_add_signed(length)?)))
            .collect()
    }
}
