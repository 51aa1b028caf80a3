//! The evaluator: walks from instant to instant and asks at each one again what holds.
//! In: a world, its tickets, a moment. Out: the tracks and rung entries of one ticket; `rows` makes lists of them.
//!
//! At one instant the order is: events, due moments, rungs (the highest trigger wins), schedules. Whatever becomes
//! known only later and reaches back (an extension that is granted) makes the whole walk start again.

use super::cond::Cond;
use super::left_over::LeftOver;
use super::time::{Moment, Quantity, at, local};
use super::track::{Closing, Track};
use super::world::{Deadline, Event, Ladder, Name, Ticket, World};
use chrono::{Datelike, NaiveDate};

/// A rung above the first that was entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub rung: u8,
    pub at: Moment,
    pub party: Option<Name>,
}

/// A rung was entered because the one below ran out, though that one could have raised the case by an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Unraised {
    pub event: Name,
    /// Since when it could.
    pub since: Moment,
    pub entered: Moment,
    pub party: Option<Name>,
}

/// An extension that was granted.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    pub deadline: Name,
    pub round: usize,
    pub asked: Moment,
    pub approved: Moment,
    /// The co-handlers who had asked and whose clocks still ran.
    pub co_handlers: Vec<Name>,
}

/// A pause that begins, or goes on at a rejection, after the due moment of what is open again, and counts even so.
#[derive(Debug, Clone, PartialEq)]
pub struct LatePause {
    pub deadline: Name,
    pub co_handler: Option<Name>,
    pub round: usize,
    /// Which of the deadline's pauses.
    pub nth: usize,
    pub from: Moment,
    pub to: Moment,
}

/// What becomes known only later and reaches back.
pub enum Hindsight {
    Grant(Grant),
    Pause(LatePause),
    /// A late pause by which what it stops was taken over before it begins.
    Lapsed(LatePause),
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
    /// Who held the ticket, as what, and who was accountable, when the next round began.
    pub ended_with: Option<(Name, Name, Option<Name>)>,
    /// An exit up was taken at this moment.
    pub exit_up: Option<(u8, Moment)>,
    pub unraised: Vec<Unraised>,
}

/// The walk over one ticket.
pub struct Run<'a> {
    /// The version of the rules that judges the ticket.
    pub world: &'a World,
    /// By which a grace is counted, as the workflow is that of the newest version.
    pub newest: &'a World,
    /// The deadlines that govern the ticket.
    pub deadlines: Vec<&'a Deadline>,
    pub ticket: &'a Ticket,
    /// As of this moment.
    pub now: Moment,
    pub occurrence: usize,
    /// The ladder that is for the ticket.
    pub ladder: Option<&'a Ladder>,
    /// What had happened by then, by round, in order; reopenings stand as the workflow's first event.
    pub told: Vec<Vec<Event>>,
    pub left_out: Option<Moment>,
    pub rounds: Vec<Round>,
    pub tracks: Vec<Track>,
    pub handler: Name,
    pub category: Name,
    pub collected: Vec<Moment>,
    /// The moments of the schedule that are decided, and what the last one found left over.
    pub scheduled: Vec<Moment>,
    pub left_over: Option<LeftOver>,
    pub grants: Vec<Grant>,
    pub late_pauses: Vec<LatePause>,
    pub lapsed: Vec<LatePause>,
}

/// What the ticket looks like as of a moment; None where it was not accepted by then, or no version judges it.
pub fn evaluate<'a>(world: &'a World, tickets: &[Ticket], ticket: &'a Ticket, as_of: Moment) -> Option<Run<'a>> {
    if ticket.accepted > as_of {
        return None;
    }
    let newest = world;
    let world = newest.version(local(newest.counting.zone, ticket.accepted).date())?;
    let occurrence = occurrence(world, tickets, ticket);
    let mut collected = Vec::new();
    for moment in schedule_moments(world, ticket.accepted, as_of) {
        // A schedule is decided as of just after its moment, by what had happened up to it.
        let run = walk((world, newest), ticket, occurrence, moment, moment + 1, &collected);
        let cond = &world.schedule.as_ref().unwrap().collect;
        if run.left_out.is_none() && run.holds(cond, moment) {
            collected.push(moment);
        }
    }
    Some(walk((world, newest), ticket, occurrence, as_of, as_of, &collected))
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
    let category = |name: Name| world.categories.iter().position(|own| own.name == name);
    events.sort_by_key(|e| {
        let (party, category) = (e.party.map(|party| world.listed(party)), e.category.map(category));
        (e.at, world.workflow.place(e.name), party, category)
    });
    events.dedup();
    events
}

/// The first ladder that is for a ticket, by what is known of it at acceptance.
fn ladder_of<'a>(world: &'a World, ticket: &Ticket) -> Option<&'a Ladder> {
    let test = |one: &Cond| super::cond::row_test(world, ticket, ticket.category, one);
    let is_for = |ladder: &&Ladder| {
        let when = ladder.applies.as_ref();
        when.is_none_or(|when| super::cond::holds(when, &test) == Some(true))
    };
    let date = local(world.counting.zone, ticket.accepted).date();
    world.ladders_on(date).into_iter().find(is_for)
}

fn walk<'a>(
    (world, newest): (&'a World, &'a World),
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
        promise: None,
        reached: None,
        for_customer: None,
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
    let (mut grants, mut late_pauses, mut lapsed) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let mut run = Run {
            world,
            newest,
            deadlines: world.deadlines_on(local(world.counting.zone, ticket.accepted).date()),
            ticket,
            now,
            occurrence,
            ladder: ladder_of(world, ticket),
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
            scheduled: schedule_moments(world, ticket.accepted, now),
            left_over: None,
            grants: grants.clone(),
            late_pauses: late_pauses.clone(),
            lapsed: lapsed.clone(),
        };
        match run.go(until) {
            Ok(()) => return run,
            Err(Hindsight::Grant(grant)) => grants.push(grant),
            Err(Hindsight::Pause(pause)) => late_pauses.push(pause),
            Err(Hindsight::Lapsed(pause)) => {
                lapsed.push(pause);
                grants.clear();
                late_pauses.clear();
            }
        }
    }
}

impl<'a> Run<'a> {
    pub fn deadline(&self, name: Name) -> &'a Deadline {
        self.deadlines.iter().find(|d| d.name == name).unwrap()
    }

    /// The date by which versions and values are chosen: that of acceptance.
    pub fn governed(&self) -> NaiveDate {
        local(self.world.counting.zone, self.ticket.accepted).date()
    }

    pub fn ladder(&self) -> &'a Ladder {
        self.ladder.unwrap()
    }

    pub(super) fn round(&self) -> &Round {
        self.rounds.last().unwrap()
    }

    pub(super) fn round_mut(&mut self) -> &mut Round {
        self.rounds.last_mut().unwrap()
    }

    pub(super) fn here(&self) -> usize {
        self.rounds.len() - 1
    }

    /// From instant to instant. What turns out to reach back stops the walk.
    pub(super) fn go(&mut self, until: Moment) -> Result<(), Hindsight> {
        let events: Vec<(usize, Event)> = self
            .told
            .iter()
            .enumerate()
            .flat_map(|(n, round)| round.iter().map(move |e| (n, e.clone())))
            .collect();
        let mut next_event = 0;
        let mut last = Moment::MIN;
        loop {
            let mut instants: Vec<Moment> = self.scheduled.clone();
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
                    if !self.rounds.is_empty() {
                        self.let_fall(event.at);
                    }
                    self.begin_round(event.at);
                }
                self.happen(event).map_err(Hindsight::Grant)?;
                next_event += 1;
            }
            if let Some(pause) = self.late_again(t) {
                return Err(Hindsight::Pause(pause));
            }
            // Events come first: a ticket left out in this very second climbs no more.
            if self.left_out == Some(t) {
                return Ok(());
            }
            self.let_fall(t);
            self.follow_left_over(t);
            self.climb(t);
            if let Some(pause) = self.lapses(t) {
                return Err(Hindsight::Lapsed(pause));
            }
            if self.scheduled.contains(&t) {
                self.register(t);
            }
            if self.collected.contains(&t) {
                self.collect(t);
            }
            last = t;
        }
    }

    pub(super) fn waits(&self) -> Vec<Quantity> {
        let ladder = self
            .ladder
            .iter()
            .flat_map(|ladder| &ladder.above)
            .flat_map(|rung| &rung.enter);
        ladder.flat_map(Cond::waits).collect()
    }

    /// What is open and not late is taken over by the new round, what is late stays so up to there.
    pub(super) fn begin_round(&mut self, t: Moment) {
        for i in 0..self.tracks.len() {
            let track = &self.tracks[i];
            if !track.is_open() {
                continue;
            }
            self.tracks[i].closing = Some(if self.due_then(track, t).moment().is_none() {
                Closing::StaysUndetermined(t)
            } else if self.late_as_of(track, t) {
                Closing::StaysLate(t)
            } else {
                Closing::TakenOver(t)
            });
        }
        let accountable = (!self.rounds.is_empty()).then(|| self.accountable(t)).flatten();
        let ended_with = Some((self.handler, self.category, accountable));
        if let Some(round) = self.rounds.last_mut() {
            round.ended_with = ended_with;
        }
        if let Some(left) = &mut self.left_over {
            left.ended = left.ended.or(Some(t));
        }
        self.rounds.push(Round {
            from: t,
            rung: 1,
            top: 1,
            ..Round::default()
        });
    }
}
