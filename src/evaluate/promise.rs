//! Promises: a due moment that a field tells with an event. The last one made before it is due counts; one made at
//! its due moment or later heals nothing.

use super::live::Missing;
use super::run::Run;
use super::verdict::Duty;
use crate::feed::Facts;
use crate::model::{DeadlineId, FieldId, LimitOf, Value};

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
            let field = self.promised_by(deadline, live.row, live.missing.is_some());
            let with = field.and_then(|field| self.plan.rules.fields[field.index()].with);
            if with != Some(event.event) {
                continue;
            }
            let Some(Value::Moment(at)) = field.and_then(|field| self.told(field)) else {
                continue;
            };
            let pauses = self.pauses(live.duty);
            let live = &mut self.lives[index];
            if live.missing.take().is_some() {
                live.original = Some(at);
            }
            live.unpaused = Some(at);
            live.reckon(self.plan, pauses);
        }
    }

    /// The field in which a row of a deadline looks for its moment; of one that could not be decided, the row that
    /// decides by now.
    fn promised_by(&self, deadline: DeadlineId, row: usize, undecided: bool) -> Option<FieldId> {
        let limit = match undecided {
            true => self.row(deadline).filter(|(now, _)| *now == row)?.1?,
            false => *self.plan.rules.deadlines[deadline.index()].rows[row]
                .limit
                .on(self.governed),
        };
        match limit {
            LimitOf::Field(field) => Some(field),
            LimitOf::Quantity(_) | LimitOf::NoDeadline => None,
        }
    }
}
