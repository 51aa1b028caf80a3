//! Metrics: what of a ticket a metric counts, and whether above the line.

use super::condition::Truth;
use super::run::Run;
use super::verdict::{Case, Measured, Obligation, State};
use crate::feed::Facts;
use crate::model::{Cond, CountEach, Denominator, Metric, MetricId, Target};

impl<F: Facts> Run<'_, F> {
    /// Holds every metric against the ticket as it stands at the end of its play. What is unknown is not counted.
    pub(super) fn measure(&self, case: &mut Case) {
        self.measure_by(&|cond| self.judge(cond), case);
    }

    /// The same, where a condition about the ticket is judged by `judge`.
    pub(super) fn measure_by(&self, judge: &dyn Fn(&Cond) -> Truth, case: &mut Case) {
        case.measured.clear();
        if !self.measuring || case.outside.is_some() || case.left_out.is_some() {
            return;
        }
        for (at, metric) in self.plan.rules.metrics.iter().enumerate() {
            let id = MetricId::from(at);
            match metric.count_each {
                CountEach::Ticket => {
                    if self.is_counted(metric, None, judge) {
                        let met = judge(&metric.numerator) == Truth::Yes;
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
                        if judged && meant && self.is_counted(metric, Some(own), judge) {
                            let met = self.judge_of(&metric.numerator, own, judge) == Truth::Yes;
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

    fn is_counted(&self, metric: &Metric, of: Option<&Obligation>, judge: &dyn Fn(&Cond) -> Truth) -> bool {
        let truth = match (&metric.denominator, of) {
            (Denominator::All, _) => return true,
            (Denominator::When(when), Some(own)) => self.judge_of(when, own, judge),
            (Denominator::When(when), None) => judge(when),
        };
        truth == Truth::Yes
    }

    /// A test about one obligation where it names that obligation's deadline, else about the ticket.
    fn judge_of(&self, cond: &Cond, own: &Obligation, judge: &dyn Fn(&Cond) -> Truth) -> Truth {
        let meant = |target: &Target| self.names(*target, own.duty, own.rung);
        match cond {
            Cond::And(tests) => Truth::all(tests.iter().map(|test| self.judge_of(test, own, judge))),
            Cond::Or(tests) => Truth::any(tests.iter().map(|test| self.judge_of(test, own, judge))),
            Cond::OnTime { target } if meant(target) => {
                Truth::of(matches!(own.state, State::DoneOnTime | State::TargetMet))
            }
            Cond::Overdue { target, by: None } if meant(target) => Truth::of(own.state.is_late()),
            Cond::NotOverdue { target } if meant(target) => Truth::of(!own.state.is_late()),
            other => judge(other),
        }
    }
}
