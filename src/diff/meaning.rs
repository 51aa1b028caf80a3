//! What changes in the meaning of rules, over all the tickets there could be.
//!
//! Every part of both rule sets is digested under the same names. Parts of equal digest mean the same. The rows of
//! deadlines are held against each other region by region; of all else that differs the sentences are told.

use super::days::{DayChanges, days};
use super::limits::{LimitChange, by_name, limits};
use super::merged::Merged;
use super::normal::normal;
use super::overtaken::{Overtaken, overtaken};
use super::pairing::{Pairing, Renamed};
use super::sort::Sort;
use super::stated::{self, Stated, intended};
use crate::dump::{Parts, parts};
use crate::model::{Dated, Deadline, ExpectChange, LimitOf, Place, Row, RuleSet};
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
    /// The deadlines of both whose rows were held against each other in full.
    pub compared: Vec<String>,
    /// By list of the rule set: the names of the entries that say something else, the rows of deadlines aside; the empty
    /// name stands for what has none.
    pub said: Vec<(&'static str, Vec<String>)>,
    /// Days of calendars that are worked otherwise.
    pub days: Vec<DayChanges>,
    /// Deadlines whose rows could not be held against each other within the budget, or not all.
    pub not_proven: Vec<String>,
    /// What the new rules state of the change, and what comes of that.
    pub stated: Option<Stated>,
}

impl Meaning {
    /// What changes from one rule set to another.
    #[must_use]
    pub fn of(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> Meaning {
        // What is on trial is told as it would be.
        let (old, new) = (&*old.tried(), &*new.tried());
        let merged = Merged::of(old, new, pairing);
        let mut out = Meaning {
            renamed: pairing.renamed(old, new),
            limits: Vec::new(),
            regrouped: Vec::new(),
            overtaken: Vec::new(),
            compared: Vec::new(),
            said: Vec::new(),
            days: Vec::new(),
            not_proven: Vec::new(),
            stated: None,
            merged,
        };
        let named = under_new_names(old, new, pairing);
        let mut was = normal(&named);
        let mut is = normal(new);
        // That the former name is still read is told with the new one.
        let former = |spelling: &str, name: &str| out.renamed.iter().any(|own| own.is == name && own.was == spelling);
        is.also_called.retain(|(spelling, name)| !former(spelling, name));
        was.also_called
            .retain(|(spelling, name)| !former(name, spelling) && spelling != name);
        let (block, earlier) = stated::block(old, new);
        let limits = out.rows(old, new, block, &mut was, &mut is);
        let dated = |own: &LimitChange| own.regions.iter().any(|region| !region.dates.is_empty());
        if out.limits.iter().any(|(_, changes)| changes.iter().any(dated)) {
            let plan = Plan::new(new);
            let all = out
                .limits
                .iter()
                .flat_map(|(name, changes)| changes.iter().map(move |change| (name, change)));
            out.overtaken = all
                .filter_map(|(name, change)| overtaken(&plan, name, change))
                .collect();
        }
        for (was, is) in parts(&was).iter().zip(&parts(&is)) {
            let changed = changed((was, &names_of(&named, was.list)), (is, &names_of(new, is.list)));
            if !changed.is_empty() {
                out.said.push((was.list, changed));
            }
        }
        for (at, calendar) in new.calendars.iter().enumerate() {
            let Some(former) = pairing.old_of(Sort::Calendar, at) else {
                continue;
            };
            let own = days((old, former), (new, at));
            if !own.is_empty() {
                out.days.push(DayChanges {
                    calendar: calendar.name.clone(),
                    days: own,
                });
            }
        }
        out.stated = match block {
            None => earlier.then(|| Stated {
                earlier,
                ..Stated::default()
            }),
            Some(block) => {
                let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
                let was = |list: &str| owned(names_of(&named, list));
                let is = |list: &str| owned(names_of(new, list));
                Some(stated::stated(block, limits, &out, &was, &is, new))
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

    /// Holds the rows of deadlines against each other; where that was possible they are taken out of both, so that the
    /// rest of a deadline is told apart.
    fn rows(
        &mut self,
        old: &RuleSet,
        new: &RuleSet,
        block: Option<&ExpectChange>,
        was: &mut RuleSet,
        is: &mut RuleSet,
    ) -> stated::Limits {
        let mut held = stated::Limits::default();
        let (before, after) = (by_name(old), by_name(new));
        let told: BTreeMap<&str, &str> = before
            .iter()
            .map(|(name, versions)| {
                let at = old.deadlines.iter().position(|own| std::ptr::eq(own, versions[0]));
                let is = at
                    .and_then(|at| was.deadlines.get(at))
                    .map_or("", |own| own.name.as_str());
                let is = after.iter().map(|(name, _)| *name).find(|own| *own == is);
                (*name, is.unwrap_or(""))
            })
            .collect();
        for (name, versions) in &after {
            let former = before.iter().find(|(own, _)| told.get(own) == Some(name));
            let Some((_, former)) = former else { continue };
            let (places, effects): (Vec<usize>, Vec<_>) = intended(block, new, name).into_iter().unzip();
            let Ok(own) = limits(former, versions, &self.merged, &effects) else {
                self.not_proven.push((*name).to_owned());
                held.come.extend(places.into_iter().map(|at| (at, None)));
                continue;
            };
            held.come.extend(places.into_iter().zip(own.come.into_iter().map(Some)));
            let unstated = own.unstated.into_iter().map(|change| ((*name).to_owned(), change));
            held.unstated.extend(unstated);
            match own.whole && !self.merged.trees_differ {
                true => self.compared.push((*name).to_owned()),
                false => self.not_proven.push((*name).to_owned()),
            }
            if !own.changes.is_empty() {
                self.limits.push(((*name).to_owned(), own.changes));
            }
            let (old_lines, new_lines) = own.regrouped;
            let tells =
                |rules: &RuleSet, versions: &[&Deadline]| versions.iter().any(|own| tells_rows_apart(rules, own));
            if !old_lines.is_empty() && (tells(old, former) || tells(new, versions)) {
                self.regrouped.push(Regrouped {
                    deadline: (*name).to_owned(),
                    old_lines,
                    new_lines,
                });
            }
        }
        // Rows of equal digest need no proof.
        let digests = |rules: &RuleSet| parts(rules).into_iter().find(|own| own.list == "deadlines");
        let (one, other) = (digests(was), digests(is));
        let same = |name: &str| {
            let of = |rules: &RuleSet, parts: &Option<Parts>| -> Vec<blake3::Hash> {
                let own = rules.deadlines.iter().enumerate().filter(|(_, own)| own.name == name);
                let digests = parts.as_ref().map_or(&[][..], |parts| &parts.digests);
                own.filter_map(|(at, _)| digests.get(at).copied()).collect()
            };
            of(was, &one) == of(is, &other)
        };
        self.not_proven.retain(|name| !same(name));
        for rules in [was, is] {
            for own in rules
                .deadlines
                .iter_mut()
                .filter(|own| self.compared.contains(&own.name))
            {
                own.rows = stub();
            }
        }
        held
    }
}

/// Rows of a deadline that grant the same to the same tickets, but are more or fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrouped {
    /// The deadline.
    pub deadline: String,
    /// The lines in the old rules.
    pub old_lines: Vec<Place>,
    /// The lines in the new rules.
    pub new_lines: Vec<Place>,
}

/// Whether it matters which of two rows of one limit decides: a case that is reclassified from one to the other gets the
/// grace, and a promise is made under the row that decides.
fn tells_rows_apart(rules: &RuleSet, deadline: &Deadline) -> bool {
    let workflow = rules.workflows.get(deadline.workflow.index());
    let graced = workflow.is_some_and(|own| own.reclassify.iter().any(|own| own.grace.is_some()));
    let mut limits = deadline.rows.iter().flat_map(|row| row.limit.all());
    graced || limits.any(|limit| limit.field().is_some())
}

/// The rows of a deadline whose rows are told elsewhere.
#[must_use]
pub fn stub() -> Vec<Row> {
    vec![Row {
        when: None,
        limit: Dated::always(LimitOf::NoDeadline),
        place: Place::default(),
    }]
}

/// The old rules under the names of the new ones.
#[must_use]
pub fn under_new_names(old: &RuleSet, new: &RuleSet, pairing: &Pairing) -> RuleSet {
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
