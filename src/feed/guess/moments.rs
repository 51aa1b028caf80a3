//! In which form a column writes its moments. Every form is tried on every row; a day and a month that could change
//! places are told with both readings.

use crate::feed::cell::half_width;
use crate::feed::format::Format;
use crate::feed::moment::{Local, any};

/// The forms tried on a column at most.
const MOST: usize = 12;

/// The order of day and month, where the writer of the rules has stated it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 3/2 is 3 February.
    DayFirst,
    /// 3/2 is 2 March.
    MonthFirst,
}

/// The forms that were tried on a column.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Cells that are told.
    pub told: u64,
    /// Cells that the default shapes read.
    default: u64,
    /// Cells that state their offset from Greenwich.
    offset: u64,
    /// Other forms with the cells that they read.
    others: Vec<(String, Format, u64)>,
}

/// What a column of moments turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentForm {
    /// The format to write; None: the default shapes.
    pub format: Option<String>,
    /// The other format that reads as many rows, with day and month in the other order.
    pub or: Option<String>,
    /// Cells that are told.
    pub told: u64,
    /// Cells that the format reads.
    pub fits: u64,
    /// The cells state their offset from Greenwich.
    pub offset: bool,
    /// The format has no time of day: midnight is taken.
    pub no_time: bool,
}

impl Forms {
    /// Looks for forms in a cell; call for cells until enough are known.
    pub(super) fn propose(&mut self, cell: &str) {
        if any(cell).is_some()
            || self.others.len() >= MOST
            || self.others.iter().any(|(_, form, _)| form.read(cell).is_some())
        {
            return;
        }
        for text in forms(cell) {
            if let Some(form) = Format::new(&text).filter(|_| self.others.iter().all(|(known, ..)| *known != text)) {
                self.others.push((text, form, 0));
            }
        }
    }

    /// Counts a cell under every form that reads it.
    pub(super) fn count(&mut self, cell: &str) {
        self.told += 1;
        if let Some(Local { offset, .. }) = any(cell) {
            self.default += 1;
            self.offset += u64::from(offset.is_some());
        }
        for (_, form, fits) in &mut self.others {
            *fits += u64::from(form.read(cell).is_some());
        }
    }

    /// The form that reads most cells; None where none reads half of them.
    pub(super) fn best(&self, order: Option<DateOrder>) -> Option<MomentForm> {
        let most = self.others.iter().map(|(.., fits)| *fits).max().unwrap_or(0);
        let form = |format: Option<&str>, or: Option<&str>, fits| MomentForm {
            format: format.map(str::to_string),
            or: or.map(str::to_string),
            told: self.told,
            fits,
            offset: format.is_none() && self.offset > 0,
            no_time: format.is_some_and(|format| !format.contains('H')),
        };
        let best = if self.default >= most {
            form(None, None, self.default)
        } else {
            let wanted = |format: &&str| {
                order.is_none_or(|order| match order {
                    DateOrder::DayFirst => !format.starts_with('M'),
                    DateOrder::MonthFirst => !format.starts_with('D'),
                })
            };
            let mut alike = self
                .others
                .iter()
                .filter(|(.., fits)| *fits == most)
                .map(|(text, ..)| text.as_str());
            let equal: Vec<&str> = alike.by_ref().collect();
            let chosen: Vec<&str> = equal.iter().copied().filter(wanted).collect();
            let chosen = if chosen.is_empty() { equal } else { chosen };
            form(chosen.first().copied(), chosen.get(1).copied(), most)
        };
        (self.told > 0 && best.fits * 2 >= self.told).then_some(best)
    }
}

/// The formats in which a cell could be read: year first, or day and month in either order before the year.
fn forms(cell: &str) -> Vec<String> {
    let cell = half_width(cell);
    let mut runs: Vec<usize> = Vec::new();
    let mut marks: Vec<String> = vec![String::new()];
    let mut in_number = false;
    for letter in cell.chars() {
        if letter.is_ascii_digit() {
            match runs.last_mut().filter(|_| in_number) {
                Some(run) => *run += 1,
                None => {
                    runs.push(1);
                    marks.push(String::new());
                }
            }
            in_number = true;
        } else {
            if letter.is_alphabetic() && !matches!(letter, 'T' | '年' | '月' | '日' | '时' | '分' | '秒' | '号')
            {
                return Vec::new();
            }
            if let Some(mark) = marks.last_mut() {
                mark.push(letter);
            }
            in_number = false;
        }
    }
    match runs.as_slice() {
        [8] => return vec!["YYYYMMDD".into()],
        [12] => return vec!["YYYYMMDDHHMM".into()],
        [14] => return vec!["YYYYMMDDHHMMSS".into()],
        _ => {}
    }
    let orders: &[[&str; 3]] = match runs.as_slice() {
        [4, 1..=2, 1..=2, ..] => &[["YYYY", "MM", "DD"]],
        [1..=2, 1..=2, 4, ..] => &[["DD", "MM", "YYYY"], ["MM", "DD", "YYYY"]],
        _ => return Vec::new(),
    };
    let times = ["HH", "MM", "SS"];
    if runs.len() > 6 {
        return Vec::new();
    }
    orders
        .iter()
        .map(|order| {
            let letters = order.iter().chain(&times).take(runs.len());
            let mut format = marks.first().cloned().unwrap_or_default();
            for (letters, mark) in letters.zip(marks.iter().skip(1)) {
                format.push_str(letters);
                format.push_str(mark);
            }
            format
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(cells: &[&str], order: Option<DateOrder>) -> Option<MomentForm> {
        let mut forms = Forms::default();
        cells.iter().for_each(|cell| forms.propose(cell));
        cells.iter().for_each(|cell| forms.count(cell));
        forms.best(order)
    }

    fn format(cells: &[&str]) -> Option<(Option<String>, Option<String>, u64)> {
        best(cells, None).map(|form| (form.format, form.or, form.fits))
    }

    #[test]
    fn one_reading_or_both() {
        let two = |a: &str, b: &str, fits| Some((Some(a.to_string()), Some(b.to_string()), fits));
        let one = |a: &str, fits| Some((Some(a.to_string()), None, fits));
        assert_eq!(format(&["2026-03-02 09:05", "2026/3/2 9:05"]), Some((None, None, 2)));
        assert_eq!(
            format(&["3/2/2026 9:05", "4/2/2026 10:05"]),
            two("DD/MM/YYYY HH:MM", "MM/DD/YYYY HH:MM", 2)
        );
        assert_eq!(
            format(&["3/2/2026 9:05", "13/2/2026 10:05"]),
            one("DD/MM/YYYY HH:MM", 2)
        );
        assert_eq!(
            format(&["3/22/2026 9:05", "3/2/2026 10:05"]),
            one("MM/DD/YYYY HH:MM", 2)
        );
        assert_eq!(format(&["2026年3月2日 9时5分"]), one("YYYY年MM月DD日 HH时MM分", 1));
        assert_eq!(
            format(&["20260302090500", "20260302090501", "soon"]),
            one("YYYYMMDDHHMMSS", 2)
        );
        assert_eq!(format(&["2.3.2026", "22.3.2026"]), one("DD.MM.YYYY", 2));
        assert_eq!(format(&["02-Mar-2026 9:05"]), None);
        assert_eq!(format(&["3:15", "yes"]), None);
        assert_eq!(format(&[]), None);
        let stated = best(&["3/2/2026 9:05"], Some(DateOrder::MonthFirst)).unwrap();
        assert_eq!((stated.format.as_deref(), stated.or), (Some("MM/DD/YYYY HH:MM"), None));
        let offset = best(&["2026-03-02T09:05:00Z"], None).unwrap();
        assert!(offset.offset && offset.format.is_none());
        assert!(best(&["2.13.2026"], None).is_some_and(|form| form.no_time));
    }
}
