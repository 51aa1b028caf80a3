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
        let mut found = Newest::default();
        let mut limit = Moment(i64::MAX);
        loop {
            let (newest, before, count) = self.newest_below(limit);
            found.at = newest.map(|(at, _)| at);
            let Some((at, row)) = newest else { return found };
            let alone = before.is_some_and(|before| before.0 < at.0.saturating_sub(YEAR));
            if !alone || found.alone.len() as u64 >= (count / 1000).max(1) {
                return found;
            }
            found.alone.push((at, row));
            limit = at;
        }
    }

    /// The newest event before a moment with its first row, the newest before that one, and how many there are.
    fn newest_below(&self, limit: Moment) -> (Option<(Moment, RowId)>, Option<Moment>, u64) {
        let (mut newest, mut before, mut count) = (None::<(Moment, RowId)>, None, 0);
        self.each_moment(|at, row| {
            if at >= limit {
                return;
            }
            count += 1;
            match newest {
                Some((known, _)) if at < known => before = before.max(Some(at)),
                Some((known, told)) if at == known => newest = Some((at, told.min(row()))),
                _ => {
                    before = newest.map(|(known, _)| known);
                    newest = Some((at, row()));
                }
            }
        });
        (newest, before, count)
    }

    /// Every moment of an event that counts, with its row.
    pub(super) fn each_moment(&self, mut each: impl FnMut(Moment, &dyn Fn() -> RowId)) {
        for (_, slot) in &self.tickets.layout.wide {
            for (row, moment) in self.tickets.moments(*slot) {
                each(moment, &|| self.tickets.place(row));
            }
        }
        let slot = self.events.layout.slot(FeedField::Moment).unwrap_or(usize::MAX);
        for row in self.settled.rows.iter().map(|row| *row as usize) {
            if let Some(moment) = self.events.moment(slot, row) {
                each(moment, &|| self.events.place(row));
            }
        }
    }
}
