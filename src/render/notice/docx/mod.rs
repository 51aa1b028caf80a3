//! A notice as the office files it: a Word file. In Chinese the form of GB/T 9704: A4, its type area, faces, sizes and
//! line pitch; in English the same order of things in Western faces. Annexes are tables, each on a page of its own.

mod annexes;
mod body;
mod faces;
mod foot;
mod frame;
mod page;
mod paragraph;
mod styles;
mod table;
mod title;
mod widths;

use super::document::Document;
use super::office::{Package, Part, Xml};
use super::phrases::Phrases;
use crate::notice::Lists;
use faces::Faces;
use std::io;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Parts beside the document: their names, types, and what they are to it. Sections refer to headers and footers by
/// the position here: `rId1` is the first.
const BESIDE: [(&str, &str, &str); 6] = [
    ("styles", "styles", "styles"),
    ("settings", "settings", "settings"),
    ("fontTable", "fontTable", "fontTable"),
    ("header1", "header", "header"),
    ("footer1", "footer", "footer"),
    ("footer2", "footer", "footer"),
];

/// The Word file. The same values give the same bytes.
///
/// # Errors
/// Where it does not fit a zip: four gigabytes.
pub fn docx(document: &Document, lists: &Lists, phrases: &Phrases) -> io::Result<Vec<u8>> {
    let faces = Faces::of(phrases.language());
    let name = |part: &str| format!("word/{part}.xml");
    let mut parts = vec![Part {
        name: name("document"),
        kind: "officedocument.wordprocessingml.document.main+xml",
        related: None,
    }];
    parts.extend((1..).zip(BESIDE).map(|(number, (part, kind, related))| Part {
        name: name(part),
        kind: match kind {
            "styles" => "officedocument.wordprocessingml.styles+xml",
            "settings" => "officedocument.wordprocessingml.settings+xml",
            "fontTable" => "officedocument.wordprocessingml.fontTable+xml",
            "header" => "officedocument.wordprocessingml.header+xml",
            _ => "officedocument.wordprocessingml.footer+xml",
        },
        related: Some((related, format!("rId{number}"))),
    }));
    let mut package = Package::begin(&parts, &document.title)?;
    package.part(&name("document"), whole(document, lists, phrases, &faces))?;
    package.part(&name("styles"), styles::styles(&faces))?;
    package.part(&name("settings"), page::settings(&faces))?;
    package.part(&name("fontTable"), faces.table())?;
    package.part(&name("header1"), page::header(&document.mark))?;
    package.part(&name("footer1"), page::footer(page::Side::Odd))?;
    package.part(&name("footer2"), page::footer(page::Side::Even))?;
    package.end()
}

fn whole(document: &Document, lists: &Lists, phrases: &Phrases, faces: &Faces) -> Xml {
    let mut xml = Xml::part();
    xml.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATIONS)]);
    xml.open("w:body", &[]);
    frame::head(&mut xml, document, faces);
    body::body(&mut xml, &document.blocks, faces);
    frame::annexes(&mut xml, document, phrases, faces);
    frame::signature(&mut xml, document, faces);
    let last = annexes::annexes(&mut xml, document, lists, phrases, faces);
    foot::foot(&mut xml, document, faces);
    page::section(&mut xml, last);
    xml.close("w:body").close("w:document");
    xml
}
