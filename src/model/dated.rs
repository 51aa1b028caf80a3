//! Values that change on dates: a limit that is shortened, an owner that is replaced.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A value, and what takes its place from later dates on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// Before any of the dates.
    pub first: T,
    /// From each date on; the dates rise.
    pub later: Vec<(NaiveDate, T)>,
}

impl<T> Dated<T> {
    /// A value that never changes.
    pub fn always(value: T) -> Dated<T> {
        Dated {
            first: value,
            later: Vec::new(),
        }
    }

    /// The value of a date; without one, the first.
    pub fn on(&self, date: Option<NaiveDate>) -> &T {
        let reached = |from: &NaiveDate| date.is_some_and(|date| date >= *from);
        let last = self.later.iter().rev().find(|(from, _)| reached(from));
        last.map_or(&self.first, |(_, value)| value)
    }

    /// The value of a date that is asked for only where the value ever changes.
    pub fn of(&self, date: impl FnOnce() -> NaiveDate) -> &T {
        match self.later.is_empty() {
            true => &self.first,
            false => self.on(Some(date())),
        }
    }

    /// Since when the value of a date holds; None: from the beginning.
    pub fn since(&self, date: Option<NaiveDate>) -> Option<NaiveDate> {
        let mut reached = self.later.iter().rev().map(|(from, _)| *from);
        reached.find(|from| date.is_some_and(|date| date >= *from))
    }

    /// Every value it ever has.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(self.later.iter().map(|(_, value)| value))
    }

    /// The same dates with other values.
    #[must_use]
    pub fn map<U>(&self, to: impl Fn(T) -> U) -> Dated<U>
    where
        T: Copy,
    {
        Dated {
            first: to(self.first),
            later: self.later.iter().map(|(from, value)| (*from, to(*value))).collect(),
        }
    }
}
