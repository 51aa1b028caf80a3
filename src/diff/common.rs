//! One way of naming for both rule sets: what is the same thing has the same number.

use super::pairing::Pairing;
use super::sort::Sort;
use crate::evaluate::{Case, Duty, Hit, Obligation};
use crate::model::{EventId, Found, PartyId, RuleSet, ScheduleId};
use crate::plan::Plan;

/// Added to what only the old rules have.
pub(crate) const GONE: u16 = 0x8000;

/// What an obligation comes from, in the common way: what it is, its rung, its number.
pub(super) type CommonDuty = (u8, u8, u16);

/// A finding that holds, in the common way: which, in what round, charged to whom, whether its window is still open.
pub(super) type CommonHit = (u16, u16, Option<u16>, bool);

/// The common numbers of one of the two rule sets.
#[derive(Debug, Clone)]
pub(super) struct Common {
    parties: Vec<u16>,
    events: Vec<u16>,
    deadlines: Vec<u16>,
    schedules: Vec<u16>,
    findings: Vec<u16>,
}

impl Common {
    /// The numbers of the new rules: their own.
    pub fn of_new(plan: &Plan<'_>) -> Common {
        let rules = plan.rules;
        Common {
            parties: own(rules.parties.len()),
            events: own(rules.events.len()),
            deadlines: first_deadlines(plan),
            schedules: first_schedules(rules),
            findings: own(rules.findings.len()),
        }
    }

    /// The numbers of the old rules: those of the new, where they have the same thing.
    pub fn of_old(old: &Plan<'_>, new: &Plan<'_>, pairing: &Pairing) -> Common {
        let through = |sort: Sort, firsts: Vec<u16>, known: &[u16]| -> Vec<u16> {
            let number = |first: &u16| {
                let found = pairing.new_of(sort, usize::from(*first)).and_then(|at| known.get(at));
                found.copied().unwrap_or(GONE | *first)
            };
            firsts.iter().map(number).collect()
        };
        let (rules, is) = (old.rules, Common::of_new(new));
        Common {
            parties: through(Sort::Party, own(rules.parties.len()), &is.parties),
            events: through(Sort::Event, own(rules.events.len()), &is.events),
            deadlines: through(Sort::Deadline, first_deadlines(old), &is.deadlines),
            schedules: through(Sort::Schedule, first_schedules(rules), &is.schedules),
            findings: through(Sort::Finding, own(rules.findings.len()), &is.findings),
        }
    }

    pub fn party(&self, party: Option<PartyId>) -> Option<u16> {
        party.map(|party| at(&self.parties, party.index()))
    }

    pub fn duty(&self, duty: Duty) -> CommonDuty {
        match duty {
            Duty::Deadline(id) => (0, 0, at(&self.deadlines, id.index())),
            Duty::Rung(rung) => (1, rung, 0),
            Duty::WayBack(rung) => (2, rung, 0),
            Duty::Must(rung, event) => (3, rung, self.event(event)),
            Duty::Schedule(id) => (4, 0, self.schedule(id)),
        }
    }

    pub fn schedule(&self, id: ScheduleId) -> u16 {
        at(&self.schedules, id.index())
    }

    pub fn finding(&self, found: Found) -> u16 {
        match found {
            Found::Stated(id) => at(&self.findings, id.index()),
            Found::NotRaised => GONE - 1,
        }
    }

    fn event(&self, event: EventId) -> u16 {
        at(&self.events, event.index())
    }

    /// What makes an obligation the same one under both rule sets.
    pub fn key(&self, own: &Obligation) -> (CommonDuty, u16, u16, Option<u16>, u16) {
        (self.duty(own.duty), own.round, own.turn, self.party(own.party), own.seq)
    }

    /// What makes a finding that holds the same one under both rule sets.
    pub fn hit(&self, hit: &Hit) -> CommonHit {
        let (finding, party) = (self.finding(hit.finding), self.party(hit.party));
        (finding, hit.round, party, hit.provisional)
    }

    /// The findings of a case that hold, each once a round and party, in order.
    pub fn hits(&self, case: &Case, into: &mut Vec<CommonHit>) {
        into.clear();
        into.extend(case.hits.iter().map(|hit| self.hit(hit)));
        into.sort_unstable();
    }
}

fn at(list: &[u16], index: usize) -> u16 {
    list.get(index).copied().unwrap_or(u16::MAX)
}

fn number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn own(length: usize) -> Vec<u16> {
    (0..length).map(number).collect()
}

/// By deadline: the first of its name.
fn first_deadlines(plan: &Plan<'_>) -> Vec<u16> {
    let all = 0..plan.rules.deadlines.len();
    all.map(|at| plan.first_of_name(at.into()).0).collect()
}

/// By schedule: the first of its name.
fn first_schedules(rules: &RuleSet) -> Vec<u16> {
    let first = |name: &str| rules.schedules.iter().position(|own| own.name == name);
    let each = rules.schedules.iter();
    each.map(|own| number(first(&own.name).unwrap_or(0))).collect()
}
