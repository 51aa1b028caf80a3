//! Who came again with the same matter.

use super::cell::Cell;
use super::figure::Figure;
use super::list::List;
use super::sections::Materials;
use serde::{Deserialize, Serialize};

/// Who came again with the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Repeats {
    /// Tickets of the month that were not the first.
    pub tickets: Figure,
    /// Customers behind them.
    pub customers: u64,
    /// Those that came for the third time or more; where they are many, those that came most often.
    pub chains: Vec<Chain>,
    /// How many more of these there are.
    #[serde(default)]
    pub more: u64,
}

/// A matter that came three times or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// Its tickets, the oldest first, parted by ` > `.
    pub tickets: String,
    /// The category.
    pub category: String,
    /// Who holds the last of them.
    pub party: String,
    /// How many there are.
    pub occurrence: u64,
}

/// From this count on a chain is told by itself.
const TOLD: u32 = 3;
/// Chains told at most.
const MOST: usize = 20;

/// Which chains of some rows may be told: those of the first matters that came most often.
#[derive(Debug, Default)]
pub(super) struct Often {
    /// How often they came, the most often first.
    most: Vec<u32>,
}

impl Often {
    /// Whether the chain of the next row may be told; then it counts as one of them.
    pub(super) fn takes(&mut self, occurrence: u32) -> bool {
        let at = self.most.partition_point(|own| *own >= occurrence);
        if occurrence < TOLD || at >= MOST {
            return false;
        }
        self.most.truncate(MOST - 1);
        self.most.insert(at, occurrence);
        true
    }
}

/// Tickets of the month that were not the first of their matter.
pub(super) fn repeats(of: &Materials<'_>) -> Repeats {
    let Some(list) = of.lists().list("repeats") else {
        return Repeats::default();
    };
    let at = list.column("customer");
    let told = at.into_iter().flat_map(|at| list.cells(at));
    let mut customers: Vec<i64> = told.filter_map(Cell::as_number).collect();
    customers.sort_unstable();
    customers.dedup();
    let (chains, more) = chains(list);
    Repeats {
        customers: customers.len() as u64,
        chains,
        more,
        tickets: Figure {
            count: list.len() as u64,
            list: list.name.clone(),
            only: Vec::new(),
        },
    }
}

/// The chains that are told, as the list orders them, and how many are not.
fn chains(list: &List) -> (Vec<Chain>, u64) {
    let at = list.column("occurrence");
    let told = at.into_iter().flat_map(|at| list.cells(at)).zip(list.rows());
    let often = told.filter_map(|(cell, row)| Some((cell.as_number()?, row)));
    let mut often: Vec<_> = often.filter(|(occurrence, _)| *occurrence >= i64::from(TOLD)).collect();
    let more = often.len().saturating_sub(MOST) as u64;
    if more > 0 {
        often.sort_by_key(|(occurrence, _)| std::cmp::Reverse(*occurrence));
        often.truncate(MOST);
        often.sort_by_key(|(_, row)| row.at());
    }
    let told = often.into_iter().map(|(occurrence, row)| Chain {
        tickets: row.text("chain").to_owned(),
        category: row.text("category").to_owned(),
        party: row.text("party").to_owned(),
        occurrence: u64::try_from(occurrence).unwrap_or(0),
    });
    (told.collect(), more)
}

#[cfg(test)]
mod tests {
    use super::super::list::Kind;
    use super::*;

    #[test]
    fn of_many_chains_those_that_came_most_often_are_told() {
        let mut list = List::new("repeats", &[("occurrence", Kind::Number), ("chain", Kind::Text)]);
        for ticket in 0..30 {
            let occurrence = if ticket % 3 == 0 { 7 } else { 2 + ticket % 3 };
            list.push([Cell::Number(occurrence), Cell::Text(&format!("T{ticket}"))]);
        }
        // Ten came a seventh time, ten a third, ten a fourth.
        let (told, more) = chains(&list);
        assert_eq!((told.len(), more), (20, 10));
        assert!(told.iter().all(|own| own.occurrence != 3));
        assert_eq!([told[0].tickets.as_str(), &told[1].tickets], ["T0", "T2"]);
    }

    #[test]
    fn every_chain_that_is_told_was_kept() {
        let mut state = 7u32;
        for matters in [5, 40, 400] {
            let (mut often, mut kept) = (Often::default(), 0);
            let mut list = List::new("repeats", &[("occurrence", Kind::Number), ("chain", Kind::Text)]);
            for ticket in 0..matters {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let (occurrence, chain) = (3 + (state >> 16) % 30, format!("T{ticket}"));
                let told = often.takes(occurrence);
                kept += usize::from(told);
                list.push([
                    Cell::Number(i64::from(occurrence)),
                    Cell::text(if told { &chain } else { "" }),
                ]);
            }
            let (chains, more) = chains(&list);
            assert!(chains.iter().all(|own| !own.tickets.is_empty()), "{matters}");
            assert_eq!(chains.len() + more as usize, matters);
            assert!(matters < 400 || kept < matters / 2, "{kept}");
        }
    }
}
