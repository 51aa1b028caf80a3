//! Rows of lists counted as figures open them, and every figure of a notice wherever it stands.

use crate::notice::list::{Cell, Figure, List, Lists, Only};
use crate::report::Unreconciled;
use serde_json::Value;
use std::collections::HashMap;

/// Calls for every figure of a value with the place at which it stands, whatever the value is.
pub(super) fn each_figure(
    value: &Value,
    place: &str,
    then: &mut impl FnMut(&str, &Figure) -> Result<(), Unreconciled>,
) -> Result<(), Unreconciled> {
    match value {
        Value::Object(own) => {
            let keys = ["count", "list", "only"];
            if own.len() == keys.len() && keys.iter().all(|key| own.contains_key(*key)) {
                let figure: Result<Figure, _> = serde_json::from_value(value.clone());
                // A figure of no list counts nothing.
                return match figure {
                    Ok(figure) if !figure.list.is_empty() || figure.count > 0 => then(place, &figure),
                    _ => Ok(()),
                };
            }
            own.iter()
                .try_for_each(|(key, inside)| each_figure(inside, &format!("{place}.{key}"), then))
        }
        Value::Array(all) => {
            let mut at = 0u64..;
            all.iter()
                .try_for_each(|inside| each_figure(inside, &format!("{place}.{}", at.next().unwrap_or(0)), then))
        }
        _ => Ok(()),
    }
}

/// A figure's list and filter, for messages.
pub(super) fn named(figure: &Figure) -> String {
    let only: Vec<String> = figure
        .only
        .iter()
        .map(|own| format!("{} = {}", own.column, own.any.join("/")))
        .collect();
    format!("{} [{}]", figure.list, only.join(", "))
}

/// Rows counted by the texts of some columns, each set of columns in one pass over its list.
pub(super) struct Rows<'l> {
    lists: &'l Lists,
    counts: HashMap<(String, Vec<String>), HashMap<Vec<String>, u64>>,
}

impl<'l> Rows<'l> {
    /// Nothing counted yet.
    pub fn new(lists: &'l Lists) -> Rows<'l> {
        Rows {
            lists,
            counts: HashMap::new(),
        }
    }

    /// How many of the rows of a figure hold more.
    pub fn of(&mut self, figure: &Figure, more: Vec<Only>) -> u64 {
        let mut own = figure.clone();
        own.only.extend(more);
        self.count(&own)
    }

    /// How many rows a figure opens.
    pub fn count(&mut self, figure: &Figure) -> u64 {
        let Some(list) = self.lists.list(&figure.list) else {
            return 0;
        };
        let mut columns: Vec<String> = figure.only.iter().map(|only| only.column.clone()).collect();
        columns.sort_unstable();
        columns.dedup();
        let key = (figure.list.clone(), columns);
        let counts = self.counts.entry(key.clone()).or_insert_with(|| by_texts(list, &key.1));
        let fits = |texts: &Vec<String>| {
            figure.only.iter().all(|only| {
                let at = key.1.iter().position(|column| *column == only.column);
                at.and_then(|at| texts.get(at))
                    .is_some_and(|text| only.any.contains(text))
            })
        };
        counts
            .iter()
            .filter(|(texts, _)| fits(texts))
            .map(|(_, count)| count)
            .sum()
    }
}

fn by_texts(list: &List, columns: &[String]) -> HashMap<Vec<String>, u64> {
    let at: Vec<Option<usize>> = columns.iter().map(|column| list.column(column)).collect();
    let mut counts: HashMap<Vec<String>, u64> = HashMap::new();
    let mut texts = Vec::new();
    for row in &list.rows {
        texts.clear();
        texts.extend(at.iter().map(|at| match at.and_then(|at| row.get(at)) {
            Some(Cell::Text(text)) => text.to_string(),
            Some(Cell::Number(number)) => number.to_string(),
            // A column that is not there holds nothing that could be asked for.
            Some(Cell::Empty) => String::new(),
            None => "\u{0}".to_owned(),
        }));
        match counts.get_mut(&texts) {
            Some(count) => *count += 1,
            None => {
                counts.insert(texts.clone(), 1);
            }
        }
    }
    counts
}
