//! What is on record beside a month's own facts: the number of a notice, what was issued before it, and what of that
//! today's facts give otherwise.

use super::month::Month;
use super::share::Share;
use super::value::Notice;
use serde::{Deserialize, Serialize};

/// By what an issued notice is known: numbered from 1 for each issuer and year, without gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Issued {
    /// Who issued it.
    pub issuer: String,
    /// The year of its date.
    pub year: i32,
    /// Its number.
    pub number: u32,
    /// Its date, `2026-11-08`.
    pub on: String,
}

/// Where a notice stands among those of its issuer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Record {
    /// Its number and date; None: a draft.
    pub issued: Option<Issued>,
    /// Why it was issued before the objection period ended; None: it was not.
    pub because: Option<String>,
    /// Where the figures of the month before come from; None where they are not told.
    pub last: Option<Earlier>,
    /// What was issued for the twelve months before, the oldest first; months without a notice are left out.
    pub past: Vec<AsIssued>,
    /// Figures of the last notice that the facts of today give otherwise.
    pub corrections: Vec<Correction>,
}

/// The month before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The month.
    pub month: Month,
    /// The notice from which its figures are read; None: computed from the facts of today.
    pub issued: Option<Issued>,
}

/// What an issued notice said: a point of a trend, and what a year later stands beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsIssued {
    /// The month.
    pub month: Month,
    /// The notice.
    pub issued: Issued,
    /// Received.
    pub received: u64,
    /// Received by reporting group.
    pub groups: Vec<(String, u64)>,
    /// The metrics of the whole house by their names.
    pub rates: Vec<(String, Share)>,
}

/// A figure of an issued notice, then and now. The notice itself never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number in the notice that tells it, from 1.
    pub number: u32,
    /// The month of the notice that is corrected.
    pub month: Month,
    /// That notice.
    pub of: Issued,
    /// What is counted.
    pub what: Corrected,
    /// Of this kind, party or rung alone; empty: of all.
    pub of_what: String,
    /// As issued.
    pub then: u64,
    /// By the facts of today.
    pub now: u64,
    /// Tickets counted then and not now.
    pub gone: Vec<String>,
    /// Tickets counted now and not then.
    pub come: Vec<String>,
}

/// What a corrected figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corrected {
    /// Received.
    Received,
    /// Answers due.
    Due,
    /// Answered on time.
    OnTime,
    /// Answered late.
    Late,
    /// Answered incompletely.
    Incomplete,
    /// Entered a rung.
    Entered,
}

impl Corrected {
    /// Its English word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Corrected::Received => "received",
            Corrected::Due => "due",
            Corrected::OnTime => "on_time",
            Corrected::Late => "late",
            Corrected::Incomplete => "incomplete",
            Corrected::Entered => "entered",
        }
    }
}

impl Record {
    /// What was issued for the same month a year earlier.
    #[must_use]
    pub fn year_ago(&self, month: Month) -> Option<&AsIssued> {
        self.past.iter().find(|own| own.month == month.plus(-12))
    }
}

impl AsIssued {
    /// The share of a metric.
    #[must_use]
    pub fn rate(&self, metric: &str) -> Option<Share> {
        let own = self.rates.iter().find(|(name, _)| name == metric);
        own.map(|(_, share)| *share)
    }

    /// What a notice said.
    #[must_use]
    pub fn of(issued: &Issued, notice: &Notice) -> AsIssued {
        let rates = notice.overview.rates.iter();
        let groups = notice.groups.iter().flat_map(|groups| &groups.parts);
        AsIssued {
            groups: groups.map(|part| (part.name.clone(), part.now.count)).collect(),
            month: notice.head.month,
            issued: issued.clone(),
            received: notice.overview.kinds.whole.now.count,
            rates: rates
                .map(|rate| {
                    let share = Share {
                        part: rate.part.count,
                        whole: rate.whole.count,
                    };
                    (rate.metric.clone(), share)
                })
                .collect(),
        }
    }
}
