//! JSON objects as rows: a key is a column, `a.b` the key b of the object under a.
//!
//! Only the columns that the feed block names become cells. What is no object, or has one of these keys twice, is a
//! row that cannot be read. Numbers are handed on as they are written.

use super::delimited::push_row;
use super::records::Records;
use super::wrong::Wrong;
use super::{Unread, not_utf8};
use crate::diagnostic::feed as codes;
use crate::feed::cell::is_blank;
use crate::model::{Feed, FeedField};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::{BTreeSet, HashMap};
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
    /// The names of the columns.
    header: Vec<String>,
    /// Which of them some object has.
    met: Vec<bool>,
    others: BTreeSet<String>,
    cells: Vec<Cell>,
    /// The cell of the ticket number.
    number: Option<usize>,
    out: Vec<u8>,
    at: usize,
    line: u32,
    unread: Vec<Unread>,
}

/// What stands under a key.
#[derive(Debug, Default)]
struct Key {
    cell: Option<usize>,
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
        let (mut header, mut keys, mut number) = (Vec::<String>::new(), Key::default(), None);
        for column in &declared.columns {
            if column.number.is_some() {
                return Err(unnumbered(&column.column).io());
            }
            let name = column.column.trim_matches(is_blank);
            let cell = header.iter().position(|known| known == name).unwrap_or_else(|| {
                header.push(name.to_string());
                header.len() - 1
            });
            keys.below.entry(name.to_string()).or_default().cell = Some(cell);
            let mut key = &mut keys;
            for part in name.split('.') {
                key = key.below.entry(part.to_string()).or_default();
            }
            key.cell = Some(cell);
            if column.field == FeedField::TicketId {
                number = Some(cell);
            }
        }
        let mut out = Vec::with_capacity(PIECE);
        push_row(&mut out, header.iter().map(String::as_str));
        Ok(Objects {
            records: Records::new(head, source, array),
            keys,
            met: vec![false; header.len()],
            others: BTreeSet::new(),
            cells: vec![None; header.len()],
            header,
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
        let met = self.header.iter().zip(&self.met).filter(|(_, met)| **met);
        let met: Vec<String> = met
            .map(|(name, _)| name.clone())
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
        self.cells.iter_mut().for_each(|cell| *cell = None);
        let mut twice = false;
        let row = Row {
            key: &self.keys,
            cells: &mut self.cells,
            twice: &mut twice,
            others: &mut self.others,
        };
        let mut json = serde_json::Deserializer::from_str(record);
        let read = row.deserialize(&mut json).and_then(|()| json.end());
        for (met, cell) in self.met.iter_mut().zip(&self.cells) {
            *met |= cell.is_some();
        }
        if read.is_err() || twice {
            let ticket = self.number.and_then(|cell| self.cells.get(cell)).cloned().flatten();
            self.unread.push(Unread {
                line: self.line,
                column: None,
                code: codes::NO_OBJECT,
                ticket: ticket.unwrap_or_default(),
            });
            self.out.push(b'\n');
        } else {
            push_row(
                &mut self.out,
                self.cells.iter().map(|cell| cell.as_deref().unwrap_or("")),
            );
        }
        Ok(true)
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
    cells: &'a mut [Cell],
    twice: &'a mut bool,
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
                cells: self.cells,
                twice: self.twice,
                others: self.others,
            };
            below.value(raw).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }
}

impl Row<'_> {
    /// Takes over the value under a key, as it is written; a text without its quotes.
    fn value(&mut self, raw: &str) -> serde_json::Result<()> {
        if raw.starts_with('{') && !self.key.below.is_empty() {
            let below = Row {
                key: self.key,
                cells: self.cells,
                twice: self.twice,
                others: self.others,
            };
            below.deserialize(&mut serde_json::Deserializer::from_str(raw))?;
        }
        let Some(cell) = self.key.cell.and_then(|cell| self.cells.get_mut(cell)) else {
            return Ok(());
        };
        let text = match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw)?,
            _ if raw == "null" => String::new(),
            _ => raw.to_string(),
        };
        *self.twice |= cell.replace(text).is_some();
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
        assert_eq!(found, "no\n1\n\n\n\n\"{\"\"no\"\":5}\"\n\n\n");
        assert_eq!(unread, [2, 3, 4, 6, 7]);
        let deep = format!("{{\"no\":1,\"deep\":{}}}", "[".repeat(100_000));
        assert_eq!(rows(&deep, &["no"]).1, [1]);
        let deep = format!("{{\"no\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(rows(&deep, &["no"]).1.len() <= 1);
    }
}
