//! What evaluation says of one ticket. Reused from ticket to ticket, so nothing in it is kept by readers.

use crate::calendar::Moment;
use crate::feed::RowId;
use crate::model::{CategoryId, DeadlineId, EventId, Found, KindId, LadderId, MetricId, PartyId, Place, ScheduleId};
use chrono::NaiveDate;

/// Everything evaluation says of one ticket as of the moment of the run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// Its number in the facts.
    pub ticket: usize,
    /// The kind that is told of it.
    pub kind: Option<KindId>,
    /// When it was accepted, by the moment of the run.
    pub accepted: Option<Moment>,
    /// Why nothing is judged, if it is not.
    pub outside: Option<Outside>,
    /// Left out of all figures (void, merged) from this moment on.
    pub left_out: Option<Moment>,
    /// The ladder that applies, if the rules have one.
    pub ladder: Option<LadderId>,
    /// The round it is in, from 1.
    pub round: u16,
    /// The rung at which it stands, 0 without a ladder.
    pub rung: u8,
    /// The highest rung entered over all rounds.
    pub highest_rung: u8,
    /// Who holds it now.
    pub handler: Option<PartyId>,
    /// Its category now.
    pub category: Option<CategoryId>,
    /// The date by which its versions and values are chosen.
    pub governed: Option<NaiveDate>,
    /// The count of repeats, first = 1.
    pub occurrence: u32,
    /// The earlier tickets of the same matter that were counted, oldest first, without this one.
    pub chain: Vec<usize>,
    /// Obligations, ordered by round, start, then as the rules list them; the order is fixed.
    pub obligations: Vec<Obligation>,
    /// Rungs above the first, in the order in which they were entered.
    pub entries: Vec<Entry>,
    /// Findings that hold.
    pub hits: Vec<Hit>,
    /// What is odd about the ticket's events; it stays counted.
    pub remarks: Vec<Remark>,
    /// Pauses of obligations.
    pub pauses: Vec<PauseSpan>,
    /// Extensions of obligations.
    pub extensions: Vec<Extension>,
    /// What was decided about it, in the order of [`crate::feed::Facts::decisions`].
    pub decisions: Vec<Decided>,
    /// Where it was left over when a schedule came last.
    pub leftovers: Vec<Leftover>,
    /// What was to be reminded of, in time order.
    pub reminders: Vec<Reminder>,
    /// What metrics count of it, where they are asked for.
    pub measured: Vec<Measured>,
    /// Who held it, in time order.
    pub held: Vec<Held>,
}

/// Why a ticket is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It was accepted after the moment of the run.
    Later,
    /// It was accepted before the rules came into force.
    NotGoverned,
    /// It was accepted when no version of the rules was in force.
    InGap,
}

/// What an obligation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// A deadline (rung 1's included).
    Deadline(DeadlineId),
    /// A rung above the first, of the case's ladder.
    Rung(u8),
    /// A way back to a rung.
    WayBack(u8),
    /// What must happen at a rung: the rung, and the event.
    Must(u8, EventId),
    /// A schedule's hand-over.
    Schedule(ScheduleId),
}

/// The state of an obligation as of the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Its start event has not come.
    NotStarted,
    /// Open, not yet due.
    Running,
    /// Open, its warning has come.
    Warned,
    /// Open and late.
    Overdue,
    /// Done at or before its due moment.
    DoneOnTime,
    /// Done after it.
    DoneLate,
    /// Closed because the case moved on in time: neither on time nor late.
    HandedOn,
    /// Closed because a higher rung took over: neither on time nor late.
    TakenOver,
    /// Closed because the rules do not need it any more: neither on time nor late.
    NotNeeded,
    /// A needed fact or year is missing: never late, never on time.
    Undetermined,
    /// A target that is no duty, done at or before its due moment.
    TargetMet,
    /// A target that is no duty, and its due moment has passed, open or done: no breach, never late.
    TargetMissed,
    /// The ticket is void or merged.
    LeftOut,
}

impl State {
    /// The word in machine-read lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::NotStarted => "not started",
            State::Running => "running",
            State::Warned => "warned",
            State::Overdue => "overdue",
            State::DoneOnTime => "done on time",
            State::DoneLate => "done late",
            State::HandedOn => "handed on",
            State::TakenOver => "taken over",
            State::NotNeeded => "not needed",
            State::Undetermined => "undetermined",
            State::TargetMet => "target met",
            State::TargetMissed => "target missed",
            State::LeftOut => "left out",
        }
    }

    /// The state of a target of the house, where a duty would have this one.
    #[must_use]
    pub fn of_target(self) -> State {
        match self {
            State::DoneOnTime => State::TargetMet,
            State::Overdue | State::DoneLate => State::TargetMissed,
            other => other,
        }
    }

    /// Late, open or done.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, State::Overdue | State::DoneLate)
    }
}

/// The unit that is judged: ticket × deadline (or rung, way back, must, hand-over) × round × start × party.
#[derive(Debug, Clone, PartialEq)]
pub struct Obligation {
    /// What it comes from.
    pub duty: Duty,
    /// The round, from 1.
    pub round: u16,
    /// Of a clock that repeats: the number of the turn in the round, from 1; else 0.
    pub turn: u16,
    /// Tells apart what agrees in all else, by order of closing, from 0.
    pub seq: u16,
    /// Who answers; None where no party could be found.
    pub party: Option<PartyId>,
    /// The moment of its event; None: not started.
    pub start: Option<Moment>,
    /// From where it was counted, where an arrival line moved the start.
    pub counted_from: Option<Moment>,
    /// The due moment in force.
    pub due: Option<Moment>,
    /// The due moment before pauses, extensions, graces.
    pub original_due: Option<Moment>,
    /// When it was done, or closed because it was handed on, taken over or not needed any more.
    pub done: Option<Moment>,
    /// The state.
    pub state: State,
    /// Working seconds late; None where not late, no calendar, or beyond its cover.
    pub late_working: Option<i64>,
    /// Elapsed seconds late; None where not late.
    pub late_elapsed: Option<i64>,
    /// The party's part of the late working seconds: up to the entry of a higher rung.
    pub charged_working: Option<i64>,
    /// Working seconds by which a target was missed, up to done or the moment; None as for `late_working`.
    pub missed_working: Option<i64>,
    /// Elapsed seconds by which a target was missed; None where none was.
    pub missed_elapsed: Option<i64>,
    /// The rung: 1 for rung 1's deadline and the hand-over, 0 for what is no rung.
    pub rung: u8,
    /// The missing year of an undetermined one.
    pub missing_year: Option<i32>,
    /// The line that decided: the row, the rung's `within`, the schedule's, the must's.
    pub rule: Place,
    /// The row of the start event.
    pub start_row: Option<RowId>,
    /// The row of the event that ended it.
    pub done_row: Option<RowId>,
    /// The decision that excuses it, where it is late: its position among those of the ticket. It stays late.
    pub excused: Option<usize>,
    /// Closed because it was not needed any more: in time, which its state says, or when it was late already.
    pub fell_away: bool,
    /// The warning's moment, where the rules warn and it has a due.
    pub warn_at: Option<Moment>,
}

/// A rung above the first that was entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The round.
    pub round: u16,
    /// The rung entered.
    pub rung: u8,
    /// When.
    pub at: Moment,
    /// The rung at which the ticket stood.
    pub from_rung: u8,
    /// The party of the rung it came from.
    pub from_party: Option<PartyId>,
    /// The party that answers now.
    pub party: Option<PartyId>,
    /// The line of the trigger (`enter when …`, or the exit whose way back ran out).
    pub trigger: Place,
    /// Its obligation, an index into [`Case::obligations`].
    pub obligation: usize,
}

/// A finding that holds, once a ticket, round and party.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The finding.
    pub finding: Found,
    /// The round.
    pub round: u16,
    /// Who is charged.
    pub party: Option<PartyId>,
    /// The lines that hold, as positions in the finding.
    pub lines: Vec<u16>,
    /// When it was proved: the due moment missed, or the event.
    pub at: Option<Moment>,
    /// What looks ahead and whose window is still open.
    pub provisional: bool,
    /// Of [`Found::NotRaised`]: what was demanded.
    pub demand: Option<Demand>,
}

/// A way to raise a case that was not taken before a higher rung was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// The event by which the case should have been raised.
    pub event: EventId,
    /// The line of the exit.
    pub exit: Place,
    /// The line that entered the higher rung instead.
    pub trigger: Place,
    /// When the event came all the same.
    pub recorded: Option<Moment>,
}

/// Something odd about a ticket's events. The code has a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remark {
    /// The code, F50xx.
    pub code: crate::diagnostic::Code,
    /// The event it is about.
    pub event: Option<EventId>,
    /// Its moment.
    pub at: Option<Moment>,
    /// Its row.
    pub row: RowId,
}

/// A pause that counted for an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseSpan {
    /// Index into [`Case::obligations`].
    pub obligation: usize,
    /// Begin.
    pub from: Moment,
    /// End; None: still open.
    pub to: Option<Moment>,
    /// What it added, in seconds of the row's family (working or elapsed), the cap respected.
    pub added: i64,
    /// The pauses of the deadline that stopped the clock in it and name a reason, by their positions.
    pub reasons: Vec<usize>,
}

/// An extension that was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// Index into [`Case::obligations`].
    pub obligation: usize,
    /// When it was asked for.
    pub asked: Moment,
    /// When it was granted.
    pub granted: Moment,
}

/// A decision or an objection that was recorded by the moment of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Its position among those of the ticket.
    pub position: usize,
    /// How many obligations it concerns: late by then, and named by it.
    pub concerned: usize,
}

/// A ticket that had climbed and was not solved when a schedule came last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leftover {
    /// The schedule.
    pub schedule: ScheduleId,
    /// The round.
    pub round: u16,
    /// The rung at which it stood then.
    pub rung: u8,
    /// Who answered for it then.
    pub party: Option<PartyId>,
    /// The first of the schedule's moments, without a break up to the last, at which it was left over.
    pub since: Moment,
    /// The last of them.
    pub last: Moment,
    /// How many there are.
    pub months: u16,
    /// When it was solved since, or opened again.
    pub ended: Option<Moment>,
}

/// A reminder whose moment has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The deadline.
    pub deadline: DeadlineId,
    /// Its position among the deadline's reminders.
    pub statement: usize,
    /// The round.
    pub round: u16,
    /// Who answers for the obligation.
    pub party: Option<PartyId>,
    /// The due moment then in force.
    pub due: Moment,
    /// When it is sent.
    pub at: Moment,
    /// To whom; None where nobody could be found.
    pub send_to: Option<PartyId>,
    /// Who gets a copy: those that were found, each once.
    pub copies: Vec<PartyId>,
}

/// What a metric counts below its line: a ticket, or an obligation of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The metric.
    pub metric: MetricId,
    /// Index into [`Case::obligations`], where the metric counts obligations.
    pub obligation: Option<usize>,
    /// Counted above the line too.
    pub met: bool,
}

/// A stretch of time in which one party held the ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Who; None: the customer (a pause).
    pub party: Option<PartyId>,
    /// From.
    pub from: Moment,
    /// To.
    pub to: Moment,
    /// Working seconds between, by the calendar of the obligation that held it; None where it names none.
    pub working: Option<i64>,
}
