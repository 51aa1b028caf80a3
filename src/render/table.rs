//! Tables for terminals: aligned by display width, one rule under the head, two blanks between columns.
//!
//! Where the terminal is too narrow, columns drop in their declared order; a line is never wrapped.

use super::safe::terminal;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No cell is wider than this; what is longer ends in `…`.
const WIDEST_CELL: usize = 48;

/// Whether and how text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// No colour.
    #[default]
    Plain,
    /// ANSI colours.
    Colour,
}

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// Late: red.
    Late,
    /// Due today: yellow.
    Today,
}

impl Paint {
    /// The text in its tone.
    #[must_use]
    pub fn tone(self, text: &str, tone: Tone) -> String {
        match (self, tone) {
            (Paint::Plain, _) | (_, Tone::Plain) => text.to_owned(),
            (Paint::Colour, Tone::Late) => format!("\u{1b}[31m{text}\u{1b}[0m"),
            (Paint::Colour, Tone::Today) => format!("\u{1b}[33m{text}\u{1b}[0m"),
        }
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Aligned to the right.
    pub right: bool,
    /// Its place in the order of dropping, lowest first; None: never dropped.
    pub drops: Option<u8>,
    /// Its colour.
    pub tone: Tone,
}

impl Column {
    /// A column aligned to the left that is never dropped.
    #[must_use]
    pub fn new(head: impl Into<String>) -> Column {
        Column {
            head: head.into(),
            right: false,
            drops: None,
            tone: Tone::Plain,
        }
    }

    /// Aligned to the right.
    #[must_use]
    pub fn right(mut self) -> Column {
        self.right = true;
        self
    }

    /// Dropped where the table is too wide, lowest first.
    #[must_use]
    pub fn drops(mut self, order: u8) -> Column {
        self.drops = Some(order);
        self
    }

    /// In a colour.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Column {
        self.tone = tone;
        self
    }
}

/// A cell: its text, and a shorter one for narrow terminals.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: String,
    shorter: Option<String>,
}

impl Cell {
    /// A cell that has a shorter form.
    #[must_use]
    pub fn or_shorter(text: &str, shorter: &str) -> Cell {
        Cell {
            text: harmless(text),
            shorter: Some(harmless(shorter)),
        }
    }

    fn shown(&self, short: bool) -> &str {
        match &self.shorter {
            Some(shorter) if short => shorter,
            _ => &self.text,
        }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell {
            text: harmless(text.as_ref()),
            shorter: None,
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Table {
        Table {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row, a cell a column.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// The table in at most `width` columns of a terminal (None: as wide as it gets). Columns without any text are
    /// left out; a wide one first takes its shorter cells, then columns drop.
    #[must_use]
    pub fn render(&self, width: Option<usize>, paint: Paint) -> String {
        let mut kept: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                self.rows
                    .iter()
                    .any(|row| row.get(*at).is_some_and(|cell| !cell.text.is_empty()))
            })
            .collect();
        let room = width.unwrap_or(usize::MAX);
        let mut short = false;
        while self.width(&kept, short) > room {
            if !short {
                short = true;
                continue;
            }
            let next = kept
                .iter()
                .filter_map(|at| {
                    self.columns
                        .get(*at)
                        .and_then(|column| column.drops)
                        .map(|order| (order, *at))
                })
                .min();
            let Some((_, at)) = next else { break };
            kept.retain(|other| *other != at);
        }
        self.draw(&kept, short, paint)
    }

    fn draw(&self, kept: &[usize], short: bool, paint: Paint) -> String {
        let heads: Vec<&str> = kept
            .iter()
            .filter_map(|at| self.columns.get(*at))
            .map(|column| column.head.as_str())
            .collect();
        let mut out = self.line(kept, short, &heads, Paint::Plain);
        out.push_str(&"─".repeat(self.width(kept, short)));
        out.push('\n');
        for row in &self.rows {
            let cells: Vec<&str> = kept
                .iter()
                .map(|at| row.get(*at).map_or("", |cell| cell.shown(short)))
                .collect();
            out.push_str(&self.line(kept, short, &cells, paint));
        }
        out
    }

    fn line(&self, kept: &[usize], short: bool, cells: &[&str], paint: Paint) -> String {
        let mut out = String::new();
        for (number, (at, cell)) in kept.iter().zip(cells).enumerate() {
            let Some(column) = self.columns.get(*at) else { continue };
            let blank = " ".repeat(self.column_width(*at, short).saturating_sub(cell.width()));
            let text = paint.tone(cell, column.tone);
            if number > 0 {
                out.push_str("  ");
            }
            out.push_str(&if column.right {
                format!("{blank}{text}")
            } else {
                format!("{text}{blank}")
            });
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
        out
    }

    fn width(&self, kept: &[usize], short: bool) -> usize {
        kept.iter().map(|at| self.column_width(*at, short)).sum::<usize>() + 2 * kept.len().saturating_sub(1)
    }

    fn column_width(&self, at: usize, short: bool) -> usize {
        let head = self.columns.get(at).map_or(0, |column| column.head.width());
        let cells = self
            .rows
            .iter()
            .filter_map(|row| row.get(at))
            .map(|cell| cell.shown(short).width());
        cells.chain([head]).max().unwrap_or(0)
    }
}

/// Text of a cell: harmless, on one line, and not too wide.
fn harmless(text: &str) -> String {
    let text = terminal(text);
    if text.width() <= WIDEST_CELL {
        return text.into_owned();
    }
    let mut out = String::new();
    let mut width = 1;
    for char in text.chars() {
        width += char.width().unwrap_or(0);
        if width > WIDEST_CELL {
            break;
        }
        out.push(char);
    }
    out.push('…');
    out
}
