//! One block: its bytes, and what they told.

use super::columns::Reader;
use super::grid::Grid;
use super::hash::Hash;
use super::packed::Packed;
use super::plan::{Plan, Read};
use super::rows::{Fault, Rows};
use super::{cell, grid};
use crate::diagnostic::Code;
use crate::diagnostic::feed as codes;

/// A block, and the memory in which it is read. Blocks are used again and again.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Room for the bytes.
    pub(super) buffer: Vec<u8>,
    /// How many of them there are.
    pub(super) length: usize,
    grid: Grid,
    /// What they told.
    pub(super) rows: Rows,
}

impl Block {
    /// The bytes: whole rows.
    pub(super) fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    /// Takes the first bytes away; how many line feeds are among them.
    pub(super) fn cut(&mut self, count: usize) -> u32 {
        let gone = self.buffer.drain(..count.min(self.buffer.len()));
        let line_feeds = gone.filter(|byte| *byte == b'\n').count();
        self.length = self.length.saturating_sub(count);
        line_feeds as u32
    }

    /// Reads the rows. `columns`: how narrow the values of each slot are.
    ///
    /// # Errors
    /// The line, from 0, of the first byte that is no UTF-8.
    pub(super) fn read(&mut self, plan: &Plan, columns: &[Packed], keys: Hash) -> Result<(), u32> {
        let bytes = self.buffer.get(..self.length).unwrap_or_default();
        if let Some(line) = invalid_line(bytes) {
            return Err(line);
        }
        self.grid.read(bytes, plan.delimiter, plan.width);
        let mut bad_bytes = Vec::new();
        if plan.decoded && memchr::memmem::find(bytes, UNKNOWN).is_some() {
            let rows = std::mem::take(&mut self.grid.rows);
            let is_bad = |row: &grid::Row| memchr::memmem::find(self.grid.row(bytes, *row), UNKNOWN).is_some();
            (bad_bytes, self.grid.rows) = rows.into_iter().partition(is_bad);
        }
        self.rows.clear(columns);
        let mut reader = Reader {
            plan,
            bytes,
            grid: &self.grid,
            keys,
            rows: &mut self.rows,
            bad: Vec::new(),
            strange: Vec::new(),
            ignored: Vec::new(),
            unnumbered: false,
            values: Vec::new(),
            scratch: Vec::new(),
        };
        reader.good_rows();
        for (rows, code) in [(&self.grid.misfits, codes::NO_ROW), (&bad_bytes, codes::BAD_BYTES)] {
            for row in rows {
                reader.misfit(*row, code);
            }
        }
        let misfits = self.grid.misfits.len() + bad_bytes.len();
        self.rows.bad += misfits as u32;
        self.rows.read = (self.grid.rows.len() + misfits) as u32;
        self.rows.line_feeds = self.grid.line_feeds;
        Ok(())
    }
}

/// What stands for bytes that the encoding does not know.
const UNKNOWN: &[u8] = "\u{fffd}".as_bytes();

impl<'a> Reader<'a> {
    /// Reads the rows that have a cell for each of the header's.
    fn good_rows(&mut self) {
        let count = self.grid.rows.len();
        for column in &self.plan.columns {
            self.column(column);
        }
        self.rows.lines.extend(self.grid.rows.iter().map(|row| row.line));
        self.rows.columns.iter_mut().for_each(|column| column.resize(count));
        while self.rows.numbers.len() < count {
            self.rows.numbers.push(b"");
            self.unnumbered = true;
        }
        self.bad.sort_unstable();
        self.bad.dedup();
        if self.plan.numbered && (self.unnumbered || self.plan.event_row.is_some()) {
            self.missing();
        }
        if !(self.rows.faults.is_empty() && self.rows.oddities.is_empty() && self.ignored.is_empty()) {
            self.drop_bad_rows();
        }
        if !self.rows.rising {
            self.rows.look_whether_rising();
        }
    }

    /// Tells of rows without a number, and of event rows without event or moment.
    fn missing(&mut self) {
        let mut missing = Vec::new();
        for (row, number) in self.rows.numbers.iter().enumerate() {
            let told = |slot: usize| self.rows.columns.get(slot).is_some_and(|column| column.get(row) != 0);
            let code = if number.is_empty() {
                codes::NO_NUMBER
            } else if let Some((event, moment)) = self.plan.event_row
                && !(told(moment) && (told(event) || self.strange.binary_search(&(row as u32)).is_ok()))
            {
                codes::NO_EVENT
            } else {
                continue;
            };
            if self.bad.binary_search(&(row as u32)).is_err() {
                missing.push((row, code));
            }
        }
        for (row, code) in missing {
            self.bad.push(row as u32);
            let fault = Fault::new(self.line(row), None, code, "");
            self.rows.faults.push(fault);
        }
    }

    /// Takes out the values of rows at fault, left aside, or of unknown events, and writes the ticket number on what is
    /// told.
    fn drop_bad_rows(&mut self) {
        self.ignored.sort_unstable();
        self.ignored.dedup();
        self.rows.left_aside = self.ignored.len() as u32;
        let rows = &self.grid.rows;
        let row_of = |fault: &Fault| {
            rows.binary_search_by_key(&fault.line, |row| row.line)
                .unwrap_or(usize::MAX)
        };
        let mut keep = vec![true; rows.len()];
        let drop = |rows: &[u32], keep: &mut [bool]| {
            for row in rows {
                if let Some(keep) = keep.get_mut(*row as usize) {
                    *keep = false;
                }
            }
        };
        // Of a row that is left aside nothing is told.
        drop(&self.ignored, &mut keep);
        let told = |fault: &Fault| keep.get(row_of(fault)) == Some(&true);
        self.rows.faults.retain(told);
        drop(&self.bad, &mut keep);
        let dropped = keep.iter().filter(|keep| !**keep).count();
        self.rows.bad = (dropped - self.ignored.len()) as u32;
        let told = |fault: &Fault| keep.get(row_of(fault)) == Some(&true);
        self.rows.oddities.retain(told);
        for fault in self.rows.faults.iter_mut().chain(&mut self.rows.oddities) {
            fault.ticket = self.rows.numbers.text(row_of(fault)).into();
        }
        drop(&self.strange, &mut keep);
        if keep.contains(&false) {
            self.rows.retain(&keep);
        }
    }

    /// Tells of a row that cannot be read as one, with its ticket number as far as told.
    fn misfit(&mut self, row: grid::Row, code: Code) {
        let number = self
            .plan
            .columns
            .iter()
            .find(|column| matches!(column.read, Read::Number));
        let cell = number.map(|column| column.cell).filter(|cell| *cell < row.width());
        let cell = cell.map_or(&[][..], |cell| self.grid.cell(self.bytes, row, cell));
        let number = cell::content(cell, &mut self.scratch).filter(|number| number.len() < 256);
        let ticket = String::from_utf8_lossy(number.unwrap_or_default());
        self.rows.faults.push(Fault {
            ticket: ticket.as_ref().into(),
            ..Fault::new(row.line, None, code, "")
        });
    }
}

/// The line, from 0, of the first byte that is no UTF-8.
pub(super) fn invalid_line(bytes: &[u8]) -> Option<u32> {
    let error = simdutf8::compat::from_utf8(bytes).err()?;
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    Some(memchr::memchr_iter(b'\n', before).count() as u32)
}
