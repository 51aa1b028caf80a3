//! Reminders of a deadline: when, to whom, with which letter.

use super::conditions::{Asked, At};
use super::context::{Check, error};
use super::organisation::party_ref;
use super::quantities::Clock;
use crate::calendar::Unit;
use crate::diagnostic::Words;
use crate::model::{PartyRef, Remind, WorkflowId};
use crate::source::Span;
use crate::syntax::tree;

/// A reminder; a time of day belongs to a day.
pub(super) fn reminder<'a>(
    check: &mut Check<'a>,
    clock: &mut Clock,
    flow: Option<WorkflowId>,
    written: &'a tree::Remind,
) -> Option<Remind> {
    let by = clock.limit(check, &written.by);
    let send_to = party_ref(check, &written.send_to);
    let copies = copies(check, &written.copies);
    let mut asked = Asked::new(At::Remind);
    asked.workflow = flow;
    let unless = written.unless.as_ref().map(|unless| check.cond(unless, &asked));
    let by = by?;
    let days = matches!(
        by.unit,
        Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months
    );
    if written.at.is_some() && !days {
        let text = check.sources.text(written.by.span).trim();
        return check.refuse(
            error(
                "O1339",
                written.by.span,
                Words::new(
                    format!("\"{text}\" already says the time of day, and another one stands behind it"),
                    format!("“{text}”已经定到几点，后面又写了钟点"),
                ),
            )
            .mend(Words::new(
                "leave out the time of day, or count the reminder in days",
                "去掉钟点，或改用天数",
            )),
        );
    }
    Some(Remind {
        before: written.before,
        by,
        at: written.at,
        send_to: send_to?,
        copies: copies?,
        letter: written.letter.as_ref().map(|letter| letter.text.clone()),
        unless: match unless {
            Some(unless) => Some(unless?),
            None => None,
        },
        place: check.place(written.span),
    })
}

/// Who gets a copy, each stated once.
fn copies<'a>(check: &mut Check<'a>, written: &'a [tree::PartyRef]) -> Option<Vec<PartyRef>> {
    let mut known: Vec<(PartyRef, Span)> = Vec::new();
    let mut all_known = true;
    for copy in written {
        let Some(party) = party_ref(check, copy) else {
            all_known = false;
            continue;
        };
        match known.iter().find(|(own, _)| *own == party) {
            Some((_, first)) => check.twice(copy.span, *first),
            None => known.push((party, copy.span)),
        }
    }
    all_known.then(|| known.into_iter().map(|(party, _)| party).collect())
}
