//! What a trace tells of the whole ticket: the climb, who held it, findings, what is odd, what has not started.

use super::trace_lines::Lines;
use super::why::{place, quoted, row, safe};
use super::words::{date, elapsed, full, incomplete, near, not_raised, pick, recorded, state_word, time, working};
use crate::diagnostic::Language;
use crate::evaluate::State;
use crate::report::{Stamp, WhyJoined, WhyLeftover, WhyReminder, WhyRule, WhyValue};

/// The rows of other feeds that are the same case, a line each.
pub(super) fn same_case(value: &WhyValue, language: Language) -> String {
    let line = |joined: &WhyJoined| {
        let (number, rule) = (safe(&joined.ticket), quoted(&joined.rule, language));
        let (own, to) = (row(Some(&joined.row), language), row(Some(&joined.to), language));
        match language {
            Language::English => format!("the same case as {number}: {own} joined to {to}, {rule}\n"),
            Language::Chinese => format!("与 {number} 同一事项：{own}并入 {to}，依据 {rule}\n"),
        }
    };
    value.same_case.iter().map(line).collect()
}

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
    for reminder in &value.reminders {
        lines.push(
            pick(language, "reminder", "提醒"),
            reminder_words(reminder, language),
            place(&reminder.rule, language),
        );
    }
    for left in &value.leftovers {
        lines.push(
            pick(language, "left over", "遗留"),
            left_words(left, language),
            String::new(),
        );
    }
    for decision in &value.decisions {
        let about = match (decision.about.is_empty(), decision.kind) {
            (false, _) => safe(&decision.about),
            (true, _) => pick(language, "all that was late", "当时逾期的各项").to_owned(),
        };
        let by = decision.by.as_deref().map_or(String::new(), safe);
        let reference = safe(&decision.reference);
        let excuses = decision.kind == "excuse";
        lines.push(
            match excuses {
                true => pick(language, "excused", "免责"),
                false => pick(language, "objection", "异议"),
            },
            format!("{}  {about}  {by}  {reference}", full(decision.at.civil, language)),
            row(Some(&decision.row), language),
        );
    }
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

/// When, of what, to whom, with which letter.
fn reminder_words(reminder: &WhyReminder, language: Language) -> String {
    let nobody = pick(language, "(nobody found)", "（找不到责任方）");
    let to = reminder.send_to.as_deref().map_or(nobody.to_owned(), safe);
    let when = full(reminder.at.civil, language);
    let deadline = safe(&reminder.deadline);
    let copies: Vec<String> = reminder.copies.iter().map(|copy| safe(copy)).collect();
    let letter = reminder.letter.as_deref().map(safe);
    match language {
        Language::English => {
            let copies = match copies.as_slice() {
                [] => String::new(),
                all => format!(", copies {}", all.join(", ")),
            };
            let letter = letter.map_or(String::new(), |letter| format!(", \"{letter}\""));
            format!("{when}  {deadline}, to {to}{copies}{letter}")
        }
        Language::Chinese => {
            let copies = match copies.as_slice() {
                [] => String::new(),
                all => format!("，抄送 {}", all.join("、")),
            };
            let letter = letter.map_or(String::new(), |letter| format!("，“{letter}”"));
            format!("{when}  {deadline}，发给 {to}{copies}{letter}")
        }
    }
}

/// Since when, how many months, at which rung.
fn left_words(left: &WhyLeftover, language: Language) -> String {
    let (since, schedule) = (date(left.since.civil), safe(&left.schedule));
    let party = left.party.as_deref().map_or(String::new(), safe);
    let ended = left.ended.as_ref().map(|at| full(at.civil, language));
    match language {
        Language::English => {
            let ended = ended.map_or(String::new(), |at| format!(", ended {at}"));
            format!(
                "{schedule} since {since}, {} months, rung {}  {party}{ended}",
                left.months, left.rung
            )
        }
        Language::Chinese => {
            let ended = ended.map_or(String::new(), |at| format!("，{at} 已了结"));
            format!(
                "{schedule} 自 {since} 起 {} 个月，第{}级  {party}{ended}",
                left.months, left.rung
            )
        }
    }
}
