//! The lists beside a notice: their columns, and names shared by all rows that tell them.

use super::cell::{Cell, Put};
use super::list::{Adding, Kind};
use super::pool::{NONE, Pool};
use crate::evaluate::{Case, Duty, State};
use crate::feed::{Facts, RowId};
use crate::model::{PartyId, Place, RuleSet};
use crate::report::{Context, STATES, category_path, duty_name};
use crate::terms::Incomplete;
use std::collections::HashMap;
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

/// Names of a rule set as cells, each by its number in one pool.
pub struct Names {
    pool: Arc<Pool>,
    kinds: Vec<u32>,
    /// Paths, and the reporting groups they belong to.
    categories: Vec<(u32, u32)>,
    parties: Vec<u32>,
    deadlines: Vec<u32>,
    schedules: Vec<u32>,
    states: Vec<u32>,
    incomplete: Vec<u32>,
    words: [u32; WORDS.len()],
    /// Lines of the rules by which deadlines fall due and rungs are entered.
    places: HashMap<Place, u32>,
}

/// Words of rows: positions in [`Names::words`].
#[derive(Clone, Copy)]
enum Word {
    OnTime,
    Late,
    TargetMissed,
    Met,
    Missed,
    Yes,
    New,
    Carried,
    Raised,
    Open,
    Accepted,
    ThisMonth,
    Earlier,
}

/// How they are told, in the same order.
const WORDS: [&str; 13] = [
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

/// The first cells of every row of a ticket: its number, its kind, category and group.
#[derive(Clone, Copy)]
pub(super) struct Head<'p> {
    facts: &'p dyn Facts,
    ticket: usize,
    pool: &'p Arc<Pool>,
    names: [u32; 3],
}

impl Head<'_> {
    /// Puts them into a row that begins with them.
    #[inline]
    pub(super) fn begin(self, row: Adding<'_>) -> Adding<'_> {
        let row = row.tell_by(|| Cell::text(self.facts.number(self.ticket)));
        row.tell_all(self.names.map(|name| Put::Name(self.pool, name)))
    }

    /// What decides their closed cells: the group is that of the category.
    pub(super) fn key(self) -> [u32; 2] {
        let [kind, category, _] = self.names;
        [kind, category]
    }
}

impl Names {
    /// The names of a rule set.
    #[must_use]
    pub fn new(rules: &RuleSet) -> Names {
        let mut pool = Pool::default();
        let category = |pool: &mut Pool, at: usize| {
            let group = rules.categories[at].group;
            let group = group.and_then(|id| rules.groups.get(id.index()));
            (
                pool.number(&category_path(rules, at.into())),
                pool.number(group.map_or("", |group| group.name.as_str())),
            )
        };
        Names {
            kinds: rules.kinds.iter().map(|own| pool.number(&own.name)).collect(),
            categories: (0..rules.categories.len()).map(|at| category(&mut pool, at)).collect(),
            parties: rules.parties.iter().map(|own| pool.number(&own.name)).collect(),
            deadlines: rules.deadlines.iter().map(|own| pool.number(&own.name)).collect(),
            schedules: rules.schedules.iter().map(|own| pool.number(&own.name)).collect(),
            states: STATES.iter().map(|own| pool.number(own.word())).collect(),
            incomplete: Incomplete::ALL.iter().map(|own| pool.number(own.word())).collect(),
            words: std::array::from_fn(|at| pool.number(WORDS[at])),
            places: lines(rules).map(|own| (own, pool.number(&rules.place(own)))).collect(),
            pool: Arc::new(pool),
        }
    }

    /// Ticket, kind, category and group: the first four cells of every list.
    pub(super) fn ticket<'p>(&'p self, context: &'p Context<'_>, case: &Case) -> Head<'p> {
        let kind = case.kind.and_then(|kind| self.kinds.get(kind.index()));
        let category = case.category.and_then(|id| self.categories.get(id.index()));
        let (category, group) = category.copied().unwrap_or((NONE, NONE));
        Head {
            facts: context.facts,
            ticket: case.ticket,
            pool: &self.pool,
            names: [kind.copied().unwrap_or(NONE), category, group],
        }
    }

    pub(super) fn party(&self, party: Option<PartyId>) -> Put<'_> {
        self.name(party.and_then(|party| self.parties.get(party.index())))
    }

    /// What fell due; the name of a step of a ladder is put together in `made`.
    pub(super) fn duty<'p>(&'p self, context: &Context<'_>, case: &Case, duty: Duty, made: &'p mut String) -> Put<'p> {
        match duty {
            Duty::Deadline(id) => self.name(self.deadlines.get(id.index())),
            Duty::Schedule(id) => self.name(self.schedules.get(id.index())),
            of_ladder => {
                *made = duty_name(context.rules, case.ladder, of_ladder).to_string();
                Cell::text(made).into()
            }
        }
    }

    pub(super) fn state(&self, state: State) -> Put<'_> {
        let at = STATES.iter().position(|own| *own == state);
        self.name(at.and_then(|at| self.states.get(at)))
    }

    /// A target that was missed is no lateness.
    pub(super) fn verdict(&self, state: State) -> Put<'_> {
        self.word(match state {
            State::TargetMissed => Word::TargetMissed,
            state if state.is_late() => Word::Late,
            _ => Word::OnTime,
        })
    }

    pub(super) fn met(&self, met: Option<bool>) -> Put<'_> {
        met.map_or(self.name(None), |met| {
            self.word(if met { Word::Met } else { Word::Missed })
        })
    }

    pub(super) fn yes(&self, yes: bool) -> Put<'_> {
        if yes { self.word(Word::Yes) } else { self.name(None) }
    }

    /// Whether the ticket came in the month of the notice.
    pub(super) fn accepted_in(&self, is_new: bool) -> Put<'_> {
        self.word(if is_new { Word::ThisMonth } else { Word::Earlier })
    }

    pub(super) fn stands(&self, new: Option<bool>) -> Put<'_> {
        new.map_or(self.name(None), |new| {
            self.word(if new { Word::New } else { Word::Carried })
        })
    }

    /// What became of a rung that was entered: a higher one was entered, its obligation ended, or it is open.
    pub(super) fn fate(&self, raised: bool, state: Option<State>) -> Put<'_> {
        match state {
            _ if raised => self.word(Word::Raised),
            Some(state @ (State::DoneOnTime | State::DoneLate | State::HandedOn | State::TakenOver)) => {
                self.state(state)
            }
            _ => self.word(Word::Open),
        }
    }

    pub(super) fn incomplete(&self, kind: Incomplete) -> Put<'_> {
        let at = Incomplete::ALL.iter().position(|own| *own == kind);
        self.name(at.and_then(|at| self.incomplete.get(at)))
    }

    pub(super) fn outcome(&self, accepted: bool) -> Put<'_> {
        self.word(if accepted { Word::Accepted } else { Word::Open })
    }

    /// A line of the rules; one that is not among them is put together in `made`.
    pub(super) fn place<'p>(&'p self, rules: &RuleSet, place: Place, made: &'p mut String) -> Put<'p> {
        match self.places.get(&place) {
            Some(known) => self.name(Some(known)),
            None => {
                *made = rules.place(place);
                Cell::text(made).into()
            }
        }
    }

    fn word(&self, word: Word) -> Put<'_> {
        self.name(self.words.get(word as usize))
    }

    fn name(&self, number: Option<&u32>) -> Put<'_> {
        Put::Name(&self.pool, number.copied().unwrap_or(NONE))
    }
}

/// The lines of the rows of deadlines, and those of the triggers of rungs.
fn lines(rules: &RuleSet) -> impl Iterator<Item = Place> {
    let rows = rules.deadlines.iter().flat_map(|own| &own.rows).map(|row| row.place);
    let rungs = rules.ladders.iter().flat_map(|own| &own.rungs);
    rows.chain(rungs.flat_map(|rung| &rung.enter).map(|(_, place)| *place))
}

/// The row of a feed, `file:line`.
pub(super) fn row_told(rules: &RuleSet, row: RowId) -> String {
    let feed = rules.feeds.get(usize::from(row.feed));
    format!("{}:{}", feed.map_or("", |feed| feed.file.as_str()), row.line)
}
