//! What changes in the meaning of rules, over all the tickets there could be.
//!
//! Every part of both rule sets is digested under the same names. Parts of equal digest mean the same. The rows of
//! deadlines and all other conditions are held against each other region by region; of all that differs the sentences are
//! told.

use super::conditions::{ConditionChange, settle};
use super::days::{DayChanges, days};
use super::limits::LimitChange;
use super::merged::Merged;
use super::overtaken::{Overtaken, overtaken};
use super::pairing::{Pairing, Renamed};
use super::rows::{Regrouped, Rows};
use super::sort::Sort;
use super::stated::{self, Stated};
use crate::calendar::Counting;
use crate::dump::{Parts, parts};
use crate::model::RuleSet;
use crate::plan::Plan;
use std::collections::BTreeMap;

/// What changes in the meaning.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// Both rule sets over one set of names: what limits and regions are told in.
    pub merged: Merged,
    /// What goes by another name.
    pub renamed: Vec<Renamed>,
    /// By deadline: who is granted what else.
    pub limits: Vec<(String, Vec<LimitChange>)>,
    /// Rows that grant the same to the same tickets, put together or parted where it matters which of them decides.
    pub regrouped: Vec<Regrouped>,
    /// Later cases that are due before earlier ones.
    pub overtaken: Vec<Overtaken>,
    /// Conditions beside these rows that are others than before, and for which tickets something else comes of them.
    pub conditions: Vec<ConditionChange>,
    /// By list of the rule set: the names of the entries that say something else, the rows of deadlines aside; the empty
    /// name stands for what has none.
    pub said: Vec<(&'static str, Vec<String>)>,
    /// Days of calendars that are worked otherwise.
    pub days: Vec<DayChanges>,
    /// Deadlines whose rows could not be held against each other within the budget, or not all.
    pub not_proven: Vec<String>,
    /// What the new rules state of the change, and what comes of that.
    pub stated: Option<Stated>,
    /// The old rules under the new names, without what is told or proved to be the same elsewhere: what is read of them.
    pub was: RuleSet,
    /// The new rules, likewise.
    pub is: RuleSet,
}

impl Meaning {
    /// What changes from one rule set to another.
    #[must_use]
    pub fn of(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> Meaning {
        // What is on trial is told as it would be.
        let (old, new) = (&*old.tried(), &*new.tried());
        let merged = Merged::of(old, new, pairing);
        let renamed = pairing.renamed(old, new);
        let (mut was, mut is) = (under_new_names(old, new, pairing), new.clone());
        [&mut was, &mut is].into_iter().for_each(count_once);
        // That the former name is still read is told with the new one.
        let former = |spelling: &str, name: &str| renamed.iter().any(|own| own.is == name && own.was == spelling);
        is.also_called.retain(|(spelling, name)| !former(spelling, name));
        was.also_called
            .retain(|(spelling, name)| !former(name, spelling) && spelling != name);
        let (block, earlier) = stated::block(old, new);
        let rows = Rows::compare((old, new), (&mut was, &mut is), &merged, block);
        let conditions = settle(old, new, &mut was, &merged, pairing);
        let mut said = Vec::new();
        for (before, after) in parts(&was).iter().zip(&parts(&is)) {
            let changed = changed(
                (before, &names_of(&was, before.list)),
                (after, &names_of(&is, after.list)),
            );
            if !changed.is_empty() {
                said.push((before.list, changed));
            }
        }
        let mut out = Meaning {
            renamed,
            overtaken: all_overtaken(new, &rows.limits),
            limits: rows.limits,
            regrouped: rows.regrouped,
            conditions,
            said,
            days: all_days(old, new, pairing),
            not_proven: rows.not_proven,
            stated: None,
            merged,
            was,
            is,
        };
        out.stated = match block {
            None => earlier.then(|| Stated {
                earlier,
                ..Stated::default()
            }),
            Some(block) => {
                let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
                let was = |list: &str| owned(names_of(&out.was, list));
                let is = |list: &str| owned(names_of(&out.is, list));
                Some(stated::stated(block, rows.stated, &out, &was, &is, new))
            }
        };
        out
    }

    /// Whether nothing changes for any ticket, and that is certain. Names may.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.limits.is_empty()
            && self.regrouped.is_empty()
            && self.said.is_empty()
            && self.days.is_empty()
            && self.not_proven.is_empty()
    }

    /// Whether all that changes is told.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.not_proven.is_empty()
    }
}

/// Says how days count once: by the file, where a deadline has nothing of its own.
fn count_once(rules: &mut RuleSet) {
    let of_file = rules.counting.clone();
    for own in rules.deadlines.iter_mut().filter(|own| own.counting == of_file) {
        own.counting = Counting::default();
    }
}

/// Later cases that are due before earlier ones, of all limits that change from a day on.
fn all_overtaken(new: &RuleSet, limits: &[(String, Vec<LimitChange>)]) -> Vec<Overtaken> {
    let all = || {
        limits
            .iter()
            .flat_map(|(name, own)| own.iter().map(move |change| (name, change)))
    };
    let dated = |own: &LimitChange| own.regions.iter().any(|region| !region.dates.is_empty());
    if !all().any(|(_, change)| dated(change)) {
        return Vec::new();
    }
    let plan = Plan::new(new);
    all()
        .filter_map(|(name, change)| overtaken(&plan, name, change))
        .collect()
}

/// The days that calendars of both rule sets have otherwise.
fn all_days(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> Vec<DayChanges> {
    let each = new.calendars.iter().enumerate().filter_map(|(at, calendar)| {
        let former = pairing.old_of(Sort::Calendar, at)?;
        let days = days((old, former), (new, at));
        (!days.is_empty()).then(|| DayChanges {
            calendar: calendar.name.clone(),
            days,
        })
    });
    each.collect()
}

/// The old rules under the names of the new ones.
fn under_new_names(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> RuleSet {
    let mut told = old.clone();
    for sort in Sort::ALL {
        let names = sort.names(new);
        for (at, name) in sort.names_mut(&mut told).into_iter().enumerate() {
            if let Some(known) = pairing.new_of(sort, at).and_then(|at| names.get(at)) {
                *name = (*known).to_owned();
            }
        }
    }
    let renamed = pairing.renamed(old, new);
    for (_, name) in &mut told.also_called {
        if let Some(own) = renamed.iter().find(|own| own.was == *name) {
            name.clone_from(&own.is);
        }
    }
    told
}

/// The names of the entries of a list; empty for what has none.
fn names_of<'r>(rules: &'r RuleSet, list: &str) -> Vec<&'r str> {
    let sort = Sort::ALL.into_iter().find(|sort| sort.list() == list);
    sort.map(|sort| sort.names(rules)).unwrap_or_default()
}

/// The names of the entries that are not the same in both, each once; where the entries are the same and stand in
/// another order that says something, the empty name.
fn changed(old: (&Parts, &[&str]), new: (&Parts, &[&str])) -> Vec<String> {
    let grouped = |(parts, names): (&Parts, &[&str])| {
        let mut groups: BTreeMap<String, Vec<[u8; 32]>> = BTreeMap::new();
        for (at, digest) in parts.digests.iter().enumerate() {
            let name = names.get(at).copied().unwrap_or_default().to_owned();
            groups.entry(name).or_default().push(*digest.as_bytes());
        }
        groups.values_mut().for_each(|own| own.sort_unstable());
        groups
    };
    let (was, is) = (grouped(old), grouped(new));
    let mut out: Vec<String> = Vec::new();
    for name in was.keys().chain(is.keys()) {
        if was.get(name) != is.get(name) && !out.contains(name) {
            out.push(name.clone());
        }
    }
    // Ladders and workflows are tried in their order; so are the steps of a version chain.
    let ordered = matches!(old.0.list, "ladders" | "workflows" | "versions");
    if out.is_empty() && ordered && old.0.digests != new.0.digests {
        out.push(String::new());
    }
    out
}
