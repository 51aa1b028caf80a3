//! A sheet of a workbook as delimited text: row n of the sheet is line n of the text.
//!
//! Only the columns that the feed block names are filled. A date that is one goes out in the default shape, with `T`
//! between date and time, whatever format the column states for those that are text.

use super::Unread;
use super::delimited::push_row;
use super::workbook::{Workbook, broken, too_large};
use super::wrong::Wrong;
use crate::diagnostic::{Code, feed as codes};
use crate::feed::cell::is_blank;
use crate::feed::plan::is_read_from;
use crate::model::{Feed, FeedField};
use calamine::{DataRef, Dimensions, ExcelDateTime};
use std::io::{self, Cursor, Read};

/// The longest text made of a sheet.
const LIMIT: usize = 1 << 30;
/// The rows and columns that a sheet can have.
pub(super) const SIZE: (u32, u32) = (1 << 20, 1 << 14);

/// A sheet, read whole.
pub(super) struct Sheet {
    /// Its text.
    pub(super) text: Cursor<Vec<u8>>,
    /// Rows that could not be read.
    pub(super) unread: Vec<Unread>,
    /// The bytes of the workbook.
    pub(super) count: u64,
    /// Their digest.
    pub(super) digest: blake3::Hash,
}

/// One row being gathered.
#[derive(Default)]
struct Row {
    /// From 0, as in the file.
    at: u32,
    cells: Vec<String>,
    fault: Option<(u32, Code)>,
}

/// What is known once the header is read.
struct Table<'a> {
    declared: &'a Feed,
    /// By cell: whether a column of the feed block reads it.
    read: Vec<bool>,
    /// The header's names.
    names: Vec<String>,
    merged: Vec<Dimensions>,
    text: Vec<u8>,
    /// Lines of the text so far.
    lines: u32,
    unread: Vec<Unread>,
}

impl Sheet {
    /// Reads the sheet that a feed means.
    pub(super) fn read(bytes: impl Read, declared: &Feed) -> io::Result<Sheet> {
        let mut book = Workbook::open(bytes)?;
        let name = book.sheet(declared.sheet.as_deref())?;
        let (merged, epoch_1904) = (book.merged(&name)?, book.counts_from_1904());
        let mut table = Table {
            declared,
            read: Vec::new(),
            names: Vec::new(),
            merged,
            text: Vec::new(),
            lines: 0,
            unread: Vec::new(),
        };
        let mut cells = book.cells(&name)?;
        let mut row = Row::default();
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            let (at, column) = cell.pos;
            if at >= SIZE.0 || column >= SIZE.1 || at < row.at {
                return Err(disordered().io());
            }
            if at > row.at {
                table.row(&mut row, &name)?;
                row.at = at;
            }
            if cell.formula.is_some() && cell.value == DataRef::Empty && table.reads(column) {
                row.fault.get_or_insert((column, codes::NO_STORED_VALUE));
            }
            if table.names.is_empty() || table.reads(column) {
                let column = column as usize;
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, String::new());
                }
                if let Some(into) = row.cells.get_mut(column) {
                    *into = text(cell.value, epoch_1904);
                }
            }
        }
        table.row(&mut row, &name)?;
        drop(cells);
        Ok(Sheet {
            text: Cursor::new(table.text),
            unread: table.unread,
            count: book.count,
            digest: book.digest,
        })
    }
}

impl Table<'_> {
    fn reads(&self, column: u32) -> bool {
        self.read.get(column as usize).copied().unwrap_or(false)
    }

    /// Writes a row and the blank ones before it. The first that is not blank is the header.
    fn row(&mut self, row: &mut Row, sheet: &str) -> io::Result<()> {
        let blank = row.fault.is_none() && row.cells.iter().all(|cell| cell.trim_matches(is_blank).is_empty());
        if !blank {
            self.text
                .resize(self.text.len() + (row.at - self.lines) as usize, b'\n');
            self.lines = row.at + 1;
            if self.names.is_empty() {
                self.header(row, sheet)?;
            }
            row.cells.resize(self.names.len(), String::new());
            self.covered(row);
            match row.fault.take() {
                Some(fault) => self.leave_out(row, fault),
                None => push_row(&mut self.text, row.cells.iter().map(String::as_str)),
            }
            if self.text.len() > LIMIT {
                return Err(too_large());
            }
        }
        row.cells.clear();
        Ok(())
    }

    fn header(&mut self, row: &Row, sheet: &str) -> io::Result<()> {
        let merged = self
            .merged
            .iter()
            .find(|area| area.start.0 <= row.at && area.end.0 >= row.at);
        if let Some(area) = merged {
            return Err(merged_header(sheet, *area).io());
        }
        self.names = row
            .cells
            .iter()
            .map(|cell| cell.trim_matches(is_blank).to_string())
            .collect();
        let is_read = |(cell, name): (usize, &String)| {
            let mut columns = self.declared.columns.iter();
            columns.any(|column| is_read_from(column, cell, name))
        };
        self.read = self.names.iter().enumerate().map(is_read).collect();
        Ok(())
    }

    /// A cell under a merged one is not told, which no cell by itself shows.
    fn covered(&self, row: &mut Row) {
        let (at, reads) = (row.at, |column: &u32| self.reads(*column));
        let covered = self.merged.iter().filter(|area| area.start.0 <= at && at <= area.end.0);
        let column = covered.filter_map(|area| {
            let first = if area.start.0 == at {
                area.start.1 + 1
            } else {
                area.start.1
            };
            (first..=area.end.1.min(SIZE.1)).find(reads)
        });
        if let (Some(column), None) = (column.min(), row.fault) {
            row.fault = Some((column, codes::MERGED_CELL));
        }
    }

    fn leave_out(&mut self, row: &Row, (column, code): (u32, Code)) {
        self.text.push(b'\n');
        let columns = &self.declared.columns;
        let name = self.names.get(column as usize).map_or("", String::as_str);
        let told = columns.iter().position(|own| is_read_from(own, column as usize, name));
        let number = columns.iter().find(|own| own.field == FeedField::TicketId);
        let number = number.and_then(|own| {
            let mut names = self.names.iter().enumerate();
            let (cell, _) = names.find(|(cell, name)| is_read_from(own, *cell, name))?;
            row.cells.get(cell)
        });
        self.unread.push(Unread {
            line: row.at + 1,
            column: told.map(|at| at as u16),
            code,
            ticket: number.map_or(String::new(), |text| text.trim_matches(is_blank).to_string()),
        });
    }
}

/// What stands in a cell, as text; what Excel computed of a formula when the workbook was saved.
pub(super) fn text(value: DataRef<'_>, epoch_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::SharedString(text) => text.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => date(moment, epoch_1904),
        DataRef::Error(error) => error.to_string(),
    }
}

/// `2026-03-02T09:05:00`, to the nearest second; a time without a day, or a length of time, as the number it is.
fn date(moment: ExcelDateTime, epoch_1904: bool) -> String {
    let days = moment.as_f64();
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&days) {
        return days.to_string();
    }
    // To the nearest second first, so that 08:59:59.9996 is 09:00:00.
    let days = (days * 86_400.0).round() / 86_400.0;
    let whole = ExcelDateTime::new(days, calamine::ExcelDateTimeType::DateTime, epoch_1904);
    let (year, month, day, hour, minute, second, _) = whole.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// `B7`, from 0.
pub(super) fn address((row, column): (u32, u32)) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
        .iter()
        .rev()
        .chain(format!("{}", row + 1).chars().collect::<Vec<_>>().iter())
        .collect()
}

pub(super) fn merged_header(sheet: &str, area: Dimensions) -> Wrong {
    let (from, to) = (address(area.start), address(area.end));
    Wrong::new(
        codes::MERGED_HEADER,
        (
            format!("the header cells {sheet}!{from}:{to} are merged"),
            format!("表头 {sheet}!{from}:{to} 是合并单元格"),
        ),
        (
            "one row of names above the data: unmerge the cells, and delete a title above them",
            "数据上方只留一行列名：取消合并，删去上面的标题行",
        ),
    )
}

pub(super) fn disordered() -> Wrong {
    Wrong::new(
        codes::WRONG_FORMAT,
        (
            "the rows of the sheet are out of order or beyond its size",
            "工作表的行次序错乱或超出范围",
        ),
        (
            "open it in Excel and save it again as .xlsx",
            "请用 Excel 打开后另存为 .xlsx",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn dates_to_the_second_and_addresses() {
        let at = |days, of, base| date(ExcelDateTime::new(days, of, base), base);
        let day = ExcelDateTimeType::DateTime;
        assert_eq!(at(46_083.378_472_222_22, day, false), "2026-03-02T09:05:00");
        assert_eq!(at(46083.3784722, day, false), "2026-03-02T09:05:00");
        assert_eq!(at(44_621.378_472_222_22, day, true), "2026-03-02T09:05:00");
        assert_eq!(at(46083.0, day, false), "2026-03-02T00:00:00");
        assert_eq!(at(46082.99999999, day, false), "2026-03-02T00:00:00");
        assert_eq!(at(1.0, day, false), "1900-01-01T00:00:00");
        assert_eq!(at(0.375, day, false), "0.375");
        assert_eq!(at(46083.5, ExcelDateTimeType::TimeDelta, false), "46083.5");
        assert_eq!(address((6, 1)), "B7");
        assert_eq!(address((0, 25)), "Z1");
        assert_eq!(address((0, 26)), "AA1");
        assert_eq!(address((1_048_575, 16_383)), "XFD1048576");
    }
}
