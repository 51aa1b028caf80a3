//! What a party is named for, ticket by ticket: the list it gets before the notice is issued, to object to.

use super::list::{Cell, Kind, List, Lists, Only};
use super::named::NamedParty;

/// The columns. `row`: the file and line on which the ticket stands.
const CHARGED: &[(&str, Kind)] = &[
    ("named_for", Kind::Text),
    ("rule", Kind::Text),
    ("ticket", Kind::Text),
    ("row", Kind::Text),
    ("kind", Kind::Name),
    ("category", Kind::Name),
    ("due", Kind::Moment),
    ("done", Kind::Moment),
    ("at", Kind::Moment),
    ("label", Kind::Name),
];

/// Every ticket behind the tests that name a party: those found, and of a rate those that miss it. `row_of` tells where
/// a ticket stands.
#[must_use]
pub fn charged(named: &NamedParty, lists: &Lists, row_of: &dyn Fn(&str) -> String) -> List {
    let mut out = List::new("charged", CHARGED);
    for test in &named.because {
        let Some(figure) = test.count.as_ref().filter(|_| test.what != "sample") else {
            continue;
        };
        let mut figure = figure.clone();
        if test.share.is_some() {
            figure.only.retain(|own| own.column != test.what);
            figure.only.push(Only::is(&test.what, "missed"));
        }
        let Some(list) = lists.list(&figure.list) else { continue };
        for row in list.rows(&figure.only) {
            let told = |key: &str| match key {
                "named_for" => Cell::text(&test.what),
                "rule" => Cell::text(&test.rule),
                "row" => {
                    let ticket = list.column("ticket").and_then(|at| row.get(at));
                    match ticket {
                        Some(Cell::Text(ticket)) => Cell::text(&row_of(ticket)),
                        _ => Cell::Empty,
                    }
                }
                key => {
                    let at = list.column(key).and_then(|at| row.get(at));
                    at.cloned().unwrap_or(Cell::Empty)
                }
            };
            out.rows.push(CHARGED.iter().map(|(key, _)| told(key)).collect());
        }
    }
    out
}
