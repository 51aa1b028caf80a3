//! What changes in the meaning of rules, in words.

use super::value::{CalendarDays, DayTold, Granting, Overtaking, Regrouping, Told};
use crate::calendar::{Quantity, Unit, Zone};
use crate::diagnostic::Language;
use crate::diff::{DayChange, Granted, LimitChange, Meaning, Sort, TicketRegion};
use crate::model::{Cond, Counted, LimitOf, Place, RuleSet};
use crate::region::Facet;
use crate::render::condition_text::condition;
use crate::render::read::limit;
use crate::render::words::{full, pick, said, weekday_of};
use crate::report::Civil;
use chrono::Datelike;

/// What changes in the meaning, in a language.
#[must_use]
pub fn told(meaning: &Meaning, old: &RuleSet, new: &RuleSet, language: Language) -> Told {
    let words = Words {
        meaning,
        old,
        new,
        language,
    };
    let read_still = |was: &str, is: &str| {
        new.also_called
            .iter()
            .any(|(spelling, name)| spelling == was && name == is)
    };
    Told {
        nothing: meaning.is_nothing(),
        proved: meaning.is_proven(),
        limits: meaning
            .limits
            .iter()
            .flat_map(|(name, changes)| changes.iter().map(|change| words.granting(name, change)))
            .collect(),
        overtaken: meaning
            .overtaken
            .iter()
            .map(|own| {
                let zone = Zone::of(new.zone);
                let wall = |at| full(Civil::end(&zone, at), language);
                Overtaking {
                    deadline: own.deadline.clone(),
                    since: own.since.to_string(),
                    earlier: [wall(own.earlier.0), wall(own.earlier.1)],
                    later: [wall(own.later.0), wall(own.later.1)],
                }
            })
            .collect(),
        regrouped: meaning
            .regrouped
            .iter()
            .map(|own| Regrouping {
                deadline: own.deadline.clone(),
                old_lines: own.old_lines.iter().map(|place| old.place(*place)).collect(),
                new_lines: own.new_lines.iter().map(|place| new.place(*place)).collect(),
            })
            .collect(),
        said: words.said(),
        days: meaning
            .days
            .iter()
            .map(|own| CalendarDays {
                calendar: own.calendar.clone(),
                days: own.days.iter().map(|day| words.day(day)).collect(),
            })
            .collect(),
        renamed: meaning
            .renamed
            .iter()
            .map(|own| super::value::Renaming {
                what: own.sort.list(),
                was: own.was.clone(),
                is: own.is.clone(),
                still_read: !in_feeds(own.sort) || read_still(&own.was, &own.is),
            })
            .collect(),
        not_proven: meaning.not_proven.clone(),
        stated: meaning.stated.as_ref().and_then(|own| words.stated(own)),
    }
}

/// Whether feeds tell such names.
fn in_feeds(sort: Sort) -> bool {
    matches!(sort, Sort::Party | Sort::Kind | Sort::Category | Sort::Event)
}

/// Speaks of a meaning that changes.
pub(super) struct Words<'a> {
    pub(super) meaning: &'a Meaning,
    old: &'a RuleSet,
    pub(super) new: &'a RuleSet,
    pub(super) language: Language,
}

impl Words<'_> {
    pub(super) fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        pick(self.language, en, zh)
    }

    pub(super) fn granting(&self, name: &str, change: &LimitChange) -> Granting {
        let lines = |rules: &RuleSet, lines: &[Place]| -> Vec<String> {
            lines.iter().map(|place| rules.place(*place)).collect()
        };
        let on_trial = self.new.deadlines.iter().filter(|own| own.name == name);
        let deadline = match on_trial.clone().next().is_some() && on_trial.clone().all(|own| own.on_trial.is_some()) {
            true => format!("{name}{}", self.pick(" (on trial)", "（试行）")),
            false => name.to_owned(),
        };
        Granting {
            deadline,
            regions: change.regions.iter().map(|region| self.region(region)).collect(),
            old: self.granted(change.old),
            new: self.granted(change.new),
            old_lines: lines(self.old, &change.old_lines),
            new_lines: lines(self.new, &change.new_lines),
        }
    }

    fn granted(&self, granted: Granted) -> String {
        match granted {
            Granted::Nothing => self.pick("no such deadline", "没有这项时限").to_owned(),
            Granted::Undecided => self
                .pick("cannot be decided: what is asked is not told", "无法判定（所问未载明）")
                .to_owned(),
            Granted::Limit(own) => limit(&self.meaning.merged.rules, natural(own), self.language),
        }
    }

    /// Which tickets; empty: all.
    pub(super) fn region(&self, region: &TicketRegion) -> String {
        let mut parts: Vec<String> = Vec::new();
        if !region.dates.is_empty() {
            let stretches: Vec<String> = region
                .dates
                .iter()
                .map(|(from, until)| match (self.language, from, until) {
                    (Language::English, Some(from), None) => format!("from {from} on"),
                    (Language::English, None, Some(until)) => format!("up to {until}"),
                    (Language::English, Some(from), Some(until)) => format!("from {from} to {until}"),
                    (Language::Chinese, Some(from), None) => format!("自 {from} 起"),
                    (Language::Chinese, None, Some(until)) => format!("到 {until} 为止"),
                    (Language::Chinese, Some(from), Some(until)) => format!("{from} 至 {until}"),
                    (_, None, None) => String::new(),
                })
                .collect();
            parts.push(stretches.join(self.pick(" or ", "或")));
        }
        let several = region.facets.len() > 1;
        let facets = region.facets.iter().map(|facet| self.facet(facet, several));
        parts.extend(facets.filter(|facet| !facet.is_empty()));
        parts.join(self.pick(" and ", "且"))
    }

    fn facet(&self, facet: &Facet, several: bool) -> String {
        let words = |cond: &Cond| {
            let text = condition(&self.meaning.merged.rules, cond, self.language);
            match (cond, self.language) {
                (Cond::Or(_), Language::English) if several => format!("({text})"),
                (Cond::Or(_), Language::Chinese) if several => format!("（{text}）"),
                _ => text,
            }
        };
        if let Facet::HoldsNot(cond) = facet
            && let Some(turned) = cond.negation()
        {
            return words(&turned);
        }
        match (facet, self.language) {
            (Facet::Holds(cond), _) => words(cond),
            (Facet::HoldsNot(cond @ (Cond::And(_) | Cond::Or(_))), Language::English) => {
                format!("not ({})", words(cond))
            }
            (Facet::HoldsNot(cond), Language::English) => format!("not {}", words(cond)),
            (Facet::HoldsNot(cond), Language::Chinese) => format!("不符合“{}”", words(cond)),
            (Facet::HoldsOrUntold(cond), Language::English) => format!("({} or that is not told)", words(cond)),
            (Facet::HoldsOrUntold(cond), Language::Chinese) => format!("（{}或未载明）", words(cond)),
            (Facet::Untold(cond), Language::English) => format!("{} not told", asked(self, cond)),
            (Facet::Untold(cond), Language::Chinese) => format!("{}未载明", asked(self, cond)),
            // That the kind or the category is told goes without saying.
            (Facet::Told(_) | Facet::Own(_), _) => String::new(),
        }
    }

    fn day(&self, day: &DayChange) -> DayTold {
        let hours = |own: &Option<Vec<(u32, u32)>>| match own.as_deref() {
            None => self.pick("not covered", "日历没有写到").to_owned(),
            Some([]) => self.pick("off", "休息").to_owned(),
            Some(spans) => {
                let clock = |at: u32| match at % 86_400 {
                    0 if at > 0 => "24:00".to_owned(),
                    at => format!("{:02}:{:02}", at / 3600, at / 60 % 60),
                };
                let each = spans.iter().map(|(from, to)| {
                    let to = if *to == 0 { 86_400 } else { *to };
                    format!(
                        "{}-{}",
                        clock(*from),
                        if to == 86_400 { "24:00".to_owned() } else { clock(to) }
                    )
                });
                each.collect::<Vec<_>>().join(self.pick(", ", "、"))
            }
        };
        let weekday = weekday_of(day.date.weekday().num_days_from_monday() as usize, self.language);
        DayTold {
            day: match self.language {
                Language::English => format!("{weekday} {}", day.date),
                Language::Chinese => format!("{}（{weekday}）", day.date),
            },
            old: hours(&day.old),
            new: hours(&day.new),
        }
    }
}

/// What a condition asks, by its first word.
fn asked(words: &Words<'_>, cond: &Cond) -> String {
    let rules = &words.meaning.merged.rules;
    match cond {
        Cond::Compare { subject, .. } | Cond::In { subject, .. } => match subject {
            crate::model::Subject::Kind => words.pick("kind", "性质").to_owned(),
            crate::model::Subject::Category => words.pick("category", "类别").to_owned(),
            crate::model::Subject::Handler => words.pick("handler", "承办单位").to_owned(),
            crate::model::Subject::Field(field) => said(rules.fields.get(field.index()).map_or("", |own| &own.name)),
            _ => condition(rules, cond, words.language),
        },
        other => format!("“{}”", condition(rules, other, words.language)),
    }
}

/// A limit in the largest unit that tells it exactly.
fn natural(own: LimitOf) -> LimitOf {
    let length = |quantity: Quantity| {
        let (hours, minutes) = match quantity.unit {
            Unit::Seconds => (Unit::Hours, Unit::Minutes),
            Unit::WorkingSeconds => (Unit::WorkingHours, Unit::WorkingMinutes),
            _ => return quantity,
        };
        let (amount, unit) = match quantity.amount {
            0 => return quantity,
            amount if amount % 3600 == 0 => (amount / 3600, hours),
            amount if amount % 60 == 0 => (amount / 60, minutes),
            _ => return quantity,
        };
        Quantity { amount, unit }
    };
    let counted = |own: Counted| match own {
        Counted::Quantity(quantity) => Counted::Quantity(length(quantity)),
        day => day,
    };
    match own {
        LimitOf::Quantity(quantity) => LimitOf::Quantity(length(quantity)),
        LimitOf::Of(which, one, other) => LimitOf::Of(which, counted(one), counted(other)),
        LimitOf::Before(quantity, field) => LimitOf::Before(length(quantity), field),
        other => other,
    }
}
