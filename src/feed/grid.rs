//! Where the rows and cells of a block stand.
//!
//! Comes in: whole rows of delimited text. Goes out: where each cell ends, and of each row its first cell, its last
//! one and its line. How ends are found is `look`'s affair.

use super::look::{Found, Odd};

/// The cells of a block. Built anew for each block in the same memory.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Where each cell ends: at its delimiter, at the line feed of its row, or with the bytes. Before the first of
    /// them stands [`BEFORE`], so that a cell begins one behind the end of the cell before it.
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

/// The end before the first cell.
pub(super) const BEFORE: u32 = u32::MAX;

/// Where the cells of a block end.
#[derive(Clone, Copy)]
pub(super) struct Ends<'g>(&'g [u32]);

impl Ends<'_> {
    /// Where a cell stands.
    #[inline(always)]
    pub(super) fn range(self, row: Row, cell: usize) -> std::ops::Range<usize> {
        let ends = self
            .0
            .get(row.first as usize + cell..)
            .and_then(|ends| ends.first_chunk());
        let [before, end] = ends.copied().unwrap_or_default();
        before.wrapping_add(1) as usize..end as usize
    }
}

impl Grid {
    /// Looks through a block, whose header has `width` cells. Blank lines are no rows.
    pub(super) fn read(&mut self, bytes: &[u8], delimiter: u8, width: usize) {
        let mut found = Found {
            ends: &mut self.ends,
            used: 0,
            row_ends: &mut self.row_ends,
            rows: 0,
            odd: &mut self.odd,
        };
        found.look(bytes, delimiter);
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
        self.ends().range(row, cell)
    }

    /// Where all cells end.
    pub(super) fn ends(&self) -> Ends<'_> {
        Ends(&self.ends)
    }

    /// The bytes of a whole row.
    pub(super) fn row<'b>(&self, bytes: &'b [u8], row: Row) -> &'b [u8] {
        let range = self.range(row, 0).start..self.range(row, row.width() - 1).end;
        bytes.get(range).unwrap_or_default()
    }
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

    /// Bytes in any order, or pieces of rows whose quotes are right.
    fn block() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![4 => Just(b'x'), 2 => Just(b','), 1 => Just(b'"'), 1 => Just(b'\n'), 1 => Just(b'\r')];
        let cell = prop::sample::select(vec![
            "",
            "x",
            "投诉表箱破损",
            "5 pipe\r",
            "\"\"",
            "\"a,\n\"\"b\"",
            "\"\"\"\n\n\"",
        ]);
        let end = prop::sample::select(vec![",", ",", ",", "\n", "\r\n"]);
        let regular = prop::collection::vec((cell, end), 0..60);
        prop_oneof![
            prop::collection::vec(byte, 0..300),
            regular.prop_map(|cells| cells
                .into_iter()
                .flat_map(|(cell, end)| [cell, end])
                .collect::<String>()
                .into_bytes()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn cells_are_found_as_they_are_by_the_letter(
            blocks in prop::collection::vec(
                block(),
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
