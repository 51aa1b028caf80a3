//! Which rows of a list a figure counts.

use super::super::cells::Wanted;
use super::super::figure::Only;
use super::{Held, List, Row};

/// Conditions on the columns of one list.
pub struct Filter<'l> {
    /// By row the number of its combination in the closed columns,
    combinations: &'l [u32],
    /// and which combinations fit.
    fitting: Vec<bool>,
    /// Of open columns.
    wanted: Vec<Wanted<'l>>,
}

impl Filter<'_> {
    /// Whether all of them hold for a row of that list. A column that is not there holds nothing.
    #[must_use]
    pub fn takes(&self, row: Row<'_>) -> bool {
        let own = self.combinations.get(row.at());
        own.is_some_and(|own| self.fitting[*own as usize]) && self.wanted.iter().all(|wanted| wanted.takes(row.at()))
    }
}

impl List {
    /// Tells the rows for which all of these hold.
    #[must_use]
    pub fn filter<'l>(&'l self, only: &'l [Only]) -> Filter<'l> {
        let (mut wanted, mut asked) = (Vec::new(), Vec::new());
        for only in only {
            match self.column(&only.column).map(|at| &self.columns[at].held) {
                Some(Held::Closed(place)) => {
                    let numbers = only.any.iter().filter_map(|text| self.closed.known(text));
                    asked.push((*place, numbers.collect::<Vec<u32>>()));
                }
                Some(Held::Open(cells)) => wanted.push(cells.wanted(&only.any)),
                Some(Held::Nowhere) | None => wanted.push(Wanted::None),
            }
        }
        let fits = |combination: usize| {
            let mut asked = asked.iter();
            asked.all(|(place, any)| any.contains(&self.closed.number_in(combination, *place)))
        };
        Filter {
            combinations: self.closed.rows(),
            fitting: (0..self.closed.count()).map(fits).collect(),
            wanted,
        }
    }
}
