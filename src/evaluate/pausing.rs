//! What events pause: the clocks of open obligations.

use super::pause::Stop;
use super::run::{Hindsight, Run};
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::Pause;
use crate::plan::Role;

impl<F: Facts> Run<'_, F> {
    /// The pause statements whose pause was begun and not ended by the events before a position in this round.
    pub(super) fn open_pauses(&self, pauses: &[Pause], position: usize) -> Vec<usize> {
        let round = &self.events[self.round.first_event..position];
        let open = |pause: &Pause| {
            let mut events = round.iter().rev().map(|event| event.event);
            events.find(|event| *event == pause.from || *event == pause.to) == Some(pause.from)
        };
        let pauses = pauses.iter().enumerate();
        pauses.filter(|(_, pause)| open(pause)).map(|(at, _)| at).collect()
    }

    /// Pauses that this event begins, where they begin strictly before the due moment in force, or count even later.
    pub(super) fn begin_pauses(&mut self, position: usize) {
        let event = self.events[position];
        for index in self.round.first_live..self.lives.len() {
            if !self.lives[index].is_open() {
                continue;
            }
            let pauses = self.pauses(self.lives[index].duty);
            for (statement, pause) in pauses.iter().enumerate().filter(|(_, pause)| pause.from == event.event) {
                let live = &mut self.lives[index];
                let running = live.missing.is_none() && live.due.is_none_or(|due| event.at < due);
                let known = live.stops.iter().any(|stop| {
                    stop.statement == statement && stop.to.is_none_or(|to| stop.from <= event.at && event.at < to)
                });
                if known || live.unpaused.is_none() {
                    continue;
                }
                if running {
                    live.stops.push(Stop {
                        statement,
                        from: event.at,
                        to: None,
                        late: false,
                    });
                    live.stops.sort_by_key(|stop| stop.from);
                    live.reckon(self.plan, pauses);
                } else if pause.even_late && live.missing.is_none() {
                    self.learn_of_pause(position, event.at);
                }
            }
        }
    }

    /// A pause that counts though it begins after a due moment, once: the play has to begin anew.
    pub(super) fn learn_of_pause(&mut self, position: usize, from: Moment) {
        if !self.late_pauses.contains(&(position, from)) {
            self.learned = Some(Hindsight::Pause(position, from));
        }
    }

    /// The pauses of this round that are known to begin after the due moment of a clock that runs from a moment, and
    /// count even so: up to the event that ends them, or to the moment of the run.
    pub(super) fn known_late_pauses(&self, pauses: &[Pause], start: Moment) -> Vec<Stop> {
        let mut stops = Vec::new();
        let late = self.late_pauses.iter().copied();
        for (position, from) in late.filter(|(position, _)| self.is_in_round(*position)) {
            let event = self.events[position];
            let statements = pauses.iter().enumerate();
            for (statement, pause) in statements.filter(|(_, pause)| pause.even_late && pause.from == event.event) {
                if from >= start {
                    stops.push(Stop {
                        statement,
                        from,
                        to: Some(self.end_of_pause(pause, position)),
                        late: true,
                    });
                }
            }
        }
        stops
    }

    /// Pauses that this event ends.
    pub(super) fn end_pauses(&mut self, position: usize) {
        let event = self.events[position];
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            if live.stops.is_empty() || !live.is_open() || live.missing.is_some() {
                continue;
            }
            let pauses = self.pauses(live.duty);
            let live = &mut self.lives[index];
            let mut ended = false;
            for stop in live.stops.iter_mut().filter(|stop| stop.to.is_none()) {
                if pauses[stop.statement].to == event.event {
                    stop.to = Some(event.at);
                    ended = true;
                }
            }
            if ended {
                live.reckon(self.plan, pauses);
            }
        }
    }

    /// Whether an event, perhaps one still to come, belongs to this round.
    fn is_in_round(&self, position: usize) -> bool {
        let first = self.round.first_event;
        let mut between = self.events.iter().take(position + 1).skip(first + 1);
        position >= first && !between.any(|event| self.flow.role[event.event.index()] == Role::NewRound)
    }

    /// When a pause that an event begins is over: by its end event, with its round, with the ticket, or as of now.
    fn end_of_pause(&self, pause: &Pause, position: usize) -> Moment {
        let mut after = self.events[position + 1..].iter();
        let over = after.find(|event| {
            let role = self.flow.role[event.event.index()];
            event.event == pause.to || matches!(role, Role::NewRound | Role::LeaveOut)
        });
        over.map_or(self.as_of, |event| event.at)
    }
}
