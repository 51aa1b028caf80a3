//! When the events of some tickets in a row happened, column by column, for whatever looks at many tickets at once.

use super::facts::Facts;
use super::layout::FAR;
use super::timeline::Timeline;
use crate::calendar::Moment;
use crate::model::EventId;
use std::ops::Range;

/// The events of a chunk of tickets up to a moment. Reused from chunk to chunk.
///
/// A column holds seconds since 1970, in the order of the tickets; [`Chunk::NEVER`] where the event has not happened.
#[derive(Debug, Default)]
pub struct Chunk {
    /// By event; empty where no ticket tells it.
    columns: Vec<Vec<u32>>,
    /// By ticket: whether the columns tell all of its events.
    whole: Vec<bool>,
    /// Whether the own row of each ticket tells all of its events.
    by_row: bool,
    /// From this second on nothing has happened yet.
    end: u32,
    /// Room for the events of one ticket.
    timeline: Timeline,
}

impl Chunk {
    /// Later than every second of a column: what has not happened.
    pub const NEVER: u32 = u32::MAX;

    /// Room for so many events of the rule set.
    #[must_use]
    pub fn new(events: usize) -> Chunk {
        Chunk {
            columns: vec![Vec::new(); events],
            timeline: Timeline::new(events),
            ..Chunk::default()
        }
    }

    /// The number of its tickets.
    #[must_use]
    pub fn len(&self) -> usize {
        self.whole.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Whether the columns tell all events of a ticket: none happened twice, told another category than the ticket's, or
    /// lies outside the years 1970 to 2105.
    #[inline]
    #[must_use]
    pub fn is_whole(&self, ticket: usize) -> bool {
        self.whole.get(ticket).copied().unwrap_or(false)
    }

    /// Whether the own row of each ticket tells all of its events.
    #[must_use]
    pub fn is_by_row(&self) -> bool {
        self.by_row
    }

    /// When an event happened, by ticket; empty where no ticket tells it.
    #[inline]
    #[must_use]
    pub fn column(&self, event: EventId) -> &[u32] {
        self.columns.get(event.index()).map_or(&[], Vec::as_slice)
    }

    /// The columns that tell anything.
    pub fn columns(&self) -> impl Iterator<Item = &[u32]> {
        self.columns
            .iter()
            .filter(|column| !column.is_empty())
            .map(Vec::as_slice)
    }

    /// When an event of a ticket happened; [`Timeline::NEVER`] where it has not.
    #[inline]
    #[must_use]
    pub fn at(&self, event: EventId, ticket: usize) -> Moment {
        match self.column(event).get(ticket) {
            Some(&at) if at != Chunk::NEVER => Moment(i64::from(at)),
            _ => Timeline::NEVER,
        }
    }

    /// Forgets everything; so many tickets follow, and what happened to them up to a moment.
    pub(super) fn begin(&mut self, tickets: usize, until: Moment) {
        self.columns.iter_mut().for_each(Vec::clear);
        self.whole.clear();
        self.whole.resize(tickets, true);
        self.by_row = true;
        let end = until.0.saturating_add(1).clamp(0, i64::from(Chunk::NEVER) - 1);
        self.end = end as u32;
    }

    /// Tells an event of all tickets by the values of its slot.
    pub(super) fn tell_all(&mut self, event: EventId, values: &[u32]) {
        let (Some(column), end) = (self.columns.get_mut(event.index()), self.end) else {
            return;
        };
        // A slot value below the first second becomes one that no slot holds, past every end.
        let second = |value: &u32| {
            let second = value.wrapping_sub(FAR + 1);
            if second < end { second } else { Chunk::NEVER }
        };
        if column.is_empty() {
            column.extend(values.iter().map(second));
        } else {
            for ((known, value), whole) in column.iter_mut().zip(values).zip(&mut self.whole) {
                let told = second(value);
                *whole &= *known == Chunk::NEVER || told == Chunk::NEVER;
                *known = told.min(*known);
            }
        }
        if values.contains(&FAR) {
            let told = values.iter().zip(&mut self.whole);
            told.for_each(|(value, whole)| *whole &= *value != FAR);
        }
    }

    /// Tells tickets one by one.
    pub(super) fn tell_each<F: Facts + ?Sized>(&mut self, facts: &F, tickets: Range<usize>, until: Moment) {
        self.begin(tickets.len(), until);
        self.by_row = false;
        for (at, ticket) in tickets.enumerate() {
            self.tell(at, |timeline| facts.timeline(ticket, until, timeline));
        }
    }

    /// Tells a ticket by its timeline, which `read` fills; false where that does not tell all of it.
    fn tell(&mut self, ticket: usize, read: impl FnOnce(&mut Timeline) -> bool) {
        let mut whole = read(&mut self.timeline);
        let tickets = self.whole.len();
        for (event, column) in self.columns.iter_mut().enumerate() {
            let at = self.timeline.at(EventId::from(event));
            if !whole || at == Timeline::NEVER {
                continue;
            }
            if column.is_empty() {
                column.resize(tickets, Chunk::NEVER);
            }
            let second = u32::try_from(at.0).ok().filter(|second| *second < self.end);
            whole &= second.is_some();
            if let (Some(place), Some(second)) = (column.get_mut(ticket), second) {
                *place = second;
            }
        }
        if let Some(place) = self.whole.get_mut(ticket) {
            *place = whole;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::near;
    use super::*;

    #[test]
    fn both_ways_tell_the_same() {
        let far = Moment(-5);
        let told = [None, Some(Moment(0)), Some(Moment(99)), Some(Moment(100)), Some(far)];
        let values: Vec<u32> = told
            .iter()
            .map(|at| at.map_or(0, |at| near(at).unwrap_or(FAR)))
            .collect();
        for until in [-9, -1, 0, 99, 100, i64::MAX] {
            let [mut all, mut each] = [(); 2].map(|()| Chunk::new(1));
            all.begin(told.len(), Moment(until));
            all.tell_all(EventId(0), &values);
            each.begin(told.len(), Moment(until));
            for (ticket, at) in told.iter().enumerate() {
                each.tell(ticket, |timeline| {
                    timeline.begin(crate::feed::RowId::default());
                    at.filter(|at| at.0 <= until)
                        .is_none_or(|at| timeline.note(EventId(0), at))
                });
            }
            for (ticket, at) in told.iter().enumerate() {
                let [one, other] = [&all, &each].map(|chunk| (chunk.is_whole(ticket), chunk.at(EventId(0), ticket)));
                // A moment outside the slots is not looked at: it may have come or not.
                let same = one == other || *at == Some(far) && !one.0;
                assert!(same, "{ticket} until {until}: {one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_told_twice_is_not_told_whole() {
        let mut chunk = Chunk::new(1);
        chunk.begin(3, Moment(1000));
        chunk.tell_all(EventId(0), &[0, 7, 8]);
        chunk.tell_all(EventId(0), &[9, 0, 8]);
        let told: Vec<_> = (0..3)
            .map(|ticket| (chunk.is_whole(ticket), chunk.at(EventId(0), ticket)))
            .collect();
        assert_eq!(told, [(true, Moment(7)), (true, Moment(5)), (false, Moment(6))]);
    }
}
