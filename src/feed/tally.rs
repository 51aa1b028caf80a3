//! What became of the rows, counted from what they became part of, tickets, answers, visits: the other side of the
//! reader's own count.

use super::sheet::Sheet;
use super::table::Table;
use super::{Facts, RowId};

impl Table {
    /// By feed: the rows that belong to tickets, or are answers or visits, each once; and those of them that belong to
    /// the tickets named (sorted).
    #[must_use]
    pub fn rows_by_feed(&self, void: &[usize]) -> Vec<(u64, u64)> {
        let mut counts = vec![(0u64, 0u64); self.workflows.len()];
        for ticket in 0..self.len() {
            let left_out = u64::from(void.binary_search(&ticket).is_ok());
            let mut count = |row: RowId| {
                if let Some(count) = counts.get_mut(usize::from(row.feed)) {
                    count.0 += 1;
                    count.1 += left_out;
                }
            };
            if self.settled.told_by.is_none() {
                count(self.row(ticket));
            }
            for decision in self.decisions(ticket) {
                count(decision.row);
            }
            for row in self.settled.rows_of(ticket) {
                count(RowId {
                    feed: self.events.feed(*row as usize),
                    line: 0,
                });
            }
        }
        let kept = |sheet: &'_ Sheet, repeated: &[usize]| {
            let rows = (0..sheet.len()).filter(|row| repeated.binary_search(row).is_err());
            rows.map(|row| usize::from(sheet.feed(row))).collect::<Vec<_>>()
        };
        let answers = kept(&self.surveys, &self.repeated_answers);
        for feed in answers.into_iter().chain(kept(&self.monitoring, &self.repeated_visits)) {
            if let Some(count) = counts.get_mut(feed) {
                count.0 += 1;
            }
        }
        counts
    }
}
