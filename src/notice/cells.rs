//! The cells of one open column, kept as narrow as what they hold: moments and numbers as such, texts one behind another.
//! A column that holds several sorts keeps each cell by itself.

use super::cell::Cell;
use crate::calendar::{Moment, Zone};
use std::collections::HashMap;

/// Stands for nothing among numbers and moments.
const NOTHING: i64 = i64::MIN;

/// The cells of a column, from the first row on.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    /// So many that hold nothing.
    Nothing(usize),
    Numbers(Vec<i64>),
    Moments(Zone, Vec<i64>),
    Texts(Texts),
    /// Of several sorts.
    Mixed(Vec<Own>),
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

/// What a column tells, by numbers.
pub(super) struct Numbered {
    /// Each text once.
    pub texts: HashMap<String, u32>,
    /// By row, or by combination where it is a closed one.
    pub numbers: Vec<u32>,
}

/// Gives each text a number as it first comes.
#[derive(Default)]
pub(super) struct Numbering(HashMap<String, u32>);

/// Which cells of a column tell one of several texts.
pub(super) enum Wanted<'l> {
    Numbers(&'l [i64], Vec<i64>),
    Texts(&'l Cells, &'l [String]),
    /// No row has such a column.
    None,
}

impl Numbering {
    pub(super) fn number(&mut self, text: &str) -> u32 {
        match self.0.get(text) {
            Some(known) => *known,
            None => {
                let next = self.0.len() as u32;
                self.0.insert(text.to_owned(), next);
                next
            }
        }
    }

    /// With the numbers that were given.
    pub(super) fn of(self, numbers: Vec<u32>) -> Numbered {
        Numbered { texts: self.0, numbers }
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
    pub(super) fn push(&mut self, cell: Cell<'_>) {
        if let Cells::Nothing(count) = self {
            match cell {
                Cell::Empty => return *count += 1,
                cell => *self = Cells::for_one(cell, *count),
            }
        }
        match (&mut *self, cell) {
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

    /// Cells of several sorts.
    pub(super) fn mixed<'c>(cells: impl Iterator<Item = Cell<'c>>) -> Cells {
        Cells::Mixed(cells.map(Own::of).collect())
    }

    /// So many that hold nothing, before the first that holds something.
    fn for_one(cell: Cell<'_>, before: usize) -> Cells {
        match cell {
            Cell::Number(_) => Cells::Numbers(vec![NOTHING; before]),
            Cell::Moment(_, zone) => Cells::Moments(zone.clone(), vec![NOTHING; before]),
            Cell::Text(_) | Cell::Empty => Cells::Texts(Texts {
                ends: vec![0; before],
                ..Texts::default()
            }),
        }
    }

    /// Puts the cells of another column behind.
    pub(super) fn append(&mut self, other: Cells) {
        if self.len() == 0 {
            return *self = other;
        }
        match (&mut *self, &other) {
            (Cells::Nothing(own), Cells::Nothing(more)) => *own += more,
            (Cells::Numbers(own), Cells::Numbers(more)) => own.extend(more),
            (Cells::Numbers(own) | Cells::Moments(_, own), Cells::Nothing(more)) => {
                own.resize(own.len() + more, NOTHING)
            }
            (Cells::Moments(here, own), Cells::Moments(there, more)) if here == there => own.extend(more),
            (Cells::Texts(own), Cells::Texts(more)) => own.append(more),
            _ => other.iter().for_each(|cell| self.push(cell)),
        }
    }

    /// Which cells tell one of several texts.
    pub(super) fn wanted<'l>(&'l self, any: &'l [String]) -> Wanted<'l> {
        match self {
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

    /// What it tells, by row.
    pub(super) fn numbered(&self) -> Numbered {
        let mut texts = Numbering::default();
        let numbers = match self {
            Cells::Nothing(count) => vec![texts.number(""); *count],
            Cells::Numbers(own) => {
                let mut numbers: HashMap<i64, u32> = HashMap::new();
                let told = |own: i64| match own {
                    NOTHING => String::new(),
                    own => own.to_string(),
                };
                let rows = own.iter();
                rows.map(|own| *numbers.entry(*own).or_insert_with(|| texts.number(&told(*own))))
                    .collect()
            }
            own => own.iter().map(|cell| texts.number(&cell.told())).collect(),
        };
        texts.of(numbers)
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
            Wanted::Numbers(rows, any) => rows.get(row).is_some_and(|own| any.contains(own)),
            Wanted::Texts(cells, any) => any.iter().any(|text| cells.get(row).is(text)),
            Wanted::None => false,
        }
    }
}
