//! Pass 15: examples.

use super::context::{Check, Once, error};
use super::expectations;
use super::names::Sort;
use super::organisation::party;
use super::written::Written;
use crate::calendar::{Moment, Unit, Zone};
use crate::diagnostic::Words;
use crate::model::{self, CategoryId, Domain, Expected, FieldId, KindId, PartyId, Subject, Value};
use crate::source::Span;
use crate::syntax::tree::{self, ExampleLine};
use chrono::NaiveDateTime;

/// Resolves all examples.
pub(super) fn examples<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for example in &written.examples {
        let resolved = one(check, written, example);
        check.set.examples.push(resolved);
    }
}

/// What `ticket` and `event` lines tell.
#[derive(Default)]
struct Told {
    kind: Option<KindId>,
    category: Option<CategoryId>,
    handler: Option<PartyId>,
    co_handlers: Vec<PartyId>,
    customer: Option<String>,
    fields: Vec<(FieldId, Value)>,
}

/// A ticket as far as it was read.
struct Ticket {
    number: Option<(String, Span)>,
    told: Told,
    events: Vec<model::ExampleEvent>,
    place: model::Place,
}

fn one<'a>(check: &mut Check<'a>, written: &Written<'a>, example: &'a tree::Example) -> model::Example {
    let blank = |number, place| Ticket {
        number,
        told: Told::default(),
        events: Vec::new(),
        place,
    };
    let mut tickets: Vec<Ticket> = Vec::new();
    let (mut surveys, mut expects) = (Vec::new(), Vec::new());
    let mut as_of = Once::default();
    for line in &example.lines {
        let (number, span) = match line {
            ExampleLine::Ticket { number, span, .. } => (number.as_ref(), *span),
            _ => (None, example.title.span),
        };
        if let Some(number) = number {
            let again = tickets
                .iter()
                .filter_map(|own| own.number.as_ref())
                .find(|own| own.0 == number.text);
            if let Some((_, first)) = again {
                let first = *first;
                check.twice(number.span, first);
            }
            tickets.push(blank(Some((number.text.clone(), number.span)), check.place(span)));
        } else if tickets.is_empty() {
            tickets.push(blank(None, check.place(span)));
        }
        let at = tickets.len() - 1;
        let Some(ticket) = tickets.last_mut() else { continue };
        match line {
            ExampleLine::Ticket {
                assigns, co_handlers, ..
            } => {
                tell(check, assigns, &mut ticket.told);
                ticket.told.co_handlers.extend(self::co_handlers(check, co_handlers));
            }
            ExampleLine::Event(events, _) => {
                for told in events {
                    let resolved = event(check, told);
                    ticket.events.extend(resolved);
                }
            }
            ExampleLine::Survey {
                dimension,
                scores,
                span,
            } => {
                let scale = measured(check, written, dimension);
                let scores: Vec<(i64, i64)> = scores
                    .iter()
                    .filter_map(|(score, persons)| {
                        let score = points(check, score)?;
                        let persons = check.number_of(persons, Unit::Persons, Words::new("34 persons", "34人"))?;
                        Some((score, i64::from(persons)))
                    })
                    .collect();
                outside(check, scale, &scores, *span);
                surveys.push(model::ExampleSurvey {
                    question: dimension.text.clone(),
                    ticket: at,
                    counts: scores,
                });
            }
            ExampleLine::AsOf(at) => {
                let moment = check.moment(at.at);
                as_of.put(check, moment, at.span);
            }
            ExampleLine::Expect(expect) => expects.extend(expectations::of_line(check, expect, at)),
        }
    }
    let mut expected = example.lines.iter().filter_map(|line| match line {
        ExampleLine::Expect(expect) => Some(expect),
        _ => None,
    });
    if expected.next().is_none() {
        check.lacks(
            example.title.span,
            Words::new("what is expected, so it proves nothing", "应得出什么，等于没有验证"),
            Words::new(
                "expect answer due 2026-03-06 17:30",
                "应 处理答复 到期 2026-03-06 17:30",
            ),
        );
    }
    let as_of = as_of.take();
    let needs_as_of = |expect: &model::Expect| {
        matches!(
            expect.what,
            Expected::Holds(_) | Expected::NotEntered(_) | Expected::Count(..) | Expected::Named(..)
        )
    };
    if as_of.is_none() && expects.iter().any(needs_as_of) {
        check.lacks(
            example.title.span,
            Words::new("as of which moment it is looked at", "在什么时刻查看"),
            Words::new("as of 2026-03-10 09:00", "查看 2026-03-10 09:00"),
        );
    }
    let mut order: Vec<usize> = (0..tickets.len()).collect();
    let number = |ticket: &Ticket| ticket.number.as_ref().map(|(number, _)| number.clone());
    order.sort_by_key(|at| tickets.get(*at).and_then(number));
    let place = |ticket: &mut usize| *ticket = order.iter().position(|at| at == ticket).unwrap_or(0);
    expects.iter_mut().for_each(|own| place(&mut own.ticket));
    surveys.iter_mut().for_each(|own| place(&mut own.ticket));
    let mut sorted: Vec<(usize, Ticket)> = tickets.into_iter().enumerate().collect();
    sorted.sort_by_key(|(at, _)| order.iter().position(|own| own == at));
    let tickets = sorted.into_iter().map(|(_, own)| model::ExampleTicket {
        number: own
            .number
            .map_or_else(|| example.title.text.clone(), |(number, _)| number),
        kind: own.told.kind,
        category: own.told.category,
        handler: own.told.handler,
        co_handlers: own.told.co_handlers,
        customer: own.told.customer,
        fields: own.told.fields,
        events: own.events,
        place: own.place,
    });
    model::Example {
        title: example.title.text.clone(),
        tickets: tickets.collect(),
        surveys,
        as_of,
        expects,
        unreviewed: example.unreviewed,
        place: check.place(example.span),
    }
}

fn event<'a>(check: &mut Check<'a>, told: &'a tree::EventTold) -> Option<model::ExampleEvent> {
    let event = check.event(&told.event, None);
    let mut with = Told::default();
    tell(check, &told.assigns, &mut with);
    let (at, place) = (check.moment(told.at.at), check.place(told.span));
    Some(model::ExampleEvent {
        event: event?,
        at,
        handler: with.handler,
        category: with.category,
        fields: with.fields,
        place,
    })
}

/// Tells scores that the scale of their measure does not have.
fn outside(check: &mut Check<'_>, scale: Option<(i64, i64)>, scores: &[(i64, i64)], span: Span) {
    let Some((lowest, highest)) = scale else { return };
    if let Some((score, _)) = scores.iter().find(|(score, _)| !(lowest..=highest).contains(score)) {
        check.tell(
            error(
                "O1352",
                span,
                Words::new(
                    format!("the scale goes from {lowest} to {highest}, but a score here is {score}"),
                    format!("评分从 {lowest} 到 {highest}，这里有 {score} 分"),
                ),
            )
            .mend(Words::new("correct the score", "改正这个分数")),
        );
    }
}

/// The units that work on a ticket beside its handler, each once.
fn co_handlers<'a>(check: &mut Check<'a>, names: &'a [tree::Name]) -> Vec<PartyId> {
    for (at, again) in names.iter().enumerate() {
        if let Some(first) = names.iter().take(at).find(|first| first.text == again.text) {
            check.twice(again.span, first.span);
        }
    }
    let known = names.iter().filter_map(|name| party(check, Sort::Party.words(), name));
    known.collect()
}

fn tell<'a>(check: &mut Check<'a>, assigns: &'a [tree::Assign], told: &mut Told) {
    for assign in assigns {
        match &assign.subject {
            tree::Subject::Kind(_) => match check.value(Subject::Kind, &assign.value) {
                Some(Value::Kind(kind)) => told.kind = Some(kind),
                _ => continue,
            },
            tree::Subject::Category(_) => match check.value(Subject::Category, &assign.value) {
                Some(Value::Category(category)) => told.category = Some(category),
                _ => continue,
            },
            tree::Subject::Handler(_) => match check.value(Subject::Handler, &assign.value) {
                Some(Value::Party(unit)) => told.handler = Some(unit),
                _ => continue,
            },
            tree::Subject::Customer(_) => told.customer = text_of(check, &assign.value),
            tree::Subject::Named(name) => {
                let Some(field) = check.find(Sort::Field, name).map(FieldId::from) else {
                    continue;
                };
                let text = check
                    .set
                    .fields
                    .get(field.index())
                    .is_some_and(|it| it.domain == Domain::Text);
                let value = match text_of(check, &assign.value) {
                    Some(words) if text => Some(Value::Text(words)),
                    _ => check.value(Subject::Field(field), &assign.value),
                };
                told.fields.extend(value.map(|value| (field, value)));
            }
        }
    }
}

/// A value taken as the text it is.
fn text_of(check: &Check<'_>, value: &tree::Value) -> Option<String> {
    match value {
        tree::Value::Path(path) => {
            let names: Vec<&str> = path.parts.iter().map(|part| part.text.as_str()).collect();
            Some(names.join("/"))
        }
        other => Some(
            check
                .sources
                .text(super::comparisons::value_span(other))
                .trim()
                .to_string(),
        ),
    }
}

fn points(check: &mut Check<'_>, score: &tree::Quantity) -> Option<i64> {
    if score.unit == Unit::Points && score.amount == 0 {
        return Some(0);
    }
    check
        .number_of(score, Unit::Points, Words::new("8 points", "8分"))
        .map(i64::from)
}

/// A survey tells of a dimension, or of a whole measure. Yields the scale of its scores.
fn measured<'a>(check: &mut Check<'a>, written: &Written<'a>, name: &'a tree::Name) -> Option<(i64, i64)> {
    let has = |measure: &&&tree::Satisfaction| {
        measure.name.text == name.text
            || measure.lines.iter().any(
                |line| matches!(line, tree::SatisfactionLine::Dimension { name: own, .. } if own.text == name.text),
            )
    };
    let Some(measure) = written.satisfactions.iter().find(has) else {
        let sorts = [Sort::Dimension, Sort::Satisfaction];
        check.unknown(&sorts, Sort::Dimension.words(), name.into());
        return None;
    };
    measure.lines.iter().find_map(|line| match line {
        tree::SatisfactionLine::Scale(from, to, _) => Some((*from, *to)),
        _ => None,
    })
}

impl Check<'_> {
    /// A wall-clock time in the zone of the rules: one that comes twice means the first, one that never comes
    /// moves on by the gap.
    pub fn moment(&self, at: NaiveDateTime) -> Moment {
        Zone::of(self.set.zone).moment(at)
    }
}
