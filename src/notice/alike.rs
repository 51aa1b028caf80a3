//! What decides the closed cells of a row, in a few numbers: most rows tell there what an earlier one told.

use super::lists::Head;
use crate::evaluate::{Case, Duty, Entry, Obligation};
use crate::model::{CategoryId, DeadlineId, KindId, PartyId, Place};

/// Metrics whose verdicts go into a key, two bits each.
const METRICS: usize = 16;

/// Of a row of what was accepted; None: too much is measured. What the notice splits by is not in it.
pub(super) fn of_accepted(case: &Case, head: Head<'_>, provisional: bool) -> Option<[u32; 4]> {
    let [kind, category] = head.key();
    let party = pair(number(case.handler.map(|id| id.0)), u32::from(provisional));
    Some([kind, category, party, met(case, None)?])
}

/// Of a row of what fell due: the obligation of that number. None: too much is measured.
pub(super) fn of_due(
    case: &Case,
    head: Head<'_>,
    (index, own): (usize, &Obligation),
    is_new: bool,
) -> Option<[u32; 7]> {
    let [kind, category] = head.key();
    let duty = match own.duty {
        Duty::Deadline(id) => pair(0, u32::from(id.0)),
        Duty::Schedule(id) => pair(1, u32::from(id.0)),
        Duty::Rung(rung) => pair(2, u32::from(rung)),
        Duty::WayBack(rung) => pair(3, u32::from(rung)),
        Duty::Must(rung, event) => pair(4 + u32::from(rung), u32::from(event.0)),
    };
    let ladder = pair(number(case.ladder.map(|id| id.0)), number(own.party.map(|id| id.0)));
    let state = own.state as u32 | u32::from(own.excused.is_some()) << 8 | u32::from(is_new) << 9;
    let file = pair(state, u32::from(own.rule.file));
    Some([
        kind,
        category,
        duty,
        ladder,
        file,
        own.rule.line,
        met(case, Some(index))?,
    ])
}

/// Of a ticket: of a row of a matter that came again, too.
pub(super) fn of_matter(kind: Option<KindId>, category: Option<CategoryId>, handler: Option<PartyId>) -> [u32; 2] {
    let matter = pair(number(kind.map(|id| id.0)), number(category.map(|id| id.0)));
    [matter, number(handler.map(|id| id.0))]
}

/// Of a row of what climbed; `raised`: whether a higher rung was entered.
pub(super) fn of_climbed(case: &Case, entry: &Entry, own: Option<&Obligation>, raised: bool) -> [u32; 5] {
    let party = |id: Option<PartyId>| number(id.map(|id| id.0));
    let state = own.map_or(u32::from(u8::MAX), |own| own.state as u32);
    let [matter, _] = of_matter(case.kind, case.category, None);
    [
        matter,
        pair(party(entry.from_party), party(entry.party)),
        state | u32::from(raised) << 8,
        u32::from(entry.trigger.file),
        entry.trigger.line,
    ]
}

/// Of a row of what fell due, where the ticket was punctual, beside its matter; `asked`: what decides its metrics.
pub(super) fn of_done(
    (deadline, rung, party): (DeadlineId, u8, Option<PartyId>),
    rule: Place,
    is_new: bool,
    asked: u32,
) -> [u32; 4] {
    let owed = pair(u32::from(deadline.0), number(party.map(|id| id.0)));
    let rest = pair(u32::from(rule.file), u32::from(rung) | u32::from(is_new) << 8);
    [owed, rest, rule.line, asked]
}

/// By metric whether the ticket, or its obligation of that number, is counted, and above the line.
fn met(case: &Case, obligation: Option<usize>) -> Option<u32> {
    let own = case.measured.iter().filter(|own| own.obligation == obligation);
    own.map(|own| (own.metric.index(), 1 + u32::from(own.met)))
        .try_fold(0, |all, (metric, bits)| {
            (metric < METRICS).then(|| all | bits << (2 * metric))
        })
}

/// None is no number of a list.
fn number(id: Option<u16>) -> u32 {
    u32::from(id.unwrap_or(u16::MAX))
}

fn pair(high: u32, low: u32) -> u32 {
    high << 16 | low
}
