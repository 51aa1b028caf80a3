//! Conditions held against a ticket as it stands. What is not told is *unknown*, never false.

use super::live::{Close, Live, Missing};
use super::run::Run;
use super::verdict::Duty;
use crate::calendar::{Moment, Quantity};
use crate::feed::Facts;
use crate::model::{Cond, EventId, FieldId, RungLimit, Subject, Target, Value};
use crate::terms::CompareOp;

/// The three outcomes of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// What it asks is not told.
    Unknown,
}

impl Truth {
    pub(super) fn of(holds: bool) -> Truth {
        if holds { Truth::Yes } else { Truth::No }
    }

    /// Whether all hold: one that does not decides it.
    pub(super) fn all(tests: impl Iterator<Item = Truth>) -> Truth {
        Truth::fold(tests, Truth::No)
    }

    /// Whether one holds: it decides it.
    pub(super) fn any(tests: impl Iterator<Item = Truth>) -> Truth {
        Truth::fold(tests, Truth::Yes)
    }

    /// `decisive` where one test says so, else unknown where one is, else the opposite. Nothing behind it is asked.
    fn fold(tests: impl Iterator<Item = Truth>, decisive: Truth) -> Truth {
        let mut out = Truth::of(decisive == Truth::No);
        for truth in tests {
            match truth {
                truth if truth == decisive => return decisive,
                Truth::Unknown => out = Truth::Unknown,
                _ => {}
            }
        }
        out
    }

    fn turned(self, turn: bool) -> Truth {
        match self {
            Truth::Yes if turn => Truth::No,
            Truth::No if turn => Truth::Yes,
            same => same,
        }
    }
}

/// Names have no order: that they are equal or not is all that can be said.
fn same<T: PartialEq>(own: Option<T>, op: CompareOp, other: T) -> Truth {
    own.map_or(Truth::Unknown, |own| match own == other {
        true => Truth::of(op.holds(std::cmp::Ordering::Equal)),
        false => Truth::of(op == CompareOp::NotEqual),
    })
}

impl<F: Facts> Run<'_, F> {
    /// Whether a condition holds now.
    pub(super) fn judge(&self, cond: &Cond) -> Truth {
        match cond {
            Cond::And(tests) => Truth::all(tests.iter().map(|test| self.judge(test))),
            Cond::Or(tests) => Truth::any(tests.iter().map(|test| self.judge(test))),
            Cond::Compare { subject, op, value } => self.compare(*subject, *op, value),
            Cond::In {
                subject,
                values,
                negated,
            } => self.among(*subject, values).turned(*negated),
            Cond::Told { field, given } => Truth::of(self.told(*field).is_some() == *given),
            Cond::Has { event, negated } => Truth::of(self.first(*event).is_some() != *negated),
            Cond::EventCount { event, op, number } => Truth::of(op.holds(self.count(*event).cmp(number))),
            Cond::FindingCount { finding, op, number } => {
                let hits = self
                    .hits
                    .iter()
                    .filter(|hit| hit.finding == *finding && hit.round == self.round.number);
                Truth::of(op.holds((hits.count() as i64).cmp(number)))
            }
            Cond::WordingCount { wording, op, number } => {
                let wording = &self.plan.rules.wordings[wording.index()];
                let text = match self.told(wording.check) {
                    Some(Value::Text(text)) => text,
                    _ => return Truth::Unknown,
                };
                let found = wording
                    .contains
                    .iter()
                    .filter(|word| text.contains(word.as_str()))
                    .count();
                Truth::of(op.holds((found as i64).cmp(number)))
            }
            Cond::Before { first, second } => match (self.first(*first), self.first(*second)) {
                (Some(first), Some(second)) => Truth::of(first < second),
                _ => Truth::No,
            },
            Cond::Overdue { target, by } => {
                let late = |live: &Live| {
                    live.is_late(self.now, self.decided_by()) && self.means(*target, live) && self.late_for(live, *by)
                };
                if self.lives[self.round.first_live..].iter().any(late) {
                    Truth::Yes
                } else {
                    self.unless_undetermined(*target, Truth::No)
                }
            }
            Cond::NotOverdue { target } => {
                let late = self
                    .targets(*target)
                    .any(|live| live.is_late(self.now, self.decided_by()));
                if late {
                    Truth::No
                } else {
                    self.unless_undetermined(*target, Truth::Yes)
                }
            }
            Cond::OnTime { target } => {
                let done = self.targets(*target).any(|live| self.is_on_time(live));
                let late = self
                    .targets(*target)
                    .any(|live| live.is_late(self.now, self.decided_by()));
                // Of several co-handlers it is so of each.
                let waits = self
                    .targets(*target)
                    .any(|live| live.co_handler.is_some() && live.is_open());
                if done && !late && !waits {
                    Truth::Yes
                } else {
                    self.unless_undetermined(*target, Truth::No)
                }
            }
            Cond::Occurrence { op, number } => Truth::of(op.holds(i64::from(self.occurrence).cmp(number))),
            Cond::Recurs { after, within, negated } => self.recurs(*after, *within).0.turned(*negated),
            Cond::Resolved { negated } => {
                let workflow = &self.plan.rules.workflows[self.ticket.workflow.index()];
                let resolved = workflow
                    .resolved_when
                    .as_ref()
                    .map_or(Truth::No, |when| self.judge(when));
                resolved.turned(*negated)
            }
            Cond::AtRung(rung) => Truth::of(self.round.at == *rung),
            // Only a notice has samples; `check` allows them nowhere else.
            Cond::Sample { .. } => Truth::Unknown,
        }
    }

    fn compare(&self, subject: Subject, op: CompareOp, value: &Value) -> Truth {
        // What most rows ask: a name against a name.
        match (subject, value) {
            (Subject::Kind, Value::Kind(other)) => return same(self.ticket.kind, op, *other),
            (Subject::Category, Value::Category(other)) => return same(self.category, op, *other),
            _ => {}
        }
        let Some(own) = self.value(subject) else {
            return Truth::Unknown;
        };
        let order = match (&own, value) {
            (Value::Number(own), Value::Number(other)) => own.compare(*other),
            (Value::Moment(own), Value::Moment(other)) => own.cmp(other),
            (own, other) => return same(Some(own), op, other),
        };
        Truth::of(op.holds(order))
    }

    fn among(&self, subject: Subject, values: &[Value]) -> Truth {
        let Some(own) = self.value(subject) else {
            return Truth::Unknown;
        };
        Truth::of(values.iter().any(|value| match (&own, value) {
            (Value::Category(own), Value::Category(other)) => self.plan.rules.is_within(*own, *other),
            (own, other) => own == other,
        }))
    }

    fn value(&self, subject: Subject) -> Option<Value> {
        match subject {
            Subject::Kind => self.ticket.kind.map(Value::Kind),
            Subject::Category => self.category.map(Value::Category),
            Subject::Handler => self.handler.map(Value::Party),
            Subject::Field(field) => self.told(field),
            // Only a notice compares metrics; a customer is compared by `repeat` alone.
            Subject::Customer | Subject::Metric(_) | Subject::Satisfaction(_) => None,
        }
    }

    /// The value of a field as known now: of the last event it comes with, or timeless.
    pub(super) fn told(&self, field: FieldId) -> Option<Value> {
        let Some(with) = self.plan.rules.fields[field.index()].with else {
            return self.facts.field(self.number, field, None);
        };
        let of_event = |at: &usize| self.events[*at].event == with && !self.gone[*at];
        let last = (self.round.first_event..self.past).rev().find(of_event)?;
        let own = self.facts.field(self.number, field, Some(last));
        // The ticket's own row tells the value of the last such event.
        let is_last = !self.events[last + 1..].iter().any(|event| event.event == with);
        own.or_else(|| is_last.then(|| self.facts.field(self.number, field, None)).flatten())
    }

    /// The first moment of an event in this round that was not taken back. A reopening stands for the first event.
    pub(super) fn first(&self, event: EventId) -> Option<Moment> {
        if let (Some(opened), true) = (self.round.opened, self.flow.first == Some(event)) {
            return Some(opened);
        }
        let mut round = self.round.first_event..self.past;
        round
            .find(|at| self.events[*at].event == event && !self.gone[*at])
            .map(|at| self.events[at].at)
    }

    fn count(&self, event: EventId) -> i64 {
        let round = &self.events[self.round.first_event..self.past];
        round.iter().filter(|happened| happened.event == event).count() as i64
    }

    /// The obligations of this round that a target means.
    pub(super) fn targets(&self, target: Target) -> impl Iterator<Item = &Live> {
        let lives = self.lives[self.round.first_live..].iter();
        lives.filter(move |live| self.means(target, live))
    }

    /// Whether a target means an obligation of this round.
    pub(super) fn means(&self, target: Target, live: &Live) -> bool {
        self.names(target, live.duty, live.rung) && live.is_owed()
    }

    /// Whether a target means a duty that stands at a rung.
    pub(super) fn names(&self, target: Target, duty: Duty, rung: u8) -> bool {
        match (target, duty) {
            (Target::Deadline(_), Duty::Deadline(own)) => self.plan.same_name(own, target),
            (Target::Schedule(schedule), Duty::Schedule(own)) => self.plan.same_schedule(schedule, own),
            (Target::Rung(1), Duty::Deadline(_)) => rung == 1,
            (Target::Rung(number), Duty::Rung(own)) => number == own,
            _ => false,
        }
    }

    /// Whether a deadline is the one rung 1 stands for.
    pub(super) fn is_first_rung(&self, deadline: crate::model::DeadlineId) -> bool {
        let ladder = self.ladder.map(|ladder| &self.plan.rules.ladders[ladder.index()]);
        let first = ladder.and_then(|ladder| ladder.rungs.first());
        matches!(first.map(|rung| &rung.limit), Some(RungLimit::AsDeadline(own))
            if self.plan.same_name(deadline, Target::Deadline(*own)))
    }

    fn is_on_time(&self, live: &Live) -> bool {
        let done = live.closed.filter(|closed| closed.how == Close::Done);
        done.is_some_and(|closed| match live.missing {
            Some(Missing::Fact) => false,
            Some(Missing::Year(_, end)) => closed.at <= end,
            None => live.due.is_none_or(|due| closed.at <= due),
        })
    }

    fn unless_undetermined(&self, target: Target, truth: Truth) -> Truth {
        let mut lives = self.lives[self.round.first_live..].iter();
        let open = lives.any(|live| {
            let settled = self.is_on_time(live) || live.fell_away_in_time(live.due, live.missing);
            live.missing.is_some() && self.means(target, live) && !settled
        });
        if open { Truth::Unknown } else { truth }
    }

    /// Whether lateness has lasted for a quantity: reached at that moment. It may have lasted so long already before
    /// an end that was taken back.
    fn late_for(&self, live: &Live, by: Option<Quantity>) -> bool {
        let Some(by) = by else { return true };
        let reached = |from: Option<Moment>, end: Moment| {
            let at = from.and_then(|from| self.late_until(live, from, by));
            at.is_some_and(|at| end >= at)
        };
        let end = live.closed.map_or(self.now, |closed| closed.at);
        let mut before = live.ended_before.iter();
        reached(live.late_from(), end) || before.any(|(reopened, end)| reached(live.due.max(*reopened), *end))
    }

    /// The moment at which an obligation has been late for a quantity, from when it was late.
    pub(super) fn late_until(&self, live: &Live, from: Moment, by: Quantity) -> Option<Moment> {
        let keeper = match (live.rung, self.ladder) {
            (1.., Some(ladder)) => self.plan.of_ladder(ladder, live.party),
            _ => live.keeper,
        };
        self.plan.keeper(keeper).add(self.plan, from, by).ok()
    }

    /// Whether the matter comes again within a time after an event; and whether that is still open.
    pub(super) fn recurs(&self, after: EventId, within: Quantity) -> (Truth, bool) {
        let Some(from) = self.first(after) else {
            return (Truth::Unknown, false);
        };
        let Ok(until) = self.plan.keeper(self.plan.of_file()).add(self.plan, from, within) else {
            return (Truth::Unknown, false);
        };
        let came = self.repeats.recurs(self.number, from, until.min(self.as_of));
        (Truth::of(came), !came && self.as_of < until)
    }
}
