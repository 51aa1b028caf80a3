//! A list as the tests read it: header and rows of a CSV file, quotes and line ends inside cells understood.

use std::path::Path;

/// A CSV file.
pub struct Table {
    /// Its columns.
    pub header: Vec<String>,
    /// Its rows, the header not among them.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn read(path: &Path) -> Table {
        Table::parse(&std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    pub fn parse(text: &str) -> Table {
        let mut rows = records(text.trim_start_matches('\u{feff}')).into_iter();
        let header = rows.next().unwrap_or_default();
        Table {
            header,
            rows: rows.collect(),
        }
    }

    /// The position of a column, or a failure that lists those there are.
    pub fn column(&self, name: &str) -> usize {
        self.header
            .iter()
            .position(|column| column == name)
            .unwrap_or_else(|| panic!("no column `{name}` among {:?}", self.header))
    }

    /// A cell by column name.
    pub fn cell<'a>(&self, row: &'a [String], name: &str) -> &'a str {
        &row[self.column(name)]
    }

    /// Whether some row has a value in each column: `column=value`, or `column~part`.
    pub fn has(&self, wanted: &[&str]) -> bool {
        self.rows.iter().any(|row| {
            wanted.iter().all(|test| match test.split_once('=') {
                Some((column, value)) if !column.contains('~') => self.cell(row, column) == value,
                _ => {
                    let (column, part) = test.split_once('~').expect("column=value or column~part");
                    self.cell(row, column).contains(part)
                }
            })
        })
    }

    /// The rows that have the first of the wanted values, for a message.
    pub fn near(&self, wanted: &[&str]) -> String {
        let rows: Vec<String> = self
            .rows
            .iter()
            .filter(|row| {
                wanted.first().is_none_or(|first| {
                    first
                        .split_once('=')
                        .is_none_or(|(column, value)| self.cell(row, column) == value)
                })
            })
            .map(|row| row.join(","))
            .collect();
        format!("    {}\n    {}", self.header.join(","), rows.join("\n    "))
    }
}

fn records(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(char),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
