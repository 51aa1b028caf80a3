//! What rules on trial come to, beside a run or a trace: all of it judged a second time, as if they were in force.

use super::Screen;
use super::progress;
use crate::calendar::Moment;
use crate::evaluate::{CHUNK, Case, Evaluator, Repeats, in_chunks, trial_plan};
use crate::feed::Facts;
use crate::model::RuleSet;
use crate::render::ListWriter;
use crate::report::{Context, Quotes, Rows, WhyValue, why};
use std::convert::Infallible;

/// What rules on trial come to.
pub struct Trials {
    /// What of it is open and late or due today.
    pub rows: Rows,
    /// The lines of their list, for machines.
    pub lines: Vec<u8>,
}

/// Judges all tickets by the rules with what is on trial in force; None where nothing is on trial. Which tickets repeat
/// is the same either way.
pub fn trials<F: Facts>(
    rules: &RuleSet,
    (facts, repeats): (&F, &Repeats),
    as_of: Moment,
    listed: bool,
    screen: &Screen,
) -> Option<Trials> {
    let tried = rules.tried();
    let plan = trial_plan(rules, &tried)?;
    let context = Context::of(&plan, facts, as_of);
    let writer = ListWriter::new(&tried, &[]);
    let part = |tickets: std::ops::Range<usize>| {
        let mut part = Trials {
            rows: Rows::of_open(),
            lines: Vec::new(),
        };
        let mut evaluator = Evaluator::new(&plan, facts, repeats, as_of, false);
        let mut case = Case::default();
        for ticket in tickets {
            evaluator.judge(ticket, &mut case);
            if case.outside.is_some() || case.left_out.is_some() {
                continue;
            }
            case.keep_trials(&tried);
            part.rows.push(&case, &context);
            if listed {
                writer.push_trials(&mut part.lines, &case, &context);
            }
        }
        part
    };
    let mut all = Trials {
        rows: Rows::of_open(),
        lines: Vec::new(),
    };
    let bar = progress::tickets(screen, facts.len() as u64);
    let take = |part: Trials| {
        all.rows.merge(part.rows);
        all.lines.extend(part.lines);
        Ok::<(), Infallible>(())
    };
    let Ok(()) = in_chunks(facts.len(), CHUNK, part, take, &|judged| bar.set_position(judged));
    bar.finish_and_clear();
    all.rows.sort();
    Some(all)
}

/// The trace of what rules on trial come to for a ticket; None where that is nothing.
pub fn trace<F: Facts>(
    rules: &RuleSet,
    (facts, repeats): (&F, &Repeats),
    as_of: Moment,
    ticket: usize,
    quotes: &Quotes<'_>,
) -> Option<WhyValue> {
    let tried = rules.tried();
    let plan = trial_plan(rules, &tried)?;
    let mut case = Case::default();
    Evaluator::new(&plan, facts, repeats, as_of, false).judge(ticket, &mut case);
    case.keep_trials(&tried);
    (!case.obligations.is_empty()).then(|| why(&case, &Context::of(&plan, facts, as_of), quotes, &plan))
}
