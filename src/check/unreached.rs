//! Rows that no ticket ever comes down to: those before them take every case they fit. Proved over all the tickets
//! there could be; where that takes too long, it is told as not proven.

use super::context::Check;
use super::doubled::doubled;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::Row;
use crate::region::{BUDGET, Exhausted, Unreached, unreached};
use crate::source::Span;

/// Rows that take a case before the one that is told, named at most.
const NAMED: usize = 3;

/// Tells the rows of a deadline that are never reached; `spans` are theirs.
pub(super) fn tell(check: &mut Check<'_>, rows: &[Row], spans: &[Span], head: Span) {
    let conditions: Vec<_> = rows.iter().map(|row| row.when.as_ref()).collect();
    match unreached(&check.set, &conditions, BUDGET) {
        Ok(found) => found.iter().for_each(|own| tell_row(check, own, spans)),
        Err(Exhausted) => check.tell(
            Diagnostic::not_proven(
                Code("O2112"),
                head,
                Words::new(
                    "not proven: whether every row of this deadline is ever reached",
                    "未能证明：这个时限的每一行是否都轮得到",
                ),
            )
            .mend(Words::new(
                "its rows ask for too much at once to be tried; let fewer fields decide a row",
                "各行同时问得太多，试不过来；让一行少看几个字段",
            )),
        ),
    }
}

fn tell_row(check: &mut Check<'_>, own: &Unreached, spans: &[Span]) {
    let Some(span) = spans.get(own.row).copied() else {
        return;
    };
    let before: Vec<Span> = own
        .covered_by
        .iter()
        .filter_map(|row| spans.get(*row).copied())
        .collect();
    let Some(first) = before.first() else {
        check.tell(
            Diagnostic::warning(
                Code("O2112"),
                span,
                Words::new(
                    "this row is never reached: no case fits its condition",
                    "这一行永远轮不到：没有工单符合它的条件",
                ),
            )
            .mend(Words::new(
                "correct the condition, or remove the row",
                "改正条件，或删去这一行",
            )),
        );
        return;
    };
    let line = check.line(*first);
    let mut told = Diagnostic::warning(
        Code("O2112"),
        span,
        Words::new(
            "this row is never reached: the rows above it take every case it fits",
            "这一行永远轮不到：它所适用的工单都被上面的行先收走了",
        ),
    );
    for own in before.iter().take(NAMED) {
        told = told.related(*own, Words::new("takes such cases", "收走这类工单"));
    }
    let told = told.mend(Words::new(
        format!("remove it, or move it above line {line}"),
        format!("删去这一行，或移到第{line}行之前"),
    ));
    let alone = before.len() == 1;
    let again = alone.then(|| doubled(check.sources, *first, span)).flatten();
    check.tell(told.certain(again));
}
