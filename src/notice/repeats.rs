//! Who came again with the same matter.

use super::cell::Cell;
use super::figure::Figure;
use super::list::Row;
use super::sections::Materials;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who came again with the same matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Repeats {
    /// Tickets of the month that were not the first.
    pub tickets: Figure,
    /// Customers behind them.
    pub customers: u64,
    /// Those that came for the third time or more.
    pub chains: Vec<Chain>,
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
const TOLD: i64 = 3;

/// Tickets of the month that were not the first of their matter.
pub(super) fn repeats(of: &Materials<'_>) -> Repeats {
    let Some(list) = of.lists().list("repeats") else {
        return Repeats::default();
    };
    let number = |row: Row<'_>, key: &str| match row.of(key) {
        Cell::Number(number) => Some(number),
        _ => None,
    };
    let customers: BTreeSet<_> = list.rows().filter_map(|row| number(row, "customer")).collect();
    let told = list.rows().filter_map(|row| {
        let occurrence = number(row, "occurrence").filter(|count| *count >= TOLD)?;
        Some(Chain {
            tickets: row.text("chain").to_owned(),
            category: row.text("category").to_owned(),
            party: row.text("party").to_owned(),
            occurrence: u64::try_from(occurrence).unwrap_or(0),
        })
    });
    Repeats {
        customers: customers.len() as u64,
        chains: told.collect(),
        tickets: Figure {
            count: list.len() as u64,
            list: list.name.clone(),
            only: Vec::new(),
        },
    }
}
