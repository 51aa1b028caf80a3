//! Pass 15: examples.

use super::conditions::{Asked, At};
use super::context::{Check, Once, error};
use super::names::Sort;
use super::organisation::party_ref;
use super::written::Written;
use crate::calendar::{Moment, Unit, Zone};
use crate::diagnostic::Words;
use crate::model::{self, CategoryId, Domain, Expected, FieldId, KindId, PartyId, Subject, Value};
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
    customer: Option<String>,
    fields: Vec<(FieldId, Value)>,
}

fn one<'a>(check: &mut Check<'a>, written: &Written<'a>, example: &'a tree::Example) -> model::Example {
    let mut ticket = Told::default();
    let (mut events, mut surveys, mut expects) = (Vec::new(), Vec::new(), Vec::new());
    let mut as_of = Once::default();
    for line in &example.lines {
        match line {
            ExampleLine::Ticket(assigns, _) => tell(check, assigns, &mut ticket),
            ExampleLine::Event {
                event,
                at,
                assigns,
                span,
            } => {
                let event = check.event(event, None);
                let mut told = Told::default();
                tell(check, assigns, &mut told);
                let (at, place) = (check.moment(at.at), check.place(*span));
                events.extend(event.map(|event| model::ExampleEvent {
                    event,
                    at,
                    handler: told.handler,
                    category: told.category,
                    fields: told.fields,
                    place,
                }));
            }
            ExampleLine::Survey {
                dimension,
                scores,
                span: _,
            } => {
                measured(check, written, dimension);
                let scores = scores
                    .iter()
                    .filter_map(|(score, persons)| {
                        let score = points(check, score)?;
                        let persons = check.number_of(persons, Unit::Persons, Words::new("34 persons", "34人"))?;
                        Some((score, i64::from(persons)))
                    })
                    .collect();
                surveys.push((dimension.text.clone(), scores));
            }
            ExampleLine::AsOf(at) => {
                let moment = check.moment(at.at);
                as_of.put(check, moment, at.span);
            }
            ExampleLine::Expect(expect) => expects.extend(self::expect(check, written, expect)),
        }
    }
    if expects.is_empty() && !example.lines.iter().any(|line| matches!(line, ExampleLine::Expect(_))) {
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
    let needs_as_of = |expect: &&tree::Expect| {
        matches!(
            expect.what,
            tree::Expected::Holds(_) | tree::Expected::Entered(..) | tree::Expected::NotEntered(_)
        )
    };
    let expected = example.lines.iter().filter_map(|line| match line {
        ExampleLine::Expect(expect) => Some(expect),
        _ => None,
    });
    if as_of.is_none() && expected.clone().any(|expect| needs_as_of(&expect)) {
        check.lacks(
            example.title.span,
            Words::new("as of which moment it is looked at", "在什么时刻查看"),
            Words::new("as of 2026-03-10 09:00", "查看 2026-03-10 09:00"),
        );
    }
    model::Example {
        title: example.title.text.clone(),
        kind: ticket.kind,
        category: ticket.category,
        handler: ticket.handler,
        customer: ticket.customer,
        fields: ticket.fields,
        events,
        surveys,
        as_of,
        expects,
        place: check.place(example.span),
    }
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

/// A survey tells of a dimension, or of a whole measure.
fn measured<'a>(check: &mut Check<'a>, written: &Written<'a>, name: &'a tree::Name) {
    let dimension = written.satisfactions.iter().flat_map(|measure| &measure.lines).any(
        |line| matches!(line, tree::SatisfactionLine::Dimension { name: dimension, .. } if dimension.text == name.text),
    );
    if !dimension {
        check.find_as(
            Sort::Satisfaction,
            ("dimension of a satisfaction measure", "满意度的维度"),
            name,
        );
    }
}

fn expect<'a>(check: &mut Check<'a>, written: &Written<'a>, expect: &'a tree::Expect) -> Option<model::Expect> {
    let asked = Asked::new(At::Expect);
    let span = expect.span;
    let responsible = match &expect.responsible {
        Some(party) => Some(party_ref(check, party)?),
        None => None,
    };
    let what = match &expect.what {
        tree::Expected::Due(target, at) => Expected::Due(check.target(target, &asked)?, check.moment(at.at)),
        tree::Expected::Entered(number, at) => {
            Expected::Entered(check.rung_number(*number, None, span)?, check.moment(at.at))
        }
        tree::Expected::NotEntered(number) => Expected::NotEntered(check.rung_number(*number, None, span)?),
        tree::Expected::Holds(cond) => Expected::Holds(check.cond(cond, &asked)?),
        tree::Expected::Sample(number) => Expected::Sample(*number),
        tree::Expected::Score(number) => Expected::Score(check.decimal(*number)?),
        tree::Expected::Share(band, share) => {
            known_band(check, written, band);
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
    };
    Some(model::Expect {
        what,
        responsible,
        place: check.place(span),
    })
}

fn known_band<'a>(check: &mut Check<'a>, written: &Written<'a>, band: &'a tree::Name) {
    let known = written
        .satisfactions
        .iter()
        .flat_map(|measure| &measure.lines)
        .any(|line| matches!(line, tree::SatisfactionLine::Band { name, .. } if name.text == band.text));
    if !known {
        check.unknown(
            Sort::Satisfaction,
            ("band of a satisfaction measure", "满意度的等级"),
            band.into(),
        );
    }
}

impl Check<'_> {
    /// A wall-clock time in the zone of the rules: one that comes twice means the first, one that never comes
    /// moves on by the gap.
    pub fn moment(&self, at: NaiveDateTime) -> Moment {
        Zone::of(self.set.zone).moment(at)
    }
}
