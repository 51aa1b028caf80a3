//! The ladder: triggers, entries, what a higher rung takes over; and what a schedule collects.

use super::cond::{Cond, Target, Truth, holds};
use super::run::{Entry, Run, Unraised};
use super::time::Moment;
use super::track::{Closing, Due, Duty, Track};
use super::world::{Deadline, Event, Name};

impl Run<'_> {
    /// Whether a condition holds at an instant; what is unknown does not.
    pub fn holds(&self, cond: &Cond, t: Moment) -> bool {
        holds(cond, &|one| self.test(one, t)) == Some(true)
    }

    pub(super) fn test(&self, cond: &Cond, t: Moment) -> Truth {
        let round = self.round();
        Some(match cond {
            Cond::Has(event) => self.has(event),
            Cond::HasNot(event) => !self.has(event),
            Cond::CountOver(event, n) => round.seen.iter().filter(|e| e.name == *event).count() > *n,
            Cond::OccurrenceFrom(n) => self.occurrence >= *n,
            Cond::AtRung(n) => self.ladder.is_some() && round.rung == *n,
            Cond::Overdue(target, wait) => {
                let duty = match target {
                    Target::Deadline(name) => Duty::Deadline(name),
                    Target::Rung(1) => Duty::Deadline(self.ladder().deadline),
                    Target::Rung(n) => Duty::Rung(*n),
                    Target::Schedule(name) => Duty::Schedule(name),
                };
                let its_own = |track: &&Track| track.round == self.here() && track.duty == duty;
                self.tracks
                    .iter()
                    .filter(its_own)
                    .any(|track| self.overdue_at(track, *wait, t))
            }
            row => return super::cond::row_test(self.world, self.ticket, self.category, row),
        })
    }

    /// Whether an event of a round can end an obligation, by what was told up to and with it.
    pub(super) fn can_end(&self, duty: Duty, ends: &[Name], told: &[Event]) -> bool {
        let event = told.last().unwrap();
        // A rung 1 without a limit of its own names its end event, and no test.
        let ladder = self.ladder.filter(|ladder| !ladder.open);
        let rung_1 = ladder.map(|ladder| ladder.deadline);
        let deadline = match duty {
            Duty::Deadline(name) => Some(name),
            Duty::WayBack(1, _) => rung_1,
            _ => None,
        };
        let when = deadline.and_then(|name| self.deadline(name).ends_when.as_ref());
        ends.contains(&event.name) && when.is_none_or(|when| self.holds_with(when, told))
    }

    fn holds_with(&self, cond: &Cond, told: &[Event]) -> bool {
        let test = |one: &Cond| match one {
            Cond::Reached(value) => {
                let last = told.iter().rev().find(|event| event.name == "called_back");
                last.and_then(|event| event.reached).map(|reached| reached == *value)
            }
            Cond::CountOver(event, n) => Some(told.iter().filter(|e| e.name == *event).count() > *n),
            row => super::cond::row_test(self.world, self.ticket, self.category, row),
        };
        holds(cond, &test) == Some(true)
    }

    /// What is not needed by what has happened up to now falls away.
    pub(super) fn let_fall(&mut self, t: Moment) {
        for i in self.open_tracks() {
            let Duty::Deadline(name) = self.tracks[i].duty else {
                continue;
            };
            let owed = self.due_then(&self.tracks[i], t) != Due::NoDeadline;
            if owed && self.needless(self.deadline(name), self.here(), t) {
                self.close(i, Closing::FellAway(t));
            }
        }
    }

    /// Whether a deadline is not needed by what happened in a round up to a moment and was not taken back since.
    pub(super) fn needless(&self, deadline: &Deadline, round: usize, until: Moment) -> bool {
        let round = &self.rounds[round];
        let taken_back = |n: usize| {
            let mut taken_back = round.taken_back.iter();
            taken_back.any(|(name, seen)| *name == round.seen[n].name && n < *seen)
        };
        let told: Vec<usize> = (0..round.seen.len()).filter(|n| round.seen[*n].at <= until).collect();
        let test = |cond: &Cond| match cond {
            Cond::Has(event) => Some(told.iter().any(|n| round.seen[*n].name == *event && !taken_back(*n))),
            Cond::HasNot(event) => Some(!told.iter().any(|n| round.seen[*n].name == *event && !taken_back(*n))),
            Cond::CountOver(event, times) => {
                Some(told.iter().filter(|n| round.seen[**n].name == *event).count() > *times)
            }
            row => super::cond::row_test(self.world, self.ticket, self.category_at(until), row),
        };
        let when = deadline.not_needed.as_ref();
        when.is_some_and(|when| holds(when, &test) == Some(true))
    }

    /// The category by what had happened up to a moment.
    fn category_at(&self, until: Moment) -> Name {
        let all = self.rounds.iter().flat_map(|round| &round.seen);
        let reclassify = self.world.workflow.reclassify.map(|(name, _)| name);
        let told = all.filter(|event| Some(event.name) == reclassify && event.at <= until);
        told.filter_map(|event| event.category)
            .next_back()
            .unwrap_or(self.ticket.category)
    }

    /// Whether the ladder's end event stands: one that came before anything it could end has ended nothing.
    pub(super) fn end_event_stands(&self) -> bool {
        let ladder = self.ladder();
        let above = ladder.above.iter().map(|rung| rung.to);
        let ends: Vec<Name> = self.deadline(ladder.deadline).to.iter().copied().chain(above).collect();
        // What stands beside the ladder ends nothing of it.
        let own =
            |track: &&Track| track.round == self.here() && track.rung > 0 && !matches!(track.duty, Duty::Must(..));
        let here = self.tracks.iter().filter(own);
        let until = &self.deadline(ladder.deadline).to;
        let mut seen = self.round().seen.iter().enumerate();
        let over = seen.any(|(n, event)| {
            let ends = until.contains(&event.name);
            let higher = !ends && ladder.above.iter().any(|rung| rung.to == event.name) && self.runs_by(n);
            (ladder.open && ends || higher) && self.stands(n)
        });
        over || here
            .filter_map(|track| Some((track, track.ended_by?)))
            .any(|(track, position)| {
                let told = &self.round().seen[..=position];
                // A hand-over is ended by more than what answers the case.
                let answers = match track.duty {
                    Duty::Schedule(_) => self.can_end(Duty::Deadline(ladder.deadline), until, told),
                    _ => ends.contains(&told[position].name),
                };
                answers && self.stands(position)
            })
    }

    /// Whether the ladder's clock ran when an event of this round came.
    fn runs_by(&self, position: usize) -> bool {
        let event = &self.round().seen[position];
        let begun = |track: &&Track| match track.duty {
            Duty::Deadline(_) => track.heard.first().is_some_and(|first| *first <= position),
            Duty::Must(..) | Duty::Schedule(_) => false,
            Duty::Rung(_) | Duty::WayBack(..) => track.start < event.at,
        };
        let mut here = self.tracks.iter();
        let own = |track: &&Track| track.round == self.here() && track.rung > 0 && begun(track);
        self.ladder().open || here.any(|track| own(&track))
    }

    /// Enters the highest rung that a trigger, an exit up, or a late way back asks for at this instant.
    pub(super) fn climb(&mut self, t: Moment) {
        let Some(ladder) = self.ladder else { return };
        if self.round().ended || self.end_event_stands() {
            return;
        }
        let top = self.round().top;
        for n in (top + 1..=ladder.top()).rev() {
            let triggers: Vec<&Cond> = ladder.rung(n).enter.iter().filter(|cond| self.holds(cond, t)).collect();
            let led_up = self.round().exit_up == Some((n, t));
            if led_up || !triggers.is_empty() {
                let ran_out = triggers.iter().any(|cond| cond.asks_overdue());
                let asked: Vec<Target> = triggers.iter().flat_map(|cond| cond.lateness_of()).collect();
                self.note_unraised(top, n, &asked, t);
                return self.enter(n, t, !ran_out, true);
            }
        }
        let late_back = self.open_tracks().into_iter().find(|i| {
            let track = &self.tracks[*i];
            let from_here = matches!(track.duty, Duty::WayBack(_, from) if from == top);
            from_here && !track.sent_up && self.overdue_at(track, None, t)
        });
        if let Some(i) = late_back {
            self.tracks[i].sent_up = true;
            self.enter(top, t, false, false);
        }
    }

    /// The rung below could have raised the case to the one now entered, and is late instead.
    fn note_unraised(&mut self, below: u8, rung: u8, asked: &[Target], t: Moment) {
        if below < 2 || !asked.contains(&Target::Rung(below)) {
            return;
        }
        let mut exits = self.ladder().rung(below).exits.iter();
        let Some(exit) = exits.find(|exit| exit.to_rung == Some(rung)) else {
            return;
        };
        let event = exit.event;
        let mut own = self.tracks.iter().rev();
        let late = own.find(|track| {
            track.round == self.here() && track.duty == Duty::Rung(below) && self.overdue_at(track, None, t)
        });
        let Some((since, party)) = late.map(|track| (track.start, track.party)) else {
            return;
        };
        self.round_mut().unraised.push(Unraised {
            event,
            since,
            entered: t,
            party,
        });
    }

    /// A rung whose party cannot be found or is the handler goes to the next.
    pub(super) fn enter(&mut self, rung: u8, t: Moment, arrives: bool, with_musts: bool) {
        let ladder = self.ladder.unwrap();
        let mut rung = rung;
        let unfit = |party: Option<Name>, handler: Name| party.is_none_or(|party| party == handler);
        while rung < ladder.top()
            && unfit(
                self.party(self.answering(&ladder.rung(rung).responsible, t), t),
                self.handler,
            )
        {
            rung += 1;
        }
        let spec = ladder.rung(rung);
        for i in self.open_tracks() {
            let below = self.tracks[i].rung > 0 && self.tracks[i].rung < rung;
            // Of what is paused the due moment still lies ahead.
            let paused = self
                .counted(&self.tracks[i], t)
                .iter()
                .any(|pause| pause.open && !pause.late)
                && !self.overdue_at(&self.tracks[i], None, t);
            let due = self.due_then(&self.tracks[i], t).moment();
            let foreseen = self.due_foreseen(&self.tracks[i], t).moment();
            let ahead = due.is_some_and(|due| due > t || paused) || foreseen.is_some_and(|due| due > t);
            if below && ahead {
                self.close(i, Closing::TakenOver(t));
            }
        }
        let answering = self.answering(&spec.responsible, t);
        let entry = Entry {
            rung,
            at: t,
            party: self.party(answering, t),
        };
        let round = self.round_mut();
        round.entries.push(entry);
        round.rung = rung;
        round.top = rung;
        self.begin(Duty::Rung(rung), t, arrives, answering, vec![spec.to], rung);
        if with_musts {
            for (event, _) in &spec.must {
                self.begin(Duty::Must(rung, event), t, arrives, answering, vec![event], rung);
            }
        }
    }

    /// A ticket that a schedule collects.
    pub(super) fn collect(&mut self, t: Moment) {
        let schedule = self.world.schedule.as_ref().unwrap();
        let rung = u8::from(self.ladder.is_some());
        self.begin(
            Duty::Schedule(schedule.name),
            t,
            false,
            schedule.responsible,
            schedule.to.clone(),
            rung,
        );
    }
}
