//! Ready-made examples for what no example shows.
//!
//! Tickets are made up, played, and written down with what came out; one is kept only where it shows what was missing,
//! found by the same taking out as coverage itself. Whether what came out is what is meant nobody has said: they are
//! unreviewed.

mod month;
mod seen;
mod ticket;

use super::part::{Need, Part};
use super::{By, Coverage, Item, decided_by, sides};
use crate::evaluate::{Played, trial_plan};
use crate::model::Example;
use crate::notice::play_example;
use crate::plan::Plan;
use rayon::prelude::*;

/// What a ready-made example shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Stub {
    /// The part of the rules.
    pub part: Part,
    /// That its limit is missed; else that it is met, or kept.
    pub late: bool,
    /// The example.
    pub example: Example,
}

/// Minutes between events that only lead up to something.
const STEP: i64 = 30 * 60;
const DAY: i64 = 86_400;

/// The rules on which examples are played.
#[derive(Clone, Copy)]
struct Stage<'a> {
    plan: &'a Plan<'a>,
    trial: Option<&'a Plan<'a>>,
}

impl Stage<'_> {
    fn play(self, example: &Example) -> Played {
        play_example(self.plan, self.trial, example)
    }
}

/// Examples for what is missing, in the order of the files, and the parts for which none was found.
#[must_use]
pub fn stubs(plan: &Plan<'_>, coverage: &Coverage) -> (Vec<Stub>, Vec<Part>) {
    let tried = plan.rules.tried();
    let trial = trial_plan(plan.rules, &tried);
    let stage = Stage {
        plan,
        trial: trial.as_ref(),
    };
    let missing: Vec<&Item> = coverage.items.iter().filter(|item| !item.is_whole()).collect();
    let found: Vec<Vec<Stub>> = missing.par_iter().map(|item| of(stage, item)).collect();
    let without = missing.iter().zip(&found).filter(|(_, stubs)| stubs.is_empty());
    let without = without.map(|(item, _)| item.part).collect();
    (found.into_iter().flatten().collect(), without)
}

/// The examples for one part: one that decides it or keeps its limit, one that misses the limit.
fn of(stage: Stage<'_>, item: &Item) -> Vec<Stub> {
    let lacks_late = item.sides.is_some_and(|sides| !sides.late);
    let lacks_kept = item.sides.is_some_and(|sides| !sides.in_time);
    let wanted = [(false, !item.decided || lacks_kept), (true, lacks_late)];
    let mut out = Vec::new();
    for late in wanted.into_iter().filter_map(|(late, wanted)| wanted.then_some(late)) {
        let shown = examples(stage, &item.part, late).find(|example| shows(stage, item, example, late));
        out.extend(shown.map(|example| Stub {
            part: item.part,
            late,
            example,
        }));
    }
    out
}

/// Examples that may show a part.
fn examples<'a>(stage: Stage<'a>, part: &'a Part, late: bool) -> Box<dyn Iterator<Item = Example> + 'a> {
    let rules = stage.plan.rules;
    match part.need(rules) {
        None => Box::new(std::iter::empty()),
        Some(Need::Naming(when)) => month::months(stage, when),
        Some(need) => {
            let tickets = ticket::tickets(rules, need).into_iter();
            Box::new(tickets.filter_map(move |ticket| seen::expected(stage, part, &ticket, late)))
        }
    }
}

/// Whether an example shows what was missing.
fn shows(stage: Stage<'_>, item: &Item, example: &Example, late: bool) -> bool {
    let reviewed = Example {
        unreviewed: false,
        ..example.clone()
    };
    let played = [stage.play(&reviewed)];
    if !played[0].holds() {
        return false;
    }
    let seen = item.part.limit.map(|place| {
        let all = sides::of(played.iter());
        all.get(&place).copied().unwrap_or_default()
    });
    let before: Vec<_> = played.iter().map(|own| own.outcomes.as_slice()).collect();
    let decides = || decided_by(stage.plan.rules, &[reviewed], &before, &item.part) == Some(By::Reviewed);
    match (late, item.sides.zip(seen)) {
        (true, Some((_, seen))) => seen.late,
        (false, Some((had, seen))) if item.decided => !had.in_time && seen.in_time,
        _ => decides(),
    }
}
