//! The short answer: a ticket on which every event happened once and nothing was moved, rejected or reopened is judged
//! from the moments of its events, without being played instant by instant.
//!
//! `plain` decides for which rules that can be; a ticket that asks for more is left to the play. What comes out is the
//! same case, field by field: tests hold one against the other.

mod brief;
mod climb;
mod glance;
mod held;
mod owed;
mod own;
mod pauses;
mod plain;
mod punctual;
mod told;
mod within;
mod write;

use super::Truth;
use super::Within;
use super::in_time::InTime;
use super::run::Run;
use super::verdict::{Case, Entry, Held};
use crate::calendar::Moment;
use crate::feed::{Facts, Timeline};
use crate::model::{CategoryId, DeadlineId, EventId, KindId, LadderId, LimitOf, PartyId, RuleSet, WorkflowId};
use crate::plan::Plan;
use glance::{Glance, Sought, Span};
use own::Own;
use pauses::Stop;
use plain::Plain;
use punctual::Asked;
pub use punctual::{AskedOf, Done, Punctual};
use std::ops::Range;

/// What is prepared for all tickets, and the desk on which one of them lies.
pub(super) struct Quick<'a> {
    /// By workflow; None: nothing of it has a short answer.
    plain: Vec<Option<Plain<'a>>>,
    /// Whether all metrics can be held against a ticket that has a short answer.
    measurable: bool,
    /// None: metrics ask a punctual ticket for more than events, its kind and its category.
    asked: Option<Asked>,
    glance: Glance,
    desk: Desk,
}

/// What is known of one ticket. Reused from ticket to ticket.
struct Desk {
    /// By deadline: the row and what it grants, by kind and category, where these alone decide; None: not asked yet.
    rows: Vec<Vec<Option<Granted>>>,
    kinds: usize,
    categories: usize,
    /// The day of the ticket before, since most come on the same.
    day: Option<Day>,

    at: Timeline,
    owns: Vec<Own>,
    stops: Vec<Stop>,
    spans: Vec<(Moment, Moment)>,
    entries: Vec<Entry>,
    /// Deadlines whose start has not come, with their party.
    waiting: Vec<(DeadlineId, Option<PartyId>)>,
    order: Vec<usize>,
    turns: Vec<Moment>,
    held: Vec<Held>,
    /// What was judged in brief.
    in_time: InTime,
}

/// A day by whose rules tickets of a workflow are judged.
struct Day {
    number: i64,
    workflow: WorkflowId,
    date: chrono::NaiveDate,
    /// Whether the rules are in force.
    governs: bool,
    /// The deadlines in force.
    deadlines: Vec<DeadlineId>,
    /// The ladder, where the day alone decides it.
    ladder: Option<LadderId>,
}

/// The row that decides, and its limit; None: a fact is missing.
type Granted = Option<(usize, Option<LimitOf>)>;

impl<'a> Quick<'a> {
    pub(super) fn of(plan: &Plan<'a>) -> Quick<'a> {
        let workflows = 0..plan.rules.workflows.len();
        Quick {
            plain: workflows.map(|at| Plain::of(plan.rules, at.into())).collect(),
            measurable: plain::are_measurable(plan.rules),
            asked: Asked::of(plan.rules),
            glance: Glance::new(plan.rules),
            desk: Desk::new(plan.rules),
        }
    }

    /// Judges a ticket that has a short answer; `case` is overwritten. None: it has to be played.
    pub(super) fn judge<F: Facts>(&mut self, run: &mut Run<'a, F>, number: usize, case: &mut Case) -> Option<()> {
        let (desk, plain) = self.take_up(run, number)?;
        let at_rung = desk.lay_out(plain, run)?;
        desk.write_laid_out(run, at_rung, case)
    }

    /// Looks a chunk over: what is seen to be in time at a glance is counted.
    pub(super) fn look_over<F: Facts>(&mut self, run: &mut Run<'a, F>, tickets: Range<usize>) {
        if self.measures(run) {
            self.glance.look_over(&mut self.desk, &self.plain, run, tickets, None);
        }
    }

    /// Looks a chunk over, and sees what falls into a span of time.
    pub(super) fn look_over_within<F: Facts>(
        &mut self,
        run: &mut Run<'a, F>,
        tickets: Range<usize>,
        span: Span,
        known: &mut dyn FnMut(&Punctual<'_>) -> bool,
    ) {
        if self.measures(run) {
            let asked = self.asked.as_ref();
            let sought = Some(Sought { span, asked, known });
            let (desk, plain) = (&mut self.desk, &self.plain);
            self.glance.look_over(desk, plain, run, tickets, sought);
        }
    }

    /// The same, and true where all clocks were stopped in time: then it was counted, and `case` is worthless.
    pub(super) fn judge_briefly<F: Facts>(
        &mut self,
        run: &mut Run<'a, F>,
        number: usize,
        case: &mut Case,
    ) -> Option<bool> {
        if self.glance.has_done_with(number) {
            return Some(true);
        }
        let (desk, plain) = self.take_up(run, number)?;
        let at_rung = desk.lay_out(plain, run)?;
        let brief = desk.is_in_time();
        match brief {
            true => desk.count(run),
            false => desk.write_laid_out(run, at_rung, case)?,
        }
        Some(brief)
    }

    /// Judges a ticket of which only what falls into a span of time is to be told; where its clocks were all stopped in
    /// time, `known` may say that its case is not needed.
    pub(super) fn judge_within<F: Facts>(
        &mut self,
        run: &mut Run<'a, F>,
        number: usize,
        span: Span,
        known: &mut dyn FnMut(&Punctual<'_>) -> bool,
        case: &mut Case,
    ) -> Option<Within> {
        if self.glance.has_done_with(number) {
            return Some(Within::Nothing);
        }
        if self.glance.is_known(number) {
            return Some(Within::Known);
        }
        if let Some(told) = self.glance.tell(&mut self.desk, run, number, known, case) {
            return Some(told);
        }
        if !self.measures(run) {
            return None;
        }
        let plain = self.desk.take_up(&self.plain, run, number)?;
        let at_rung = self.desk.lay_out(plain, run)?;
        if !self.desk.falls_into(span, run.accepted) {
            return Some(Within::Nothing);
        }
        let asked = self.asked.as_ref().filter(|_| self.desk.is_in_time());
        let sought = Sought { span, asked, known };
        let punctual = sought.punctual(&self.desk, run, |event| self.desk.at.at(event));
        if punctual.is_some_and(|own| (sought.known)(&own)) {
            return Some(Within::Known);
        }
        let asked = punctual.map(|own| own.asked);
        self.desk.write_laid_out(run, at_rung, case)?;
        Some(Within::Written(asked))
    }

    /// Takes a ticket up: the desk on which it lies, and what is plain about its workflow. None: it has to be played.
    fn take_up<F: Facts>(&mut self, run: &mut Run<'a, F>, number: usize) -> Option<(&mut Desk, &Plain<'a>)> {
        if !self.measures(run) {
            return None;
        }
        let Quick { plain, desk, .. } = self;
        let plain = desk.take_up(plain, run, number)?;
        Some((desk, plain))
    }

    /// Whether short answers tell all that the run is to measure.
    fn measures<F: Facts>(&self, run: &Run<'a, F>) -> bool {
        !run.measuring || self.measurable
    }

    /// Whether a ticket was done with when it was looked over.
    pub(super) fn has_done_with(&self, number: usize) -> bool {
        self.glance.has_done_with(number)
    }

    /// Whether it was seen what of a ticket falls into the span that was asked for.
    pub(super) fn has_told(&self, number: usize) -> bool {
        self.glance.has_told(number)
    }

    /// Hands out what counts of the tickets that were judged in brief.
    pub(super) fn take_in_time(&mut self) -> InTime {
        self.desk.in_time.take()
    }
}

impl Desk {
    fn new(rules: &RuleSet) -> Desk {
        Desk {
            rows: vec![Vec::new(); rules.deadlines.len()],
            kinds: rules.kinds.len() + 1,
            categories: rules.categories.len() + 1,
            day: None,
            at: Timeline::new(rules.events.len()),
            owns: Vec::new(),
            stops: Vec::new(),
            spans: Vec::new(),
            entries: Vec::new(),
            waiting: Vec::new(),
            order: Vec::new(),
            turns: Vec::new(),
            held: Vec::new(),
            in_time: InTime::new(rules),
        }
    }

    /// Takes a ticket up, with what is plain about its workflow. None: it has to be played.
    fn take_up<'p, 'a, F: Facts>(
        &mut self,
        plain: &'p [Option<Plain<'a>>],
        run: &mut Run<'a, F>,
        number: usize,
    ) -> Option<&'p Plain<'a>> {
        run.ticket = run.facts.ticket(number);
        let plain = plain.get(run.ticket.workflow.index())?.as_ref()?;
        let plan = run.plan;
        run.flow = &plan.flows[run.ticket.workflow.index()];
        self.open(run, number)?;
        if !run.facts.timeline(number, run.as_of, &mut self.at) {
            return None;
        }
        let accepted = self.at.at(run.flow.first?);
        // What happened before its acceptance is left to the play.
        if accepted == Timeline::NEVER || self.at.first() < accepted {
            return None;
        }
        if plain.hinders.iter().any(|event| self.at.at(*event) != Timeline::NEVER) {
            return None;
        }
        let at = std::mem::take(&mut self.at);
        let governed = self.govern(plain, run, accepted, |event| at.at(event));
        self.at = at;
        governed?;
        run.remarks.clear();
        self.order(plain, run)?;
        Some(plain)
    }

    /// Opens a ticket whose workflow is known, and looks at what may be told of it beside its events. None: it has to be
    /// played.
    fn open<'a, F: Facts>(&mut self, run: &mut Run<'a, F>, number: usize) -> Option<()> {
        (run.number, run.left_out) = (number, None);
        (run.handler, run.category) = (run.ticket.handler, run.ticket.category);
        run.occurrence = run.repeats.occurrence(number);
        let co_handled = || run.flow.co_handled && !run.facts.co_handlers(number).is_empty();
        (run.facts.decisions(number).is_empty() && !co_handled()).then_some(())
    }

    /// Finds by which rules the opened ticket is judged. None: none governs it, or it contradicts its kind.
    fn govern<'a, F: Facts>(
        &mut self,
        plain: &Plain<'a>,
        run: &mut Run<'a, F>,
        accepted: Moment,
        at: impl Fn(EventId) -> Moment,
    ) -> Option<()> {
        run.accepted = Some(accepted);
        let governing = match run.plan.rules.effective.map(|(_, event)| at(event)) {
            Some(own) if own != Timeline::NEVER => own,
            _ => accepted,
        };
        if !self.turn_to_day(plain, run, governing)? {
            return None;
        }
        if let Some(when) = run.ticket.kind.and_then(|kind| plain.kinds.get(kind.index()).copied()?)
            && run.judge(when) == Truth::No
        {
            return None;
        }
        if plain.ladder_by_case {
            run.ladder = run.choose_ladder();
        }
        Some(())
    }

    /// Nothing is owed.
    fn clear(&mut self) {
        self.owns.clear();
        self.stops.clear();
        self.waiting.clear();
        self.entries.clear();
    }

    /// Writes the case that was laid out.
    fn write_laid_out<'a, F: Facts>(&mut self, run: &mut Run<'a, F>, at_rung: u8, case: &mut Case) -> Option<()> {
        let at = std::mem::take(&mut self.at);
        let written = self.write(run, at_rung, &|event| at.at(event) != Timeline::NEVER, case);
        self.at = at;
        written
    }

    /// Lays out what is owed on the ticket that was taken up; the rung at which it stands. None: it has to be played.
    fn lay_out<'a, F: Facts>(&mut self, plain: &Plain<'a>, run: &mut Run<'a, F>) -> Option<u8> {
        self.clear();
        for at in 0..self.day.as_ref()?.deadlines.len() {
            let deadline = self.day.as_ref()?.deadlines[at];
            self.start(plain, run, deadline)?;
        }
        self.climb(plain, run)
    }

    /// Takes up the rules of the date of a moment; whether any of them is in force.
    fn turn_to_day<'a, F: Facts>(
        &mut self,
        plain: &Plain<'a>,
        run: &mut Run<'a, F>,
        governing: Moment,
    ) -> Option<bool> {
        let (plan, rules) = (run.plan, run.plan.rules);
        let (number, _) = plan.zone.day_and_second(governing);
        let workflow = run.ticket.workflow;
        if self
            .day
            .as_ref()
            .is_none_or(|day| (day.number, day.workflow) != (number, workflow))
        {
            let date = plan.zone.local(governing).date();
            run.governed = Some(date);
            let mut deadlines = self.day.take().map_or(Vec::new(), |day| day.deadlines);
            deadlines.clear();
            deadlines.extend(run.flow.deadlines.iter().filter_map(|versions| run.version(versions)));
            let in_force = rules.effective.is_none_or(|(from, _)| date >= from);
            let ladder = match plain.ladder_by_case {
                true => None,
                false => run.choose_ladder(),
            };
            self.day = Some(Day {
                number,
                workflow,
                date,
                governs: in_force && rules.version_on(date).is_some(),
                deadlines,
                ladder,
            });
        }
        let day = self.day.as_ref()?;
        (run.governed, run.ladder) = (Some(day.date), day.ladder);
        Some(day.governs)
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
