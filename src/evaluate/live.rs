//! An obligation while its ticket is played: its clocks, its pauses, and how it ended.

use super::pause::{self, Stop};
use super::pausing::LatePause;
use super::verdict::Duty;
use crate::calendar::{Moment, Uncovered};
use crate::feed::RowId;
use crate::model::{PartyId, PartyRef, Pause, Place, Which};
use crate::plan::{KeeperId, Plan};

/// An obligation in play.
#[derive(Debug, Clone)]
pub(super) struct Live {
    pub duty: Duty,
    pub round: u16,
    /// The number of its turn in the round, from 1; 0 of a clock that does not repeat.
    pub turn: u16,
    pub rung: u8,
    pub party: Option<PartyId>,
    /// The co-handler whose it is; None where the deadline has one party.
    pub co_handler: Option<PartyId>,
    /// By which rule the party was found.
    pub answers: PartyRef,
    pub start: Moment,
    pub start_row: Option<RowId>,
    /// The position of the event that started it.
    pub started_by: Option<usize>,
    pub counted_from: Option<Moment>,
    pub rule: Place,
    /// The row of the deadline that decided.
    pub row: usize,
    pub keeper: KeeperId,
    /// Whether the limit is in working units: then a pause adds working time.
    pub working: bool,
    /// The main clock before pauses; None: no limit, or undetermined.
    pub unpaused: Option<Moment>,
    /// The second of two clocks, and which of the two holds.
    pub beside: Option<(Which, Wound)>,
    pub original: Option<Moment>,
    pub graces: Vec<Wound>,
    pub missing: Option<Missing>,
    pub stops: Vec<Stop>,
    /// Extensions asked for and not yet granted: positions of their events.
    pub asked: Vec<usize>,
    /// Extensions granted: asked and granted.
    pub granted: Vec<(Moment, Moment)>,
    /// The due moment in force; while a pause is open it is taken to last as long as it may (None: for ever).
    pub due: Option<Moment>,
    /// The end of the pause in which the due moment lies: nothing is overdue while paused.
    pub paused_until: Option<Moment>,
    pub closed: Option<Closed>,
    /// Late from here where a rejection reopened it after its due.
    pub reopened: Option<Moment>,
    /// The ends that rejections took back, each with the rejection that had reopened it after its due before that.
    pub ended_before: Vec<(Option<Moment>, Moment)>,
    /// The entry of a higher rung: what comes later is not charged to this party.
    pub charge_end: Option<Moment>,
    /// The reopening that ended its round while it was open.
    pub round_end: Option<Moment>,
    /// The rules give it no limit: nobody owes it, but its end is still an end.
    pub unlimited: bool,
    /// A target of the house: a miss is no breach.
    pub is_target: bool,
    /// Taken out of play: its clock is to start again.
    pub withdrawn: bool,
}

/// A clock wound up: its due moment before pauses, since when they count, and in whose time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wound {
    pub due: Moment,
    pub since: Moment,
    pub keeper: KeeperId,
    /// Whether its quantity is in working units: then a pause adds working time.
    pub working: bool,
}

/// Why an obligation has no due moment though it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// The ticket does not tell what the rule asks.
    Fact,
    /// The calendar does not cover this year; the last covered moment.
    Year(i32, Moment),
}

/// The end of an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    pub at: Moment,
    pub how: Close,
    /// The position of the event that ended it.
    pub by: Option<usize>,
}

/// How an obligation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    Done,
    HandedOn,
    TakenOver,
    NotNeeded,
}

impl Wound {
    /// When it runs out, lengthened by what was paused since it began; None: never.
    fn paused(&self, plan: &Plan<'_>, spans: &[pause::Span]) -> Result<Option<Moment>, Uncovered> {
        let keeper = plan.keeper(self.keeper);
        let Some(paused) = pause::added(plan, keeper, self.working, spans, self.since)? else {
            return Ok(None);
        };
        Ok(Some(match keeper.calendar {
            _ if paused == 0 => self.due,
            Some(calendar) if self.working => plan.calendar(calendar).add_working_seconds(self.due, paused)?,
            _ => Moment(self.due.0.saturating_add(paused)),
        }))
    }
}

impl Live {
    /// Whether a pause that begins late is among those that stop it.
    pub(super) fn stops_late_at(&self, known: &LatePause) -> bool {
        let mut stops = self.stops.iter();
        stops.any(|stop| stop.late && (stop.statement, stop.from) == (known.statement, known.from))
    }

    /// Whether it counts as an obligation at all.
    pub(super) fn is_owed(&self) -> bool {
        !self.withdrawn && !self.unlimited
    }

    pub(super) fn is_open(&self) -> bool {
        self.closed.is_none() && !self.withdrawn
    }

    /// Works out the due moment in force again, after a pause, an extension or a grace.
    pub(super) fn reckon(&mut self, plan: &Plan<'_>, pauses: &[Pause]) {
        match self.due_at(plan, pauses, None) {
            Ok(due) => {
                self.due = due;
                self.paused_until = due.and_then(|due| self.excused_at(plan, pauses, due));
            }
            // How long an open pause may last cannot be told: that it runs out of the cover is told once it has.
            Err(_) if self.stops.iter().any(|stop| stop.to.is_none()) => (self.due, self.paused_until) = (None, None),
            Err(uncovered) => self.lose_cover(plan, uncovered),
        }
    }

    /// Its end cuts short what paused it: the due moment that lasts is the one up to there, and one that was known to
    /// lead out of the covered years may lie within them.
    pub(super) fn settle(&mut self, plan: &Plan<'_>, pauses: &[Pause]) {
        let lost = matches!(self.missing, Some(Missing::Year(..)));
        if lost && self.unpaused.is_some() && self.stops.iter().any(|stop| stop.late) {
            self.missing = None;
        }
        if self.missing.is_none() && !self.stops.is_empty() {
            self.reckon(plan, pauses);
        }
    }

    /// The clock has left the years its calendar covers.
    pub(super) fn lose_cover(&mut self, plan: &Plan<'_>, uncovered: Uncovered) {
        self.missing = self.beyond(plan, uncovered);
        self.due = None;
    }

    /// What is missing where a clock leaves the covered years: the year, and the last covered moment.
    pub(super) fn beyond(&self, plan: &Plan<'_>, uncovered: Uncovered) -> Option<Missing> {
        let calendar = plan.keeper(self.keeper).calendar;
        let end = calendar.and_then(|calendar| plan.calendar(calendar).last_covered_moment());
        Some(Missing::Year(uncovered.year, end.unwrap_or(Moment(i64::MAX))))
    }

    /// The due moment when open pauses count up to `until` (None: as long as they may last).
    pub(super) fn due_at(
        &self,
        plan: &Plan<'_>,
        pauses: &[Pause],
        until: Option<Moment>,
    ) -> Result<Option<Moment>, Uncovered> {
        let (Some(unpaused), Some(own)) = (self.unpaused, self.own_due()) else {
            return Ok(None);
        };
        if self.stops.is_empty() {
            return Ok(self.graces.iter().map(|grace| grace.due).chain([own]).max());
        }
        let keeper = plan.keeper(self.keeper);
        let spans = pause::effective(plan, keeper, pauses, &self.stops, until)?;
        let main = Wound {
            due: unpaused,
            since: self.start,
            keeper: self.keeper,
            working: self.working,
        };
        let mut latest = main.paused(plan, &spans)?;
        if let Some((which, beside)) = &self.beside {
            latest = latest
                .zip(beside.paused(plan, &spans)?)
                .map(|(one, other)| which.of(one, other));
        }
        for grace in &self.graces {
            latest = latest
                .zip(grace.paused(plan, &spans)?)
                .map(|(one, other)| one.max(other));
        }
        Ok(latest)
    }

    /// When its own clocks run out before pauses and without graces.
    pub(super) fn own_due(&self) -> Option<Moment> {
        let unpaused = self.unpaused?;
        let beside = self.beside.as_ref();
        Some(beside.map_or(unpaused, |(which, beside)| which.of(unpaused, beside.due)))
    }

    /// Whether the clock that decides before pauses is counted in working time.
    pub(super) fn is_working(&self) -> bool {
        match &self.beside {
            Some((_, beside)) if self.own_due() != self.unpaused => beside.working,
            _ => self.working,
        }
    }

    /// The end of the pause in which a moment lies, where nothing is overdue while it lasts; the far future where it
    /// has no end.
    pub(super) fn excused_at(&self, plan: &Plan<'_>, pauses: &[Pause], at: Moment) -> Option<Moment> {
        if self.stops.iter().any(|stop| stop.late) {
            let in_time: Vec<Stop> = self.stops.iter().copied().filter(|stop| !stop.late).collect();
            return self.around(plan, pauses, &in_time, at);
        }
        self.pause_around(plan, pauses, at)
    }

    /// The end of the pause in which a moment lies; the far future where the pause has no end.
    pub(super) fn pause_around(&self, plan: &Plan<'_>, pauses: &[Pause], at: Moment) -> Option<Moment> {
        self.around(plan, pauses, &self.stops, at)
    }

    fn around(&self, plan: &Plan<'_>, pauses: &[Pause], stops: &[Stop], at: Moment) -> Option<Moment> {
        if stops.is_empty() {
            return None;
        }
        let spans = pause::effective(plan, plan.keeper(self.keeper), pauses, stops, None).ok()?;
        let around = spans
            .iter()
            .find(|(from, to)| *from <= at && to.is_none_or(|to| at < to))?;
        Some(around.1.unwrap_or(Moment(i64::MAX)))
    }

    /// Whether a pause runs at a moment in which its due moment lies: nothing is overdue while paused.
    pub(super) fn is_paused_past_due(&self, at: Moment) -> bool {
        self.is_open() && self.paused_until.is_some_and(|until| at < until) && self.due.is_some_and(|due| due <= at)
    }

    /// Whether it is late at a moment: a target is missed and never late.
    pub(super) fn is_late(&self, at: Moment, as_of: Moment) -> bool {
        !self.is_target && self.is_past_due(at, as_of)
    }

    /// Whether its due moment had passed without its end at a moment, where that is decided at the due moment itself
    /// only when the run looks from later.
    pub(super) fn is_past_due(&self, at: Moment, as_of: Moment) -> bool {
        let (None, Some(due)) = (self.missing, self.due) else {
            return false;
        };
        match self.closed {
            None => (at > due || (at == due && as_of > due)) && self.paused_until.is_none_or(|until| at >= until),
            Some(closed) => match closed.how {
                Close::Done => closed.at > due,
                Close::NotNeeded => !self.fell_away_in_time(self.due, None),
                Close::HandedOn | Close::TakenOver => false,
            },
        }
    }

    /// Whether it was closed because it was not needed any more.
    pub(super) fn fell_away(&self) -> bool {
        self.closed.is_some_and(|closed| closed.how == Close::NotNeeded)
    }

    /// Whether it fell away before it could be late, by its due moment or by what is missing of one. What does not
    /// arise at all is never late.
    pub(super) fn fell_away_in_time(&self, due: Option<Moment>, missing: Option<Missing>) -> bool {
        let Some(closed) = self.closed.filter(|closed| closed.how == Close::NotNeeded) else {
            return false;
        };
        let in_time = match missing {
            None => due.is_none_or(|due| closed.at <= due),
            Some(Missing::Fact) => false,
            Some(Missing::Year(_, end)) => closed.at <= end,
        };
        in_time || closed.at == self.start
    }

    /// From when it counts as late: its due moment, the end of a pause around it, or the rejection that reopened
    /// it later.
    pub(super) fn late_from(&self) -> Option<Moment> {
        let due = self.due?;
        Some(
            due.max(self.paused_until.unwrap_or(due))
                .max(self.reopened.unwrap_or(due)),
        )
    }

    pub(super) fn close(&mut self, at: Moment, how: Close, by: Option<usize>) {
        // A pause stops an open clock only.
        self.stops.retain(|stop| stop.from <= at);
        for stop in &mut self.stops {
            stop.to = Some(stop.to.map_or(at, |to| to.min(at)));
        }
        self.closed = Some(Closed { at, how, by });
    }
}
