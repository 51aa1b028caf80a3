//! The sample that is asked again, of those who count as satisfied: chosen by a keyed hash, the same ones every time.

use super::answers::{is_good, period};
use super::behind::Behind;
use super::cell::Cell;
use super::list::{Kind, List};
use super::lists::{Columns, Names, row_told};
use super::month::Month;
use crate::calendar::Moment;
use crate::feed::{Answer, RowId, Table};
use crate::measure::Ratio;
use crate::model::{PartyId, Satisfaction};
use crate::report::Context;
use std::collections::BTreeMap;

/// Those who count as satisfied in the month, told by their ticket and by the row of their first answer, never by name.
const SATISFIED: Columns = (
    "satisfied",
    &[
        ("measure", Kind::Name),
        ("ticket", Kind::Text),
        ("at", Kind::Moment),
        ("party", Kind::Name),
        ("row", Kind::Text),
        ("recheck", Kind::Word),
    ],
);

/// Draws the samples of a month.
pub(super) struct Recheck<'a> {
    context: &'a Context<'a>,
    table: &'a Table,
    month: Month,
}

/// Somebody who answered.
struct Person<'a> {
    good: bool,
    first: (Option<Moment>, RowId),
    ticket: &'a str,
    party: Option<PartyId>,
}

impl<'a> Recheck<'a> {
    pub(super) fn new(context: &'a Context<'a>, table: &'a Table, month: Month) -> Recheck<'a> {
        Recheck { context, table, month }
    }

    /// The list; None where no measure is looked at again.
    pub(super) fn list(
        &self,
        names: &Names,
        answers: impl Iterator<Item = &'a Answer<'a>>,
        behind: &Behind<'_>,
    ) -> Option<List> {
        let measures = &self.context.rules.satisfactions;
        measures.iter().find(|own| own.recheck.is_some())?;
        let mut persons: BTreeMap<(usize, String), Person<'a>> = BTreeMap::new();
        for own in answers {
            let Some((at, measure)) = own.measure.and_then(|at| Some((at, measures.get(at)?))) else {
                continue;
            };
            let Some(who) = self.who(own) else { continue };
            let since = period(measure, self.month).first.begin(self.context.zone);
            let person = persons.entry((at, who)).or_insert_with(|| Person {
                good: true,
                first: (own.at, own.row),
                ticket: own.ticket,
                party: behind.party(own, Some(since)),
            });
            person.good &= is_good(measure, own.score);
            person.first = person.first.min((own.at, own.row));
        }
        persons.retain(|_, person| person.good);
        let mut list = List::new(SATISFIED.0, SATISFIED.1);
        for (at, measure) in measures.iter().enumerate() {
            let own = persons.range((at, String::new())..(at + 1, String::new()));
            let mut own: Vec<_> = own.map(|((_, who), person)| (self.draw(at, who), person)).collect();
            own.sort_by_key(|(drawn, _)| *drawn);
            let size = size(measure, own.len());
            let mut rows: Vec<_> = own.into_iter().enumerate().collect();
            rows.sort_by_key(|(_, (drawn, person))| (person.first.0, person.ticket, *drawn));
            for (rank, (_, person)) in rows {
                list.push([
                    Cell::text(&measure.name).into(),
                    Cell::text(person.ticket).into(),
                    Cell::moment(person.first.0, self.context.zone).into(),
                    names.party(person.party),
                    Cell::text(&row_told(self.context.rules, person.first.1)).into(),
                    names.yes(rank < size),
                ]);
            }
        }
        Some(list)
    }

    /// Who answered: a ticket, else a customer. Who is neither cannot be asked again.
    fn who(&self, answer: &Answer<'_>) -> Option<String> {
        match (answer.ticket, answer.customer) {
            ("", customer) => Some(format!("customer {}", self.table.customer(customer?))),
            (ticket, _) => Some(format!("ticket {ticket}")),
        }
    }

    /// Where somebody stands in the draw of a measure and month. The measure goes by its place in the rules, so that the
    /// draw is the same in both languages.
    fn draw(&self, measure: usize, who: &str) -> [u8; 32] {
        let drawing = format!("{} {measure}", self.month);
        let key = blake3::derive_key("onus 2026-11 recheck of satisfied answers", drawing.as_bytes());
        *blake3::keyed_hash(&key, who.as_bytes()).as_bytes()
    }
}

/// How many of those who are satisfied are asked again: the share, rounded up.
fn size(measure: &Satisfaction, satisfied: usize) -> usize {
    let share = measure.recheck.and_then(Ratio::of);
    let whole = i128::try_from(satisfied).ok().and_then(|all| Ratio::new(all, 100));
    let size = share.zip(whole).and_then(|(share, whole)| share.times(whole));
    size.and_then(|size| usize::try_from(size.ceiling()).ok()).unwrap_or(0)
}
