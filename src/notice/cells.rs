//! The cells of one column, kept as narrow as what they hold: names by their numbers, moments and numbers as such, texts
//! one behind another. A column that holds several sorts keeps each cell by itself.

use super::cell::{Cell, Put};
use super::list::Kind;
use super::pool::{NONE, Pool};
use crate::calendar::{Moment, Zone};
use std::collections::HashMap;
use std::sync::Arc;

/// Stands for nothing among numbers and moments.
const NOTHING: i64 = i64::MIN;

/// The cells of a column, from the first row on.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    /// So many that hold nothing.
    Nothing(usize),
    Names(Names),
    Numbers(Vec<i64>),
    Moments(Zone, Vec<i64>),
    Texts(Texts),
    /// Of several sorts.
    Mixed(Vec<Own>),
}

/// Names by their numbers: those of a pool that all columns share, behind them the column's own.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pool: Arc<Pool>,
    more: Pool,
    rows: Vec<u32>,
}

/// Texts one behind another.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
}

/// A cell that is kept by itself.
#[derive(Debug, Clone)]
pub(super) enum Own {
    Empty,
    Number(i64),
    Text(Box<str>),
    Moment(Moment, Zone),
}

/// The rows of a column by the numbers of what they tell.
pub(super) struct Numbered {
    /// Each text once.
    pub texts: HashMap<String, u32>,
    /// By row.
    pub rows: Vec<u32>,
}

/// Which cells of a column tell one of several texts.
pub(super) enum Wanted<'l> {
    Names(&'l [u32], Vec<u32>),
    Numbers(&'l [i64], Vec<i64>),
    Texts(&'l Cells, &'l [String]),
    /// No row has such a column.
    None,
}

impl Names {
    /// The number of a text in this column.
    fn known(&self, text: &str) -> Option<u32> {
        let own = || self.more.known(text).map(|own| self.pool.len() + own);
        self.pool.known(text).or_else(own)
    }

    fn number(&mut self, text: &str) -> u32 {
        self.known(text)
            .unwrap_or_else(|| self.pool.len() + self.more.number(text))
    }

    fn name(&self, number: u32) -> &str {
        match number.checked_sub(self.pool.len()) {
            None => self.pool.name(number),
            Some(own) => self.more.name(own),
        }
    }

    /// Puts the rows of another column behind, whose names may have other numbers.
    fn append(&mut self, other: &Names) {
        let same = Arc::ptr_eq(&self.pool, &other.pool);
        let first = if same { other.pool.len() } else { 0 };
        let all = other.pool.len() + other.more.len();
        let theirs: Vec<u32> = (first..all).map(|own| self.number(other.name(own))).collect();
        let number = |own: &u32| own.checked_sub(first).map_or(*own, |at| theirs[at as usize]);
        self.rows.extend(other.rows.iter().map(number));
    }
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, row: usize) -> &str {
        let begin = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(row).copied().unwrap_or(0);
        self.all.get(begin.copied().unwrap_or(0)..end).unwrap_or("")
    }

    fn append(&mut self, other: &Texts) {
        let begin = self.all.len();
        self.all.push_str(&other.all);
        self.ends.extend(other.ends.iter().map(|end| begin + end));
    }
}

impl Cells {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Cells::Nothing(count) => *count,
            Cells::Names(own) => own.rows.len(),
            Cells::Numbers(own) | Cells::Moments(_, own) => own.len(),
            Cells::Texts(own) => own.ends.len(),
            Cells::Mixed(own) => own.len(),
        }
    }

    /// The cell of a row; nothing where there is no such row.
    pub(super) fn get(&self, row: usize) -> Cell<'_> {
        let held = |all: &[i64]| all.get(row).copied().filter(|own| *own != NOTHING);
        match self {
            Cells::Nothing(_) => Cell::Empty,
            Cells::Names(own) => Cell::text(own.rows.get(row).map_or("", |number| own.name(*number))),
            Cells::Numbers(own) => Cell::number(held(own)),
            Cells::Moments(zone, own) => Cell::moment(held(own).map(Moment), zone),
            Cells::Texts(own) => Cell::text(own.get(row)),
            Cells::Mixed(own) => match own.get(row) {
                None | Some(Own::Empty) => Cell::Empty,
                Some(Own::Number(number)) => Cell::Number(*number),
                Some(Own::Text(text)) => Cell::Text(text),
                Some(Own::Moment(at, zone)) => Cell::Moment(*at, zone),
            },
        }
    }

    /// All, from the first row on.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Puts a cell behind the last.
    pub(super) fn push(&mut self, kind: Kind, put: Put<'_>) {
        if let Cells::Nothing(count) = self {
            match put {
                Put::Own(Cell::Empty) => return *count += 1,
                put => *self = Cells::for_one(kind, put, *count),
            }
        }
        let cell = match (&mut *self, put) {
            (Cells::Names(own), Put::Name(pool, number)) if Arc::ptr_eq(&own.pool, pool) => {
                return own.rows.push(number);
            }
            (_, Put::Name(pool, number)) => Cell::text(pool.name(number)),
            (_, Put::Own(cell)) => cell,
        };
        match (&mut *self, cell) {
            (Cells::Names(own), Cell::Empty) => own.rows.push(NONE),
            (Cells::Names(own), Cell::Text(text)) => {
                let number = own.number(text);
                own.rows.push(number);
            }
            (Cells::Numbers(own) | Cells::Moments(_, own), Cell::Empty) => own.push(NOTHING),
            (Cells::Numbers(own), Cell::Number(number)) if number != NOTHING => own.push(number),
            (Cells::Moments(here, own), Cell::Moment(at, zone)) if at.0 != NOTHING && here == zone => own.push(at.0),
            (Cells::Texts(own), Cell::Empty) => own.push(""),
            (Cells::Texts(own), Cell::Text(text)) => own.push(text),
            (Cells::Mixed(own), cell) => own.push(Own::of(cell)),
            (other, cell) => {
                let mut own: Vec<Own> = other.iter().map(Own::of).collect();
                own.push(Own::of(cell));
                *self = Cells::Mixed(own);
            }
        }
    }

    /// So many that hold nothing, before the first that holds something.
    fn for_one(kind: Kind, put: Put<'_>, before: usize) -> Cells {
        match put {
            Put::Name(pool, _) => Cells::Names(Names {
                pool: Arc::clone(pool),
                rows: vec![NONE; before],
                ..Names::default()
            }),
            Put::Own(Cell::Number(_)) => Cells::Numbers(vec![NOTHING; before]),
            Put::Own(Cell::Moment(_, zone)) => Cells::Moments(zone.clone(), vec![NOTHING; before]),
            _ if kind == Kind::Text => Cells::Texts(Texts {
                ends: vec![0; before],
                ..Texts::default()
            }),
            _ => Cells::Names(Names {
                rows: vec![NONE; before],
                ..Names::default()
            }),
        }
    }

    /// Puts the cells of another column behind.
    pub(super) fn append(&mut self, kind: Kind, other: Cells) {
        if self.len() == 0 {
            return *self = other;
        }
        match (&mut *self, &other) {
            (Cells::Nothing(own), Cells::Nothing(more)) => *own += more,
            (Cells::Names(own), Cells::Names(more)) => own.append(more),
            (Cells::Numbers(own), Cells::Numbers(more)) => own.extend(more),
            (Cells::Moments(here, own), Cells::Moments(there, more)) if here == there => own.extend(more),
            (Cells::Texts(own), Cells::Texts(more)) => own.append(more),
            _ => other.iter().for_each(|cell| self.push(kind, cell.into())),
        }
    }

    /// Which cells tell one of several texts.
    pub(super) fn wanted<'l>(&'l self, any: &'l [String]) -> Wanted<'l> {
        match self {
            Cells::Names(own) => {
                let numbers = any.iter().filter_map(|text| own.known(text));
                Wanted::Names(&own.rows, numbers.collect())
            }
            Cells::Numbers(own) => {
                let number = |text: &String| match text.as_str() {
                    "" => Some(NOTHING),
                    text => text.parse().ok().filter(|own| *own != NOTHING),
                };
                Wanted::Numbers(own, any.iter().filter_map(number).collect())
            }
            own => Wanted::Texts(own, any),
        }
    }

    /// Each row by the number of what it tells.
    pub(super) fn numbered(&self) -> Numbered {
        let mut texts: HashMap<String, u32> = HashMap::new();
        let mut number = |text: &str| match texts.get(text) {
            Some(known) => *known,
            None => {
                let next = texts.len() as u32;
                texts.insert(text.to_owned(), next);
                next
            }
        };
        let rows = match self {
            Cells::Nothing(count) => vec![number(""); *count],
            Cells::Names(own) => {
                let mut numbers = vec![None; (own.pool.len() + own.more.len()) as usize];
                let rows = own.rows.iter();
                rows.map(|name| *numbers[*name as usize].get_or_insert_with(|| number(own.name(*name))))
                    .collect()
            }
            Cells::Numbers(own) => {
                let mut numbers: HashMap<i64, u32> = HashMap::new();
                let told = |own: i64| match own {
                    NOTHING => String::new(),
                    own => own.to_string(),
                };
                let rows = own.iter();
                rows.map(|own| *numbers.entry(*own).or_insert_with(|| number(&told(*own))))
                    .collect()
            }
            own => own.iter().map(|cell| number(&cell.told())).collect(),
        };
        Numbered { texts, rows }
    }
}

impl Own {
    fn of(cell: Cell<'_>) -> Own {
        match cell {
            Cell::Empty => Own::Empty,
            Cell::Number(number) => Own::Number(number),
            Cell::Text(text) => Own::Text(text.into()),
            Cell::Moment(at, zone) => Own::Moment(at, zone.clone()),
        }
    }
}

impl Wanted<'_> {
    /// Whether the cell of a row does.
    pub(super) fn takes(&self, row: usize) -> bool {
        match self {
            Wanted::Names(rows, any) => rows.get(row).is_some_and(|own| any.contains(own)),
            Wanted::Numbers(rows, any) => rows.get(row).is_some_and(|own| any.contains(own)),
            Wanted::Texts(cells, any) => any.iter().any(|text| cells.get(row).is(text)),
            Wanted::None => false,
        }
    }
}
