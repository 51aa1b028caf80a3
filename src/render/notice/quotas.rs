//! Quotas of monitoring: done of required, tier by tier.

use super::document::{Block, Run};
use super::layout::Layout;
use crate::notice::{Quota, Tier};

/// Every quota.
pub(super) fn quotas(of: &Layout<'_>) -> Vec<Block> {
    let told = of.notice.quotas.iter().flat_map(|quota| of.quota(quota));
    told.map(Block::Paragraph).collect()
}

impl Layout<'_> {
    fn quota(&self, own: &Quota) -> Vec<Vec<Run>> {
        let named = [
            ("quota", self.phrases.name(&own.name)),
            ("period", Run::text(self.phrases.period(own.period))),
        ];
        if !own.fed {
            return vec![self.phrases.fill("quotas.none", &named)];
        }
        let tiers = self.phrases.list(own.tiers.iter().map(|tier| self.tier(tier)));
        let mut line = self.phrases.fill_with("quotas.line", "tiers", &tiers, &named);
        let of_verdict = |met: Option<bool>| {
            let tiers = own.tiers.iter().filter(move |tier| tier.met == met);
            self.phrases.list(tiers.map(|tier| vec![self.phrases.name(&tier.tier)]))
        };
        let (missed, running) = (of_verdict(Some(false)), of_verdict(None));
        if missed.is_empty() && running.is_empty() {
            line.extend(self.phrases.fill("quotas.met", &[]));
        }
        if !missed.is_empty() {
            line.extend(self.phrases.fill_with("quotas.missed", "tiers", &missed, &[]));
        }
        if !running.is_empty() {
            line.extend(self.phrases.fill_with("quotas.running", "tiers", &running, &[]));
        }
        let mut out = vec![line];
        if !own.by_person && own.tiers.iter().any(|tier| tier.persons > 1) {
            out.push(self.phrases.fill("quotas.in_all", &[]));
        }
        if own.undated.count > 0 {
            let count = [("count", Run::figure(&own.undated))];
            out.push(self.phrases.fill("quotas.undated", &count));
        }
        out
    }

    fn tier(&self, own: &Tier) -> Vec<Run> {
        let values = [
            ("tier", self.phrases.name(&own.tier)),
            ("done", Run::figure(&own.done)),
            ("required", Run::text(own.required.to_string())),
        ];
        let mut out = self.phrases.fill("quotas.tier", &values);
        if let Some(done) = own.persons_done {
            let values = [
                ("done", Run::text(done.to_string())),
                ("persons", Run::text(own.persons.to_string())),
            ];
            out.extend(self.phrases.fill("quotas.persons", &values));
        }
        out
    }
}
