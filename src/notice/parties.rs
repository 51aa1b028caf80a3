//! What every party did with what fell due, and what fell due at the rungs above the first.

use super::figure::{Figure, Only};
use super::sections::Materials;
use super::value::Rate;
use super::{deduction, rates};
use crate::model::{Decimal, Party, PartyBase, PartyId, PartyRef};
use crate::terms::Level;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a party did with what fell due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRow {
    /// Its name.
    pub party: String,
    /// Its level.
    pub level: Level,
    /// The rate of answers: the first metric that counts a deadline's obligations.
    pub rate: Rate,
    /// Of these, late.
    pub late: Figure,
    /// Findings of the month that count as incomplete.
    pub incomplete: Figure,
    /// What is left over with it.
    pub leftover: Figure,
    /// Points taken off.
    pub deducted: Decimal,
    /// What they are taken off for.
    pub deductions: Vec<Line>,
    /// Whether the most that is deducted was reached.
    pub capped: bool,
}

/// Points for a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The finding.
    pub finding: String,
    /// How many.
    pub figure: Figure,
    /// Points for each.
    pub each: Decimal,
    /// The line, `file:line`.
    pub rule: String,
}

/// What fell due at a rung, by party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungTable {
    /// The rung.
    pub rung: u8,
    /// Its title.
    pub title: String,
    /// Its parties in the order of the organisation.
    pub rows: Vec<RungRow>,
}

/// What fell due at a rung for one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungRow {
    /// The party.
    pub party: String,
    /// Judged.
    pub due: Figure,
    /// In time.
    pub on_time: Figure,
    /// Late.
    pub late: Figure,
    /// Entered in the month and still open, not yet due by the cut-off.
    pub running: Figure,
}

/// Every party of the organisation in its order, those without anything due too.
pub(super) fn parties(of: &Materials<'_>) -> Vec<PartyRow> {
    let answers = of.rules.metrics_of_answers().next();
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
            late: answers.map_or_else(Figure::default, |_| of.counter.figure("due", late)),
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
        of.counter.figure(&all.whole.list, only)
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

/// What fell due at each rung above the first: every party that may answer there, and whoever else did. A rung at which
/// nothing was due or entered has no rows.
pub(super) fn rungs(of: &Materials<'_>) -> Vec<RungTable> {
    let table = |(rung, title): (u8, String)| {
        let may = may_answer(of, rung);
        let parties = of.rules.parties.iter().enumerate();
        let rows = parties.map(|(at, party)| (may.contains(&PartyId::from(at)), at_rung(of, rung, &party.name)));
        let rows: Vec<(bool, RungRow)> = rows.filter(|(may, row)| *may || row.is_told()).collect();
        let any = rows.iter().any(|(_, row)| row.is_told());
        RungTable {
            rung,
            title,
            rows: rows.into_iter().map(|(_, row)| row).filter(|_| any).collect(),
        }
    };
    titles(of).into_iter().map(table).collect()
}

/// Who may answer at a rung in the month: a named party, the owners of categories, those above units; ended parties
/// aside. What hangs on who holds a ticket can only be told of tickets.
fn may_answer(of: &Materials<'_>, rung: u8) -> BTreeSet<PartyId> {
    let (day, parties) = (of.day(), &of.rules.parties);
    let rungs = of.rules.ladders.iter();
    let rungs = rungs.filter_map(|own| own.rungs.get(usize::from(rung).checked_sub(1)?));
    let answers = rungs.flat_map(|own| {
        let PartyRef { base, superiors } = *own.responsible.on(day);
        let bases: Vec<PartyId> = match base {
            PartyBase::Named(party) => vec![party],
            PartyBase::OwningDepartment => of.rules.categories.iter().map(|own| *own.owner.on(day)).collect(),
            PartyBase::Handler if superiors > 0 => {
                let units = (0..parties.len()).filter(|at| parties[*at].level == Level::Unit);
                units.map(PartyId::from).collect()
            }
            PartyBase::Handler | PartyBase::AccountableParty => Vec::new(),
        };
        let above = |from: PartyId| (0..superiors).try_fold(from, |at, _| parties.get(at.index())?.under);
        bases.into_iter().filter_map(above).collect::<Vec<_>>()
    });
    let stands = |party: &PartyId| {
        let own = parties.get(party.index());
        own.is_some_and(|own| {
            let begun = own.from.is_none_or(|from| day.is_none_or(|day| from <= day));
            begun && own.until.is_none_or(|until| day.is_none_or(|day| day <= until))
        })
    };
    answers.filter(stands).collect()
}

impl RungRow {
    /// Whether anything was due or entered.
    fn is_told(&self) -> bool {
        self.due.count > 0 || self.running.count > 0
    }
}

fn at_rung(of: &Materials<'_>, rung: u8, party: &str) -> RungRow {
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
    RungRow {
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
    }
}
