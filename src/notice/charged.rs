//! What a party is named for, ticket by ticket: the list it gets before the notice is issued, to object to.

use super::cell::Cell;
use super::figure::Only;
use super::list::{Kind, List, Lists};
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
        for row in list.only(&figure.only) {
            let place = row_of(row.text("ticket"));
            out.push(CHARGED.iter().map(|(key, _)| match *key {
                "named_for" => Cell::text(&test.what),
                "rule" => Cell::text(&test.rule),
                "row" => Cell::text(&place),
                key => row.of(key),
            }));
        }
    }
    out
}
