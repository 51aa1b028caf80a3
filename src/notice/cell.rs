//! What a row holds in a column: typed while it is kept, told as a text only where it is written or shown.

use super::pool::Pool;
use crate::calendar::{Moment, Zone};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::sync::Arc;

/// A cell of a list. Two cells are the same where they tell the same.
#[derive(Debug, Clone, Copy)]
pub enum Cell<'l> {
    /// Nothing.
    Empty,
    /// A count, or seconds.
    Number(i64),
    /// A text.
    Text(&'l str),
    /// A moment, told in RFC 3339 in its zone.
    Moment(Moment, &'l Zone),
}

/// A cell to be put into a row: a name of the rules goes by its number in their pool.
#[derive(Debug, Clone, Copy)]
pub enum Put<'p> {
    /// A name by its number.
    Name(&'p Arc<Pool>, u32),
    /// Everything else.
    Own(Cell<'p>),
}

impl<'l> Cell<'l> {
    /// A text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: &'l str) -> Cell<'l> {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A number, or nothing.
    #[must_use]
    pub fn number(number: Option<i64>) -> Cell<'l> {
        number.map_or(Cell::Empty, Cell::Number)
    }

    /// A moment, or nothing.
    #[must_use]
    pub fn moment(at: Option<Moment>, zone: &'l Zone) -> Cell<'l> {
        at.map_or(Cell::Empty, |at| Cell::Moment(at, zone))
    }

    /// The number that it holds.
    #[must_use]
    pub fn as_number(self) -> Option<i64> {
        match self {
            Cell::Number(number) => Some(number),
            Cell::Empty | Cell::Text(_) | Cell::Moment(..) => None,
        }
    }

    /// Whether it tells a text; nothing is the empty one.
    #[must_use]
    pub fn is(self, text: &str) -> bool {
        match self {
            Cell::Number(own) => text.parse() == Ok(own),
            own => own.told() == text,
        }
    }

    /// As it is written.
    #[must_use]
    pub fn told(self) -> Cow<'l, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Moment(at, zone) => Cow::Owned(zone.rfc3339(at)),
        }
    }
}

impl<'p> Put<'p> {
    /// As it is written.
    pub(super) fn told(self) -> Cow<'p, str> {
        match self {
            Put::Name(pool, number) => Cow::Borrowed(pool.name(number)),
            Put::Own(cell) => cell.told(),
        }
    }
}

impl PartialEq for Cell<'_> {
    fn eq(&self, other: &Cell<'_>) -> bool {
        match (self, other) {
            (Cell::Empty, Cell::Empty) => true,
            (Cell::Number(one), Cell::Number(other)) => one == other,
            (Cell::Text(one), Cell::Text(other)) => one == other,
            (Cell::Moment(one, here), Cell::Moment(other, there)) if std::ptr::eq(*here, *there) => one == other,
            (Cell::Moment(..), Cell::Text(_) | Cell::Moment(..)) | (Cell::Text(_), Cell::Moment(..)) => {
                self.told() == other.told()
            }
            _ => false,
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => to.serialize_unit(),
            Cell::Number(number) => to.serialize_i64(*number),
            told => to.serialize_str(&told.told()),
        }
    }
}

impl<'p> From<Cell<'p>> for Put<'p> {
    fn from(cell: Cell<'p>) -> Put<'p> {
        Put::Own(cell)
    }
}
