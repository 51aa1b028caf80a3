//! Rows of different ticket feeds that are the same case: found by what the rules say, joined, and told.
//!
//! A row of a feed that says `same case` is joined to a ticket of a feed that does not, whose number the case keeps.
//! Its lines are tried in the order written; the first that finds a case decides. Where it finds several, nothing is
//! guessed: the row stays a ticket of its own. Nothing here depends on the order of rows.

use super::aside::DataFinding;
use super::facts::Joined;
use super::layout::Store;
use super::reading::Reading;
use super::settle::{accepted, finding};
use super::sheet::Told;
use crate::calendar::{Moment, Zone};
use crate::diagnostic::{Code, feed as codes};
use crate::model::{EventId, Feed, FeedField, Place, SameCase};
use crate::terms::FeedRole;
use std::collections::{BTreeMap, HashMap};

/// The cases that several rows tell: by the row whose number stays, those joined to it, each with the line that says
/// so (of its feed's `same case` lines the how manyeth).
#[derive(Debug, Default)]
pub(super) struct Cases(BTreeMap<u32, Vec<(u32, usize)>>);

impl Cases {
    /// Whether no rows are joined to any.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rows joined to a ticket's row, in the order of their numbers.
    #[inline]
    pub(super) fn joined_to(&self, row: usize) -> impl Iterator<Item = usize> {
        let joined = if self.is_empty() {
            None
        } else {
            self.0.get(&(row as u32))
        };
        joined.into_iter().flatten().map(|(row, _)| *row as usize)
    }

    /// No rows are joined to a ticket's row any more.
    pub(super) fn forget(&mut self, row: usize) {
        self.0.remove(&(row as u32));
    }

    /// How the rows joined to a ticket's row are told: number, place, and the line that says so.
    pub(super) fn told(
        &self,
        row: usize,
        number: impl Fn(usize) -> String,
        place: impl Fn(usize) -> super::RowId,
        lines: &[Vec<Place>],
    ) -> Vec<Joined> {
        let joined = self.0.get(&(row as u32)).into_iter().flatten();
        let told = joined.filter_map(|(row, line)| {
            let row = *row as usize;
            let lines = lines.get(usize::from(place(row).feed))?;
            Some(Joined {
                number: number(row),
                row: place(row),
                rule: *lines.get(*line)?,
            })
        });
        told.collect()
    }

    /// The row to which the row of a number is joined.
    pub(super) fn case_of(&self, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut cases = self.0.iter();
        let found = cases.find(|(_, joined)| joined.iter().any(|(row, _)| is_it(*row as usize)));
        found.map(|(case, _)| *case as usize)
    }
}

/// Whether any feed joins its rows to another's.
pub(super) fn any(feeds: &[Feed]) -> bool {
    feeds.iter().any(|feed| !feed.same_case.is_empty())
}

/// The lines that say so, by feed.
pub(super) fn places(feeds: &[Feed]) -> Vec<Vec<Place>> {
    let places = |feed: &Feed| feed.same_case.iter().map(|line| line.place).collect();
    feeds.iter().map(places).collect()
}

/// Joins what is the same case: `order` holds the rows by number, and loses those that are joined; `positions` says
/// where in it each row's number went, and goes on to that of its case.
pub(super) fn join(reading: &mut Reading<'_>, order: &mut Vec<u32>, positions: &mut [u32]) -> Cases {
    let mut to: HashMap<u32, u32> = HashMap::new();
    let mut cases = Cases::default();
    let mut several = Vec::new();
    for (at, feed) in reading.rules.feeds.iter().enumerate() {
        let mut open: Vec<u32> = rows_of(reading, order, |of| of == at);
        for (line, same) in feed.same_case.iter().enumerate() {
            let wanted = Wanted::of(reading, order, feed, same);
            open.retain(|row| match wanted.of_row(reading, *row as usize) {
                Match::None => true,
                Match::One(case) => {
                    to.insert(*row, case);
                    cases.0.entry(case).or_default().push((*row, line));
                    false
                }
                Match::Several => {
                    several.push(*row);
                    false
                }
            });
        }
    }
    for row in several {
        tell(reading, row as usize, codes::SEVERAL_CASES, None, String::new());
    }
    if to.is_empty() {
        return cases;
    }
    let place: HashMap<u32, usize> = order.iter().zip(0..).map(|(row, at)| (*row, at)).collect();
    let mut moved = vec![0u32; order.len()];
    let stays: Vec<u32> = order.iter().copied().filter(|row| !to.contains_key(row)).collect();
    for (row, at) in stays.iter().zip(0..) {
        moved[place[row]] = at;
    }
    for (row, case) in &to {
        moved[place[row]] = moved[place[case]];
    }
    for position in positions {
        *position = moved.get(*position as usize).copied().unwrap_or(0);
    }
    *order = stays;
    for joined in cases.0.values_mut() {
        joined.sort_by(|one, other| {
            let number = |row: u32| reading.numbers.get(row as usize);
            number(one.0).cmp(number(other.0))
        });
    }
    cases
}

/// The rows of some feeds, by number, that were known at the moment asked for.
fn rows_of(reading: &Reading<'_>, order: &[u32], of: impl Fn(usize) -> bool) -> Vec<u32> {
    let sheet = &reading.tickets;
    let recorded = sheet.layout.slot(FeedField::Recorded);
    let known = |row: usize| {
        let told = recorded.and_then(|slot| sheet.moment(slot, row));
        let later = reading.options.known_at.zip(told).is_some_and(|(at, told)| told > at);
        !later
    };
    let rows = order.iter().copied();
    rows.filter(|row| of(usize::from(sheet.feed(*row as usize))) && known(*row as usize))
        .collect()
}

/// What a line finds for a row.
enum Match {
    None,
    One(u32),
    Several,
}

/// The cases among which a line looks.
struct Wanted<'a> {
    same: &'a SameCase,
    zone: Zone,
    /// By what has to be the same: when each was accepted, earliest first, and its row. Without a window in the order
    /// of numbers, the moment is not asked for.
    cases: HashMap<Vec<Key>, Vec<(Moment, u32)>>,
}

/// What has to be the same, as a row tells it.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Code(u32),
    Moment(Moment),
    Text(Box<str>),
    Decimal(crate::model::Decimal),
}

impl Wanted<'_> {
    fn of<'a>(reading: &Reading<'a>, order: &[u32], feed: &Feed, same: &'a SameCase) -> Wanted<'a> {
        let feeds = &reading.rules.feeds;
        let keeps = |at: usize| {
            feeds.get(at).is_some_and(|it| {
                it.role == FeedRole::Tickets && it.same_case.is_empty() && it.workflow == feed.workflow
            })
        };
        let mut cases: HashMap<Vec<Key>, Vec<(Moment, u32)>> = HashMap::new();
        for row in rows_of(reading, order, keeps) {
            let at = accepted(reading, row as usize);
            let at = if same.within.is_none() { Some(Moment(0)) } else { at };
            if let Some((key, at)) = key(reading, same, row as usize).zip(at) {
                cases.entry(key).or_default().push((at, row));
            }
        }
        for cases in cases.values_mut() {
            cases.sort_by_key(|(at, _)| *at);
        }
        Wanted {
            same,
            zone: Zone::of(reading.rules.zone),
            cases,
        }
    }

    fn of_row(&self, reading: &Reading<'_>, row: usize) -> Match {
        let Some(cases) = key(reading, self.same, row).and_then(|key| self.cases.get(&key)) else {
            return Match::None;
        };
        let found: Vec<u32> = match self.same.within {
            None => cases.iter().take(2).map(|(_, case)| *case).collect(),
            Some(window) => {
                let Some(own) = accepted(reading, row) else {
                    return Match::None;
                };
                let before = |at: Moment| at <= own && !self.zone.lies_within(window, at, own);
                let first = cases.partition_point(|(at, _)| before(*at));
                let near = |at: Moment| at <= own || self.zone.lies_within(window, own, at);
                let near = cases[first..].iter().take_while(|(at, _)| near(*at));
                near.take(2).map(|(_, case)| *case).collect()
            }
        };
        match found.as_slice() {
            [] => Match::None,
            [case] => Match::One(*case),
            _ => Match::Several,
        }
    }
}

/// What a row tells of the fields that have to be the same; None where it does not tell them all.
fn key(reading: &Reading<'_>, same: &SameCase, row: usize) -> Option<Vec<Key>> {
    let sheet = &reading.tickets;
    let fields = same.fields.iter().map(|field| {
        Some(match sheet.told(sheet.layout.slot(*field)?, row)? {
            Told::Code(code) => Key::Code(code),
            Told::Moment(at) => Key::Moment(at),
            Told::Text(text) => Key::Text(text.into()),
            Told::Decimal(decimal) => Key::Decimal(decimal),
        })
    });
    fields.collect()
}

/// Lets the rows of each case tell one case: what only a joined row tells is taken over; where two tell a column
/// differently the case's own row counts; of an event told twice the earlier moment counts.
pub(super) fn merge(reading: &mut Reading<'_>, cases: &Cases) {
    for (case, joined) in &cases.0 {
        let case = *case as usize;
        for (row, _) in joined {
            for slot in 0..reading.tickets.layout.slots.len() {
                merge_slot(reading, case, *row as usize, slot);
            }
        }
        merge_events(reading, case, cases);
    }
}

/// Tells and counts the rows that were joined.
pub(super) fn tell_joined(reading: &mut Reading<'_>, cases: &Cases) {
    for (case, joined) in &cases.0 {
        for (row, _) in joined {
            let row = *row as usize;
            let number = reading.numbers.text(*case as usize).to_string();
            tell(reading, row, codes::JOINED, None, number);
            let feed = usize::from(reading.tickets.feed(row));
            if let Some(count) = reading.counts.iter_mut().find(|count| count.feed == feed) {
                count.joined += 1;
            }
        }
    }
}

fn merge_slot(reading: &mut Reading<'_>, case: usize, row: usize, slot: usize) {
    let sheet = &reading.tickets;
    let is_event = sheet.layout.wide.iter().any(|(_, wide)| *wide == slot);
    if is_event || sheet.layout.slot(FeedField::Recorded) == Some(slot) {
        return;
    }
    match (sheet.told(slot, case), sheet.told(slot, row)) {
        (None, Some(_)) => reading.tickets.copy(slot, row, case),
        (Some(own), Some(other)) if own != other && sheet.layout.slots.get(slot) != Some(&Store::Told) => {
            let feed = reading.rules.feeds.get(usize::from(sheet.feed(row)));
            let column =
                feed.and_then(|feed| (0..feed.columns.len()).find(|at| sheet.layout.slot_of(feed, *at) == Some(slot)));
            let column = column.and_then(|at| u16::try_from(at).ok());
            tell(reading, row, codes::ROWS_DIFFER, column, String::new());
        }
        _ => {}
    }
}

/// Keeps of each event that several rows of a case tell in the same column the earliest moment.
fn merge_events(reading: &mut Reading<'_>, case: usize, cases: &Cases) {
    for at in 0..reading.tickets.layout.wide.len() {
        let Some((event, slot)) = reading.tickets.layout.wide.get(at).copied() else {
            continue;
        };
        let rows = std::iter::once(case).chain(cases.joined_to(case));
        let told: Vec<(Moment, usize)> = rows
            .filter_map(|row| Some((reading.tickets.moment(slot, row)?, row)))
            .collect();
        let Some(first) = told.iter().map(|(at, _)| *at).min() else {
            continue;
        };
        let mut kept = false;
        for (at, row) in told {
            if at == first && !kept {
                kept = true;
                continue;
            }
            if at != first {
                differently(reading, row, case, event, at);
            }
            reading.untell(slot, row);
        }
    }
}

fn differently(reading: &mut Reading<'_>, row: usize, case: usize, event: EventId, at: Moment) {
    let ticket = reading.numbers.text(case).to_string();
    let place = reading.tickets.place(row);
    reading
        .findings
        .push(finding(codes::TOLD_DIFFERENTLY, place, ticket, event, at));
}

fn tell(reading: &mut Reading<'_>, row: usize, code: Code, column: Option<u16>, value: String) {
    reading.findings.push(DataFinding {
        code,
        row: reading.tickets.place(row),
        ticket: reading.numbers.text(row).to_string(),
        column,
        event: None,
        at: None,
        value,
        cure: None,
    });
}
