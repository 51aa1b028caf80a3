//! Where the rows and cells of a block stand.
//!
//! Comes in: whole rows of delimited text. Goes out: where each cell ends, and of each row its first cell, its last
//! one and its line. Sixty-four bytes are looked at a time; only where a quote opens a cell is it walked by itself.

use super::cell::{Closing, closing, plain_end};
use wide::u8x16;

/// The cells of a block. Built anew for each block in the same memory.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Where each cell ends: at its delimiter, at the line feed of its row, or with the bytes. Before the first of
    /// them stands [`Grid::BEFORE`], so that a cell begins one behind the end of the cell before it.
    ends: Vec<u32>,
    /// Where each row ends: one of `ends`.
    row_ends: Vec<u32>,
    /// What is odd about rows, by their place in `row_ends`.
    odd: Vec<(usize, Odd)>,
    /// The rows that have a cell for each of the header's.
    pub(super) rows: Vec<Row>,
    /// The rows that have not, or whose quotes do not close.
    pub(super) misfits: Vec<Row>,
    /// Line feeds met.
    pub(super) line_feeds: u32,
}

/// What quotes do to a row.
#[derive(Debug, Clone, Copy)]
enum Odd {
    /// So many line feeds stand inside.
    LineFeeds(u32),
    /// A cell that a quote opens does not close, or goes on behind the quote that closes it.
    Broken,
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// The place in the list of ends just before that of its first cell.
    first: u32,
    /// The same of its last cell.
    last: u32,
    /// Line feeds before it.
    pub(super) line: u32,
}

impl Row {
    /// The number of its cells.
    pub(super) fn width(&self) -> usize {
        (self.last - self.first) as usize + 1
    }
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
    #[inline]
    fn of(bytes: &[u8; STEP], delimiter: u8) -> Marks {
        let (parts, _) = bytes.as_chunks::<16>();
        let mut marks = Marks {
            delimiters: 0,
            line_feeds: 0,
            quotes: 0,
        };
        for (at, part) in parts.iter().enumerate() {
            let part = u8x16::new(*part);
            let mask = |byte: u8| u64::from(part.simd_eq(u8x16::splat(byte)).to_bitmask()) << (at * 16);
            marks.delimiters |= mask(delimiter);
            marks.line_feeds |= mask(b'\n');
            marks.quotes |= mask(b'"');
        }
        marks
    }
}

/// Where a looking ends, and what it has found so far.
struct Found<'g> {
    ends: &'g mut Vec<u32>,
    used: usize,
    row_ends: &'g mut Vec<u32>,
    rows: usize,
}

impl Found<'_> {
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

impl Grid {
    const BEFORE: u32 = u32::MAX;

    /// Looks through a block, whose header has `width` cells. Blank lines are no rows.
    pub(super) fn read(&mut self, bytes: &[u8], delimiter: u8, width: usize) {
        self.odd.clear();
        let mut found = Found {
            ends: &mut self.ends,
            used: 0,
            row_ends: &mut self.row_ends,
            rows: 0,
        };
        found.make_room();
        found.keep_one(Grid::BEFORE as usize, false);
        let (mut at, mut begins) = (0, true);
        while at < bytes.len() {
            found.make_room();
            let rest = bytes.get(at..).unwrap_or_default();
            let (marks, step) = match rest.first_chunk::<STEP>() {
                Some(chunk) => (Marks::of(chunk, delimiter), STEP),
                None => {
                    let mut padded = [0; STEP];
                    padded.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                    (Marks::of(&padded, delimiter), rest.len())
                }
            };
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
            at = quoted(
                bytes,
                at + quote.trailing_zeros() as usize,
                delimiter,
                &mut found,
                &mut self.odd,
            );
            begins = true;
        }
        found.make_room();
        if bytes.last().is_some_and(|last| *last != b'\n') {
            found.keep_one(bytes.len(), true);
        }
        let (used, rows) = (found.used, found.rows);
        self.line_feeds = 0;
        self.rows.clear();
        self.misfits.clear();
        self.part_rows(bytes, used, rows, width);
    }

    /// Parts the cells into rows. What stands behind the first `used` ends was written too much.
    fn part_rows(&mut self, bytes: &[u8], used: usize, rows: usize, width: usize) {
        let mut odd = self.odd.iter().peekable();
        let (mut first, mut line) = (0, 0);
        for (at, row_end) in self.row_ends.iter().take(rows).enumerate() {
            let ends = self.ends.get(first + 1..used).unwrap_or_default();
            let fits = width > 0 && ends.get(width - 1) == Some(row_end);
            let cells = if fits {
                width
            } else {
                ends.iter().position(|end| end == row_end).unwrap_or(0) + 1
            };
            let row = Row {
                first: first as u32,
                last: (first + cells - 1) as u32,
                line,
            };
            let mut broken = false;
            while let Some((_, odd)) = odd.next_if(|(row, _)| *row == at) {
                match odd {
                    Odd::LineFeeds(count) => line += count,
                    Odd::Broken => broken = true,
                }
            }
            line += 1;
            first += cells;
            if broken || !fits || width == 1 {
                match self.odd_row(bytes, row, width) {
                    None => {}
                    Some(true) if !broken => self.rows.push(row),
                    Some(_) => self.misfits.push(row),
                }
            } else {
                self.rows.push(row);
            }
        }
        self.line_feeds = line - u32::from(bytes.last().is_some_and(|last| *last != b'\n'));
    }

    /// Whether an odd row has a cell for each of the header's and nothing more; None: it is a blank line.
    #[cold]
    fn odd_row(&self, bytes: &[u8], row: Row, width: usize) -> Option<bool> {
        let content = |cell: usize| {
            let content = self.cell(bytes, row, cell);
            let last = cell + 1 == row.width();
            content.strip_suffix(b"\r").filter(|_| last).unwrap_or(content)
        };
        if row.width() == 1 && content(0).is_empty() {
            return None;
        }
        Some(row.width() >= width && (width..row.width()).all(|cell| matches!(content(cell), b"" | b"\"\"")))
    }

    /// The bytes of a cell, quotes included.
    #[inline]
    pub(super) fn cell<'b>(&self, bytes: &'b [u8], row: Row, cell: usize) -> &'b [u8] {
        bytes.get(self.range(row, cell)).unwrap_or_default()
    }

    /// Where a cell stands.
    #[inline]
    pub(super) fn range(&self, row: Row, cell: usize) -> std::ops::Range<usize> {
        let ends = self
            .ends
            .get(row.first as usize + cell..)
            .and_then(|ends| ends.first_chunk());
        let [before, end] = ends.copied().unwrap_or_default();
        before.wrapping_add(1) as usize..end as usize
    }

    /// The bytes of a whole row.
    pub(super) fn row<'b>(&self, bytes: &'b [u8], row: Row) -> &'b [u8] {
        let range = self.range(row, 0).start..self.range(row, row.width() - 1).end;
        bytes.get(range).unwrap_or_default()
    }
}

/// Walks the cell whose quote stands at `quote`, and returns where the next one begins.
#[inline(never)]
fn quoted(bytes: &[u8], quote: usize, delimiter: u8, found: &mut Found, odd: &mut Vec<(usize, Odd)>) -> usize {
    let mut broken = true;
    let end = match closing(bytes, quote, quote + 1, true) {
        Closing::At(closed) => {
            let content = bytes.get(quote..closed).unwrap_or_default();
            let line_feeds = memchr::memchr_iter(b'\n', content).count() as u32;
            if line_feeds > 0 {
                odd.push((found.rows, Odd::LineFeeds(line_feeds)));
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
        odd.push((found.rows, Odd::Broken));
    }
    if end < bytes.len() {
        found.keep_one(end, bytes.get(end) == Some(&b'\n'));
    }
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows by the letter: a row is its line, its cells with their quotes, and whether its quotes are right.
    fn slowly(bytes: &[u8]) -> Vec<(u32, Vec<&[u8]>, bool)> {
        let (mut found, mut at, mut line) = (Vec::new(), 0, 0);
        while at < bytes.len() {
            let (mut cells, mut broken, first) = (Vec::new(), false, line);
            loop {
                let begin = at;
                if bytes.get(at) == Some(&b'"') {
                    let mut closed = at + 1;
                    while closed < bytes.len() && (bytes[closed] != b'"' || bytes.get(closed + 1) == Some(&b'"')) {
                        closed += if bytes[closed] == b'"' { 2 } else { 1 };
                    }
                    if closed < bytes.len() {
                        line += bytes[at..closed].iter().filter(|byte| **byte == b'\n').count() as u32;
                        at = closed + 1;
                        broken |= !matches!(&bytes[at..], [] | [b',' | b'\n', ..] | [b'\r'] | [b'\r', b'\n', ..]);
                    } else {
                        broken = true;
                    }
                }
                at += bytes[at..].iter().take_while(|byte| !b",\n".contains(byte)).count();
                cells.push(&bytes[begin..at]);
                at += 1;
                if bytes.get(at - 1) != Some(&b',') {
                    break;
                }
            }
            line += 1;
            if cells != [b"" as &[u8]] && cells != [b"\r"] {
                found.push((first, cells, !broken));
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn cells_are_found_as_they_are_by_the_letter(
            blocks in prop::collection::vec(
                prop::collection::vec(prop_oneof![4 => Just(b'x'), 2 => Just(b','), 1 => Just(b'"'), 1 => Just(b'\n'), 1 => Just(b'\r')], 0..300),
                1..4,
            ),
            width in 0..5usize,
        ) {
            let mut grid = Grid::default();
            for bytes in &blocks {
                grid.read(bytes, b',', width);
                let told = |rows: &[Row]| -> Vec<(u32, Vec<&[u8]>)> {
                    let cells = |row: &Row| (0..row.width()).map(|cell| grid.cell(bytes, *row, cell)).collect();
                    rows.iter().map(|row| (row.line, cells(row))).collect()
                };
                let fits = |cells: &[&[u8]], right: bool| {
                    let last = cells.len() - 1;
                    let empty = |at: usize| match cells[at] {
                        b"" | b"\"\"" => true,
                        b"\r" | b"\"\"\r" => at == last,
                        _ => false,
                    };
                    right && cells.len() >= width && (width..cells.len()).all(empty)
                };
                let (good, bad): (Vec<_>, Vec<_>) = slowly(bytes).into_iter().partition(|(_, cells, right)| fits(cells, *right));
                let plain = |rows: Vec<(u32, Vec<_>, bool)>| -> Vec<_> {
                    rows.into_iter().map(|(line, cells, _)| (line, cells)).collect()
                };
                prop_assert_eq!(told(&grid.rows), plain(good));
                prop_assert_eq!(told(&grid.misfits), plain(bad));
                let line_feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
                prop_assert_eq!(grid.line_feeds as usize, line_feeds);
            }
        }
    }
}
