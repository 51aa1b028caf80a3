//! Any list that machines read, said again for people: the same rows and columns, with words, durations and moments
//! as people read them.

use super::lists::Report;
use super::people::{Cells, head_line};
use super::words::duty_words;
use super::words::{elapsed, incomplete, not_raised, pick, state_word, working};
use crate::diagnostic::{CODES, Language};
use crate::evaluate::Duty;
use crate::model::{LadderId, RuleSet};
use crate::report::{NOT_RAISED, duty_name};
use std::collections::BTreeMap;

/// The words of people for what machines' lists hold.
#[derive(Debug)]
pub struct PeopleWords {
    language: Language,
    /// By the name in machines' lists: what a rung demands.
    duties: BTreeMap<String, String>,
}

impl PeopleWords {
    /// The words of a rule set in a language.
    #[must_use]
    pub fn new(rules: &RuleSet, language: Language) -> PeopleWords {
        let mut duties = BTreeMap::new();
        for (at, ladder) in rules.ladders.iter().enumerate() {
            for (number, rung) in (1..).zip(&ladder.rungs) {
                let musts = rung.must.iter().map(|must| Duty::Must(number, must.event));
                for duty in musts.chain([Duty::Rung(number)]) {
                    let name = duty_name(rules, Some(LadderId::from(at)), duty);
                    duties.insert(name.to_string(), duty_words(&name, language));
                }
            }
        }
        PeopleWords { language, duties }
    }
}

/// What a column holds, and its heads.
struct PeopleColumn(&'static str, &'static str, Holds);

#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Text,
    Duty,
    Number,
    Moment,
    Working,
    Elapsed,
    State,
    Level,
    Feed,
    YesNo,
    Remark,
    Finding,
    Incomplete,
    Decision,
}

/// The head of any other list for people, with BOM; None for the two that have their own.
#[must_use]
pub fn people_head(report: Report, language: Language) -> Option<Vec<u8>> {
    let heads: Vec<_> = columns(report)?
        .iter()
        .map(|PeopleColumn(en, zh, _)| (*en, *zh))
        .collect();
    Some(head_line(&heads, language))
}

/// Appends the lines that machines read, without their head, in the words of people.
pub fn people_lines(out: &mut Vec<u8>, report: Report, lines: &[u8], words: &PeopleWords) {
    let Some(columns) = columns(report) else { return };
    let text = String::from_utf8_lossy(lines);
    let mut cells = Cells::new(out);
    let mut at = 0;
    for (field, ends) in fields(&text) {
        match columns.get(at) {
            Some(PeopleColumn(_, _, holds)) => cell(&mut cells, &field, *holds, words),
            None => {
                cells.text(&field);
            }
        }
        at += 1;
        if ends {
            cells.end();
            at = 0;
        }
    }
}

fn cell(cells: &mut Cells<'_>, field: &str, holds: Holds, words: &PeopleWords) {
    let language = words.language;
    let seconds = || field.parse::<i64>().ok();
    match holds {
        Holds::Text => cells.text(field),
        Holds::Duty => cells.text(words.duties.get(field).map_or(field, String::as_str)),
        Holds::Number => cells.cell(field),
        // The moment of a machine's list without its zone: `2026-03-06T17:30:00+08:00`.
        Holds::Moment => {
            let minutes = field.get(..16).unwrap_or(field).replace('T', " ");
            let odd = field.get(16..19).filter(|rest| *rest != ":00").unwrap_or("");
            cells.cell(&format!("{minutes}{odd}"))
        }
        Holds::Working => cells.cell(&seconds().map_or(String::new(), |seconds| working(seconds, language))),
        Holds::Elapsed => cells.cell(&seconds().map_or(String::new(), |seconds| elapsed(seconds, language))),
        Holds::State => {
            let state = crate::report::STATES.into_iter().find(|state| state.word() == field);
            cells.cell(state.map_or(field, |state| state_word(state, language)))
        }
        Holds::Level | Holds::Feed | Holds::YesNo | Holds::Decision => cells.cell(translated(field, language)),
        Holds::Finding if field == NOT_RAISED => cells.cell(not_raised(language)),
        Holds::Finding => cells.text(field),
        Holds::Incomplete => cells.cell(incomplete(field, language)),
        Holds::Remark => {
            let (title, about) = field.split_once(": ").unwrap_or((field, ""));
            let page = CODES.iter().find(|page| page.title.0 == title);
            let words = page.map_or(title, |page| pick(language, page.title.0, page.title.1));
            match about {
                "" => cells.text(words),
                about => cells.text(&format!("{words}{}{about}", pick(language, ": ", "："))),
            }
        }
    };
}

/// Closed words of the machine's lists in the language of people.
#[must_use]
pub fn translated(word: &str, language: Language) -> &str {
    let chinese = match word {
        "leadership" => "领导",
        "department" => "部门",
        "unit" => "单位",
        "team" => "班组",
        "tickets" => "工单表",
        "events" => "流转表",
        "surveys" => "问卷表",
        "monitoring" => "监控表",
        "decisions" => "裁定表",
        "objections" => "异议表",
        "yes" => "是",
        "no" => "否",
        "excuse" => "免责",
        "objection" => "异议",
        other => other,
    };
    pick(language, word, chinese)
}

fn columns(report: Report) -> Option<Vec<PeopleColumn>> {
    use Holds::{
        Decision, Duty, Elapsed, Feed, Finding, Incomplete, Level, Moment, Number, Remark, State, Text, Working, YesNo,
    };
    let c = PeopleColumn;
    Some(match report {
        Report::Overdue | Report::Escalations => return None,
        Report::Obligations | Report::OnTrial => vec![
            c("ticket", "工单编号", Text),
            c("kind", "性质", Text),
            c("category", "类别", Text),
            c("deadline", "环节", Duty),
            c("round", "轮次", Number),
            c("answers for it", "责任单位", Text),
            c("start", "起算", Moment),
            c("due", "到期", Moment),
            c("due before pauses and extensions", "原到期", Moment),
            c("done", "完成", Moment),
            c("state", "状态", State),
            c("late (working)", "逾期(工作时间)", Working),
            c("late (by the clock)", "逾期(自然)", Elapsed),
            c("charged (working)", "计入本方(工作时间)", Working),
            c("rung", "级别", Number),
            c("highest rung", "最高级别", Number),
            c("rule", "依据", Text),
            c("no. among equals", "同项序号", Number),
            c("missing year", "缺少年份", Number),
            c("owner", "归口", Text),
            c("handler", "承办单位", Text),
            c("excused at", "免责时刻", Moment),
            c("excused by", "由谁免责", Text),
            c("excuse", "免责依据", Text),
            c("turn", "第几期", Number),
        ],
        Report::Parties => vec![
            c("party", "责任方", Text),
            c("level", "层级", Level),
            c("not started", "未起算", Number),
            c("running", "办理中", Number),
            c("warned", "预警", Number),
            c("overdue", "逾期未办结", Number),
            c("done on time", "按时", Number),
            c("done late", "逾期办结", Number),
            c("handed on", "已移交", Number),
            c("taken over", "由后续接办", Number),
            c("not needed", "免办", Number),
            c("undetermined", "无法判定", Number),
            c("target met", "达标", Number),
            c("target missed", "未达标", Number),
            c("left out", "不计", Number),
            c("due", "到期", Number),
            c("late (working)", "逾期(工作时间)", Working),
            c("charged (working)", "计入本方(工作时间)", Working),
            c("held (working)", "在手(工作时间)", Working),
            c("rungs entered", "提级至此", Number),
            c("findings", "认定", Number),
            c("incomplete in form", "形式不到位", Number),
            c("incomplete in review", "审核不到位", Number),
            c("incomplete in effect", "成效不到位", Number),
            c("incomplete in durability", "稳定不到位", Number),
            c("incomplete in promise", "承诺不到位", Number),
            c("provisional findings", "暂定认定", Number),
            c("excused", "免责", Number),
            c("paused (by the clock)", "暂停(自然)", Elapsed),
        ],
        Report::Reminders => vec![
            c("ticket", "工单编号", Text),
            c("deadline", "环节", Duty),
            c("round", "轮次", Number),
            c("answers for it", "责任单位", Text),
            c("due", "到期", Moment),
            c("remind at", "提醒时刻", Moment),
            c("send to", "发给", Text),
            c("copies", "抄送", Text),
            c("letter", "文书", Text),
            c("rule", "依据", Text),
            c("key", "编号", Text),
        ],
        Report::Watch => vec![
            c("ticket", "工单编号", Text),
            c("kind", "性质", Text),
            c("category", "类别", Text),
            c("deadline", "环节", Duty),
            c("round", "轮次", Number),
            c("answers for it", "责任单位", Text),
            c("start", "起算", Moment),
            c("due", "到期", Moment),
            c("state", "状态", State),
            c("left (working)", "还有(工作时间)", Working),
            c("left (by the clock)", "还有(自然)", Elapsed),
            c("rung", "级别", Number),
            c("rule", "依据", Text),
            c("owner", "归口", Text),
            c("handler", "承办单位", Text),
        ],
        Report::MissedTargets => vec![
            c("ticket", "工单编号", Text),
            c("kind", "性质", Text),
            c("category", "类别", Text),
            c("target", "内部目标", Duty),
            c("round", "轮次", Number),
            c("party", "责任单位", Text),
            c("start", "起算", Moment),
            c("target moment", "目标时间", Moment),
            c("done", "完成", Moment),
            c("missed by (working)", "超出(工作时间)", Working),
            c("missed by (by the clock)", "超出(自然)", Elapsed),
            c("rule", "依据", Text),
            c("owner", "归口", Text),
            c("handler", "承办单位", Text),
        ],
        Report::Leftovers => vec![
            c("ticket", "工单编号", Text),
            c("kind", "性质", Text),
            c("category", "类别", Text),
            c("schedule", "定期", Text),
            c("round", "轮次", Number),
            c("rung", "级别", Number),
            c("answers for it", "责任单位", Text),
            c("left over since", "首次列遗留", Moment),
            c("last hand-over", "最近一次交办", Moment),
            c("months", "遗留月数", Number),
            c("ended since", "此后办结", Moment),
            c("owner", "归口", Text),
            c("handler", "承办单位", Text),
        ],
        Report::Decisions => vec![
            c("ticket", "工单编号", Text),
            c("kind", "决定", Decision),
            c("at", "时刻", Moment),
            c("by", "由谁", Text),
            c("about", "环节", Duty),
            c("round", "轮次", Number),
            c("answers for it", "责任单位", Text),
            c("reference", "依据文号", Text),
            c("obligations concerned", "涉及项数", Number),
            c("file", "文件", Text),
            c("row", "行", Number),
        ],
        Report::Findings => vec![
            c("ticket", "工单编号", Text),
            c("finding", "认定", Finding),
            c("round", "轮次", Number),
            c("party", "责任方", Text),
            c("at", "时刻", Moment),
            c("lines", "所依各行", Text),
            c("label", "说明", Text),
            c("provisional", "暂定", YesNo),
            c("rule", "依据", Text),
            c("recorded all the same", "后补", Moment),
            c("counts as", "视为", Incomplete),
        ],
        Report::SetAside => vec![
            c("feed", "数据", Feed),
            c("file", "文件", Text),
            c("row", "行", Number),
            c("column", "列", Text),
            c("code", "代码", Text),
            c("ticket", "工单编号", Text),
            c("cure", "怎样就能计入", Text),
            c("value", "原值", Text),
        ],
        Report::DataFindings => vec![
            c("feed", "数据", Feed),
            c("file", "文件", Text),
            c("row", "行", Number),
            c("code", "代码", Text),
            c("ticket", "工单编号", Text),
            c("event", "事件", Text),
            c("moment", "时刻", Moment),
            c("remark", "说明", Remark),
        ],
    })
}

/// The fields of csv text as this program writes it, each with whether it ends its line.
fn fields(text: &str) -> impl Iterator<Item = (String, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut field = String::new();
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            loop {
                let (part, behind) = rest.split_once('"').unwrap_or((rest, ""));
                field.push_str(part);
                match behind.strip_prefix('"') {
                    Some(more) => {
                        field.push('"');
                        rest = more;
                    }
                    None => {
                        rest = behind;
                        break;
                    }
                }
            }
        } else {
            let end = rest.find([',', '\n']).unwrap_or(rest.len());
            let (part, behind) = rest.split_at(end);
            field.push_str(part);
            rest = behind;
        }
        let ends = !rest.starts_with(',');
        rest = rest.get(1..).unwrap_or("");
        Some((field, ends))
    })
}
