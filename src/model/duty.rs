//! Who has to do what by when: parties, deadlines, ladders, schedules.

use super::{
    CalendarId, Cond, Dated, DeadlineId, EventId, FieldId, PartyId, Place, TrialDeadline, TrialRung, WorkflowId,
};
use crate::calendar::{Counting, Moment, Quantity, WorkingDayAt};
use crate::terms::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A party of the organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The party above it.
    pub under: Option<PartyId>,
    /// Its own calendar, used where it builds on a deadline's.
    pub calendar: Option<CalendarId>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// The party whose duties it takes on once that has ended.
    pub replaces: Option<PartyId>,
    /// The post to turn to; a post, never a person.
    pub contact: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// Who answers: a base and how many steps up from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRef {
    /// The party one starts from.
    pub base: PartyBase,
    /// How often `superior` follows.
    pub superiors: u8,
}

/// The party a [`PartyRef`] starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartyBase {
    /// A party of the organisation.
    Named(PartyId),
    /// Whoever holds the ticket.
    Handler,
    /// The owner of the category.
    OwningDepartment,
    /// The party of the rung at which the ticket stands.
    AccountableParty,
}

/// Who answers for a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Responsible {
    /// One party, by the date on which the duty arises.
    One(Dated<PartyRef>),
    /// Each unit that the ticket names as a co-handler, by itself; where it names none, nobody.
    EachCoHandler,
}

impl Responsible {
    /// The one party; None where several answer, each by itself.
    #[must_use]
    pub fn one(&self) -> Option<&Dated<PartyRef>> {
        match self {
            Responsible::One(party) => Some(party),
            Responsible::EachCoHandler => None,
        }
    }
}

/// The days on which something is in force, by the date of the governing event; both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InForce {
    /// First day; None: from the beginning.
    pub from: Option<NaiveDate>,
    /// Last day; None: without end.
    pub until: Option<NaiveDate>,
}

impl InForce {
    /// On no day.
    #[must_use]
    pub fn never() -> InForce {
        InForce {
            from: NaiveDate::from_ymd_opt(9999, 12, 31),
            until: NaiveDate::from_ymd_opt(1, 1, 1),
        }
    }

    /// Whether a date lies in it; where no event has told the date, only what has no ends is in force.
    #[must_use]
    pub fn holds(self, date: Option<NaiveDate>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| date >= from) && self.until.is_none_or(|until| date <= until),
            None => self == InForce::default(),
        }
    }

    /// The days that lie in both.
    #[must_use]
    pub fn and(self, other: InForce) -> InForce {
        InForce {
            from: self.from.max(other.from),
            until: self.until.into_iter().chain(other.until).min(),
        }
    }
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    /// Its name.
    pub name: String,
    /// When it judges; blocks of one name replace each other.
    pub in_force: InForce,
    /// The workflow whose tickets it judges.
    pub workflow: WorkflowId,
    /// Starts the clock: the first in the round.
    pub from: EventId,
    /// As long as that has not happened in the round: the first of these that has. The clock is wound up anew, as if
    /// it had always run from there, when one that stands before it comes.
    pub else_from: Vec<EventId>,
    /// One of these ends it.
    pub to: Vec<EventId>,
    /// Only one at which this holds, as things stand with that very event; what cannot be told does not hold.
    pub ends_when: Option<(Cond, Place)>,
    /// Its clock repeats: each event that ends a turn begins the next, until the case is resolved.
    pub in_turns: bool,
    /// Who answers.
    pub responsible: Responsible,
    /// The calendar of its working units.
    pub calendar: Option<CalendarId>,
    /// How days count here: the calendar's or the file's where it says nothing of its own.
    pub counting: Counting,
    /// First row that is not false decides. The last has no condition.
    pub rows: Vec<Row>,
    /// It does not arise, or falls away, when this holds.
    pub not_needed: Option<(Cond, Place)>,
    /// The line by which it is a target of the house: a miss is no breach.
    pub no_breach: Option<Place>,
    /// It is on trial, and `in_force` never.
    #[serde(default)]
    pub on_trial: Option<TrialDeadline>,
    /// Warn this long before the due moment, by the date as for rows.
    pub warn: Option<(Dated<Quantity>, Place)>,
    /// Whom to remind, and when.
    pub reminders: Vec<Remind>,
    /// What stops the clock.
    pub pauses: Vec<Pause>,
    /// What lengthens it.
    pub extend: Option<Extend>,
    /// Opens it again on its old clock: takes back the event that ended it.
    pub continue_on: Option<EventId>,
    /// Its head.
    pub place: Place,
}

impl Deadline {
    /// The events from which its clock may run, the one that goes before the others first.
    pub fn starts(&self) -> impl Iterator<Item = EventId> + '_ {
        std::iter::once(self.from).chain(self.else_from.iter().copied())
    }

    /// The place of an event among them, from 0.
    #[must_use]
    pub fn start_rank(&self, event: EventId) -> Option<usize> {
        self.starts().position(|start| start == event)
    }
}

/// A row of a deadline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// None: `otherwise`.
    pub when: Option<Cond>,
    /// What it grants, by the date of the event that `effective` names.
    pub limit: Dated<LimitOf>,
    /// Its line (of the table, where it came from one).
    pub place: Place,
}

/// What a row grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LimitOf {
    /// A time from the start.
    Quantity(Quantity),
    /// A time of day on a working day counted from the start.
    WorkingDay(WorkingDayAt),
    /// One of two clocks that both run from the start.
    Of(Which, Counted, Counted),
    /// So long before the moment a field holds.
    Before(Quantity, FieldId),
    /// The moment a field holds.
    Field(FieldId),
    /// None.
    NoDeadline,
}

impl LimitOf {
    /// The field whose moment it asks for.
    #[must_use]
    pub fn field(self) -> Option<FieldId> {
        match self {
            LimitOf::Before(_, field) | LimitOf::Field(field) => Some(field),
            LimitOf::Quantity(_) | LimitOf::WorkingDay(_) | LimitOf::Of(..) | LimitOf::NoDeadline => None,
        }
    }

    /// The clocks that run from the start.
    pub fn clocks(self) -> impl Iterator<Item = Counted> {
        let (first, second) = match self {
            LimitOf::Quantity(quantity) => (Some(Counted::Quantity(quantity)), None),
            LimitOf::WorkingDay(day) => (Some(Counted::WorkingDay(day)), None),
            LimitOf::Of(_, first, second) => (Some(first), Some(second)),
            LimitOf::Before(..) | LimitOf::Field(_) | LimitOf::NoDeadline => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// What is counted from the start of an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// A length of time.
    Quantity(Quantity),
    /// A time of day on a working day.
    WorkingDay(WorkingDayAt),
}

impl Counted {
    /// Whether it is counted in working time: then a pause adds working time.
    #[must_use]
    pub fn is_working(self) -> bool {
        match self {
            Counted::Quantity(quantity) => quantity.unit.is_working(),
            Counted::WorkingDay(_) => true,
        }
    }
}

/// Which of two moments holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// The later one.
    Later,
    /// The earlier one.
    Earlier,
}

impl Which {
    /// The one of two moments.
    #[must_use]
    pub fn of(self, one: Moment, other: Moment) -> Moment {
        match self {
            Which::Later => one.max(other),
            Which::Earlier => one.min(other),
        }
    }
}

/// A reminder: an act at a time that moves no responsibility.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remind {
    /// Before the due moment, else after it.
    pub before: bool,
    /// How long before or after.
    pub by: Quantity,
    /// At this time of the day then reached, in seconds from midnight.
    pub at: Option<u32>,
    /// To whom it goes.
    pub send_to: PartyRef,
    /// Who gets a copy.
    pub copies: Vec<PartyRef>,
    /// The letter to be sent, by its title.
    pub letter: Option<String>,
    /// Not sent where this holds.
    pub unless: Option<Cond>,
    /// Its line.
    pub place: Place,
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pause {
    /// Begins it.
    pub from: EventId,
    /// Ends it.
    pub to: EventId,
    /// Working or calendar days (distinct dates touched), or a length.
    pub at_most: Option<Quantity>,
    /// A pause that begins at or after the due moment counts too, as if it had always been known.
    pub even_late: bool,
    /// What the clock waits for, as it is told.
    pub reason: Option<String>,
    /// Only what begins while this holds pauses; what cannot be told does not.
    pub when: Option<Cond>,
    /// Its line.
    pub place: Place,
}

/// An extension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extend {
    /// Asks for it, strictly before the due moment.
    pub from: EventId,
    /// Grants it.
    pub to: EventId,
    /// How often it can be granted.
    pub at_most: u32,
    /// How long each.
    pub each: Quantity,
    /// Who must grant it.
    pub approver: PartyRef,
    /// Its line.
    pub place: Place,
}

/// A ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ladder {
    /// Its name.
    pub name: String,
    /// When it judges; blocks of one name replace each other.
    pub in_force: InForce,
    /// The tickets it is for: those of this workflow.
    pub workflow: WorkflowId,
    /// The calendar of its limits.
    pub calendar: Option<CalendarId>,
    /// How days count here.
    pub counting: Counting,
    /// Which tickets it is for; None: all.
    pub applies_when: Option<Cond>,
    /// Rungs, from 1 upwards without gap.
    pub rungs: Vec<Rung>,
    /// Its head.
    pub place: Place,
}

/// A rung.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rung {
    /// Its title.
    pub title: String,
    /// Triggers with their lines; none at rung 1.
    pub enter: Vec<(Cond, Place)>,
    /// Who answers at it, by the date of its entry.
    pub responsible: Dated<PartyRef>,
    /// Its limit.
    pub limit: RungLimit,
    /// What must happen at it.
    pub must: Vec<Must>,
    /// Ways out.
    pub exits: Vec<Exit>,
    /// It is on trial, and neither entered nor left.
    #[serde(default)]
    pub on_trial: Option<TrialRung>,
    /// Its head.
    pub place: Place,
}

/// The limit of a rung.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum RungLimit {
    /// Rung 1: the obligation of a deadline.
    AsDeadline(DeadlineId),
    /// Rung 1 only: no limit of its own. The deadlines beside the ladder judge the ticket; the climb ends with the
    /// first of these events.
    Until(Vec<EventId>),
    /// Its own.
    Own {
        /// One of these ends it.
        to: Vec<EventId>,
        /// Counted from entry, by the date as for rows.
        within: Dated<Quantity>,
        /// The line of `within`.
        place: Place,
    },
}

/// What must happen at a rung.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Must {
    /// The event.
    pub event: EventId,
    /// Counted from entry, by the date as for rows; None: recorded at all.
    pub within: Option<Dated<Quantity>>,
    /// Its line.
    pub place: Place,
}

/// A way out of a rung.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exit {
    /// The event.
    pub event: EventId,
    /// Where it leads (from 1), None: it ends the climb.
    pub to_rung: Option<u8>,
    /// The limit a way back gives, by the date as for rows.
    pub within: Option<Dated<Quantity>>,
    /// Its line.
    pub place: Place,
}

/// A schedule: a hand-over at fixed moments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Its name.
    pub name: String,
    /// Which tickets it collects, by the version that governs them.
    pub in_force: InForce,
    /// When it comes.
    pub when: ScheduleWhen,
    /// The calendar of its working days.
    pub calendar: Option<CalendarId>,
    /// How days count here.
    pub counting: Counting,
    /// Which tickets it takes.
    pub collect: Cond,
    /// Who answers, by the date on which the duty arises.
    pub responsible: Dated<PartyRef>,
    /// One of these ends it.
    pub to: Vec<EventId>,
    /// Counted from its moment, by the date as for rows.
    pub within: Dated<Quantity>,
    /// The line of `within`.
    pub within_place: Place,
    /// Its head.
    pub place: Place,
}

/// When a schedule comes; times are seconds from midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScheduleWhen {
    /// The last working day of every month.
    LastWorkingDay {
        /// At this time.
        at: u32,
    },
    /// A day of every month.
    Day {
        /// The day, 1 to 31; a month without it: its last.
        day: u32,
        /// At this time.
        at: u32,
    },
}
