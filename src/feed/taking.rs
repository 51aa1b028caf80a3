//! What the blocks of a feed told is taken over, block after block in the order of the file, so that nothing depends
//! on which thread was quicker.

use super::aside::{DataFinding, SetAside, cure};
use super::facts::RowId;
use super::pipeline::Stop;
use super::reading::{Open, Reading};
use super::rows::{Fault, Rows};
use super::spellings::Spellings;
use crate::diagnostic::{Code, Words, feed as codes};
use crate::model::FeedField;
use crate::terms::FeedRole;

impl Reading<'_> {
    /// Takes over what a block told.
    pub(super) fn take(&mut self, rows: &mut Rows, open: &mut Open) -> Result<(), Stop> {
        let line = open.line;
        open.line = open.line.saturating_add(rows.line_feeds);
        open.read += u64::from(rows.read);
        open.bad += u64::from(rows.bad);
        open.left_aside += u64::from(rows.left_aside);
        let prefix = self.rules.feeds.get(open.feed).map_or("", |feed| feed.prefix.as_str());
        if !prefix.is_empty() {
            rows.numbers = rows.numbers.prefixed(prefix);
            rows.look_whether_rising();
            for fault in rows.faults.iter_mut().chain(&mut rows.oddities) {
                if !fault.ticket.is_empty() {
                    fault.ticket = format!("{prefix}{}", fault.ticket).into();
                }
            }
        }
        for fault in std::mem::take(&mut rows.faults) {
            let row = self.row(open, line, &fault);
            self.aside(open.feed, row, fault);
        }
        for oddity in std::mem::take(&mut rows.oddities) {
            let row = self.row(open, line, &oddity);
            self.odd(open.feed, row, oddity);
        }
        match open.role {
            FeedRole::Tickets => {
                if let Some(last) = rows.numbers.len().checked_sub(1) {
                    self.rising &= rows.rising && self.last.as_slice() < rows.numbers.get(0);
                    self.last.clear();
                    self.last.extend_from_slice(rows.numbers.get(last));
                }
                self.numbers.append(&rows.numbers);
                self.tickets.append(rows, line, &mut self.customers);
            }
            FeedRole::Events | FeedRole::Decisions | FeedRole::Objections => {
                self.name_decisions(rows, open);
                let strangers = self.find_tickets(rows);
                open.bad += strangers.len() as u64;
                for fault in strangers {
                    let row = self.row(open, line, &fault);
                    self.aside(open.feed, row, fault);
                }
                self.events.append(rows, line, &mut self.customers);
            }
            FeedRole::Surveys => {
                self.survey_numbers.append(&rows.numbers);
                self.surveys.append(rows, line, &mut self.customers);
            }
            FeedRole::Monitoring => self.monitoring.append(rows, line, &mut self.customers),
        }
        let most = u32::MAX as usize - 2;
        if self.tickets.len() > most || self.events.len() > most {
            Err(Stop::TooMany)
        } else {
            Ok(())
        }
    }

    /// Finds the tickets of event rows; rows of no ticket are taken out and handed back.
    fn find_tickets(&mut self, rows: &mut Rows) -> Vec<Fault> {
        let events_only = self.events_only();
        let index = self.index.get_or_insert_default();
        let mut strangers = Vec::new();
        let mut keep = Vec::with_capacity(rows.lines.len());
        let hashes: Vec<u64> = rows.numbers.iter().map(|number| self.keys.of(number)).collect();
        let found = if events_only {
            let numbers = index.intern_all(&mut self.numbers, self.keys, &rows.numbers, &hashes);
            numbers.into_iter().map(Some).collect()
        } else {
            index.get_all(&self.numbers, &rows.numbers, &hashes)
        };
        for (at, found) in found.into_iter().enumerate() {
            keep.push(found.is_some());
            match found {
                Some(found) => self.event_numbers.push(found),
                None => strangers.push(Fault {
                    ticket: rows.numbers.text(at).into(),
                    ..Fault::new(rows.lines.get(at).copied().unwrap_or(0), None, codes::NO_TICKET, "")
                }),
            }
        }
        if !strangers.is_empty() {
            rows.retain(&keep);
        }
        strangers
    }

    fn row(&self, open: &Open, line: u32, fault: &Fault) -> RowId {
        RowId {
            feed: open.feed as u16,
            line: line.saturating_add(fault.line),
        }
    }

    /// Lists a row that is set aside.
    pub(super) fn aside(&mut self, feed: usize, row: RowId, fault: Fault) {
        let cure = self.cure(feed, fault.column, fault.code, &fault.value);
        let column = fault
            .column
            .and_then(|column| self.rules.feeds.get(feed)?.columns.get(usize::from(column)));
        let own = |field| matches!(field, FeedField::Customer | FeedField::Monitor);
        let personal = column.is_some_and(|column| column.personal || own(column.field));
        self.set_aside.push(SetAside {
            row,
            ticket: fault.ticket.into(),
            column: fault.column,
            code: fault.code,
            value: fault.value.into(),
            personal,
            cure,
        });
    }

    fn odd(&mut self, feed: usize, row: RowId, fault: Fault) {
        let cure =
            (fault.code == codes::UNKNOWN_EVENT).then(|| self.cure(feed, fault.column, fault.code, &fault.value));
        let column = fault
            .column
            .and_then(|column| self.rules.feeds.get(feed)?.columns.get(usize::from(column)));
        let event = column.and_then(|column| {
            if let FeedField::At(event) = column.field {
                Some(event)
            } else {
                None
            }
        });
        self.findings.push(DataFinding {
            code: fault.code,
            row,
            ticket: fault.ticket.into(),
            column: fault.column,
            event,
            at: None,
            value: fault.value.into(),
            cure,
        });
    }

    /// What would cure a fault; the same word is looked up once.
    fn cure(&mut self, feed: usize, column: Option<u16>, code: Code, value: &str) -> Words {
        let Some(column) = column.filter(|_| !value.is_empty()) else {
            return cure(code, None, false);
        };
        let key = (feed, column, Box::from(value));
        if let Some(known) = self.near.get(&key) {
            return known.clone();
        }
        let rules = self.rules;
        let dictionary = self
            .dictionaries
            .entry((feed, column))
            .or_insert_with(|| Spellings::of(rules, rules.feeds.get(feed)?.columns.get(usize::from(column))?));
        let words = match dictionary {
            Some(words) => cure(code, words.nearest(value), words.is_ambiguous(value.as_bytes())),
            None => cure(code, None, false),
        };
        let field = rules
            .feeds
            .get(feed)
            .and_then(|feed| feed.columns.get(usize::from(column)));
        let words = match field.map(|column| column.field) {
            Some(FeedField::Tier) if words == cure(code, None, false) => Words::new(
                "add the tier to a quota, or map it in the column",
                "在定额里加上这个层级，或在该列写“对应”",
            ),
            Some(FeedField::Dimension) if words == cure(code, None, false) => Words::new(
                "add the dimension to a satisfaction, or map it in the column",
                "在满意度里加上这个维度，或在该列写“对应”",
            ),
            _ => words,
        };
        if self.near.len() < 10_000 {
            self.near.insert(key, words.clone());
        }
        words
    }
}
