//! The body: headings, sentences, tables.

use super::faces::Faces;
use super::page::WIDTH;
use super::paragraph::paragraph;
use super::table::{Grid, table};
use crate::render::notice::document::{Block, Run};
use crate::render::notice::office::Xml;

/// Writes the blocks.
pub(super) fn body(xml: &mut Xml, blocks: &[Block], faces: &Faces) {
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading(text) => paragraph(xml, "Heading1", &[Run::text(text)]),
            Block::Part(text) => paragraph(xml, "Heading2", &[Run::text(text)]),
            Block::Paragraph(runs) => paragraph(xml, "BodyText", runs),
            Block::Table(own) => {
                let grid = Grid {
                    head: &own.head,
                    rows: &own.rows,
                    sum: own.sum,
                    width: WIDTH,
                };
                table(xml, &grid, faces);
                // Two tables without a paragraph between them would grow into one.
                if matches!(blocks.get(at + 1), Some(Block::Table(_)) | None) {
                    paragraph(xml, "Normal", &[]);
                }
            }
        }
    }
}
