//! Answers of the month: how long they took, what became of the late ones, what was incomplete, what they were about.

use super::figure::{Figure, Only};
use super::sections::{Materials, breakdown};
use super::value::{Rate, Slice};
use crate::model::CategoryId;
use crate::report::category_path;
use crate::terms::Incomplete;
use serde::{Deserialize, Serialize};

/// Late answers by what became of them, and incomplete ones by what is incomplete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kinds {
    /// Answered, but late.
    pub done_late: Figure,
    /// Not answered by the cut-off.
    pub still_open: Figure,
    /// By the English word of what is incomplete; those that are nothing are left out.
    pub incomplete: Vec<(String, Figure)>,
}

/// How long answers of the month took, from start to answer, in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Handling {
    /// Answers given.
    pub answers: Figure,
    /// Those of tickets accepted in the month.
    pub this_month: Figure,
    /// Those of tickets accepted before it.
    pub earlier: Figure,
    /// Whether working time is counted; else elapsed time.
    pub working: bool,
    /// The mean, rounded down.
    pub mean: i64,
    /// The median: half took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub ninth: i64,
}

/// The columns of how long it took: in working time, and as it passed.
pub(super) const TOOK: [&str; 2] = ["took_working_seconds", "took_elapsed_seconds"];

/// Hot spots told at most.
const MOST: usize = 5;

/// Late answers by what became of them, incomplete ones by what is incomplete.
pub(super) fn kinds(of: &Materials<'_>, answers: Option<&Rate>) -> Kinds {
    let late = |state: &str| match answers {
        Some(rate) => {
            let mut only = rate.whole.only.clone();
            only.push(Only::is("state", state));
            of.counter.figure("due", only)
        }
        None => Figure::default(),
    };
    let incomplete = Incomplete::ALL.iter().map(|kind| {
        let own = of.figure("found", [Only::is("counts_as", kind.word())]);
        (kind.word().to_owned(), own)
    });
    Kinds {
        done_late: late("done late"),
        still_open: late("overdue"),
        incomplete: incomplete.filter(|(_, own)| own.count > 0).collect(),
    }
}

/// How long the answers took that were given: in working time where all of them tell it, else as it passed.
pub(super) fn handling(of: &Materials<'_>, answers: Option<&Rate>) -> Option<Handling> {
    let list = of.lists().list("due")?;
    let mut only = answers?.whole.only.clone();
    only.push(Only::any("state", ["done on time", "done late"]));
    let of_column = |key: &str| -> Option<Vec<i64>> {
        let at = list.column(key)?;
        list.only(&only).map(|row| row.cell(at).as_number()).collect()
    };
    let [working, elapsed] = TOOK;
    let working = of_column(working);
    let is_working = working.is_some();
    let mut took = working.or_else(|| of_column(elapsed))?;
    let sum: i128 = took.iter().map(|seconds| i128::from(*seconds)).sum();
    let mean = i64::try_from(sum.checked_div(took.len() as i128)?).ok()?;
    // The smallest value that at least this share of the answers does not pass.
    let mut share = |tenths: usize| {
        let at = (took.len() * tenths).div_ceil(10).checked_sub(1)?;
        Some(*took.select_nth_unstable(at).1)
    };
    let (median, ninth) = (share(5)?, share(9)?);
    let accepted_in = |word: &str| {
        let mut only = only.clone();
        only.push(Only::is("accepted_in", word));
        of.counter.figure("due", only)
    };
    Some(Handling {
        this_month: accepted_in("this_month"),
        earlier: accepted_in("earlier"),
        mean,
        median,
        ninth,
        working: is_working,
        answers: of.counter.figure("due", only),
    })
}

/// The categories with the most tickets of the month; those with as many stand as in the rules.
pub(super) fn hot_spots(of: &Materials<'_>) -> Vec<Slice> {
    let paths: Vec<String> = (0..of.rules.categories.len())
        .map(|at| category_path(of.rules, CategoryId::from(at)))
        .collect();
    let mut all = breakdown(of, "category", paths.iter().map(String::as_str), None).parts;
    all.retain(|part| part.now.count > 0 && !part.name.is_empty());
    all.sort_by_key(|part| std::cmp::Reverse(part.now.count));
    all.truncate(MOST);
    all
}
