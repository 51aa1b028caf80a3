//! The versions of a deadline over all the tickets there could be and all dates: who is granted what, by which row.

use super::limits::Granted;
use crate::model::{Cond, Deadline, LimitOf, Place, RuleSet};
use crate::region::{Claim, Diagram, Exhausted, Rows, Space, Store, YES};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// The versions of a deadline in one of the rule sets.
pub(super) type Versions<'a> = Vec<&'a Deadline>;

/// A leaf: what is granted, and by which version and row.
pub(super) type Leaf = (Granted, Option<Row>);

/// A row: its version, and its position there.
pub(super) type Row = (usize, usize);

/// The line of a row.
pub(super) fn line(versions: &Versions<'_>, (version, row): Row) -> Option<Place> {
    versions.get(version)?.rows.get(row).map(|row| row.place)
}

/// The days on which something changes: versions, and values of rows.
pub(super) fn cuts<'a>(deadlines: impl Iterator<Item = &'a &'a Deadline>) -> Vec<NaiveDate> {
    let mut cuts = BTreeSet::new();
    for own in deadlines {
        cuts.extend(own.in_force.from);
        cuts.extend(own.in_force.until.and_then(|until| until.succ_opt()));
        let later = own.rows.iter().flat_map(|row| &row.limit.later);
        cuts.extend(later.map(|(from, _)| *from));
    }
    cuts.into_iter().collect()
}

/// Lists of rows that were taken up, each with what was decided before each of its rows: where the next list begins
/// like one of them, it goes on from there.
#[derive(Default)]
pub(super) struct Taken<'c> {
    lists: Vec<(&'c [Option<Cond>], Vec<Rows>)>,
}

impl<'c> Taken<'c> {
    /// Which row of a list decides where.
    fn rows(&mut self, space: &Space<'_>, store: &mut Store, list: &'c [Option<Cond>]) -> Result<Diagram, Exhausted> {
        let alike = |other: &[Option<Cond>]| list.iter().zip(other).take_while(|(own, other)| own == other).count();
        let known = self.lists.iter().map(|(other, states)| (alike(other), states));
        let (alike, states) = known.max_by_key(|(alike, _)| *alike).unzip();
        let alike = alike.unwrap_or(0);
        let mut states = states.map_or(Vec::new(), |states| states[..=alike].to_vec());
        let mut rows = states.last().copied().unwrap_or_default();
        if states.is_empty() {
            states.push(rows);
        }
        for cond in &list[alike..] {
            let when = match cond {
                Some(cond) => space.condition(store, cond)?,
                None => Diagram::leaf(YES),
            };
            rows.take(store, when)?;
            states.push(rows);
        }
        self.lists.push((list, states));
        Ok(rows.decided)
    }
}

/// A deadline over the whole space: by date its version, by row what that grants then.
pub(super) fn dated<'c>(
    space: &Space<'_>,
    store: &mut Store,
    (leaves, taken): (&mut Vec<Leaf>, &mut Taken<'c>),
    (versions, conditions): (&Versions<'_>, &'c [Vec<Option<Cond>>]),
    cuts: &[NaiveDate],
    plain: &dyn Fn(LimitOf) -> LimitOf,
) -> Result<Diagram, Exhausted> {
    let mut decided = Vec::new();
    for own in conditions {
        decided.push(taken.rows(space, store, own)?);
    }
    let mut by_date = Vec::new();
    let mut seen: HashMap<Option<Row>, Vec<usize>> = HashMap::from([(None, vec![0])]);
    for class in 0..=cuts.len() {
        let date = match class.checked_sub(1) {
            Some(at) => cuts.get(at).copied(),
            None => cuts.first().and_then(|first| first.pred_opt()),
        };
        let version = versions.iter().position(|own| own.in_force.holds(date));
        let Some((at, own, rows)) = version.and_then(|at| Some((at, versions.get(at)?, *decided.get(at)?))) else {
            by_date.push(Diagram::leaf(0));
            continue;
        };
        let mut of_claim = |claim: Claim| {
            let leaf = match claim {
                Claim::Nobody => (Granted::Nothing, None),
                Claim::Unknown(row) => (Granted::Undecided, Some((at, row))),
                Claim::Row(row) => {
                    let limit = own.rows.get(row).map(|row| plain(*row.limit.on(date)));
                    (limit.map_or(Granted::Nothing, Granted::Limit), Some((at, row)))
                }
            };
            // A row that grants the same on several dates is one leaf.
            let known = seen.entry(leaf.1).or_default();
            let at = known.iter().copied().find(|at| leaves[*at] == leaf).unwrap_or_else(|| {
                leaves.push(leaf);
                known.push(leaves.len() - 1);
                leaves.len() - 1
            });
            u32::try_from(at).unwrap_or(0)
        };
        let claims = own.rows.len() as u32 * 2;
        let numbers: Vec<u32> = (0..=claims).map(|leaf| of_claim(Claim::of(leaf))).collect();
        let granted = store.map(rows, &mut |leaf| numbers.get(leaf as usize).copied().unwrap_or(0))?;
        by_date.push(granted);
    }
    store.by_class(0, &by_date)
}

/// The deadlines of a rule set by name, in order, each with its versions.
pub(super) fn by_name(rules: &RuleSet) -> Vec<(&str, Versions<'_>)> {
    let mut out: Vec<(&str, Versions<'_>)> = Vec::new();
    for own in &rules.deadlines {
        match out.iter_mut().find(|(name, _)| *name == own.name) {
            Some((_, versions)) => versions.push(own),
            None => out.push((&own.name, vec![own])),
        }
    }
    out
}
