//! Answers of customers who were asked, and the rounds of those who monitor: records of their own beside the tickets.

use super::aside::DataFinding;
use super::facts::RowId;
use super::reading::Reading;
use super::spellings::{dimensions, tiers};
use super::table::Table;
use crate::calendar::Moment;
use crate::diagnostic::feed as codes;
use crate::model::{Decimal, FeedField, FieldId, PartyId, RuleSet, Value};

/// One answer of a survey: a score for a dimension.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer<'a> {
    /// Its place among the rows of all surveys.
    pub index: usize,
    /// Where it was told.
    pub row: RowId,
    /// The number of the ticket it is about; empty where it is about none.
    pub ticket: &'a str,
    /// The customer, as in [`super::Ticket::customer`].
    pub customer: Option<u32>,
    /// The dimension; None: the whole.
    pub dimension: Option<&'a str>,
    /// The score, within the scale.
    pub score: Decimal,
    /// When it was given.
    pub at: Option<Moment>,
}

/// One time that somebody of a tier monitored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Monitored<'a> {
    /// Where it was told.
    pub row: RowId,
    /// The tier.
    pub tier: &'a str,
    /// The unit, where the row tells one.
    pub party: Option<PartyId>,
    /// When.
    pub at: Option<Moment>,
}

/// Tells the answers whose score is none of their scale.
pub(super) fn check_scores(reading: &mut Reading<'_>) {
    let sheet = &reading.surveys;
    let (score, dimension) = (
        sheet.layout.slot(FeedField::Score),
        sheet.layout.slot(FeedField::Dimension),
    );
    let names = dimensions(reading.rules);
    let scales: Vec<Option<(u32, u32)>> = names.iter().map(|name| scale(reading.rules, Some(name))).collect();
    let whole = scale(reading.rules, None);
    let outside = (0..sheet.len()).filter(|row| {
        let told = sheet.decimal(sheet.get(score, *row));
        let scale = match sheet.code(dimension, *row) {
            Some(at) => scales.get(usize::from(at)).copied().flatten(),
            None => whole,
        };
        !told.is_some_and(|told| is_within(told, scale))
    });
    let outside: Vec<usize> = outside.collect();
    for row in &outside {
        let column = reading.rules.feeds.get(usize::from(sheet.feed(*row))).and_then(|feed| {
            let mut columns = feed.columns.iter();
            columns.position(|column| column.field == FeedField::Score)
        });
        reading.findings.push(DataFinding {
            code: codes::NO_SCORE,
            row: sheet.place(*row),
            ticket: reading.survey_numbers.text(*row).to_string(),
            column: column.map(|at| at as u16),
            event: None,
            at: None,
            value: String::new(),
            cure: None,
        });
    }
    reading.unscored = outside;
}

/// The scale of a dimension, or of the only satisfaction there is.
fn scale(rules: &RuleSet, dimension: Option<&str>) -> Option<(u32, u32)> {
    let mut own = rules
        .satisfactions
        .iter()
        .filter(|own| dimension.is_none_or(|name| own.dimensions.iter().any(|other| other.name == name)));
    match (own.next(), own.next()) {
        (Some(only), None) => Some(only.scale),
        _ => None,
    }
}

fn is_within(score: Decimal, scale: Option<(u32, u32)>) -> bool {
    let unit = 10i64.checked_pow(u32::from(score.scale));
    scale.is_none_or(|(least, most)| {
        unit.is_some_and(|unit| {
            let bound = |bound: u32| i64::from(bound).saturating_mul(unit);
            (bound(least)..=bound(most)).contains(&score.mantissa)
        })
    })
}

impl Table {
    /// The answers of all surveys, in the order of the rows; those with a score outside the scale are data findings.
    pub fn answers<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = Answer<'a>> {
        let (sheet, names) = (&self.surveys, dimensions(rules));
        let slot = |field| sheet.layout.slot(field);
        let (score, dimension) = (slot(FeedField::Score), slot(FeedField::Dimension));
        let (customer, moment) = (slot(FeedField::Customer), slot(FeedField::Moment));
        let rows = (0..sheet.len()).filter(|row| self.unscored.binary_search(row).is_err());
        rows.filter_map(move |row| {
            let dimension = sheet.code(dimension, row).and_then(|at| names.get(usize::from(at)));
            Some(Answer {
                index: row,
                row: sheet.place(row),
                ticket: self.survey_numbers.text(row),
                customer: sheet.get(customer, row).checked_sub(1),
                dimension: dimension.map(|name| name.as_str()),
                score: sheet.decimal(sheet.get(score, row))?,
                at: moment.and_then(|slot| sheet.moment(slot, row)),
            })
        })
    }

    /// What the row of an answer tells of a declared field: how the customer was asked, of which product.
    #[must_use]
    pub fn answer_field(&self, answer: &Answer<'_>, rules: &RuleSet, field: FieldId) -> Option<Value> {
        let slot = self
            .surveys
            .layout
            .declared(rules)
            .get(field.index())
            .copied()
            .flatten();
        self.value(&self.surveys, slot, answer.index, field)
    }

    /// All rounds of monitoring, in the order of the rows.
    pub fn monitored<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = Monitored<'a>> {
        let (sheet, names) = (&self.monitoring, tiers(rules));
        let slot = |field| sheet.layout.slot(field);
        let (tier, party, moment) = (slot(FeedField::Tier), slot(FeedField::Party), slot(FeedField::Moment));
        (0..sheet.len()).filter_map(move |row| {
            let tier = sheet.code(tier, row).and_then(|at| names.get(usize::from(at)))?;
            Some(Monitored {
                row: sheet.place(row),
                tier: tier.as_str(),
                party: sheet.code(party, row).map(PartyId),
                at: moment.and_then(|slot| sheet.moment(slot, row)),
            })
        })
    }
}
