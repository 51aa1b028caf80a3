//! Promises: a due moment that a field tells with an event. The last one made before it is due counts; one made at
//! its due moment or later heals nothing.

use super::live::Missing;
use super::run::Run;
use super::verdict::Duty;
use crate::feed::Facts;
use crate::model::{DeadlineId, LimitOf};

impl<F: Facts> Run<'_, F> {
    /// The moment told with this event is the due moment of what is open and not yet due by the one before.
    pub(super) fn promise(&mut self, position: usize) {
        let event = self.events[position];
        if !self.flow.promises[event.event.index()] {
            return;
        }
        for index in self.round.first_live..self.lives.len() {
            let live = &self.lives[index];
            let Duty::Deadline(deadline) = live.duty else { continue };
            let running = match live.missing {
                None => live.due.is_none_or(|due| event.at < due),
                Some(missing) => missing == Missing::Fact,
            };
            if !running || !live.is_open() || live.start > event.at {
                continue;
            }
            let limit = self.promised_by(deadline, live.row, live.missing.is_some());
            let field = limit.and_then(LimitOf::field);
            let with = field.and_then(|field| self.plan.rules.fields[field.index()].with);
            if with != Some(event.event) {
                continue;
            }
            let Some((limit, told)) = limit.zip(field.and_then(|field| self.told_moment(field))) else {
                continue;
            };
            let mut live = live.clone();
            let first = live.missing.take().is_some();
            self.promised(&mut live, limit, told);
            if first {
                live.original = live.unpaused;
            }
            if live.missing.is_none() {
                live.reckon(self.plan, self.pauses(live.duty));
            }
            self.lives[index] = live;
        }
    }

    /// What a row of a deadline grants; of one that could not be decided, the row that
    /// decides by now.
    fn promised_by(&self, deadline: DeadlineId, row: usize, undecided: bool) -> Option<LimitOf> {
        match undecided {
            true => self.row(deadline).filter(|(now, _)| *now == row)?.1,
            false => {
                let own = &self.plan.rules.deadlines[deadline.index()].rows[row];
                Some(*own.limit.on(self.governed))
            }
        }
    }
}
