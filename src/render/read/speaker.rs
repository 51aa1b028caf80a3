//! The words all sentences share: names, numbers, dates, who answers.

use crate::calendar::Quantity;
use crate::diagnostic::Language;
use crate::model::{
    CalendarId, CategoryId, Dated, EventId, FieldId, Found, InForce, Party, PartyBase, PartyId, PartyRef, Place,
    RuleSet, Target,
};
use crate::render::rule_text::RuleText;
use crate::render::words;
use crate::report::{category_path, party_name};
use crate::terms::{CompareOp, Every};
use chrono::{Datelike, NaiveDate};

/// One of two texts with what stands in braces filled in.
macro_rules! say {
    ($speaker:expr, $en:literal, $zh:literal $(,)?) => {
        match $speaker.language {
            crate::diagnostic::Language::English => format!($en),
            crate::diagnostic::Language::Chinese => format!($zh),
        }
    };
}
pub(super) use say;

/// Speaks of a rule set in a language.
#[derive(Clone, Copy)]
pub(super) struct Speaker<'a> {
    pub rules: &'a RuleSet,
    pub language: Language,
}

impl Speaker<'_> {
    pub fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        words::pick(self.language, en, zh)
    }

    /// A name as it is read aloud: in English the low lines of one typed for a machine are blanks.
    pub fn name(self, name: &str) -> String {
        match self.language {
            Language::English => name.replace('_', " ").trim().to_owned(),
            Language::Chinese => name.to_owned(),
        }
    }

    /// A sentence from its words: a capital at its start, a full stop at its end.
    pub fn sentence(self, words: String) -> String {
        self.capital(words) + self.pick(".", "。")
    }

    /// Words with a capital at their start.
    pub fn capital(self, words: String) -> String {
        let mut chars = words.chars();
        let first = chars.next().map(|first| first.to_uppercase().to_string());
        format!("{}{}", first.unwrap_or_default(), chars.as_str())
    }

    pub fn place(self, place: Place) -> String {
        self.rules.place(place)
    }

    /// An event inside a sentence: in English, where its name is mostly a verb, in quotes.
    pub fn event(self, event: EventId) -> String {
        let name = self.step(event);
        say!(self, "“{name}”", "{name}")
    }

    /// An event by its bare name.
    pub fn step(self, event: EventId) -> String {
        self.name(self.rules.events.get(event.index()).map_or("", |own| &own.name))
    }

    pub fn field(self, field: FieldId) -> String {
        self.name(self.rules.fields.get(field.index()).map_or("", |own| &own.name))
    }

    pub fn party(self, party: PartyId) -> String {
        self.name(party_name(self.rules, Some(party)))
    }

    pub fn category(self, category: CategoryId) -> String {
        self.name(&category_path(self.rules, category))
    }

    pub fn calendar_name(self, calendar: CalendarId) -> String {
        self.name(self.rules.calendars.get(calendar.index()).map_or("", |own| &own.name))
    }

    pub fn found(self, found: Found) -> String {
        match found {
            Found::Stated(id) => self.name(self.rules.findings.get(id.index()).map_or("", |own| &own.name)),
            Found::NotRaised => words::not_raised(self.language).to_owned(),
        }
    }

    pub fn target(self, target: Target) -> String {
        match target {
            Target::Deadline(id) => self.name(self.rules.deadlines.get(id.index()).map_or("", |own| &own.name)),
            Target::Schedule(id) => self.name(self.rules.schedules.get(id.index()).map_or("", |own| &own.name)),
            Target::Rung(rung) => self.rung(rung),
        }
    }

    pub fn rung(self, rung: u8) -> String {
        RuleText(self.language).numbered("rung", i64::from(rung))
    }

    pub fn quantity(self, quantity: Quantity) -> String {
        RuleText(self.language).quantity(quantity)
    }

    /// `31 January 2026`, `2026年1月31日`.
    pub fn date(self, date: NaiveDate) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let name = words::month_name(month);
        say!(self, "{day} {name} {year}", "{year}年{month}月{day}日")
    }

    /// `17:30`, from seconds after midnight.
    pub fn clock(self, seconds: u32) -> String {
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// Things in a row: `a, b and c`, `a、b和c`.
    pub fn all_of(self, names: &[String]) -> String {
        self.joined(names, self.pick("and", "和"))
    }

    /// One of several: `a, b or c`, `a、b或c`.
    pub fn one_of(self, names: &[String]) -> String {
        self.joined(names, self.pick("or", "或"))
    }

    fn joined(self, names: &[String], last: &str) -> String {
        let Some((end, before)) = names.split_last().filter(|(_, before)| !before.is_empty()) else {
            return names.concat();
        };
        let before = before.join(self.pick(", ", "、"));
        say!(self, "{before} {last} {end}", "{before}{last}{end}")
    }

    pub fn events(self, events: &[EventId]) -> Vec<String> {
        events.iter().map(|event| self.event(*event)).collect()
    }

    /// Whoever answers: a party by its name, or by what it is to the case.
    pub fn who(self, party: PartyRef) -> String {
        let PartyRef { base, superiors } = party;
        let base = match base {
            PartyBase::Named(party) => self.party(party),
            PartyBase::Handler => self.pick("the handling unit", "承办单位").to_owned(),
            PartyBase::OwningDepartment => self
                .pick("the department that owns the category", "归口部门")
                .to_owned(),
            PartyBase::AccountableParty => self.pick("whoever is then accountable", "当时的责任方").to_owned(),
        };
        (0..superiors).fold(base, |below, _| {
            say!(self, "the superior of {below}", "{below}的上级单位")
        })
    }

    /// A value, and what takes its place from a day on.
    pub fn dated<T>(self, value: &Dated<T>, one: impl Fn(&T) -> String) -> String {
        let Dated { first, later } = value;
        let mut told = one(first);
        for (from, value) in later {
            let (from, value) = (self.date(*from), one(value));
            told.push_str(&say!(self, " (from {from} on: {value})", "（自{from}起：{value}）"));
        }
        told
    }

    /// The days on which something holds, with the blank before them; empty: always.
    pub fn in_force(self, days: InForce) -> String {
        let InForce { from, until } = days;
        let (from, until) = (from.map(|day| self.date(day)), until.map(|day| self.date(day)));
        match (from, until) {
            (None, None) => String::new(),
            (Some(from), None) => say!(self, " from {from} on", "自{from}起"),
            (None, Some(until)) => say!(self, " up to {until}", "到{until}为止"),
            (Some(from), Some(until)) => say!(self, " from {from} to {until}", "自{from}起到{until}为止"),
        }
    }

    pub fn every(self, every: Every) -> &'static str {
        match every {
            Every::Month => self.pick("every month", "每月"),
            Every::Quarter => self.pick("every quarter", "每季度"),
            Every::Year => self.pick("every year", "每年度"),
        }
    }

    /// `is at least`, `不低于`.
    pub fn compared(self, op: CompareOp) -> &'static str {
        match op {
            CompareOp::Equal => self.pick("is", "为"),
            CompareOp::NotEqual => self.pick("is not", "不是"),
            CompareOp::Less => self.pick("is below", "低于"),
            CompareOp::AtMost => self.pick("is at most", "不高于"),
            CompareOp::Greater => self.pick("is above", "高于"),
            CompareOp::AtLeast => self.pick("is at least", "不低于"),
        }
    }

    /// `at least 2`, `至少2`.
    pub fn number(self, op: CompareOp, number: i64) -> String {
        match op {
            CompareOp::Equal => say!(self, "exactly {number}", "恰好{number}"),
            CompareOp::NotEqual => say!(self, "any number but {number}", "不是{number}"),
            CompareOp::Less => say!(self, "fewer than {number}", "少于{number}"),
            CompareOp::AtMost => say!(self, "at most {number}", "至多{number}"),
            CompareOp::Greater => say!(self, "more than {number}", "多于{number}"),
            CompareOp::AtLeast => say!(self, "at least {number}", "至少{number}"),
        }
    }

    /// `at least 2 times`, `at least once`, `至少2`.
    pub fn times(self, op: CompareOp, number: i64) -> String {
        let told = self.number(op, number);
        match (self.language, number) {
            (Language::Chinese, _) => told,
            (Language::English, 1) => match told.strip_suffix(" 1") {
                Some(head) if !head.ends_with("than") => format!("{head} once"),
                _ => format!("{told} time"),
            },
            (Language::English, _) => format!("{told} times"),
        }
    }

    /// A target: `at least 98%`.
    pub fn aim(self, op: CompareOp, value: impl std::fmt::Display) -> String {
        let value = value.to_string();
        match op {
            CompareOp::Equal => value,
            CompareOp::NotEqual => say!(self, "not {value}", "不是{value}"),
            CompareOp::Less => say!(self, "below {value}", "低于{value}"),
            CompareOp::AtMost => say!(self, "at most {value}", "不高于{value}"),
            CompareOp::Greater => say!(self, "above {value}", "高于{value}"),
            CompareOp::AtLeast => say!(self, "at least {value}", "不低于{value}"),
        }
    }

    /// The days on which it holds, where these are not all.
    pub fn holds(self, days: InForce) -> Option<String> {
        let days = self.in_force(days);
        (!days.is_empty()).then(|| say!(self, "It holds{days}.", "{days}适用。"))
    }

    /// The workflow it is for, where that is not the first.
    pub fn of_workflow(self, workflow: crate::model::WorkflowId) -> Option<String> {
        let own = self
            .rules
            .workflows
            .get(workflow.index())
            .filter(|_| workflow.index() > 0)?;
        let name = self.name(&own.name);
        Some(say!(
            self,
            "It is for cases of the workflow {name}.",
            "用于“{name}”流程的工单。"
        ))
    }

    /// A party of the organisation.
    pub fn own_party(self, party: &Party) -> String {
        let Party {
            name,
            level,
            under,
            calendar,
            from,
            until,
            replaces,
            contact,
            place: _,
        } = party;
        use crate::terms::Level;
        let level = match level {
            Level::Leadership => self.pick("leadership", "领导"),
            Level::Department => self.pick("department", "部门"),
            Level::Unit => self.pick("unit", "单位"),
            Level::Team => self.pick("team", "班组"),
        };
        let name = self.name(name);
        let mut told = say!(self, "{name} ({level})", "{name}（{level}）");
        let mut clause = |text: String| {
            told.push_str(self.pick(", ", "，"));
            told.push_str(&text);
        };
        if let Some(under) = under {
            let under = self.party(*under);
            clause(say!(self, "under {under}", "上级是{under}"));
        }
        if let Some(contact) = contact {
            clause(say!(self, "to be reached through the {contact}", "联系人是{contact}"));
        }
        if let Some(calendar) = calendar {
            let calendar = self.calendar_name(*calendar);
            clause(say!(
                self,
                "with the working time of {calendar}",
                "上班时间按{calendar}"
            ));
        }
        if let Some(from) = from {
            let from = self.date(*from);
            clause(say!(self, "from {from} on", "{from}起设立"));
        }
        if let Some(until) = until {
            let until = self.date(*until);
            clause(say!(self, "until {until}", "{until}后撤销"));
        }
        if let Some(replaces) = replaces {
            let replaces = self.party(*replaces);
            clause(say!(self, "taking over what {replaces} had", "接替{replaces}"));
        }
        told.push_str(self.pick(".", "。"));
        told
    }
}
