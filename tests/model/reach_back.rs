//! What reaches back: extensions, rejections, hand-overs, reclassifications.

use super::cond::{Cond, holds};
use super::run::{Grant, Run};
use super::time::{Moment, Quantity};
use super::track::{Closing, Due, Duty, Segment, Track};
use super::world::{Deadline, Event, Name, Party};

impl Run<'_> {
    /// A request counts while the obligation runs, strictly before the due moment in force then.
    pub(super) fn ask(&mut self, event: &Event) {
        for i in self.open_tracks() {
            let Duty::Deadline(name) = self.tracks[i].duty else {
                continue;
            };
            let asks = self
                .deadline(name)
                .extend
                .as_ref()
                .is_some_and(|extend| extend.from == event.name);
            let due = self.due(&self.tracks[i], event.at).moment();
            if asks && due.is_some_and(|due| event.at < due) {
                self.tracks[i].requests.push(event.at);
            }
        }
    }

    /// An approval by the approver (or by whom the feed does not tell) takes the oldest open request; the number counts what was granted.
    pub(super) fn approve(&mut self, event: &Event) -> Result<(), Grant> {
        for deadline in self.deadlines.clone() {
            let Some(extend) = &deadline.extend else { continue };
            let approver = self.party(extend.approver, event.at);
            if extend.to != event.name || (event.party.is_some() && event.party != approver) {
                continue;
            }
            let (name, round) = (deadline.name, self.here());
            let may_take = |i: &usize| {
                let track = &self.tracks[*i];
                let before = |g: &&Grant| its_own(g, track) && g.approved < event.at;
                let left = self.grants.iter().filter(before).count() < extend.at_most;
                track.duty == Duty::Deadline(name) && left
            };
            let may_take: Vec<usize> = self.open_tracks().into_iter().filter(may_take).collect();
            let oldest = may_take.iter().filter_map(|i| self.tracks[*i].requests.first());
            let Some(asked) = oldest.min().copied() else { continue };
            let mut co_handlers = Vec::new();
            for i in may_take {
                let track = &mut self.tracks[i];
                if track.requests.contains(&asked) {
                    track.requests.retain(|at| *at != asked);
                    co_handlers.extend(track.co_handler);
                }
            }
            let known = |g: &Grant| (g.deadline, g.round, g.asked, g.approved) == (name, round, asked, event.at);
            if !self.grants.iter().any(known) {
                return Err(Grant {
                    deadline: name,
                    round,
                    asked,
                    approved: event.at,
                    co_handlers,
                });
            }
        }
        Ok(())
    }

    /// What was granted to a track, as known by a moment: when it was asked for, and how much.
    pub fn granted(&self, track: &Track, known: Moment) -> Vec<(Moment, Quantity)> {
        let Duty::Deadline(name) = track.duty else {
            return Vec::new();
        };
        let Some(extend) = &self.deadline(name).extend else {
            return Vec::new();
        };
        self.grants
            .iter()
            .filter(|g| its_own(g, track) && g.asked >= track.start)
            .filter(|g| g.approved <= known)
            // What was handed on is not lengthened by what is asked for later.
            .filter(|g| !matches!(track.closing, Some(Closing::HandedOn(at)) if at <= g.asked))
            .map(|g| (g.asked, extend.each))
            .collect()
    }

    /// Takes back the last end event: what it ended is open again, what it started and is not late has not started.
    pub(super) fn take_back(&mut self, t: Moment) {
        let here = self.here();
        let ended = |track: &&Track| track.round == here && track.turn == 0 && !matches!(track.duty, Duty::Must(..));
        // The latest event that ended anything, taken back or not.
        let Some(position) = self
            .tracks
            .iter()
            .filter(ended)
            .filter_map(|track| track.ended_by)
            .max()
        else {
            return;
        };
        if !self.stands(position) {
            return;
        }
        self.undo(position, t, false);
    }

    /// A clock that goes on by an event: what ended it is taken back, and all steps of the workflow behind that.
    pub(super) fn go_on(&mut self, event: &Event) {
        let here = self.here();
        let ended_by = |deadline: &Deadline| -> Vec<usize> {
            let ended = self.tracks.iter().filter(|track| {
                let own = track.round == here && track.duty == Duty::Deadline(deadline.name);
                let owed = || self.due_then(track, event.at) != Due::NoDeadline;
                own && matches!(track.closing, Some(Closing::Done(_))) && owed()
            });
            ended.filter_map(|track| track.ended_by).collect()
        };
        let goes_on = self
            .deadlines
            .iter()
            .filter(|own| own.continue_on == Some(event.name))
            .copied();
        let mut ended: Vec<usize> = goes_on.flat_map(ended_by).collect();
        // In the order of what ended them.
        ended.sort_unstable();
        ended.dedup();
        for position in ended {
            self.undo(position, event.at, true);
        }
    }

    /// Takes back an end event, perhaps with what stands behind it in the order of the workflow.
    fn undo(&mut self, position: usize, t: Moment, behind: bool) {
        let here = self.here();
        let name = self.round().seen[position].name;
        let seen = self.round().seen.len();
        let order = &self.world.workflow.in_order;
        let mut taken = vec![name];
        if let (true, Some(step)) = (behind, order.iter().position(|event| *event == name)) {
            taken.extend(&order[step + 1..]);
        }
        let taken_back = taken.iter().map(|name| (*name, seen));
        self.round_mut().taken_back.extend(taken_back);
        for i in 0..self.tracks.len() {
            let track = &mut self.tracks[i];
            if track.round == here
                && track.turn == 0
                && track.ended_by == Some(position)
                && let Some(Closing::Done(done)) = track.closing
            {
                track.closing = None;
                track.closed_before.push((track.opened, done));
                track.opened = t;
                if let Duty::Rung(n) = track.duty {
                    self.open_musts(n, done);
                }
            }
        }
        // What fell away, and would not have without what is taken back now, is needed again.
        for i in 0..self.tracks.len() {
            let (Duty::Deadline(deadline), Some(Closing::FellAway(fell))) =
                (self.tracks[i].duty, self.tracks[i].closing)
            else {
                continue;
            };
            if self.tracks[i].round == here && !self.needless(self.deadline(deadline), here, fell) {
                let track = &mut self.tracks[i];
                track.closing = None;
                track.closed_before.push((track.opened, fell));
                track.opened = t;
            }
        }
        // What has no deadline was nothing, however far it came: its turns go with the first one.
        let unlimited = |track: &Track| self.due_then(track, t) == Due::NoDeadline;
        let starts_again = |track: &&Track| {
            let Duty::Deadline(name) = track.duty else { return false };
            let fell = matches!(track.closing, Some(Closing::FellAway(_)));
            let idle = (track.is_open() || fell) && !self.late_as_of(track, t);
            let of_it = taken.contains(&self.starts_at(self.deadline(name))) && !track.after_word;
            track.round == here && of_it && (idle || unlimited(track))
        };
        let again: Vec<Duty> = self
            .tracks
            .iter()
            .filter(starts_again)
            .map(|track| track.duty)
            .collect();
        let with_it = |track: &Track| track.round == here && again.contains(&track.duty) && unlimited(track);
        let kept = |track: &&Track| !starts_again(track) && !with_it(track);
        self.tracks = self.tracks.iter().filter(kept).cloned().collect();
    }

    /// The rung is open again, and its musts with it; one that was met in between is met.
    pub(super) fn open_musts(&mut self, rung: u8, closed: Moment) {
        let here = self.here();
        for i in 0..self.tracks.len() {
            let Duty::Must(n, event) = self.tracks[i].duty else {
                continue;
            };
            if n != rung || self.tracks[i].round != here || self.tracks[i].closing != Some(Closing::RungClosed(closed))
            {
                continue;
            }
            let met = self
                .round()
                .seen
                .iter()
                .find(|e| e.name == event && e.at >= closed)
                .map(|e| e.at);
            self.tracks[i].closing = met.map(Closing::Done);
        }
    }

    /// At or before its due moment, an obligation whose party is the handler goes to the new unit.
    pub(super) fn hand_over(&mut self, event: &Event, grace: Option<Quantity>) {
        let Some(to) = event.party.filter(|to| *to != self.handler) else {
            return;
        };
        self.handler = to;
        for i in self.open_tracks() {
            if self.tracks[i].rule == Party::Handler && self.in_time(i, event.at) {
                self.pass_on(i, event.at);
                self.tracks[i].graces.extend(grace.map(|grace| (event.at, grace)));
            }
        }
    }

    /// At or before its due moment, an obligation gets the row that applies now, and the party that owns it now.
    pub(super) fn reclassify(&mut self, event: &Event, grace: Option<Quantity>) {
        let Some(category) = event.category.filter(|category| *category != self.category) else {
            return;
        };
        let accountable = self.accountable(event.at);
        self.category = category;
        let tracks = self.open_tracks();
        // A rung's own obligation goes before those of whoever is accountable at it.
        let of_rung = |i: &&usize| self.tracks[**i].rule == Party::Accountable;
        let rungs_first: Vec<usize> = [
            tracks.iter().filter(|i| !of_rung(i)).copied().collect::<Vec<_>>(),
            tracks.iter().filter(of_rung).copied().collect(),
        ]
        .concat();
        for i in rungs_first {
            let track = &self.tracks[i];
            if !self.in_time(i, event.at) {
                continue;
            }
            let row_changes = self.row(track, track.category) != self.row(track, category);
            let depends = match track.rule {
                Party::OwningDepartment => true,
                Party::Accountable => self.accountable(event.at) != accountable,
                _ => false,
            };
            let party_changes = depends && self.party(track.rule, event.at) != track.party;
            if party_changes {
                self.pass_on(i, event.at);
            }
            let before = self.tracks[i].category;
            self.tracks[i].categories.push((event.at, before));
            self.tracks[i].category = category;
            if row_changes || party_changes {
                self.tracks[i].graces.extend(grace.map(|grace| (event.at, grace)));
            }
        }
    }

    /// The position of the row that applies, for deadlines.
    pub(super) fn row(&self, track: &Track, category: Name) -> Option<usize> {
        let Duty::Deadline(name) = track.duty else { return None };
        let test = |one: &Cond| super::cond::row_test(self.world, self.ticket, category, one);
        self.deadline(name)
            .rows
            .iter()
            .position(|row| row.0.as_ref().is_none_or(|cond| holds(cond, &test) != Some(false)))
    }

    pub(super) fn in_time(&self, i: usize, t: Moment) -> bool {
        // Of what is paused the due moment still lies ahead.
        let paused = self
            .counted(&self.tracks[i], t)
            .iter()
            .any(|pause| pause.open && !pause.late);
        self.due_then(&self.tracks[i], t)
            .moment()
            .is_some_and(|due| t <= due || paused)
    }

    /// The old party's obligation closes, the new party's opens with the same start.
    pub(super) fn pass_on(&mut self, i: usize, t: Moment) {
        let mut old = self.tracks[i].clone();
        old.closing = Some(Closing::HandedOn(t));
        let due = self.due(&old, self.now);
        let party = self.party(old.rule, t);
        let track = &mut self.tracks[i];
        track.earlier.push(Segment {
            party: old.party,
            due,
            closed: t,
        });
        track.party = party;
    }
}

/// Whether an extension was granted to what a track follows.
fn its_own(grant: &Grant, track: &Track) -> bool {
    let own = track.co_handler.is_none_or(|unit| grant.co_handlers.contains(&unit));
    own && track.duty == Duty::Deadline(grant.deadline) && track.round == grant.round
}
