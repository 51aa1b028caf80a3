//! `run.json`: what a run was made of and what came out in figures. The order of keys is fixed.

use super::rejected::feed_word;
use crate::calendar::{Moment, Zone};
use crate::dump::SourceFile;
use crate::evaluate::State;
use crate::model::RuleSet;
use crate::report::{FeedCounts, STATES, Standing, Totals, tickets_joined, tickets_left_aside};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The version of the form; a change of meaning raises it.
const VERSION: u32 = 1;

/// What a run was made of.
pub struct RunJson<'a> {
    /// The program's version.
    pub program: &'a str,
    /// The moment of the run.
    pub as_of: Moment,
    /// Whether the moment was stated, else it is the newest event.
    pub as_of_stated: bool,
    /// The rules.
    pub rules: &'a RuleSet,
    /// The digest of what the rules mean.
    pub rules_digest: &'a str,
    /// The files of the rules, each by the digest of its text.
    pub rule_files: &'a [SourceFile],
    /// The calendars, each by its content.
    pub calendars: &'a [SourceFile],
    /// The feeds with their counts.
    pub feeds: &'a [FeedCounts],
    /// Tickets read, those set aside included.
    pub read: u64,
    /// Tickets set aside.
    pub set_aside: u64,
    /// The totals.
    pub totals: &'a Totals,
    /// The zone in which moments are printed.
    pub zone: &'a Zone,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    program: &'a str,
    as_of: String,
    as_of_stated: bool,
    zone: &'a str,
    rules: Rules<'a>,
    calendars: &'a [SourceFile],
    feeds: Vec<Feed<'a>>,
    tickets: Tickets,
    obligations: ByState<'a>,
    due: u64,
    escalated_tickets: u64,
    findings: u64,
    provisional_findings: u64,
    excused: u64,
    remarks: u64,
    missing_years: Vec<i32>,
}

#[derive(Serialize)]
struct Rules<'a> {
    title: &'a str,
    version: u32,
    digest: &'a str,
    files: &'a [SourceFile],
}

#[derive(Serialize)]
struct Feed<'a> {
    feed: &'static str,
    file: &'a str,
    read: u64,
    counted: u64,
    void: u64,
    joined: u64,
    left_aside: u64,
    set_aside: u64,
    blake3: &'a str,
}

#[derive(Serialize)]
struct Tickets {
    read: u64,
    counted: u64,
    void: u64,
    joined: u64,
    left_aside: u64,
    set_aside: u64,
    overdue: u64,
    due_today: u64,
    not_yet_due: u64,
    undetermined: u64,
    no_clock: u64,
    later: u64,
}

/// A count a state, under the state's word.
struct ByState<'a>(&'a Totals);

impl Serialize for ByState<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(STATES.len()))?;
        for state in STATES {
            map.serialize_entry(&State::word(state).replace(' ', "_"), &self.0.states.of(state))?;
        }
        map.end()
    }
}

impl RunJson<'_> {
    /// The file's text.
    ///
    /// # Errors
    /// Where json cannot be written, which does not happen for these values.
    pub fn render(&self) -> serde_json::Result<String> {
        let standing = |standing| self.totals.standing(standing);
        let document = Document {
            version: VERSION,
            program: self.program,
            as_of: self.zone.rfc3339(self.as_of),
            as_of_stated: self.as_of_stated,
            zone: self.zone.tz().name(),
            rules: Rules {
                title: &self.rules.title,
                version: self.rules.version,
                digest: self.rules_digest,
                files: self.rule_files,
            },
            calendars: self.calendars,
            feeds: self.feeds.iter().map(feed).collect(),
            tickets: Tickets {
                read: self.read,
                counted: self.totals.counted(),
                void: self.totals.void(),
                joined: tickets_joined(self.feeds),
                left_aside: tickets_left_aside(self.feeds),
                set_aside: self.set_aside,
                overdue: standing(Standing::Overdue),
                due_today: standing(Standing::DueToday),
                not_yet_due: standing(Standing::NotYetDue),
                undetermined: standing(Standing::Undetermined),
                no_clock: standing(Standing::NoClock),
                later: standing(Standing::Later),
            },
            obligations: ByState(self.totals),
            due: self.totals.states.due(),
            escalated_tickets: self.totals.escalated,
            findings: self.totals.findings,
            provisional_findings: self.totals.provisional,
            excused: self.totals.excused,
            remarks: self.totals.remarks,
            missing_years: self.totals.missing_years.iter().copied().collect(),
        };
        Ok(serde_json::to_string_pretty(&document)? + "\n")
    }
}

fn feed(counts: &FeedCounts) -> Feed<'_> {
    Feed {
        feed: feed_word(counts.role),
        file: &counts.file,
        read: counts.read,
        counted: counts.counted,
        void: counts.void,
        joined: counts.joined,
        left_aside: counts.left_aside,
        set_aside: counts.set_aside,
        blake3: &counts.digest,
    }
}
