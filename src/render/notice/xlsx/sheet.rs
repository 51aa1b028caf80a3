//! A sheet: head, rows, and what makes them easy to use: the head stays, columns filter, the page prints with its head.

use super::cells::{Look, again, cell, letters, piece, text};
use super::sheets::Sheet;
use crate::notice::{Column, Kind};
use crate::render::notice::cells::Known;
use crate::render::notice::office::{Package, Xml};
use crate::render::notice::phrases::Phrases;
use std::io;
use unicode_width::UnicodeWidthStr;

/// Written to the zip whenever so many bytes stand.
const PIECE: usize = 1 << 20;
/// Rows looked at for the widths of columns.
const SAMPLE: usize = 200;

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Writes a sheet into the part that is open.
pub(super) fn sheet(package: &mut Package, own: &Sheet<'_>, phrases: &Phrases) -> io::Result<()> {
    let columns = &own.list.columns;
    let heads: Vec<String> = columns.iter().map(|column| head(column, phrases)).collect();
    let range = range(own);
    let mut xml = Xml::part();
    xml.open("worksheet", &[("xmlns", MAIN)]);
    xml.within("sheetPr", &[], |xml| {
        xml.empty("pageSetUpPr", &[("fitToPage", "1")]);
    });
    xml.empty("dimension", &[("ref", &range)]);
    panes(&mut xml, "1");
    xml.empty("sheetFormatPr", &[("defaultRowHeight", "15")]);
    xml.open("cols", &[]);
    for (at, width) in (1..).zip(widths(own, &heads, phrases)) {
        width_of(&mut xml, at, width);
    }
    xml.close("cols").open("sheetData", &[]).open("row", &[("r", "1")]);
    for (at, told) in heads.iter().enumerate() {
        text(&mut xml, (&letters(at), "1"), Look::Head, told, phrases);
    }
    xml.close("row");
    let letters: Vec<String> = (0..columns.len()).map(letters).collect();
    let mut known: Vec<Known<Xml>> = columns.iter().map(|_| Known::default()).collect();
    for (number, row) in (2u64..).zip(own.rows()) {
        let number = number.to_string();
        xml.markup("<row r=\"").text(&number).markup("\">");
        for (at, ((column, letters), known)) in columns.iter().zip(&letters).zip(&mut known).enumerate() {
            let (place, held) = ((letters.as_str(), number.as_str()), row.cell(at));
            match known.of(row, at, || piece(column.kind, held, phrases)) {
                Some(piece) => again(&mut xml, place, piece),
                None => cell(&mut xml, place, column.kind, held, phrases),
            }
        }
        xml.close("row");
        if xml.len() > PIECE {
            package.more(&mut xml)?;
        }
    }
    xml.close("sheetData");
    xml.empty("autoFilter", &[("ref", &range)]);
    print(&mut xml, true);
    // Numbers of tickets are text: no green corner on each.
    xml.within("ignoredErrors", &[], |xml| {
        xml.empty("ignoredError", &[("sqref", &range), ("numberStoredAsText", "1")]);
    });
    xml.close("worksheet");
    package.more(&mut xml)
}

/// `A1:R200`.
pub(super) fn range(own: &Sheet<'_>) -> String {
    let last = own.list.columns.len().saturating_sub(1);
    format!("A1:{}{}", letters(last), own.rows.len() + 1)
}

/// The head of a column, with the unit where it needs one.
fn head(column: &Column, phrases: &Phrases) -> String {
    let told = phrases.column(&column.key);
    match column.kind {
        Kind::Seconds => phrases.text("column.in_seconds", &[("column", &told)]),
        _ => told,
    }
}

/// The rows above stay where they are.
pub(super) fn panes(xml: &mut Xml, rows: &str) {
    xml.open("sheetViews", &[])
        .open("sheetView", &[("workbookViewId", "0")]);
    let below = rows.parse().map_or(2, |rows: u64| rows + 1);
    xml.empty(
        "pane",
        &[
            ("ySplit", rows),
            ("topLeftCell", &format!("A{below}")),
            ("activePane", "bottomLeft"),
            ("state", "frozen"),
        ],
    );
    xml.close("sheetView").close("sheetViews");
}

pub(super) fn width_of(xml: &mut Xml, column: usize, width: usize) {
    let (column, width) = (column.to_string(), width.to_string());
    xml.empty(
        "col",
        &[
            ("min", &column),
            ("max", &column),
            ("width", &width),
            ("customWidth", "1"),
        ],
    );
}

/// On A4, as wide as the page, with page numbers; where asked for with the lines of the grid, also around cells that hold
/// nothing.
pub(super) fn print(xml: &mut Xml, grid: bool) {
    if grid {
        xml.empty("printOptions", &[("gridLines", "1")]);
    }
    let inches = ["left", "right", "top", "bottom", "header", "footer"].map(|side| (side, "0.5"));
    xml.empty("pageMargins", &inches);
    xml.empty(
        "pageSetup",
        &[("paperSize", "9"), ("orientation", "landscape"), ("fitToHeight", "0")],
    );
    xml.within("headerFooter", &[], |xml| {
        xml.within("oddFooter", &[], |xml| {
            xml.text("&C&A  &P / &N");
        });
    });
}

/// Wide enough for most of what stands in a column, and no wider than a screen bears.
fn widths(own: &Sheet<'_>, heads: &[String], phrases: &Phrases) -> Vec<usize> {
    let mut out: Vec<usize> = heads.iter().map(|head| head.width() + 3).collect();
    for row in own.rows().take(SAMPLE) {
        for ((width, column), held) in out.iter_mut().zip(&own.list.columns).zip(row.cells()) {
            let told = match column.kind {
                Kind::Seconds => 10,
                Kind::Moment => 16,
                kind => phrases.cell(kind, held).width(),
            };
            *width = (*width).max(told + 1);
        }
    }
    out.into_iter().map(|width| width.clamp(6, 48)).collect()
}
