//! A line of a formatted file before it is aligned.

/// A line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// How many blanks it is indented by.
    pub indent: usize,
    /// A blank line stands above it.
    pub parted: bool,
    /// What is aligned below one another; the first cell begins the line. Empty: the line is a comment.
    pub cells: Vec<Cell>,
    /// What its statement is aligned with: lines of the same shape, one under another. None: with nothing.
    pub shape: Option<&'static str>,
    /// Its comment, with the `#`.
    pub comment: Option<String>,
}

/// A stretch of a line that may be moved to the right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Cells of the same number stand below one another; the numbers of a line rise.
    pub stop: usize,
    /// Its text, with the blank before the next cell.
    pub text: String,
}

impl Line {
    pub fn push(&mut self, text: &str) {
        match self.cells.last_mut() {
            Some(cell) => cell.text.push_str(text),
            None => self.begin(0, text),
        }
    }

    /// Begins a cell, where its stop lies behind that of the last one.
    pub fn stop(&mut self, stop: usize) {
        if self.cells.last().is_some_and(|last| last.stop < stop) {
            self.begin(stop, "");
        }
    }

    fn begin(&mut self, stop: usize, text: &str) {
        self.cells.push(Cell {
            stop,
            text: text.to_string(),
        });
    }
}
