//! What was known at a moment: rows recorded later are left aside, as if the feed did not hold them yet.

use super::reading::Reading;
use super::settle::{Settled, keep_rows};
use crate::calendar::Moment;
use crate::model::FeedField;
use std::collections::HashSet;

/// Leaves aside event rows that were recorded after the moment known at; the tickets that lose rows, or whose own
/// row was recorded later. Nothing where no such moment was asked for.
pub(super) fn leave_unknown(reading: &mut Reading<'_>, settled: &mut Settled, tickets: usize) -> HashSet<usize> {
    let Some(at) = reading.options.known_at else {
        return HashSet::new();
    };
    let mut unknown: HashSet<usize> = (0..tickets)
        .filter(|ticket| is_later(reading, settled, *ticket, at))
        .collect();
    let Some(slot) = reading.events.layout.slot(FeedField::Recorded) else {
        return unknown;
    };
    let later =
        |reading: &Reading<'_>, row: u32| reading.events.moment(slot, row as usize).is_some_and(|told| told > at);
    let mut rows = Vec::new();
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        for row in settled.rows_of(ticket).iter().filter(|row| later(reading, **row)) {
            unknown.insert(ticket);
            rows.push(*row);
        }
    }
    for row in &rows {
        count(reading, usize::from(reading.events.feed(*row as usize)));
    }
    keep_rows(settled, |_, row| !later(reading, row));
    unknown
}

/// Whether a ticket's own row was recorded after the moment known at.
pub(super) fn is_unknown_ticket(reading: &Reading<'_>, settled: &Settled, ticket: usize) -> bool {
    reading
        .options
        .known_at
        .is_some_and(|at| is_later(reading, settled, ticket, at))
}

fn is_later(reading: &Reading<'_>, settled: &Settled, ticket: usize, at: Moment) -> bool {
    let slot = reading
        .tickets
        .layout
        .slot(FeedField::Recorded)
        .filter(|_| !reading.events_only());
    let recorded = slot.and_then(|slot| reading.tickets.moment(slot, settled.number(ticket)));
    recorded.is_some_and(|recorded| recorded > at)
}

/// Leaves a ticket aside with all its rows.
pub(super) fn leave_ticket(reading: &mut Reading<'_>, settled: &Settled, ticket: usize) {
    for row in settled.rows_of(ticket) {
        count(reading, usize::from(reading.events.feed(*row as usize)));
    }
    if reading.events_only() {
        return;
    }
    for row in settled.telling(ticket) {
        count(reading, usize::from(reading.tickets.feed(row)));
        for at in 0..reading.tickets.layout.wide.len() {
            if let Some((_, slot)) = reading.tickets.layout.wide.get(at).copied() {
                reading.tickets.set_moment(slot, row, None);
            }
        }
    }
}

fn count(reading: &mut Reading<'_>, feed: usize) {
    if let Some(count) = reading.counts.iter_mut().find(|count| count.feed == feed) {
        count.left_aside += 1;
    }
}
