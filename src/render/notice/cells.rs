//! Heads and cells of lists in the words of people.

use super::layout::wall;
use super::phrases::Phrases;
use super::words::said;
use crate::diagnostic::CODES;
use crate::notice::{Cell, Kind, Row};
use crate::render::words::pick;
use crate::report::NOT_RAISED;

/// So many texts of a column are kept.
const MOST: usize = 1 << 12;

/// What is made of the cells of a column in which few texts are told: once of each.
pub(super) struct Known<T>(Vec<Option<T>>);

impl<T> Default for Known<T> {
    fn default() -> Known<T> {
        Known(Vec::new())
    }
}

impl<T> Known<T> {
    /// What is made of the cell of a row in that column; None where it is kept of none.
    pub(super) fn of(&mut self, row: Row<'_>, column: usize, make: impl FnOnce() -> T) -> Option<&T> {
        let at = row.name(column)? as usize;
        if at < MOST && self.0.len() <= at {
            self.0.resize_with(at + 1, || None);
        }
        Some(self.0.get_mut(at)?.get_or_insert_with(make))
    }
}

impl Phrases {
    /// The head of a column; that of a metric is its name.
    pub(super) fn column(&self, key: &str) -> String {
        let key = key.strip_prefix("by ").unwrap_or(key);
        let told = self.text(&format!("column.{key}"), &[]);
        if told.is_empty() { self.begun(key) } else { told }
    }

    /// A cell in words.
    pub(super) fn cell(&self, kind: Kind, cell: Cell<'_>) -> String {
        if let (Kind::Seconds, Cell::Number(seconds)) = (kind, cell) {
            let minutes = seconds / 60;
            let values = [
                ("hours", (minutes / 60).to_string()),
                ("minutes", (minutes % 60).to_string()),
            ];
            let values = values.each_ref().map(|(key, text)| (*key, text.as_str()));
            return self.text("hours", &values);
        }
        let told = cell.told();
        match kind {
            _ if matches!(cell, Cell::Empty | Cell::Number(_)) => told.into_owned(),
            Kind::Moment => match told.get(16..19) {
                Some(":00") | None => wall(&told),
                Some(seconds) => format!("{}{seconds}", wall(&told)),
            },
            Kind::Code => {
                let page = CODES.iter().find(|page| page.code.0 == told);
                page.map_or(told.into_owned(), |page| {
                    pick(self.language(), page.title.0, page.title.1).to_owned()
                })
            }
            Kind::Word => match self.text(&format!("word.{told}"), &[]) {
                none if none.is_empty() => told.into_owned(),
                word => word,
            },
            Kind::Name if told == NOT_RAISED => self.text("finding.not_raised", &[]),
            Kind::Name => said(&told),
            Kind::Duty => self.duty(&told),
            Kind::Text | Kind::Number | Kind::Seconds => told.into_owned(),
        }
    }
}
