//! What is seen at a glance: that every clock of a plain ticket was stopped well in time.
//!
//! Most tickets are like that. They are looked over a chunk at a time, column by column, and what speaks against a glance
//! is sifted out first. No due moment is reckoned for the rest: that less was worked between start and end than is
//! granted says enough; only where a span of time is asked for are they reckoned, to see what falls into it. Whatever
//! takes a closer look is laid out by itself.

use super::Desk;
use super::owed::{Owed, moment, only_end, second};
use super::plain::Plain;
use super::punctual::{Asked, Punctual};
use super::told::Told;
use crate::calendar::Moment;
use crate::evaluate::Within;
use crate::evaluate::in_time::InTime;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::Case;
use crate::feed::{Chunk, Facts};
use crate::model::{EventId, LimitOf, PartyId, RuleSet};
use crate::plan::Flow;
use std::ops::Range;

/// A stretch of time, in seconds since 1970: from, to.
type Stretch = (u32, u32);

/// A span of time of which something may be asked: its first moment, and its end.
pub(super) type Span = (Moment, Moment);

/// What a glance at a ticket has seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// It takes a closer look.
    Little,
    /// It is done with: counted, or nothing of it falls into the span that is asked for.
    All,
    /// It is in time, and what of it falls into the span is known without its case.
    Known,
    /// It is in time, and something of it falls into the span: its number among what was told.
    Told(usize),
}

/// What is asked of a chunk that is not only counted.
pub(super) struct Sought<'k> {
    /// What falls into this span of time.
    pub span: Span,
    /// What metrics ask a punctual ticket for, where that is no more than events, its kind and its category.
    pub asked: Option<&'k Asked>,
    /// Whether the case of a punctual ticket is not needed.
    pub known: &'k mut dyn FnMut(&Punctual<'_>) -> bool,
}

/// A chunk of tickets that are looked over. Reused from chunk to chunk.
pub(super) struct Glance {
    chunk: Chunk,
    /// The first of its tickets.
    first: usize,
    /// By ticket.
    seen: Vec<Seen>,
    told: Told,
    /// By ticket: 1 while no column speaks against a glance.
    fits: Vec<u32>,
    /// By ticket: the last step of the order so far.
    last: Vec<u32>,
    /// By ticket: a bit for each step of the order that was taken.
    steps: Vec<u32>,
    one: One,
}

/// What one of them came to.
#[derive(Default)]
struct One {
    /// From when to when its deadlines ran, and who answered.
    ran: Vec<(Stretch, Option<PartyId>)>,
    /// Who is to answer for deadlines whose start has not come.
    not_started: Vec<Option<PartyId>>,
    /// When they were paused, whoever answered.
    paused: Vec<(Stretch, Option<PartyId>)>,
    /// Who held it, where that is wanted, and for how many working seconds; None: beyond the cover.
    held: Vec<(PartyId, Option<i64>)>,
}

impl Glance {
    pub(super) fn new(rules: &RuleSet) -> Glance {
        Glance {
            chunk: Chunk::new(rules.events.len()),
            first: 0,
            seen: Vec::new(),
            told: Told::default(),
            fits: Vec::new(),
            last: Vec::new(),
            steps: Vec::new(),
            one: One::default(),
        }
    }

    /// Whether a ticket was done with when its chunk was looked over.
    pub(super) fn has_done_with(&self, ticket: usize) -> bool {
        self.seen(ticket) == Seen::All
    }

    /// Whether a ticket was seen to be in time, and something of it to fall into the span that was asked for.
    pub(super) fn has_told(&self, ticket: usize) -> bool {
        matches!(self.seen(ticket), Seen::Told(_) | Seen::Known)
    }

    /// Whether its case is not needed.
    pub(super) fn is_known(&self, ticket: usize) -> bool {
        self.seen(ticket) == Seen::Known
    }

    fn seen(&self, ticket: usize) -> Seen {
        let at = ticket.checked_sub(self.first);
        at.and_then(|at| self.seen.get(at)).copied().unwrap_or(Seen::Little)
    }

    /// Writes the case of a ticket of which enough was seen, unless it is not needed; None: it takes a closer look.
    pub(super) fn tell<'a, F: Facts>(
        &self,
        desk: &mut Desk,
        run: &mut Run<'a, F>,
        ticket: usize,
        known: &mut dyn FnMut(&Punctual<'_>) -> bool,
        case: &mut Case,
    ) -> Option<Within> {
        let Seen::Told(told) = self.seen(ticket) else {
            return None;
        };
        let has = |event| second(self.chunk.column(event), ticket - self.first) != Chunk::NEVER;
        self.told.write(desk, run, (ticket, told), &has, known, case)
    }

    /// Looks a chunk over. Without a span the tickets that are seen to be in time are counted; where one is asked for, it
    /// is seen of them what falls into it.
    pub(super) fn look_over<'a, F: Facts>(
        &mut self,
        desk: &mut Desk,
        plain: &[Option<Plain<'a>>],
        run: &mut Run<'a, F>,
        tickets: Range<usize>,
        mut sought: Option<Sought<'_>>,
    ) {
        run.facts.chunk(tickets.clone(), run.as_of, &mut self.chunk);
        self.first = tickets.start;
        self.seen.clear();
        self.seen.resize(tickets.len(), Seen::Little);
        self.told.clear();
        let plan = run.plan;
        for (workflow, plain) in plain.iter().enumerate() {
            let flow = &plan.flows[workflow];
            let (Some(plain), Some(first)) = (plain, flow.first) else {
                continue;
            };
            if sought.is_some() && plan.rules.effective.is_none_or(|(_, event)| event == first) {
                self.pass_what_is_later(run, workflow, first);
            }
            if self.seen.iter().all(|seen| *seen == Seen::All) || !self.sift(plain, flow, first) {
                continue;
            }
            run.flow = flow;
            let Glance {
                chunk,
                fits,
                seen,
                told,
                one,
                ..
            } = self;
            let mut owed = Owed::of(plan, flow, chunk);
            for at in (0..tickets.len()).filter(|at| fits[*at] == 1 && chunk.is_whole(*at)) {
                let number = tickets.start + at;
                run.ticket = run.facts.ticket(number);
                let governed = run.ticket.workflow.index() == workflow
                    && desk.open(run, number).is_some()
                    && desk
                        .govern(plain, run, chunk.at(first, at), |event| chunk.at(event, at))
                        .is_some();
                if !governed || may_climb_in_time(plain, run) {
                    continue;
                }
                match &mut sought {
                    None if one.look(desk, plain, run, &mut owed, at).is_some() => {
                        one.count(&mut desk.in_time);
                        seen[at] = Seen::All;
                    }
                    Some(sought) if desk.lay_out_in_time(plain, run, &mut owed, at).is_some() => {
                        if !desk.falls_into(sought.span, run.accepted) {
                            seen[at] = Seen::All;
                            continue;
                        }
                        let punctual = sought.punctual(desk, run, |event| chunk.at(event, at));
                        if punctual.is_some_and(|own| (sought.known)(&own)) {
                            seen[at] = Seen::Known;
                        } else if chunk.is_by_row() && !run.holding {
                            let asked = punctual.map(|own| own.asked);
                            seen[at] = Seen::Told(told.push(run, (&desk.owns, &desk.waiting), asked));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Of what is not accepted yet nothing falls into any span.
    fn pass_what_is_later<F: Facts>(&mut self, run: &Run<'_, F>, workflow: usize, first: EventId) {
        let accepted = self.chunk.column(first).iter().zip(&mut self.seen);
        for (at, (accepted, seen)) in accepted.enumerate() {
            let later = *accepted == Chunk::NEVER && self.chunk.is_whole(at);
            if later && run.facts.workflow(self.first + at).index() == workflow {
                *seen = Seen::All;
            }
        }
    }

    /// Marks the tickets against which no column speaks: accepted first of all, without an event that hinders, and with
    /// the steps of the order one after the other from the first on. False: their order is too long to look over.
    fn sift(&mut self, plain: &Plain<'_>, flow: &Flow, first: EventId) -> bool {
        let Glance {
            chunk,
            fits,
            last,
            steps,
            ..
        } = self;
        for column in [&mut *fits, &mut *last, &mut *steps] {
            column.clear();
            column.resize(chunk.len(), 0);
        }
        let accepted = chunk.column(first);
        for (fits, accepted) in fits.iter_mut().zip(accepted) {
            *fits = u32::from(*accepted != Chunk::NEVER);
        }
        for column in chunk.columns() {
            for ((fits, accepted), at) in fits.iter_mut().zip(accepted).zip(column) {
                *fits &= u32::from(at >= accepted);
            }
        }
        for hinder in &plain.hinders {
            for (fits, at) in fits.iter_mut().zip(chunk.column(*hinder)) {
                *fits &= u32::from(*at == Chunk::NEVER);
            }
        }
        for event in &plain.order {
            let step = flow.step[event.index()].map_or(u32::MAX, u32::from);
            let Some(bit) = 1u32.checked_shl(step) else {
                return false;
            };
            let told = last.iter_mut().zip(steps.iter_mut()).zip(fits.iter_mut());
            for (((last, steps), fits), at) in told.zip(chunk.column(*event)) {
                let came = *at != Chunk::NEVER;
                *fits &= u32::from(at >= last);
                *last = if came { *at } else { *last };
                *steps |= if came { bit } else { 0 };
            }
        }
        for (fits, steps) in fits.iter_mut().zip(steps.iter()) {
            *fits &= u32::from(*steps & steps.wrapping_add(1) == 0);
        }
        true
    }
}

impl Sought<'_> {
    /// What is laid out in time, where its case may not be needed; `at`: when an event came.
    pub(super) fn punctual<'d, F: Facts>(
        &self,
        desk: &'d Desk,
        run: &Run<'_, F>,
        at: impl Fn(EventId) -> Moment,
    ) -> Option<Punctual<'d>> {
        let asked = self.asked.filter(|_| run.occurrence == 1 && !run.holding);
        asked.map(|asked| desk.punctual(run, asked, at))
    }
}

/// Whether a rung may be entered though nothing is late.
fn may_climb_in_time<'a, F: Facts>(plain: &Plain<'a>, run: &Run<'a, F>) -> bool {
    let Some(ladder) = run.ladder else {
        return false;
    };
    let Some(climb) = plain.ladders.get(ladder.index()).and_then(Option::as_ref) else {
        return true;
    };
    let mut triggers = climb.triggers.iter().flatten();
    triggers.any(|trigger| trigger.late.is_none() && trigger.holds(run))
}

impl One {
    fn clear(&mut self) {
        self.ran.clear();
        self.not_started.clear();
        self.paused.clear();
        self.held.clear();
    }

    /// Looks at a ticket; None: it takes a closer look.
    fn look<'a, F: Facts>(
        &mut self,
        desk: &mut Desk,
        plain: &Plain<'a>,
        run: &mut Run<'a, F>,
        owed: &mut Owed<'_, 'a>,
        ticket: usize,
    ) -> Option<()> {
        self.clear();
        let plan = run.plan;
        for (deadline, ready) in &mut owed.0 {
            if !desk.day.as_ref()?.deadlines.contains(deadline) {
                continue;
            }
            let start = ready.start(ticket);
            let granted = desk.row(plain, run, *deadline);
            let Some(start) = start else {
                self.not_started.extend(desk.awaited(run, granted, ready.responsible));
                continue;
            };
            let done = only_end(&ready.ends, start, ticket).filter(|_| ready.own.no_breach.is_none())?;
            let (_, Some(LimitOf::Quantity(quantity))) = granted? else {
                return None;
            };
            run.now = moment(start);
            let (party, keeper) = ready.answer(*deadline, run);
            // What is in time without its pauses is so with them: they move the due moment back.
            if !plan
                .keeper(keeper)
                .outlasts(plan, moment(start), moment(done), quantity)
            {
                return None;
            }
            for (from, to) in &ready.pauses {
                let (from, to) = (second(from, ticket), second(to, ticket));
                if from > done {
                    continue;
                }
                // What touches an end, another pause or what else runs takes a closer look.
                let touches = |((begin, end), _): &(Stretch, _)| from <= *end && *begin <= to;
                if from <= start || to <= from || to >= done || self.paused.iter().any(touches) {
                    return None;
                }
                self.paused.push(((from, to), party));
            }
            self.ran.push(((start, done), party));
        }
        match run.holding {
            true => self.held_by_one(run),
            false => Some(()),
        }
    }

    /// Who held the ticket, where it was one party, but for pauses of what alone ran then.
    fn held_by_one<'a, F: Facts>(&mut self, run: &Run<'a, F>) -> Option<()> {
        let Some(((mut from, mut to), party)) = self.ran.first().copied() else {
            return Some(());
        };
        for ((start, done), other) in &self.ran {
            if *start > to || *done < from || *other != party {
                return None;
            }
            (from, to) = (from.min(*start), to.max(*done));
        }
        let party = party?;
        let alone = |((pause, _), _): &(Stretch, _)| self.ran.iter().filter(|((_, done), _)| done > pause).count() == 1;
        if !self.paused.iter().all(alone) {
            return None;
        }
        let keeper = run.plan.keeper(run.plan.of_ladder(run.ladder?, Some(party)));
        self.paused.sort_unstable();
        let mut hold = |from, to| {
            let working = keeper.working_seconds(run.plan, moment(from), moment(to));
            self.held.push((party, working));
        };
        for ((pause, back), _) in &self.paused {
            hold(from, *pause);
            from = *back;
        }
        hold(from, to);
        Some(())
    }

    /// Counts the ticket.
    fn count(&self, counted: &mut InTime) {
        counted.tickets += 1;
        for (_, party) in &self.ran {
            counted.count(*party, |own| own.done += 1);
        }
        for party in &self.not_started {
            counted.count(*party, |own| own.not_started += 1);
        }
        for ((from, to), party) in &self.paused {
            counted.count(*party, |own| own.pause(i64::from(to - from)));
        }
        for (party, working) in &self.held {
            counted.count(Some(*party), |own| own.hold(*working));
        }
    }
}
