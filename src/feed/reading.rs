//! One run of reading: feed after feed, tickets before events, block after block.
//!
//! How the blocks of a feed are read is `pipeline`'s affair, and what becomes of what they told is `taking`'s.

use super::aside::{DataFinding, FeedCount, SetAside};
use super::block::{Block, invalid_line};
use super::blocks::Blocks;
use super::cells::header;
use super::clock::Clock;
use super::customers::Customers;
use super::facts::RowId;
use super::hash::Hash;
use super::index::Index;
use super::input::{Input, Options};
use super::layout::Layout;
use super::packed::Packed;
use super::pipeline::{self, How, Stop};
use super::plan::{self, Plan};
use super::pool::Pool;
use super::refused::{Reason, Refused};
use super::rows::Fault;
use super::sheet::Sheet;
use super::source::Source;
use super::spellings::Spellings;
use crate::calendar::{Moment, Zone};
use crate::diagnostic::{Words, feed as codes};
use crate::model::RuleSet;
use crate::terms::FeedRole;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

/// What has been read so far.
pub(super) struct Reading<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) options: &'a Options,
    pub(super) keys: Hash,
    clock: Arc<Clock>,
    pub(super) tickets: Sheet,
    pub(super) events: Sheet,
    pub(super) surveys: Sheet,
    pub(super) monitoring: Sheet,
    /// Ticket numbers of the rows of `surveys`, empty where they tell none.
    pub(super) survey_numbers: Pool,
    /// Rows of `surveys` whose score is none of the scale.
    pub(super) unscored: Vec<usize>,
    /// Rows of `surveys` that say again what another one said.
    pub(super) repeated_answers: Vec<usize>,
    /// Rows of `monitoring` that say again what another one said.
    pub(super) repeated_visits: Vec<usize>,
    /// Ticket numbers: of the rows of `tickets`, or, where no feed holds tickets, each once.
    pub(super) numbers: Pool,
    /// Finds ticket numbers; built when the first event feed is read.
    pub(super) index: Option<Index>,
    /// The number of each event row, as a position in `numbers`.
    pub(super) event_numbers: Vec<u32>,
    /// Ticket numbers came in strictly rising order.
    pub(super) rising: bool,
    /// The last one; empty before the first.
    pub(super) last: Vec<u8>,
    pub(super) customers: Customers,
    pub(super) counts: Vec<FeedCount>,
    pub(super) set_aside: Vec<SetAside>,
    pub(super) findings: Vec<DataFinding>,
    pub(super) dictionaries: HashMap<(usize, u16), Option<Spellings>>,
    pub(super) near: HashMap<(usize, u16, Box<str>), Words>,
    /// Moments that a feed tells and another one too: only one of the two rows keeps it. Held where a feed's age is
    /// asked for.
    pub(super) told_elsewhere: Vec<(Moment, u16)>,
}

/// The feed being read.
pub(super) struct Open {
    /// Which.
    pub(super) feed: usize,
    /// Its role.
    pub(super) role: FeedRole,
    /// The line on which the next block begins, from 1.
    pub(super) line: u32,
    /// Rows read.
    pub(super) read: u64,
    /// Rows set aside.
    pub(super) bad: u64,
    /// Rows of a code that is mapped to `ignore`.
    pub(super) left_aside: u64,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(super) fn new(rules: &'a RuleSet, options: &'a Options) -> Reading<'a> {
        Reading {
            rules,
            options,
            keys: Hash::default(),
            clock: Arc::new(Clock::new(Zone::of(rules.zone))),
            tickets: Sheet::new(rules, Layout::new(rules, FeedRole::Tickets)),
            events: Sheet::new(rules, Layout::new(rules, FeedRole::Events)),
            surveys: Sheet::new(rules, Layout::new(rules, FeedRole::Surveys)),
            monitoring: Sheet::new(rules, Layout::new(rules, FeedRole::Monitoring)),
            survey_numbers: Pool::default(),
            unscored: Vec::new(),
            repeated_answers: Vec::new(),
            repeated_visits: Vec::new(),
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
            told_elsewhere: Vec::new(),
        }
    }

    /// Takes out of a ticket's row the moment of an event that another row tells.
    pub(super) fn untell(&mut self, slot: usize, row: usize) {
        let asked = self.rules.feeds.iter().any(|feed| feed.fresh_within.is_some());
        if let Some(at) = self.tickets.moment(slot, row).filter(|_| asked) {
            self.told_elsewhere.push((at, self.tickets.feed(row)));
        }
        self.tickets.set_moment(slot, row, None);
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
                Some(role) if role.tells_events() => 1,
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
        let numbers = self.customers.number(self.keys);
        self.tickets.number_customers(&numbers);
        self.events.number_customers(&numbers);
        self.surveys.number_customers(&numbers);
        self.monitoring.number_customers(&numbers);
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
        let source = Source::open(declared, (feed, &name), &found, bytes).map_err(|reason| vec![*reason])?;
        let (decoded, delimiter, typed) = (source.is_decoding(), source.delimiter, source.is_typed());
        let first_line = source.first_line;
        let mut blocks = Blocks::new(source, self.options.block, delimiter);
        let mut first = Block::default();
        first.length = blocks.next(&mut first.buffer).map_err(failed)?;
        let not_utf8 = |line: u32| vec![not_utf8(feed, &name, line)];
        if let Some(line) = invalid_line(first.bytes()) {
            return Err(not_utf8(line + 1));
        }
        let (header, end) = header(first.bytes(), delimiter);
        if header.is_empty() {
            return Err(vec![Reason::no_header(feed, &name)]);
        }
        let layout = match declared.role {
            FeedRole::Tickets => &self.tickets.layout,
            FeedRole::Events | FeedRole::Decisions | FeedRole::Objections => &self.events.layout,
            FeedRole::Surveys => &self.surveys.layout,
            FeedRole::Monitoring => &self.monitoring.layout,
        };
        let clock = match declared.zone {
            Some(zone) => Arc::new(Clock::new(Zone::of(zone))),
            None => Arc::clone(&self.clock),
        };
        let mut plan = Plan::bind(self.rules, (feed, &name), layout, &header, &clock, typed)?;
        (plan.decoded, plan.delimiter) = (decoded, delimiter);
        let mut open = Open {
            feed,
            role: declared.role,
            line: first_line,
            read: 0,
            bad: 0,
            left_aside: 0,
        };
        self.begin(&open);
        open.line += first.cut(end);
        let columns = match open.role {
            FeedRole::Tickets => &self.tickets.columns,
            FeedRole::Events | FeedRole::Decisions | FeedRole::Objections => &self.events.columns,
            FeedRole::Surveys => &self.surveys.columns,
            FeedRole::Monitoring => &self.monitoring.columns,
        };
        let columns: Vec<_> = columns.iter().map(Packed::emptied).collect();
        let how = How {
            plan: &plan,
            columns: &columns,
            keys: self.keys,
            options: self.options,
        };
        pipeline::run(&mut blocks, first, &how, |block| self.take(&mut block.rows, &mut open)).map_err(|stop| {
            match stop {
                Stop::Io(error) => failed(error),
                Stop::NotUtf8(line) => not_utf8(open.line + line),
                Stop::TooMany => {
                    let words = Words::new("more than 4,000,000,000 rows", "超过 40 亿行");
                    vec![Reason::new(codes::TOO_MANY_ROWS, feed, &name, words)]
                }
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
            joined: 0,
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
            FeedRole::Events | FeedRole::Decisions | FeedRole::Objections => {
                self.events.begin(open.feed);
                if self.index.is_none() {
                    self.index = Some(Index::of(&self.numbers, self.keys));
                }
            }
            FeedRole::Surveys => self.surveys.begin(open.feed),
            FeedRole::Monitoring => self.monitoring.begin(open.feed),
        }
    }
}

fn not_utf8(feed: usize, name: &str, line: u32) -> Reason {
    let words = Words::new(
        format!("line {line} is not UTF-8, and the feed states no other encoding"),
        format!("第{line}行不是 UTF-8，取数也没有写编码"),
    );
    Reason::new(codes::NOT_UTF8, feed, name, words).mend(Words::new(
        "from a Chinese desk it is probably GB18030; write: encoding GBK",
        "多半是 GB18030，写上：编码 GBK",
    ))
}
