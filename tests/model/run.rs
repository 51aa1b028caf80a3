//! The evaluator: walks from instant to instant and asks at each one again what holds.
//! In: a world, its tickets, a moment. Out: the tracks and rung entries of one ticket; `rows` makes lists of them.
//!
//! At one instant the order is: events, due moments, rungs (the highest trigger wins), schedules. Whatever becomes
//! known only later and reaches back (an extension that is granted) makes the whole walk start again.

use super::cond::{Cond, Target, Truth, holds};
use super::time::{Moment, Quantity, at, local};
use super::track::{Closing, Duty, Track};
use super::world::{Event, Ladder, Name, Party, Ticket, World};
use chrono::Datelike;

/// A rung above the first that was entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub rung: u8,
    pub at: Moment,
    pub party: Option<Name>,
}

/// An extension that was granted.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    pub deadline: Name,
    pub round: usize,
    pub asked: Moment,
    pub approved: Moment,
}

/// A round as far as it has been walked.
#[derive(Debug, Clone, Default)]
pub struct Round {
    pub from: Moment,
    /// Its events so far.
    pub seen: Vec<Event>,
    /// An event that was taken back, and how many events had been seen then.
    pub taken_back: Vec<(Name, usize)>,
    pub entries: Vec<Entry>,
    /// The rung at which the ticket stands.
    pub rung: u8,
    /// The highest rung entered: during a way back, the sender.
    pub top: u8,
    /// An exit that leads nowhere was taken.
    pub ended: bool,
    /// Exits back that were taken: from this rung by this event.
    pub ways_back: Vec<(u8, Name)>,
    /// An exit up was taken at this moment.
    pub exit_up: Option<(u8, Moment)>,
}

/// The walk over one ticket.
pub struct Run<'a> {
    pub world: &'a World,
    pub ticket: &'a Ticket,
    /// As of this moment.
    pub now: Moment,
    pub occurrence: usize,
    /// What had happened by then, by round, in order; reopenings stand as the workflow's first event.
    pub told: Vec<Vec<Event>>,
    pub left_out: Option<Moment>,
    pub rounds: Vec<Round>,
    pub tracks: Vec<Track>,
    pub handler: Name,
    pub category: Name,
    pub collected: Vec<Moment>,
    pub grants: Vec<Grant>,
}

/// What the ticket looks like as of a moment; None where it was not accepted by then.
pub fn evaluate<'a>(world: &'a World, tickets: &[Ticket], ticket: &'a Ticket, as_of: Moment) -> Option<Run<'a>> {
    if ticket.accepted > as_of {
        return None;
    }
    let occurrence = occurrence(world, tickets, ticket);
    let mut collected = Vec::new();
    for moment in schedule_moments(world, ticket.accepted, as_of) {
        // A schedule is decided as of just after its moment, by what had happened up to it.
        let run = walk(world, ticket, occurrence, moment, moment + 1, &collected);
        let cond = &world.schedule.as_ref().unwrap().collect;
        if run.left_out.is_none() && run.holds(cond, moment) {
            collected.push(moment);
        }
    }
    Some(walk(world, ticket, occurrence, as_of, as_of, &collected))
}

/// The moments of the schedule after acceptance that are decided as of a moment.
fn schedule_moments(world: &World, accepted: Moment, as_of: Moment) -> Vec<Moment> {
    let Some(schedule) = &world.schedule else {
        return Vec::new();
    };
    let calendar = world.calendar(Some(schedule.calendar)).unwrap();
    let (mut year, mut month) = (calendar.covers.0.year(), calendar.covers.0.month());
    let mut moments = Vec::new();
    while (year, month) <= (calendar.covers.1.year(), calendar.covers.1.month()) {
        if let Some(date) = calendar.last_working_day(year, month) {
            let moment = at(calendar.zone, date, schedule.at);
            if accepted <= moment && moment < as_of {
                moments.push(moment);
            }
        }
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    moments
}

/// This ticket among the same customer's of the same leaf category, looking back from acceptance; first = 1.
pub fn occurrence(world: &World, tickets: &[Ticket], ticket: &Ticket) -> usize {
    let Some(days) = world.repeat else { return 1 };
    let Some(customer) = &ticket.customer else { return 1 };
    let zone = world.counting.zone;
    let earlier = tickets.iter().filter(|other| {
        let before = (other.accepted, &other.number) < (ticket.accepted, &ticket.number);
        let same = other.customer.as_ref() == Some(customer) && other.category == ticket.category;
        let apart = local(zone, ticket.accepted).date() - local(zone, other.accepted).date();
        let out = |event: &Event| world.workflow.leave_out.contains(&event.name) && event.at <= ticket.accepted;
        before && same && apart.num_days() <= days && !other.events.iter().any(out)
    });
    1 + earlier.count()
}

/// The events known by a moment, in order, each once.
fn known_events(world: &World, ticket: &Ticket, known: Moment) -> Vec<Event> {
    let mut events: Vec<Event> = ticket
        .events
        .iter()
        .filter(|event| event.at <= known)
        .cloned()
        .collect();
    events.sort_by_key(|e| (e.at, world.workflow.place(e.name), e.party, e.category));
    events.dedup();
    events
}

fn walk<'a>(
    world: &'a World,
    ticket: &'a Ticket,
    occurrence: usize,
    until: Moment,
    now: Moment,
    collected: &[Moment],
) -> Run<'a> {
    let first = world.workflow.in_order[0];
    let accepted = |at| Event {
        name: first,
        at,
        party: None,
        category: None,
    };
    let mut told = vec![vec![accepted(ticket.accepted)]];
    let mut left_out = None;
    for event in known_events(world, ticket, until) {
        if world.workflow.leave_out.contains(&event.name) {
            left_out = Some(event.at);
            break;
        }
        if Some(event.name) == world.workflow.new_round {
            told.push(vec![accepted(event.at)]);
        } else {
            told.last_mut().unwrap().push(event);
        }
    }
    let until = left_out.unwrap_or(until);
    let now = left_out.unwrap_or(now);
    let mut grants = Vec::new();
    loop {
        let mut run = Run {
            world,
            ticket,
            now,
            occurrence,
            told: told.clone(),
            left_out,
            rounds: Vec::new(),
            tracks: Vec::new(),
            handler: ticket.handler,
            category: ticket.category,
            collected: collected
                .iter()
                .copied()
                .filter(|m| left_out.is_none_or(|out| *m < out))
                .collect(),
            grants: grants.clone(),
        };
        match run.go(until) {
            Ok(()) => return run,
            Err(grant) => grants.push(grant),
        }
    }
}

impl Run<'_> {
    pub fn ladder(&self) -> &Ladder {
        self.world.ladder.as_ref().unwrap()
    }

    fn round(&self) -> &Round {
        self.rounds.last().unwrap()
    }

    fn round_mut(&mut self) -> &mut Round {
        self.rounds.last_mut().unwrap()
    }

    fn here(&self) -> usize {
        self.rounds.len() - 1
    }

    /// From instant to instant. An extension that turns out to be granted stops the walk.
    fn go(&mut self, until: Moment) -> Result<(), Grant> {
        let events: Vec<(usize, Event)> = self
            .told
            .iter()
            .enumerate()
            .flat_map(|(n, round)| round.iter().map(move |e| (n, e.clone())))
            .collect();
        let mut next_event = 0;
        let mut last = Moment::MIN;
        loop {
            let mut instants: Vec<Moment> = self.collected.clone();
            instants.extend(events.get(next_event).map(|(_, event)| event.at));
            for track in self.tracks.iter().filter(|track| track.round + 1 == self.rounds.len()) {
                instants.extend(self.overdue_moments(track, None));
                for wait in self.waits() {
                    instants.extend(self.overdue_moments(track, Some(wait)));
                }
            }
            let later = instants.into_iter().filter(|t| *t > last && *t <= until).min();
            let Some(t) = later else { return Ok(()) };
            while next_event < events.len() && events[next_event].1.at <= t {
                let (round, event) = &events[next_event];
                if *round == self.rounds.len() {
                    self.begin_round(event.at);
                }
                self.happen(event)?;
                next_event += 1;
            }
            self.climb(t);
            if self.collected.contains(&t) {
                self.collect(t);
            }
            last = t;
        }
    }

    fn waits(&self) -> Vec<Quantity> {
        let ladder = self
            .world
            .ladder
            .iter()
            .flat_map(|ladder| &ladder.above)
            .flat_map(|rung| &rung.enter);
        ladder.flat_map(Cond::waits).collect()
    }

    // --- rounds -------------------------------------------------------------------------------------------------

    /// What is open and not late is taken over by the new round, what is late stays so up to there.
    fn begin_round(&mut self, t: Moment) {
        for i in 0..self.tracks.len() {
            let track = &self.tracks[i];
            if !track.is_open() {
                continue;
            }
            self.tracks[i].closing = Some(if self.due(track, self.now).moment().is_none() {
                Closing::StaysUndetermined(t)
            } else if self.late_as_of(track, t) {
                Closing::StaysLate(t)
            } else {
                Closing::TakenOver(t)
            });
        }
        self.rounds.push(Round {
            from: t,
            rung: 1,
            top: 1,
            ..Round::default()
        });
    }

    // --- events -------------------------------------------------------------------------------------------------

    fn happen(&mut self, event: &Event) -> Result<(), Grant> {
        let position = self.round().seen.len();
        self.round_mut().seen.push(event.clone());
        self.end_by(event, position);
        self.exit_by(event);
        self.start_by(event);
        self.ask(event);
        self.approve(event)?;
        let workflow = &self.world.workflow;
        if workflow.redo == Some(event.name) {
            self.take_back(event.at);
        }
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
        Ok(())
    }

    /// Tracks of this round that are open.
    fn open_tracks(&self) -> Vec<usize> {
        (0..self.tracks.len())
            .filter(|i| self.tracks[*i].round == self.here() && self.tracks[*i].is_open())
            .collect()
    }

    fn end_by(&mut self, event: &Event, position: usize) {
        for i in self.open_tracks() {
            if self.tracks[i].ends.contains(&event.name) {
                self.close(i, Closing::Done(event.at));
                self.tracks[i].ended_by = Some(position);
            }
        }
    }

    /// Closing a rung's obligation takes over its musts that are due later.
    fn close(&mut self, i: usize, closing: Closing) {
        self.tracks[i].closing = Some(closing);
        if let Duty::Rung(n) = self.tracks[i].duty {
            for j in self.open_tracks() {
                let due = self.due(&self.tracks[j], self.now).moment();
                let its_own = matches!(self.tracks[j].duty, Duty::Must(rung, _) if rung == n);
                if its_own && due.is_some_and(|due| due > closing.at()) {
                    self.tracks[j].closing = Some(Closing::RungClosed(closing.at()));
                }
            }
        }
    }

    /// An exit counts at the rung where the ticket stands, at or before the due moment of that rung's obligation.
    fn exit_by(&mut self, event: &Event) {
        let here = self.round().rung;
        if self.world.ladder.is_none() || here < 2 {
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
        let due = self.due(&self.tracks[i], self.now).moment();
        if due.is_none_or(|due| event.at > due) {
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
                    let deadline = self.world.deadline(self.ladder().deadline);
                    (deadline.responsible, deadline.to.clone())
                } else {
                    (self.ladder().rung(to).responsible, vec![self.ladder().rung(to).to])
                };
                self.begin(Duty::WayBack(to, here), event.at, true, rule, ends, to);
            }
        }
    }

    fn start_by(&mut self, event: &Event) {
        for deadline in &self.world.deadlines {
            let duty = Duty::Deadline(deadline.name);
            let started = self
                .tracks
                .iter()
                .any(|track| track.round == self.here() && track.duty == duty);
            if deadline.from == event.name && !started {
                let first_rung = self
                    .world
                    .ladder
                    .as_ref()
                    .is_some_and(|ladder| ladder.deadline == deadline.name);
                let rung = u8::from(first_rung);
                self.begin(duty, event.at, true, deadline.responsible, deadline.to.clone(), rung);
            }
        }
    }

    /// An obligation begins. An end event of the same second ends it at once.
    fn begin(&mut self, duty: Duty, start: Moment, arrives: bool, rule: Party, ends: Vec<Name>, rung: u8) {
        let track = Track {
            duty,
            round: self.here(),
            rung,
            start,
            arrives,
            rule,
            party: self.party(rule),
            category: self.category,
            ends,
            graces: Vec::new(),
            requests: Vec::new(),
            earlier: Vec::new(),
            opened: start,
            closed_before: Vec::new(),
            closing: None,
            ended_by: None,
            sent_up: false,
        };
        self.tracks.push(track);
        let i = self.tracks.len() - 1;
        let lower = matches!(duty, Duty::Deadline(_) | Duty::Schedule(_)) && rung > 0;
        if lower && self.round().top > rung && self.due(&self.tracks[i], self.now).moment().is_some() {
            self.tracks[i].closing = Some(Closing::TakenOver(start));
            return;
        }
        let round = self.round();
        let at_once = (0..round.seen.len()).find(|n| {
            let event = &round.seen[*n];
            event.at == start && self.tracks[i].ends.contains(&event.name) && self.stands(*n)
        });
        if let Some(position) = at_once {
            self.tracks[i].closing = Some(Closing::Done(start));
            self.tracks[i].ended_by = Some(position);
        }
    }

    /// Whether an event of this round was not taken back.
    fn stands(&self, position: usize) -> bool {
        let round = self.round();
        !round
            .taken_back
            .iter()
            .any(|(name, seen)| *name == round.seen[position].name && position < *seen)
    }

    /// `has E`: it happened in this round and was not taken back.
    fn has(&self, name: Name) -> bool {
        (0..self.round().seen.len()).any(|n| self.round().seen[n].name == name && self.stands(n))
    }

    pub fn party(&self, rule: Party) -> Option<Name> {
        match rule {
            Party::Named(name) => Some(name),
            Party::Handler => Some(self.handler),
            Party::OwningDepartment => self.world.owner(self.category),
        }
    }

    // --- extension ----------------------------------------------------------------------------------------------

    /// A request counts while the obligation runs, strictly before the due moment in force then.
    fn ask(&mut self, event: &Event) {
        for i in self.open_tracks() {
            let Duty::Deadline(name) = self.tracks[i].duty else {
                continue;
            };
            let asks = self
                .world
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

    /// An approval by the approver takes the oldest open request; the number counts what was granted.
    fn approve(&mut self, event: &Event) -> Result<(), Grant> {
        for i in self.open_tracks() {
            let Duty::Deadline(name) = self.tracks[i].duty else {
                continue;
            };
            let Some(extend) = &self.world.deadline(name).extend else {
                continue;
            };
            let approver = self.party(extend.approver);
            let track = &self.tracks[i];
            if extend.to != event.name || event.party.is_none() || event.party != approver || track.requests.is_empty()
            {
                continue;
            }
            let round = self.here();
            let before = |g: &&Grant| g.deadline == name && g.round == round && g.approved < event.at;
            if self.grants.iter().filter(before).count() >= extend.at_most {
                continue;
            }
            let asked = self.tracks[i].requests.remove(0);
            let grant = Grant {
                deadline: name,
                round,
                asked,
                approved: event.at,
            };
            if !self.grants.contains(&grant) {
                return Err(grant);
            }
        }
        Ok(())
    }

    /// What was granted to a track, as known by a moment: when it was asked for, and how much.
    pub fn granted(&self, track: &Track, known: Moment) -> Vec<(Moment, Quantity)> {
        let Duty::Deadline(name) = track.duty else {
            return Vec::new();
        };
        let Some(extend) = &self.world.deadline(name).extend else {
            return Vec::new();
        };
        let its_own = |g: &&Grant| g.deadline == name && g.round == track.round && g.asked >= track.start;
        self.grants
            .iter()
            .filter(its_own)
            .filter(|g| g.approved <= known)
            .map(|g| (g.asked, extend.each))
            .collect()
    }

    // --- redo ---------------------------------------------------------------------------------------------------

    /// Takes back the last end event: what it ended is open again, what it started and is not late has not started.
    fn take_back(&mut self, t: Moment) {
        let here = self.here();
        let ended = |track: &&Track| track.round == here && !matches!(track.duty, Duty::Must(..));
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
        let name = self.round().seen[position].name;
        let seen = self.round().seen.len();
        self.round_mut().taken_back.push((name, seen));
        for i in 0..self.tracks.len() {
            let track = &mut self.tracks[i];
            if track.round == here
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
        let clocks: Vec<usize> = self.open_tracks();
        for i in clocks.into_iter().rev() {
            let Duty::Deadline(deadline) = self.tracks[i].duty else {
                continue;
            };
            if self.world.deadline(deadline).from == name && !self.late_as_of(&self.tracks[i], t) {
                self.tracks.remove(i);
            }
        }
    }

    /// The rung is open again, and its musts with it; one that was met in between is met.
    fn open_musts(&mut self, rung: u8, closed: Moment) {
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

    // --- hand-over and reclassification -------------------------------------------------------------------------

    /// At or before its due moment, an obligation whose party is the handler goes to the new unit.
    fn hand_over(&mut self, event: &Event, grace: Option<Quantity>) {
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
    fn reclassify(&mut self, event: &Event, grace: Option<Quantity>) {
        let Some(category) = event.category.filter(|category| *category != self.category) else {
            return;
        };
        self.category = category;
        for i in self.open_tracks() {
            let track = &self.tracks[i];
            if !self.in_time(i, event.at) {
                continue;
            }
            let row_changes = self.row(track, track.category) != self.row(track, category);
            let party_changes = track.rule == Party::OwningDepartment && self.party(track.rule) != track.party;
            if party_changes {
                self.pass_on(i, event.at);
            }
            self.tracks[i].category = category;
            if row_changes || party_changes {
                self.tracks[i].graces.extend(grace.map(|grace| (event.at, grace)));
            }
        }
    }

    /// The position of the row that applies, for deadlines.
    fn row(&self, track: &Track, category: Name) -> Option<usize> {
        let Duty::Deadline(name) = track.duty else { return None };
        let test = |one: &Cond| super::cond::row_test(self.world, self.ticket, category, one);
        self.world
            .deadline(name)
            .rows
            .iter()
            .position(|row| row.0.as_ref().is_none_or(|cond| holds(cond, &test) != Some(false)))
    }

    fn in_time(&self, i: usize, t: Moment) -> bool {
        self.due(&self.tracks[i], self.now).moment().is_some_and(|due| t <= due)
    }

    /// The old party's obligation closes, the new party's opens with the same start.
    fn pass_on(&mut self, i: usize, t: Moment) {
        let mut old = self.tracks[i].clone();
        old.closing = Some(Closing::HandedOn(t));
        let due = self.due(&old, self.now);
        let party = self.party(old.rule);
        let track = &mut self.tracks[i];
        track.earlier.push(super::track::Segment {
            party: old.party,
            due,
            closed: t,
        });
        track.party = party;
    }

    // --- the ladder ---------------------------------------------------------------------------------------------

    /// Whether a condition holds at an instant; what is unknown does not.
    pub fn holds(&self, cond: &Cond, t: Moment) -> bool {
        holds(cond, &|one| self.test(one, t)) == Some(true)
    }

    fn test(&self, cond: &Cond, t: Moment) -> Truth {
        let round = self.round();
        Some(match cond {
            Cond::Has(event) => self.has(event),
            Cond::HasNot(event) => !self.has(event),
            Cond::CountOver(event, n) => round.seen.iter().filter(|e| e.name == *event).count() > *n,
            Cond::OccurrenceFrom(n) => self.occurrence >= *n,
            Cond::AtRung(n) => round.rung == *n,
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

    /// Whether the ladder's end event stands: one that came before anything it could end has ended nothing.
    fn end_event_stands(&self) -> bool {
        let ladder = self.ladder();
        let above = ladder.above.iter().map(|rung| rung.to);
        let ends: Vec<Name> = self
            .world
            .deadline(ladder.deadline)
            .to
            .iter()
            .copied()
            .chain(above)
            .collect();
        let here = self.tracks.iter().filter(|track| track.round == self.here());
        here.filter_map(|track| track.ended_by)
            .any(|position| ends.contains(&self.round().seen[position].name) && self.stands(position))
    }

    /// Enters the highest rung that a trigger, an exit up, or a late way back asks for at this instant.
    fn climb(&mut self, t: Moment) {
        let Some(ladder) = &self.world.ladder else { return };
        if self.round().ended || self.end_event_stands() {
            return;
        }
        let top = self.round().top;
        for n in (top + 1..=ladder.top()).rev() {
            let triggers: Vec<&Cond> = ladder.rung(n).enter.iter().filter(|cond| self.holds(cond, t)).collect();
            let led_up = self.round().exit_up == Some((n, t));
            if led_up || !triggers.is_empty() {
                let ran_out = triggers.iter().any(|cond| cond.asks_overdue());
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

    /// A rung whose party cannot be found or is the handler goes to the next.
    fn enter(&mut self, rung: u8, t: Moment, arrives: bool, with_musts: bool) {
        let ladder = self.world.ladder.as_ref().unwrap();
        let mut rung = rung;
        let unfit = |party: Option<Name>, handler: Name| party.is_none_or(|party| party == handler);
        while rung < ladder.top() && unfit(self.party(ladder.rung(rung).responsible), self.handler) {
            rung += 1;
        }
        let spec = ladder.rung(rung);
        for i in self.open_tracks() {
            let below = self.tracks[i].rung > 0 && self.tracks[i].rung < rung;
            if below && self.due(&self.tracks[i], self.now).moment().is_some_and(|due| due > t) {
                self.close(i, Closing::TakenOver(t));
            }
        }
        let entry = Entry {
            rung,
            at: t,
            party: self.party(spec.responsible),
        };
        let round = self.round_mut();
        round.entries.push(entry);
        round.rung = rung;
        round.top = rung;
        self.begin(Duty::Rung(rung), t, arrives, spec.responsible, vec![spec.to], rung);
        if with_musts {
            for (event, _) in &spec.must {
                self.begin(Duty::Must(rung, event), t, arrives, spec.responsible, vec![event], rung);
            }
        }
    }

    /// A ticket that a schedule collects.
    fn collect(&mut self, t: Moment) {
        let schedule = self.world.schedule.as_ref().unwrap();
        let rung = u8::from(self.world.ladder.is_some());
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
