//! Pass 9: ladders. Rungs go up without a gap; each has its party, its end and its limit; every climb ends.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::names::Sort;
use super::organisation::{calendar, party_ref};
use super::quantities::Clock;
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, DeadlineId, EventId, Exit, Must, RungLimit, WorkflowId};
use crate::source::Span;
use crate::syntax::tree::{self, RungLine};

/// Resolves all ladders; a faulty one leaves a gap.
pub(super) fn ladders<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for ladder in &written.ladders {
        let resolved = one(check, ladder);
        check.set.ladders.extend(resolved);
    }
    never_reached(check, written);
}

/// The ladder a rung stands in.
struct Within {
    top: i64,
    workflow: Option<WorkflowId>,
    clock: Clock,
}

fn one<'a>(check: &mut Check<'a>, ladder: &'a tree::Ladder) -> Option<model::Ladder> {
    let own = ladder.calendar.as_ref().and_then(|name| calendar(check, name));
    let clock = Clock::new(check, ladder.name.span, (own, ladder.calendar.is_some()), None);
    let (counting, named) = (clock.counting.clone(), clock.calendar);
    let workflow = workflow_of(check, ladder);
    let mut within = Within {
        top: ladder.rungs.iter().map(|rung| rung.number).max().unwrap_or(0),
        workflow,
        clock,
    };
    let applies_when = ladder.applies_when.as_ref().map(|when| {
        let mut asked = Asked::new(At::Applies);
        asked.workflow = workflow;
        check.cond(when, &asked)
    });
    numbers(check, ladder);
    ways_up(check, ladder);
    let rungs: Vec<Option<model::Rung>> = ladder
        .rungs
        .iter()
        .map(|rung| rung_of(check, &mut within, rung))
        .collect();
    let applies_when = match applies_when {
        Some(None) => return None,
        Some(when) => when,
        None => None,
    };
    Some(model::Ladder {
        name: ladder.name.text.clone(),
        from_date: ladder.from_date.map(|date| date.date),
        calendar: named,
        counting,
        applies_when,
        rungs: rungs.into_iter().collect::<Option<Vec<_>>>()?,
        place: check.place(ladder.span),
    })
}

/// The workflow of the deadline that rung 1 stands for.
fn workflow_of(check: &Check<'_>, ladder: &tree::Ladder) -> Option<WorkflowId> {
    let lines = ladder.rungs.iter().flat_map(|rung| &rung.lines);
    let name = lines.into_iter().find_map(|line| match line {
        RungLine::WithinAs { deadline, .. } => Some(deadline),
        _ => None,
    })?;
    // A faulty deadline leaves a gap in the list, so it is looked up by name.
    check
        .set
        .deadlines
        .iter()
        .find(|deadline| deadline.name == name.text)
        .map(|deadline| deadline.workflow)
}

fn numbers(check: &mut Check<'_>, ladder: &tree::Ladder) {
    for (at, rung) in ladder.rungs.iter().enumerate() {
        let expected = at as i64 + 1;
        if rung.number != expected {
            let number = rung.number;
            if !check.unread_within(ladder.name.span) && !check.any_unread() {
                check.tell(
                    error(
                        "O1340",
                        rung.span,
                        Words::new(
                            format!(
                                "rung {number} stands where rung {expected} is due: rungs go up from 1 without a gap"
                            ),
                            format!("这里应是第{expected}级，写的是第{number}级：各级从1起依次向上，不能跳号"),
                        ),
                    )
                    .mend(Words::new(
                        format!("write: rung {expected}"),
                        format!("改成：第{expected}级"),
                    )),
                );
            }
            return;
        }
    }
    if ladder.rungs.is_empty() {
        check.lacks(
            ladder.name.span,
            Words::new("any rung", "任何一级"),
            Words::new("rung 1 \"unit\" { … }", "第1级 “业务单位” { … }"),
        );
    }
    if ladder.rungs.len() > 100 {
        check.tell(error(
            "O1324",
            ladder.name.span,
            Words::new("a ladder has at most 100 rungs", "阶梯最多100级"),
        ));
    }
}

fn rung_of<'a>(check: &mut Check<'a>, ladder: &mut Within, rung: &'a tree::Rung) -> Option<model::Rung> {
    let first = rung.number == 1;
    let mut enter = Vec::new();
    let (mut responsible, mut to) = (Once::default(), Once::default());
    let (mut within, mut as_deadline) = (Once::default(), Once::default());
    let (mut must, mut exits) = (Vec::new(), Vec::new());
    for line in &rung.lines {
        match line {
            RungLine::EnterWhen(_, span) if first => check.misplaced(
                *span,
                Words::new(
                    "rung 1 is where every ticket begins; nothing has to happen for it",
                    "第1级是每件工单的起点，不需要进入条件",
                ),
            ),
            RungLine::EnterWhen(when, span) => {
                let asked = Asked {
                    at: At::Enter(rung.number),
                    workflow: ladder.workflow,
                    rungs: Some(ladder.top),
                };
                let place = check.place(*span);
                enter.push(check.cond(when, &asked).map(|when| (when, place)));
            }
            RungLine::Responsible(party) => {
                if party.base == tree::PartyBase::AccountableParty {
                    names_itself(check, party.span);
                }
                let resolved = party_ref(check, party);
                responsible.put(check, resolved, party.span);
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
                as_deadline.put(check, known, *span);
            }
            RungLine::To(_, span) | RungLine::Within(_, span) if first => check.misplaced(
                *span,
                Words::new(
                    "rung 1 has the limit of a deadline: within as deadline answer",
                    "第1级的限同一个时限：限 同 时限 处理答复",
                ),
            ),
            RungLine::To(events, span) => {
                let events: Vec<Option<EventId>> =
                    events.iter().map(|event| check.event(event, ladder.workflow)).collect();
                to.put(check, events.into_iter().collect::<Option<Vec<_>>>(), *span);
            }
            RungLine::Within(quantity, span) => {
                let place = check.place(*span);
                let limit = ladder.clock.limit(check, quantity);
                within.put(check, limit.map(|limit| (limit, place)), *span);
            }
            RungLine::Must { event, within, span } => must.extend(must_of(check, ladder, event, within.as_ref(), *span)),
            RungLine::Exit { event, to_rung, within, span } => {
                exits.push(exit_of(check, ladder, rung.number, event, (*to_rung, within.as_ref()), *span));
            }
        }
    }
    if let (Some(Some(own)), Some(Some(deadline))) = (responsible.get(), as_deadline.get()) {
        one_party(check, rung, *own, *deadline);
    }
    lacking(
        check,
        rung,
        [
            enter.is_empty(),
            responsible.get().is_none(),
            to.get().is_none(),
            within.get().is_none(),
            as_deadline.get().is_none(),
        ],
    );
    let limit = match first {
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
    Some(model::Rung {
        title: rung.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
        enter: enter.into_iter().collect::<Option<Vec<_>>>()?,
        responsible: responsible.take().flatten()?,
        limit,
        must,
        exits: exits.into_iter().collect::<Option<Vec<_>>>()?,
        place: check.place(rung.span),
    })
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
    within: Option<&'a tree::Quantity>,
    span: Span,
) -> Option<Must> {
    let event = check.event(event, ladder.workflow);
    let within = match within {
        Some(quantity) => Some(ladder.clock.limit(check, quantity)?),
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
    (to_rung, within): (Option<(i64, Span)>, Option<&'a tree::Quantity>),
    span: Span,
) -> Option<Exit> {
    let name = &event.text;
    let event = check.event(event, ladder.workflow);
    let limit = match within {
        Some(quantity) => Some(ladder.clock.limit(check, quantity)?),
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
            quantity.span,
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
fn one_party(check: &mut Check<'_>, rung: &tree::Rung, own: model::PartyRef, deadline: DeadlineId) {
    let Some(span) = rung.lines.iter().find_map(|line| match line {
        RungLine::Responsible(party) => Some(party.span),
        _ => None,
    }) else {
        return;
    };
    let Some(found) = check.set.deadlines.get(deadline.index()) else {
        return;
    };
    if found.responsible == own {
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

/// A way up leads to a rung that its event enters, or nobody would have the case.
fn ways_up(check: &mut Check<'_>, ladder: &tree::Ladder) {
    for rung in &ladder.rungs {
        for line in &rung.lines {
            let RungLine::Exit {
                event,
                to_rung: Some((number, _)),
                span,
                ..
            } = line
            else {
                continue;
            };
            let Some(target) = ladder.rungs.iter().find(|other| other.number == *number) else {
                continue;
            };
            let enters = target.lines.iter().any(|line| match line {
                RungLine::EnterWhen(when, _) => asks_for(when, &event.text),
                _ => false,
            });
            if *number <= rung.number || enters || check.unread_within(target.span) {
                continue;
            }
            let name = &event.text;
            check.tell(
                error(
                    "O1347",
                    *span,
                    Words::new(
                        format!(
                            "{name} leads up to rung {number}, but does not enter it there: nobody would have the case"
                        ),
                        format!("{name} 通往第{number}级，但那里没有写它作进入条件，事情会没人管"),
                    ),
                )
                .related(target.span, Words::new("this rung", "这一级"))
                .mend(Words::new(
                    format!("add to rung {number}: enter when has {name}"),
                    format!("在第{number}级加上：进入 当 已 {name}"),
                )),
            );
        }
    }
}

/// Whether a condition asks for an event that has happened.
fn asks_for(when: &tree::Cond, event: &str) -> bool {
    match &when.test {
        tree::Test::And(parts) | tree::Test::Or(parts) => parts.iter().any(|part| asks_for(part, event)),
        tree::Test::Has {
            event: has,
            negated: false,
        } => has.text == event,
        _ => false,
    }
}

/// A ladder for all tickets takes them from every ladder below it of the same workflow.
fn never_reached<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut open: Vec<(Option<WorkflowId>, &'a tree::Ladder)> = Vec::new();
    for ladder in &written.ladders {
        let flow = workflow_of(check, ladder);
        let before = open
            .iter()
            .find(|(of, other)| *of == flow && other.name.text != ladder.name.text);
        if let Some((_, first)) = before.copied() {
            let (name, other) = (&ladder.name.text, &first.name.text);
            check.tell(
                error(
                    "O1372",
                    ladder.name.span,
                    Words::new(
                        format!("ladder {name} is never used: {other} above it takes every ticket"),
                        format!("阶梯 {name} 永远用不上：它前面的 {other} 已经收下所有工单"),
                    ),
                )
                .related(first.name.span, Words::new("this one takes all", "这一个不分工单"))
                .mend(Words::new(
                    format!("say in {other} which tickets it is for: applies when kind = …"),
                    format!("在 {other} 里写明用于哪些工单：适用 当 性质 = ……"),
                )),
            );
        }
        if ladder.applies_when.is_none() {
            open.push((flow, ladder));
        }
    }
}
