//! Lists of what was counted, and figures that open them.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is listed beside a notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lists {
    /// In the order in which they are told.
    pub all: Vec<List>,
}

/// Rows of one sort. Tickets stand in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// `accepted`, `due`, `found`, `climbed`, `leftover`, …
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its English key, or the name of a metric.
    pub key: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text of the feeds, a number of a ticket, a place.
    Text,
    /// A name of the rules.
    Name,
    /// What fell due: the name of a deadline, `ladder/2`, `ladder/2/event`.
    Duty,
    /// One of a closed set of English words, told in the reader's language.
    Word,
    /// A count.
    Number,
    /// A moment, RFC 3339 in the rule set's zone.
    Moment,
    /// Seconds.
    Seconds,
    /// A code of the program, told by the title of its page.
    Code,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A count, or seconds.
    Number(i64),
    /// Everything else. Names are shared by the rows that tell them.
    Text(Arc<str>),
    /// Nothing.
    Empty,
}

/// A count that can be opened: so many rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// How many.
    pub count: u64,
    /// Rows of this list,
    pub list: String,
    /// for which all of these hold.
    pub only: Vec<Only>,
}

/// A column holds one of several texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Only {
    /// The key of the column.
    pub column: String,
    /// One of these.
    pub any: Vec<String>,
}

impl Only {
    /// A column holds a text.
    #[must_use]
    pub fn is(column: &str, text: &str) -> Only {
        Only::any(column, [text])
    }

    /// A column holds one of several texts.
    #[must_use]
    pub fn any<'t>(column: &str, texts: impl IntoIterator<Item = &'t str>) -> Only {
        Only {
            column: column.to_owned(),
            any: texts.into_iter().map(str::to_owned).collect(),
        }
    }
}

impl Cell {
    /// A text, or nothing where it is empty.
    #[must_use]
    pub fn text(text: &str) -> Cell {
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text.into())
        }
    }

    /// A number, or nothing.
    #[must_use]
    pub fn number(number: Option<i64>) -> Cell {
        number.map_or(Cell::Empty, Cell::Number)
    }

    /// Whether it holds a text; nothing is the empty one.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        match self {
            Cell::Text(own) => **own == *text,
            Cell::Number(own) => text.parse() == Ok(*own),
            Cell::Empty => text.is_empty(),
        }
    }
}

impl List {
    /// A list without rows.
    #[must_use]
    pub fn new(name: &str, columns: &[(&str, Kind)]) -> List {
        List {
            name: name.to_owned(),
            columns: columns
                .iter()
                .map(|(key, kind)| Column {
                    key: (*key).to_owned(),
                    kind: *kind,
                })
                .collect(),
            rows: Vec::new(),
        }
    }

    /// Where a column stands.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// Tells the rows for which all of these hold.
    #[must_use]
    pub fn filter<'o>(&self, only: &'o [Only]) -> Filter<'o> {
        Filter {
            wanted: only
                .iter()
                .map(|only| (self.column(&only.column), only.any.as_slice()))
                .collect(),
        }
    }

    /// The text of a cell; empty where it holds none.
    #[must_use]
    pub fn text<'r>(&self, row: &'r [Cell], key: &str) -> &'r str {
        match self.column(key).and_then(|at| row.get(at)) {
            Some(Cell::Text(text)) => text,
            _ => "",
        }
    }

    /// The rows for which all of these hold.
    pub fn rows<'l>(&'l self, only: &'l [Only]) -> impl Iterator<Item = &'l Vec<Cell>> {
        let filter = self.filter(only);
        self.rows.iter().filter(move |row| filter.takes(row))
    }

    /// How many rows, as a figure that opens them.
    #[must_use]
    pub fn figure(&self, only: Vec<Only>) -> Figure {
        Figure {
            count: self.rows(&only).count() as u64,
            list: self.name.clone(),
            only,
        }
    }
}

/// Conditions on the columns of one list.
pub struct Filter<'o> {
    /// Where a column stands, and the texts of which it holds one.
    wanted: Vec<(Option<usize>, &'o [String])>,
}

impl Filter<'_> {
    /// Whether all of them hold for a row. A column that is not there holds nothing.
    #[must_use]
    pub fn takes(&self, row: &[Cell]) -> bool {
        self.wanted.iter().all(|(at, any)| {
            let cell = at.and_then(|at| row.get(at));
            cell.is_some_and(|cell| any.iter().any(|text| cell.is(text)))
        })
    }
}

impl Lists {
    /// A list by its name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&List> {
        self.all.iter().find(|list| list.name == name)
    }

    /// How many rows of a list, as a figure that opens them. A list that is not there has none.
    #[must_use]
    pub fn figure(&self, name: &str, only: Vec<Only>) -> Figure {
        match self.list(name) {
            Some(list) => list.figure(only),
            None => Figure {
                count: 0,
                list: name.to_owned(),
                only,
            },
        }
    }

    /// The rows behind a figure.
    pub fn open<'l>(&'l self, figure: &'l Figure) -> impl Iterator<Item = &'l Vec<Cell>> {
        self.list(&figure.list)
            .into_iter()
            .flat_map(|list| list.rows(&figure.only))
    }
}
