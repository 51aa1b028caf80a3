//! The limits of a deadline under both rule sets, over all the tickets there could be and all dates.

use super::merged::{Merged, plain_limit};
use super::pairs::Pairs;
use super::tickets::{Tickets, tickets};
use super::versions::{Leaf, Row, Taken, Versions, cuts, dated, line};
use crate::model::{Cond, Dated, Deadline, LimitOf, Place};
use crate::region::{BUDGET, Diagram, Exhausted, NO, Space, Store, UNKNOWN, YES, regions};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a deadline grants a ticket.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Granted {
    /// There is no such deadline then.
    Nothing,
    /// What is asked is not told: it cannot be decided.
    Undecided,
    /// A limit.
    Limit(LimitOf),
}

/// Tickets for which a deadline grants something else.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitChange {
    /// What the old rules grant.
    pub old: Granted,
    /// What the new rules grant.
    pub new: Granted,
    /// The lines of the old rules that grant it, where a line does.
    pub old_lines: Vec<Place>,
    /// The lines of the new rules.
    pub new_lines: Vec<Place>,
    /// Which tickets: those in any of these regions.
    pub regions: Vec<Tickets>,
}

/// An effect on a limit that the new rules state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intended<'a> {
    /// What the old rules grant.
    pub old: LimitOf,
    /// What the new rules grant.
    pub new: LimitOf,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// For which tickets.
    pub when: Option<&'a Cond>,
}

/// What comes of a stated effect.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Come {
    /// It is seen for some tickets.
    pub happens: bool,
    /// The tickets that it is stated for and that are granted something else.
    pub misses: Vec<LimitChange>,
}

/// The rows of a deadline, held against each other.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Who is granted what else.
    pub changes: Vec<LimitChange>,
    /// There may be more.
    pub more: bool,
    /// The lines of the old rules and of the new that grant the same to the same tickets, but not each for each: what one
    /// row was is two now, or the other way.
    pub regrouped: (Vec<Place>, Vec<Place>),
    /// Of each stated effect what comes of it.
    pub come: Vec<Come>,
    /// The changes that are not stated.
    pub unstated: Vec<LimitChange>,
}

/// Holds the rows of a deadline against each other, and what changes against what is stated.
///
/// # Errors
/// Where the budget is spent.
pub(super) fn limits(
    old: &Versions<'_>,
    new: &Versions<'_>,
    merged: &Merged,
    stated: &[Intended<'_>],
) -> Result<Compared, Exhausted> {
    let mut cuts = cuts(old.iter().chain(new));
    cuts.extend(stated.iter().filter_map(|own| own.from));
    cuts.sort_unstable();
    cuts.dedup();
    let conditions = |deadline: &Deadline, map: &dyn Fn(&Cond) -> Cond| -> Vec<Option<Cond>> {
        deadline.rows.iter().map(|row| row.when.as_ref().map(map)).collect()
    };
    let was: Vec<Vec<Option<Cond>>> = old
        .iter()
        .map(|own| conditions(own, &|cond| merged.old(cond)))
        .collect();
    let is: Vec<Vec<Option<Cond>>> = new
        .iter()
        .map(|own| conditions(own, &|cond| merged.new(cond)))
        .collect();
    let limits = |deadline: &Deadline, plain: &dyn Fn(LimitOf) -> LimitOf| -> Vec<Dated<LimitOf>> {
        deadline.rows.iter().map(|row| row.limit.map(plain)).collect()
    };
    let alike = |(old, new): (&&Deadline, &&Deadline)| {
        let granted = limits(old, &|limit| merged.limit(limit)) == limits(new, &plain_limit);
        granted && old.in_force == new.in_force
    };
    if stated.is_empty() && was == is && old.iter().zip(new).all(alike) {
        // What is written alike needs no proof.
        return Ok(Compared::default());
    }
    let all = was.iter().chain(&is).flatten().flatten();
    let all = all.chain(stated.iter().filter_map(|own| own.when));
    let space = Space::of(&merged.rules, cuts.len() + 1, all);
    let mut store = Store::new(space.widths(), BUDGET);
    let mut leaves: Vec<Leaf> = vec![(Granted::Nothing, None)];
    let mut taken = Taken::default();
    let known = (&mut leaves, &mut taken);
    let before = dated(&space, &mut store, known, (old, &was), &cuts, &|limit| {
        merged.limit(limit)
    })?;
    let known = (&mut leaves, &mut taken);
    let after = dated(&space, &mut store, known, (new, &is), &cuts, &plain_limit)?;
    let mut pairs = Pairs::default();
    let both = store.join(before, after, &mut |one, other| {
        Some(Diagram::leaf(pairs.number((one.value()?, other.value()?))))
    })?;
    let numbered = pairs
        .of
        .iter()
        .map(|(one, other)| (leaves[*one as usize], leaves[*other as usize]));
    let told = Told {
        space: &space,
        pairs: numbered.collect(),
        cuts: &cuts,
        old,
        new,
    };
    let differing = store.map(both, &mut |pair| if told.is_same(pair) { 0 } else { pair })?;
    let mut come = Vec::new();
    let mut rest = differing;
    for own in stated {
        let of = intended(&space, &mut store, &cuts, own)?;
        let (was, is) = (
            Granted::Limit(plain_limit(own.old)),
            Granted::Limit(plain_limit(own.new)),
        );
        let grants = |pair: u32| told.pair(pair).map(|(one, other)| (one.0 == was, other.0 == is));
        let mut happens = false;
        let misses = store.join(both, of, &mut |pair, of| match (pair.value(), of.value()) {
            (_, Some(value)) if value != YES => Some(Diagram::leaf(0)),
            (Some(pair), Some(_)) => Some(match grants(pair) {
                Some((true, true)) => {
                    happens = true;
                    Diagram::leaf(0)
                }
                Some((true, false)) => Diagram::leaf(pair),
                _ => Diagram::leaf(0),
            }),
            _ => None,
        })?;
        rest = store.join(rest, of, &mut |pair, of| match (pair.value(), of.value()) {
            (Some(0), _) => Some(pair),
            (_, Some(NO)) => Some(pair),
            (Some(number), Some(value)) => {
                // Where what is asked is not told, it is part of the effect that it cannot be decided.
                let unknown = |own: Granted| value == UNKNOWN && own == Granted::Undecided;
                let is_it =
                    |(one, other): (Granted, Granted)| (one == was || unknown(one)) && (other == is || unknown(other));
                Some(if told.granted(number).is_some_and(is_it) {
                    Diagram::leaf(0)
                } else {
                    pair
                })
            }
            _ => None,
        })?;
        come.push(Come {
            happens,
            misses: told.changes(&store, misses).0,
        });
    }
    let (changes, whole) = told.changes(&store, differing);
    let unstated = match stated.is_empty() {
        true => changes.clone(),
        false => told.changes(&store, rest).0,
    };
    let mut together = BTreeSet::new();
    let rows = told.pairs.iter().filter_map(|(one, other)| Some((one.1?, other.1?)));
    together.extend(rows);
    // By row the rows that decide with it; within one version of each: a ticket keeps its own.
    let mut beside: BTreeMap<(bool, Row, usize), usize> = BTreeMap::new();
    let sides = |(was, is): &(Row, Row)| [(false, *was, is.0), (true, *is, was.0)];
    for side in together.iter().flat_map(sides) {
        *beside.entry(side).or_default() += 1;
    }
    let mut regrouped = (Vec::new(), Vec::new());
    for pair in &together {
        if sides(pair)
            .iter()
            .any(|side| beside.get(side).is_some_and(|rows| *rows > 1))
        {
            regrouped.0.extend(line(old, pair.0));
            regrouped.1.extend(line(new, pair.1));
        }
    }
    for lines in [&mut regrouped.0, &mut regrouped.1] {
        lines.sort_unstable();
        lines.dedup();
    }
    Ok(Compared {
        changes,
        more: !whole,
        regrouped,
        come,
        unstated,
    })
}

/// Where an effect is stated for.
fn intended(
    space: &Space<'_>,
    store: &mut Store,
    cuts: &[NaiveDate],
    own: &Intended<'_>,
) -> Result<Diagram, Exhausted> {
    let when = match own.when {
        Some(cond) => space.condition(store, cond)?,
        None => Diagram::leaf(YES),
    };
    let Some(from) = own.from else { return Ok(when) };
    let begins = cuts.iter().position(|cut| *cut == from).map_or(0, |at| at + 1);
    let by_date = (0..=cuts.len()).map(|class| if class < begins { Diagram::leaf(NO) } else { when });
    store.by_class(0, &by_date.collect::<Vec<_>>())
}

/// What pairs of leaves stand for.
struct Told<'a> {
    space: &'a Space<'a>,
    pairs: Vec<(Leaf, Leaf)>,
    cuts: &'a [NaiveDate],
    old: &'a Versions<'a>,
    new: &'a Versions<'a>,
}

impl Told<'_> {
    fn pair(&self, number: u32) -> Option<&(Leaf, Leaf)> {
        self.pairs.get((number as usize).checked_sub(1)?)
    }

    fn granted(&self, number: u32) -> Option<(Granted, Granted)> {
        self.pair(number).map(|(one, other)| (one.0, other.0))
    }

    fn is_same(&self, number: u32) -> bool {
        self.granted(number).is_none_or(|(was, is)| was == is)
    }

    /// The regions of a diagram of pairs, and whether these are all.
    fn changes(&self, store: &Store, of: Diagram) -> (Vec<LimitChange>, bool) {
        let (found, whole) = regions(self.space, store, of, 0, |number| self.granted(number));
        let mut changes: Vec<LimitChange> = Vec::new();
        for (region, own) in &found {
            let Some((old, new)) = own.first().and_then(|number| self.granted(*number)) else {
                continue;
            };
            let known = changes.iter().position(|known| (known.old, known.new) == (old, new));
            let at = known.unwrap_or_else(|| {
                changes.push(LimitChange {
                    old,
                    new,
                    old_lines: Vec::new(),
                    new_lines: Vec::new(),
                    regions: Vec::new(),
                });
                changes.len() - 1
            });
            let change = &mut changes[at];
            change.regions.push(tickets(self.space.facets(region), self.cuts));
            for ((_, was), (_, is)) in own.iter().filter_map(|number| self.pair(*number)) {
                change.old_lines.extend(was.and_then(|row| line(self.old, row)));
                change.new_lines.extend(is.and_then(|row| line(self.new, row)));
            }
        }
        for lines in changes
            .iter_mut()
            .flat_map(|own| [&mut own.old_lines, &mut own.new_lines])
        {
            lines.sort_unstable();
            lines.dedup();
        }
        (changes, whole)
    }
}
