//! What events pause: the clocks of open obligations.

use super::Truth;
use super::pause::Stop;
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{DeadlineId, PartyId, Pause};
use crate::plan::Role;

/// A pause that counts though it begins at or after a due moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LatePause {
    pub deadline: DeadlineId,
    pub co_handler: Option<PartyId>,
    pub statement: usize,
    /// Of the event that begins it.
    pub position: usize,
    /// From when it counts.
    pub from: Moment,
}

impl LatePause {
    /// Whether it is one of an obligation's.
    pub(super) fn is_of(&self, whose: (Duty, Option<PartyId>)) -> bool {
        whose == (Duty::Deadline(self.deadline), self.co_handler)
    }
}

impl<F: Facts> Run<'_, F> {
    /// Notes which pauses do not begin with this event, by what they ask for.
    pub(super) fn judge_pauses(&mut self, position: usize) {
        if !self.flow.asks_pauses {
            return;
        }
        let (event, flow) = (self.events[position].event, self.flow);
        let mut untold = false;
        for versions in &flow.deadlines {
            let Some(deadline) = self.version(versions) else {
                continue;
            };
            let pauses = self.pauses(Duty::Deadline(deadline)).iter().enumerate();
            for (statement, pause) in pauses.filter(|(_, pause)| pause.from == event) {
                let truth = pause.when.as_ref().map_or(Truth::Yes, |when| self.judge(when));
                untold |= truth == Truth::Unknown;
                if truth != Truth::Yes {
                    self.refused.push((deadline, statement, position));
                }
            }
        }
        if untold {
            self.remark_at(remark::PAUSE_UNTOLD, position);
        }
    }

    /// The pause statements whose pause was begun and not ended by the events before a position in this round, each
    /// with the event that began it.
    pub(super) fn open_pauses(&self, duty: Duty, position: usize) -> Vec<(usize, usize)> {
        let pauses = self.pauses(duty).iter().enumerate();
        let begun = |(statement, pause): (usize, &Pause)| {
            let mut round = (self.round.first_event..position).rev();
            let ends_or_begins = |at: &usize| {
                let event = self.events[*at].event;
                event == pause.to || event == pause.from && !self.is_refused(duty, statement, *at)
            };
            let last = round.find(ends_or_begins)?;
            (self.events[last].event == pause.from).then_some((statement, last))
        };
        pauses.filter_map(begun).collect()
    }

    fn is_refused(&self, duty: Duty, statement: usize, position: usize) -> bool {
        let mut refused = self.refused.iter();
        refused.any(|(deadline, other, at)| duty == Duty::Deadline(*deadline) && *other == statement && *at == position)
    }

    /// Pauses that this event begins, where they begin strictly before the due moment in force, or count even later.
    pub(super) fn begin_pauses(&mut self, position: usize) {
        let event = self.events[position];
        for index in self.round.first_live..self.lives.len() {
            if !self.lives[index].is_open() {
                continue;
            }
            let duty = self.lives[index].duty;
            let whose = (duty, self.lives[index].co_handler);
            let pauses = self.pauses(duty);
            // Who waits already does not begin to wait, though that wait may not count: it began too late.
            let waiting = self.open_pauses(duty, position);
            for (statement, pause) in pauses.iter().enumerate().filter(|(_, pause)| pause.from == event.event) {
                let goes_on = waiting.iter().any(|(other, _)| *other == statement);
                if goes_on || self.is_refused(duty, statement, position) {
                    continue;
                }
                let live = &mut self.lives[index];
                // Where another pause of this second began after the due moment, this one does too.
                let late = live.stops.iter().any(|stop| stop.late && stop.from == event.at);
                let running = live.missing.is_none() && !late && live.due.is_none_or(|due| event.at < due);
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
                    self.learn_of_pause(whose, statement, position, event.at);
                }
            }
        }
    }

    /// A pause that counts though it begins after a due moment, once: the play has to begin anew.
    pub(super) fn learn_of_pause(
        &mut self,
        (duty, co_handler): (Duty, Option<PartyId>),
        statement: usize,
        position: usize,
        from: Moment,
    ) {
        let Duty::Deadline(deadline) = duty else { return };
        let pause = LatePause {
            deadline,
            co_handler,
            statement,
            position,
            from,
        };
        let known = [&self.late_pauses, &self.learned, &self.lapsed];
        if !known.iter().any(|known| known.contains(&pause)) {
            self.learned.push(pause);
        }
    }

    /// The pauses of this round that are known to begin after the due moment of a clock that runs from a moment, and
    /// count even so: up to the event that ends them, or to the moment of the run.
    pub(super) fn known_late_pauses(&self, whose: (Duty, Option<PartyId>), start: Moment) -> Vec<Stop> {
        let pauses = self.pauses(whose.0);
        let known = self
            .late_pauses
            .iter()
            .filter(|known| known.is_of(whose) && known.from >= start && self.is_in_round(known.position));
        let stop = |known: &LatePause| Stop {
            statement: known.statement,
            from: known.from,
            to: Some(self.end_of_pause(&pauses[known.statement], known.position)),
            late: true,
        };
        known.map(stop).collect()
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
