//! Pass 15: examples.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::names::Sort;
use super::organisation::{calendar, party, party_ref};
use super::quantities::Clock;
use super::written::Written;
use crate::calendar::{Moment, Unit, Zone};
use crate::diagnostic::Words;
use crate::model::{self, CategoryId, Cond, Domain, Expected, FieldId, Found, KindId, PartyId, Subject, Value};
use crate::source::Span;
use crate::syntax::tree::{self, ExampleLine};
use crate::terms::CompareOp;
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
                surveys.push((dimension.text.clone(), scores));
            }
            ExampleLine::AsOf(at) => {
                let moment = check.moment(at.at);
                as_of.put(check, moment, at.span);
            }
            ExampleLine::Expect(expect) => expects.extend(self::expect(check, expect, at)),
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
    for expect in &mut expects {
        expect.ticket = order.iter().position(|at| *at == expect.ticket).unwrap_or(0);
    }
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

/// A line may expect several things at once.
fn expect<'a>(check: &mut Check<'a>, expect: &'a tree::Expect, ticket: usize) -> Vec<model::Expect> {
    let responsible = match &expect.responsible {
        Some(party) => match party_ref(check, party) {
            Some(party) => Some(party),
            None => return Vec::new(),
        },
        None => None,
    };
    let place = check.place(expect.span);
    let expected = match &expect.what {
        tree::Expected::NoneOf(none) => none.iter().filter_map(|one| none_of(check, one, expect.span)).collect(),
        what => Vec::from_iter(self::expected(check, what, expect.span)),
    };
    let whole = |what| model::Expect {
        ticket,
        what,
        responsible,
        place,
    };
    expected.into_iter().map(whole).collect()
}

/// Tells that no notice could name anybody.
fn nobody_is_named(check: &mut Check<'_>, span: Span) -> Option<Expected> {
    let told = error(
        "O1321",
        span,
        Words::new(
            "no notice of these rules says when anybody is named",
            "规则里的通报没有写明何时点名",
        ),
    );
    check.refuse(told.mend(Words::new(
        "add to a notice a line such as: name when late count > 2",
        "在通报里加一行，例如：点名 当 逾期未复 次数 > 2",
    )))
}

/// A rung that is not entered, a finding that does not hold.
fn none_of<'a>(check: &mut Check<'a>, one: &'a tree::Absent, span: Span) -> Option<Expected> {
    let finding = match one {
        tree::Absent::Rung(number) => {
            return Some(Expected::NotEntered(check.rung_number(*number, None, span)?));
        }
        tree::Absent::Finding(name) => Found::Stated(check.find(Sort::Finding, name)?.into()),
        tree::Absent::NotRaised => Found::NotRaised,
    };
    Some(Expected::Holds(Cond::FindingCount {
        finding,
        op: CompareOp::Equal,
        number: 0,
    }))
}

fn expected<'a>(check: &mut Check<'a>, what: &'a tree::Expected, span: Span) -> Option<Expected> {
    let asked = Asked::new(At::Expect);
    Some(match what {
        tree::Expected::Due(target, at) => Expected::Due(check.target(target, &asked)?, check.moment(at.at)),
        tree::Expected::Entered(number, at) => {
            Expected::Entered(check.rung_number(*number, None, span)?, check.moment(at.at))
        }
        tree::Expected::NotEntered(number) => Expected::NotEntered(check.rung_number(*number, None, span)?),
        tree::Expected::Named(name, named) => {
            let unit = party(check, ("unit", "单位"), name)?;
            if check.set.notices.iter().all(|notice| notice.name_when.is_empty()) {
                return nobody_is_named(check, name.span);
            }
            Expected::Named(unit, *named)
        }
        tree::Expected::NoneOf(_) => return None,
        tree::Expected::Count(op, number, cond) => Expected::Count(*op, *number, check.cond(cond, &asked)?),
        tree::Expected::Sum {
            calendar: name,
            quantity,
            from,
            until,
        } => {
            let calendar = calendar(check, name)?;
            let mut clock = Clock::new(check, span, (Some(calendar), true), None);
            let quantity = clock.limit(check, quantity)?;
            let zone = check
                .set
                .calendars
                .get(calendar.index())
                .map_or(check.set.zone, |own| own.zone);
            let zone = Zone::of(zone);
            Expected::Sum {
                calendar,
                quantity,
                from: zone.moment(from.at),
                until: zone.moment(until.at),
            }
        }
        tree::Expected::Holds(cond) => Expected::Holds(check.cond(cond, &asked)?),
        tree::Expected::Sample(number) => Expected::Sample(*number),
        tree::Expected::Score(number) => Expected::Score(check.decimal(*number)?),
        tree::Expected::Share(band, share) => {
            check.find(Sort::Band, band)?;
            Expected::Share(band.text.clone(), check.decimal(*share)?)
        }
        tree::Expected::PersonsNeeded { from, to, persons } => {
            if from >= to {
                let told = error(
                    "O1352",
                    span,
                    Words::new(
                        "persons move up from a lower score to a higher one",
                        "升分要从低分升到高分",
                    ),
                );
                return check.refuse(told.mend(Words::new("write the lower score first", "先写低分，后写高分")));
            }
            Expected::PersonsNeeded {
                from: *from,
                to: *to,
                persons: *persons,
            }
        }
    })
}

impl Check<'_> {
    /// A wall-clock time in the zone of the rules: one that comes twice means the first, one that never comes
    /// moves on by the gap.
    pub fn moment(&self, at: NaiveDateTime) -> Moment {
        Zone::of(self.set.zone).moment(at)
    }
}
