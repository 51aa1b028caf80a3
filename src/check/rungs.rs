//! A rung of a ladder: its party, its end and its own limit; every way back comes due again.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::idle;
use super::names::Sort;
use super::organisation::party_ref;
use super::quantities::Clock;
use crate::diagnostic::Words;
use crate::model::{self, DeadlineId, EventId, Exit, Must, RungLimit, TrialRung, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, RungLine};

/// The ladder a rung stands in.
pub(super) struct Within {
    pub top: i64,
    pub workflow: Option<WorkflowId>,
    pub clock: Clock,
}

/// Resolves a rung of a ladder; a faulty one leaves a gap.
pub(super) fn rung<'a>(check: &mut Check<'a>, ladder: &mut Within, rung: &'a tree::Rung) -> Option<model::Rung> {
    let first = rung.number == 1;
    let mut enter = Vec::new();
    let (mut responsible, mut to) = (Once::default(), Once::default());
    let (mut within, mut as_deadline) = (Once::default(), Once::default());
    let (mut must, mut exits, mut on_trial) = (Vec::new(), Vec::new(), Once::default());
    for line in &rung.lines {
        match line {
            RungLine::EnterWhen(_, span) if first => check.misplaced(
                *span,
                Words::new(
                    "rung 1 is where every ticket begins; nothing has to happen for it",
                    "第1级是每件工单的起点，不需要进入条件",
                ),
            ),
            RungLine::OnTrial(span) if first => check.misplaced(
                *span,
                Words::new(
                    "rung 1 is where every ticket begins; only a rung above it can be on trial",
                    "第1级是每件工单的起点，只有往上的级可以试行",
                ),
            ),
            RungLine::OnTrial(span) => {
                let place = check.place(*span);
                on_trial.put(check, place, *span);
            }
            RungLine::EnterWhen(when, span) => {
                let asked = Asked {
                    at: At::Enter(rung.number),
                    workflow: ladder.workflow,
                    rungs: Some(ladder.top),
                    on_trial: is_on_trial(rung),
                };
                enter.push(check.cond(when, &asked).map(|when| (when, *span)));
            }
            RungLine::Responsible(party) => {
                let resolved = check.dated(party, |check, party| {
                    if party.base == tree::PartyBase::AccountableParty {
                        names_itself(check, party.span);
                    }
                    party_ref(check, party)
                });
                responsible.put(check, resolved, party.first.span);
            }
            RungLine::WithinAs { span, .. } if !first => check.misplaced(
                *span,
                Words::new(
                    "only rung 1 has the limit of a deadline; a higher rung has its own: to EVENT, within 3 working days",
                    "只有第1级的限同时限；往上各级有自己的：至 答复，限 3个工作日",
                ),
            ),
            RungLine::WithinAs { deadline, span } => {
                let known = check.find(Sort::Deadline, deadline).map(DeadlineId::from);
                if known
                    .and_then(|known| check.set.deadlines.get(known.index()))
                    .is_some_and(|own| own.in_turns)
                {
                    check.misplaced(
                        *span,
                        Words::new(
                            "a deadline that repeats is no rung: what ends a turn does not end the climb",
                            "循环时限不能当第1级：结束一期不等于结束提级",
                        ),
                    );
                }
                as_deadline.put(check, known, *span);
            }
            RungLine::Within(_, span) if first => check.misplaced(
                *span,
                Words::new(
                    "rung 1 has the limit of a deadline: within as deadline answer; or none, with only: to answered",
                    "第1级的限同一个时限：限 同 时限 处理答复；或者不设限，只写：至 答复",
                ),
            ),
            RungLine::To(events, span) => {
                let events: Vec<Option<EventId>> =
                    events.iter().map(|event| check.event(event, ladder.workflow)).collect();
                to.put(check, events.into_iter().collect::<Option<Vec<_>>>(), *span);
            }
            RungLine::Within(quantity, span) => {
                let place = check.place(*span);
                let limit = check.dated(quantity, |check, quantity| ladder.clock.limit(check, quantity));
                within.put(check, limit.map(|limit| (limit, place)), *span);
            }
            RungLine::Must { event, within, span } => must.extend(must_of(check, ladder, event, within.as_ref(), *span)),
            RungLine::Exit { event, to_rung, within, span } => {
                exits.push(exit_of(check, ladder, rung.number, event, (*to_rung, within.as_ref()), *span));
            }
        }
    }
    if let (true, Some(_), Some(_)) = (first, to.get(), as_deadline.get()) {
        check.misplaced(
            rung.span,
            Words::new(
                "rung 1 ends as its deadline does; it has no end of its own",
                "第1级随它的时限一起结束，不另写至哪个环节",
            ),
        );
    }
    if let (Some(Some(own)), Some(Some(deadline))) = (responsible.get(), as_deadline.get()) {
        one_party(check, rung, own, *deadline);
    }
    lacking(
        check,
        rung,
        [
            enter.is_empty(),
            responsible.get().is_none(),
            to.get().is_none(),
            within.get().is_none(),
            as_deadline.get().is_none() && to.get().is_none(),
        ],
    );
    let limit = match first {
        true if to.get().is_some() => RungLimit::Until(to.take().flatten()?),
        true => RungLimit::AsDeadline(as_deadline.take().flatten()?),
        false => {
            let (quantity, place) = within.take().flatten()?;
            RungLimit::Own {
                to: to.take().flatten()?,
                within: quantity,
                place,
            }
        }
    };
    let enter = enter.into_iter().collect::<Option<Vec<_>>>()?;
    if check.proves {
        idle::triggers(check, &enter);
    }
    let enter = enter
        .into_iter()
        .map(|(when, span)| (when, check.place(span)))
        .collect();
    let exits = exits.into_iter().collect::<Option<Vec<_>>>()?;
    let (enter, exits, on_trial) = match on_trial.take() {
        Some(place) => (Vec::new(), Vec::new(), Some(TrialRung { enter, exits, place })),
        None => (enter, exits, None),
    };
    Some(model::Rung {
        title: rung.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
        enter,
        responsible: responsible.take().flatten()?,
        limit,
        must,
        exits,
        on_trial,
        place: check.place(rung.span),
    })
}

/// Whether a rung is on trial.
pub(super) fn is_on_trial(rung: &tree::Rung) -> bool {
    rung.lines.iter().any(|line| matches!(line, RungLine::OnTrial(_)))
}

fn lacking(check: &mut Check<'_>, rung: &tree::Rung, [enter, responsible, to, within, as_deadline]: [bool; 5]) {
    let first = rung.number == 1;
    let lacks = [
        (
            !first && enter,
            ("when it is entered", "何时进入"),
            ("enter when rung 1 overdue", "进入 当 第1级 逾期"),
        ),
        (
            responsible,
            ("who is responsible", "由谁负责"),
            ("responsible owning department", "责任 归口部门"),
        ),
        (
            !first && to,
            ("which event ends it", "至哪个环节为止"),
            ("to answered", "至 答复"),
        ),
        (
            !first && within,
            ("how long it has", "限多久"),
            ("within 3 working days", "限 3个工作日"),
        ),
        (
            first && as_deadline,
            ("which deadline it stands for", "同哪个时限"),
            ("within as deadline answer", "限 同 时限 处理答复"),
        ),
    ];
    for (_, (en, zh), (typed_en, typed_zh)) in lacks.into_iter().filter(|(lacks, ..)| *lacks) {
        check.lacks(rung.span, Words::new(en, zh), Words::new(typed_en, typed_zh));
    }
}

fn must_of<'a>(
    check: &mut Check<'a>,
    ladder: &mut Within,
    event: &'a tree::Name,
    within: Option<&'a tree::Dated<tree::Quantity>>,
    span: Span,
) -> Option<Must> {
    let event = check.event(event, ladder.workflow);
    let within = match within {
        Some(written) => Some(check.dated(written, |check, quantity| ladder.clock.limit(check, quantity))?),
        None => None,
    };
    Some(Must {
        event: event?,
        within,
        place: check.place(span),
    })
}

fn exit_of<'a>(
    check: &mut Check<'a>,
    ladder: &mut Within,
    own: i64,
    event: &'a tree::Name,
    (to_rung, within): (Option<(i64, Span)>, Option<&'a tree::Dated<tree::Quantity>>),
    span: Span,
) -> Option<Exit> {
    let name = &event.text;
    let event = check.event(event, ladder.workflow);
    let limit = match within {
        Some(written) => Some(check.dated(written, |check, quantity| ladder.clock.limit(check, quantity))?),
        None => None,
    };
    let mut leads = None;
    if let Some((number, at)) = to_rung {
        leads = Some(check.rung_number(number, Some(ladder.top), at)?);
        if number == own {
            return check.refuse(
                error(
                    "O1343",
                    at,
                    Words::new(
                        format!("this way out leads back to rung {own} itself"),
                        format!("这个出口又回到第{own}级自己"),
                    ),
                )
                .mend(Words::new(
                    "name another rung, or none: then the climb ends",
                    "改为另一级；不写则到此为止",
                )),
            );
        }
        if number < own && within.is_none() {
            check.tell(
                error(
                    "O1344",
                    span,
                    Words::new(
                        format!("a way back to rung {number} needs a limit of its own, or it would never come due"),
                        format!("退回第{number}级要写限多久，否则永远不到期"),
                    ),
                )
                .mend(Words::new(
                    format!("write for example: exit {name} to rung {number} within 2 working days"),
                    format!("例如写：出口 {name} 至 第{number}级 限 2个工作日"),
                )),
            );
        }
    }
    if let Some(quantity) = within.filter(|_| to_rung.is_none_or(|(number, _)| number > own)) {
        check.misplaced(
            quantity.first.span,
            Words::new(
                "only a way back to a lower rung has a limit; a higher rung has its own",
                "只有退回下级才写限多久；上级有自己的限",
            ),
        );
    }
    Some(Exit {
        event: event?,
        to_rung: leads,
        within: limit,
        place: check.place(span),
    })
}

/// The accountable party is that of the rung: a rung cannot mean itself.
fn names_itself(check: &mut Check<'_>, span: Span) {
    check.tell(
        error(
            "O1345",
            span,
            Words::new(
                "the accountable party is the one this rung names; it cannot name itself",
                "现责任方就是这一级写的责任方，不能再写成它自己",
            ),
        )
        .mend(Words::new(
            "write for example: responsible owning department",
            "例如写：责任 归口部门",
        )),
    );
}

/// Rung 1 is the obligation of its deadline, so both have one party.
fn one_party(check: &mut Check<'_>, rung: &tree::Rung, own: &model::Dated<model::PartyRef>, deadline: DeadlineId) {
    let Some(span) = rung.lines.iter().find_map(|line| match line {
        RungLine::Responsible(party) => Some(party.first.span),
        _ => None,
    }) else {
        return;
    };
    // With a deadline left out, those behind it are not where their numbers say.
    let Some(found) = check
        .set
        .deadlines
        .get(deadline.index())
        .filter(|_| !check.deadlines_left_out)
    else {
        return;
    };
    // That several units hold it is refused by itself.
    if found.responsible.one().is_none_or(|party| party == own) {
        return;
    }
    let name = found.name.clone();
    check.tell(
        error(
            "O1346",
            span,
            Words::new(
                format!("rung 1 is the obligation of deadline {name}, but another party is responsible for that"),
                format!("第1级就是时限 {name} 的责任，但那里写的责任方不同"),
            ),
        )
        .mend(Words::new(
            format!("write the same party here and in deadline {name}"),
            format!("这里和时限 {name} 写同一个责任方"),
        )),
    );
}
