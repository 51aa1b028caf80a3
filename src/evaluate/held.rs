//! Who held the ticket when: the customer while a pause runs, else the party of the rung at which it stands, else
//! that of the oldest open duty beside the ladder. A co-handler works on the ticket, and never holds it.

use super::live::Live;
use super::pause;
use super::run::Run;
use super::verdict::Held;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::PartyId;
use crate::plan::KeeperId;

impl<F: Facts> Run<'_, F> {
    /// Notes the holder from this instant on.
    pub(super) fn note_holder(&mut self) {
        if !self.holding || self.accepted.is_none_or(|accepted| accepted > self.now) {
            return;
        }
        let ended = self.left_out.is_some() || self.now >= self.as_of && self.past == self.events.len();
        let holder = if ended { None } else { self.holder() };
        let party = holder.map(|(party, _)| party);
        let open = self.held.last_mut().filter(|held| held.to == Moment(i64::MAX));
        if let Some(open) = open {
            if Some(open.party) == party {
                return;
            }
            open.to = self.now;
            let (from, keeper) = (open.from, self.held_by);
            let working = self.plan.keeper(keeper).working_seconds(self.plan, from, self.now);
            if let Some(last) = self.held.last_mut() {
                last.working = working;
            }
            if from == self.now {
                self.held.pop();
            }
        }
        if let Some((party, keeper)) = holder {
            self.held_by = keeper;
            self.held.push(Held {
                party,
                from: self.now,
                to: Moment(i64::MAX),
                working: None,
            });
        }
    }

    /// The holder of this instant (None: the customer), and whose working time counts.
    fn holder(&self) -> Option<(Option<PartyId>, KeeperId)> {
        let lives = &self.lives[self.round.first_live..];
        let here = self.round.at;
        let on_rung = lives
            .iter()
            .rev()
            .find(|live| live.is_open() && live.duty_of_rung() && live.rung == here);
        let live = on_rung.or_else(|| {
            lives
                .iter()
                .filter(|live| live.is_open() && !live.unlimited && live.co_handler.is_none())
                .min_by_key(|live| (live.start, live.duty))
        })?;
        let keeper = self
            .ladder
            .map_or(live.keeper, |ladder| self.plan.of_ladder(ladder, live.party));
        let paused = live.pause_around(self.plan, self.pauses(live.duty), self.now).is_some();
        let party = if paused { None } else { Some(live.party?) };
        Some((party, keeper))
    }

    /// The instant at which the cap of an open pause is used up: from there on the party holds the ticket again.
    pub(super) fn end_of_cap(&self, live: &Live, offer: &mut impl FnMut(Moment)) {
        if live.stops.iter().any(|stop| stop.to.is_none()) {
            let keeper = self.plan.keeper(live.keeper);
            let spans =
                pause::effective(self.plan, keeper, self.pauses(live.duty), &live.stops, None).unwrap_or_default();
            spans
                .iter()
                .filter_map(|(_, to)| *to)
                .filter(|to| *to < self.as_of)
                .for_each(offer);
        }
    }
}
