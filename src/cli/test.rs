//! `onus test`: the examples of the rule files, expected against got.

use super::{Loaded, Screen, Status};
use crate::diagnostic::Words;
use crate::evaluate::{ExampleFacts, Got, Played, play_example};
use crate::model::Example;
use crate::plan::Plan;
use crate::render::got_words;
use crate::render::test_screen::{Failure, Outcome, test_text};
use crate::render::why::why_text;
use crate::report::{Context, Quotes, why};

/// Plays all examples and tells how they came out.
pub fn test(loaded: &Loaded, screen: &Screen) -> Status {
    let Some(rules) = &loaded.rules else {
        return Status::WrongRules;
    };
    let plan = Plan::new(rules);
    let played = play(&plan);
    screen.say(&tell(loaded, &plan, &played, screen));
    let unjudged = played
        .iter()
        .flat_map(|played| &played.outcomes)
        .filter(|one| one.got == Got::NotJudged)
        .count();
    if unjudged > 0 {
        screen.say(
            &screen
                .pick(
                    "{} expectations are about surveys, which are not judged yet",
                    "有 {} 项应有结果说的是问卷，现在还不判",
                )
                .replace("{}", &unjudged.to_string()),
        );
    }
    if played.iter().all(Played::holds) {
        Status::Done
    } else {
        Status::Findings
    }
}

/// Plays all examples, in the order of the files.
pub fn play(plan: &Plan<'_>) -> Vec<Played> {
    plan.rules
        .examples
        .iter()
        .map(|example| play_example(plan, example))
        .collect()
}

/// What came out, in words; with the trace of those that fail.
pub fn tell(loaded: &Loaded, plan: &Plan<'_>, played: &[Played], screen: &Screen) -> String {
    let quotes = Quotes::new(plan.rules, &loaded.sources);
    let examples = plan.rules.examples.iter().zip(played);
    let outcomes: Vec<Outcome> = examples
        .map(|(example, played)| outcome(plan, &quotes, example, played, screen))
        .collect();
    test_text(&outcomes, plan.rules, screen.language)
}

fn outcome(plan: &Plan<'_>, quotes: &Quotes<'_>, example: &Example, played: &Played, screen: &Screen) -> Outcome {
    let failures: Vec<Failure> = played
        .outcomes
        .iter()
        .filter_map(|outcome| {
            let expected = quotes.of(outcome.place);
            let got = got_words(plan, &outcome.got)?;
            Some(Failure {
                place: outcome.place,
                expected: Words::new(expected, expected),
                got,
            })
        })
        .collect();
    let trace = if failures.is_empty() {
        String::new()
    } else {
        let facts = ExampleFacts::new(plan, example);
        let context = Context {
            rules: plan.rules,
            facts: &facts,
            as_of: played.as_of,
            zone: &plan.zone,
            working: plan,
        };
        let mut value = why(&played.case, &context, quotes, plan);
        if let Some(file) = plan.rules.files.get(usize::from(example.place.file)) {
            value.told_in(&file.name);
        }
        why_text(
            &value,
            screen.language,
            screen.width.map(|width| width.saturating_sub(4)),
        )
    };
    Outcome {
        title: example.title.clone(),
        place: example.place,
        expectations: played.outcomes.len(),
        failures,
        trace,
    }
}
