//! Pass 10: schedules, and the lateness that is counted in working time.

use super::conditions::{Asked, At};
use super::context::{Check, Once};
use super::organisation::calendar;
use super::quantities::{Clock, no_calendar};
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, EventId, ScheduleWhen, Target};
use crate::source::Span;
use crate::syntax::tree::{self, RungLine, ScheduleLine};

/// Resolves all schedules; a faulty one leaves a gap.
pub(super) fn schedules<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for schedule in &written.schedules {
        let resolved = one(check, schedule);
        check.set.schedules.extend(resolved);
    }
}

fn one<'a>(check: &mut Check<'a>, schedule: &'a tree::Schedule) -> Option<model::Schedule> {
    let head = schedule.name.span;
    let mut own = Once::default();
    for line in &schedule.lines {
        if let ScheduleLine::Calendar(name) = line {
            let found = calendar(check, name);
            own.put(check, found, name.span);
        }
    }
    let named = own.get().is_some();
    let mut clock = Clock::new(check, head, (own.take().flatten(), named), None);
    let (mut when, mut collect) = (Once::default(), Once::default());
    let (mut responsible, mut to, mut within) = (Once::default(), Once::default(), Once::default());
    for line in &schedule.lines {
        match line {
            ScheduleLine::EveryMonthLastWorkingDay { at, span } => {
                if !clock.names_calendar() {
                    no_calendar(check, *span);
                }
                let at = time(check, *at, *span);
                when.put(check, at.map(|at| ScheduleWhen::LastWorkingDay { at }), *span);
            }
            ScheduleLine::EveryMonthDay { day, at, span } => {
                let day = check.whole(*day, 1..=31, *span);
                let at = time(check, *at, *span);
                when.put(check, day.zip(at).map(|(day, at)| ScheduleWhen::Day { day, at }), *span);
            }
            ScheduleLine::CollectWhen(cond, span) => {
                let cond = check.cond(cond, &Asked::new(At::Collect));
                collect.put(check, cond, *span);
            }
            ScheduleLine::Responsible(party) => {
                let resolved = check.answering(party);
                responsible.put(check, resolved, party.first.span);
            }
            ScheduleLine::To(events, span) => {
                let events: Vec<Option<EventId>> = events.iter().map(|event| check.event(event, None)).collect();
                to.put(check, events.into_iter().collect::<Option<Vec<_>>>(), *span);
            }
            ScheduleLine::Within(quantity, span) => {
                let limit = check.dated(quantity, |check, quantity| clock.limit(check, quantity));
                within.put(check, limit.map(|limit| (limit, check.place(*span))), *span);
            }
            ScheduleLine::Calendar(_) => {}
        }
    }
    let lacks = [
        (
            when.get().is_none(),
            ("when it comes", "何时进行"),
            ("every month, last working day 17:30", "每月，最后工作日 17:30"),
        ),
        (
            collect.get().is_none(),
            ("which tickets it takes", "汇总哪些工单"),
            ("collect when has not answered", "汇总 当 未 答复"),
        ),
        (
            responsible.get().is_none(),
            ("who is responsible", "由谁负责"),
            ("responsible handler", "责任 承办单位"),
        ),
        (
            to.get().is_none(),
            ("which event ends it", "至哪个环节为止"),
            ("to answered", "至 答复"),
        ),
        (
            within.get().is_none(),
            ("how long it has", "限多久"),
            ("within 3 working days", "限 3个工作日"),
        ),
    ];
    for (_, (en, zh), (typed_en, typed_zh)) in lacks.into_iter().filter(|(lacks, ..)| *lacks) {
        check.lacks(head, Words::new(en, zh), Words::new(typed_en, typed_zh));
    }
    let (within, within_place) = within.take().flatten()?;
    Some(model::Schedule {
        name: schedule.name.text.clone(),
        in_force: super::deadlines::in_force(check, schedule.span, (None, None)),
        when: when.take().flatten()?,
        calendar: clock.calendar,
        counting: clock.counting,
        collect: collect.take().flatten()?,
        responsible: responsible.take().flatten()?,
        to: to.take().flatten()?,
        within,
        within_place,
        place: check.place(schedule.span),
    })
}

/// A time of day, 24:00 included.
pub(super) fn time(check: &mut Check<'_>, at: u32, span: Span) -> Option<u32> {
    if at <= 86_400 {
        return Some(at);
    }
    check.whole(i64::from(at / 3600), 0..=24, span).map(|_| at)
}

/// `overdue for 2 working days` needs an obligation, or a ladder, that is counted along a calendar.
pub(super) fn lateness<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for (target, span) in std::mem::take(&mut check.late_in_working_time) {
        let set = &check.set;
        let deadline_has = |name: &str| {
            set.deadlines
                .iter()
                .filter(|deadline| deadline.name == name)
                .all(|deadline| deadline.calendar.is_some())
        };
        let counted = match target {
            Target::Deadline(id) => written
                .deadlines
                .get(id.index())
                .is_none_or(|it| deadline_has(&it.name.text)),
            Target::Schedule(id) => set.schedules.get(id.index()).is_none_or(|it| it.calendar.is_some()),
            // What stands on a rung is late along the calendar of its ladder: the one that asks, else any with that rung.
            Target::Rung(number) => {
                let has = |ladder: &&tree::Ladder| ladder.rungs.iter().any(|rung| rung.number == i64::from(number));
                let ladders = written.ladders.iter().copied();
                match ladders.clone().find(|ladder| asks(ladder, span)) {
                    Some(ladder) => ladder.calendar.is_some(),
                    None => ladders.filter(has).all(|ladder| ladder.calendar.is_some()),
                }
            }
        };
        if !counted {
            no_calendar(check, span);
        }
    }
}

/// Whether a test stands in one of a ladder's own lines.
fn asks(ladder: &tree::Ladder, test: Span) -> bool {
    let mut lines = ladder.rungs.iter().flat_map(|rung| &rung.lines);
    lines.any(|line| matches!(line, RungLine::EnterWhen(_, own) if own.covers(test)))
}
