//! What every party did with what fell due, and what fell due at the rungs above the first.

use super::list::{Figure, Only};
use super::sections::Materials;
use super::value::{PartyRow, Rate, RungRow, RungTable};
use super::{deduction, rates};
use crate::model::{Party, PartyId};
use std::collections::BTreeMap;

/// Every party of the organisation in its order, those without anything due too.
pub(super) fn parties(of: &Materials<'_>) -> Vec<PartyRow> {
    let answers = rates::of_answers(of);
    let row = |(at, party): (usize, &Party)| {
        let id = PartyId::from(at);
        let name = party.name.as_str();
        let rate = answers.map_or_else(Rate::default, |metric| rates::rate(of, metric, Some(id)));
        let mut late = rate.whole.only.clone();
        late.push(Only::is("verdict", "late"));
        let (deductions, deducted, capped) = deduction::deducted(of, id);
        PartyRow {
            party: name.to_owned(),
            level: party.level,
            // Without a rate nothing is held against it.
            late: answers.map_or_else(Figure::default, |_| of.lists.figure("due", late)),
            incomplete: of.figure("found", [Only::is("party", name), incomplete()]),
            leftover: of.figure("found", [Only::is("party", name), standing()]),
            rate,
            deducted,
            deductions,
            capped,
        }
    };
    of.rules.parties.iter().enumerate().map(row).collect()
}

/// Answers due of which no party could be found.
pub(super) fn nobody(of: &Materials<'_>, answers: Option<&Rate>) -> Figure {
    answers.map_or_else(Figure::default, |all| {
        let mut only = all.whole.only.clone();
        only.push(Only::is("party", ""));
        of.lists.figure(&all.whole.list, only)
    })
}

/// A finding that counts as incomplete, of any kind.
pub(super) fn incomplete() -> Only {
    Only::any("counts_as", crate::terms::Incomplete::ALL.map(|kind| kind.word()))
}

/// A finding that is deducted every month.
pub(super) fn standing() -> Only {
    Only::any("stands", ["new", "carried"])
}

/// The rungs above the first by their numbers, with the title of the first ladder that has it.
pub(super) fn titles(of: &Materials<'_>) -> BTreeMap<u8, String> {
    let mut titles = BTreeMap::new();
    for ladder in &of.rules.ladders {
        for (number, rung) in (1u8..).zip(&ladder.rungs).skip(1) {
            titles.entry(number).or_insert_with(|| rung.title.clone());
        }
    }
    titles
}

/// What fell due at each rung above the first, for parties with something due or entered there.
pub(super) fn rungs(of: &Materials<'_>) -> Vec<RungTable> {
    titles(of)
        .into_iter()
        .map(|(rung, title)| RungTable {
            rung,
            title,
            rows: of
                .rules
                .parties
                .iter()
                .filter_map(|party| at_rung(of, rung, &party.name))
                .collect(),
        })
        .collect()
}

fn at_rung(of: &Materials<'_>, rung: u8, party: &str) -> Option<RungRow> {
    let number = rung.to_string();
    let duties: Vec<String> = of
        .rules
        .ladders
        .iter()
        .map(|own| format!("{}/{rung}", own.name))
        .collect();
    let judged = || {
        [
            Only::any("deadline", duties.iter().map(String::as_str)),
            Only::is("party", party),
        ]
    };
    let verdict = |word: &str| {
        let [duty, own] = judged();
        of.figure("due", [duty, own, Only::is("verdict", word)])
    };
    let row = RungRow {
        party: party.to_owned(),
        due: of.figure("due", judged()),
        on_time: verdict("on_time"),
        late: verdict("late"),
        running: of.figure(
            "climbed",
            [
                Only::is("rung", &number),
                Only::is("party", party),
                Only::any("state", ["running", "warned"]),
            ],
        ),
    };
    (row.due.count > 0 || row.running.count > 0).then_some(row)
}
