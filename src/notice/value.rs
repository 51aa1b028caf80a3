//! A notice as values: what `--format json` prints, what a snapshot keeps, what every layout reads.

use super::climbed::Climbed;
use super::figure::{Figure, Only};
use super::handling::{Handling, Kinds};
use super::leftovers::Leftovers;
use super::month::Month;
use super::named::Named;
use super::objections::Objections;
use super::origin::Origin;
use super::others::OtherTable;
use super::parties::{PartyRow, RungTable, incomplete};
use super::quotas::Quota;
use super::record::Record;
use super::repeats::Repeats;
use super::satisfaction::Satisfaction;
use super::share::Share;
use super::splits::FieldSplit;
use crate::model::Decimal;
use crate::terms::CompareOp;
use serde::{Deserialize, Serialize};

/// A notice of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What stands above and below it.
    pub head: Head,
    /// Received, and the rates of the whole house.
    pub overview: Overview,
    /// Received by reporting group; None where the rules have no groups.
    pub groups: Option<Breakdown>,
    /// Received by the fields that the notice is split by.
    pub splits: Vec<FieldSplit>,
    /// Fields that it is not split by: a feed calls them a customer's own.
    pub withheld: Vec<String>,
    /// Who had answers due, in the order of the organisation.
    pub parties: Vec<PartyRow>,
    /// Answers due of which no party could be found; they stand in no row of a party.
    pub nobody: Figure,
    /// What fell due at the rungs above the first.
    pub rungs: Vec<RungTable>,
    /// Who is named, and who is not.
    pub named: Named,
    /// Late answers by what became of them, and incomplete ones by what is incomplete.
    pub kinds: Kinds,
    /// How long answers took.
    pub handling: Option<Handling>,
    /// Received by category, the most frequent first.
    pub hot_spots: Vec<Slice>,
    /// What else fell due: deadlines other than that of the answers, events that a rung demands, hand-overs.
    pub others: Vec<OtherTable>,
    /// What climbed.
    pub climbed: Climbed,
    /// What is left over; None where nothing is deducted every month.
    pub leftovers: Option<Leftovers>,
    /// Who came again.
    pub repeats: Repeats,
    /// How much was monitored of what had to be.
    pub quotas: Vec<Quota>,
    /// What customers answered.
    pub satisfactions: Vec<Satisfaction>,
    /// Who objected to what it charges.
    pub objections: Objections,
    /// Tickets accepted in the month that are void or merged.
    pub left_out: Figure,
    /// Why rows of the feeds do not count, whatever their month.
    pub set_aside: Figure,
    /// Its number, and what stands on record beside it.
    pub record: Record,
    /// What it was made of; None where it only stands beside the notice of the next month.
    pub origin: Option<Origin>,
}

impl Notice {
    /// Answers that were late, of all parties; None where no metric counts answers.
    #[must_use]
    pub fn late_answers(&self) -> Option<Figure> {
        let mut late = self.overview.answers()?.whole.clone();
        late.only.push(Only::is("verdict", "late"));
        late.count = self.kinds.done_late.count + self.kinds.still_open.count;
        Some(late)
    }

    /// Findings of the month that count as incomplete, of all parties.
    #[must_use]
    pub fn incomplete(&self) -> Figure {
        Figure {
            count: self.kinds.incomplete.iter().map(|(_, own)| own.count).sum(),
            list: "found".to_owned(),
            only: vec![incomplete()],
        }
    }
}

impl Overview {
    /// The rate by which answers are told: the first of a metric that counts the obligations of a deadline.
    #[must_use]
    pub fn answers(&self) -> Option<&Rate> {
        self.rates.iter().find(|rate| rate.of_deadline.is_some())
    }
}

/// What stands above and below a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The name of its block.
    pub notice: String,
    /// The month.
    pub month: Month,
    /// The title as the rules write it; `{month}` and `{year}` in it are filled in where it is printed.
    pub title: String,
    /// Who issues it.
    pub issuer: Option<String>,
    /// To whom it goes.
    pub addressees: Vec<Addressee>,
    /// Who gets a copy.
    pub copies: Vec<Addressee>,
    /// Who signs it.
    pub signed: Option<String>,
    /// The title of the rules.
    pub rules: String,
    /// The version of the rules in force on the first day of the month.
    pub version: u32,
    /// Facts up to this moment count, RFC 3339.
    pub data_until: String,
    /// Until when who is named replies, RFC 3339; None where the rules state none.
    #[serde(default)]
    pub replies_until: Option<String>,
    /// The sections in their order, by their English words.
    pub sections: Vec<String>,
}

/// Whom a notice goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// All units.
    AllUnits,
    /// All departments.
    AllDepartments,
    /// A party by its name.
    Party(String),
}

/// A count beside that of the month before.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Slice {
    /// What is counted.
    pub name: String,
    /// This month.
    pub now: Figure,
    /// The month before; None where it is not known.
    pub last: Option<u64>,
}

/// A whole by its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Breakdown {
    /// The parts.
    pub parts: Vec<Slice>,
    /// The whole.
    pub whole: Slice,
}

/// Received, and the rates of the whole house.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overview {
    /// Received, by kind.
    pub kinds: Breakdown,
    /// Every metric over all parties, in the order of the rules.
    pub rates: Vec<Rate>,
}

/// What is aimed at, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// The relation.
    pub op: CompareOp,
    /// The bound.
    pub bound: Decimal,
    /// Whether it is reached, by the exact share; None where nothing is counted.
    pub reached: Option<bool>,
}

/// A metric of one party, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rate {
    /// The metric.
    pub metric: String,
    /// What it counts: a deadline's obligations by due month; None: tickets by the month of acceptance.
    pub of_deadline: Option<String>,
    /// Counted below the line.
    pub whole: Figure,
    /// Counted above it too.
    pub part: Figure,
    /// Of these, what looks ahead and whose window is still open.
    pub provisional: Figure,
    /// The month before; None where it is not known.
    pub last: Option<Share>,
    /// What is aimed at.
    pub aim: Option<Aim>,
    /// The line of the metric, `file:line`.
    pub rule: String,
    /// What is counted above the line, in words of the rules.
    pub numerator: String,
    /// What is counted below it, in words of the rules; empty: all.
    pub denominator: String,
}
