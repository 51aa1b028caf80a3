//! Months in which a notice names somebody: as many cases of one sort as a naming line asks for.

use super::super::part::Need;
use super::Stage;
use super::seen::expecting;
use super::ticket::tickets;
use crate::model::{Cond, Example, ExampleSurvey, ExampleTicket, Expected, Found, RuleSet, Satisfaction, Subject};
use crate::notice::{Month, data_until, whom};
use crate::terms::CompareOp;

/// A line that asks for more cases gets no ready-made example: nobody would read it.
const MOST: i64 = 40;

/// Examples that hold as many tickets of one sort as a naming line asks for, and expect whom the notice names for them.
pub(super) fn months<'a>(stage: Stage<'a>, when: &'a Cond) -> Box<dyn Iterator<Item = Example> + 'a> {
    let rules = stage.plan.rules;
    let many = asked(when);
    let answers = answers(rules, when);
    let findings = findings(stage, when)
        .into_iter()
        .map(|line| Need::Finding(line, Vec::new()));
    let needs = findings.chain([Need::Naming(when)]);
    let all = needs.flat_map(|need| tickets(rules, need));
    let blocks = move |ticket: Example| {
        let answers = answers.clone();
        rules.notices.iter().flat_map(move |block| {
            let ticket = ticket.clone();
            let told = answers.clone().into_iter();
            told.map(move |surveys| {
                (
                    block,
                    Example {
                        surveys,
                        ..ticket.clone()
                    },
                )
            })
        })
    };
    let pairs = all.filter(move |_| many <= MOST).flat_map(blocks);
    Box::new(pairs.flat_map(move |(block, ticket)| {
        // What falls due in one month may have come in the month before.
        (0..2).filter_map(move |later| {
            let own = ticket.tickets.first()?;
            let plan = stage.plan;
            let month = Month::of(&plan.zone, own.events.last()?.at).plus(later);
            let month = Example {
                tickets: match many {
                    1 => ticket.tickets.clone(),
                    _ => copies(own, many),
                },
                as_of: Some(data_until(plan, block, month)),
                ..ticket.clone()
            };
            let named = whom(plan, &month, month.as_of?).first().copied()?;
            Some(expecting(month, Expected::Named(named, true)))
        })
    }))
}

/// How many cases a line asks for; of customers who answered none.
fn asked(when: &Cond) -> i64 {
    let mut most = 1;
    when.each_test(&mut |test| match test {
        Cond::Sample { of, .. } if of.iter().all(is_of_customers) && !of.is_empty() => {}
        Cond::FindingCount { op, number, .. } | Cond::Sample { op, number, .. } => most = most.max(least(*op, *number)),
        _ => {}
    });
    most
}

/// The least number of which a comparison that asks for many holds.
fn least(op: CompareOp, number: i64) -> i64 {
    number.saturating_add(i64::from(op == CompareOp::Greater))
}

fn is_of_customers(subject: &Subject) -> bool {
    matches!(subject, Subject::Satisfaction(_))
}

/// What customers may have answered, for the scores that a line compares: as many as it asks for gave the least to every
/// question, or the most. Without such a score one choice: nothing.
fn answers(rules: &RuleSet, when: &Cond) -> Vec<Vec<ExampleSurvey>> {
    let (mut measures, mut persons) = (Vec::new(), 1);
    when.each_test(&mut |test| match test {
        Cond::Compare {
            subject: Subject::Satisfaction(at),
            ..
        } => measures.extend(rules.satisfactions.get(usize::from(*at))),
        Cond::Sample { op, number, .. } => persons = persons.max(least(*op, *number)),
        _ => {}
    });
    if measures.is_empty() {
        return vec![Vec::new()];
    }
    let with = |end: fn(&Satisfaction) -> u32| {
        let of = |measure: &&Satisfaction| {
            let mut names: Vec<&String> = measure.dimensions.iter().map(|own| &own.name).collect();
            if names.is_empty() {
                names.push(&measure.name);
            }
            let survey = |question: &String| ExampleSurvey {
                question: question.clone(),
                ticket: 0,
                counts: vec![(i64::from(end(measure)), persons)],
            };
            names.into_iter().map(survey).collect::<Vec<_>>()
        };
        measures.iter().flat_map(of).collect()
    };
    vec![with(|own| own.scale.0), with(|own| own.scale.1)]
}

/// The lines of the findings that a line counts.
fn findings<'a>(stage: Stage<'a>, when: &Cond) -> Vec<&'a Cond> {
    let mut lines = Vec::new();
    when.each_test(&mut |test| {
        if let Cond::FindingCount {
            finding: Found::Stated(id),
            ..
        } = test
        {
            let own = stage.plan.rules.findings.get(id.index());
            lines.extend(own.into_iter().flat_map(|own| &own.lines).map(|line| &line.when));
        }
    });
    lines
}

/// The same ticket several times, each under a number of its own.
fn copies(ticket: &ExampleTicket, many: i64) -> Vec<ExampleTicket> {
    let width = many.to_string().len();
    let numbered = (1..=many).map(|number| ExampleTicket {
        number: format!("T{number:0width$}"),
        ..ticket.clone()
    });
    numbered.collect()
}
