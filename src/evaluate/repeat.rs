//! Repeats: which tickets are the same matter of the same customer, and how often it has come.
//!
//! The only part of evaluation that looks beyond one ticket. It is built once, before tickets are played.

use crate::calendar::{Moment, Unit};
use crate::feed::{Facts, Ticket};
use crate::model::{EventId, Repeat, Value};
use crate::plan::{Plan, Role};
use chrono::Datelike;
use rayon::prelude::*;
use std::collections::HashMap;

/// The tickets of every matter in the order of their acceptance.
#[derive(Debug, Default)]
pub struct Repeats {
    /// (matter, accepted, ticket), sorted.
    sorted: Vec<(u64, Moment, u32)>,
    /// By ticket: its place in `sorted`; `u32::MAX` where it has no matter.
    place: Vec<u32>,
    /// The tickets that were left out: when.
    left_out: HashMap<u32, Moment>,
    /// By ticket: how often its matter had come before.
    before: Vec<u32>,
}

impl Repeats {
    /// Reads all tickets once. Empty where the rules have no `repeat`.
    pub fn of<F: Facts>(plan: &Plan<'_>, facts: &F) -> Repeats {
        let Some(repeat) = &plan.rules.repeat else {
            return Repeats::default();
        };
        let leave_out: Vec<Vec<EventId>> = plan.flows.iter().map(|flow| leave_out(&flow.role)).collect();
        let mut others = HashMap::new();
        let mut sorted = Vec::with_capacity(facts.len());
        let mut left_out = HashMap::new();
        for ticket in 0..facts.len() {
            let own = facts.ticket(ticket);
            let workflow = own.workflow.index();
            let gone = leave_out[workflow]
                .iter()
                .filter_map(|event| facts.first(ticket, *event));
            left_out.extend(gone.min().map(|at| (ticket as u32, at)));
            let accepted = plan.flows[workflow].first.and_then(|event| facts.first(ticket, event));
            if let (Some(accepted), Some(matter)) = (accepted, matter(repeat, facts, (ticket, own), &mut others)) {
                sorted.push((matter, accepted, ticket as u32));
            }
        }
        sorted.par_sort_unstable();
        let mut place = vec![u32::MAX; facts.len()];
        for (at, entry) in sorted.iter().enumerate() {
            place[entry.2 as usize] = at as u32;
        }
        let mut repeats = Repeats {
            sorted,
            place,
            left_out,
            before: vec![0; facts.len()],
        };
        // In the order of matters, where those of one matter lie side by side.
        for at in 0..repeats.sorted.len() {
            let before = repeats.before_place(plan, at).count() as u32;
            repeats.before[repeats.sorted[at].2 as usize] = before;
        }
        repeats
    }

    /// How often the matter has come up to this ticket, itself included: at least 1. Fixed at its acceptance.
    pub fn occurrence(&self, ticket: usize) -> u32 {
        1 + self.before.get(ticket).copied().unwrap_or(0)
    }

    /// The earlier tickets that were counted, the newest first.
    pub fn earlier<'s>(&'s self, plan: &'s Plan<'_>, ticket: usize) -> impl Iterator<Item = usize> + 's {
        let place = self
            .place
            .get(ticket)
            .copied()
            .filter(|place| *place != u32::MAX)
            .map(|place| place as usize);
        place.into_iter().flat_map(|place| self.before_place(plan, place))
    }

    /// The tickets counted before the one at a place of `sorted`, the newest first.
    fn before_place<'s>(&'s self, plan: &'s Plan<'_>, place: usize) -> impl Iterator<Item = usize> + 's {
        let (matter, accepted, _) = self.sorted[place];
        let earlier = self.sorted[..place].iter().rev();
        earlier
            .take_while(move |entry| {
                let repeat = plan.rules.repeat.as_ref();
                entry.0 == matter && repeat.is_some_and(|repeat| within(plan, repeat, entry.1, accepted))
            })
            .filter(move |entry| !self.is_left_out(entry.2, accepted))
            .map(|entry| entry.2 as usize)
    }

    /// Whether a ticket was left out at a moment or before.
    fn is_left_out(&self, ticket: u32, at: Moment) -> bool {
        !self.left_out.is_empty() && self.left_out.get(&ticket).is_some_and(|since| *since <= at)
    }

    /// Whether the matter comes again after a moment, at or before another.
    pub fn recurs(&self, ticket: usize, after: Moment, until: Moment) -> bool {
        let Some(place) = self.place.get(ticket).copied().filter(|place| *place != u32::MAX) else {
            return false;
        };
        let (matter, ..) = self.sorted[place as usize];
        let later = self.sorted[place as usize + 1..].iter();
        later
            .take_while(|entry| entry.0 == matter && entry.1 <= until)
            .any(|entry| entry.1 > after && !self.is_left_out(entry.2, until.min(entry.1)))
    }
}

/// The events that leave a ticket out.
fn leave_out(roles: &[Role]) -> Vec<EventId> {
    let events = roles.iter().enumerate().filter(|(_, role)| **role == Role::LeaveOut);
    events.map(|(at, _)| at.into()).collect()
}

/// The matter of a ticket as a number, equal exactly where all keys agree; None where a key is not told.
fn matter<F: Facts>(
    repeat: &Repeat,
    facts: &F,
    (ticket, own): (usize, Ticket),
    others: &mut HashMap<(u64, Vec<String>), u64>,
) -> Option<u64> {
    let customer = if repeat.same_customer {
        u64::from(own.customer?) + 1
    } else {
        0
    };
    let category = if repeat.same_category {
        u64::from(own.category?.0) + 1
    } else {
        0
    };
    let key = customer << 20 | category;
    if repeat.same_fields.is_empty() {
        return Some(key);
    }
    let told = repeat
        .same_fields
        .iter()
        .map(|field| facts.field(ticket, *field, None).map(|value| written(&value)));
    let told: Option<Vec<String>> = told.collect();
    let next = others.len() as u64;
    Some(*others.entry((key, told?)).or_insert(next))
}

fn written(value: &Value) -> String {
    format!("{value:?}")
}

/// Whether an earlier acceptance lies in the window before a later one: days, weeks and months by local date (the
/// last day in), hours and shorter by seconds, half-open.
fn within(plan: &Plan<'_>, repeat: &Repeat, earlier: Moment, later: Moment) -> bool {
    let back = repeat.looking_back;
    if let Some(seconds) = back.unit.seconds() {
        return later.0 - earlier.0 < back.amount.saturating_mul(seconds);
    }
    let (from, to) = (plan.zone.local(earlier).date(), plan.zone.local(later).date());
    match back.unit {
        Unit::Months => {
            let months = u32::try_from(back.amount).unwrap_or(u32::MAX);
            to.checked_sub_months(chrono::Months::new(months))
                .is_none_or(|first| from >= first)
        }
        Unit::Weeks => days(to) - days(from) <= back.amount.saturating_mul(7),
        _ => days(to) - days(from) <= back.amount,
    }
}

fn days(date: chrono::NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}
