//! Decisions in the words of the rules.

use super::{Context, duty_name};
use crate::evaluate::{Case, Duty, Obligation};
use crate::feed::Decision;
use crate::model::{LadderId, RuleSet, Target};

/// The decision that excuses an obligation.
#[must_use]
pub fn excuse<'a>(case: &Case, obligation: &Obligation, context: &Context<'a>) -> Option<&'a Decision> {
    context.facts.decisions(case.ticket).get(obligation.excused?)
}

/// What a decision is about, as lists name it; empty: all that is late.
#[must_use]
pub fn target_name(rules: &RuleSet, ladder: Option<LadderId>, target: Option<Target>) -> String {
    let duty = match target {
        None => return String::new(),
        Some(Target::Deadline(deadline)) => Duty::Deadline(deadline),
        Some(Target::Schedule(schedule)) => Duty::Schedule(schedule),
        Some(Target::Rung(number)) => Duty::Rung(number),
    };
    duty_name(rules, ladder, duty).to_string()
}
