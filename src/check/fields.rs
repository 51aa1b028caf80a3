//! Pass 6: fields and kinds of tickets.

use super::conditions::{Asked, At};
use super::context::{Check, error};
use super::names::Sort;
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{self, Domain, EventId};
use crate::source::Span;
use crate::syntax::tree;
use std::collections::HashMap;

/// Resolves fields: their values differ, their event exists.
pub(super) fn fields<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for field in &written.fields {
        let domain = match &field.domain {
            tree::Domain::YesOrNo => Domain::YesOrNo,
            tree::Domain::Text => Domain::Text,
            tree::Domain::Number => Domain::Number,
            tree::Domain::PointInTime => Domain::PointInTime,
            tree::Domain::OneOf(values) => Domain::OneOf(choices(check, values)),
        };
        let with = field.with.as_ref().and_then(|event| check.find(Sort::Event, event));
        let resolved = model::Field {
            name: field.name.text.clone(),
            domain,
            with: with.map(EventId::from),
            place: check.place(field.span),
        };
        check.set.fields.push(resolved);
    }
}

fn choices(check: &mut Check<'_>, values: &[tree::Name]) -> Vec<String> {
    let mut all: HashMap<&str, Span> = HashMap::new();
    for value in values {
        if let Some(first) = all.insert(&value.text, value.span) {
            let text = &value.text;
            check.tell(
                error(
                    "O1202",
                    value.span,
                    Words::new(
                        format!("the value \"{text}\" is listed twice"),
                        format!("取值“{text}”列了两次"),
                    ),
                )
                .related(first, Words::new("first listed here", "第一次列在这里"))
                .mend(Words::new("delete one of the two", "删去一个")),
            );
        }
    }
    values.iter().map(|value| value.text.clone()).collect()
}

/// Resolves kinds with their tests.
pub(super) fn kinds<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for kind in &written.kinds {
        let asked = Asked::new(At::Kind);
        let when = kind.when.as_ref().and_then(|when| check.cond(when, &asked));
        let resolved = model::Kind {
            name: kind.name.text.clone(),
            when,
            place: check.place(kind.span),
        };
        check.set.kinds.push(resolved);
    }
}
