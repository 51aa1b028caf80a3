//! Figures of an issued notice that the facts of today give otherwise.
//!
//! Compared is what was judged: received, due, on time, late, incomplete, entered. What goes on changing while time
//! passes, such as what is still in progress or left over, has a register of its own. Both are counted for the same
//! month; today's as of today's cut-off, so that everything that came in since is in it.

use super::figure::{Figure, Only};
use super::list::Lists;
use super::record::{Corrected, Correction, Issued};
use super::value::Notice;
use std::collections::BTreeSet;

/// Every figure that differs, numbered from 1 in the order of the notice. `then` and `now` are a notice with its
/// lists, as issued and as it would be today.
#[must_use]
pub fn corrections(of: &Issued, then: (&Notice, &Lists), now: (&Notice, &Lists)) -> Vec<Correction> {
    let (before, after) = (figures(then.0, then.1), figures(now.0, now.1));
    let mut out: Vec<Correction> = Vec::new();
    let none = Figure::default();
    let of_both = before.iter().map(|(what, name, _)| (*what, name)).chain(
        after
            .iter()
            .map(|(what, name, _)| (*what, name))
            .filter(|own| !before.iter().any(|(what, name, _)| (*what, name) == *own)),
    );
    for (what, name) in of_both {
        let find = |all: &[(Corrected, String, Figure)]| {
            let own = all.iter().find(|(other, of, _)| (*other, of) == (what, name));
            own.map_or_else(|| none.clone(), |(.., figure)| figure.clone())
        };
        let (old, new) = (find(&before), find(&after));
        let (old_tickets, new_tickets) = (tickets(then.1, &old), tickets(now.1, &new));
        if old.count == new.count && old_tickets == new_tickets {
            continue;
        }
        out.push(Correction {
            number: u32::try_from(out.len() + 1).unwrap_or(u32::MAX),
            month: then.0.head.month,
            of: of.clone(),
            what,
            of_what: name.clone(),
            then: old.count,
            now: new.count,
            gone: old_tickets.difference(&new_tickets).cloned().collect(),
            come: new_tickets.difference(&old_tickets).cloned().collect(),
        });
    }
    out
}

/// What is compared, by what it counts and of whom.
fn figures(notice: &Notice, lists: &Lists) -> Vec<(Corrected, String, Figure)> {
    let mut out = Vec::new();
    let mut put = |what, name: &str, figure: Figure| out.push((what, name.to_owned(), figure));
    let kinds = &notice.overview.kinds;
    put(Corrected::Received, "", kinds.whole.now.clone());
    for part in &kinds.parts {
        put(Corrected::Received, &part.name, part.now.clone());
    }
    let verdict = |due: &Figure, word: &str| {
        let mut only = due.only.clone();
        only.push(Only::is("verdict", word));
        lists.figure("due", only)
    };
    let all = notice.overview.answers();
    let all = all.map(|rate| (String::new(), &rate.whole, None));
    let each = notice.parties.iter();
    let each = each.map(|row| (row.party.clone(), &row.rate.whole, Some(&row.incomplete)));
    for (party, due, incomplete) in all.into_iter().chain(each) {
        put(Corrected::Due, &party, due.clone());
        put(Corrected::OnTime, &party, verdict(due, "on_time"));
        put(Corrected::Late, &party, verdict(due, "late"));
        if let Some(incomplete) = incomplete {
            put(Corrected::Incomplete, &party, incomplete.clone());
        }
    }
    for rung in &notice.climbed.rungs {
        put(Corrected::Entered, &rung.rung.to_string(), rung.entered.clone());
    }
    out
}

/// The tickets behind a figure.
fn tickets(lists: &Lists, figure: &Figure) -> BTreeSet<String> {
    let tickets = lists.open(figure).map(|row| row.of("ticket").told().into_owned());
    tickets.filter(|ticket| !ticket.is_empty()).collect()
}
