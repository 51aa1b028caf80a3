//! A track: one obligation as it is followed through a round, with every stretch in which it was open.

use super::time::{Moment, Quantity};
use super::world::{Name, Party};

/// What an obligation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    Deadline(Name),
    Rung(u8),
    /// To this rung, sent by that one.
    WayBack(u8, u8),
    Must(u8, Name),
    Schedule(Name),
}

/// How an obligation was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    Done(Moment),
    HandedOn(Moment),
    TakenOver(Moment),
    /// A `must` whose rung closed before the must was due; opens again when the rung does.
    RungClosed(Moment),
    /// Not needed any more.
    FellAway(Moment),
    /// Late when a new round began: late for good, with its lateness up to there.
    StaysLate(Moment),
    /// Undetermined when a new round began.
    StaysUndetermined(Moment),
}

impl Closing {
    pub fn at(self) -> Moment {
        match self {
            Closing::Done(t) | Closing::HandedOn(t) | Closing::TakenOver(t) => t,
            Closing::FellAway(t) | Closing::RungClosed(t) | Closing::StaysLate(t) | Closing::StaysUndetermined(t) => t,
        }
    }
}

/// A due moment, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The row says `no deadline`.
    NoDeadline,
    /// A row asks for something the ticket does not tell.
    Unknown,
    /// The clock leaves the covered years.
    Missing {
        year: i32,
        original: Option<Moment>,
    },
    At {
        due: Moment,
        original: Moment,
    },
}

impl Due {
    pub fn moment(self) -> Option<Moment> {
        match self {
            Due::At { due, .. } => Some(due),
            _ => None,
        }
    }
}

/// What an earlier party left behind when the obligation was handed on to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub party: Option<Name>,
    pub due: Due,
    pub closed: Moment,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    pub duty: Duty,
    /// Index of its round.
    pub round: usize,
    /// Which of the turns of its round; 0 where there are none.
    pub turn: usize,
    /// It began with a word to the customer, or where one was heard: another of that second does not end it.
    pub after_word: bool,
    /// 0 for what is no rung.
    pub rung: u8,
    pub start: Moment,
    /// It starts at an event, so that an arrival line can move it.
    pub arrives: bool,
    pub rule: Party,
    /// Whose own it is among the co-handlers.
    pub co_handler: Option<Name>,
    pub party: Option<Name>,
    /// The calendar of its clock: the party's own at the start where that builds on the one the rules name. A hand-over
    /// leaves it.
    pub calendar: Option<Name>,
    /// The category that chose its row.
    pub category: Name,
    /// The categories that chose it before, each with the moment up to which it did.
    pub categories: Vec<(Moment, Name)>,
    /// Events that end it.
    pub ends: Vec<Name>,
    /// Graces given by hand-overs and reclassifications.
    pub graces: Vec<(Moment, Quantity)>,
    /// Extension requests still open.
    pub requests: Vec<Moment>,
    pub earlier: Vec<Segment>,
    /// Since when it is open: its start, then each rejection that opened it again, with the end before that.
    pub opened: Moment,
    pub closed_before: Vec<(Moment, Moment)>,
    pub closing: Option<Closing>,
    /// The position of the event that ended it among the events of its round.
    pub ended_by: Option<usize>,
    /// The positions of the events that came while it was open, that of its start included.
    pub heard: Vec<usize>,
    /// A way back that was late has sent the case up again.
    pub sent_up: bool,
}

impl Track {
    pub fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    /// The stretches in which it was open, the last up to `now` where nothing closed it.
    pub fn open_stretches(&self, now: Moment) -> Vec<(Moment, Moment)> {
        let mut all = self.closed_before.clone();
        all.push((self.opened, self.closing.map_or(now, Closing::at)));
        all
    }
}
