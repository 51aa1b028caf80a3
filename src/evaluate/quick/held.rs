//! Who held a plain ticket when: from turn to turn, as in the play.

use super::Desk;
use super::own::Own;
use crate::calendar::Moment;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::Held;
use crate::feed::{Facts, Timeline};
use crate::model::PartyId;
use crate::plan::KeeperId;

impl Desk {
    /// Writes who held the ticket up to the moment of the run.
    pub(super) fn hold<'a, F: Facts>(&mut self, run: &Run<'a, F>, into: &mut Vec<Held>) {
        if let Some((party, keeper, from, to)) = self.one_holder(run) {
            if from < to {
                into.push(held(run, (Some(party), keeper), from, to));
            }
            return;
        }
        let mut turns = std::mem::take(&mut self.turns);
        turns.clear();
        for own in &self.owns {
            turns.extend([own.start, own.closed()]);
            turns.extend(self.stops(own.stops).iter().flat_map(|stop| [stop.from, stop.to]));
        }
        turns.retain(|at| *at < run.as_of);
        turns.sort_unstable();
        turns.dedup();
        let mut since: Option<(Moment, (Option<PartyId>, KeeperId))> = None;
        for at in turns.iter().copied() {
            let holder = self.holder(run, at);
            match (since, holder) {
                (Some((_, before)), Some(now)) if before.0 == now.0 => continue,
                (Some((from, before)), _) => into.push(held(run, before, from, at)),
                (None, _) => {}
            }
            since = holder.map(|holder| (at, holder));
        }
        if let Some((from, holder)) = since {
            into.push(held(run, holder, from, run.as_of));
        }
        self.turns = turns;
    }

    /// Where one party held the ticket without a break: who, in whose time, and from when to when.
    fn one_holder<'a, F: Facts>(&self, run: &Run<'a, F>) -> Option<(PartyId, KeeperId, Moment, Moment)> {
        let (first, rest) = self.owns.split_first()?;
        let party = first.party?;
        if !self.stops.is_empty() || !self.entries.is_empty() {
            return None;
        }
        let (mut from, mut to) = (first.start, first.closed());
        for own in rest {
            if own.party != Some(party) || own.start > to || own.closed() < from {
                return None;
            }
            (from, to) = (from.min(own.start), to.max(own.closed()));
        }
        let ladder = run.ladder?;
        Some((party, run.plan.of_ladder(ladder, Some(party)), from, to.min(run.as_of)))
    }

    /// The holder from an instant on (None: the customer), and whose working time counts.
    fn holder<'a, F: Facts>(&self, run: &Run<'a, F>, at: Moment) -> Option<(Option<PartyId>, KeeperId)> {
        let entered = self.entries.iter().rev().find(|entry| entry.at <= at);
        let here = entered.map_or(1, |entry| entry.rung);
        let open = || self.owns.iter().filter(|own| own.is_open(at));
        let on_rung = open().find(|own| own.rung == here && run.ladder.is_some());
        let own = on_rung.or_else(|| open().min_by_key(|own| (own.start, own.duty)))?;
        let keeper = run
            .ladder
            .map_or(own.keeper, |ladder| run.plan.of_ladder(ladder, own.party));
        let party = match self.is_paused(own, at) {
            true => None,
            false => Some(own.party?),
        };
        Some((party, keeper))
    }

    fn is_paused(&self, own: &Own, at: Moment) -> bool {
        let around = |to: Moment| at < to || to == Timeline::NEVER;
        let mut stops = self.stops(own.stops).iter();
        stops.any(|stop| stop.from <= at && around(stop.to))
    }
}

/// Who held a ticket from a moment to another, and for how much working time.
pub(super) fn held<F: Facts>(
    run: &Run<'_, F>,
    (party, keeper): (Option<PartyId>, KeeperId),
    from: Moment,
    to: Moment,
) -> Held {
    Held {
        party,
        from,
        to,
        working: run.plan.keeper(keeper).working_seconds(run.plan, from, to),
    }
}
