//! Rows counted by the texts of some columns: every set of columns in one pass over its list, however many figures ask.

use super::list::{Cell, Figure, List, Lists, Only};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Names of a column that are known by where they lie; the others are read.
const SHARED: usize = 64;

/// A list, and columns of it.
type Of = (usize, Vec<usize>);

/// Counts the rows of lists.
pub struct Counter<'l> {
    lists: &'l Lists,
    columns: RefCell<HashMap<(usize, usize), Rc<Texts>>>,
    counts: RefCell<HashMap<Of, Rc<Counts>>>,
}

/// The texts of a column, each by a number.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, u32>,
    /// By row.
    rows: Vec<u32>,
}

/// How many rows have which texts in some columns.
struct Counts {
    columns: Vec<Rc<Texts>>,
    /// By the numbers of the texts, a column behind another.
    rows: HashMap<Vec<u32>, u64>,
}

impl<'l> Counter<'l> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(lists: &'l Lists) -> Counter<'l> {
        Counter {
            lists,
            columns: RefCell::default(),
            counts: RefCell::default(),
        }
    }

    /// The lists.
    #[must_use]
    pub fn lists(&self) -> &'l Lists {
        self.lists
    }

    /// How many rows of a list, as a figure that opens them. A list that is not there has none.
    #[must_use]
    pub fn figure(&self, list: &str, only: Vec<Only>) -> Figure {
        Figure {
            count: self.count(list, &only),
            list: list.to_owned(),
            only,
        }
    }

    /// How many rows of a list, for which all of these hold. A column that is not there holds nothing.
    #[must_use]
    pub fn count(&self, list: &str, only: &[Only]) -> u64 {
        let Some(at) = self.lists.all.iter().position(|own| own.name == list) else {
            return 0;
        };
        let list = &self.lists.all[at];
        let asked: Option<Vec<usize>> = only.iter().map(|only| list.column(&only.column)).collect();
        let Some(asked) = asked else { return 0 };
        if asked.is_empty() {
            return list.rows.len() as u64;
        }
        let mut columns = asked.clone();
        columns.sort_unstable();
        columns.dedup();
        let counts = self.counts(at, list, &columns);
        let fits = |numbers: &Vec<u32>| {
            let mut asked = asked.iter().zip(only);
            asked.all(|(column, only)| {
                let place = columns.iter().position(|own| own == column);
                place.is_some_and(|place| {
                    let number = |text: &String| counts.columns[place].numbers.get(text);
                    only.any.iter().filter_map(number).any(|own| numbers[place] == *own)
                })
            })
        };
        let fitting = counts.rows.iter().filter(|(numbers, _)| fits(numbers));
        fitting.map(|(_, count)| count).sum()
    }

    fn counts(&self, at: usize, list: &List, columns: &[usize]) -> Rc<Counts> {
        let key = (at, columns.to_vec());
        if let Some(known) = self.counts.borrow().get(&key) {
            return Rc::clone(known);
        }
        let own: Vec<Rc<Texts>> = columns.iter().map(|column| self.texts(at, list, *column)).collect();
        let mut rows: HashMap<Vec<u32>, u64> = HashMap::new();
        let mut numbers = Vec::with_capacity(own.len());
        for row in 0..list.rows.len() {
            numbers.clear();
            numbers.extend(own.iter().map(|texts| texts.rows[row]));
            match rows.get_mut(&numbers) {
                Some(count) => *count += 1,
                None => {
                    rows.insert(numbers.clone(), 1);
                }
            }
        }
        let counts = Rc::new(Counts { columns: own, rows });
        self.counts.borrow_mut().insert(key, Rc::clone(&counts));
        counts
    }

    fn texts(&self, at: usize, list: &List, column: usize) -> Rc<Texts> {
        let key = (at, column);
        if let Some(known) = self.columns.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut texts = Texts {
            rows: Vec::with_capacity(list.rows.len()),
            ..Texts::default()
        };
        let mut number = |text: &str| match texts.numbers.get(text) {
            Some(number) => *number,
            None => {
                let next = texts.numbers.len() as u32;
                texts.numbers.insert(text.to_owned(), next);
                next
            }
        };
        // Rows share their names: few of them are read.
        let mut shared: Vec<(&Arc<str>, u32)> = Vec::new();
        let mut counted: Vec<(i64, u32)> = Vec::new();
        let mut empty = None;
        for row in &list.rows {
            let own = match row.get(column) {
                Some(Cell::Text(text)) => match shared.iter().find(|(own, _)| Arc::ptr_eq(own, text)) {
                    Some((_, known)) => *known,
                    None => {
                        let new = number(text);
                        if shared.len() < SHARED {
                            shared.push((text, new));
                        }
                        new
                    }
                },
                Some(Cell::Number(own)) => match counted.iter().find(|(known, _)| known == own) {
                    Some((_, known)) => *known,
                    None => {
                        let new = number(&own.to_string());
                        if counted.len() < SHARED {
                            counted.push((*own, new));
                        }
                        new
                    }
                },
                Some(Cell::Empty) | None => *empty.get_or_insert_with(|| number("")),
            };
            texts.rows.push(own);
        }
        let texts = Rc::new(texts);
        self.columns.borrow_mut().insert(key, Rc::clone(&texts));
        texts
    }
}
