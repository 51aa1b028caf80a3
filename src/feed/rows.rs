//! The rows of one block: bytes to slots.
//!
//! Comes in: whole rows. Goes out: their values row by row, with lines counted from the block's first. A row
//! with any fault leaves no values, only its faults. No memory is asked for per row but for faults.

use super::cell::{Closing, LIMIT, closing, plain_end, trimmed, unquoted};
use super::clock::{self, Oddity};
use super::layout::FAR;
use super::moment::{self, Local};
use super::plan::{Column, Plan, Read};
use super::pool::{Hash, Pool};
use super::spellings::IGNORED;
use crate::calendar::Moment;
use crate::diagnostic::{Code, feed as codes};
use crate::model::Decimal;

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
    /// The slots of the good rows, row by row.
    pub(super) slots: Vec<u32>,
    /// Their ticket numbers.
    pub(super) numbers: Pool,
    /// Their first lines.
    pub(super) lines: Vec<u32>,
    /// Customers told, with the hash of each.
    pub(super) customers: Pool,
    /// See `customers`.
    pub(super) hashes: Vec<u64>,
    /// Numbers told.
    pub(super) decimals: Vec<Decimal>,
    /// Texts told.
    pub(super) texts: Vec<Box<str>>,
    /// Moments that no slot holds: row, slot, moment.
    pub(super) far: Vec<(u32, usize, Moment)>,
    /// What is wrong with the bad rows.
    pub(super) faults: Vec<Fault>,
    /// What is odd about rows that are kept.
    pub(super) oddities: Vec<Fault>,
}

impl Rows {
    /// Takes out good rows; what they told of customers, numbers and texts stays unused. The ticket numbers of
    /// the rows are of no use any more.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        let width = self.slots.len() / self.lines.len().max(1);
        let kept = |row: usize| keep.get(row).copied().unwrap_or(false);
        let mut moved = vec![0u32; keep.len()];
        let mut next = 0;
        for (row, to) in moved.iter_mut().enumerate() {
            *to = next;
            next += u32::from(kept(row));
        }
        let mut at = 0;
        self.slots.retain(|_| (kept(at / width.max(1)), at += 1).0);
        let mut at = 0;
        self.lines.retain(|_| (kept(at), at += 1).0);
        self.far.retain_mut(|(row, ..)| {
            let old = *row as usize;
            *row = moved.get(old).copied().unwrap_or(0);
            kept(old)
        });
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

/// Reads the rows of a block.
pub(super) fn read(bytes: &[u8], plan: &Plan, keys: Hash) -> Rows {
    let mut reader = Reader {
        plan,
        keys,
        rows: Rows::default(),
        number: Vec::new(),
        customer: Vec::new(),
        scratch: Vec::new(),
        far: Vec::new(),
        no_event: false,
        ignored: false,
    };
    let mut at = 0;
    while at < bytes.len() {
        at = reader.row(bytes, at);
    }
    reader.rows
}

/// The cells of the first row that is not blank, where it ends, and how many line feeds lie before that.
pub(super) fn header(bytes: &[u8], delimiter: u8) -> (Vec<String>, usize, u32) {
    let (mut at, mut cells, mut scratch, mut line_feeds) = (0, Vec::new(), Vec::new(), 0);
    while at < bytes.len() {
        if let Some(next) = blank_line(bytes, at) {
            (at, line_feeds) = (next, line_feeds + 1);
            continue;
        }
        loop {
            let cell = cell(bytes, at, delimiter);
            let content = bytes.get(cell.content).unwrap_or_default();
            line_feeds += memchr::memchr_iter(b'\n', content).count() as u32;
            let content = if cell.quoted {
                unquoted(content, &mut scratch)
            } else {
                content
            };
            cells.push(String::from_utf8_lossy(trimmed(content)).into_owned());
            at = cell.end + 1;
            if bytes.get(cell.end) != Some(&delimiter) {
                break;
            }
        }
        return (cells, at.min(bytes.len()), line_feeds + 1);
    }
    (cells, at, line_feeds)
}

fn blank_line(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\n'), _) => Some(at + 1),
        (Some(b'\r'), Some(b'\n')) => Some(at + 2),
        _ => None,
    }
}

/// A cell of a row.
struct Cell {
    content: std::ops::Range<usize>,
    /// Where its delimiter or line feed stands.
    end: usize,
    quoted: bool,
    broken: bool,
}

#[inline]
fn cell(bytes: &[u8], at: usize, delimiter: u8) -> Cell {
    if bytes.get(at) == Some(&b'"') {
        return quoted_cell(bytes, at, delimiter);
    }
    let end = plain_end(bytes, at, delimiter);
    Cell {
        content: at..without_cr(bytes, at, end),
        end,
        quoted: false,
        broken: false,
    }
}

fn quoted_cell(bytes: &[u8], at: usize, delimiter: u8) -> Cell {
    match closing(bytes, at, at + 1, true) {
        Closing::At(quote) => {
            let end = plain_end(bytes, quote + 1, delimiter);
            let broken = without_cr(bytes, quote + 1, end) != quote + 1;
            Cell {
                content: at + 1..quote,
                end,
                quoted: true,
                broken,
            }
        }
        Closing::Never | Closing::More(_) => {
            let end = plain_end(bytes, at + 1, delimiter);
            Cell {
                content: at..end,
                end,
                quoted: false,
                broken: true,
            }
        }
    }
}

/// The end of a cell without the CR of a CRLF.
#[inline]
fn without_cr(bytes: &[u8], from: usize, end: usize) -> usize {
    let last = bytes.get(end).is_none_or(|byte| *byte == b'\n');
    if last && end > from && bytes.get(end - 1) == Some(&b'\r') {
        end - 1
    } else {
        end
    }
}

struct Reader<'a> {
    plan: &'a Plan,
    keys: Hash,
    rows: Rows,
    number: Vec<u8>,
    customer: Vec<u8>,
    scratch: Vec<u8>,
    far: Vec<(usize, Moment)>,
    no_event: bool,
    ignored: bool,
}

/// Marks the customer's slot until the row is known to be good.
const PENDING: u32 = u32::MAX;

impl Reader<'_> {
    /// Reads the row at `at` and returns where the next one begins.
    fn row(&mut self, bytes: &[u8], mut at: usize) -> usize {
        let line = self.rows.line_feeds;
        if let Some(next) = blank_line(bytes, at) {
            self.rows.line_feeds += 1;
            return next;
        }
        let plan = self.plan;
        let first = at;
        let (slots, faults, oddities) = (self.rows.slots.len(), self.rows.faults.len(), self.rows.oddities.len());
        self.rows.slots.resize(slots + plan.slots, 0);
        self.rows.read += 1;
        self.number.clear();
        self.customer.clear();
        self.far.clear();
        (self.no_event, self.ignored) = (false, false);
        let (mut index, mut broken) = (0, false);
        loop {
            let columns = plan.of_cell(index);
            let end = match self.usual_moment(columns, bytes, at, slots, line) {
                Some(end) => end,
                None => {
                    let cell = cell(bytes, at, plan.delimiter);
                    broken |= cell.broken;
                    broken |= index >= plan.width && !cell.content.is_empty();
                    self.cell(columns, bytes, &cell, slots, line);
                    cell.end
                }
            };
            at = end + 1;
            index += 1;
            if bytes.get(end) != Some(&plan.delimiter) {
                break;
            }
        }
        at = at.min(bytes.len());
        self.rows.line_feeds += u32::from(bytes.get(at - 1) == Some(&b'\n'));
        if broken || index < plan.width {
            self.rows.faults.truncate(faults);
            self.fault(line, None, codes::NO_ROW, "");
        } else if plan.decoded
            && memchr::memmem::find(bytes.get(first..at).unwrap_or_default(), "\u{fffd}".as_bytes()).is_some()
        {
            self.rows.faults.truncate(faults);
            self.fault(line, None, codes::BAD_BYTES, "");
        }
        self.end_row(line, slots, faults, oddities);
        at
    }

    /// Keeps a good row, or drops the values of a bad one.
    fn end_row(&mut self, line: u32, slots: usize, faults: usize, oddities: usize) {
        if self.ignored {
            self.rows.faults.truncate(faults);
            self.rows.oddities.truncate(oddities);
            self.rows.slots.truncate(slots);
            self.rows.left_aside += 1;
            return;
        }
        if self.plan.numbered && self.rows.faults.len() == faults {
            if self.number.is_empty() {
                self.fault(line, None, codes::NO_NUMBER, "");
            } else if let Some((event, moment)) = self.plan.event_row {
                let told = |slot: usize| self.rows.slots.get(slots + slot).is_some_and(|value| *value != 0);
                if !told(moment) || !(told(event) || self.no_event) {
                    self.fault(line, None, codes::NO_EVENT, "");
                }
            }
        }
        let bad = self.rows.faults.len() > faults;
        if bad {
            self.rows.oddities.truncate(oddities);
            self.rows.bad += 1;
        }
        if bad || self.rows.oddities.len() > oddities {
            let ticket = String::from_utf8_lossy(&self.number);
            let faults = self.rows.faults.iter_mut().skip(faults);
            for fault in faults.chain(self.rows.oddities.iter_mut().skip(oddities)) {
                fault.ticket = ticket.as_ref().into();
            }
        }
        if bad || self.no_event {
            self.rows.slots.truncate(slots);
            return;
        }
        let row = self.rows.lines.len() as u32;
        self.rows.lines.push(line);
        self.rows.numbers.push(&self.number);
        self.rows
            .far
            .extend(self.far.iter().map(|(slot, moment)| (row, *slot, *moment)));
        if !self.customer.is_empty() {
            self.rows.hashes.push(self.keys.of(&self.customer));
            self.rows.customers.push(&self.customer);
            let number = self.rows.hashes.len() as u32;
            let own = self.rows.slots.get_mut(slots..).unwrap_or_default();
            own.iter_mut()
                .filter(|slot| **slot == PENDING)
                .for_each(|slot| *slot = number);
        }
    }

    /// The fast way for the usual shapes of moments: the shape proves where the cell ends.
    #[inline]
    fn usual_moment(&mut self, columns: &[Column], bytes: &[u8], at: usize, slots: usize, line: u32) -> Option<usize> {
        let [column] = columns else {
            return None;
        };
        let Read::Moment { default: true, .. } = &column.read else {
            return None;
        };
        let rest = bytes.get(at..)?;
        if rest.first() == Some(&self.plan.delimiter) {
            return Some(at);
        }
        let (local, length) = moment::usual(rest, self.plan.delimiter)?;
        let mut end = at + length;
        if bytes.get(end) == Some(&b'\r') {
            if bytes.get(end + 1) != Some(&b'\n') {
                return None;
            }
            end += 1;
        }
        self.moment(column, local, slots, line);
        Some(end)
    }

    fn moment(&mut self, column: &Column, local: Local, slots: usize, line: u32) {
        let (moment, oddity) = clock::moment(&self.plan.zone, local);
        let near = u32::try_from(moment.0)
            .ok()
            .and_then(|near| near.checked_add(FAR + 1))
            .filter(|near| *near != PENDING);
        if near.is_none() {
            self.far.push((column.slot, moment));
        }
        self.set(column, slots, near.unwrap_or(FAR));
        if let Some(oddity) = oddity {
            let code = match oddity {
                Oddity::Twice => codes::TIME_TWICE,
                Oddity::Never => codes::TIME_NEVER,
            };
            self.rows.oddities.push(Fault::new(line, Some(column.at), code, ""));
        }
    }

    #[inline]
    fn set(&mut self, column: &Column, slots: usize, value: u32) {
        if let Some(slot) = self.rows.slots.get_mut(slots.saturating_add(column.slot)) {
            *slot = value;
        }
    }

    fn fault(&mut self, line: u32, column: Option<u16>, code: Code, value: &str) {
        self.rows.faults.push(Fault::new(line, column, code, value));
    }

    fn cell(&mut self, columns: &[Column], bytes: &[u8], cell: &Cell, slots: usize, line: u32) {
        let content = bytes.get(cell.content.clone()).unwrap_or_default();
        if cell.quoted {
            self.rows.line_feeds += memchr::memchr_iter(b'\n', content).count() as u32;
        }
        if columns.is_empty() {
            return;
        }
        if content.len() > LIMIT {
            for column in columns {
                self.fault(line, Some(column.at), codes::LONG_CELL, "");
            }
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let content = if cell.quoted {
            unquoted(content, &mut scratch)
        } else {
            content
        };
        let content = trimmed(content);
        if !content.is_empty() {
            for column in columns {
                self.value(column, content, slots, line);
            }
        }
        self.scratch = scratch;
    }

    /// Reads a value that is told.
    fn value(&mut self, column: &Column, content: &[u8], slots: usize, line: u32) {
        if self.plan.empty.iter().any(|word| word.as_bytes() == content) {
            return;
        }
        let text = || std::str::from_utf8(content).unwrap_or("");
        match &column.read {
            Read::Number | Read::Customer if content.len() > 255 => {
                self.fault(line, Some(column.at), codes::LONG_CELL, "");
            }
            Read::Number => self.number.extend_from_slice(content),
            Read::Customer => {
                self.customer.clear();
                self.customer.extend_from_slice(content);
                self.set(column, slots, PENDING);
            }
            Read::Word(words, code) => match words.get(content) {
                Some(IGNORED) => self.ignored = true,
                Some(value) => self.set(column, slots, u32::from(value)),
                None => self.fault(line, Some(column.at), *code, text()),
            },
            Read::Event(words) if words.get(content) == Some(IGNORED) => self.ignored = true,
            Read::Event(words) => {
                let known = words
                    .get(content)
                    .filter(|event| self.plan.known.get(usize::from(*event) - 1).copied().unwrap_or(false));
                match known {
                    Some(event) => self.set(column, slots, u32::from(event)),
                    None => {
                        self.no_event = true;
                        self.rows
                            .oddities
                            .push(Fault::new(line, Some(column.at), codes::UNKNOWN_EVENT, text()));
                    }
                }
            }
            Read::Moment { format, default } => {
                let stated = format.as_ref().and_then(|format| format.read(text()));
                match stated.or_else(|| default.then(|| moment::any(text()))?) {
                    Some(local) => self.moment(column, local, slots, line),
                    None => self.fault(line, Some(column.at), codes::NO_MOMENT, text()),
                }
            }
            Read::Decimal => match decimal(text()) {
                Some(decimal) => {
                    self.rows.decimals.push(decimal);
                    self.set(column, slots, self.rows.decimals.len() as u32);
                }
                None => self.fault(line, Some(column.at), codes::NO_DECIMAL, text()),
            },
            Read::Text => {
                self.rows.texts.push(text().into());
                self.set(column, slots, self.rows.texts.len() as u32);
            }
            Read::Told => self.set(column, slots, 1),
        }
    }
}

impl Fault {
    fn new(line: u32, column: Option<u16>, code: Code, value: &str) -> Fault {
        Fault {
            line,
            column,
            code,
            value: value.into(),
            ticket: "".into(),
        }
    }
}

/// A decimal number: an optional sign, digits, at most one point.
fn decimal(text: &str) -> Option<Decimal> {
    if text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let mantissa = text.bytes().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        return Some(Decimal { mantissa, scale: 0 });
    }
    let text = super::cell::half_width(text);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    if whole.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') || part.contains('.') {
        return None;
    }
    let mantissa = format!("{whole}{part}").parse::<i64>().ok()?;
    Some(Decimal {
        mantissa: sign * mantissa,
        scale: u8::try_from(part.len()).ok()?,
    })
}
