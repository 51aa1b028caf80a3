//! What climbed in the month, and what became of it.

use super::figure::{Figure, Only};
use super::parties::titles;
use super::sections::Materials;
use crate::report::NOT_RAISED;
use serde::{Deserialize, Serialize};

/// What climbed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Climbed {
    /// The rungs above the first.
    pub rungs: Vec<ClimbedRung>,
    /// What should have been raised and was not.
    pub not_raised: Figure,
}

/// What entered a rung in the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClimbedRung {
    /// The rung.
    pub rung: u8,
    /// Its title.
    pub title: String,
    /// All.
    pub entered: Figure,
    /// By party.
    pub parties: Vec<(String, Figure)>,
    /// Solved there.
    pub solved: Figure,
    /// A higher rung was entered.
    pub raised: Figure,
    /// Handed on by an exit, or taken over.
    pub moved_on: Figure,
    /// Open.
    pub open: Figure,
}

/// What entered the rungs above the first.
pub(super) fn climbed(of: &Materials<'_>) -> Climbed {
    let rung = |(rung, title): (u8, String)| {
        let number = rung.to_string();
        let at = || Only::is("rung", &number);
        let fate = |words: &[&str]| of.figure("climbed", [at(), Only::any("fate", words.iter().copied())]);
        let by_party = of.rules.parties.iter().map(|party| {
            let own = of.figure("climbed", [at(), Only::is("party", &party.name)]);
            (party.name.clone(), own)
        });
        ClimbedRung {
            rung,
            title,
            entered: of.figure("climbed", [at()]),
            parties: by_party.filter(|(_, own)| own.count > 0).collect(),
            solved: fate(&["done on time", "done late"]),
            raised: fate(&["raised"]),
            moved_on: fate(&["handed on", "taken over"]),
            open: fate(&["open"]),
        }
    };
    Climbed {
        rungs: titles(of).into_iter().map(rung).collect(),
        not_raised: of.figure("found", [Only::is("finding", NOT_RAISED)]),
    }
}
