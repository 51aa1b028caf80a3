//! `onus why` for people: the trace of one ticket, in both languages.

use super::days::{counted, skipped};
use super::safe::terminal;
use super::trace_lines::Lines;
use super::why_change::change_words;
use super::why_rest::{rest, same_case};
use super::words::{elapsed, full, near, pick, state_word, working};
use crate::calendar::{DayCount, Unit};
use crate::diagnostic::Language;
use crate::evaluate::State;
use crate::model::Which;
use crate::report::{Stamp, WhyEntry, WhyObligation, WhyRow, WhyRule, WhyValue};
use chrono::NaiveDate;

/// The trace as text, on a terminal of a width (None: as wide as it gets).
#[must_use]
pub fn why_text(value: &WhyValue, language: Language, width: Option<usize>) -> String {
    let mut out = head(value, language);
    out.push_str(&body(value, language, width));
    if let Some(trial) = &value.on_trial {
        out.push_str(pick(
            language,
            "\non trial: what follows moves nothing, and nobody is named for it\n",
            "\n试行：以下只供参考，不影响办理，不据此点名\n",
        ));
        out.push_str(&body(trial, language, width));
    }
    out
}

/// The obligations, the climb, and what else there is.
fn body(value: &WhyValue, language: Language, width: Option<usize>) -> String {
    let mut out = String::new();
    let climb_only = |one: &&WhyObligation| one.of_climb || (one.state == State::NotStarted && one.due.is_none());
    for one in value.obligations.iter().filter(|one| !climb_only(one)) {
        out.push('\n');
        out.push_str(&obligation(one, value, language, width));
    }
    out.push_str(&rest(value, language, width));
    out
}

/// The trace as json.
///
/// # Errors
/// Where json cannot be written, which does not happen for these values.
pub fn why_json(value: &WhyValue) -> serde_json::Result<String> {
    Ok(super::diagnostics::visible(&serde_json::to_string_pretty(value)?) + "\n")
}

fn head(value: &WhyValue, language: Language) -> String {
    let mut parts: Vec<String> = [&value.kind, &value.category]
        .into_iter()
        .flatten()
        .map(|name| safe(name))
        .collect();
    for (name, en, zh) in [
        (&value.handler, "handler ", "承办 "),
        (&value.owner, "owner ", "归口 "),
        (&value.customer, "customer ", "客户 "),
    ] {
        parts.extend(
            name.as_ref()
                .map(|name| format!("{}{}", pick(language, en, zh), safe(name))),
        );
    }
    let mut out = format!("{}  {}\n", safe(&value.ticket), parts.join(" · "));
    out.push_str(&same_case(value, language));
    if value.occurrence > 1 {
        let (times, earlier) = (value.occurrence, value.earlier.iter().map(|number| safe(number)));
        let customer = value.customer.as_deref().filter(|_| value.same_customer).map(safe);
        out.push_str(&match (language, customer) {
            (Language::English, of) => {
                let of = of.map_or(String::new(), |customer| format!(" of customer {customer}"));
                let earlier = earlier.collect::<Vec<_>>().join(", ");
                format!("occurrence {times}{of}, after {earlier}\n")
            }
            (Language::Chinese, of) => {
                let of = of.map_or(String::new(), |customer| format!("客户 {customer} "));
                let earlier = earlier.collect::<Vec<_>>().join("、");
                format!("{of}第{times}次诉求，此前 {earlier}\n")
            }
        });
    }
    if let Some(since) = &value.left_out {
        let since = full(since.civil, language);
        out.push_str(&match language {
            Language::English => format!("left out of all figures since {since}\n"),
            Language::Chinese => format!("{since} 起不计\n"),
        });
    }
    out
}

fn obligation(one: &WhyObligation, value: &WhyValue, language: Language, width: Option<usize>) -> String {
    let mut lines = Lines::new(2, width);
    lines.push(
        pick(language, "rule", "依据"),
        quoted(&one.rule, language),
        version(one, value, language),
    );
    if let Some(start) = &one.start {
        let event = one
            .start_event
            .as_deref()
            .map_or(String::new(), |name| format!("  {}", safe(name)));
        let text = format!("{}{event}{}", full(start.civil, language), not_yet(one, language));
        lines.push(
            pick(language, "starts", "起算"),
            text,
            row(one.start_row.as_ref(), language),
        );
    }
    if let Some(moved) = &one.counted_from {
        let moved_by = pick(language, "by the arrival rule", "按到达规则移动").to_owned();
        lines.push(
            pick(language, "counted from", "计起"),
            full(moved.civil, language),
            moved_by,
        );
    }
    days(&mut lines, one, language);
    if let Some(two) = &one.of_two {
        let [first, second] = two.moments.each_ref().map(|at| full(at.civil, language));
        let which = match two.which {
            Which::Later => pick(language, "the later", "取迟"),
            Which::Earlier => pick(language, "the earlier", "取早"),
        };
        let text = format!("{first} {} {second}", pick(language, "and", "与"));
        lines.push(pick(language, "of two", "两个期限"), text, which.to_owned());
    }
    match (&one.due, one.missing_year) {
        (Some(due), _) => lines.push(
            pick(language, "due", "到期"),
            full(due.civil, language),
            effects(one, language),
        ),
        (None, Some(year)) => lines.push(pick(language, "due", "到期"), missing(year, language), String::new()),
        (None, None) => {}
    }
    outcome(&mut lines, one, value, language);
    let title = verdict(one, language);
    let mut out = format!("{title}\n{}", lines.render());
    for change in &one.otherwise {
        out.push_str(&format!("  {}\n", change_words(change, one, language)));
    }
    out
}

/// The events for which the start stands in.
fn not_yet(one: &WhyObligation, language: Language) -> String {
    let names: Vec<String> = one.stands_in_for.iter().map(|name| safe(name)).collect();
    match (names.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::English) => format!(", as long as not {}", names.join(" or ")),
        (false, Language::Chinese) => format!("（尚未{}）", names.join("、")),
    }
}

/// The days that count and those that do not; of a limit in hours only what its working time leaps over.
fn days(lines: &mut Lines, one: &WhyObligation, language: Language) {
    let start = one.start.as_ref().and_then(date_of);
    let dot = pick(language, " · ", "、");
    let skipped = skipped(&one.days, start, language);
    let skips = pick(language, "skips", "不计");
    match one.counting.filter(|_| !one.days.is_empty()) {
        Some((unit, count)) => {
            let counted = counted(&one.days, start, language);
            let manner = manner(unit, count, language).to_owned();
            lines.push_list(pick(language, "counts", "计日"), &counted, dot, manner);
            let nothing = vec![pick(language, "nothing", "无").to_owned()];
            let list = if skipped.is_empty() { &nothing } else { &skipped };
            lines.push_list(skips, list, dot, String::new());
        }
        None if !skipped.is_empty() => lines.push_list(skips, &skipped, dot, String::new()),
        None => {}
    }
}

fn version(one: &WhyObligation, value: &WhyValue, language: Language) -> String {
    let number = value.rules_version;
    match (one.in_force_since, language) {
        (Some(since), Language::English) => format!("version {number}, in force since {since}"),
        (Some(since), Language::Chinese) => format!("第{number}版，{since} 起施行"),
        (None, Language::English) => format!("version {number}"),
        (None, Language::Chinese) => format!("第{number}版"),
    }
}

fn verdict(one: &WhyObligation, language: Language) -> String {
    let name = safe(&one.deadline);
    let round = match (one.round, language) {
        (0 | 1, _) => String::new(),
        (round, Language::English) => format!(", round {round}"),
        (round, Language::Chinese) => format!("（第{round}轮）"),
    };
    let turn = match (one.turn, language) {
        (None, _) => String::new(),
        (Some(turn), Language::English) => format!(", turn {turn}"),
        (Some(turn), Language::Chinese) => format!("（第{turn}期）"),
    };
    let party = one
        .party
        .as_deref()
        .map_or(String::new(), |party| format!(" · {}", safe(party)));
    let state = match (one.state, language) {
        (State::Overdue, Language::English) => "LATE, still open",
        (State::Overdue, Language::Chinese) => "逾期，至今未办结",
        (State::DoneLate, Language::English) => "LATE, done",
        (State::DoneLate, Language::Chinese) => "逾期办结",
        (state, language) => state_word(state, language),
    };
    match language {
        Language::English => format!("{name}{round}{turn}: {state}{party}"),
        Language::Chinese => format!("{name}{round}{turn}：{state}{party}"),
    }
}

fn effects(one: &WhyObligation, language: Language) -> String {
    let (pauses, extensions) = (one.pauses.len(), one.extensions.len());
    let before = match (&one.original_due, &one.due) {
        (Some(original), Some(due)) if original != due => {
            let original = near(original.civil, language);
            match language {
                Language::English => format!(", before them {original}"),
                Language::Chinese => format!("，原到期 {original}"),
            }
        }
        _ => String::new(),
    };
    match language {
        Language::English => format!("pauses {pauses}, extensions {extensions}{before}"),
        Language::Chinese => format!("暂停 {pauses}，延期 {extensions}{before}"),
    }
}

fn outcome(lines: &mut Lines, one: &WhyObligation, value: &WhyValue, language: Language) {
    for pause in &one.pauses {
        let from = full(pause.from.civil, language);
        let to = pause
            .to
            .as_ref()
            .map_or(pick(language, "still open", "未结束").to_owned(), |to| {
                full(to.civil, language)
            });
        let added = working(pause.added_seconds, language);
        let mut note = format!("{} {added}", pick(language, "adds", "顺延"));
        for reason in &pause.reasons {
            note.push_str(pick(language, ", ", "，"));
            note.push_str(reason);
        }
        lines.push(
            pick(language, "pause", "暂停"),
            format!("{from} {} {to}", pick(language, "to", "至")),
            note,
        );
    }
    for extension in &one.extensions {
        let (asked, granted) = (
            full(extension.asked.civil, language),
            full(extension.granted.civil, language),
        );
        lines.push(
            pick(language, "extended", "延期"),
            match language {
                Language::English => format!("asked {asked}, granted {granted}"),
                Language::Chinese => format!("申请 {asked}，批准 {granted}"),
            },
            String::new(),
        );
    }
    if let Some(test) = &one.ends_when {
        lines.push(pick(language, "ends", "办结"), quoted(test, language), String::new());
    }
    for passed in &one.passed {
        let (at, event) = (full(passed.at.civil, language), safe(&passed.event));
        let text = match language {
            Language::English => format!("{at}  {event}, which did not end it"),
            Language::Chinese => format!("{at}  {event}，不算办结"),
        };
        lines.push(pick(language, "passed", "未成"), text, row(Some(&passed.row), language));
    }
    match (&one.done, one.state) {
        (Some(done), _) => {
            let event = one
                .done_event
                .as_deref()
                .map_or(String::new(), |name| format!("  {}", safe(name)));
            let then = taken_over(one, value, language);
            let text = format!("{}{event}{then}", full(done.civil, language));
            let label = match one.state {
                State::HandedOn | State::TakenOver | State::NotNeeded => pick(language, "closed", "结束"),
                _ if one.not_needed.is_some() => pick(language, "closed", "结束"),
                _ => pick(language, "done", "完成"),
            };
            lines.push(label, text, row(one.done_row.as_ref(), language));
        }
        (None, State::LeftOut) => {}
        (None, _) => {
            let events: Vec<String> = one.ended_by.iter().map(|name| safe(name)).collect();
            let now = full(value.as_of.civil, language);
            let as_asked = as_asked(one, language);
            lines.push(
                pick(language, "now", "现在"),
                match language {
                    Language::English => format!("{now}  not yet {}{as_asked}", events.join(" or ")),
                    Language::Chinese => format!("{now}  没有{}{as_asked}", events.join("或")),
                },
                String::new(),
            );
        }
    }
    if let Some(test) = &one.not_needed {
        let note = match one.state {
            State::DoneLate => pick(language, "late until then", "到那时已逾期").to_owned(),
            _ => String::new(),
        };
        lines.push(pick(language, "not needed", "免办"), quoted(test, language), note);
    }
    let late = (one.late_working_seconds, one.late_elapsed_seconds);
    let missed = (one.missed_working_seconds, one.missed_elapsed_seconds);
    for (label, (by_work, by_clock)) in [
        (pick(language, "late by", "逾期"), late),
        (pick(language, "missed by", "超出"), missed),
    ] {
        if let Some(by_clock) = by_clock {
            lines.push(label, how_long(by_work, by_clock, language), String::new());
        }
    }
    if let Some(line) = &one.no_breach {
        lines.push(
            pick(language, "target", "内部目标"),
            quoted(line, language),
            String::new(),
        );
    }
}

/// A time in working time, where it can be told, and by the clock.
fn how_long(by_work: Option<i64>, by_clock: i64, language: Language) -> String {
    let by_clock = elapsed(by_clock, language);
    match (by_work, language) {
        (Some(seconds), Language::English) => {
            format!(
                "{} of working time; {by_clock} by the clock",
                working(seconds, language)
            )
        }
        (Some(seconds), Language::Chinese) => {
            format!("工作时间 {}；自然时间 {by_clock}", working(seconds, language))
        }
        (None, Language::English) => format!("{by_clock} by the clock"),
        (None, Language::Chinese) => format!("自然时间 {by_clock}"),
    }
}

/// What took an obligation over: the rung entered at that moment, the end of the case, else the round after its own.
fn taken_over(one: &WhyObligation, value: &WhyValue, language: Language) -> String {
    if one.state != State::TakenOver {
        return String::new();
    }
    if one.turn.is_some() && one.done_event.is_some() {
        return pick(language, "  the case was over", "  工单已了结").to_owned();
    }
    let entered = |entry: &&WhyEntry| entry.round == one.round && Some(&entry.at) == one.done.as_ref();
    let rung = value.climb.iter().filter(entered).map(|entry| entry.rung).max();
    let reopened = || value.obligations.iter().any(|other| other.round > one.round);
    match (rung, language) {
        (Some(rung), Language::English) => format!("  taken over by rung {rung}"),
        (Some(rung), Language::Chinese) => format!("  由第{rung}级接办"),
        (None, Language::English) if reopened() => "  taken over by the new round".to_owned(),
        (None, Language::Chinese) if reopened() => "  由新一轮接办".to_owned(),
        (None, _) => String::new(),
    }
}

/// Behind the events that end an obligation: that a test has to hold at them.
pub(super) fn as_asked(one: &WhyObligation, language: Language) -> &'static str {
    match one.ends_when {
        Some(_) => pick(language, " as asked", "（符合条件）"),
        None => "",
    }
}

/// The place of a rule line and its words, as far as they are at hand.
pub(super) fn quoted(rule: &WhyRule, language: Language) -> String {
    let (place, text) = (place(rule, language), safe(&rule.text));
    match (text.is_empty(), language) {
        (true, _) => place,
        (false, Language::English) => format!("{place}  \"{text}\""),
        (false, Language::Chinese) => format!("{place} “{text}”"),
    }
}

pub(super) fn place(rule: &WhyRule, language: Language) -> String {
    match language {
        Language::English => format!("{}:{}", safe(&rule.file), rule.line),
        Language::Chinese => format!("{} 第{}行", safe(&rule.file), rule.line),
    }
}

pub(super) fn row(row: Option<&WhyRow>, language: Language) -> String {
    row.map_or(String::new(), |row| match language {
        Language::English => format!("{} row {}", safe(&row.file), row.row),
        Language::Chinese => format!("{} 第{}行", safe(&row.file), row.row),
    })
}

fn missing(year: i32, language: Language) -> String {
    match language {
        Language::English => format!("cannot be said: the calendar does not cover {year}"),
        Language::Chinese => format!("无法判定：日历没有写到 {year} 年"),
    }
}

fn manner(unit: Unit, count: DayCount, language: Language) -> &'static str {
    match (unit, count) {
        (Unit::WorkingDays, DayCount::FromNextDay) => pick(
            language,
            "next day first, until close of business",
            "次日起算，到当日下班",
        ),
        (_, DayCount::FromNextDay) => pick(language, "next day first, until midnight", "次日起算，到午夜"),
        (_, DayCount::FromTheMoment) => pick(language, "from the moment, until the same time", "当刻起算，到同一时刻"),
    }
}

fn date_of(stamp: &Stamp) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::try_from(stamp.civil.year).ok()?,
        stamp.civil.month,
        stamp.civil.day,
    )
}

pub(super) fn safe(text: &str) -> String {
    terminal(text).into_owned()
}
