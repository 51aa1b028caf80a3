//! Answers of surveys as rows of lists, who is behind them, and who was not asked.

use super::behind::{Behind, Served};
use super::cell::{Cell, Put};
use super::list::{Kind, List};
use super::lists::{Columns, Names, row_told};
use super::month::Month;
use super::period::Period;
use super::recheck::Recheck;
use super::splits::split_column;
use crate::calendar::Moment;
use crate::feed::{Answer, Table};
use crate::model::{Decimal, Domain, FeedField, FieldId, RuleSet, Satisfaction, Value};
use crate::report::Context;
use crate::terms::{Every, FeedRole};
use std::collections::{BTreeSet, HashSet};

/// Answers of the month, and those without a moment; behind these columns one for each field by which answers are split.
/// `customer` tells one customer from another and says no more.
const ANSWERS: Columns = (
    "answers",
    &[
        ("measure", Kind::Name),
        ("month", Kind::Text),
        ("dimension", Kind::Name),
        ("score", Kind::Text),
        ("band", Kind::Name),
        ("at", Kind::Moment),
        ("method", Kind::Name),
        ("ticket", Kind::Text),
        ("customer", Kind::Number),
        ("party", Kind::Name),
        ("row", Kind::Text),
    ],
);
/// Customers with tickets accepted in the period in which they are to be asked.
const SERVED: Columns = (
    "served",
    &[
        ("measure", Kind::Name),
        ("customer", Kind::Number),
        ("tickets", Kind::Text),
        ("asked", Kind::Word),
    ],
);

/// The period in which each customer is to be asked.
pub(super) fn period(measure: &Satisfaction, month: Month) -> Period {
    Period::of(measure.ask.map_or(Every::Month, |(every, _)| every), month)
}

/// Whether there are feeds of answers: then the lists tell customers of all months.
#[must_use]
pub fn is_surveyed(rules: &RuleSet) -> bool {
    !rules.satisfactions.is_empty() && rules.feeds.iter().any(|feed| feed.role == FeedRole::Surveys)
}

/// Whether the feeds can tell answers of a measure: by its dimensions, or because it is the only one.
pub(super) fn can_be_told(rules: &RuleSet, measure: &Satisfaction) -> bool {
    let surveys = rules.feeds.iter().filter(|feed| feed.role == FeedRole::Surveys);
    let mut columns = surveys.flat_map(|feed| &feed.columns);
    let by_dimension = columns.any(|column| column.field == FeedField::Dimension) && !measure.dimensions.is_empty();
    is_surveyed(rules) && (by_dimension || rules.satisfactions.len() == 1)
}

/// The fields by which a measure may be split: those that no feed calls a customer's own.
pub(super) fn split_fields(rules: &RuleSet, measure: &Satisfaction) -> Vec<FieldId> {
    let is_own = |field: &FieldId| {
        let surveys = rules.feeds.iter().filter(|feed| feed.role == FeedRole::Surveys);
        let mut columns = surveys.flat_map(|feed| &feed.columns);
        columns.any(|column| column.personal && column.field == FeedField::Field(*field))
    };
    measure
        .split_by
        .iter()
        .copied()
        .filter(|field| !is_own(field))
        .collect()
}

/// The field that tells how a customer was asked: a column of a survey whose values hold all methods of the measure.
pub(super) fn method_field(rules: &RuleSet, measure: &Satisfaction) -> Option<FieldId> {
    let holds = |field: &FieldId| match rules.fields.get(field.index()).map(|own| &own.domain) {
        Some(Domain::OneOf(values)) => measure.methods.iter().all(|method| values.contains(method)),
        _ => false,
    };
    let surveys = rules.feeds.iter().filter(|feed| feed.role == FeedRole::Surveys);
    let fields = surveys
        .flat_map(|feed| &feed.columns)
        .filter_map(|column| match column.field {
            FeedField::Field(field) => Some(field),
            _ => None,
        });
    let mut fields = fields.filter(holds);
    fields.next().filter(|_| !measure.methods.is_empty())
}

/// Whether answers of a band count as satisfied: it begins above the middle of the scale.
pub(super) fn is_good(measure: &Satisfaction, score: Decimal) -> bool {
    let middle = u64::from(measure.scale.0) + u64::from(measure.scale.1);
    measure.bands.iter().any(|band| {
        let inside = |bound: u32| score.compare(Decimal::whole(bound.into()));
        2 * u64::from(band.from) > middle && inside(band.from).is_ge() && inside(band.to).is_le()
    })
}

/// The lists that the surveys make for a month; without rows where no feed tells answers.
pub(super) fn lists(names: &Names, context: &Context<'_>, table: &Table, month: Month, served: &[Served]) -> Vec<List> {
    if context.rules.satisfactions.is_empty() {
        return Vec::new();
    }
    let rules = context.rules;
    let end = month.plus(1).begin(context.zone);
    let counts = |own: &Answer<'_>| own.at.is_none_or(|at| at < end && at <= context.as_of);
    let answers: Vec<Answer<'_>> = table.answers(rules).filter(counts).collect();
    let asking = Asking {
        names,
        context,
        table,
        month,
        end,
        behind: Behind::new(table, served),
        answers: &answers,
    };
    let mut out = vec![asking.answers(), asking.served()];
    out.extend(Recheck::new(context, table, month).list(names, asking.of_month(), &asking.behind));
    out
}

/// What the lists are made from.
struct Asking<'a> {
    names: &'a Names,
    context: &'a Context<'a>,
    table: &'a Table,
    month: Month,
    end: Moment,
    behind: Behind<'a>,
    /// Given by the end of the month, or at no moment.
    answers: &'a [Answer<'a>],
}

impl<'a> Asking<'a> {
    fn measure(&self, answer: &Answer<'_>) -> Option<&'a Satisfaction> {
        self.context.rules.satisfactions.get(answer.measure?)
    }

    /// Those of the month, without those at no moment.
    fn of_month(&self) -> impl Iterator<Item = &'a Answer<'a>> {
        let begin = self.month.begin(self.context.zone);
        self.answers
            .iter()
            .filter(move |own| own.at.is_some_and(|at| begin <= at))
    }

    fn answers(&self) -> List {
        let rules = self.context.rules;
        let mut fields: Vec<FieldId> = Vec::new();
        for field in rules.satisfactions.iter().flat_map(|own| split_fields(rules, own)) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        let name = |field: &FieldId| rules.fields.get(field.index()).map_or("", |own| own.name.as_str());
        let splits: Vec<String> = fields.iter().map(|field| split_column(name(field))).collect();
        let columns = ANSWERS.1.iter().copied();
        let columns: Vec<_> = columns
            .chain(splits.iter().map(|key| (key.as_str(), Kind::Name)))
            .collect();
        let undated = self.answers.iter().filter(|own| own.at.is_none());
        let own: Vec<&Answer<'_>> = self.of_month().chain(undated).collect();
        let customers = own.iter().filter_map(|own| self.behind.customer(own));
        let numbers = Numbers::of(self.table, customers);
        let mut rows: Vec<_> = own
            .into_iter()
            .map(|own| {
                let customer = self
                    .behind
                    .customer(own)
                    .and_then(|own| numbers.number(self.table, own));
                let rank = self.measure(own).and_then(|measure| {
                    let mut dimensions = measure.dimensions.iter();
                    dimensions.position(|known| Some(known.name.as_str()) == own.dimension)
                });
                let key = (own.measure, own.at, customer, rank, own.ticket, own.row);
                (key, own, customer)
            })
            .collect();
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        let mut list = List::new(ANSWERS.0, &columns);
        for (_, own, customer) in rows {
            self.put(&mut list, own, customer, &fields);
        }
        list
    }

    fn put(&self, list: &mut List, own: &Answer<'_>, customer: Option<i64>, fields: &[FieldId]) {
        let (rules, zone) = (self.context.rules, self.context.zone);
        let measure = self.measure(own);
        let month = own.at.map(|at| Month::of(zone, at).to_string());
        let method = measure.and_then(|measure| method_field(rules, measure));
        let method = method.map(|field| self.told(own, field)).unwrap_or_default();
        let since = measure.map(|measure| period(measure, self.month).first.begin(zone));
        let fields: Vec<String> = fields.iter().map(|field| self.told(own, *field)).collect();
        let score = own.score.to_string();
        let row = row_told(rules, own.row);
        let cells: [Put<'_>; 11] = [
            Cell::text(measure.map_or("", |own| own.name.as_str())).into(),
            Cell::text(month.as_deref().unwrap_or("")).into(),
            Cell::text(own.dimension.unwrap_or("")).into(),
            match own.score.scale {
                0 => Cell::Number(own.score.mantissa).into(),
                _ => Cell::text(&score).into(),
            },
            Cell::text(measure.and_then(|measure| band(measure, own.score)).unwrap_or("")).into(),
            Cell::moment(own.at, zone).into(),
            Cell::text(&method).into(),
            Cell::text(own.ticket).into(),
            Cell::number(customer).into(),
            self.names.party(self.behind.party(own, since)),
            Cell::text(&row).into(),
        ];
        let fields = fields.iter().map(|told| Put::from(Cell::text(told)));
        list.push(cells.into_iter().chain(fields));
    }

    /// The value of a declared field of an answer as a text.
    fn told(&self, own: &Answer<'_>, field: FieldId) -> String {
        let domain = self.context.rules.fields.get(field.index()).map(|own| &own.domain);
        match (self.table.answer_field(own, field), domain) {
            (Some(Value::Choice(at)), Some(Domain::OneOf(values))) => {
                values.get(usize::from(at)).cloned().unwrap_or_default()
            }
            (Some(Value::Text(text)), _) => text,
            (Some(Value::YesNo(yes)), _) => if yes { "yes" } else { "no" }.to_owned(),
            (Some(Value::Number(number)), _) => number.to_string(),
            (Some(Value::Moment(at)), _) => self.context.zone.rfc3339(at),
            _ => String::new(),
        }
    }

    /// Customers with tickets accepted in the period of each measure, and whether they answered in it.
    fn served(&self) -> List {
        let mut list = List::new(SERVED.0, SERVED.1);
        let rules = self.context.rules;
        let measures = rules.satisfactions.iter().enumerate();
        for (at, measure) in measures.filter(|(_, own)| can_be_told(rules, own)) {
            let begin = period(measure, self.month).first.begin(self.context.zone);
            let asked: HashSet<u32> = self
                .answers
                .iter()
                .filter(|own| own.measure == Some(at) && own.at.is_some_and(|given| begin <= given))
                .filter_map(|own| self.behind.customer(own))
                .collect();
            let customers: BTreeSet<u32> = self.behind.customers(begin, self.end).collect();
            let numbers = Numbers::of(self.table, customers.iter().copied());
            let mut rows: Vec<(i64, u32)> = customers
                .into_iter()
                .filter_map(|own| Some((numbers.number(self.table, own)?, own)))
                .collect();
            rows.sort_unstable();
            for (number, customer) in rows {
                list.push([
                    Cell::text(&measure.name).into(),
                    Cell::Number(number).into(),
                    Cell::text(&self.behind.tickets(customer, begin, self.end).join(", ")).into(),
                    self.names.yes(asked.contains(&customer)),
                ]);
            }
        }
        list
    }
}

/// Numbers that tell one customer from another, whatever the order of rows.
struct Numbers<'t>(Vec<&'t str>);

impl<'t> Numbers<'t> {
    fn of(table: &'t Table, customers: impl Iterator<Item = u32>) -> Numbers<'t> {
        let names: BTreeSet<&str> = customers.map(|own| table.customer(own)).collect();
        Numbers(names.into_iter().collect())
    }

    fn number(&self, table: &Table, customer: u32) -> Option<i64> {
        let at = self.0.binary_search(&table.customer(customer)).ok()?;
        i64::try_from(at + 1).ok()
    }
}

fn band(measure: &Satisfaction, score: Decimal) -> Option<&str> {
    let bound = |bound: u32| score.compare(Decimal::whole(bound.into()));
    let mut bands = measure.bands.iter();
    let band = bands.find(|band| bound(band.from).is_ge() && bound(band.to).is_le())?;
    Some(&band.name)
}

/// A score of a cell.
pub(super) fn score_of(cell: Cell<'_>) -> Option<Decimal> {
    match cell {
        Cell::Number(number) => Some(Decimal::whole(number)),
        Cell::Text(text) => {
            let (whole, part) = text.split_once('.')?;
            Some(Decimal {
                mantissa: format!("{whole}{part}").parse().ok()?,
                scale: u8::try_from(part.len()).ok()?,
            })
        }
        Cell::Empty | Cell::Moment(..) => None,
    }
}
