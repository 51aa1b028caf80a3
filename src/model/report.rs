//! What is told of the verdicts: findings, metrics, notices, and the examples a file carries.

use super::{
    CalendarId, CategoryId, Cond, Dated, DeadlineId, EventId, FieldId, FindingId, KindId, PartyId, PartyRef, Place,
    Target, Value,
};
use crate::calendar::{Moment, Quantity};
use crate::diagnostic::Language;
use crate::terms::{CompareOp, Every, Incomplete};
use serde::{Deserialize, Serialize};

/// An exact decimal: `mantissa / 10^scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    /// The digits without the point.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Decimal {
        Decimal {
            mantissa: number,
            scale: 0,
        }
    }

    /// The exact order of two decimals.
    #[must_use]
    pub fn compare(self, other: Decimal) -> std::cmp::Ordering {
        let widen = |own: Decimal, to: u8| i128::from(own.mantissa) * 10i128.pow(u32::from(to - own.scale));
        let scale = self.scale.max(other.scale);
        widen(self, scale).cmp(&widen(other, scale))
    }
}

/// Its digits as they are: `0.50` stays `0.50`.
impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = format!("{:0>1$}", self.mantissa.unsigned_abs(), usize::from(self.scale) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        let point = if part.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{part}")
    }
}

/// What is found: a finding of the rules, or the one that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Found {
    /// Stated by the rules.
    Stated(FindingId),
    /// A rung was entered because the one below ran out, though that one had a way to raise the case and did not
    /// take it.
    NotRaised,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its name.
    pub name: String,
    /// Who is charged; None: the party of the obligation a line names.
    pub responsible: Option<Dated<PartyRef>>,
    /// What is incomplete where it holds.
    pub counts_as: Option<Incomplete>,
    /// Any line suffices.
    pub lines: Vec<FindingLine>,
    /// Its head.
    pub place: Place,
}

/// A line of a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FindingLine {
    /// The test.
    pub when: Cond,
    /// What is printed.
    pub label: Option<String>,
    /// Its line.
    pub place: Place,
}

/// Forbidden wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// Its name.
    pub name: String,
    /// The field looked at.
    pub check: FieldId,
    /// The words.
    pub contains: Vec<String>,
    /// Its head.
    pub place: Place,
}

/// A monitoring quota.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quota {
    /// Its name.
    pub name: String,
    /// Its period.
    pub every: Every,
    /// Its tiers.
    pub tiers: Vec<QuotaTier>,
    /// Its head.
    pub place: Place,
}

/// A tier of a quota.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuotaTier {
    /// Its name.
    pub tier: String,
    /// How many persons.
    pub persons: u32,
    /// How often each.
    pub times: u32,
    /// Its line.
    pub place: Place,
}

/// A satisfaction measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Satisfaction {
    /// Its name.
    pub name: String,
    /// Lowest and highest score.
    pub scale: (u32, u32),
    /// Bands of scores.
    pub bands: Vec<Band>,
    /// Dimensions with their weights.
    pub dimensions: Vec<Dimension>,
    /// Full marks.
    pub out_of: Option<u32>,
    /// Decimals of print.
    pub decimals: Option<u32>,
    /// What is aimed at.
    pub target: Option<Dated<(CompareOp, Decimal)>>,
    /// How customers are asked.
    pub methods: Vec<String>,
    /// The share looked at again, in percent.
    pub recheck: Option<Decimal>,
    /// How often a customer is asked.
    pub ask: Option<(Every, u32)>,
    /// Fields it is split by.
    pub split_by: Vec<FieldId>,
    /// Its head.
    pub place: Place,
}

/// A band of scores, both ends included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Band {
    pub name: String,
    pub from: u32,
    pub to: u32,
}

/// A dimension with its weight in percent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Dimension {
    pub name: String,
    pub weight: Decimal,
}

/// A metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Its name.
    pub name: String,
    /// What is counted.
    pub count_each: CountEach,
    /// Counted inside the denominator.
    pub numerator: Cond,
    /// What it is a share of.
    pub denominator: Denominator,
    /// What is aimed at, in percent.
    pub target: Option<Dated<(CompareOp, Decimal)>>,
    /// Its head.
    pub place: Place,
}

/// What a metric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountEach {
    /// Tickets, by acceptance month.
    Ticket,
    /// Obligations of a deadline, by due month.
    Deadline(DeadlineId),
}

/// The denominator of a metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Denominator {
    /// All that is counted.
    All,
    /// Those for which the test holds.
    When(Cond),
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Notice {
    pub name: String,
    pub period: Every,
    /// Day of the next month, and seconds from midnight.
    pub data_until: Option<(u32, u32)>,
    /// Until when units may object before it is issued: day of the next month, and seconds from midnight.
    pub objections_until: Option<(u32, u32)>,
    /// Until when who is named writes back what it does about it: day of the next month, and seconds from midnight.
    #[serde(default)]
    pub replies_until: Option<(u32, u32)>,
    pub title: Option<String>,
    pub issuer: Option<PartyId>,
    pub addressees: Vec<Addressee>,
    pub copies: Vec<Addressee>,
    pub name_when: Vec<(Cond, Place)>,
    /// Lines on trial: whom they would name is told, and nobody is named for it.
    #[serde(default)]
    pub name_on_trial: Vec<(Cond, Place)>,
    pub deductions: Vec<Deduction>,
    pub deduct_at_most: Option<Decimal>,
    /// Fields of closed values by which what was received is split, each by itself.
    pub split_by: Vec<FieldId>,
    /// Sections as the numbers 1 to 9 of the keyword table; 0 is the satisfaction section.
    pub sections: Vec<u8>,
    pub signed: Option<PartyId>,
    /// Sentences of the house, in the place of those that ship.
    pub sentences: Vec<Sentence>,
    pub place: Place,
}

/// A sentence of a notice as a house words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The language of the notices that it is printed in.
    pub language: Language,
    /// The key of the sentence in whose place it stands.
    pub key: String,
    /// Its text, with values in braces.
    pub text: String,
}

/// Whom a notice goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Addressee {
    AllUnits,
    AllDepartments,
    Party(PartyId),
}

/// Points taken off for a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Deduction {
    pub finding: Found,
    pub points: Decimal,
    pub every: Option<Every>,
    pub place: Place,
}

/// An example: tickets, what happened to them, and what must come out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Its title.
    pub title: String,
    /// Its tickets, at least one, in the byte order of their numbers.
    pub tickets: Vec<ExampleTicket>,
    /// What customers answered.
    pub surveys: Vec<ExampleSurvey>,
    /// The moment it is looked at.
    pub as_of: Option<Moment>,
    /// What must come out.
    pub expects: Vec<Expect>,
    /// Nobody has looked yet whether what comes out is what is meant.
    #[serde(default)]
    pub unreviewed: bool,
    /// Its head.
    pub place: Place,
}

/// Answers to one question of a survey, in an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExampleSurvey {
    /// The dimension, or the measure itself.
    pub question: String,
    /// The position of the ticket at which it stands: who holds that one is behind the answers.
    pub ticket: usize,
    /// Scores, each with how many persons gave it.
    pub counts: Vec<(i64, i64)>,
}

/// A ticket of an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExampleTicket {
    /// Its number; the title of the example where it has none.
    pub number: String,
    /// The kind, if told.
    pub kind: Option<KindId>,
    /// The category, if told.
    pub category: Option<CategoryId>,
    /// The handler, if told.
    pub handler: Option<PartyId>,
    /// The units that work on it beside its handler.
    pub co_handlers: Vec<PartyId>,
    /// The customer, if told.
    pub customer: Option<String>,
    /// Other fields.
    pub fields: Vec<(FieldId, Value)>,
    /// Its events.
    pub events: Vec<ExampleEvent>,
    /// Its line.
    pub place: Place,
}

/// An event of an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct ExampleEvent {
    pub event: EventId,
    pub at: Moment,
    pub handler: Option<PartyId>,
    pub category: Option<CategoryId>,
    pub fields: Vec<(FieldId, Value)>,
    pub place: Place,
}

/// One expectation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expect {
    /// Of which ticket, by its position.
    pub ticket: usize,
    /// What is expected.
    pub what: Expected,
    /// And who must answer for it.
    pub responsible: Option<PartyRef>,
    /// Its line.
    pub place: Place,
}

/// What is expected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Expected {
    Due(Target, Moment),
    Entered(u8, Moment),
    NotEntered(u8),
    Holds(Cond),
    /// The number of tickets for which a test holds.
    Count(CompareOp, i64, Cond),
    /// Whether the notice of the last month that is over names a party.
    Named(PartyId, bool),
    /// What a calendar comes to, as `onus clock` counts.
    Sum {
        calendar: CalendarId,
        quantity: Quantity,
        from: Moment,
        until: Moment,
    },
    Sample(i64),
    Score(Decimal),
    Share(String, Decimal),
    PersonsNeeded {
        from: i64,
        to: i64,
        persons: i64,
    },
}
