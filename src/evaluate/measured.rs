//! Metrics: what of a ticket a metric counts, and whether above the line.

use super::condition::Truth;
use super::run::Run;
use super::verdict::{Case, Measured, Obligation, State};
use crate::feed::Facts;
use crate::model::{Cond, CountEach, Denominator, Metric, MetricId, Target};

impl<F: Facts> Run<'_, F> {
    /// Holds every metric against the ticket as it stands at the end of its play. What is unknown is not counted.
    pub(super) fn measure(&self, case: &mut Case) {
        case.measured.clear();
        if !self.measuring || self.outside.is_some() || self.left_out.is_some() {
            return;
        }
        for (at, metric) in self.plan.rules.metrics.iter().enumerate() {
            let id = MetricId::from(at);
            match metric.count_each {
                CountEach::Ticket => {
                    if self.is_counted(metric, None) {
                        let met = self.judge_of(&metric.numerator, None) == Truth::Yes;
                        case.measured.push(Measured {
                            metric: id,
                            obligation: None,
                            met,
                        });
                    }
                }
                CountEach::Deadline(deadline) => {
                    for (index, own) in case.obligations.iter().enumerate() {
                        let done = [State::DoneOnTime, State::TargetMet, State::TargetMissed];
                        let judged = own.state.is_late() || done.contains(&own.state);
                        let meant = self.names(Target::Deadline(deadline), own.duty, own.rung);
                        if judged && meant && self.is_counted(metric, Some(own)) {
                            let met = self.judge_of(&metric.numerator, Some(own)) == Truth::Yes;
                            case.measured.push(Measured {
                                metric: id,
                                obligation: Some(index),
                                met,
                            });
                        }
                    }
                }
            }
        }
    }

    fn is_counted(&self, metric: &Metric, of: Option<&Obligation>) -> bool {
        match &metric.denominator {
            Denominator::All => true,
            Denominator::When(when) => self.judge_of(when, of) == Truth::Yes,
        }
    }

    /// A test about one obligation where it names that obligation's deadline, else about the ticket.
    fn judge_of(&self, cond: &Cond, of: Option<&Obligation>) -> Truth {
        let Some(own) = of else {
            return self.judge(cond);
        };
        let meant = |target: &Target| self.names(*target, own.duty, own.rung);
        match cond {
            Cond::And(tests) => Truth::all(tests.iter().map(|test| self.judge_of(test, of))),
            Cond::Or(tests) => Truth::any(tests.iter().map(|test| self.judge_of(test, of))),
            Cond::OnTime { target } if meant(target) => {
                Truth::of(matches!(own.state, State::DoneOnTime | State::TargetMet))
            }
            Cond::Overdue { target, by: None } if meant(target) => Truth::of(own.state.is_late()),
            Cond::NotOverdue { target } if meant(target) => Truth::of(!own.state.is_late()),
            other => self.judge(other),
        }
    }
}
