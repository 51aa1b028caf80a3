//! Objections of units to what a notice charges them with. They change no figure: an accepted one is an excuse that was
//! recorded behind it, and what is excused stays late and is marked.

use super::cell::{Cell, Put};
use super::figure::{Figure, Only};
use super::list::List;
use super::lists::{Head, Names};
use super::sections::Materials;
use crate::calendar::Moment;
use crate::evaluate::Case;
use crate::feed::{Decision, DecisionKind};
use crate::report::{Context, party_name, target_name};
use crate::terms::FeedRole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who objected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Objections {
    /// The end of the period in which they could, RFC 3339; None where the rules state none.
    pub until: Option<String>,
    /// Whether the rules have a feed of objections; without one nobody can be said to have raised none.
    pub fed: bool,
    /// Parties that objected, in the order of the organisation.
    pub parties: Vec<PartyObjections>,
}

/// What became of a party's objections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyObjections {
    /// The party.
    pub party: String,
    /// Raised.
    pub made: Figure,
    /// Of these, accepted.
    pub accepted: Figure,
}

/// Counts them by party.
pub(super) fn objections(of: &Materials<'_>) -> Objections {
    let party = |party: &crate::model::Party| {
        let own = || Only::is("party", &party.name);
        PartyObjections {
            party: party.name.clone(),
            made: of.figure("objections", [own()]),
            accepted: of.figure("objections", [own(), Only::is("outcome", "accepted")]),
        }
    };
    let parties = of.rules.parties.iter().map(party);
    Objections {
        fed: of.rules.feeds.iter().any(|feed| feed.role == FeedRole::Objections),
        until: of.objections_until.map(|at| of.zone.rfc3339(at)),
        parties: parties.filter(|own| own.made.count > 0).collect(),
    }
}

/// What a ticket is charged with in a month: whom, and for which deadline; None: a finding.
pub(super) type Charge = (String, Option<String>);

/// The charges among rows of a list.
pub(super) fn charges(list: &List, from: usize, late_only: bool) -> Vec<Charge> {
    let rows = (from..list.len()).map(|at| list.row(at));
    rows.filter(|row| !late_only || row.text("verdict") == "late")
        .map(|row| {
            let deadline = late_only.then(|| row.text("deadline").to_owned());
            (row.text("party").to_owned(), deadline)
        })
        .collect()
}

/// Puts the rows of the objections to what a ticket is charged with, recorded up to a moment.
pub(super) fn put(
    list: &mut List,
    (names, context): (&Names, &Context<'_>),
    case: &Case,
    head: Head<'_>,
    until: Moment,
    charges: &[Charge],
) {
    let told = context.facts.decisions(case.ticket);
    let told = || told.iter().filter(|own| own.at <= until);
    for objection in told().filter(|own| own.kind == DecisionKind::Objection) {
        let about = target_name(context.rules, case.ladder, objection.about);
        let by = party_name(context.rules, objection.by);
        let hit = |charge: &&Charge| (by.is_empty() || by == charge.0) && meets(&about, charge);
        let parties: BTreeSet<&str> = charges.iter().filter(hit).map(|charge| charge.0.as_str()).collect();
        for party in parties {
            let own: Vec<&Charge> = charges.iter().filter(hit).filter(|own| own.0 == party).collect();
            let accepts = |other: &&Decision| {
                let about = target_name(context.rules, case.ladder, other.about);
                let itself = party_name(context.rules, other.by) == party;
                other.kind == DecisionKind::Excuse
                    && other.at >= objection.at
                    && !itself
                    && own.iter().any(|charge| meets(&about, charge))
            };
            let accepted = told().find(accepts);
            let row = [
                Put::from(Cell::text(party)),
                Cell::moment(Some(objection.at), context.zone).into(),
                Cell::text(&about).into(),
                Cell::text(&objection.reference).into(),
                names.outcome(accepted.is_some()),
                Cell::moment(accepted.map(|own| own.at), context.zone).into(),
            ];
            head.begin(list.begin()).tell_all(row).end();
        }
    }
}

/// What is decided about no deadline in particular is about every charge.
fn meets(about: &str, charge: &Charge) -> bool {
    about.is_empty() || charge.1.as_deref() == Some(about)
}
