//! Workbooks made by hand, as small as Excel takes them.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands in a cell.
#[derive(Clone)]
pub enum Cell {
    /// A text, among the shared ones.
    Text(String),
    /// A number as it is written.
    Number(String),
    /// A day number with a date's format.
    Date(f64),
    /// A formula and what Excel computed of it.
    Formula(&'static str, Option<String>),
}

/// A sheet: its name, its rows, its merged areas (`A1:B1`).
pub struct Sheet<'a> {
    pub name: &'a str,
    pub rows: Vec<Vec<Cell>>,
    pub merged: &'a [&'a str],
}

pub fn texts(rows: &[Vec<String>]) -> Vec<Vec<Cell>> {
    let row = |row: &Vec<String>| row.iter().cloned().map(Cell::Text).collect();
    rows.iter().map(row).collect()
}

/// The bytes of a workbook.
pub fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut shared: Vec<String> = Vec::new();
    let bodies: Vec<String> = sheets.iter().map(|sheet| body(sheet, &mut shared)).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}").as_bytes())
            .unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let (mut named, mut related) = (String::new(), String::new());
    for (at, sheet) in sheets.iter().enumerate() {
        let (id, name) = (at + 1, escaped(sheet.name));
        named += &format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>");
        related +=
            &format!("<Relationship Id=\"rId{id}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>");
    }
    part(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>"),
    );
    related += &format!(
        "<Relationship Id=\"s1\" Type=\"{office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"s2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships xmlns=\"{package}/relationships\">{related}</Relationships>"),
    );
    part(
        "xl/styles.xml",
        &format!(
            "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
        ),
    );
    for (at, body) in bodies.iter().enumerate() {
        part(
            &format!("xl/worksheets/sheet{}.xml", at + 1),
            &format!("<worksheet xmlns=\"{main}\">{body}</worksheet>"),
        );
    }
    let items: String = shared
        .iter()
        .map(|text| format!("<si><t>{}</t></si>", escaped(text)))
        .collect();
    part("xl/sharedStrings.xml", &format!("<sst xmlns=\"{main}\">{items}</sst>"));
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn body(sheet: &Sheet<'_>, shared: &mut Vec<String>) -> String {
    let mut out = String::from("<sheetData>");
    for (row, cells) in sheet.rows.iter().enumerate() {
        out += &format!("<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", (b'A' + column as u8) as char, row + 1);
            out += &match cell {
                Cell::Text(text) if text.is_empty() => continue,
                Cell::Text(text) => {
                    let at = shared.iter().position(|known| known == text).unwrap_or_else(|| {
                        shared.push(text.clone());
                        shared.len() - 1
                    });
                    format!("<c r=\"{place}\" t=\"s\"><v>{at}</v></c>")
                }
                Cell::Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
                Cell::Date(days) => format!("<c r=\"{place}\" s=\"1\"><v>{days}</v></c>"),
                Cell::Formula(formula, None) => format!("<c r=\"{place}\"><f>{formula}</f></c>"),
                Cell::Formula(formula, Some(value)) => {
                    format!(
                        "<c r=\"{place}\" t=\"str\"><f>{formula}</f><v>{}</v></c>",
                        escaped(value)
                    )
                }
            };
        }
        out += "</row>";
    }
    out += "</sheetData>";
    if !sheet.merged.is_empty() {
        let cells: String = sheet
            .merged
            .iter()
            .map(|area| format!("<mergeCell ref=\"{area}\"/>"))
            .collect();
        out += &format!("<mergeCells count=\"{}\">{cells}</mergeCells>", sheet.merged.len());
    }
    out
}
