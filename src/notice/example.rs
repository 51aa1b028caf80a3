//! Examples of a month: the tickets of an example are gathered like those of a feed, and the notice says whom it names.
//!
//! It is the notice of the last month that is over when the example looks. What customers answered counts as answered in
//! that month; behind it is who holds the ticket at which it stands.

use super::counter::Counter;
use super::gather::Gather;
use super::lists::Names;
use super::month::Month;
use super::named::named;
use super::record::Record;
use super::sections::Materials;
use super::until::{data_until, is_later, objections_until, replies_until};
use crate::calendar::Moment;
use crate::evaluate::{Case, Evaluator, ExampleFacts, Got, Played, Repeats, play_tickets};
use crate::feed::Facts;
use crate::model::{Example, ExampleSurvey, Expected, Notice, PartyId};
use crate::plan::Plan;
use crate::report::Context;

/// Plays an example, with all that it expects: of its tickets, see [`play_tickets`], and of the notice.
#[must_use]
pub fn play_example(plan: &Plan<'_>, trial: Option<&Plan<'_>>, example: &Example) -> Played {
    let mut played = play_tickets(plan, trial, example);
    let asked = example.expects.iter().map(|expect| match expect.what {
        Expected::Named(party, named) => Some((party, named)),
        _ => None,
    });
    if asked.clone().flatten().next().is_none() {
        return played;
    }
    let named = whom(plan, example, played.as_of);
    for (outcome, (party, wanted)) in played
        .outcomes
        .iter_mut()
        .zip(asked)
        .filter_map(|(own, asked)| Some((own, asked?)))
    {
        outcome.got = match named.contains(&party) == wanted {
            true => Got::Expected,
            false => Got::Named(named.clone()),
        };
    }
    played
}

/// Whom the notices of the last month that is over name, in the order of the organisation.
#[must_use]
pub fn whom(plan: &Plan<'_>, example: &Example, as_of: Moment) -> Vec<PartyId> {
    let facts = ExampleFacts::new(plan, example);
    let repeats = Repeats::of(plan, &facts);
    let month = Month::of(&plan.zone, as_of).plus(-1);
    let mut all: Vec<PartyId> = Vec::new();
    for block in &plan.rules.notices {
        let until = data_until(plan, block, month).min(as_of);
        all.extend(by_one(plan, example, (&facts, &repeats), (block, month), until));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn by_one(
    plan: &Plan<'_>,
    example: &Example,
    (facts, repeats): (&ExampleFacts<'_>, &Repeats),
    (block, month): (&Notice, Month),
    until: Moment,
) -> Vec<PartyId> {
    let (names, context) = (Names::new(plan.rules), Context::of(plan, facts, until));
    let mut gather = Gather::new(&names, &context, block, month).counting();
    let mut evaluator = Evaluator::new(plan, facts, repeats, until, false).measuring();
    let mut case = Case::default();
    let mut answers: Vec<(PartyId, &ExampleSurvey)> = Vec::new();
    for ticket in (0..facts.len()).filter(|ticket| !is_later(plan, facts, *ticket, until)) {
        evaluator.judge(ticket, &mut case);
        gather.push(&case);
        let counts = case.outside.is_none() && case.left_out.is_none();
        if let Some(behind) = case.handler.filter(|_| counts) {
            let own = example.surveys.iter().filter(|own| own.ticket == ticket);
            answers.extend(own.map(|own| (behind, own)));
        }
    }
    let (lists, _) = gather.of_tickets();
    let counter = Counter::new(&lists);
    let named = named(&Materials {
        rules: plan.rules,
        zone: &plan.zone,
        notice: block,
        month,
        data_until: until,
        told: &|_| String::new(),
        counter: &counter,
        objections_until: objections_until(plan, block, month),
        replies_until: replies_until(plan, block, month),
        last: None,
        record: &Record::default(),
        told_answers: Some(&answers),
        origin: None,
    });
    let is_named = |name: &str| named.parties.iter().any(|own| own.party == name);
    let parties = plan.rules.parties.iter().enumerate();
    parties
        .filter(|(_, party)| is_named(&party.name))
        .map(|(at, _)| PartyId::from(at))
        .collect()
}
