//! Pass 7: blocks of one name replace each other from a day on; two from one day overlap.

use super::chain::overlap;
use super::context::{Check, error};
use super::names::{Sort, duplicate};
use super::written::Written;
use crate::diagnostic::Words;
use crate::syntax::tree::{Date, DeadlineLine, Name};

/// Holds neighbours of one name against each other.
pub(super) fn versions<'a>(check: &mut Check<'a>, written: &Written<'a>) {
    for pair in written.deadlines.windows(2) {
        let [old, new] = pair else { continue };
        let flow = |lines: &'a [DeadlineLine]| {
            lines.iter().find_map(|line| match line {
                DeadlineLine::Workflow(name) => Some(name.text.as_str()),
                _ => None,
            })
        };
        if two(
            check,
            Sort::Deadline,
            (&old.name, (old.from_date, old.until_date)),
            (&new.name, (new.from_date, new.until_date)),
        ) && flow(&old.lines) != flow(&new.lines)
        {
            let name = &new.name.text;
            check.tell(
                error(
                    "O1371",
                    new.name.span,
                    Words::new(
                        format!("the versions of deadline {name} belong to different workflows"),
                        format!("时限 {name} 的几个版本属于不同的流程"),
                    ),
                )
                .related(old.name.span, Words::new("the earlier version", "较早的版本"))
                .mend(Words::new(
                    "give them one workflow, or different names",
                    "写成同一个流程，或各用各的名称",
                )),
            );
        }
    }
    for own in &written.deadlines {
        ends_before_it_begins(check, own.from_date, own.until_date);
    }
    for own in &written.ladders {
        ends_before_it_begins(check, own.from_date, own.until_date);
    }
    for pair in written.schedules.windows(2) {
        let [old, new] = pair else { continue };
        two(
            check,
            Sort::Schedule,
            (&old.name, (None, None)),
            (&new.name, (None, None)),
        );
    }
    for pair in written.ladders.windows(2) {
        let [old, new] = pair else { continue };
        two(
            check,
            Sort::Ladder,
            (&old.name, (old.from_date, old.until_date)),
            (&new.name, (new.from_date, new.until_date)),
        );
    }
}

/// Whether two blocks are versions of one name; an overlap is told.
fn two(
    check: &mut Check<'_>,
    sort: Sort,
    (old, (old_from, old_until)): (&Name, (Option<Date>, Option<Date>)),
    (new, (new_from, new_until)): (&Name, (Option<Date>, Option<Date>)),
) -> bool {
    if old.text != new.text {
        return false;
    }
    if check.chain.edition(old.span) != check.chain.edition(new.span) {
        return true;
    }
    match (old_from, new_from) {
        (None, None) => {
            duplicate(check, sort, new.into(), old.span);
            false
        }
        (Some(first), Some(second)) if first.date == second.date => {
            let ((en, zh), name) = (sort.words(), &new.text);
            check.tell(
                error(
                    "O1370",
                    second.span,
                    Words::new(
                        format!("two versions of {en} {name} begin on {}", second.date),
                        format!("{zh} {name} 有两个版本都从 {} 起", second.date),
                    ),
                )
                .related(first.span, Words::new("the other begins here", "另一个从这里起"))
                .mend(Words::new("change one of the two dates", "改正其中一个日期")),
            );
            false
        }
        _ => {
            // What ends before the older one does gives way to it again.
            let reaches = |until: &Date| {
                let into = new_from.is_none_or(|from| until.date >= from.date);
                into && new_until.is_none_or(|new| new.date >= until.date)
            };
            if let Some(until) = old_until.filter(reaches) {
                overlap(check, until.span, new.span);
            }
            true
        }
    }
}

fn ends_before_it_begins(check: &mut Check<'_>, from: Option<Date>, until: Option<Date>) {
    if let Some((from, until)) = from.zip(until).filter(|(from, until)| until.date < from.date) {
        overlap(check, until.span, from.span);
    }
}
