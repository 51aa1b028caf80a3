//! What came out of an `expect` line, in words.

use super::words::{full, state_word};
use crate::calendar::Moment;
use crate::diagnostic::{Language, Words};
use crate::evaluate::{Got, Truth};
use crate::model::Decimal;
use crate::plan::Plan;
use crate::report::{Civil, party_name};

/// What came out instead of what was expected; None where it came out as expected.
#[must_use]
pub fn got_words(plan: &Plan<'_>, got: &Got) -> Option<Words> {
    let moment = |at: &Moment, language| full(Civil::of(&plan.zone, *at), language);
    let both = |say: &dyn Fn(Language) -> String| Words::new(say(Language::English), say(Language::Chinese));
    Some(match got {
        Got::Expected => return None,
        Got::Due(None, None) => Words::new("there is no such obligation", "没有这一项"),
        Got::Due(due, state) => both(&|language| {
            let state = state.map_or("", |state| state_word(state, language));
            let due = due.map_or_else(|| "—".to_owned(), |due| full(Civil::end(&plan.zone, due), language));
            match language {
                Language::English => format!("due {due}, {state}"),
                Language::Chinese => format!("到期 {due}，{state}"),
            }
        }),
        Got::Entered(moments) if moments.is_empty() => Words::new("not entered", "未进入"),
        Got::Entered(moments) => both(&|language| {
            let moments: Vec<String> = moments.iter().map(|at| moment(at, language)).collect();
            match language {
                Language::English => format!("entered {}", moments.join(", ")),
                Language::Chinese => format!("进入于 {}", moments.join("、")),
            }
        }),
        Got::Count(1) => Words::new("1 ticket", "1件"),
        Got::Count(count) => Words::new(format!("{count} tickets"), format!("{count}件")),
        Got::Sum(Ok(at)) => both(&|language| moment(at, language)),
        Got::Sum(Err(year)) => Words::new(
            format!("cannot be told: the calendar does not cover {year}"),
            format!("说不出：日历没有覆盖 {year} 年"),
        ),
        Got::Figure(None) => Words::new("the surveys come to no such figure", "凭这些问卷得不出这个数"),
        Got::Figure(Some(figure)) => Words::new(decimal(*figure), decimal(*figure)),
        Got::Named(parties) if parties.is_empty() => Words::new("nobody is named", "没有点名"),
        Got::Named(parties) => both(&|language| {
            let names: Vec<&str> = parties
                .iter()
                .map(|party| party_name(plan.rules, Some(*party)))
                .collect();
            match language {
                Language::English => format!("named: {}", names.join(", ")),
                Language::Chinese => format!("点名的是 {}", names.join("、")),
            }
        }),
        Got::Truth(Truth::Unknown) => Words::new("cannot be told from what the ticket says", "凭工单所载判断不了"),
        Got::Truth(_) => Words::new("does not hold", "不成立"),
        Got::Party(party) => match party_name(plan.rules, *party) {
            "" => Words::new("nobody answers for it", "没有责任方"),
            name => Words::new(format!("{name} answers for it"), format!("责任方是 {name}")),
        },
    })
}

fn decimal(own: Decimal) -> String {
    let scale = usize::from(own.scale);
    let digits = format!("{:0width$}", own.mantissa.unsigned_abs(), width = scale + 1);
    let (whole, rest) = digits.split_at(digits.len() - scale);
    let sign = if own.mantissa < 0 { "-" } else { "" };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}")
}
