//! Rows counted by the texts of some columns: every set of columns in one pass, however many figures ask; of closed
//! columns over the combinations that there are, not over the rows.

use super::cells::Numbered;
use super::figure::{Figure, Only};
use super::list::{List, Lists};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Sets of columns with at most so many combinations of texts are counted in a table of all of them.
const DENSE: usize = 1 << 16;

/// A list, and columns of it.
type Of = (usize, Vec<usize>);

/// Counts the rows of lists.
pub struct Counter<'l> {
    lists: &'l Lists,
    columns: RefCell<HashMap<(usize, usize), Rc<Numbered>>>,
    /// By list, how many rows each combination of its closed columns has.
    combinations: RefCell<HashMap<usize, Rc<Vec<u64>>>>,
    counts: RefCell<HashMap<Of, Rc<Counts>>>,
}

/// How many rows have which texts in some columns.
struct Counts {
    columns: Vec<Rc<Numbered>>,
    /// By the numbers of the texts, a column behind another; only those that some row has.
    rows: Vec<(Vec<u32>, u64)>,
}

impl<'l> Counter<'l> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(lists: &'l Lists) -> Counter<'l> {
        Counter {
            lists,
            columns: RefCell::default(),
            combinations: RefCell::default(),
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
            return list.len() as u64;
        }
        let mut columns = asked.clone();
        columns.sort_unstable();
        columns.dedup();
        let counts = self.counts(at, list, &columns);
        // Of each that is asked for: where its column stands, and the numbers of its texts.
        let numbers = |(column, only): (&usize, &Only)| {
            let place = columns.iter().position(|own| own == column).unwrap_or(0);
            let texts = &counts.columns[place].texts;
            let any = only.any.iter().filter_map(|text| texts.get(text).copied());
            (place, any.collect::<Vec<u32>>())
        };
        let asked: Vec<_> = asked.iter().zip(only).map(numbers).collect();
        let fits = |own: &[u32]| asked.iter().all(|(place, any)| any.contains(&own[*place]));
        let fitting = counts.rows.iter().filter(|(numbers, _)| fits(numbers));
        fitting.map(|(_, count)| count).sum()
    }

    fn counts(&self, at: usize, list: &List, columns: &[usize]) -> Rc<Counts> {
        let key = (at, columns.to_vec());
        if let Some(known) = self.counts.borrow().get(&key) {
            return Rc::clone(known);
        }
        let own: Vec<Rc<Numbered>> = columns.iter().map(|column| self.numbered(at, list, *column)).collect();
        let rows = if columns.iter().all(|column| list.is_closed(*column)) {
            let rows = self.rows_of_combinations(at, list);
            let numbers: Vec<&[u32]> = own.iter().map(|own| own.numbers.as_slice()).collect();
            counted(&own, &numbers, &rows)
        } else {
            let combinations = list.combinations();
            let by_row = |(column, own): (&usize, &Rc<Numbered>)| match list.is_closed(*column) {
                true => combinations.iter().map(|at| own.numbers[*at as usize]).collect(),
                false => own.numbers.clone(),
            };
            let numbers: Vec<Vec<u32>> = columns.iter().zip(&own).map(by_row).collect();
            let numbers: Vec<&[u32]> = numbers.iter().map(Vec::as_slice).collect();
            counted(&own, &numbers, &vec![1; list.len()])
        };
        let counts = Rc::new(Counts { columns: own, rows });
        self.counts.borrow_mut().insert(key, Rc::clone(&counts));
        counts
    }

    fn numbered(&self, at: usize, list: &List, column: usize) -> Rc<Numbered> {
        let mut columns = self.columns.borrow_mut();
        let own = columns.entry((at, column));
        Rc::clone(own.or_insert_with(|| Rc::new(list.numbered(column))))
    }

    fn rows_of_combinations(&self, at: usize, list: &List) -> Rc<Vec<u64>> {
        let mut known = self.combinations.borrow_mut();
        Rc::clone(known.entry(at).or_insert_with(|| Rc::new(list.rows_of_combinations())))
    }
}

/// Counts rows by what they tell in some columns: their numbers, a column behind another, and how many rows each place
/// there stands for.
fn counted(columns: &[Rc<Numbered>], numbers: &[&[u32]], rows: &[u64]) -> Vec<(Vec<u32>, u64)> {
    let sizes: Vec<usize> = columns.iter().map(|column| column.texts.len()).collect();
    let all = sizes.iter().try_fold(1usize, |all, size| all.checked_mul(*size));
    match all.filter(|all| *all <= DENSE) {
        Some(all) => dense(&sizes, numbers, rows, all),
        None => sparse(numbers, rows),
    }
}

/// Counts in a table of all combinations: a row's place in it is that of its texts, each column a digit.
fn dense(sizes: &[usize], numbers: &[&[u32]], rows: &[u64], all: usize) -> Vec<(Vec<u32>, u64)> {
    let mut places = vec![0usize; rows.len()];
    for (size, column) in sizes.iter().zip(numbers) {
        let digits = places.iter_mut().zip(*column);
        digits.for_each(|(place, digit)| *place = *place * size + *digit as usize);
    }
    let mut table = vec![0u64; all];
    places.iter().zip(rows).for_each(|(place, rows)| table[*place] += rows);
    let digits = |mut place: usize| {
        let mut own: Vec<u32> = Vec::with_capacity(sizes.len());
        for size in sizes.iter().rev() {
            own.push((place % size) as u32);
            place /= size;
        }
        own.reverse();
        own
    };
    let counted = table.iter().enumerate().filter(|(_, count)| **count > 0);
    counted.map(|(place, count)| (digits(place), *count)).collect()
}

/// Counts the combinations that there are.
fn sparse(numbers: &[&[u32]], rows: &[u64]) -> Vec<(Vec<u32>, u64)> {
    let mut table: HashMap<Vec<u32>, u64> = HashMap::new();
    let mut key = Vec::with_capacity(numbers.len());
    for (at, rows) in rows.iter().enumerate() {
        key.clear();
        key.extend(numbers.iter().map(|column| column[at]));
        match table.get_mut(&key) {
            Some(count) => *count += rows,
            None => {
                table.insert(key.clone(), *rows);
            }
        }
    }
    table.into_iter().collect()
}
