//! The annexes as tables that open in a spreadsheet: heads and words in the language of the notice, numbered rows, text
//! that a spreadsheet would run made harmless.

use super::forms::{File, Printing};
use super::layout::{layout, wall};
use super::phrases::Phrases;
use crate::notice::{Cell, Kind, List};
use crate::render::people::{BOM, Cells};
use crate::render::safe::file_name;

/// A table for each annex of the notice.
pub(super) fn annexes(of: &Printing<'_>) -> Vec<File> {
    let document = layout(of.notice, of.phrases);
    let mut out = Vec::new();
    for annex in &document.annexes {
        let Some(list) = of.lists.list(&annex.figure.list) else {
            continue;
        };
        out.push(File {
            name: of.phrases.annex_file(annex.number, &annex.title),
            bytes: sheet(list, list.rows(&annex.figure.only), of.phrases),
        });
    }
    out
}

/// Rows of a list as a table, numbered from 1.
pub(super) fn sheet<'l>(list: &List, rows: impl Iterator<Item = &'l Vec<Cell>>, phrases: &Phrases) -> Vec<u8> {
    let mut out = BOM.to_vec();
    let mut cells = Cells::new(&mut out);
    cells.cell(&phrases.text("column.number", &[]));
    for column in &list.columns {
        cells.text(&phrases.column(&column.key));
    }
    cells.end();
    for (number, row) in (1u64..).zip(rows) {
        cells.cell(&number.to_string());
        for (column, cell) in list.columns.iter().zip(row) {
            cells.text(&phrases.cell(column.kind, cell));
        }
        cells.end();
    }
    out
}

impl Phrases {
    /// The file of an annex.
    pub(super) fn annex_file(&self, number: usize, title: &str) -> String {
        let values = [("number", &*number.to_string()), ("title", title)];
        let name = file_name(&self.text("annex.file", &values)).replace(' ', "_");
        format!("{name}.csv")
    }

    /// The head of a column; that of a metric is its name.
    pub(super) fn column(&self, key: &str) -> String {
        let told = self.text(&format!("column.{key}"), &[]);
        if told.is_empty() { key.to_owned() } else { told }
    }

    /// A cell in words.
    pub(super) fn cell(&self, kind: Kind, cell: &Cell) -> String {
        match (kind, cell) {
            (_, Cell::Empty) => String::new(),
            (Kind::Seconds, Cell::Number(seconds)) => {
                let minutes = seconds / 60;
                let values = [
                    ("hours", (minutes / 60).to_string()),
                    ("minutes", (minutes % 60).to_string()),
                ];
                let values = values.each_ref().map(|(key, text)| (*key, text.as_str()));
                self.text("hours", &values)
            }
            (_, Cell::Number(number)) => number.to_string(),
            (Kind::Moment, Cell::Text(moment)) => match moment.get(16..19) {
                Some(":00") | None => wall(moment),
                Some(seconds) => format!("{}{seconds}", wall(moment)),
            },
            (Kind::Word, Cell::Text(word)) => {
                let told = self.text(&format!("word.{word}"), &[]);
                if told.is_empty() { word.to_string() } else { told }
            }
            (_, Cell::Text(text)) => text.to_string(),
        }
    }
}
