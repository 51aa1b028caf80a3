//! Which parts of the rules the examples of a rule file decide.
//!
//! Comes in: a plan with its examples. Goes out: every row, rung, trigger, pause and so on, each with whether some
//! example comes out differently once it is taken out of the rules, and on which sides of its boundary examples lie.
//! That a line was met says little; that nothing would be noticed without it says that nobody guards it. Beside that:
//! which parts the tickets of a feed have met.

mod met;
mod part;
mod point;
mod sides;
mod stubs;

pub use met::Met;
pub use part::{Kind, Part};
pub use sides::Sides;
pub use stubs::{Stub, stubs};

use crate::evaluate::{Outcome, Played, trial_plan};
use crate::model::{Example, RuleSet};
use crate::notice::play_example;
use crate::plan::Plan;
use rayon::prelude::*;

/// A part of the rules, and what examples say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which part.
    pub part: Part,
    /// A reviewed example comes out differently without it.
    pub decided: bool,
    /// None does, but one that nobody has reviewed.
    pub unreviewed: bool,
    /// Where it sets a limit: the sides of it on which examples lie.
    pub sides: Option<Sides>,
}

impl Item {
    /// How many things an example can show of it, and how many are shown.
    fn shown(&self) -> (usize, usize) {
        let sides = self.sides.iter().flat_map(|sides| [sides.in_time, sides.late]);
        let all = sides.chain([self.decided]);
        all.fold((0, 0), |(shown, all), one| (shown + usize::from(one), all + 1))
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let (shown, all) = self.shown();
        shown == all
    }
}

/// What the examples of a rule set decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// All parts, in the order of the files.
    pub items: Vec<Item>,
}

impl Coverage {
    /// Takes every part out in turn and plays all examples again. `played`: what they come to with nothing taken out.
    #[must_use]
    pub fn of(plan: &Plan<'_>, played: &[Played]) -> Coverage {
        let rules = plan.rules;
        let before: Vec<&[Outcome]> = played.iter().map(|one| one.outcomes.as_slice()).collect();
        let reviewed = rules.examples.iter().zip(played).filter(|(own, _)| !own.unreviewed);
        let sides = sides::of(reviewed.map(|(_, played)| played));
        let parts = part::parts(rules);
        let items = parts.into_par_iter().map(|part| {
            let by = decided_by(rules, &rules.examples, &before, &part);
            Item {
                decided: by == Some(By::Reviewed),
                unreviewed: by == Some(By::Unreviewed),
                sides: part.limit.map(|place| sides.get(&place).copied().unwrap_or_default()),
                part,
            }
        });
        Coverage { items: items.collect() }
    }

    /// How many things examples could show, and how many of them they do: a part decided is one, each side of a limit
    /// another.
    #[must_use]
    pub fn shown(&self) -> (usize, usize) {
        let each = self.items.iter().map(Item::shown);
        each.fold((0, 0), |(shown, all), (own, of)| (shown + own, all + of))
    }

    /// How many parts unreviewed examples alone decide; they are not among what is shown.
    #[must_use]
    pub fn unreviewed(&self) -> usize {
        self.items.iter().filter(|item| item.unreviewed).count()
    }

    /// The share of what is shown in whole percent, rounded down; 100 where there is nothing to show.
    #[must_use]
    pub fn percent(&self) -> usize {
        let (shown, all) = self.shown();
        (shown * 100).checked_div(all).unwrap_or(100)
    }
}

/// Which examples come out differently without a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Unreviewed,
    Reviewed,
}

/// By which examples a part is decided: a reviewed one, where there is one. `before`: what they come to with it.
fn decided_by(rules: &RuleSet, examples: &[Example], before: &[&[Outcome]], part: &Part) -> Option<By> {
    if before.is_empty() {
        return None;
    }
    let mut without = rules.clone();
    part.take_out(&mut without);
    let (plan, tried) = (Plan::new(&without), without.tried());
    let trial = trial_plan(&without, &tried);
    let mut by = None;
    for (example, before) in examples.iter().zip(before) {
        let asked = by.is_none() || !example.unreviewed;
        if asked && play_example(&plan, trial.as_ref(), example).outcomes != *before {
            match example.unreviewed {
                false => return Some(By::Reviewed),
                true => by = Some(By::Unreviewed),
            }
        }
    }
    by
}
