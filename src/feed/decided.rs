//! Decisions and objections: rows that are read and settled like events, and told apart from them at the end.
//!
//! Until then each stands among the event rows under a code of its own, behind those of the events; so a row of no
//! ticket, a row recorded later, a repeated row is treated as that of an event is.

use super::facts::{Decision, DecisionKind};
use super::reading::{Open, Reading};
use super::rows::Rows;
use super::settle::{Settled, keep_rows, slots};
use super::spellings::{Code, obligations};
use crate::model::{DeadlineId, FeedField, PartyId, RuleSet, ScheduleId, Target};
use crate::terms::FeedRole;
use std::collections::HashMap;

/// How many kinds of decisions there are.
pub(super) const KINDS: usize = 2;

/// The code of a kind of decisions among those of events.
pub(super) fn code(rules: &RuleSet, kind: DecisionKind) -> Code {
    let behind = match kind {
        DecisionKind::Excuse => 1,
        DecisionKind::Objection => 2,
    };
    Code::try_from(rules.events.len() + behind).unwrap_or(Code::MAX)
}

impl Reading<'_> {
    /// Gives rows of a feed without an event column the kind that its role tells.
    pub(super) fn name_decisions(&self, rows: &mut Rows, open: &Open) {
        let kind = match open.role {
            FeedRole::Decisions => DecisionKind::Excuse,
            FeedRole::Objections => DecisionKind::Objection,
            _ => return,
        };
        let feed = self.rules.feeds.get(open.feed);
        if feed.is_none_or(|feed| feed.columns.iter().any(|column| column.field == FeedField::Event)) {
            return;
        }
        let (code, count) = (u32::from(code(self.rules, kind)), rows.lines.len());
        let slot = self.events.layout.slot(FeedField::Event);
        if let Some(column) = slot.and_then(|slot| rows.columns.get_mut(slot)) {
            (0..count).for_each(|row| column.set(row, code));
        }
    }
}

/// Takes decisions and objections out of the event rows: by ticket, oldest first; those of one moment excuses first, then
/// as the rules list who decided, nobody told first. The order of the rows decides only what is alike in all else.
pub(super) fn take(reading: &Reading<'_>, settled: &mut Settled) -> HashMap<usize, Vec<Decision>> {
    let mut decisions: HashMap<usize, Vec<Decision>> = HashMap::new();
    let mut roles = reading.rules.feeds.iter().map(|feed| feed.role);
    if !roles.any(|role| matches!(role, FeedRole::Decisions | FeedRole::Objections)) {
        return decisions;
    }
    let obligations: Vec<Option<Target>> = obligations(reading.rules)
        .into_iter()
        .map(|name| target(reading.rules, name))
        .collect();
    for ticket in 0..settled.starts.len().saturating_sub(1) {
        let own = settled
            .rows_of(ticket)
            .iter()
            .filter_map(|row| decision(reading, *row as usize, &obligations));
        let mut own: Vec<Decision> = own.collect();
        if !own.is_empty() {
            own.sort_by(|one, other| {
                let of = |own: &Decision| (own.at, own.kind, own.by, own.about);
                let told = of(one).cmp(&of(other));
                told.then_with(|| (&one.reference, one.row).cmp(&(&other.reference, other.row)))
            });
            decisions.insert(ticket, own);
        }
    }
    keep_rows(settled, |_, row| kind(reading, row as usize).is_none());
    decisions
}

/// The first deadline, or the schedule, of a name.
fn target(rules: &RuleSet, name: &str) -> Option<Target> {
    let deadline = rules.deadlines.iter().position(|deadline| deadline.name == name);
    let schedule = || rules.schedules.iter().position(|schedule| schedule.name == name);
    deadline
        .map(|at| Target::Deadline(DeadlineId::from(at)))
        .or_else(|| schedule().map(|at| Target::Schedule(ScheduleId::from(at))))
}

fn kind(reading: &Reading<'_>, row: usize) -> Option<DecisionKind> {
    let (event, _) = slots(reading);
    let told = reading.events.get(event, row);
    let kinds = [DecisionKind::Excuse, DecisionKind::Objection];
    kinds
        .into_iter()
        .find(|kind| u32::from(code(reading.rules, *kind)) == told)
}

fn decision(reading: &Reading<'_>, row: usize, obligations: &[Option<Target>]) -> Option<Decision> {
    let kind = kind(reading, row)?;
    let (events, (_, moment)) = (&reading.events, slots(reading));
    let slot = |field| events.layout.slot(field);
    let about = events.code(slot(FeedField::About), row);
    Some(Decision {
        at: events.moment(moment, row)?,
        kind,
        by: events.code(slot(FeedField::Party), row).map(PartyId),
        about: about.and_then(|at| obligations.get(usize::from(at)).copied().flatten()),
        round: None,
        party: None,
        reference: events
            .text(events.get(slot(FeedField::Reference), row))
            .unwrap_or("")
            .to_string(),
        row: events.place(row),
    })
}
