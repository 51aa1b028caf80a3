//! What can be decided only when all rows are there: one row a ticket, an acceptance for each, each event once.
//!
//! Nothing here depends on the order of rows: where rows of one ticket contend, what they say decides.

use super::aside::DataFinding;
use super::facts::RowId;
use super::reading::Reading;
use super::rows::Fault;
use super::same_case::{self, Cases};
use super::{known, states};
use crate::calendar::Moment;
use crate::diagnostic::{Code, feed as codes};
use crate::model::{EventId, FeedField, WorkflowId};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Tickets and their event rows, in the order of ticket numbers.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// The position of each ticket in the pool of numbers; None: the same.
    pub(super) order: Option<Vec<u32>>,
    /// Where no feed holds tickets: the event row that tells each number's ticket.
    pub(super) told_by: Option<Vec<u32>>,
    /// Where the event rows of each ticket begin in `rows`; one more at the end. Empty: there are no event rows.
    pub(super) starts: Vec<u32>,
    /// Event rows by ticket.
    pub(super) rows: Vec<u32>,
    /// Event rows that leave a state: the second event that they tell.
    pub(super) leaving: HashMap<u32, EventId>,
    /// Tickets that several rows tell.
    pub(super) cases: Cases,
}

impl Settled {
    /// The number of a ticket, as a position in the pool of numbers.
    #[inline]
    pub(super) fn number(&self, ticket: usize) -> usize {
        self.order
            .as_ref()
            .map_or(ticket, |order| order.get(ticket).map_or(usize::MAX, |at| *at as usize))
    }

    /// The rows that tell a ticket: its own, then those of other feeds that are the same case.
    pub(super) fn telling(&self, ticket: usize) -> impl Iterator<Item = usize> {
        let own = self.number(ticket);
        std::iter::once(own).chain(self.cases.joined_to(own))
    }

    /// The second event that a row tells.
    #[inline]
    pub(super) fn left_by(&self, row: usize) -> Option<EventId> {
        if self.leaving.is_empty() {
            return None;
        }
        self.leaving.get(&(row as u32)).copied()
    }

    /// The event rows of a ticket.
    #[inline]
    pub(super) fn rows_of(&self, ticket: usize) -> &[u32] {
        match (self.starts.get(ticket), self.starts.get(ticket + 1)) {
            (Some(from), Some(to)) => self.rows.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Settles all that was read.
pub(super) fn settle(reading: &mut Reading<'_>) -> Settled {
    let mut settled = Settled::default();
    let count = reading.numbers.len();
    let several = same_case::any(&reading.rules.feeds) && !reading.events_only();
    let positions = if reading.rising && !reading.events_only() && !several {
        None
    } else {
        let (mut order, mut positions) = sort_numbers(reading);
        if several {
            settled.cases = same_case::join(reading, &mut order, &mut positions);
        }
        settled.order = Some(order);
        Some(positions)
    };
    let tickets = settled.order.as_ref().map_or(count, Vec::len);
    group_events(reading, &mut settled, positions.as_deref(), tickets);
    let unknown = known::leave_unknown(reading, &mut settled, tickets);
    states::keep_changes(reading, &mut settled);
    same_case::merge(reading, &settled.cases);
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        for row in settled.telling(ticket) {
            merge_wide(reading, &settled, ticket, row);
        }
    }
    drop_repeats(reading, &mut settled);
    if reading.events_only() {
        settled.told_by = Some(telling_rows(reading, &settled));
    }
    drop_unaccepted(reading, &mut settled, tickets, &unknown);
    same_case::tell_joined(reading, &settled.cases);
    settled
}

/// The numbers in byte order, each once, and where each row's number went.
fn sort_numbers(reading: &mut Reading<'_>) -> (Vec<u32>, Vec<u32>) {
    let numbers = &reading.numbers;
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    order.par_sort_unstable_by(|one, other| {
        numbers
            .get(*one as usize)
            .cmp(numbers.get(*other as usize))
            .then(one.cmp(other))
    });
    let mut positions = vec![0; order.len()];
    let mut single: Vec<u32> = Vec::with_capacity(order.len());
    let mut seconds = Vec::new();
    for same in order.chunk_by(|one, other| numbers.get(*one as usize) == numbers.get(*other as usize)) {
        let best = match same {
            [only] => *only,
            several => best_row(reading, several),
        };
        for row in same {
            if let Some(position) = positions.get_mut(*row as usize) {
                *position = single.len() as u32;
            }
            if *row != best {
                seconds.push(*row);
            }
        }
        single.push(best);
    }
    for row in seconds {
        ticket_aside(reading, row as usize, codes::SECOND_ROW);
    }
    (single, positions)
}

/// Of several rows of a ticket the one accepted first; then what they say decides, then the earlier row.
fn best_row(reading: &Reading<'_>, rows: &[u32]) -> u32 {
    let sheet = &reading.tickets;
    let key = |row: &&u32| {
        let row = **row as usize;
        (
            accepted(reading, row).map_or(i64::MAX, |moment| moment.0),
            sheet.content(row, &reading.customers),
            sheet.feed(row),
            sheet.lines.get(row).copied(),
        )
    };
    rows.iter().min_by_key(key).copied().unwrap_or(0)
}

/// When a ticket was accepted, as its row tells.
pub(super) fn accepted(reading: &Reading<'_>, row: usize) -> Option<Moment> {
    let sheet = &reading.tickets;
    let first = reading.rules.first_event(workflow(reading, sheet.feed(row)));
    let moments = sheet.layout.wide.iter().filter(|(event, _)| Some(*event) == first);
    moments.filter_map(|(_, slot)| sheet.moment(*slot, row)).min()
}

pub(super) fn workflow(reading: &Reading<'_>, feed: u16) -> WorkflowId {
    reading
        .rules
        .feeds
        .get(usize::from(feed))
        .map_or(WorkflowId(0), |feed| feed.workflow)
}

fn ticket_aside(reading: &mut Reading<'_>, row: usize, code: Code) {
    let (feed, line) = (
        reading.tickets.feed(row),
        reading.tickets.lines.get(row).copied().unwrap_or(0),
    );
    let ticket = reading.numbers.text(row).into();
    row_aside(reading, RowId { feed, line }, ticket, code);
    for at in 0..reading.tickets.layout.wide.len() {
        if let Some((_, slot)) = reading.tickets.layout.wide.get(at).copied() {
            reading.tickets.set_moment(slot, row, None);
        }
    }
}

fn row_aside(reading: &mut Reading<'_>, row: RowId, ticket: Box<str>, code: Code) {
    let feed = usize::from(row.feed);
    reading.aside(
        feed,
        row,
        Fault {
            line: 0,
            column: None,
            code,
            value: "".into(),
            ticket,
        },
    );
    if let Some(count) = reading.counts.iter_mut().find(|count| count.feed == feed) {
        count.set_aside += 1;
    }
}

/// Groups event rows by ticket.
fn group_events(reading: &mut Reading<'_>, settled: &mut Settled, positions: Option<&[u32]>, tickets: usize) {
    let of = |number: u32| positions.map_or(number, |all| all.get(number as usize).copied().unwrap_or(0)) as usize;
    if reading.event_numbers.is_empty() {
        return;
    }
    let mut starts = vec![0u32; tickets + 1];
    for number in &reading.event_numbers {
        if let Some(count) = starts.get_mut(of(*number) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut rows = vec![0u32; reading.event_numbers.len()];
    let mut next = starts.clone();
    for (row, number) in reading.event_numbers.iter().enumerate() {
        if let Some(at) = next.get_mut(of(*number)) {
            if let Some(place) = rows.get_mut(*at as usize) {
                *place = row as u32;
            }
            *at += 1;
        }
    }
    reading.event_numbers = Vec::new();
    (settled.starts, settled.rows) = (starts, rows);
}

/// An event that the ticket's row and event rows both tell counts once; where they differ, the earlier moment
/// counts and the difference is told. The event row stays, since it tells more.
fn merge_wide(reading: &mut Reading<'_>, settled: &Settled, ticket: usize, ticket_row: usize) {
    let rows = settled.rows_of(ticket);
    if rows.is_empty() || reading.tickets.layout.wide.is_empty() {
        return;
    }
    let (event_slot, moment_slot) = slots(reading);
    for at in 0..reading.tickets.layout.wide.len() {
        let Some((event, slot)) = reading.tickets.layout.wide.get(at).copied() else {
            continue;
        };
        let Some(wide) = reading.tickets.moment(slot, ticket_row) else {
            continue;
        };
        let events = &reading.events;
        let same = rows
            .iter()
            .copied()
            .filter(|row| events.code(event_slot, *row as usize) == Some(event.0));
        let told = same.filter_map(|row| Some((events.moment(moment_slot, row as usize)?, row)));
        let told: Vec<(Moment, u32)> = told.collect();
        let Some((first, row)) = told.iter().copied().min() else {
            continue;
        };
        reading.untell(slot, ticket_row);
        if told.iter().any(|(moment, _)| *moment == wide) {
            continue;
        }
        let late = if wide < first {
            reading.events.set_moment(moment_slot, row as usize, Some(wide));
            reading.events.place(row as usize)
        } else {
            RowId {
                feed: reading.tickets.feed(ticket_row),
                line: reading.tickets.lines.get(ticket_row).copied().unwrap_or(0),
            }
        };
        let ticket = reading.numbers.text(settled.number(ticket)).to_string();
        reading
            .findings
            .push(finding(codes::TOLD_DIFFERENTLY, late, ticket, event, wide.max(first)));
    }
}

pub(super) fn finding(code: Code, row: RowId, ticket: String, event: EventId, at: Moment) -> DataFinding {
    DataFinding {
        code,
        row,
        ticket,
        column: None,
        event: Some(event),
        at: Some(at),
        value: String::new(),
        cure: None,
    }
}

/// The slots of event and moment in event rows.
pub(super) fn slots(reading: &Reading<'_>) -> (Option<usize>, usize) {
    let layout = &reading.events.layout;
    (
        layout.slot(FeedField::Event),
        layout.slot(FeedField::Moment).unwrap_or(usize::MAX),
    )
}

/// Rows equal in ticket, event, moment, party and category, decisions also in what they are about and refer to, count
/// once; the fullest of them stays.
fn drop_repeats(reading: &mut Reading<'_>, settled: &mut Settled) {
    let (event_slot, moment_slot) = slots(reading);
    let layout = &reading.events.layout;
    let [party, category, about, reference] = [
        FeedField::Party,
        FeedField::Category,
        FeedField::About,
        FeedField::Reference,
    ]
    .map(|field| layout.slot(field));
    let mut rows = std::mem::take(&mut settled.rows);
    let mut gone: HashSet<u32> = HashSet::new();
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        let (Some(from), Some(to)) = (settled.starts.get(ticket), settled.starts.get(ticket + 1)) else {
            continue;
        };
        let own = rows.get_mut(*from as usize..*to as usize).unwrap_or_default();
        let events = &reading.events;
        let key = |row: &u32| {
            let row = *row as usize;
            (
                events.moment(moment_slot, row),
                events.get(event_slot, row),
                events.get(party, row),
                events.get(category, row),
                events.get(about, row),
                events.text(events.get(reference, row)),
            )
        };
        own.sort_by_key(key);
        let mut repeats = Vec::new();
        for same in own
            .chunk_by(|one, other| key(one) == key(other))
            .filter(|same| same.len() > 1)
        {
            let full = |row: &u32| {
                let place = reading.events.place(*row as usize);
                (
                    settled.leaving.contains_key(row),
                    events.content(*row as usize, &reading.customers),
                    std::cmp::Reverse(place),
                )
            };
            let best = same.iter().max_by_key(|row| full(row)).copied();
            repeats.extend(same.iter().copied().filter(|row| Some(*row) != best));
        }
        for row in repeats {
            gone.insert(row);
            repeat(reading, settled, ticket, row as usize);
        }
    }
    settled.rows = rows;
    if !gone.is_empty() {
        keep_rows(settled, |_, row| !gone.contains(&row));
    }
}

fn repeat(reading: &mut Reading<'_>, settled: &Settled, ticket: usize, row: usize) {
    let (event_slot, moment_slot) = slots(reading);
    let place = reading.events.place(row);
    let number = reading.numbers.text(settled.number(ticket)).to_string();
    let event = EventId(reading.events.code(event_slot, row).unwrap_or(0));
    let at = reading.events.moment(moment_slot, row).unwrap_or_default();
    let told = finding(codes::REPEATED, place, number, event, at);
    reading.findings.push(DataFinding {
        // A decision is no event.
        event: told.event.filter(|event| event.index() < reading.rules.events.len()),
        ..told
    });
    if let Some(count) = reading
        .counts
        .iter_mut()
        .find(|count| count.feed == usize::from(place.feed))
    {
        count.repeats += 1;
    }
}

/// Keeps some event rows.
pub(super) fn keep_rows(settled: &mut Settled, keep: impl Fn(usize, u32) -> bool) {
    let mut rows = Vec::with_capacity(settled.rows.len());
    let mut starts = Vec::with_capacity(settled.starts.len());
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        starts.push(rows.len() as u32);
        rows.extend(settled.rows_of(ticket).iter().copied().filter(|row| keep(ticket, *row)));
    }
    starts.push(rows.len() as u32);
    (settled.rows, settled.starts) = (rows, starts);
}

/// For each number the event row that tells its ticket: the acceptance, else the earliest.
fn telling_rows(reading: &Reading<'_>, settled: &Settled) -> Vec<u32> {
    let (event_slot, _) = slots(reading);
    let mut told = vec![0; reading.numbers.len()];
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        let rows = settled.rows_of(ticket);
        let accepts = |row: &&u32| {
            let first = reading
                .rules
                .first_event(workflow(reading, reading.events.feed(**row as usize)));
            first.is_some() && reading.events.code(event_slot, **row as usize).map(EventId) == first
        };
        let row = rows.iter().find(accepts).or(rows.first());
        if let (Some(place), Some(row)) = (told.get_mut(settled.number(ticket)), row) {
            *place = *row;
        }
    }
    told
}

/// Sets aside tickets without the workflow's first event, and their event rows.
fn drop_unaccepted(reading: &mut Reading<'_>, settled: &mut Settled, tickets: usize, unknown: &HashSet<usize>) {
    let (event_slot, _) = slots(reading);
    let accepted = |ticket: usize| {
        if unknown.contains(&ticket) && known::is_unknown_ticket(reading, settled, ticket) {
            return false;
        }
        let number = settled.number(ticket);
        let feed = match &settled.told_by {
            Some(told) => reading.events.feed(told.get(number).map_or(0, |row| *row as usize)),
            None => reading.tickets.feed(number),
        };
        let Some(first) = reading.rules.first_event(workflow(reading, feed)) else {
            return true;
        };
        let wide = settled.told_by.is_none()
            && reading
                .tickets
                .layout
                .wide
                .iter()
                .filter(|(event, _)| *event == first)
                .any(|(_, slot)| {
                    settled
                        .telling(ticket)
                        .any(|row| reading.tickets.get(Some(*slot), row) != 0)
                });
        wide || settled
            .rows_of(ticket)
            .iter()
            .any(|row| reading.events.code(event_slot, *row as usize) == Some(first.0))
    };
    let without: HashSet<usize> = (0..tickets)
        .into_par_iter()
        .filter(|ticket| !accepted(*ticket))
        .collect();
    if without.is_empty() {
        return;
    }
    let mut sorted: Vec<usize> = without.iter().copied().collect();
    sorted.sort_unstable();
    for ticket in sorted {
        let number = settled.number(ticket);
        let name: Box<str> = reading.numbers.text(number).into();
        if unknown.contains(&ticket) {
            known::leave_ticket(reading, settled, ticket);
            settled.cases.forget(number);
            continue;
        }
        let code = if settled.told_by.is_some() {
            codes::NO_ACCEPTANCE
        } else {
            for row in settled.telling(ticket) {
                ticket_aside(reading, row, codes::NO_ACCEPTANCE);
            }
            codes::TICKET_ASIDE
        };
        for row in settled.rows_of(ticket) {
            let place = reading.events.place(*row as usize);
            row_aside(reading, place, name.clone(), code);
        }
        settled.cases.forget(number);
    }
    let order = (0..tickets)
        .filter(|ticket| !without.contains(ticket))
        .map(|ticket| settled.number(ticket) as u32);
    let order = order.collect();
    if !settled.starts.is_empty() {
        keep_rows(settled, |ticket, _| !without.contains(&ticket));
        let mut at = 0;
        settled.starts.retain(|_| (!without.contains(&at), at += 1).0);
    }
    settled.order = Some(order);
}
