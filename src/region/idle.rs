//! Lines any of which suffices: those that hold nowhere where no other does.

use super::condition::NO;
use super::diagram::{Diagram, Exhausted, Store};
use super::space::Space;
use crate::model::{Cond, RuleSet};

/// A line without which the others hold for as many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// Its position.
    pub line: usize,
    /// The lines that hold where it does; none where it holds nowhere.
    pub beside: Vec<usize>,
}

/// The lines that can all be left out together; of two that are alike the later.
///
/// # Errors
/// Where the budget is spent.
pub fn idle(rules: &RuleSet, lines: &[&Cond], budget: u64) -> Result<Vec<Idle>, Exhausted> {
    let space = Space::of(rules, 1, lines.iter().copied());
    let mut store = Store::new(space.widths(), budget);
    let never = Diagram::leaf(NO);
    let mut where_each = Vec::new();
    // By line where any before it holds.
    let mut before = vec![never];
    for line in lines {
        let own = space.condition(&mut store, line)?;
        let own = store.surely(own)?;
        let last = before.last().copied().unwrap_or(never);
        before.push(store.either(last, own)?);
        where_each.push(own);
    }
    let mut out = Vec::new();
    let mut behind = never;
    for (line, own) in where_each.iter().copied().enumerate().rev() {
        let others = store.either(before[line], behind)?;
        if store.either(others, own)? != others {
            behind = store.either(behind, own)?;
            continue;
        }
        let mut beside = Vec::new();
        for (other, holds) in where_each.iter().enumerate() {
            let gone = out.iter().any(|idle: &Idle| idle.line == other);
            if other != line && !gone && store.both(own, *holds)? != never {
                beside.push(other);
            }
        }
        out.push(Idle { line, beside });
    }
    out.reverse();
    Ok(out)
}
