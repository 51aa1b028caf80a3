//! What would have altered a verdict: the nearest changes of the facts, each one a thing that can be applied and
//! tried.

use super::Context;
use super::{Clocks, Stamp};
use crate::evaluate::{Case, Duty, Obligation, State};
use crate::feed::Happened;
use crate::model::{EventId, LadderId, RuleSet, RungLimit};
use serde::Serialize;

/// A change that would have altered the verdict, or will.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// In time, had one of these events come at or before the moment.
    DoneBy {
        /// Any of these.
        events: Vec<String>,
        /// The due moment.
        by: Stamp,
    },
    /// In time, had an extension been asked for strictly before the moment, and granted.
    ExtensionAskedBefore {
        /// Asks for it.
        event: String,
        /// Grants it.
        granted_by: String,
        /// The due moment in force.
        before: Stamp,
        /// The due moment it would have given.
        new_due: Stamp,
        /// When one was asked for, though none was granted.
        was_asked: Option<Stamp>,
    },
    /// Late, had it been done after the moment.
    LateIfDoneAfter {
        /// The due moment.
        after: Stamp,
    },
    /// Late, if none of these events comes at or before the moment.
    LateUnlessDoneBy {
        /// Any of these.
        events: Vec<String>,
        /// The due moment.
        by: Stamp,
    },
    /// Judged, did the calendar cover the year.
    CoverYear {
        /// The first missing year.
        year: i32,
    },
}

/// The nearest changes for one obligation; none where the verdict is not a matter of time.
pub(super) fn change(
    case: &Case,
    one: &Obligation,
    context: &Context<'_>,
    events: &[Happened],
    clocks: &dyn Clocks,
) -> Vec<Change> {
    let rules = context.rules;
    let name = |id: EventId| {
        rules
            .events
            .get(id.index())
            .map_or(String::new(), |event| event.name.clone())
    };
    if one.state == State::Undetermined {
        return one
            .missing_year
            .map(|year| Change::CoverYear { year })
            .into_iter()
            .collect();
    }
    let Some(due) = one.due else { return Vec::new() };
    let by = Stamp::of(context.zone, due);
    let ends = || {
        ended_by(rules, case, one.duty)
            .into_iter()
            .map(name)
            .collect::<Vec<_>>()
    };
    match one.state {
        State::DoneOnTime => vec![Change::LateIfDoneAfter { after: by }],
        State::Running | State::Warned => vec![Change::LateUnlessDoneBy { events: ends(), by }],
        State::Overdue | State::DoneLate => {
            let mut changes = vec![Change::DoneBy {
                events: ends(),
                by: by.clone(),
            }];
            let extend = match one.duty {
                Duty::Deadline(id) => rules
                    .deadlines
                    .get(id.index())
                    .and_then(|deadline| deadline.extend.as_ref()),
                _ => None,
            };
            // An extension helps only where the due moment it gives has not passed either.
            let until = one.done.unwrap_or(context.as_of);
            let new_due = clocks.extended(case, one).filter(|new_due| *new_due >= until);
            if let (Some(extend), Some(new_due)) = (extend, new_due) {
                let asked = events.iter().find(|happened| {
                    happened.event == extend.from
                        && happened.at < due
                        && one.start.is_none_or(|start| happened.at >= start)
                });
                changes.push(Change::ExtensionAskedBefore {
                    event: name(extend.from),
                    granted_by: name(extend.to),
                    before: by,
                    new_due: Stamp::of(context.zone, new_due),
                    was_asked: asked.map(|happened| Stamp::of(context.zone, happened.at)),
                });
            }
            changes
        }
        _ => Vec::new(),
    }
}

/// The events that end a duty.
pub(super) fn ended_by(rules: &RuleSet, case: &Case, duty: Duty) -> Vec<EventId> {
    match duty {
        Duty::Deadline(id) => rules
            .deadlines
            .get(id.index())
            .map_or(Vec::new(), |deadline| deadline.to.clone()),
        Duty::Schedule(id) => rules
            .schedules
            .get(id.index())
            .map_or(Vec::new(), |schedule| schedule.to.clone()),
        Duty::Must(_, event) => vec![event],
        Duty::Rung(rung) | Duty::WayBack(rung) => rung_ends(rules, case.ladder, rung),
    }
}

fn rung_ends(rules: &RuleSet, ladder: Option<LadderId>, rung: u8) -> Vec<EventId> {
    let limit = ladder
        .and_then(|id| rules.ladders.get(id.index()))
        .and_then(|ladder| ladder.rungs.get(usize::from(rung).checked_sub(1)?))
        .map(|rung| &rung.limit);
    match limit {
        Some(RungLimit::Own { to, .. }) => to.clone(),
        Some(RungLimit::AsDeadline(id)) => rules
            .deadlines
            .get(id.index())
            .map_or(Vec::new(), |deadline| deadline.to.clone()),
        None => Vec::new(),
    }
}
