//! The deadlines of a workflow as a glance needs them: each with the columns of a chunk that it runs by.

use crate::calendar::Moment;
use crate::evaluate::run::Run;
use crate::feed::{Chunk, Facts};
use crate::model::{self, Dated, DeadlineId, PartyBase, PartyId, PartyRef, Pause};
use crate::plan::{Flow, KeeperId, Plan};

/// The deadlines of a workflow with the columns that they run by.
pub(super) struct Owed<'c, 'a>(pub Vec<(DeadlineId, Deadline<'c, 'a>)>);

/// A deadline, and the columns that it runs by.
pub(super) struct Deadline<'c, 'a> {
    pub own: &'a model::Deadline,
    pub responsible: &'a Dated<PartyRef>,
    starts: Vec<&'c [u32]>,
    pub ends: Vec<&'c [u32]>,
    /// Where each pause begins and ends.
    pub pauses: Vec<(&'c [u32], &'c [u32])>,
    /// Who answers and in whose time, by handler, as far as that was asked; empty where more than the handler decides it.
    answers: Vec<Option<Answer>>,
}

/// Who answers, and in whose working time it is counted.
type Answer = (Option<PartyId>, KeeperId);

impl<'c, 'a> Owed<'c, 'a> {
    pub(super) fn of(plan: &Plan<'a>, flow: &Flow, chunk: &'c Chunk) -> Owed<'c, 'a> {
        let rules = plan.rules;
        let lasting = rules.parties.iter().all(|party| party.until.is_none());
        let of_one = |deadline: &DeadlineId| {
            let own = &rules.deadlines[deadline.index()];
            let responsible = own.responsible.one()?;
            let by_handler = lasting && responsible.later.is_empty() && responsible.first.base == PartyBase::Handler;
            let pause = |pause: &Pause| (chunk.column(pause.from), chunk.column(pause.to));
            let ready = Deadline {
                own,
                responsible,
                starts: own.starts().map(|event| chunk.column(event)).collect(),
                ends: own.to.iter().map(|event| chunk.column(*event)).collect(),
                pauses: own.pauses.iter().map(pause).collect(),
                answers: vec![None; if by_handler { rules.parties.len() + 1 } else { 0 }],
            };
            Some((*deadline, ready))
        };
        Owed(flow.deadlines.iter().flatten().filter_map(of_one).collect())
    }
}

impl Deadline<'_, '_> {
    /// The second at which it starts on a ticket: of the first of its events that came.
    #[inline]
    pub(super) fn start(&self, ticket: usize) -> Option<u32> {
        let mut starts = self.starts.iter().map(|start| second(start, ticket));
        starts.find(|start| *start != Chunk::NEVER)
    }

    /// Who answers for it on the ticket that is looked at.
    pub(super) fn answer<F: Facts>(&mut self, deadline: DeadlineId, run: &Run<'_, F>) -> Answer {
        let of = || {
            let party = run.party(run.answering(self.responsible));
            (party, run.plan.of_deadline(deadline, party))
        };
        let handler = run.handler.map_or(0, |handler| handler.index() + 1);
        match self.answers.get_mut(handler) {
            Some(known) => *known.get_or_insert_with(of),
            None => of(),
        }
    }
}

/// The second of a ticket in a column.
#[inline]
pub(super) fn second(column: &[u32], ticket: usize) -> u32 {
    column.get(ticket).copied().unwrap_or(Chunk::NEVER)
}

/// The end of what started at a second, where one of some events came, and after it.
pub(super) fn only_end(ends: &[&[u32]], start: u32, ticket: usize) -> Option<u32> {
    let mut told = ends
        .iter()
        .map(|end| second(end, ticket))
        .filter(|at| *at != Chunk::NEVER);
    told.next().filter(|done| *done > start && told.next().is_none())
}

pub(super) fn moment(second: u32) -> Moment {
    Moment(i64::from(second))
}
