//! What the events of one workflow do, and which duties its tickets have.

use crate::model::{DeadlineId, EventId, RuleSet, WorkflowId};

/// A workflow made ready: events by index.
#[derive(Debug, Clone)]
pub struct Flow {
    /// Acceptance: the first event of the order.
    pub first: Option<EventId>,
    /// By event: its rank in the order in which the workflow lists events; `u16::MAX` for foreign events.
    pub rank: Vec<u16>,
    /// By event: its position in `in order`, if it stands there.
    pub step: Vec<Option<u16>>,
    /// By event: what it does.
    pub role: Vec<Role>,
    /// By event: whether a clock may start at it.
    pub starts: Vec<bool>,
    /// Whether any of its clocks may run from one of several events.
    pub falls_back: bool,
    /// By event: whether it may tell the due moment of a clock.
    pub promises: Vec<bool>,
    /// Whether any of its clocks can be extended.
    pub extends: bool,
    /// By event: whether a clock may go on by it.
    pub continues: Vec<bool>,
    /// Whether any of its clocks repeats.
    pub in_turns: bool,
    /// Whether anybody is reminded of any of them.
    pub reminds: bool,
    /// Whether any pause of its clocks asks for something.
    pub asks_pauses: bool,
    /// Whether any of them may fall away.
    pub lets_fall: bool,
    /// The deadlines of this workflow: for each name its versions, the oldest first.
    pub deadlines: Vec<Vec<DeadlineId>>,
}

/// What an event does to a ticket, beyond starting and ending clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Nothing more.
    #[default]
    Plain,
    /// Opens a new round.
    NewRound,
    /// Takes back the end event before it.
    Redo,
    /// Takes the ticket out of all figures.
    LeaveOut,
    /// Moves it to another handler; the position in the workflow's list.
    HandOver(usize),
    /// Moves it to another category; the position in the workflow's list.
    Reclassify(usize),
}

impl Flow {
    /// The tables of one workflow.
    #[must_use]
    pub fn of(rules: &RuleSet, workflow: WorkflowId) -> Flow {
        let own = &rules.workflows[workflow.index()];
        let count = rules.events.len();
        let mut flow = Flow {
            first: own.in_order.first().copied(),
            rank: rules.event_ranks(workflow),
            step: vec![None; count],
            role: vec![Role::Plain; count],
            starts: vec![false; count],
            falls_back: false,
            promises: vec![false; count],
            extends: false,
            continues: vec![false; count],
            in_turns: false,
            reminds: false,
            asks_pauses: false,
            lets_fall: false,
            deadlines: Vec::new(),
        };
        for (step, event) in own.in_order.iter().enumerate() {
            flow.step[event.index()].get_or_insert(u16::try_from(step).unwrap_or(u16::MAX));
        }
        let mut act = |event: EventId, role| flow.role[event.index()] = role;
        own.new_round.iter().for_each(|event| act(*event, Role::NewRound));
        own.redo.iter().for_each(|event| act(*event, Role::Redo));
        own.leave_out.iter().for_each(|event| act(*event, Role::LeaveOut));
        own.hand_over
            .iter()
            .enumerate()
            .for_each(|(at, grace)| act(grace.on, Role::HandOver(at)));
        own.reclassify
            .iter()
            .enumerate()
            .for_each(|(at, grace)| act(grace.on, Role::Reclassify(at)));
        for (index, deadline) in rules
            .deadlines
            .iter()
            .enumerate()
            .filter(|(_, own)| own.workflow == workflow)
        {
            deadline.starts().for_each(|event| flow.starts[event.index()] = true);
            flow.falls_back |= !deadline.else_from.is_empty();
            for limit in deadline.rows.iter().flat_map(|row| row.limit.all()) {
                let Some(field) = limit.field() else { continue };
                let with = rules.fields[field.index()].with;
                with.into_iter().for_each(|event| flow.promises[event.index()] = true);
            }
            flow.extends |= deadline.extend.is_some();
            deadline
                .continue_on
                .iter()
                .for_each(|event| flow.continues[event.index()] = true);
            flow.in_turns |= deadline.in_turns;
            flow.reminds |= !deadline.reminders.is_empty();
            flow.lets_fall |= deadline.not_needed.is_some();
            flow.asks_pauses |= deadline.pauses.iter().any(|pause| pause.when.is_some());
            let versions = flow
                .deadlines
                .iter_mut()
                .find(|list| rules.deadlines[list[0].index()].name == deadline.name);
            match versions {
                Some(list) => list.push(index.into()),
                None => flow.deadlines.push(vec![index.into()]),
            }
        }
        flow
    }
}
