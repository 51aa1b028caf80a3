//! What a trace tells of the whole ticket: the climb, who held it, findings, what is odd, what has not started.

use super::trace_lines::Lines;
use super::why::{place, quoted, row, safe};
use super::words::{date, elapsed, incomplete, near, not_raised, pick, recorded, state_word, time, working};
use crate::diagnostic::Language;
use crate::evaluate::State;
use crate::report::{Stamp, WhyRule, WhyValue};

/// Everything behind the obligations.
pub(super) fn rest(value: &WhyValue, language: Language, width: Option<usize>) -> String {
    let mut out = String::new();
    let climb = climb(value, language, width);
    if !climb.is_empty() {
        out.push_str(pick(language, "climb\n", "提级\n"));
        out.push_str(&climb);
    }
    let mut lines = Lines::new(0, width);
    held(&mut lines, value, language);
    for finding in &value.findings {
        let at: Vec<String> = finding.lines.iter().map(|line| place(line, language)).collect();
        let raised = finding.not_raised.as_deref();
        let mut parts = vec![raised.map_or_else(|| safe(&finding.finding), |_| not_raised(language).to_owned())];
        if finding.provisional {
            parts.push(pick(language, "provisional", "暂定").to_owned());
        }
        parts.extend(finding.counts_as.map(|kind| incomplete(kind, language).to_owned()));
        parts.extend(finding.party.as_deref().map(safe));
        parts.extend(finding.labels.iter().map(|label| safe(label)));
        parts.extend(raised.map(|_| recorded(finding.recorded.as_ref().map(|at| at.civil), language)));
        lines.push(pick(language, "finding", "认定"), parts.join("  "), at.join(" "));
    }
    for remark in &value.remarks {
        let title = super::page_title(crate::diagnostic::Code(remark.code));
        let event = remark
            .event
            .as_deref()
            .map_or(String::new(), |event| format!("  {}", safe(event)));
        let text = format!("{}{event}  {}", remark.code, pick(language, title.0, title.1));
        lines.push(
            pick(language, "odd", "数据问题"),
            text,
            row(Some(&remark.row), language),
        );
    }
    let waiting: Vec<String> = value
        .obligations
        .iter()
        .filter(|one| !one.of_climb && one.state == State::NotStarted && one.due.is_none())
        .map(|one| safe(&one.deadline))
        .collect();
    if !waiting.is_empty() {
        lines.push_list(
            pick(language, "not started", "未起算"),
            &waiting,
            pick(language, " · ", "、"),
            String::new(),
        );
    }
    out.push_str(&lines.render());
    out
}

/// The rungs entered, with what must happen there, and the ways back.
fn climb(value: &WhyValue, language: Language, width: Option<usize>) -> String {
    let mut steps: Vec<Step<'_>> = Vec::new();
    steps.extend(value.climb.iter().map(|entry| Step {
        at: &entry.at,
        rung: entry.rung,
        must: None,
        party: entry.party.as_deref(),
        rule: &entry.rule,
        due: entry.due.as_ref(),
        state: entry.state,
    }));
    let beside = value.obligations.iter().filter(|one| one.of_climb && !one.of_entry);
    steps.extend(beside.filter_map(|one| {
        Some(Step {
            at: one.start.as_ref()?,
            rung: one.rung?,
            must: one.must.as_deref(),
            party: one.party.as_deref(),
            rule: &one.rule,
            due: one.due.as_ref(),
            state: one.state,
        })
    }));
    steps.sort_by_key(|step| (step.at.at, step.rung, step.must));
    let mut lines = Lines::new(2, width);
    for step in &steps {
        let label = match language {
            Language::English => format!("rung {}", step.rung),
            Language::Chinese => format!("第{}级", step.rung),
        };
        lines.push(&label, step.words(language), step.outcome(language));
    }
    lines.render()
}

/// A line of the climb.
struct Step<'a> {
    at: &'a Stamp,
    rung: u8,
    /// What must happen there; None: the rung itself.
    must: Option<&'a str>,
    party: Option<&'a str>,
    rule: &'a WhyRule,
    due: Option<&'a Stamp>,
    state: State,
}

impl Step<'_> {
    fn words(&self, language: Language) -> String {
        let begins = match self.must {
            Some(event) => format!("{}{}", pick(language, "must: ", "必办 "), safe(event)),
            None => format!("{} {}", date(self.at.civil), time(self.at.civil)),
        };
        let party = self.party.map_or(String::new(), safe);
        format!("{begins}  {party}  {}", quoted(self.rule, language))
    }

    fn outcome(&self, language: Language) -> String {
        let due = self.due.map_or(String::new(), |due| {
            format!("{} {}", pick(language, "due", "到期"), near(due.civil, language))
        });
        let state = state_word(self.state, language);
        match self.state {
            State::Running | State::Warned => due,
            _ if due.is_empty() => state.to_owned(),
            _ => format!("{due}{}{state}", pick(language, ", ", "，")),
        }
    }
}

/// How long every party had it. Who lost it to a rung is told so; the customer has it while a pause runs.
fn held(lines: &mut Lines, value: &WhyValue, language: Language) {
    if value.held.is_empty() {
        return;
    }
    let customer = pick(language, "customer", "客户");
    let mut parties: Vec<String> = Vec::new();
    for held in &value.held {
        let who = held.party.as_deref().map_or(customer.to_owned(), safe);
        let long = match (held.working_seconds, language) {
            (Some(seconds), _) => working(seconds, language),
            (None, Language::English) => format!("{} by the clock", elapsed(held.elapsed_seconds, language)),
            (None, Language::Chinese) => format!("自然时间 {}", elapsed(held.elapsed_seconds, language)),
        };
        let until = match (held.until_rung, language) {
            (None, _) => String::new(),
            (Some(rung), Language::English) => format!(" until the climb to rung {rung}"),
            (Some(rung), Language::Chinese) => format!("（到提至第{rung}级为止）"),
        };
        parties.push(format!("{who} {long}{until}"));
    }
    if value.held.iter().all(|held| held.party.is_some()) {
        parties.push(format!("{customer} 0"));
    }
    if value.held.first().is_some_and(|held| held.working_seconds.is_some())
        && let Some(first) = parties.first_mut()
    {
        first.insert_str(0, pick(language, "working time: ", "工作时间："));
    }
    lines.push_list(
        pick(language, "who held it", "在谁手里"),
        &parties,
        pick(language, " · ", "；"),
        String::new(),
    );
}
