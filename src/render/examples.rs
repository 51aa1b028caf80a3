//! What `onus test` prints: each example, and for one that fails what was expected, what came out, and the clocks
//! that led there.

use super::safe::terminal;
use super::words::{full, pick, state_word};
use crate::calendar::Moment;
use crate::diagnostic::Language;
use crate::evaluate::{Got, Played, Truth};
use crate::plan::Plan;
use crate::report::{Civil, Quotes, duty_name, party_name};

/// The whole screen: failing examples first told in full, then the sum.
#[must_use]
pub fn example_screen(plan: &Plan<'_>, quotes: &Quotes<'_>, played: &[Played], language: Language) -> String {
    let mut out = String::new();
    for (example, played) in plan.rules.examples.iter().zip(played) {
        let holds = played.holds();
        let verdict = if holds { pick(language, "holds", "通过") } else { pick(language, "FAILS", "不通过") };
        out.push_str(&format!("{verdict}  {}  ({})\n", terminal(&example.title), plan.rules.place(example.place)));
        let unjudged = played.outcomes.iter().filter(|outcome| outcome.got == Got::NotJudged).count();
        if unjudged > 0 {
            out.push_str(&match language {
                Language::English => format!("       {unjudged} of its lines are about surveys and are not judged here\n"),
                Language::Chinese => format!("        其中 {unjudged} 行说的是问卷，这里不判\n"),
            });
        }
        if !holds {
            failing(plan, quotes, played, language, &mut out);
        }
    }
    let (all, held) = (played.len(), played.iter().filter(|played| played.holds()).count());
    out.push_str(&match language {
        Language::English => format!("{held} of {all} examples hold\n"),
        Language::Chinese => format!("用例 {all} 个，通过 {held} 个\n"),
    });
    out
}

fn failing(plan: &Plan<'_>, quotes: &Quotes<'_>, played: &Played, language: Language, out: &mut String) {
    for outcome in &played.outcomes {
        let got = match &outcome.got {
            Got::Expected | Got::NotJudged => continue,
            other => got(plan, other, language),
        };
        let (expected, line) = (terminal(quotes.of(outcome.place)), plan.rules.place(outcome.place));
        out.push_str(&match language {
            Language::English => format!("  expected  {expected}    {line}\n  got       {got}\n"),
            Language::Chinese => format!("  应得  {expected}    {line}\n  实得  {got}\n"),
        });
    }
    let as_of = moment(plan, Some(played.as_of), language);
    out.push_str(&match language {
        Language::English => format!("  what came out, as of {as_of}:\n"),
        Language::Chinese => format!("  截至 {as_of} 的结果：\n"),
    });
    for own in &played.case.obligations {
        let name = duty_name(plan.rules, played.case.ladder, own.duty);
        let (state, party) = (state_word(own.state, language), party_name(plan.rules, own.party));
        let (start, due) = (moment(plan, own.start, language), moment(plan, own.due, language));
        let (quote, line) = (quotes.of(own.rule), plan.rules.place(own.rule));
        out.push_str(&match language {
            Language::English => {
                format!("    {name}: {state}, {party}; starts {start}, due {due}    {line} \"{quote}\"\n")
            }
            Language::Chinese => format!("    {name}：{state}，{party}；起算 {start}，到期 {due}    {line} “{quote}”\n"),
        });
    }
}

fn moment(plan: &Plan<'_>, at: Option<Moment>, language: Language) -> String {
    at.map_or_else(|| "—".to_owned(), |at| full(Civil::of(&plan.zone, at), language))
}

fn got(plan: &Plan<'_>, got: &Got, language: Language) -> String {
    let list = |moments: &[Moment]| {
        let moments: Vec<String> = moments.iter().map(|at| moment(plan, Some(*at), language)).collect();
        moments.join(pick(language, ", ", "、"))
    };
    match got {
        Got::Expected | Got::NotJudged => String::new(),
        Got::Due(None, None) => pick(language, "there is no such obligation", "没有这一项").to_owned(),
        Got::Due(due, state) => {
            let state = state.map_or("", |state| state_word(state, language));
            match language {
                Language::English => format!("due {}, {state}", moment(plan, *due, language)),
                Language::Chinese => format!("到期 {}，{state}", moment(plan, *due, language)),
            }
        }
        Got::Entered(moments) if moments.is_empty() => pick(language, "not entered", "未进入").to_owned(),
        Got::Entered(moments) => match language {
            Language::English => format!("entered {}", list(moments)),
            Language::Chinese => format!("进入于 {}", list(moments)),
        },
        Got::Truth(Truth::Unknown) => {
            pick(language, "cannot be told from what the ticket says", "凭工单所载判断不了").to_owned()
        }
        Got::Truth(_) => pick(language, "does not hold", "不成立").to_owned(),
        Got::Party(party) => match party_name(plan.rules, *party) {
            "" => pick(language, "nobody answers for it", "没有责任方").to_owned(),
            name => match language {
                Language::English => format!("{name} answers for it"),
                Language::Chinese => format!("责任方是 {name}"),
            },
        },
    }
}
