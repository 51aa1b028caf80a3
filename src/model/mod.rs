//! The rule set: resolved, typed, valid by construction.
//!
//! Comes in: what `check` built from trees. Goes out: the one value that planning, reports and the RON dump
//! read. Every index points to an existing entry; `check` is the only place that makes one.

mod condition;
mod dated;
mod duty;
mod expect_change;
mod feed;
mod ids;
mod matter;
mod report;
mod told;
mod trial;

pub use condition::{Cond, Subject, Target, Value};
pub use dated::Dated;
pub use duty::{
    Counted, Deadline, Exit, Extend, InForce, Ladder, LimitOf, Must, Party, PartyBase, PartyRef, Pause, Remind,
    Responsible, Row, Rung, RungLimit, Schedule, ScheduleWhen, Which,
};
pub use expect_change::{EffectOn, ExpectChange, ExpectedEffect};
pub use feed::{Feed, FeedColumn, FeedField, FileFormat, Mapped, MappedTo, SameCase};
pub use ids::{
    CalendarId, CategoryId, DeadlineId, EventId, FieldId, FindingId, GroupId, KindId, LadderId, MetricId, PartyId,
    ScheduleId, WordingId, WorkflowId,
};
pub use matter::{Category, Domain, Event, Field, Grace, Group, Kind, Repeat, Workflow};
pub use report::{
    Addressee, Band, CountEach, Decimal, Deduction, Denominator, Dimension, Example, ExampleEvent, ExampleSurvey,
    ExampleTicket, Expect, Expected, Finding, FindingLine, Found, Metric, Notice, Quota, QuotaTier, Satisfaction,
    Sentence, Wording,
};
pub use trial::{TrialDeadline, TrialRung};

use crate::calendar::{Counting, Spec};
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A line of a rule file: what the `rule` column prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Index into [`RuleSet::files`].
    pub file: u16,
    /// Line, from 1.
    pub line: u32,
}

/// A file the rule set was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFile {
    /// Its name as printed, relative to the rule folder.
    pub name: String,
    /// The language of its keywords.
    pub chinese: bool,
}

/// A version of a rule set: whose deadlines, ladders and schedules judge a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number.
    pub number: u32,
    /// The days it is in force.
    pub in_force: InForce,
    /// Its head.
    pub place: Place,
}

/// A whole rule set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    /// The files, in the order of [`Place::file`].
    pub files: Vec<RuleFile>,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// In force for tickets whose event (by default acceptance) falls on or after the date.
    pub effective: Option<(NaiveDate, EventId)>,
    /// Its versions, the oldest first; empty where it has but one without a date.
    pub versions: Vec<Version>,
    /// The zone of every wall-clock time in rules and feeds.
    pub zone: Tz,
    /// How days count by default.
    pub counting: Counting,
    /// Calendars; a layer stands behind what it builds on.
    pub calendars: Vec<Spec>,
    /// The organisation.
    pub parties: Vec<Party>,
    /// Fields of a ticket beyond the built-in ones.
    pub fields: Vec<Field>,
    /// Kinds of tickets.
    pub kinds: Vec<Kind>,
    /// Categories, parents before children.
    pub categories: Vec<Category>,
    /// Reporting groups.
    pub groups: Vec<Group>,
    /// Events of all workflows; one name is one event.
    pub events: Vec<Event>,
    /// Workflows; the first is the default.
    pub workflows: Vec<Workflow>,
    /// Deadlines; several of one name with rising `in_force` replace each other.
    pub deadlines: Vec<Deadline>,
    /// Ladders, in order: the first that applies is taken.
    pub ladders: Vec<Ladder>,
    /// Schedules.
    pub schedules: Vec<Schedule>,
    /// What makes a ticket a repeat.
    pub repeat: Option<Repeat>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Forbidden wording.
    pub wordings: Vec<Wording>,
    /// Monitoring quotas.
    pub quotas: Vec<Quota>,
    /// Satisfaction measures.
    pub satisfactions: Vec<Satisfaction>,
    /// Metrics.
    pub metrics: Vec<Metric>,
    /// Notices.
    pub notices: Vec<Notice>,
    /// Feeds.
    pub feeds: Vec<Feed>,
    /// Other spellings in feeds: (spelling, name it stands for), in the order written.
    pub also_called: Vec<(String, String)>,
    /// Examples.
    pub examples: Vec<Example>,
    /// What the change that led to these rules is to do.
    #[serde(default)]
    pub expect_change: Option<ExpectChange>,
}

impl RuleSet {
    /// The version that governs a ticket whose governing event falls on a date; None in a gap between versions.
    #[must_use]
    pub fn version_on(&self, date: NaiveDate) -> Option<Version> {
        let only = Version {
            number: self.version,
            in_force: InForce::default(),
            place: Place::default(),
        };
        match self.versions.as_slice() {
            [] => Some(only),
            versions => versions.iter().find(|own| own.in_force.holds(Some(date))).copied(),
        }
    }

    /// The printed form of a place, `file:line`.
    #[must_use]
    pub fn place(&self, place: Place) -> String {
        let name = self
            .files
            .get(place.file as usize)
            .map_or("", |file| file.name.as_str());
        format!("{name}:{}", place.line)
    }

    /// The event that opens a workflow: the first of its order.
    #[must_use]
    pub fn first_event(&self, workflow: WorkflowId) -> Option<EventId> {
        self.workflows
            .get(workflow.index())
            .and_then(|workflow| workflow.in_order.first().copied())
    }

    /// By event: its rank in the order in which a workflow lists its events, `in order` before `may have`;
    /// `u16::MAX` for events that are not its own.
    #[must_use]
    pub fn event_ranks(&self, workflow: WorkflowId) -> Vec<u16> {
        let mut ranks = vec![u16::MAX; self.events.len()];
        let Some(own) = self.workflows.get(workflow.index()) else {
            return ranks;
        };
        for (rank, event) in own.in_order.iter().chain(&own.may_have).enumerate() {
            if let Some(known) = ranks.get_mut(event.index()) {
                *known = (*known).min(u16::try_from(rank).unwrap_or(u16::MAX));
            }
        }
        ranks
    }

    /// The party that takes on the duties of one that has ended.
    #[must_use]
    pub fn replacement(&self, ended: PartyId) -> Option<PartyId> {
        let at = self.parties.iter().position(|party| party.replaces == Some(ended));
        at.map(PartyId::from)
    }

    /// The metrics that count the obligations of a deadline; by the first of them answers are told.
    pub fn metrics_of_answers(&self) -> impl Iterator<Item = MetricId> {
        let metrics = self.metrics.iter().enumerate();
        let of_deadlines = metrics.filter(|(_, metric)| metric.count_each != CountEach::Ticket);
        of_deadlines.map(|(at, _)| MetricId::from(at))
    }

    /// Who answers in the place of a party on a date: one that has ended passes to its replacement, which is looked up by
    /// the caller, else to its superior.
    pub fn in_the_place_of(
        &self,
        party: Option<PartyId>,
        today: NaiveDate,
        replacement: impl Fn(PartyId) -> Option<PartyId>,
    ) -> Option<PartyId> {
        let own = |party: PartyId| self.parties.get(party.index());
        let mut party = party;
        for _ in &self.parties {
            let ended = |here: &PartyId| own(*here).is_some_and(|own| own.until.is_some_and(|until| today > until));
            let Some(here) = party.filter(ended) else {
                return party;
            };
            let begun = |next: &PartyId| own(*next).is_some_and(|own| own.from.is_none_or(|from| today >= from));
            let next = replacement(here).filter(begun);
            party = next.or_else(|| own(here)?.under);
        }
        // Superiors and replacements lead round in a circle of parties that have ended.
        None
    }

    /// Whether a category is another or stands below it.
    #[must_use]
    pub fn is_within(&self, category: CategoryId, ancestor: CategoryId) -> bool {
        let mut at = Some(category);
        while let Some(here) = at {
            if here == ancestor {
                return true;
            }
            at = self.categories[here.index()].parent;
        }
        false
    }
}
