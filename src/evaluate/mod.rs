//! (plan, facts, as-of) → cases. Pure: no clock, no zone of the machine, no file.
//!
//! A ticket is played event by event (`run`, `round`; `ending`, `turn`, `pausing`, `moving`, `extension`, `promise`), its obligations run
//! on clocks (`live`, `pause`), it climbs (`ladder`), and at the end its verdict is written (`finish`). Only `repeat` looks beyond one ticket.
//! A ticket on which nothing unusual happened has a short answer (`quick`), which is the same case without a play. What is on
//! trial is judged apart (`trial`).

mod answering;
mod chunks;
mod co_handlers;
mod condition;
mod decided;
mod ending;
mod example;
mod extension;
mod finding;
mod finish;
mod held;
mod in_time;
mod ladder;
mod live;
mod measured;
mod moving;
mod needed;
mod pause;
mod pausing;
mod promise;
mod quick;
mod remark;
mod reminding;
mod repeat;
mod round;
mod run;
mod schedule;
mod trial;
mod turn;
mod verdict;

pub use chunks::{CHUNK, in_chunks};
pub use condition::Truth;
pub use example::{ExampleFacts, Got, Outcome, Played, play_tickets, trial_plan};
pub use in_time::{InTime, PartyInTime};
pub use quick::{AskedOf, Done, Punctual};
pub use repeat::Repeats;
pub use verdict::{
    Case, Decided, Demand, Duty, Entry, Extension, Held, Hit, Leftover, Measured, Obligation, Outside, PauseSpan,
    Remark, Reminder, State,
};

use crate::calendar::Moment;
use crate::feed::Facts;
use crate::plan::Plan;
use std::ops::Range;

/// What was found of a ticket of which only what falls into a span of time is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Nothing falls into it; the case is worthless.
    Nothing,
    /// It was known without its case, which is worthless.
    Known,
    /// The case is overwritten. Where it is that of a punctual ticket: [`Punctual::asked`].
    Written(Option<AskedOf>),
}

/// Judges tickets one by one. One for each thread; tickets may come in any order.
pub struct Evaluator<'a, F: Facts> {
    run: run::Run<'a, F>,
    quick: quick::Quick<'a>,
}

impl<'a, F: Facts> Evaluator<'a, F> {
    /// `holding`: whether [`Case::held`] is wanted.
    pub fn new(plan: &'a Plan<'a>, facts: &'a F, repeats: &'a Repeats, as_of: Moment, holding: bool) -> Self {
        Evaluator {
            run: run::Run::new(plan, facts, repeats, as_of, holding),
            quick: quick::Quick::of(plan),
        }
    }

    /// Also holds the metrics of the rules against every ticket: [`Case::measured`].
    #[must_use]
    pub fn measuring(mut self) -> Self {
        self.run.measuring = true;
        self
    }

    /// Looks over some tickets that are then judged in brief, each once: most of them are quickly seen to be in time.
    /// What is seen is counted by now.
    pub fn look_over(&mut self, tickets: Range<usize>) {
        self.quick.look_over(&mut self.run, tickets);
    }

    /// Looks over some tickets that are then judged within a span of time, each once: of most it is quickly seen what of
    /// them falls into it. Where all clocks of a ticket were stopped in time, `known` may say that its case is not needed.
    pub fn look_over_within(
        &mut self,
        tickets: Range<usize>,
        span: (Moment, Moment),
        known: &mut dyn FnMut(&Punctual<'_>) -> bool,
    ) {
        self.quick.look_over_within(&mut self.run, tickets, span, known);
    }

    /// Judges one ticket of which only what is late, runs or has climbed is to be told one by one. True: all its clocks
    /// were stopped in time, it was counted ([`Evaluator::take_in_time`]), and `case` is worthless; false: `case` is
    /// overwritten.
    pub fn judge_briefly(&mut self, ticket: usize, case: &mut Case) -> bool {
        let brief = self.quick.judge_briefly(&mut self.run, ticket, case);
        brief.unwrap_or_else(|| {
            self.judge_in_full(ticket, case);
            false
        })
    }

    /// Hands out what was counted of the tickets that were judged in brief, and forgets it.
    pub fn take_in_time(&mut self) -> InTime {
        self.quick.take_in_time()
    }

    /// Judges one ticket of which only what falls into a span of time is to be told: what was accepted, fell due or
    /// climbed from its first moment to before its end. Where all its clocks were stopped in time, `known` may say that
    /// its case is not needed.
    pub fn judge_within(
        &mut self,
        ticket: usize,
        span: (Moment, Moment),
        known: &mut dyn FnMut(&Punctual<'_>) -> bool,
        case: &mut Case,
    ) -> Within {
        let within = self.quick.judge_within(&mut self.run, ticket, span, known, case);
        within.unwrap_or_else(|| {
            self.judge_in_full(ticket, case);
            Within::Written(None)
        })
    }

    /// Whether nothing of a ticket that was looked over falls into the span that was asked for.
    pub fn is_done_with(&self, ticket: usize) -> bool {
        self.quick.has_done_with(ticket)
    }

    /// Whether it was seen of a ticket that was looked over what of it falls into the span that was asked for.
    pub fn has_told(&self, ticket: usize) -> bool {
        self.quick.has_told(ticket)
    }

    /// Judges one ticket; `case` is overwritten.
    pub fn judge(&mut self, ticket: usize, case: &mut Case) {
        if !self.judge_quickly(ticket, case) {
            self.judge_in_full(ticket, case);
        }
    }

    /// Judges a ticket that has a short answer, which is the same as that of [`Evaluator::judge_in_full`]; false where
    /// it has none, and `case` is worthless.
    pub fn judge_quickly(&mut self, ticket: usize, case: &mut Case) -> bool {
        self.quick.judge(&mut self.run, ticket, case).is_some()
    }

    /// Judges a ticket by playing it from instant to instant.
    pub fn judge_in_full(&mut self, ticket: usize, case: &mut Case) {
        self.run.play(ticket);
        self.run.write(case);
    }
}
