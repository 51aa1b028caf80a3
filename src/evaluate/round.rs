//! A round: from one reopening to the next. Everything a rule counts or asks is counted within it.

use super::co_handlers::named;
use super::live::{Live, Missing, Wound};
use super::remark;
use super::run::{Hindsight, Run};
use super::verdict::Duty;
use crate::calendar::{Moment, Quantity};
use crate::feed::Facts;
use crate::model::{Counted, DeadlineId, EventId, FieldId, LimitOf, PartyId, Place, Responsible, Value, Which};
use crate::plan::KeeperId;

/// Where the present round stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Round {
    /// From 1.
    pub number: u16,
    /// The reopening that began it: its moment.
    pub opened: Option<Moment>,
    /// The position of its first event, the reopening included.
    pub first_event: usize,
    /// The position of its first obligation.
    pub first_live: usize,
    /// The rung at which the ticket stands; 0 without a ladder.
    pub at: u8,
    /// During a way back: the rung that sent it, and the line of the exit.
    pub sender: Option<(u8, Place)>,
    /// An exit upwards taken at this instant: where it leads, and its line.
    pub exit_up: Option<(u8, Place)>,
    /// Rungs entered, by bit.
    pub entered: u32,
    /// Ways back taken, by bit of the sender's rung.
    pub ways_taken: u32,
    /// An exit that leads nowhere was taken.
    pub climb_over: bool,
    /// The event that solved the case on the ladder: its position.
    pub solved_by: Option<usize>,
    /// Rungs entered because the one below ran out, though it had a way to raise the case.
    pub unraised: Vec<Unraised>,
}

/// A rung that was entered though the one below had an exit to it: who should have taken it.
#[derive(Debug, Clone)]
pub(super) struct Unraised {
    /// The exit's event and line.
    pub event: EventId,
    pub exit: Place,
    /// The line that entered the rung instead, and when.
    pub trigger: Place,
    pub at: Moment,
    /// Since when the lower rung could have raised it.
    pub since: Moment,
    pub party: Option<PartyId>,
}

impl Round {
    pub(super) fn first(ladder: bool) -> Round {
        Round {
            number: 1,
            at: u8::from(ladder),
            ..Round::default()
        }
    }
}

impl<F: Facts> Run<'_, F> {
    /// A reopening: the round before it is closed, a new one begins with it in the place of acceptance.
    pub(super) fn reopen(&mut self, position: usize) {
        self.close_round(Some(position));
        self.end_leftovers(self.events[position].at);
        self.round = Round {
            number: self.round.number.saturating_add(1),
            opened: Some(self.events[position].at),
            first_event: position,
            first_live: self.lives.len(),
            at: u8::from(self.ladder.is_some()),
            ..Round::default()
        };
        if let Some(first) = self.flow.first {
            self.start_deadlines(first, position);
        }
    }

    /// Starts the clocks that run from an event, the first one in the round.
    pub(super) fn start_deadlines(&mut self, event: EventId, position: usize) {
        let flow = self.flow;
        if !flow.starts[event.index()] {
            return;
        }
        for versions in &flow.deadlines {
            let Some(deadline) = self.version(versions) else {
                continue;
            };
            let Some(rank) = self.plan.rules.deadlines[deadline.index()].start_rank(event) else {
                continue;
            };
            if rank > self.best_start(deadline) {
                continue;
            }
            let own = &self.plan.rules.deadlines[deadline.index()];
            if own.responsible == Responsible::EachCoHandler {
                self.start_for_each(deadline, position);
                continue;
            }
            let mut running = self.lives[self.round.first_live..].iter();
            if running.any(|live| !live.withdrawn && live.duty == Duty::Deadline(deadline)) {
                continue;
            }
            if own.in_turns && self.is_over() {
                // Nobody waits for a further word; but no other event stands in for this one any more.
                self.know_start(self.round.number, deadline, rank);
            } else {
                self.start_deadline(deadline, None, position);
            }
        }
    }

    /// The rank of the event from which a deadline runs in this round, as far as it is known: no event behind it
    /// starts its clock.
    pub(super) fn best_start(&self, deadline: DeadlineId) -> usize {
        let own = &self.plan.rules.deadlines[deadline.index()];
        let known = self
            .restarts
            .iter()
            .find(|known| (known.0, known.1) == (self.round.number, deadline));
        let started = self.lives[self.round.first_live..].iter();
        let started = started
            .filter(|live| live.duty == Duty::Deadline(deadline))
            .filter_map(|live| own.start_rank(self.events[live.started_by?].event))
            .min();
        let known = known.map_or(own.else_from.len(), |known| known.2);
        started.map_or(known, |started| started.min(known))
    }

    /// Whether an event is one for which another stood in as the start of a clock of this round.
    pub(super) fn starts_anew(&self, event: EventId) -> Option<Hindsight> {
        if !self.flow.falls_back || !self.flow.starts[event.index()] {
            return None;
        }
        self.flow.deadlines.iter().find_map(|versions| {
            let deadline = self.version(versions)?;
            let own = &self.plan.rules.deadlines[deadline.index()];
            let rank = own.start_rank(event)?;
            let mut lives = self.lives[self.round.first_live..].iter();
            let stood_in = lives.any(|live| live.duty == Duty::Deadline(deadline)) && rank < self.best_start(deadline);
            stood_in.then_some(Hindsight::Start(self.round.number, deadline, rank))
        })
    }

    /// Starts a clock, or its next turn, at an event; that of a co-handler, where the deadline is each one's.
    pub(super) fn start_deadline(&mut self, deadline: DeadlineId, co_handler: Option<PartyId>, position: usize) {
        let rules = self.plan.rules;
        let own = &rules.deadlines[deadline.index()];
        let start = self.events[position].at;
        let one = own.responsible.one().map(|answers| self.answering(answers));
        let Some(answers) = one.or(co_handler.map(named)) else {
            return;
        };
        let party = self.party(answers);
        let keeper = self.plan.of_deadline(deadline, party);
        let Some((row, limit)) = self.row(deadline) else { return };
        let mut live = self.live(Duty::Deadline(deadline), start, keeper, own.rows[row].place);
        (live.row, live.party, live.answers) = (row, party, answers);
        live.co_handler = co_handler;
        (live.started_by, live.start_row) = (Some(position), Some(self.events[position].row));
        live.rung = u8::from(self.is_first_rung(deadline));
        live.turn = self.turn_to_begin(deadline);
        live.is_target = own.no_breach.is_some();
        match limit {
            None => live.missing = Some(Missing::Fact),
            Some(limit) => self.grant(&mut live, limit),
        }
        // A pause that began before the clock did, or with it, stops it from its start on, unless it ends with this very
        // event.
        let mut open = self.open_pauses(live.duty, position + 1);
        open.retain(|(statement, _)| own.pauses[*statement].to != self.events[position].event);
        live.stops
            .extend(open.into_iter().map(|(statement, _)| super::pause::Stop {
                statement,
                from: start,
                to: None,
                late: false,
            }));
        live.stops
            .extend(self.known_late_pauses((live.duty, co_handler), start));
        live.original = live.own_due();
        if live.missing.is_none() {
            live.reckon(self.plan, &own.pauses);
        }
        // The first end event at or after the start ends it; an earlier one ends nothing.
        if live.turn <= 1 {
            let mut round = self.round.first_event..self.past;
            let early = |at: &usize| {
                let before = self.events[*at].at < start && !self.gone[*at];
                before && self.is_its_own(&live, *at) && self.ends(live.duty, *at)
            };
            if let Some(early) = round.find(early) {
                self.remark_at(remark::END_BEFORE_START, early);
            }
        }
        if !self.follows_a_word(&live) {
            self.end_at_once(&mut live);
        }
        if live.rung == 1 {
            self.give_way(&mut live);
        }
        self.lives.push(live);
    }

    /// The row that decides, and its limit; None inside: a fact is missing.
    pub(super) fn row(&self, deadline: DeadlineId) -> Option<(usize, Option<LimitOf>)> {
        let rows = &self.plan.rules.deadlines[deadline.index()].rows;
        let mut rows = rows.iter().enumerate();
        rows.find_map(
            |(at, row)| match row.when.as_ref().map_or(super::Truth::Yes, |when| self.judge(when)) {
                super::Truth::Yes => Some((at, Some(*row.limit.on(self.governed)))),
                super::Truth::Unknown => Some((at, None)),
                super::Truth::No => None,
            },
        )
    }

    /// Winds up what a row grants, from the start.
    pub(super) fn grant(&self, live: &mut Live, limit: LimitOf) {
        let start = live.start;
        live.beside = None;
        match limit {
            LimitOf::NoDeadline => live.unlimited = true,
            LimitOf::Quantity(quantity) => self.wind(live, start, quantity, true),
            LimitOf::WorkingDay(when) => self.wind_both(live, None, Counted::WorkingDay(when)),
            LimitOf::Of(which, first, second) => self.wind_both(live, Some((which, second)), first),
            LimitOf::Before(..) | LimitOf::Field(_) => {
                let told = limit.field().and_then(|field| self.told_moment(field));
                match told {
                    Some(told) => self.promised(live, limit, told),
                    None => live.missing = Some(Missing::Fact),
                }
            }
        }
    }

    /// The moment a field holds, where it is told.
    pub(super) fn told_moment(&self, field: FieldId) -> Option<Moment> {
        match self.told(field) {
            Some(Value::Moment(at)) => Some(at),
            _ => None,
        }
    }

    /// The due moment that a field tells: at its moment, or so long before it.
    pub(super) fn promised(&self, live: &mut Live, limit: LimitOf, told: Moment) {
        let due = match limit {
            LimitOf::Before(by, _) => {
                live.working = by.unit.is_working();
                self.plan.keeper(live.keeper).back(self.plan, told, by)
            }
            _ => Ok(told),
        };
        match due {
            Ok(due) => live.unpaused = Some(due),
            Err(uncovered) => live.lose_cover(self.plan, uncovered),
        }
    }

    /// Winds up one clock from the start, or two of which one holds.
    fn wind_both(&self, live: &mut Live, beside: Option<(Which, Counted)>, main: Counted) {
        let keeper = self.plan.keeper(live.keeper);
        let wind = |one: Counted| keeper.wind(self.plan, live.start, one);
        let both = wind(main).and_then(|first| {
            let second = beside.map(|(_, second)| wind(second)).transpose()?;
            Ok((first, second))
        });
        match both {
            Ok(((from, due), second)) => {
                let mut counted = from;
                live.working = main.is_working();
                live.unpaused = Some(due);
                if let Some(((which, one), (from, due))) = beside.zip(second) {
                    let wound = Wound {
                        due,
                        since: live.start,
                        keeper: live.keeper,
                        working: one.is_working(),
                    };
                    live.beside = Some((which, wound));
                    if live.own_due() != live.unpaused {
                        counted = from;
                    }
                }
                live.counted_from = (counted != live.start).then_some(counted);
                live.due = live.own_due();
                live.original = live.own_due();
            }
            Err(uncovered) => live.lose_cover(self.plan, uncovered),
        }
    }

    /// Winds a clock up: from a moment (moved by the arrival lines where it starts at an event) to its due moment.
    pub(super) fn wind(&self, live: &mut Live, from: Moment, quantity: Quantity, at_event: bool) {
        let keeper = self.plan.keeper(live.keeper);
        live.working = quantity.unit.is_working();
        let counted = if at_event {
            keeper.arrive(self.plan, from, quantity)
        } else {
            Ok(from)
        };
        match counted.and_then(|from| Ok((from, keeper.add(self.plan, from, quantity)?))) {
            Ok((counted, due)) => {
                live.counted_from = (counted != from).then_some(counted);
                live.unpaused = Some(due);
                live.due = Some(due);
                live.original = Some(due);
            }
            Err(uncovered) => live.lose_cover(self.plan, uncovered),
        }
    }

    /// An obligation with nothing but its source.
    pub(super) fn live(&self, duty: Duty, start: Moment, keeper: KeeperId, rule: Place) -> Live {
        Live {
            duty,
            round: self.round.number,
            turn: 0,
            rung: 0,
            party: None,
            co_handler: None,
            answers: crate::model::PartyRef {
                base: crate::model::PartyBase::Handler,
                superiors: 0,
            },
            start,
            start_row: None,
            started_by: None,
            counted_from: None,
            rule,
            row: 0,
            keeper,
            working: false,
            unpaused: None,
            beside: None,
            original: None,
            graces: Vec::new(),
            missing: None,
            stops: Vec::new(),
            asked: Vec::new(),
            granted: Vec::new(),
            due: None,
            paused_until: None,
            closed: None,
            reopened: None,
            ended_before: Vec::new(),
            charge_end: None,
            round_end: None,
            unlimited: false,
            is_target: false,
            withdrawn: false,
        }
    }
}
