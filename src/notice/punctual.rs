//! Punctual tickets, of which a notice that is only counted needs no case: their rows tell what earlier ones told.

use super::alike::{of_done, of_matter};
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
    /// Where what rows of punctual tickets told stands, by kind, category and handler of the ticket.
    places: Keys,
    told: Vec<Told>,
    /// The rows of the ticket that is looked at.
    rows: Vec<(u32, Took)>,
}

/// What rows of punctual tickets of one kind, category and handler told in closed columns, by what else decides it: few
/// of many, so that they are looked through.
#[derive(Default)]
struct Told {
    accepted: Vec<(u32, u32)>,
    /// With whether it is told how long it took.
    due: Vec<([u32; 4], u32, bool)>,
}

/// So many are looked through at most.
const MOST: usize = 64;

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
        let place = self
            .places
            .decided_by(&of_matter(own.kind, own.category, own.handler))?;
        let told = self.told.get(place as usize)?;
        let new = match is_new {
            true => Some(told.accepted.iter().find(|(asked, _)| *asked == own.asked.ticket)?.1),
            false => None,
        };
        self.rows.clear();
        for done in own.done().filter(|own| holds(own.due)) {
            let owed = (done.deadline, done.rung, done.party);
            let key = of_done(owed, done.rule, is_new, own.asked.deadline);
            let (_, row, timed) = *told.due.iter().find(|(own, ..)| *own == key)?;
            let took = match timed {
                true => [
                    working.by(done.keeper, done.start, done.done),
                    Some(done.done.0 - done.start.0),
                ],
                false => Took::default(),
            };
            self.rows.push((row, took));
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
        let told = self.told(case);
        if let Some(row) = accepted.last_told()
            && told.accepted.len() < MOST
            && told.accepted.iter().all(|(own, _)| *own != asked.ticket)
        {
            told.accepted.push((asked.ticket, row));
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
        let key = of_done((deadline, own.rung, own.party), own.rule, is_new, asked.deadline);
        let told = self.told(case);
        if let Some(row) = due.last_told()
            && told.due.len() < MOST
            && told.due.iter().all(|(own, ..)| *own != key)
        {
            told.due.push((key, row, timed));
        }
    }

    /// What was told of tickets of the kind, category and handler of this one.
    fn told(&mut self, case: &Case) -> &mut Told {
        let key = self.places.number(&of_matter(case.kind, case.category, case.handler));
        self.places.decide(key, key as u32);
        if self.told.len() <= key {
            self.told.resize_with(key + 1, Told::default);
        }
        &mut self.told[key]
    }
}
