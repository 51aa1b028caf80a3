//! Totals of a run: tickets by standing, obligations by state, and the figures of every party.
//!
//! Comes in: cases, one by one, in any order and any chunks. Goes out: the same totals for the same cases.

use super::{Context, counts_as, same_date};
use crate::evaluate::{Case, InTime, Outside, State};
use crate::model::{PartyId, RuleSet};
use crate::terms::Incomplete;
use std::collections::BTreeSet;

/// All states in the order of the columns that count them.
pub const STATES: [State; 13] = [
    State::NotStarted,
    State::Running,
    State::Warned,
    State::Overdue,
    State::DoneOnTime,
    State::DoneLate,
    State::HandedOn,
    State::TakenOver,
    State::NotNeeded,
    State::Undetermined,
    State::TargetMet,
    State::TargetMissed,
    State::LeftOut,
];

/// How many obligations are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StateCounts([u64; STATES.len()]);

impl StateCounts {
    /// How many are in a state.
    #[must_use]
    pub fn of(&self, state: State) -> u64 {
        self.0[state as usize]
    }

    /// What is judged: done on time and done late, and open and late. The denominator of a rate.
    #[must_use]
    pub fn due(&self) -> u64 {
        self.of(State::DoneOnTime) + self.late()
    }

    /// Late, open or done.
    #[must_use]
    pub fn late(&self) -> u64 {
        self.of(State::Overdue) + self.of(State::DoneLate)
    }

    /// All.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.0.iter().sum()
    }

    fn add(&mut self, other: &StateCounts) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }
}

/// Where a whole ticket stands: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Accepted before the rules came into force, or in a gap between their versions: set aside.
    NotGoverned,
    /// Accepted after the moment of the run.
    Later,
    /// Void or merged.
    Void,
    /// One of its obligations is open and late.
    Overdue,
    /// One of its obligations is due on the date of the moment.
    DueToday,
    /// One of its obligations runs, due later.
    NotYetDue,
    /// No clock runs, and one of its obligations is undetermined.
    Undetermined,
    /// No clock runs: all is done, handed on or not started.
    NoClock,
}

impl Standing {
    /// All, in order.
    pub const ALL: [Standing; 8] = [
        Standing::NotGoverned,
        Standing::Later,
        Standing::Void,
        Standing::Overdue,
        Standing::DueToday,
        Standing::NotYetDue,
        Standing::Undetermined,
        Standing::NoClock,
    ];

    /// The standing of a case.
    #[must_use]
    pub fn of(case: &Case, context: &Context<'_>) -> Standing {
        match case.outside {
            Some(Outside::NotGoverned | Outside::InGap) => return Standing::NotGoverned,
            Some(Outside::Later) => return Standing::Later,
            None => {}
        }
        if case.left_out.is_some_and(|since| since <= context.as_of) {
            return Standing::Void;
        }
        let of_one = |state: State, due| match state {
            State::Overdue => Standing::Overdue,
            State::Running | State::Warned => match due {
                Some(due) if same_date(context.zone, due, context.as_of) => Standing::DueToday,
                _ => Standing::NotYetDue,
            },
            State::Undetermined => Standing::Undetermined,
            _ => Standing::NoClock,
        };
        case.obligations
            .iter()
            .map(|obligation| of_one(obligation.state, obligation.due))
            .min()
            .unwrap_or(Standing::NoClock)
    }
}

/// The figures of one party.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartyTotals {
    /// Its obligations by state.
    pub states: StateCounts,
    /// Working seconds late, of its obligations that are late.
    pub late_working: i64,
    /// Its part of them.
    pub charged_working: i64,
    /// Working seconds for which it held tickets.
    pub held_working: i64,
    /// Rungs above the first that were entered at it.
    pub entered: u64,
    /// Findings charged to it for good.
    pub findings: u64,
    /// Findings that look ahead and whose window is still open.
    pub provisional: u64,
    /// Obligations that are late and excused.
    pub excused: u64,
    /// Elapsed seconds for which pauses stopped its clocks.
    pub paused: i64,
    /// Those of them that count as incomplete, by kind, in the order of [`Incomplete::ALL`].
    pub incomplete: [u64; Incomplete::ALL.len()],
}

impl PartyTotals {
    fn merge(&mut self, other: &PartyTotals) {
        self.states.add(&other.states);
        self.late_working = self.late_working.saturating_add(other.late_working);
        self.charged_working = self.charged_working.saturating_add(other.charged_working);
        self.held_working = self.held_working.saturating_add(other.held_working);
        self.entered += other.entered;
        self.findings += other.findings;
        self.provisional += other.provisional;
        self.excused += other.excused;
        self.paused = self.paused.saturating_add(other.paused);
        for (own, more) in self.incomplete.iter_mut().zip(other.incomplete) {
            *own += more;
        }
    }
}

/// The totals of a run, or of a chunk of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Tickets by standing, in the order of [`Standing::ALL`].
    standing: [u64; Standing::ALL.len()],
    /// Tickets that entered a rung above the first.
    pub escalated: u64,
    /// All obligations by state.
    pub states: StateCounts,
    /// Missing years of undetermined obligations.
    pub missing_years: BTreeSet<i32>,
    /// Findings that hold for good.
    pub findings: u64,
    /// Findings that look ahead and whose window is still open.
    pub provisional: u64,
    /// Obligations that are late and excused.
    pub excused: u64,
    /// Remarks on the events of tickets.
    pub remarks: u64,
    /// One a party of the organisation, then one for what has no party.
    parties: Vec<PartyTotals>,
}

impl Totals {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(rules: &RuleSet) -> Totals {
        Totals {
            standing: [0; Standing::ALL.len()],
            escalated: 0,
            states: StateCounts::default(),
            missing_years: BTreeSet::new(),
            findings: 0,
            provisional: 0,
            excused: 0,
            remarks: 0,
            parties: vec![PartyTotals::default(); rules.parties.len() + 1],
        }
    }

    /// Counts one case.
    pub fn push(&mut self, case: &Case, context: &Context<'_>) {
        self.standing[Standing::of(case, context) as usize] += 1;
        self.escalated += u64::from(!case.entries.is_empty());
        for obligation in &case.obligations {
            self.states.0[obligation.state as usize] += 1;
            self.missing_years.extend(obligation.missing_year);
            self.excused += u64::from(obligation.excused.is_some());
            let Some(party) = self.party_mut(obligation.party) else {
                continue;
            };
            party.states.0[obligation.state as usize] += 1;
            party.excused += u64::from(obligation.excused.is_some());
            party.late_working = party.late_working.saturating_add(obligation.late_working.unwrap_or(0));
            party.charged_working = party
                .charged_working
                .saturating_add(obligation.charged_working.unwrap_or(0));
        }
        for entry in &case.entries {
            if let Some(party) = self.party_mut(entry.party) {
                party.entered += 1;
            }
        }
        for hit in &case.hits {
            if hit.provisional {
                self.provisional += 1;
                if let Some(party) = self.party_mut(hit.party) {
                    party.provisional += 1;
                }
                continue;
            }
            self.findings += 1;
            if let Some(party) = self.party_mut(hit.party) {
                party.findings += 1;
                if let Some(kind) = counts_as(context.rules, hit) {
                    party.incomplete[kind as usize] += 1;
                }
            }
        }
        for pause in &case.pauses {
            let of = case.obligations.get(pause.obligation).and_then(|own| own.party);
            let long = pause.to.unwrap_or(context.as_of).0.saturating_sub(pause.from.0);
            if let Some(party) = self.party_mut(of) {
                party.paused = party.paused.saturating_add(long);
            }
        }
        for held in &case.held {
            // Time without a party is the customer's and charged to nobody.
            if let (Some(id), Some(working)) = (held.party, held.working)
                && let Some(party) = self.party_mut(Some(id))
            {
                party.held_working = party.held_working.saturating_add(working);
            }
        }
        self.remarks += case.remarks.len() as u64;
    }

    /// Counts tickets whose clocks were all stopped in time.
    pub fn push_in_time(&mut self, counted: &InTime) {
        self.standing[Standing::NoClock as usize] += counted.tickets;
        self.remarks += counted.remarks;
        for (party, own) in self.parties.iter_mut().zip(counted.parties()) {
            let mut states = StateCounts::default();
            states.0[State::DoneOnTime as usize] = own.done;
            states.0[State::NotStarted as usize] = own.not_started;
            self.states.add(&states);
            party.states.add(&states);
            party.paused = party.paused.saturating_add(own.paused);
            party.held_working = party.held_working.saturating_add(own.held);
        }
    }

    /// Adds the totals of another chunk of the same rule set.
    pub fn merge(&mut self, other: &Totals) {
        for (own, more) in self.standing.iter_mut().zip(other.standing) {
            *own += more;
        }
        self.escalated += other.escalated;
        self.states.add(&other.states);
        self.missing_years.extend(&other.missing_years);
        self.findings += other.findings;
        self.provisional += other.provisional;
        self.excused += other.excused;
        self.remarks += other.remarks;
        for (own, more) in self.parties.iter_mut().zip(&other.parties) {
            own.merge(more);
        }
    }

    /// Tickets of a standing.
    #[must_use]
    pub fn standing(&self, standing: Standing) -> u64 {
        self.standing[standing as usize]
    }

    /// Tickets that are void or merged.
    #[must_use]
    pub fn void(&self) -> u64 {
        self.standing(Standing::Void)
    }

    /// Tickets that count.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.standing.iter().sum::<u64>() - self.void() - self.standing(Standing::NotGoverned)
    }

    /// The parties in the order of the organisation with their figures, last what has no party.
    pub fn parties(&self) -> impl Iterator<Item = (Option<PartyId>, &PartyTotals)> {
        let last = self.parties.len() - 1;
        self.parties
            .iter()
            .enumerate()
            .map(move |(at, totals)| ((at < last).then(|| PartyId::from(at)), totals))
    }

    fn party_mut(&mut self, party: Option<PartyId>) -> Option<&mut PartyTotals> {
        let last = self.parties.len().saturating_sub(1);
        self.parties.get_mut(party.map_or(last, PartyId::index))
    }
}
