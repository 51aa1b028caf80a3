//! Where cells and rows end, sixty-four bytes at a time, by the widest instructions the machine has.
//!
//! Where every quote opens a cell, closes one or is doubled in one, parity tells what stands inside; a block in which
//! one does not is looked through again, cell by cell.

use super::cell::{Closing, LIMIT, closing, plain_end};
use super::grid::BEFORE;
use fearless_simd::{Level, Simd, dispatch, prelude::*};

/// What quotes do to a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Odd {
    /// So many line feeds stand inside.
    LineFeeds(u32),
    /// A cell that a quote opens does not close, or goes on behind the quote that closes it.
    Broken,
}

/// Bytes looked at at a time.
const STEP: usize = 64;

/// Which of the next bytes are what, the first one in the lowest bit.
struct Marks {
    delimiters: u64,
    line_feeds: u64,
    quotes: u64,
}

impl Marks {
    /// Those from `at` on, and how many bytes they tell of.
    #[inline(always)]
    fn at<S: Simd>(simd: S, bytes: &[u8], at: usize, delimiter: u8) -> (Marks, usize) {
        let rest = bytes.get(at..).unwrap_or_default();
        if let Some(chunk) = rest.first_chunk() {
            return (Marks::of(simd, chunk, delimiter), STEP);
        }
        let mut padded = [0; STEP];
        padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        (Marks::of(simd, &padded, delimiter), rest.len())
    }

    #[inline(always)]
    fn of<S: Simd>(simd: S, bytes: &[u8; STEP], delimiter: u8) -> Marks {
        let mut marks = Marks {
            delimiters: 0,
            line_feeds: 0,
            quotes: 0,
        };
        let width = S::u8s::LEN.min(STEP);
        for (at, part) in bytes.chunks_exact(width).enumerate() {
            let (part, at) = (S::u8s::from_slice(simd, part), at * width);
            marks.delimiters |= apart::<S>(part.simd_eq(S::u8s::splat(simd, delimiter)).to_bitmask()) << at;
            marks.line_feeds |= apart::<S>(part.simd_eq(S::u8s::splat(simd, b'\n')).to_bitmask()) << at;
            marks.quotes |= apart::<S>(part.simd_eq(S::u8s::splat(simd, b'"')).to_bitmask()) << at;
        }
        marks
    }
}

/// The bits of a part, kept apart from those of the others: put together by the compiler, sixty-four bits that no
/// register of this machine compares at once are taken out one by one.
#[inline(always)]
fn apart<S: Simd>(bits: u64) -> u64 {
    if S::u8s::LEN < STEP {
        std::hint::black_box(bits)
    } else {
        bits
    }
}

/// Where a looking ends, and what it has found so far.
pub(super) struct Found<'g> {
    /// Where cells end.
    pub(super) ends: &'g mut Vec<u32>,
    /// How many of them there are; what stands behind was written too much.
    pub(super) used: usize,
    /// Where rows end.
    pub(super) row_ends: &'g mut Vec<u32>,
    /// How many.
    pub(super) rows: usize,
    /// What is odd about rows, by their place in `row_ends`.
    pub(super) odd: &'g mut Vec<(usize, Odd)>,
}

impl Found<'_> {
    /// Looks through a block.
    pub(super) fn look(&mut self, bytes: &[u8], delimiter: u8) {
        let level = Level::new();
        if bytes.len() > LIMIT || !dispatch!(level, simd => quickly(simd, bytes, delimiter, self)) {
            dispatch!(level, simd => closely(simd, bytes, delimiter, self));
        }
        self.make_room();
        if bytes.last().is_some_and(|last| *last != b'\n') {
            self.keep_one(bytes.len(), true);
        }
    }

    /// Forgets what was found.
    fn begin(&mut self) {
        (self.used, self.rows) = (0, 0);
        self.odd.clear();
        self.make_room();
        self.keep_one(BEFORE as usize, false);
    }

    /// Makes room for whatever the next bytes hold.
    #[inline(always)]
    fn make_room(&mut self) {
        for (list, used) in [(&mut *self.ends, self.used), (&mut *self.row_ends, self.rows)] {
            if list.len() < used + 2 * STEP {
                list.resize(list.len() * 2 + 64 * STEP, 0);
            }
        }
    }

    /// Keeps the ends of cells and rows among the sixty-four bytes from `at` on.
    #[inline(always)]
    fn keep(&mut self, at: usize, ends: u64, line_feeds: u64) {
        let (at, count) = (at as u32, ends.count_ones() as usize);
        let (mut rest, mut place) = (ends, self.used);
        loop {
            // Eight at a time, whether there are as many or not: what is written too much is written over.
            if let Some(room) = self.ends.get_mut(place..).and_then(|room| room.first_chunk_mut::<8>()) {
                for end in room {
                    *end = at.wrapping_add(rest.trailing_zeros());
                    rest &= rest.wrapping_sub(1);
                }
            }
            place += 8;
            if rest == 0 {
                break;
            }
        }
        self.used += count;
        let mut rows = line_feeds;
        loop {
            if let Some(room) = self.row_ends.get_mut(self.rows) {
                *room = at.wrapping_add(rows.trailing_zeros());
            }
            self.rows += usize::from(rows != 0);
            rows &= rows.wrapping_sub(1);
            if rows == 0 {
                break;
            }
        }
    }

    /// Keeps the line feeds inside cells among the next bytes; `rows`: those that end rows.
    #[cold]
    fn keep_inner(&mut self, mut inner: u64, rows: u64) {
        while inner != 0 {
            let before = (inner & inner.wrapping_neg()) - 1;
            let row = self.rows + (rows & before).count_ones() as usize;
            self.odd.push((row, Odd::LineFeeds(1)));
            inner &= inner - 1;
        }
    }

    /// Keeps the end of a cell.
    fn keep_one(&mut self, at: usize, is_row: bool) {
        if let Some(room) = self.ends.get_mut(self.used) {
            *room = at as u32;
        }
        self.used += 1;
        if let Some(room) = self.row_ends.get_mut(self.rows).filter(|_| is_row) {
            *room = at as u32;
        }
        self.rows += usize::from(is_row);
    }
}

/// Finds where cells and rows end, as long as every quote opens a cell, closes one, or is doubled in one; false where
/// one does not. Made once for each kind of machine.
#[inline(always)]
fn quickly<S: Simd>(simd: S, bytes: &[u8], delimiter: u8, found: &mut Found) -> bool {
    found.begin();
    // Of the byte before: whether a quote may stand behind it, whether it closes a cell, whether it stands inside one.
    let (mut opens, mut closes, mut inside) = (1, 0, 0);
    let mut at = 0;
    while at < bytes.len() {
        found.make_room();
        let (marks, step) = Marks::at(simd, bytes, at, delimiter);
        let ends = marks.delimiters | marks.line_feeds;
        if marks.quotes | inside | closes == 0 {
            found.keep(at, ends, marks.line_feeds);
            opens = ends >> (STEP - 1);
            at += step;
            continue;
        }
        let within = parity(marks.quotes) ^ inside;
        let (open, close) = (marks.quotes & within, marks.quotes & !within);
        let (ends, inner) = (ends & !within, marks.line_feeds & within);
        let (before, behind) = ((ends | close) << 1 | opens, close << 1 | closes);
        if open & !before != 0 || !ends_behind(bytes, at, behind & !(ends | open)) {
            return false;
        }
        if inner != 0 {
            found.keep_inner(inner, marks.line_feeds & !within);
        }
        found.keep(at, ends, marks.line_feeds & !within);
        (opens, closes) = ((ends | close) >> (STEP - 1), close >> (STEP - 1));
        inside = (within >> (STEP - 1)).wrapping_neg();
        at += step;
    }
    inside == 0
}

/// Sets each bit where it and those below it have an odd number of bits.
#[inline(always)]
fn parity(bits: u64) -> u64 {
    [1, 2, 4, 8, 16, 32].iter().fold(bits, |bits, step| bits ^ bits << step)
}

/// Whether a row ends at each of these places behind quotes that close: with the bytes, or with the CR of a CRLF.
#[inline]
fn ends_behind(bytes: &[u8], at: usize, mut places: u64) -> bool {
    while places != 0 {
        let behind = bytes.get(at + places.trailing_zeros() as usize..).unwrap_or_default();
        if !matches!(behind, [] | [b'\r'] | [b'\r', b'\n', ..]) {
            return false;
        }
        places &= places - 1;
    }
    true
}

/// Finds where cells and rows end, whatever the quotes. Made once for each kind of machine.
#[inline(always)]
fn closely<S: Simd>(simd: S, bytes: &[u8], delimiter: u8, found: &mut Found) {
    found.begin();
    let (mut at, mut begins) = (0, true);
    while at < bytes.len() {
        found.make_room();
        let (marks, step) = Marks::at(simd, bytes, at, delimiter);
        let ends = marks.delimiters | marks.line_feeds;
        // A quote opens a cell where the byte before it ends one.
        let quote = marks.quotes & (ends << 1 | u64::from(begins));
        if quote == 0 {
            found.keep(at, ends, marks.line_feeds);
            begins = ends >> (STEP - 1) == 1;
            at += step;
            continue;
        }
        let before = (quote & quote.wrapping_neg()) - 1;
        found.keep(at, ends & before, marks.line_feeds & before);
        at = quoted(bytes, at + quote.trailing_zeros() as usize, delimiter, found);
        begins = true;
    }
}

/// Walks the cell whose quote stands at `quote`, and returns where the next one begins.
#[inline(never)]
fn quoted(bytes: &[u8], quote: usize, delimiter: u8, found: &mut Found) -> usize {
    let mut broken = true;
    let end = match closing(bytes, quote, quote + 1, true) {
        Closing::At(closed) => {
            let content = bytes.get(quote..closed).unwrap_or_default();
            let line_feeds = memchr::memchr_iter(b'\n', content).count() as u32;
            if line_feeds > 0 {
                found.odd.push((found.rows, Odd::LineFeeds(line_feeds)));
            }
            let end = plain_end(bytes, closed + 1, delimiter);
            let behind = bytes.get(closed + 1..end).unwrap_or_default();
            let last = bytes.get(end) != Some(&delimiter);
            broken = !(behind.is_empty() || last && behind == b"\r");
            end
        }
        Closing::Never | Closing::More(_) => plain_end(bytes, quote + 1, delimiter),
    };
    if broken {
        found.odd.push((found.rows, Odd::Broken));
    }
    if end < bytes.len() {
        found.keep_one(end, bytes.get(end) == Some(&b'\n'));
    }
    end + 1
}
