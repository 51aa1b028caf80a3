//! Whether a rule set that was read, not checked, may be judged by: everything that evaluation takes for granted.
//!
//! Indexes and numbers are found by the names of their types, wherever they stand; the rest is what `check` guarantees
//! of the order of lists and the form of ladders.

use super::names::Lists;
use super::shape::{Shape, shape};
use crate::model::{Example, Ladder, PartyId, RuleSet, RungLimit};
use std::collections::HashSet;

/// Seconds in a day; `24:00` is the end of it.
const DAY: i128 = 86_400;
/// The seconds of the years 1 to 9999, which every moment can be printed in.
const MOMENTS: std::ops::RangeInclusive<i128> = -62_135_596_800..=253_402_300_799;
/// No quantity that a rule file can state is longer: a hundred years in seconds.
const LONGEST: i128 = 3_155_760_000;
/// A ladder has at most this many rungs.
const MOST_RUNGS: usize = 100;

/// The first thing that is not sound, named by its type; None: all is.
pub(super) fn unsound(rules: &RuleSet) -> Option<String> {
    let bounds = Bounds {
        lists: Lists::of(rules),
        files: rules.files.len(),
        calendars: rules.calendars.len(),
        satisfactions: rules.satisfactions.len(),
    };
    bounds.broken(&shape(rules)).or_else(|| order(rules).map(str::to_owned))
}

struct Bounds {
    lists: Lists,
    files: usize,
    calendars: usize,
    satisfactions: usize,
}

impl Bounds {
    fn broken(&self, shape: &Shape) -> Option<String> {
        match shape {
            Shape::Nothing | Shape::Bool(_) | Shape::Int(_) | Shape::Text(_) => None,
            Shape::List(parts) => parts.iter().find_map(|part| self.broken(part)),
            Shape::Newtype("Moment", at) => out_of("Moment", at, |at| MOMENTS.contains(&at)),
            Shape::Newtype(name, at) if name.ends_with("Id") => {
                let count = self.lists.get(name).map_or(0, <[String]>::len);
                out_of(name, at, |at| within(at, count))
            }
            Shape::Newtype(_, inside) => self.broken(inside),
            Shape::Variant("Subject", "Satisfaction", at) => {
                out_of("Satisfaction", at, |at| within(at, self.satisfactions))
            }
            Shape::Variant(_, _, inside) => self.broken(inside),
            Shape::Struct(name, fields) => fields.iter().find_map(|(field, value)| {
                let told = format!("{name}.{field}");
                let sound: &dyn Fn(i128) -> bool = match (*name, *field) {
                    ("Place", "file") => &|at| within(at, self.files),
                    ("Spec", "builds_on") => &|at| within(at, self.calendars),
                    ("Decimal", "scale") => &|scale| (0..=18).contains(&scale),
                    ("Quantity", "amount") => &|amount| (-LONGEST..=LONGEST).contains(&amount),
                    ("Stretch", "from" | "to") | ("PastToNextWorkingDay", _) | ("Day" | "LastWorkingDay", "at") => {
                        &|at| (0..=DAY).contains(&at)
                    }
                    ("Day", "day") => &|day| (1..=31).contains(&day),
                    _ => return self.broken(value),
                };
                out_of(&told, value, sound)
            }),
        }
    }
}

fn within(at: i128, count: usize) -> bool {
    usize::try_from(at).is_ok_and(|at| at < count)
}

fn out_of(told: &str, value: &Shape, sound: impl Fn(i128) -> bool) -> Option<String> {
    match value {
        Shape::Int(number) if !sound(*number) => Some(format!("{told} {number}")),
        _ => None,
    }
}

/// What `check` guarantees of the order of lists and the form of ladders.
fn order(rules: &RuleSet) -> Option<&'static str> {
    let below = |base: Option<usize>, at: usize| base.is_none_or(|base| base < at);
    if !(rules.calendars.iter().enumerate()).all(|(at, own)| below(own.builds_on, at)) {
        return Some("Spec.builds_on");
    }
    if !(rules.categories.iter().enumerate()).all(|(at, own)| below(own.parent.map(|parent| parent.index()), at)) {
        return Some("Category.parent");
    }
    if rules
        .calendars
        .iter()
        .any(|own| own.weekly.iter().flatten().any(|hours| hours.from >= hours.to))
    {
        return Some("Stretch");
    }
    if (0..rules.parties.len()).any(|party| circles(rules, party.into())) {
        return Some("Party.under");
    }
    if rules.workflows.is_empty() && !(rules.deadlines.is_empty() && rules.examples.is_empty()) {
        return Some("RuleSet.workflows");
    }
    let of_ticket = |own: &Example| own.expects.iter().all(|expect| expect.ticket < own.tickets.len());
    if !rules.examples.iter().all(of_ticket) {
        return Some("Expect.ticket");
    }
    if rules.deadlines.iter().any(|own| own.rows.is_empty()) {
        return Some("Deadline.rows");
    }
    rules.ladders.iter().find_map(ladder)
}

/// Whether the parties above one lead back to it.
fn circles(rules: &RuleSet, party: PartyId) -> bool {
    let mut seen = HashSet::new();
    let mut at = Some(party);
    while let Some(here) = at {
        if !seen.insert(here) {
            return true;
        }
        at = rules.parties.get(here.index()).and_then(|own| own.under);
    }
    false
}

fn ladder(ladder: &Ladder) -> Option<&'static str> {
    let rungs = ladder.rungs.len();
    let on_it = |number: u8| number > 0 && usize::from(number) <= rungs;
    if rungs == 0 || rungs > MOST_RUNGS {
        return Some("Ladder.rungs");
    }
    let limits = ladder.rungs.iter().enumerate();
    if !limits
        .clone()
        .all(|(at, own)| matches!(own.limit, RungLimit::Own { .. }) == (at > 0))
    {
        return Some("Rung.limit");
    }
    let exits = ladder.rungs.iter().flat_map(|rung| &rung.exits);
    if !exits.clone().all(|exit| exit.to_rung.is_none_or(on_it)) {
        return Some("Exit.to_rung");
    }
    None
}
