//! The texts of the first rule files.

use super::{Answers, Country};
use crate::calendar::{Quantity, Unit};
use crate::diagnostic::Language;
use crate::render::rule_text::RuleText;

/// Working days that a rung has, from the second up: examples, as the files say.
const RUNG_DAYS: [i64; 3] = [3, 5, 5];

/// The files, each with its name in the folder of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFiles {
    /// Deadlines, ladder, organisation, kinds.
    pub rules: (String, String),
    /// Hours and public holidays.
    pub calendar: (String, String),
    /// The feed of an export that is not there yet.
    pub feed: (String, String),
    /// The name of the file of examples.
    pub examples: String,
}

/// Writes the files of some answers, the examples aside: they are played first.
#[must_use]
pub fn texts(answers: &Answers) -> RuleFiles {
    let writer = Writer {
        answers,
        text: RuleText(answers.language),
    };
    let file = |en: &str, zh: &str| format!("{}.onus", writer.pick(en, zh));
    let place = answers
        .country
        .as_ref()
        .map_or(writer.pick("own", "自定"), |country| &country.calendar);
    RuleFiles {
        rules: (file("rules", "规则"), writer.rules()),
        calendar: (
            file(&format!("calendar_{place}"), &format!("日历_{place}")),
            writer.calendar(),
        ),
        feed: (file("feed", "数据"), writer.feed()),
        examples: file("examples", "用例"),
    }
}

/// The name of the deadline, as written.
pub(super) fn deadline(language: Language) -> &'static str {
    match language {
        Language::English => "answer",
        Language::Chinese => "处理答复",
    }
}

/// The events of the workflow in their order, the one that ends the deadline last but for those behind it.
pub(super) fn events(answers: &Answers) -> Vec<(&'static str, bool)> {
    let told = &answers.export;
    let usual = !told.seen;
    let words = match answers.language {
        Language::English => ["accepted", "dispatched", "answered", "archived"],
        Language::Chinese => ["受理", "派单", "答复", "归档"],
    };
    // Where an export does not tell the answer, what it tells last ends the case; without either, an answer does.
    let answered = usual || told.answered || !told.archived;
    let there = [true, usual || told.dispatched, answered, usual || told.archived];
    let ends = [false, false, answered, !answered];
    let all = words.into_iter().zip(there).zip(ends);
    all.filter(|((_, there), _)| *there)
        .map(|((word, _), ends)| (word, ends))
        .collect()
}

/// Who is `steps` above the one who handles a case, as written.
pub(super) fn party(answers: &Answers, steps: usize) -> String {
    let text = RuleText(answers.language);
    // A house of one desk need not tell it on every ticket.
    let base = match answers.levels.last().map(Vec::as_slice) {
        Some([only]) => text.name(&only.name).unwrap_or_default(),
        _ => text.word("handler").to_string(),
    };
    let mut party = base;
    for _ in 0..steps {
        party.push(' ');
        party.push_str(text.word("superior"));
    }
    party
}

/// The sorts of the parties of so many levels, the top first.
fn sorts(levels: usize) -> &'static [&'static str] {
    match levels {
        1 => &["unit"],
        2 => &["leadership", "unit"],
        3 => &["leadership", "department", "unit"],
        _ => &["leadership", "department", "unit", "team"],
    }
}

struct Writer<'a> {
    answers: &'a Answers,
    text: RuleText,
}

impl Writer<'_> {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.answers.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }

    fn word(&self, id: &str) -> &'static str {
        self.text.word(id)
    }

    fn name(&self, name: &str) -> String {
        self.text.name(name).unwrap_or_default()
    }

    fn colon(&self) -> &str {
        self.pick(" : ", " ： ")
    }

    fn rules(&self) -> String {
        let mut out = self
            .pick(
                "# A first rule file, written by `onus init`. Numbers and names are the house's own: change what does not fit.\n",
                "# 第一份规则文件，由 onus init 写成。各项天数和名称由本单位自定，不合适就改。\n",
            )
            .to_string();
        out += &self.head();
        out += &self.deadline();
        if self.answers.levels.len() > 1 {
            out += &self.ladder();
        }
        out += &self.organisation();
        out.push('\n');
        for kind in &self.answers.kinds {
            out += &format!("{} {}\n", self.word("kind"), self.name(kind));
        }
        out += &self.categories();
        let events: Vec<(&str, bool)> = events(self.answers);
        let names: Vec<&str> = events.iter().map(|(event, _)| *event).collect();
        out += &format!(
            "\n{} {} {{\n  {} {}\n  {} {} {}\n}}\n",
            self.word("workflow"),
            self.pick("case", "工单流"),
            self.word("in_order"),
            names.join(self.text.comma()),
            self.word("resolved_when"),
            self.word("has"),
            names.last().copied().unwrap_or_default(),
        );
        out
    }

    fn head(&self) -> String {
        let title = self.pick("How complaints are answered", "投诉办理规则");
        let zone = self
            .answers
            .country
            .as_ref()
            .and_then(|country| country.zone)
            .unwrap_or("UTC");
        let mut out = format!(
            "{} {} {} 1\n{} {zone}\n",
            self.word("ruleset"),
            self.text.text(title).unwrap_or_default(),
            self.word("version"),
            self.word("timezone")
        );
        let count = |days: &str, end: &str| {
            let (start, end) = if self.answers.from_the_moment {
                ("from_the_moment", "same_time")
            } else {
                ("next_day", end)
            };
            format!(
                "{} {}{}{} {}\n",
                self.word(days),
                self.word(start),
                self.text.clause(),
                self.word("until"),
                self.word(end)
            )
        };
        if self.counts_working_days() {
            out += &count("working_days", "close_of_business");
        }
        if matches!(
            self.answers.answer.unit,
            Unit::CalendarDays | Unit::Weeks | Unit::Months
        ) {
            out += &count("calendar_days", "midnight");
        }
        if self.counts_working_days() || self.answers.answer.unit.is_working() {
            out += &format!(
                "{} {} {} {}\n",
                self.word("arrival"),
                self.word("outside_working_time"),
                self.word("counts_as"),
                self.word("next_opening")
            );
        }
        out
    }

    fn counts_working_days(&self) -> bool {
        self.answers.levels.len() > 1 || self.answers.answer.unit == Unit::WorkingDays || self.warns()
    }

    /// A day of warning makes sense only where there are some days.
    fn warns(&self) -> bool {
        let Quantity { amount, unit } = self.answers.answer;
        match unit {
            Unit::WorkingDays => amount >= 2,
            Unit::CalendarDays => amount >= 4,
            Unit::Weeks | Unit::Months => true,
            _ => false,
        }
    }

    fn calendar_name(&self) -> &str {
        self.pick("office", "行政班")
    }

    fn deadline(&self) -> String {
        let events = events(self.answers);
        let first = events.first().map_or("", |(event, _)| *event);
        let end = events.iter().find(|(_, ends)| *ends).map_or("", |(event, _)| *event);
        let mut out = format!(
            "\n{} {} {{\n  {} {first} {} {end}\n  {} {}\n",
            self.word("deadline"),
            deadline(self.answers.language),
            self.word("from"),
            self.word("to"),
            self.word("responsible"),
            party(self.answers, 0)
        );
        if self.answers.answer.unit.is_working() || self.warns() {
            out += &format!("  {} {}\n", self.word("calendar"), self.calendar_name());
        }
        let limit = RuleText(self.answers.language).quantity(self.answers.answer);
        if self.answers.kinds.len() > 1 {
            let kind = self.name(self.answers.complaint());
            let (when, of) = (self.word("when"), self.word("kind"));
            out += &format!("  {when} {of} = {kind}{}{limit}\n", self.colon());
            let same = self.pick(
                "the same for other kinds, until you say otherwise",
                "其他性质先写成一样，要不同就改这一行",
            );
            out += &format!("  {}{}{limit}   # {same}\n", self.word("otherwise"), self.colon());
        } else {
            out += &format!("  {}{}{limit}\n", self.word("otherwise"), self.colon());
        }
        if self.warns() {
            let day = self.working_days(1);
            out += &format!("  {} {day}\n", self.word("warn_before_due"));
        }
        out + "}\n"
    }

    fn working_days(&self, amount: i64) -> String {
        let unit = Unit::WorkingDays;
        RuleText(self.answers.language).quantity(Quantity { amount, unit })
    }

    fn ladder(&self) -> String {
        let end = events(self.answers)
            .into_iter()
            .find(|(_, ends)| *ends)
            .map_or("", |(event, _)| event);
        let remark = self.pick(
            "# To whom a case goes when nobody answers. The days of the upper rungs are examples.",
            "# 没人答复时提到谁那里。第2级起的天数是示例。",
        );
        let mut out = format!(
            "\n{remark}\n{} {} {{\n  {} {}\n",
            self.word("ladder"),
            self.pick("escalation", "提级"),
            self.word("calendar"),
            self.calendar_name()
        );
        for steps in 0..self.answers.levels.len() {
            let rung = self.text.numbered("rung", steps as i64 + 1);
            let title = self.text.text(&self.title(steps)).unwrap_or_default();
            out += &format!("  {rung} {title} {{\n");
            if steps > 0 {
                let below = self.text.numbered("rung", steps as i64);
                out += &format!(
                    "    {} {} {below} {}\n",
                    self.word("enter"),
                    self.word("when"),
                    self.word("overdue")
                );
            }
            out += &format!("    {} {}\n", self.word("responsible"), party(self.answers, steps));
            out += &match steps.checked_sub(1).and_then(|at| RUNG_DAYS.get(at)) {
                None => {
                    let (within, as_, deadline_) = (self.word("within"), self.word("as"), self.word("deadline"));
                    format!("    {within} {as_} {deadline_} {}\n", deadline(self.answers.language))
                }
                Some(days) => {
                    let days = self.working_days(*days);
                    format!("    {} {end}\n    {} {days}\n", self.word("to"), self.word("within"))
                }
            };
            out += "  }\n";
        }
        out + "}\n"
    }

    /// The name of a level that has one party, else its sort.
    fn title(&self, steps: usize) -> String {
        let levels = &self.answers.levels;
        let sorts = sorts(levels.len());
        match levels.iter().rev().nth(steps).map(Vec::as_slice) {
            Some([only]) => only.name.clone(),
            _ => self
                .word(sorts.iter().rev().nth(steps).copied().unwrap_or("unit"))
                .to_string(),
        }
    }

    fn organisation(&self) -> String {
        let sorts = sorts(self.answers.levels.len());
        let mut out = format!("\n{} {{\n", self.word("organisation"));
        for (level, sort) in self.answers.levels.iter().zip(sorts) {
            for party in level {
                let name = self.name(&party.name);
                let above = party
                    .above
                    .as_deref()
                    .map(|above| format!(" {} {}", self.word("under"), self.name(above)));
                out += &format!("  {} {name}{}\n", self.word(sort), above.unwrap_or_default());
            }
        }
        out + "}\n"
    }

    fn categories(&self) -> String {
        let categories = &self.answers.export.categories;
        if categories.is_empty() {
            return String::new();
        }
        // Those just above the handlers own what comes in; which of several owns which was not asked.
        let levels = &self.answers.levels;
        let owners = levels.iter().rev().nth(1).or(levels.first());
        let owner = owners
            .and_then(|level| level.first())
            .map_or(String::new(), |party| self.name(&party.name));
        let remark = self.pick(
            "# The categories of the export. Who owns which was not asked: change the owners.",
            "# 导出表里的类别。哪个部门归口没有问过，请改成实际的归口部门。",
        );
        let line = |category: &String| {
            format!(
                "{} {} {{ {} {owner} }}\n",
                self.word("category"),
                self.name(category),
                self.word("owner")
            )
        };
        let lines: String = categories.iter().map(line).collect();
        format!("\n{remark}\n{lines}")
    }

    fn calendar(&self) -> String {
        let mut out = String::new();
        match &self.answers.country {
            Some(Country { import, .. }) => {
                out += self.pick(
                    "# The public holidays ship with the program; the hours are the house's own.\n",
                    "# 节假日随程序提供；上班钟点由本单位自定。\n",
                );
                out += &format!(
                    "{} {}\n",
                    self.word("import"),
                    self.text.text(import).unwrap_or_default()
                );
            }
            None => {
                out += self.pick(
                    "# No public holidays yet: add them as `off 2027-01-01 \"New Year\"`, or import \"holidays.ics\".\n",
                    "# 还没有节假日：写 休息 2027-01-01 “元旦”，或 引入 “假日.ics”。\n",
                );
            }
        }
        out += &format!("{} {} {{\n", self.word("calendar"), self.calendar_name());
        out += &match &self.answers.country {
            Some(country) => format!("  {} {}\n", self.word("builds_on"), self.name(&country.calendar)),
            None => format!("  {} {}\n", self.word("covers"), self.word("all_years")),
        };
        for line in &self.answers.hours {
            out += &format!("  {line}\n");
        }
        out + "}\n"
    }

    /// A feed for an export that is still to come.
    fn feed(&self) -> String {
        let file = self.pick("tickets.csv", "工单.csv");
        let remark = self.pick(
            "# Where tickets come from: tickets.csv with these columns, beside this folder. `onus feed guess FILE` writes\n# this block from an export of yours.\n",
            "# 工单从哪里来：放在这个文件夹旁边的 工单.csv，有下面这些列。\n# 有了导出表，onus feed guess 文件 会照着它写这一段。\n",
        );
        let mut out = format!(
            "{remark}{} {} {} {{\n",
            self.word("feed"),
            self.word("tickets"),
            self.text.text(file).unwrap_or_default()
        );
        let mut column = |field: &str, header: &str, more: &str| {
            let header = self.text.text(header).unwrap_or_default();
            out += &format!("  {field} {} {header}{more}\n", self.word("from_column"));
        };
        let personal = format!("{}{}", self.text.clause(), self.word("personal"));
        column(self.word("ticket_id"), self.pick("number", "工单编号"), "");
        for (event, _) in events(self.answers) {
            let header = self.pick(event, &format!("{event}时间")).to_string();
            column(event, &header, "");
        }
        column(self.word("customer"), self.pick("customer", "户号"), &personal);
        column(self.word("kind"), self.pick("kind", "性质"), "");
        column(self.word("handler"), self.pick("unit", "承办单位"), "");
        out + "}\n"
    }
}
