//! The rows of a table over the space: which one decides where. The first that is not false decides.

use super::condition::{NO, UNKNOWN, YES};
use super::diagram::{Diagram, Exhausted, Store};
use super::space::Space;
use crate::model::{Cond, RuleSet};

/// What decides at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// No row.
    Nobody,
    /// A row, by its position: it holds.
    Row(usize),
    /// A row of which is unknown whether it holds: nothing can be said.
    Unknown(usize),
}

impl Claim {
    /// The leaf that stands for it.
    #[must_use]
    pub fn leaf(self) -> u32 {
        let number = |row: usize| u32::try_from(row).unwrap_or(u32::MAX >> 3);
        match self {
            Claim::Nobody => 0,
            Claim::Row(row) => number(row) * 2 + 1,
            Claim::Unknown(row) => number(row) * 2 + 2,
        }
    }

    /// What a leaf stands for.
    #[must_use]
    pub fn of(leaf: u32) -> Claim {
        match leaf.checked_sub(1) {
            None => Claim::Nobody,
            Some(rest) if rest % 2 == 0 => Claim::Row(rest as usize / 2),
            Some(rest) => Claim::Unknown(rest as usize / 2),
        }
    }
}

/// Rows as they are taken up, one behind another.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// Which row decides where; the leaves are those of [`Claim`].
    pub decided: Diagram,
    taken: usize,
}

impl Default for Rows {
    fn default() -> Rows {
        Rows {
            decided: Diagram::leaf(Claim::Nobody.leaf()),
            taken: 0,
        }
    }
}

impl Rows {
    /// Takes up the next row: it decides what none before it does. Says whether it holds anywhere there.
    ///
    /// # Errors
    /// Where the budget is spent.
    pub fn take(&mut self, store: &mut Store, when: Diagram) -> Result<bool, Exhausted> {
        let (yes, unknown) = (Claim::Row(self.taken).leaf(), Claim::Unknown(self.taken).leaf());
        let mut holds = false;
        self.decided = store.join(
            self.decided,
            when,
            &mut |decided, when| match (decided.value(), when.value()) {
                (Some(claim), _) if claim != Claim::Nobody.leaf() => Some(decided),
                (_, Some(NO)) => Some(decided),
                (Some(_), Some(YES)) => {
                    holds = true;
                    Some(Diagram::leaf(yes))
                }
                (Some(_), Some(_)) => Some(Diagram::leaf(unknown)),
                _ => None,
            },
        )?;
        self.taken += 1;
        Ok(holds)
    }
}

/// A row that never decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreached {
    /// Its position.
    pub row: usize,
    /// The rows before it that decide where it would hold; none where it can hold nowhere.
    pub covered_by: Vec<usize>,
}

/// The rows that hold for no ticket that comes down to them; None in the place of a condition is `otherwise`, which is
/// never told.
///
/// # Errors
/// Where the budget is spent.
pub fn unreached(rules: &RuleSet, rows: &[Option<&Cond>], budget: u64) -> Result<Vec<Unreached>, Exhausted> {
    let space = Space::of(rules, 1, rows.iter().flatten().copied());
    let mut store = Store::new(space.widths(), budget);
    let mut taken = Rows::default();
    let mut out = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(cond) = row else { break };
        let when = space.condition(&mut store, cond)?;
        let before = taken.decided;
        if taken.take(&mut store, when)? {
            continue;
        }
        let nobody = Diagram::leaf(Claim::Nobody.leaf());
        let over = store.join(
            before,
            when,
            &mut |decided, when| match (decided.value(), when.value()) {
                (_, Some(NO | UNKNOWN)) => Some(nobody),
                (Some(_), Some(_)) => Some(decided),
                _ => None,
            },
        )?;
        let claims = store.leaves(over).into_iter().map(Claim::of);
        let mut covered_by: Vec<usize> = claims
            .filter_map(|claim| match claim {
                Claim::Row(row) | Claim::Unknown(row) => Some(row),
                Claim::Nobody => None,
            })
            .collect();
        covered_by.sort_unstable();
        covered_by.dedup();
        out.push(Unreached { row: at, covered_by });
    }
    Ok(out)
}
