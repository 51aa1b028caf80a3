//! Tickets that may come to a part of the rules, with what happens to them.

use super::super::part::Need;
use super::super::point::{Point, point};
use super::{DAY, STEP};
use crate::calendar::{Moment, Zone};
use crate::model::{
    Cond, Deadline, EventId, Example, ExampleEvent, ExampleTicket, Ladder, PartyId, Place, RuleSet, RungLimit,
};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

/// Events that are to happen after the start, each with who does it.
type Then = Vec<(EventId, Option<PartyId>)>;

/// Tickets that may come to a part, with what happens to them.
pub(super) fn tickets(rules: &RuleSet, need: Need<'_>) -> Vec<Example> {
    let mut points: Vec<(&Deadline, Point, Then)> = Vec::new();
    let each_row = |own: &Deadline, also: &[&Cond]| -> Vec<Point> {
        (0..own.rows.len())
            .filter_map(|row| point(rules, own, row, also))
            .collect()
    };
    match need {
        Need::Row(own, row) => points.extend(point(rules, own, row, &[]).map(|point| (own, point, Vec::new()))),
        Need::Between(own, from, to, by, when) => {
            let also: Vec<&Cond> = when.into_iter().collect();
            let then = vec![(from, None), (to, by)];
            points.extend(each_row(own, &also).into_iter().map(|point| (own, point, then.clone())));
        }
        Need::Rung(ladder, triggers) => {
            let mut tests: Vec<Option<&Cond>> = triggers.iter().map(|cond| Some(*cond)).collect();
            tests.push(None);
            for (own, test) in of_ladder(rules, ladder).flat_map(|own| tests.iter().map(move |test| (own, *test))) {
                let also: Vec<&Cond> = ladder.applies_when.iter().collect();
                for mut point in each_row(own, &also) {
                    if let Some(test) = test {
                        point.try_out(rules, test);
                    }
                    points.push((own, point, Vec::new()));
                }
            }
        }
        Need::Exit(ladder, event) => {
            for own in of_ladder(rules, ladder) {
                let also: Vec<&Cond> = ladder.applies_when.iter().collect();
                let all = each_row(own, &also).into_iter();
                points.extend(all.map(|point| (own, point, vec![(event, None)])));
            }
        }
        Need::Finding(cond, others) => {
            for own in &rules.deadlines {
                let with = each_row(own, &[cond]).into_iter();
                let tried = each_row(own, &[]).into_iter().map(|mut point| {
                    point.try_out(rules, cond);
                    point
                });
                let plain: Vec<Point> = with.chain(tried).collect();
                let alone = plain.iter().filter(|_| !others.is_empty()).map(|point| {
                    let mut alone = point.clone();
                    others.iter().for_each(|other| alone.keep_off(rules, other, cond));
                    alone
                });
                let all = plain.iter().cloned().chain(alone);
                points.extend(all.map(|point| (own, point, on_the_way(rules, own))));
                points.extend(plain.iter().cloned().map(|point| (own, point, Vec::new())));
            }
        }
        Need::Naming(_) => {
            for own in &rules.deadlines {
                points.extend(each_row(own, &[]).into_iter().map(|point| (own, point, Vec::new())));
            }
        }
    }
    let each = points
        .iter()
        .flat_map(|(own, point, then)| happen(rules, own, point, then));
    each.collect()
}

/// What happens between the start of a deadline and its end where all goes well.
fn on_the_way(rules: &RuleSet, own: &Deadline) -> Then {
    let flow = rules.workflows.get(own.workflow.index());
    let order = flow.map_or(&[][..], |flow| flow.in_order.as_slice());
    let behind = order.iter().skip_while(|event| **event != own.from).skip(1);
    let before_end = behind.take_while(|event| !own.to.contains(event));
    before_end.map(|event| (*event, None)).collect()
}

/// The deadlines from which a ladder climbs.
fn of_ladder<'r>(rules: &'r RuleSet, ladder: &'r Ladder) -> impl Iterator<Item = &'r Deadline> {
    let first = ladder.rungs.first().map(|rung| &rung.limit);
    let named = match first {
        Some(RungLimit::AsDeadline(id)) => rules.deadlines.get(id.index()).map(|own| &own.name),
        _ => None,
    };
    let own = move |own: &&Deadline| match named {
        Some(name) => own.name == *name,
        None => own.workflow == ladder.workflow,
    };
    rules.deadlines.iter().filter(own)
}

/// A ticket on some days on which it may begin: what leads up to the start of the deadline, then what else is to happen,
/// a day apart or within the hour.
fn happen(rules: &RuleSet, own: &Deadline, point: &Point, then: &[(EventId, Option<PartyId>)]) -> Vec<Example> {
    let Some(flow) = rules.workflows.get(own.workflow.index()) else {
        return Vec::new();
    };
    let mut order: Vec<EventId> = match flow.in_order.iter().position(|event| *event == own.from) {
        Some(at) => flow.in_order.iter().take(at).copied().collect(),
        None => flow.in_order.iter().take(1).copied().collect(),
    };
    let behind_start = |event: &EventId| {
        let start = flow.in_order.iter().position(|known| *known == own.from);
        let at = flow.in_order.iter().position(|known| known == event);
        start.zip(at).is_some_and(|(start, at)| at > start)
    };
    let others = point
        .happened
        .iter()
        .filter(|event| !order.contains(event) && **event != own.from);
    let (behind, ahead): (Vec<EventId>, Vec<EventId>) = others.partition(|event| behind_start(event));
    let (first, rest) = order.split_at(order.len().min(1));
    order = first.iter().chain(&ahead).chain(rest).copied().collect();
    order.push(own.from);
    order.extend(behind);
    let zone = Zone::of(rules.zone);
    let mut out = Vec::new();
    let gaps: &[i64] = if then.is_empty() { &[DAY] } else { &[DAY, STEP] };
    for (begin, apart) in begins(rules, own).flat_map(|begin| gaps.iter().map(move |apart| (begin, *apart))) {
        let mut at = zone.moment(begin.and_time(NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default()));
        let mut ticket = point.ticket.clone();
        let mut told = point.told.clone();
        let mut add = |event, at: Moment, handler| {
            let own = told
                .iter()
                .filter(|own| own.0 == event)
                .map(|own| (own.1, own.2.clone()));
            let fields = own.collect();
            told.retain(|own| own.0 != event);
            ticket.events.push(ExampleEvent {
                event,
                at,
                handler,
                category: None,
                fields,
                place: Place::default(),
            });
        };
        for event in &order {
            add(*event, at, None);
            at = Moment(at.0 + STEP);
        }
        for (event, by) in then {
            at = Moment(at.0 + apart);
            add(*event, at, *by);
        }
        out.push(Example {
            title: String::new(),
            tickets: with_others(ticket, point),
            surveys: Vec::new(),
            as_of: None,
            expects: Vec::new(),
            unreviewed: true,
            place: Place::default(),
        });
    }
    out
}

/// The ticket, and behind it others of the same customer and matter: a day before each other, and three days later.
fn with_others(mut ticket: ExampleTicket, point: &Point) -> Vec<ExampleTicket> {
    let earlier = (1..).take(point.earlier).map(|days: i64| -days);
    let moved: Vec<i64> = earlier.chain(point.again.then_some(3)).collect();
    if moved.is_empty() {
        return vec![ticket];
    }
    ticket.customer = Some("C1".to_owned());
    let all = std::iter::once(0).chain(moved).enumerate();
    let copy = |(at, days): (usize, i64)| {
        let mut own = ticket.clone();
        own.number = format!("T{:02}", at + 1);
        own.events
            .iter_mut()
            .for_each(|event| event.at = Moment(event.at.0 + days * DAY));
        own
    };
    all.map(copy).collect()
}

/// Days on which the deadline is in force: Tuesdays, and where something is collected at the end of a month, the last
/// days of one.
fn begins(rules: &RuleSet, own: &Deadline) -> impl Iterator<Item = NaiveDate> {
    let in_force = own.on_trial.map_or(own.in_force, |trial| trial.in_force);
    let from = in_force.from.max(rules.effective.map(|(from, _)| from));
    let first = from.or(NaiveDate::from_ymd_opt(2026, 3, 1)).unwrap_or_default();
    let days = move || (0..60).filter_map(move |day| first.checked_add_days(Days::new(day)));
    let tuesdays = days().filter(move |day| day.weekday() == Weekday::Tue && in_force.holds(Some(*day)));
    let late_in_month = move |day: &NaiveDate| day.day() >= 27 && in_force.holds(Some(*day));
    let collected = if rules.schedules.is_empty() { 0 } else { 3 };
    tuesdays
        .skip(1)
        .step_by(3)
        .take(2)
        .chain(days().filter(late_in_month).take(collected))
}
