//! What counts of a ticket whose clocks were all stopped in time: its case is not written.

use super::Desk;
use super::glance::Span;
use crate::calendar::Moment;
use crate::evaluate::run::Run;
use crate::feed::{Facts, Timeline};

impl Desk {
    /// Whether all that was owed is done in time, and no rung was entered.
    pub(super) fn is_in_time(&self) -> bool {
        // What comes of a target has states of its own.
        let in_time = |own: &super::Own| own.done <= own.due && own.taken == Timeline::NEVER && !own.is_target;
        self.entries.is_empty() && self.owns.iter().all(in_time)
    }

    /// Whether it was accepted, something of it fell due, or it climbed in a span of time.
    pub(super) fn falls_into(&self, (from, end): Span, accepted: Option<Moment>) -> bool {
        let holds = |at: Moment| from <= at && at < end;
        accepted.is_some_and(holds)
            || self.owns.iter().any(|own| holds(own.due))
            || self.entries.iter().any(|entry| holds(entry.at))
    }

    /// Counts the ticket on the desk.
    pub(super) fn count<'a, F: Facts>(&mut self, run: &Run<'a, F>) {
        let mut counted = std::mem::take(&mut self.in_time);
        counted.tickets += 1;
        counted.remarks += run.remarks.len() as u64;
        for own in &self.owns {
            counted.count(own.party, |party| party.done += 1);
        }
        for (_, party) in &self.waiting {
            counted.count(*party, |party| party.not_started += 1);
        }
        for at in 0..self.owns.len() {
            let own = self.owns[at];
            if own.stops.is_empty() {
                continue;
            }
            self.join(own.done.min(run.as_of), own.stops.range());
            for (from, to) in &self.spans {
                counted.count(own.party, |party| party.pause(to.0.saturating_sub(from.0)));
            }
        }
        if run.holding {
            let mut held = std::mem::take(&mut self.held);
            held.clear();
            self.hold(run, &mut held);
            // Time without a party is the customer's.
            for held in held.iter().filter(|held| held.party.is_some()) {
                counted.count(held.party, |party| party.hold(held.working));
            }
            self.held = held;
        }
        self.in_time = counted;
    }
}
