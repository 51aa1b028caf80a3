//! Turns: a clock that repeats. Each event that ends a turn begins the next, until the case is resolved.
//!
//! A rejection opens no turn again: what was said is not unsaid. Where the case was over and with the rejection is so no
//! longer, the next turn begins with it.

use super::Truth;
use super::live::{Close, Live};
use super::run::Run;
use super::verdict::Duty;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{Cond, DeadlineId};
use crate::plan::Role;

impl<F: Facts> Run<'_, F> {
    /// Begins the turns that follow on what an event ended; where the case is over with it, ends those that run.
    pub(super) fn take_turns(&mut self, position: usize) {
        let flow = self.flow;
        if !flow.in_turns {
            return;
        }
        let over = self.is_over();
        for versions in &flow.deadlines {
            let deadline = self.version(versions);
            let Some(deadline) = deadline.filter(|own| self.plan.rules.deadlines[own.index()].in_turns) else {
                continue;
            };
            if over {
                self.end_turns(deadline, position);
            } else if let Some(from) = self.next_turn_from(deadline, position) {
                self.start_deadline(deadline, from);
            }
        }
    }

    /// Whether the case is over, so that nobody waits for a further word.
    pub(super) fn is_over(&self) -> bool {
        self.judge(&Cond::Resolved { negated: false }) == Truth::Yes
    }

    /// The case is over: a turn that is late was ended only by that, any other is no longer asked for.
    fn end_turns(&mut self, deadline: DeadlineId, position: usize) {
        let at = self.events[position].at;
        let first = self.round.first_live;
        for index in first..self.lives.len() {
            let live = &self.lives[index];
            if live.duty != Duty::Deadline(deadline) || !live.is_open() {
                continue;
            }
            // Nobody waited in the second in which the case was over.
            if live.start == at && self.follows_a_word(live) {
                self.lives[index].withdrawn = true;
                continue;
            }
            let how = match live.is_late(at, at) {
                true => Close::Done,
                false => Close::TakenOver,
            };
            self.lives[index].close(at, how, Some(position));
        }
    }

    /// The event from which the next turn runs: the one that has just ended a turn; or a rejection, or a reopening by
    /// which the round goes on, where none runs any more because the case was over.
    fn next_turn_from(&mut self, deadline: DeadlineId, position: usize) -> Option<usize> {
        let duty = Duty::Deadline(deadline);
        let mut lives = self.lives[self.round.first_live..].iter();
        if lives.any(|live| live.duty == duty && live.is_open()) {
            return None;
        }
        let last = self.last_turn(duty)?;
        let event = self.events[position].event.index();
        if self.flow.role[event] == Role::Redo || self.flow.continues[event] {
            return Some(position);
        }
        let ended = last.closed.filter(|closed| closed.how == Close::Done)?.by?;
        let now = ended == position || last.started_by == Some(position);
        (now && self.ends(duty, ended)).then_some(ended)
    }

    /// The last turn of a duty in this round.
    fn last_turn(&self, duty: Duty) -> Option<&Live> {
        let lives = self.lives[self.round.first_live..].iter();
        let own = lives.filter(|live| live.duty == duty && !live.withdrawn);
        own.max_by_key(|live| (live.turn, live.closed.map(|closed| closed.at)))
    }

    /// The number of the turn that would begin now; 0 of a clock that does not repeat.
    pub(super) fn turn_to_begin(&self, deadline: DeadlineId) -> u16 {
        match self.plan.rules.deadlines[deadline.index()].in_turns {
            true => {
                let last = self.last_turn(Duty::Deadline(deadline));
                last.map_or(1, |live| live.turn.saturating_add(1))
            }
            false => 0,
        }
    }

    /// Whether a turn began with a word to the customer, or where one had been heard: what ends it comes later.
    pub(super) fn follows_a_word(&self, live: &Live) -> bool {
        let Duty::Deadline(deadline) = live.duty else {
            return false;
        };
        let ends = &self.plan.rules.deadlines[deadline.index()].to;
        let begun = live.started_by.map(|by| self.events[by].event);
        live.turn > 1 || live.turn == 1 && begun.is_some_and(|begun| ends.contains(&begun))
    }

    /// Whether an obligation may be ended by what happens at a moment.
    pub(super) fn may_end_at(&self, live: &Live, at: Moment) -> bool {
        live.start < at || live.start == at && !self.follows_a_word(live)
    }
}
