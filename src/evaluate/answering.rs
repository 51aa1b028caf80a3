//! Who answers: by which rule, at which moment, and who has taken on whose duties.

use super::run::Run;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{Dated, PartyId, PartyRef, RungLimit};

impl<F: Facts> Run<'_, F> {
    /// Who answers by a rule, as things stand now.
    pub(super) fn party(&self, answers: PartyRef) -> Option<PartyId> {
        use crate::model::PartyBase::{AccountableParty, Handler, Named, OwningDepartment};
        let rules = self.plan.rules;
        let mut party = match answers.base {
            Named(party) => Some(party),
            Handler => self.handler,
            OwningDepartment => self
                .category
                .map(|category| *rules.categories[category.index()].owner.of(|| self.today())),
            AccountableParty => self.accountable(),
        };
        for _ in 0..answers.superiors {
            party = party.and_then(|party| rules.parties[party.index()].under);
        }
        // Most parties have no last day.
        match party.is_none_or(|party| rules.parties[party.index()].until.is_none()) {
            true => party,
            false => self.in_force(party, self.now),
        }
    }

    /// Who answers in the place of a party at a moment: one that has ended passes to its replacement, else to its superior.
    pub(super) fn in_force(&self, party: Option<PartyId>, at: Moment) -> Option<PartyId> {
        let today = self.plan.zone.local(at).date();
        self.plan
            .rules
            .in_the_place_of(party, today, |ended| self.plan.replacement(ended))
    }

    /// Who answers for a duty that arises now.
    pub(super) fn answering(&self, answers: &Dated<PartyRef>) -> PartyRef {
        *answers.of(|| self.today())
    }

    /// The date of this instant.
    fn today(&self) -> chrono::NaiveDate {
        self.plan.zone.local(self.now).date()
    }

    /// The party of the rung at which the ticket stands.
    pub(super) fn accountable(&self) -> Option<PartyId> {
        let here = self.round.at;
        let lives = &self.lives[self.round.first_live..];
        lives
            .iter()
            .rev()
            .find(|live| live.rung == here && here > 0 && !live.withdrawn && live.duty_of_rung())
            .map_or_else(|| self.first_rung(here), |live| live.party)
    }

    /// The party of a rung 1 that has no limit of its own, and so no obligation.
    pub(super) fn first_rung(&self, here: u8) -> Option<PartyId> {
        let first = self.rungs().first().filter(|_| here == 1)?;
        matches!(first.limit, RungLimit::Until(_)).then(|| self.party(self.answering(&first.responsible)))?
    }
}
