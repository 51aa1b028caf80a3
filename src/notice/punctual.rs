//! Punctual tickets, of which a notice that is only counted needs no case: their rows tell what earlier ones told.

use super::alike::{of_done, of_punctual};
use super::cell::Cell;
use super::keys::Keys;
use super::list::List;
use super::repeats::Often;
use crate::calendar::Moment;
use crate::evaluate::{AskedOf, Case, Duty, Obligation, Punctual};
use crate::report::WorkingTime;

/// How long something took in working seconds, and as it passed; None where that is not told.
type Took = [Option<i64>; 2];

/// What is kept beside the rows of a month that are never opened.
#[derive(Default)]
pub(super) struct Counting {
    /// The chains that may be told.
    pub often: Often,
    /// What rows of punctual tickets told in closed columns, by what decides it.
    accepted: Keys,
    /// The same, doubled: odd where it is told how long it took.
    due: Keys,
    /// The rows of the ticket that is looked at.
    rows: Vec<(u32, Took)>,
}

impl Counting {
    /// Puts the rows of a punctual ticket behind the lists of what was accepted and what fell due; `holds`: whether a
    /// moment belongs to the month. None: its case is needed.
    pub(super) fn put(
        &mut self,
        own: &Punctual<'_>,
        holds: impl Fn(Moment) -> bool,
        is_new: bool,
        (accepted, due): (&mut List, &mut List),
        working: &dyn WorkingTime,
    ) -> Option<()> {
        if !accepted.tells_again() || !due.tells_again() {
            return None;
        }
        let told = (own.kind, own.category);
        let new = match is_new {
            true => Some(
                self.accepted
                    .decided_by(&of_punctual(told, own.handler, own.asked.ticket))?,
            ),
            false => None,
        };
        self.rows.clear();
        for done in own.done().filter(|own| holds(own.due)) {
            let owed = (done.deadline, done.rung, done.party);
            let row = self
                .due
                .decided_by(&of_done(told, owed, done.rule, is_new, own.asked.deadline))?;
            let took = match row % 2 == 1 {
                true => [
                    working.by(done.keeper, done.start, done.done),
                    Some(done.done.0 - done.start.0),
                ],
                false => Took::default(),
            };
            self.rows.push((row / 2, took));
        }
        if let Some(row) = new {
            accepted.again(row, []);
        }
        for (row, took) in &self.rows {
            due.again(*row, took.map(Cell::number));
        }
        Some(())
    }

    /// Notes what the last row of what was accepted tells: that of a punctual ticket; `asked`: see [`Punctual::asked`].
    pub(super) fn note_accepted(&mut self, case: &Case, asked: AskedOf, accepted: &List) {
        let key = of_punctual((case.kind, case.category), case.handler, asked.ticket);
        if let Some(row) = accepted.last_told()
            && self.accepted.decided_by(&key).is_none()
        {
            let key = self.accepted.number(&key);
            self.accepted.decide(key, row);
        }
    }

    /// Notes what the last row of what fell due tells: that of an obligation of a punctual ticket; `timed`: whether it
    /// tells how long it took.
    pub(super) fn note_due(
        &mut self,
        case: &Case,
        asked: AskedOf,
        own: &Obligation,
        (is_new, timed): (bool, bool),
        due: &List,
    ) {
        let Duty::Deadline(deadline) = own.duty else {
            return;
        };
        let owed = (deadline, own.rung, own.party);
        let key = of_done((case.kind, case.category), owed, own.rule, is_new, asked.deadline);
        if let Some(row) = due.last_told()
            && self.due.decided_by(&key).is_none()
        {
            let key = self.due.number(&key);
            self.due.decide(key, 2 * row + u32::from(timed));
        }
    }
}
