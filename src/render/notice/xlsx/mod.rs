//! The lists of a notice as a workbook: a sheet a list, all rows and columns, cells of their types, and before them a
//! sheet that says what stands where. No cell is a formula.

mod cells;
mod contents;
mod parts;
mod sheet;
mod sheets;

use super::document::Document;
use super::office::{Package, Part};
use super::phrases::Phrases;
use crate::notice::Lists;
use sheets::sheets;
use std::io;

/// The workbook. The same values give the same bytes.
///
/// # Errors
/// Where a sheet does not fit a zip: four gigabytes.
pub fn xlsx(document: &Document, lists: &Lists, phrases: &Phrases) -> io::Result<Vec<u8>> {
    let sheets = sheets(lists, phrases);
    let sheet_part = |at: usize| Part {
        name: format!("xl/worksheets/sheet{at}.xml"),
        kind: "officedocument.spreadsheetml.worksheet+xml",
        related: Some(("worksheet", format!("rId{at}"))),
    };
    let mut parts = vec![Part {
        name: "xl/workbook.xml".to_owned(),
        kind: "officedocument.spreadsheetml.sheet.main+xml",
        related: None,
    }];
    // The contents are the first sheet.
    parts.extend((1..=sheets.len() + 1).map(sheet_part));
    parts.push(Part {
        name: "xl/styles.xml".to_owned(),
        kind: "officedocument.spreadsheetml.styles+xml",
        related: Some(("styles", format!("rId{}", sheets.len() + 2))),
    });
    let mut package = Package::begin(&parts, &document.title)?;
    let contents = sheets::contents(phrases);
    package.part("xl/workbook.xml", parts::workbook(&contents, &sheets))?;
    package.part("xl/styles.xml", parts::styles(phrases.language()))?;
    package.part(
        "xl/worksheets/sheet1.xml",
        contents::contents(document, &sheets, phrases),
    )?;
    for (at, own) in (2..).zip(&sheets) {
        package.open(&format!("xl/worksheets/sheet{at}.xml"))?;
        sheet::sheet(&mut package, own, phrases)?;
    }
    package.end()
}
