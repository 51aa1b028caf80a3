//! A list as it is written and read: its name, its columns, its rows a cell a column.

use super::cell::Cell;
use super::list::{Column, Kind, List, Row};
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
        let mut row = to.serialize_seq(None)?;
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
