//! Tables: a head that every page repeats, rows that no page breaks, numbers on the right.

use super::faces::Faces;
use super::paragraph::paragraph;
use super::widths::{Column, shared};
use crate::render::notice::document::Run;
use crate::render::notice::office::{Xml, cut};

/// What a table shows.
pub(super) struct Grid<'a> {
    /// Heads, and whether their columns stand right.
    pub head: &'a [(String, bool)],
    /// A run a cell.
    pub rows: &'a [Vec<Run>],
    /// Whether the last row is the sum.
    pub sum: bool,
    /// The room, in twentieths of a point.
    pub width: u32,
    /// Whether it stands on one page where it is short.
    pub together: bool,
}

/// Tables of so many rows stay on one page.
const TOGETHER: usize = 12;
/// The longest text of a cell, in units of UTF-16: no row may grow beyond a page.
const LONGEST: usize = 240;
/// On both sides of a cell.
pub(super) const MARGIN: u32 = 50;

/// Writes a table.
pub(super) fn table(xml: &mut Xml, own: &Grid<'_>, faces: &Faces) {
    let widths = shared(&columns(own), own.width, faces);
    xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    xml.empty(
        "w:tblW",
        &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")],
    );
    xml.empty("w:jc", &[("w:val", "center")]);
    xml.open("w:tblBorders", &[]);
    for (side, size) in [
        ("top", "8"),
        ("left", "4"),
        ("bottom", "8"),
        ("right", "4"),
        ("insideH", "4"),
        ("insideV", "4"),
    ] {
        let side = format!("w:{side}");
        xml.empty(
            &side,
            &[
                ("w:val", "single"),
                ("w:sz", size),
                ("w:space", "0"),
                ("w:color", "auto"),
            ],
        );
    }
    xml.close("w:tblBorders").empty("w:tblLayout", &[("w:type", "fixed")]);
    xml.open("w:tblCellMar", &[]);
    for side in ["w:left", "w:right"] {
        xml.empty(side, &[("w:w", &MARGIN.to_string()), ("w:type", "dxa")]);
    }
    xml.close("w:tblCellMar").close("w:tblPr").open("w:tblGrid", &[]);
    for width in &widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close("w:tblGrid");
    row(xml, true, |xml| {
        for ((head, _), width) in own.head.iter().zip(&widths) {
            cell(xml, *width, "CellHead", &Run::text(head));
        }
    });
    let together = own.together && own.rows.len() <= TOGETHER;
    for (at, cells) in (1..).zip(own.rows) {
        let last = at == own.rows.len();
        row(xml, false, |xml| {
            for (((_, right), width), run) in own.head.iter().zip(&widths).zip(cells) {
                let style = match (last && own.sum, right, together && !last) {
                    (true, true, _) => "SumRight",
                    (true, false, _) => "Sum",
                    (_, true, true) => "CellRightKept",
                    (_, false, true) => "CellKept",
                    (_, true, false) => "CellRight",
                    (_, false, false) => "Cell",
                };
                cell(xml, *width, style, run);
            }
        });
    }
    xml.close("w:tbl");
}

/// The columns as far as their widths ask.
pub(super) fn columns(own: &Grid<'_>) -> Vec<Column> {
    let mut out: Vec<Column> = own.head.iter().map(|(head, _)| Column::headed(head)).collect();
    for (at, row) in own.rows.iter().enumerate() {
        let heavy = own.sum && at + 1 == own.rows.len();
        for (column, run) in out.iter_mut().zip(row) {
            column.hold(&cut(run.read(), LONGEST, || "…".to_owned()), heavy);
        }
    }
    out
}

fn row(xml: &mut Xml, head: bool, cells: impl FnOnce(&mut Xml)) {
    xml.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]);
    if head {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close("w:trPr");
    cells(xml);
    xml.close("w:tr");
}

fn cell(xml: &mut Xml, width: u32, style: &str, run: &Run) {
    xml.open("w:tc", &[]).open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    xml.empty("w:vAlign", &[("w:val", "center")]).close("w:tcPr");
    let told = match run {
        Run::Text(text) => Run::text(cut(text, LONGEST, || "…".to_owned())),
        figure => figure.clone(),
    };
    paragraph(xml, style, &[told]);
    xml.close("w:tc");
}
