//! Pass 4: workflows and their events. One name is one event, whichever workflows list it.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::names::{Sort, Word, few_enough};
use super::organisation::calendar;
use super::quantities::Clock;
use super::suggest;
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, EventId, Grace, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, Name, WorkflowLine};
use std::collections::HashMap;

/// Declares the events of all workflows, with their order.
pub(super) fn events<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut last = None;
    for workflow in &written.workflows {
        let mut resolved = model::Workflow {
            name: workflow.name.text.clone(),
            calendar: None,
            in_order: Vec::new(),
            may_have: Vec::new(),
            new_round: Vec::new(),
            redo: Vec::new(),
            leave_out: Vec::new(),
            hand_over: Vec::new(),
            reclassify: Vec::new(),
            resolved_when: None,
            place: check.place(workflow.span),
        };
        let mut listed: HashMap<EventId, Span> = HashMap::new();
        for line in &workflow.lines {
            let (names, in_order) = match line {
                WorkflowLine::InOrder(names, _) => (names, true),
                WorkflowLine::MayHave(names, _) => (names, false),
                _ => continue,
            };
            for name in names {
                last = Some(name.span);
                let event = declare_event(check, name);
                if let Some(first) = listed.insert(event, name.span) {
                    super::names::duplicate(check, Sort::Event, name.into(), first);
                    continue;
                }
                if in_order {
                    &mut resolved.in_order
                } else {
                    &mut resolved.may_have
                }
                .push(event);
            }
        }
        if resolved.in_order.is_empty() {
            check.lacks(
                workflow.name.span,
                Words::new("which events come in order", "依次有哪些事件"),
                Words::new("in order accepted, dispatched, answered", "依次 受理、派单、答复"),
            );
        }
        check.set.workflows.push(resolved);
    }
    few_enough(check, Sort::Event, check.set.events.len(), last);
}

fn declare_event<'a>(check: &mut Check<'a>, name: &'a Name) -> EventId {
    let id = check.set.events.len();
    if let Some(known) = check.names.put(Sort::Event, name.into(), id) {
        return EventId::from(known.id);
    }
    let event = model::Event {
        name: name.text.clone(),
        place: check.place(name.span),
    };
    check.set.events.push(event);
    EventId::from(id)
}

/// What events do, the calendar of graces, and what `resolved` means.
pub(super) fn workflows<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for (id, workflow) in written.workflows.iter().enumerate() {
        let flow = WorkflowId::from(id);
        let mut own = Once::default();
        for line in &workflow.lines {
            if let WorkflowLine::Calendar(name) = line {
                let found = calendar(check, name);
                own.put(check, found, name.span);
            }
        }
        let named = own.get().is_some();
        let own = own.take().flatten();
        let mut clock = Clock::new(check, workflow.name.span, (own, named), None);
        let mut resolved_when = Once::default();
        for line in &workflow.lines {
            match line {
                WorkflowLine::NewRound(on, _) => {
                    let event = check.event(on, Some(flow));
                    check.set.workflows[id].new_round.extend(event);
                }
                WorkflowLine::Redo(on, _) => {
                    let event = check.event(on, Some(flow));
                    check.set.workflows[id].redo.extend(event);
                }
                WorkflowLine::LeaveOut(on, _) => {
                    for name in on {
                        let event = check.event(name, Some(flow));
                        check.set.workflows[id].leave_out.extend(event);
                    }
                }
                WorkflowLine::HandOver { on, grace, span } => {
                    let grace = self::grace(check, &mut clock, flow, on, grace.as_ref(), *span);
                    check.set.workflows[id].hand_over.extend(grace);
                }
                WorkflowLine::Reclassify { on, grace, span } => {
                    let grace = self::grace(check, &mut clock, flow, on, grace.as_ref(), *span);
                    check.set.workflows[id].reclassify.extend(grace);
                }
                WorkflowLine::ResolvedWhen(when, span) => {
                    let asked = Asked::new(At::Resolved).of(flow);
                    let when = check.cond(when, &asked);
                    check.told_resolved |= when.is_none();
                    resolved_when.put(check, when, *span);
                }
                WorkflowLine::Calendar(_) | WorkflowLine::InOrder(..) | WorkflowLine::MayHave(..) => {}
            }
        }
        let workflow = &mut check.set.workflows[id];
        workflow.calendar = own;
        workflow.resolved_when = resolved_when.take().flatten();
    }
}

fn grace<'a>(
    check: &mut Check<'a>,
    clock: &mut Clock,
    flow: WorkflowId,
    on: &'a Name,
    grace: Option<&'a tree::Quantity>,
    span: Span,
) -> Option<Grace> {
    let event = check.event(on, Some(flow));
    let quantity = match grace {
        Some(grace) => Some(clock.limit(check, grace)?),
        None => None,
    };
    Some(Grace {
        on: event?,
        grace: quantity,
        place: check.place(span),
    })
}

impl<'a> Check<'a> {
    /// An event by its name; where a workflow is given, it must be one of its events.
    pub fn event(&mut self, name: &'a Name, of: Option<WorkflowId>) -> Option<EventId> {
        if self.set.workflows.is_empty() {
            return self.no_workflow(name.span);
        }
        let event = EventId::from(self.find(Sort::Event, name)?);
        match of {
            Some(flow) if !self.has_event(flow, event) => self.stranger(name.into(), flow),
            _ => Some(event),
        }
    }

    /// Whether a workflow lists an event.
    pub fn has_event(&self, flow: WorkflowId, event: EventId) -> bool {
        self.set
            .workflows
            .get(flow.index())
            .is_some_and(|flow| flow.in_order.contains(&event) || flow.may_have.contains(&event))
    }

    fn stranger<T>(&mut self, name: Word<'_>, flow: WorkflowId) -> Option<T> {
        if self.perhaps_unread(name.text) {
            return None;
        }
        let flow = self.set.workflows.get(flow.index())?;
        let (text, of) = (name.text, &flow.name);
        let events: Vec<&str> = flow
            .in_order
            .iter()
            .chain(&flow.may_have)
            .filter_map(|event| self.set.events.get(event.index()).map(|event| event.name.as_str()))
            .collect();
        let told = error(
            "O1207",
            name.span,
            Words::new(
                format!("\"{text}\" is an event, but not of workflow {of}"),
                format!("“{text}”是事件，但不在流程 {of} 里"),
            ),
        )
        .mend(Words::new(
            format!("add it to the workflow: may have {text}"),
            format!("在流程里加上：可有 {text}"),
        ))
        .mend(suggest::listed(&events));
        self.refuse(told)
    }

    /// The workflow named, or the file's first.
    pub fn workflow(&mut self, named: Option<&'a Name>, block: Span) -> Option<WorkflowId> {
        match named {
            Some(name) => self.find(Sort::Workflow, name).map(WorkflowId::from),
            None if self.set.workflows.is_empty() => self.no_workflow(block),
            None => Some(WorkflowId(0)),
        }
    }

    fn no_workflow<T>(&mut self, span: Span) -> Option<T> {
        if !self.told_workflow && !self.any_unread() {
            self.told_workflow = true;
            self.lacks(
                span,
                Words::new(
                    "what can happen to a ticket: there is no workflow",
                    "工单会经过哪些环节：还没有流程",
                ),
                Words::new(
                    "workflow request { in order accepted, answered }",
                    "流程 客户抱怨 { 依次 受理、派单、答复 }",
                ),
            );
        }
        None
    }
}
