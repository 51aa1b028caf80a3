//! One ticket played from its first event to the moment of the run.
//!
//! At one instant the order is: events, due moments, rungs (the highest trigger wins), schedules. An approval that
//! comes after a rung was entered, or the event for which another one stood in as a clock's start, begins the play
//! anew, as if it had always been known.

use super::extension::Grant;
use super::live::{Close, Live};
use super::pausing::LatePause;
use super::remark;
use super::repeat::Repeats;
use super::round::Round;
use super::verdict::{Duty, Entry, Held, Hit, Leftover, Outside, Remark, Reminder};
use crate::calendar::Moment;
use crate::feed::{Facts, Happened, Ticket};
use crate::model::{CategoryId, DeadlineId, LadderId, PartyId, Pause, ScheduleId};
use crate::plan::{Flow, KeeperId, Plan, Role};

/// Everything that is known while a ticket is played. Reused from ticket to ticket.
pub(super) struct Run<'a, F: Facts> {
    pub plan: &'a Plan<'a>,
    pub facts: &'a F,
    pub repeats: &'a Repeats,
    pub as_of: Moment,
    /// Whether who held the ticket is wanted.
    pub holding: bool,
    /// Whether metrics are wanted.
    pub measuring: bool,

    pub number: usize,
    pub ticket: Ticket,
    pub flow: &'a Flow,
    pub ladder: Option<LadderId>,
    pub occurrence: u32,
    pub outside: Option<Outside>,
    pub accepted: Option<Moment>,
    /// The date by which versions are chosen.
    pub governed: Option<chrono::NaiveDate>,
    pub events: Vec<Happened>,
    /// By event: taken back by a rejection or a reopening.
    pub gone: Vec<bool>,
    /// Ends that were taken back: positions of their events.
    pub undone: Vec<usize>,

    /// The instant being played.
    pub now: Moment,
    /// Its events are over: what is due at this instant and open is late.
    pub deciding: bool,
    /// Events before this position have happened.
    pub past: usize,
    pub round: Round,
    pub handler: Option<PartyId>,
    pub category: Option<CategoryId>,
    pub left_out: Option<Moment>,
    pub highest: u8,
    pub lives: Vec<Live>,
    pub entries: Vec<Entry>,
    pub hits: Vec<Hit>,
    pub remarks: Vec<Remark>,
    pub held: Vec<Held>,
    pub leftovers: Vec<Leftover>,
    /// Requests whose approval is known from an earlier play.
    pub grants: Vec<Grant>,
    /// Pauses that count though they begin after a due moment.
    pub late_pauses: Vec<LatePause>,
    /// Those that do not count after all, as the case had left before they begin.
    pub lapsed: Vec<LatePause>,
    /// Pauses that do not begin though their event came: what they ask for did not hold then.
    pub refused: Vec<(DeadlineId, usize, usize)>,
    /// The late pauses that the present event begins: they reach back.
    pub learned: Vec<LatePause>,
    /// Clocks that turned out in an earlier play to run from another event: round, deadline, the rank of the event.
    pub restarts: Vec<(u16, DeadlineId, usize)>,
    /// What was to be reminded of; it stands from play to play.
    pub reminders: Vec<Reminder>,
    /// The instant of the last thing that reached back: what was to be reminded of before it is noted.
    pub known_from: Moment,
    /// What schedules collected, as decided when their moment came.
    pub collected: Vec<(ScheduleId, Moment, bool)>,
    /// Whether what it looks from is the moment of a schedule, to decide that.
    pub deciding_schedule: bool,
    /// Deadlines whose start had not come when their round ended, with their party.
    pub waiting: Vec<(u16, DeadlineId, Option<PartyId>)>,
    /// Who held the ticket from which event on.
    pub handlers: Vec<(usize, Option<PartyId>)>,
    /// Whose working time the present holder's is counted in.
    pub held_by: KeeperId,
    /// Room for the order in which obligations are told.
    pub order: Vec<usize>,
}

/// Why a play ended.
enum End {
    Played,
    Again,
}

/// What an event tells that reaches back: the play begins anew, as if it had always been known.
pub(super) enum Hindsight {
    /// An extension.
    Grant(Grant),
    /// A clock runs from an event of this rank: round, deadline, rank.
    Start(u16, DeadlineId, usize),
    /// Pauses that begin after a due moment and count even so.
    Pauses(Vec<LatePause>),
}

impl<'a, F: Facts> Run<'a, F> {
    pub(super) fn new(plan: &'a Plan<'a>, facts: &'a F, repeats: &'a Repeats, as_of: Moment, holding: bool) -> Self {
        Run {
            plan,
            facts,
            repeats,
            as_of,
            holding,
            measuring: false,
            number: 0,
            ticket: Ticket {
                workflow: 0.into(),
                kind: None,
                category: None,
                handler: None,
                customer: None,
            },
            flow: &plan.flows[0],
            ladder: None,
            occurrence: 1,
            outside: None,
            accepted: None,
            governed: None,
            events: Vec::new(),
            gone: Vec::new(),
            undone: Vec::new(),
            now: Moment(i64::MIN),
            deciding: false,
            past: 0,
            round: Round::default(),
            handler: None,
            category: None,
            left_out: None,
            highest: 0,
            lives: Vec::new(),
            entries: Vec::new(),
            hits: Vec::new(),
            remarks: Vec::new(),
            held: Vec::new(),
            leftovers: Vec::new(),
            grants: Vec::new(),
            late_pauses: Vec::new(),
            lapsed: Vec::new(),
            refused: Vec::new(),
            learned: Vec::new(),
            restarts: Vec::new(),
            reminders: Vec::new(),
            known_from: Moment(i64::MIN),
            collected: Vec::new(),
            deciding_schedule: false,
            waiting: Vec::new(),
            handlers: Vec::new(),
            held_by: plan.of_file(),
            order: Vec::new(),
        }
    }

    /// Plays one ticket; [`Run::write`] then tells what came out.
    pub(super) fn play(&mut self, number: usize) {
        self.take_up(number);
        self.begin();
        if self.outside.is_some() {
            return;
        }
        self.play_on();
        self.close_round(None);
        self.look_over();
    }

    /// Plays from before the first event to the end, as often as what reaches back asks for.
    pub(super) fn play_on(&mut self) {
        while let End::Again = self.follow() {
            self.decide_schedules();
            self.begin();
        }
    }

    /// Reads the ticket and what had happened by the moment of the run.
    fn take_up(&mut self, number: usize) {
        self.number = number;
        self.ticket = self.facts.ticket(number);
        self.flow = &self.plan.flows[self.ticket.workflow.index()];
        self.facts.events(number, &mut self.events);
        let cut = self.events.partition_point(|event| event.at <= self.as_of);
        self.events.truncate(cut);
        self.accepted = self
            .events
            .iter()
            .find(|event| Some(event.event) == self.flow.first)
            .map(|event| event.at);
        let by = self.plan.rules.effective.map(|(_, event)| event);
        let governing = by
            .and_then(|by| self.events.iter().find(|event| event.event == by))
            .map(|event| event.at);
        self.governed = governing.or(self.accepted).map(|at| self.plan.zone.local(at).date());
        self.outside = match (self.governed, self.plan.rules.effective) {
            (None, _) => Some(Outside::Later),
            (Some(date), Some((from, _))) if date < from => Some(Outside::NotGoverned),
            (Some(date), _) if self.plan.rules.version_on(date).is_none() => Some(Outside::InGap),
            _ => None,
        };
        self.occurrence = self.repeats.occurrence(number);
        self.grants.clear();
        self.late_pauses.clear();
        self.lapsed.clear();
        self.restarts.clear();
        self.collected.clear();
        self.reminders.clear();
        self.known_from = Moment(i64::MIN);
    }

    /// Sets everything back to before the first event.
    pub(super) fn begin(&mut self) {
        self.now = Moment(i64::MIN);
        self.deciding = false;
        self.past = 0;
        self.gone.clear();
        self.undone.clear();
        self.gone.resize(self.events.len(), false);
        self.handler = self.ticket.handler;
        self.category = self.ticket.category;
        self.left_out = None;
        self.highest = 0;
        self.lives.clear();
        self.entries.clear();
        self.hits.clear();
        self.remarks.clear();
        self.held.clear();
        self.leftovers.clear();
        self.waiting.clear();
        self.refused.clear();
        self.handlers.clear();
        self.ladder = self.choose_ladder();
        self.round = Round::first(self.ladder.is_some());
        self.highest = self.round.at;
    }

    /// From instant to instant.
    fn follow(&mut self) -> End {
        loop {
            let event = self.events.get(self.past).map(|event| event.at);
            let timer = self.next_timer(event);
            let Some(at) = timer.or(event) else {
                return End::Played;
            };
            self.now = at;
            while self.events.get(self.past).is_some_and(|event| event.at == at) {
                let position = self.past;
                self.past += 1;
                if let Some(hindsight) = self.happen(position) {
                    self.learn(hindsight);
                    return End::Again;
                }
                if self.left_out.is_some() {
                    return End::Played;
                }
            }
            self.let_fall();
            self.follow_leftovers();
            self.deciding = true;
            if self.climb_and_lapse() {
                return End::Again;
            }
            self.collect();
            self.remind();
            self.deciding = false;
            self.note_holder();
        }
    }

    /// The next instant after now, and before the next event, at which something can run out or come round, if it is
    /// decided by the moment of the run.
    fn next_timer(&self, event: Option<Moment>) -> Option<Moment> {
        let last = event.unwrap_or(Moment(i64::MAX));
        let mut next = last;
        for live in &self.lives[self.round.first_live..] {
            if let (true, Some(due)) = (live.is_open(), live.due) {
                // Whatever comes of lateness comes at or after the due moment.
                if due < next {
                    let mut offer = |at: Moment| {
                        if at > self.now && at < next {
                            next = at;
                        }
                    };
                    if due < self.as_of {
                        offer(due);
                    }
                    if let Some(until) = live.paused_until.filter(|until| *until <= self.as_of) {
                        offer(until);
                    }
                    next = self.later_instant(live, next);
                }
                if self.holding {
                    self.end_of_cap(live, &mut |at| {
                        if at > self.now && at < next {
                            next = at;
                        }
                    });
                }
            }
        }
        if let Some(at) = self.next_scheduled().filter(|at| *at < self.as_of && *at > self.now) {
            next = next.min(at);
        }
        next = self.next_reminder(next);
        (next < last).then_some(next)
    }

    /// Climbs. A pause that counts though it begins late, and by which what it stops was taken over before it begins, counts
    /// no longer: the case had left by then. Then the play begins anew without it.
    fn climb_and_lapse(&mut self) -> bool {
        let before = self.lapsed.len();
        self.climb();
        let lapsed = self.lapsed.len() > before;
        if lapsed {
            self.known_from = self.known_from.max(self.now);
            self.grants.clear();
            self.late_pauses.clear();
        }
        lapsed
    }

    /// Keeps what reaches back for the next play. Under another start what was granted before may not stand.
    fn learn(&mut self, hindsight: Hindsight) {
        self.known_from = self.known_from.max(self.now);
        match hindsight {
            Hindsight::Grant(grant) => self.grants.push(grant),
            Hindsight::Pauses(pauses) => self.late_pauses.extend(pauses),
            Hindsight::Start(round, deadline, rank) => {
                self.grants.clear();
                self.late_pauses.clear();
                self.lapsed.clear();
                self.know_start(round, deadline, rank);
            }
        }
    }

    /// Keeps from which event a clock runs in a round.
    pub(super) fn know_start(&mut self, round: u16, deadline: DeadlineId, rank: usize) {
        self.restarts.retain(|known| (known.0, known.1) != (round, deadline));
        self.restarts.push((round, deadline, rank));
    }

    /// One event. Returns what makes the play begin anew.
    fn happen(&mut self, position: usize) -> Option<Hindsight> {
        let event = self.events[position];
        match self.flow.role[event.event.index()] {
            Role::LeaveOut => {
                self.left_out = Some(event.at);
                for late in position + 1..self.events.len() {
                    if self.flow.role[self.events[late].event.index()] == Role::NewRound {
                        self.remark_at(remark::REOPENED_AFTER_VOID, late);
                    }
                }
                return None;
            }
            Role::NewRound => self.reopen(position),
            Role::Redo => self.take_back(position),
            Role::HandOver(_) => self.hand_over(position),
            Role::Reclassify(_) => self.reclassify(position),
            Role::Plain => {}
        }
        self.go_on(position);
        self.note_category(position);
        self.judge_pauses(position);
        self.end_pauses(position);
        self.end_duties(position);
        self.begin_pauses(position);
        if !self.learned.is_empty() {
            return Some(Hindsight::Pauses(std::mem::take(&mut self.learned)));
        }
        self.take_exit(position);
        if let Some(grant) = self.extend(position) {
            return Some(Hindsight::Grant(grant));
        }
        self.promise(position);
        let earlier = self.starts_anew(event.event);
        if earlier.is_none() {
            self.start_deadlines(event.event, position);
            self.take_turns(position);
        }
        earlier
    }

    /// Whether lateness at the due moment itself is decided: only once its events are over, and only for a run that
    /// looks from later.
    pub(super) fn decided_by(&self) -> Moment {
        if self.deciding { self.as_of } else { self.now }
    }

    /// The pauses of an obligation: only deadlines have any.
    pub(super) fn pauses(&self, duty: Duty) -> &'a [Pause] {
        match duty {
            Duty::Deadline(deadline) => &self.plan.rules.deadlines[deadline.index()].pauses,
            _ => &[],
        }
    }

    /// The version of a deadline that governs this ticket.
    pub(super) fn version(&self, versions: &[DeadlineId]) -> Option<DeadlineId> {
        let deadlines = &self.plan.rules.deadlines;
        let in_force = |deadline: &&DeadlineId| deadlines[deadline.index()].in_force.holds(self.governed);
        versions.iter().rev().find(in_force).copied()
    }

    /// The version of a deadline's name that governs this ticket; the deadline itself where none does.
    pub(super) fn governing(&self, deadline: DeadlineId) -> DeadlineId {
        let mut names = self.flow.deadlines.iter();
        let versions = names.find(|versions| versions.contains(&deadline));
        versions.and_then(|versions| self.version(versions)).unwrap_or(deadline)
    }

    /// Everything still open and not late in this round is taken over.
    pub(super) fn take_over_round(&mut self, at: Moment) {
        let first = self.round.first_live;
        for live in &mut self.lives[first..] {
            if live.is_open() && live.missing.is_none() && !live.is_past_due(at, at) {
                live.close(at, Close::TakenOver, None);
            }
        }
    }
}

impl Live {
    /// Whether it is what its rung is judged by: not a `must`, not a hand-over, not a deadline beside the ladder.
    pub(super) fn duty_of_rung(&self) -> bool {
        self.rung > 0 && !matches!(self.duty, Duty::Must(..) | Duty::Schedule(_))
    }
}
