//! The annexes as tables that open in a spreadsheet: heads and words in the language of the notice, numbered rows, text
//! that a spreadsheet would run made harmless.

use super::cells::Known;
use super::document::{Block, Run};
use super::forms::{File, Printing};
use super::phrases::Phrases;
use crate::notice::{List, Row};
use crate::render::people::{BOM, Cells};
use crate::render::safe::file_name;

/// A table for each annex of the notice.
pub(super) fn annexes(of: &Printing<'_>) -> Vec<File> {
    let mut out = Vec::new();
    for annex in &of.document.annexes {
        let Some(list) = of.lists.list(&annex.figure.list) else {
            continue;
        };
        out.push(File {
            name: of.phrases.annex_file(annex.number, &annex.title),
            bytes: sheet(list, list.only(&annex.figure.only), of.phrases),
        });
    }
    out.extend(of.document.definitions.iter().map(|own| File {
        name: of.phrases.annex_file(own.number, &own.title),
        bytes: told(&own.blocks),
    }));
    out
}

/// Blocks as a table: a line a paragraph, a row a line.
fn told(blocks: &[Block]) -> Vec<u8> {
    let mut out = BOM.to_vec();
    let mut cells = Cells::new(&mut out);
    for block in blocks {
        match block {
            Block::Heading(text) | Block::Part(text) => {
                cells.text(text);
                cells.end();
            }
            Block::Paragraph(runs) => {
                cells.text(&runs.iter().map(Run::read).collect::<String>());
                cells.end();
            }
            Block::Table(own) => {
                for (head, _) in &own.head {
                    cells.text(head);
                }
                cells.end();
                for row in &own.rows {
                    for cell in row {
                        cells.text(cell.read());
                    }
                    cells.end();
                }
            }
        }
    }
    out
}

/// Rows of a list as a table, numbered from 1.
pub(super) fn sheet<'l>(list: &List, rows: impl Iterator<Item = Row<'l>>, phrases: &Phrases) -> Vec<u8> {
    let mut out = BOM.to_vec();
    let mut cells = Cells::new(&mut out);
    cells.text(&phrases.text("column.number", &[]));
    for column in &list.columns {
        cells.text(&phrases.column(&column.key));
    }
    cells.end();
    let mut known: Vec<Known<String>> = list.columns.iter().map(|_| Known::default()).collect();
    for (number, row) in (1u64..).zip(rows) {
        cells.cell(&number.to_string());
        for (at, (column, known)) in list.columns.iter().zip(&mut known).enumerate() {
            let told = || phrases.cell(column.kind, row.cell(at));
            match known.of(row, at, told) {
                Some(known) => cells.text(known),
                None => cells.text(&told()),
            };
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
}
