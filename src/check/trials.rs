//! What is on trial moves nothing, so nothing in force may wait for it.

use super::context::{Check, error};
use super::names::Sort;
use super::rungs::is_on_trial;
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::{DeadlineId, Target};
use crate::source::Span;
use crate::syntax::tree::{Name, RungLine};

/// Refuses what is in force and asks for what is on trial, or stands above it.
pub(super) fn trials<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    let mut asked = std::mem::take(&mut check.asked_in_force);
    let rungs = written.ladders.iter().flat_map(|ladder| &ladder.rungs);
    let as_deadline = rungs.flat_map(|rung| &rung.lines).filter_map(|line| match line {
        RungLine::WithinAs { deadline, .. } => Some(deadline),
        _ => None,
    });
    let counted = written.metrics.iter();
    let counted = counted.filter_map(|metric| metric.count_each.as_ref()?.0.as_ref());
    let named = as_deadline.chain(counted);
    asked.extend(named.filter_map(|name| Some((deadline(check, name)?, name.span))));
    for (target, span) in asked {
        if check.set.is_on_trial(target) {
            in_force(check, span);
        }
    }
    for ladder in &written.ladders {
        let trial = |number: i64| {
            let mut rungs = ladder.rungs.iter();
            rungs.any(|rung| rung.number == number && is_on_trial(rung))
        };
        for rung in ladder.rungs.iter().filter(|rung| !is_on_trial(rung)) {
            if trial(rung.number - 1) {
                in_force(check, rung.span);
            }
            for line in &rung.lines {
                match line {
                    RungLine::Exit {
                        to_rung: Some((number, _)),
                        span,
                        ..
                    } if trial(*number) => in_force(check, *span),
                    _ => {}
                }
            }
        }
    }
}

fn deadline(check: &Check<'_>, name: &Name) -> Option<Target> {
    let known = check.names.get(Sort::Deadline, &name.text)?;
    Some(Target::Deadline(DeadlineId::from(known.id)))
}

fn in_force(check: &mut Check<'_>, span: Span) {
    check.tell(
        error(
            "O1361",
            span,
            Words::new(
                "what is on trial moves nothing, but this is in force and waits for it",
                "试行的内容不产生影响，而这里已经施行，却要等它",
            ),
        )
        .mend(Words::new(
            "put this on trial as well, or take \"on trial\" from what it waits for",
            "把这里也改为试行，或把它所等的“试行”去掉",
        )),
    );
}
