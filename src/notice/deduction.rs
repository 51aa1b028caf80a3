//! Points taken off a party for its findings, with their cap.

use super::figure::Only;
use super::parties::Line;
use super::sections::Materials;
use crate::model::{Decimal, Found, PartyId, RuleSet};
use crate::report::NOT_RAISED;

/// What is taken off a party: the lines, the points after the cap, and whether the cap was reached.
pub(super) fn deducted(of: &Materials<'_>, party: PartyId) -> (Vec<Line>, Decimal, bool) {
    let name = of.party(party);
    let line = |own: &crate::model::Deduction| {
        let finding = finding_name(of.rules, own.finding);
        Line {
            figure: of.figure("found", [Only::is("finding", finding), Only::is("party", name)]),
            finding: finding.to_owned(),
            each: own.points,
            rule: of.rules.place(own.place),
        }
    };
    let mut lines: Vec<Line> = of.notice.deductions.iter().map(line).collect();
    lines.retain(|line| line.figure.count > 0);
    let all = points(&lines);
    match of.notice.deduct_at_most {
        Some(most) if all.compare(most).is_gt() => (lines, most, true),
        _ => (lines, all, false),
    }
}

/// What the lines of a party come to, before the cap.
pub(super) fn points(lines: &[Line]) -> Decimal {
    lines.iter().fold(Decimal::whole(0), plus)
}

/// The name of what is found.
pub(super) fn finding_name(rules: &RuleSet, found: Found) -> &str {
    match found {
        Found::Stated(id) => rules.findings.get(id.index()).map_or("", |own| own.name.as_str()),
        Found::NotRaised => NOT_RAISED,
    }
}

/// Exact; at the end of what a decimal can hold the sum stays there, and the cap takes it back.
fn plus(sum: Decimal, line: &Line) -> Decimal {
    let scale = sum.scale.max(line.each.scale);
    let widen = |own: Decimal| {
        own.mantissa
            .saturating_mul(10i64.saturating_pow(u32::from(scale - own.scale)))
    };
    let count = i64::try_from(line.figure.count).unwrap_or(i64::MAX);
    let more = widen(line.each).saturating_mul(count);
    Decimal {
        mantissa: widen(sum).saturating_add(more),
        scale,
    }
}
