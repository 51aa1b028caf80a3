//! What events pause: the clocks of open obligations.

use super::pause::Stop;
use super::run::Run;
use crate::feed::Facts;
use crate::model::Pause;

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

    /// Pauses that this event begins, where they begin strictly before the due moment in force.
    pub(super) fn begin_pauses(&mut self, position: usize) {
        let event = self.events[position];
        for index in self.round.first_live..self.lives.len() {
            if !self.lives[index].is_open() {
                continue;
            }
            let pauses = self.pauses(self.lives[index].duty);
            for (statement, _) in pauses.iter().enumerate().filter(|(_, pause)| pause.from == event.event) {
                let live = &mut self.lives[index];
                let running = live.missing.is_none() && live.due.is_none_or(|due| event.at < due);
                let open = live
                    .stops
                    .iter()
                    .any(|stop| stop.statement == statement && stop.to.is_none());
                if running && !open && live.unpaused.is_some() {
                    live.stops.push(Stop {
                        statement,
                        from: event.at,
                        to: None,
                    });
                    live.reckon(self.plan, pauses);
                }
            }
        }
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
}
