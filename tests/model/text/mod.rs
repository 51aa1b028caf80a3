//! Writes a world as a person would: a rule file in either language, and its tickets as CSV feeds.
//! In: a world, its tickets. Out: the texts. Names stay as they are in both languages.

mod calendar;
mod deadline;
mod feeds;
mod ladder;
mod matters;
mod words;

#[allow(unused_imports)]
pub use feeds::{events_csv, hotline_csv, objections_csv, rulings_csv, tickets_csv};

use super::cond::{Cond, Target};
use super::time::{Arrival, DayCount, Quantity, Unit};
use super::world::{Dated, Name, Party, World};
use std::fmt::Write;
use words::WORDS;

/// The language of the keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    En,
    Zh,
}

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
            Party::Accountable => self.k("accountable party").to_string(),
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

    /// What opens a version, and how it counts.
    fn head(&mut self, version: &World, number: usize) {
        let counting = &version.counting;
        let first = version.workflow.in_order[0];
        let comma = self.comma();
        let k = |word| self.k(word);
        let until = version.in_force.1;
        let until = until.map_or(String::new(), |last| format!(" {} {last}", k("until")));
        let working = match counting.working_days {
            DayCount::NextDay => format!("{}{comma}{} {}", k("from next day"), k("until"), k("close of business")),
            DayCount::SameTime => format!("{}{comma}{} {}", k("from the moment"), k("until"), k("the same time")),
        };
        let days = match counting.calendar_days {
            DayCount::NextDay => format!("{}{comma}{} {}", k("from next day"), k("until"), k("midnight")),
            DayCount::SameTime => format!("{}{comma}{} {}", k("from the moment"), k("until"), k("the same time")),
        };
        let mut head = vec![
            format!("{} \"drawn\" {} {number}", k("ruleset"), k("version")),
            format!(
                "{} {}{until}{comma}{} {first}",
                k("effective from"),
                version.in_force.0,
                k("by")
            ),
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
    }

    /// What a version judges by: its deadlines, its ladder, its schedule.
    fn judging(&mut self, version: &World) {
        for deadline in &version.deadlines {
            self.deadline(deadline);
        }
        for ladder in &version.ladders {
            self.ladder(ladder, version);
        }
        if let Some(schedule) = &version.schedule {
            self.schedule(schedule);
        }
    }

    fn rules(mut self) -> String {
        let world = self.world;
        for (n, version) in world.earlier.iter().enumerate() {
            self.head(version, n + 1);
            self.judging(version);
        }
        self.head(world, world.earlier.len() + 1);
        for calendar in &self.world.calendars {
            self.calendar(calendar);
        }
        self.parties();
        self.matters();
        self.workflow(&self.world.workflow);
        self.judging(world);
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

    fn either(&self, events: &[Name]) -> String {
        events.join(&format!(" {} ", self.k("or")))
    }
}

/// `08:30`, from seconds after midnight.
fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60)
}
