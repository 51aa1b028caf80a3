//! A finding that holds, in the words of the rules: its name, the lines that hold, what they print.

use crate::evaluate::Hit;
use crate::model::{Found, Place, RuleSet};
use crate::terms::Incomplete;

/// The built-in finding's name in machines' lists.
pub const NOT_RAISED: &str = "not_raised";

/// What the rules say of a finding that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWords<'a> {
    /// Its name.
    pub name: &'a str,
    /// The lines that hold; of what was not raised the exit, and the line that entered the rung instead.
    pub lines: Vec<Place>,
    /// What these lines print; of what was not raised the event.
    pub labels: Vec<&'a str>,
    /// What is incomplete, where the rules say so.
    pub counts_as: Option<Incomplete>,
    /// The finding's head; of what was not raised the exit.
    pub rule: Place,
}

/// What is incomplete where a finding holds.
#[must_use]
pub fn counts_as(rules: &RuleSet, hit: &Hit) -> Option<Incomplete> {
    match hit.finding {
        Found::Stated(id) => rules.findings.get(id.index())?.counts_as,
        Found::NotRaised => None,
    }
}

/// The words of a finding that holds; None where the rules do not have it.
#[must_use]
pub fn found_words<'a>(rules: &'a RuleSet, hit: &Hit) -> Option<FoundWords<'a>> {
    match hit.finding {
        Found::Stated(id) => {
            let finding = rules.findings.get(id.index())?;
            let lines = || hit.lines.iter().filter_map(|at| finding.lines.get(usize::from(*at)));
            Some(FoundWords {
                name: &finding.name,
                lines: lines().map(|line| line.place).collect(),
                labels: lines().filter_map(|line| line.label.as_deref()).collect(),
                counts_as: counts_as(rules, hit),
                rule: finding.place,
            })
        }
        Found::NotRaised => {
            let demand = hit.demand?;
            Some(FoundWords {
                name: NOT_RAISED,
                lines: vec![demand.exit, demand.trigger],
                labels: vec![&rules.events.get(demand.event.index())?.name],
                counts_as: None,
                rule: demand.exit,
            })
        }
    }
}
