//! The trace of one ticket: for every obligation the line, the start, the days, the due moment and what came of it;
//! the climb; who held it; and what would have altered the verdict.
//!
//! Comes in: a case with its surroundings, and the clocks that count its days again. Goes out: [`WhyValue`].

use super::change::{change, ended_by};
use super::why_value::{
    DayNote, Stamp, WhyDecision, WhyEntry, WhyExtension, WhyFinding, WhyHeld, WhyJoined, WhyLeftover, WhyObligation,
    WhyPassed, WhyPause, WhyRemark, WhyReminder, WhyRow, WhyRule, WhyTwo, WhyValue,
};
use super::{Context, Quotes, category_path, duty_name, found_words, owner_of, party_name, target_name};
use crate::calendar::{Day, Moment, Unit};
use crate::evaluate::{Case, Duty, Entry, Obligation};
use crate::feed::{Happened, RowId};
use crate::model::{Counted, Deadline, EventId, LimitOf, PartyId, Place, RuleSet, RungLimit};
use crate::terms::Incomplete;

/// Counts again what evaluation has counted.
pub trait Clocks {
    /// The days that an obligation's clock counted and skipped, in order; empty where it counts no days.
    fn days(&self, case: &Case, obligation: &Obligation) -> Vec<Day>;
    /// When each of the two clocks runs out of which one decides, before pauses and extensions; None where there is
    /// but one, or one cannot be told.
    fn two(&self, case: &Case, obligation: &Obligation) -> Option<[Moment; 2]>;
    /// The due moment that one more extension of the obligation at this position, asked for in time, would have
    /// given; None where the rules offer none.
    fn extended(&self, case: &Case, obligation: usize) -> Option<Moment>;
}

/// The trace of a case.
#[must_use]
pub fn why(case: &Case, context: &Context<'_>, quotes: &Quotes<'_>, clocks: &dyn Clocks) -> WhyValue {
    let mut events = Vec::new();
    context.facts.events(case.ticket, &mut events);
    let tracer = Tracer {
        case,
        context,
        quotes,
        events: &events,
    };
    let rules = context.rules;
    let ticket = context.facts.ticket(case.ticket);
    WhyValue {
        version: 1,
        ticket: context.facts.number(case.ticket).to_owned(),
        kind: ticket
            .kind
            .and_then(|id| rules.kinds.get(id.index()))
            .map(|kind| kind.name.clone()),
        category: ticket.category.map(|id| category_path(rules, id)),
        handler: tracer.party(ticket.handler),
        owner: tracer.party(owner_of(context, ticket.category, context.as_of)),
        customer: None,
        same_case: tracer.same_case(),
        as_of: tracer.stamp(context.as_of),
        rules_version: version(case, context, &tracer),
        left_out: case.left_out.map(|at| tracer.stamp(at)),
        occurrence: case.occurrence,
        earlier: case
            .chain
            .iter()
            .map(|at| context.facts.number(*at).to_owned())
            .collect(),
        same_customer: rules.repeat.as_ref().is_some_and(|repeat| repeat.same_customer),
        obligations: (0..case.obligations.len())
            .filter_map(|at| tracer.obligation(at, clocks))
            .collect(),
        climb: tracer.climb(),
        held: tracer.held(),
        reminders: tracer.reminders(),
        leftovers: tracer.leftovers(),
        decisions: tracer.decisions(),
        findings: tracer.findings(),
        remarks: tracer.remarks(),
        on_trial: None,
    }
}

/// The version of the rules that governs a ticket; the newest where none does.
fn version(case: &Case, context: &Context<'_>, tracer: &Tracer<'_>) -> u32 {
    let rules = context.rules;
    let by = rules.effective.map(|(_, event)| event);
    let first = rules.first_event(context.facts.ticket(case.ticket).workflow);
    let at = |event| {
        tracer
            .events
            .iter()
            .find(|own| Some(own.event) == event)
            .map(|own| own.at)
    };
    let date = at(by).or_else(|| at(first)).map(|at| context.zone.local(at).date());
    let governing = date.and_then(|date| rules.version_on(date));
    governing.map_or(rules.version, |version| version.number)
}

/// The limit of an obligation: the row's, the rung's, the must's, the way back's, the schedule's.
#[must_use]
pub fn limit_of(rules: &RuleSet, case: &Case, obligation: &Obligation) -> Option<LimitOf> {
    let rung_of = |rung: u8| {
        let ladder = rules.ladders.get(case.ladder?.index())?;
        ladder.rungs.get(usize::from(rung).checked_sub(1)?)
    };
    match obligation.duty {
        Duty::Deadline(id) => {
            let rows = &rules.deadlines.get(id.index())?.rows;
            let row = rows.iter().find(|row| row.place == obligation.rule)?;
            Some(*row.limit.on(case.governed))
        }
        Duty::Rung(rung) => match &rung_of(rung)?.limit {
            RungLimit::Own { within, .. } => Some(LimitOf::Quantity(*within.on(case.governed))),
            RungLimit::AsDeadline(_) | RungLimit::Until(_) => None,
        },
        Duty::WayBack(_) => {
            let ladder = rules.ladders.get(case.ladder?.index())?;
            let mut exits = ladder.rungs.iter().flat_map(|rung| &rung.exits);
            let within = exits.find(|exit| exit.place == obligation.rule)?.within.as_ref()?;
            Some(LimitOf::Quantity(*within.on(case.governed)))
        }
        Duty::Must(rung, event) => {
            let must = rung_of(rung)?.must.iter().find(|must| must.event == event)?;
            Some(LimitOf::Quantity(*must.within.as_ref()?.on(case.governed)))
        }
        Duty::Schedule(id) => rules
            .schedules
            .get(id.index())
            .map(|schedule| LimitOf::Quantity(*schedule.within.on(case.governed))),
    }
}

/// The clock from the start that decides when a limit runs out; of two, by when each does.
#[must_use]
pub fn deciding(limit: LimitOf, two: Option<[Moment; 2]>) -> Option<Counted> {
    let mut clocks = limit.clocks();
    match (limit, two) {
        (LimitOf::Of(which, ..), Some([first, second])) if which.of(first, second) != first => clocks.nth(1),
        (LimitOf::Of(..), None) => None,
        _ => clocks.next(),
    }
}

struct Tracer<'a> {
    case: &'a Case,
    context: &'a Context<'a>,
    quotes: &'a Quotes<'a>,
    events: &'a [Happened],
}

impl Tracer<'_> {
    fn obligation(&self, at: usize, clocks: &dyn Clocks) -> Option<WhyObligation> {
        let (case, rules) = (self.case, self.context.rules);
        let one = case.obligations.get(at)?;
        let deadline = match one.duty {
            Duty::Deadline(id) => rules.deadlines.get(id.index()),
            _ => None,
        };
        let row = deadline.and_then(|deadline| deadline.rows.iter().find(|row| row.place == one.rule));
        let ladder = case.ladder.and_then(|ladder| rules.ladders.get(ladder.index()));
        let schedule = match one.duty {
            Duty::Schedule(id) => rules.schedules.get(id.index()).map(|schedule| schedule.in_force),
            _ => None,
        };
        let dated = row.and_then(|row| row.limit.since(case.governed));
        let since = (deadline.map(|deadline| deadline.in_force))
            .or(schedule)
            .or(ladder.map(|ladder| ladder.in_force))
            .and_then(|in_force| in_force.from)
            .max(dated)
            .or(rules.effective.map(|(from, _)| from));
        let counting = deadline.map(|deadline| &deadline.counting).or_else(|| {
            let ladder = rules.ladders.get(case.ladder?.index())?;
            Some(&ladder.counting)
        });
        let limit = limit_of(rules, case, one);
        let two = clocks.two(case, one);
        let unit = match limit.and_then(|limit| deciding(limit, two)) {
            Some(Counted::Quantity(quantity)) => Some(quantity.unit),
            Some(Counted::WorkingDay(_)) | None => None,
        };
        let of_two = match limit {
            Some(LimitOf::Of(which, ..)) => two.map(|two| WhyTwo {
                which,
                moments: two.map(|at| Stamp::end(self.context.zone, at)),
            }),
            _ => None,
        };
        let days = match unit {
            Some(Unit::WorkingDays) => counting.and_then(|counting| counting.working),
            Some(Unit::CalendarDays | Unit::Weeks | Unit::Months) => counting.and_then(|counting| counting.calendar),
            _ => None,
        };
        let stamp = |at: Option<Moment>| at.map(|at| self.stamp(at));
        let name = duty_name(rules, case.ladder, one.duty);
        Some(WhyObligation {
            deadline: name.to_string(),
            of_climb: name.rung.is_some(),
            rung: name.rung,
            must: name.event.map(str::to_owned),
            of_entry: case.entries.iter().any(|entry| entry.obligation == at),
            round: one.round,
            turn: Some(one.turn).filter(|turn| *turn > 0),
            party: self.party(one.party),
            state: one.state,
            rule: self.rule(one.rule),
            in_force_since: since,
            start: stamp(one.start),
            start_event: self.event_at(one.start, one.start_row).map(|event| self.event(event)),
            stands_in_for: deadline.map_or(Vec::new(), |deadline| self.stands_in_for(deadline, one)),
            start_row: one.start_row.map(|row| self.row(row)),
            counted_from: stamp(one.counted_from),
            days: clocks.days(case, one).into_iter().map(DayNote::from).collect(),
            counting: unit.zip(days),
            of_two,
            due: one.due.map(|at| Stamp::end(self.context.zone, at)),
            original_due: one.original_due.map(|at| Stamp::end(self.context.zone, at)),
            pauses: case
                .pauses
                .iter()
                .filter(|pause| pause.obligation == at)
                .map(|pause| WhyPause {
                    from: self.stamp(pause.from),
                    to: stamp(pause.to),
                    added_seconds: pause.added,
                    reasons: (pause.reasons.iter())
                        .filter_map(|at| deadline?.pauses.get(*at)?.reason.clone())
                        .collect(),
                })
                .collect(),
            extensions: case
                .extensions
                .iter()
                .filter(|extension| extension.obligation == at)
                .map(|extension| WhyExtension {
                    asked: self.stamp(extension.asked),
                    granted: self.stamp(extension.granted),
                })
                .collect(),
            done: stamp(one.done),
            done_event: self.event_at(one.done, one.done_row).map(|event| self.event(event)),
            done_row: one.done_row.map(|row| self.row(row)),
            late_working_seconds: one.late_working,
            late_elapsed_seconds: one.late_elapsed,
            charged_working_seconds: one.charged_working,
            missed_working_seconds: one.missed_working,
            missed_elapsed_seconds: one.missed_elapsed,
            no_breach: deadline.and_then(|own| own.no_breach).map(|place| self.rule(place)),
            missing_year: one.missing_year,
            ended_by: ended_by(rules, case, one.duty)
                .iter()
                .map(|id| self.event(*id))
                .collect(),
            ends_when: deadline
                .and_then(|own| own.ends_when.as_ref())
                .map(|(_, place)| self.rule(*place)),
            not_needed: deadline
                .and_then(|own| own.not_needed.as_ref().filter(|_| one.fell_away))
                .map(|(_, place)| self.rule(*place)),
            passed: deadline.map_or(Vec::new(), |deadline| self.passed(deadline, one)),
            otherwise: change(case, at, self.context, self.events, clocks),
        })
    }

    /// The end events that came while an obligation ran and did not end it. Where a rejection may have taken an end
    /// back nothing is told: what came before it may have ended it once.
    fn passed(&self, deadline: &Deadline, one: &Obligation) -> Vec<WhyPassed> {
        let flow = self.context.rules.workflows.get(deadline.workflow.index());
        let rejects = |event: &Happened| flow.is_some_and(|own| own.redo.contains(&event.event));
        let rejected = self.events.iter().any(rejects);
        let Some(start) = one.start.filter(|_| deadline.ends_when.is_some() && !rejected) else {
            return Vec::new();
        };
        let until = one.done.unwrap_or(self.context.as_of);
        let events = self.events.iter().filter(|event| {
            deadline.to.contains(&event.event) && (start..=until).contains(&event.at) && Some(event.row) != one.done_row
        });
        let passed = events.map(|event| WhyPassed {
            event: self.event(event.event),
            at: self.stamp(event.at),
            row: self.row(event.row),
        });
        passed.collect()
    }

    fn climb(&self) -> Vec<WhyEntry> {
        let title = |rung: u8| {
            let ladder = self.context.rules.ladders.get(self.case.ladder?.index())?;
            ladder.rungs.get(usize::from(rung).checked_sub(1)?)
        };
        self.case
            .entries
            .iter()
            .filter_map(|entry| {
                let own = self.case.obligations.get(entry.obligation)?;
                Some(WhyEntry {
                    round: entry.round,
                    rung: entry.rung,
                    title: title(entry.rung).map_or(String::new(), |rung| rung.title.clone()),
                    at: self.stamp(entry.at),
                    party: self.party(entry.party),
                    from_rung: entry.from_rung,
                    from_party: self.party(entry.from_party),
                    rule: self.rule(entry.trigger),
                    due: own.due.map(|due| Stamp::end(self.context.zone, due)),
                    state: own.state,
                })
            })
            .collect()
    }

    fn held(&self) -> Vec<WhyHeld> {
        let mut all: Vec<(Option<PartyId>, WhyHeld)> = Vec::new();
        for held in &self.case.held {
            let elapsed = held.to.0.saturating_sub(held.from.0);
            let lost =
                |entry: &&Entry| entry.at == held.to && entry.rung > entry.from_rung && entry.from_party == held.party;
            let until_rung = self.case.entries.iter().find(lost).map(|entry| entry.rung);
            match all.iter_mut().find(|(party, _)| *party == held.party) {
                Some((_, sum)) => {
                    sum.until_rung = until_rung;
                    sum.elapsed_seconds = sum.elapsed_seconds.saturating_add(elapsed);
                    sum.working_seconds = sum
                        .working_seconds
                        .zip(held.working)
                        .map(|(own, more)| own.saturating_add(more));
                }
                None => all.push((
                    held.party,
                    WhyHeld {
                        party: self.party(held.party),
                        working_seconds: held.working,
                        elapsed_seconds: elapsed,
                        until_rung,
                    },
                )),
            }
        }
        all.into_iter().map(|(_, held)| held).collect()
    }

    fn reminders(&self) -> Vec<WhyReminder> {
        let sent = |one: &crate::evaluate::Reminder| {
            let deadline = self.context.rules.deadlines.get(one.deadline.index())?;
            let own = deadline.reminders.get(one.statement)?;
            Some(WhyReminder {
                deadline: deadline.name.clone(),
                round: one.round,
                due: self.stamp(one.due),
                at: self.stamp(one.at),
                send_to: self.party(one.send_to),
                copies: one.copies.iter().filter_map(|copy| self.party(Some(*copy))).collect(),
                letter: own.letter.clone(),
                rule: self.rule(own.place),
            })
        };
        self.case.reminders.iter().filter_map(sent).collect()
    }

    fn leftovers(&self) -> Vec<WhyLeftover> {
        let left = |one: &crate::evaluate::Leftover| WhyLeftover {
            schedule: duty_name(self.context.rules, self.case.ladder, Duty::Schedule(one.schedule)).to_string(),
            rung: one.rung,
            party: self.party(one.party),
            since: self.stamp(one.since),
            last: self.stamp(one.last),
            months: one.months,
            ended: one.ended.map(|at| self.stamp(at)),
        };
        self.case.leftovers.iter().map(left).collect()
    }

    fn decisions(&self) -> Vec<WhyDecision> {
        let all = self.context.facts.decisions(self.case.ticket);
        let told = |own: &crate::evaluate::Decided| {
            let decision = all.get(own.position)?;
            Some(WhyDecision {
                kind: decision.kind.word(),
                at: self.stamp(decision.at),
                by: self.party(decision.by),
                about: target_name(self.context.rules, self.case.ladder, decision.about),
                reference: decision.reference.clone(),
                concerned: own.concerned,
                row: self.row(decision.row),
            })
        };
        self.case.decisions.iter().filter_map(told).collect()
    }

    fn findings(&self) -> Vec<WhyFinding> {
        let found = |hit: &crate::evaluate::Hit| {
            let found = found_words(self.context.rules, hit)?;
            Some(WhyFinding {
                finding: found.name.to_owned(),
                round: hit.round,
                party: self.party(hit.party),
                at: hit.at.map(|at| self.stamp(at)),
                lines: found.lines.iter().map(|place| self.rule(*place)).collect(),
                labels: found.labels.iter().map(|label| (*label).to_owned()).collect(),
                provisional: hit.provisional,
                counts_as: found.counts_as.map(Incomplete::word),
                not_raised: hit.demand.map(|demand| self.event(demand.event)),
                recorded: hit.demand.and_then(|demand| demand.recorded).map(|at| self.stamp(at)),
            })
        };
        self.case.hits.iter().filter_map(found).collect()
    }

    fn remarks(&self) -> Vec<WhyRemark> {
        self.case
            .remarks
            .iter()
            .map(|remark| WhyRemark {
                code: remark.code.0,
                event: remark.event.map(|event| self.event(event)),
                at: remark.at.map(|at| self.stamp(at)),
                row: self.row(remark.row),
            })
            .collect()
    }

    fn stamp(&self, at: Moment) -> Stamp {
        Stamp::of(self.context.zone, at)
    }

    fn party(&self, party: Option<PartyId>) -> Option<String> {
        party.map(|_| party_name(self.context.rules, party).to_owned())
    }

    fn event(&self, event: EventId) -> String {
        let events = &self.context.rules.events;
        events
            .get(event.index())
            .map_or(String::new(), |event| event.name.clone())
    }

    /// The event that was told at a moment by a row.
    fn event_at(&self, at: Option<Moment>, row: Option<RowId>) -> Option<EventId> {
        let (at, row) = (at?, row?);
        let happened = self.events.iter().find(|one| one.at == at && one.row == row)?;
        Some(happened.event)
    }

    /// The events from which a clock would rather run than from the one at which it started.
    fn stands_in_for(&self, deadline: &Deadline, one: &Obligation) -> Vec<String> {
        if deadline.else_from.is_empty() {
            return Vec::new();
        }
        let started = |event: &&Happened| {
            Some(event.at) == one.start
                && Some(event.row) == one.start_row
                && deadline.start_rank(event.event).is_some()
        };
        let event = self
            .events
            .iter()
            .filter(started)
            .filter_map(|event| deadline.start_rank(event.event))
            .min();
        deadline
            .starts()
            .take(event.unwrap_or(0))
            .map(|event| self.event(event))
            .collect()
    }

    fn row(&self, row: RowId) -> WhyRow {
        let feed = self.context.rules.feeds.get(usize::from(row.feed));
        WhyRow {
            file: feed.map_or(String::new(), |feed| feed.file.clone()),
            row: row.line,
        }
    }

    fn same_case(&self) -> Vec<WhyJoined> {
        let ticket = self.case.ticket;
        let joined = self.context.facts.joined(ticket).into_iter();
        joined
            .map(|joined| WhyJoined {
                ticket: joined.number,
                row: self.row(joined.row),
                to: self.row(self.context.facts.row(ticket)),
                rule: self.rule(joined.rule),
            })
            .collect()
    }

    fn rule(&self, place: Place) -> WhyRule {
        let file = self.context.rules.files.get(place.file as usize);
        WhyRule {
            file: file.map_or(String::new(), |file| file.name.clone()),
            line: place.line,
            // Rows of a table stand under each other by blanks, which say nothing in a quotation.
            text: self.quotes.of(place).split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}
