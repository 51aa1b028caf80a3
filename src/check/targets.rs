//! Targets of the house: a deadline whose miss is no breach is never late, so nothing waits for its lateness.

use super::context::{Check, error};
use super::written::Written;
use crate::diagnostic::Words;
use crate::model::Target;
use crate::source::Span;
use crate::syntax::tree::RungLine;

/// Refuses what asks whether a target is late, and a ladder whose rung 1 is one.
pub(super) fn targets(check: &mut Check<'_>, written: &Written<'_>) {
    for (target, span) in std::mem::take(&mut check.lateness_asked) {
        let Target::Deadline(id) = target else { continue };
        let Some(deadline) = written.deadlines.get(id.index()) else {
            continue;
        };
        let name = &deadline.name.text;
        // In another block of its name it may be a duty.
        let mut blocks = check.set.deadlines.iter().filter(|own| own.name == *name).peekable();
        if blocks.peek().is_some() && blocks.all(|own| own.no_breach.is_some()) {
            never_late(check, name, span);
        }
    }
    let rungs = written.ladders.iter().flat_map(|ladder| &ladder.rungs);
    for line in rungs.flat_map(|rung| &rung.lines) {
        let RungLine::WithinAs { deadline, span } = line else {
            continue;
        };
        let name = &deadline.text;
        let mut blocks = check.set.deadlines.iter().filter(|own| own.name == *name);
        if blocks.any(|own| own.no_breach.is_some()) {
            no_rung(check, name, *span);
        }
    }
}

fn never_late(check: &mut Check<'_>, name: &str, span: Span) {
    check.tell(
        error(
            "O1334",
            span,
            Words::new(
                format!("a miss of {name} is no breach, so it is never overdue"),
                format!("{name} 超期不算逾期，永远不会逾期"),
            ),
        )
        .mend(Words::new(
            format!("ask whether it was met: {name} on time; or give what is owed a deadline of its own"),
            format!("要问是否达标，写：{name} 按时；真正必须遵守的，另写一个时限"),
        )),
    );
}

fn no_rung(check: &mut Check<'_>, name: &str, span: Span) {
    check.tell(
        error(
            "O1341",
            span,
            Words::new(
                format!("rung 1 cannot be {name}: a miss of it is no breach, so no ticket would climb for it"),
                format!("第1级不能同 {name}：它超期不算逾期，工单不会因它提级"),
            ),
        )
        .mend(Words::new(
            "name the deadline that is owed; or leave rung 1 without a limit, with only: to answered",
            "写必须遵守的那个时限；或者第1级不设限，只写：至 答复",
        )),
    );
}
