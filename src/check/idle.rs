//! Lines any of which suffices and that add nothing: a naming line that can name nobody new, a trigger that enters
//! nothing that the others do not. Proved over all that counts, rates and tickets can come to.

use super::context::Check;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::model::Cond;
use crate::region::{BUDGET, Exhausted, Idle, idle};
use crate::source::Span;

/// Lines named beside the one that is told, at most.
const NAMED: usize = 3;

/// Tells naming lines that can name nobody whom the other lines do not name.
pub(super) fn naming(check: &mut Check<'_>, lines: &[(Cond, Span)]) {
    tell(check, lines, &|named| match named {
        None => Words::new(
            "this line can name nobody: no count and no rate fits it",
            "这一行谁也点不到：没有次数或指标会符合它",
        ),
        Some((en, zh)) => Words::new(
            format!("this line names nobody whom {en} does not name"),
            format!("这一行点不出新的单位：{zh}都已点到"),
        ),
    });
}

/// Tells triggers of a rung that enter nothing that the others do not. One that asks whether a clock ran out says more
/// than that it holds: at which moment.
pub(super) fn triggers(check: &mut Check<'_>, lines: &[(Cond, Span)]) {
    tell(check, lines, &|named| match named {
        None => Words::new(
            "this never enters the rung: nothing fits it",
            "这一行永远进入不了这一级：没有情形符合它",
        ),
        Some((en, zh)) => Words::new(
            format!("this enters the rung in no case in which {en} does not"),
            format!("这一行不会另外进入这一级：{zh}都已包括"),
        ),
    });
}

/// Tells lines that add nothing.
fn tell(check: &mut Check<'_>, lines: &[(Cond, Span)], words: &dyn Fn(Option<(String, String)>) -> Words) {
    let conditions: Vec<&Cond> = lines.iter().map(|line| &line.0).collect();
    let found = match idle(&check.set, &conditions, BUDGET) {
        Ok(found) => found,
        Err(Exhausted) => {
            if let Some((_, span)) = lines.first() {
                check.tell(not_proven(*span));
            }
            return;
        }
    };
    let says_more = |own: &&Idle| {
        lines
            .get(own.line)
            .is_some_and(|(cond, _)| !own.beside.is_empty() && runs_out(cond))
    };
    for own in found.iter().filter(|own| !says_more(own)) {
        let Some((_, span)) = lines.get(own.line) else { continue };
        let beside: Vec<Span> = own
            .beside
            .iter()
            .filter_map(|at| lines.get(*at))
            .map(|line| line.1)
            .collect();
        let first = beside.first().map(|first| check.line(*first));
        let named = first.map(|line| match beside.len() {
            1 => (format!("line {line}"), format!("第{line}行")),
            _ => ("another line".to_owned(), "其他各行".to_owned()),
        });
        let mut told = Diagnostic::warning(Code("O2113"), *span, words(named));
        for other in beside.iter().take(NAMED) {
            told = told.related(*other, Words::new("holds in such a case", "这种情形已符合它"));
        }
        check.tell(told.mend(Words::new(
            "remove it, or write what it is to add",
            "删去这一行，或改成要另外包括的情形",
        )));
    }
}

fn not_proven(span: Span) -> Diagnostic {
    Diagnostic::not_proven(
        Code("O2113"),
        span,
        Words::new(
            "not proven: whether every one of these lines adds something",
            "未能证明：这几行是否行行有用",
        ),
    )
    .mend(Words::new(
        "they ask for too much at once to be tried",
        "这几行同时问得太多，试不过来",
    ))
}

/// Whether a condition asks for lateness.
fn runs_out(cond: &Cond) -> bool {
    cond.any_test(|test| matches!(test, Cond::Overdue { .. }))
}
