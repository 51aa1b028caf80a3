//! A look at an export nobody has described yet: what its columns probably are, which values the rules do not know.
//!
//! Comes in: a rule set and the bytes of a file. Goes out: a [`Guess`], from which a feed block is written. It
//! changes nothing by itself: a guess is read, mended and signed like any other line of the rules.

mod encoding;
mod matching;
mod moments;
mod opened;
mod profile;
mod stray;
mod words;

pub use moments::{DateOrder, MomentForm};
pub use opened::{Layout, Opened};
pub use stray::Stray;

use crate::model::{FeedField, RuleSet};
use crate::terms::FeedRole;
use std::collections::BTreeMap;

/// What a file probably is.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The file's name as it will stand in the feed block.
    pub file: String,
    /// Its encoding by its usual name, and whether it is certain.
    pub encoding: (&'static str, bool),
    /// How its file is laid out.
    pub layout: Layout,
    /// The mark between cells that the feed block must state.
    pub separator: Option<char>,
    /// The sheet that the feed block must state.
    pub sheet: Option<String>,
    /// Rows below the header.
    pub rows: u64,
    /// The cells of the header.
    pub header: Vec<String>,
    /// Rows of tickets, or of events.
    pub role: FeedRole,
    /// What is read, in the order in which it is written.
    pub columns: Vec<Column>,
    /// Cells of the header that are not used.
    pub unused: Vec<usize>,
    /// Cells of the header that no feed block can name, and why.
    pub unnamed: Vec<(usize, Unnamed)>,
    /// What cannot be done without and was not found.
    pub missing: Vec<FeedField>,
    /// Values that match nothing.
    pub strays: Vec<Stray>,
}

/// A column that is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The cell of the header.
    pub cell: usize,
    /// What it tells.
    pub field: FeedField,
    /// How its moments are written, where it holds moments.
    pub moment: Option<MomentForm>,
}

/// Why a feed block cannot name a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unnamed {
    /// It has no header.
    Empty,
    /// Another column has the same one.
    Twice,
    /// Its header holds what cannot be seen, or every sort of quotes.
    Unwritable,
}

impl Guess {
    /// Looks at a file. `writable` says whether a header can be written in a rule file; `order` is the order of day
    /// and month where it was stated. None: the file has no header.
    #[must_use]
    pub fn of(
        rules: &RuleSet,
        file: &str,
        opened: &Opened,
        writable: impl Fn(&str) -> bool,
        order: Option<DateOrder>,
    ) -> Option<Guess> {
        let table = profile::Table::of(&opened.text, opened.delimiter);
        if table.header.is_empty() {
            return None;
        }
        let unnamed = unnamed(&table.header, writable);
        let usable: Vec<usize> = (0..table.header.len())
            .filter(|cell| unnamed.iter().all(|(other, _)| other != cell))
            .collect();
        let found = matching::find(rules, &table, &usable, order);
        let strays = stray::strays(rules, &table, &found.columns);
        let unused = usable
            .into_iter()
            .filter(|cell| found.columns.iter().all(|column| column.cell != *cell))
            .collect();
        Some(Guess {
            file: file.to_string(),
            encoding: opened.encoding,
            layout: opened.layout,
            separator: opened.separator,
            sheet: opened.sheet.clone(),
            rows: table.rows,
            role: found.role,
            columns: found.columns,
            unused,
            unnamed,
            missing: found.missing,
            strays,
            header: table.header,
        })
    }

    /// The columns whose day and month could change places.
    pub fn two_readings(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(|column| column.moment.as_ref().is_some_and(|form| form.or.is_some()))
    }

    /// Whether the feed block can be written and read: nothing is missing and every moment has one reading.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.two_readings().next().is_none()
    }
}

/// The different values of the column of a field with their rows, the most frequent first; empty where the file has
/// no such column, or one that is hardly a list of names.
#[must_use]
pub fn values_of(guess: &Guess, opened: &Opened, field: FeedField) -> Vec<(String, u64)> {
    let Some(column) = guess.columns.iter().find(|column| column.field == field) else {
        return Vec::new();
    };
    let table = profile::Table::of(&opened.text, opened.delimiter);
    let profile = table.columns.into_iter().nth(column.cell);
    let values = profile
        .filter(profile::Profile::is_list)
        .and_then(|profile| profile.values);
    let mut values: Vec<(String, u64)> = values.unwrap_or_default().into_iter().collect();
    values.sort_by(|one, other| (std::cmp::Reverse(one.1), &one.0).cmp(&(std::cmp::Reverse(other.1), &other.0)));
    values
}

fn unnamed(header: &[String], writable: impl Fn(&str) -> bool) -> Vec<(usize, Unnamed)> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in header {
        *times.entry(cell).or_default() += 1;
    }
    let why = |cell: &String| {
        if cell.is_empty() {
            Some(Unnamed::Empty)
        } else if times.get(cell.as_str()).is_some_and(|times| *times > 1) {
            Some(Unnamed::Twice)
        } else {
            (!writable(cell)).then_some(Unnamed::Unwritable)
        }
    };
    header
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, why(cell)?)))
        .collect()
}
