//! A ladder rises: each rung's party stands above that of the rung before, as far as the rules alone can tell. Whom
//! the handler has above him is not known here.

use super::context::Check;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{self, CategoryId, PartyBase, PartyId, PartyRef, RuleSet};
use crate::source::Span;
use crate::syntax::tree::{self, RungLine};
use chrono::NaiveDate;

/// Tells each rung whose party is that of the rung before, or does not stand above it.
pub(super) fn rising(check: &mut Check<'_>, written: &tree::Ladder, rungs: &[model::Rung]) {
    let spans: Vec<Span> = written.rungs.iter().map(answering).collect();
    for (number, (pair, spans)) in rungs.windows(2).zip(spans.windows(2)).enumerate() {
        let ([low, high], [low_at, high_at]) = (pair, spans) else {
            continue;
        };
        let found = dates(&check.set, low, high).into_iter().find_map(|date| {
            let (low, high) = (*low.responsible.on(date), *high.responsible.on(date));
            flat(&check.set, low, high, date)
        });
        if let Some(flat) = found {
            let told = flat.told(&check.set, number + 2, *high_at);
            check.tell(told.related(*low_at, Words::new("the rung before", "前一级")));
        }
    }
}

/// Where a rung says who answers.
fn answering(rung: &tree::Rung) -> Span {
    let mut lines = rung.lines.iter();
    let party = lines.find_map(|line| match line {
        RungLine::Responsible(party) => Some(party.first.span),
        _ => None,
    });
    party.unwrap_or(rung.span)
}

/// The beginning, and every date on which who answers may change.
fn dates(set: &RuleSet, low: &model::Rung, high: &model::Rung) -> Vec<Option<NaiveDate>> {
    let of_rungs = [low, high].into_iter().flat_map(|rung| &rung.responsible.later);
    let owners = set.categories.iter().flat_map(|category| &category.owner.later);
    let changes = of_rungs.map(|(date, _)| *date).chain(owners.map(|(date, _)| *date));
    let mut all: Vec<Option<NaiveDate>> = std::iter::once(None).chain(changes.map(Some)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Two rungs between which the case does not rise.
enum Flat {
    /// Both are written alike, or the upper one stands nearer to the same base.
    Alike,
    /// A party and the next one, for a category where that decides.
    Parties(PartyId, PartyId, Option<CategoryId>),
}

/// Whether the case does not rise between two rungs on a date.
fn flat(set: &RuleSet, low: PartyRef, high: PartyRef, date: Option<NaiveDate>) -> Option<Flat> {
    if low.base == high.base && !matches!(low.base, PartyBase::Named(_)) {
        return (high.superiors <= low.superiors).then_some(Flat::Alike);
    }
    let highs = parties(set, high, date);
    parties(set, low, date).into_iter().find_map(|(low, of_low)| {
        let (high, of_high) = highs.iter().find(|(high, _)| !rises(set, low, *high))?;
        Some(Flat::Parties(low, *high, of_low.or(*of_high)))
    })
}

/// Whom the words can mean on a date, each with the category that decides; none where only the ticket tells.
fn parties(set: &RuleSet, words: PartyRef, date: Option<NaiveDate>) -> Vec<(PartyId, Option<CategoryId>)> {
    let above = |party: PartyId| lineage(set, party).nth(usize::from(words.superiors));
    match words.base {
        PartyBase::Named(party) => above(party).map(|party| (party, None)).into_iter().collect(),
        PartyBase::OwningDepartment => {
            let owners = set.categories.iter().enumerate();
            owners
                .filter_map(|(at, category)| Some((above(*category.owner.on(date))?, Some(CategoryId::from(at)))))
                .collect()
        }
        PartyBase::Handler | PartyBase::AccountableParty => Vec::new(),
    }
}

/// A party and those above it; a circle of superiors, which is told elsewhere, is cut.
fn lineage(set: &RuleSet, party: PartyId) -> impl Iterator<Item = PartyId> {
    let above = |party: &PartyId| set.parties.get(party.index()).and_then(|party| party.under);
    std::iter::successors(Some(party), above).take(set.parties.len())
}

/// Whether a party stands above another: in the line of superiors, or by its level.
fn rises(set: &RuleSet, low: PartyId, high: PartyId) -> bool {
    let level = |party: PartyId| set.parties.get(party.index()).map(|party| party.level);
    let by_level = level(high)
        .zip(level(low))
        .is_some_and(|(high, low)| high.is_above(low));
    low != high && (by_level || lineage(set, low).skip(1).any(|above| above == high))
}

impl Flat {
    fn told(&self, set: &RuleSet, rung: usize, span: Span) -> Diagnostic {
        let name = |party: &PartyId| set.parties.get(party.index()).map_or("", |party| party.name.as_str());
        let before = rung - 1;
        let (words, mend) = match self {
            Flat::Alike => (
                Words::new(
                    format!("rung {rung} goes no higher than rung {before}: the case climbs, and nobody else has it"),
                    format!("第{rung}级不比第{before}级高：升了级，还是同一方管"),
                ),
                None,
            ),
            Flat::Parties(low, high, category) => {
                let category = category.and_then(|own| set.categories.get(own.index()));
                let (en, zh) = category.map_or_else(Default::default, |own| {
                    (format!(" (category {})", own.name), format!("（类别 {}）", own.name))
                });
                let (low_name, high_name) = (name(low), name(high));
                match low == high {
                    true => (
                        Words::new(
                            format!(
                                "rung {rung} goes to {high_name}, which answers at rung {before} already{en}: the case climbs, and nobody else has it"
                            ),
                            format!("第{rung}级仍由{high_name}负责，与第{before}级相同{zh}：升了级，没有换人管"),
                        ),
                        None,
                    ),
                    false => (
                        Words::new(
                            format!(
                                "rung {rung} goes to {high_name}, which does not stand above {low_name} of rung {before}{en}"
                            ),
                            format!("第{rung}级由{high_name}负责，它不在第{before}级的{low_name}之上{zh}"),
                        ),
                        Some(Words::new(
                            format!("or say in the organisation that it stands above: {low_name} under {high_name}"),
                            format!("或在组织里写明它是上级：{low_name} 上级 {high_name}"),
                        )),
                    ),
                }
            }
        };
        let told = Diagnostic::warning(Code("O2201"), span, words).mend(Words::new(
            "name a party that stands above, for example: responsible owning department superior",
            "改为更高一层的负责方，例如：责任 归口部门 上级单位",
        ));
        mend.into_iter().fold(told, Diagnostic::mend)
    }
}
