//! What the rows of a block told: values in columns, and what is wrong with the rows that left none.

use super::customers::Told;
use super::packed::Packed;
use super::pool::Pool;
use crate::calendar::Moment;
use crate::diagnostic::Code;
use crate::model::{Decimal, PartyId};

/// What a block told.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Rows met.
    pub(super) read: u32,
    /// Rows that left faults instead of values.
    pub(super) bad: u32,
    /// Rows of a code that is mapped to `ignore`.
    pub(super) left_aside: u32,
    /// Line feeds met.
    pub(super) line_feeds: u32,
    /// The good rows' values, a column a slot.
    pub(super) columns: Vec<Packed>,
    /// Their ticket numbers.
    pub(super) numbers: Pool,
    /// Their ticket numbers rise strictly, in the order of bytes.
    pub(super) rising: bool,
    /// Their first lines.
    pub(super) lines: Vec<u32>,
    /// Customers told.
    pub(super) customers: Told,
    /// Numbers told.
    pub(super) decimals: Vec<Decimal>,
    /// Texts told.
    pub(super) texts: Vec<Box<str>>,
    /// Lists of units told.
    pub(super) units: Vec<Box<[PartyId]>>,
    /// Moments that no slot holds: row, slot, moment.
    pub(super) far: Vec<(u32, usize, Moment)>,
    /// What is wrong with the bad rows.
    pub(super) faults: Vec<Fault>,
    /// What is odd about rows that are kept.
    pub(super) oddities: Vec<Fault>,
}

impl Rows {
    /// Takes everything out; the memory stays. `columns`: how narrow the values of each slot are.
    pub(super) fn clear(&mut self, columns: &[Packed]) {
        if self.columns.len() != columns.len() {
            self.columns = columns.iter().map(Packed::emptied).collect();
        }
        self.columns.iter_mut().for_each(Packed::clear);
        (self.read, self.bad, self.left_aside, self.line_feeds) = (0, 0, 0, 0);
        self.numbers.clear();
        self.rising = true;
        self.lines.clear();
        self.customers.clear();
        self.decimals.clear();
        self.texts.clear();
        self.units.clear();
        self.far.clear();
        self.faults.clear();
        self.oddities.clear();
    }

    /// Takes out the rows that are not kept; what they told of customers, decimals, texts and units stays unused.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        let kept = |row: usize| keep.get(row).copied().unwrap_or(false);
        let mut moved = vec![0u32; keep.len()];
        let mut next = 0;
        for (row, to) in moved.iter_mut().enumerate() {
            *to = next;
            next += u32::from(kept(row));
        }
        self.columns.iter_mut().for_each(|column| column.retain(keep));
        self.numbers.retain(keep);
        let mut at = 0;
        self.lines.retain(|_| (kept(at), at += 1).0);
        self.far.retain_mut(|(row, ..)| {
            let old = *row as usize;
            *row = moved.get(old).copied().unwrap_or(0);
            kept(old)
        });
    }
}

impl Rows {
    /// Looks whether the ticket numbers rise.
    pub(super) fn look_whether_rising(&mut self) {
        let mut last: &[u8] = b"";
        let mut numbers = self.numbers.iter();
        self.rising = numbers.all(|number| std::mem::replace(&mut last, number) < number);
    }
}

/// What is wrong or odd in a row.
#[derive(Debug)]
pub(super) struct Fault {
    /// The row's first line.
    pub(super) line: u32,
    /// The feed block's column.
    pub(super) column: Option<u16>,
    /// What.
    pub(super) code: Code,
    /// The cell.
    pub(super) value: Box<str>,
    /// The row's ticket number.
    pub(super) ticket: Box<str>,
}

impl Fault {
    /// A fault of a row whose ticket number is told later.
    pub(super) fn new(line: u32, column: Option<u16>, code: Code, value: &str) -> Fault {
        Fault {
            line,
            column,
            code,
            value: value.into(),
            ticket: "".into(),
        }
    }
}
