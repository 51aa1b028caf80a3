//! The foot at the bottom of the last page: a line a row between rules, the outer ones thicker.

use super::faces::Faces;
use super::page::{LENGTH, TOP, WIDTH};
use super::paragraph::{opened_with_tab, run};
use crate::render::notice::document::{Document, Run};
use crate::render::notice::office::Xml;
use unicode_width::UnicodeWidthStr;

/// Above and below the text of a row.
const AIR: u32 = 60;

/// Writes it, and with it the end of the file.
pub(super) fn foot(xml: &mut Xml, document: &Document, faces: &Faces) {
    let [by, on] = &document.printed;
    let lines = document.foot.iter();
    let lines = lines.map(|runs| runs.iter().map(Run::read).collect::<String>());
    let lines: Vec<String> = lines.collect();
    let mut rows: Vec<[&str; 2]> = lines.iter().map(|line| [line.as_str(), ""]).collect();
    rows.push([by, on]);
    let heights: Vec<u32> = rows.iter().map(|row| height(row, faces)).collect();
    let whole = heights.iter().copied().fold(0, u32::saturating_add);
    let from_above = TOP + LENGTH.saturating_sub(whole);
    // The table would grow into one that stands right above; a program that does not float it sets it below.
    blank(xml, 2 * faces.pitch);
    xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    xml.empty(
        "w:tblpPr",
        &[
            ("w:vertAnchor", "page"),
            ("w:horzAnchor", "margin"),
            ("w:tblpXSpec", "center"),
            ("w:tblpY", &from_above.to_string()),
        ],
    );
    let width = WIDTH.to_string();
    xml.empty("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
    xml.open("w:tblBorders", &[]);
    // 0.35 mm outside, 0.25 mm within.
    for (side, size) in [("w:top", "8"), ("w:bottom", "8"), ("w:insideH", "6")] {
        let line = [
            ("w:val", "single"),
            ("w:sz", size),
            ("w:space", "0"),
            ("w:color", "auto"),
        ];
        xml.empty(side, &line);
    }
    xml.close("w:tblBorders").empty("w:tblLayout", &[("w:type", "fixed")]);
    xml.within("w:tblCellMar", &[], |xml| {
        let margin = (faces.foot_size * 10).to_string();
        for side in ["w:left", "w:right"] {
            xml.empty(side, &[("w:w", &margin), ("w:type", "dxa")]);
        }
    });
    xml.close("w:tblPr").within("w:tblGrid", &[], |xml| {
        xml.empty("w:gridCol", &[("w:w", &width)]);
    });
    for ([left, right], height) in rows.into_iter().zip(heights) {
        xml.open("w:tr", &[]).within("w:trPr", &[], |xml| {
            let height = height.to_string();
            xml.empty("w:cantSplit", &[])
                .empty("w:trHeight", &[("w:val", &height), ("w:hRule", "exact")]);
        });
        xml.open("w:tc", &[]).within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")])
                .empty("w:vAlign", &[("w:val", "center")]);
        });
        opened_with_tab(xml, "Foot", room(faces));
        run(xml, &Run::text(left));
        if !right.is_empty() {
            xml.within("w:r", &[], |xml| {
                xml.empty("w:tab", &[]);
            });
            run(xml, &Run::text(right));
        }
        xml.close("w:p").close("w:tc").close("w:tr");
    }
    xml.close("w:tbl");
    // A file ends in a paragraph.
    blank(xml, 20);
}

/// How wide a line is: a character is free on both sides.
fn room(faces: &Faces) -> u32 {
    WIDTH - faces.foot_size * 20
}

/// How high a row is: as many lines as its text takes.
fn height(row: &[&str; 2], faces: &Faces) -> u32 {
    let halves = row.iter().map(|text| text.width()).sum::<usize>();
    let width = u32::try_from(halves)
        .unwrap_or(u32::MAX)
        .saturating_mul(faces.foot_size * 5);
    let lines = width.div_ceil(room(faces)).max(1);
    lines
        .saturating_mul(faces.foot_size * 14)
        .saturating_add(2 * AIR)
        .min(LENGTH)
}

/// A paragraph without text, so high.
fn blank(xml: &mut Xml, height: u32) {
    xml.open("w:p", &[]).open("w:pPr", &[]);
    let height = height.to_string();
    xml.empty("w:spacing", &[("w:line", &height), ("w:lineRule", "exact")]);
    xml.close("w:pPr").close("w:p");
}
