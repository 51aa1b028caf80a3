//! Repeats: which tickets are the same matter of the same customer, and how often it has come.
//!
//! The only part of evaluation that looks beyond one ticket. It is built once, before tickets are played.

use crate::calendar::{Moment, Unit};
use crate::feed::{Facts, Happened};
use crate::model::{Repeat, Value};
use crate::plan::{Plan, Role};
use chrono::Datelike;
use std::collections::HashMap;

/// The tickets of every matter in the order of their acceptance.
#[derive(Debug, Default)]
pub struct Repeats {
    /// (matter, accepted, ticket), sorted.
    sorted: Vec<(u64, Moment, u32)>,
    /// By ticket: its place in `sorted`; `u32::MAX` where it has no matter.
    place: Vec<u32>,
    /// By ticket: when it was left out; the far future where it was not.
    left_out: Vec<Moment>,
}

impl Repeats {
    /// Reads all tickets once. Empty where the rules have no `repeat`.
    pub fn of<F: Facts>(plan: &Plan<'_>, facts: &F) -> Repeats {
        let Some(repeat) = &plan.rules.repeat else {
            return Repeats::default();
        };
        let mut events: Vec<Happened> = Vec::new();
        let mut others = HashMap::new();
        let mut sorted = Vec::with_capacity(facts.len());
        let mut left_out = Vec::with_capacity(facts.len());
        for ticket in 0..facts.len() {
            facts.events(ticket, &mut events);
            let flow = &plan.flows[facts.ticket(ticket).workflow.index()];
            let gone = events
                .iter()
                .find(|event| flow.role[event.event.index()] == Role::LeaveOut);
            left_out.push(gone.map_or(Moment(i64::MAX), |event| event.at));
            let accepted = events.iter().find(|event| Some(event.event) == flow.first);
            if let (Some(accepted), Some(matter)) = (accepted, matter(repeat, facts, ticket, &mut others)) {
                sorted.push((matter, accepted.at, ticket as u32));
            }
        }
        sorted.sort_unstable();
        let mut place = vec![u32::MAX; facts.len()];
        for (at, entry) in sorted.iter().enumerate() {
            place[entry.2 as usize] = at as u32;
        }
        Repeats {
            sorted,
            place,
            left_out,
        }
    }

    /// How often the matter has come up to this ticket, itself included: at least 1. Fixed at its acceptance.
    pub fn occurrence(&self, plan: &Plan<'_>, ticket: usize) -> u32 {
        1 + self.earlier(plan, ticket).count() as u32
    }

    /// The earlier tickets that were counted, the newest first.
    pub fn earlier<'s>(&'s self, plan: &'s Plan<'_>, ticket: usize) -> impl Iterator<Item = usize> + 's {
        let place = self
            .place
            .get(ticket)
            .copied()
            .filter(|place| *place != u32::MAX)
            .map(|place| place as usize);
        let own = place.map(|place| self.sorted[place]);
        let before = place.map_or(&[][..], |place| &self.sorted[..place]);
        before
            .iter()
            .rev()
            .map_while(move |entry| {
                let (matter, accepted, _) = own?;
                let looked = plan.rules.repeat.as_ref()?;
                (entry.0 == matter && within(plan, looked, entry.1, accepted)).then_some((entry, accepted))
            })
            .filter(|(entry, accepted)| self.left_out[entry.2 as usize] > *accepted)
            .map(|(entry, _)| entry.2 as usize)
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
            .any(|entry| entry.1 > after && self.left_out[entry.2 as usize] > until.min(entry.1))
    }
}

/// The matter of a ticket as a number, equal exactly where all keys agree; None where a key is not told.
fn matter<F: Facts>(
    repeat: &Repeat,
    facts: &F,
    ticket: usize,
    others: &mut HashMap<(u64, Vec<String>), u64>,
) -> Option<u64> {
    let own = facts.ticket(ticket);
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
