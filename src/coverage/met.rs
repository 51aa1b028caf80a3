//! Which parts of the rules tickets have met: the row that judges an obligation, the rung entered and by which line, a
//! pause or extension that was given, the line of a finding that holds.

use super::part::{At, Part, parts};
use crate::evaluate::{Case, Duty};
use crate::model::{DeadlineId, Found, LadderId, LimitOf, Place, RuleSet};
use std::collections::HashSet;

/// What the tickets looked at so far have met.
#[derive(Debug, Clone, Default)]
pub struct Met {
    rows: HashSet<(DeadlineId, Place)>,
    rungs: HashSet<(LadderId, u8)>,
    triggers: HashSet<Place>,
    /// Deadlines with a pause that counted; of pauses that name a reason, which.
    paused: HashSet<(DeadlineId, Option<usize>)>,
    extended: HashSet<DeadlineId>,
    found: HashSet<(usize, u16)>,
}

impl Met {
    /// Takes up what one ticket has met.
    pub fn take(&mut self, case: &Case) {
        let deadline = |obligation: usize| match case.obligations.get(obligation)?.duty {
            Duty::Deadline(deadline) => Some(deadline),
            _ => None,
        };
        for own in case.obligations.iter().filter(|own| own.start.is_some()) {
            if let Duty::Deadline(deadline) = own.duty {
                self.rows.insert((deadline, own.rule));
            }
        }
        for entry in &case.entries {
            self.rungs.extend(case.ladder.map(|ladder| (ladder, entry.rung)));
            self.triggers.insert(entry.trigger);
        }
        for pause in &case.pauses {
            let Some(deadline) = deadline(pause.obligation) else {
                continue;
            };
            self.paused.insert((deadline, None));
            self.paused
                .extend(pause.reasons.iter().map(|reason| (deadline, Some(*reason))));
        }
        self.extended
            .extend(case.extensions.iter().filter_map(|own| deadline(own.obligation)));
        for hit in &case.hits {
            if let Found::Stated(finding) = hit.finding {
                self.found.extend(hit.lines.iter().map(|line| (finding.index(), *line)));
            }
        }
    }

    /// Takes up what other tickets have met.
    pub fn merge(&mut self, other: Met) {
        let Met {
            rows,
            rungs,
            triggers,
            paused,
            extended,
            found,
        } = other;
        self.rows.extend(rows);
        self.rungs.extend(rungs);
        self.triggers.extend(triggers);
        self.paused.extend(paused);
        self.extended.extend(extended);
        self.found.extend(found);
    }

    /// The parts that no ticket has met, in the order of the files. Left out is what leaves no trace in a case: a row
    /// without a deadline, a way out of a rung, a pause without a reason beside others, what is on trial; and whom a notice names.
    #[must_use]
    pub fn missing(&self, rules: &RuleSet) -> Vec<Part> {
        let mut all = parts(rules);
        all.retain(|part| !part.is_on_trial(rules) && !self.met(rules, part).unwrap_or(true));
        all
    }

    fn met(&self, rules: &RuleSet, part: &Part) -> Option<bool> {
        Some(match part.at {
            At::Row(id, at) => {
                let row = rules.deadlines.get(id)?.rows.get(at)?;
                let leaves_trace = row.limit.all().all(|limit| *limit != LimitOf::NoDeadline);
                !leaves_trace || self.rows.contains(&(DeadlineId::from(id), row.place))
            }
            At::Rung(id, at) => self.rungs.contains(&(LadderId::from(id), u8::try_from(at + 1).ok()?)),
            At::Trigger(..) => self.triggers.contains(&part.place),
            At::Pause(id, at) => {
                let pauses = &rules.deadlines.get(id)?.pauses;
                let told = pauses.get(at)?.reason.is_some();
                let any = self.paused.contains(&(DeadlineId::from(id), None));
                let own = self.paused.contains(&(DeadlineId::from(id), Some(at)));
                if told { own } else { any }
            }
            At::Extension(id) => self.extended.contains(&DeadlineId::from(id)),
            At::Finding(id, at) => self.found.contains(&(id, u16::try_from(at).ok()?)),
            At::Exit(..) | At::Naming(..) => return None,
        })
    }
}
