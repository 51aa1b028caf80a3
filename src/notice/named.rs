//! Who is named, by which line, and who is not named and why.

use super::list::{Figure, Only};
use super::sections::Materials;
use super::share::Share;
use super::value::{LabelCount, Named, NamedParty, Spared, Test};
use super::{deduction, rates};
use crate::model::{Cond, Decimal, Found, MetricId, PartyId, Place, Subject, Value};
use crate::report::NOT_RAISED;
use std::collections::BTreeMap;

/// Every party held against every naming line.
pub(super) fn named(of: &Materials<'_>) -> Named {
    let mut out = Named::default();
    for at in 0..of.rules.parties.len() {
        let party = PartyId::from(at);
        let (mut because, mut spared) = (Vec::new(), Vec::new());
        for (when, place) in &of.notice.name_when {
            let line = LineOf {
                of,
                party,
                place: *place,
                metric: metric_of(when),
            };
            let (mut held, mut missed) = (Vec::new(), Vec::new());
            if line.judge(when, &mut held, &mut missed) {
                because.extend(held);
            } else if held.len() + missed.len() > 1 || missed.iter().any(is_told) {
                spared.extend(missed.into_iter().filter(is_told));
            }
        }
        let name = of.party(party).to_owned();
        if !because.is_empty() {
            let labels = labels(of, &name);
            out.parties.push(NamedParty {
                party: name,
                because,
                labels,
            });
        } else if !spared.is_empty() {
            out.spared.push(Spared {
                party: name,
                because: spared,
            });
        }
    }
    out
}

/// Whether a test that did not hold is worth telling: something was counted.
fn is_told(test: &Test) -> bool {
    let counted = test.count.as_ref().is_some_and(|count| count.count > 0);
    counted || test.share.is_some_and(|share| share.whole > 0)
}

/// The metric that a line compares, whose denominator is its sample.
fn metric_of(when: &Cond) -> Option<MetricId> {
    match when {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().find_map(metric_of),
        Cond::Compare {
            subject: Subject::Metric(metric),
            ..
        } => Some(*metric),
        _ => None,
    }
}

/// A naming line held against a party.
struct LineOf<'a> {
    of: &'a Materials<'a>,
    party: PartyId,
    place: Place,
    metric: Option<MetricId>,
}

impl LineOf<'_> {
    /// Whether it names the party. What is of nothing names nobody.
    fn judge(&self, when: &Cond, held: &mut Vec<Test>, missed: &mut Vec<Test>) -> bool {
        let (test, holds) = match when {
            // All tests are told, also behind the one that decides.
            Cond::And(tests) => {
                return tests
                    .iter()
                    .fold(true, |all, test| self.judge(test, held, missed) && all);
            }
            Cond::Or(tests) => {
                return tests
                    .iter()
                    .fold(false, |any, test| self.judge(test, held, missed) || any);
            }
            Cond::FindingCount { finding, op, number } => {
                let (name, party) = (
                    deduction::finding_name(self.of.rules, *finding),
                    self.of.party(self.party),
                );
                let figure = self
                    .of
                    .figure("found", [Only::is("finding", name), Only::is("party", party)]);
                let holds = op.holds(size(&figure).cmp(number));
                (self.test(name, Some(figure), None, *op, Decimal::whole(*number)), holds)
            }
            Cond::Compare {
                subject: Subject::Metric(metric),
                op,
                value: Value::Number(bound),
            } => {
                let rate = rates::rate(self.of, *metric, Some(self.party));
                let share = Share {
                    part: rate.part.count,
                    whole: rate.whole.count,
                };
                let holds = share.holds(*op, *bound) == Some(true);
                (
                    self.test(&rate.metric, Some(rate.whole), Some(share), *op, *bound),
                    holds,
                )
            }
            Cond::Sample { op, number } => {
                let metric = self.metric.or_else(|| rates::of_answers(self.of));
                let whole = metric.map(|metric| rates::rate(self.of, metric, Some(self.party)).whole);
                let figure = whole.unwrap_or_default();
                let holds = op.holds(size(&figure).cmp(number));
                (
                    self.test("sample", Some(figure), None, *op, Decimal::whole(*number)),
                    holds,
                )
            }
            // A notice asks nothing else: `check` refuses it.
            _ => return false,
        };
        if holds {
            held.push(test)
        } else {
            missed.push(test)
        }
        holds
    }

    fn test(
        &self,
        what: &str,
        count: Option<Figure>,
        share: Option<Share>,
        op: crate::terms::CompareOp,
        bound: Decimal,
    ) -> Test {
        Test {
            what: what.to_owned(),
            count,
            share,
            op,
            bound,
            rule: self.of.rules.place(self.place),
        }
    }
}

fn size(figure: &Figure) -> i64 {
    i64::try_from(figure.count).unwrap_or(i64::MAX)
}

/// The labels of a party's findings, of those that a naming line or a deduction asks for.
fn labels(of: &Materials<'_>, party: &str) -> Vec<LabelCount> {
    let Some(list) = of.lists.list("found") else {
        return Vec::new();
    };
    let only = [Only::is("party", party)];
    let mut counts: BTreeMap<(usize, String), u64> = BTreeMap::new();
    for row in list.rows(&only) {
        let finding = super::leftovers::text(list, row, "finding");
        let Some(rank) = rank(of, finding) else { continue };
        let label = super::leftovers::text(list, row, "label");
        *counts.entry((rank, label.to_owned())).or_default() += 1;
    }
    let told = counts.into_iter().map(|((rank, label), _)| {
        let finding = of.rules.findings.get(rank).map_or(NOT_RAISED, |own| own.name.as_str());
        LabelCount {
            finding: finding.to_owned(),
            figure: of.figure(
                "found",
                [
                    Only::is("party", party),
                    Only::is("finding", finding),
                    Only::is("label", &label),
                ],
            ),
            label,
        }
    });
    told.collect()
}

/// Where a finding stands in the rules, if the notice asks for it; what was not raised stands behind them.
fn rank(of: &Materials<'_>, finding: &str) -> Option<usize> {
    let asked = |found: Found| {
        let deducted = of.notice.deductions.iter().any(|own| own.finding == found);
        deducted || of.notice.name_when.iter().any(|(when, _)| asks(when, found))
    };
    let at = of.rules.findings.iter().position(|own| own.name == finding);
    let (found, rank) = match at {
        Some(at) => (Found::Stated(at.into()), at),
        None => (Found::NotRaised, of.rules.findings.len()),
    };
    asked(found).then_some(rank)
}

fn asks(when: &Cond, found: Found) -> bool {
    match when {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().any(|test| asks(test, found)),
        Cond::FindingCount { finding, .. } => *finding == found,
        _ => false,
    }
}
