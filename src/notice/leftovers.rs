//! The register of what is left over: findings whose points are deducted every month, as they stand at the cut-off.

use super::figure::{Figure, Only};
use super::list::Row;
use super::month::Month;
use super::parties::standing;
use super::sections::Materials;
use serde::{Deserialize, Serialize};

/// What is left over at the cut-off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Leftovers {
    /// All that stands.
    pub standing: Figure,
    /// Since this month.
    pub new: Figure,
    /// Since an earlier one.
    pub carried: Figure,
    /// What stood a month ago and does not any more; None where that is not known.
    pub struck_off: Option<Vec<Leftover>>,
    /// By party.
    pub parties: Vec<(String, Figure)>,
    /// How many months the oldest has been carried, the first included; 0 where nothing stands.
    pub oldest: i64,
    /// What stands, for the notice of the next month.
    pub cases: Vec<Leftover>,
}

/// One that is left over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Leftover {
    /// The ticket.
    pub ticket: String,
    /// The finding.
    pub finding: String,
    /// Who answers for it.
    pub party: String,
    /// The month in which it was proved.
    pub since: Month,
}

/// The register; None where nothing is deducted every month.
pub(super) fn leftovers(of: &Materials<'_>) -> Option<Leftovers> {
    of.notice.deductions.iter().find(|own| own.every.is_some())?;
    let cases = cases(of);
    let parties = of.rules.parties.iter().map(|party| {
        let own = of.figure("found", [standing(), Only::is("party", &party.name)]);
        (party.name.clone(), own)
    });
    let before = of.last.and_then(|last| last.leftovers.as_ref());
    let stands = |own: &Leftover| {
        let same = |now: &Leftover| (&now.ticket, &now.finding) == (&own.ticket, &own.finding);
        cases.iter().any(same)
    };
    Some(Leftovers {
        standing: of.figure("found", [standing()]),
        new: of.figure("found", [Only::is("stands", "new")]),
        carried: of.figure("found", [Only::is("stands", "carried")]),
        struck_off: before.map(|before| before.cases.iter().filter(|own| !stands(own)).cloned().collect()),
        parties: parties.filter(|(_, own)| own.count > 0).collect(),
        oldest: cases
            .iter()
            .map(|own| of.month.number() - own.since.number() + 1)
            .max()
            .unwrap_or(0),
        cases,
    })
}

fn cases(of: &Materials<'_>) -> Vec<Leftover> {
    let Some(list) = of.lists().list("found") else {
        return Vec::new();
    };
    let only = [standing()];
    let case = |row: Row<'_>| {
        let text = |key: &str| row.text(key).to_owned();
        Some(Leftover {
            ticket: text("ticket"),
            finding: text("finding"),
            party: text("party"),
            since: Month::read(&text("since"))?,
        })
    };
    list.only(&only).filter_map(case).collect()
}
