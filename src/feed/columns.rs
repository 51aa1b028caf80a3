//! Cells to values, column by column, so that one loop does one thing.
//!
//! Comes in: a block's rows that have a cell for each of the header's. Goes out: a value a row, and the rows in which
//! a cell is at fault. The usual shape of a cell is read where it stands; any other is first freed of quotes and
//! blanks.

use super::cell::content;
use super::clock::{Dates, Oddity};
use super::decimal::decimal;
use super::format::Format;
use super::grid::{Ends, Grid, Row};
use super::hash::Hash;
use super::layout::{FAR, near};
use super::moment::{self, Local};
use super::plan::{Column, Plan, Read};
use super::rows::{Fault, Rows};
use super::short::Short;
use super::spellings::{self, IGNORED, Spellings};
use crate::diagnostic::{Code, feed as codes};
use std::ops::Range;

/// The cells of a column.
#[derive(Clone, Copy)]
struct Cells<'g> {
    grid: Ends<'g>,
    cell: usize,
    /// It is the last column of the header.
    last: bool,
}

impl Cells<'_> {
    /// Where the one of a row stands, without the CR of a CRLF.
    #[inline(always)]
    fn range(self, bytes: &[u8], row: Row) -> Range<usize> {
        let range = self.grid.range(row, self.cell);
        if self.last && !range.is_empty() && bytes.get(range.end.wrapping_sub(1)) == Some(&b'\r') {
            range.start..range.end - 1
        } else {
            range
        }
    }
}

/// Reads the columns of a block.
pub(super) struct Reader<'a> {
    pub(super) plan: &'a Plan,
    pub(super) bytes: &'a [u8],
    pub(super) grid: &'a Grid,
    pub(super) keys: Hash,
    pub(super) rows: &'a mut Rows,
    /// Rows at fault, some of them more than once.
    pub(super) bad: Vec<u32>,
    /// Rows of an event that the workflow does not know.
    pub(super) strange: Vec<u32>,
    /// Rows with a word that leaves them aside.
    pub(super) ignored: Vec<u32>,
    /// A ticket number is missing.
    pub(super) unnumbered: bool,
    pub(super) values: Vec<u32>,
    pub(super) scratch: Vec<u8>,
}

impl<'a> Reader<'a> {
    /// Reads a column.
    pub(super) fn column(&mut self, column: &'a Column) {
        match &column.read {
            Read::Number => self.numbers(column),
            Read::Customer => self.customers(column),
            Read::Word(words, code) => self.words(column, words, *code),
            Read::Several(words, separator) => self.several(column, words, separator.as_deref()),
            Read::Event(words) => self.events(column, words),
            Read::Moment { format, default } => self.moments(column, format.as_ref(), *default),
            Read::Decimal => self.decimals(column),
            Read::Text => self.texts(column),
            Read::Told => self.fill(column, |own, row, range| own.told(column, row, range, |_, _| 1)),
        }
    }

    /// One value a row; 0 where a cell tells nothing.
    #[inline(always)]
    pub(super) fn fill(&mut self, column: &Column, mut value: impl FnMut(&mut Self, usize, Range<usize>) -> u32) {
        // What does not change stands here and not behind `self`, so that it stays in registers from row to row.
        let (bytes, cells, any_word) = (self.bytes, self.cells(column), self.plan.empty.is_empty());
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        values.extend(self.grid.rows.iter().enumerate().map(|(at, row)| {
            let range = cells.range(bytes, *row);
            if range.is_empty() || !any_word && self.is_empty_word(bytes.get(range.clone())) {
                0
            } else {
                value(self, at, range)
            }
        }));
        if let Some(column) = self.rows.columns.get_mut(column.slot) {
            column.extend_from_slice(&values);
        }
        self.values = values;
    }

    /// Whether a cell is empty, or holds what the feed writes for that.
    #[inline]
    fn tells_nothing(&self, range: &Range<usize>) -> bool {
        range.is_empty() || !self.plan.empty.is_empty() && self.is_empty_word(self.bytes.get(range.clone()))
    }

    fn is_empty_word(&self, content: Option<&[u8]>) -> bool {
        self.plan.empty.iter().any(|word| content == Some(word.as_bytes()))
    }

    /// Where the cells of a column stand.
    fn cells(&self, column: &Column) -> Cells<'a> {
        Cells {
            grid: self.grid.ends(),
            cell: column.cell,
            last: column.cell + 1 == self.plan.width,
        }
    }

    /// Reads what a cell tells, freed of quotes and blanks; 0 where it is empty or too long.
    pub(super) fn told(
        &mut self,
        column: &Column,
        row: usize,
        range: Range<usize>,
        read: impl FnOnce(&mut Self, &[u8]) -> u32,
    ) -> u32 {
        let mut scratch = std::mem::take(&mut self.scratch);
        let value = match content(self.bytes.get(range).unwrap_or_default(), &mut scratch) {
            Some(b"") => 0,
            Some(content) if self.is_empty_word(Some(content)) => 0,
            Some(content) => read(self, content),
            None => {
                self.fault(row, column, codes::LONG_CELL, "");
                0
            }
        };
        self.scratch = scratch;
        value
    }

    fn numbers(&mut self, column: &Column) {
        let mut numbers = std::mem::take(&mut self.rows.numbers);
        let cells = self.cells(column);
        let mut before = Some(Short::default());
        for (at, row) in self.grid.rows.iter().enumerate() {
            let range = cells.range(self.bytes, *row);
            let short = Short::within(self.bytes, range.clone());
            if self.is_plain(&range) && !self.tells_nothing(&range) {
                // Long numbers are compared where all are there.
                self.rows.rising &= short.zip(before).is_some_and(|(own, before)| before < own);
                before = short;
                numbers.push_within(self.bytes, range);
                continue;
            }
            self.rows.rising = false;
            self.told(column, at, range, |own, number| {
                if number.len() < 256 {
                    numbers.push(number);
                } else {
                    own.fault(at, column, codes::LONG_CELL, "");
                }
                0
            });
            if numbers.len() == at {
                numbers.push(b"");
                self.unnumbered = true;
            }
        }
        self.rows.numbers = numbers;
    }

    /// Whether a cell is what it tells: no quote, no blank at its ends, and short enough to be a name.
    #[inline]
    fn is_plain(&self, range: &Range<usize>) -> bool {
        let plain = |at: usize| {
            self.bytes
                .get(at)
                .is_some_and(|byte| byte.is_ascii_graphic() && *byte != b'"')
        };
        range.len() < 256 && plain(range.start) && plain(range.end.wrapping_sub(1))
    }

    fn customers(&mut self, column: &Column) {
        self.fill(column, |own, row, range| {
            let (bytes, keys) = (own.bytes, own.keys);
            if own.is_plain(&range) {
                return own.rows.customers.push(keys, bytes, range);
            }
            own.told(column, row, range, |own, customer| {
                if customer.len() > 255 {
                    own.fault(row, column, codes::LONG_CELL, "");
                    return 0;
                }
                own.rows.customers.push(keys, customer, 0..customer.len())
            })
        });
    }

    fn words(&mut self, column: &Column, words: &Spellings, code: Code) {
        self.fill(column, |own, row, range| {
            own.word(column, words, (row, range), |own, word| match words.get(word) {
                Some(known) => own.known(row, known),
                None => {
                    own.fault(row, column, code, text(word));
                    0
                }
            })
        });
    }

    /// What a word stands for, unless it leaves its row aside.
    #[inline]
    pub(super) fn known(&mut self, row: usize, code: spellings::Code) -> u32 {
        if code == IGNORED {
            self.ignored.push(row as u32);
            return 0;
        }
        u32::from(code)
    }

    /// What a word stands for; `slowly` says so where it does not stand there as it is written.
    #[inline]
    fn word(
        &mut self,
        column: &Column,
        words: &Spellings,
        (row, range): (usize, Range<usize>),
        slowly: impl FnOnce(&mut Self, &[u8]) -> u32,
    ) -> u32 {
        let short = Short::within(self.bytes, range.clone()).filter(|short| short.first() != b'"');
        match short.and_then(|short| words.short(short)) {
            Some(known) => self.known(row, known),
            None => self.told(column, row, range, slowly),
        }
    }

    fn events(&mut self, column: &Column, words: &Spellings) {
        let plan = self.plan;
        let of_workflow = |event: u32| plan.known.get((event as usize).wrapping_sub(1)) == Some(&true);
        self.fill(column, |own, row, range| {
            let ignored = own.ignored.len();
            let event = own.word(column, words, (row, range.clone()), |own, word| {
                words.get(word).map_or(0, |known| own.known(row, known))
            });
            if of_workflow(event) || own.ignored.len() > ignored {
                return event;
            }
            own.told(column, row, range, |own, word| {
                own.strange.push(row as u32);
                own.odd(row, column, codes::UNKNOWN_EVENT, text(word));
                0
            })
        });
    }

    fn moments(&mut self, column: &Column, format: Option<&Format>, default: bool) {
        let (bytes, clock) = (self.bytes, &*self.plan.clock);
        let quick = default && format.is_none_or(agrees);
        let mut dates = Dates::default();
        self.fill(column, |own, row, range| {
            let cell = bytes.get(range.clone()).unwrap_or_default();
            let usual = if quick { dates.near(clock, cell) } else { None };
            if let Some(value) = usual {
                return value;
            }
            own.told(column, row, range, |own, cell| {
                let cell = text(cell);
                let stated = format.and_then(|format| format.read(cell));
                match stated.or_else(|| default.then(|| moment::any(cell))?) {
                    Some(local) => own.moment(row, column, local),
                    None => {
                        own.fault(row, column, codes::NO_MOMENT, cell);
                        0
                    }
                }
            })
        });
    }

    fn moment(&mut self, row: usize, column: &Column, local: Local) -> u32 {
        let (moment, oddity) = self.plan.clock.moment(local);
        if let Some(oddity) = oddity {
            let code = match oddity {
                Oddity::Twice => codes::TIME_TWICE,
                Oddity::Never => codes::TIME_NEVER,
            };
            self.odd(row, column, code, "");
        }
        near(moment).unwrap_or_else(|| {
            self.rows.far.push((row as u32, column.slot, moment));
            FAR
        })
    }

    fn decimals(&mut self, column: &Column) {
        self.fill(column, |own, row, range| {
            own.told(column, row, range, |own, cell| match decimal(text(cell)) {
                Some(decimal) => {
                    own.rows.decimals.push(decimal);
                    own.rows.decimals.len() as u32
                }
                None => {
                    own.fault(row, column, codes::NO_DECIMAL, text(cell));
                    0
                }
            })
        });
    }

    fn texts(&mut self, column: &Column) {
        self.fill(column, |own, row, range| {
            own.told(column, row, range, |own, told| {
                own.rows.texts.push(text(told).into());
                own.rows.texts.len() as u32
            })
        });
    }

    /// A fault of a good row's cell.
    pub(super) fn fault(&mut self, row: usize, column: &Column, code: Code, value: &str) {
        self.bad.push(row as u32);
        let fault = Fault::new(self.line(row), Some(column.at), code, value);
        self.rows.faults.push(fault);
    }

    fn odd(&mut self, row: usize, column: &Column, code: Code, value: &str) {
        let oddity = Fault::new(self.line(row), Some(column.at), code, value);
        self.rows.oddities.push(oddity);
    }

    /// The line of a row.
    pub(super) fn line(&self, row: usize) -> u32 {
        self.grid.rows.get(row).map_or(0, |row| row.line)
    }
}

fn text(content: &[u8]) -> &str {
    std::str::from_utf8(content).unwrap_or("")
}

/// Whether a stated format reads the usual shapes as they are meant, or not at all: then they need not be tried by it.
fn agrees(format: &Format) -> bool {
    ["2001-02-03 04:05:06", "2001-02-03 04:05"].iter().all(|shape| {
        let read = format.read(shape);
        read.is_none() || read == moment::any(shape)
    })
}
