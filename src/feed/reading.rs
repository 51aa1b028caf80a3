//! One run of reading: feed after feed, tickets before events, block after block.
//!
//! While one batch of blocks is parsed on all threads, the next is read. Blocks are taken over in their order,
//! so that nothing depends on which thread was quicker.

use super::aside::{DataFinding, FeedCount, SetAside, cure};
use super::blocks::Blocks;
use super::facts::RowId;
use super::input::{Input, Options};
use super::layout::Layout;
use super::plan::{self, Plan};
use super::pool::{Hash, Index, Pool};
use super::refused::{Reason, Refused};
use super::rows::{self, Fault, Rows};
use super::sheet::{Customers, Sheet};
use super::source::Source;
use super::spellings::Spellings;
use crate::calendar::Zone;
use crate::diagnostic::{Code, Words, feed as codes};
use crate::model::{FeedField, RuleSet};
use crate::terms::FeedRole;
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::Arc;

/// What has been read so far.
pub(super) struct Reading<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) options: &'a Options,
    pub(super) keys: Hash,
    zone: Arc<Zone>,
    pub(super) tickets: Sheet,
    pub(super) events: Sheet,
    pub(super) surveys: Sheet,
    pub(super) monitoring: Sheet,
    /// Ticket numbers of the rows of `surveys`, empty where they tell none.
    pub(super) survey_numbers: Pool,
    /// Rows of `surveys` whose score is none of the scale.
    pub(super) unscored: Vec<usize>,
    /// Ticket numbers: of the rows of `tickets`, or, where no feed holds tickets, each once.
    pub(super) numbers: Pool,
    /// Finds ticket numbers; built when the first event feed is read.
    pub(super) index: Option<Index>,
    /// The number of each event row, as a position in `numbers`.
    pub(super) event_numbers: Vec<u32>,
    /// Ticket numbers came in strictly rising order.
    pub(super) rising: bool,
    /// The last one; empty before the first.
    last: Vec<u8>,
    pub(super) customers: Customers,
    pub(super) counts: Vec<FeedCount>,
    pub(super) set_aside: Vec<SetAside>,
    pub(super) findings: Vec<DataFinding>,
    dictionaries: HashMap<(usize, u16), Option<Spellings>>,
    near: HashMap<(usize, u16, Box<str>), Words>,
}

/// The feed being read.
struct Open {
    feed: usize,
    role: FeedRole,
    /// The line on which the next block begins, from 1.
    line: u32,
    read: u64,
    bad: u64,
    left_aside: u64,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(super) fn new(rules: &'a RuleSet, options: &'a Options) -> Reading<'a> {
        Reading {
            rules,
            options,
            keys: Hash::default(),
            zone: Arc::new(Zone::of(rules.zone)),
            tickets: Sheet::new(rules, Layout::new(rules, FeedRole::Tickets)),
            events: Sheet::new(rules, Layout::new(rules, FeedRole::Events)),
            surveys: Sheet::new(rules, Layout::new(rules, FeedRole::Surveys)),
            monitoring: Sheet::new(rules, Layout::new(rules, FeedRole::Monitoring)),
            survey_numbers: Pool::default(),
            unscored: Vec::new(),
            numbers: Pool::default(),
            index: None,
            event_numbers: Vec::new(),
            rising: true,
            last: Vec::new(),
            customers: Customers::default(),
            counts: Vec::new(),
            set_aside: Vec::new(),
            findings: Vec::new(),
            dictionaries: HashMap::new(),
            near: HashMap::new(),
        }
    }

    /// Whether tickets are told by event rows alone.
    pub(super) fn events_only(&self) -> bool {
        !self.rules.feeds.iter().any(|feed| feed.role == FeedRole::Tickets)
    }

    /// Reads all inputs; a refused one does not keep the others from being looked at.
    pub(super) fn all(&mut self, mut inputs: Vec<Input>) -> Result<(), Refused> {
        let role = |input: &Input| self.rules.feeds.get(input.feed).map(|feed| feed.role);
        inputs.sort_by_key(|input| {
            let place = match role(input) {
                Some(FeedRole::Tickets) => 0,
                Some(FeedRole::Events) => 1,
                _ => 2,
            };
            (place, input.feed)
        });
        let mut reasons = Vec::new();
        for input in inputs {
            if let Err(mut more) = self.one(input) {
                reasons.append(&mut more);
            }
        }
        reasons.sort_by_key(|reason| (reason.feed, reason.column));
        if reasons.is_empty() {
            Ok(())
        } else {
            Err(Refused { reasons })
        }
    }

    fn one(&mut self, input: Input) -> Result<(), Vec<Reason>> {
        let Input {
            feed,
            name,
            found,
            bytes,
        } = input;
        let Some(declared) = self.rules.feeds.get(feed) else {
            return Ok(());
        };
        let failed = |error: io::Error| vec![Reason::io(feed, &name, &error)];
        let source = Source::open(declared, (feed, &name), &found, bytes).map_err(|reason| vec![reason])?;
        let (decoded, delimiter, typed) = (source.is_decoding(), source.delimiter, source.is_typed());
        let first_line = source.first_line;
        let mut blocks = Blocks::new(source, self.options.block, delimiter);
        let first = blocks.next(Vec::new()).map_err(failed)?.unwrap_or_default();
        let not_utf8 = |line: u32| vec![not_utf8(feed, &name, line)];
        if let Some(line) = invalid_line(&first) {
            return Err(not_utf8(line + 1));
        }
        let (header, end, line_feeds) = rows::header(&first, delimiter);
        if header.is_empty() {
            let words = Words::new(
                format!("{name} is empty: it has no header line"),
                format!("{name} 是空的，没有表头"),
            );
            return Err(vec![Reason::new(codes::NO_HEADER, feed, &name, words)]);
        }
        let layout = match declared.role {
            FeedRole::Tickets => &self.tickets.layout,
            FeedRole::Events => &self.events.layout,
            FeedRole::Surveys => &self.surveys.layout,
            FeedRole::Monitoring => &self.monitoring.layout,
        };
        let zone = match declared.zone {
            Some(zone) => Arc::new(Zone::of(zone)),
            None => Arc::clone(&self.zone),
        };
        let mut plan = Plan::bind(self.rules, (feed, &name), layout, &header, &zone, typed)?;
        (plan.decoded, plan.delimiter) = (decoded, delimiter);
        let mut open = Open {
            feed,
            role: declared.role,
            line: first_line + line_feeds,
            read: 0,
            bad: 0,
            left_aside: 0,
        };
        self.begin(&open);
        let rest = first.get(end..).unwrap_or_default().to_vec();
        self.blocks(&mut blocks, rest, &plan, &mut open)
            .map_err(|stop| match stop {
                Stop::Io(error) => failed(error),
                Stop::NotUtf8(line) => not_utf8(line),
                Stop::TooMany => {
                    let words = Words::new("more than 4,000,000,000 rows", "超过 40 亿行");
                    vec![Reason::new(codes::TOO_MANY_ROWS, feed, &name, words)]
                }
            })?;
        let source = blocks.source();
        self.unread(&mut open, source);
        if let Some(header) = source.header_met() {
            plan::missing_columns(declared, (feed, &name), &header)?;
        }
        let (bytes, digest) = source.digest();
        self.counts.push(FeedCount {
            feed,
            name,
            read: open.read,
            set_aside: open.bad,
            left_aside: open.left_aside,
            repeats: 0,
            unknown: 0,
            bytes,
            digest,
        });
        Ok(())
    }

    /// Lists the rows that the source could not put into text.
    fn unread(&mut self, open: &mut Open, source: &Source) {
        for row in source.unread() {
            open.read += 1;
            open.bad += 1;
            let fault = Fault {
                line: 0,
                column: row.column,
                code: row.code,
                value: "".into(),
                ticket: row.ticket.as_str().into(),
            };
            let row = RowId {
                feed: open.feed as u16,
                line: row.line,
            };
            self.aside(open.feed, row, fault);
        }
    }

    fn begin(&mut self, open: &Open) {
        match open.role {
            FeedRole::Tickets => self.tickets.begin(open.feed),
            FeedRole::Events => {
                self.events.begin(open.feed);
                if self.index.is_none() {
                    self.index = Some(Index::of(&self.numbers, self.keys));
                }
            }
            FeedRole::Surveys => self.surveys.begin(open.feed),
            FeedRole::Monitoring => self.monitoring.begin(open.feed),
        }
    }

    fn blocks<R: Read + Send>(
        &mut self,
        blocks: &mut Blocks<R>,
        first: Vec<u8>,
        plan: &Plan,
        open: &mut Open,
    ) -> Result<(), Stop> {
        let (keys, options) = (self.keys, self.options);
        let size = rayon::current_num_threads() * 2;
        let mut batch = vec![first];
        let mut spare: Vec<Vec<u8>> = Vec::new();
        while !batch.is_empty() {
            let parse = || {
                batch
                    .par_iter()
                    .map(|block| parse(block, plan, keys))
                    .collect::<Vec<_>>()
            };
            let (next, parsed) = rayon::join(|| read_batch(blocks, size, &mut spare, options), parse);
            for rows in parsed {
                match rows {
                    Ok(rows) => self.take(rows, open)?,
                    Err(line) => return Err(Stop::NotUtf8(open.line + line)),
                }
            }
            spare.append(&mut batch);
            batch = next.map_err(Stop::Io)?;
        }
        Ok(())
    }

    /// Takes over what a block told.
    fn take(&mut self, mut rows: Rows, open: &mut Open) -> Result<(), Stop> {
        let line = open.line;
        open.line = open.line.saturating_add(rows.line_feeds);
        open.read += u64::from(rows.read);
        open.bad += u64::from(rows.bad);
        open.left_aside += u64::from(rows.left_aside);
        let prefix = self.rules.feeds.get(open.feed).map_or("", |feed| feed.prefix.as_str());
        if !prefix.is_empty() {
            rows.numbers = rows.numbers.prefixed(prefix);
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
                let mut last = self.last.as_slice();
                for number in rows.numbers.iter() {
                    self.rising &= last < number;
                    last = number;
                }
                self.last = last.to_vec();
                self.numbers.append(&rows.numbers);
                self.tickets.append(&mut rows, line, &mut self.customers, self.keys);
            }
            FeedRole::Events => {
                let strangers = self.find_tickets(&mut rows);
                open.bad += strangers.len() as u64;
                for fault in strangers {
                    let row = self.row(open, line, &fault);
                    self.aside(open.feed, row, fault);
                }
                self.events.append(&mut rows, line, &mut self.customers, self.keys);
            }
            FeedRole::Surveys => {
                self.survey_numbers.append(&rows.numbers);
                self.surveys.append(&mut rows, line, &mut self.customers, self.keys);
            }
            FeedRole::Monitoring => {
                self.monitoring.append(&mut rows, line, &mut self.customers, self.keys);
            }
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
        for (at, number) in rows.numbers.iter().enumerate() {
            let hash = self.keys.of(number);
            let found = if events_only {
                Some(index.intern(&mut self.numbers, self.keys, hash, number))
            } else {
                index.get(&self.numbers, hash, number)
            };
            keep.push(found.is_some());
            match found {
                Some(found) => self.event_numbers.push(found),
                None => strangers.push(Fault {
                    line: rows.lines.get(at).copied().unwrap_or(0),
                    column: None,
                    code: codes::NO_TICKET,
                    value: "".into(),
                    ticket: String::from_utf8_lossy(number).into(),
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
        let personal = column.is_some_and(|column| column.personal || column.field == FeedField::Customer);
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
        if self.near.len() < 10_000 {
            self.near.insert(key, words.clone());
        }
        words
    }
}

/// Why reading ended before the end.
enum Stop {
    Io(io::Error),
    NotUtf8(u32),
    TooMany,
}

fn parse(block: &[u8], plan: &Plan, keys: Hash) -> Result<Rows, u32> {
    match invalid_line(block) {
        Some(line) => Err(line),
        None => Ok(rows::read(block, plan, keys)),
    }
}

/// The line, from 0, of the first byte that is no UTF-8.
fn invalid_line(block: &[u8]) -> Option<u32> {
    let error = simdutf8::compat::from_utf8(block).err()?;
    let before = block.get(..error.valid_up_to()).unwrap_or_default();
    Some(memchr::memchr_iter(b'\n', before).count() as u32)
}

fn not_utf8(feed: usize, name: &str, line: u32) -> Reason {
    let words = Words::new(
        format!("{name} line {line} is not UTF-8, and the feed states no other encoding"),
        format!("{name} 第{line}行不是 UTF-8，取数也没有写编码"),
    );
    Reason::new(codes::NOT_UTF8, feed, name, words).mend(Words::new(
        "from a Chinese desk it is probably GB18030; write: encoding GBK",
        "多半是 GB18030，写上：编码 GBK",
    ))
}

fn read_batch<R: Read>(
    blocks: &mut Blocks<R>,
    size: usize,
    spare: &mut Vec<Vec<u8>>,
    options: &Options,
) -> io::Result<Vec<Vec<u8>>> {
    let mut batch = Vec::with_capacity(size);
    while batch.len() < size {
        match blocks.next(spare.pop().unwrap_or_default())? {
            Some(block) => {
                if let Some(progress) = &options.progress {
                    progress(block.len() as u64);
                }
                batch.push(block);
            }
            None => break,
        }
    }
    Ok(batch)
}
