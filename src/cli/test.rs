//! `onus test`: the examples of the rule files, expected against got.

use super::findings::for_people;
use super::folder::write_new;
use super::messages::Trouble;
use super::{Loaded, Screen, Status, args};
use crate::coverage::{Coverage, stubs};
use crate::diagnostic::{Language, Words};
use crate::evaluate::{ExampleFacts, Got, Played, trial_plan};
use crate::model::Example;
use crate::notice::play_example;
use crate::plan::Plan;
use crate::render::test_screen::{Failure, Outcome, test_text};
use crate::render::why::why_text;
use crate::render::{coverage_text, got_words, stub_text};
use crate::report::{Context, Quotes, why};
use std::path::Path;

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
        screen.warn(&for_people(form, &loaded.errors(), loaded, screen.language));
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
    if let Some(file) = &args.stubs
        && let Err(status) = write_stubs(&plan, &played, file, loaded.language, screen)
    {
        return status;
    }
    let covers = !args.coverage || tell_coverage(loaded, &plan, &played, args, screen);
    if covers && played.iter().all(Played::holds) {
        Status::Done
    } else {
        Status::Findings
    }
}

/// Tells what the examples decide; whether that is enough. Where programs read the rest, people are told beside it.
fn tell_coverage(loaded: &Loaded, plan: &Plan<'_>, played: &[Played], args: &args::Test, screen: &Screen) -> bool {
    let coverage = Coverage::of(plan, played);
    let quotes = Quotes::new(plan.rules, &loaded.sources);
    let text = coverage_text(&coverage, plan.rules, &quotes, screen.language);
    match args.form.is_for_people() {
        true => screen.say(&format!("\n{text}")),
        false => screen.warn(&text),
    }
    let enough = args
        .fail_under
        .is_none_or(|least| coverage.percent() >= usize::from(least));
    if let Some(least) = args.fail_under.filter(|_| !enough) {
        let percent = coverage.percent();
        screen.complain(
            &Trouble::new(
                format!("the examples show {percent}%, less than the {least}% that are asked for"),
                format!("用例只说明了 {percent}%，低于要求的 {least}%"),
            )
            .mend("add examples for the lines above", "为上面列出的行补上用例"),
        );
    }
    enough
}

/// Writes ready-made examples for what no example shows, in the language of the rules.
fn write_stubs(
    plan: &Plan<'_>,
    played: &[Played],
    file: &Path,
    language: Language,
    screen: &Screen,
) -> Result<(), Status> {
    // What an unreviewed example shows needs no second one.
    let mut all = plan.rules.clone();
    all.examples.iter_mut().for_each(|example| example.unreviewed = false);
    let (stubs, without) = stubs(plan, &Coverage::of(&Plan::new(&all), played));
    let text = stub_text(&stubs, plan.rules, language);
    write_new(file, &text).map_err(|error| screen.cannot_write(file, &error))?;
    let (written, none, name) = (stubs.len(), without.len(), file.display());
    screen.say(&match screen.language {
        Language::English => format!(
            "\nwritten: {name} ({written} examples, to be reviewed; for {none} of the lines that no example shows none was found)"
        ),
        Language::Chinese => format!("\n已写 {name}（{written} 个用例，待审；还没有用例说明的行中，{none} 行没有找到现成的例子）"),
    });
    Ok(())
}

/// Plays all examples, in the order of the files.
pub fn play(plan: &Plan<'_>) -> Vec<Played> {
    let tried = plan.rules.tried();
    let trial = trial_plan(plan.rules, &tried);
    let examples = plan.rules.examples.iter();
    examples
        .map(|example| play_example(plan, trial.as_ref(), example))
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
        let context = Context::of(plan, &facts, played.as_of);
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
        unreviewed: example.unreviewed,
        expectations: played.outcomes.len(),
        failures,
        trace,
    }
}
