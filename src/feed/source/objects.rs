//! JSON objects as rows: a key is a column, `a.b` the key b of the object under a.
//!
//! Only the columns that the feed block names become cells. What is no object, or has one of these keys twice, is a
//! row that cannot be read, and so is one with an object or a list where a value is asked for: only the names of
//! co-handlers may be a list. Numbers are handed on as they are written.

use super::delimited::push_row;
use super::records::Records;
use super::wrong::Wrong;
use super::{Unread, not_utf8};
use crate::diagnostic::{Code, feed as codes};
use crate::feed::cell::is_blank;
use crate::model::{Feed, FeedField};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read};

/// Rows are handed out in pieces of about this size.
const PIECE: usize = 1 << 16;
/// So many keys that no column names are kept to tell what was probably meant.
const OTHERS: usize = 200;

/// Rows made of objects.
pub(super) struct Objects<R> {
    records: Records<R>,
    /// The columns by key.
    keys: Key,
    /// The columns, each name once.
    columns: Vec<Column>,
    others: BTreeSet<String>,
    taken: Taken,
    /// The cell of the ticket number.
    number: Option<usize>,
    out: Vec<u8>,
    at: usize,
    line: u32,
    unread: Vec<Unread>,
}

/// A column, or several of one name.
struct Column {
    name: String,
    /// The feed block's first column of that name.
    declared: u16,
    /// Its cells may hold a list of names.
    list: bool,
    /// Some object has it.
    met: bool,
}

/// What the row being read told.
#[derive(Debug, Default)]
struct Taken {
    cells: Vec<Cell>,
    /// A key stands in it twice.
    twice: bool,
    /// The first cell with an object or a list in it, and the keys of the object.
    nested: Option<(usize, Vec<String>)>,
}

/// What stands under a key.
#[derive(Debug, Default)]
struct Key {
    cell: Option<usize>,
    /// The cell may hold a list.
    list: bool,
    below: HashMap<String, Key>,
}

/// A cell of the row being read; None: the object has no such key.
type Cell = Option<String>;

impl<R: Read> Objects<R> {
    /// The objects of a stream that begins with `head`.
    pub(super) fn new(head: Vec<u8>, source: R, array: bool, declared: &Feed) -> io::Result<Objects<R>> {
        if head.trim_ascii().is_empty() {
            return Err(empty().io());
        }
        let (mut columns, mut keys, mut number) = (Vec::<Column>::new(), Key::default(), None);
        for (at, column) in declared.columns.iter().enumerate() {
            if column.number.is_some() {
                return Err(unnumbered(&column.column).io());
            }
            let name = column.column.trim_matches(is_blank);
            let list = column.field == FeedField::CoHandlers;
            let cell = match columns.iter_mut().position(|known| known.name == name) {
                Some(cell) => cell,
                None => {
                    columns.push(Column {
                        name: name.to_string(),
                        declared: u16::try_from(at).unwrap_or(u16::MAX),
                        list,
                        met: false,
                    });
                    columns.len() - 1
                }
            };
            let list = columns.get_mut(cell).is_some_and(|known| {
                known.list &= list;
                known.list
            });
            let whole = keys.below.entry(name.to_string()).or_default();
            (whole.cell, whole.list) = (Some(cell), list);
            let mut key = &mut keys;
            for part in name.split('.') {
                key = key.below.entry(part.to_string()).or_default();
            }
            (key.cell, key.list) = (Some(cell), list);
            if column.field == FeedField::TicketId {
                number = Some(cell);
            }
        }
        let mut out = Vec::with_capacity(PIECE);
        push_row(&mut out, columns.iter().map(|column| column.name.as_str()));
        Ok(Objects {
            records: Records::new(head, source, array),
            keys,
            others: BTreeSet::new(),
            taken: Taken {
                cells: vec![None; columns.len()],
                ..Taken::default()
            },
            columns,
            number,
            out,
            at: 0,
            line: 0,
            unread: Vec::new(),
        })
    }

    /// The stream.
    pub(super) fn source(&self) -> &R {
        self.records.source()
    }

    /// Rows that could not be read.
    pub(super) fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The columns that some object has, and other keys; None where there were no objects to tell.
    pub(super) fn header_met(&self) -> Option<Vec<String>> {
        let met = self.columns.iter().filter(|column| column.met);
        let met: Vec<String> = met
            .map(|column| column.name.clone())
            .chain(self.others.iter().cloned())
            .collect();
        (!met.is_empty()).then_some(met)
    }

    /// Writes the next row; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        let array = self.records.is_array();
        let Some(record) = self.records.next()? else {
            return Ok(false);
        };
        self.line = self.line.saturating_add(1);
        let record = match simdutf8::basic::from_utf8(record) {
            Ok(text) => text.trim_matches(|letter: char| letter.is_ascii_whitespace()),
            Err(_) => return Err(not_utf8(self.line).io()),
        };
        // A blank line is none; an array has no blank elements.
        if record.is_empty() && !array {
            self.out.push(b'\n');
            return Ok(true);
        }
        self.taken.cells.iter_mut().for_each(|cell| *cell = None);
        (self.taken.twice, self.taken.nested) = (false, None);
        let row = Row {
            key: &self.keys,
            taken: &mut self.taken,
            others: &mut self.others,
        };
        let mut json = serde_json::Deserializer::from_str(record);
        let read = row.deserialize(&mut json).and_then(|()| json.end());
        for (column, cell) in self.columns.iter_mut().zip(&self.taken.cells) {
            column.met |= cell.is_some();
        }
        let nested = self
            .taken
            .nested
            .take()
            .and_then(|(cell, keys)| self.nested(cell, keys));
        if read.is_err() || self.taken.twice {
            self.leave(None, codes::NO_OBJECT);
        } else if let Some(column) = nested {
            self.leave(Some(column), codes::NESTED);
        } else {
            let cells = self.taken.cells.iter();
            push_row(&mut self.out, cells.map(|cell| cell.as_deref().unwrap_or("")));
        }
        Ok(true)
    }

    /// Notes that a column holds an object or a list, and by which keys the object's values could be named. Yields the
    /// feed block's column.
    fn nested(&mut self, cell: usize, keys: Vec<String>) -> Option<u16> {
        let column = self.columns.get_mut(cell)?;
        column.met = true;
        for key in keys {
            if self.others.len() < OTHERS {
                self.others.insert(format!("{}.{key}", column.name));
            }
        }
        Some(column.declared)
    }

    /// Leaves a row out of the text.
    fn leave(&mut self, column: Option<u16>, code: Code) {
        let ticket = self
            .number
            .and_then(|cell| self.taken.cells.get(cell))
            .cloned()
            .flatten();
        self.unread.push(Unread {
            line: self.line,
            column,
            code,
            ticket: ticket.unwrap_or_default(),
        });
        self.out.push(b'\n');
    }
}

impl<R: Read> Read for Objects<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.out.len() {
            self.out.clear();
            self.at = 0;
        }
        while self.out.len() < PIECE && self.next()? {}
        let ready = self.out.get(self.at..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        if let (Some(into), Some(from)) = (buffer.get_mut(..count), ready.get(..count)) {
            into.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}

/// Reads an object into the cells that its keys name.
struct Row<'a> {
    key: &'a Key,
    taken: &'a mut Taken,
    others: &'a mut BTreeSet<String>,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Find(self.key, self.others))? {
            let Some(key) = key else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let raw = map.next_value::<&RawValue>()?.get();
            let mut below = Row {
                key,
                taken: self.taken,
                others: self.others,
            };
            below.value(raw).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }
}

impl Row<'_> {
    /// Takes over the value under a key, as it is written; a text without its quotes. Of an object whose keys are named
    /// these are taken instead.
    fn value(&mut self, raw: &str) -> serde_json::Result<()> {
        if raw.starts_with('{') && !self.key.below.is_empty() {
            let below = Row {
                key: self.key,
                taken: self.taken,
                others: self.others,
            };
            return below.deserialize(&mut serde_json::Deserializer::from_str(raw));
        }
        let Some(at) = self.key.cell else { return Ok(()) };
        let text = match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw)?,
            Some(b'[') if self.key.list => raw.to_string(),
            Some(b'{' | b'[') => {
                let keys = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(raw);
                let keys = keys.map(|keys| keys.into_keys().filter(|key| key.len() < 256).collect());
                self.taken.nested.get_or_insert((at, keys.unwrap_or_default()));
                return Ok(());
            }
            _ if raw == "null" => String::new(),
            _ => raw.to_string(),
        };
        if let Some(cell) = self.taken.cells.get_mut(at) {
            self.taken.twice |= cell.replace(text).is_some();
        }
        Ok(())
    }
}

/// Finds what a key names, without keeping the key.
struct Find<'a, 'b>(&'a Key, &'b mut BTreeSet<String>);

impl<'de, 'a> DeserializeSeed<'de> for Find<'a, '_> {
    type Value = Option<&'a Key>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'_> for Find<'a, '_> {
    type Value = Option<&'a Key>;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let key = key.trim_matches(is_blank);
        let found = self.0.below.get(key);
        if found.is_none() && self.1.len() < OTHERS && key.len() < 256 && !self.1.contains(key) {
            self.1.insert(key.to_string());
        }
        Ok(found)
    }
}

fn unnumbered(column: &str) -> Wrong {
    Wrong::new(
        codes::NO_COLUMN,
        (
            format!("there is no column \"{column}\": the keys of an object have no order"),
            format!("没有“{column}”：对象的键没有次序"),
        ),
        ("write the key: from column \"…\"", "写上键名：取自列 “……”"),
    )
}

fn empty() -> Wrong {
    Wrong::new(
        codes::NO_HEADER,
        ("it is empty", "是空的"),
        (
            "an export without tickets is an empty array: [ ]",
            "没有工单的导出应是空数组：[ ]",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FeedColumn;
    use crate::terms::FeedRole;

    fn feed(names: &[&str]) -> Feed {
        Feed {
            columns: names
                .iter()
                .map(|name| FeedColumn::new(FeedField::TicketId, name))
                .collect(),
            ..Feed::new(FeedRole::Tickets, "")
        }
    }

    fn rows(text: &str, names: &[&str]) -> (String, Vec<u32>, Option<Vec<String>>) {
        let array = text.starts_with('[');
        let mut objects = Objects::new(Vec::from(text), io::empty(), array, &feed(names)).unwrap();
        let mut found = String::new();
        objects.read_to_string(&mut found).unwrap();
        let unread = objects.unread().iter().map(|row| row.line).collect();
        (found, unread, objects.header_met())
    }

    #[test]
    fn keys_are_columns_and_values_stay_as_written() {
        let text = "{\"no\":20260302000000000017,\"x\":{\"y\":{\"z\":\"a,b\"}},\"rate\":1.10}\n\n\
                    {\"x.y.z\":null,\"no\":true,\"other\":[{}]}";
        let (found, unread, met) = rows(text, &["no", "x.y.z", "rate", "gone"]);
        assert_eq!(
            found,
            "no,x.y.z,rate,gone\n20260302000000000017,\"a,b\",1.10,\n\ntrue,,,\n"
        );
        assert!(unread.is_empty());
        assert_eq!(met.unwrap(), ["no", "x.y.z", "rate", "other"]);
    }

    #[test]
    fn what_is_no_object_is_told_by_its_line() {
        let text = "[{\"no\":1}, 2, {\"no\":1,\"no\":2}, {\"no\":\"\\ud800\"}, {\"no\":{\"no\":5}},, \"x\"]";
        let (found, unread, _) = rows(text, &["no"]);
        assert_eq!(found, "no\n1\n\n\n\n\n\n\n");
        assert_eq!(unread, [2, 3, 4, 5, 6, 7]);
        let deep = format!("{{\"no\":1,\"deep\":{}}}", "[".repeat(100_000));
        assert_eq!(rows(&deep, &["no"]).1, [1]);
        let deep = format!("{{\"no\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(rows(&deep, &["no"]).1.len() <= 1);
    }
}
