//! The values of a trace, as `onus why --format json` writes them: one field a fact, moments in RFC 3339.

use super::{Change, Civil};
use crate::calendar::{Day, DayCount, Moment, Reason, Unit, Zone};
use crate::evaluate::State;
use crate::model::Which;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// A moment with what the wall shows; serialises as RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The moment.
    pub at: Moment,
    /// What the wall shows.
    pub civil: Civil,
    text: String,
}

impl Stamp {
    /// A moment in a zone.
    #[must_use]
    pub fn of(zone: &Zone, at: Moment) -> Stamp {
        Stamp {
            at,
            civil: Civil::of(zone, at),
            text: zone.rfc3339(at),
        }
    }

    /// A moment at which a stretch ends: midnight shows as 24:00 of the day before.
    #[must_use]
    pub fn end(zone: &Zone, at: Moment) -> Stamp {
        Stamp {
            civil: Civil::end(zone, at),
            ..Stamp::of(zone, at)
        }
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// The trace of one ticket.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyValue {
    pub version: u32,
    pub ticket: String,
    pub kind: Option<String>,
    pub category: Option<String>,
    pub handler: Option<String>,
    pub owner: Option<String>,
    /// The customer as the command line shows them: a pseudonym, or by name where asked for. A trace does not know it.
    pub customer: Option<String>,
    /// The rows of other feeds that are the same case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_case: Vec<WhyJoined>,
    pub as_of: Stamp,
    pub rules_version: u32,
    /// Void or merged from here on.
    pub left_out: Option<Stamp>,
    /// The count of repeats, first = 1, and the earlier tickets that were counted.
    pub occurrence: u32,
    pub earlier: Vec<String>,
    /// Whether repeats are those of one customer.
    #[serde(skip)]
    pub same_customer: bool,
    pub obligations: Vec<WhyObligation>,
    pub climb: Vec<WhyEntry>,
    pub held: Vec<WhyHeld>,
    pub reminders: Vec<WhyReminder>,
    pub leftovers: Vec<WhyLeftover>,
    pub decisions: Vec<WhyDecision>,
    pub findings: Vec<WhyFinding>,
    pub remarks: Vec<WhyRemark>,
    /// What rules on trial come to, as if they were in force; none where that is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_trial: Option<Box<WhyValue>>,
}

impl WhyValue {
    /// Says that every event was told in this file: that of an example, which has no feed.
    pub fn told_in(&mut self, file: &str) {
        let starts_and_ends = self
            .obligations
            .iter_mut()
            .flat_map(|one| [one.start_row.as_mut(), one.done_row.as_mut()])
            .flatten();
        for row in starts_and_ends.chain(self.remarks.iter_mut().map(|remark| &mut remark.row)) {
            file.clone_into(&mut row.file);
        }
    }
}

/// The line that decided, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct WhyRule {
    pub file: String,
    pub line: u32,
    pub text: String,
}

/// A row of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct WhyRow {
    pub file: String,
    pub row: u32,
}

/// A row of another feed that is the same case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct WhyJoined {
    /// The number that it has there.
    pub ticket: String,
    pub row: WhyRow,
    /// The row that it was joined to, whose number the case has.
    pub to: WhyRow,
    /// The line that says that it is the same case.
    pub rule: WhyRule,
}

/// One obligation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyObligation {
    /// Its name as in the lists.
    pub deadline: String,
    /// A rung above the first, a way back or a must; the climb tells it.
    pub of_climb: bool,
    /// The rung, where it is of the climb.
    pub rung: Option<u8>,
    /// The event of a must.
    pub must: Option<String>,
    /// The obligation of an entry of the climb.
    #[serde(skip)]
    pub of_entry: bool,
    pub round: u16,
    /// Of a deadline that repeats: the number of the turn in the round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u16>,
    pub party: Option<String>,
    #[serde(serialize_with = "state_word")]
    pub state: State,
    pub rule: WhyRule,
    pub in_force_since: Option<NaiveDate>,
    pub start: Option<Stamp>,
    pub start_event: Option<String>,
    /// The events that go before it as the start and have not come.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stands_in_for: Vec<String>,
    pub start_row: Option<WhyRow>,
    /// From where it was counted, where an arrival line moved the start.
    pub counted_from: Option<Stamp>,
    pub days: Vec<DayNote>,
    /// How days count, where the limit is in days.
    #[serde(skip)]
    pub counting: Option<(Unit, DayCount)>,
    /// The two clocks of which one decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_two: Option<WhyTwo>,
    pub due: Option<Stamp>,
    pub original_due: Option<Stamp>,
    pub pauses: Vec<WhyPause>,
    pub extensions: Vec<WhyExtension>,
    pub done: Option<Stamp>,
    pub done_event: Option<String>,
    pub done_row: Option<WhyRow>,
    pub late_working_seconds: Option<i64>,
    pub late_elapsed_seconds: Option<i64>,
    pub charged_working_seconds: Option<i64>,
    /// By how much a target was missed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed_working_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missed_elapsed_seconds: Option<i64>,
    /// The line by which a miss is no breach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_breach: Option<WhyRule>,
    pub missing_year: Option<i32>,
    /// The events that end it.
    pub ended_by: Vec<String>,
    /// The line with the test that has to hold at them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_when: Option<WhyRule>,
    /// Those that came while it ran and did not end it, as the test did not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<WhyPassed>,
    /// The line by which it was not needed any more, where that closed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_needed: Option<WhyRule>,
    /// The nearest changes that would have altered the verdict.
    pub otherwise: Vec<Change>,
}

/// An event that did not end an obligation.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyPassed {
    pub event: String,
    pub at: Stamp,
    pub row: WhyRow,
}

/// A day that was counted or skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct DayNote {
    pub date: NaiveDate,
    pub counted: bool,
    /// Why, in a fixed word; None: an ordinary working day.
    pub reason: Option<&'static str>,
    /// The calendar's own name of it.
    pub name: Option<String>,
}

impl From<Day> for DayNote {
    fn from(day: Day) -> DayNote {
        let (reason, name) = match day.why {
            None => (None, None),
            Some(Reason::Weekday(_)) => (Some("weekly day off"), None),
            Some(Reason::Off(name)) => (Some("day off"), name),
            Some(Reason::MakeUp(name)) => (Some("make-up day"), name),
            Some(Reason::OwnHours(name)) => (Some("own hours"), name),
            Some(Reason::Closed(name)) => (Some("closed"), name),
            Some(Reason::Skipped) => (Some("skipped by the zone"), None),
        };
        DayNote {
            date: day.date,
            counted: day.counted,
            reason,
            name,
        }
    }
}

/// When each of two clocks runs out before pauses and extensions, and which of the two holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyTwo {
    #[serde(serialize_with = "which_word")]
    pub which: Which,
    pub moments: [Stamp; 2],
}

fn which_word<S: Serializer>(which: &Which, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match which {
        Which::Later => "later",
        Which::Earlier => "earlier",
    })
}

/// A pause that counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyPause {
    pub from: Stamp,
    pub to: Option<Stamp>,
    pub added_seconds: i64,
    /// As the rules word them; none where they give none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// An extension that was granted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyExtension {
    pub asked: Stamp,
    pub granted: Stamp,
}

/// A rung that was entered.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyEntry {
    pub round: u16,
    pub rung: u8,
    pub title: String,
    pub at: Stamp,
    pub party: Option<String>,
    pub from_rung: u8,
    pub from_party: Option<String>,
    pub rule: WhyRule,
    pub due: Option<Stamp>,
    #[serde(serialize_with = "state_word")]
    pub state: State,
}

/// How long one party held the ticket, all its stretches together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct WhyHeld {
    /// None: the customer.
    pub party: Option<String>,
    pub working_seconds: Option<i64>,
    pub elapsed_seconds: i64,
    /// The rung that took the ticket over from them, where that is how they lost it.
    pub until_rung: Option<u8>,
}

/// A reminder whose moment has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyReminder {
    pub deadline: String,
    pub round: u16,
    pub due: Stamp,
    pub at: Stamp,
    pub send_to: Option<String>,
    pub copies: Vec<String>,
    pub letter: Option<String>,
    pub rule: WhyRule,
}

/// Where it was left over when a schedule came last.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyLeftover {
    pub schedule: String,
    pub rung: u8,
    pub party: Option<String>,
    pub since: Stamp,
    pub last: Stamp,
    pub months: u16,
    pub ended: Option<Stamp>,
}

/// An excuse or an objection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyDecision {
    pub kind: &'static str,
    pub at: Stamp,
    pub by: Option<String>,
    /// What it is about, as lists name it; empty: all that is late.
    pub about: String,
    pub reference: String,
    /// How many obligations it concerns.
    pub concerned: usize,
    pub row: WhyRow,
}

/// A finding that holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyFinding {
    pub finding: String,
    pub round: u16,
    pub party: Option<String>,
    pub at: Option<Stamp>,
    pub lines: Vec<WhyRule>,
    pub labels: Vec<String>,
    pub provisional: bool,
    /// What is incomplete, in a fixed word.
    pub counts_as: Option<&'static str>,
    /// Of what should have been raised: the event, and when it came all the same.
    pub not_raised: Option<String>,
    pub recorded: Option<Stamp>,
}

/// Something odd about an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct WhyRemark {
    pub code: &'static str,
    pub event: Option<String>,
    pub at: Option<Stamp>,
    pub row: WhyRow,
}

pub(super) fn state_word<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.word())
}
