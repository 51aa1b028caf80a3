//! What was received, by fields of closed values: each field by itself, so that no count of a few in one place tells who
//! complained.

use super::cell::Cell;
use super::list::Kind;
use super::sections::{Materials, breakdown};
use super::value::Breakdown;
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{Domain, FeedField, Field, FieldId, RuleSet, Value};
use serde::{Deserialize, Serialize};

/// What was received, by the values of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSplit {
    /// The field.
    pub field: String,
    /// Whether its values are yes and no.
    pub yes_or_no: bool,
    /// By value, in the order of the rules.
    pub received: Breakdown,
}

/// The column of a field by which a list is split: no other column can have this key.
#[must_use]
pub fn split_column(field: &str) -> String {
    format!("by {field}")
}

/// The fields by which the notice is split. Those that a feed calls a customer's own are withheld: their names.
pub(super) fn fields(rules: &RuleSet, notice: &crate::model::Notice) -> (Vec<FieldId>, Vec<String>) {
    let is_own = |field: &FieldId| {
        let mut columns = rules.feeds.iter().flat_map(|feed| &feed.columns);
        columns.any(|column| column.personal && column.field == FeedField::Field(*field))
    };
    let (own, told): (Vec<FieldId>, Vec<FieldId>) = notice.split_by.iter().partition(|field| is_own(field));
    (
        told,
        own.into_iter().map(|field| name(rules, field).to_owned()).collect(),
    )
}

/// The columns of these fields.
pub(super) fn columns(rules: &RuleSet, fields: &[FieldId]) -> Vec<(String, Kind)> {
    let column = |field: &FieldId| {
        let kind = if values(rules, *field).0 {
            Kind::Word
        } else {
            Kind::Name
        };
        (split_column(name(rules, *field)), kind)
    };
    fields.iter().map(column).collect()
}

/// The value of a field as told of a ticket by a moment.
pub(super) fn cell<'r>(rules: &'r RuleSet, facts: &dyn Facts, ticket: usize, id: FieldId, until: Moment) -> Cell<'r> {
    let Some(field) = rules.fields.get(id.index()) else {
        return Cell::Empty;
    };
    let told = match field.with {
        None => facts.field(ticket, id, None),
        Some(event) => {
            let mut events = Vec::new();
            facts.events(ticket, &mut events);
            let of_it = |at: &usize| events[*at].event == event;
            let last = (0..events.len()).rev().find(of_it);
            // The ticket's own row tells the value of the last such event.
            let known = (0..events.len()).rev().filter(of_it).find(|at| events[*at].at <= until);
            known.and_then(|at| {
                let own = facts.field(ticket, id, Some(at));
                own.or_else(|| (last == Some(at)).then(|| facts.field(ticket, id, None)).flatten())
            })
        }
    };
    match (told, &field.domain) {
        (Some(Value::YesNo(yes)), _) => Cell::text(if yes { "yes" } else { "no" }),
        (Some(Value::Choice(at)), Domain::OneOf(values)) => {
            values.get(usize::from(at)).map_or(Cell::Empty, |own| Cell::text(own))
        }
        _ => Cell::Empty,
    }
}

/// Received, by every such field.
pub(super) fn splits(of: &Materials<'_>) -> Vec<FieldSplit> {
    let (fields, _) = fields(of.rules, of.notice);
    let split = |field: FieldId| {
        let field_name = name(of.rules, field);
        let before = of
            .last
            .and_then(|last| last.splits.iter().find(|own| own.field == field_name));
        let (yes_or_no, values) = values(of.rules, field);
        FieldSplit {
            field: field_name.to_owned(),
            yes_or_no,
            received: breakdown(
                of,
                &split_column(field_name),
                values.into_iter(),
                before.map(|own| &own.received),
            ),
        }
    };
    fields.into_iter().map(split).collect()
}

/// Fields that are a customer's own.
pub(super) fn withheld(of: &Materials<'_>) -> Vec<String> {
    fields(of.rules, of.notice).1
}

/// Whether its values are yes and no, and all of them.
fn values(rules: &RuleSet, field: FieldId) -> (bool, Vec<&str>) {
    match rules.fields.get(field.index()).map(|own| &own.domain) {
        Some(Domain::OneOf(values)) => (false, values.iter().map(String::as_str).collect()),
        Some(Domain::YesOrNo) => (true, vec!["yes", "no"]),
        _ => (false, Vec::new()),
    }
}

fn name(rules: &RuleSet, field: FieldId) -> &str {
    let own: Option<&Field> = rules.fields.get(field.index());
    own.map_or("", |own| own.name.as_str())
}
