//! Trees to a rule set: names looked up, values held to their sort, everything that evaluation relies on
//! guaranteed.
//!
//! Comes in: the trees of all files. Goes out: the rule set, or all faults at once in file order, each told
//! once and none the consequence of another. It opens no file and knows no ticket.

mod allowed;
mod asked;
mod calendar_days;
mod calendars;
mod categories;
mod chain;
mod choice;
mod co_handlers;
mod comparisons;
mod conditions;
mod context;
mod cover;
mod dated;
mod deadlines;
mod doubled;
mod examples;
mod expectations;
mod expect_change;
mod feed_columns;
mod feeds;
mod fields;
mod findings;
mod head;
mod idle;
mod imported_days;
mod ladders;
mod look_alike;
mod measures;
mod names;
mod never_ends;
mod notices;
mod official_days;
mod organisation;
mod other_spellings;
mod pauses;
mod persons;
mod quantities;
mod reminders;
mod rising;
mod rows;
mod rungs;
mod same_case;
mod schedules;
mod sentences;
mod suggest;

pub(crate) use suggest::nearest;
mod tables;
mod targets;
mod tenure;
mod too_long;
mod trials;
mod turns;
mod unreached;
mod versions;
mod workflows;
mod written;

pub use allowed::allowed;
pub use never_ends::NEVER_ENDS;
pub use tables::Tables;

use crate::diagnostic::Diagnostic;
use crate::model::RuleSet;
use crate::source::{FileId, Sources};
use crate::syntax::tree::Tree;
use context::Check;
use written::Written;

/// What a check comes to.
#[derive(Debug)]
pub struct Checked {
    /// The rule set, where no error was told.
    pub rules: Option<RuleSet>,
    /// Errors, warnings and notes, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// How far a check goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Errors alone are wanted: warnings and notes that take a proof may be left out.
    Errors,
    /// All is.
    All,
}

/// Checks the trees of one rule set; `tables` holds the spreadsheets they name.
#[must_use]
pub fn check(sources: &Sources, trees: &[(FileId, Tree)], tables: &Tables) -> Checked {
    check_to(sources, trees, tables, Depth::All)
}

/// The same, as far as it is wanted.
#[must_use]
pub fn check_to(sources: &Sources, trees: &[(FileId, Tree)], tables: &Tables, depth: Depth) -> Checked {
    let mut check = Check::new(sources, trees, tables);
    check.proves = depth == Depth::All;
    let written = Written::gather(&mut check, trees, tables);
    check.top_rung = written
        .ladders
        .iter()
        .flat_map(|ladder| &ladder.rungs)
        .map(|rung| rung.number)
        .max()
        .unwrap_or(0);
    check.repeats = !written.repeats.is_empty();

    // 1. Names, so that the order of lines and files is free.
    names::declare(&mut check, &written);
    // 2. What holds for the whole set.
    head::head(&mut check, &written);
    chain::chain(&mut check, &written);
    // 3. Calendars.
    calendars::calendars(&mut check, &written, tables);
    // 4. Who there is, and what can happen.
    organisation::organisation(&mut check, &written);
    workflows::events(&mut check, &written);
    head::effective(&mut check, &written);
    // 5. What a complaint is about.
    categories::categories(&mut check, &written);
    categories::tables(&mut check, &written);
    categories::groups(&mut check, &written);
    // 6. What a ticket tells.
    fields::fields(&mut check, &written);
    findings::repeats(&mut check, &written);
    findings::wordings(&mut check, &written);
    fields::kinds(&mut check, &written);
    workflows::workflows(&mut check, &written);
    // 7. Versions. 8. Deadlines. 9. Ladders. 10. Schedules.
    versions::versions(&mut check, &written);
    deadlines::deadlines(&mut check, &written);
    ladders::ladders(&mut check, &written);
    schedules::schedules(&mut check, &written);
    // 11. Findings. 12. Measures. 13. Notices.
    findings::findings(&mut check, &written);
    schedules::lateness(&mut check, &written);
    measures::quotas(&mut check, &written);
    measures::satisfactions(&mut check, &written);
    measures::metrics(&mut check, &written);
    notices::notices(&mut check, &written, tables);
    // 14. Feeds. 15. Examples, and what the change is to do.
    feeds::feeds(&mut check, &written);
    other_spellings::also_called(&mut check, &written);
    examples::examples(&mut check, &written);
    expect_change::expect_change(&mut check, &written);
    // 16. Targets, cover, what is hardly meant, and names that mislead the eye.
    tenure::tenure(&mut check, &written);
    official_days::official_days(&mut check, &written);
    persons::persons(&mut check, &written);
    never_ends::never_ends(&mut check, &written);
    targets::targets(&mut check, &written);
    trials::trials(&mut check, &written);
    co_handlers::co_handlers(&mut check, &written);
    cover::cover(&mut check, &written);
    look_alike::look_alikes(&mut check, &written);

    let (rules, diagnostics) = check.finish();
    Checked { rules, diagnostics }
}
