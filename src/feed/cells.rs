//! Rows as the texts of their cells: the header of a feed, and the rows of an export that is only looked at.

use super::blocks::Blocks;
use super::cell::content;
use super::grid::{Grid, Row};

/// Bytes looked at at a time.
const BLOCK: usize = 1 << 17;

/// The cells of the first row that is not blank, and where it ends; no cells: there is none.
pub(super) fn header(bytes: &[u8], delimiter: u8) -> (Vec<String>, usize) {
    let mut grid = Grid::default();
    let rows = rows(&mut grid, bytes, delimiter);
    let Some(row) = rows.first() else {
        return (Vec::new(), bytes.len());
    };
    let end = grid.range(*row, row.width() - 1).end + 1;
    (texts(&grid, bytes, *row), end.min(bytes.len()))
}

/// Hands on every row that is not blank, with its number from 0. A row too long to be one ends the walk.
pub(super) fn each_row(bytes: &[u8], delimiter: u8, mut take: impl FnMut(u64, &[String])) {
    let mut blocks = Blocks::new(bytes, BLOCK, delimiter);
    let (mut buffer, mut grid, mut count) = (Vec::new(), Grid::default(), 0);
    while let Ok(length @ 1..) = blocks.next(&mut buffer) {
        let block = buffer.get(..length).unwrap_or_default();
        for row in rows(&mut grid, block, delimiter) {
            take(count, &texts(&grid, block, row));
            count += 1;
        }
    }
}

/// All rows that are not blank, whatever their width.
fn rows(grid: &mut Grid, bytes: &[u8], delimiter: u8) -> Vec<Row> {
    grid.read(bytes, delimiter, 0);
    let mut rows = [grid.rows.as_slice(), grid.misfits.as_slice()].concat();
    rows.sort_by_key(|row| row.line);
    rows
}

fn texts(grid: &Grid, bytes: &[u8], row: Row) -> Vec<String> {
    let mut scratch = Vec::new();
    let cells = (0..row.width()).map(|cell| {
        let content = content(grid.cell(bytes, row, cell), &mut scratch);
        String::from_utf8_lossy(content.unwrap_or_default()).into_owned()
    });
    cells.collect()
}
