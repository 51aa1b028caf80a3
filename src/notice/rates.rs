//! Metrics of the whole house and of one party.

use super::figure::{Figure, Only};
use super::sections::Materials;
use super::share::Share;
use super::value::{Aim, Rate};
use crate::model::{Cond, CountEach, Denominator, Found, MetricId, PartyId};

/// Every metric, of one party or of all.
pub(super) fn all(of: &Materials<'_>, party: Option<PartyId>) -> Vec<Rate> {
    let metrics = 0..of.rules.metrics.len();
    metrics.map(|at| rate(of, at.into(), party)).collect()
}

/// One metric, of one party or of all.
pub(super) fn rate(of: &Materials<'_>, id: MetricId, party: Option<PartyId>) -> Rate {
    let Some(metric) = of.rules.metrics.get(id.index()) else {
        return Rate::default();
    };
    let (list, deadline) = match metric.count_each {
        CountEach::Ticket => ("accepted", None),
        CountEach::Deadline(deadline) => ("due", of.rules.deadlines.get(deadline.index())),
    };
    let own = |words: &[&str]| {
        let mut only = vec![Only::any(&metric.name, words.iter().copied())];
        only.extend(party.map(|party| Only::is("party", of.party(party))));
        of.counter.figure(list, only)
    };
    let (whole, part) = (own(&["met", "missed"]), own(&["met"]));
    let provisional = match deadline {
        None if looks_ahead(of, &metric.numerator) => {
            let mut only = part.only.clone();
            only.push(Only::is("provisional", "yes"));
            of.counter.figure(list, only)
        }
        _ => Figure::default(),
    };
    let share = Share {
        part: part.count,
        whole: whole.count,
    };
    Rate {
        metric: metric.name.clone(),
        of_deadline: deadline.map(|deadline| deadline.name.clone()),
        last: last(of, &metric.name, party),
        aim: metric.target.as_ref().map(|target| {
            let (op, bound) = *target.on(of.day());
            Aim {
                op,
                bound,
                reached: share.holds(op, bound),
            }
        }),
        whole,
        part,
        provisional,
        rule: of.rules.place(metric.place),
        numerator: (of.told)(&metric.numerator),
        denominator: match &metric.denominator {
            Denominator::All => String::new(),
            Denominator::When(when) => (of.told)(when),
        },
    }
}

/// The same metric in the notice of the month before.
fn last(of: &Materials<'_>, metric: &str, party: Option<PartyId>) -> Option<Share> {
    let before = of.last?;
    let mut rates = match party {
        None => before.overview.rates.iter().collect::<Vec<_>>(),
        Some(party) => {
            let own = before.parties.iter().filter(|row| row.party == of.party(party));
            own.map(|row| &row.rate).collect()
        }
    }
    .into_iter();
    let rate = rates.find(|rate| rate.metric == metric)?;
    Some(Share {
        part: rate.part.count,
        whole: rate.whole.count,
    })
}

/// Whether what is counted can still change by what comes later.
fn looks_ahead(of: &Materials<'_>, when: &Cond) -> bool {
    match when {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().any(|test| looks_ahead(of, test)),
        Cond::Recurs { .. } => true,
        Cond::FindingCount {
            finding: Found::Stated(id),
            ..
        } => {
            let finding = of.rules.findings.get(id.index());
            finding.is_some_and(|own| own.lines.iter().any(|line| looks_ahead(of, &line.when)))
        }
        _ => false,
    }
}
