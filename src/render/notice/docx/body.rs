//! The body: headings, sentences, tables.

use super::faces::Faces;
use super::page::WIDTH;
use super::paragraph::{Place, paragraph, placed};
use super::table::{Grid, table};
use crate::render::notice::document::{Block, Run};
use crate::render::notice::office::Xml;

/// Between a table and what stands beside it.
const GAP: u32 = 120;

/// Writes the blocks.
pub(super) fn body(xml: &mut Xml, blocks: &[Block], faces: &Faces) {
    let is_table = |at: Option<usize>| matches!(at.and_then(|at| blocks.get(at)), Some(Block::Table(_)));
    for (at, block) in blocks.iter().enumerate() {
        let place = Place {
            before: if is_table(at.checked_sub(1)) { GAP } else { 0 },
            behind: if is_table(Some(at + 1)) { GAP } else { faces.behind },
            ..Place::default()
        };
        match block {
            Block::Heading(text) => placed(xml, "Heading1", place, &[Run::text(text)]),
            Block::Part(text) => placed(xml, "Heading2", place, &[Run::text(text)]),
            Block::Paragraph(runs) => placed(xml, "BodyText", place, runs),
            Block::Table(own) => {
                let grid = Grid {
                    head: &own.head,
                    rows: &own.rows,
                    sum: own.sum,
                    width: WIDTH,
                    together: true,
                };
                table(xml, &grid, faces);
                // Two tables without a paragraph between them would grow into one.
                if is_table(Some(at + 1)) || at + 1 == blocks.len() {
                    paragraph(xml, "Normal", &[]);
                }
            }
        }
    }
}
