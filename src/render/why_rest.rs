//! What a trace tells of the whole ticket: the climb, who held it, findings, what is odd, what has not started.

use super::trace_lines::Lines;
use super::why::{place, row, safe};
use super::words::{elapsed, near, pick, state_word, time, working};
use crate::diagnostic::Language;
use crate::evaluate::State;
use crate::report::{WhyEntry, WhyValue};

/// Everything behind the obligations.
pub(super) fn rest(value: &WhyValue, language: Language) -> String {
    let mut out = String::new();
    if !value.climb.is_empty() {
        out.push_str(pick(language, "climb\n", "提级\n"));
        let mut lines = Lines::default();
        for entry in &value.climb {
            lines.push(
                &rung(entry, language),
                climb(entry, language),
                climb_due(entry, language),
            );
        }
        out.push_str(&lines.render());
    }
    if !value.held.is_empty() {
        let held = |party: &crate::report::WhyHeld| {
            let who = party
                .party
                .as_deref()
                .map_or(pick(language, "customer", "客户").to_owned(), safe);
            let long = match party.working_seconds {
                Some(seconds) => working(seconds, language),
                None => format!(
                    "{}{}",
                    pick(language, "by the clock ", "自然时间 "),
                    elapsed(party.elapsed_seconds, language)
                ),
            };
            format!("{who} {long}")
        };
        let parties: Vec<String> = value.held.iter().map(held).collect();
        out.push_str(pick(language, "who held it    ", "在谁手里  "));
        out.push_str(&parties.join(pick(language, " · ", "；")));
        out.push('\n');
    }
    for finding in &value.findings {
        let at: Vec<String> = finding.lines.iter().map(|line| place(line, language)).collect();
        let labels: Vec<String> = finding.labels.iter().map(|label| safe(label)).collect();
        let party = finding
            .party
            .as_deref()
            .map_or(String::new(), |party| format!("  {}", safe(party)));
        let open = if finding.provisional {
            pick(language, " (provisional)", "（暂定）")
        } else {
            ""
        };
        out.push_str(&format!(
            "{} {}{open}{party}  {}  {}\n",
            pick(language, "finding", "认定"),
            safe(&finding.finding),
            labels.join("; "),
            at.join(" ")
        ));
    }
    for remark in &value.remarks {
        let title = super::page_title(crate::diagnostic::Code(remark.code));
        let event = remark
            .event
            .as_deref()
            .map_or(String::new(), |event| format!("  {}", safe(event)));
        let title = pick(language, title.0, title.1);
        let head = pick(language, "odd", "数据问题");
        out.push_str(&format!(
            "{head} {}{event}  {title}  {}\n",
            remark.code,
            row(Some(&remark.row), language)
        ));
    }
    let waiting: Vec<String> = value
        .obligations
        .iter()
        .filter(|one| !one.of_climb && one.state == State::NotStarted && one.due.is_none())
        .map(|one| safe(&one.deadline))
        .collect();
    if !waiting.is_empty() {
        out.push_str(pick(language, "not started    ", "未起算    "));
        out.push_str(&waiting.join(pick(language, " · ", "、")));
        out.push('\n');
    }
    out
}

fn rung(entry: &WhyEntry, language: Language) -> String {
    match language {
        Language::English => format!("rung {}", entry.rung),
        Language::Chinese => format!("第{}级", entry.rung),
    }
}

fn climb(entry: &WhyEntry, language: Language) -> String {
    let at = format!(
        "{}-{:02}-{:02} {}",
        entry.at.civil.year,
        entry.at.civil.month,
        entry.at.civil.day,
        time(entry.at.civil)
    );
    let party = entry.party.as_deref().map_or(String::new(), safe);
    let (rule, text) = (place(&entry.rule, language), safe(&entry.rule.text));
    match language {
        Language::English => format!("{at}  {party}  {rule} \"{text}\""),
        Language::Chinese => format!("{at}  {party}  {rule} “{text}”"),
    }
}

fn climb_due(entry: &WhyEntry, language: Language) -> String {
    let due = entry.due.as_ref().map_or(String::new(), |due| {
        format!("{} {}", pick(language, "due", "到期"), near(due.civil, language))
    });
    match entry.state {
        State::Running | State::Warned => due,
        state => format!("{due}{}{}", pick(language, ", ", "，"), state_word(state, language)),
    }
}
