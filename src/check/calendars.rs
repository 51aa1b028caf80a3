//! Pass 3: calendars. Blocks of one name and different years add up; a layer stands behind what it builds on.

use super::calendar_days::{Days, YEARS};
use super::context::{Check, error};
use super::head;
use super::imported_days::imported;
use super::names::{Sort, declare_one, duplicate, few_enough};
use super::tables::Tables;
use super::written::Written;
use crate::calendar::{Calendar, Change, Spec};
use crate::diagnostic::Words;
use crate::source::Span;
use crate::syntax::tree::{self, CalendarLine, Name};
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

/// The blocks of one name.
struct Layer<'a> {
    blocks: Vec<&'a tree::Calendar>,
    builds_on: Option<&'a Name>,
}

/// Declares, orders and resolves all calendars.
pub(super) fn calendars<'a>(check: &mut Check<'a>, written: &Written<'a>, tables: &Tables) {
    let mut layers = gather(check, written);
    order(check, &mut layers);
    for (id, layer) in layers.iter().enumerate() {
        // Names are declared in the final order, so that an index is that of the finished list.
        declare_one(check, Sort::Calendar, (&layer.blocks[0].name).into(), id);
    }
    few_enough(
        check,
        Sort::Calendar,
        layers.len(),
        layers.last().map(|layer| layer.blocks[0].name.span),
    );
    for layer in &layers {
        let spec = resolve(check, layer, tables);
        check.set.calendars.push(spec);
    }
    for (id, layer) in layers.iter().enumerate() {
        if layer.blocks.iter().any(|block| check.fault_within(block.name.span)) {
            check.calendars_at_fault.insert(id);
        } else if !has_working_time(&check.set.calendars, id) && !only_days(&check.set.calendars, id) {
            without_working_time(check, &layer.blocks[0].name);
        }
    }
}

/// Tells a calendar on which nobody ever works.
fn without_working_time(check: &mut Check<'_>, name: &Name) {
    let text = &name.text;
    check.tell(
        error(
            "O1304",
            name.span,
            Words::new(
                format!("calendar {text} has no working time at all"),
                format!("日历 {text} 没有任何上班时间"),
            ),
        )
        .mend(Words::new(
            "add its hours, for example: monday to friday 09:00-17:00",
            "写上钟点，例如：周一 至 周五 08:30-12:00、14:00-17:30",
        )),
    );
}

/// Tells the use of a calendar that holds days only.
pub(super) fn must_work(check: &mut Check<'_>, id: usize, used: Span) {
    if check.calendars_at_fault.contains(&id) {
        return;
    }
    if !has_working_time(&check.set.calendars, id) && only_days(&check.set.calendars, id) {
        let name = check.set.calendars[id].name.clone();
        check.tell(
            error(
                "O1304",
                used,
                Words::new(
                    format!("calendar {name} holds days off but no hours, so no working time can be counted on it"),
                    format!("日历 {name} 只有休息日，没有上班钟点，不能用来计工作时间"),
                ),
            )
            .mend(Words::new(
                format!("name a calendar that has hours and says: builds on {name}"),
                format!("另写一个有钟点的日历，里面写：基于 {name}"),
            )),
        );
    }
}

fn chain(specs: &[Spec], id: usize) -> impl Iterator<Item = &Spec> {
    std::iter::successors(specs.get(id), |spec| spec.builds_on.and_then(|below| specs.get(below)))
}

fn has_working_time(specs: &[Spec], id: usize) -> bool {
    Calendar::build(specs, id).has_working_time()
}

/// A calendar of days, to be built upon: it lists dates and leaves the hours to others.
fn only_days(specs: &[Spec], id: usize) -> bool {
    let hours = chain(specs, id).any(|spec| {
        let on = |change: &Change| matches!(change, Change::On(_));
        spec.states_weekly || spec.dated.iter().any(|(_, dated)| on(&dated.change))
    });
    let days = chain(specs, id).any(|spec| !spec.dated.is_empty() || !spec.off_every.is_empty());
    days && !hours
}

fn gather<'a>(check: &mut Check<'a>, written: &Written<'a>) -> Vec<Layer<'a>> {
    let mut layers: Vec<Layer<'a>> = Vec::new();
    for block in &written.calendars {
        let known = layers
            .iter()
            .position(|layer| layer.blocks[0].name.text == block.name.text);
        let layer = match known {
            Some(at) => {
                let same = layers[at].blocks.iter().find(|old| old.year == block.year);
                if let Some(same) = same {
                    duplicate(check, Sort::Calendar, (&block.name).into(), same.name.span);
                    continue;
                }
                layers[at].blocks.push(block);
                at
            }
            None => {
                layers.push(Layer {
                    blocks: vec![block],
                    builds_on: None,
                });
                layers.len() - 1
            }
        };
        for line in &block.lines {
            let CalendarLine::BuildsOn(name) = line else { continue };
            match layers[layer].builds_on {
                Some(first) if first.text != name.text => check.twice(name.span, first.span),
                Some(_) => {}
                None => layers[layer].builds_on = Some(name),
            }
        }
    }
    layers
}

/// Sorts layers so that each stands behind what it builds on; a circle is told and cut.
fn order<'a>(check: &mut Check<'a>, layers: &mut Vec<Layer<'a>>) {
    let mut waiting: Vec<Layer<'a>> = std::mem::take(layers);
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|layer| {
            layer
                .builds_on
                .is_none_or(|below| !waiting.iter().any(|other| other.blocks[0].name.text == below.text))
        });
        let next = ready.unwrap_or_else(|| circle(&waiting));
        let mut layer = waiting.remove(next);
        if ready.is_none()
            && let Some(below) = layer.builds_on.take()
        {
            let (name, below_name) = (&layer.blocks[0].name.text, &below.text);
            check.tell(
                error(
                    "O1306",
                    below.span,
                    Words::new(
                        format!("calendar {name} builds on {below_name}, which in the end builds on {name}"),
                        format!("日历 {name} 基于 {below_name}，而 {below_name} 又绕回来基于 {name}"),
                    ),
                )
                .mend(Words::new("delete one of these lines", "删去其中一处“基于”")),
            );
        }
        layers.push(layer);
    }
}

/// A layer that stands on a circle; all that wait do so because of one.
fn circle(waiting: &[Layer<'_>]) -> usize {
    let mut at = 0;
    for _ in 0..waiting.len() {
        let below = waiting[at].builds_on.map(|below| &below.text);
        at = waiting
            .iter()
            .position(|other| Some(&other.blocks[0].name.text) == below)
            .unwrap_or(at);
    }
    at
}

/// The years of which a block takes the days of a file: its own, else those that the calendar covers.
fn years(block: &tree::Calendar, covers: &[(NaiveDate, NaiveDate)]) -> RangeInclusive<i32> {
    match (block.year, covers.first(), covers.last()) {
        (Some(year), ..) => year..=year,
        (None, Some((first, _)), Some((_, last))) => first.year()..=last.year(),
        _ => YEARS,
    }
}

fn resolve<'a>(check: &mut Check<'a>, layer: &Layer<'a>, tables: &Tables) -> Spec {
    let name = &layer.blocks[0].name;
    let builds_on = layer.builds_on.and_then(|below| check.find(Sort::Calendar, below));
    // After a circle was cut, only earlier layers may be built on.
    let builds_on = builds_on.filter(|below| *below < check.set.calendars.len());
    let below = builds_on.and_then(|below| check.set.calendars.get(below)).cloned();
    let mut days = Days::default();
    let mut zone: Option<&tree::Text> = None;
    let (mut counting, mut arrival) = (Vec::new(), Vec::new());
    for block in &layer.blocks {
        days.block(check, block);
        for line in &block.lines {
            match line {
                CalendarLine::TimeZone(text) => match zone {
                    Some(first) if first.text != text.text => check.twice(text.span, first.span),
                    _ => zone = Some(text),
                },
                CalendarLine::Counting(line) => counting.push(*line),
                CalendarLine::Arrival(line) => arrival.push(*line),
                _ => {}
            }
        }
    }
    let states_counting = !counting.is_empty() || !arrival.is_empty();
    let own = head::counting(check, &counting, &arrival);
    let further = below
        .as_ref()
        .and_then(|below| below.counting.clone())
        .unwrap_or_else(|| check.set.counting.clone());
    let inherited = below.as_ref().and_then(|below| below.counting.clone());
    let zone = zone.and_then(|zone| head::zone(check, zone));
    let covers = days.covers(check, name, layer.builds_on.is_some(), below.as_ref());
    for block in &layer.blocks {
        for line in &block.lines {
            if let CalendarLine::Import(file) = line {
                days.import(imported(check, file, tables, years(block, &covers)));
            }
        }
    }
    Spec {
        name: name.text.clone(),
        zone: zone
            .or(below.as_ref().map(|below| below.zone))
            .unwrap_or(check.set.zone),
        builds_on,
        covers,
        states_weekly: days.states_weekly(),
        weekly: days.weekly(),
        dated: days.dated(check),
        off_every: std::mem::take(&mut days.off_every),
        counting: if states_counting {
            Some(head::or_else(own, &further))
        } else {
            inherited
        },
    }
}
