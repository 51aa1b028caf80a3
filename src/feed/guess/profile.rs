//! What stands in the columns of a table, column by column.

use super::moments::Forms;
use crate::feed::cells::{each_row, header};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

/// A column of words has at most so many different ones.
const MOST_VALUES: usize = 2000;

/// Rows in which forms of moments are looked for; all of them are then counted.
const SAMPLE: u64 = 5000;

/// What stands in one column.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// Cells that hold something.
    pub told: u64,
    /// Its different values with the number of cells; None: too many to be words.
    pub values: Option<HashMap<String, u64>>,
    /// No value stands twice.
    pub unique: bool,
    /// Forms of moments.
    pub forms: Forms,
    seen: HashSet<u64>,
}

/// A table looked at: its header and its columns.
#[derive(Debug)]
pub(super) struct Table {
    /// The cells of the header.
    pub header: Vec<String>,
    /// Rows below it.
    pub rows: u64,
    /// What stands in each column.
    pub columns: Vec<Profile>,
}

/// The rows whose value of a column is the one that the row before it of the same number had.
pub(super) fn said_again(text: &[u8], delimiter: u8, (number, value): (usize, usize)) -> u64 {
    let body = header(text, delimiter).1;
    let hasher = RandomState::new();
    let (mut last, mut again) = (HashMap::new(), 0);
    each_row(text.get(body..).unwrap_or_default(), delimiter, |_, cells| {
        let (Some(number), Some(value)) = (cells.get(number), cells.get(value)) else {
            return;
        };
        let value = hasher.hash_one(value);
        if last.insert(hasher.hash_one(number), value) == Some(value) {
            again += 1;
        }
    });
    again
}

/// The mark between cells: of those the header has, the one that parts it most often.
pub(super) fn delimiter(text: &[u8]) -> u8 {
    let count = |mark: u8| header(text, mark).0.len();
    [b',', b'\t', b';', b'|']
        .into_iter()
        .rev()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

impl Table {
    /// Walks all rows, twice: the forms of moments are found first, then counted.
    pub(super) fn of(text: &[u8], delimiter: u8) -> Table {
        let (head, body) = header(text, delimiter);
        let body = text.get(body..).unwrap_or_default();
        let hasher = RandomState::new();
        let mut table = Table {
            columns: head
                .iter()
                .map(|_| Profile {
                    values: Some(HashMap::new()),
                    unique: true,
                    ..Profile::default()
                })
                .collect(),
            header: head,
            rows: 0,
        };
        let columns = &mut table.columns;
        each_row(body, delimiter, |at, cells| {
            for (column, cell) in columns.iter_mut().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                column.take(cell, &hasher);
                if at < SAMPLE {
                    column.forms.propose(cell);
                }
            }
        });
        let rows = &mut table.rows;
        each_row(body, delimiter, |at, cells| {
            *rows = at + 1;
            for (column, cell) in columns.iter_mut().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                column.forms.count(cell);
            }
        });
        table
    }
}

impl Profile {
    /// Whether it holds a list of names: a column of nearly as many values as rows holds people or numbers, whatever its
    /// header says.
    pub(super) fn is_list(&self) -> bool {
        let different = self.values.as_ref().map_or(usize::MAX, HashMap::len);
        (different as u64).saturating_mul(4) <= self.told.max(40)
    }

    /// Whether it holds numbers and nothing else.
    pub(super) fn is_numbers(&self) -> bool {
        let number = |value: &String| value.trim().parse::<f64>().is_ok_and(f64::is_finite);
        self.told > 0 && self.values.as_ref().is_some_and(|values| values.keys().all(number))
    }

    fn take(&mut self, cell: &str, hasher: &RandomState) {
        self.told += 1;
        if self.unique {
            self.unique = self.seen.insert(hasher.hash_one(cell));
            if !self.unique {
                self.seen = HashSet::new();
            }
        }
        let Some(values) = &mut self.values else { return };
        if let Some(count) = values.get_mut(cell) {
            *count += 1;
        } else if values.len() == MOST_VALUES || cell.len() > 240 {
            self.values = None;
        } else {
            values.insert(cell.to_string(), 1);
        }
    }
}
