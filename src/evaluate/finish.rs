//! The end of a round and of a play: states, lateness, findings, and the order in which they are told.

use super::live::{Close, Live, Missing};
use super::pause::Stop;
use super::run::Run;
use super::verdict::{Case, Duty, Extension, Obligation, PauseSpan, State};
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{DeadlineId, LimitOf, Place};

impl<F: Facts> Run<'_, F> {
    /// Closes a round at a reopening, or looks at the last one as of the run.
    pub(super) fn close_round(&mut self, reopening: Option<usize>) {
        if let Some(position) = reopening {
            let at = self.events[position].at;
            self.now = at;
            self.past = position;
            self.let_fall();
            self.find();
            self.take_over_round(at);
            for live in &mut self.lives[self.round.first_live..] {
                if live.closed.is_none() {
                    live.charge_end = Some(live.charge_end.map_or(at, |end| end.min(at)));
                    live.round_end = Some(at);
                }
            }
            self.note_not_started();
            self.past = position + 1;
        } else {
            self.now = self.left_out.unwrap_or(self.as_of);
            match self.left_out {
                None => self.find(),
                // All rounds of it leave the figures.
                Some(_) => self.hits.clear(),
            }
            self.note_not_started();
            self.note_holder();
        }
    }

    /// Deadlines of the round whose start has not come, where the rules would give the ticket a limit.
    fn note_not_started(&mut self) {
        let flow = self.flow;
        for versions in &flow.deadlines {
            let Some(deadline) = self.version(versions) else {
                continue;
            };
            let own = &self.plan.rules.deadlines[deadline.index()];
            let mut lives = self.lives[self.round.first_live..].iter();
            let runs = lives.any(|live| !live.withdrawn && live.duty == Duty::Deadline(deadline));
            let no_limit = || matches!(self.row(deadline), Some((_, Some(LimitOf::NoDeadline))));
            let needless = || self.is_needless(deadline) || no_limit() || own.in_turns && self.is_over();
            let mut starts = own.starts().take(self.best_start(deadline) + 1);
            let one = own.responsible.one();
            if runs && one.is_some() || starts.any(|event| self.first(event).is_some()) || needless() {
                continue;
            }
            match one {
                Some(party) => {
                    let party = self.party(self.answering(party));
                    self.waiting.push((self.round.number, deadline, party));
                }
                None => self.note_each_waiting(deadline),
            }
        }
    }

    /// Writes everything into the case, in a fixed order.
    pub(super) fn write(&mut self, case: &mut Case) {
        case.ticket = self.number;
        (case.kind, case.accepted) = (self.ticket.kind, self.accepted);
        case.outside = self.outside;
        case.left_out = self.left_out;
        case.ladder = self.ladder;
        case.round = self.round.number;
        case.rung = self.round.at;
        case.highest_rung = self.highest;
        case.occurrence = self.occurrence;
        case.handler = self.handler;
        case.category = self.category;
        case.governed = self.governed;
        self.write_chain(case);
        self.write_obligations(case);
        self.write_decisions(case);
        self.measure(case);
        case.hits.clear();
        case.hits.append(&mut self.hits);
        case.remarks.clear();
        self.remarks
            .sort_by_key(|remark| (remark.row, remark.code, remark.event, remark.at));
        self.remarks.dedup();
        case.remarks.append(&mut self.remarks);
        self.write_leftovers(&mut case.leftovers);
        case.reminders.clear();
        case.reminders.append(&mut self.reminders);
        case.held.clear();
        case.held.append(&mut self.held);
    }

    /// The earlier tickets of the same matter.
    pub(super) fn write_chain(&self, case: &mut Case) {
        case.chain.clear();
        if self.occurrence > 1 {
            case.chain.extend(self.repeats.earlier(self.plan, self.number));
            case.chain.reverse();
        }
    }

    fn write_obligations(&mut self, case: &mut Case) {
        case.obligations.clear();
        case.pauses.clear();
        case.extensions.clear();
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        order.extend((0..self.lives.len()).filter(|at| self.lives[*at].is_owed()));
        order.sort_by_key(|at| {
            let live = &self.lives[*at];
            let closed = live.closed.map_or(Moment(i64::MAX), |closed| closed.at);
            (live.round, live.start, live.duty, live.party, closed)
        });
        for at in &order {
            let live = &self.lives[*at];
            let index = case.obligations.len();
            let mut obligation = self.obligation(live);
            if let Some(before) = case.obligations.last().filter(|before| {
                (before.round, before.start, before.duty, before.party)
                    == (live.round, Some(live.start), live.duty, live.party)
            }) {
                obligation.seq = before.seq + 1;
            }
            self.write_stops(live, index, obligation.done, &mut case.pauses);
            let granted = live.granted.iter();
            case.extensions.extend(granted.map(|(asked, granted)| Extension {
                obligation: index,
                asked: *asked,
                granted: *granted,
            }));
            case.obligations.push(obligation);
        }
        self.order = order;
        // What has not started stands behind the obligations of its round.
        let waiting = std::mem::take(&mut self.waiting);
        for (round, deadline, party) in &waiting {
            let behind = case
                .obligations
                .iter()
                .rposition(|own| own.round <= *round)
                .map_or(0, |at| at + 1);
            case.obligations
                .insert(behind, self.not_started(*round, *deadline, *party));
            for index in case.pauses.iter_mut().map(|pause| &mut pause.obligation) {
                *index += usize::from(*index >= behind);
            }
            for index in case.extensions.iter_mut().map(|extension| &mut extension.obligation) {
                *index += usize::from(*index >= behind);
            }
        }
        self.waiting = waiting;
        self.waiting.clear();
        case.entries.clear();
        case.entries.append(&mut self.entries);
        for entry in &mut case.entries {
            let same = |own: &Obligation| {
                own.duty == Duty::Rung(entry.rung) && own.round == entry.round && own.start == Some(entry.at)
            };
            entry.obligation = case.obligations.iter().position(same).unwrap_or(0);
        }
    }

    fn write_stops(&self, live: &Live, index: usize, done: Option<Moment>, into: &mut Vec<PauseSpan>) {
        if live.stops.is_empty() {
            return;
        }
        let keeper = self.plan.keeper(live.keeper);
        let until = Some(done.unwrap_or(self.end_of(live)));
        let pauses = self.pauses(live.duty);
        let effective = |stops: &[Stop]| super::pause::effective(self.plan, keeper, pauses, stops, until);
        let Ok(spans) = effective(&live.stops) else {
            return;
        };
        // What each pause with a reason stops by itself.
        let own: Vec<_> = (0..pauses.len())
            .filter(|statement| pauses[*statement].reason.is_some())
            .map(|statement| {
                let own = live.stops.iter().copied().filter(|stop| stop.statement == statement);
                (statement, effective(&own.collect::<Vec<_>>()).unwrap_or_default())
            })
            .collect();
        for span in spans {
            let within = |(from, _): &super::pause::Span| *from >= span.0 && span.1.is_none_or(|to| *from < to);
            let reasons = own.iter().filter(|(_, spans)| spans.iter().any(within));
            let added = super::pause::added(self.plan, keeper, live.is_working(), &[span], live.start);
            let open = live.stops.iter().any(|stop| stop.to.is_none() && stop.from <= span.0) && done.is_none();
            into.push(PauseSpan {
                obligation: index,
                from: span.0,
                to: span.1.filter(|to| !(open && *to == self.end_of(live))),
                added: added.ok().flatten().unwrap_or(0),
                reasons: reasons.map(|(statement, _)| *statement).collect(),
            });
        }
    }

    /// Where the look at an obligation ends: the reopening that ended its round, or the moment of the run.
    fn end_of(&self, live: &Live) -> Moment {
        live.round_end.unwrap_or(self.now)
    }

    fn obligation(&self, live: &Live) -> Obligation {
        let closed = live.closed;
        let mut done = closed.map(|closed| closed.at);
        let end = done.unwrap_or(self.end_of(live));
        let reckoned = live.due_at(self.plan, self.pauses(live.duty), Some(end));
        // A pause may carry a clock out of the cover only by the moment of the run.
        let missing = live.missing.or_else(|| live.beyond(self.plan, reckoned.err()?));
        let due = reckoned.ok().flatten().filter(|_| missing.is_none());
        if missing.is_some() && closed.is_some_and(|closed| closed.how == Close::TakenOver) {
            // What cannot be determined stays so whatever the ladder does.
            done = None;
        }
        let keeper = self.plan.keeper(live.keeper);
        let warn = match live.duty {
            Duty::Deadline(deadline) => self.plan.rules.deadlines[deadline.index()].warn.as_ref(),
            _ => None,
        };
        let warn_at = warn.zip(due).and_then(|((by, _), due)| {
            let by = by.on(self.governed);
            let back = crate::calendar::Quantity {
                amount: -by.amount,
                unit: by.unit,
            };
            keeper.add(self.plan, due, back).ok()
        });
        let paused = closed.is_none() && live.excused_at(self.plan, self.pauses(live.duty), end).is_some();
        let state = match (missing, closed.map(|closed| closed.how)) {
            _ if self.left_out.is_some() => State::LeftOut,
            _ if live.fell_away_in_time(due, missing) => State::NotNeeded,
            (Some(missing), how) => Self::state_of_missing(missing, done.filter(|_| how == Some(Close::Done))),
            (None, Some(Close::HandedOn)) => State::HandedOn,
            (None, Some(Close::TakenOver)) => State::TakenOver,
            (None, Some(Close::Done | Close::NotNeeded)) if due.is_some_and(|due| end > due) => State::DoneLate,
            (None, Some(Close::Done | Close::NotNeeded)) => State::DoneOnTime,
            (None, None) if due.is_some_and(|due| end > due) && !paused => State::Overdue,
            (None, None) if warn_at.is_some_and(|warn| end >= warn) => State::Warned,
            (None, None) => State::Running,
        };
        let state = if live.is_target { state.of_target() } else { state };
        let late = due.filter(|_| state.is_late());
        let missed = due.filter(|_| state == State::TargetMissed);
        let until = |end: Moment| late.and_then(|due| keeper.working_seconds(self.plan, due, end.max(due)));
        let late_working = until(end);
        let charged = live.charge_end.filter(|charge| *charge < end);
        Obligation {
            duty: live.duty,
            round: live.round,
            turn: live.turn,
            seq: 0,
            party: live.party,
            start: Some(live.start),
            counted_from: live.counted_from,
            due,
            original_due: live.original,
            done,
            state,
            late_working,
            late_elapsed: late.map(|due| end.0 - due.0),
            charged_working: match charged {
                Some(charge) => late_working.and_then(|_| until(charge)),
                None => late_working,
            },
            missed_working: missed.and_then(|due| keeper.working_seconds(self.plan, due, end)),
            missed_elapsed: missed.map(|due| end.0 - due.0),
            rung: live.rung,
            missing_year: match missing {
                Some(Missing::Year(year, _)) if state == State::Undetermined => Some(year),
                _ => None,
            },
            rule: live.rule,
            start_row: live.start_row,
            done_row: closed.and_then(|closed| closed.by).map(|by| self.events[by].row),
            warn_at,
            excused: None,
            fell_away: live.fell_away(),
        }
    }

    pub(super) fn not_started(
        &self,
        round: u16,
        deadline: DeadlineId,
        party: Option<crate::model::PartyId>,
    ) -> Obligation {
        let rule: Place = self.plan.rules.deadlines[deadline.index()].place;
        Obligation {
            duty: Duty::Deadline(deadline),
            round,
            turn: 0,
            seq: 0,
            party,
            start: None,
            counted_from: None,
            due: None,
            original_due: None,
            done: None,
            state: if self.left_out.is_some() {
                State::LeftOut
            } else {
                State::NotStarted
            },
            late_working: None,
            late_elapsed: None,
            charged_working: None,
            missed_working: None,
            missed_elapsed: None,
            rung: u8::from(self.is_first_rung(deadline)),
            missing_year: None,
            rule,
            start_row: None,
            done_row: None,
            warn_at: None,
            excused: None,
            fell_away: false,
        }
    }
}
