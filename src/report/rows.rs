//! The rows that people read one by one: what is late, and what is due today.
//!
//! Comes in: cases. Goes out: only rows that are late or due today, so that a run over ten million tickets keeps
//! no more than it prints.

use super::{Context, same_date};
use crate::calendar::Moment;
use crate::evaluate::{Case, Duty, State};
use crate::model::{LadderId, PartyId, Place};
use rayon::prelude::*;

/// One obligation that is late, or due today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRow {
    /// The ticket's number in the facts.
    pub ticket: usize,
    /// The rung at which the ticket stands, 0 without a ladder.
    pub at_rung: u8,
    /// The rung that the row is told under: its own for what a rung demands, else that of the ticket.
    pub rung: u8,
    /// The ladder of the duty.
    pub ladder: Option<LadderId>,
    /// What is late.
    pub duty: Duty,
    /// The round.
    pub round: u16,
    /// Who answers for the obligation.
    pub party: Option<PartyId>,
    /// The party of a higher rung that has it now.
    pub now_with: Option<PartyId>,
    /// Start.
    pub start: Option<Moment>,
    /// Due.
    pub due: Option<Moment>,
    /// Done.
    pub done: Option<Moment>,
    /// The state.
    pub state: State,
    /// Working seconds late, or left where it is due today.
    pub working: Option<i64>,
    /// Elapsed seconds late, or left.
    pub elapsed: i64,
    /// Pauses that counted.
    pub pauses: u16,
    /// Extensions granted.
    pub extensions: u16,
    /// The decision that excuses it: its position among those of the ticket.
    pub excused: Option<usize>,
    /// The line that decided.
    pub rule: Place,
}

/// The lists for people of one chunk, or of the run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// Whether what is done late is left out.
    open_alone: bool,
    /// Late, open or done; of [`Rows::of_open`] open alone.
    pub late: Vec<ListedRow>,
    /// Open and due today.
    pub today: Vec<ListedRow>,
}

impl Rows {
    /// Rows of what is still open alone, as a screen shows them.
    #[must_use]
    pub fn of_open() -> Rows {
        Rows {
            open_alone: true,
            ..Rows::default()
        }
    }

    /// Takes the rows of one case.
    pub fn push(&mut self, case: &Case, context: &Context<'_>) {
        for (at, obligation) in case.obligations.iter().enumerate() {
            let open = matches!(obligation.state, State::Running | State::Warned);
            let due_today = open
                && obligation
                    .due
                    .is_some_and(|due| same_date(context.zone, due, context.as_of));
            let late = match self.open_alone {
                true => obligation.state == State::Overdue,
                false => obligation.state.is_late(),
            };
            if !due_today && !late {
                continue;
            }
            let (working, elapsed) = match obligation.due {
                Some(due) if due_today => (
                    context.working.between(case, obligation, context.as_of, due),
                    due.0.saturating_sub(context.as_of.0),
                ),
                _ => (obligation.late_working, obligation.late_elapsed.unwrap_or(0)),
            };
            let row = ListedRow {
                ticket: case.ticket,
                at_rung: case.rung,
                rung: match obligation.duty {
                    Duty::Rung(_) | Duty::WayBack(_) | Duty::Must(..) => obligation.rung,
                    Duty::Deadline(_) | Duty::Schedule(_) => case.rung,
                },
                ladder: case.ladder,
                duty: obligation.duty,
                round: obligation.round,
                party: obligation.party,
                now_with: now_with(case, obligation.rung, obligation.party, obligation.round),
                start: obligation.start,
                due: obligation.due,
                done: obligation.done,
                state: obligation.state,
                working,
                elapsed,
                pauses: count(case.pauses.iter().filter(|pause| pause.obligation == at).count()),
                extensions: count(case.extensions.iter().filter(|one| one.obligation == at).count()),
                excused: obligation.excused,
                rule: obligation.rule,
            };
            if due_today {
                self.today.push(row);
            } else {
                self.late.push(row);
            }
        }
    }

    /// Adds the rows of the chunk that follows.
    pub fn merge(&mut self, other: Rows) {
        self.late.extend(other.late);
        self.today.extend(other.today);
    }

    /// Puts the rows in their order: rung, highest first; then how late, most first (for what is due today: how
    /// little is left); then the ticket's number.
    pub fn sort(&mut self) {
        sort(&mut self.late, |elapsed| !elapsed);
        sort(&mut self.today, |elapsed| elapsed);
    }
}

/// Sorts rows, which come in the order of tickets: by rung, the highest first, and by a figure of their time.
fn sort(rows: &mut [ListedRow], figure: impl Fn(i64) -> i64) {
    // Keys are sorted in the place of rows, which are four times as long. A row's place tells apart what is equal.
    let key = |(at, row): (usize, &ListedRow)| (std::cmp::Reverse(row.rung), figure(row.elapsed), at as u32);
    let mut order: Vec<_> = rows.iter().enumerate().map(key).collect();
    order.par_sort_unstable();
    for equal in order.chunk_by_mut(|one, other| {
        (one.0, one.1, rows[one.2 as usize].ticket) == (other.0, other.1, rows[other.2 as usize].ticket)
    }) {
        if equal.len() > 1 {
            equal.sort_by_key(|(.., at)| {
                let row = &rows[*at as usize];
                (row.round, row.duty, row.start)
            });
        }
    }
    // Each row moves to its place; a place that is done points to itself.
    for first in 0..rows.len() {
        let mut here = first;
        loop {
            let from = std::mem::replace(&mut order[here].2, here as u32) as usize;
            if from == first || from == here {
                break;
            }
            rows.swap(here, from);
            here = from;
        }
    }
}

/// The party of the rung at which the ticket stands, for an obligation of a lower rung of the same round.
fn now_with(case: &Case, rung: u8, own: Option<PartyId>, round: u16) -> Option<PartyId> {
    if rung == 0 || rung >= case.rung || round != case.round {
        return None;
    }
    case.entries
        .iter()
        .rev()
        .find(|entry| entry.round == round && entry.rung == case.rung)
        .and_then(|entry| entry.party)
        .filter(|party| Some(*party) != own)
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_by_rung_then_by_lateness_then_by_ticket() {
        let row = |ticket: usize, rung: u8, elapsed: i64, round: u16| ListedRow {
            ticket,
            at_rung: rung,
            rung,
            ladder: None,
            duty: Duty::Rung(rung),
            round,
            party: None,
            now_with: None,
            start: None,
            due: None,
            done: None,
            state: State::Overdue,
            working: None,
            elapsed,
            pauses: 0,
            extensions: 0,
            rule: Place::default(),
            excused: None,
        };
        let mut late = Vec::new();
        for ticket in 0..500 {
            let mixed = ticket * 7919 % 1000;
            late.push(row(ticket, (mixed % 4) as u8, (mixed / 10) as i64, 2));
            if mixed % 3 == 0 {
                late.push(row(ticket, (mixed % 4) as u8, (mixed / 10) as i64, 1));
            }
        }
        let key = |row: &ListedRow| (std::cmp::Reverse(row.rung), row.ticket, row.round);
        let (mut by_late, mut by_left) = (late.clone(), late.clone());
        by_late.sort_by_key(|row| (std::cmp::Reverse((row.rung, row.elapsed)), key(row)));
        by_left.sort_by_key(|row| (std::cmp::Reverse(row.rung), row.elapsed, key(row)));
        let today = late.clone();
        let mut rows = Rows {
            late,
            today,
            ..Rows::default()
        };
        rows.sort();
        assert!(rows.late == by_late && rows.today == by_left);
    }
}
