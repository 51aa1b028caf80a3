//! A feed of any format as delimited UTF-8 text, counted and digested.
//!
//! Comes in: the bytes of a file, unpacked. Goes out: text whose line n holds what the file holds at n: its line,
//! its row of the sheet, its element of the array. Rows that no line can hold are told in [`Source::unread`].

mod delimited;
mod form;
mod objects;
mod records;
mod rows;
mod sheet;
mod workbook;
mod wrong;

pub use rows::sheet_text;
pub(super) use wrong::Wrong;

use super::decode::{Decode, stated};
use super::refused::Reason;
use crate::diagnostic::{Code, Words, feed as codes};
use crate::model::Feed;
use form::{Form, HEAD};
use objects::Objects;
use sheet::Sheet;
use std::io::{self, Chain, Cursor, Read};

/// The bytes of a file.
type Bytes = Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>;

/// A feed being read.
pub(super) struct Source {
    text: Text,
    /// Between cells.
    pub(super) delimiter: u8,
    /// The number by which the first line of the text is told.
    pub(super) first_line: u32,
}

enum Text {
    /// It is delimited text already.
    Plain(Box<Chain<Cursor<Vec<u8>>, Decode<Bytes>>>),
    /// Objects of JSON.
    Objects(Box<Objects<Decode<Bytes>>>),
    /// A sheet of a workbook.
    Sheet(Sheet),
}

/// A row that no line of the text can hold.
#[derive(Debug, Clone)]
pub(super) struct Unread {
    /// Its line.
    pub(super) line: u32,
    /// The feed block's column.
    pub(super) column: Option<u16>,
    /// What is wrong with it.
    pub(super) code: Code,
    /// Its ticket number as far as told.
    pub(super) ticket: String,
}

impl Source {
    /// Opens the file of a feed. `file` is its name where it was found, `name` what it is called in messages.
    pub(super) fn open(
        declared: &Feed,
        (feed, name): (usize, &str),
        file: &str,
        mut bytes: Box<dyn Read + Send>,
    ) -> Result<Source, Box<Reason>> {
        let failed = |error: io::Error| Box::new(Reason::io(feed, name, &error));
        let mut head = Vec::new();
        bytes.by_ref().take(HEAD).read_to_end(&mut head).map_err(failed)?;
        let form = Form::of(declared, &[file, name], &head).map_err(|wrong| Box::new(wrong.reason(feed, name)))?;
        let bytes = Cursor::new(head).chain(bytes);
        if form == Form::Workbook {
            let sheet = Sheet::read(bytes, declared).map_err(failed)?;
            return Ok(Source {
                text: Text::Sheet(sheet),
                delimiter: b',',
                first_line: 1,
            });
        }
        let encoding = match &declared.encoding {
            None => None,
            Some(word) => Some(stated(word).ok_or_else(|| Box::new(unknown_encoding(feed, name, word)))?),
        };
        let mut decode = Decode::new(bytes, encoding).map_err(failed)?;
        let mut head = Vec::new();
        decode.by_ref().take(HEAD).read_to_end(&mut head).map_err(failed)?;
        let form = form.looked_at(&head);
        Ok(match form {
            Form::Lines | Form::Array => Source {
                text: Text::Objects(Box::new(
                    Objects::new(head, decode, form == Form::Array, declared).map_err(failed)?,
                )),
                delimiter: b',',
                first_line: 0,
            },
            _ => Source {
                text: Text::Plain(Box::new(Cursor::new(head).chain(decode))),
                delimiter: form.delimiter(),
                first_line: 1,
            },
        })
    }

    fn decode(&self) -> Option<&Decode<Bytes>> {
        match &self.text {
            Text::Plain(text) => Some(text.get_ref().1),
            Text::Objects(objects) => Some(objects.source()),
            Text::Sheet(_) => None,
        }
    }

    /// Whether the bytes are no UTF-8, so that U+FFFD in the text may stand for what the encoding does not know.
    pub(super) fn is_decoding(&self) -> bool {
        self.decode().is_some_and(Decode::is_decoding)
    }

    /// Whether it is delimited text in its file already.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.text, Text::Plain(_))
    }

    /// Whether cells have types, so that a moment may come in the default shape whatever the column's format.
    pub(super) fn is_typed(&self) -> bool {
        matches!(self.text, Text::Sheet(_))
    }

    /// The bytes read, and their digest.
    pub(super) fn digest(&self) -> (u64, String) {
        match &self.text {
            Text::Sheet(sheet) => (sheet.count, sheet.digest.to_hex().to_string()),
            _ => self.decode().map_or_else(Default::default, |decode| {
                (decode.count, decode.digest.finalize().to_hex().to_string())
            }),
        }
    }

    /// Rows that no line of the text holds, in order; those in the text are whole without them.
    pub(super) fn unread(&self) -> &[Unread] {
        match &self.text {
            Text::Plain(_) => &[],
            Text::Objects(objects) => objects.unread(),
            Text::Sheet(sheet) => &sheet.unread,
        }
    }

    /// The header as it turned out at the end, where the file has none: None where a line holds it.
    pub(super) fn header_met(&self) -> Option<Vec<String>> {
        match &self.text {
            Text::Objects(objects) => objects.header_met(),
            Text::Plain(_) | Text::Sheet(_) => None,
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.text {
            Text::Plain(text) => text.read(buffer),
            Text::Objects(objects) => objects.read(buffer),
            Text::Sheet(sheet) => sheet.text.read(buffer),
        }
    }
}

/// A line of JSON that is no UTF-8.
fn not_utf8(line: u32) -> Wrong {
    Wrong::new(
        codes::NOT_UTF8,
        (
            format!("record {line} is not UTF-8, and the feed states no other encoding"),
            format!("第{line}条不是 UTF-8，取数也没有写编码"),
        ),
        (
            "from a Chinese desk it is probably GB18030; write: encoding GBK",
            "多半是 GB18030，写上：编码 GBK",
        ),
    )
}

fn unknown_encoding(feed: usize, name: &str, word: &str) -> Reason {
    let words = Words::new(
        format!("there is no encoding \"{word}\""),
        format!("没有叫“{word}”的编码"),
    );
    Reason::new(codes::UNKNOWN_ENCODING, feed, name, words).mend(Words::new(
        "write: encoding GBK, or take it out for UTF-8",
        "改成：编码 GBK；UTF-8 不用写",
    ))
}
