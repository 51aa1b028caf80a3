//! Repeats: which tickets are the same matter of the same customer, and how often it has come.
//!
//! The only part of evaluation that looks beyond one ticket. It is built once, before tickets are played.

use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{EventId, FieldId, Repeat, Value};
use crate::plan::{Plan, Role};
use rayon::prelude::*;
use std::collections::HashMap;

/// The tickets of every matter in the order of their acceptance.
#[derive(Debug, Default)]
pub struct Repeats {
    /// Those of one matter side by side.
    sorted: Vec<Entry>,
    /// By ticket.
    places: Vec<Place>,
    /// The tickets that were left out: when.
    left_out: HashMap<u32, Moment>,
}

/// A ticket among those of its matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Where its matter begins; while matters are sorted out, what parts those of one group.
    matter: u32,
    ticket: u32,
    accepted: Moment,
}

/// Where a ticket stands among all, and how often its matter had come before.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: u32,
    before: u32,
}

/// A ticket without a matter.
const NOWHERE: Place = Place {
    at: u32::MAX,
    before: 0,
};

impl Repeats {
    /// Reads all tickets once. Empty where the rules have no `repeat`.
    pub fn of<F: Facts>(plan: &Plan<'_>, facts: &F) -> Repeats {
        let Some(repeat) = &plan.rules.repeat else {
            return Repeats::default();
        };
        let mut repeats = Repeats {
            sorted: grouped(matters(plan, repeat, facts)),
            places: vec![NOWHERE; facts.len()],
            left_out: left_out(plan, facts),
        };
        // The first of the matter that lies in the window: it only moves on.
        let mut from = 0;
        for (at, own) in repeats.sorted.iter().enumerate() {
            let next = repeats.sorted.get(at + 1);
            if own.matter as usize == at && next.is_none_or(|next| next.matter != own.matter) {
                // Nothing comes before it or after it: it needs no place.
                continue;
            }
            from = from.max(own.matter as usize);
            while from < at && !within(plan, repeat, repeats.sorted[from].accepted, own.accepted) {
                from += 1;
            }
            let counted = |entry: &&Entry| !repeats.is_left_out(entry.ticket, own.accepted);
            let before = match repeats.left_out.is_empty() {
                true => at - from,
                false => repeats.sorted[from..at].iter().filter(counted).count(),
            };
            repeats.places[own.ticket as usize] = Place {
                at: at as u32,
                before: before as u32,
            };
        }
        repeats
    }

    /// How often the matter has come up to this ticket, itself included: at least 1. Fixed at its acceptance.
    pub fn occurrence(&self, ticket: usize) -> u32 {
        1 + self.places.get(ticket).map_or(0, |place| place.before)
    }

    /// The earlier tickets that were counted, the newest first.
    pub fn earlier<'s>(&'s self, plan: &'s Plan<'_>, ticket: usize) -> impl Iterator<Item = usize> + 's {
        let own = self.place(ticket).map(|place| (place, self.sorted[place]));
        own.into_iter().flat_map(move |(place, own)| {
            let earlier = self.sorted[own.matter as usize..place].iter().rev();
            let repeat = plan.rules.repeat.as_ref();
            earlier
                .take_while(move |entry| {
                    repeat.is_some_and(|repeat| within(plan, repeat, entry.accepted, own.accepted))
                })
                .filter(move |entry| !self.is_left_out(entry.ticket, own.accepted))
                .map(|entry| entry.ticket as usize)
        })
    }

    /// Whether the matter comes again after a moment, at or before another.
    pub fn recurs(&self, ticket: usize, after: Moment, until: Moment) -> bool {
        let Some(place) = self.place(ticket) else {
            return false;
        };
        let matter = self.sorted[place].matter;
        let later = self.sorted[place + 1..].iter();
        later
            .take_while(|entry| entry.matter == matter && entry.accepted <= until)
            .any(|entry| entry.accepted > after && !self.is_left_out(entry.ticket, until.min(entry.accepted)))
    }

    /// The place of a ticket that has a matter.
    fn place(&self, ticket: usize) -> Option<usize> {
        let place = self.places.get(ticket)?.at;
        (place != NOWHERE.at).then_some(place as usize)
    }

    /// Whether a ticket was left out at a moment or before.
    fn is_left_out(&self, ticket: u32, at: Moment) -> bool {
        !self.left_out.is_empty() && self.left_out.get(&ticket).is_some_and(|since| *since <= at)
    }
}

/// What a ticket is about, and its acceptance.
#[derive(Debug, Clone, Copy)]
struct Matter {
    /// [`NO_GROUP`]: a key is not told.
    group: u32,
    /// What parts it from others of its group.
    part: u32,
    accepted: Moment,
}

const NO_GROUP: u32 = u32::MAX;

/// The matter of every ticket.
fn matters<F: Facts>(plan: &Plan<'_>, repeat: &Repeat, facts: &F) -> Vec<Matter> {
    let of = |ticket: usize| {
        let own = facts.ticket(ticket);
        let accepted = facts.first(ticket, plan.flows[own.workflow.index()].first?)?;
        let category = match repeat.same_category {
            true => u32::from(own.category?.0) + 1,
            false => 0,
        };
        let (group, part) = match repeat.same_customer {
            true => (own.customer?, category),
            false => (category, 0),
        };
        Some(Matter { group, part, accepted })
    };
    let none = Matter {
        group: NO_GROUP,
        part: 0,
        accepted: Moment(0),
    };
    let of = |ticket: usize| of(ticket).unwrap_or(none);
    let mut matters: Vec<Matter> = (0..facts.len()).into_par_iter().map(of).collect();
    if !repeat.same_fields.is_empty() {
        let mut known: HashMap<(u32, u32, Vec<String>), u32> = HashMap::new();
        for (ticket, matter) in matters.iter_mut().enumerate() {
            let told = |field: &FieldId| facts.field(ticket, *field, None).map(|value| written(&value));
            let told: Option<Vec<String>> = repeat.same_fields.iter().map(told).collect();
            let next = known.len() as u32;
            let (group, part) = (matter.group, matter.part);
            (matter.group, matter.part) = match told.filter(|_| group != NO_GROUP) {
                Some(told) => (*known.entry((group, part, told)).or_insert(next), 0),
                None => (NO_GROUP, 0),
            };
        }
    }
    matters
}

/// The tickets by matter, those of one matter in the order of their acceptance and number.
fn grouped(matters: Vec<Matter>) -> Vec<Entry> {
    let told = || matters.iter().filter(|matter| matter.group != NO_GROUP);
    let groups = told().map(|matter| matter.group as usize + 1).max();
    let mut ends = vec![0u32; groups.unwrap_or(0)];
    for matter in told() {
        ends[matter.group as usize] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        // Where the group begins; it moves on to its end as the group fills.
        (*end, sum) = (sum, sum + *end);
    }
    let empty = Entry {
        matter: 0,
        ticket: 0,
        accepted: Moment(0),
    };
    let mut sorted = vec![empty; sum as usize];
    for (ticket, matter) in matters.into_iter().enumerate() {
        if let Some(end) = ends.get_mut(matter.group as usize) {
            sorted[*end as usize] = Entry {
                matter: matter.part,
                ticket: ticket as u32,
                accepted: matter.accepted,
            };
            *end += 1;
        }
    }
    let mut begin = 0;
    for end in ends {
        let end = end as usize;
        let group = &mut sorted[begin..end];
        if group.len() > 1 {
            group.sort_unstable_by_key(|entry| (entry.matter, entry.accepted, entry.ticket));
        }
        let mut first = (None, begin);
        for (at, entry) in (begin..).zip(group) {
            if first.0 != Some(entry.matter) {
                first = (Some(entry.matter), at);
            }
            entry.matter = first.1 as u32;
        }
        begin = end;
    }
    sorted
}

/// The tickets that were left out, and when.
fn left_out<F: Facts>(plan: &Plan<'_>, facts: &F) -> HashMap<u32, Moment> {
    let events: Vec<Vec<EventId>> = plan.flows.iter().map(|flow| leave_out(&flow.role)).collect();
    if events.iter().all(Vec::is_empty) {
        return HashMap::new();
    }
    let of = |ticket: usize| {
        let events = &events[facts.ticket(ticket).workflow.index()];
        let first = events.iter().filter_map(|event| facts.first(ticket, *event)).min();
        first.map(|at| (ticket as u32, at))
    };
    (0..facts.len()).into_par_iter().filter_map(of).collect()
}

/// The events that leave a ticket out.
fn leave_out(roles: &[Role]) -> Vec<EventId> {
    let events = roles.iter().enumerate().filter(|(_, role)| **role == Role::LeaveOut);
    events.map(|(at, _)| at.into()).collect()
}

fn written(value: &Value) -> String {
    format!("{value:?}")
}

/// Whether an earlier acceptance lies in the window before a later one.
fn within(plan: &Plan<'_>, repeat: &Repeat, earlier: Moment, later: Moment) -> bool {
    plan.zone.lies_within(repeat.looking_back, earlier, later)
}
