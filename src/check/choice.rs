//! Which ladder a ticket has: on every date each ladder is one that some ticket has, and every ticket that tells what is
//! asked has one. Proved over all the tickets there could be.

use super::context::Check;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::{Ladder, RuleSet, WorkflowId};
use crate::region::{About, BUDGET, Base, Bound, Diagram, Exhausted, NO, Space, Store, YES};
use crate::source::Span;
use chrono::NaiveDate;

/// What there is to tell of the ladders of a workflow.
#[derive(Default)]
struct Found {
    /// Ladders that no ticket has, by their positions.
    never: Vec<usize>,
    /// A ticket that has none, and from when on.
    without: Option<(Option<NaiveDate>, Words)>,
}

/// Tells ladders that are never chosen, and a ticket that none is for.
pub(super) fn choice<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let spans: Vec<Span> = written.ladders.iter().map(|ladder| ladder.name.span).collect();
    let mut workflows: Vec<WorkflowId> = check.set.ladders.iter().map(|own| own.workflow).collect();
    workflows.sort_unstable();
    workflows.dedup();
    for workflow in workflows {
        let own: Vec<usize> = (0..check.set.ladders.len())
            .filter(|at| check.set.ladders[*at].workflow == workflow)
            .collect();
        let last = own.last().and_then(|at| spans.get(*at)).copied();
        match find(&check.set, &own) {
            Ok(found) => {
                for at in found.never {
                    spans.get(at).into_iter().for_each(|span| never(check, *span));
                }
                if let (Some((from, ticket)), Some(span)) = (found.without, last) {
                    without(check, span, from, &ticket);
                }
            }
            Err(Exhausted) => last.into_iter().for_each(|span| not_proven(check, span)),
        }
    }
}

fn find(set: &RuleSet, own: &[usize]) -> Result<Found, Exhausted> {
    let ladders = || own.iter().filter_map(|at| Some((*at, set.ladders.get(*at)?)));
    let space = Space::of(set, 1, ladders().filter_map(|(_, ladder)| ladder.applies_when.as_ref()));
    let mut store = Store::new(space.widths(), BUDGET);
    let mut chosen: Vec<usize> = Vec::new();
    let mut without: Vec<(Option<NaiveDate>, Diagram)> = Vec::new();
    let dates = dates(ladders().map(|(_, ladder)| ladder));
    for date in dates {
        let in_force = |ladder: &Ladder| ladder.in_force.holds(date);
        let (mut taken, mut none) = (Diagram::leaf(NO), Diagram::leaf(YES));
        for (at, ladder) in ladders().filter(|(_, ladder)| in_force(ladder)) {
            let replaces =
                |(other, later): (usize, &Ladder)| other > at && later.name == ladder.name && in_force(later);
            if ladders().any(replaces) {
                continue;
            }
            let when = match &ladder.applies_when {
                Some(when) => space.condition(&mut store, when)?,
                None => Diagram::leaf(YES),
            };
            let yes = store.surely(when)?;
            let more = store.either(taken, yes)?;
            if more != taken && !chosen.contains(&at) {
                chosen.push(at);
            }
            taken = more;
            let no = store.map(when, &mut |truth| if truth == NO { YES } else { NO })?;
            none = store.both(none, no)?;
        }
        without.push((date, none));
    }
    // Before the first ladder and after the last the rules are not made for anything.
    let is_some = |(_, none): &(Option<NaiveDate>, Diagram)| *none != Diagram::leaf(YES);
    let first = without.iter().position(is_some).unwrap_or(without.len());
    let last = without.iter().rposition(is_some).map_or(0, |last| last + 1);
    let mut between = without.get(first..last).unwrap_or_default().iter();
    let found = between.find(|(_, none)| *none != Diagram::leaf(NO));
    // Of a ladder for all the tickets the ones below it are told elsewhere.
    let takes_all = |at: usize| {
        let before = || ladders().filter(move |(other, _)| *other < at);
        before().any(|(_, ladder)| ladder.applies_when.is_none())
    };
    let never = own.iter().copied().filter(|at| !chosen.contains(at) && !takes_all(*at));
    Ok(Found {
        never: never.collect(),
        without: found.map(|(date, none)| (*date, ticket(&space, &store, *none))),
    })
}

/// The beginning, and every day on which another ladder may be in force.
fn dates<'a>(ladders: impl Iterator<Item = &'a Ladder>) -> Vec<Option<NaiveDate>> {
    let days = ladders.flat_map(|own| {
        let end = own.in_force.until.and_then(|until| until.succ_opt());
        own.in_force.from.into_iter().chain(end)
    });
    let mut all: Vec<Option<NaiveDate>> = std::iter::once(None).chain(days.map(Some)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A ticket for which a function holds: the first value of each class that leads there.
fn ticket(space: &Space<'_>, store: &Store, mut at: Diagram) -> Words {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    while let Some((dimension, children)) = store.node(at) {
        let Some(class) = children.iter().position(|child| child.value() != Some(NO)) else {
            break;
        };
        at = children[class];
        let Some(own) = space.dimensions.get(dimension) else {
            continue;
        };
        let values = own.bases.iter().zip(&own.class_of);
        let first = values.into_iter().find(|(_, of)| **of == class).map(|(base, _)| base);
        if let Some((text_en, text_zh)) = first.and_then(|base| told(space.rules, &own.about, base)) {
            en.push(text_en);
            zh.push(text_zh);
        }
    }
    Words::new(en.join(" and "), zh.join(" 且 "))
}

/// A value of a dimension as a test.
fn told(set: &RuleSet, about: &About, base: &Base) -> Option<(String, String)> {
    let field = match about {
        About::Field(field) => set.fields.get(field.index()),
        _ => None,
    };
    let (en, zh) = match about {
        About::Kind => ("kind", "性质"),
        About::Category => ("category", "类别"),
        About::Handler => ("handler", "承办单位"),
        _ => field.map(|own| (own.name.as_str(), own.name.as_str()))?,
    };
    let named = |name: &str| Some((format!("{en} = {name}"), format!("{zh} = {name}")));
    let bound = |bound: &Bound| match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Count(number) => number.to_string(),
        Bound::Text(text) => text.clone(),
        Bound::Moment(_) => "…".to_owned(),
    };
    match base {
        Base::Kind(id) => named(&set.kinds.get(id.index())?.name),
        Base::Category(id) => named(&set.categories.get(id.index())?.name),
        Base::Party(id) => named(&set.parties.get(id.index())?.name),
        Base::Choice(at) => match &field?.domain {
            crate::model::Domain::OneOf(values) => named(values.get(usize::from(*at))?),
            _ => None,
        },
        Base::Is(true) => Some((format!("{en} = yes"), format!("{zh} = 是"))),
        Base::Is(false) => Some((format!("{en} = no"), format!("{zh} = 否"))),
        Base::At(at) => named(&bound(at)),
        Base::Between(_, Some(high)) => {
            let high = bound(high);
            Some((format!("{en} < {high}"), format!("{zh} < {high}")))
        }
        Base::Between(Some(low), None) => {
            let low = bound(low);
            Some((format!("{en} > {low}"), format!("{zh} > {low}")))
        }
        Base::Untold => Some((format!("{en} missing"), format!("{zh} 缺项"))),
        Base::Between(None, None) | Base::Unknown => None,
    }
}

fn never(check: &mut Check<'_>, span: Span) {
    let words = Words::new(
        "no ticket has this ladder: those above it take every ticket it is for",
        "没有工单用得上这个阶梯：它所适用的工单都归了前面的阶梯",
    );
    let told = Diagnostic::warning(Code("O2115"), span, words);
    check.tell(told.mend(Words::new("remove it, or move it up", "删去，或移到前面")));
}

fn without(check: &mut Check<'_>, span: Span, from: Option<NaiveDate>, ticket: &Words) {
    let (from_en, from_zh) = from.map_or_else(Default::default, |from| {
        (format!(" from {from} on"), format!("自 {from} 起，"))
    });
    let words = match ticket.en.is_empty() {
        true => Words::new(
            format!("no ladder is in force{from_en}: no ticket climbs"),
            format!("{from_zh}没有阶梯生效：工单逾期也无处可升"),
        ),
        false => Words::new(
            format!("no ladder is for such a ticket{from_en}: {}", ticket.en),
            format!("{from_zh}这样的工单没有阶梯可用：{}", ticket.zh),
        ),
    };
    let told = Diagnostic::note(Code("O2115"), span, words);
    check.tell(told.mend(Words::new(
        "if it is to climb, add a ladder for it, or one without applies when as the last",
        "若也要升级，请为它加一个阶梯；或在最后加一个不写“适用 当”的阶梯",
    )));
}

fn not_proven(check: &mut Check<'_>, span: Span) {
    let told = Diagnostic::not_proven(
        Code("O2115"),
        span,
        Words::new(
            "not proven: whether every ticket has a ladder, and every ladder a ticket",
            "未能证明：是否每张工单都有阶梯、每个阶梯都有工单",
        ),
    );
    check.tell(told.mend(Words::new(
        "they ask for too much at once to be tried",
        "它们同时问得太多，试不过来",
    )));
}
