//! What rules on trial come to for a ticket: it is judged a second time as if they were in force, and of that case only
//! what comes from them is kept.

use super::verdict::{Case, Duty};
use crate::model::{LadderId, RuleSet};

impl Case {
    /// Keeps of a case that was judged by [`RuleSet::tried`] what comes from rules on trial alone: their obligations and
    /// entries, with their pauses and extensions. What would be sent, found or left over by them is not told.
    pub fn keep_trials(&mut self, rules: &RuleSet) {
        let ladder = self.ladder;
        let mut kept = Vec::with_capacity(self.obligations.len());
        let mut next = 0;
        for own in &self.obligations {
            let keeps = is_on_trial(rules, ladder, own.duty);
            kept.push(keeps.then_some(next));
            next += usize::from(keeps);
        }
        let place = |at: usize| kept.get(at).copied().flatten();
        let mut at = 0;
        self.obligations.retain(|_| {
            at += 1;
            place(at - 1).is_some()
        });
        self.entries.retain_mut(|entry| {
            let to = place(entry.obligation);
            entry.obligation = to.unwrap_or(0);
            to.is_some()
        });
        self.pauses.retain_mut(|pause| {
            let to = place(pause.obligation);
            pause.obligation = to.unwrap_or(0);
            to.is_some()
        });
        self.extensions.retain_mut(|extension| {
            let to = place(extension.obligation);
            extension.obligation = to.unwrap_or(0);
            to.is_some()
        });
        self.hits.clear();
        self.remarks.clear();
        self.reminders.clear();
        self.leftovers.clear();
        self.measured.clear();
        self.held.clear();
    }
}

fn is_on_trial(rules: &RuleSet, ladder: Option<LadderId>, duty: Duty) -> bool {
    match duty {
        Duty::Deadline(id) => rules
            .deadlines
            .get(id.index())
            .is_some_and(|own| own.on_trial.is_some()),
        Duty::Rung(number) | Duty::WayBack(number) | Duty::Must(number, _) => {
            let ladder = ladder.and_then(|ladder| rules.ladders.get(ladder.index()));
            let rung = ladder.and_then(|own| own.rungs.get(usize::from(number).wrapping_sub(1)));
            rung.is_some_and(|own| own.on_trial.is_some())
        }
        Duty::Schedule(_) => false,
    }
}
