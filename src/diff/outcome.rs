//! What conditions come to where they stand, over a space: what is decided, and what else is read from the tests that
//! hold. Two that are equal in both judge every ticket alike.

use super::stands::Stands;
use crate::calendar::Quantity;
use crate::model::{Cond, EventId, RuleSet, Subject, Target};
use crate::region::{Diagram, Exhausted, NO, Space, Store, UNKNOWN, YES};

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not; where that makes no difference, what cannot be told neither.
    HoldsNot,
    /// That cannot be told.
    Unknown,
    /// Of a metric: it is counted, but not above the line.
    Below,
}

impl Outcome {
    const BELOW: u32 = 3;

    /// What a leaf of a diagram stands for.
    pub(super) fn of(leaf: u32) -> Outcome {
        match leaf {
            YES => Outcome::Holds,
            UNKNOWN => Outcome::Unknown,
            Outcome::BELOW => Outcome::Below,
            _ => Outcome::HoldsNot,
        }
    }
}

/// What is read from tests that hold, beside that they do.
#[derive(Debug, Clone, PartialEq)]
enum Evidence {
    /// A clock ran out: a rung is then entered at its due moment.
    RanOut,
    /// Whose clock ran out, and when.
    Late(Target),
    /// Who was in time.
    InTime(Target),
    /// The event that proves it.
    Event(EventId),
    /// It may still come otherwise.
    Open(EventId, Quantity),
}

/// What conditions come to.
#[derive(Debug)]
pub(super) struct Judged {
    /// What is decided: leaves of [`Outcome`].
    pub outcome: Diagram,
    evidence: Vec<(Evidence, Diagram)>,
}

impl Judged {
    /// Whether all that is read is the same.
    pub fn is_same(&self, other: &Judged) -> bool {
        let never = Diagram::leaf(NO);
        let of = |judged: &Judged, what: &Evidence| {
            let found = judged.evidence.iter().find(|(own, _)| own == what);
            found.map_or(never, |(_, where_)| *where_)
        };
        let mut all = self.evidence.iter().chain(&other.evidence);
        self.outcome == other.outcome && all.all(|(what, _)| of(self, what) == of(other, what))
    }
}

/// Reads conditions where they stand. `resolved`: what that means for the tickets in hand, where it is known.
pub(super) struct Reader<'a, 'r> {
    pub rules: &'r RuleSet,
    pub space: &'a Space<'r>,
    pub store: &'a mut Store,
    pub resolved: Option<Cond>,
}

impl Reader<'_, '_> {
    /// What conditions come to.
    pub fn read(&mut self, stands: Stands, conditions: &[Cond]) -> Result<Judged, Exhausted> {
        let mut evidence = Vec::new();
        let first = conditions.first();
        let outcome = match stands {
            Stands::Resolved(_) | Stands::Pauses(..) => self.any(conditions)?,
            Stands::Kind(_) => {
                // Only what contradicts the kind is told.
                let own = self.any(conditions)?;
                self.store.map(own, &mut |truth| if truth == NO { NO } else { YES })?
            }
            Stands::Ends(_)
            | Stands::NotNeeded(_)
            | Stands::Unsent(..)
            | Stands::Applies(_)
            | Stands::Collects(_)
            | Stands::Found(_)
            | Stands::Names(_)
            | Stands::WouldName(_) => {
                let own = self.any(conditions)?;
                self.store.surely(own)?
            }
            Stands::Enters(..) => {
                for line in conditions {
                    let holds = self.holds(line)?;
                    self.ran_out(line, holds, &mut evidence)?;
                    self.prove(line, holds, &mut evidence)?;
                }
                let own = self.any(conditions)?;
                // Whose clock ran out is all that a trigger is asked for.
                evidence.retain(|(what, _)| matches!(what, Evidence::RanOut | Evidence::Late(_)));
                self.store.surely(own)?
            }
            Stands::FoundBy(..) => {
                let own = self.any(conditions)?;
                let holds = self.store.surely(own)?;
                for line in conditions {
                    self.prove(line, holds, &mut evidence)?;
                }
                holds
            }
            Stands::Counts(_) => {
                let above = first.map_or(Ok(Diagram::leaf(NO)), |cond| self.holds(cond))?;
                let whole = conditions
                    .get(1)
                    .map_or(Ok(Diagram::leaf(YES)), |cond| self.holds(cond))?;
                self.store
                    .join(whole, above, &mut |whole, above| match (whole.value(), above.value()) {
                        (Some(YES), Some(YES)) => Some(Diagram::leaf(YES)),
                        (Some(YES), Some(_)) => Some(Diagram::leaf(Outcome::BELOW)),
                        (Some(_), Some(_)) | (Some(NO), None) => Some(Diagram::leaf(NO)),
                        _ => None,
                    })?
            }
        };
        Ok(Judged { outcome, evidence })
    }

    /// Whether one of several holds.
    fn any(&mut self, conditions: &[Cond]) -> Result<Diagram, Exhausted> {
        let all = conditions.iter().map(|cond| expanded(cond, self.resolved.as_ref()));
        self.space.condition(self.store, &Cond::Or(all.collect()))
    }

    /// Where a condition holds for certain.
    fn holds(&mut self, cond: &Cond) -> Result<Diagram, Exhausted> {
        let own = self.any(std::slice::from_ref(cond))?;
        self.store.surely(own)
    }

    fn add(
        &mut self,
        evidence: &mut Vec<(Evidence, Diagram)>,
        what: Evidence,
        holds: Diagram,
    ) -> Result<(), Exhausted> {
        let Some(known) = evidence.iter_mut().find(|(own, _)| *own == what) else {
            evidence.push((what, holds));
            return Ok(());
        };
        known.1 = self.store.either(known.1, holds)?;
        Ok(())
    }

    /// Where a line that holds has a clock that ran out, wherever in it.
    fn ran_out(
        &mut self,
        cond: &Cond,
        line: Diagram,
        evidence: &mut Vec<(Evidence, Diagram)>,
    ) -> Result<(), Exhausted> {
        match cond {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().try_for_each(|test| self.ran_out(test, line, evidence)),
            Cond::Overdue { .. } => {
                let own = self.holds(cond)?;
                let both = self.store.both(line, own)?;
                self.add(evidence, Evidence::RanOut, both)
            }
            _ => Ok(()),
        }
    }

    /// What is read from the tests of a condition where all that they stand in holds.
    fn prove(&mut self, cond: &Cond, above: Diagram, evidence: &mut Vec<(Evidence, Diagram)>) -> Result<(), Exhausted> {
        let own = self.holds(cond)?;
        let here = self.store.both(above, own)?;
        let what = match cond {
            Cond::And(tests) | Cond::Or(tests) => {
                return tests.iter().try_for_each(|test| self.prove(test, here, evidence));
            }
            Cond::Overdue { target, .. } => Evidence::Late(*target),
            Cond::OnTime { target } | Cond::NotOverdue { target } => Evidence::InTime(*target),
            Cond::Has { event, negated: false } | Cond::EventCount { event, .. } => Evidence::Event(*event),
            Cond::Recurs { after, within, .. } => Evidence::Open(*after, *within),
            Cond::Compare {
                subject: Subject::Field(field),
                ..
            }
            | Cond::In {
                subject: Subject::Field(field),
                ..
            }
            | Cond::Told { field, .. } => match self.rules.fields.get(field.index()).and_then(|own| own.with) {
                Some(event) => Evidence::Event(event),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        self.add(evidence, what, here)
    }
}

/// A condition with what `resolved` means in its place, where that is known and can be written.
pub(super) fn expanded(cond: &Cond, resolved: Option<&Cond>) -> Cond {
    let all = |tests: &[Cond]| tests.iter().map(|test| expanded(test, resolved)).collect();
    match (cond, resolved) {
        (Cond::And(tests), Some(_)) => Cond::And(all(tests)),
        (Cond::Or(tests), Some(_)) => Cond::Or(all(tests)),
        (Cond::Resolved { negated: false }, Some(resolved)) => resolved.clone(),
        (Cond::Resolved { negated: true }, Some(resolved)) => resolved.negation().unwrap_or_else(|| cond.clone()),
        _ => cond.clone(),
    }
}
