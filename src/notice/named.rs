//! Who is named, by which line, and who is not named and why.

use super::figure::{Figure, Only};
use super::satisfaction::Group;
use super::sections::Materials;
use super::share::{PLACES, Share};
use super::{deduction, rates, satisfaction};
use crate::measure::Ratio;
use crate::model::{Cond, Decimal, Found, PartyId, Place, Subject, Value};
use crate::report::NOT_RAISED;
use crate::terms::CompareOp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who is named, and who is not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Named {
    /// By party in the order of the organisation, with every line that names it.
    pub parties: Vec<NamedParty>,
    /// Parties with something counted against a line that does not name them.
    pub spared: Vec<Spared>,
}

/// A party that is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedParty {
    /// The party.
    pub party: String,
    /// The tests of the lines that name it, as they came out.
    pub because: Vec<Test>,
    /// What is incomplete, or late, by the labels of findings.
    pub labels: Vec<LabelCount>,
}

/// How often a label stands in the findings of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelCount {
    /// The finding.
    pub finding: String,
    /// The label; empty where its line prints none.
    pub label: String,
    /// How many.
    pub figure: Figure,
}

/// A party that a line did not name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spared {
    /// The party.
    pub party: String,
    /// The tests that did not hold.
    pub because: Vec<Test>,
}

/// A test of a naming line, as it came out for a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// What was compared: a finding, a metric, `sample`.
    pub what: String,
    /// Findings, or the sample; None for a rate.
    pub count: Option<Figure>,
    /// The rate; None for a count.
    pub share: Option<Share>,
    /// The score of a satisfaction; None for everything else.
    #[serde(default)]
    pub score: Option<Scored>,
    /// The relation.
    pub op: CompareOp,
    /// The bound.
    pub bound: Decimal,
    /// The line, `file:line`.
    pub rule: String,
}

/// The score of a satisfaction, as a test compared it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Exact; None where a dimension has no answers.
    pub score: Option<Ratio>,
    /// Decimals of print; None: as shares are printed.
    pub decimals: Option<u8>,
}

impl Scored {
    /// For print beside a bound: on the side on which it lies.
    #[must_use]
    pub fn printed(self, bound: Decimal) -> Option<Decimal> {
        self.score?.rounded_beside(bound, self.decimals.unwrap_or(PLACES))
    }
}

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

/// A naming line held against a party.
struct LineOf<'a> {
    of: &'a Materials<'a>,
    party: PartyId,
    place: Place,
}

impl LineOf<'_> {
    /// Whether it names the party. What is of nothing names nobody.
    fn judge(&self, when: &Cond, held: &mut Vec<Test>, missed: &mut Vec<Test>) -> bool {
        let (test, holds) = match when {
            // All tests are told, also behind the one that decides.
            Cond::And(tests) => {
                let mut all = true;
                for test in tests {
                    all &= self.judge(test, held, missed);
                }
                return all;
            }
            Cond::Or(tests) => {
                let mut any = false;
                for test in tests {
                    any |= self.judge(test, held, missed);
                }
                return any;
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
            Cond::Compare {
                subject: Subject::Satisfaction(at),
                op,
                value: Value::Number(bound),
            } => {
                let Some(measure) = self.of.rules.satisfactions.get(usize::from(*at)) else {
                    return false;
                };
                let own = satisfaction::of_party(self.of, measure, self.party);
                let score = own.as_ref().and_then(|own| own.score);
                let mut test = self.test(&measure.name, Some(sample(own)), None, *op, *bound);
                test.score = Some(Scored {
                    score,
                    decimals: measure.decimals.and_then(|places| u8::try_from(places).ok()),
                });
                (test, satisfaction::reaches(score, *op, *bound) == Some(true))
            }
            Cond::Sample { of, op, number } => {
                let figure = self.sample(of);
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

    /// How many the rates and scores of the party are of: of several, the fewest, so that it holds for each of them.
    fn sample(&self, of: &[Subject]) -> Figure {
        let answers = self.of.rules.metrics_of_answers().filter(|_| of.is_empty());
        let each = of
            .iter()
            .copied()
            .chain(answers.map(Subject::Metric))
            .map(|subject| match subject {
                Subject::Metric(metric) => rates::rate(self.of, metric, Some(self.party)).whole,
                Subject::Satisfaction(at) => {
                    let measure = self.of.rules.satisfactions.get(usize::from(at));
                    sample(measure.and_then(|own| satisfaction::of_party(self.of, own, self.party)))
                }
                // `check` lets a notice compare nothing else.
                _ => Figure::default(),
            });
        each.min_by_key(|figure| figure.count).unwrap_or_default()
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
            score: None,
            op,
            bound,
            rule: self.of.rules.place(self.place),
        }
    }
}

/// Persons who answered; nobody where a party is behind no answer.
fn sample(own: Option<Group>) -> Figure {
    own.map_or_else(
        || Figure {
            list: "answers".to_owned(),
            ..Figure::default()
        },
        |own| own.sample,
    )
}

fn size(figure: &Figure) -> i64 {
    i64::try_from(figure.count).unwrap_or(i64::MAX)
}

/// The labels of a party's findings, of those that a naming line or a deduction asks for.
fn labels(of: &Materials<'_>, party: &str) -> Vec<LabelCount> {
    let Some(list) = of.lists().list("found") else {
        return Vec::new();
    };
    let only = [Only::is("party", party)];
    let mut counts: BTreeMap<(usize, String), u64> = BTreeMap::new();
    for row in list.only(&only) {
        let finding = row.text("finding");
        let Some(rank) = rank(of, finding) else { continue };
        let label = row.text("label");
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
