//! What an event does: it ends and starts obligations, and at its rung it may be an exit.

use super::run::{Grant, Run};
use super::time::{Moment, local};
use super::track::{Closing, Duty, Track};
use super::world::{Dated, Deadline, Event, Name, Party};

impl Run<'_> {
    pub(super) fn happen(&mut self, event: &Event) -> Result<(), Grant> {
        let position = self.round().seen.len();
        self.round_mut().seen.push(event.clone());
        self.end_by(event, position);
        for i in self.open_tracks() {
            self.tracks[i].heard.push(position);
        }
        self.exit_by(event);
        self.start_by(event);
        self.ask(event);
        self.approve(event)?;
        let workflow = &self.world.workflow;
        if workflow.redo == Some(event.name) {
            self.take_back(event.at);
        }
        self.go_on(event);
        if let Some((name, grace)) = workflow.hand_over
            && name == event.name
        {
            self.hand_over(event, grace);
        }
        if let Some((name, grace)) = workflow.reclassify
            && name == event.name
        {
            self.reclassify(event, grace);
        }
        self.take_turns(event, position);
        Ok(())
    }

    /// Tracks of this round that are open.
    pub(super) fn open_tracks(&self) -> Vec<usize> {
        (0..self.tracks.len())
            .filter(|i| self.tracks[*i].round == self.here() && self.tracks[*i].is_open())
            .collect()
    }

    pub(super) fn end_by(&mut self, event: &Event, position: usize) {
        for i in self.open_tracks() {
            let track = &self.tracks[i];
            if track.after_word && track.start == event.at {
                continue;
            }
            if self.is_its_own(track, event) && self.can_end(track.duty, &track.ends, &self.round().seen[..=position]) {
                self.close(i, Closing::Done(event.at));
                self.tracks[i].ended_by = Some(position);
            }
        }
    }

    /// Closing a rung's obligation takes over its musts that are due later.
    pub(super) fn close(&mut self, i: usize, closing: Closing) {
        self.tracks[i].closing = Some(closing);
        if let Duty::Rung(n) = self.tracks[i].duty {
            for j in self.open_tracks() {
                let due = self.due_then(&self.tracks[j], closing.at()).moment();
                let its_own = matches!(self.tracks[j].duty, Duty::Must(rung, _) if rung == n);
                if its_own && due.is_some_and(|due| due > closing.at()) {
                    self.tracks[j].closing = Some(Closing::RungClosed(closing.at()));
                }
            }
        }
    }

    /// An exit counts at the rung where the ticket stands, at or before the due moment of that rung's obligation.
    pub(super) fn exit_by(&mut self, event: &Event) {
        let here = self.round().rung;
        if self.ladder.is_none() || here < 2 {
            return;
        }
        let rung = self.ladder().rung(here);
        let Some(exit) = rung.exits.iter().find(|exit| exit.event == event.name).cloned() else {
            return;
        };
        let Some(i) = self
            .open_tracks()
            .into_iter()
            .find(|i| self.tracks[*i].duty == Duty::Rung(here))
        else {
            return;
        };
        let due = self.due_then(&self.tracks[i], event.at).moment();
        if due.is_some_and(|due| event.at > due) {
            return;
        }
        match exit.to_rung {
            None => {
                self.close(i, Closing::HandedOn(event.at));
                self.round_mut().ended = true;
            }
            Some(to) if to > here => {
                self.close(i, Closing::HandedOn(event.at));
                self.round_mut().exit_up = Some((to, event.at));
            }
            Some(to) => {
                if self.round().ways_back.contains(&(here, event.name)) {
                    return;
                }
                self.close(i, Closing::HandedOn(event.at));
                self.round_mut().ways_back.push((here, event.name));
                self.round_mut().rung = to;
                let (rule, ends) = if to == 1 {
                    let deadline = self.deadline(self.ladder().deadline);
                    (self.answering(&deadline.responsible, event.at), deadline.to.clone())
                } else {
                    (
                        self.answering(&self.ladder().rung(to).responsible, event.at),
                        vec![self.ladder().rung(to).to],
                    )
                };
                self.begin(Duty::WayBack(to, here), event.at, true, rule, ends, to);
            }
        }
    }

    pub(super) fn start_by(&mut self, event: &Event) {
        for deadline in self.deadlines.clone() {
            let duty = Duty::Deadline(deadline.name);
            if deadline.of_each {
                if self.starts_at(deadline) == event.name {
                    self.start_for_each(deadline, event);
                }
                continue;
            }
            let started = self
                .tracks
                .iter()
                .any(|track| track.round == self.here() && track.duty == duty);
            let over = deadline.every && self.is_over(self.here());
            if self.starts_at(deadline) == event.name && !started && !over {
                let first_rung = self
                    .ladder
                    .is_some_and(|ladder| ladder.deadline == deadline.name && !ladder.open);
                let rung = u8::from(first_rung);
                let rule = self.answering(&deadline.responsible, event.at);
                self.begin(duty, event.at, true, rule, deadline.to.clone(), rung);
            }
        }
    }

    /// A clock for each co-handler who owes none yet in this round.
    fn start_for_each(&mut self, deadline: &Deadline, event: &Event) {
        for unit in &self.ticket.co_handlers {
            let party = self.party(Party::Named(unit), event.at);
            if !self.owes(deadline.name, self.here(), unit, party) {
                let duty = Duty::Deadline(deadline.name);
                self.begin(duty, event.at, true, Party::Named(unit), deadline.to.clone(), 0);
            }
        }
    }

    /// Whether some clock of a deadline in a round is a unit's: its own, or that of one whose duties it took on.
    pub(super) fn owes(&self, deadline: Name, round: usize, unit: Name, party: Option<Name>) -> bool {
        self.tracks.iter().any(|track| {
            // Whoever answered for it when the clock began does so still.
            let then = self.party(Party::Named(unit), track.start);
            let same = track.co_handler == Some(unit) || track.party.is_some() && [party, then].contains(&track.party);
            track.round == round && track.duty == Duty::Deadline(deadline) && same
        })
    }

    /// A co-handler's clock is ended by what it did itself, or who has taken on its duties.
    pub(super) fn is_its_own(&self, track: &Track, event: &Event) -> bool {
        let Some(unit) = track.co_handler else { return true };
        let now = self.party(Party::Named(unit), event.at);
        // What passed to one party is one duty, whichever of those that had it is named.
        let by_now = event.party.and_then(|by| self.party(Party::Named(by), event.at));
        event.party.is_some()
            && ([Some(unit), track.party, now].contains(&event.party) || now.is_some() && by_now == now)
    }

    /// The event from which a deadline runs in this round, as far as is known now: the one it names, if it has come
    /// by now, else the one that stands in for it.
    pub(super) fn starts_at(&self, deadline: &Deadline) -> Name {
        self.starts_in(self.here(), deadline)
    }

    pub fn starts_in(&self, round: usize, deadline: &Deadline) -> Name {
        let came = self.told[round].iter().any(|event| event.name == deadline.from);
        deadline.else_from.filter(|_| !came).unwrap_or(deadline.from)
    }

    /// An obligation begins. An end event of the same second ends it at once.
    pub(super) fn begin(&mut self, duty: Duty, start: Moment, arrives: bool, rule: Party, ends: Vec<Name>, rung: u8) {
        let (turn, after_word) = self.turn_of(duty, start);
        let party = self.party(rule, start);
        let track = Track {
            duty,
            round: self.here(),
            turn,
            after_word,
            rung,
            start,
            arrives,
            rule,
            co_handler: match (duty, rule) {
                (Duty::Deadline(name), Party::Named(unit)) if self.deadline(name).of_each => Some(unit),
                _ => None,
            },
            party,
            calendar: self.own_calendar(self.calendar_of(duty), party),
            category: self.category,
            categories: Vec::new(),
            ends,
            graces: Vec::new(),
            requests: Vec::new(),
            earlier: Vec::new(),
            opened: start,
            closed_before: Vec::new(),
            closing: None,
            ended_by: None,
            heard: match duty {
                Duty::Deadline(_) => vec![self.round().seen.len() - 1],
                _ => Vec::new(),
            },
            sent_up: false,
        };
        self.tracks.push(track);
        let i = self.tracks.len() - 1;
        let lower = matches!(duty, Duty::Deadline(_) | Duty::Schedule(_)) && rung > 0;
        if lower && self.round().top > rung && self.due_foreseen(&self.tracks[i], start).moment().is_some() {
            self.tracks[i].closing = Some(Closing::TakenOver(start));
            return;
        }
        let round = self.round();
        let at_once = (0..round.seen.len()).find(|n| {
            let event = &round.seen[*n];
            let ends = self.can_end(duty, &self.tracks[i].ends, &round.seen[..=*n]);
            let own = self.is_its_own(&self.tracks[i], event);
            event.at == start && ends && own && self.stands(*n) && !after_word
        });
        if let Some(position) = at_once {
            self.tracks[i].closing = Some(Closing::Done(start));
            self.tracks[i].ended_by = Some(position);
        }
    }

    /// Whether an event of this round was not taken back.
    pub(super) fn stands(&self, position: usize) -> bool {
        let round = self.round();
        !round
            .taken_back
            .iter()
            .any(|(name, seen)| *name == round.seen[position].name && position < *seen)
    }

    /// `has E`: it happened in this round and was not taken back.
    pub(super) fn has(&self, name: Name) -> bool {
        (0..self.round().seen.len()).any(|n| self.round().seen[n].name == name && self.stands(n))
    }

    /// Which rule says who answers for a duty that arises at a moment.
    pub fn answering(&self, rule: &Dated<Party>, t: Moment) -> Party {
        rule.on(local(self.world.counting.zone, t).date())
    }

    /// Who answers by a rule, by the organisation of that moment.
    pub fn party(&self, rule: Party, t: Moment) -> Option<Name> {
        self.party_of(rule, self.handler, self.category, t)
    }

    /// The party of the rung at which the ticket stands at a moment; none where rung 1 has not started.
    pub(super) fn accountable(&self, now: Moment) -> Option<Name> {
        let ladder = self.ladder?;
        let here = self.round().rung;
        let of_rung = |track: &&Track| {
            let judged_by = !matches!(track.duty, Duty::Must(..) | Duty::Schedule(_));
            track.round == self.here() && track.rung == here && judged_by
        };
        let started = self.tracks.iter().filter(of_rung).max_by_key(|track| track.start);
        match started {
            Some(track) => track.party,
            None if ladder.open && here == 1 => {
                self.party(self.answering(&self.deadline(ladder.deadline).responsible, now), now)
            }
            None => None,
        }
    }

    pub(super) fn party_of(&self, rule: Party, handler: Name, category: Name, t: Moment) -> Option<Name> {
        let date = local(self.world.counting.zone, t).date();
        let party = match rule {
            Party::Named(name) => Some(name),
            Party::Handler => Some(handler),
            Party::OwningDepartment => self.world.owner(category, date),
            Party::HandlerSuperior => self.world.member(handler).under,
            Party::Accountable => self.accountable(t),
        };
        party.and_then(|party| self.world.in_force(party, date))
    }
}
