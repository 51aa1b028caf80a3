//! The default as-of of a run: the newest event of the feeds.
//!
//! A typing error such as 2062 for 2026 would make everything overdue. So the newest events are told and not
//! used where they lie alone: in the year (366 days) that ends with the newest there are at most one in a
//! thousand of all events (at least one is allowed), there are older ones, and ten events or more in all.
//! Only events count, never a field that holds a point in time.

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
        let (mut count, mut newest) = (0u64, None);
        self.each_moment(|moment, _| {
            count += 1;
            newest = newest.max(Some(moment));
            true
        });
        let mut found = Newest {
            at: newest,
            alone: Vec::new(),
        };
        let allowed = (count / 1000).max(1) as usize;
        while let (Some(at), true) = (found.at, count >= 10) {
            let (mut alone, mut before) = (Vec::new(), None);
            self.each_moment(|moment, row| {
                if moment.0 <= at.0.saturating_sub(YEAR) {
                    before = before.max(Some(moment));
                } else if moment <= at {
                    alone.push((moment, row()));
                }
                found.alone.len() + alone.len() <= allowed
            });
            if before.is_none() || found.alone.len() + alone.len() > allowed {
                break;
            }
            found.at = before;
            found.alone.append(&mut alone);
        }
        found
            .alone
            .sort_by_key(|(moment, row)| (std::cmp::Reverse(*moment), *row));
        found
    }

    /// Every moment of an event that counts, with its row, as long as `each` says so.
    fn each_moment(&self, mut each: impl FnMut(Moment, &dyn Fn() -> RowId) -> bool) {
        for (_, slot) in &self.tickets.layout.wide {
            for (row, moment) in self.tickets.moments(*slot) {
                if !each(moment, &|| self.tickets.place(row)) {
                    return;
                }
            }
        }
        let slot = self.events.layout.slot(FeedField::Moment).unwrap_or(usize::MAX);
        for row in self.settled.rows.iter().map(|row| *row as usize) {
            if let Some(moment) = self.events.moment(slot, row)
                && !each(moment, &|| self.events.place(row))
            {
                return;
            }
        }
    }
}
