//! Lists of what was counted: rows under columns, kept column by column.

use super::cell::{Cell, Put};
use super::cells::{Cells, Numbered, Wanted};
use super::figure::{Figure, Only};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeSet;

/// What is listed beside a notice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Lists {
    /// In the order in which they are told.
    pub all: Vec<List>,
}

/// Rows of one sort. Tickets stand in the order of their numbers.
#[derive(Debug, Clone)]
pub struct List {
    /// `accepted`, `due`, `found`, `climbed`, `leftover`, …
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    rows: usize,
}

/// A column of a list.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its English key, or the name of a metric.
    pub key: String,
    /// What its cells hold.
    pub kind: Kind,
    cells: Cells,
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

/// A row of a list.
#[derive(Debug, Clone, Copy)]
pub struct Row<'l> {
    list: &'l List,
    at: usize,
}

impl<'l> Row<'l> {
    /// Where it stands in its list, from 0.
    #[must_use]
    pub fn at(self) -> usize {
        self.at
    }

    /// The cell of a column; nothing where there is no such column.
    #[must_use]
    pub fn cell(self, column: usize) -> Cell<'l> {
        let column = self.list.columns.get(column);
        column.map_or(Cell::Empty, |column| column.cells.get(self.at))
    }

    /// The cell of a column by its key; nothing where there is no such column.
    #[must_use]
    pub fn of(self, key: &str) -> Cell<'l> {
        self.list.column(key).map_or(Cell::Empty, |column| self.cell(column))
    }

    /// The text of a column; empty where it holds none.
    #[must_use]
    pub fn text(self, key: &str) -> &'l str {
        match self.of(key) {
            Cell::Text(text) => text,
            _ => "",
        }
    }

    /// Its cells, a column behind another.
    pub fn cells(self) -> impl Iterator<Item = Cell<'l>> {
        let columns = self.list.columns.iter();
        columns.map(move |column| column.cells.get(self.at))
    }
}

impl List {
    /// A list without rows.
    #[must_use]
    pub fn new(name: &str, columns: &[(&str, Kind)]) -> List {
        let column = |(key, kind): &(&str, Kind)| Column {
            key: (*key).to_owned(),
            kind: *kind,
            cells: Cells::Nothing(0),
        };
        List {
            name: name.to_owned(),
            columns: columns.iter().map(column).collect(),
            rows: 0,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Puts a row behind the last. Columns for which it tells nothing hold nothing; what is too much is left away.
    pub fn push<'p, P: Into<Put<'p>>>(&mut self, row: impl IntoIterator<Item = P>) {
        let mut row = row.into_iter();
        for column in &mut self.columns {
            let put = row.next().map_or(Put::Own(Cell::Empty), Into::into);
            column.cells.push(column.kind, put);
        }
        self.rows += 1;
    }

    /// Puts the rows of a list of the same columns behind.
    pub(super) fn append(&mut self, other: List) {
        for (own, more) in self.columns.iter_mut().zip(other.columns) {
            own.cells.append(own.kind, more.cells);
        }
        self.rows += other.rows;
    }

    /// Puts other cells into a column, a row behind another.
    pub(super) fn replace<'p>(&mut self, column: usize, cells: impl Iterator<Item = Cell<'p>>) {
        if let Some(own) = self.columns.get_mut(column) {
            own.cells = Cells::Nothing(0);
            cells.for_each(|cell| own.cells.push(own.kind, cell.into()));
        }
    }

    /// Where a column stands.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The cells of a column, from the first row on; none where there is no such column.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = Cell<'_>> {
        self.columns.get(column).into_iter().flat_map(|own| own.cells.iter())
    }

    /// What the cells of a column tell, each once.
    pub(super) fn distinct(&self, column: usize) -> BTreeSet<String> {
        self.numbered(column).texts.into_keys().collect()
    }

    /// A row; all its cells hold nothing where there is none.
    #[must_use]
    pub fn row(&self, at: usize) -> Row<'_> {
        Row { list: self, at }
    }

    /// All rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows).map(|at| self.row(at))
    }

    /// Tells the rows for which all of these hold.
    #[must_use]
    pub fn filter<'l>(&'l self, only: &'l [Only]) -> Filter<'l> {
        let wanted = |only: &'l Only| match self.column(&only.column) {
            Some(at) => self.columns[at].cells.wanted(&only.any),
            None => Wanted::None,
        };
        Filter {
            wanted: only.iter().map(wanted).collect(),
        }
    }

    /// The rows for which all of these hold.
    pub fn only<'l>(&'l self, only: &'l [Only]) -> impl Iterator<Item = Row<'l>> {
        let filter = self.filter(only);
        self.rows().filter(move |row| filter.takes(*row))
    }

    /// How many rows, as a figure that opens them.
    #[must_use]
    pub fn figure(&self, only: Vec<Only>) -> Figure {
        Figure {
            count: self.only(&only).count() as u64,
            list: self.name.clone(),
            only,
        }
    }

    /// The rows of a column by the numbers of what they tell.
    pub(super) fn numbered(&self, column: usize) -> Numbered {
        self.columns[column].cells.numbered()
    }
}

/// Conditions on the columns of one list.
pub struct Filter<'l> {
    wanted: Vec<Wanted<'l>>,
}

impl Filter<'_> {
    /// Whether all of them hold for a row of that list. A column that is not there holds nothing.
    #[must_use]
    pub fn takes(&self, row: Row<'_>) -> bool {
        self.wanted.iter().all(|wanted| wanted.takes(row.at))
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
    pub fn open<'l>(&'l self, figure: &'l Figure) -> impl Iterator<Item = Row<'l>> {
        self.list(&figure.list)
            .into_iter()
            .flat_map(|list| list.only(&figure.only))
    }
}

/// Two lists are the same where their rows tell the same.
impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        let heads = |list: &List| -> Vec<(String, Kind)> {
            let columns = list.columns.iter();
            columns.map(|column| (column.key.clone(), column.kind)).collect()
        };
        let mut columns = self.columns.iter().zip(&other.columns);
        (&self.name, self.rows) == (&other.name, other.rows)
            && heads(self) == heads(other)
            && columns.all(|(one, other)| one.cells.iter().eq(other.cells.iter()))
    }
}

impl Serialize for List {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_struct("List", 3)?;
        list.serialize_field("name", &self.name)?;
        list.serialize_field("columns", &self.columns)?;
        list.serialize_field("rows", &Rows(self))?;
        list.end()
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut column = to.serialize_struct("Column", 2)?;
        column.serialize_field("key", &self.key)?;
        column.serialize_field("kind", &self.kind)?;
        column.end()
    }
}

struct Rows<'l>(&'l List);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.rows())
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut row = to.serialize_seq(Some(self.list.columns.len()))?;
        for cell in self.cells() {
            row.serialize_element(&cell)?;
        }
        row.end()
    }
}

/// A list as it is written.
#[derive(Deserialize)]
struct Written {
    name: String,
    columns: Vec<Head>,
    rows: Vec<Vec<Told>>,
}

#[derive(Deserialize)]
struct Head {
    key: String,
    kind: Kind,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Told {
    Number(i64),
    Text(String),
    Empty,
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<List, D::Error> {
        let written = Written::deserialize(from)?;
        let columns: Vec<(&str, Kind)> = written.columns.iter().map(|own| (&*own.key, own.kind)).collect();
        let mut list = List::new(&written.name, &columns);
        for row in &written.rows {
            list.push(row.iter().map(|told| match told {
                Told::Number(number) => Cell::Number(*number),
                Told::Text(text) => Cell::text(text),
                Told::Empty => Cell::Empty,
            }));
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::calendar::{Moment, Zone};
    use crate::notice::pool::Pool;
    use std::sync::Arc;

    const COLUMNS: [(&str, Kind); 4] = [
        ("party", Kind::Name),
        ("score", Kind::Text),
        ("at", Kind::Moment),
        ("rung", Kind::Number),
    ];

    /// Rows of every sort, the first of them empty; the parties by the numbers of a pool of names.
    fn list(names: &[&str]) -> List {
        let mut pool = Pool::default();
        let numbers: Vec<u32> = names.iter().map(|name| pool.number(name)).collect();
        let (pool, zone) = (Arc::new(pool), Zone::of(chrono_tz::Asia::Shanghai));
        let mut list = List::new("due", &COLUMNS);
        list.push([Cell::Empty]);
        for (at, number) in (1i64..).zip(numbers) {
            let score = if at == 1 { Cell::Number(4) } else { Cell::Text("4.5") };
            list.push([
                Put::Name(&pool, number),
                score.into(),
                Cell::Moment(Moment(at), &zone).into(),
                Cell::Number(at).into(),
            ]);
        }
        list.push([
            Cell::Text("of no pool"),
            Cell::Empty,
            Cell::Text("soon"),
            Cell::Text("none"),
        ]);
        list
    }

    fn told(list: &List) -> Vec<Vec<String>> {
        let row = |row: Row<'_>| row.cells().map(|cell| cell.told().into_owned()).collect();
        list.rows().map(row).collect()
    }

    #[test]
    fn what_is_put_in_is_told_and_survives_writing() {
        let own = list(&["one", "two"]);
        assert_eq!(
            told(&own),
            [
                ["", "", "", ""],
                ["one", "4", "1970-01-01T08:00:01+08:00", "1"],
                ["two", "4.5", "1970-01-01T08:00:02+08:00", "2"],
                ["of no pool", "", "soon", "none"],
            ]
        );
        let text = serde_json::to_string(&own).unwrap();
        assert!(text.contains(r#"["one",4,"1970-01-01T08:00:01+08:00",1]"#), "{text}");
        let read: List = serde_json::from_str(&text).unwrap();
        assert_eq!(read, own);
        assert_ne!(read, list(&["one", "three"]));
    }

    #[test]
    fn lists_of_other_pools_are_put_behind_and_counted_alike() {
        let (mut own, other) = (list(&["one", "two"]), list(&["two", "three", "one"]));
        let mut both = told(&own);
        both.extend(told(&other));
        own.append(other);
        assert_eq!((told(&own), own.len()), (both, 9));
        let lists = Lists { all: vec![own] };
        let counter = crate::notice::Counter::new(&lists);
        for (only, count) in [
            (Only::is("party", "one"), 2),
            (Only::any("party", ["two", "of no pool"]), 4),
            (Only::is("party", ""), 2),
            (Only::is("rung", "1"), 2),
            (Only::is("at", "soon"), 2),
            (Only::is("score", "4.5"), 3),
            (Only::is("party", "nobody"), 0),
        ] {
            let figure = lists.figure("due", vec![only.clone()]);
            assert_eq!(
                (figure.count, counter.count("due", &[only])),
                (count, count),
                "{figure:?}"
            );
        }
    }
}
