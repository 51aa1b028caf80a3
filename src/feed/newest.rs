//! The default as-of of a run: the newest event of the feeds.
//!
//! A typing error such as 2062 for 2026 would make everything overdue. So a newest event that lies alone, more than
//! 366 days after the next newest, is told and not used; where that one lies alone too, likewise, up to one event in
//! a thousand (at least one). Only events count, never a field that holds a point in time.

use super::facts::RowId;
use super::table::Table;
use crate::calendar::Moment;
use crate::model::FeedField;

/// The newest event, and what was left out on the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Newest {
    /// The newest event that does not lie alone; None: there are no events.
    pub at: Option<Moment>,
    /// Newer ones that do, newest first: moment and row.
    pub alone: Vec<(Moment, RowId)>,
}

const YEAR: i64 = 366 * 86_400;

impl Table {
    /// The newest event, for the default as-of.
    #[must_use]
    pub fn newest_event(&self) -> Newest {
        let mut count = 0u64;
        self.each_moment(|_, _| count += 1);
        let most = (count / 1000).max(1) as usize;
        let mut found = Newest::default();
        let mut top = self.newest_below(Moment(i64::MAX));
        while let Some((at, row)) = top {
            let before = self.newest_below(at);
            let alone = before.is_some_and(|(before, _)| before.0 < at.0.saturating_sub(YEAR));
            if !alone || found.alone.len() == most {
                break;
            }
            found.alone.push((at, row));
            top = before;
        }
        found.at = top.map(|(at, _)| at);
        found
    }

    /// The newest event before a moment, with the first of its rows.
    fn newest_below(&self, limit: Moment) -> Option<(Moment, RowId)> {
        let mut newest: Option<(Moment, RowId)> = None;
        self.each_moment(|at, row| {
            if at < limit && newest.is_none_or(|(known, told)| at > known || at == known && row < told) {
                newest = Some((at, row));
            }
        });
        newest
    }

    /// Every moment of an event that counts, with its row.
    fn each_moment(&self, mut each: impl FnMut(Moment, RowId)) {
        use super::Facts;
        let tickets = &self.tickets;
        let moment_slot = self.events.layout.slot(FeedField::Moment).unwrap_or(usize::MAX);
        for ticket in 0..self.len() {
            if self.settled.told_by.is_none() {
                let row = self.settled.number(ticket);
                for (_, slot) in &tickets.layout.wide {
                    if let Some(moment) = tickets.moment(*slot, row) {
                        each(moment, self.row(ticket));
                    }
                }
            }
            for row in self.settled.rows_of(ticket) {
                let row = *row as usize;
                let place = RowId {
                    feed: self.events.feed(row),
                    line: self.events.lines.get(row).copied().unwrap_or(0),
                };
                if let Some(moment) = self.events.moment(moment_slot, row) {
                    each(moment, place);
                }
            }
        }
    }
}
