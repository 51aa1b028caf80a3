//! Months in which a notice names somebody: as many cases of one sort as a naming line asks for.

use super::super::part::Need;
use super::Stage;
use super::seen::expecting;
use super::ticket::tickets;
use crate::model::{Cond, Example, ExampleTicket, Expected, Found};
use crate::notice::{Month, data_until, whom};
use crate::terms::CompareOp;

/// A line that asks for more cases gets no ready-made example: nobody would read it.
const MOST: i64 = 40;

/// Examples that hold as many tickets of one sort as a naming line asks for, and expect whom the notice names for them.
pub(super) fn months<'a>(stage: Stage<'a>, when: &'a Cond) -> Box<dyn Iterator<Item = Example> + 'a> {
    let rules = stage.plan.rules;
    let many = asked(when);
    let findings = findings(stage, when)
        .into_iter()
        .map(|line| Need::Finding(line, Vec::new()));
    let needs = findings.chain([Need::Naming(when)]);
    let all = needs.flat_map(|need| tickets(rules, need));
    let blocks = move |ticket: Example| rules.notices.iter().map(move |block| (block, ticket.clone()));
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

/// How many cases a line asks for.
fn asked(when: &Cond) -> i64 {
    match when {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().map(asked).max().unwrap_or(1),
        Cond::FindingCount { op, number, .. } | Cond::Sample { op, number, .. } => {
            let more = i64::from(*op == CompareOp::Greater);
            number.saturating_add(more).max(1)
        }
        _ => 1,
    }
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
