//! What of a ticket that is in time falls into a span of time, as a glance sees it.

use super::Desk;
use super::owed::{Owed, moment, only_end, second};
use super::own::{Own, wind};
use super::plain::Plain;
use crate::evaluate::run::Run;
use crate::evaluate::verdict::Duty;
use crate::feed::Facts;
use crate::model::LimitOf;

impl Desk {
    /// Lays out the ticket that the run has before it, by its place in a chunk, as if its own row told all of it. None:
    /// something is late, runs or was paused, and takes a closer look.
    pub(super) fn lay_out_in_time<'a, F: Facts>(
        &mut self,
        plain: &Plain<'a>,
        run: &mut Run<'a, F>,
        owed: &mut Owed<'_, 'a>,
        at: usize,
    ) -> Option<()> {
        self.clear();
        let (plan, row) = (run.plan, run.facts.row(run.number));
        for (deadline, ready) in &mut owed.0 {
            if !self.day.as_ref()?.deadlines.contains(deadline) {
                continue;
            }
            let start = ready.start(at);
            let granted = self.row(plain, run, *deadline);
            let Some(start) = start else {
                let awaited = self.awaited(run, granted, ready.responsible);
                self.waiting.extend(awaited.map(|party| (*deadline, party)));
                continue;
            };
            let done = only_end(&ready.ends, start, at).filter(|_| ready.own.no_breach.is_none())?;
            if ready.pauses.iter().any(|(from, _)| second(from, at) <= done) {
                return None;
            }
            let (line, Some(LimitOf::Quantity(quantity))) = granted? else {
                return None;
            };
            run.now = moment(start);
            let duty = (Duty::Deadline(*deadline), u8::from(run.is_first_rung(*deadline)));
            let answers = ready.answer(*deadline, run);
            let mut own = Own {
                start_row: Some(row),
                done: moment(done),
                done_row: Some(row),
                ..Own::begun(duty, answers, moment(start), ready.own.rows[line].place)
            };
            wind(plan, &mut own, quantity, true)?;
            if own.done > own.due {
                return None;
            }
            self.owns.push(own);
        }
        Some(())
    }
}
