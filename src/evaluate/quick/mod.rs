//! The short answer: a ticket on which every event happened once and nothing was moved, rejected or reopened is judged
//! from the moments of its events, without being played instant by instant.
//!
//! `plain` decides for which rules that can be; a ticket that asks for more is left to the play. What comes out is the
//! same case, field by field: tests hold one against the other.

mod climb;
mod held;
mod own;
mod pauses;
mod plain;
mod write;

use super::run::Run;
use super::verdict::{Case, Entry};
use crate::calendar::Moment;
use crate::feed::{Facts, Timeline};
use crate::model::{CategoryId, DeadlineId, KindId, LimitOf, PartyId, RuleSet};
use crate::plan::Plan;
use own::Own;
use pauses::Stop;
use plain::Plain;

/// What is prepared for all tickets, and the desk on which one of them lies.
pub(super) struct Quick<'a> {
    /// By workflow; None: nothing of it has a short answer.
    plain: Vec<Option<Plain<'a>>>,
    desk: Desk,
}

/// What is known of one ticket. Reused from ticket to ticket.
struct Desk {
    /// By deadline: the row and what it grants, by kind and category, where these alone decide; None: not asked yet.
    rows: Vec<Vec<Option<Granted>>>,
    kinds: usize,
    categories: usize,
    /// The date of the ticket before, by its number.
    day: (i64, chrono::NaiveDate),

    at: Timeline,
    owns: Vec<Own>,
    stops: Vec<Stop>,
    spans: Vec<(Moment, Moment)>,
    entries: Vec<Entry>,
    /// Deadlines whose start has not come, with their party.
    waiting: Vec<(DeadlineId, Option<PartyId>)>,
    order: Vec<usize>,
    turns: Vec<Moment>,
}

/// The row that decides, and its limit; None: a fact is missing.
type Granted = Option<(usize, Option<LimitOf>)>;

impl<'a> Quick<'a> {
    pub(super) fn of(plan: &Plan<'a>) -> Quick<'a> {
        let workflows = 0..plan.rules.workflows.len();
        Quick {
            plain: workflows.map(|at| Plain::of(plan.rules, at.into())).collect(),
            desk: Desk::new(plan.rules),
        }
    }

    /// Judges a ticket that has a short answer; `case` is overwritten. None: it has to be played.
    pub(super) fn judge<F: Facts>(&mut self, run: &mut Run<'a, F>, number: usize, case: &mut Case) -> Option<()> {
        run.ticket = run.facts.ticket(number);
        let plain = self.plain.get(run.ticket.workflow.index())?.as_ref()?;
        self.desk.judge(plain, run, number, case)
    }
}

impl Desk {
    fn new(rules: &RuleSet) -> Desk {
        Desk {
            rows: vec![Vec::new(); rules.deadlines.len()],
            kinds: rules.kinds.len() + 1,
            categories: rules.categories.len() + 1,
            day: (i64::MIN, chrono::NaiveDate::MIN),
            at: Timeline::new(rules.events.len()),
            owns: Vec::new(),
            stops: Vec::new(),
            spans: Vec::new(),
            entries: Vec::new(),
            waiting: Vec::new(),
            order: Vec::new(),
            turns: Vec::new(),
        }
    }

    fn judge<'a, F: Facts>(
        &mut self,
        plain: &Plain<'a>,
        run: &mut Run<'a, F>,
        number: usize,
        case: &mut Case,
    ) -> Option<()> {
        let plan = run.plan;
        (run.number, run.left_out) = (number, None);
        run.flow = &plan.flows[run.ticket.workflow.index()];
        (run.handler, run.category) = (run.ticket.handler, run.ticket.category);
        if !run.facts.timeline(number, run.as_of, &mut self.at) || !run.facts.decisions(number).is_empty() {
            return None;
        }
        if run.flow.co_handled && !run.facts.co_handlers(number).is_empty() {
            return None;
        }
        let at = &self.at;
        let accepted = at.at(run.flow.first?);
        for event in at.told() {
            if plain.hinders[event.index()] || at.at(*event) < accepted {
                return None;
            }
        }
        if accepted == Timeline::NEVER {
            // What happened before its acceptance is left to the play.
            return None;
        }
        run.accepted = Some(accepted);
        run.occurrence = run.repeats.occurrence(number);
        self.date(run, accepted)?;
        if let Some(when) = run.ticket.kind.and_then(|kind| plain.kinds.get(kind.index()).copied()?)
            && run.judge(when) == super::Truth::No
        {
            return None;
        }
        run.remarks.clear();
        self.order(plain, run)?;
        run.ladder = run.choose_ladder();
        self.owns.clear();
        self.stops.clear();
        self.waiting.clear();
        self.entries.clear();
        for versions in &run.flow.deadlines {
            if let Some(deadline) = run.version(versions) {
                self.start(plain, run, deadline)?;
            }
        }
        let at_rung = self.climb(plain, run)?;
        self.write(run, at_rung, case)
    }

    /// The date of the ticket; None: nothing of the rules governs it.
    fn date<'a, F: Facts>(&mut self, run: &mut Run<'a, F>, accepted: Moment) -> Option<()> {
        let (plan, rules) = (run.plan, run.plan.rules);
        let governing = rules.effective.map_or(accepted, |(_, event)| {
            let own = self.at.at(event);
            if own == Timeline::NEVER { accepted } else { own }
        });
        let (day, _) = plan.zone.day_and_second(governing);
        if day != self.day.0 {
            self.day = (day, plan.zone.local(governing).date());
        }
        let date = self.day.1;
        run.governed = Some(date);
        let governs = rules.effective.is_none_or(|(from, _)| date >= from) && rules.version_on(date).is_some();
        governs.then_some(())
    }

    /// The order of events: steps left out are told; steps in another order are left to the play.
    fn order<'a, F: Facts>(&self, plain: &Plain<'a>, run: &mut Run<'a, F>) -> Option<()> {
        let (mut last, mut seen, mut highest) = (Moment(i64::MIN), 0u64, None);
        for event in &plain.order {
            let at = self.at.at(*event);
            if at == Timeline::NEVER {
                continue;
            }
            if at < last {
                return None;
            }
            let bit = 1u64.checked_shl(u32::from(run.flow.step[event.index()]?))?;
            (last, seen, highest) = (at, seen | bit, Some((*event, bit)));
        }
        let skipped = highest.filter(|(_, bit)| seen & (bit - 1) != bit - 1);
        if let Some((event, _)) = skipped.filter(|(event, _)| !run.is_foreseen(seen, *event)) {
            run.remarks.push(super::Remark {
                code: super::remark::ORDER_SKIPPED,
                event: Some(event),
                at: Some(last),
                row: self.at.row(event),
            });
        }
        Some(())
    }

    /// The row of a deadline: by kind and category where these alone decide.
    fn row<'a, F: Facts>(&mut self, plain: &Plain<'a>, run: &Run<'a, F>, deadline: DeadlineId) -> Granted {
        if !plain.closed_rows[deadline.index()] {
            return run.row(deadline);
        }
        let kind = run.ticket.kind.map_or(0, |kind: KindId| kind.index() + 1);
        let category = run.category.map_or(0, |category: CategoryId| category.index() + 1);
        let known = &mut self.rows[deadline.index()];
        if known.is_empty() {
            known.resize(self.kinds * self.categories, None);
        }
        *known[kind * self.categories + category].get_or_insert_with(|| run.row(deadline))
    }
}
