//! The ladder: which rungs are entered when, by whom they are answered, and the ways back.

use super::live::{Close, Live, Missing};
use super::pausing::LatePause;
use super::remark;
use super::round::Unraised;
use super::run::Run;
use super::verdict::{Duty, Entry};
use super::{Truth, verdict};
use crate::calendar::{Moment, Quantity};
use crate::feed::Facts;
use crate::model::{Cond, Dated, Ladder, LadderId, Place, Rung, RungLimit, Target};

/// Why a rung is entered.
struct Cause {
    rung: u8,
    line: Place,
    /// A clock ran out: the entry is not an arrival and is never moved.
    ran_out: bool,
    /// Back at the sender's rung because a way back ran out: its `must`s are not asked again.
    again: bool,
}

impl<'a, F: Facts> Run<'a, F> {
    /// The ladder of this ticket: the first of its workflow, in force, that applies.
    pub(super) fn choose_ladder(&self) -> Option<LadderId> {
        let rules = self.plan.rules;
        let of_workflow = |ladder: &Ladder| ladder.workflow == self.ticket.workflow;
        let in_force = |ladder: &Ladder| ladder.in_force.holds(self.governed);
        let candidates = rules
            .ladders
            .iter()
            .enumerate()
            .filter(|(_, own)| of_workflow(own) && in_force(own));
        let mut applying = candidates.filter(|(at, own)| {
            let replaced = rules.ladders[at + 1..]
                .iter()
                .any(|later| later.name == own.name && in_force(later));
            !replaced
                && own
                    .applies_when
                    .as_ref()
                    .is_none_or(|when| self.judge(when) == Truth::Yes)
        });
        applying.next().map(|(at, _)| at.into())
    }

    pub(super) fn rungs(&self) -> &'a [Rung] {
        self.ladder
            .map_or(&[], |ladder| &self.plan.rules.ladders[ladder.index()].rungs)
    }

    /// Enters what is to be entered at this instant: the highest trigger wins, always from below.
    pub(super) fn climb(&mut self) {
        self.enter_highest();
        self.round.exit_up = None;
    }

    fn enter_highest(&mut self) {
        if self.ladder.is_none() || self.round.climb_over || self.round.solved_by.is_some() || self.accepted_not_yet() {
            return;
        }
        let below = self.round.sender.map_or(self.round.at, |(sender, _)| sender);
        let rungs = self.rungs();
        for number in (below as usize + 1..=rungs.len()).rev() {
            let rung = &rungs[number - 1];
            if self.round.entered & (1 << number) != 0 {
                continue;
            }
            let holding = rung.enter.iter().filter(|(when, _)| self.judge(when) == Truth::Yes);
            let way_up = self
                .round
                .exit_up
                .filter(|(to, _)| usize::from(*to) == number)
                .map(|(_, line)| (line, false));
            let mut holding = holding.map(|(when, line)| (*line, self.ran_out(when))).chain(way_up);
            let Some((first, mut ran_out)) = holding.next() else {
                continue;
            };
            let mut line = first;
            for (later, out) in holding {
                if out && !ran_out {
                    (line, ran_out) = (later, true);
                }
            }
            return self.enter(&Cause {
                rung: number as u8,
                line,
                ran_out,
                again: false,
            });
        }
        if let Some((sender, line)) = self.round.sender {
            let back = self.lives[self.round.first_live..]
                .iter()
                .rev()
                .find(|live| matches!(live.duty, Duty::WayBack(_)));
            if back.is_some_and(|live| live.is_open() && live.is_late(self.now, self.decided_by())) {
                self.enter(&Cause {
                    rung: sender,
                    line,
                    ran_out: true,
                    again: true,
                });
            }
        }
    }

    fn accepted_not_yet(&self) -> bool {
        self.accepted.is_none_or(|accepted| accepted > self.now)
    }

    /// Whether a trigger that holds is one of a clock that ran out.
    fn ran_out(&self, when: &Cond) -> bool {
        match when {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().any(|test| self.ran_out(test)),
            Cond::Overdue { .. } => self.judge(when) == Truth::Yes,
            _ => false,
        }
    }

    /// Enters a rung; one whose party cannot be found, or is the handler complained about, passes to the next.
    fn enter(&mut self, cause: &Cause) {
        let rungs = self.rungs();
        let from_rung = self.round.at;
        let from_party = self.accountable();
        if cause.ran_out && !cause.again {
            self.note_unraised(cause);
        }
        let mut number = cause.rung;
        let mut party = self.party(self.answering(&rungs[number as usize - 1].responsible));
        while (number as usize) < rungs.len() && (party.is_none() || party == self.handler) {
            number += 1;
            party = self.party(self.answering(&rungs[number as usize - 1].responsible));
        }
        let rung = &rungs[number as usize - 1];
        self.close_lower(number, self.now);
        self.round.entered |= 1 << number;
        self.round.at = number;
        self.round.sender = None;
        self.highest = self.highest.max(number);
        let obligation = self.lives.len();
        let RungLimit::Own { within, place, .. } = &rung.limit else {
            return;
        };
        self.open(Duty::Rung(number), number, Some(within), *place, rung, !cause.ran_out);
        if !cause.again {
            for must in &rung.must {
                self.open(
                    Duty::Must(number, must.event),
                    number,
                    must.within.as_ref(),
                    must.place,
                    rung,
                    !cause.ran_out,
                );
            }
        }
        self.entries.push(Entry {
            round: self.round.number,
            rung: number,
            at: self.now,
            from_rung,
            from_party,
            party,
            trigger: cause.line,
            obligation,
        });
    }

    /// The rung from which the case climbs ran out, though it has an exit to the rung entered: it should have raised the
    /// case itself.
    fn note_unraised(&mut self, cause: &Cause) {
        let below = self.round.sender.map_or(self.round.at, |(sender, _)| sender);
        let rungs = self.rungs();
        let asks = rungs[cause.rung as usize - 1].enter.iter().map(|(when, _)| when);
        let Some(late) = asks.filter_map(|when| self.ran_out_at(when, below)).next() else {
            return;
        };
        let (since, party) = (late.start, late.party);
        let Some(exit) = rungs
            .get(usize::from(below).wrapping_sub(1))
            .and_then(|rung| rung.exits.iter().find(|exit| exit.to_rung == Some(cause.rung)))
        else {
            return;
        };
        self.round.unraised.push(Unraised {
            event: exit.event,
            exit: exit.place,
            trigger: cause.line,
            at: self.now,
            since,
            party,
        });
    }

    /// The late obligation of a rung that a trigger asks about, where the trigger holds.
    fn ran_out_at(&self, when: &Cond, rung: u8) -> Option<&Live> {
        if self.judge(when) != Truth::Yes {
            return None;
        }
        match when {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().find_map(|test| self.ran_out_at(test, rung)),
            Cond::Overdue { target, .. } => self
                .targets(*target)
                .filter(|live| live.rung == rung && live.duty_of_rung() && live.is_late(self.now, self.decided_by()))
                .last(),
            _ => None,
        }
    }

    /// Opens an obligation of the ladder at this instant.
    fn open(
        &mut self,
        duty: Duty,
        number: u8,
        within: Option<&Dated<Quantity>>,
        line: Place,
        rung: &Rung,
        at_event: bool,
    ) {
        let Some(ladder) = self.ladder else { return };
        let answers = self.answering(&rung.responsible);
        let party = self.party(answers);
        let keeper = self.plan.of_ladder(ladder, party);
        let mut live = self.live(duty, self.now, keeper, line);
        (live.party, live.answers, live.rung) = (party, answers, number);
        if let Some(within) = within {
            self.wind(&mut live, self.now, *within.on(self.governed), at_event);
        }
        self.end_at_once(&mut live);
        self.lives.push(live);
    }

    /// An end event in the same second ends an obligation that opens at this instant.
    pub(super) fn end_at_once(&mut self, live: &mut Live) {
        let mut round = self.round.first_event..self.past;
        let same = round.find(|at| {
            let here = self.events[*at].at == self.now && !self.gone[*at];
            here && self.is_its_own(live, *at) && self.ends(live.duty, *at)
        });
        if let Some(position) = same {
            live.close(self.now, Close::Done, Some(position));
            if live.duty_of_rung() {
                self.round.solved_by = Some(position);
            }
        }
    }

    /// What starts at rung 1 while a higher rung has been entered in the round, a hand-over collected during a way back
    /// too, is taken over at once.
    pub(super) fn give_way(&self, live: &mut Live) {
        if self.round.entered != 0 && live.missing.is_none() {
            live.close(live.start, Close::TakenOver, None);
            live.charge_end = Some(live.start);
        }
    }

    /// The entry of a rung fixes what the lower ones owe: what is not yet due is taken over.
    fn close_lower(&mut self, number: u8, at: Moment) {
        let first = self.round.first_live;
        for live in &mut self.lives[first..] {
            if live.rung == 0 || live.withdrawn || (live.rung >= number && !matches!(live.duty, Duty::WayBack(_))) {
                continue;
            }
            let ahead = live.due.is_none_or(|due| due > at) || live.is_paused_past_due(at);
            if live.missing.is_none() && live.closed.is_none() && ahead {
                let whose = (live.duty, live.co_handler);
                let later = |known: &&LatePause| known.is_of(whose) && known.from > at && live.stops_late_at(known);
                self.lapsed.extend(self.late_pauses.iter().filter(later).copied());
                live.close(at, Close::TakenOver, None);
            }
            live.charge_end.get_or_insert(at);
        }
    }

    /// An exit taken in time hands the case on: up, back, or out of the ladder.
    pub(super) fn take_exit(&mut self, position: usize) {
        let event = self.events[position];
        let here = self.round.at;
        // Two rungs may name the same event as their exit: it is out of place only where none of them can take it.
        let (mut named, mut taken) = (false, false);
        for (index, rung) in self.rungs().iter().enumerate() {
            let number = index as u8 + 1;
            for exit in rung.exits.iter().filter(|exit| exit.event == event.event) {
                named = true;
                let back = exit.to_rung.is_some_and(|to| to < number);
                let open = (self.round.first_live..self.lives.len()).rev().find(|at| {
                    let live = &self.lives[*at];
                    live.is_open()
                        && live.duty_of_rung()
                        && live.rung == number
                        && !matches!(live.duty, Duty::WayBack(_))
                });
                let in_time = open.filter(|at| self.lives[*at].due.is_none_or(|due| event.at <= due));
                let spent = back && self.round.ways_taken & (1 << number) != 0;
                let (true, Some(at), false) = (here == number && self.round.sender.is_none(), in_time, spent) else {
                    continue;
                };
                taken = true;
                self.lives[at].close(event.at, Close::HandedOn, Some(position));
                self.close_musts(number, event.at, Some(position));
                match exit.to_rung {
                    None => self.round.climb_over = true,
                    Some(to) if back => self.send_back(number, to, exit.within.as_ref(), exit.place),
                    // It is entered with the other triggers of this instant.
                    Some(to) => self.round.exit_up = Some((to, exit.place)),
                }
            }
        }
        if named && !taken {
            self.remark_at(remark::EXIT_OUT_OF_PLACE, position);
        }
    }

    fn send_back(&mut self, sender: u8, to: u8, within: Option<&Dated<Quantity>>, line: Place) {
        self.round.ways_taken |= 1 << sender;
        self.round.at = to;
        self.round.sender = Some((sender, line));
        let target = &self.rungs()[to as usize - 1];
        self.open(Duty::WayBack(to), to, within, line, target, true);
    }

    /// The first instant after its due moment that a trigger asks about (`overdue for Q`), after now; or `next`, where
    /// that comes before.
    pub(super) fn later_instant(&self, live: &Live, mut next: Moment) -> Moment {
        let Some(from) = live
            .late_from()
            .filter(|_| live.due.is_some_and(|due| due <= self.as_of))
        else {
            return next;
        };
        for (when, _) in self.rungs().iter().flat_map(|rung| &rung.enter) {
            self.each_delay(when, &mut |target, by| {
                // Lateness only grows: what begins at or after the next instant lasts beyond it.
                if from >= next || !self.means(target, live) {
                    return;
                }
                let at = self.late_until(live, from, by);
                if let Some(at) = at.filter(|at| *at <= self.as_of && *at > self.now) {
                    next = next.min(at);
                }
            });
        }
        next
    }

    fn each_delay(&self, when: &Cond, found: &mut impl FnMut(Target, Quantity)) {
        match when {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().for_each(|test| self.each_delay(test, found)),
            Cond::Overdue { target, by: Some(by) } => found(*target, *by),
            _ => {}
        }
    }

    /// Whether an undetermined obligation was done before the last covered moment: then it is on time.
    pub(super) fn state_of_missing(missing: Missing, done: Option<Moment>) -> verdict::State {
        match (missing, done) {
            (Missing::Year(_, end), Some(done)) if done <= end => verdict::State::DoneOnTime,
            _ => verdict::State::Undetermined,
        }
    }
}
