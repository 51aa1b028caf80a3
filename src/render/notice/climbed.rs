//! What climbed, what is left over, who came again.

use super::document::{Block, Run};
use super::layout::Layout;
use crate::notice::{ClimbedRung, Figure, Leftovers};

/// What entered the rungs above the first, and the register of leftovers.
pub(super) fn escalations(of: &Layout<'_>) -> Vec<Block> {
    let climbed = &of.notice.climbed;
    let entered = climbed.rungs.iter().filter(|rung| rung.entered.count > 0);
    let mut out: Vec<_> = entered.map(|rung| Block::Paragraph(of.rung(rung))).collect();
    if out.is_empty() {
        out.push(Block::Paragraph(of.phrases.fill("escalations.none", &[])));
    }
    if climbed.not_raised.count > 0 {
        let count = [("count", Run::figure(&climbed.not_raised))];
        out.push(Block::Paragraph(of.phrases.fill("escalations.not_raised", &count)));
    }
    out.extend(
        of.notice
            .leftovers
            .as_ref()
            .map(|own| Block::Paragraph(of.leftovers(own))),
    );
    out
}

/// Who came again.
pub(super) fn repeats(of: &Layout<'_>) -> Vec<Block> {
    let own = &of.notice.repeats;
    if own.tickets.count == 0 {
        return vec![Block::Paragraph(of.phrases.fill("repeats.none", &[]))];
    }
    let customers = Run::text(own.customers.to_string());
    let some = of.phrases.fill(
        "repeats.some",
        &[("customers", customers), ("tickets", Run::figure(&own.tickets))],
    );
    let chain = |chain: &crate::notice::Chain| {
        let values = [
            ("category", of.phrases.name(&chain.category)),
            ("occurrence", Run::text(of.phrases.ordinal(chain.occurrence))),
            ("tickets", Run::text(chain.tickets.replace(" > ", " → "))),
            ("party", of.phrases.name(&chain.party)),
        ];
        Block::Paragraph(of.phrases.fill("repeats.chain", &values))
    };
    let more = (own.more > 0).then(|| {
        let values = [
            ("told", Run::text(own.chains.len().to_string())),
            ("more", Run::text(own.more.to_string())),
        ];
        Block::Paragraph(of.phrases.fill("repeats.more", &values))
    });
    let chains = own.chains.iter().map(chain);
    std::iter::once(Block::Paragraph(some))
        .chain(chains)
        .chain(more)
        .collect()
}

impl Layout<'_> {
    fn rung(&self, rung: &ClimbedRung) -> Vec<Run> {
        let parties = self.by_party("escalations.parties", &rung.parties);
        let fates = [
            ("escalations.solved", &rung.solved),
            ("escalations.raised", &rung.raised),
            ("escalations.moved_on", &rung.moved_on),
            ("escalations.open", &rung.open),
        ];
        let told = fates.into_iter().filter(|(_, figure)| figure.count > 0);
        let told = self
            .phrases
            .list(told.map(|(key, figure)| self.phrases.fill(key, &[("count", Run::figure(figure))])));
        let values = [
            ("rung", Run::text(rung.rung.to_string())),
            ("title", Run::text(&rung.title)),
            ("entered", Run::figure(&rung.entered)),
            ("fates", Run::text("")),
        ];
        let mut out = self.phrases.fill_with("escalations.rung", "parties", &parties, &values);
        out.extend(self.phrases.fill_with("escalations.fates", "list", &told, &[]));
        out
    }

    /// How many with each party.
    fn by_party(&self, key: &str, parties: &[(String, Figure)]) -> Vec<Run> {
        let each = parties.iter().map(|(party, figure)| {
            let values = [("party", self.phrases.name(party)), ("count", Run::figure(figure))];
            self.phrases.fill("escalations.party", &values)
        });
        let each = self.phrases.list(each);
        if each.is_empty() {
            each
        } else {
            self.phrases.fill_with(key, "list", &each, &[])
        }
    }

    fn leftovers(&self, own: &Leftovers) -> Vec<Run> {
        let struck = own.struck_off.as_ref().map_or_else(String::new, |struck| {
            self.phrases
                .text("leftovers.struck", &[("count", &struck.len().to_string())])
        });
        if own.standing.count == 0 {
            return self.phrases.fill("leftovers.none", &[("struck", Run::text(struck))]);
        }
        let oldest = match own.oldest {
            0 | 1 => String::new(),
            months => self
                .phrases
                .text("leftovers.oldest", &[("months", &months.to_string())]),
        };
        let values = [
            ("standing", Run::figure(&own.standing)),
            ("new", Run::figure(&own.new)),
            ("carried", Run::figure(&own.carried)),
            ("struck", Run::text(struck)),
            ("oldest", Run::text(oldest)),
        ];
        let parties = self.by_party("escalations.parties", &own.parties);
        self.phrases.fill_with("leftovers", "parties", &parties, &values)
    }
}
