//! What would have altered a verdict: the nearest changes of the facts, each one a thing that can be applied and
//! tried.

use super::why_value::state_word;
use super::{Clocks, Context, Stamp, owner_of, party_name};
use crate::calendar::Moment;
use crate::evaluate::{Case, Duty, Obligation, State};
use crate::feed::Happened;
use crate::model::{CategoryId, EventId, LadderId, PartyBase, PartyId, RuleSet, RungLimit};
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
        /// Who has to grant it, where that can be told.
        approver: Option<String>,
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
    /// Neither in time nor late but closed, had it not been done by the moment: a higher rung takes over, or the case
    /// moves on, before the due moment comes.
    ClosedIfDoneAfter {
        /// When it would have been closed.
        after: Stamp,
        /// How.
        #[serde(serialize_with = "state_word")]
        state: State,
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

/// The nearest changes for the obligation at a position; none where the verdict is not a matter of time.
pub(super) fn change(
    case: &Case,
    index: usize,
    context: &Context<'_>,
    events: &[Happened],
    clocks: &dyn Clocks,
) -> Vec<Change> {
    let Some(one) = case.obligations.get(index) else {
        return Vec::new();
    };
    let rules = context.rules;
    if one.state == State::Undetermined {
        return one
            .missing_year
            .map(|year| Change::CoverYear { year })
            .into_iter()
            .collect();
    }
    // A target has no verdict that could have been another.
    let is_target = match one.duty {
        Duty::Deadline(id) => rules
            .deadlines
            .get(id.index())
            .is_some_and(|own| own.no_breach.is_some()),
        _ => false,
    };
    let Some(due) = one.due.filter(|_| !is_target) else {
        return Vec::new();
    };
    let by = Stamp::end(context.zone, due);
    let ends = || {
        let ends = ended_by(rules, case, one.duty).into_iter();
        ends.map(|event| name_of(rules, event)).collect::<Vec<_>>()
    };
    match one.state {
        State::DoneOnTime => vec![Change::LateIfDoneAfter { after: by }],
        State::Running | State::Warned => vec![Change::LateUnlessDoneBy { events: ends(), by }],
        State::Overdue | State::DoneLate => {
            let done = Change::DoneBy { events: ends(), by };
            let extended = clocks
                .extended(case, index)
                // An extension helps only where the due moment it gives has not passed either.
                .filter(|new_due| *new_due >= one.done.unwrap_or(context.as_of))
                .and_then(|new_due| extension(case, one, due, new_due, context, events));
            [done].into_iter().chain(extended).collect()
        }
        _ => Vec::new(),
    }
}

/// The extension that would have been granted; None where a pause would have moved its due moment further.
fn extension(
    case: &Case,
    one: &Obligation,
    due: Moment,
    new_due: Moment,
    context: &Context<'_>,
    events: &[Happened],
) -> Option<Change> {
    let Duty::Deadline(id) = one.duty else { return None };
    let rules = context.rules;
    let deadline = rules.deadlines.get(id.index())?;
    let extend = deadline.extend.as_ref()?;
    let begins = |event: EventId| deadline.pauses.iter().any(|pause| pause.from == event);
    if events
        .iter()
        .any(|happened| begins(happened.event) && happened.at >= due && happened.at < new_due)
    {
        return None;
    }
    let asked = events.iter().find(|happened| {
        happened.event == extend.from && happened.at < due && one.start.is_none_or(|start| happened.at >= start)
    });
    Some(Change::ExtensionAskedBefore {
        event: name_of(rules, extend.from),
        granted_by: name_of(rules, extend.to),
        approver: approver(case, one, due, context, events).map(|party| party_name(rules, Some(party)).to_owned()),
        before: Stamp::end(context.zone, due),
        new_due: Stamp::end(context.zone, new_due),
        was_asked: asked.map(|happened| Stamp::of(context.zone, happened.at)),
    })
}

/// Who would have had to grant it shortly before the due moment.
fn approver(case: &Case, one: &Obligation, due: Moment, context: &Context<'_>, events: &[Happened]) -> Option<PartyId> {
    let rules = context.rules;
    let Duty::Deadline(id) = one.duty else { return None };
    let deadline = rules.deadlines.get(id.index())?;
    let wanted = deadline.extend.as_ref()?.approver;
    let arose = one.start.map(|at| context.zone.local(at).date());
    let answers = deadline.responsible.on(arose);
    let base = match wanted.base {
        PartyBase::Named(party) => Some(party),
        PartyBase::OwningDepartment => owner_of(context, category_at(case, due, context, events), due),
        // Where the handler answers for the obligation, it is the one who held the ticket.
        base if answers.base == base && answers.superiors == 0 => one.party,
        PartyBase::Handler | PartyBase::AccountableParty => None,
    };
    (0..wanted.superiors).fold(base, |party, _| rules.parties.get(party?.index())?.under)
}

/// The category as it stood right before a moment.
fn category_at(case: &Case, at: Moment, context: &Context<'_>, events: &[Happened]) -> Option<CategoryId> {
    let ticket = context.facts.ticket(case.ticket);
    let workflow = context.rules.workflows.get(ticket.workflow.index())?;
    let told = events.iter().rev().find(|happened| {
        happened.at < at
            && happened.category.is_some()
            && workflow.reclassify.iter().any(|grace| grace.on == happened.event)
    });
    told.map_or(ticket.category, |happened| happened.category)
}

fn name_of(rules: &RuleSet, event: EventId) -> String {
    let event = rules.events.get(event.index());
    event.map_or(String::new(), |event| event.name.clone())
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
        Some(RungLimit::Own { to, .. } | RungLimit::Until(to)) => to.clone(),
        Some(RungLimit::AsDeadline(id)) => rules
            .deadlines
            .get(id.index())
            .map_or(Vec::new(), |deadline| deadline.to.clone()),
        None => Vec::new(),
    }
}
