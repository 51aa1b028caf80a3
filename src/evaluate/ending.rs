//! What events end: obligations, in the order of their start; and what a rejection opens again.

use super::condition::Truth;
use super::live::{Close, Closed, Live};
use super::pause::Stop;
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{Cond, DeadlineId, EventId, RungLimit};

impl<'a, F: Facts> Run<'a, F> {
    /// The events that end an obligation, and what has to hold at one that is to end it.
    fn ends_of(&self, duty: Duty) -> (&'a [EventId], Option<&'a Cond>) {
        let rules = self.plan.rules;
        let of_deadline = |deadline: DeadlineId| {
            let own = &rules.deadlines[deadline.index()];
            (own.to.as_slice(), own.ends_when.as_ref().map(|(when, _)| when))
        };
        let rung = |rung: u8| {
            let ladder = self.ladder.map(|ladder| &rules.ladders[ladder.index()]);
            match ladder
                .and_then(|ladder| ladder.rungs.get(usize::from(rung).wrapping_sub(1)))
                .map(|rung| &rung.limit)
            {
                Some(RungLimit::Own { to, .. } | RungLimit::Until(to)) => (to.as_slice(), None),
                Some(RungLimit::AsDeadline(deadline)) => of_deadline(self.governing(*deadline)),
                None => (&[][..], None),
            }
        };
        match duty {
            Duty::Deadline(deadline) => of_deadline(deadline),
            Duty::Schedule(schedule) => (&rules.schedules[schedule.index()].to, None),
            Duty::Rung(number) | Duty::WayBack(number) => rung(number),
            Duty::Must(..) => (&[], None),
        }
    }

    /// Whether an event is one that ends an obligation, by what was told up to and with that event.
    pub(super) fn ends(&mut self, duty: Duty, position: usize) -> bool {
        let event = self.events[position].event;
        if let Duty::Must(_, must) = duty {
            return must == event;
        }
        let (ends, when) = self.ends_of(duty);
        if !ends.contains(&event) {
            return false;
        }
        let Some(when) = when else { return true };
        let past = std::mem::replace(&mut self.past, position + 1);
        let truth = self.judge(when);
        self.past = past;
        truth == Truth::Yes
    }

    /// Ends what this event ends; closing a rung takes over its open `must`s.
    pub(super) fn end_duties(&mut self, position: usize) {
        let event = self.events[position];
        if self.first_rung_is_open() && self.answers_rung_one(position) || self.answers_a_higher_rung(position) {
            self.round.solved_by = Some(position);
        }
        let mut for_nobody = false;
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            if !live.is_open() || !self.may_end_at(live, event.at) {
                continue;
            }
            let (duty, is_its_own) = (live.duty, self.is_its_own(live, position));
            if !self.ends(duty, position) {
                continue;
            }
            if !is_its_own {
                for_nobody = true;
                continue;
            }
            let pauses = self.pauses(self.lives[index].duty);
            self.lives[index].close(event.at, Close::Done, Some(position));
            self.lives[index].settle(self.plan, pauses);
            if matches!(duty, Duty::Schedule(_)) && self.answers_rung_one(position) {
                // A hand-over that an answer ends: the case is answered.
                self.round.solved_by = Some(position);
            }
            if self.lives[index].duty_of_rung() {
                self.round.solved_by = Some(position);
                self.close_musts(self.lives[index].rung, event.at, Some(position));
            }
        }
        if for_nobody {
            self.note_end_for_nobody(position);
        }
    }

    /// Whether an event is one that ends what rung 1 asks for.
    fn answers_rung_one(&mut self, position: usize) -> bool {
        match self.rungs().first().map(|rung| &rung.limit) {
            Some(RungLimit::AsDeadline(_) | RungLimit::Until(_)) => self.ends(Duty::Rung(1), position),
            Some(RungLimit::Own { .. }) | None => false,
        }
    }

    /// Whether an event, not one of rung 1's, is what a higher rung would ask for, and comes once the ladder's clock runs:
    /// that rung has nothing left to ask.
    fn answers_a_higher_rung(&self, position: usize) -> bool {
        let event = self.events[position].event;
        let (mine, _) = self.ends_of(Duty::Rung(1));
        let mut higher = self.rungs().iter().skip(1);
        let asked = higher.any(|rung| matches!(&rung.limit, RungLimit::Own { to, .. } if to.contains(&event)));
        if !asked || mine.contains(&event) {
            return false;
        }
        let mut lives = self.lives[self.round.first_live..].iter();
        self.first_rung_is_open() || lives.any(|live| live.duty_of_rung() && !live.withdrawn)
    }

    /// Whether rung 1 has no limit of its own, so that its end event closes no obligation but ends the climb.
    fn first_rung_is_open(&self) -> bool {
        matches!(self.rungs().first().map(|rung| &rung.limit), Some(RungLimit::Until(_)))
    }

    /// A rung is closed: what it demanded and is not yet due is taken over.
    pub(super) fn close_musts(&mut self, rung: u8, at: Moment, by: Option<usize>) {
        let first = self.round.first_live;
        for live in &mut self.lives[first..] {
            let own = matches!(live.duty, Duty::Must(of, _) if of == rung);
            if own && live.is_open() && live.missing.is_none() && live.due.is_none_or(|due| due > at) {
                live.close(at, Close::TakenOver, by);
            }
        }
    }

    /// A rejection takes back the end event before it.
    pub(super) fn take_back(&mut self, position: usize) {
        let ended = (self.round.first_event..position).rev().find(|at| {
            let ended = |closed: Closed| closed.by == Some(*at) && closed.how == Close::Done;
            // What a rung demands beside its end ends nothing that could be rejected, a word to the customer neither.
            let mut lives = self.lives[self.round.first_live..].iter();
            let ends =
                |live: &Live| live.turn == 0 && !matches!(live.duty, Duty::Must(..)) && live.closed.is_some_and(ended);
            self.undone.contains(at) || lives.any(ends)
        });
        // The one before was taken back already: there is nothing new to reject.
        let Some(ended) = ended.filter(|at| !self.gone[*at]) else {
            self.remark_at(remark::NOTHING_TO_REJECT, position);
            return;
        };
        self.undo(ended, position, false);
    }

    /// A reopening by which clocks go on takes back the event that ended each of them.
    pub(super) fn go_on(&mut self, position: usize) {
        let (event, flow) = (self.events[position].event, self.flow);
        if !flow.continues[event.index()] {
            return;
        }
        let mut ended: Vec<usize> = Vec::new();
        for versions in &flow.deadlines {
            let Some(deadline) = self.version(versions) else {
                continue;
            };
            if self.plan.rules.deadlines[deadline.index()].continue_on != Some(event) {
                continue;
            }
            // Of co-handlers each was ended by an event of its own.
            ended.extend(self.lives[self.round.first_live..].iter().filter_map(|live| {
                let own = live.duty == Duty::Deadline(deadline) && live.is_owed();
                live.closed.filter(|closed| own && closed.how == Close::Done)?.by
            }));
        }
        // In the order of what ended them: a clock that goes on does so though its own start is taken back as well.
        ended.sort_unstable();
        ended.dedup();
        for ended in ended {
            self.undo(ended, position, true);
        }
    }

    /// Takes back an end event: what it ended is open again. It does not hold until it comes again, however often it had
    /// come; where the steps behind it in the order are taken back too, neither do they.
    fn undo(&mut self, ended: usize, position: usize, behind: bool) {
        let now = self.events[position].at;
        self.undone.push(ended);
        let (event, steps) = (self.events[ended].event, &self.flow.step);
        let taken = |other: EventId| {
            let follows = steps[event.index()].is_some() && steps[other.index()] > steps[event.index()];
            other == event || behind && follows
        };
        for at in self.round.first_event..position {
            self.gone[at] |= taken(self.events[at].event);
        }
        if self.round.solved_by.is_some_and(|by| self.gone[by]) {
            self.round.solved_by = None;
        }
        let first = self.round.first_live;
        for index in first..self.lives.len() {
            let done = |closed: Closed| closed.by == Some(ended) && closed.how != Close::NotNeeded;
            let ended_by_it = self.lives[index].closed.is_some_and(done);
            if self.lives[index].turn == 0 && (ended_by_it || self.is_needed_again(index)) {
                self.open_again(index, position);
            }
        }
        // A clock that started at what was taken back, and is open and not late, is to start again: with all that it
        // was before it was handed on.
        for index in first..self.lives.len() {
            let live = &self.lives[index];
            let nothing_done = live.is_open() || live.fell_away();
            let idle = !live.withdrawn && (live.unlimited || nothing_done && !live.is_past_due(now, now));
            if live.started_by.is_some_and(|by| taken(self.events[by].event)) && idle && !self.follows_a_word(live) {
                let (whose, turn, first) = ((live.duty, live.co_handler), live.turn, self.round.first_live);
                for live in &mut self.lives[first..] {
                    let handed_on = live.closed.is_some_and(|closed| closed.how == Close::HandedOn);
                    let nothing_done = live.is_open() || live.fell_away();
                    // A later turn began with a word, which is not unsaid.
                    let own = live.turn == turn && (nothing_done || handed_on);
                    live.withdrawn |= (live.duty, live.co_handler) == whose && (live.unlimited || own);
                }
            }
        }
    }

    /// Opens an obligation again at a rejection or a reopening. What a rung demands may have been met since the rung was closed.
    fn open_again(&mut self, index: usize, position: usize) {
        let now = self.events[position].at;
        let (duty, start) = (self.lives[index].duty, self.lives[index].start);
        let whose = (duty, self.lives[index].co_handler);
        let met = match duty {
            Duty::Must(_, must) => (self.round.first_event..position)
                .find(|at| self.events[*at].event == must && !self.gone[*at] && self.events[*at].at >= start),
            _ => None,
        };
        let pauses = self.pauses(duty);
        let late = self.known_late_pauses(whose, now);
        let mut waiting = self.open_pauses(duty, position);
        waiting.retain(|(statement, _)| !late.iter().any(|stop| stop.statement == *statement));
        let live = &mut self.lives[index];
        live.stops.extend(late);
        let done = live
            .closed
            .filter(|closed| matches!(closed.how, Close::Done | Close::NotNeeded));
        live.ended_before.extend(done.map(|closed| (live.reopened, closed.at)));
        live.closed = None;
        if !live.stops.is_empty() && live.missing.is_none() {
            live.reckon(self.plan, pauses);
        }
        if let Some(met) = met {
            live.close(self.events[met].at, Close::Done, Some(met));
        } else if live.due.is_some_and(|due| now > due) {
            live.reopened = Some(now);
            for (statement, begun) in waiting
                .into_iter()
                .filter(|(statement, _)| pauses[*statement].even_late)
            {
                self.learn_of_pause(whose, statement, begun, now);
            }
        } else if live.due.is_none_or(|due| now < due) && live.unpaused.is_some() && live.missing.is_none() {
            // A pause that began meanwhile stops it from here on.
            live.stops.extend(waiting.into_iter().map(|(statement, _)| Stop {
                statement,
                from: now,
                to: None,
                late: false,
            }));
            live.reckon(self.plan, pauses);
        }
    }
}
