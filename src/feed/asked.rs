//! Answers of customers who were asked, and the rounds of those who monitor: records of their own beside the tickets.

use super::aside::{DataFinding, FeedCount, cure};
use super::facts::RowId;
use super::reading::Reading;
use super::spellings::{dimensions, tiers};
use super::table::Table;
use crate::calendar::Moment;
use crate::diagnostic::{Code, feed as codes};
use crate::model::{Decimal, FeedField, FieldId, PartyId, RuleSet, Satisfaction, Value};
use std::cmp::Reverse;
use std::collections::HashMap;

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
    /// The unit that the row itself tells: its handler, else its party.
    pub party: Option<PartyId>,
    /// The satisfaction it is an answer of, as a position in the rules; None where it could be several.
    pub measure: Option<usize>,
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
    /// Who monitored, as the feed writes it; None where it does not. To be counted, never to be printed.
    pub monitor: Option<&'a str>,
    /// The unit, where the row tells one.
    pub party: Option<PartyId>,
    /// When.
    pub at: Option<Moment>,
}

/// Tells the answers whose score is none of their scale, and the rows that say again what another one said.
pub(super) fn settle(reading: &mut Reading<'_>) {
    check_scores(reading);
    tell_strays(reading);
    repeated_answers(reading);
    repeated_visits(reading);
}

fn check_scores(reading: &mut Reading<'_>) {
    let sheet = &reading.surveys;
    let (score, dimension) = (
        sheet.layout.slot(FeedField::Score),
        sheet.layout.slot(FeedField::Dimension),
    );
    let names = dimensions(reading.rules);
    let scale = |name: Option<&str>| {
        let measure = measure_of(reading.rules, name).and_then(|at| reading.rules.satisfactions.get(at));
        measure.map(|own| own.scale)
    };
    let scales: Vec<Option<(u32, u32)>> = names.iter().map(|name| scale(Some(name))).collect();
    let whole = scale(None);
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
        let place = sheet.place(*row);
        let column = reading.rules.feeds.get(usize::from(place.feed)).and_then(|feed| {
            let mut columns = feed.columns.iter();
            columns.position(|column| column.field == FeedField::Score)
        });
        let ticket = reading.survey_numbers.text(*row);
        let column = column.map(|at| at as u16);
        reading.findings.push(odd(codes::NO_SCORE, place, ticket, column));
    }
    reading.unscored = outside;
}

/// Visits that tell no tier, and answers of which nobody knows what they are about: no figure counts them.
fn tell_strays(reading: &mut Reading<'_>) {
    let column = |feed: u16, field: FeedField| {
        let feed = reading.rules.feeds.get(usize::from(feed))?;
        let at = feed.columns.iter().position(|column| column.field == field)?;
        u16::try_from(at).ok()
    };
    let sheet = &reading.monitoring;
    let tier = sheet.layout.slot(FeedField::Tier);
    let mut strays = Vec::new();
    for row in (0..sheet.len()).filter(|row| sheet.code(tier, *row).is_none()) {
        let place = sheet.place(row);
        strays.push(odd(codes::NO_TIER, place, "", column(place.feed, FeedField::Tier)));
    }
    let sheet = &reading.surveys;
    let (dimension, names) = (sheet.layout.slot(FeedField::Dimension), dimensions(reading.rules));
    let measured = |row: &usize| {
        let name = sheet.code(dimension, *row).and_then(|at| names.get(usize::from(at)));
        measure_of(reading.rules, name.map(|name| name.as_str())).is_some()
    };
    let any = !reading.rules.satisfactions.is_empty();
    for row in (0..sheet.len()).filter(|row| any && !measured(row)) {
        let place = sheet.place(row);
        let ticket = reading.survey_numbers.text(row);
        strays.push(odd(
            codes::NO_MEASURE,
            place,
            ticket,
            column(place.feed, FeedField::Dimension),
        ));
    }
    reading.findings.extend(strays);
}

/// Answers equal in ticket, customer, dimension, moment and score count once. Where neither ticket nor customer is
/// told, or no moment, two rows may be two persons.
fn repeated_answers(reading: &mut Reading<'_>) {
    let sheet = &reading.surveys;
    let [customer, dimension, score] =
        [FeedField::Customer, FeedField::Dimension, FeedField::Score].map(|field| sheet.layout.slot(field));
    let Some(moment) = sheet.layout.slot(FeedField::Moment) else {
        return;
    };
    let mut same: HashMap<_, Vec<usize>> = HashMap::new();
    for row in (0..sheet.len()).filter(|row| reading.unscored.binary_search(row).is_err()) {
        let (who, ticket) = (sheet.get(customer, row), reading.survey_numbers.text(row));
        let told = who > 0 || !ticket.is_empty();
        if let (Some(at), true) = (sheet.moment(moment, row), told) {
            let key = (ticket, who, at, sheet.get(dimension, row), sheet.get(score, row));
            same.entry(key).or_default().push(row);
        }
    }
    let repeated = spare(same.into_values(), |row| {
        (sheet.content(row, &reading.customers), Reverse(sheet.place(row)))
    });
    for row in &repeated {
        let (place, ticket) = (sheet.place(*row), reading.survey_numbers.text(*row));
        reading.findings.push(odd(codes::REPEATED, place, ticket, None));
        count_repeat(&mut reading.counts, place);
    }
    reading.repeated_answers = repeated;
}

/// Visits equal in tier, person, unit and moment count once. Where no person is told, two rows may be two persons.
fn repeated_visits(reading: &mut Reading<'_>) {
    let sheet = &reading.monitoring;
    let [tier, monitor, party] =
        [FeedField::Tier, FeedField::Monitor, FeedField::Party].map(|field| sheet.layout.slot(field));
    let Some(moment) = sheet.layout.slot(FeedField::Moment) else {
        return;
    };
    let mut same: HashMap<_, Vec<usize>> = HashMap::new();
    for row in 0..sheet.len() {
        if let (Some(at), Some(who)) = (sheet.moment(moment, row), sheet.text(sheet.get(monitor, row))) {
            let key = (who, at, sheet.get(tier, row), sheet.get(party, row));
            same.entry(key).or_default().push(row);
        }
    }
    let repeated = spare(same.into_values(), |row| Reverse(sheet.place(row)));
    for row in &repeated {
        let place = sheet.place(*row);
        reading.findings.push(odd(codes::REPEATED, place, "", None));
        count_repeat(&mut reading.counts, place);
    }
    reading.repeated_visits = repeated;
}

/// Of each group all rows but the greatest, in their order.
fn spare<K: Ord>(groups: impl Iterator<Item = Vec<usize>>, key: impl Fn(usize) -> K) -> Vec<usize> {
    let mut spare = Vec::new();
    for group in groups.filter(|group| group.len() > 1) {
        let best = group.iter().copied().max_by_key(|row| key(*row));
        spare.extend(group.into_iter().filter(|row| Some(*row) != best));
    }
    spare.sort_unstable();
    spare
}

fn count_repeat(counts: &mut [FeedCount], place: RowId) {
    if let Some(count) = counts.iter_mut().find(|count| count.feed == usize::from(place.feed)) {
        count.repeats += 1;
    }
}

fn odd(code: Code, row: RowId, ticket: &str, column: Option<u16>) -> DataFinding {
    let mended = matches!(code, codes::NO_TIER | codes::NO_MEASURE);
    DataFinding {
        code,
        row,
        ticket: ticket.to_owned(),
        column,
        event: None,
        at: None,
        value: String::new(),
        cure: mended.then(|| cure(code, None, false)),
    }
}

/// The satisfaction of a dimension, or the only one there is; None where it could be several.
fn measure_of(rules: &RuleSet, dimension: Option<&str>) -> Option<usize> {
    let has = |own: &Satisfaction| dimension.is_none_or(|name| own.dimensions.iter().any(|other| other.name == name));
    let mut own = rules.satisfactions.iter().enumerate().filter(|(_, own)| has(own));
    match (own.next(), own.next()) {
        (Some((only, _)), None) => Some(only),
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
    /// The answers of all surveys, in the order of the rows. Those with a score outside the scale, and repeats, are data
    /// findings.
    pub fn answers<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = Answer<'a>> {
        let (sheet, names) = (&self.surveys, dimensions(rules));
        let slot = |field| sheet.layout.slot(field);
        let (score, dimension) = (slot(FeedField::Score), slot(FeedField::Dimension));
        let (customer, moment) = (slot(FeedField::Customer), slot(FeedField::Moment));
        let (handler, party) = (slot(FeedField::Handler), slot(FeedField::Party));
        let measures: Vec<Option<usize>> = names.iter().map(|name| measure_of(rules, Some(name))).collect();
        let whole = measure_of(rules, None);
        let left_out =
            |row: &usize| self.unscored.binary_search(row).is_ok() || self.repeated_answers.binary_search(row).is_ok();
        let rows = (0..sheet.len()).filter(move |row| !left_out(row));
        rows.filter_map(move |row| {
            let at = sheet.code(dimension, row).map(usize::from);
            Some(Answer {
                index: row,
                row: sheet.place(row),
                ticket: self.survey_numbers.text(row),
                customer: sheet.get(customer, row).checked_sub(1),
                party: sheet.code(handler, row).or(sheet.code(party, row)).map(PartyId),
                measure: at.map_or(whole, |at| measures.get(at).copied().flatten()),
                dimension: at.and_then(|at| names.get(at)).map(|name| name.as_str()),
                score: sheet.decimal(sheet.get(score, row))?,
                at: moment.and_then(|slot| sheet.moment(slot, row)),
            })
        })
    }

    /// What the row of an answer tells of a declared field: how the customer was asked, of which product.
    #[must_use]
    pub fn answer_field(&self, answer: &Answer<'_>, field: FieldId) -> Option<Value> {
        let slot = self.surveys.layout.slot(FeedField::Field(field));
        self.value(&self.surveys, slot, answer.index, field)
    }

    /// All visits of those who monitor, in the order of the rows. Repeats are data findings.
    pub fn monitored<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = Monitored<'a>> {
        let (sheet, names) = (&self.monitoring, tiers(rules));
        let slot = |field| sheet.layout.slot(field);
        let (tier, party, moment) = (slot(FeedField::Tier), slot(FeedField::Party), slot(FeedField::Moment));
        let monitor = slot(FeedField::Monitor);
        let rows = (0..sheet.len()).filter(|row| self.repeated_visits.binary_search(row).is_err());
        rows.filter_map(move |row| {
            let tier = sheet.code(tier, row).and_then(|at| names.get(usize::from(at)))?;
            Some(Monitored {
                row: sheet.place(row),
                tier: tier.as_str(),
                monitor: sheet.text(sheet.get(monitor, row)),
                party: sheet.code(party, row).map(PartyId),
                at: moment.and_then(|slot| sheet.moment(slot, row)),
            })
        })
    }
}
