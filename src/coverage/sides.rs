//! On which sides of each limit examples lie.

use crate::evaluate::{Played, State};
use crate::model::Place;
use std::collections::HashMap;

/// The sides of a limit on which obligations of examples lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides {
    /// One was done in time, or still runs.
    pub in_time: bool,
    /// One is late, or has missed its target.
    pub late: bool,
}

/// By the line that sets the limit.
pub(super) fn of<'p>(played: impl Iterator<Item = &'p Played>) -> HashMap<Place, Sides> {
    let mut sides: HashMap<Place, Sides> = HashMap::new();
    let cases = played.flat_map(|one| one.cases.iter().chain(&one.trials));
    for obligation in cases.flat_map(|case| &case.obligations) {
        let own = sides.entry(obligation.rule).or_default();
        match obligation.state {
            State::Overdue | State::DoneLate | State::TargetMissed => own.late = true,
            State::Running | State::Warned | State::DoneOnTime | State::TargetMet => own.in_time = true,
            State::NotStarted
            | State::HandedOn
            | State::TakenOver
            | State::NotNeeded
            | State::Undetermined
            | State::LeftOut => {}
        }
    }
    sides
}
