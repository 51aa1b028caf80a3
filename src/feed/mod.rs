//! Readers of feeds: bytes to facts. A bad record is told and set aside, never dropped in silence.
//!
//! Comes in: a rule set, and the bytes of its feeds. Goes out: a [`Table`], or why a feed is [`Refused`] as a
//! whole. It opens no file, asks for no clock, and judges nothing: what an event means is evaluation's affair.
//!
//! ```text
//! bytes ─ source ─▶ blocks of rows ─ grid, columns (in parallel) ─▶ sheets ─ settle ─▶ table
//! ```

mod aside;
mod asked;
mod block;
mod blocks;
mod cell;
mod cells;
mod chunk;
mod clock;
mod columns;
mod customers;
mod decided;
mod decimal;
mod decode;
mod facts;
mod format;
mod fresh;
mod grid;
mod guess;
mod hash;
mod index;
mod input;
mod known;
mod layout;
mod look;
mod moment;
mod near;
mod newest;
mod packed;
mod pipeline;
mod plan;
mod pool;
mod pseudonym;
mod reading;
mod refused;
mod rows;
mod same_case;
mod settle;
mod several;
mod sheet;
mod short;
mod source;
mod spellings;
mod states;
mod table;
mod taking;
mod tally;
mod timeline;
mod unpack;

pub use aside::{DataFinding, FeedCount, Rejection, SetAside};
pub use asked::{Answer, Monitored};
pub use chunk::Chunk;
pub use facts::{Decision, DecisionKind, Facts, Happened, Joined, RowId, Ticket};
pub use guess::{
    Column as GuessedColumn, DateOrder, Doubt, Guess, Layout, MomentForm, Opened, Stray, Unnamed, values_of,
};
pub(crate) use hash::Hash;
pub use input::{Input, Options};
pub use newest::Newest;
pub use pseudonym::Pseudonyms;
pub use refused::{Reason, Refused};
pub use source::sheet_text;
pub use table::Table;
pub use timeline::Timeline;
pub use unpack::{TooDense, unpacked};

use crate::diagnostic::feed as codes;
use crate::model::RuleSet;
use crate::terms::FeedRole;
use std::collections::HashSet;

/// Reads the feeds of a rule set.
///
/// Feeds without an input are taken as empty.
///
/// # Errors
/// [`Refused`] with every reason at once where a feed cannot be read as a whole: a mapped column is missing, the
/// bytes are not in the encoding, the stream failed.
pub fn read(rules: &RuleSet, inputs: Vec<Input>, options: &Options) -> Result<Table, Refused> {
    match rayon::ThreadPoolBuilder::new().num_threads(options.threads).build() {
        Ok(pool) => pool.install(|| run(rules, inputs, options)),
        // Without threads of its own the work is done by those there are.
        Err(_) => run(rules, inputs, options),
    }
}

fn run(rules: &RuleSet, inputs: Vec<Input>, options: &Options) -> Result<Table, Refused> {
    let mut reading = reading::Reading::new(rules, options);
    reading.all(inputs)?;
    let mut settled = settle::settle(&mut reading);
    let decisions = decided::take(&reading, &mut settled);
    tell_lost_tickets(&mut reading);
    asked::settle(&mut reading);
    reading.counts.sort_by_key(|count| count.feed);
    reading
        .set_aside
        .sort_by_key(|fault| (fault.row, fault.column, fault.code));
    reading
        .findings
        .sort_by_key(|finding| (finding.row, finding.column, finding.code, finding.event, finding.at));
    for finding in reading.findings.iter().filter(|one| one.code == codes::UNKNOWN_EVENT) {
        let feed = usize::from(finding.row.feed);
        if let Some(count) = reading.counts.iter_mut().find(|count| count.feed == feed) {
            count.unknown += 1;
        }
    }
    let events_only = reading.events_only();
    let ranks: Vec<Vec<u16>> = (0..rules.workflows.len())
        .map(|at| rules.event_ranks(at.into()))
        .collect();
    let wide = ranks.iter().map(|ranks| {
        let mut wide = reading.tickets.layout.wide.clone();
        wide.sort_by_key(|(event, _)| (ranks.get(event.index()).copied().unwrap_or(u16::MAX), *event));
        wide
    });
    Ok(Table {
        wide: wide.collect(),
        slots: table::Slots::new(rules, &reading.tickets, &reading.events, events_only),
        workflows: rules.feeds.iter().map(|feed| feed.workflow).collect(),
        ranks,
        numbers: reading.numbers,
        tickets: reading.tickets,
        events: reading.events,
        surveys: reading.surveys,
        monitoring: reading.monitoring,
        survey_numbers: reading.survey_numbers,
        unscored: reading.unscored,
        repeated_answers: reading.repeated_answers,
        repeated_visits: reading.repeated_visits,
        customers: reading.customers,
        counts: reading.counts,
        set_aside: reading.set_aside,
        findings: reading.findings,
        settled,
        decisions,
        told_elsewhere: reading.told_elsewhere,
        same_case: same_case::places(&rules.feeds),
    })
}

/// An event of no ticket whose ticket stands among the rows set aside is told as such: it is mended there.
fn tell_lost_tickets(reading: &mut reading::Reading<'_>) {
    let of_tickets = |feed: u16| {
        reading
            .rules
            .feeds
            .get(usize::from(feed))
            .is_some_and(|feed| feed.role == FeedRole::Tickets)
    };
    let lost = reading
        .set_aside
        .iter()
        .filter(|fault| of_tickets(fault.row.feed) && !fault.ticket.is_empty());
    let lost: HashSet<String> = lost.map(|fault| fault.ticket.clone()).collect();
    for fault in reading
        .set_aside
        .iter_mut()
        .filter(|fault| fault.code == codes::NO_TICKET)
    {
        if lost.contains(&fault.ticket) {
            fault.code = codes::TICKET_ASIDE;
            fault.cure = aside::cure(codes::TICKET_ASIDE, None, false);
        }
    }
}
