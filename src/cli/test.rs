//! `onus test`: the examples of the rule files, expected against got.

use super::findings::for_people;
use super::{Loaded, Screen, Status, args};
use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::evaluate::{ExampleFacts, Got, Played, play_example};
use crate::model::Example;
use crate::plan::Plan;
use crate::render::got_words;
use crate::render::test_screen::{Failure, Outcome, test_text};
use crate::render::why::why_text;
use crate::report::{Context, Quotes, why};

/// Plays all examples and tells how they came out.
pub fn test(loaded: &mut Loaded, args: &args::Test, screen: &Screen) -> Status {
    loaded.tell_in(screen.language);
    let (form, loaded) = (args.form, &*loaded);
    let Some(rules) = &loaded.rules else {
        if !form.is_for_people() {
            return match form.say_refused(loaded, screen) {
                Status::Done => Status::WrongRules,
                said => said,
            };
        }
        let errors = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        screen.warn(&for_people(form, &errors, loaded, screen.language));
        return Status::WrongRules;
    };
    let plan = Plan::new(rules);
    let played = play(&plan);
    if form.is_for_people() {
        screen.say(&tell(loaded, &plan, &played, screen));
    } else {
        let said = form.say_test(&outcomes(loaded, &plan, &played, screen), loaded, screen);
        if said != Status::Done {
            return said;
        }
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
    test_text(&outcomes(loaded, plan, played, screen), plan.rules, screen.language)
}

/// What came out, an example each.
pub(super) fn outcomes(loaded: &Loaded, plan: &Plan<'_>, played: &[Played], screen: &Screen) -> Vec<Outcome> {
    let quotes = Quotes::new(plan.rules, &loaded.sources);
    let examples = plan.rules.examples.iter().zip(played);
    examples
        .map(|(example, played)| outcome(plan, &quotes, example, played, screen))
        .collect()
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
    // The story of the first ticket that fails; a sum or a figure has none.
    let mut failing = played.outcomes.iter().filter(|outcome| outcome.got != Got::Expected);
    let ticket = failing.find_map(|outcome| outcome.ticket);
    let trace = if let Some(case) = ticket.and_then(|ticket| played.cases.get(ticket)) {
        let facts = ExampleFacts::new(plan, example);
        let context = Context {
            rules: plan.rules,
            facts: &facts,
            as_of: played.as_of,
            zone: &plan.zone,
            working: plan,
        };
        let mut value = why(case, &context, quotes, plan);
        if let Some(file) = plan.rules.files.get(usize::from(example.place.file)) {
            value.told_in(&file.name);
        }
        why_text(
            &value,
            screen.language,
            screen.width.map(|width| width.saturating_sub(4)),
        )
    } else {
        String::new()
    };
    Outcome {
        title: example.title.clone(),
        place: example.place,
        expectations: played.outcomes.len(),
        failures,
        trace,
    }
}
