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
    /// What its rows are.
    pub role: FeedRole,
    /// A log of states: so many rows say the state that was so already.
    pub states: Option<u64>,
    /// Codes of decisions that plainly excuse.
    pub excuses: Vec<String>,
    /// What cannot be told from the file.
    pub doubts: Vec<Doubt>,
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

/// What a look at a file leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A column, a cell of the header, holds states or events: no state stands twice in a row.
    States(usize),
    /// Each row is taken for an excuse: no column says what was decided.
    Excuses,
    /// A column, a cell of the header, may hold answers of a survey.
    Answers(usize),
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
        let mut strays = stray::strays(rules, &table, &found.columns);
        let excuses = excuses(&found, &mut strays);
        let unused: Vec<usize> = usable
            .into_iter()
            .filter(|cell| found.columns.iter().all(|column| column.cell != *cell))
            .collect();
        let (states, doubts) = doubts(rules, &table, opened, &found, &unused);
        Some(Guess {
            file: file.to_string(),
            encoding: opened.encoding,
            layout: opened.layout,
            separator: opened.separator,
            sheet: opened.sheet.clone(),
            rows: table.rows,
            role: found.role,
            states,
            excuses,
            doubts,
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

/// The codes of decisions that plainly excuse; they match after all.
fn excuses(found: &matching::Found, strays: &mut Vec<Stray>) -> Vec<String> {
    if found.role != FeedRole::Decisions {
        return Vec::new();
    }
    let excuses = |stray: &Stray| stray.field == FeedField::Event && words::is_excuse(&stray.value);
    let codes = strays
        .iter()
        .filter(|stray| excuses(stray))
        .map(|stray| stray.value.clone());
    let codes = codes.collect();
    strays.retain(|stray| !excuses(stray));
    codes
}

/// Whether the rows are a log of states, with how many rows say one again; and what cannot be told.
fn doubts(
    rules: &RuleSet,
    table: &profile::Table,
    opened: &Opened,
    found: &matching::Found,
    unused: &[usize],
) -> (Option<u64>, Vec<Doubt>) {
    let cell = |field| {
        found
            .columns
            .iter()
            .find(|column| column.field == field)
            .map(|column| column.cell)
    };
    let header = |cell: usize| words::plain(table.header.get(cell).map_or("", String::as_str));
    match found.role {
        FeedRole::Events => {
            let states = cell(FeedField::Event).filter(|cell| words::is_state(&header(*cell)));
            let Some((number, state)) = cell(FeedField::TicketId).zip(states) else {
                return (None, Vec::new());
            };
            match profile::said_again(&opened.text, opened.delimiter, (number, state)) {
                0 => (None, vec![Doubt::States(state)]),
                again => (Some(again), Vec::new()),
            }
        }
        FeedRole::Decisions if cell(FeedField::Event).is_none() => (None, vec![Doubt::Excuses]),
        FeedRole::Tickets if !rules.satisfactions.is_empty() => {
            let is_score = |cell: &&usize| {
                let numbers = table.columns.get(**cell).is_some_and(profile::Profile::is_numbers);
                numbers && words::of_field(&header(**cell), FeedField::Score) > 0.0
            };
            let scores = unused.iter().filter(is_score).map(|cell| Doubt::Answers(*cell));
            (None, scores.collect())
        }
        _ => (None, Vec::new()),
    }
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
