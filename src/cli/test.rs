//! `onus test`: the examples of the rule files, expected against got.

use super::{Loaded, Screen, Status};
use crate::evaluate::{Played, play_example};
use crate::plan::Plan;
use crate::render::example_screen;
use crate::report::Quotes;

/// Plays all examples and tells how they came out.
pub fn test(loaded: &Loaded, screen: &Screen) -> Status {
    let Some(rules) = &loaded.rules else { return Status::WrongRules };
    let plan = Plan::new(rules);
    let played = play(&plan);
    screen.say(&tell(loaded, &plan, &played, screen));
    if played.iter().all(Played::holds) { Status::Done } else { Status::Findings }
}

/// Plays all examples, in the order of the files.
pub fn play(plan: &Plan<'_>) -> Vec<Played> {
    plan.rules.examples.iter().map(|example| play_example(plan, example)).collect()
}

/// What came out, in words; the trace of those that fail.
pub fn tell(loaded: &Loaded, plan: &Plan<'_>, played: &[Played], screen: &Screen) -> String {
    example_screen(plan, &Quotes::new(plan.rules, &loaded.sources), played, screen.language)
}
