//! What events do to obligations: end them, pause them, lengthen them, take their end back, move them.

use super::live::{Close, Closed, Live, Wound};
use super::pause::Stop;
use super::remark;
use super::run::Run;
use super::verdict::Duty;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{EventId, LimitOf, PartyBase, Pause, RungLimit};
use crate::plan::Role;

impl<F: Facts> Run<'_, F> {
    /// The events that end an obligation.
    pub(super) fn ends_of(&self, duty: Duty) -> &'_ [EventId] {
        let rules = self.plan.rules;
        let rung = |rung: u8| {
            let ladder = self.ladder.map(|ladder| &rules.ladders[ladder.index()]);
            match ladder
                .and_then(|ladder| ladder.rungs.get(usize::from(rung).wrapping_sub(1)))
                .map(|rung| &rung.limit)
            {
                Some(RungLimit::Own { to, .. }) => to.as_slice(),
                Some(RungLimit::AsDeadline(deadline)) => &rules.deadlines[deadline.index()].to,
                None => &[],
            }
        };
        match duty {
            Duty::Deadline(deadline) => &rules.deadlines[deadline.index()].to,
            Duty::Schedule(schedule) => &rules.schedules[schedule.index()].to,
            Duty::Rung(number) | Duty::WayBack(number) => rung(number),
            Duty::Must(..) => &[],
        }
    }

    /// Ends what this event ends; closing a rung takes over its open `must`s.
    pub(super) fn end_duties(&mut self, position: usize) {
        let event = self.events[position];
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            if !live.is_open() || live.start > event.at {
                continue;
            }
            let ends = match live.duty {
                Duty::Must(_, must) => must == event.event,
                duty => self.ends_of(duty).contains(&event.event),
            };
            if !ends {
                continue;
            }
            self.lives[index].close(event.at, Close::Done, Some(position));
            if matches!(self.lives[index].duty, Duty::Schedule(_)) && self.answers_rung_one(event.event) {
                // A hand-over that an answer ends: the case is answered.
                self.round.solved_by = Some(position);
            }
            if self.lives[index].duty_of_rung() {
                self.round.solved_by = Some(position);
                self.close_musts(self.lives[index].rung, event.at, Some(position));
            }
        }
    }

    /// Whether an event is one that ends rung 1's deadline.
    fn answers_rung_one(&self, event: EventId) -> bool {
        let first = self.rungs().first().map(|rung| &rung.limit);
        matches!(first, Some(RungLimit::AsDeadline(own)) if self.plan.rules.deadlines[own.index()].to.contains(&event))
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
        let now = self.events[position].at;
        let ended = (self.round.first_event..position).rev().find(|at| {
            let ended = |closed: Closed| closed.by == Some(*at) && closed.how == Close::Done;
            // What a rung demands beside its end ends nothing that could be rejected.
            let mut lives = self.lives[self.round.first_live..].iter();
            let ends = |live: &Live| !matches!(live.duty, Duty::Must(..)) && live.closed.is_some_and(ended);
            self.gone[*at] || lives.any(ends)
        });
        // The one before was taken back already: there is nothing new to reject.
        let Some(ended) = ended.filter(|at| !self.gone[*at]) else {
            self.remark_at(remark::NOTHING_TO_REJECT, position);
            return;
        };
        // It does not hold until it comes again, however often it had come.
        for at in self.round.first_event..position {
            self.gone[at] |= self.events[at].event == self.events[ended].event;
        }
        if self.round.solved_by == Some(ended) {
            self.round.solved_by = None;
        }
        let first = self.round.first_live;
        for index in first..self.lives.len() {
            if self.lives[index].closed.is_some_and(|closed| closed.by == Some(ended)) {
                self.open_again(index, position);
            }
        }
        // A clock that started at what was taken back, and is open and not late, is to start again: with all that it
        // was before it was handed on.
        for index in first..self.lives.len() {
            let live = &self.lives[index];
            let idle = !live.withdrawn && (live.unlimited || live.is_open() && !live.is_late(now, now));
            if live.started_by.is_some_and(|by| self.gone[by]) && idle {
                let (duty, first) = (live.duty, self.round.first_live);
                for live in &mut self.lives[first..] {
                    let handed_on = live.closed.is_some_and(|closed| closed.how == Close::HandedOn);
                    live.withdrawn |= live.duty == duty && (live.is_open() || live.unlimited || handed_on);
                }
            }
        }
    }

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

    /// Opens an obligation again at a rejection. What a rung demands may have been met since the rung was closed.
    fn open_again(&mut self, index: usize, position: usize) {
        let now = self.events[position].at;
        let (duty, start) = (self.lives[index].duty, self.lives[index].start);
        let met = match duty {
            Duty::Must(_, must) => (self.round.first_event..position)
                .find(|at| self.events[*at].event == must && !self.gone[*at] && self.events[*at].at >= start),
            _ => None,
        };
        let pauses = self.pauses(duty);
        let waiting = self.open_pauses(pauses, position);
        let live = &mut self.lives[index];
        live.ended_before = live
            .closed
            .filter(|closed| closed.how == Close::Done)
            .map(|closed| closed.at);
        live.closed = None;
        if !live.stops.is_empty() && live.missing.is_none() {
            live.reckon(self.plan, pauses);
        }
        if let Some(met) = met {
            live.close(self.events[met].at, Close::Done, Some(met));
        } else if live.due.is_some_and(|due| now > due) {
            live.reopened = Some(now);
        } else if live.due.is_none_or(|due| now < due) && live.unpaused.is_some() && live.missing.is_none() {
            // A pause that began meanwhile stops it from here on.
            live.stops.extend(waiting.into_iter().map(|statement| Stop {
                statement,
                from: now,
                to: None,
            }));
            live.reckon(self.plan, pauses);
        }
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

    /// The ticket moves to another unit: what the old one owed and is not late is handed on.
    pub(super) fn hand_over(&mut self, position: usize) {
        let event = self.events[position];
        let Some(to) = event.party else {
            self.remark_at(remark::HANDED_TO_NOBODY, position);
            return;
        };
        if self.handler == Some(to) {
            return;
        }
        self.handler = Some(to);
        self.handlers.push((position, self.handler));
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            let by_handler = live.answers.base == PartyBase::Handler && live.answers.superiors == 0;
            if by_handler && self.can_move(index, event.at) {
                self.pass_on(index, position, Some(to));
            }
        }
    }

    /// The category changes: rows and owners that depend on it are looked up again.
    pub(super) fn reclassify(&mut self, position: usize) {
        let event = self.events[position];
        let Some(to) = event.category.filter(|to| self.category != Some(*to)) else {
            return;
        };
        self.category = Some(to);
        for index in self.round.first_live..self.lives.len() {
            if !self.can_move(index, event.at) {
                continue;
            }
            let party = self.party(self.lives[index].answers);
            let moved = party != self.lives[index].party;
            let changed = self.row_again(index);
            if moved {
                self.pass_on(index, position, party);
            } else if changed {
                self.grant_grace(index, position);
            }
        }
    }

    /// Whether an obligation is open and at or before its due.
    fn can_move(&self, index: usize, at: Moment) -> bool {
        let live = &self.lives[index];
        live.is_open() && live.is_owed() && live.missing.is_none() && live.due.is_none_or(|due| at <= due)
    }

    /// Looks the row of a deadline up again under the facts of now; whether another one decides.
    fn row_again(&mut self, index: usize) -> bool {
        let Duty::Deadline(deadline) = self.lives[index].duty else {
            return false;
        };
        let Some((row, limit)) = self.row(deadline) else {
            return false;
        };
        if row == self.lives[index].row {
            return false;
        }
        let mut live = self.lives[index].clone();
        (live.row, live.rule) = (row, self.plan.rules.deadlines[deadline.index()].rows[row].place);
        match limit {
            Some(LimitOf::Quantity(quantity)) => {
                let start = live.start;
                self.wind(&mut live, start, quantity, true);
                let granted = live.granted.len();
                for _ in 0..granted {
                    self.lengthen(&mut live, deadline);
                }
            }
            Some(LimitOf::NoDeadline) => {
                (live.unlimited, live.unpaused, live.original) = (true, None, None);
                live.graces.clear();
                // Nobody ever owed what the rules give no limit.
                for before in self.lives[self.round.first_live..]
                    .iter_mut()
                    .filter(|before| before.duty == live.duty)
                {
                    before.withdrawn |= before.closed.is_some_and(|closed| closed.how == Close::HandedOn);
                }
            }
            _ => live.missing = Some(super::live::Missing::Fact),
        }
        if live.missing.is_none() {
            live.reckon(self.plan, self.pauses(live.duty));
        }
        self.lives[index] = live;
        true
    }

    /// Closes an obligation as handed on and opens it again for another party, with the same start.
    fn pass_on(&mut self, index: usize, position: usize, party: Option<crate::model::PartyId>) {
        if !self.lives[index].is_open() {
            return;
        }
        let mut next = self.lives[index].clone();
        next.party = party;
        self.lives[index].close(self.events[position].at, Close::HandedOn, Some(position));
        self.lives.push(next);
        self.grant_grace(self.lives.len() - 1, position);
    }

    /// The least time left after an event: a clock of its own.
    fn grant_grace(&mut self, index: usize, position: usize) {
        let event = self.events[position];
        let workflow = &self.plan.rules.workflows[self.ticket.workflow.index()];
        let grace = match self.flow.role[event.event.index()] {
            Role::HandOver(at) => workflow.hand_over[at].grace,
            Role::Reclassify(at) => workflow.reclassify[at].grace,
            _ => None,
        };
        let Some(grace) = grace else { return };
        let id = self.plan.of_grace(self.ticket.workflow);
        let keeper = self.plan.keeper(id);
        let until = keeper
            .arrive(self.plan, event.at, grace)
            .and_then(|from| keeper.add(self.plan, from, grace));
        let pauses = self.pauses(self.lives[index].duty);
        let live = &mut self.lives[index];
        if live.unpaused.is_none() {
            return;
        }
        match until {
            Ok(until) => {
                live.graces.push(Wound {
                    due: until,
                    since: event.at,
                    keeper: id,
                    working: grace.unit.is_working(),
                });
                live.reckon(self.plan, pauses);
            }
            Err(uncovered) => live.lose_cover(self.plan, uncovered),
        }
    }

    /// A request for an extension, or its approval. Returns both where the approval comes after a rung was entered:
    /// then the play begins anew with the longer due from the request on.
    pub(super) fn extend(&mut self, position: usize) -> Option<(usize, usize)> {
        let event = self.events[position];
        let (rules, flow) = (self.plan.rules, self.flow);
        if !flow.extends {
            return None;
        }
        for versions in &flow.deadlines {
            let Some(deadline) = self.version(versions) else {
                continue;
            };
            let Some(rule) = &rules.deadlines[deadline.index()].extend else {
                continue;
            };
            let open = self.running(deadline);
            if rule.from == event.event {
                let index = open.filter(|index| self.lives[*index].due.is_none_or(|due| event.at < due));
                let Some(index) = index else {
                    self.remark_at(remark::ASKED_TOO_LATE, position);
                    continue;
                };
                match self.grants.iter().find(|grant| grant.0 == position).copied() {
                    Some((_, approval)) => {
                        let granted = self.events[approval].at;
                        let mut live = self.lives[index].clone();
                        self.lengthen(&mut live, deadline);
                        live.granted.push((event.at, granted));
                        live.reckon(self.plan, self.pauses(live.duty));
                        self.lives[index] = live;
                    }
                    None => self.lives[index].asked.push(position),
                }
            }
            if rule.to == event.event && !self.grants.iter().any(|grant| grant.1 == position) {
                let approver = self.party(rule.approver);
                let by_other = event.party.is_some() && approver.is_some() && event.party != approver;
                let asked = self.lives[self.round.first_live..].iter().rev().find_map(|live| {
                    let own = live.duty == Duty::Deadline(deadline) && !live.withdrawn;
                    let room = live.granted.len() < rule.at_most as usize;
                    let runs = live.closed.is_none();
                    (own && room && runs).then(|| live.asked.first().copied()).flatten()
                });
                match asked.filter(|_| !by_other) {
                    Some(asked) => return Some((asked, position)),
                    None => self.remark_at(remark::GRANTS_NOTHING, position),
                }
            }
        }
        None
    }

    fn running(&self, deadline: crate::model::DeadlineId) -> Option<usize> {
        (self.round.first_live..self.lives.len()).find(|index| {
            let live = &self.lives[*index];
            live.duty == Duty::Deadline(deadline) && live.is_open() && !live.unlimited
        })
    }

    /// One extension: from the unpaused due, counted like a fresh clock that starts where another ran out.
    fn lengthen(&self, live: &mut Live, deadline: crate::model::DeadlineId) {
        let Some(rule) = &self.plan.rules.deadlines[deadline.index()].extend else {
            return;
        };
        let keeper = self.plan.keeper(live.keeper);
        let Some(unpaused) = live.unpaused else { return };
        let mut longer = vec![keeper.add(self.plan, unpaused, rule.each)];
        longer.extend(
            live.graces
                .iter()
                .map(|grace| keeper.add(self.plan, grace.due, rule.each)),
        );
        for (at, due) in longer.into_iter().enumerate() {
            match due {
                Ok(due) if at == 0 => live.unpaused = Some(due),
                Ok(due) => live.graces[at - 1].due = due,
                Err(uncovered) => live.lose_cover(self.plan, uncovered),
            }
        }
    }
}
