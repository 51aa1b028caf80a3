//! Quotas of monitoring: what was required of each tier in the period of the month, and what was done.

use super::cell::Cell;
use super::figure::{Figure, Only};
use super::period::Period;
use super::sections::Materials;
use crate::model::{self, FeedField};
use crate::terms::FeedRole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A quota, as far as its period has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Its name.
    pub name: String,
    /// Its period.
    pub period: Period,
    /// Whether the period is over by the cut-off; before that nobody is behind.
    pub ended: bool,
    /// Whether the rules have a feed of visits.
    pub fed: bool,
    /// Whether that feed tells who monitored, so that every person can be held against the quota; else only the number
    /// of visits of all together.
    pub by_person: bool,
    /// Its tiers in the order of the rules.
    pub tiers: Vec<Tier>,
    /// Visits of its tiers without a moment: they belong to no period.
    pub undated: Figure,
}

/// A tier of a quota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Its name.
    pub tier: String,
    /// How many persons.
    pub persons: u32,
    /// How often each.
    pub times: u32,
    /// Persons times how often each.
    pub required: u64,
    /// Visits of the period.
    pub done: Figure,
    /// Persons who did all of theirs; None where the feed tells no persons.
    pub persons_done: Option<u64>,
    /// Whether it is met: each person did theirs, or where no persons are told, all together did; None: it is not, and
    /// the period is not over.
    pub met: Option<bool>,
    /// Its line, `file:line`.
    pub rule: String,
}

/// Every quota of the rules.
pub(super) fn quotas(of: &Materials<'_>) -> Vec<Quota> {
    of.rules.quotas.iter().map(|quota| one(of, quota)).collect()
}

fn one(of: &Materials<'_>, quota: &model::Quota) -> Quota {
    let period = Period::of(quota.every, of.month);
    let months = period.until(of.month);
    let ended = period.is_over(of.zone, of.data_until);
    let feeds = of.rules.feeds.iter().filter(|feed| feed.role == FeedRole::Monitoring);
    let by_person = feeds
        .clone()
        .any(|feed| feed.columns.iter().any(|column| column.field == FeedField::Monitor));
    let tier = |own: &model::QuotaTier| {
        let only = [
            Only::is("tier", &own.tier),
            Only::any("month", months.iter().map(String::as_str)),
        ];
        let done = of.figure("visits", only);
        let required = u64::from(own.persons) * u64::from(own.times);
        let persons_done = by_person.then(|| persons_done(of, &done, own.times));
        let enough = match persons_done {
            Some(persons) => persons >= u64::from(own.persons),
            None => done.count >= required,
        };
        Tier {
            tier: own.tier.clone(),
            persons: own.persons,
            times: own.times,
            required,
            done,
            persons_done,
            met: (enough || ended).then_some(enough),
            rule: of.rules.place(own.place),
        }
    };
    let names = quota.tiers.iter().map(|tier| tier.tier.as_str());
    Quota {
        name: quota.name.clone(),
        period,
        ended,
        fed: feeds.count() > 0,
        by_person,
        tiers: quota.tiers.iter().map(tier).collect(),
        undated: of.figure("visits", [Only::any("tier", names), Only::is("month", "")]),
    }
}

/// How many persons have so many of the visits.
fn persons_done(of: &Materials<'_>, done: &Figure, times: u32) -> u64 {
    let Some(at) = of.lists().list("visits").and_then(|list| list.column("monitor")) else {
        return 0;
    };
    let mut visits: BTreeMap<i64, u64> = BTreeMap::new();
    for row in of.lists().open(done) {
        if let Cell::Number(monitor) = row.cell(at) {
            *visits.entry(monitor).or_default() += 1;
        }
    }
    visits.values().filter(|visits| **visits >= u64::from(times)).count() as u64
}
