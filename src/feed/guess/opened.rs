//! An export as delimited text, whatever its format: as the reader of feeds would open it, had its feed block been
//! written already.

use super::encoding::encoding_of;
use super::profile;
use crate::feed::cells::header;
use crate::feed::refused::Reason;
use crate::feed::source::Source;
use crate::model::{Feed, FeedColumn, FeedField};
use crate::terms::FeedRole;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// So often objects are read, each time one level deeper.
const LOOKS: usize = 6;

/// An export that can be looked at.
pub struct Opened {
    /// Delimited UTF-8.
    pub(super) text: Vec<u8>,
    /// Between its cells.
    pub(super) delimiter: u8,
    /// Its encoding by its usual name, and whether it is certain.
    pub(super) encoding: (&'static str, bool),
    /// How its file is laid out.
    pub(super) layout: Layout,
    /// What parts its cells must be stated, because its name says something else.
    pub(super) separator: Option<char>,
    /// The sheet that was asked for.
    pub(super) sheet: Option<String>,
}

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Cells parted by this mark.
    Cells(char),
    /// Objects of JSON.
    Objects,
    /// A sheet of a workbook.
    Sheet,
}

impl Opened {
    /// Opens an export, unpacked; `found` is the name of its file, `sheet` the sheet of a workbook.
    ///
    /// # Errors
    /// Why it cannot be read at all.
    pub fn of(name: &str, found: &str, bytes: &Arc<[u8]>, sheet: Option<&str>) -> Result<Opened, Box<Reason>> {
        let (encoding, certain) = encoding_of(bytes);
        let mut declared = Feed {
            sheet: sheet.map(str::to_string),
            encoding: (encoding != encoding_rs::UTF_8).then(|| encoding.name().to_string()),
            ..Feed::new(FeedRole::Tickets, name)
        };
        let open = |declared: &Feed| {
            let bytes = Box::new(Cursor::new(Arc::clone(bytes)));
            Source::open(declared, (0, name), found, bytes)
        };
        let failed = |error: std::io::Error| Box::new(Reason::io(0, name, &error));
        let mut source = open(&declared)?;
        let encoding = if encoding == encoding_rs::GB18030 {
            "GB18030"
        } else {
            encoding.name()
        };
        let opened = |text, delimiter, encoding, layout| Opened {
            text,
            delimiter,
            encoding,
            layout,
            separator: None,
            sheet: sheet.map(str::to_string),
        };
        let mut text = Vec::new();
        source.read_to_end(&mut text).map_err(failed)?;
        if source.is_plain() {
            let delimiter = profile::delimiter(&text);
            let mark = char::from(delimiter);
            return Ok(Opened {
                separator: (delimiter != source.delimiter).then_some(mark),
                ..opened(text, delimiter, (encoding, certain), Layout::Cells(mark))
            });
        }
        // Only columns that are named are filled: first which there are, then what stands in them. Objects inside of
        // objects show their keys one level at a time.
        let (layout, mut names) = if source.is_typed() {
            (Layout::Sheet, header(&text, b',').0)
        } else {
            (Layout::Objects, source.header_met().unwrap_or_default())
        };
        for _ in 0..LOOKS {
            let column = |name: &String| FeedColumn::new(FeedField::CoHandlers, name);
            declared.columns = names.iter().filter(|name| !name.is_empty()).map(column).collect();
            let mut source = open(&declared)?;
            text.clear();
            source.read_to_end(&mut text).map_err(failed)?;
            match source.header_met().filter(|_| layout == Layout::Objects) {
                Some(met) if met != names => names = met,
                _ => break,
            }
        }
        Ok(opened(text, b',', ("UTF-8", true), layout))
    }

    /// The cells of its header.
    #[must_use]
    pub fn header(&self) -> Vec<String> {
        header(&self.text, self.delimiter).0
    }
}
