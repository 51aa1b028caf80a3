//! Rows of lists counted as figures open them, and every figure of a notice wherever it stands.

use crate::notice::counter::Counter;
use crate::notice::figure::{Figure, Only};
use crate::notice::list::Lists;
use crate::report::Unreconciled;
use serde_json::Value;

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

/// The rows of lists, counted.
pub(super) struct Rows<'l> {
    counter: Counter<'l>,
}

impl<'l> Rows<'l> {
    /// Nothing counted yet.
    pub fn new(lists: &'l Lists) -> Rows<'l> {
        Rows {
            counter: Counter::new(lists),
        }
    }

    /// How many of the rows of a figure hold more.
    pub fn of(&self, figure: &Figure, more: Vec<Only>) -> u64 {
        let mut own = figure.clone();
        own.only.extend(more);
        self.count(&own)
    }

    /// How many rows a figure opens.
    pub fn count(&self, figure: &Figure) -> u64 {
        self.counter.count(&figure.list, &figure.only)
    }
}
