//! Logs of states: a row is an event only where the state differs from the ticket's last one.
//!
//! The rows of a ticket are taken in the order of their moments, those of one moment in the order of the workflow.

use super::reading::Reading;
use super::settle::{Settled, keep_rows, slots, workflow};
use crate::model::{EventId, FeedField};
use std::collections::HashSet;

/// Drops rows that say again what was so already, and notes the rows that leave a state.
pub(super) fn keep_changes(reading: &mut Reading<'_>, settled: &mut Settled) {
    let feeds = reading.rules.feeds.iter();
    let logs: Vec<bool> = feeds
        .map(|feed| {
            let mut columns = feed.columns.iter();
            columns.any(|column| column.field == FeedField::Event && column.on_change)
        })
        .collect();
    if !logs.contains(&true) {
        return;
    }
    let (event_slot, moment_slot) = slots(reading);
    let feeds = 0..reading.rules.feeds.len() as u16;
    let ranks: Vec<Vec<u16>> = feeds
        .map(|feed| reading.rules.event_ranks(workflow(reading, feed)))
        .collect();
    let mut gone = HashSet::new();
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        let events = &reading.events;
        let mut rows: Vec<(u16, _, u16, EventId, u32)> = settled
            .rows_of(ticket)
            .iter()
            .filter_map(|row| {
                let feed = events.feed(*row as usize);
                let event = EventId(events.code(event_slot, *row as usize)?);
                let rank = ranks.get(usize::from(feed)).and_then(|ranks| ranks.get(event.index()));
                let rank = rank.copied().unwrap_or(u16::MAX);
                let is_log = logs.get(usize::from(feed)).copied().unwrap_or(false);
                is_log.then(|| (feed, events.moment(moment_slot, *row as usize), rank, event, *row))
            })
            .collect();
        rows.sort_unstable();
        for log in rows.chunk_by(|one, other| one.0 == other.0) {
            let mut last = None;
            for (feed, _, _, event, row) in log {
                if last == Some(*event) {
                    gone.insert(*row);
                    if let Some(count) = reading.counts.iter_mut().find(|count| count.feed == usize::from(*feed)) {
                        count.repeats += 1;
                    }
                    continue;
                }
                let feed = reading.rules.feeds.get(usize::from(*feed));
                let left = feed.and_then(|feed| feed.leaving.iter().find(|(state, _)| Some(*state) == last));
                if let Some((_, told)) = left {
                    settled.leaving.insert(*row, *told);
                }
                last = Some(*event);
            }
        }
    }
    if !gone.is_empty() {
        keep_rows(settled, |_, row| !gone.contains(&row));
    }
}
