//! Which rules have a short answer: the one place that decides it, once for each workflow of a plan.
//!
//! What is not known here to be plain is not: every part of a rule that could say more is taken apart field by field,
//! so that a new one does not compile until it is decided about.

use crate::calendar::Quantity;
use crate::model::{
    Cond, CountEach, Dated, Deadline, Denominator, EventId, Exit, Extend, Field, Kind, Ladder, LimitOf, Metric, Must,
    PartyBase, PartyRef, Pause, Place, Row, RuleSet, Rung, RungLimit, Subject, Target, Workflow, WorkflowId,
};

/// What is plain about a workflow: its rules, and the tickets on which none of the hindering events has happened.
pub(super) struct Plain<'a> {
    /// Events: a ticket on which one of them happened has no short answer.
    pub hinders: Vec<EventId>,
    /// By deadline of the rule set: whether kind and category alone decide its row.
    pub closed_rows: Box<[bool]>,
    /// By ladder of the rule set; None: of another workflow.
    pub ladders: Vec<Option<Climb<'a>>>,
    /// Whether more than the day decides which ladder applies.
    pub ladder_by_case: bool,
    /// The order of the workflow without repetition.
    pub order: Vec<EventId>,
    /// By kind: the test of a ticket stated to be of it.
    pub kinds: Vec<Option<&'a Cond>>,
}

/// The rungs of a ladder above its first.
pub(super) struct Climb<'a> {
    /// By rung, the first included.
    pub triggers: Vec<Vec<Trigger<'a>>>,
    /// Whether a ticket that enters a rung of it has no short answer.
    pub hinders: bool,
    /// Rung 1 without a limit: the events that end the climb.
    pub until: Option<&'a [EventId]>,
}

/// A trigger that can hold for a plain ticket: all of `fixed`, and what is late.
pub(super) struct Trigger<'a> {
    /// Tests that are decided at acceptance and stay.
    pub fixed: Vec<&'a Cond>,
    /// What must be late, and for how long.
    pub late: Option<(Target, Option<Quantity>)>,
    pub place: Place,
}

/// From when a condition can be decided about a plain ticket.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// By kind and category.
    Closed,
    /// By what is told of the ticket and does not change.
    Fixed,
    /// It may change while the ticket is played.
    Moving,
}

impl<'a> Plain<'a> {
    /// None: no ticket of the workflow has a short answer.
    pub(super) fn of(rules: &'a RuleSet, workflow: WorkflowId) -> Option<Plain<'a>> {
        let RuleSet {
            // What names, shows and reads: nothing of it is judged by.
            files: _,
            title: _,
            version: _,
            zone: _,
            counting: _,
            calendars: _,
            parties: _,
            categories: _,
            groups: _,
            events: _,
            wordings: _,
            quotas: _,
            satisfactions: _,
            // Held against a ticket when it is judged: see `are_measurable`.
            metrics: _,
            notices: _,
            feeds: _,
            also_called: _,
            examples: _,
            expect_change: _,
            // Tickets that no version governs are seen to be so by their date; how often a matter came is counted beforehand.
            effective: _,
            versions: _,
            repeat: _,
            fields,
            kinds,
            workflows,
            deadlines,
            ladders,
            schedules,
            findings,
        } = rules;
        if !schedules.is_empty() || !findings.is_empty() {
            return None;
        }
        let mut plain = Plain {
            hinders: Vec::new(),
            closed_rows: vec![false; deadlines.len()].into(),
            ladders: Vec::with_capacity(ladders.len()),
            ladder_by_case: false,
            order: Vec::new(),
            kinds: Vec::with_capacity(kinds.len()),
        };
        plain.workflow(workflows.get(workflow.index())?)?;
        for Kind {
            name: _,
            when,
            place: _,
        } in kinds
        {
            if when.as_ref().is_some_and(|when| reach(when, fields) == Reach::Moving) {
                return None;
            }
            plain.kinds.push(when.as_ref());
        }
        for (at, deadline) in deadlines.iter().enumerate() {
            if deadline.workflow == workflow {
                plain.closed_rows[at] = plain.deadline(deadline, fields)?;
            }
        }
        for ladder in ladders {
            let climb = match ladder.workflow == workflow {
                true => Some(plain.ladder(ladder, deadlines, fields)?),
                false => None,
            };
            plain.ladders.push(climb);
        }
        Some(plain)
    }

    fn hinder(&mut self, event: EventId) {
        if !self.hinders.contains(&event) {
            self.hinders.push(event);
        }
    }

    fn workflow(&mut self, workflow: &Workflow) -> Option<()> {
        let Workflow {
            name: _,
            calendar: _,
            in_order,
            may_have: _,
            new_round,
            redo,
            leave_out,
            hand_over,
            reclassify,
            resolved_when: _,
            place: _,
        } = workflow;
        let moves = hand_over.iter().chain(reclassify).map(|grace| &grace.on);
        new_round
            .iter()
            .chain(redo)
            .chain(leave_out)
            .chain(moves)
            .for_each(|event| self.hinder(*event));
        for event in in_order {
            if !self.order.contains(event) {
                self.order.push(*event);
            }
        }
        // More steps than the look at their order can hold.
        (in_order.len() <= 64).then_some(())
    }

    /// Whether kind and category alone decide the row.
    fn deadline(&mut self, deadline: &Deadline, fields: &[Field]) -> Option<bool> {
        let Deadline {
            name: _,
            in_force: _,
            workflow: _,
            from: _,
            else_from: _,
            to,
            ends_when,
            in_turns,
            responsible,
            calendar: _,
            counting: _,
            rows,
            not_needed,
            no_breach: _,
            on_trial: _,
            warn: _,
            pauses,
            extend,
            continue_on,
            reminders,
            place: _,
        } = deadline;
        responsible.one().map_or(Some(()), answers)?;
        // Every turn is an obligation of its own, and the case may be over before it ends.
        if *in_turns {
            return None;
        }
        // Whether such an event ends it has to be judged as things stood at it.
        if ends_when.is_some() {
            to.iter().for_each(|event| self.hinder(*event));
        }
        // Without such an event it is needed.
        if let Some((when, _)) = not_needed {
            waits_for(when)?.into_iter().for_each(|event| self.hinder(event));
        }
        continue_on.iter().for_each(|event| self.hinder(*event));
        // When one is sent depends on what had happened by then.
        if !reminders.is_empty() {
            return None;
        }
        for Pause {
            from,
            to: _,
            at_most,
            even_late: _,
            reason,
            when,
            place: _,
        } in pauses
        {
            if at_most.is_some() || reason.is_some() || when.is_some() {
                self.hinder(*from);
            }
        }
        if let Some(Extend {
            from,
            to,
            at_most: _,
            each: _,
            approver: _,
            place: _,
        }) = extend
        {
            self.hinder(*from);
            self.hinder(*to);
        }
        let mut widest = Reach::Closed;
        for Row { when, limit, place: _ } in rows {
            let Dated { first: _, later } = limit;
            for limit in limit.all() {
                match limit {
                    LimitOf::Quantity(_) | LimitOf::NoDeadline => {}
                    // A ticket that meets such a row is played.
                    LimitOf::WorkingDay(_) | LimitOf::Of(..) | LimitOf::Before(..) | LimitOf::Field(_) => {}
                }
            }
            // A limit that changes on a date is looked up for every ticket.
            if !later.is_empty() {
                widest = widest.max(Reach::Fixed);
            }
            widest = widest.max(when.as_ref().map_or(Reach::Closed, |when| reach(when, fields)));
        }
        (widest != Reach::Moving).then_some(widest == Reach::Closed)
    }

    fn ladder(&mut self, ladder: &'a Ladder, deadlines: &[Deadline], fields: &[Field]) -> Option<Climb<'a>> {
        let Ladder {
            name: _,
            in_force: _,
            workflow: _,
            calendar: _,
            counting: _,
            applies_when,
            rungs,
            place: _,
        } = ladder;
        self.ladder_by_case |= applies_when.is_some();
        if applies_when
            .as_ref()
            .is_some_and(|when| reach(when, fields) == Reach::Moving)
        {
            return None;
        }
        let mut climb = Climb {
            triggers: Vec::with_capacity(rungs.len()),
            hinders: false,
            until: None,
        };
        for rung in rungs {
            let Rung {
                title: _,
                enter,
                responsible,
                limit,
                must,
                exits,
                on_trial: _,
                place: _,
            } = rung;
            answers(responsible)?;
            match limit {
                RungLimit::AsDeadline(_) => {}
                RungLimit::Until(to) => climb.until = Some(to),
                RungLimit::Own {
                    to: _,
                    within: _,
                    place: _,
                } => {}
            }
            for Exit {
                event,
                to_rung: _,
                within: _,
                place: _,
            } in exits
            {
                self.hinder(*event);
            }
            climb.hinders |= !exits.is_empty()
                || must.iter().any(
                    |Must {
                         event: _,
                         within: _,
                         place: _,
                     }| true,
                );
            let mut triggers = Vec::with_capacity(enter.len());
            for (when, place) in enter {
                triggers.extend(self.trigger(when, *place, fields)?);
            }
            climb.triggers.push(triggers);
        }
        // What a higher rung asks for, and rung 1 does not, may come before that rung is entered: who would enter is played.
        let first = rungs.first().map(|rung| &rung.limit);
        let of_rung_one = |event: &EventId| match first {
            Some(RungLimit::AsDeadline(deadline)) => {
                let name = deadlines.get(deadline.index()).map(|own| &own.name);
                let mut versions = deadlines.iter().filter(|own| Some(&own.name) == name);
                versions.all(|own| own.to.contains(event))
            }
            Some(RungLimit::Until(to)) => to.contains(event),
            Some(RungLimit::Own { .. }) | None => false,
        };
        climb.hinders |= rungs.iter().skip(1).any(|rung| match &rung.limit {
            RungLimit::Own { to, .. } => !to.iter().all(of_rung_one),
            RungLimit::AsDeadline(_) | RungLimit::Until(_) => false,
        });
        Some(climb)
    }

    /// None: no ticket of the ladder has a short answer. None inside: the trigger holds for none that has.
    fn trigger(&mut self, when: &'a Cond, place: Place, fields: &[Field]) -> Option<Option<Trigger<'a>>> {
        let tests = match when {
            Cond::And(tests) => tests.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut trigger = Trigger {
            fixed: Vec::new(),
            late: None,
            place,
        };
        for test in tests {
            match test {
                Cond::Overdue {
                    target: Target::Schedule(_),
                    ..
                } => return None,
                Cond::Overdue { target, by } => {
                    if trigger.late.is_some() || by.is_some_and(|by| by.amount <= 0) {
                        return None;
                    }
                    trigger.late = Some((*target, *by));
                }
                Cond::Has { event, negated: false } => {
                    self.hinder(*event);
                    return Some(None);
                }
                // Nothing happens twice on a plain ticket.
                Cond::EventCount { event: _, op, number } if !op.holds(0.cmp(number)) && !op.holds(1.cmp(number)) => {
                    return Some(None);
                }
                test if reach(test, fields) != Reach::Moving => trigger.fixed.push(test),
                _ => return None,
            }
        }
        Some(Some(trigger))
    }
}

/// Whether every metric can be held against a plain ticket: it asks for what stays, for what has happened, or how the
/// obligation ended that it counts.
pub(super) fn are_measurable(rules: &RuleSet) -> bool {
    rules.metrics.iter().all(
        |Metric {
             name: _,
             count_each,
             numerator,
             denominator,
             target: _,
             place: _,
         }| {
            let below = match denominator {
                Denominator::All => None,
                Denominator::When(when) => Some(when),
            };
            let mut asked = std::iter::once(numerator).chain(below);
            asked.all(|when| is_measurable(when, *count_each, &rules.fields))
        },
    )
}

fn is_measurable(when: &Cond, of: CountEach, fields: &[Field]) -> bool {
    match when {
        Cond::And(tests) | Cond::Or(tests) => tests.iter().all(|test| is_measurable(test, of, fields)),
        Cond::Has { event: _, negated: _ } => true,
        Cond::OnTime { target } | Cond::NotOverdue { target } | Cond::Overdue { target, by: None } => {
            matches!((target, of), (Target::Deadline(asked), CountEach::Deadline(own)) if *asked == own)
        }
        other => reach(other, fields) != Reach::Moving,
    }
}

/// Whether who answers can be said at once: it does not depend on who answered before.
fn answers(responsible: &Dated<PartyRef>) -> Option<()> {
    let plain = |PartyRef { base, superiors: _ }: &PartyRef| match base {
        PartyBase::Named(_) | PartyBase::Handler | PartyBase::OwningDepartment => true,
        PartyBase::AccountableParty => false,
    };
    responsible.all().all(plain).then_some(())
}

/// Events of which at least one has to come before a condition can hold; None: it may hold without any.
fn waits_for(when: &Cond) -> Option<Vec<EventId>> {
    match when {
        Cond::And(tests) => tests.iter().find_map(waits_for),
        Cond::Or(tests) => {
            let each: Option<Vec<_>> = tests.iter().map(waits_for).collect();
            each.map(|events| events.concat())
        }
        Cond::Has { event, negated: false } => Some(vec![*event]),
        Cond::EventCount { event, op, number } if !op.holds(0.cmp(number)) => Some(vec![*event]),
        Cond::Before { first, second: _ } => Some(vec![*first]),
        _ => None,
    }
}

pub(super) fn reach(when: &Cond, fields: &[Field]) -> Reach {
    let of_field = |field: crate::model::FieldId| match fields.get(field.index()).map(|field| field.with) {
        Some(None) => Reach::Fixed,
        _ => Reach::Moving,
    };
    let of_subject = |subject: &Subject| match subject {
        Subject::Kind | Subject::Category => Reach::Closed,
        Subject::Handler => Reach::Fixed,
        Subject::Field(field) => of_field(*field),
        Subject::Customer | Subject::Metric(_) | Subject::Satisfaction(_) => Reach::Moving,
    };
    match when {
        Cond::And(tests) | Cond::Or(tests) => {
            let tests = tests.iter().map(|test| reach(test, fields));
            tests.max().unwrap_or(Reach::Closed)
        }
        Cond::Compare {
            subject,
            op: _,
            value: _,
        } => of_subject(subject),
        Cond::In {
            subject,
            values: _,
            negated: _,
        } => of_subject(subject),
        Cond::Told { field, given: _ } => of_field(*field),
        Cond::Occurrence { op: _, number: _ } => Reach::Fixed,
        Cond::Has { .. }
        | Cond::EventCount { .. }
        | Cond::FindingCount { .. }
        | Cond::WordingCount { .. }
        | Cond::Before { .. }
        | Cond::Overdue { .. }
        | Cond::NotOverdue { .. }
        | Cond::OnTime { .. }
        | Cond::Recurs { .. }
        | Cond::Resolved { .. }
        | Cond::AtRung(_)
        | Cond::Sample { .. } => Reach::Moving,
    }
}
