//! Conditions beside the rows of deadlines, under both rule sets, over all the tickets there could be.

use super::merged::Merged;
use super::outcome::{Judged, Outcome, Reader, expanded};
use super::pairing::Pairing;
use super::pairs::Pairs;
use super::sort::Sort;
use super::stands::{Stands, in_both};
use super::tickets::{Tickets, tickets};
use crate::model::{Cond, RuleSet, WorkflowId};
use crate::region::{BUDGET, Diagram, Exhausted, NO, Space, Store, YES, regions};

/// Conditions that are others than before.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionChange {
    /// Where they stand in the new rules.
    pub stands: Stands,
    /// For which tickets something else comes of them. None: for none, and that is proved.
    pub shifts: Vec<Shift>,
    /// What is told of tickets is told of those for which no line holds that both rule sets have.
    pub beside_others: bool,
    /// The same comes of them, but what proves it is another: whom it is charged to, and when.
    pub by_other_proof: bool,
    /// Whether these are all.
    pub whole: bool,
}

/// Tickets for which something else comes of conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Under the old rules.
    pub old: Outcome,
    /// Under the new ones.
    pub new: Outcome,
    /// Which tickets: those in any of these regions. Of the second kind there may be none: lateness, events and counts
    /// bear on each other.
    pub regions: Vec<(Tickets, bool)>,
}

/// Holds all conditions of both rule sets against each other, the rows of deadlines aside. In `was`, which says what the
/// old rules do, those of which the same comes as of the new ones are put as the new ones have them; the others are
/// returned.
pub(super) fn settle(
    old: &RuleSet,
    new: &RuleSet,
    was: &mut RuleSet,
    merged: &Merged,
    pairing: &Pairing,
) -> Vec<ConditionChange> {
    let back = merged.back(old, new, pairing);
    let mut out = Vec::new();
    for (one, other) in in_both(old, new, pairing, merged) {
        // Of a finding, lines of which the same comes are put already.
        let before: Vec<Cond> = one.conditions(was).iter().map(|cond| merged.of_old(cond)).collect();
        let is = other.conditions(new);
        let after: Vec<Cond> = is.iter().map(|cond| merged.of_new(cond)).collect();
        let all_in = |one: &[Cond], other: &[Cond]| one.iter().all(|cond| other.contains(cond));
        if before == after || matches!(other, Stands::Found(_)) && all_in(&before, &after) && all_in(&after, &before) {
            continue;
        }
        let mut change = ConditionChange {
            stands: other,
            shifts: Vec::new(),
            beside_others: false,
            by_other_proof: false,
            whole: true,
        };
        for (resolved_was, resolved_is) in meanings(other, (&before, &after), (old, new), merged, pairing) {
            let sides = (
                Side {
                    conditions: &before,
                    resolved: resolved_was,
                },
                Side {
                    conditions: &after,
                    resolved: resolved_is,
                },
            );
            if compare(merged, other, sides, &mut change).is_err() {
                change.whole = false;
            }
        }
        let same = change.shifts.is_empty() && !change.by_other_proof && change.whole;
        // Only where that says the same there as here.
        let there = |cond: &Cond| {
            back.condition(cond)
                .filter(|there| merged.of_old(there) == merged.of_new(cond))
        };
        let put: Option<Vec<Cond>> = is.iter().map(there).collect();
        match (other, put.filter(|_| same)) {
            (Stands::Found(_), _) => {
                // Its lines are not each for each the same.
                change.by_other_proof = same;
                out.push(change);
            }
            (_, Some(put)) => one.put(was, put),
            // The finding as a whole follows.
            (Stands::FoundBy(..), None) => {}
            (_, None) => out.push(change),
        }
    }
    out
}

/// Conditions of one of the rule sets, and what `resolved` means in them.
struct Side<'a> {
    conditions: &'a [Cond],
    resolved: Option<Cond>,
}

impl Side<'_> {
    fn expanded(&self) -> impl Iterator<Item = Cond> + '_ {
        let all = self.conditions.iter();
        all.map(|cond| expanded(cond, self.resolved.as_ref()))
    }
}

/// What `resolved` means for the tickets that conditions are about, under the old rules and the new, by workflow; nothing
/// where they do not ask for it.
fn meanings(
    stands: Stands,
    (before, after): (&[Cond], &[Cond]),
    (old, new): (&RuleSet, &RuleSet),
    merged: &Merged,
    pairing: &Pairing,
) -> Vec<(Option<Cond>, Option<Cond>)> {
    let asks_resolved = |cond: &Cond| cond.any_test(|test| matches!(test, Cond::Resolved { .. }));
    if matches!(stands, Stands::Resolved(_)) || !before.iter().chain(after).any(asks_resolved) {
        return vec![(None, None)];
    }
    let means = |rules: &RuleSet, at: usize, of: &dyn Fn(&Cond) -> Cond| {
        let resolved = Stands::Resolved(at).conditions(rules);
        resolved.first().map(of)
    };
    let all = match stands.workflow(new) {
        Some(only) => vec![only],
        None => (0..new.workflows.len()).map(WorkflowId::from).collect(),
    };
    let each = all.into_iter().filter_map(|at| {
        let was = pairing.old_of(Sort::Workflow, at.index())?;
        Some((
            means(old, was, &|cond| merged.of_old(cond)),
            means(new, at.index(), &|cond| merged.of_new(cond)),
        ))
    });
    let each: Vec<_> = each.collect();
    match each.is_empty() {
        true => vec![(None, None)],
        false => each,
    }
}

/// Holds the conditions of one place against each other.
fn compare(
    merged: &Merged,
    stands: Stands,
    (was, is): (Side<'_>, Side<'_>),
    change: &mut ConditionChange,
) -> Result<(), Exhausted> {
    let written = was.conditions.iter().chain(is.conditions).cloned();
    let all: Vec<Cond> = written.chain(was.expanded()).chain(is.expanded()).collect();
    let space = Space::of(&merged.rules, 1, all.iter());
    let mut store = Store::new(space.widths(), BUDGET);
    let mut read = |side: &Side<'_>, of: &[Cond]| -> Result<Judged, Exhausted> {
        let mut reader = Reader {
            rules: &merged.rules,
            space: &space,
            store: &mut store,
            resolved: side.resolved.clone(),
        };
        reader.read(stands, of)
    };
    let (before, after) = (read(&was, was.conditions)?, read(&is, is.conditions)?);
    if before.is_same(&after) {
        return Ok(());
    }
    // Of lines any of which suffices, those that both have need not be told of again.
    let expanded_is: Vec<Cond> = is.expanded().collect();
    let lines = was.conditions.iter().zip(was.expanded());
    let in_both: Vec<Cond> = lines
        .filter(|(_, line)| stands.is_any_of() && expanded_is.contains(line))
        .map(|(cond, _)| cond.clone())
        .collect();
    let others = read(&was, &in_both)?.outcome;
    let mut pairs = Pairs::default();
    let both = store.join(before.outcome, after.outcome, &mut |one, other| {
        Some(Diagram::leaf(pairs.number((one.value()?, other.value()?))))
    })?;
    let pair = |number: u32| pairs.of.get((number as usize).checked_sub(1)?).copied();
    let differing = store.map(both, &mut |number| match pair(number) {
        Some((one, other)) if one != other => number,
        _ => 0,
    })?;
    let care = store.map(others, &mut |truth| if truth == YES { NO } else { YES })?;
    let differing = match in_both.is_empty() {
        true => differing,
        false => store.simplified(differing, care)?,
    };
    let others_are_free = in_both.iter().all(|cond| space.is_free(cond));
    let (found, whole) = regions(&space, &store, differing, 0, pair);
    change.whole &= whole;
    change.by_other_proof |= found.is_empty();
    change.beside_others |= !in_both.is_empty();
    for (region, numbers) in &found {
        let Some((old, new)) = numbers.first().and_then(|number| pair(*number)) else {
            continue;
        };
        let (old, new) = (Outcome::of(old), Outcome::of(new));
        let known = change.shifts.iter().position(|own| (own.old, own.new) == (old, new));
        let at = known.unwrap_or_else(|| {
            let regions = Vec::new();
            change.shifts.push(Shift { old, new, regions });
            change.shifts.len() - 1
        });
        let surely = others_are_free && space.is_surely_met(region);
        let told = (tickets(space.facets(region), &[]), surely);
        if !change.shifts[at].regions.contains(&told) {
            change.shifts[at].regions.push(told);
        }
    }
    Ok(())
}
