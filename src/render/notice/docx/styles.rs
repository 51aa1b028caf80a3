//! The styles of paragraphs, by the names that the other rooms use.

use super::MAIN;
use super::faces::{Face, Faces};
use crate::diagnostic::Language;
use crate::render::notice::office::Xml;
use crate::render::words::pick;

/// A style of paragraphs.
struct Style {
    id: &'static str,
    /// As Word shows it; those it knows by itself bear its own names.
    name: &'static str,
    face: Face,
    size: u32,
    pitch: u32,
    bold: bool,
    colour: Option<&'static str>,
    /// `left`, `center`, `right`, `both`.
    align: &'static str,
    /// Before the first line.
    first: u32,
    before: u32,
    behind: u32,
    /// Stays with the paragraph that follows.
    keep: bool,
    /// Its rank among headings, from 0.
    rank: Option<u32>,
    tracking: i32,
}

/// The red of a banner.
pub(super) const RED: &str = "FF0000";

fn all(faces: &Faces) -> Vec<Style> {
    let normal = || Style {
        id: "Normal",
        name: "Normal",
        face: faces.body,
        size: faces.size,
        pitch: faces.pitch,
        bold: false,
        colour: None,
        align: "left",
        first: 0,
        before: 0,
        behind: 0,
        keep: false,
        rank: None,
        tracking: faces.tracking,
    };
    let western = faces.language == Language::English;
    let cell = || Style {
        size: faces.cell_size,
        pitch: faces.cell_pitch,
        tracking: 0,
        ..normal()
    };
    vec![
        normal(),
        Style {
            id: "Banner",
            name: "Banner",
            face: faces.title,
            size: faces.banner_size,
            pitch: faces.banner_size * 14,
            bold: western,
            colour: Some(RED),
            align: "center",
            tracking: 0,
            keep: true,
            ..normal()
        },
        Style {
            id: "Number",
            name: "Number",
            align: "center",
            before: faces.pitch,
            keep: true,
            ..normal()
        },
        Style {
            id: "Title",
            name: "Title",
            face: faces.title,
            size: faces.title_size,
            pitch: faces.title_pitch,
            bold: western,
            align: "center",
            before: faces.pitch * 2,
            behind: faces.pitch,
            keep: true,
            tracking: 0,
            ..normal()
        },
        Style {
            id: "BodyText",
            name: "Body Text",
            align: if western { "left" } else { "both" },
            first: faces.indent,
            behind: faces.behind,
            ..normal()
        },
        Style {
            id: "Heading1",
            name: "heading 1",
            face: faces.heading,
            bold: western,
            first: faces.indent,
            before: faces.behind,
            behind: faces.behind,
            keep: true,
            rank: Some(0),
            ..normal()
        },
        Style {
            id: "Heading2",
            name: "heading 2",
            face: faces.part,
            bold: western,
            first: faces.indent,
            before: faces.behind / 2,
            behind: faces.behind / 2,
            keep: true,
            rank: Some(1),
            ..normal()
        },
        Style {
            id: "Addressees",
            name: "Addressees",
            behind: faces.behind,
            keep: true,
            ..normal()
        },
        Style {
            id: "AnnexLine",
            name: "Annex Line",
            keep: true,
            ..normal()
        },
        Style {
            id: "Signature",
            name: "Signature",
            align: "center",
            keep: true,
            ..normal()
        },
        Style {
            id: "AnnexMark",
            name: "Annex Mark",
            face: faces.heading,
            keep: true,
            ..normal()
        },
        Style {
            id: "AnnexTitle",
            name: "Annex Title",
            face: faces.title,
            size: faces.title_size,
            pitch: faces.title_pitch,
            bold: western,
            align: "center",
            before: faces.pitch / 2,
            behind: faces.pitch / 2,
            keep: true,
            rank: Some(0),
            tracking: 0,
            ..normal()
        },
        Style {
            id: "Cell",
            name: "Cell",
            ..cell()
        },
        Style {
            id: "CellRight",
            name: "Cell Right",
            align: "right",
            ..cell()
        },
        Style {
            id: "CellKept",
            name: "Cell Kept",
            keep: true,
            ..cell()
        },
        Style {
            id: "CellRightKept",
            name: "Cell Right Kept",
            align: "right",
            keep: true,
            ..cell()
        },
        Style {
            id: "Sum",
            name: "Sum",
            bold: true,
            ..cell()
        },
        Style {
            id: "SumRight",
            name: "Sum Right",
            bold: true,
            align: "right",
            ..cell()
        },
        Style {
            id: "CellHead",
            name: "Cell Head",
            face: faces.heading,
            bold: western,
            align: "center",
            keep: true,
            ..cell()
        },
        Style {
            id: "Foot",
            name: "Foot",
            size: faces.foot_size,
            pitch: faces.foot_size * 14,
            ..cell()
        },
        Style {
            id: "Mark",
            name: "Draft Mark",
            face: faces.heading,
            size: faces.foot_size,
            colour: Some(RED),
            align: "right",
            ..cell()
        },
        Style {
            id: "PageNumber",
            name: "Page Line",
            face: faces.page,
            size: faces.foot_size,
            ..cell()
        },
    ]
}

/// The part.
pub(super) fn styles(faces: &Faces) -> Xml {
    let mut xml = Xml::part();
    let (latin, chinese) = (pick(faces.language, "en-GB", "en-US"), "zh-CN");
    xml.open("w:styles", &[("xmlns:w", MAIN)]);
    xml.open("w:docDefaults", &[])
        .open("w:rPrDefault", &[])
        .open("w:rPr", &[]);
    fonts(&mut xml, faces.body);
    xml.empty("w:sz", &[("w:val", &faces.size.to_string())]);
    xml.empty("w:lang", &[("w:val", latin), ("w:eastAsia", chinese)]);
    xml.close("w:rPr").close("w:rPrDefault").close("w:docDefaults");
    for style in all(faces) {
        paragraph(&mut xml, &style);
    }
    // A figure of the notice: looks like its surroundings, and can be found.
    xml.within("w:style", &[("w:type", "character"), ("w:styleId", "Figure")], |xml| {
        xml.empty("w:name", &[("w:val", "Figure")]);
    });
    xml.close("w:styles");
    xml
}

fn paragraph(xml: &mut Xml, own: &Style) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", own.id)];
    if own.id == "Normal" {
        attributes.insert(1, ("w:default", "1"));
    }
    xml.open("w:style", &attributes).empty("w:name", &[("w:val", own.name)]);
    if own.id != "Normal" {
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
    }
    xml.empty("w:qFormat", &[]).open("w:pPr", &[]);
    if own.keep {
        xml.empty("w:keepNext", &[]).empty("w:keepLines", &[]);
    }
    // A mark at the end of a line stands within it.
    xml.empty("w:overflowPunct", &[("w:val", "0")])
        .empty("w:snapToGrid", &[("w:val", "0")]);
    let [before, behind, pitch, first] = [own.before, own.behind, own.pitch, own.first].map(|of| of.to_string());
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &before),
            ("w:after", &behind),
            ("w:line", &pitch),
            ("w:lineRule", "exact"),
        ],
    );
    xml.empty("w:ind", &[("w:firstLine", &first)])
        .empty("w:jc", &[("w:val", own.align)]);
    if let Some(rank) = own.rank {
        xml.empty("w:outlineLvl", &[("w:val", &rank.to_string())]);
    }
    xml.close("w:pPr").open("w:rPr", &[]);
    fonts(xml, own.face);
    if own.bold {
        xml.empty("w:b", &[]);
    }
    if let Some(colour) = own.colour {
        xml.empty("w:color", &[("w:val", colour)]);
    }
    if own.tracking != 0 {
        xml.empty("w:spacing", &[("w:val", &own.tracking.to_string())]);
    }
    let size = own.size.to_string();
    xml.empty("w:sz", &[("w:val", &size)])
        .empty("w:szCs", &[("w:val", &size)]);
    xml.close("w:rPr").close("w:style");
}

fn fonts(xml: &mut Xml, face: Face) {
    xml.empty(
        "w:rFonts",
        &[
            ("w:ascii", face.latin),
            ("w:hAnsi", face.latin),
            ("w:eastAsia", face.chinese),
            ("w:cs", face.latin),
        ],
    );
}
