//! Values of closed columns that the rules do not know, each with the name that was probably meant.

use super::Column;
use super::matching::has_names;
use super::profile::Table;
use crate::feed::spellings::Spellings;
use crate::model::{FeedColumn, FeedField, RuleSet};
use std::collections::HashMap;

/// A value that matches nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Its column, a cell of the header.
    pub cell: usize,
    /// What the column tells.
    pub field: FeedField,
    /// The value; empty where the column looks so little like a list of names that its values are not told.
    pub value: String,
    /// Rows with it.
    pub count: u64,
    /// The name that was probably meant.
    pub near: Option<String>,
}

/// The words of a field, None where it holds none.
pub(super) fn spellings(rules: &RuleSet, field: FeedField) -> Option<Spellings> {
    Spellings::of(rules, &FeedColumn::new(field, ""))
}

/// Whether the values of a field are names of the rules, and so may be told.
fn is_closed(field: FeedField) -> bool {
    matches!(
        field,
        FeedField::Kind
            | FeedField::Category
            | FeedField::Handler
            | FeedField::CoHandlers
            | FeedField::Party
            | FeedField::Event
            | FeedField::Tier
            | FeedField::Dimension
            | FeedField::About
    )
}

/// Whether two names share more than one letter: of two-letter words that differ in one, neither is meant by the other.
fn is_like(value: &str, near: &str) -> bool {
    value.chars().filter(|letter| near.contains(*letter)).count() > 1
}

/// The strays of all columns: in the order of the columns, the most frequent first.
pub(super) fn strays(rules: &RuleSet, table: &Table, columns: &[Column]) -> Vec<Stray> {
    let mut all = Vec::new();
    for column in columns {
        let (Some(spellings), Some(profile)) = (spellings(rules, column.field), table.columns.get(column.cell)) else {
            continue;
        };
        if !has_names(rules, column.field) {
            continue;
        }
        let stray = |value: &str, count, near: Option<&str>| Stray {
            cell: column.cell,
            field: column.field,
            value: value.to_string(),
            count,
            near: near.map(str::to_string),
        };
        let none = HashMap::new();
        let values = profile.values.as_ref().unwrap_or(&none);
        let mut unknown: Vec<(&String, u64)> = values
            .iter()
            .filter(|(value, _)| spellings.get(value.as_bytes()).is_none())
            .map(|(value, count)| (value, *count))
            .collect();
        unknown.sort_by(|one, other| (std::cmp::Reverse(one.1), one.0).cmp(&(std::cmp::Reverse(other.1), other.0)));
        let known = values.len() - unknown.len();
        let names = is_closed(column.field) && (known > 0 || profile.is_list());
        if profile.values.is_none() || (!names && !unknown.is_empty()) {
            let count = if profile.values.is_none() {
                profile.told
            } else {
                unknown.iter().map(|(_, count)| count).sum()
            };
            all.push(stray("", count, None));
        } else {
            all.extend(unknown.into_iter().map(|(value, count)| {
                stray(
                    value,
                    count,
                    spellings.nearest(value).filter(|near| is_like(value, near)),
                )
            }));
        }
    }
    all
}
