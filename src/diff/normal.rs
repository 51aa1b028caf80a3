//! Rules in which conditions that say the same in other words are written alike: `in a` and `= a`, alternatives of one
//! field and a list of its values, brackets that change nothing. How days count is said once: by the file, where a deadline
//! has nothing of its own.

use crate::calendar::Counting;
use crate::model::{Cond, Denominator, RuleSet, Subject, Value};
use crate::terms::CompareOp;

/// The same rules with every condition in its plainest form, and no deadline that repeats how the file counts.
#[must_use]
pub fn normal(rules: &RuleSet) -> RuleSet {
    let mut rules = rules.clone();
    each_condition(&mut rules, &mut |cond| *cond = plain(cond));
    let of_file = &rules.counting;
    for own in rules.deadlines.iter_mut().filter(|own| own.counting == *of_file) {
        own.counting = Counting::default();
    }
    rules
}

/// Every condition of the rules, the examples' aside.
fn each_condition(rules: &mut RuleSet, to: &mut impl FnMut(&mut Cond)) {
    rules
        .kinds
        .iter_mut()
        .filter_map(|own| own.when.as_mut())
        .for_each(&mut *to);
    let workflows = rules.workflows.iter_mut();
    workflows
        .filter_map(|own| own.resolved_when.as_mut())
        .for_each(&mut *to);
    for own in &mut rules.deadlines {
        own.ends_when.iter_mut().for_each(|(cond, _)| to(cond));
        own.not_needed.iter_mut().for_each(|(cond, _)| to(cond));
        own.rows
            .iter_mut()
            .filter_map(|row| row.when.as_mut())
            .for_each(&mut *to);
        own.pauses
            .iter_mut()
            .filter_map(|pause| pause.when.as_mut())
            .for_each(&mut *to);
        let unless = own.reminders.iter_mut().filter_map(|remind| remind.unless.as_mut());
        unless.for_each(&mut *to);
    }
    for own in &mut rules.ladders {
        own.applies_when.iter_mut().for_each(&mut *to);
        let enter = own.rungs.iter_mut().flat_map(|rung| &mut rung.enter);
        enter.for_each(|(cond, _)| to(cond));
    }
    rules.schedules.iter_mut().for_each(|own| to(&mut own.collect));
    let lines = rules.findings.iter_mut().flat_map(|own| &mut own.lines);
    lines.for_each(|line| to(&mut line.when));
    for own in &mut rules.metrics {
        to(&mut own.numerator);
        if let Denominator::When(cond) = &mut own.denominator {
            to(cond);
        }
    }
    let notices = rules.notices.iter_mut();
    let named = notices.flat_map(|own| own.name_when.iter_mut().chain(&mut own.name_on_trial));
    named.for_each(|(cond, _)| to(cond));
}

/// A condition in its plainest form.
#[must_use]
pub fn plain(cond: &Cond) -> Cond {
    match cond {
        Cond::And(tests) => joined(tests, true),
        Cond::Or(tests) => joined(tests, false),
        Cond::In {
            subject,
            values,
            negated,
        } => {
            let mut kept: Vec<Value> = Vec::new();
            for value in values {
                if !kept.contains(value) {
                    kept.push(value.clone());
                }
            }
            match kept.as_slice() {
                // A category in a list means those below it too, one compared does not.
                [only] if *subject != Subject::Category => Cond::Compare {
                    subject: *subject,
                    op: if *negated {
                        CompareOp::NotEqual
                    } else {
                        CompareOp::Equal
                    },
                    value: only.clone(),
                },
                _ => Cond::In {
                    subject: *subject,
                    values: kept,
                    negated: *negated,
                },
            }
        }
        other => other.clone(),
    }
}

/// Tests of one conjunction or alternative: nested ones taken in, values of one subject put together, none twice.
fn joined(tests: &[Cond], all: bool) -> Cond {
    let mut flat: Vec<Cond> = Vec::new();
    for test in tests.iter().map(plain) {
        match (test, all) {
            (Cond::And(more), true) | (Cond::Or(more), false) => flat.extend(more),
            (test, _) => flat.push(test),
        }
    }
    let mut out: Vec<Cond> = Vec::new();
    for test in flat {
        let Some((subject, values)) = values_of(&test, all) else {
            if !out.contains(&test) {
                out.push(test);
            }
            continue;
        };
        let known = out.iter_mut().find_map(|known| match known {
            Cond::In {
                subject: own,
                values,
                negated,
            } if *own == subject && *negated == all => Some(values),
            _ => None,
        });
        match known {
            Some(known) => known.extend(values),
            None => out.push(Cond::In {
                subject,
                values,
                negated: all,
            }),
        }
    }
    let mut out: Vec<Cond> = out
        .iter()
        .map(|test| match test {
            Cond::In { .. } => plain(test),
            other => other.clone(),
        })
        .collect();
    match (out.pop(), all) {
        (Some(only), _) if out.is_empty() => only,
        (last, true) => Cond::And(out.into_iter().chain(last).collect()),
        (last, false) => Cond::Or(out.into_iter().chain(last).collect()),
    }
}

/// The values that a test of an alternative names, or that one of a conjunction rules out.
fn values_of(test: &Cond, ruled_out: bool) -> Option<(Subject, Vec<Value>)> {
    let wanted = if ruled_out {
        CompareOp::NotEqual
    } else {
        CompareOp::Equal
    };
    match test {
        Cond::Compare { subject, op, value } if *op == wanted && *subject != Subject::Category && is_name(value) => {
            Some((*subject, vec![value.clone()]))
        }
        Cond::In {
            subject,
            values,
            negated,
        } if *negated == ruled_out => Some((*subject, values.clone())),
        _ => None,
    }
}

fn is_name(value: &Value) -> bool {
    matches!(
        value,
        Value::Kind(_) | Value::Party(_) | Value::Choice(_) | Value::YesNo(_)
    )
}
