//! The lists beside a notice: their columns, and names shared by all rows that tell them.

use super::list::{Cell, Kind};
use crate::evaluate::{Case, Duty, State};
use crate::feed::RowId;
use crate::model::{PartyId, RuleSet};
use crate::report::{Context, STATES, category_path, duty_name};
use crate::terms::Incomplete;
use std::sync::Arc;

/// A list's name, and its columns in order.
pub(super) type Columns = (&'static str, &'static [(&'static str, Kind)]);

/// Tickets accepted in the month. `provisional`: something found about it looks ahead, and its window is still open.
/// Behind these columns one for each metric that counts tickets.
pub(super) const ACCEPTED: Columns = (
    "accepted",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("party", Kind::Name),
        ("accepted", Kind::Moment),
        ("occurrence", Kind::Number),
        ("provisional", Kind::Word),
    ],
);
/// Obligations judged, by the month in which they fell due; behind these columns one for each metric that counts them.
pub(super) const DUE: Columns = (
    "due",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("deadline", Kind::Duty),
        ("rung", Kind::Number),
        ("party", Kind::Name),
        ("start", Kind::Moment),
        ("due", Kind::Moment),
        ("done", Kind::Moment),
        ("verdict", Kind::Word),
        ("state", Kind::Word),
        ("late_working_seconds", Kind::Seconds),
        ("late_elapsed_seconds", Kind::Seconds),
        ("excused", Kind::Word),
        ("took_working_seconds", Kind::Seconds),
        ("took_elapsed_seconds", Kind::Seconds),
        ("accepted_in", Kind::Word),
        ("rule", Kind::Text),
    ],
);
/// Findings of the month. `stands`: of those deducted every month, `new` or `carried`.
pub(super) const FOUND: Columns = (
    "found",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("finding", Kind::Name),
        ("party", Kind::Name),
        ("at", Kind::Moment),
        ("label", Kind::Name),
        ("counts_as", Kind::Word),
        ("rule", Kind::Text),
        ("stands", Kind::Word),
        ("since", Kind::Text),
        ("months", Kind::Number),
    ],
);
/// Rungs above the first entered in the month.
pub(super) const CLIMBED: Columns = (
    "climbed",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("rung", Kind::Number),
        ("from_rung", Kind::Number),
        ("from_party", Kind::Name),
        ("party", Kind::Name),
        ("entered", Kind::Moment),
        ("fate", Kind::Word),
        ("due", Kind::Moment),
        ("done", Kind::Moment),
        ("state", Kind::Word),
        ("rule", Kind::Text),
    ],
);
/// Tickets accepted in the month that were not the first of their matter.
pub(super) const REPEATS: Columns = (
    "repeats",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("party", Kind::Name),
        ("customer", Kind::Number),
        ("occurrence", Kind::Number),
        ("chain", Kind::Text),
    ],
);
/// Objections to what is late or found. `outcome`: `accepted` where an excuse was recorded behind it, else `open`.
pub(super) const OBJECTIONS: Columns = (
    "objections",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("party", Kind::Name),
        ("at", Kind::Moment),
        ("about", Kind::Duty),
        ("reference", Kind::Text),
        ("outcome", Kind::Word),
        ("decided", Kind::Moment),
    ],
);
/// Tickets accepted in the month that are void or merged.
pub(super) const LEFT_OUT: Columns = (
    "left_out",
    &[
        ("ticket", Kind::Text),
        ("kind", Kind::Name),
        ("category", Kind::Name),
        ("group", Kind::Name),
        ("left_out", Kind::Moment),
    ],
);

/// Why rows of the feeds do not count, whatever their month: a row may be told for several columns. Tickets that no version
/// of the rules governs stand here too.
pub(super) const SET_ASIDE: Columns = (
    "set_aside",
    &[
        ("ticket", Kind::Text),
        ("place", Kind::Text),
        ("column", Kind::Text),
        ("code", Kind::Code),
    ],
);

/// Names of a rule set as cells.
pub struct Names {
    kinds: Vec<Arc<str>>,
    categories: Vec<(Arc<str>, Arc<str>)>,
    parties: Vec<Arc<str>>,
    states: Vec<Arc<str>>,
    words: [Arc<str>; WORDS.len()],
}

/// Positions in [`Names::words`].
const WORDS: &[&str] = &[
    "on_time",
    "late",
    "target_missed",
    "met",
    "missed",
    "yes",
    "new",
    "carried",
    "raised",
    "open",
    "accepted",
    "this_month",
    "earlier",
];

impl Names {
    /// The names of a rule set.
    #[must_use]
    pub fn new(rules: &RuleSet) -> Names {
        let shared = |text: &str| Arc::<str>::from(text);
        Names {
            kinds: rules.kinds.iter().map(|kind| shared(&kind.name)).collect(),
            categories: (0..rules.categories.len())
                .map(|at| {
                    let group = rules.categories[at].group;
                    let group = group.and_then(|id| rules.groups.get(id.index()));
                    (
                        shared(&category_path(rules, at.into())),
                        shared(group.map_or("", |group| group.name.as_str())),
                    )
                })
                .collect(),
            parties: rules.parties.iter().map(|party| shared(&party.name)).collect(),
            states: STATES.iter().map(|state| shared(state.word())).collect(),
            words: std::array::from_fn(|at| shared(WORDS[at])),
        }
    }

    /// Ticket, kind, category and group: the first four cells of every list.
    pub(super) fn ticket(&self, context: &Context<'_>, case: &Case) -> Vec<Cell> {
        let ticket = context.facts.ticket(case.ticket);
        let (category, group) = match case.category.and_then(|id| self.categories.get(id.index())) {
            Some((category, group)) => (name(Some(category)), name(Some(group))),
            None => (Cell::Empty, Cell::Empty),
        };
        let mut row = Vec::with_capacity(20);
        row.extend([
            Cell::text(context.facts.number(case.ticket)),
            name(ticket.kind.and_then(|kind| self.kinds.get(kind.index()))),
            category,
            group,
        ]);
        row
    }

    pub(super) fn party(&self, party: Option<PartyId>) -> Cell {
        name(party.and_then(|party| self.parties.get(party.index())))
    }

    pub(super) fn duty(&self, context: &Context<'_>, case: &Case, duty: Duty) -> Cell {
        Cell::text(&duty_name(context.rules, case.ladder, duty).to_string())
    }

    pub(super) fn state(&self, state: State) -> Cell {
        let at = STATES.iter().position(|own| *own == state);
        name(at.and_then(|at| self.states.get(at)))
    }

    /// A target that was missed is no lateness.
    pub(super) fn verdict(&self, state: State) -> Cell {
        self.word(match state {
            State::TargetMissed => "target_missed",
            state if state.is_late() => "late",
            _ => "on_time",
        })
    }

    pub(super) fn met(&self, met: Option<bool>) -> Cell {
        met.map_or(Cell::Empty, |met| self.word(if met { "met" } else { "missed" }))
    }

    pub(super) fn yes(&self, yes: bool) -> Cell {
        if yes { self.word("yes") } else { Cell::Empty }
    }

    /// Whether the ticket came in the month of the notice.
    pub(super) fn accepted_in(&self, is_new: bool) -> Cell {
        self.word(if is_new { "this_month" } else { "earlier" })
    }

    pub(super) fn stands(&self, new: Option<bool>) -> Cell {
        new.map_or(Cell::Empty, |new| self.word(if new { "new" } else { "carried" }))
    }

    /// What became of a rung that was entered: a higher one was entered, its obligation ended, or it is open.
    pub(super) fn fate(&self, raised: bool, state: Option<State>) -> Cell {
        match state {
            _ if raised => self.word("raised"),
            Some(state @ (State::DoneOnTime | State::DoneLate | State::HandedOn | State::TakenOver)) => {
                self.state(state)
            }
            _ => self.word("open"),
        }
    }

    pub(super) fn incomplete(&self, kind: Incomplete) -> Cell {
        Cell::text(kind.word())
    }

    pub(super) fn outcome(&self, accepted: bool) -> Cell {
        self.word(if accepted { "accepted" } else { "open" })
    }

    fn word(&self, word: &str) -> Cell {
        let at = WORDS.iter().position(|own| *own == word);
        name(at.and_then(|at| self.words.get(at)))
    }
}

/// The row of a feed, `file:line`.
pub(super) fn row_cell(rules: &RuleSet, row: RowId) -> Cell {
    let feed = rules.feeds.get(usize::from(row.feed));
    Cell::text(&format!("{}:{}", feed.map_or("", |feed| feed.file.as_str()), row.line))
}

fn name(name: Option<&Arc<str>>) -> Cell {
    match name {
        Some(name) if !name.is_empty() => Cell::Text(Arc::clone(name)),
        _ => Cell::Empty,
    }
}
