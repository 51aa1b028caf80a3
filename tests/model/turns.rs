//! A clock that repeats: each word to the customer ends a turn and begins the next, until the case is over.

use super::run::Run;
use super::time::Moment;
use super::track::{Closing, Duty, Track};
use super::world::{Deadline, Event, Name};

impl Run<'_> {
    /// Whether the workflow's `resolved` holds, as far as a round has been walked.
    pub fn is_over(&self, round: usize) -> bool {
        self.has_come(round, self.world.workflow.resolved)
    }

    /// Whether an event of a round came and was not taken back.
    pub fn has_come(&self, round: usize, name: Name) -> bool {
        let round = &self.rounds[round];
        let mut told = round.seen.iter().enumerate().filter(|(_, event)| event.name == name);
        told.any(|(n, _)| !round.taken_back.iter().any(|(taken, seen)| *taken == name && n < *seen))
    }

    /// Its number among the turns of its round, and whether it begins with a word or where one was heard before.
    pub(super) fn turn_of(&self, duty: Duty, start: Moment) -> (usize, bool) {
        let Duty::Deadline(name) = duty else { return (0, false) };
        let deadline = self.world.deadline(name);
        if !deadline.every {
            return (0, false);
        }
        let turn = self.last_turn(name).map_or(0, |track| track.turn) + 1;
        let first = deadline.to.contains(&self.starts_at(deadline));
        debug_assert!(self.round().seen.last().is_some_and(|event| event.at == start));
        (turn, turn > 1 || first)
    }

    fn last_turn(&self, name: Name) -> Option<&Track> {
        let own = |track: &&Track| track.round == self.here() && track.duty == Duty::Deadline(name);
        self.tracks.iter().filter(own).max_by_key(|track| track.turn)
    }

    /// Behind all else that an event does: the next turn, or the end of all.
    pub(super) fn take_turns(&mut self, event: &Event, position: usize) {
        for deadline in self.world.deadlines.iter().filter(|deadline| deadline.every) {
            if self.is_over(self.here()) {
                self.end_turns(deadline.name, event.at);
                continue;
            }
            let Some(last) = self.last_turn(deadline.name) else {
                continue;
            };
            if last.is_open() {
                continue;
            }
            let at_once = last.turn == 1 && last.start == event.at && last.closing == Some(Closing::Done(event.at));
            let spoken = last.ended_by == Some(position) || at_once;
            let continues = |own: &Deadline| own.continue_on == Some(event.name);
            let opened = self.world.workflow.redo == Some(event.name) || self.world.deadlines.iter().any(continues);
            if spoken || opened {
                let rule = self.answering(&deadline.responsible, event.at);
                let duty = Duty::Deadline(deadline.name);
                self.begin(duty, event.at, true, rule, deadline.to.clone(), 0);
            }
        }
    }

    fn end_turns(&mut self, name: Name, t: Moment) {
        for i in self.open_tracks().into_iter().rev() {
            let track = &self.tracks[i];
            if track.duty != Duty::Deadline(name) {
                continue;
            }
            if track.after_word && track.start == t {
                self.tracks.remove(i);
                continue;
            }
            self.tracks[i].closing = Some(if self.due_then(track, t).moment().is_none() {
                Closing::StaysUndetermined(t)
            } else if self.late_as_of(track, t) {
                Closing::Done(t)
            } else {
                Closing::TakenOver(t)
            });
        }
    }
}
