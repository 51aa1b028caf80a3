//! Findings: which of the rules' findings hold for a round, who is charged, and what proved it.

use super::Truth;
use super::run::Run;
use super::verdict::{Demand, Hit};
use crate::calendar::Moment;
use crate::feed::Facts;
use crate::model::{Cond, EventId, FieldId, Finding, Found, PartyBase, PartyId, Subject};

/// What a line rests on: the moment that proved it, the event's position, and the parties of late obligations.
#[derive(Default)]
struct Proof {
    at: Option<Moment>,
    event: Option<usize>,
    parties: Vec<Option<PartyId>>,
    provisional: bool,
}

impl<F: Facts> Run<'_, F> {
    /// Looks for every finding of the rules in the present round.
    pub(super) fn find(&mut self) {
        self.find_unraised();
        for index in 0..self.plan.rules.findings.len() {
            let finding = &self.plan.rules.findings[index];
            let first = self.hits.len();
            for (line, own) in finding.lines.iter().enumerate() {
                if self.judge(&own.when) == Truth::Yes {
                    self.charge(Found::Stated(index.into()), finding, line as u16, &own.when);
                }
            }
            // Whichever line charges whom.
            self.hits[first..].sort_by_key(|hit| hit.party);
        }
    }

    /// What should have been raised and was not: one for each rung that was entered so.
    fn find_unraised(&mut self) {
        for unraised in std::mem::take(&mut self.round.unraised) {
            let mut round = self.events[self.round.first_event..self.past].iter();
            let raised = round.find(|event| event.event == unraised.event && event.at >= unraised.since);
            self.hits.push(Hit {
                finding: Found::NotRaised,
                round: self.round.number,
                party: unraised.party,
                lines: Vec::new(),
                at: Some(unraised.at),
                provisional: false,
                demand: Some(Demand {
                    event: unraised.event,
                    exit: unraised.exit,
                    trigger: unraised.trigger,
                    recorded: raised.map(|event| event.at),
                }),
            });
        }
    }

    /// Counts a line once a round and party; of several lines, the finding was proved by the one that held first.
    fn charge(&mut self, id: Found, finding: &Finding, line: u16, when: &Cond) {
        let mut proof = Proof::default();
        self.prove(when, &mut proof);
        let parties = match finding.responsible.as_ref().map(|answers| self.answering(answers)) {
            None => std::mem::take(&mut proof.parties),
            Some(answers) if answers.base == PartyBase::Handler => {
                let proven = proof.event.unwrap_or(usize::MAX);
                let held = self
                    .handlers
                    .iter()
                    .rev()
                    .find(|(from, _)| *from <= proven)
                    .map(|(_, handler)| *handler);
                let handler = std::mem::replace(&mut self.handler, held.unwrap_or(self.ticket.handler));
                let party = self.party(answers);
                self.handler = handler;
                vec![party]
            }
            Some(answers) => vec![self.party(answers)],
        };
        for party in parties {
            let round = self.round.number;
            let known = self
                .hits
                .iter_mut()
                .find(|hit| (hit.finding, hit.round, hit.party) == (id, round, party));
            match known {
                Some(hit) => {
                    hit.lines.push(line);
                    hit.lines.dedup();
                    hit.at = hit.at.into_iter().chain(proof.at).min();
                    hit.provisional &= proof.provisional;
                }
                None => self.hits.push(Hit {
                    finding: id,
                    round,
                    party,
                    lines: vec![line],
                    at: proof.at,
                    provisional: proof.provisional,
                    demand: None,
                }),
            }
        }
    }

    /// Gathers what the tests that hold rest on.
    fn prove(&self, when: &Cond, proof: &mut Proof) {
        if self.judge(when) != Truth::Yes {
            return;
        }
        match when {
            Cond::And(tests) | Cond::Or(tests) => tests.iter().for_each(|test| self.prove(test, proof)),
            Cond::Overdue { target, .. } => {
                for live in self
                    .targets(*target)
                    .filter(|live| live.is_late(self.now, self.decided_by()))
                {
                    proof.at = proof.at.max(live.due);
                    if !proof.parties.contains(&live.party) {
                        proof.parties.push(live.party);
                    }
                }
            }
            Cond::OnTime { target } | Cond::NotOverdue { target } => {
                proof.parties.extend(self.targets(*target).map(|live| live.party));
                proof.parties.dedup();
            }
            Cond::Has { event, negated: false } | Cond::EventCount { event, .. } => self.prove_by(*event, proof),
            Cond::Compare {
                subject: Subject::Field(field),
                ..
            }
            | Cond::In {
                subject: Subject::Field(field),
                ..
            } => {
                self.prove_by_field(*field, proof);
            }
            Cond::Told { field, .. } => self.prove_by_field(*field, proof),
            Cond::Recurs { after, within, .. } => proof.provisional |= self.recurs(*after, *within).1,
            _ => {}
        }
    }

    fn prove_by_field(&self, field: FieldId, proof: &mut Proof) {
        if let Some(event) = self.plan.rules.fields[field.index()].with {
            self.prove_by(event, proof);
        }
    }

    fn prove_by(&self, event: EventId, proof: &mut Proof) {
        let mut round = (self.round.first_event..self.past).rev();
        let last = round.find(|at| self.events[*at].event == event && !self.gone[*at]);
        if let Some(position) = last.filter(|position| proof.event.is_none_or(|known| known < *position)) {
            proof.event = Some(position);
            proof.at = proof.at.max(Some(self.events[position].at));
        }
    }
}
