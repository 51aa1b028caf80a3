//! Rules on trial: what is in force never sees them.
//!
//! A deadline on trial is in force on no day, a rung on trial is neither entered nor left; what they would be stands
//! beside, and [`RuleSet::tried`] puts it in force to see what it would have done.

use super::{Cond, Exit, InForce, Place, RuleSet, Target};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a deadline on trial would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialDeadline {
    /// When it would judge.
    pub in_force: InForce,
    /// The line that says so.
    pub place: Place,
}

/// What a rung on trial would be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialRung {
    /// Its triggers.
    pub enter: Vec<(Cond, Place)>,
    /// Its ways out.
    pub exits: Vec<Exit>,
    /// The line that says so.
    pub place: Place,
}

impl RuleSet {
    /// Whether a deadline or a rung is on trial.
    #[must_use]
    pub fn has_trials(&self) -> bool {
        let mut rungs = self.ladders.iter().flat_map(|ladder| &ladder.rungs);
        self.deadlines.iter().any(|own| own.on_trial.is_some()) || rungs.any(|rung| rung.on_trial.is_some())
    }

    /// The same rules with what is on trial in force, and still marked.
    #[must_use]
    pub fn tried(&self) -> Cow<'_, RuleSet> {
        if !self.has_trials() {
            return Cow::Borrowed(self);
        }
        let mut rules = self.clone();
        for own in &mut rules.deadlines {
            if let Some(trial) = &mut own.on_trial {
                own.in_force = std::mem::take(&mut trial.in_force);
            }
        }
        for rung in rules.ladders.iter_mut().flat_map(|ladder| &mut ladder.rungs) {
            if let Some(trial) = &mut rung.on_trial {
                rung.enter = std::mem::take(&mut trial.enter);
                rung.exits = std::mem::take(&mut trial.exits);
            }
        }
        Cow::Owned(rules)
    }

    /// Whether all that has this name or number is on trial.
    #[must_use]
    pub fn is_on_trial(&self, target: Target) -> bool {
        match target {
            Target::Deadline(id) => self.deadlines.get(id.index()).is_some_and(|known| {
                let mut blocks = self.deadlines.iter().filter(|own| own.name == known.name);
                blocks.all(|own| own.on_trial.is_some())
            }),
            Target::Rung(number) => {
                let at = usize::from(number).wrapping_sub(1);
                let mut rungs = self.ladders.iter().filter_map(|ladder| ladder.rungs.get(at)).peekable();
                rungs.peek().is_some() && rungs.all(|rung| rung.on_trial.is_some())
            }
            Target::Schedule(_) => false,
        }
    }
}
