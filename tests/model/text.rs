//! Writes a world as a person would: a rule file in either language, and its tickets as CSV feeds.
//! In: a world, its tickets. Out: the texts. Names stay as they are in both languages.

use super::cond::{Cond, Target};
use super::time::{Arrival, Calendar, DayCount, Moment, Quantity, Unit, local};
use super::world::{
    Cap, Dated, DayAt, Deadline, Ladder, Limit, Member, Name, Party, Rung, Schedule, Side, Ticket, Workflow, World,
};
use std::fmt::Write;

/// The language of the keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    En,
    Zh,
}

/// Every keyword used here with its Chinese spelling.
const WORDS: &[(&str, &str)] = &[
    ("ruleset", "规则"),
    ("version", "版本"),
    ("effective from", "生效 从"),
    ("by", "按"),
    ("timezone", "时区"),
    ("working days count", "工作日 起算"),
    ("calendar days count", "自然日 起算"),
    ("from next day", "次日"),
    ("from the moment", "当刻"),
    ("until", "截至"),
    ("close of business", "下班"),
    ("midnight", "午夜"),
    ("the same time", "同一时刻"),
    ("arrival", "到达"),
    ("outside working time", "非工作时间"),
    ("on a day off", "逢休息日"),
    ("past", "过"),
    ("counts as", "视为"),
    ("next opening", "下次上班"),
    ("next working day", "下一工作日"),
    ("calendar", "日历"),
    ("covers", "覆盖"),
    ("every day", "每天"),
    ("monday", "周一"),
    ("friday", "周五"),
    ("off", "休息"),
    ("work", "上班"),
    ("on", "于"),
    ("organisation", "组织"),
    ("department", "部门"),
    ("unit", "单位"),
    ("under", "上级"),
    ("replaces", "接替"),
    ("superior", "上级单位"),
    ("field", "字段"),
    ("yes or no", "是否"),
    ("point in time", "时间点"),
    ("with", "随"),
    ("yes", "是"),
    ("no", "否"),
    ("kind", "性质"),
    ("category", "类别"),
    ("subcategory", "子类"),
    ("owner", "归口"),
    ("workflow", "流程"),
    ("in order", "依次"),
    ("may have", "可有"),
    ("new round on", "新一轮 凭"),
    ("redo on", "返工 凭"),
    ("leave out on", "不计 凭"),
    ("hand over on", "移交 凭"),
    ("reclassify on", "改类 凭"),
    ("grace", "宽限"),
    ("deadline", "时限"),
    ("from", "从"),
    ("every", "每"),
    ("else", "否则"),
    ("to", "至"),
    ("or", "或"),
    ("and", "且"),
    ("responsible", "责任"),
    ("handler", "承办单位"),
    ("owning department", "归口部门"),
    ("when", "当"),
    ("otherwise", "其余"),
    ("no deadline", "不设时限"),
    ("working day #", "第#个工作日"),
    ("later of", "取迟"),
    ("earlier of", "取早"),
    ("before", "早于"),
    ("not needed when", "免于 当"),
    ("a miss is no breach", "超期 不算 逾期"),
    ("warn before due", "预警 到期前"),
    ("remind before due", "提醒 到期前"),
    ("remind after due", "提醒 到期后"),
    ("send to", "发给"),
    ("pause", "暂停"),
    ("even when late", "逾期也算"),
    ("reason", "事由"),
    ("at most", "最多"),
    ("extend", "延期"),
    ("continue on", "续办 凭"),
    ("each", "每次"),
    ("approver", "批准"),
    ("in", "属于"),
    ("has", "已"),
    ("has not", "未"),
    ("count", "次数"),
    ("overdue", "逾期"),
    ("for", "满"),
    ("occurrence", "诉求次数"),
    ("at", "位于"),
    ("ladder", "阶梯"),
    ("enter", "进入"),
    ("within", "限"),
    ("as", "同"),
    ("must", "必办"),
    ("exit", "出口"),
    ("schedule", "定期"),
    ("every month", "每月"),
    ("last working day", "最后工作日"),
    ("collect", "汇总"),
    ("repeat", "重复"),
    ("same", "同一"),
    ("customer", "客户编号"),
    ("looking back", "回溯"),
    ("feed", "取数"),
    ("tickets", "工单表"),
    ("events", "流转表"),
    ("from column", "取自列"),
    ("ticket_id", "工单编号"),
    ("event", "事件"),
    ("moment", "时刻"),
    ("party", "经办方"),
    ("resolved when", "解决 当"),
];

/// The rule file. The column names of its feeds are English whatever its language.
pub fn rules(world: &World, lang: Lang) -> String {
    Writer {
        world,
        lang,
        out: String::new(),
    }
    .rules()
}

struct Writer<'a> {
    world: &'a World,
    lang: Lang,
    out: String,
}

impl Writer<'_> {
    /// A keyword.
    fn k(&self, en: &'static str) -> &'static str {
        let (_, zh) = WORDS
            .iter()
            .find(|(word, _)| *word == en)
            .unwrap_or_else(|| panic!("no keyword {en}"));
        if self.lang == Lang::En { en } else { zh }
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    fn comma(&self) -> &'static str {
        if self.lang == Lang::En { ", " } else { "，" }
    }

    fn list(&self, names: &[Name]) -> String {
        names.join(if self.lang == Lang::En { ", " } else { "、" })
    }

    fn quantity(&self, Quantity(n, unit): Quantity) -> String {
        let (en, zh) = match unit {
            Unit::Seconds => ("second", "秒"),
            Unit::Minutes => ("minute", "分钟"),
            Unit::Hours => ("hour", "小时"),
            Unit::WorkingSeconds => ("working second", "工作秒"),
            Unit::WorkingMinutes => ("working minute", "工作分钟"),
            Unit::WorkingHours => ("working hour", "工作小时"),
            Unit::WorkingDays => ("working day", "个工作日"),
            Unit::CalendarDays => ("calendar day", "个自然日"),
            Unit::Weeks => ("week", "周"),
            Unit::Months => ("month", "个月"),
        };
        match (self.lang, n) {
            (Lang::En, 1) => format!("1 {en}"),
            (Lang::En, _) => format!("{n} {en}s"),
            (Lang::Zh, _) => format!("{n}{zh}"),
        }
    }

    fn times(&self, n: usize) -> String {
        match (self.lang, n) {
            (Lang::En, 1) => "1 time".to_string(),
            (Lang::En, _) => format!("{n} times"),
            (Lang::Zh, _) => format!("{n}次"),
        }
    }

    fn rung(&self, n: u8) -> String {
        if self.lang == Lang::En {
            format!("rung {n}")
        } else {
            format!("第{n}级")
        }
    }

    fn party(&self, party: Party) -> String {
        match party {
            Party::Named(name) => name.to_string(),
            Party::Handler => self.k("handler").to_string(),
            Party::OwningDepartment => self.k("owning department").to_string(),
            Party::HandlerSuperior => format!("{} {}", self.k("handler"), self.k("superior")),
        }
    }

    fn cond(&self, cond: &Cond) -> String {
        match cond {
            Cond::Kind(kind) => format!("{} = {kind}", self.k("kind")),
            Cond::CategoryIn(among) => format!("{} {} {}", self.k("category"), self.k("in"), self.list(among)),
            Cond::Field(field, value) => format!("{field} = {}", self.k(if *value { "yes" } else { "no" })),
            Cond::Has(event) => format!("{} {event}", self.k("has")),
            Cond::HasNot(event) => format!("{} {event}", self.k("has not")),
            Cond::CountOver(event, n) => format!("{event} {} > {n}", self.k("count")),
            Cond::Overdue(target, wait) => {
                let target = match target {
                    Target::Deadline(name) | Target::Schedule(name) => (*name).to_string(),
                    Target::Rung(n) => self.rung(*n),
                };
                let wait = wait
                    .map(|q| format!(" {} {}", self.k("for"), self.quantity(q)))
                    .unwrap_or_default();
                format!("{target} {}{wait}", self.k("overdue"))
            }
            Cond::OccurrenceFrom(n) => format!("{} >= {n}", self.k("occurrence")),
            Cond::Reached(value) => format!("reached = {}", self.k(if *value { "yes" } else { "no" })),
            Cond::AtRung(n) => format!("{} {}", self.k("at"), self.rung(*n)),
            Cond::All(parts) => self.joined(parts, "and"),
            Cond::Any(parts) => self.joined(parts, "or"),
        }
    }

    fn joined(&self, parts: &[Cond], word: &'static str) -> String {
        let bracketed = |part: &Cond| match part {
            Cond::All(_) | Cond::Any(_) => format!("({})", self.cond(part)),
            _ => self.cond(part),
        };
        let parts: Vec<String> = parts.iter().map(bracketed).collect();
        parts.join(&format!(" {} ", self.k(word)))
    }

    fn rules(mut self) -> String {
        let counting = &self.world.counting;
        let first = self.world.workflow.in_order[0];
        let comma = self.comma();
        let k = |word| self.k(word);
        let working = match counting.working_days {
            DayCount::NextDay => format!("{}{comma}{} {}", k("from next day"), k("until"), k("close of business")),
            DayCount::SameTime => format!("{}{comma}{} {}", k("from the moment"), k("until"), k("the same time")),
        };
        let days = match counting.calendar_days {
            DayCount::NextDay => format!("{}{comma}{} {}", k("from next day"), k("until"), k("midnight")),
            DayCount::SameTime => format!("{}{comma}{} {}", k("from the moment"), k("until"), k("the same time")),
        };
        let mut head = vec![
            format!("{} \"drawn\" {} 1", k("ruleset"), k("version")),
            format!("{} 2001-01-01{comma}{} {first}", k("effective from"), k("by")),
            format!("{} {}", k("timezone"), counting.zone.name()),
            format!("{} {working}", k("working days count")),
            format!("{} {days}", k("calendar days count")),
        ];
        for line in &counting.arrival {
            let (arrival, as_) = (k("arrival"), k("counts as"));
            head.push(match line {
                Arrival::OutsideToNextOpening => {
                    format!("{arrival} {} {as_} {}", k("outside working time"), k("next opening"))
                }
                Arrival::DayOffToNextWorkingDay => {
                    let (day_off, next, same) = (k("on a day off"), k("next working day"), k("the same time"));
                    format!("{arrival} {day_off} {as_} {next} {same}")
                }
                Arrival::PastToNextWorkingDay(past, then) => {
                    let (past, then) = (clock(*past), clock(*then));
                    format!("{arrival} {} {past} {as_} {} {then}", k("past"), k("next working day"))
                }
            });
        }
        for line in head {
            self.line(&line);
        }
        for calendar in &self.world.calendars {
            self.calendar(calendar);
        }
        self.parties();
        self.matters();
        self.workflow(&self.world.workflow);
        for deadline in &self.world.deadlines {
            self.deadline(deadline);
        }
        if let Some(ladder) = &self.world.ladder {
            self.ladder(ladder);
        }
        if let Some(schedule) = &self.world.schedule {
            self.schedule(schedule);
        }
        if let Some(days) = self.world.repeat {
            let (same, customer, category) = (self.k("same"), self.k("customer"), self.k("category"));
            let and = self.list(&[customer, category]);
            let back = self.quantity(Quantity(days, Unit::CalendarDays));
            let text = format!(
                "{} {{\n  {same} {and}\n  {} {back}\n}}",
                self.k("repeat"),
                self.k("looking back")
            );
            self.line(&text);
        }
        self.feeds();
        self.out
    }

    fn calendar(&mut self, calendar: &Calendar) {
        self.line(&format!("{} {} {{", self.k("calendar"), calendar.name));
        let (from, to) = calendar.covers;
        self.line(&format!("  {} {from} {} {to}", self.k("covers"), self.k("to")));
        let spans = |hours: &[(u32, u32)]| {
            let spans: Vec<String> = hours
                .iter()
                .map(|(a, b)| format!("{}-{}", clock(*a), clock(*b)))
                .collect();
            spans.join(if self.lang == Lang::En { ", " } else { "、" })
        };
        let week = if calendar.every_day {
            self.k("every day").to_string()
        } else {
            format!("{} {} {}", self.k("monday"), self.k("to"), self.k("friday"))
        };
        let mut lines = vec![format!("  {week} {}", spans(&calendar.hours))];
        lines.extend(calendar.off.iter().map(|date| format!("  {} {date}", self.k("off"))));
        lines.extend(calendar.work.iter().map(|date| format!("  {} {date}", self.k("work"))));
        lines.extend(
            calendar
                .on
                .iter()
                .map(|(date, hours)| format!("  {} {date} {}", self.k("on"), spans(hours))),
        );
        for line in lines {
            self.line(&line);
        }
        self.line("}");
    }

    fn parties(&mut self) {
        self.line(&format!("{} {{", self.k("organisation")));
        for (word, names) in [("department", &self.world.departments), ("unit", &self.world.units)] {
            for name in names {
                let told = self.member(self.world.member(name));
                self.line(&format!("  {} {name}{told}", self.k(word)));
            }
        }
        self.line("}");
    }

    fn member(&self, member: Member) -> String {
        let mut text = String::new();
        for (word, name) in [("under", member.under), ("replaces", member.replaces)] {
            text += &name.map_or(String::new(), |name| format!(" {} {name}", self.k(word)));
        }
        for (word, date) in [("from", member.from), ("until", member.until)] {
            text += &date.map_or(String::new(), |date| format!(" {} {date}", self.k(word)));
        }
        text
    }

    /// `8 weeks, from 2026-04-08 6 weeks`
    fn dated<T>(&self, value: &Dated<T>, write: impl Fn(&T) -> String) -> String {
        let mut text = write(&value.0);
        for (from, later) in &value.1 {
            let _ = write!(text, "{}{} {from} {}", self.comma(), self.k("from"), write(later));
        }
        text
    }

    fn answering(&self, party: &Dated<Party>) -> String {
        self.dated(party, |party| self.party(*party))
    }

    fn matters(&mut self) {
        let (field, moment, with) = (self.k("field"), self.k("point in time"), self.k("with"));
        self.line(&format!("{field} promised_time {moment} {with} promised"));
        let yes_or_no = self.k("yes or no");
        self.line(&format!("{field} reached {yes_or_no} {with} called_back"));
        self.line(&format!("{field} for_customer {yes_or_no} {with} waiting_customer"));
        for field in &self.world.fields {
            self.line(&format!("{} {field} {}", self.k("field"), self.k("yes or no")));
        }
        for kind in &self.world.kinds {
            // A kind is what the ticket states; its definition asks for a field that no feed tells here.
            let text = format!(
                "{} {kind} {{ {} is_{kind} = {} }}",
                self.k("kind"),
                self.k("when"),
                self.k("yes")
            );
            self.line(&format!("{} is_{kind} {}", self.k("field"), self.k("yes or no")));
            self.line(&text);
        }
        for category in self.world.categories.iter().filter(|category| category.below.is_none()) {
            let text = self.category(category.name, "category", 0);
            self.line(&text);
        }
    }

    fn category(&self, name: Name, word: &'static str, depth: usize) -> String {
        let it = self.world.categories.iter().find(|c| c.name == name).unwrap();
        let indent = "  ".repeat(depth);
        let mut text = format!("{indent}{} {name} {{\n", self.k(word));
        if let Some(owner) = &it.owner {
            let owner = self.dated(owner, |owner| (*owner).to_string());
            let _ = writeln!(text, "{indent}  {} {owner}", self.k("owner"));
        }
        let below: Vec<_> = self.world.categories.iter().filter(|c| c.below == Some(name)).collect();
        if it.owner.is_none() && below.is_empty() {
            return format!("{indent}{} {name}", self.k(word));
        }
        for sub in below {
            let _ = writeln!(text, "{}", self.category(sub.name, "subcategory", depth + 1));
        }
        text + &indent + "}"
    }

    fn workflow(&mut self, workflow: &Workflow) {
        let grace = |grace: Option<Quantity>| {
            grace
                .map(|q| format!("{}{} {}", self.comma(), self.k("grace"), self.quantity(q)))
                .unwrap_or_default()
        };
        let mut lines = vec![format!("{} case {{", self.k("workflow"))];
        lines.extend(workflow.calendar.map(|name| format!("  {} {name}", self.k("calendar"))));
        lines.push(format!("  {} {}", self.k("in order"), self.list(&workflow.in_order)));
        lines.push(format!("  {} {}", self.k("may have"), self.list(&workflow.may_have)));
        lines.extend(
            workflow
                .new_round
                .map(|event| format!("  {} {event}", self.k("new round on"))),
        );
        lines.extend(workflow.redo.map(|event| format!("  {} {event}", self.k("redo on"))));
        lines.extend(
            workflow
                .hand_over
                .map(|(e, q)| format!("  {} {e}{}", self.k("hand over on"), grace(q))),
        );
        lines.extend(
            workflow
                .reclassify
                .map(|(e, q)| format!("  {} {e}{}", self.k("reclassify on"), grace(q))),
        );
        if !workflow.leave_out.is_empty() {
            lines.push(format!(
                "  {} {}",
                self.k("leave out on"),
                self.list(&workflow.leave_out)
            ));
        }
        lines.push(format!(
            "  {} {} {}",
            self.k("resolved when"),
            self.k("has"),
            workflow.resolved
        ));
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }

    fn either(&self, events: &[Name]) -> String {
        events.join(&format!(" {} ", self.k("or")))
    }

    fn day_at(&self, DayAt(n, at): DayAt) -> String {
        let time = match at {
            Some(seconds) => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
            None => self.k("close of business").to_string(),
        };
        format!("{} {time}", self.k("working day #").replace('#', &n.to_string()))
    }

    fn limit(&self, limit: Limit) -> String {
        match limit {
            Limit::Within(q) => self.quantity(q),
            Limit::Day(day) => self.day_at(day),
            Limit::Two(later, one, other) => {
                let side = |side: Side| match side {
                    Side::Within(q) => self.quantity(q),
                    Side::Day(day) => self.day_at(day),
                };
                let which = self.k(if later { "later of" } else { "earlier of" });
                format!("{which} {}{}{}", side(one), self.comma(), side(other))
            }
            Limit::BeforePromised(q) => format!("{} {} promised_time", self.quantity(q), self.k("before")),
            Limit::Promised => "promised_time".to_string(),
            Limit::NoDeadline => self.k("no deadline").to_string(),
        }
    }

    fn deadline(&mut self, deadline: &Deadline) {
        let k = |word| self.k(word);
        let comma = self.comma();
        let every = match deadline.rows.last().filter(|_| deadline.every) {
            Some(row) => format!("{} {} ", k("every"), self.limit(row.1.0)),
            None => String::new(),
        };
        let mut lines = vec![
            format!("{} {} {{", k("deadline"), deadline.name),
            format!(
                "  {every}{} {}{} {} {}{}",
                k("from"),
                deadline.from,
                deadline
                    .else_from
                    .map_or(String::new(), |other| format!("{comma}{} {other}", k("else"))),
                k("to"),
                self.either(&deadline.to),
                deadline
                    .ends_when
                    .as_ref()
                    .map_or(String::new(), |when| format!(" {} {}", k("when"), self.cond(when)))
            ),
            format!("  {} {}", k("responsible"), self.answering(&deadline.responsible)),
        ];
        lines.extend(deadline.calendar.map(|name| format!("  {} {name}", k("calendar"))));
        for row in &deadline.rows {
            let value = self.dated(&row.1, |limit| self.limit(*limit));
            lines.extend(match &row.0 {
                Some(cond) => Some(format!("  {} {} : {value}", k("when"), self.cond(cond))),
                None if deadline.every => None,
                None => Some(format!("  {} : {value}", k("otherwise"))),
            });
        }
        let needless = deadline.not_needed.as_ref();
        lines.extend(needless.map(|cond| format!("  {} {}", k("not needed when"), self.cond(cond))));
        if deadline.no_breach {
            lines.push(format!("  {}", k("a miss is no breach")));
        }
        lines.extend(
            deadline
                .warn
                .map(|q| format!("  {} {}", k("warn before due"), self.quantity(q))),
        );
        if let Some((before, by)) = deadline.remind {
            let side = k(if before {
                "remind before due"
            } else {
                "remind after due"
            });
            let to = format!("{} {}", k("send to"), k("handler"));
            lines.push(format!("  {side} {}{comma}{to}", self.quantity(by)));
        }
        for pause in &deadline.pauses {
            let late = if pause.even_late {
                format!("{comma}{}", k("even when late"))
            } else {
                String::new()
            };
            let most = pause.at_most.map(|cap| match cap {
                Cap::WorkingDays(n) => Quantity(i64::try_from(n).unwrap(), Unit::WorkingDays),
                Cap::CalendarDays(n) => Quantity(i64::try_from(n).unwrap(), Unit::CalendarDays),
            });
            let most = most
                .map(|q| format!("{comma}{} {}", k("at most"), self.quantity(q)))
                .unwrap_or_default();
            let when = pause.when.as_ref();
            let when = when.map_or(String::new(), |cond| {
                format!(
                    "{comma}{} \"waiting\"{comma}{} {}",
                    k("reason"),
                    k("when"),
                    self.cond(cond)
                )
            });
            lines.push(format!(
                "  {} {} {} {} {}{most}{late}{when}",
                k("pause"),
                k("from"),
                pause.from,
                k("to"),
                pause.to
            ));
        }
        lines.extend(
            deadline
                .continue_on
                .map(|event| format!("  {} {event}", k("continue on"))),
        );
        if let Some(extend) = &deadline.extend {
            let most = format!("{} {}", k("at most"), self.times(extend.at_most));
            let each = format!("{} {}", k("each"), self.quantity(extend.each));
            let approver = format!("{} {}", k("approver"), self.party(extend.approver));
            let span = format!(
                "{} {} {} {} {}",
                k("extend"),
                k("from"),
                extend.from,
                k("to"),
                extend.to
            );
            lines.push(format!("  {span}{comma}{most}{comma}{each}{comma}{approver}"));
        }
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }

    fn ladder(&mut self, ladder: &Ladder) {
        let k = |word| self.k(word);
        let mut lines = vec![format!("{} {} {{", k("ladder"), ladder.name)];
        lines.extend(ladder.calendar.map(|name| format!("  {} {name}", k("calendar"))));
        lines.push(format!("  {} \"first\" {{", self.rung(1)));
        lines.push(format!(
            "    {} {}",
            k("responsible"),
            self.answering(&self.world.deadline(ladder.deadline).responsible)
        ));
        lines.push(if ladder.open {
            let ends = &self.world.deadline(ladder.deadline).to;
            format!("    {} {}", k("to"), ends.join(&format!(" {} ", k("or"))))
        } else {
            format!("    {} {} {} {}", k("within"), k("as"), k("deadline"), ladder.deadline)
        });
        lines.push("  }".to_string());
        for (n, rung) in (2u8..).zip(&ladder.above) {
            lines.extend(self.rung_lines(n, rung));
        }
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }

    fn rung_lines(&self, n: u8, rung: &Rung) -> Vec<String> {
        let k = |word| self.k(word);
        let within = |q| format!("{} {}", k("within"), self.quantity(q));
        let mut lines = vec![format!("  {} \"higher\" {{", self.rung(n))];
        lines.extend(
            rung.enter
                .iter()
                .map(|cond| format!("    {} {} {}", k("enter"), k("when"), self.cond(cond))),
        );
        lines.push(format!(
            "    {} {}",
            k("responsible"),
            self.answering(&rung.responsible)
        ));
        lines.push(format!("    {} {}", k("to"), rung.to));
        let limit = self.dated(&rung.within, |q| self.quantity(*q));
        lines.push(format!("    {} {limit}", k("within")));
        lines.extend(
            rung.must
                .iter()
                .map(|(event, q)| format!("    {} {event} {}", k("must"), within(*q))),
        );
        for exit in &rung.exits {
            let to = exit
                .to_rung
                .map(|m| format!(" {} {}", k("to"), self.rung(m)))
                .unwrap_or_default();
            let limit = exit.within.map(|q| format!(" {}", within(q))).unwrap_or_default();
            lines.push(format!("    {} {}{to}{limit}", k("exit"), exit.event));
        }
        lines.push("  }".to_string());
        lines
    }

    fn schedule(&mut self, schedule: &Schedule) {
        let k = |word| self.k(word);
        let when = format!(
            "{}{}{} {}",
            k("every month"),
            self.comma(),
            k("last working day"),
            clock(schedule.at)
        );
        let lines = [
            format!("{} {} {{", k("schedule"), schedule.name),
            format!("  {when}"),
            format!("  {} {}", k("calendar"), schedule.calendar),
            format!("  {} {} {}", k("collect"), k("when"), self.cond(&schedule.collect)),
            format!("  {} {}", k("responsible"), self.party(schedule.responsible)),
            format!("  {} {}", k("to"), self.either(&schedule.to)),
            format!("  {} {}", k("within"), self.quantity(schedule.within)),
            "}".to_string(),
        ];
        for line in lines {
            self.line(&line);
        }
    }

    fn feeds(&mut self) {
        let k = |word| self.k(word);
        let column = |field: &str, name: &str| format!("  {field} {} \"{name}\"", k("from column"));
        let first = self.world.workflow.in_order[0];
        let mut lines = vec![format!("{} {} \"tickets.csv\" {{", k("feed"), k("tickets"))];
        lines.push(column(k("ticket_id"), "id"));
        lines.push(column(first, "accepted"));
        for field in ["customer", "kind", "category", "handler"] {
            lines.push(column(k(field), field));
        }
        lines.extend(self.world.fields.iter().map(|field| column(field, field)));
        lines.push("}".to_string());
        lines.push(format!("{} {} \"events.csv\" {{", k("feed"), k("events")));
        lines.push(column(k("ticket_id"), "id"));
        for field in ["event", "moment", "party", "category"] {
            lines.push(column(k(field), field));
        }
        lines.push(column("promised_time", "promised"));
        lines.push(column("reached", "reached"));
        lines.push(column("for_customer", "for_customer"));
        lines.push("}".to_string());
        for line in lines {
            self.line(&line);
        }
    }
}

/// `08:30`, from seconds after midnight.
fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60)
}

fn wall(world: &World, t: Moment) -> String {
    local(world.counting.zone, t).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// One wide row a ticket.
pub fn tickets_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,accepted,customer,kind,category,handler");
    for field in &world.fields {
        let _ = write!(out, ",{field}");
    }
    out.push('\n');
    for t in tickets {
        let customer = t.customer.as_deref().unwrap_or_default();
        let accepted = wall(world, t.accepted);
        let _ = write!(
            out,
            "{},{accepted},{customer},{},{},{}",
            t.number, t.kind, t.category, t.handler
        );
        for field in &world.fields {
            let told = t
                .fields
                .iter()
                .find(|(f, _)| f == field)
                .map(|(_, v)| if *v { "yes" } else { "no" });
            let _ = write!(out, ",{}", told.unwrap_or_default());
        }
        out.push('\n');
    }
    out
}

/// One row an event, in the order of the tickets' lists.
pub fn events_csv(world: &World, tickets: &[Ticket]) -> String {
    let mut out = String::from("id,event,moment,party,category,promised,reached,for_customer\n");
    for t in tickets {
        for e in &t.events {
            let (party, category) = (e.party.unwrap_or_default(), e.category.unwrap_or_default());
            let promise = e.promise.map_or(String::new(), |at| wall(world, at));
            let waits = e.for_customer.map_or("", |yes| if yes { "yes" } else { "no" });
            let at = wall(world, e.at);
            let reached = e.reached.map_or("", |reached| if reached { "yes" } else { "no" });
            let _ = writeln!(
                out,
                "{},{},{at},{party},{category},{promise},{reached},{waits}",
                t.number, e.name
            );
        }
    }
    out
}
