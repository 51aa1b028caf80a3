//! Decisions: which breaches are excused, and what was objected to. Nothing late becomes in time.

use super::remark::EXCUSES_NOTHING;
use super::run::Run;
use super::verdict::{Case, Decided, Duty, Obligation, Remark};
use crate::feed::{Decision, DecisionKind, Facts};
use crate::model::Target;

impl<F: Facts> Run<'_, F> {
    /// Holds what had been decided by the moment of the run against the obligations. The first excuse counts; a party
    /// cannot excuse itself.
    pub(super) fn write_decisions(&mut self, case: &mut Case) {
        case.decisions.clear();
        let facts = self.facts;
        for (position, decision) in facts.decisions(self.number).iter().enumerate() {
            if decision.at > self.as_of || self.outside.is_some() {
                continue;
            }
            let mut concerned = 0;
            for own in &mut case.obligations {
                if self.concerns(decision, own) {
                    concerned += 1;
                    if decision.kind == DecisionKind::Excuse && own.excused.is_none() {
                        own.excused = Some(position);
                    }
                }
            }
            if decision.kind == DecisionKind::Excuse && concerned == 0 {
                self.remarks.push(Remark {
                    code: EXCUSES_NOTHING,
                    event: None,
                    at: Some(decision.at),
                    row: decision.row,
                });
            }
            case.decisions.push(Decided { position, concerned });
        }
    }

    /// Whether an obligation is late already when something is decided about it.
    fn concerns(&self, decision: &Decision, own: &Obligation) -> bool {
        let about = decision.about.is_none_or(|target| match (target, own.duty) {
            (Target::Rung(number), Duty::WayBack(of)) => number == of,
            (target, duty) => self.names(target, duty, own.rung),
        });
        let itself = decision.kind == DecisionKind::Excuse && decision.by.is_some() && decision.by == own.party;
        about
            && !itself
            && own.state.is_late()
            && own.due.is_some_and(|due| due < decision.at)
            && decision.round.is_none_or(|round| round == own.round)
            && (decision.party.is_none() || decision.party == own.party)
    }
}
