//! A sample of several rates is that of the one with the fewest: what is asked of it is asked of each.

use crate::model::{Cond, RuleSet, Subject};
use crate::terms::CompareOp;

/// A test of a sample of several as tests of samples of one each; None of any other test.
pub(super) fn of_each(rules: &RuleSet, test: &Cond) -> Option<Cond> {
    let Cond::Sample { of, op, number } = test else {
        return None;
    };
    let answers = rules.metrics_of_answers().filter(|_| of.is_empty());
    let each: Vec<Subject> = of.iter().copied().chain(answers.map(Subject::Metric)).collect();
    if each.is_empty() || each == *of && each.len() == 1 {
        return None;
    }
    let with = |op: CompareOp| -> Vec<Cond> {
        let own = |subject: &Subject| Cond::Sample {
            of: vec![*subject],
            op,
            number: *number,
        };
        each.iter().map(own).collect()
    };
    Some(match op {
        CompareOp::AtLeast | CompareOp::Greater => Cond::And(with(*op)),
        CompareOp::AtMost | CompareOp::Less => Cond::Or(with(*op)),
        CompareOp::Equal => Cond::And(vec![
            Cond::And(with(CompareOp::AtLeast)),
            Cond::Or(with(CompareOp::AtMost)),
        ]),
        CompareOp::NotEqual => Cond::Or(vec![
            Cond::And(with(CompareOp::Greater)),
            Cond::Or(with(CompareOp::Less)),
        ]),
    })
}
