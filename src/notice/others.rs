//! What else fell due in the month: everything but the answers and the rungs, so that whoever compiles the notice is
//! measured like everyone.

use super::figure::{Figure, Only};
use super::parties::RungRow;
use super::sections::Materials;
use super::value::Rate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What fell due of one duty, by party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherTable {
    /// The duty as lists name it.
    pub duty: String,
    /// Its parties in the order of the organisation.
    pub rows: Vec<RungRow>,
}

/// By duty, in the order of its name; only duties and parties with something due.
pub(super) fn others(of: &Materials<'_>, answers: Option<&Rate>) -> Vec<OtherTable> {
    let Some((list, at)) = of
        .lists()
        .list("due")
        .and_then(|list| Some((list, list.column("deadline")?)))
    else {
        return Vec::new();
    };
    let told = answers.and_then(|rate| rate.of_deadline.as_deref()).unwrap_or("");
    let is_rung = |duty: &str| {
        let rung = |ladder: &str| duty.strip_prefix(ladder)?.strip_prefix('/')?.parse::<u8>().ok();
        of.rules.ladders.iter().any(|ladder| rung(&ladder.name).is_some())
    };
    let mut duties: BTreeSet<String> = list.distinct(at);
    duties.retain(|duty| !duty.is_empty() && duty != told && !is_rung(duty));
    let table = |duty: &str| OtherTable {
        duty: duty.to_owned(),
        rows: of
            .rules
            .parties
            .iter()
            .filter_map(|party| row(of, duty, &party.name))
            .collect(),
    };
    duties.iter().map(|duty| table(duty)).collect()
}

fn row(of: &Materials<'_>, duty: &str, party: &str) -> Option<RungRow> {
    let own = || [Only::is("deadline", duty), Only::is("party", party)];
    let verdict = |word: &str| {
        let [duty, own] = own();
        of.figure("due", [duty, own, Only::is("verdict", word)])
    };
    let row = RungRow {
        party: party.to_owned(),
        due: of.figure("due", own()),
        on_time: verdict("on_time"),
        late: verdict("late"),
        running: Figure::default(),
    };
    (row.due.count > 0).then_some(row)
}
